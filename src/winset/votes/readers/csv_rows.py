"""CSV files row by row, with the place of every field for error messages."""

from __future__ import annotations

import csv
import gzip
import io
import math
import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from winset.foundation.errors import CaseError, InputError
from winset.foundation.separators import SEPARATORS, header_line
from winset.foundation.spelling import meant
from winset.votes.people import known

_BLANK_LINES: Final = re.compile(r"([ \t,;]*\r?\n)+")
"""Above the header."""
LARGEST_BYTES = 400_000_000
"""A file above this size, unpacked, is refused: all Congresses together have about 700 MB."""


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: fields by column name, and where it stands."""

    file: CsvFile
    line: int
    fields: tuple[str, ...]

    def get(self, *names: str, default: str = "") -> str:
        """Value of the first of these columns that the file has; the default where none.

        Blanks of any kind and number between words are one blank.
        """
        for name in names:
            place = self.file.index.get(name)
            if place is not None:
                return " ".join(self.fields[place].split())
        return default

    def known(self, *names: str) -> str:
        """Value as `get` gives it; empty where it says that it is missing (NA, NaN, NULL)."""
        return known(self.get(*names))

    def score(self, name: str) -> float:
        """Number in a column, NaN where it is missing.

        Raises
        ------
        CaseError
            If something else stands there, or an infinite number.
        """
        word = self.known(name)
        try:
            found = float(word) if word else math.nan
        except ValueError:
            found = math.inf
        if math.isinf(found):
            raise self.wrong(name, f"`{word}` is not a number", "a number, NA or nothing")
        return found

    def icpsr(self) -> str:
        """ICPSR number of the member, empty where it is missing.

        Raises
        ------
        CaseError
            If it is not a number.
        """
        number = self.known("icpsr").removesuffix(".0")
        if number and not number.isdecimal():
            right = "digits, such as 15090, or nothing"
            raise self.wrong("icpsr", f"`{number}` is not a number", right)
        return number

    def wrong(self, name: str, what: str, right: str | None = None, *others: str) -> CaseError:
        """Error at a field of this row: of these columns the first that the file has."""
        name = next((each for each in (name, *others) if each in self.file.index), name)
        place = self.file.index.get(name)
        column = None if place is None else self.file.column_of(self.line, place)
        return CaseError.of(
            what, right, path=name, file=self.file.name, line=self.line, column=column
        )


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file with a header; ``index`` has each column as written and in small letters.

    ``first`` is the line of the header: 2 below a line ``sep=;``.
    """

    name: str
    header: tuple[str, ...]
    index: dict[str, int]
    text: str
    separator: str = ","
    first: int = 1

    def column_of(self, line: int, field: int) -> int:
        """Character, from 1, at which a field of a line starts."""
        source = self.text.splitlines()[line - 1] if line <= self.text.count("\n") + 1 else ""
        quoted, found = False, 0
        for at, character in enumerate(source):
            if found == field:
                return at + 1
            if character == '"':
                quoted = not quoted
            elif character == self.separator and not quoted:
                found += 1
        return len(source) + 1

    def need(self, *alternatives: str) -> None:
        """Require one of some columns.

        Raises
        ------
        CaseError
            If the header has none of them.
        """
        if not any(name in self.index for name in alternatives):
            wanted = " or ".join(f"`{name}`" for name in alternatives)
            right = meant(alternatives[0], self.header, noun="columns")
            if len(self.header) == 1:
                right = "names separated by commas, semicolons or tabs, not quoted as a whole"
            raise CaseError.of(
                f"there is no column {wanted}",
                right,
                file=self.name,
                line=self.first,
                column=1,
            )

    def rows(self) -> Iterator[CsvRow]:
        """Yield the rows below the header; blank lines, and lines of separators, are passed over.

        Empty fields beyond the header's last are left out, as spreadsheets write them.

        Raises
        ------
        CaseError
            If a row has another number of fields than the header, or quotes do not close.
        """
        source = csv.reader(io.StringIO(self.text), delimiter=self.separator, strict=True)
        line = 1
        try:
            for fields in source:
                start, line = line, source.line_num + 1
                if start <= self.first or not any(field.strip() for field in fields):
                    continue
                if not any(field.strip() for field in fields[len(self.header) :]):
                    del fields[len(self.header) :]
                if len(fields) != len(self.header):
                    raise self._ragged(start, fields)
                yield CsvRow(self, start, tuple(fields))
        except csv.Error as error:
            raise CaseError.of(
                f"no CSV: {error}", "close the quotes", file=self.name, line=line
            ) from None

    def _ragged(self, line: int, fields: Sequence[str]) -> CaseError:
        what = f"{len(fields)} fields, but the header has {len(self.header)}"
        right = "write a field that holds the separator in double quotes"
        return CaseError.of(what, right, file=self.name, line=line, column=1)


