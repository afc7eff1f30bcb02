"""Tables with a row of column names: one actor a row, or one actor and issue a row."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from winset.cases.tables.actor_table import ActorTable, Stance, TableActor, TableIssue
from winset.cases.tables.columns import Columns, columns_of
from winset.cases.tables.numbers import (
    TableNumbers,
    ends_of_axis,
    is_thousands,
    number_in,
    plain_number,
    share_scale,
)
from winset.cases.tables.sheet import Sheet, SheetRow
from winset.foundation.errors import CaseError, Problem
from winset.foundation.wording import counted


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row on one issue, numbers as written; NaN where a cell is empty."""

    row: SheetRow
    actor: str
    issue: str
    position: float
    salience: float
    capability: float


@dataclass(slots=True)
class _Reading:
    """Rows read so far."""

    sheet: Sheet
    columns: Columns
    numbers: TableNumbers
    ends: tuple[float, float] | None = None
    percent: bool = False
    actors: dict[str, TableActor] = field(default_factory=dict)
    entries: list[_Entry] = field(default_factory=list)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    assumptions: list[str] = field(default_factory=list)


def plain_table(
    sheet: Sheet,
    *,
    others: Sequence[str] = (),
    ends: tuple[float, float] | None = None,
    percent: bool = False,
) -> ActorTable:
    """Read a table whose first row names the columns.

    Parameters
    ----------
    sheet
        The rows. With a column `issue` a row is one actor on one issue, and an empty number means
        that the actor takes no part there; without one a row is an actor, with one
        position column or several.
    others
        Names of columns that the caller reads itself.
    ends
        Ends of every axis; default: from the positions, as `ends_of_axis` says.
    percent
        Whether saliences run from 0 to 100 whatever they are.

    Returns
    -------
    ActorTable
        The table. Saliences above 1 are percent; a missing column of saliences or capabilities
        counts as 1 for all. Each such reading is noted in `assumptions`.

    Raises
    ------
    CaseError
        With line and column of everything that is wrong.
    """
    columns = columns_of(sheet, sheet.rows[0], others=others)
    reading = _Reading(sheet, columns, TableNumbers(sheet), ends, percent)
    for row in sheet.rows[1:]:
        _read_row(reading, row)
    if len(sheet.rows) == 1:
        right = "one actor a row follows the names of the columns"
        reading.numbers.wrong(sheet.rows[0], "there are no actors", right)
    if (sums := row_of_sums(sheet, columns.actor)) is not None:
        reading.numbers.problems.append(sums)
    CaseError.refuse(reading.numbers.problems)
    return _table(reading)


def _read_row(reading: _Reading, row: SheetRow) -> None:
    columns, wrong = reading.columns, reading.numbers.wrong
    if len(row.cells) > len(columns.header):
        what = f"{len(row.cells)} cells in a table of {len(columns.header)} columns"
        wrong(row, what, "quote a cell that holds the separator")
        return
    actor, where = row.cell(columns.actor), columns.name(columns.actor)
    if not actor:
        wrong(row, "the field is empty", "name the actor, or delete the row", column=where)
        return
    reading.actors.setdefault(actor, TableActor(actor, row.cell(columns.title)))
    capability = _cell(reading, row, columns.capability, missing=1.0)
    for key, place in columns.position.items():
        issue = row.cell(columns.issue) if columns.issue is not None else key
        if columns.issue is not None and not issue:
            where = columns.name(columns.issue)
            wrong(row, "the field is empty", "name the issue", column=where)
            return
        first = reading.lines.setdefault((issue, actor), row.line)
        if first != row.line:
            what = f"`{actor}` is there twice, first in line {first}"
            right = "give each actor one row" + (" an issue" if columns.issue is not None else "")
            wrong(row, what, right, column=where)
            return
        position = _cell(reading, row, place, least=-math.inf)
        salience = _cell(reading, row, columns.salience.get(key), missing=1.0)
        _refuse_empty(reading, row, actor, key)
        reading.entries.append(_Entry(row, actor, issue, position, salience, capability))


def _cell(
    reading: _Reading,
    row: SheetRow,
    place: int | None,
    *,
    missing: float = math.nan,
    least: float = 0.0,
) -> float:
    """Return the number at a place; NaN where the cell is empty, `missing` without a column."""
    if place is None:
        return missing
    text = _number_text(row, place)
    if not text:
        return math.nan
    return reading.numbers.read(row, text, reading.columns.name(place), least=least)


def _number_text(row: SheetRow, place: int) -> str:
    """Return the text of a cell of numbers; NA stands for an empty one."""
    text = row.cell(place)
    return "" if text.upper() in ("NA", "N/A") else text


def _refuse_empty(reading: _Reading, row: SheetRow, actor: str, key: str) -> None:
    """Refuse an empty cell where the actor takes part: in a wide table an issue may be left out."""
    columns = reading.columns
    places = (columns.position[key], columns.salience.get(key), columns.capability)
    empty = [p is not None and not _number_text(row, p) for p in places]
    if columns.issue is not None and any(empty):
        return
    if len(columns.position) > 1 and empty[0] and (empty[1] or places[1] is None):
        return
    for place, is_empty in zip(places, empty, strict=True):
        if is_empty:
            what = f"the field of `{actor}` is empty"
            reading.numbers.wrong(row, what, "write a number", column=columns.name(place))


