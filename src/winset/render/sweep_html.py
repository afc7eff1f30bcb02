"""A sweep as one HTML page that needs nothing but itself."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from winset.foundation.errors import InputError
from winset.render.export import spec_of, svg_of
from winset.render.sweep_figures import sweep_figures
from winset.studies.sweep_negotiation_report import NegotiationSweepReport
from winset.studies.sweep_summary import Spread, SweepSummary

__all__ = ["sweep_html"]

_WIDE = 820


def sweep_html(report: SweepSummary) -> str:
    """Report of a sweep as a self-contained page: figures, tables and the JSON itself.

    The page holds no script and loads nothing.

    Parameters
    ----------
    report
        Report of `winset sweep`. Every text in it is escaped.
    """
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    page = environment.from_string(_file("sweep.html.j2"))
    text = json.dumps(report.to_dict(), ensure_ascii=False, allow_nan=False)
    return page.render(
        report=report,
        style=Markup(_file("report.css")),  # noqa: S704 - our own file
        figures=_figures(report),
        rows=_table_rows(report),
        report_json=Markup(_escaped(text)),  # noqa: S704 - nothing in it can end the element
    )


def _table_rows(report: SweepSummary) -> list[tuple[str, Spread]]:
    """Percentiles of the zone, of what is agreed and what it gains, for a negotiation."""
    if not isinstance(report, NegotiationSweepReport):
        return []
    return [
        ("share of all points in the zone", report.zone_share),
        *((f"agreed: {issue}", spread) for issue, spread in report.agreement.items()),
        *((f"gain: {name}", spread) for name, spread in report.gain.items()),
    ]


def _file(name: str) -> str:
    return (files("winset.render") / "templates" / name).read_text(encoding="utf-8")


def _escaped(text: str) -> str:
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _figures(report: SweepSummary) -> list[dict[str, Any]]:
    found = []
    for name, plot in sweep_figures(report).items():
        try:
            chart = plot(width=_WIDE)
        except InputError:  # this design or this number of inputs gives no such figure
            continue
        spec = spec_of(chart)
        svg = re.sub(r'(id="|url\(#)(clip\d+)', rf"\1{name}-\2", svg_of(chart))
        found.append(
            {
                "id": f"figure-{name}",
                "title": " ".join(spec["title"]["text"]),
                "description": spec["description"],
                "svg": Markup(svg),  # noqa: S704 - made by vl-convert, which escapes the texts
            }
        )
    return found
