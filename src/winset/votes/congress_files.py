"""Voteview's files that lie in a folder: roll calls looked up, members' votes taken over.

Voteview gives every roll call of a Congress and says of none whether it is about trade. A list of
trade votes names them (Congress, chamber, number), and this module finds who voted how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

from winset.foundation.errors import CaseError, InputError, Problem
from winset.votes.casts import chamber_of, congress_of, iso_date
from winset.votes.csv_rows import CsvRow, digits_of
from winset.votes.read_ord import OrdFile, ord_file
from winset.votes.read_voteview import read_voteview_members, read_voteview_roll_calls
from winset.votes.records import Cast, Member, RollCall, TableBuilder
from winset.votes.voteview_casts import Body, cast_at, casts_of_file, opened

__all__ = ["CongressFiles", "Found", "congress_files"]

Person = tuple[Member, float, float]

_FOLDERS: Final = (".", "members", "votes", "rollcalls")
_ONE_CONGRESS: Final = re.compile(r"^([HS])(\d{3})_")
_LETTERS: Final = {"H": "house", "S": "senate"}


@dataclass(frozen=True, slots=True)
class Found:
    """A roll call of Voteview's that a row of a list means."""

    call: RollCall
    number: int


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
    """

    members: tuple[Path, ...]
    votes: tuple[Path, ...]
    roll_calls: tuple[Path, ...]
    ords: tuple[Path, ...] = ()
    _calls: dict[Body, list[RollCall]] | None = None
    _people: dict[Body, dict[str, Person]] = field(default_factory=dict)
    _ords: dict[Path, OrdFile] = field(default_factory=dict)

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
                found[one.member.icpsr] = (one.member, float("nan"), float("nan"))
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
            tally or the bill tells the day's votes apart. Of a Congress that is here as a
            fixed-width file only: ``rollnumber`` and `date`.

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
        calls = [] if body is None else self.calls_of(body)
        if not calls:
            old = None if body is None else self.ord_of(body)
            call = None if old is None else old.call_of(row)
            return None if call is None else Found(call, call.number or 0)
        day, number = iso_date(row.get("date")), digits_of(row, "rollnumber")
        if number is not None:
            fit = [call for call in calls if call.number == number]
        else:
            fit = _by_clerk(row, calls) if digits_of(row, *_CLERK) is not None else []
            fit = fit or _by_day(row, calls)
        if not fit and day is not None and day > max(call.date for call in calls):
            return None
        if len(fit) != 1:
            raise _not_one(row, fit)
        if day is not None and fit[0].date != day:
            right = f"{fit[0].date}, or the number of another roll call"
            at = "rollnumber" if number is not None else "date"
            raise row.wrong(at, f"Voteview dates this roll call {fit[0].date}, not {day}", right)
        assert fit[0].number is not None  # noqa: S101 - every roll call of the reader has one
        return Found(fit[0], fit[0].number)

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
            right = "congress: a number such as 109; chamber: House or Senate"
            raise row.wrong(at, f"`{row.get(at)}` does not tell the roll call", right)
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
        same = _numbers_known(built)
        unknown: dict[Body, set[str]] = {}
        bodies = {body for body, _ in wanted}
        for congress, chamber in sorted(bodies):
            if not self.people_of((congress, chamber)):
                raise InputError(
                    f"no members file here has Congress {congress}, {chamber}",
                    f"winset votes get {congress} --chamber {chamber}",
                )
        for path, line, body, number, icpsr, code in self._casts(bodies):
            key = wanted.get((body, number))
            vote = None if key is None else cast_at(code, path, line)
            if key is None or vote is None:
                continue
            who = self._person(body, icpsr, unknown)
            member = _as_known(who[0], same)
            if not _add(built, member, key, vote, (who[1], who[2])):
                what = f"{member.name} votes both ways on {body[1]} roll call {number}"
                raise CaseError([Problem(what, path="icpsr", file=str(path), line=line)])
        return [
            f"{body[1]} of Congress {body[0]}: {', '.join(sorted(numbers))} voted and "
            "stand in no members file; counted without party and state"
            for body, numbers in sorted(unknown.items())
        ]

    def sitting(self, call: RollCall) -> list[Person]:
        """Members who may be expected on a vote to come: those of its Congress and chamber.

        Where votes of that Congress are here, those on the list of its last roll call before the
        day (lists of members are no votes); else all in the members file.
        """
        if call.congress is None:
            return []
        body = (call.congress, call.chamber)
        people = self.people_of(body)
        before = [other for other in self.calls_of(body) if other.date < call.date]
        last = max(before, key=lambda other: (other.date, other.number or 0), default=None)
        listed: set[str] = set()
        for _, _, there, number, icpsr, code in self._casts({body}) if last is not None else ():
            if last is not None and (there, number) == (body, last.number) and code != "0":
                listed.add(icpsr)
        return [who for icpsr, who in people.items() if not listed or icpsr in listed]

    def _casts(self, bodies: set[Body]) -> Iterator[tuple[Path, int, Body, int, str, str]]:
        """File, line, body, number, ICPSR number and code of each cast of some Congresses."""
        seen: set[Body] = set()
        congresses = {str(body[0]) for body in bodies}
        for path in self.votes:
            if any(may_hold(path, body) for body in bodies):
                for line, body, number, icpsr, code in casts_of_file(path, congresses):
                    seen.add(body)
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
        for away in (0, -1, 1):
            who = self.people_of((body[0] + away, body[1])).get(icpsr)
            if who is not None:
                return who
        unknown.setdefault(body, set()).add(icpsr)
        return (Member(icpsr, icpsr, "none", icpsr=icpsr), float("nan"), float("nan"))


_CLERK: Final = ("roll", "clerk_rollnumber", "number")


def congress_files(folder: Path) -> CongressFiles:
    """Find Voteview's files in a folder and in ``members``, ``votes``, ``rollcalls`` below it.

    Parameters
    ----------
    folder
        What a CSV file holds is told by its columns, not by its name; a .ord file by its name.
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


