"""Roll calls and who voted how: immutable records that every reader returns."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from winset.votes.people import Ids, letter_of_party

Cast = Literal["Yea", "Nay", "Present", "Not Voting"]
YEA, NAY, ABSENT = 1, -1, 0


@dataclass(frozen=True, slots=True)
class RollCall:
    """One recorded vote, or one still to come.

    Parameters
    ----------
    key
        Unique within a table.
    date
        Day of the vote; for a vote still to come the day it is expected.
    chamber
        Name in lower case, such as ``house``.
    liberalising
        The cast that opens trade: ``Nay`` on a resolution that disapproves an agreement. None
        where a table is not about trade.
    kind
        What it is about: ``fta``, ``tpa``, ``china`` ...; votes of one kind resemble each other.
    stage
        ``passage``, ``rule``, ``recommit``, ``cloture``, ``veto-override``, ``suspension`` ...
    requires
        Share needed, ``1/2``, ``3/5`` or ``2/3``.
    president_side
        Side of the executive, ``Yea`` or ``Nay``; None where unknown.
    tie_breaker
        ``Yea`` or ``Nay`` of who is not a member and votes where the members tie: the Vice
        President
        in the Senate. None where nobody did, or it is not known.
    number, clerk_number
        Number as the source counts, and the clerk's (through a session), None where not given.
    yea, nay, present, not_voting
        Tally as published, None where the source gives none.
    """

    key: str
    date: dt.date
    chamber: str
    liberalising: Literal["Yea", "Nay"] | None = None
    title: str = ""
    kind: str = ""
    stage: str = "passage"
    requires: str = "1/2"
    congress: int | None = None
    session: int | None = None
    number: int | None = None
    clerk_number: int | None = None
    bill: str = ""
    question: str = ""
    president_side: Literal["Yea", "Nay"] | None = None
    president_party: str | None = None
    result: str = ""
    yea: int | None = None
    nay: int | None = None
    present: int | None = None
    not_voting: int | None = None
    source: str = ""
    tie_breaker: Literal["Yea", "Nay"] | None = None

    @property
    def orientation(self) -> int:
        """+1 where a Yea opens trade, -1 where a Nay does; +1 where no side is given."""
        return -1 if self.liberalising == "Nay" else 1


@dataclass(frozen=True, slots=True)
class Member:
    """One person who may vote.

    Parameters
    ----------
    id
        Unique within a table: the Bioguide id where the source has one, else the ICPSR number or
        the user's own id.
    party, state, district
        As last seen in the table; parties by vote are in `VoteTable.party`.
    """

    id: str
    name: str = ""
    party: str = ""
    state: str = ""
    district: str = ""
    icpsr: str = ""


@dataclass(frozen=True, eq=False)
class VoteTable:
    """Members by roll calls.

    Parameters
    ----------
    members, roll_calls
        Rows and columns; roll calls by date, then in the order of the source.
    casts : array (n_members, n_roll_calls), int8
        +1 Yea, -1 Nay, 0 not voting, present, or no member at the time.
    listed : array (n_members, n_roll_calls), bool
        Whether the member was on the list of this roll call, voting or not.
    party : array (n_members, n_roll_calls), int16
        Row of `party_names` at the time of the vote, -1 where not listed.
    party_names
        Names of the parties, largest first.
    people, record
        Every state of a member's record, and which one held: ``record`` has shape (n_members,
        n_roll_calls), int32, -1 where not listed.
    scores : array (n_members, n_roll_calls, 2) or None
        Scores that came with the file (NOMINATE): estimated from whole careers, so not known at
        the time of the vote. NaN where missing.
    notes
        What a reader found worth saying: turned sides, tallies that differ, members added.
    """

    members: tuple[Member, ...]
    roll_calls: tuple[RollCall, ...]
    casts: NDArray[np.int8]
    listed: NDArray[np.bool_]
    party: NDArray[np.int16]
    party_names: tuple[str, ...]
    people: tuple[Member, ...]
    record: NDArray[np.int32]
    scores: NDArray[np.float64] | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def sides(self) -> NDArray[np.int8]:
        """+1 for the liberalising side, -1 against, 0 absent; shape (n_members, n_roll_calls)."""
        turn = np.array([call.orientation for call in self.roll_calls], dtype=np.int8)
        return np.asarray(self.casts * turn, dtype=np.int8)

    def column(self, key: str) -> int:
        """Column of a roll call.

        Raises
        ------
        InputError
            If there is none of this key; names the nearest.
        """
        for column, call in enumerate(self.roll_calls):
            if call.key == key:
                return column
        from winset.foundation.errors import InputError
        from winset.foundation.spelling import meant

        raise InputError(
            f"there is no roll call `{key}`",
            meant(key, [call.key for call in self.roll_calls], noun="roll calls"),
        )

    def row(self, member: str) -> int:
        """Row of a member by id; -1 where there is none."""
        return next((i for i, found in enumerate(self.members) if found.id == member), -1)

    def tally(self, column: int) -> tuple[int, int]:
        """Yeas and nays of one roll call, counted from the members."""
        casts = self.casts[:, column]
        return int((casts == YEA).sum()), int((casts == NAY).sum())

    def party_tally(self, column: int) -> dict[str, tuple[int, int]]:
        """Yeas and nays by party at the vote; parties without a vote are left out."""
        split = {}
        for index, name in enumerate(self.party_names):
            casts = self.casts[self.party[:, column] == index, column]
            if casts.any():
                split[name] = (int((casts == YEA).sum()), int((casts == NAY).sum()))
        return split

    def select(self, columns: Sequence[int] | NDArray[np.intp]) -> VoteTable:
        """Return the table with some roll calls only, in the order given; members stay."""
        at = np.asarray(columns, dtype=np.intp)
        return replace(
            self,
            roll_calls=tuple(self.roll_calls[i] for i in at),
            casts=self.casts[:, at],
            listed=self.listed[:, at],
            party=self.party[:, at],
            record=self.record[:, at],
            scores=None if self.scores is None else self.scores[:, at],
        )

    def trimmed(self) -> VoteTable:
        """Return the table without the members and parties that none of its roll calls lists.

        What is left depends on these roll calls alone: records are the last ones among them, the
        order of members and parties follows from them. So a table cut at a date knows nothing of
        what was recorded later.
        """
        rows = np.flatnonzero(self.listed.any(axis=1))
        columns = np.arange(len(self.roll_calls))
        last = np.where(self.listed[rows], columns, -1).max(axis=1, initial=-1)
        members = tuple(
            self.people[self.record[row, at]] for row, at in zip(rows, last, strict=True)
        )
        names, party = _ranked(self.party[rows], self.party_names)
        return replace(
            self,
            members=members,
            casts=self.casts[rows],
            listed=self.listed[rows],
            party=party,
            party_names=names,
            record=self.record[rows],
            scores=None if self.scores is None else self.scores[rows],
        )

    def before(self, date: dt.date) -> VoteTable:
        """Return the table with the roll calls dated strictly before a day."""
        early = [i for i, call in enumerate(self.roll_calls) if call.date < date]
        return self.select(early)

    def chamber(self, name: str) -> VoteTable:
        """Return the table with the roll calls of one chamber."""
        return self.select([i for i, call in enumerate(self.roll_calls) if call.chamber == name])


@dataclass(slots=True)
class TableBuilder:
    """Collects rows of any source and freezes them into a `VoteTable`.

    Examples
    --------
    >>> built = TableBuilder()
    >>> built.add_roll_call(RollCall("a", dt.date(1993, 11, 17), "house", "Nay"))
    >>> built.add(Member("X1", "Doe", "R"), "a", "Nay")
    True
    >>> built.table().sides.tolist()
    [[1]]
    """

    roll_calls: dict[str, RollCall] = field(default_factory=dict)
    rows: dict[tuple[str, str], tuple[Member, int, tuple[float, float]]] = field(
        default_factory=dict
    )
    notes: list[str] = field(default_factory=list)
    ids: Ids = field(default_factory=Ids)
    _keys: dict[str, set[str]] = field(default_factory=dict)

    def add_roll_call(self, call: RollCall) -> None:
        """Add a roll call; a later one of the same key replaces it."""
        self.roll_calls[call.key] = call

    def add(
        self,
        member: Member,
        key: str,
        cast: Cast,
        scores: tuple[float, float] = (np.nan, np.nan),
        *,
        merge: bool = False,
    ) -> bool:
        """Add one member's vote. Return False where the member already has one on this roll call.

        Rows that name one person by ICPSR number and by another id are one member, in whatever
        order they come; parties of the United States Congress get their letters.

        Parameters
        ----------
        member
            The record as of this vote; a table shows the latest.
        key
            Key of the roll call.
        cast
            How the member voted.
        scores
            Scores that come with the row, NaN where missing.
        merge
            A second row of a member on a roll call is taken where it does not contradict the
            first: a member who changed party has two numbers, and one of them may be absent.
        """
        name, before = self.ids.of(member.id, member.icpsr)
        if before:
            self._rename(before, name)
        code = YEA if cast == "Yea" else NAY if cast == "Nay" else ABSENT
        if (name, key) in self.rows:
            earlier = self.rows[name, key][1]
            if not merge or earlier != ABSENT or code == ABSENT:
                return merge and code in (ABSENT, earlier)
        chamber = self.roll_calls[key].chamber if key in self.roll_calls else ""
        party = letter_of_party(member.party, chamber)
        if (name, party) != (member.id, member.party):
            member = replace(member, id=name, party=party)
        self.rows[name, key] = (member, code, scores)
        self._keys.setdefault(name, set()).add(key)
        return True

    def tallies(self) -> dict[str, tuple[int, int]]:
        """Yeas and Nays of each roll call so far, by key; without those nobody is listed on."""
        yeas: Counter[str] = Counter()
        nays: Counter[str] = Counter()
        for (_, key), (_, code, _) in self.rows.items():
            yeas[key] += code == YEA
            nays[key] += code == NAY
        return {key: (yeas[key], nays[key]) for key in yeas}

    def _rename(self, number: str, name: str) -> None:
        """Give the rows that stood under an ICPSR number the person's better id."""
        for key in sorted(self._keys.pop(number, ())):
            member, code, scores = self.rows.pop((number, key))
            if self.rows.get((name, key), (member, ABSENT, scores))[1] == ABSENT:
                self.rows[name, key] = (replace(member, id=name), code, scores)
                self._keys.setdefault(name, set()).add(key)

    def table(self, notes: Iterable[str] = ()) -> VoteTable:
        """Freeze: roll calls by date, members by id, parties by size."""
        calls = sorted(self.roll_calls.values(), key=lambda call: call.date)
        row = {name: i for i, name in enumerate(sorted({name for name, _ in self.rows}))}
        column = {call.key: i for i, call in enumerate(calls)}
        people = {m: i for i, m in enumerate(dict.fromkeys(m for m, _, _ in self.rows.values()))}
        parties = sorted({member.party for member in people})
        index = {name: i for i, name in enumerate(parties)}
        shape = (len(row), len(calls))
        casts, record = np.zeros(shape, np.int8), np.full(shape, -1, np.int32)
        party, scores = np.full(shape, -1, np.int16), np.full((*shape, 2), np.nan)
        for (name, key), (member, code, pair) in self.rows.items():
            at = (row[name], column[key])
            casts[at], record[at], party[at], scores[at] = (
                code,
                people[member],
                index[member.party],
                pair,
            )
        whole = VoteTable(
            (),
            tuple(calls),
            casts,
            record >= 0,
            party,
            tuple(parties),
            tuple(people),
            record,
            None if np.isnan(scores).all() else scores,
            (*self.notes, *notes),
        )
        return whole.trimmed()


def _ranked(
    party: NDArray[np.int16], names: Sequence[str]
) -> tuple[tuple[str, ...], NDArray[np.int16]]:
    counts = np.bincount(party[party >= 0], minlength=len(names))
    order = sorted(
        (i for i in range(len(names)) if counts[i]), key=lambda i: (-counts[i], names[i])
    )
    new = np.full(len(names) + 1, -1, dtype=np.int16)
    new[order] = np.arange(len(order))
    return tuple(names[i] for i in order), new[party]
