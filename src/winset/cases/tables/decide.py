"""DECIDE's tables: lines that begin with #A (actor), #P (issue), #M (value), #D (stance)."""

from __future__ import annotations

from dataclasses import dataclass, field

from winset.cases.tables.actor_table import ActorTable, Stance, TableActor, TableIssue
from winset.cases.tables.numbers import TableNumbers, ends_of_axis
from winset.cases.tables.sheet import Sheet, SheetRow
from winset.foundation.errors import CaseError
from winset.foundation.spelling import meant

_MARKS = ("#A", "#P", "#M", "#D")
_FIELDS = {"#A": 2, "#P": 2, "#M": 3, "#D": 6}
"""Cells that a line needs, its mark included."""


@dataclass(slots=True)
class _Reading:
    """Rows read so far."""

    sheet: Sheet
    numbers: TableNumbers
    actors: dict[str, TableActor] = field(default_factory=dict)
    issues: dict[str, str] = field(default_factory=dict)
    values: dict[str, list[float]] = field(default_factory=dict)
    stances: dict[tuple[str, str], Stance] = field(default_factory=dict)


def is_decide(sheet: Sheet) -> bool:
    """Return whether some row begins with a mark of DECIDE.

    Parameters
    ----------
    sheet
        The rows.
    """
    return any(_mark(row) in ("#A", "#D") for row in sheet.rows)


def decide_table(sheet: Sheet) -> ActorTable:
    """Read DECIDE's tab separated form.

    Parameters
    ----------
    sheet
        Rows ``#A`` actor, title; ``#P`` issue, title; ``#M`` issue, value; ``#D`` actor, issue,
        position, salience, power. Quotes ``'`` around cells are taken off, other lines are passed
        over.

    Returns
    -------
    ActorTable
        An axis runs over the values of its issue; an actor's power may differ between issues.

    Raises
    ------
    CaseError
        With the line of everything that is wrong: an actor or issue that is not declared, a stance
        given twice, a position off the axis, a salience above 1, a negative power.

    Notes
    -----
    The layout is that of ``data/input`` in the program DECIDE (decide-exchange-model).
    """
    reading = _Reading(sheet, TableNumbers(sheet))
    rows = [(mark, row, _cells(row)) for row in sheet.rows if (mark := _mark(row)) in _MARKS]
    for wanted in _MARKS:
        for mark, row, cells in rows:
            if mark == wanted:
                _read(reading, mark, row, cells)
    CaseError.refuse(sorted(reading.numbers.problems, key=lambda problem: problem.line or 0))
    return _table(reading)


def _mark(row: SheetRow) -> str:
    return row.cells[0].strip("'").strip().upper()


def _cells(row: SheetRow) -> list[str]:
    return [cell.strip().strip("'").strip() for cell in row.cells]


def _read(reading: _Reading, mark: str, row: SheetRow, cells: list[str]) -> None:
    if len(cells) < _FIELDS[mark]:
        what = f"a line {mark} has {_FIELDS[mark]} cells, this has {len(cells)}"
        reading.numbers.wrong(row, what, "separate them by tabs", column=mark)
        return
    if mark == "#A":
        reading.actors.setdefault(cells[1], TableActor(cells[1], cells[2] if cells[2:] else ""))
    elif mark == "#P":
        reading.issues.setdefault(cells[1], cells[2] if cells[2:] else "")
    elif mark == "#M":
        if _is_known(reading, row, cells[1], "issue"):
            value = reading.numbers.read(row, cells[2], f"#M {cells[1]}")
            reading.values.setdefault(cells[1], []).append(value)
    else:
        _read_stance(reading, row, cells)


def _read_stance(reading: _Reading, row: SheetRow, cells: list[str]) -> None:
    actor, issue = cells[1], cells[2]
    known = [_is_known(reading, row, actor, "actor"), _is_known(reading, row, issue, "issue")]
    if not all(known):
        return
    where, wrong = f"{actor} on {issue}", reading.numbers.wrong
    if (issue, actor) in reading.stances:
        first = reading.stances[issue, actor].line
        wrong(row, f"the stance is there twice, first in line {first}", column=where)
        return
    position = reading.numbers.read(row, cells[3], f"{where}: position")
    salience = reading.numbers.read(row, cells[4], f"{where}: salience", least=0.0)
    power = reading.numbers.read(row, cells[5], f"{where}: power", least=0.0)
    if salience > 1.0:
        wrong(row, f"the salience {salience:g} is above 1", "from 0 to 1", column=where)
    values = reading.values.get(issue)
    if values and not min(values) <= position <= max(values) and position == position:
        right = f"from {min(values):g} to {max(values):g}, as the lines #M say"
        wrong(row, f"the position {position:g} is off the axis", right, column=where)
    reading.stances[issue, actor] = Stance(position, salience, power, row.line)


def _is_known(reading: _Reading, row: SheetRow, name: str, noun: str) -> bool:
    declared = reading.actors if noun == "actor" else reading.issues
    if name in declared:
        return True
    mark = "#A" if noun == "actor" else "#P"
    right = meant(name, declared, noun=f"{noun}s")
    reading.numbers.wrong(row, f"the {noun} is not declared by a line {mark}", right, column=name)
    return False


def _table(reading: _Reading) -> ActorTable:
    assumptions, issues = [], []
    for name, title in reading.issues.items():
        values = reading.values.get(name)
        held = [s.position for (issue, _), s in reading.stances.items() if issue == name]
        if not held:
            assumptions.append(f"{name}: left out, since nobody has a position.")
            continue
        if values and len(set(values)) > 1:
            issues.append(TableIssue(name, min(values), max(values), title))
            continue
        low, high, said = ends_of_axis(held)
        assumptions.append(f"{name}: {said}.")
        issues.append(TableIssue(name, low, high, title))
    if not issues:
        raise reading.sheet.error(
            None, "no actor has a position", "lines #D give actor, issue, position, salience, power"
        )
    return ActorTable(
        file=reading.sheet.name,
        layout="decide",
        title="",
        actors=tuple(reading.actors.values()),
        issues=tuple(issues),
        stances=reading.stances,
        assumptions=tuple(assumptions),
    )
