"""Completing a table of actors that leaves out what can be said for it: ids, levels, places."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from winset.cases.model.actors import BY_ISSUE
from winset.cases.tables.numbers import is_thousands, plain_number
from winset.foundation.spelling import kebab, nearest

_COMMA = re.compile(r"[-+]?\d+,\d+")
_NAMES = ("name", "title", "actor")


class Row(NamedTuple):
    """A row of a table: its line in the file, and its cells by column name."""

    line: int
    cells: dict[str, str]


class Completed(NamedTuple):
    """A table with nothing left out that could be filled in.

    Parameters
    ----------
    columns, rows
        As `winset.cases.tables.actors_table` reads them.
    assumptions
        What was filled in, one sentence each.
    """

    columns: list[str]
    rows: list[Row]
    assumptions: tuple[str, ...]


def completed(columns: Sequence[str], rows: Sequence[Row], chambers: Sequence[str]) -> Completed:
    """Fill in what a table of actors leaves out.

    Parameters
    ----------
    columns, rows
        The table as read.
    chambers
        Chambers of the rule; a single column `seats` belongs to the first.

    Returns
    -------
    Completed
        Decimal commas as points; a column `position` as the position on openness; ids from names;
        levels from seats; the place of a legislator without one as the others' mean, with the whole
        axis as its range. What is misspelled rather than missing is left to the reader.

    Examples
    --------
    >>> row = Row(2, {"name": "The Left", "position": "0,3"})
    >>> completed(["name", "position"], [row], ()).rows[0].cells
    {'name': 'The Left', 'position.openness': '0.3', 'id': 'the-left', 'level': 'group'}
    """
    found = Completed(list(columns), [Row(row.line, dict(row.cells)) for row in rows], ())
    steps: tuple[Callable[[Completed], Completed], ...] = (
        _with_points,
        lambda table: _with_axis(table, chambers),
        _with_ids,
        _with_levels,
        _with_places,
    )
    for step in steps:
        found = step(found)
    return found


def _said(table: Completed, *sentences: str) -> Completed:
    return table._replace(assumptions=(*table.assumptions, *sentences))


def _with_points(table: Completed) -> Completed:
    """Write decimal commas as points; where commas may stand for thousands, leave them."""
    written = [
        (row, column, plain_number(text))
        for row in table.rows
        for column, text in row.cells.items()
        if column not in (*_NAMES, "id", "note") and _COMMA.fullmatch(plain_number(text))
    ]
    changed = any(not is_thousands(text) for _, _, text in written)
    for row, column, text in written if changed else ():
        row.cells[column] = text.replace(",", ".")
    return _said(table, "Decimal commas are read as points.") if changed else table


def _with_axis(table: Completed, chambers: Sequence[str]) -> Completed:
    """Say on which axis a column `position` stands, and in which chamber a column `seats` sits."""
    wanted = {name: f"{name}.openness" for name in BY_ISSUE if name in table.columns}
    if "seats" in table.columns and chambers:
        wanted["seats"] = f"seats.{chambers[0]}"
    wanted = {old: new for old, new in wanted.items() if new not in table.columns}
    if not wanted:
        return table
    columns = [wanted.get(column, column) for column in table.columns]
    rows = [
        Row(row.line, {wanted.get(column, column): text for column, text in row.cells.items()})
        for row in table.rows
    ]
    told = ", ".join(f"`{old}` is read as {new}" for old, new in wanted.items())
    return _said(Completed(columns, rows, table.assumptions), f"Columns: {told}.")


def _is_missing(table: Completed, column: str) -> bool:
    """Return whether a column is missing and no other looks like a misspelling of it."""
    if column in table.columns:
        return False
    near = nearest(column, [name for name in table.columns if name not in _NAMES])
    return near is None


def _with_ids(table: Completed) -> Completed:
    source = next((name for name in _NAMES if name in table.columns), None)
    if source is None or not _is_missing(table, "id"):
        return table
    taken: dict[str, int] = {}
    for row in table.rows:
        base = kebab(row.cells.get(source, ""))
        taken[base] = taken.get(base, 0) + 1
        row.cells["id"] = base if taken[base] == 1 else f"{base}-{taken[base]}"
        if source == "actor":
            row.cells["name"] = row.cells.pop("actor")
    columns = ["name" if column == "actor" else column for column in table.columns]
    return _said(
        table._replace(columns=["id", *columns]), f"Ids are made from the column `{source}`."
    )


def _with_levels(table: Completed) -> Completed:
    is_missing = _is_missing(table, "level")
    if not is_missing and "level" not in table.columns:
        return table
    filled = []
    for row in table.rows:
        if not row.cells.get("level"):
            row.cells["level"] = "legislature" if _has_seats(row) else "group"
            filled.append(row)
    columns = [*table.columns, "level"] if is_missing else table.columns
    if not filled:
        return table._replace(columns=columns)
    count = "an actor" if len(filled) == 1 else f"{len(filled)} actors"
    sentence = f"No level is given for {count}: with seats a legislator, without a group."
    return _said(table._replace(columns=columns), sentence)


def _has_seats(row: Row) -> bool:
    return any(text and column.startswith("seats.") for column, text in row.cells.items())


def _with_places(table: Completed) -> Completed:
    """Give legislators without a position on the first axis the mean of the others."""
    axis = next((name for name in table.columns if name.startswith("position.")), None)
    if axis is None:
        return table
    members = [row for row in table.rows if row.cells.get("level") == "legislature"]
    placed = [found for row in members if (found := _likely(row.cells.get(axis, ""))) is not None]
    bare = [row for row in members if not row.cells.get(axis)]
    if not bare:
        return table
    mean = sum(placed) / len(placed) if placed else 0.5
    for row in bare:
        row.cells[axis] = f"0:{min(max(mean, 0.0), 1.0):.3g}:1"
    who = ", ".join(row.cells.get("id", "") for row in bare)
    sentence = f"No {axis} is given for {who}: the mean of the other members, anywhere on the axis."
    return _said(table, sentence)


def _likely(text: str) -> float | None:
    """The likely value in a cell: a number, or the middle of low:likely:high."""
    pieces = text.split(":")
    try:
        return float(pieces[len(pieces) // 2])
    except ValueError:
        return None
