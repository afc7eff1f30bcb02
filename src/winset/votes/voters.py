"""Who may vote on a roll call to come: a list of members, or the chamber's last list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import CaseError, Problem
from winset.votes.casts import congress_of
from winset.votes.congress_files import congress_files
from winset.votes.csv_rows import digits_of, read_csv
from winset.votes.read_voteview import read_voteview_members
from winset.votes.records import Member, RollCall, VoteTable

__all__ = ["list_told", "read_voters", "sitting_members", "with_voters"]

_IDS = ("member", "bioguide_id", "member_id", "icpsr", "id")


def read_voters(path: Path, call: RollCall) -> list[Member]:
    """Read who may vote on a roll call.

    Parameters
    ----------
    path
        Voteview's members file of the Congress, of which the vote's chamber is taken; or CSV with
        ``member`` (an id as in the votes) and, where there are any, name, party, state, district.
    call
        The vote.

    Raises
    ------
    CaseError
        If a column is missing, a member stands twice, or nobody is left.
    """
    file = read_csv(path)
    if {"icpsr", "party_code", "chamber"} <= set(file.index):
        congress = congress_of(call.date)
        read = read_voteview_members(path, congress=congress)
        found = {
            who.id: who for (chamber, _), (who, _, _) in read.items() if chamber == call.chamber
        }
        if not found:
            what = f"no member of the {call.chamber} in Congress {congress} ({call.date})"
            raise CaseError([Problem(what, "the members file of that Congress", file=str(path))])
        return list(found.values())
    file.need(*_IDS)
    people: dict[str, Member] = {}
    for row in file.rows():
        name = row.get(*_IDS)
        if not name or name in people:
            column = next(column for column in _IDS if column in file.index)
            what = f"{name} stands twice" if name else "is empty"
            raise row.wrong(column, what, "one row a member, with the id as in the votes")
        number = digits_of(row, "icpsr")
        people[name] = Member(
            name, row.get("name") or name, row.get("party") or "none",
            row.get("state", "region"), row.get("district"), "" if number is None else str(number),
        )  # fmt: skip
    if not people:
        raise CaseError([Problem("there is no member in the file", file=str(path), line=2)])
    return list(people.values())


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
    return [who for who, _, _ in congress_files(folder).sitting(of_congress)]


def with_voters(table: VoteTable, key: str, people: Sequence[Member]) -> VoteTable:
    """Return the table with these members on the list of one roll call, in place of any other.

    Parameters
    ----------
    table
        All votes; casts on the roll call are forgotten.
    key
        The roll call.
    people
        Who may vote. Known by id or ICPSR number; the others are new to the table.

    Raises
    ------
    InputError
        If there is no such roll call.
    """
    column = table.column(key)
    ids = {member.id: i for i, member in enumerate(table.members)}
    numbers = {member.icpsr: i for i, member in enumerate(table.members) if member.icpsr}
    rows: list[int] = []
    new: list[Member] = []
    for who in people:
        row = ids.get(who.id, numbers.get(who.icpsr, -1) if who.icpsr else -1)
        if row < 0:
            row = len(table.members) + len(new)
            new.append(who)
        rows.append(row)
    parties = list(dict.fromkeys([*table.party_names, *(who.party for who in people)]))
    own = [
        replace(who, id=table.members[row].id) if row < len(table.members) else who
        for who, row in zip(people, rows, strict=True)
    ]
    added = len(new)
    casts, listed = _longer(table.casts, added, 0), _longer(table.listed, added, False)
    party, record = _longer(table.party, added, -1), _longer(table.record, added, -1)
    casts[:, column], listed[:, column], party[:, column], record[:, column] = 0, False, -1, -1
    listed[rows, column] = True
    party[rows, column] = [parties.index(who.party) for who in people]
    record[rows, column] = len(table.people) + np.arange(len(own))
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


def _longer(array: NDArray[Any], added: int, value: float) -> NDArray[Any]:
    shape = (added, *array.shape[1:])
    return np.concatenate([array, np.full(shape, value, dtype=array.dtype)])


def list_told(table: VoteTable, key: str, as_of: dt.date | None = None) -> str:
    """Say whose list of members a forecast of a vote rests on.

    Parameters
    ----------
    table, key, as_of
        As `winset.votes.known.known_before`.
    """
    column = table.column(key)
    call = table.roll_calls[column]
    if table.listed[:, column].any():
        return "members on the list of the vote itself"
    day = call.date if as_of is None else min(as_of, call.date)
    last = [
        other
        for at, other in enumerate(table.roll_calls)
        if other.date < day and other.chamber == call.chamber and table.listed[:, at].any()
    ]
    if not last:
        return "no list of members"
    told = f"members as on {last[-1].key} of {last[-1].date}"
    american = call.chamber in ("house", "senate") and {"D", "R"} <= set(table.party_names)
    if american and congress_of(last[-1].date) != congress_of(call.date):
        told += (
            f", of Congress {congress_of(last[-1].date)}, while the vote is in Congress "
            f"{congress_of(call.date)}: who was elected since is missing and who left is "
            "counted; name the members of the day with --members FILE"
        )
    return told
