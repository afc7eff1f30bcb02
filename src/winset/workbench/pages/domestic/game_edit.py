"""Tabs in which a game at home is edited: actors, rule and issues, dates."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from nicegui import html

from winset.workbench.components.actor_table import actor_table
from winset.workbench.components.sheet import SheetElement
from winset.workbench.components.shown import RuleTree, Timeline
from winset.workbench.components.views.fields_view import actor_fields, calendar_fields
from winset.workbench.components.views.rule_view import rule_view
from winset.workbench.components.views.timeline_view import moved_day, timeline_view
from winset.workbench.pages.shared.actor_form import actor_form
from winset.workbench.pages.shared.editing import Renew, open_form, part_form
from winset.workbench.pages.shared.frame import notice
from winset.workbench.pages.shared.page_parts import empty, sides_legend

if TYPE_CHECKING:
    from winset.workbench.pages.domestic.domestic import GamePage


def edits(page: GamePage, sheet: Callable[[], Any]) -> Callable[[str, str], Awaitable[None]]:
    """Make what takes an edit of a field and says at the field what is wrong with it."""

    async def edit(path: str, text: str) -> None:
        wrong = await page.edit(path, text)
        sheet().complain(path, wrong)

    return edit


# ---- actors ------------------------------------------------------------------------------------


def actors_tab(page: GamePage) -> Renew:
    """Fill the tab of actors."""
    html.p(
        "Type a number, or low:likely:high for a range. A name opens all fields of an actor, with "
        "sources. Side, surplus and spending are computed; press one to see why."
    ).classes("intro")
    sheet: SheetElement

    def view() -> dict[str, Any]:
        return actor_table(page.case, page.glance, [c.path for c in page.desk.changes()])

    async def opened(name: str) -> None:
        await open_actor(page, name)

    sheet = SheetElement(
        view(),
        on_edit=edits(page, lambda: sheet),
        on_open=opened,
        on_why=page.explain,
    )
    html.h3("Add an actor")
    actor_form(page, lambda: page.case, opened)

    def renew() -> bool:
        sheet.show(view())
        return True

    return renew


async def open_actor(page: GamePage, name: str) -> None:
    """Open all fields of an actor at the side of the page.

    Parameters
    ----------
    page
        Page of the game.
    name
        Id of the actor.
    """
    if name in page.case.actors:
        title = page.case.actors[name].title or name
        open_form(page, f"actors.{name}", title, lambda: actor_view(page, name))


def actor_view(page: GamePage, name: str) -> dict[str, Any] | None:
    """Form of an actor, if there is one of that name."""
    return actor_fields(page.case, name) if name in page.case.actors else None


# ---- rule and issues -----------------------------------------------------------------------------


def rule_tab(page: GamePage) -> Renew:
    """Fill the tab of rule, calendar and issues."""
    rule: RuleTree
    wrong = html.div()

    async def changed(tree: dict[str, Any]) -> None:
        what = await page.edit("rule", tree, label="the rule")
        wrong.clear()
        if what:
            with wrong:
                notice(what, bad=True)

    rule = RuleTree(rule_view(page.case), on_change=changed)
    html.h3("Issues")
    html.p(
        "The axes on which the actors stand. The proposal and the status quo lie on the vote axis; "
        "the others say why actors stand as they do."
    ).classes("intro")
    titles: dict[str, html.summary] = {}
    forms = []
    for name, issue in page.case.issues.items():
        with html.details() as details:
            details.props["open"] = issue.axis == "vote"
            titles[name] = html.summary()
            forms.append(part_form(page, f"issues.{name}"))
        _entitle(titles[name], issue.title)
    html.h3("Calendar")
    html.p(
        "The gatekeeper decides whether and when there is a vote, and can withdraw the bill. "
        "Remove it if the day is fixed."
    ).classes("intro")
    forms.append(part_form(page, "calendar", lambda: calendar_fields(page.case)))

    def renew() -> bool:
        if list(titles) != list(page.case.issues):
            return False
        for name, issue in page.case.issues.items():
            _entitle(titles[name], issue.title)
        rule.show(rule_view(page.case))
        for form in forms:
            form()
        return True

    return renew


def _entitle(place: html.summary, title: str) -> None:
    place.clear()
    with place:
        html.span(title)


# ---- dates ---------------------------------------------------------------------------------------


def timeline_tab(page: GamePage) -> Renew:
    """Fill the tab of dates."""
    view = timeline_view(page.case, page.glance)
    if not view["rows"]:
        empty(
            "The case has no dates, so time plays no part in it. Add `stages` in the tab Text, "
            "with a first day and a deadline."
        )
    else:
        html.p(
            "Drag a day, or focus it and use the arrow keys: a day, with Shift five. Bars run from "
            "the first day of an actor's lobbying to the vote; the days of both stages, elections "
            "and what happened are diamonds."
        ).classes("intro")
        sides_legend()
    timeline: Timeline

    async def drag(path: str, day: int) -> None:
        await page.try_value(path, moved_day(page.case, path, day))

    async def drop(path: str, day: int) -> None:
        what = await page.edit(path, moved_day(page.case, path, day))
        if what:
            page.tools.say(what, bad=True)
        timeline.show(timeline_view(page.case, page.glance))

    timeline = Timeline(view, on_drag=drag, on_drop=drop)
    has_stages = page.case.stages is not None
    form: Callable[[], None] | None = None
    if has_stages:
        html.h3("Fields of both stages")
        form = part_form(page, "stages")

    def renew() -> bool:
        now = timeline_view(page.case, page.glance)
        if bool(now["rows"]) != bool(view["rows"]) or has_stages != (page.case.stages is not None):
            return False
        timeline.show(now)
        if form is not None:
            form()
        return True

    return renew
