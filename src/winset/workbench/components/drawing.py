"""Figures and tables of a report in a page: the report's own, drawn where they are shown."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any, Final

from nicegui import html, ui

from winset.render.export import spec_of, svg_of
from winset.render.html import section_html
from winset.render.page import inline_svg
from winset.render.tables.layout import Section

if TYPE_CHECKING:
    import altair as alt

__all__ = ["show_figure", "show_section"]

_WIDE: Final = 820
_NARROW: Final = 350
_INNER: Final = re.compile(r' (?:role="graphics-\w+"|aria-roledescription="[^"]*")')
"""What Vega says of the parts of a picture; the picture as a whole has title and description."""


def show_figure(name: str, plot: Callable[..., alt.VConcatChart], report: Any) -> None:
    """Draw a figure into the page; it appears as soon as it is drawn.

    Parameters
    ----------
    name
        Name of the figure, unique in the page.
    plot
        A figure of `winset.render.figures`.
    report
        What it is drawn of.
    """
    with html.figure():
        place = ui.html('<p class="quiet">Drawing …</p>', sanitize=False).classes("drawings")

        async def draw() -> None:
            place.set_content(await asyncio.to_thread(_drawn, name, plot, report))

        ui.timer(0.01, draw, once=True)


def _drawn(name: str, plot: Callable[..., Any], report: Any) -> str:
    parts = []
    for size, width in (("wide", _WIDE), ("narrow", _NARROW)):
        chart = plot(report, width=width)
        svg = _INNER.sub("", inline_svg(svg_of(chart), f"{name}-{size}"))
        parts.append(f'<div class="drawing {size}">{svg}</div>')
    words = escape(str(spec_of(chart).get("description", "")))
    parts.append(f"<details><summary>Description in words</summary><p>{words}</p></details>")
    return "".join(parts)


def show_section(section: Section | None, missing: str = "") -> None:
    """Set a part of a report, with its tables and how it comes about.

    Parameters
    ----------
    section
        The part; None where the report has none.
    missing
        What to say then.
    """
    if section is None:
        with html.div().classes("empty"):
            html.p(missing)
        return
    ui.html(section_html(section), sanitize=False).classes("section")
