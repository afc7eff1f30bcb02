"""The form that adds an actor, to a game at home or to a country at a table."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from nicegui import html, ui

from winset.cases.model.case import Case
from winset.cases.paths.rule_walk import chambers_of
from winset.foundation.errors import CaseError, InputError
from winset.foundation.spelling import kebab
from winset.workbench.components.threads import in_thread
from winset.workbench.pages.shared.frame import notice, problem_text
from winset.workbench.pages.shared.removal import problem_list

if TYPE_CHECKING:
    from winset.workbench.pages.shared.editing import EditedPage

__all__ = ["actor_form"]

_VALUE: Final = "(event) => emit(event.target.value)"
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

    def taken(name: str) -> Callable[[Any], None]:
        return lambda event: typed.update({name: str(event.args)})

    with html.form().classes("row actor-form") as form:
        form.props["aria-label"] = f"Add an actor, {of}" if of else "Add an actor"
        with html.span().classes("field grow"):
            html.label("Name").props(f'for="{mark}title"')
            title = html.input_().props(f'id="{mark}title" autocomplete="off"')
            title.on("input", taken("title"), js_handler=_VALUE)
        with html.span().classes("field"):
            html.label("Level").props(f'for="{mark}level"')
            with html.select().props(f'id="{mark}level"') as level:
                for word in _LEVELS:
                    html.option(word, value=word)
        seats = html.span().classes("row")
        html.button("Add", type="submit").classes("button")
    wrong = html.div()

    def levelled(event: Any) -> None:
        taken("level")(event)
        seats.clear()
        if typed["level"] == "legislature":
            with seats:
                _seat_fields(mark, list(chambers_of(home().rule)), typed, taken)

    level.on("change", levelled, js_handler=_VALUE)

    async def add() -> None:
        wrong.clear()
        name = " ".join(typed["title"].split())
        key = kebab(name)
        try:
            await in_thread(_add, page, f"{at}actors.{key}", _actor(home(), name, typed))
        except CaseError as error:
            with wrong:
                problem_list(f"{name} was not added.", error.problems)
            return
        except InputError as error:
            with wrong:
                notice(problem_text(error), bad=True)
            return
        typed.update(blank)
        seats.clear()
        await page.refresh()
        if not form.is_deleted:
            ui.run_javascript(f"getHtmlElement({form.id}).reset()")
        await opened(key)

    form.on("submit.prevent", add)


def _seat_fields(
    mark: str,
    chambers: Sequence[str],
    typed: dict[str, str],
    taken: Callable[[str], Callable[[Any], None]],
) -> None:
    typed["chamber"] = chambers[0] if chambers else ""
    with html.span().classes("field"):
        html.label("Chamber").props(f'for="{mark}chamber"')
        with html.select().props(f'id="{mark}chamber"') as chamber:
            for word in chambers:
                html.option(word, value=word)
        chamber.on("change", taken("chamber"), js_handler=_VALUE)
    with html.span().classes("field short"):
        html.label("Seats").props(f'for="{mark}seats"')
        box = html.input_(type="number", min=1, value=typed["seats"]).props(f'id="{mark}seats"')
        box.on("input", taken("seats"), js_handler=_VALUE)


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
