"""Casts of Voteview's votes files, read as they go: one of all Congresses is too large to hold."""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Final, NamedTuple, TextIO, cast

from winset.foundation.errors import CaseError
from winset.foundation.separators import header_line
from winset.votes.readers.casts import cast_of_code
from winset.votes.readers.csv_rows import file_text
from winset.votes.records import Cast

Body = tuple[int, str]
"""A Congress and a chamber."""


class CastCounts(NamedTuple):
    """Tally of a roll call, and the same with paired and announced positions counted."""

    yea: int
    nay: int
    yea_with_pairs: int
    nay_with_pairs: int

    @classmethod
    def of(cls, codes: Sequence[int]) -> CastCounts:
        """Tally from the number of casts with each code, 0 to 9.

        Examples
        --------
        >>> CastCounts.of([0, 51, 1, 0, 0, 2, 44, 0, 0, 2])
        CastCounts(yea=51, nay=44, yea_with_pairs=52, nay_with_pairs=46)
        """
        return cls(codes[1], codes[6], sum(codes[1:4]), sum(codes[4:7]))


_COLUMNS: Final = ("congress", "chamber", "rollnumber", "icpsr", "cast_code")


def opened(path: Path) -> TextIO:
    """Open a text file in UTF-8, plain or gzipped."""
    if path.suffix == ".gz":
        return cast("TextIO", gzip.open(path, "rt", encoding="utf-8-sig", newline=""))
    return path.open("r", encoding="utf-8-sig", newline="")


def casts_of_file(
    path: Path, congresses: set[str] | None
) -> Iterator[tuple[int, Body, int, str, str]]:
    """Line, body, number, ICPSR number and code of each cast, read as it goes.

    Of some Congresses, or of all where none are named.

    A file of all Congresses is too large to be held; rows of others are passed over unread.
    """
    try:
        with opened(path) as file:
            line, names, separator = header_line("".join(islice(file, 2)))
            lines = names.splitlines(keepends=True)
            rows = csv.reader(chain(lines, file), delimiter=separator)
            header = [name.strip().casefold() for name in next(rows, [])]
            congress_at, chamber_at, number_at, icpsr_at, code_at = _places(header, path, line)
            for cells in rows:
                if not cells:
                    continue
                here = line + rows.line_num - 1
                if len(cells) != len(header):
                    raise CaseError.of(
                        f"{len(cells)} fields, but the header has {len(header)}",
                        "the file may be cut: fetch it again",
                        file=str(path),
                        line=here,
                    )
                congress = cells[congress_at].removesuffix(".0")
                if cells[chamber_at] == "President":
                    continue
                if congresses is not None and congress not in congresses and congress.isdecimal():
                    continue
                number = cells[number_at].removesuffix(".0")
                if not (congress.isdecimal() and number.isdecimal()):
                    raise _not_a_number(congress, number, path, here)
                body = (int(congress), cells[chamber_at].casefold())
                icpsr = cells[icpsr_at].removesuffix(".0")
                yield here, body, int(number), icpsr, cells[code_at].removesuffix(".0")
    except (UnicodeDecodeError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        file_text(path)  # reports what is wrong with a file that is damaged or not UTF-8
        raise CaseError.of(f"no CSV: {error}", "fetch it again", file=str(path)) from None
    except csv.Error as error:
        raise CaseError.of(f"no CSV: {error}", "fetch it again", file=str(path)) from None


def _not_a_number(congress: str, number: str, path: Path, line: int) -> CaseError:
    name, word = ("rollnumber", number) if congress.isdecimal() else ("congress", congress)
    what, right = f"`{word}` is not a number", "digits, such as 109"
    return CaseError.of(what, right, path=name, file=str(path), line=line)


def _places(header: Sequence[str], path: Path, line: int) -> list[int]:
    """Places of the columns that are needed."""
    missing = [name for name in _COLUMNS if name not in header]
    if missing:
        raise CaseError.of(
            f"there is no column `{missing[0]}`",
            f"columns {', '.join(_COLUMNS)}, as Voteview names them",
            file=str(path),
            line=line,
        )
    return [header.index(name) for name in _COLUMNS]


def cast_at(code: str, path: Path, line: int) -> Cast | None:
    """Cast of a code; None for 0.

    Raises
    ------
    CaseError
        If the code is none of Voteview's.
    """
    try:
        return cast_of_code(int(code))
    except ValueError:
        raise CaseError.of(
            f"`{code}` is not a cast", "a code 0 to 9", path="cast_code", file=str(path), line=line
        ) from None
