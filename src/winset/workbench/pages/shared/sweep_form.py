"""The form that begins a sweep, for both kinds of case."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from nicegui import html

from winset.foundation.errors import InputError
from winset.workbench.components.threads import in_thread
from winset.workbench.pages.shared.frame import notice, problem_text

if TYPE_CHECKING:
    from winset.workbench.bench import Workbench
    from winset.workbench.editing.desk import Desk

__all__ = ["sweep_form"]

_VALUE: Final = "(event) => emit(event.target.value)"
_CHECKED: Final = "(event) => emit(event.target.checked)"
_ALL: Final = "all coded ranges"


def sweep_form(
    bench: Workbench,
    desk: Desk,
    groups: Mapping[str, Sequence[tuple[str, str]]],
    *,
    draws: Sequence[int],
    first: int,
    solutions: Mapping[str, str] | None = None,
    solution: str | None = None,
) -> None:
    """Ask how often to draw and what to vary, and begin.

    Parameters
    ----------
    bench, desk
        Where it runs, and the draft it is about.
    groups
        What may vary: titles of groups, with path and words of each number; a group without a
        title stands for itself.
    draws, first
        How many draws to choose from, and how many are chosen at first.
    solutions, solution
        Of a negotiation: solutions of the bargaining to choose from, and the one chosen at first.
    """
    asked: dict[str, str] = {"draws": str(first), "path": "", "range": "", "hold": ""}
    if solution is not None:
        asked["solution"] = solution

    def note(name: str) -> dict[str, object]:
        return {"handler": lambda e: asked.update({name: str(e.args)}), "js_handler": _VALUE}

    with html.form().classes("row sweep-form") as form:
        with html.span().classes("field"):
            html.label("Draws").props('for="sweep-draws"')
            with html.select().props('id="sweep-draws"').on("change", **note("draws")):
                for number in draws:
                    html.option(f"{number:,}", value=number, selected=number == first)
        if solutions:
            with html.span().classes("field"):
                html.label("Solution").props('for="sweep-solution"')
                with html.select().props('id="sweep-solution"').on("change", **note("solution")):
                    for word, text in solutions.items():
                        html.option(text, value=word, selected=word == solution)
        with html.span().classes("field grow"):
            html.label("Vary one number over").props('for="sweep-path"')
            with html.select().props('id="sweep-path"').on("change", **note("path")):
                html.option(_ALL, value="")
                _options(groups)
        with html.span().classes("field"):
            html.label("from:to (optional)").props('for="sweep-range"')
            span = html.input_().props('id="sweep-range" autocomplete="off" placeholder="0.2:0.9"')
            span.on("input", **note("range"))
        with html.label().classes("check"):
            hold = html.input_(type="checkbox").props('id="sweep-hold"')
            html.span("Hold all others at their likely values")
        html.button("Start a sweep", type="submit").classes("button primary")
    hold.on("change", lambda e: asked.update(hold="yes" if e.args else ""), js_handler=_CHECKED)
    wrong = html.div()

    is_starting = False

    async def start() -> None:
        nonlocal is_starting
        if is_starting:  # a second click on the button is not a second sweep
            return
        is_starting = True
        wrong.clear()
        with wrong:
            html.p("Starting …").classes("quiet").props('role="status"')
        try:
            await in_thread(_start, bench, desk, asked)
        except InputError as error:
            wrong.clear()
            with wrong:
                notice(problem_text(error), bad=True)
        else:
            wrong.clear()
        finally:
            is_starting = False

    form.on("submit.prevent", start)


def _options(groups: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    for title, choices in groups.items():
        if not title:
            for path, words in choices:
                html.option(words, value=path)
            continue
        with html.optgroup() as group:
            group.props["label"] = title
            for path, words in choices:
                html.option(words, value=path)


def _start(bench: Workbench, desk: Desk, asked: Mapping[str, str]) -> None:
    span = asked["range"].strip()
    if not re.fullmatch("[0-9]{1,9}", asked["draws"]):
        raise InputError(f"{asked['draws']:.20} is not a number of draws", "choose one of the list")
    if span and not asked["path"]:
        raise InputError(f"{span} is the range of no number", "choose the number it is to be of")
    bench.work.start_sweep(
        desk.visitor,
        desk,
        vary={asked["path"]: span or None} if asked["path"] else None,
        draws=int(asked["draws"]),
        hold_others=bool(asked["hold"]),
        solution=asked.get("solution"),
    )