def body_of(row: CsvRow) -> Body | None:
    """Congress and chamber that a row names; None where it does not."""
    key = row.get("vote_key", "key")
    chamber, congress = chamber_of(row.get("chamber"), key), digits_of(row, "congress")
    if congress is None:
        day = iso_date(row.get("date"))
        congress = None if day is None else congress_of(day)
    return (congress, chamber) if congress is not None and chamber in _LETTERS.values() else None


def may_hold(path: Path, body: Body) -> bool:
    """Whether a file may hold a Congress and chamber, by its name."""
    named = _ONE_CONGRESS.match(path.name)
    return named is None or (int(named[2]), _LETTERS[named[1]]) == body


def _kind(path: Path) -> Literal["members", "votes", "rollcalls"] | None:
    try:
        with opened(path) as file:
            header = {name.strip().strip('"') for name in file.readline().split(",")}
    except (OSError, UnicodeDecodeError, EOFError):
        return None
    if {"rollnumber", "icpsr", "cast_code"} <= header:
        return "votes"
    if {"rollnumber", "date", "congress"} <= header and "icpsr" not in header:
        own = {"liberalising", "pro_trade_vote"} & header
        return None if own else "rollcalls"
    return "members" if {"icpsr", "party_code", "chamber"} <= header else None


def _add(
    built: TableBuilder, member: Member, key: str, vote: Cast, scores: tuple[float, float]
) -> bool:
    """Add a cast. One who changed party has two numbers; where both are listed, the voter counts.

    Returns False where both are recorded as voting, and differently.
    """
    if built.add(member, key, vote, scores):
        return True
    if vote == "Not Voting":
        return True
    earlier = built.rows[member.id, key][1]
    if earlier == 0:
        del built.rows[member.id, key]
        return built.add(member, key, vote, scores)
    return earlier == (1 if vote == "Yea" else -1 if vote == "Nay" else 0)


def _numbers_known(built: TableBuilder) -> dict[str, str]:
    """Ids of the table's members by ICPSR number, so that one person is one member."""
    return {who.icpsr: who.id for who, _, _ in built.rows.values() if who.icpsr}


def _as_known(member: Member, same: dict[str, str]) -> Member:
    if member.id != member.icpsr:
        same.setdefault(member.icpsr, member.id)
        return member
    return replace(member, id=same.get(member.icpsr, member.id))


def _by_clerk(row: CsvRow, calls: list[RollCall]) -> list[RollCall]:
    """Roll calls with the clerk's number, of the day or session that the row names."""
    number, day, session = digits_of(row, *_CLERK), iso_date(row.get("date")), row.get("session")
    fit = [call for call in calls if call.session is not None and call.clerk_number == number]
    if day is not None:
        fit = [call for call in fit if call.date.year == day.year]
    elif session.isdecimal():
        wanted = int(session)
        fit = [call for call in fit if wanted in (call.session, call.date.year)]
    return fit


def _by_day(row: CsvRow, calls: list[RollCall]) -> list[RollCall]:
    """Roll calls of the day the row names; with its tally, its bill or its number where given."""
    day = iso_date(row.get("date"))
    fit = [call for call in calls if call.date == day]
    tally = (digits_of(row, "yea"), digits_of(row, "nay"))
    marks = (
        (None not in tally, lambda call: (call.yea, call.nay) == tally),
        (bool(row.get("bill")), lambda call: _bare(call.bill) == _bare(row.get("bill"))),
        (True, lambda call: call.number == digits_of(row, *_CLERK)),
    )
    for applies, same in marks:
        narrower = [call for call in fit if same(call)] if applies else []
        if len(fit) > 1 and narrower:
            fit = narrower
    return fit


def _bare(bill: str) -> str:
    return re.sub(r"[^a-z0-9]", "", bill.casefold())


def _not_one(row: CsvRow, fit: list[RollCall]) -> CaseError:
    body = body_of(row)
    at = next((n for n in ("rollnumber", *_CLERK, "date") if row.get(n)), "date")
    where = "" if body is None else f" in Voteview's Congress {body[0]}, {body[1]}"
    if not fit:
        right = "rollnumber as in Voteview's rollcalls file, or roll (the clerk's) with the date"
        return row.wrong(at, f"there is no such roll call{where}", right)
    numbers = ", ".join(str(call.number) for call in fit[:6])
    more = " ..." if len(fit) > 6 else ""
    return row.wrong(at, f"{len(fit)} roll calls fit{where}", f"rollnumber: {numbers}{more}")
