"""Scenarios of a case: keep the draft as one, go back to one, set some side by side."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from nicegui import html, ui

from winset.cases.paths.path_words import path_words
from winset.foundation.errors import InputError
from winset.foundation.spelling import kebab
from winset.workbench.access.addresses import page_address
from winset.workbench.components.threads import in_thread
from winset.workbench.components.views.quantity_text import written_words
from winset.workbench.editing.scenarios import (
    Scenario,
    drop_scenario,
    keep_scenario,
    load_scenario,
    scenarios_of,
)
from winset.workbench.failures import NotFoundError
from winset.workbench.pages.shared.page_parts import (
    bullets,
    button,
    check_box,
    complaints,
    empty,
    text_field,
)

if TYPE_CHECKING:
    from winset.workbench.pages.shared.case_tools import CaseTools


_FEW: Final = 8


async def list_scenarios(tools: CaseTools) -> None:
    """Fill the dialog of scenarios.

    Parameters
    ----------
    tools
        Tools of the page.
    """
    found = await in_thread(scenarios_of, tools.desk)
    _keep_form(tools)
    html.h3("Kept scenarios")
    if not found:
        empty(
            "None yet. Change something on the page; then open this again, give the change a "
            "name, and keep it."
        )
    else:
        with html.ul().classes("scenarios"):
            for scenario in found:
                _scenario(tools, scenario)
    if tools.desk.kind == "domestic":
        _compare_form(tools, found)


def _keep_form(tools: CaseTools) -> None:
    changes = tools.desk.changes()
    if not changes:
        html.p("The draft says what its file says. Change something to keep it as a scenario.")
        return
    places = "one place" if len(changes) == 1 else f"{len(changes)} places"
    html.p(f"The draft differs from its file in {places}:")
    lines = []
    for change in changes:
        what = path_words(tools.desk.case, change.path)
        lines.append(f"{what}: {_short(change.before)} → {_short(change.after)}")
    bullets(lines, "small quiet", most=_FEW)
    typed = {"title": ""}
    with html.form().classes("row") as form:
        text_field(
            "scenario-title",
            "Name this scenario",
            partial(typed.__setitem__, "title"),
            props='autocomplete="off"',
        )
        html.button("Keep it", type="submit").classes("button primary")
    wrong = html.div()

    async def keep() -> None:
        wrong.clear()
        title = " ".join(typed["title"].split())
        with complaints(wrong):
            if not title:
                raise InputError("a scenario needs a name", "such as `Labour starts late`")
            await in_thread(keep_scenario, tools.desk, kebab(title)[:60].strip("-"), title)
            await tools.show_scenarios()

    form.on("submit.prevent", keep)


def _short(value: object) -> str:
    if isinstance(value, dict) and {"low", "likely", "high"} <= value.keys():
        return written_words(f"{value['low']}:{value['likely']}:{value['high']}")
    if isinstance(value, dict) and "likely" in value:
        return written_words(f"{value['likely']}")
    return "nothing" if value is None else str(value)[:60]


def _scenario(tools: CaseTools, scenario: Scenario) -> None:
    async def load() -> None:
        with tools.complaints():
            await in_thread(load_scenario, tools.desk, scenario.name)
        tools.close_dialog()
        await tools.page.refresh()

    async def drop() -> None:
        with suppress(NotFoundError):  # dropped by another visitor in the meantime
            await in_thread(drop_scenario, tools.desk, scenario.name)
        await tools.show_scenarios()

    with html.li():
        html.b(scenario.title)
        count = len(scenario.values)
        html.span(f" · {count} value{'s' if count != 1 else ''} ").classes("quiet small")
        for word, work in (("Load", load), ("Drop", drop)):
            with html.button(type="button").classes("button").on("click", work):
                html.span(word)
                html.span(f" {scenario.title}").classes("unseen")


def _compare_form(tools: CaseTools, found: list[Scenario]) -> None:
    names = [("saved", "The case as saved")]
    if tools.desk.is_changed:
        names.append(("draft", "The draft"))
    names += [(scenario.name, scenario.title) for scenario in found]
    html.h3("Side by side")
    if len(names) < 2:
        html.p("Change something or keep a scenario to have two things to compare.").classes(
            "quiet"
        )
        return
    chosen = dict.fromkeys([name for name, _ in names[:3]], True)
    with html.fieldset():
        html.legend("Compare")
        for name, title in names:
            check_box(title, partial(chosen.__setitem__, name), checked=name in chosen)

    def compare() -> None:
        wanted = [name for name, _ in names if chosen.get(name)]
        ui.navigate.to(f"{page_address('compare', tools.desk.key)}?of={','.join(wanted)}")

    button("Set side by side", compare, classes="button primary")
