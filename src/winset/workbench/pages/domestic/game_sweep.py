"""The tab of sensitivity: sweeps in the background, and what they found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nicegui import html

from winset.cases.paths.path_words import path_words
from winset.cases.paths.paths import quantities
from winset.render.tables.answers import hypothesis_section
from winset.workbench.components.drawing import show_section
from winset.workbench.components.terms import explained
from winset.workbench.pages.shared.sweep_form import sweep_form
from winset.workbench.pages.work import show_jobs

if TYPE_CHECKING:
    from winset.workbench.pages.domestic.domestic import GamePage


_DRAWS: Final = (1000, 5000, 20_000, 100_000)
_FIRST: Final = 5000


def sensitivity_tab(page: GamePage) -> None:
    """Fill the tab of sensitivity."""
    explained(
        "A sweep takes very many [draws] of all coded ranges and says which of them the [verdict] "
        "hangs on. It runs in the background; go on working meanwhile."
    )
    numbers = [
        (path, path_words(page.case, path))
        for path, _ in quantities(page.case)
        if not path.startswith("lenses.")  # they enter no game
    ]
    sweep_form(page.bench, page.desk, {"": numbers}, draws=_DRAWS, first=_FIRST)
    jobs = html.div()

    async def list_jobs() -> None:
        with jobs:
            await show_jobs(page.bench, page.desk.visitor, page.desk.key)

    page.later(list_jobs)
    if page.report is not None:
        show_section(
            hypothesis_section(page.report),
            numbers={"cohesion": "Cohesion", "price": "Price"},
            on_why=page.explain,
        )
