"""Read Voteview's CSV files: members, votes and roll calls."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from winset.votes.people import is_president
from winset.votes.readers.casts import cast_of_code, iso_date, tie_breaker_of
from winset.votes.readers.csv_rows import CsvRow, digits_of, read_csv
from winset.votes.records import Member, RollCall, TableBuilder, VoteTable

PARTIES: Final = {"100": "D", "200": "R", "328": "I"}
"""Letters of the usual party codes; another code stands for itself."""


class Person(NamedTuple):
    """A row of a members file: the record, both NOMINATE scores (NaN where missing), and the order.

    `occupancy` is 1 for the first holder of a seat in the Congress, 2 for the second; 0 where there
    was one, or it is not known.
    """

    member: Member
    dim1: float
    dim2: float
    occupancy: int = 0


def read_voteview_members(
    path: Path, *, congress: int | None = None
) -> dict[tuple[str, str], Person]:
    """Read a members file: records and NOMINATE scores by (chamber, ICPSR number).

    Parameters
    ----------
    path
        The file.
    congress
        Only members of this Congress, where the file has a column of that name; default all, a
        later row of one number taking the place of an earlier.

    A member who changed party has two rows with two ICPSR numbers; both carry the same Bioguide id
    (or, without one, the same name, state and year of birth) and so become one member with two
    parties. The President's rows are left out.

    Raises
    ------
    CaseError
        If a column is missing, or a number is none.
    """
    file = read_csv(path)
    for name in ("icpsr", "chamber", "party_code"):
        file.need(name)
    found = {}
    people: dict[tuple[str, ...], str] = {}
    for row in file.rows():
        of = row.get("congress", default=str(congress)).removesuffix(".0")
        if congress is not None and of != str(congress):
            continue
        icpsr, state = _digits(row, "icpsr"), row.known("state_abbrev")
        chamber = row.get("chamber").casefold()
        if chamber == "president" or state.upper() == "USA":
            continue
        party = row.known("party_code").removesuffix(".0")
        name, born = row.known("bioname", "name"), row.known("born").removesuffix(".0")
        same = (chamber, name, state, born) if name and born else (chamber, icpsr)
        member = Member(
            row.known("bioguide_id") or people.setdefault(same, icpsr),
            name or icpsr,
            PARTIES.get(party, party),
            state,
            row.known("district_code").removesuffix(".0"),
            icpsr,
        )
        found[chamber, icpsr] = Person(
            member,
            row.score("nominate_dim1"),
            row.score("nominate_dim2"),
            digits_of(row, "occupancy") or 0,
        )
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
        members file (the President is passed over), a vote outside the roll calls, a member who
        votes both ways on one roll call.
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
    seen: set[tuple[str, ...]] = set()
    presidents: dict[str, str] = {}
    for row in file.rows():
        place = tuple(row.get(name) for name in ("congress", "chamber", "rollnumber", "icpsr"))
        if place in seen:
            raise row.wrong("rollnumber", f"member {place[3]} votes twice on roll call {place[2]}")
        seen.add(place)
        _add_cast(row, known, calls, built, presidents)
    tallies = built.tallies()
    for key, code in presidents.items():
        call = built.roll_calls[key]
        built.add_roll_call(without_president(call, code, tallies.get(key, (0, 0))))
    table = built.table()
    if calls is None:
        return replace(table, notes=("no dates: roll calls stand in the order of their numbers",))
    return table


def _add_cast(
    row: CsvRow,
    known: dict[tuple[str, str], Person],
    calls: set[str] | None,
    built: TableBuilder,
    presidents: dict[str, str],
) -> None:
    chamber = row.get("chamber").casefold()
    number = _digits(row, "rollnumber")
    if chamber == "president":
        return
    key = roll_call_key(row.get("congress"), chamber, number)
    if calls is None and key not in built.roll_calls:
        day = dt.date(1789, 1, 1) + dt.timedelta(days=int(number))
        built.add_roll_call(RollCall(key, day, chamber, number=int(number)))
    elif calls is not None and key not in calls:
        raise row.wrong("rollnumber", f"roll call {number} is not in the roll-calls file")
    found = known.get((chamber, _digits(row, "icpsr")))
    if found is None and is_president(_digits(row, "icpsr")):
        presidents[key] = _digits(row, "cast_code")
        return
    if found is None:
        raise row.wrong(
            "icpsr",
            f"member {row.get('icpsr')} is not in the members file",
            "members and votes of the same Congress",
        )
    try:
        cast = cast_of_code(int(_digits(row, "cast_code")))
    except ValueError:
        raise row.wrong("cast_code", f"`{row.get('cast_code')}`", "a code 0 to 9") from None
    if cast is not None and not built.add(found.member, key, cast, found[1:3], merge=True):
        raise row.wrong("rollnumber", f"{found.member.name} votes both ways on roll call {number}")


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
            raise row.wrong("date", f"`{row.get('date')}` is not a date", "write 2000-05-24")
        chamber, number = row.get("chamber").casefold(), _digits(row, "rollnumber")
        yea, nay = digits_of(row, "yea_count"), digits_of(row, "nay_count")
        congress = row.get("congress").removesuffix(".0")
        found.append(
            RollCall(
                roll_call_key(congress, chamber, number),
                day,
                chamber,
                title=row.get("dtl_desc") or row.get("vote_desc") or row.get("vote_question"),
                congress=int(congress) if congress.isdigit() else None,
                session=digits_of(row, "session"),
                number=int(number),
                clerk_number=digits_of(row, "clerk_rollnumber"),
                bill=row.get("bill_number"),
                question=row.get("vote_question"),
                result=row.get("vote_result"),
                yea=yea,
                nay=nay,
                tie_breaker=tie_breaker_of(chamber, yea, nay, row.get("vote_result")),
            )
        )
    return found


def without_president(call: RollCall, code: str, counted: tuple[int, int]) -> RollCall:
    """Return a roll call with the President's position taken out of its published tally.

    Voteview's roll-calls files count it as a vote. The tally is changed only where it then equals
    the members' votes; a tie of the members may so come to light, and who broke it.

    Parameters
    ----------
    call
        With the tally of the file.
    code
        Voteview's code of the President's position, empty where there is none.
    counted
        Yeas and Nays of the members.

    Examples
    --------
    >>> tie = RollCall("k", dt.date(2021, 3, 5), "senate", result="Bill Passed", yea=51, nay=50)
    >>> less = without_president(tie, "1", (50, 50))
    >>> less.yea, less.nay, less.tie_breaker
    (50, 50, 'Yea')
    """
    own = {"1": (1, 0), "6": (0, 1)}.get(code)
    if own is None or None in (call.yea, call.nay):
        return call
    if (call.yea, call.nay) != (counted[0] + own[0], counted[1] + own[1]):
        return call
    broken = tie_breaker_of(call.chamber, *counted, call.result)
    return replace(call, yea=counted[0], nay=counted[1], tie_breaker=broken)


def roll_call_key(congress: str, chamber: str, number: str) -> str:
    """Key of a roll call by Congress, chamber and Voteview's number: ``H106-0228``."""
    return f"{chamber[:1].upper()}{congress}-{int(number):04d}"


def _digits(row: CsvRow, name: str) -> str:
    word = row.get(name).removesuffix(".0")
    if not word.isdigit():
        raise row.wrong(name, f"`{row.get(name)}` is not a number", "digits only")
    return word
