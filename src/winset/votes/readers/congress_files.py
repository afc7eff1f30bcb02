"""Voteview's files that lie in a folder: roll calls looked up, members' votes taken over.

Voteview gives every roll call of a Congress and says of none whether it is about trade. A list of
trade votes names them (Congress, chamber, number), and this module finds who voted how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final, Literal, cast

from winset.foundation.errors import CaseError, InputError
from winset.foundation.separators import header_line
from winset.votes.people import is_president
from winset.votes.readers.csv_rows import CsvRow, digits_of
from winset.votes.readers.read_ord import OrdFile, ord_file
from winset.votes.readers.read_voteview import (
    Person,
    read_voteview_members,
    read_voteview_roll_calls,
)
from winset.votes.readers.roll_call_rows import body_of, call_among, undated_call
from winset.votes.readers.seats import one_a_seat
from winset.votes.readers.voteview_casts import Body, CastCounts, cast_at, casts_of_file, opened
from winset.votes.records import Member, RollCall, TableBuilder

_FOLDERS: Final = (".", "members", "votes", "rollcalls")
_ONE_CONGRESS: Final = re.compile(r"^([HS])(\d{3})_")
_NAMED: Final = re.compile(r"^[HS]\d{3}_(members|votes|rollcalls)\.csv")
_LETTERS: Final = {"H": "house", "S": "senate"}
Kind = Literal["members", "votes", "rollcalls"]


@dataclass(frozen=True, slots=True)
class Found:
    """A roll call of Voteview's that a row of a list means; whether its date is Voteview's."""

    call: RollCall
    number: int
    is_dated: bool = True

    @property
    def place(self) -> tuple[Body, int]:
        """Congress, chamber and Voteview's number."""
        return (self.call.congress or 0, self.call.chamber), self.number


