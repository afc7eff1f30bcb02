"""Clerks' roll calls that lie in a folder as unitedstates/congress keeps them, one JSON a vote."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from winset.votes.readers.casts import chamber_of, congress_of, iso_date
from winset.votes.readers.csv_rows import CsvRow, digits_of
from winset.votes.readers.identity import read_crosswalk
from winset.votes.readers.read_clerk import read_clerk_votes
from winset.votes.records import ABSENT, NAY, YEA, Cast, TableBuilder, VoteTable

_LETTERS: Final = {"house": "h", "senate": "s"}
_CASTS: Final[dict[int, Cast]] = {YEA: "Yea", NAY: "Nay", ABSENT: "Not Voting"}
_CROSSWALK: Final = "member_id_crosswalk.csv"


def clerk_file(folder: Path, row: CsvRow) -> Path | None:
    """File of the roll call that a row of a list means; None where it is not here.

    Parameters
    ----------
    folder
        Holds ``data/109/votes/2005/h443/data.json``, the same below ``109`` or ``votes``, or
        ``h443-109.2005.json``.
    row
        Columns chamber, roll (the clerk's number), date, and congress where it is there; or a
        ``source_path`` below the folder.
    """
    named = row.get("source_path")
    if named.endswith(".json") and ".." not in named and (folder / named).is_file():
        return folder / named
    day, number = iso_date(row.get("date")), digits_of(row, "roll", "clerk_rollnumber", "number")
    letter = _LETTERS.get(chamber_of(row.get("chamber"), row.get("vote_key", "key")))
    if day is None or number is None or letter is None:
        return None
    congress = digits_of(row, "congress") or congress_of(day)
    below = f"votes/{day.year}/{letter}{number}/data.json"
    places = (
        f"data/{congress}/{below}", f"{congress}/{below}", below,
        f"{letter}{number}-{congress}.{day.year}.json",
    )  # fmt: skip
    return next((folder / place for place in places if (folder / place).is_file()), None)


def read_clerk_folder(folder: Path, congress: int, chamber: str) -> VoteTable | None:
    """All roll calls of a Congress and chamber that lie in a folder; None where there are none.

    Parameters
    ----------
    folder
        Holds ``data/106/votes/1999/h1/data.json`` and so on, or the same below ``106``; and
        ``member_id_crosswalk.csv``, if senators are to have their Bioguide ids.
    congress, chamber
        Such as 106 and ``house``. Elections of a Speaker and quorum calls are passed over.

    Raises
    ------
    CaseError
        As `winset.votes.readers.read_clerk.read_clerk_votes`.
    """
    below = f"votes/*/{_LETTERS[chamber]}*/data.json"
    paths = [*folder.glob(f"data/{congress}/{below}"), *folder.glob(f"{congress}/{below}")]
    if not paths:
        return None
    ids = folder / _CROSSWALK
    same = read_crosswalk(ids, "lis_id") if ids.is_file() else {}
    return read_clerk_votes(sorted(paths), crosswalk=same, pass_over=True)


def take_clerk_votes(path: Path, key: str, folder: Path, built: TableBuilder) -> None:
    """Add the members' votes of one file to a table under construction.

    Parameters
    ----------
    path
        From `clerk_file`.
    key
        Key of the roll call in the table.
    folder
        May hold ``member_id_crosswalk.csv``, by which senators get their Bioguide ids.
    built
        The table.

    Raises
    ------
    CaseError
        As `winset.votes.readers.read_clerk.read_clerk_votes`.
    """
    ids = folder / _CROSSWALK
    same = read_crosswalk(ids, "lis_id") if ids.is_file() else {}
    found = read_clerk_votes([path], crosswalk=same)
    for row, member in enumerate(found.members):
        built.add(member, key, _CASTS[int(found.casts[row, 0])])
    built.notes.extend(found.notes)
    call, read = built.roll_calls[key], found.roll_calls[0]
    title, question = call.title or read.title, call.question or read.question
    broken = call.tie_breaker or read.tie_breaker
    built.add_roll_call(replace(call, title=title, question=question, tie_breaker=broken))
