"""Tabs in which a game is edited: actors, rule and issues, dates, the text itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final

from nicegui import html

from winset.cases.actors_table import kebab
from winset.foundation.errors import CaseError, InputError
from winset.workbench.components.actor_table import actor_table
from winset.workbench.components.fields_view import actor_fields, fields_of
from winset.workbench.components.rule import RuleTree
from winset.workbench.components.rule_view import rule_view
from winset.workbench.components.sheet import Fields, Sheet
from winset.workbench.components.timeline import Timeline
from winset.workbench.components.timeline_view import moved_day, timeline_view
from winset.workbench.pages.frame import notice, problem_text, problems_notice

if TYPE_CHECKING:
    from winset.workbench.pages.domestic import GamePage

__all__ = ["actors_tab", "open_actor", "rule_tab", "text_tab", "timeline_tab"]

_VALUE: Final = "(event) => emit(event.target.value)"


def edits(page: GamePage, sheet: Callable[[], Any]) -> Callable[[str, str], Awaitable[None]]:
    """Make what takes an edit of a field and says at the field what is wrong with it."""

    async def edit(path: str, text: str) -> None:
        wrong = await page.edit(path, text)
        sheet().complain(path, wrong)

    return edit


# ---- actors ------------------------------------------------------------------------------------


def actors_tab(page: GamePage) -> None:
    """Fill the tab of actors."""
    html.p(
        "Type a number, or low:likely:high for a range. A name opens all fields of an actor, with "
        "sources. Side, surplus and spending are computed."
    ).classes("quiet small")
    changed = [change.path for change in page.desk.changes()]
    sheet: Sheet

    async def opened(name: str) -> None:
        await open_actor(page, name)

    sheet = Sheet(
        actor_table(page.case, page.glance, changed),
        on_edit=edits(page, lambda: sheet),
        on_open=opened,
        on_why=page.explain,
    )
    _add_actor(page)


def _add_actor(page: GamePage) -> None:
    html.h3("Add an actor")
    typed = {"title": "", "level": "group"}
    with html.form().classes("row") as form:
        with html.span().classes("field grow"):
            html.label("Name").props('for="actor-title"')
            title = html.input_().props('id="actor-title" autocomplete="off"')
        with html.span().classes("field"):
            html.label("Level").props('for="actor-level"')
            with html.select().props('id="actor-level"') as level:
                for word in ("group", "executive", "legislature", "foreign"):
                    html.option(word, value=word)
        html.button("Add", type="submit").classes("button")
    wrong = html.div()
    title.on("input", lambda e: typed.update(title=str(e.args)), js_handler=_VALUE)
    level.on("change", lambda e: typed.update(level=str(e.args)), js_handler=_VALUE)

    async def add() -> None:
        wrong.clear()
        name = " ".join(typed["title"].split())
        key = kebab(name).strip("-") if name else ""
        axis = next(n for n, issue in page.case.issues.items() if issue.axis == "vote")
        actor = {"title": name, "level": typed["level"], "position": {axis: 0.5}}
        what = "the actor has no name" if not key else None
        what = what or await page.change(page.desk.add, f"actors.{key}", actor)
        if what:
            with wrong:
                notice(what, bad=True)
            return
        await open_actor(page, key)

    form.on("submit.prevent", add)


async def open_actor(page: GamePage, name: str) -> None:
    """Open all fields of an actor at the side of the page.

    Parameters
    ----------
    page
        Page of the game.
    name
        Id of the actor.
    """
    if name not in page.case.actors:
        return
    editor = page.editor
    editor.clear()
    fields: Fields

    def again() -> None:
        if name in page.case.actors:
            fields.show(actor_fields(page.case, name))

    async def edit(path: str, text: str) -> None:
        fields.complain(path, await page.edit(path, text))
        again()

    async def remove(path: str) -> None:
        fields.complain(path, await page.change(page.desk.remove, path))
        again()

    async def whole(path: str, parts: dict[str, str]) -> None:
        fields.complain(path, await page.edit(path, plain_part(parts)))
        again()

    async def remove_actor() -> None:
        wrong = await page.change(page.desk.remove, f"actors.{name}")
        if wrong is None:
            editor.close()
            return
        with editor:
            notice(wrong, bad=True)

    with editor:
        fields = Fields(
            actor_fields(page.case, name), on_edit=edit, on_remove=remove, on_whole=whole
        )
        html.button("Remove this actor", type="button").classes("button").on("click", remove_actor)
    editor.open(page.case.actors[name].title or name)


def plain_part(parts: dict[str, str]) -> dict[str, object]:
    """Make the numbers of a part coded for the first time out of what was typed."""

    def number(text: str) -> object:
        ends = text.split(":")
        try:
            values: list[object] = [float(end) for end in ends]
        except ValueError:
            values = list(ends)
        if len(values) == 1:
            return values[0]
        return dict(zip(("low", "likely", "high"), values, strict=False))

    return {name: number(text) for name, text in parts.items()}


# ---- rule and issues -----------------------------------------------------------------------------


def rule_tab(page: GamePage) -> None:
    """Fill the tab of rule, calendar and issues."""
    rule: RuleTree
    wrong = html.div()

    async def changed(tree: dict[str, Any]) -> None:
        what = await page.edit("rule", tree, label="the rule")
        wrong.clear()
        if what:
            with wrong:
                notice(what, bad=True)
        else:
            rule.show(rule_view(page.case))

    rule = RuleTree(rule_view(page.case), on_change=changed)
    html.h3("Issues")
    for name, issue in page.case.issues.items():
        with html.details() as details:
            details.props["open"] = issue.axis == "vote"
            html.summary(issue.title)
            _part_form(page, f"issues.{name}")
    html.h3("Calendar and chief executive")
    _part_form(page, "calendar")


def _part_form(page: GamePage, path: str) -> None:
    from winset.cases.paths import value_at

    fields: Fields

    def view() -> dict[str, Any]:
        return fields_of(value_at(page.case, path), path)

    async def edit(where: str, text: str) -> None:
        fields.complain(where, await page.edit(where, text))
        fields.show(view())

    async def remove(where: str) -> None:
        fields.complain(where, await page.change(page.desk.remove, where))
        fields.show(view())

    async def whole(where: str, parts: dict[str, str]) -> None:
        fields.complain(where, await page.edit(where, plain_part(parts)))
        fields.show(view())

    fields = Fields(view(), on_edit=edit, on_remove=remove, on_whole=whole)


# ---- dates ---------------------------------------------------------------------------------------


def timeline_tab(page: GamePage) -> None:
    """Fill the tab of dates."""
    view = timeline_view(page.case, page.glance)
    if not view["rows"]:
        with html.div().classes("empty"):
            html.p("The case has no dates. Add `stages` in the tab Text.")
    else:
        html.p("Drag a day, or focus it and use the arrow keys: a day, with Shift five.").classes(
            "quiet small"
        )
    timeline: Timeline

    async def drag(path: str, day: int) -> None:
        await page.try_value(path, moved_day(page.case, path, day))

    async def drop(path: str, day: int) -> None:
        what = await page.edit(path, moved_day(page.case, path, day))
        if what:
            page.tools.say(what, bad=True)
        timeline.show(timeline_view(page.case, page.glance))

    timeline = Timeline(view, on_drag=drag, on_drop=drop)
    if page.case.stages is not None:
        html.h3("Fields of both stages")
        _part_form(page, "stages")


# ---- text ----------------------------------------------------------------------------------------


def text_tab(page: GamePage) -> None:
    """Fill the tab of the YAML text."""
    html.p(
        "The file with your changes in it; comments stay. What is typed here is kept, valid or not."
    ).classes("quiet small")
    typed = {"text": ""}
    html.label("Case file").props('for="case-text"').classes("unseen")
    box = html.textarea(rows=28, spellcheck="false").props('id="case-text"').classes("mono")
    found = html.div()

    async def fill() -> None:
        text = page.desk.scratch or await asyncio.to_thread(page.desk.text)
        typed["text"] = str(text)
        box.props["value"] = text

    async def take() -> None:
        found.clear()
        try:
            await asyncio.to_thread(page.desk.write, typed["text"])
        except CaseError as error:
            with found:
                problems_notice(error, "The text")
            return
        except InputError as error:
            with found:
                notice(problem_text(error), bad=True)
            return
        await page.refresh()

    async def forget() -> None:
        found.clear()
        await asyncio.to_thread(page.desk.drop_scratch)
        await fill()

    async def keep(event: Any) -> None:
        typed["text"] = str(event.args)
        await asyncio.to_thread(page.desk.keep_scratch, typed["text"])

    box.on("input", keep, js_handler=_VALUE, throttle=0.5, leading_events=False)
    with html.div().classes("tools"):
        html.button("Take this text", type="button").classes("button primary").on("click", take)
        html.button("Back to the draft", type="button").classes("button").on("click", forget)
    page.later(fill)
