"""Rows of cells from a text: separators, line ends, byte order marks, empty columns at the end."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from winset.foundation.errors import CaseError, Problem
from winset.foundation.table_text import clean_cell

SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that holds something.

    Parameters
    ----------
    line
        Its line in the file, counted from 1.
    cells
        Its cells.
    file
        Name of the file, where the rows of a sheet come from several.
    """

    line: int
    cells: tuple[str, ...]
    file: str = ""

    def cell(self, place: int | None) -> str:
        """Return the cell at a place from 0; empty beyond the row and where there is no place."""
        return self.cells[place] if place is not None and place < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as rows of cells, each as `clean_cell` leaves it.

    Parameters
    ----------
    name
        What messages call the file.
    rows
        Rows that hold something.
    separator
        What stands between cells.
    """

    name: str
    rows: tuple[SheetRow, ...]
    separator: str = ","

    def problem(
        self, row: SheetRow | None, what: str, right: str | None = None, *, column: str = ""
    ) -> Problem:
        """Return a problem at a row and the name of a column."""
        line = row.line if row is not None else None
        file = row.file if row is not None and row.file else self.name
        return Problem(what, right, path=column, file=file, line=line)

    def error(
        self, row: SheetRow | None, what: str, right: str | None = None, *, column: str = ""
    ) -> CaseError:
        """Return the problem at a row and column as the only one of an error."""
        return CaseError((self.problem(row, what, right, column=column),))


def sheet_from_text(text: str, name: str) -> Sheet:
    r"""Split a text into rows of cells.

    Parameters
    ----------
    text
        Cells separated by commas, semicolons or tabs; lines end with LF, CR LF or CR. A first line
        such as ``sep=;`` names the separator.
    name
        What messages call it.

    Returns
    -------
    Sheet
        Rows that hold something, blanks around cells and empty cells at the end cut off.

    Raises
    ------
    CaseError
        If it holds nothing, or quotes do not close.

    Examples
    --------
    >>> sheet = sheet_from_text("Actor;x\rFrance;0,5;\r", "a.csv")
    >>> [row.cells for row in sheet.rows], sheet.separator
    ([('Actor', 'x'), ('France', '0,5')], ';')
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    stated = re.match(r"\s*sep=([,;\t])[ \t]*(?=\n|$)", plain, re.IGNORECASE)
    if stated is not None:  # a line that spreadsheets write and understand
        plain = "\n" * plain.count("\n", 0, stated.end()) + plain[stated.end() :]
    lines = (line for line in plain.split("\n") if line.strip())
    separator = stated.group(1) if stated is not None else _separator(lines)
    rows = []
    reader = csv.reader(io.StringIO(plain), delimiter=separator, skipinitialspace=True, strict=True)
    line = 1
    try:
        for fields in reader:
            cells = [clean_cell(field) for field in fields]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                rows.append(SheetRow(line, tuple(cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise CaseError.of(
            f"the row cannot be split into cells: {error}", "close the quotes", file=name, line=line
        ) from None
    if not rows:
        raise CaseError.of(
            "the table is empty",
            "the first row names the columns, one actor a row follows",
            file=name,
        )
    return Sheet(name, tuple(rows), separator)


def _separator(lines: Iterable[str]) -> str:
    """Find what occurs most often in the first two lines: a comma may also be a decimal one."""
    first = [line for line, _ in zip(lines, range(2), strict=False)]
    return max(SEPARATORS, key=lambda mark: min((line.count(mark) for line in first), default=0))