def _table(reading: _Reading) -> ActorTable:
    columns, noted = reading.columns, reading.assumptions
    held = [
        e
        for e in reading.entries
        if not any(map(math.isnan, (e.position, e.salience, e.capability)))
    ]
    if columns.issue is not None and len(held) < len(reading.entries):
        count = len(reading.entries) - len(held)
        rows = counted(count, "row", "rows")
        noted.append(f"Left out: {rows} without a position, a salience or a capability.")
    if not held:
        raise reading.sheet.error(None, "no actor has a position")
    _refuse_beyond_ends(reading, held)
    scale = 100.0 if reading.percent else share_scale([e.salience for e in held])
    if columns.salience and scale > 1.0 and not reading.percent:
        small = [e.salience for e in held if 0.0 < e.salience < 1.0]
        so = f", so {small[0]:g} counts as less than one percent" if small else ""
        noted.append(f"Saliences run from 0 to 100: some are above 1{so}.")
    _refuse_high_saliences(reading, held, scale)
    bare = [name for name in columns.position if name not in columns.salience]
    if not columns.salience:
        scale = 1.0
        noted.append("The table has no saliences: all actors care equally.")
    elif bare:
        told = ", ".join(bare)
        noted.append(f"The table has no saliences on {told}: there all actors care fully.")
    if columns.capability is None:
        noted.append("The table has no capabilities: all actors are equally capable.")
    if columns.unused:
        noted.append("Columns that were not used: " + ", ".join(columns.unused) + ".")
    issues = _issues(reading, held)
    return ActorTable(
        file=reading.sheet.name,
        layout="columns" if columns.issue is None else "long",
        title="",
        actors=tuple(reading.actors.values()),
        issues=tuple(issues),
        stances={
            (e.issue or issues[0].name, e.actor): Stance(
                e.position,
                1.0 if e.issue in bare else e.salience / scale,
                e.capability,
                e.row.line,
            )
            for e in held
        },
        assumptions=tuple(noted),
    )


def _refuse_beyond_ends(reading: _Reading, held: Sequence[_Entry]) -> None:
    """Refuse a position beyond the ends that the caller gave."""
    if reading.ends is None:
        return
    low, high = reading.ends
    columns = reading.columns
    problems = []
    for e in held:
        if not low <= e.position <= high:
            what = f"the position {e.position:g} of `{e.actor}` is outside {low:g} to {high:g}"
            name = columns.name(columns.position.get(e.issue, columns.position.get("")))
            problems.append(reading.sheet.problem(e.row, what, column=name))
    CaseError.refuse(problems)


def _refuse_high_saliences(reading: _Reading, held: Sequence[_Entry], scale: float) -> None:
    column = reading.columns.name(next(iter(reading.columns.salience.values()), None))
    problems = [
        reading.sheet.problem(
            e.row, f"the salience {e.salience:g} is above 100", "0 to 1, or 0 to 100", column=column
        )
        for e in held
        if e.salience > scale
    ]
    CaseError.refuse(problems)


def _issues(reading: _Reading, held: Sequence[_Entry]) -> list[TableIssue]:
    """Return the issues with their ends: of one column in a long table, else of each issue."""
    names = list(dict.fromkeys(e.issue for e in held))
    if reading.ends is not None:
        return [TableIssue(name or "position", *reading.ends) for name in names]
    together = ends_of_axis([e.position for e in held])
    if reading.columns.issue is not None:
        reading.assumptions.append(_sentence("", together[2]))
        return [TableIssue(name, *together[:2]) for name in names]
    issues = []
    for name in names:
        low, high, said = ends_of_axis([e.position for e in held if e.issue == name])
        shown = name or "position"
        reading.assumptions.append(_sentence(shown if len(names) > 1 else "", said))
        issues.append(TableIssue(shown, low, high))
    return issues


def _sentence(issue: str, said: str) -> str:
    return f"{issue}: {said}." if issue else f"{said[0].upper()}{said[1:]}."


_WORDS = frozenset(
    [
        *("total", "totals", "grand total", "sum", "sums", "all", "overall", "subtotal"),
        *("average", "mean", "median"),
        *("gesamt", "summe", "insgesamt", "mittelwert", "somme", "moyenne", "suma", "totale"),
        *("totaal", "media", "som"),
    ]
)
_LEAST_SHARE = 1e-3
"""Difference, as a share of the sum, that rounding explains."""


def row_of_sums(sheet: Sheet, name: int) -> Problem | None:
    r"""Find a last row that is a sum or mean of the others and not one of them.

    Parameters
    ----------
    sheet
        The table, its header first.
    name
        Place of the column of names.

    Returns
    -------
    Problem or None
        At that row. None unless the last row is called a total, or the like, and one of its numbers
        is the sum or the mean of those above: a company may be called Total.

    Examples
    --------
    >>> from winset.cases.tables.sheet import sheet_from_text
    >>> print(row_of_sums(sheet_from_text("name,weight\nA,2\nB,3\nTotal,5\n", "w.csv"), 0))
    w.csv:4: name: `Total` adds up the rows above; delete the row
    >>> row_of_sums(sheet_from_text("name,weight\nShell,2\nBP,3\nTotal,4\n", "w.csv"), 0)
    """
    *above, last = sheet.rows[1:] or (SheetRow(1, ()),)
    word = last.cell(name).casefold().strip(" :.*")
    if word not in _WORDS or len(above) < 2:
        return None
    for place in range(len(sheet.rows[0].cells)):
        given = [_number(row.cell(place)) for row in above]
        held, stated = [v for v in given if v is not None], _number(last.cell(place))
        if place == name or stated is None or len(held) < 2:
            continue
        total = math.fsum(held)
        for wanted in (total, total / len(held)):
            if total and abs(stated - wanted) <= _LEAST_SHARE * abs(wanted):
                what = f"`{last.cell(name)}` adds up the rows above"
                column = sheet.rows[0].cell(name)
                return sheet.problem(last, what, "delete the row", column=column)
    return None


def _number(text: str) -> float | None:
    word = plain_number(text)
    return number_in(word.replace(",", "") if is_thousands(word) else word)
