"""Filling the empty cells of a table with one actor a row, so that it is completed, not refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from statistics import fmean, median

from winset.cases.tables.columns import columns_of
from winset.cases.tables.decide import is_decide
from winset.cases.tables.ktab import is_ktab
from winset.cases.tables.numbers import number_in
from winset.cases.tables.sheet import Sheet, SheetRow
from winset.foundation.errors import CaseError

_COMMA = re.compile(r"[-+]?\d+,\d+")


def filled(sheet: Sheet) -> tuple[Sheet, tuple[str, ...]]:
    r"""Fill empty positions, saliences and capabilities.

    Parameters
    ----------
    sheet
        A table whose first row names the columns; other layouts are returned as they are, as are
        tables with one actor and issue a row, where an empty cell means that it takes no part.

    Returns
    -------
    Sheet, tuple of str
        The table without gaps: a position or salience is the mean of the others, a capability
        their median; and a sentence for each column filled.

    Raises
    ------
    CaseError
        If the columns cannot be recognised, or a row holds a name and no number.

    Examples
    --------
    >>> from winset.cases.tables.sheet import sheet_from_text
    >>> table = sheet_from_text("name,position,power\nA,0.2,1\nB,,3\nC,0.6,\n", "t.csv")
    >>> [row.cells for row in filled(table)[0].rows[1:]]
    [('A', '0.2', '1'), ('B', '0.4', '3'), ('C', '0.6', '2')]
    """
    if is_decide(sheet) or is_ktab(sheet):
        return sheet, ()
    columns = columns_of(sheet, sheet.rows[0])
    if columns.issue is not None:
        return sheet, ()
    rules: list[tuple[int, str, Callable[[list[float]], float]]] = [
        *((place, "mean", fmean) for place in columns.position.values()),
        *((place, "mean", fmean) for place in columns.salience.values()),
    ]
    if columns.capability is not None:
        rules.append((columns.capability, "median", median))
    _refuse_bare(sheet, columns.actor, [place for place, _, _ in rules])
    cells = [list(row.cells) for row in sheet.rows]
    said = []
    has_commas = any(_COMMA.fullmatch(cell) for row in sheet.rows for cell in row.cells)
    for place, word, rule in rules:
        count = _fill(cells, place, rule, "," if has_commas else ".")
        if count:
            empty = "1 empty cell" if count == 1 else f"{count} empty cells"
            said.append(f"Column `{columns.name(place)}`: {empty}, filled with the {word}.")
    rows = tuple(
        SheetRow(row.line, tuple(row_cells))
        for row, row_cells in zip(sheet.rows, cells, strict=True)
    )
    return Sheet(sheet.name, rows, sheet.separator), tuple(said)


def _refuse_bare(sheet: Sheet, name: int, places: Sequence[int]) -> None:
    """Refuse rows that give no number at all: notes below the table, or actors nobody knows."""
    right = "give a position, salience or capability, or delete the row"
    problems = [
        sheet.problem(row, f"`{row.cell(name)}` is without numbers", right)
        for row in sheet.rows[1:]
        if row.cell(name) and not any(row.cell(place) for place in places)
    ]
    if problems and len(problems) < len(sheet.rows) - 1:
        raise CaseError(problems)


def _fill(
    cells: Sequence[list[str]], place: int, rule: Callable[[list[float]], float], mark: str
) -> int:
    """Fill one column; return how many cells were empty. Nothing where no number is given."""
    rows = [row for row in cells[1:] if row and row[0]]
    cells_given = [row[place] for row in rows if place < len(row)]
    given = [found for cell in cells_given if (found := number_in(cell)) is not None]
    empty = [row for row in rows if len(row) <= place or not row[place]]
    if not given or not empty:
        return 0
    text = f"{rule(given):.6g}".replace(".", mark)
    for row in empty:
        row.extend([""] * (place + 1 - len(row)))
        row[place] = text
    return len(empty)
