"""Explanations of a number: its formula with this case's values in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nicegui import html

from winset.foundation.errors import InputError
from winset.reports.domestic.report_prose import (
    TRACK_RECORD,
    amount_text,
    chamber_name,
    percent_text,
)
from winset.reports.quantities import quantity, symbols_in
from winset.workbench.pages.shared.frame import notice, problem_text

if TYPE_CHECKING:
    from winset.reports.domestic.explanation import Explanation
    from winset.workbench.components.popup import Popup
    from winset.workbench.pages.domestic.domestic import GamePage


_ON_RECORD: Final = ("verdict", "passage_probability")


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
    shown = page.report or page.glance
    try:
        found = await page.bench.answers.why(page.desk, name, of=of or None, draws=shown.draws)
    except InputError as error:
        with page.why:
            notice(problem_text(error), bad=True)
        page.why.open("Why?")
        return
    legend = _legend(found.formula, found.number)
    show_found(page.why, _for_reader(found, _whose(page, found.of)), legend)
    if found.number in _ON_RECORD:
        with page.why:
            html.p(TRACK_RECORD).classes("quiet small")


def _whose(page: GamePage, of: str | None) -> str:
    """Name of the actor or chamber a number is of."""
    if of is None:
        return ""
    actor = page.case.actors.get(of)
    if actor is not None:
        return " ".join((actor.title or of).split())
    return chamber_name(of)


def _for_reader(found: Explanation, whose: str) -> Explanation:
    """Say the same for a reader: whose number it is, a shortfall below zero as votes to spare."""
    title, value = found.title, found.value
    if found.number == "verdict":
        title = "Verdict"
    if found.number == "short" and value is not None and value < 0:
        title, value = "Votes to spare", -value
    title = f"{title}, {whose}" if whose else title
    return found.model_copy(update={"title": title, "value": value})


def show_found(popup: Popup, found: Explanation, legend: str = "") -> None:
    """Show an explanation in a dialog.

    Parameters
    ----------
    popup
        The dialog.
    found
        The explanation.
    legend
        What the symbols of its formula stand for.
    """
    popup.clear()
    with popup:
        with html.p().classes("formula"):
            html.code(_set(found.formula))
        if legend:
            html.p(legend).classes("quiet small")
        if found.steps:
            with html.ol().classes("steps"):
                for step in found.steps:
                    with html.li():
                        html.span(f"{step.text}: ")
                        html.b(_amount(step.value, found.unit))
                        if step.expression and not _is_plain(step.expression):
                            html.code(f"= {step.expression}")
        if found.value is not None or found.unit:
            _result(found)
        html.p(f"{found.meaning[:1].upper()}{found.meaning[1:]}")
        where = quantity(found.number)
        html.p(
            f"Source: {found.source.rstrip('.')}. Page of the model ({where.page}): "
            f"{where.section}."
        ).classes("quiet small")
    popup.open(f"Why? {found.title}")


def _result(found: Explanation) -> None:
    """Say the number itself; of a verdict, what the budget leaves over."""
    title = "Budget less price" if found.number == "verdict" else found.title
    with html.p():
        html.b(f"{title}: {_amount(found.value, found.unit)}")
        html.span(f" {found.unit}" if found.unit not in ("", "share") else "")


def _legend(formula: str, number: str) -> str:
    """Say what the signs of a formula stand for; nothing if it has none."""
    told = [f"{_set(sign)}: {meaning}" for sign, meaning in symbols_in(formula, number).items()]
    return f"{'; '.join(told)}." if told else ""


def _set(formula: str) -> str:
    """Set a formula with the signs of print."""
    for plain, sign in (("<=", "≤"), (">=", "≥"), (" * ", " × "), (" - ", " − ")):
        formula = formula.replace(plain, sign)
    return re.sub(r"\btheta\b", "θ", formula)


def _amount(value: float | str | None, unit: str) -> str:
    if not isinstance(value, float | int):
        return "none" if value is None else str(value)
    if unit == "votes":
        return f"{value:.0f}".replace("-", "−")
    return percent_text(value) if unit == "share" else amount_text(value)


def _is_plain(expression: str) -> bool:
    """Return whether an expression is a number and nothing else."""
    try:
        float(expression)
    except ValueError:
        return False
    return True
