"""Rows of cells from an Excel file."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from pathlib import Path
from zipfile import BadZipFile

from winset.cases.tables.sheet import Sheet, SheetRow
from winset.foundation.errors import CaseError, InputError, Problem
from winset.foundation.files import read_bytes
from winset.foundation.spelling import meant

__all__ = ["is_excel", "sheet_from_excel"]

MOST_ROWS, MOST_COLUMNS = 20_000, 400
"""A table beyond these is refused before it fills the memory."""


def is_excel(path: str | Path) -> bool:
    """Return whether a file is an Excel file by its ending.

    Examples
    --------
    >>> is_excel("actors.XLSX"), is_excel("actors.csv")
    (True, False)
    """
    return Path(path).suffix.lower() in (".xlsx", ".xlsm")


def sheet_from_excel(path: str | Path, page: str | None = None) -> Sheet:
    """Read one page of an Excel file as rows of cells.

    Parameters
    ----------
    path
        A file of at most 5 MB, of at most 20,000 rows and 400 columns.
    page
        Name of the page. Default: the first.

    Returns
    -------
    Sheet
        Rows that hold something: numbers and days as text, formulas by the value last saved.

    Raises
    ------
    InputError
        If openpyxl is not installed, or there is no such page.
    CaseError
        If the file cannot be read or holds nothing.
    """
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        what = f"{path}: an Excel file needs openpyxl"
        raise InputError(what, "pip install 'winset[excel]', or save it as CSV") from None
    data = io.BytesIO(read_bytes(path))
    try:
        book = load_workbook(data, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        what = f"is no Excel file: {str(error).strip(chr(39)) or type(error).__name__}"
        raise CaseError([Problem(what, "save it again as .xlsx or CSV", file=str(path))]) from None
    names = book.sheetnames
    if page is not None and page not in names:
        raise InputError(f"{path}: no page is called {page!r}", meant(page, names, noun="pages"))
    rows = tuple(_rows(book[page or names[0]].iter_rows(values_only=True), str(path)))
    book.close()
    if not rows:
        right = "the first row names the columns, one actor a row follows"
        raise CaseError([Problem("the table is empty", right, file=str(path))])
    return Sheet(str(path), rows)


def _rows(found: Iterable[tuple[object, ...]], name: str) -> Iterable[SheetRow]:
    for line, values in enumerate(found, start=1):
        if line > MOST_ROWS or len(values) > MOST_COLUMNS:
            what = f"more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns"
            raise CaseError([Problem(what, "keep one table on the page", file=name, line=line)])
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield SheetRow(line, tuple(cells))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value).strip()
