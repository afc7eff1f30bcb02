"""The tab of break-evens: which single number would turn the verdict, and at what value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import html

from winset.cases.paths.path_words import path_words
from winset.render.figures.registry import figure_named
from winset.render.tables.layout import (
    MISSING,
    Column,
    Section,
    field_column,
    table,
    value_text,
    yes_text,
)
from winset.reports.domestic.bill_parts import BreakEven
from winset.reports.quantities import derivation
from winset.workbench.components.drawing import show_figure, show_section, show_waiting
from winset.workbench.components.terms import explained
from winset.workbench.pages.shared.page_parts import bullets, empty

if TYPE_CHECKING:
    from winset.reports.domestic.report import Report
    from winset.workbench.pages.domestic.domestic import GamePage


def break_even_tab(page: GamePage) -> None:
    """Fill the tab of break-evens."""
    explained(
        "The [break-even] of each coded number: moved alone, the others at likely values, where "
        "does it turn the [verdict]? The nearest comes first; in range means within what is coded."
    )
    report = page.report
    if report is None:
        show_waiting()
        return
    if any(row.value is not None for row in report.break_even):
        show_figure("break-even", figure_named("break-even").draw, report)
    else:
        empty(
            "No single number turns the verdict over the interval searched. Change several at once "
            "on this page, or start a sweep in the tab Sensitivity."
        )
    show_section(_turning(page, report))
    idle = [row.path for row in report.break_even if row.value is None]
    if idle:
        with html.details().classes("behind"):
            number = "1 number turns" if len(idle) == 1 else f"{len(idle)} numbers turn"
            html.summary(f"{number} nothing over the interval searched")
            bullets((path_words(page.case, path) for path in idle), "columns small")


def _turning(page: GamePage, report: Report) -> Section:
    columns = (
        Column("number"),
        field_column("now", BreakEven, "from_"),
        field_column("turns at", BreakEven, "value"),
        field_column("in range", BreakEven, "within_range", number=False),
        field_column("verdict", BreakEven, "to_verdict", number=False),
        field_column("searched", BreakEven, "searched", number=False),
        Column("path on the command line"),
    )
    rows = [
        (
            path_words(page.case, row.path),
            value_text(row.from_),
            value_text(row.value),
            yes_text(row.within_range),
            row.to_verdict or MISSING,
            " to ".join(value_text(end) for end in row.searched),
            row.path,
        )
        for row in report.break_even
        if row.value is not None
    ]
    body = (table(columns, rows),) if rows else ()
    return Section("Break-evens", body, why=derivation("break_even"))
