"""A Report as one HTML page that needs nothing but itself, and the same page as PDF."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import vl_convert as vlc
from markupsafe import Markup

from winset.foundation.errors import InputError
from winset.foundation.extras import how_to_install
from winset.foundation.files import write_bytes
from winset.render.export import png_of_svg, spec_of, svg_of
from winset.render.figures.domestic.axis import first_axis
from winset.render.figures.grammar.palette import dark_of
from winset.render.figures.registry import figures_for
from winset.render.key_numbers import cards_of, parameter_rows
from winset.render.marks import MARK_MEANINGS, MARK_SYMBOLS
from winset.render.page import inline_svg, json_in_html, page_file, page_template
from winset.render.tables import sections
from winset.render.tables.layout import Section
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import paragraphs_of

if TYPE_CHECKING:
    import altair as alt


Draw = Callable[..., "alt.VConcatChart"]
"""Function that draws a figure of a report, at a width in pixels."""

_WIDE: Final = 820
_NARROW: Final = 350
_PNG_SCALE: Final = 1.5


def report_html(report: Report) -> str:
    """Report as a self-contained HTML page.

    The page holds style, script, figures and the JSON of the report; it loads nothing, and its
    content security policy forbids it to. Without JavaScript the figures are still pictures; with
    it they say more under the pointer.

    Parameters
    ----------
    report
        Report of `winset analyze`. Every text in it is escaped.

    Returns
    -------
    str
        The page, about 3 MB.
    """
    script = _script()
    page = page_template("report.html.j2")
    return page.render(
        report=report,
        summary=paragraphs_of(report),
        cards=cards_of(report),
        sections=sections(report),
        section_html=section_html,
        parameters=parameter_rows(report),
        figures=[_figure_view(name, plot, report) for name, plot in _figures(report).items()],
        marks=[(MARK_SYMBOLS[mark], MARK_MEANINGS[mark]) for mark in MARK_SYMBOLS],
        symbols=MARK_SYMBOLS,
        meanings=MARK_MEANINGS,
        policy=_policy(script),
        style=Markup(_style()),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file and Vega
        report_json=json_in_html(report.to_json(indent=None)),
    )


def section_html(section: Section) -> Markup:
    """One titled part of a report: its tables, its note and how it comes about, as HTML.

    Parameters
    ----------
    section
        Part of a report, as from `winset.render.tables`. Every text in it is escaped.
    """
    part = page_template("section.html.j2")
    html = part.render(section=section, symbols=MARK_SYMBOLS, meanings=MARK_MEANINGS)
    return Markup(html)  # noqa: S704 - escaped by the template


def report_pdf(report: Report, path: str | Path) -> None:
    """Write the report as PDF, for print: still figures, no contents list.

    Parameters
    ----------
    report
        Report of `winset analyze`.
    path
        File to write.

    Raises
    ------
    InputError
        If WeasyPrint is not installed, or the file cannot be written.
    """
    document = weasyprint_module().HTML(string=report_html(report), url_fetcher=_only_data)
    write_bytes(path, document.write_pdf())


def weasyprint_module() -> Any:
    """Import WeasyPrint, which writes PDF reports.

    Returns
    -------
    module
        The module `weasyprint`.

    Raises
    ------
    InputError
        If it is not installed, or the libraries it calls are not; with how to install them.
    """
    try:
        import weasyprint
    except (ImportError, OSError):
        raise InputError(
            f"a PDF report needs WeasyPrint: {how_to_install('pdf')} "
            "(on Debian also apt-get install libpango-1.0-0 libpangoft2-1.0-0); "
            "the HTML report prints as well"
        ) from None
    return weasyprint


def _only_data(url: str) -> Any:
    if not url.startswith("data:"):
        raise ValueError("a report loads nothing")
    from weasyprint.urls import default_url_fetcher

    return default_url_fetcher(url)


@cache
def _script() -> str:
    """Vega and our own lines as one script; it is the same for every report."""
    bundle = str(vlc.javascript_bundle(page_file("report.js")))
    return re.sub(r"</(?=script)", r"<\\/", bundle, flags=re.IGNORECASE).replace("<!--", r"\x3c!--")


def _policy(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


@cache
def _style() -> str:
    """Style sheet, with the dark palette laid over the colours of the figures."""
    rules = "".join(
        f'.drawing svg [{attribute}="{light}"]{{{attribute}:{dark}}}'
        for light, dark in dark_of().items()
        for attribute in ("fill", "stroke")
    )
    return f"{page_file('report.css')}@media screen and (prefers-color-scheme: dark){{{rules}}}"


def _figures(report: Report) -> dict[str, Draw]:
    """Figures of the report; last the further axes on which actors have a position."""
    placed = {issue for row in report.actors for issue in row.position}
    issues = [i.issue for i in report.issues if i.issue in placed]
    issues.sort(key=lambda name: name != first_axis(report))
    draw: dict[str, Draw] = {name: found.draw for name, found in figures_for(Report).items()}
    axes: dict[str, Draw] = {
        f"axis-{name}" if n else "axis": partial(draw["axis"], issue=name)
        for n, name in enumerate(issues)
    }
    votes = [i.issue for i in report.issues if i.issue in placed and i.axis == "vote"]
    missing = [*([] if axes else ["axis"]), *([] if len(votes) > 1 else ["plane"])]
    return {name: plot for name, plot in draw.items() if name not in missing} | axes


def _figure_view(name: str, plot: Draw, report: Report) -> dict[str, Any]:
    wide, narrow = plot(report, width=_WIDE), plot(report, width=_NARROW)
    spec = spec_of(wide)
    svg = svg_of(wide)
    is_aside = name.startswith("axis-")  # a second axis: smaller in the file, a still picture
    png = "" if is_aside else base64.b64encode(png_of_svg(svg, scale=_PNG_SCALE)).decode()
    return {
        "id": f"figure-{name}",
        "file": f"{report.case}-{name}",
        "title": " ".join(spec["title"]["text"]),
        "description": spec["description"],
        "wide": inline_svg(svg, f"{name}-wide"),
        "narrow": inline_svg(svg_of(narrow), f"{name}-narrow"),
        "spec": "" if is_aside else json_in_html(json.dumps(spec, separators=(",", ":"))),
        "svg_link": f"data:image/svg+xml,{quote(svg, safe=_URL_SAFE)}",
        "png_link": f"data:image/png;base64,{png}" if png else "",
    }


_URL_SAFE: Final = " =:/;,'()!*@$&+?-._~{}[]|"
