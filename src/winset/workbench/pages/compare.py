"""Scenarios side by side, what differs marked."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from nicegui import html, ui
from starlette.requests import Request

from winset.cases.model.case import Case
from winset.cases.model.case_file import domestic_case
from winset.cases.paths.path_words import path_words
from winset.foundation.errors import InputError
from winset.render.figures.domestic.plane import moved_axis
from winset.render.figures.registry import figure_named
from winset.render.key_numbers import NumberCard, cards_of
from winset.reports.domestic.report import Report
from winset.workbench.access.addresses import page_address
from winset.workbench.components.drawing import show_figure, show_waiting
from winset.workbench.components.threads import in_thread
from winset.workbench.components.views.quantity_text import value_words, written_words
from winset.workbench.editing.scenarios import case_named
from winset.workbench.pages.shared.frame import frame, link_button, sentences
from winset.workbench.pages.shared.page import page
from winset.workbench.pages.shared.page_parts import bullets, complaints
from winset.workbench.pages.shared.refusal import refused_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from altair import VConcatChart

    from winset.workbench.bench import Workbench
    from winset.workbench.compute.comparison import Comparison
    from winset.workbench.editing.desk import Desk
    from winset.workbench.editing.history import AnyCase


def register(bench: Workbench) -> None:
    """Set the page up."""

    @page("/compare/{key:path}")
    async def compare(request: Request, key: str, of: str = "saved,draft") -> None:
        try:
            desk = await in_thread(bench.desk_of, request, key)
        except InputError as error:
            await refused_case(bench, key, error)
            return
        names = [name for name in of.split(",") if name]
        with frame(f"Side by side: {desk.case.title}"):
            html.p("Side by side").classes("kicker")
            html.h1(desk.case.title)
            place = html.div().props('aria-live="polite"').classes("spaced")
            with place:
                show_waiting()
            link_button("Back to the case", page_address("case", key))

        async def fill() -> None:
            """Show what is found as soon as it is: the reports wait for those others asked for."""
            with complaints(place):
                found = await bench.answers.compare(desk, names)
                inputs = [await in_thread(_inputs, desk, name) for name in names]
                place.clear()
                with place:
                    _show(found, inputs, desk.saved_case)

        ui.timer(0.05, fill, once=True)


def _inputs(desk: Desk, name: str) -> dict[str, str]:
    """List what a scenario changes against the saved case."""
    return case_named(desk, name)[2]


def _show(found: Comparison, inputs: list[dict[str, str]], saved: AnyCase) -> None:
    found = found.model_copy(update={"titles": [_heading(title) for title in found.titles]})
    reports = [Report.model_validate(document) for document in found.reports]
    _numbers(found.titles, [cards_of(report) for report in reports])
    _changes(found, inputs, domestic_case(saved), reports)
    _figures(found.titles, reports)


def _figures(titles: list[str], reports: list[Report]) -> None:
    """Draw the axis on which the reports differ most; where none moves anybody, the votes."""
    moved = moved_axis(reports)
    if moved is None:
        html.h2("How the chambers vote")
        html.p("Everyone stands at the same place on every axis.").classes("intro")
        plot: Callable[..., VConcatChart] = figure_named("votes").draw
    else:
        html.h2("Where they stand")
        plot = partial(figure_named("axis").draw, issue=moved)
    with html.div().classes("side-by-side"):
        for number, (title, report) in enumerate(zip(titles, reports, strict=True)):
            with html.section():
                html.h3(title)
                show_figure(f"figure-{number}", plot, report)


def _numbers(titles: list[str], cards: list[list[NumberCard]]) -> None:
    html.h2("What is found")
    html.p(
        "Marked: what differs from the first column. Every column has the same random draws, so "
        "a difference comes from the case."
    ).classes("intro")
    names = list(dict.fromkeys(card.name for side in cards for card in side))
    known = [{card.name: card for card in side} for side in cards]
    with (
        html.div().classes("scroll section").props('tabindex="0" role="region"') as box,
        html.table().classes("comparison"),
    ):
        box.props('aria-label="Key numbers side by side"')
        with html.thead(), html.tr():
            html.th("Number").props('scope="col"')
            for title in titles:
                html.th(title).props('scope="col"')
        with html.tbody():
            for name in names:
                with html.tr():
                    html.th(name).props('scope="row"')
                    first = known[0].get(name)
                    for side in known:
                        _cell(side.get(name), first)


def _cell(card: NumberCard | None, first: NumberCard | None) -> None:
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


def _heading(title: str) -> str:
    """Title of a column: the saved case and the draft as a reader would call them."""
    return {"as saved": "The case as saved", "draft": "The draft"}.get(title, title)


def _changes(
    found: Comparison, inputs: list[dict[str, str]], saved: Case, reports: list[Report]
) -> None:
    html.h2("What differs in the case")
    paths = list(dict.fromkeys(path for values in inputs for path in values))
    if not paths:
        html.p("Nothing: the coded numbers are the same.")
    else:
        _inputs_table(found.titles, paths, inputs, saved)
    names = {row.actor: row.short for report in reports for row in report.actors}
    for title, lines in zip(found.titles[1:], found.changed, strict=True):
        if lines:
            html.h3(f"{title}, against {found.titles[0][:1].lower()}{found.titles[0][1:]}")
            bullets((sentences(_named(line, names)) for line in lines), "long")


def _inputs_table(
    titles: list[str], paths: list[str], inputs: list[dict[str, str]], saved: Case
) -> None:
    with (
        html.div().classes("scroll section").props('tabindex="0" role="region"') as box,
        html.table().classes("comparison"),
    ):
        box.props('aria-label="Values that differ"')
        with html.thead(), html.tr():
            for heading in ("Coded number", *titles):
                html.th(heading).props('scope="col"')
        with html.tbody():
            for path in paths:
                with html.tr():
                    html.th(path_words(saved, path)).props('scope="row"')
                    was = value_words(saved, path)
                    for values in inputs:
                        cell = html.td(written_words(values[path]) if path in values else was)
                        if path in values:
                            cell.classes("differs")


_LISTS: Final = re.compile(r"(coalition|swing actors) (gains|loses) (.*)", re.DOTALL)
_OF_ACTOR: Final = re.compile(r"([a-z0-9-]+)( spends | supports, | opposes, | indifferent, )(.*)")


def _named(line: str, names: dict[str, str]) -> str:
    """Put the actors' names for their ids, where a line of what changed names actors."""
    whole = _LISTS.fullmatch(line)
    if whole:
        what, word, ids = whole.groups()
        said = {"gains": "now has", "loses": "no longer has"}[word]
        whose = {"coalition": "The coalition", "swing actors": "The list of swing actors"}[what]
        told = [names.get(i.split(" ")[0], i.split(" ")[0]) + i[len(i.split(" ")[0]) :]
                for i in ids.split(", ")]  # fmt: skip
        return f"{whose} {said} {', '.join(told)}"
    of_actor = _OF_ACTOR.fullmatch(line)
    if of_actor and of_actor[1] in names:
        return f"{names[of_actor[1]]}{of_actor[2]}{of_actor[3]}"
    line = line.replace("P(passes)", "the probability of passage goes from")
    return line.replace("P(comes to a vote)", "the probability of a vote goes from")
