"""The lenses of a case as HTML: a fragment to set into a page, and a page of its own."""

from __future__ import annotations

import json
import re
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from winset.render.export import spec_of, svg_of
from winset.render.figures.lenses import plot_lenses
from winset.render.lens_terminal import agreement_sentences
from winset.studies.lens_report import LensReport

__all__ = ["lens_fragment", "lens_html"]

_WIDE = 820


def lens_fragment(report: LensReport) -> str:
    """Report of the lenses as a ``section`` element without style or script.

    Parameters
    ----------
    report
        Report of `winset lenses`. Every text in it is escaped.
    """
    chart = plot_lenses(report, width=_WIDE)
    svg = re.sub(r'(id="|url\(#)(clip\d+)', r"\1lenses-\2", svg_of(chart))
    page = _environment().from_string(_file("lenses.html.j2"))
    return page.render(
        report=report,
        names={seen.actor: seen.short for seen in report.actors},
        lens_titles={reading.lens: reading.title for reading in report.readings},
        agreement=agreement_sentences(report),
        figure=Markup(svg),  # noqa: S704 - made by vl-convert, which escapes the texts
        figure_title=" ".join(spec_of(chart)["title"]["text"]),
    )


def lens_html(report: LensReport) -> str:
    """Report of the lenses as a self-contained page: no script, nothing loaded.

    Parameters
    ----------
    report
        Report of `winset lenses`. Every text in it is escaped.
    """
    text = json.dumps(report.to_dict(), ensure_ascii=False, allow_nan=False)
    escaped = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    page = _environment().from_string(_file("lenses_page.html.j2"))
    return page.render(
        title=report.title,
        style=Markup(_file("report.css")),  # noqa: S704 - our own file
        body=Markup(lens_fragment(report)),  # noqa: S704 - made above, escaped there
        report_json=Markup(escaped),  # noqa: S704 - nothing in it can end the element
    )


def _environment() -> Environment:
    return Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _file(name: str) -> str:
    return (files("winset.render") / "templates" / name).read_text(encoding="utf-8")
