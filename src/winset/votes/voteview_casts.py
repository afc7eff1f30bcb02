"""Casts of Voteview's votes files, read as they go: one of all Congresses is too large to hold."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TextIO, cast

from winset.foundation.errors import CaseError, Problem
from winset.votes.casts import cast_of_code
from winset.votes.records import Cast

__all__ = ["Body", "cast_at", "casts_of_file", "opened"]

Body = tuple[int, str]
"""A Congress and a chamber."""

_COLUMNS: Final = ("congress", "chamber", "rollnumber", "icpsr", "cast_code")


def opened(path: Path) -> TextIO:
    """Open a text file in UTF-8, plain or gzipped."""
    if path.suffix == ".gz":
        return cast("TextIO", gzip.open(path, "rt", encoding="utf-8-sig", newline=""))
    return path.open("r", encoding="utf-8-sig", newline="")


def casts_of_file(path: Path, congresses: set[str]) -> Iterator[tuple[int, Body, int, str, str]]:
    """Line, body, number, ICPSR number and code of each cast of some Congresses, read as it goes.

    A file of all Congresses is too large to be held; rows of others are passed over unread.
    """
    with opened(path) as file:
        rows = csv.reader(file)
        header = [name.strip() for name in next(rows, [])]
        at = [header.index(name) if name in header else -1 for name in _COLUMNS]
        if -1 in at:
            missing = _COLUMNS[at.index(-1)]
            raise CaseError([Problem(f"there is no column `{missing}`", file=str(path), line=1)])
        congress_at, chamber_at, number_at, icpsr_at, code_at = at
        try:
            for cells in rows:
                if not cells:
                    continue
                if len(cells) != len(header):
                    what = f"{len(cells)} fields, but the header has {len(header)}"
                    right = "the file may be cut: fetch it again"
                    raise CaseError([Problem(what, right, file=str(path), line=rows.line_num)])
                congress = cells[congress_at].removesuffix(".0")
                if congress not in congresses or cells[chamber_at] == "President":
                    continue
                number = cells[number_at].removesuffix(".0")
                if not number.isdecimal():
                    what = f"`{cells[number_at]}` is no number"
                    raise CaseError(
                        [Problem(what, path="rollnumber", file=str(path), line=rows.line_num)]
                    )
                body = (int(congress), cells[chamber_at].casefold())
                icpsr = cells[icpsr_at].removesuffix(".0")
                yield rows.line_num, body, int(number), icpsr, cells[code_at].removesuffix(".0")
        except (csv.Error, UnicodeDecodeError, EOFError, gzip.BadGzipFile) as error:
            problem = Problem(f"no CSV: {error}", "fetch it again", file=str(path))
            raise CaseError([problem]) from None


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
        what = f"`{code}` is no cast"
        raise CaseError(
            [Problem(what, "a code 0 to 9", path="cast_code", file=str(path), line=line)]
        ) from None
