"""The lenses of a case as HTML: a fragment to set into a page, and a page of its own."""

from __future__ import annotations

from markupsafe import Markup

from winset.render.export import spec_of, svg_of
from winset.render.figures.registry import figure_named
from winset.render.page import inline_svg, json_in_html, page_file, page_template
from winset.render.terminal.lens_terminal import agreement_sentences
from winset.reports.lens_report import LensReport

_WIDE = 820


def lens_fragment(report: LensReport) -> str:
    """Report of the lenses as a ``section`` element without style or script.

    Parameters
    ----------
    report
        Report of `winset lenses`. Every text in it is escaped.
    """
    chart = figure_named("lenses").draw(report, width=_WIDE)
    page = page_template("lenses.html.j2")
    return page.render(
        report=report,
        names={seen.actor: seen.short for seen in report.actors},
        lens_titles={reading.lens: reading.title for reading in report.readings},
        agreement=agreement_sentences(report),
        figure=inline_svg(svg_of(chart), "lenses"),
        figure_title=" ".join(spec_of(chart)["title"]["text"]),
    )


def lens_html(report: LensReport) -> str:
    """Report of the lenses as a self-contained page: no script, nothing loaded.

    Parameters
    ----------
    report
        Report of `winset lenses`. Every text in it is escaped.
    """
    page = page_template("lenses_page.html.j2")
    return page.render(
        title=report.title,
        style=Markup(page_file("report.css")),  # noqa: S704 - our own file
        body=Markup(lens_fragment(report)),  # noqa: S704 - made above, escaped there
        report_json=json_in_html(report.to_dict()),
    )