def read_csv(path: Path, *, separators: str = SEPARATORS) -> CsvFile:
    """Open a CSV file with a header line, plain or gzipped.

    Parameters
    ----------
    path
        The file.
    separators
        Characters that may separate fields: the one that the header line has most of.

    Raises
    ------
    CaseError
        If the file is empty, names a column twice, or cannot be read as text.
    """
    return parse_csv(file_text(path), str(path), separators=separators)


def parse_csv(text: str, name: str, *, separators: str = SEPARATORS) -> CsvFile:
    """Open the text of a CSV file; `name` stands in errors, `separators` as for `read_csv`.

    Raises
    ------
    CaseError
        If the text is empty, holds a NUL, or names a column twice.
    """
    if "\0" in text:
        raise CaseError.of(
            "not text: it holds a NUL",
            "a CSV file (a spreadsheet: save it as CSV UTF-8)",
            file=name,
            line=text.count("\n", 0, text.index("\0")) + 1,
        )
    if "\n" not in text:  # line ends of old Macs
        text = text.replace("\r", "\n")
    blank = _BLANK_LINES.match(text)
    above = "" if blank is None else blank[0]
    line, head, separator = header_line(text[len(above) :], separators)
    line += above.count("\n")
    try:
        first = next(csv.reader(io.StringIO(head), delimiter=separator), [])
        header = _named(first)
    except csv.Error as error:
        raise CaseError.of(f"no CSV: {error}", file=name, line=line) from None
    if not header:
        raise CaseError.of("the file is empty", "a header line with column names", file=name)
    twice = sorted({field for field in header if header.count(field) > 1})
    if twice:
        raise CaseError.of(
            f"column `{twice[0]}` occurs twice" if twice[0] else "two columns have no name",
            "one name a column",
            file=name,
            line=line,
            column=1,
        )
    index = {field.casefold(): i for i, field in enumerate(header)}
    index |= {field: i for i, field in enumerate(header)}
    return CsvFile(name, header, index, text, separator, line)


def _named(first: Sequence[str]) -> tuple[str, ...]:
    """Names of the columns, without the empty ones at the end that spreadsheets write."""
    names = [field.strip() for field in first]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def digits_of(row: CsvRow, *names: str) -> int | None:
    """Whole number in the first of these columns that the file has; None where there is none."""
    word = row.get(*names).removesuffix(".0")
    return int(word) if word.isdecimal() else None


def file_text(path: Path) -> str:
    """Text of a UTF-8 file, unpacked where it is gzipped, with each accented letter as one sign.

    Files of some systems write an accent as a sign of its own (NFD). Composed (NFC), a name is the
    same name in all files.

    Raises
    ------
    CaseError
        If the file is missing, no file, damaged, too large or not UTF-8.
    """
    try:
        data = path.read_bytes()
        if path.suffix == ".gz":
            data = gzip.decompress(data)
    except FileNotFoundError:
        raise CaseError.of("there is no such file", file=str(path)) from None
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise CaseError.of(
            "the compressed file is damaged", "fetch it again", file=str(path)
        ) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CaseError.of(f"cannot be read: {reason}", file=str(path)) from None
    if len(data) > LARGEST_BYTES:
        raise InputError(f"{path}: has {len(data) / 1e6:.0f} MB", "split it by Congress")
    try:
        return unicodedata.normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise CaseError.of(
            "not text in UTF-8",
            "save the file as UTF-8 (spreadsheets: CSV UTF-8)",
            file=str(path),
            line=data.count(b"\n", 0, error.start) + 1,
        ) from None
