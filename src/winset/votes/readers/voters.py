"""Voters on a roll call to come: a list of members, or the chamber's last list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import CaseError, InputError
from winset.votes.people import STATES, is_president, letter_of_party
from winset.votes.readers.casts import congress_of
from winset.votes.readers.congress_files import congress_files
from winset.votes.readers.csv_rows import CsvRow, digits_of, read_csv
from winset.votes.readers.read_voteview import read_voteview_members
from winset.votes.readers.seats import is_american, one_a_seat, seats_of
from winset.votes.records import Member, RollCall, VoteTable

_IDS = ("member", "bioguide_id", "member_id", "icpsr", "id")


def read_voters(path: Path, call: RollCall, *, american: bool = False) -> list[Member]:
    """Read who may vote on a roll call.

    Parameters
    ----------
    path
        Voteview's members file of the Congress, of which those of the vote's chamber who hold a
        seat at its end are taken (`winset.votes.readers.seats.one_a_seat`); or CSV with
        ``member`` (an id as in the votes) and, where there are any, name, party, state, district.
    call
        The vote.
    american
        Whether ``house`` and ``senate`` are those of the United States, and so have their number
        of seats; a list with Democrats and Republicans, or with states in every row, shows it.

    Raises
    ------
    CaseError
        If a column is missing, a member or a seat stands twice, more members are named than the
        chamber has seats, or nobody is left.
    """
    file = read_csv(path)
    if {"icpsr", "party_code", "chamber"} <= set(file.index):
        congress = congress_of(call.date)
        read = read_voteview_members(path, congress=congress)
        found = [who for (chamber, _), who in read.items() if chamber == call.chamber]
        if not found:
            raise CaseError.of(
                f"no member of the {call.chamber} in Congress {congress} ({call.date})",
                "the members file of that Congress",
                file=str(path),
            )
        try:
            return one_a_seat(found, call.chamber, congress)
        except InputError as error:
            raise CaseError.of(error.what, error.right, file=str(path)) from None
    file.need(*_IDS)
    people: dict[str, tuple[Member, CsvRow]] = {}
    seen: dict[tuple[str, ...], int] = {}
    for row in file.rows():
        member = _voter(row, call)
        if member is None:
            continue
        for mark, what in _marks(row, member, call):
            if seen.setdefault(mark, row.line) != row.line:
                raise row.wrong(
                    _IDS[0],
                    f"{what} stands twice",
                    f"one row a member and seat; see line {seen[mark]}",
                    *_IDS[1:],
                )
        people[member.id] = (member, row)
    if not people:
        raise CaseError.of("there is no member in the file", file=str(path), line=2)
    _refuse_more_than_seats(people, call, american)
    return [member for member, _ in people.values()]


def _voter(row: CsvRow, call: RollCall) -> Member | None:
    """Member of a row; None for the President."""
    icpsr = digits_of(row, "icpsr")
    number = "" if icpsr is None else str(icpsr)
    name = next((word for word in map(row.known, _IDS) if word), "").removesuffix(".0")
    if not name:
        raise row.wrong(
            _IDS[0], "is empty", "one row a member, with the id as in the votes", *_IDS[1:]
        )
    state = row.known("state", "region")
    if call.chamber in ("house", "senate") and is_president(number, state):
        return None
    party = letter_of_party(row.known("party"), call.chamber)
    return Member(name, row.known("name") or name, party, state, row.known("district"), number)


def _marks(row: CsvRow, member: Member, call: RollCall) -> list[tuple[tuple[str, ...], str]]:
    """Find what only one row may have: an id, a name in its state, a seat of the House."""
    marks: list[tuple[tuple[str, ...], str]] = [
        (("id", word.removesuffix(".0")), word) for word in map(row.known, _IDS) if word
    ]
    if row.known("name") and member.state:
        place = ("name", member.name.casefold(), member.state, member.district)
        marks.append((place, member.name))
    if call.chamber == "house" and member.state in STATES and member.district:
        seat = f"{member.state}-{member.district}"
        marks.append((("seat", seat), f"the seat {seat}"))
    return marks


def _refuse_more_than_seats(
    people: Mapping[str, tuple[Member, CsvRow]], call: RollCall, american: bool
) -> None:
    members = [member for member, _ in people.values()]
    seats = seats_of(call.chamber, congress_of(call.date))
    american |= {"D", "R"} <= {member.party for member in members}
    american |= {member.state for member in members} <= STATES
    if seats is not None and american and len(members) > seats:
        _, first_beyond = list(people.values())[seats]
        raise first_beyond.wrong(
            _IDS[0],
            f"{len(members)} members for the {seats} seats of the {call.chamber}",
            "those who sit on the day, one row a seat",
            *_IDS[1:],
        )


def sitting_members(folder: Path, call: RollCall) -> list[Member]:
    """Members of the Congress of a vote to come, from Voteview's files in a folder; else none.

    Parameters
    ----------
    folder
        The roll-call data.
    call
        The vote; of another chamber than house and senate nothing is known.
    """
    if call.chamber not in ("house", "senate") or not folder.is_dir():
        return []
    of_congress = replace(call, congress=call.congress or congress_of(call.date))
    return [who.member for who in congress_files(folder).sitting(of_congress)]


def with_voters(table: VoteTable, key: str, people: Sequence[Member]) -> VoteTable:
    """Return the table with these members on the list of one roll call, in place of any other.

    Parameters
    ----------
    table
        All votes; casts on the roll call are forgotten.
    key
        The roll call.
    people
        Who may vote. Known by id or ICPSR number; the others are new to the table. Name, party,
        state and district of a known member, where they are not given, are those it had on the
        last roll call up to the day, or on the first after it.

    Raises
    ------
    InputError
        If there is no such roll call, or two of the people are one member of the table.
    """
    column = table.column(key)
    ids = {member.id: i for i, member in enumerate(table.members)}
    numbers = {
        table.people[at].icpsr: row for row, found in enumerate(table.record) for at in set(found)
        if at >= 0 and table.people[at].icpsr
    }  # fmt: skip
    rows: dict[int, Member] = {}
    new: list[Member] = []
    for who in people:
        row = ids.get(who.id, numbers.get(who.icpsr or who.id, -1))
        if row < 0:
            row = len(table.members) + len(new)
            new.append(who)
        elif row in rows:
            raise InputError(
                f"the list names {who.id} and {rows[row].id}, who are one member",
                "one row a member",
            )
        rows[row] = who
    own = [
        _completed(who, _record_near(table, row, column)) if row < len(table.members) else who
        for row, who in rows.items()
    ]
    parties = list(dict.fromkeys([*table.party_names, *(who.party for who in own)]))
    added, at = len(new), list(rows)
    casts, listed = _longer(table.casts, added, 0), _longer(table.listed, added, False)
    party, record = _longer(table.party, added, -1), _longer(table.record, added, -1)
    casts[:, column], listed[:, column], party[:, column], record[:, column] = 0, False, -1, -1
    listed[at, column] = True
    party[at, column] = [parties.index(who.party) for who in own]
    record[at, column] = len(table.people) + np.arange(len(own))
    return replace(
        table,
        members=(*table.members, *new),
        casts=casts,
        listed=listed,
        party=party,
        party_names=tuple(parties),
        people=(*table.people, *own),
        record=record,
        scores=None if table.scores is None else _longer(table.scores, added, np.nan),
    )


def _record_near(table: VoteTable, row: int, column: int) -> Member:
    """Record of a member on the last roll call up to the day of a column, else on the next."""
    listed = np.flatnonzero(table.listed[row])
    day = table.roll_calls[column].date
    before = [at for at in listed if table.roll_calls[at].date <= day]
    if not listed.size:
        return table.members[row]
    return table.people[int(table.record[row, before[-1] if before else listed[0]])]


def _completed(who: Member, known: Member) -> Member:
    """Person of a list under the id of the table, with what the list leaves out."""
    return Member(
        known.id,
        known.name if who.name == who.id else who.name,
        known.party if who.party == "none" else who.party,
        who.state or known.state,
        who.district or known.district,
        who.icpsr or known.icpsr,
    )


def _longer(array: NDArray[Any], added: int, value: float) -> NDArray[Any]:
    shape = (added, *array.shape[1:])
    return np.concatenate([array, np.full(shape, value, dtype=array.dtype)])


def _new_told(table: VoteTable, column: int, day: dt.date) -> str:
    """Say how many on the list of a roll call were on none before the day."""
    early = np.array([other.date < day for other in table.roll_calls])
    new = np.flatnonzero(table.listed[:, column] & ~table.listed[:, early].any(axis=1))
    if not early.any() or not new.size:
        return ""
    names = ", ".join(table.people[table.record[row, column]].name for row in new[:3])
    return f"; {new.size} of them on no earlier one here ({names}{', ...' if new.size > 3 else ''})"


def list_told(table: VoteTable, key: str, as_of: dt.date | None = None) -> str:
    """Say whose list of members a forecast of a vote rests on.

    Parameters
    ----------
    table, key, as_of
        As `winset.votes.forecast.known.known_before`.
    """
    column = table.column(key)
    call = table.roll_calls[column]
    day = call.date if as_of is None else min(as_of, call.date)
    if table.listed[:, column].any():
        return "members on the list of the vote itself" + _new_told(table, column, day)
    last = [
        other
        for at, other in enumerate(table.roll_calls)
        if other.date < day and other.chamber == call.chamber and table.listed[:, at].any()
    ]
    if not last:
        return "no list of members"
    told = f"members as on {last[-1].key} of {last[-1].date}"
    american = call.chamber in ("house", "senate") and is_american(table)
    if american and congress_of(last[-1].date) != congress_of(call.date):
        told += (
            f", of Congress {congress_of(last[-1].date)}, while the vote is in Congress "
            f"{congress_of(call.date)}: who was elected since is missing and who left is "
            "counted; name the members of the day with --members FILE"
        )
    return told
