"""Scenarios side by side, what differs marked."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from nicegui import html, ui
from starlette.requests import Request

from winset.foundation.errors import InputError
from winset.render.figures import plot_axis
from winset.render.key_numbers import Card, cards_of
from winset.studies.report import Report
from winset.workbench.components.drawing import show_figure
from winset.workbench.pages.frame import frame, link_button, notice, problem_text
from winset.workbench.pages.refusal import refused_case
from winset.workbench.scenarios import case_named

if TYPE_CHECKING:
    from winset.workbench.answers import Comparison
    from winset.workbench.bench import Workbench
    from winset.workbench.desk import Desk

__all__ = ["register"]

_TIMEOUT_S: Final = 120.0


def register(bench: Workbench) -> None:
    """Set the page up."""

    @ui.page("/compare/{key:path}", title="winset", response_timeout=_TIMEOUT_S)
    async def compare(request: Request, key: str, of: str = "saved,draft") -> None:
        try:
            desk = await asyncio.to_thread(bench.desk, bench.visitor(request), key)
        except InputError as error:
            await refused_case(bench, key, error)
            return
        names = [name for name in of.split(",") if name]
        with frame(f"Side by side: {desk.case.title}"):
            html.p("Side by side").classes("kicker")
            html.h1(desk.case.title)
            try:
                found = await bench.answers.compare(desk, names)
                inputs = [await asyncio.to_thread(_inputs, desk, name) for name in names]
            except InputError as error:
                notice(problem_text(error), bad=True)
            else:
                _show(found, inputs)
            link_button("Back to the case", f"/case/{key}")


def _inputs(desk: Desk, name: str) -> dict[str, str]:
    """What a scenario changes against the saved case."""
    return case_named(desk, name)[2]


def _show(found: Comparison, inputs: list[dict[str, str]]) -> None:
    reports = [Report.model_validate(document) for document in found.reports]
    _numbers(found.titles, [cards_of(report) for report in reports])
    _changes(found, inputs)
    html.h2("Where they stand")
    with html.div().classes("side-by-side"):
        for number, (title, report) in enumerate(zip(found.titles, reports, strict=True)):
            with html.section():
                html.h3(title)
                show_figure(f"axis-{number}", plot_axis, report)


def _numbers(titles: list[str], cards: list[list[Card]]) -> None:
    html.h2("What is found")
    html.p("Marked: what differs from the first column.").classes("quiet small")
    names = list(dict.fromkeys(card.name for side in cards for card in side))
    known = [{card.name: card for card in side} for side in cards]
    with (
        html.div().classes("scroll section").props('tabindex="0" role="region"') as box,
        html.table().classes("comparison"),
    ):
        box.props('aria-label="Key numbers side by side"')
        with html.thead(), html.tr():
            html.th("number").props('scope="col"')
            for title in titles:
                html.th(title).props('scope="col"')
        with html.tbody():
            for name in names:
                with html.tr():
                    html.th(name).props('scope="row"')
                    first = known[0].get(name)
                    for side in known:
                        _cell(side.get(name), first)


def _cell(card: Card | None, first: Card | None) -> None:
    with html.td() as cell:
        if card is None:
            html.span("–")
            return
        differs = first is not None and card.value != first.value
        if differs:
            cell.classes("differs")
        html.b(card.value)
        if differs:
            html.span(" differs").classes("unseen")
        if card.detail:
            html.span(card.detail).classes("detail quiet small")


def _changes(found: Comparison, inputs: list[dict[str, str]]) -> None:
    html.h2("What differs in the case")
    paths = list(dict.fromkeys(path for values in inputs for path in values))
    if not paths:
        html.p("Nothing.")
    else:
        with (
            html.div().classes("scroll section").props('tabindex="0" role="region"') as box,
            html.table(),
        ):
            box.props('aria-label="Values that differ"')
            with html.thead(), html.tr():
                for heading in ("field", *found.titles):
                    html.th(heading).props('scope="col"')
            with html.tbody():
                for path in paths:
                    with html.tr():
                        html.th(path).props('scope="row"')
                        for values in inputs:
                            html.td(values.get(path, "as saved"))
    for title, lines in zip(found.titles[1:], found.changed, strict=True):
        if lines:
            html.h3(f"{title}, against {found.titles[0]}")
            with html.ul():
                for line in lines:
                    html.li(line)
