"""Figures and tables of a report in a page: the report's own, drawn where they are shown."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any, Final

from nicegui import html, ui

from winset.foundation.errors import InputError
from winset.render.export import spec_of, svg_of
from winset.render.html import section_html
from winset.render.page import inline_svg
from winset.render.tables.layout import Section
from winset.workbench.components.threads import in_thread

if TYPE_CHECKING:
    import altair as alt


_WIDE: Final = 820
_NARROW: Final = 350
_INNER: Final = re.compile(r' (?:role="graphics-\w+"|aria-roledescription="[^"]*")')
"""Words of Vega on the parts of a picture; the picture as a whole has title and description."""


def show_waiting() -> None:
    """Say where a part will stand once the full report is there."""
    html.p("Working it out in full …").classes("quiet").props('role="status"')


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
            place.set_content(await in_thread(_drawn, name, plot, report))

        ui.timer(0.01, draw, once=True)


def _drawn(name: str, plot: Callable[..., Any], report: Any) -> str:
    try:
        return _both_widths(name, plot, report)
    except InputError as error:
        right = f" To have it: {error.right}." if error.right else ""
        return f'<p class="quiet small">Not drawn: {escape(error.what)}.{escape(right)}</p>'


def _both_widths(name: str, plot: Callable[..., Any], report: Any) -> str:
    parts = []
    for size, width in (("wide", _WIDE), ("narrow", _NARROW)):
        chart = plot(report, width=width)
        svg = _INNER.sub("", inline_svg(svg_of(chart), f"{name}-{size}"))
        parts.append(f'<div class="drawing {size}">{svg}</div>')
    words = escape(str(spec_of(chart).get("description", "")))
    parts.append(f"<details><summary>Description in words</summary><p>{words}</p></details>")
    return "".join(parts)


def show_section(
    section: Section | None,
    missing: str = "",
    *,
    numbers: Mapping[str, str] | None = None,
    on_why: Callable[[str], Awaitable[None]] | None = None,
) -> None:
    """Set a part of a report, with its tables and how it comes about.

    Parameters
    ----------
    section
        The part; None where the report has none.
    missing
        What to say then.
    numbers
        Numbers of the part that can be explained with the case's values: name to title.
    on_why
        Called with the name of the one chosen.
    """
    if section is None:
        with html.div().classes("empty"):
            html.p(missing)
        return
    with html.div().classes("section"):
        ui.html(section_html(replace(section, why="")), sanitize=False)
        if section.why:
            _why(section, numbers or {}, on_why)


def _why(
    section: Section, numbers: Mapping[str, str], on_why: Callable[[str], Awaitable[None]] | None
) -> None:
    """Say how a part comes about in general, and its numbers with this case's values in them."""
    with html.details().classes("behind"):
        with html.summary():
            html.span("Why?")
            html.span(f" {section.title}").classes("unseen")
        html.p(section.why)
        if not numbers or on_why is None:
            return
        html.p("With this case's values:").classes("quiet small")
        with html.div().classes("tools"):
            for name, title in numbers.items():
                button = html.button(title, type="button").classes("button")
                button.on("click", partial(on_why, name))
