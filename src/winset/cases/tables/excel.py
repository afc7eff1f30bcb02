"""Rows of cells from an Excel file."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from winset.cases.tables.sheet import Sheet, SheetRow, sheet_from_text
from winset.foundation.errors import CaseError, InputError
from winset.foundation.extras import how_to_install
from winset.foundation.files import read_bytes, read_text
from winset.foundation.spelling import meant
from winset.foundation.table_text import clean_cell

if TYPE_CHECKING:
    from openpyxl import Workbook


MOST_ROWS, MOST_COLUMNS = 20_000, 400
"""A table beyond these is refused before it fills the memory."""
MOST_UNPACKED: Final = 100_000_000
"""Bytes beyond which the unpacked parts of a file are not read."""
_LAST_ROW: Final = 1_048_576
"""Rows of a page in Excel."""
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_SAVE: Final = "save it again as .xlsx or CSV"


def is_excel(path: str | Path) -> bool:
    """Return whether a file is an Excel file by its ending.

    Examples
    --------
    >>> is_excel("actors.XLSX"), is_excel("actors.csv")
    (True, False)
    """
    return Path(path).suffix.lower() in (".xlsx", ".xlsm")


def read_sheet(path: str | Path) -> Sheet:
    """Read a text file, or the first page of an Excel file, as rows of cells.

    Raises
    ------
    CaseError
        If the file cannot be read or holds nothing.
    """
    return sheet_from_excel(path) if is_excel(path) else sheet_from_text(read_text(path), str(path))


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
    except ImportError:
        raise InputError(
            f"{path}: an Excel file needs openpyxl",
            f"{how_to_install('excel')}, or save it as CSV",
        ) from None
    data = read_bytes(path)
    _refuse_damaged(data, str(path))
    book: Workbook | None = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and lists of choices, which do not count
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            rows = _page_rows(book, page, str(path))
            if _has_formulas(data):
                formulas = load_workbook(io.BytesIO(data), read_only=True)
                _refuse_not_computed(rows, _page_rows(formulas, page, str(path)), str(path))
                formulas.close()
    except InputError:  # said by this module
        raise
    except Exception as error:  # openpyxl passes on what it, zip and XML meet in a damaged file
        raise CaseError.of(
            f"cannot be read as an Excel file: {_first_line(error)}", _SAVE, file=str(path)
        ) from None
    finally:
        if book is not None:
            book.close()
    if not rows:
        raise CaseError.of(
            "the table is empty",
            "the first row names the columns, one actor a row follows",
            file=str(path),
        )
    return Sheet(str(path), rows)


def _page_rows(book: Workbook, page: str | None, path: str) -> tuple[SheetRow, ...]:
    """Rows of a page; without a name of the first that is not hidden."""
    names = [sheet.title for sheet in book.worksheets]
    if page is not None and page not in names:
        raise InputError(f"{path}: no page is called {page!r}", meant(page, names, noun="pages"))
    shown = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not names:
        return ()
    sheet = book[page or (shown or names)[0]]
    sheet.reset_dimensions()  # the size that the file states is often that of formatted cells
    return tuple(_rows(sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), path))


def _refuse_damaged(data: bytes, path: str) -> None:
    """Refuse what is not an archive, or one that would fill the memory when unpacked."""
    if data.startswith(_OLD_EXCEL):
        raise CaseError.of(
            "is an old Excel file (.xls), or one with a password",
            "save it as .xlsx without a password, or CSV",
            file=path,
        )
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except Exception as error:  # the directory of a damaged archive breaks in many ways
        raise CaseError.of(
            f"is not an Excel file: {_first_line(error)}", _SAVE, file=path
        ) from None
    if size > MOST_UNPACKED:
        raise CaseError.of(
            f"holds {size / 1e6:,.0f} MB unpacked",
            f"at most {MOST_UNPACKED / 1e6:.0f} MB are read; keep the table alone",
            file=path,
        )


def _has_formulas(data: bytes) -> bool:
    with ZipFile(io.BytesIO(data)) as archive:
        pages = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f" in archive.read(name) for name in pages)


def _refuse_not_computed(
    values: tuple[SheetRow, ...], formulas: tuple[SheetRow, ...], path: str
) -> None:
    """Refuse formulas whose value was not saved, as programs other than Excel leave them."""
    known = {row.line: row for row in values}
    empty = SheetRow(0, ())
    for row in formulas:
        for place, cell in enumerate(row.cells):
            if cell.startswith("=") and not known.get(row.line, empty).cell(place):
                raise CaseError.of(
                    f"the formula {cell[:40]} in column {place + 1} has no saved value",
                    "open the file in Excel and save it, or write the number",
                    file=path,
                    line=row.line,
                )


def _first_line(error: Exception) -> str:
    said = str(error).strip().strip("'").splitlines()
    return said[0][:200] if said else type(error).__name__


def _rows(found: Iterable[tuple[object, ...]], name: str) -> Iterable[SheetRow]:
    for line, values in enumerate(found, start=1):
        width = len(values)
        while width and values[width - 1] is None:
            width -= 1
        cells = [_text(value) for value in values[:width]]
        while cells and not cells[-1]:
            cells.pop()
        too_wide_or_long = line > MOST_ROWS or len(cells) > MOST_COLUMNS
        if line > _LAST_ROW or (cells and too_wide_or_long):
            raise CaseError.of(
                f"more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns",
                "keep one table on the page",
                file=name,
                line=line,
            )
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
    return clean_cell(str(value))
