"""Scenarios of a case: keep the draft as one, go back to one, set some side by side."""

from __future__ import annotations

from contextlib import suppress
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
from winset.workbench.pages.shared.frame import notice, problem_text

if TYPE_CHECKING:
    from winset.workbench.pages.shared.case_tools import CaseTools

__all__ = ["list_scenarios"]

_FEW: Final = 8
_VALUE: Final = "(event) => emit(event.target.value)"


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
        with html.div().classes("empty"):
            html.p(
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
    with html.ul().classes("small quiet"):
        for change in changes[:_FEW]:
            what = path_words(tools.desk.case, change.path)
            html.li(f"{what}: {_short(change.before)} → {_short(change.after)}")
        if len(changes) > _FEW:
            html.li(f"and {len(changes) - _FEW} more")
    typed = {"title": ""}
    with html.form().classes("row") as form:
        with html.span().classes("field grow"):
            html.label("Name this scenario").props('for="scenario-title"')
            box = html.input_().props('id="scenario-title" autocomplete="off"')
        html.button("Keep it", type="submit").classes("button primary")
    wrong = html.div()
    box.on("input", lambda e: typed.update(title=str(e.args)), js_handler=_VALUE)

    async def keep() -> None:
        wrong.clear()
        title = " ".join(typed["title"].split())
        try:
            if not title:
                raise InputError("a scenario needs a name", "such as `Labour starts late`")
            await in_thread(keep_scenario, tools.desk, kebab(title)[:60].strip("-"), title)
        except InputError as error:
            with wrong:
                notice(problem_text(error), bad=True)
            return
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
        try:
            await in_thread(load_scenario, tools.desk, scenario.name)
        except InputError as error:
            tools.say(problem_text(error), bad=True)
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
            with html.label().classes("check"):
                box = html.input_(type="checkbox", checked=name in chosen)
                html.span(title)
            box.on(
                "change",
                lambda e, n=name: chosen.update({n: bool(e.args)}),
                js_handler="(event) => emit(event.target.checked)",
            )

    def compare() -> None:
        wanted = [name for name, _ in names if chosen.get(name)]
        ui.navigate.to(f"{page_address('compare', tools.desk.key)}?of={','.join(wanted)}")

    html.button("Set side by side", type="button").classes("button primary").on("click", compare)
