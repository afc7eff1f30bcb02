"""Clauses on the terminal: whom each level wins and loses, and its price."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rich.console import Console

from winset.render.tables.layout import columns, table
from winset.render.terminal.report_terminal import print_table
from winset.reports.whatif.agenda_report import AgendaReport

_NAMED: Final = 4
"""Actors named in a cell; the document has all."""


def print_agenda(report: AgendaReport, console: Console) -> None:
    """Print the summary and one table a clause.

    Parameters
    ----------
    report
        The document.
    console
        Where to print.
    """
    console.print(report.summary(), markup=False)
    for clause in report.clauses:
        rows = []
        for one in clause.levels:
            mark = " (as in the bill)" if one.as_proposed else ""
            mark = " (status quo)" if one.level == clause.status_quo and not mark else mark
            cells = (
                f"{one.level:.3g}{mark}",
                f"{one.passage_probability:.0%}",
                "none" if one.price is None else f"{one.price:.3g}",
                f"{one.budget:.3g}",
                _few(one.joins, report.titles),
                _few(one.leaves, report.titles),
            )
            rows.append(cells)
        console.print()
        heads = columns("level<", "passes", "price", "budget", "wins<", "loses<")
        print_table(console, table(heads, rows, clause.title))


def _few(ids: list[str], titles: Mapping[str, str]) -> str:
    """Titles of the first actors; they hold commas themselves."""
    more = len(ids) - _NAMED
    named = "; ".join(titles[name] for name in ids[:_NAMED])
    return named + (f" and {more} more" if more > 0 else "")
