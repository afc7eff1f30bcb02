"""Why a number is what it is: its formula with this case's values in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import html

from winset.foundation.errors import InputError
from winset.studies.report_prose import amount_text, percent_text
from winset.workbench.pages.frame import notice, problem_text

if TYPE_CHECKING:
    from winset.studies.explanation import Explanation
    from winset.workbench.components.popup import Popup
    from winset.workbench.pages.domestic import GamePage

__all__ = ["show_explanation", "show_found"]


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
    show_found(page.why, found)


def show_found(popup: Popup, found: Explanation) -> None:
    """Show an explanation in a dialog.

    Parameters
    ----------
    popup
        The dialog.
    found
        The explanation.
    """
    popup.clear()
    with popup:
        with html.p().classes("formula"):
            html.code(found.formula)
        if found.steps:
            with html.ol().classes("steps"):
                for step in found.steps:
                    with html.li():
                        html.span(f"{step.text}: ")
                        html.b(_amount(step.value, found.unit))
                        if step.expression and not _is_plain(step.expression):
                            html.code(f"= {step.expression}")
        if found.value is not None or found.unit:
            with html.p():
                html.b(f"{found.title}: {_amount(found.value, found.unit)}")
                html.span(f" {found.unit}" if found.unit not in ("", "share") else "")
        html.p(found.meaning)
        html.p(f"Source: {found.source}").classes("quiet small")
    popup.open(f"Why this {found.title[:1].lower()}{found.title[1:]}?")


def _amount(value: float | str | None, unit: str) -> str:
    if not isinstance(value, float | int):
        return "none" if value is None else str(value)
    if unit == "votes":
        return f"{value:.0f}"
    return percent_text(value) if unit == "share" else amount_text(value)


def _is_plain(expression: str) -> bool:
    """Whether an expression is a number and nothing else."""
    try:
        float(expression)
    except ValueError:
        return False
    return True
