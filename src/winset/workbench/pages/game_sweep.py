"""The tab of sensitivity: sweeps in the background, and what they found."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from nicegui import html

from winset.cases.paths import quantities
from winset.foundation.errors import InputError
from winset.render.tables.answers import hypothesis_section
from winset.workbench.components.drawing import show_section
from winset.workbench.pages.frame import notice, problem_text
from winset.workbench.pages.work import show_jobs

if TYPE_CHECKING:
    from winset.workbench.pages.domestic import GamePage

__all__ = ["sensitivity_tab"]

_VALUE: Final = "(event) => emit(event.target.value)"
_DRAWS: Final = (1000, 5000, 20_000, 100_000)


def sensitivity_tab(page: GamePage) -> None:
    """Fill the tab of sensitivity."""
    html.p(
        "A sweep draws all coded ranges many times and says which of them the verdict hangs on. It "
        "runs in the background; go on working meanwhile."
    ).classes("quiet small")
    typed = {"draws": "5000", "path": "", "range": ""}
    with html.form().classes("row") as form:
        with html.span().classes("field"):
            html.label("Draws").props('for="sweep-draws"')
            with html.select().props('id="sweep-draws"') as draws:
                for number in _DRAWS:
                    html.option(f"{number:,}", value=number, selected=number == 5000)
        with html.span().classes("field grow"):
            html.label("Vary one number over").props('for="sweep-path"')
            with html.select().props('id="sweep-path"') as path:
                html.option("all coded ranges", value="")
                for name, _ in quantities(page.case):
                    html.option(name, value=name)
        with html.span().classes("field"):
            html.label("from:to (optional)").props('for="sweep-range"')
            span = html.input_().props('id="sweep-range" autocomplete="off" placeholder="0.2:0.9"')
        html.button("Start a sweep", type="submit").classes("button primary")
    draws.on("change", lambda e: typed.update(draws=str(e.args)), js_handler=_VALUE)
    path.on("change", lambda e: typed.update(path=str(e.args)), js_handler=_VALUE)
    span.on("input", lambda e: typed.update(range=str(e.args)), js_handler=_VALUE)
    wrong = html.div()

    async def start() -> None:
        wrong.clear()
        vary = {typed["path"]: typed["range"].strip() or None} if typed["path"] else None
        try:
            await asyncio.to_thread(
                page.bench.work.start_sweep,
                page.desk.visitor,
                page.desk,
                vary=vary,
                draws=int(typed["draws"]),
            )
        except InputError as error:
            with wrong:
                notice(problem_text(error), bad=True)

    form.on("submit.prevent", start)
    jobs = html.div()

    async def list_jobs() -> None:
        with jobs:
            await show_jobs(page.bench, page.desk.visitor, page.desk.key)

    page.later(list_jobs)
    if page.report is not None:
        show_section(hypothesis_section(page.report))
