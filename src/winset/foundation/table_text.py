"""Small tables as people type them: one reader for everything that takes a CSV file."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass

from winset.foundation.errors import CaseError
from winset.foundation.separators import header_line

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff"))
"""Characters without width that copies from pages and PDF files carry along."""


def clean_cell(text: str) -> str:
    r"""Return a cell without what is not seen, so that equal words are equal.

    Parameters
    ----------
    text
        As it stands in the file.

    Returns
    -------
    str
        Blanks of every kind, non-breaking ones and line ends too, as single spaces and none at the
        ends; no characters without width; letters with accents as one character each; no apostrophe
        that keeps a spreadsheet from reading a formula.

    Examples
    --------
    >>> clean_cell("\u200bMinist\u00e8re\u00a0de  la\nJustice ") == "Minist\u00e8re de la Justice"
    True
    >>> clean_cell("e\u0301") == "\u00e9", clean_cell("'=x")
    (True, '=x')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_UNSEEN)
    plain = " ".join(text.split())
    return plain[1:] if plain[:1] == "'" and plain[1:2] in ("=", "+", "-", "@") else plain


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table with a header; cells as `clean_cell` leaves them, without empty rows.

    Parameters
    ----------
    name
        What messages call the file.
    header
        Names of the columns.
    rows
        Line in the file, from 1, and cells, as many as the header has.
    separator
        What stands between cells.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    separator: str

    def column(self, column: str) -> list[str]:
        """Return the cells of a column, which must be there."""
        place = self.header.index(column)
        return [cells[place] for _, cells in self.rows]

    def refuse_twice(self, *columns: str) -> None:
        """Refuse a header in which one of these columns stands twice; none given: any.

        Raises
        ------
        CaseError
            If one does.
        """
        for column in columns or self.header:
            if column and self.header.count(column) > 1:
                raise CaseError.of(
                    f"the column `{column}` is there twice",
                    "keep one of them",
                    file=self.name,
                    line=1,
                )


def text_table(text: str, name: str, *, one: str, fill: bool = False) -> TextTable:
    r"""Read a table from a text.

    Parameters
    ----------
    text
        Cells separated by commas, semicolons or tabs, whichever the header has most of; a first
        line such as ``sep=;`` names the separator. Any line ends.
    name
        What messages call it.
    one
        What a row holds, for messages: "actor".
    fill
        Whether a row may have fewer cells than the header.

    Returns
    -------
    TextTable
        The header and the rows below.

    Raises
    ------
    CaseError
        If there are no rows, a row has another number of cells, or quotes do not close.

    Examples
    --------
    >>> table = text_table("sep=;\nname;weight\nSPD;1,5\n", "a.csv", one="player")
    >>> table.header, table.rows
    (('name', 'weight'), ((3, ('SPD', '1,5')),))
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first, below, separator = header_line(plain)
    header: tuple[str, ...] = ()
    rows = []
    reader = csv.reader(io.StringIO(below), delimiter=separator, strict=True)
    try:
        for fields in reader:
            line = first - 1 + reader.line_num
            cells = tuple(clean_cell(field) for field in fields)
            if not any(cells):
                continue
            if not header:
                header = cells
                continue
            while len(cells) > len(header) and not cells[-1]:
                cells = cells[:-1]
            missing = len(header) - len(cells)
            if missing < 0 or (missing and not fill):
                raise _ragged(cells, header, separator, name, line)
            rows.append((line, (*cells, *[""] * missing)))
    except csv.Error as error:
        raise CaseError.of(
            f"the row cannot be split into cells: {error}",
            "close the quotes",
            file=name,
            line=first - 1 + reader.line_num,
        ) from None
    if not rows:
        raise CaseError.of(
            "the table has no rows",
            f"the first row names the columns, one {one} a row follows",
            file=name,
            line=1,
        )
    return TextTable(name, header, tuple(rows), separator)


def _ragged(
    cells: tuple[str, ...], header: tuple[str, ...], separator: str, name: str, line: int
) -> CaseError:
    what = f"{len(cells)} cells in a table of {len(header)} columns"
    right = "add the cells that are missing"
    if len([cell for cell in header if cell]) == 1:
        right = "delete what stands above the names of the columns"
    elif len(cells) > len(header):
        shown = {"\t": "a tab"}.get(separator, f"`{separator}`")
        right = f"write a cell that holds {shown} in double quotes"
    return CaseError.of(what, right, file=name, line=line)
