"""Read Voteview's older fixed-width .ord files: one line a member, one digit a roll call."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from winset.foundation.errors import CaseError, InputError, Problem
from winset.votes.casts import cast_of_code, iso_date
from winset.votes.csv_rows import CsvRow, digits_of, file_text
from winset.votes.read_voteview import PARTIES, roll_call_key
from winset.votes.records import Member, RollCall, TableBuilder, VoteTable

__all__ = ["OrdFile", "OrdLine", "ord_file", "read_ord"]

_PRESIDENT: Final = "99"
_NAME: Final = re.compile(r"^(hou|sen|h|s)(\d{1,3})(kh)?([_.]|$)", re.IGNORECASE)
_NUMBERED: Final = (
    "1:CT 2:ME 3:MA 4:NH 5:RI 6:VT 11:DE 12:NJ 13:NY 14:PA 21:IL 22:IN 23:MI 24:OH 25:WI 31:IA "
    "32:KS 33:MN 34:MO 35:NE 36:ND 37:SD 40:VA 41:AL 42:AR 43:FL 44:GA 45:LA 46:MS 47:NC 48:SC "
    "49:TX 51:KY 52:MD 53:OK 54:TN 55:DC 56:WV 61:AZ 62:CO 63:ID 64:MT 65:NV 66:NM 67:UT 68:WY "
    "71:CA 72:OR 73:WA 81:AK 82:HI"
)
_STATES: Final = dict(pair.split(":") for pair in _NUMBERED.split())
"""Postal letters by ICPSR's number of the state, as in Voteview's members files."""


@dataclass(frozen=True, slots=True)
class OrdLine:
    """One member's line: where it stands, whose it is, and a digit for each roll call."""

    line: int
    congress: str
    member: Member
    casts: str


@dataclass(frozen=True, slots=True)
class OrdFile:
    """A .ord file in a folder: the Congress and chamber it is of, and its lines.

    Parameters
    ----------
    path
        The file.
    body
        Congress and chamber.
    lines
        Members without the President.
    """

    path: Path
    body: tuple[int, str]
    lines: tuple[OrdLine, ...]

    @property
    def roll_calls(self) -> int:
        """Number of roll calls."""
        return len(self.lines[0].casts)

    def call_of(self, row: CsvRow) -> RollCall | None:
        """Roll call that a row of a list means by Voteview's number; None where it names none.

        Raises
        ------
        CaseError
            If the file has no such roll call, or the row gives no date: the file has none.
        """
        number = digits_of(row, "rollnumber")
        if number is None:
            return None
        if not 1 <= number <= self.roll_calls:
            what = f"roll call {number} is not in {self.path.name}"
            raise row.wrong("rollnumber", what, f"1 to {self.roll_calls}")
        day = iso_date(row.get("date"))
        if day is None:
            what = f"{self.path.name} gives no dates"
            right = "a column `date` in the list, such as 2000-05-24"
            raise row.wrong("date" if row.get("date") else "rollnumber", what, right)
        congress, chamber = self.body
        key = roll_call_key(str(congress), chamber, str(number))
        return RollCall(key, day, chamber, congress=congress, number=number)


def ord_file(path: Path) -> OrdFile:
    """Read a .ord file whose name tells the chamber.

    Parameters
    ----------
    path
        ``hou106kh.ord``, ``sen106kh.ord`` or ``H106_votes.ord``, ``S106_votes.ord``; also gzipped.

    Raises
    ------
    InputError
        If the name does not tell the chamber or belies the Congress inside; as `read_ord`.
    """
    named = _NAME.match(path.name)
    right = "name it as Voteview does: hou106kh.ord, sen106kh.ord, H106_votes.ord or S106_votes.ord"
    if named is None:
        raise InputError(f"{path}: the name of the file does not tell the chamber", right)
    lines = tuple(_lines(path))
    congress = int(lines[0].congress)
    if congress != int(named[2]):
        raise InputError(f"{path}: the file is of Congress {congress}", right)
    return OrdFile(path, (congress, "house" if named[1][0] in "hH" else "senate"), lines)


def read_ord(path: Path, chamber: str = "house") -> VoteTable:
    """Read a fixed-width .ord file: one line a member, one digit a roll call.

    Parameters
    ----------
    path
        Columns 1-3 Congress, 4-8 ICPSR number, 9-10 state, 11-12 district, 13-20 state name, 21-23
        party, 26-36 name, from 37 the casts in Voteview's codes.
    chamber
        The file does not say it.

    Returns
    -------
    VoteTable
        Members by ICPSR number; roll calls in order, without dates. The President (state 99) is
        left out. States have their postal letters; one of an unknown number keeps its name.

    Raises
    ------
    CaseError
        If a line is too short, of another length or Congress than the first, or holds something
        else than digits where digits belong; or if there is no member.
    """
    built = TableBuilder()
    for read in _lines(path):
        keys = [roll_call_key(read.congress, chamber, str(at + 1)) for at in range(len(read.casts))]
        for at, key in enumerate(keys if not built.roll_calls else ()):
            day = dt.date(1789, 1, 1) + dt.timedelta(days=at)
            built.add_roll_call(RollCall(key, day, chamber, number=at + 1))
        for key, code in zip(keys, read.casts, strict=True):
            cast = cast_of_code(int(code))
            if cast is not None:
                built.add(read.member, key, cast)
    return built.table(("no dates: roll calls stand in the order of their numbers",))


def _lines(path: Path) -> Iterator[OrdLine]:
    """Lines of the members; the President's is checked and left out."""
    first: OrdLine | None = None
    is_empty = True
    for number, line in enumerate(file_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        casts = line[36:].rstrip()
        state, icpsr, party = line[8:10].strip(), line[3:8].strip(), line[20:23].strip()
        member = Member(
            icpsr, line[25:36].strip(), PARTIES.get(party, party),
            _STATES.get(state, line[12:20].strip()), line[10:12].strip(), icpsr,
        )  # fmt: skip
        read = OrdLine(number, line[:3].strip(), member, casts)
        first = first or read
        _check(path, read, first)
        if state != _PRESIDENT:
            is_empty = False
            yield read
    if is_empty:
        raise CaseError([Problem("there is no member in the file", file=str(path), line=1)])


def _check(path: Path, read: OrdLine, first: OrdLine) -> None:
    def wrong(what: str, column: int, right: str | None = None) -> CaseError:
        return CaseError([Problem(what, right, file=str(path), line=read.line, column=column)])

    casts, length = read.casts, len(first.casts)
    if not read.congress.isdecimal() or not read.member.id.isdecimal():
        raise wrong("no Congress and ICPSR number", 1, "a .ord file: digits in columns 1 to 8")
    if read.congress != first.congress:
        raise wrong(f"Congress {read.congress}, but the first line has {first.congress}", 1)
    if not casts or len(casts) != length:
        right = f"{length} as on the first line: the file may be cut"
        raise wrong(f"{len(casts)} casts", 37, right)
    if not (casts.isascii() and casts.isdecimal()):
        at = next(i for i, code in enumerate(casts) if code not in "0123456789")
        raise wrong(f"`{casts[at]}` is no cast", 37 + at, "a code 0 to 9")
