"""KTAB's tables: a title line with name, description, numbers of actors and of dimensions."""

from __future__ import annotations

from dataclasses import replace

from winset.cases.tables.actor_table import ActorTable
from winset.cases.tables.plain import plain_table
from winset.cases.tables.sheet import Sheet
from winset.foundation.errors import CaseError, Problem

AXIS = (0.0, 100.0)
"""Ends of every axis of KTAB."""


def is_ktab(sheet: Sheet) -> bool:
    """Return whether the first row is KTAB's title line: two texts and two whole numbers.

    Parameters
    ----------
    sheet
        The rows.
    """
    first = sheet.rows[0].cells
    return len(first) >= 4 and first[2].isdecimal() and first[3].isdecimal()


def ktab_table(sheet: Sheet) -> ActorTable:
    """Read KTAB's comma separated form: a title line, a header, one actor a row.

    Parameters
    ----------
    sheet
        The rows; empty cells at the end of a row do not count.

    Returns
    -------
    ActorTable
        Positions from 0 to 100, saliences divided by 100.

    Raises
    ------
    CaseError
        If the numbers of actors or dimensions differ from the title line, a position lies outside
        0 to 100, an actor's saliences add up to more than 100, or a cell is wrong.

    Notes
    -----
    The layout is that of ``examples/smp/doc`` in KTAB, the KAPSARC Toolkit for Behavioral Analysis.
    """
    title, *rows = sheet.rows
    if not rows:
        raise sheet.error(
            title,
            "the table ends after its title line",
            "a row of column names and the actors follow the title line",
        )
    below = Sheet(sheet.name, tuple(rows), sheet.separator)
    found = plain_table(below, ends=AXIS, percent=True)
    counts = (int(title.cells[2]), int(title.cells[3]))
    problems = []
    for said, count, noun in (
        (counts[0], len(found.actors), "actors"),
        (counts[1], len(found.issues), "dimensions"),
    ):
        if said != count:
            what = f"the title line says {said} {noun}, but there are {count}"
            problems.append(sheet.problem(title, what, "correct the number or the rows"))
    CaseError.refuse(problems)
    refuse_outside_scales(found)
    return replace(found, layout="ktab", title=title.cells[1] or title.cells[0])


def refuse_outside_scales(table: ActorTable) -> None:
    """Refuse what KTAB's scales do not allow.

    Parameters
    ----------
    table
        A table with axes from 0 to 100 and saliences divided by 100.

    Raises
    ------
    CaseError
        If a position lies outside 0 to 100 or an actor's saliences add up to more than 100.
    """
    problems = []
    for (issue, name), stance in table.stances.items():
        if not 0.0 <= stance.position <= 100.0:
            what = f"the position {stance.position:g} of `{name}` is outside 0 to 100"
            problems.append(Problem(what, None, path=issue, file=table.file, line=stance.line))
    for actor in table.actors:
        own = [s for (_, name), s in table.stances.items() if name == actor.name]
        total = sum(stance.salience for stance in own)
        if total > 1.0 + 1e-9:
            what = f"the saliences of `{actor.name}` add up to {100 * total:g}"
            right = "at most 100 over all dimensions"
            problems.append(Problem(what, right, file=table.file, line=own[0].line))
    CaseError.refuse(sorted(problems, key=lambda problem: problem.line or 0))
