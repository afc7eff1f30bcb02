"""Who is who over sources and time: id crosswalks, party switchers, seats with two members."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from winset.votes.csv_rows import read_csv
from winset.votes.records import VoteTable

__all__ = ["PartySwitch", "SharedSeat", "party_switches", "read_crosswalk", "shared_seats"]


def read_crosswalk(path: Path, of: str = "icpsr_id", to: str = "bioguide_id") -> dict[str, str]:
    """Read ids of one source by those of another.

    Parameters
    ----------
    path
        CSV with one row a member, such as the legislators files of unitedstates.
    of, to
        Columns: from which id, to which.

    Raises
    ------
    CaseError
        If a column is missing, or one id stands for two members.
    """
    file = read_csv(path)
    file.need(of)
    file.need(to)
    found: dict[str, str] = {}
    for row in file.rows():
        one, other = row.get(of).removesuffix(".0"), row.get(to)
        if one and other and found.setdefault(one, other) != other:
            raise row.wrong(of, f"{one} stands for {found[one]} and {other}")
    return found


@dataclass(frozen=True, slots=True)
class PartySwitch:
    """A member recorded with another party than on its roll call before."""

    member: str
    name: str
    before: str
    after: str
    seen: dt.date


def party_switches(table: VoteTable) -> list[PartySwitch]:
    """List changes of party, by date: the day is that of the first roll call in the new one."""
    found = []
    for row, member in enumerate(table.members):
        columns = np.flatnonzero(table.listed[row])
        parties = table.party[row, columns]
        for at in np.flatnonzero(np.diff(parties)):
            before, after = (table.party_names[parties[at + i]] for i in (0, 1))
            day = table.roll_calls[columns[at + 1]].date
            found.append(PartySwitch(member.id, member.name, before, after, day))
    return sorted(found, key=lambda switch: (switch.seen, switch.member))


@dataclass(frozen=True, slots=True)
class SharedSeat:
    """A seat that more than one member held within a Congress, in order of appearance."""

    congress: int
    chamber: str
    state: str
    district: str
    members: tuple[str, ...]


def shared_seats(table: VoteTable) -> list[SharedSeat]:
    """List House districts with more than one member in a Congress: replacements in mid-term.

    Senate seats are left out: a state has two at any time.
    """
    held: dict[tuple[int, str, str, str], list[str]] = {}
    for column, call in enumerate(table.roll_calls):
        if call.congress is None:
            continue
        for row in np.flatnonzero(table.listed[:, column]):
            member = table.people[table.record[row, column]]
            if not member.district:
                continue
            seat = (call.congress, call.chamber, member.state, member.district)
            names = held.setdefault(seat, [])
            if member.id not in names:
                names.append(member.id)
    return [SharedSeat(*seat, tuple(names)) for seat, names in sorted(held.items()) if names[1:]]