@dataclass(slots=True)
class CongressFiles:
    """Voteview's files by what they hold; nothing is read before it is asked for.

    Parameters
    ----------
    members, votes, roll_calls
        Paths. A file may hold one Congress and chamber (``H109_votes.csv``) or many.
    ords
        Paths of fixed-width files: votes and members of one Congress and chamber, without dates.
        They give what no CSV file here gives.
    presidents
        Code of the President's position by roll call, from the votes files read so far.
    """

    members: tuple[Path, ...]
    votes: tuple[Path, ...]
    roll_calls: tuple[Path, ...]
    ords: tuple[Path, ...] = ()
    presidents: dict[tuple[Body, int], str] = field(default_factory=dict)
    _calls: dict[Body, list[RollCall]] | None = None
    _people: dict[Body, dict[str, Person]] = field(default_factory=dict)
    _ords: dict[Path, OrdFile] = field(default_factory=dict)
    _counts: dict[Body, dict[int, CastCounts]] = field(default_factory=dict)

    def calls_of(self, body: Body) -> list[RollCall]:
        """Roll calls of a Congress and chamber, by Voteview's number; empty where none are here."""
        if self._calls is None:
            self._calls = {}
            for path in self.roll_calls:
                for call in read_voteview_roll_calls(path):
                    if call.congress is not None:
                        self._calls.setdefault((call.congress, call.chamber), []).append(call)
        return self._calls.get(body, [])

    def people_of(self, body: Body) -> dict[str, Person]:
        """Members of a Congress and chamber by ICPSR number; empty where no file has them."""
        if body not in self._people:
            found: dict[str, Person] = {}
            for path in self.members:
                if may_hold(path, body):
                    read = read_voteview_members(path, congress=body[0])
                    found |= {
                        icpsr: who for (there, icpsr), who in read.items() if there == body[1]
                    }
            old = None if found else self.ord_of(body)
            for one in () if old is None else old.lines:
                found[one.member.icpsr] = Person(one.member, float("nan"), float("nan"))
            self._people[body] = found
        return self._people[body]

    def ord_of(self, body: Body) -> OrdFile | None:
        """Fixed-width file of a Congress and chamber; None where none is here."""
        for path in self.ords:
            if path not in self._ords:
                self._ords[path] = ord_file(path)
        return next((file for file in self._ords.values() if file.body == body), None)

    def find(self, row: CsvRow) -> Found | None:
        """Roll call that a row of a list means.

        Parameters
        ----------
        row
            Columns `chamber`, `congress` (else it follows from `date`), and one of: ``rollnumber``
            (Voteview's, counted through the Congress); ``roll`` or ``clerk_rollnumber`` (the
            clerk's, counted through the year) with `date` or `session`; `date` alone where the
            tally or the bill distinguishes the day's votes. Of a Congress that is here without a
            roll-calls file: ``rollnumber`` and `date`.

        Returns
        -------
        Found or None
            None where no roll calls of that Congress are here, or the vote is later than all.

        Raises
        ------
        CaseError
            If there is no such roll call, several fit, or it was held on another day.
        """
        body = body_of(row)
        if body is None:
            return None
        calls = self.calls_of(body)
        if calls:
            call = call_among(row, calls)
        else:
            counts = self.counts_of(body)
            call = undated_call(row, body, counts, self.votes_file(body)) if counts else None
        return None if call is None else Found(call, call.number or 0, bool(calls))

    def votes_file(self, body: Body) -> str:
        """Name of the file with the votes of a Congress and chamber, for messages."""
        held = next((path.name for path in self.votes if may_hold(path, body)), None)
        old = self.ord_of(body)
        return held or (old.path.name if old is not None else "the votes file")

    def counts_of(self, body: Body) -> dict[int, CastCounts]:
        """Tally of each roll call of a Congress and chamber, by Voteview's number."""
        if body not in self._counts:
            codes: dict[int, list[int]] = {}
            for path, line, there, number, _, code in self.casts({body}):
                if there != body:
                    continue
                cast_at(code, path, line)
                codes.setdefault(number, [0] * 10)[int(code)] += 1
            self._counts[body] = {number: CastCounts.of(of) for number, of in sorted(codes.items())}
        return self._counts[body]

    def refuse(self, row: CsvRow) -> None:
        """Refuse a row that leaves its key or date to Voteview's files and is not in them.

        Raises
        ------
        CaseError
            Always, unless the row names no Congress or number at all.
        """
        body = body_of(row)
        if body is None and row.get("rollnumber"):
            at = "chamber" if digits_of(row, "congress") is not None else "congress"
            raise row.wrong(
                at,
                f"`{row.get(at)}` does not name the roll call",
                "congress: a number such as 109; chamber: House or Senate",
            )
        if body is not None and not self.calls_of(body):
            raise row.wrong(
                "congress",
                f"no rollcalls file here has Congress {body[0]}, {body[1]}",
                f"winset votes get {body[0]} --chamber {body[1]}, or write vote_key and date",
            )

    def fill(self, wanted: Mapping[tuple[Body, int], str], built: TableBuilder) -> list[str]:
        """Add the members' votes on some roll calls.

        Parameters
        ----------
        wanted
            Key of the table's roll call by Congress, chamber and Voteview's number.
        built
            The table under construction.

        Returns
        -------
        list of str
            Sentences on members who are in no members file.

        Raises
        ------
        CaseError
            If a file is cut or a code unknown, or a member votes both ways on a roll call.
        """
        unknown: dict[Body, set[str]] = {}
        bodies = {body for body, _ in wanted}
        for congress, chamber in sorted(bodies):
            if not self.people_of((congress, chamber)):
                raise InputError(
                    f"no members file here has Congress {congress}, {chamber}",
                    f"winset votes get {congress} --chamber {chamber}",
                )
        for path, line, body, number, icpsr, code in self.casts(bodies):
            key = wanted.get((body, number))
            vote = None if key is None else cast_at(code, path, line)
            if key is None or vote is None:
                continue
            who = self._person(body, icpsr, unknown)
            if not built.add(who.member, key, vote, who[1:3], merge=True):
                raise CaseError.of(
                    f"{who.member.name} votes both ways on {body[1]} roll call {number}",
                    path="icpsr",
                    file=str(path),
                    line=line,
                )
        return [
            f"{body[1]} of Congress {body[0]}: {', '.join(sorted(numbers))} voted and "
            "stand in no members file; counted without party and state"
            for body, numbers in sorted(unknown.items())
        ]

    def sitting(self, call: RollCall) -> list[Person]:
        """Members who may be expected on a vote to come: those of its Congress and chamber.

        Where dated votes of that Congress are here, those on the list of its last roll call before
        the day (lists of members are not votes); else all in the members file who hold a seat to
        its end.

        Raises
        ------
        InputError
            If the members file names more people for a seat than can hold it.
        """
        if call.congress is None:
            return []
        body = (call.congress, call.chamber)
        people = self.people_of(body)
        before = [other for other in self.calls_of(body) if other.date < call.date]
        last = max(before, key=lambda other: (other.date, other.number or 0), default=None)
        listed: set[str] = set()
        for _, _, there, number, icpsr, code in self.casts({body}) if last is not None else ():
            if last is not None and (there, number) == (body, last.number) and code != "0":
                listed.add(icpsr)
        if listed:
            return [who for icpsr, who in people.items() if icpsr in listed]
        held = one_a_seat(list(people.values()), call.chamber, call.congress)
        return [who for who in people.values() if who.member in held]

    def casts(self, bodies: set[Body]) -> Iterator[tuple[Path, int, Body, int, str, str]]:
        """File, line, body, number, ICPSR number and code of each cast of some Congresses.

        A file of all Congresses gives those of the other chamber too. Voteview lists the
        President's position as a vote of the chamber; it is left out.
        """
        seen: set[Body] = set()
        congresses = {str(body[0]) for body in bodies}
        for path in self.votes:
            if any(may_hold(path, body) for body in bodies):
                for line, body, number, icpsr, code in casts_of_file(path, congresses):
                    seen.add(body)
                    if is_president(icpsr) and self._listed(body, icpsr) is None:
                        self.presidents[body, number] = code
                        continue
                    yield path, line, body, number, icpsr, code
        for body in sorted(bodies - seen):
            old = self.ord_of(body)
            if old is None:
                continue
            for read in old.lines:
                for at, code in enumerate(read.casts, start=1):
                    yield old.path, read.line, body, at, read.member.icpsr, code

    def _person(self, body: Body, icpsr: str, unknown: dict[Body, set[str]]) -> Person:
        """Member by ICPSR number, in this Congress or one beside it, else by the number alone."""
        who = self._listed(body, icpsr)
        if who is not None:
            return who
        unknown.setdefault(body, set()).add(icpsr)
        return Person(Member(icpsr, icpsr, "none", icpsr=icpsr), float("nan"), float("nan"))

    def _listed(self, body: Body, icpsr: str) -> Person | None:
        near = (self.people_of((body[0] + away, body[1])) for away in (0, -1, 1))
        return next((people[icpsr] for people in near if icpsr in people), None)


