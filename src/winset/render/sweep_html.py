"""A sweep as one HTML page that needs nothing but itself."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from winset.foundation.errors import InputError
from winset.render.export import spec_of, svg_of
from winset.render.figures.registry import figures_for
from winset.render.page import inline_svg, json_in_html, page_file, page_template
from winset.reports.sweep.sweep_documents import NegotiationSweepReport, Spread, SweepSummary

_WIDE = 820


def sweep_html(report: SweepSummary) -> str:
    """Report of a sweep as a self-contained page: figures, tables and the JSON itself.

    The page holds no script and loads nothing.

    Parameters
    ----------
    report
        Report of `winset sweep`. Every text in it is escaped.
    """
    page = page_template("sweep.html.j2")
    return page.render(
        report=report,
        style=Markup(page_file("report.css")),  # noqa: S704 - our own file
        figures=_figures(report),
        rows=_table_rows(report),
        report_json=json_in_html(report.to_dict()),
    )


def _table_rows(report: SweepSummary) -> list[tuple[str, Spread]]:
    """Percentiles of the zone, of what is agreed and what it gains, for a negotiation."""
    if not isinstance(report, NegotiationSweepReport):
        return []
    return [
        ("share of all points in the zone", report.zone_share),
        *((f"ratification: {name}", spread) for name, spread in report.ratification.items()),
        *((f"agreed: {issue}", spread) for issue, spread in report.agreement.items()),
        *((f"gain: {name}", spread) for name, spread in report.gain.items()),
    ]


def _figures(report: SweepSummary) -> list[dict[str, Any]]:
    found = []
    for name, figure in figures_for(type(report)).items():
        try:
            chart = figure.draw(report, width=_WIDE)
        except InputError:  # this design or this number of inputs gives no such figure
            continue
        spec = spec_of(chart)
        found.append(
            {
                "id": f"figure-{name}",
                "title": " ".join(spec["title"]["text"]),
                "description": spec["description"],
                "svg": inline_svg(svg_of(chart), name),
            }
        )
    return found
