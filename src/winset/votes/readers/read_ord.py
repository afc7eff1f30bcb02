"""Read Voteview's older fixed-width .ord files: one line a member, one digit a roll call."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from winset.foundation.errors import CaseError, InputError
from winset.votes.people import STATE_OF_NUMBER, is_president
from winset.votes.readers.casts import cast_of_code
from winset.votes.readers.csv_rows import file_text
from winset.votes.readers.read_voteview import PARTIES, roll_call_key
from winset.votes.records import Member, RollCall, TableBuilder, VoteTable

_PRESIDENT: Final = "99"
_NAME: Final = re.compile(r"^(hou|sen|h|s)(\d{1,3})(kh)?([_.]|$)", re.IGNORECASE)


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


def ord_file(path: Path) -> OrdFile:
    """Read a .ord file whose name gives the chamber.

    Parameters
    ----------
    path
        ``hou106kh.ord``, ``sen106kh.ord`` or ``H106_votes.ord``, ``S106_votes.ord``; also gzipped.

    Raises
    ------
    InputError
        If the name does not give the chamber or belies the Congress inside; as `read_ord`.
    """
    named = _NAME.match(path.name)
    right = "name it as Voteview does: hou106kh.ord, sen106kh.ord, H106_votes.ord or S106_votes.ord"
    if named is None:
        raise InputError(f"{path}: the name of the file does not give the chamber", right)
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
            STATE_OF_NUMBER.get(state, line[12:20].strip()), line[10:12].strip(), icpsr,
        )  # fmt: skip
        read = OrdLine(number, line[:3].strip(), member, casts)
        first = first or read
        _check(path, read, first)
        if state != _PRESIDENT and not is_president(icpsr, member.state):
            is_empty = False
            yield read
    if is_empty:
        raise CaseError.of(
            "there is no member in the file",
            "a line a member, in Voteview's fixed columns",
            file=str(path),
            line=1,
        )


def _check(path: Path, read: OrdLine, first: OrdLine) -> None:
    def wrong(what: str, column: int, right: str | None = None) -> CaseError:
        return CaseError.of(what, right, file=str(path), line=read.line, column=column)

    casts, length = read.casts, len(first.casts)
    if not read.congress.isdecimal() or not read.member.id.isdecimal():
        raise wrong("no Congress and ICPSR number", 1, "a .ord file: digits in columns 1 to 8")
    if read.congress != first.congress:
        raise wrong(f"Congress {read.congress}, but the first line has {first.congress}", 1)
    if not casts or len(casts) != length:
        raise wrong(
            f"{len(casts)} casts", 37, f"{length} as on the first line: the file may be cut"
        )
    if not (casts.isascii() and casts.isdecimal()):
        at = next(i for i, code in enumerate(casts) if code not in "0123456789")
        raise wrong(f"`{casts[at]}` is not a cast", 37 + at, "a code 0 to 9")