def congress_files(folder: Path) -> CongressFiles:
    """Find Voteview's files in a folder and in ``members``, ``votes``, ``rollcalls`` below it.

    Parameters
    ----------
    folder
        What a CSV file holds is seen from its columns, not its name; of a .ord file from its name.
    """
    found: dict[str, list[Path]] = {"members": [], "votes": [], "rollcalls": []}
    ords: list[Path] = []
    for place in _FOLDERS:
        for path in sorted([*(folder / place).glob("*.csv"), *(folder / place).glob("*.csv.gz")]):
            kind = _kind(path)
            if kind is not None:
                found[kind].append(path)
        ords += sorted([*(folder / place).glob("*.ord"), *(folder / place).glob("*.ord.gz")])
    members, votes, calls = (tuple(paths) for paths in found.values())
    return CongressFiles(members, votes, calls, tuple(ords))


def may_hold(path: Path, body: Body) -> bool:
    """Return whether a file may hold a Congress and chamber, by its name."""
    named = _ONE_CONGRESS.match(path.name)
    return named is None or (int(named[2]), _LETTERS[named[1]]) == body


def _kind(path: Path) -> Kind | None:
    """Find what a file holds, by its columns; a damaged one counts only by its name."""
    named = _NAMED.match(path.name)
    of_name = None if named is None else cast("Kind", named[1])
    try:
        with opened(path) as file:
            _, text, separator = header_line("".join(islice(file, 2)))
    except (OSError, UnicodeDecodeError, EOFError):
        return of_name
    names = text.splitlines()[0].split(separator) if text else []
    header = {name.strip().strip('"').casefold() for name in names}
    if {"rollnumber", "icpsr", "cast_code"} <= header:
        return "votes"
    if of_name == "votes" and {"rollnumber", "icpsr"} & header:
        return "votes"  # a column is missing, which its reader says
    if {"rollnumber", "date", "congress"} <= header and "icpsr" not in header:
        own = {"liberalising", "pro_trade_vote"} & header
        return None if own else "rollcalls"
    return "members" if {"icpsr", "party_code", "chamber"} <= header else None
