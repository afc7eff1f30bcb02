"""Identity over sources and time: id crosswalks, party switchers, seats with two members."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from unicodedata import combining, normalize

import numpy as np

from winset.votes.readers.csv_rows import read_csv
from winset.votes.records import VoteTable


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


_MANY_SWITCH = 5
_MOST_SWITCH = 0.5


def renamed_parties(table: VoteTable) -> list[str]:
    """Sentences on parties most of whose members appear to leave for one other: a second name?

    Parameters
    ----------
    table
        All votes. Two names count as suspect where five members or more, and more than half of
        those of the first name, are later recorded under the second.
    """
    moved = Counter((s.before, s.after) for s in party_switches(table))
    members = [int((table.party == i).any(axis=1).sum()) for i in range(len(table.party_names))]
    size = dict(zip(table.party_names, members, strict=True))
    return [
        f"{count} members change from party `{before}` to `{after}` between roll calls; if these "
        "are two names of one party, write one of them"
        for (before, after), count in sorted(moved.items())
        if count >= _MANY_SWITCH and count > _MOST_SWITCH * size[before]
    ]


def alike_names(table: VoteTable) -> list[str]:
    """Sentences on members whose ids differ in capitals or accents alone: one person, perhaps.

    Parameters
    ----------
    table
        All votes. At most five pairs are named.
    """
    seen: dict[str, str] = {}
    pairs = []
    for member in table.members:
        first = seen.setdefault(_bare(member.id), member.id)
        if first != member.id:
            pairs.append(f"`{first}` and `{member.id}`")
    if not pairs:
        return []
    more = f" and {len(pairs) - 5} more" if len(pairs) > 5 else ""
    return [
        f"members {', '.join(pairs[:5])}{more} differ in capitals or accents alone; if they are "
        "one person, write one of them"
    ]


def _bare(name: str) -> str:
    """Name in small letters without accents."""
    return "".join(letter for letter in normalize("NFD", name.casefold()) if not combining(letter))


@dataclass(frozen=True, slots=True)
class SharedSeat:
    """A seat that more than one member held within a Congress, in order of appearance."""

    congress: int
    chamber: str
    state: str
    district: str
    members: tuple[str, ...]


def shared_seats(table: VoteTable) -> list[SharedSeat]:
    """List seats with more than one member in a Congress: replacements in mid-term.

    A seat is a district of a chamber that has districts. A state has two seats in the Senate, which
    no file distinguishes; so a state with three senators or more in a Congress is listed as one.
    """
    held: dict[tuple[int, str, str, str], list[str]] = {}
    for column, call in enumerate(table.roll_calls):
        if call.congress is None:
            continue
        for row in np.flatnonzero(table.listed[:, column]):
            member = table.people[table.record[row, column]]
            is_senator = call.chamber == "senate"
            district = "" if is_senator else member.district
            if not member.state or not (district or is_senator):
                continue
            names = held.setdefault((call.congress, call.chamber, member.state, district), [])
            if member.id not in names:
                names.append(member.id)
    return [
        SharedSeat(*seat, tuple(names))
        for seat, names in sorted(held.items())
        if len(names) > (2 if seat[1] == "senate" else 1)
    ]
