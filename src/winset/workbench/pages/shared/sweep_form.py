"""The form that begins a sweep, for both kinds of case."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from nicegui import html

from winset.foundation.errors import InputError
from winset.workbench.components.threads import in_thread
from winset.workbench.pages.shared.page_parts import check_box, complaints, option_field, text_field

if TYPE_CHECKING:
    from winset.workbench.bench import Workbench
    from winset.workbench.editing.desk import Desk


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

    def note(name: str) -> Callable[[str], None]:
        return partial(asked.__setitem__, name)

    with html.form().classes("row sweep-form") as form:
        counts = {str(number): f"{number:,}" for number in draws}
        option_field("sweep-draws", "Draws", counts, note("draws"), chosen=str(first))
        if solutions:
            option_field("sweep-solution", "Solution", solutions, note("solution"), chosen=solution)
        numbers: dict[str, Any] = {"": _ALL}
        for title, choices in groups.items():
            numbers |= {title: dict(choices)} if title else dict(choices)
        option_field(
            "sweep-path", "Vary one number over", numbers, note("path"), classes="field grow"
        )
        text_field(
            "sweep-range",
            "from:to (optional)",
            note("range"),
            classes="field",
            props='autocomplete="off" placeholder="0.2:0.9"',
        )
        check_box(
            "Hold all others at their likely values",
            lambda held: asked.update(hold="yes" if held else ""),
            props='id="sweep-hold"',
        )
        html.button("Start a sweep", type="submit").classes("button primary")
    wrong = html.div()

    is_starting = False

    async def start() -> None:
        nonlocal is_starting
        if is_starting:  # a second click on the button is not a second sweep
            return
        is_starting = True
        wrong.clear()
        try:
            with complaints(wrong):
                with wrong:
                    html.p("Starting …").classes("quiet").props('role="status"')
                await in_thread(_start, bench, desk, asked)
                wrong.clear()
        finally:
            is_starting = False

    form.on("submit.prevent", start)


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
