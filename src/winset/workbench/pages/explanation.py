"""Why a number is what it is: its formula with this case's values in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import html

from winset.foundation.errors import InputError
from winset.workbench.pages.frame import notice, problem_text

if TYPE_CHECKING:
    from winset.workbench.pages.domestic import GamePage

__all__ = ["show_explanation"]


async def show_explanation(page: GamePage, number: str) -> None:
    """Open the explanation of a number.

    Parameters
    ----------
    page
        Page of the game.
    number
        Name of the number; behind a dot the actor or chamber it is of.
    """
    name, _, of = number.partition(".")
    page.why.clear()
    try:
        found = await page.bench.answers.why(page.desk, name, of=of or None)
    except InputError as error:
        with page.why:
            notice(problem_text(error), bad=True)
        page.why.open("Why?")
        return
    with page.why:
        with html.p().classes("formula"):
            html.code(found.formula)
        if found.steps:
            with html.ol().classes("steps"):
                for step in found.steps:
                    with html.li():
                        html.p(step.text)
                        html.code(f"{step.expression} = {step.value}")
        unit = f" {found.unit}" if found.unit else ""
        with html.p():
            html.b(f"{found.title}: {found.value}{unit}")
        html.p(found.meaning)
        html.p(f"Source: {found.source}").classes("quiet small")
    page.why.open(f"Why this {found.title[:1].lower()}{found.title[1:]}?")
