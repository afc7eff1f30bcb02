"""Read Voteview's CSV files: members, votes and roll calls."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from pathlib import Path
from typing import Final

from winset.votes.casts import cast_of_code, iso_date, tie_breaker_of
from winset.votes.csv_rows import CsvRow, read_csv
from winset.votes.records import Member, RollCall, TableBuilder, VoteTable

__all__ = [
    "PARTIES",
    "read_voteview",
    "read_voteview_members",
    "read_voteview_roll_calls",
    "roll_call_key",
]

PARTIES: Final = {"100": "D", "200": "R", "328": "I"}
"""Letters of the usual party codes; another code stands for itself."""


def read_voteview_members(
    path: Path, *, congress: int | None = None
) -> dict[tuple[str, str], tuple[Member, float, float]]:
    """Read a members file: records and NOMINATE scores by (chamber, ICPSR number).

    Parameters
    ----------
    path
        The file.
    congress
        Only members of this Congress, where the file has a column of that name; default all, a
        later row of one number taking the place of an earlier.

    A member who changed party has two rows with two ICPSR numbers; both carry the same Bioguide id
    and so become one member with two parties. The President's rows are left out.

    Raises
    ------
    CaseError
        If a column is missing, or a number is none.
    """
    file = read_csv(path)
    for name in ("icpsr", "chamber", "party_code"):
        file.need(name)
    found = {}
    for row in file.rows():
        if row.get("chamber") == "President":
            continue
        of = row.get("congress", default=str(congress)).removesuffix(".0")
        if congress is not None and of != str(congress):
            continue
        icpsr = _digits(row, "icpsr")
        party = row.get("party_code").removesuffix(".0")
        member = Member(
            row.get("bioguide_id") or icpsr,
            row.get("bioname", "name") or icpsr,
            PARTIES.get(party, party),
            row.get("state_abbrev"),
            row.get("district_code").removesuffix(".0"),
            icpsr,
        )
        scores = (_number(row, "nominate_dim1"), _number(row, "nominate_dim2"))
        found[row.get("chamber").casefold(), icpsr] = (member, *scores)
    return found


def read_voteview(members: Path, votes: Path, roll_calls: Path | None = None) -> VoteTable:
    """Read one Congress and chamber of Voteview's CSV files.

    Parameters
    ----------
    members, votes
        ``H106_members.csv``, ``H106_votes.csv``.
    roll_calls
        ``H106_rollcalls.csv`` with dates and questions; without it each vote is dated by its
        number within the year 1789, so that only the order is right, and a note says so.

    Returns
    -------
    VoteTable
        Without liberalising sides: Voteview does not know which vote opens trade.

    Raises
    ------
    CaseError
        With file, line and column: a missing column, an unknown code, a voter who is not in the
        members file, a vote outside the roll calls, two votes of one member on one roll call.
    """
    known = read_voteview_members(members)
    built = TableBuilder()
    calls = None
    if roll_calls is not None:
        for call in read_voteview_roll_calls(roll_calls):
            built.add_roll_call(call)
        calls = set(built.roll_calls)
    file = read_csv(votes)
    for name in ("chamber", "rollnumber", "icpsr", "cast_code"):
        file.need(name)
    for row in file.rows():
        if row.get("chamber") == "President":
            continue
        _add_cast(row, known, calls, built)
    table = built.table()
    if calls is None:
        return replace(table, notes=("no dates: roll calls stand in the order of their numbers",))
    return table


def _add_cast(
    row: CsvRow,
    known: dict[tuple[str, str], tuple[Member, float, float]],
    calls: set[str] | None,
    built: TableBuilder,
) -> None:
    chamber = row.get("chamber").casefold()
    number = _digits(row, "rollnumber")
    key = roll_call_key(row.get("congress"), chamber, number)
    if calls is None and key not in built.roll_calls:
        day = dt.date(1789, 1, 1) + dt.timedelta(days=int(number))
        built.add_roll_call(RollCall(key, day, chamber, number=int(number)))
    elif calls is not None and key not in calls:
        raise row.wrong("rollnumber", f"roll call {number} is not in the roll-calls file")
    found = known.get((chamber, _digits(row, "icpsr")))
    if found is None:
        right = "members and votes of the same Congress"
        raise row.wrong("icpsr", f"member {row.get('icpsr')} is not in the members file", right)
    try:
        cast = cast_of_code(int(_digits(row, "cast_code")))
    except ValueError:
        raise row.wrong("cast_code", f"`{row.get('cast_code')}`", "a code 0 to 9") from None
    if cast is not None and not built.add(found[0], key, cast, found[1:]):
        raise row.wrong("rollnumber", f"{found[0].name} votes twice on roll call {number}")


def read_voteview_roll_calls(path: Path) -> list[RollCall]:
    """Read a roll-calls file, in its order.

    Raises
    ------
    CaseError
        If a column is missing, a date is none or a number is none.
    """
    file = read_csv(path)
    for name in ("chamber", "rollnumber", "date"):
        file.need(name)
    found = []
    for row in file.rows():
        day = iso_date(row.get("date"))
        if day is None:
            raise row.wrong("date", f"`{row.get('date')}` is no date", "write 2000-05-24")
        chamber, number = row.get("chamber").casefold(), _digits(row, "rollnumber")
        yea, nay = _whole(row, "yea_count"), _whole(row, "nay_count")
        congress = row.get("congress").removesuffix(".0")
        found.append(
            RollCall(
                roll_call_key(congress, chamber, number),
                day,
                chamber,
                title=row.get("dtl_desc") or row.get("vote_desc") or row.get("vote_question"),
                congress=int(congress) if congress.isdigit() else None,
                session=_whole(row, "session"),
                number=int(number),
                clerk_number=_whole(row, "clerk_rollnumber"),
                bill=row.get("bill_number"),
                question=row.get("vote_question"),
                result=row.get("vote_result"),
                yea=yea,
                nay=nay,
                tie_breaker=tie_breaker_of(chamber, yea, nay, row.get("vote_result")),
            )
        )
    return found


def roll_call_key(congress: str, chamber: str, number: str) -> str:
    """Key of a roll call by Congress, chamber and Voteview's number: ``H106-0228``."""
    return f"{chamber[:1].upper()}{congress}-{int(number):04d}"


def _digits(row: CsvRow, name: str) -> str:
    word = row.get(name).removesuffix(".0")
    if not word.isdigit():
        raise row.wrong(name, f"`{row.get(name)}` is no number", "digits only")
    return word


def _whole(row: CsvRow, name: str) -> int | None:
    word = row.get(name).removesuffix(".0")
    return int(word) if word.isdigit() else None


def _number(row: CsvRow, name: str) -> float:
    word = row.get(name)
    try:
        found = float(word) if word and word != "NA" else float("nan")
    except ValueError:
        found = float("inf")
    if math.isinf(found):
        raise row.wrong(name, f"`{word}` is no number", "a number, NA or nothing")
    return found
