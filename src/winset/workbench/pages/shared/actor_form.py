"""The form that adds an actor, to a game at home or to a country at a table."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final

from nicegui import html, ui

from winset.cases.model.case import Case
from winset.cases.paths.rule_walk import chambers_of
from winset.foundation.errors import InputError
from winset.foundation.spelling import kebab
from winset.workbench.components.threads import in_thread
from winset.workbench.pages.shared.editing import EditedPage
from winset.workbench.pages.shared.page_parts import complaints, option_field, text_field

_LEVELS: Final = ("group", "executive", "legislature", "foreign")
_MIDDLE: Final = 0.5


def actor_form(
    page: EditedPage,
    home: Callable[[], Case],
    opened: Callable[[str], Awaitable[None]],
    *,
    at: str = "",
    of: str = "",
) -> None:
    """Ask for name and level of a new actor, and for seats where it is a legislator.

    It is put in the middle of every vote axis; its form is opened to say more.

    Parameters
    ----------
    page
        The page.
    home
        The game at home as it is now.
    opened
        Opens the form of the new actor.
    at
        What stands before the paths of that game: ``countries.us.`` for a country at a table.
    of
        Whose game it is, for a reader who hears the form; empty where there is one only.
    """
    mark = f"actor-{at.replace('.', '-')}"
    blank = {"title": "", "level": _LEVELS[0], "chamber": "", "seats": "1"}
    typed = dict(blank)

    def levelled(level: str) -> None:
        typed["level"] = level
        seats.clear()
        if level == "legislature":
            with seats:
                _seat_fields(mark, list(chambers_of(home().rule)), typed)

    with html.form().classes("row actor-form") as form:
        form.props["aria-label"] = f"Add an actor, {of}" if of else "Add an actor"
        taken = partial(typed.__setitem__, "title")
        text_field(f"{mark}title", "Name", taken, props='autocomplete="off"')
        option_field(f"{mark}level", "Level", _LEVELS, levelled)
        seats = html.span().classes("row")
        html.button("Add", type="submit").classes("button")
    wrong = html.div()

    async def add() -> None:
        wrong.clear()
        name = " ".join(typed["title"].split())
        key = kebab(name)
        with complaints(wrong, f"{name} was not added."):
            await in_thread(_add, page, f"{at}actors.{key}", _actor(home(), name, typed))
            typed.update(blank)
            seats.clear()
            await page.refresh()
            if not form.is_deleted:
                ui.run_javascript(f"getHtmlElement({form.id}).reset()")
            await opened(key)

    form.on("submit.prevent", add)


def _seat_fields(mark: str, chambers: Sequence[str], typed: dict[str, str]) -> None:
    typed["chamber"] = chambers[0] if chambers else ""
    option_field(f"{mark}chamber", "Chamber", chambers, partial(typed.__setitem__, "chamber"))
    text_field(
        f"{mark}seats",
        "Seats",
        partial(typed.__setitem__, "seats"),
        classes="field short",
        type="number",
        min=1,
        value=typed["seats"],
    )


def _actor(case: Case, name: str, typed: dict[str, str]) -> dict[str, object]:
    if not name:
        raise InputError("the actor has no name", "type one, such as Steel workers")
    axes = [axis for axis, issue in case.issues.items() if issue.axis == "vote"]
    actor: dict[str, object] = {
        "title": name,
        "level": typed["level"],
        "position": dict.fromkeys(axes, _MIDDLE),
    }
    if typed["level"] == "legislature":
        if not typed["chamber"]:
            raise InputError("the rule asks no chamber", "add one in the rule first")
        if not re.fullmatch("[0-9]{1,6}", typed["seats"].strip()) or int(typed["seats"]) < 1:
            raise InputError(f"{typed['seats'] or 'nothing'} is not a number of seats", "1 or more")
        actor["seats"] = {typed["chamber"]: int(typed["seats"])}
    return actor


def _add(page: EditedPage, path: str, actor: dict[str, object]) -> None:
    page.desk.add(path, actor, label=f"added {actor['title']}")
