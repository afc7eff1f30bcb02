"""The tables of facts a case starts from: Congresses, Presidents, trade votes by party."""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib import resources
from typing import Any, Literal, NamedTuple

from winset.foundation.errors import InputError

Chamber = Literal["house", "senate"]


class Congress(NamedTuple):
    """One Congress of the United States.

    Parameters
    ----------
    number
        Its number.
    opened
        Day it opened.
    ends
        Last day of its term, the day before the next one opened.
    house, senate
        Seats by party (``R``, ``D``, ``other``) at the opening.
    speaker, majority_leader
        Who held the office at the opening, by surname in small letters.
    """

    number: int
    opened: dt.date
    ends: dt.date
    house: dict[str, int]
    senate: dict[str, int]
    speaker: str
    majority_leader: str

    def seats(self, chamber: Chamber) -> dict[str, int]:
        """Seats of a chamber by party."""
        return self.house if chamber == "house" else self.senate


class President(NamedTuple):
    """A President of the United States: id, title, party, first day."""

    id: str
    title: str
    party: str
    since: dt.date


class Split(NamedTuple):
    """A recorded trade vote by party.

    Parameters
    ----------
    date, chamber
        When and where.
    bill
        What it belongs to; of one bill or yearly series only the last vote counts.
    opens
        For and against the liberalising side, by party ``R`` and ``D``.
    origin
        ``clerk``, ``seen`` or ``recalled``.
    """

    date: dt.date
    chamber: Chamber
    bill: str
    opens: dict[str, tuple[int, int]]
    origin: str


@cache
def _table(name: str) -> Any:
    from ruamel.yaml import YAML

    file = resources.files("winset.cases.codebook") / name
    return YAML(typ="safe").load(file.read_text("utf-8"))


@cache
def _congresses() -> dict[int, Congress]:
    rows = _table("congresses.yaml")["congresses"]
    found = {}
    for number, row in rows.items():
        following = rows.get(number + 1)
        first = following["from"] if following else dt.date(row["from"].year + 2, 1, 3)
        found[number] = Congress(
            number=number,
            opened=row["from"],
            ends=first - dt.timedelta(days=1),
            house=row["house"],
            senate=row["senate"],
            speaker=row["speaker"],
            majority_leader=row["majority_leader"],
        )
    return found


def congress(number: int) -> Congress:
    """Return a Congress by its number.

    Parameters
    ----------
    number
        93 (1973) to 119 (2025).

    Raises
    ------
    InputError
        If it is not in the table.

    Examples
    --------
    >>> congress(103).house
    {'R': 176, 'D': 258, 'other': 1}
    """
    known = _congresses()
    if number not in known:
        raise InputError(
            f"the table of Congresses has no number {number}",
            f"{min(known)} to {max(known)} are there; code the seats of others by hand",
        )
    return known[number]


def congress_of(day: dt.date) -> Congress:
    """Return the Congress that sat on a day.

    Raises
    ------
    InputError
        If it is not in the table.

    Examples
    --------
    >>> congress_of(dt.date(1993, 11, 4)).number
    103
    """
    found = next((c for c in _congresses().values() if c.opened <= day <= c.ends), None)
    if found is None:
        raise InputError(f"the table of Congresses has none on {day}", "it begins in 1973")
    return found


def president_on(day: dt.date) -> President:
    """Return the President on a day.

    Raises
    ------
    InputError
        If the day lies before the table.

    Examples
    --------
    >>> president_on(dt.date(1993, 11, 4)).title
    'President Clinton'
    """
    rows = _table("congresses.yaml")["presidents"]
    found = next((row for row in reversed(rows) if row["from"] <= day), None)
    if found is None:
        raise InputError(f"the table of Presidents has none on {day}", "it begins in 1969")
    return President(found["id"], found["title"], found["party"], found["from"])


def leader_on(office: Literal["speaker", "majority_leader"], day: dt.date) -> str:
    """Surname, in small letters, of the Speaker or the majority leader of the Senate on a day.

    Raises
    ------
    InputError
        If the day's Congress is not in the table.

    Examples
    --------
    >>> leader_on("majority_leader", dt.date(1997, 11, 4))
    'lott'
    """
    sitting = congress_of(day)
    name = str(getattr(sitting, office))
    for row in _table("congresses.yaml")["successions"]:
        if row["office"] == office and sitting.opened <= row["from"] <= day:
            name = row["to"]
    return name


def party_votes(chamber: Chamber, year: int) -> float | None:
    """Share of recorded votes of a year on which the parties opposed each other, 0..1.

    Examples
    --------
    >>> party_votes("house", 1993)
    0.65
    """
    found = _table("congresses.yaml")["party_votes"][chamber].get(year)
    return None if found is None else found / 100


def union_density(year: int) -> float | None:
    """Share of American wage and salary workers who are union members, 0..1.

    Examples
    --------
    >>> union_density(1997)
    0.141
    """
    found = _table("congresses.yaml")["union_density"].get(year)
    return None if found is None else round(found / 100, 4)


@cache
def splits() -> tuple[Split, ...]:
    """Return the trade votes by party, in the order of their days.

    Examples
    --------
    >>> splits()[0].bill, splits()[0].opens["R"]
    ('trade-expansion-1962', (80, 90))
    """
    found = []
    for row in _table("splits.yaml")["votes"]:
        yes = row["opens"] == "yes"
        found.append(
            Split(
                date=row["date"],
                chamber=row["chamber"],
                bill=row["bill"],
                opens={p: _side(row[p], yes) for p in ("R", "D")},
                origin=row["from"],
            )
        )
    return tuple(sorted(found, key=lambda split: split.date))


def _side(votes: list[int], yes: bool) -> tuple[int, int]:
    return (votes[0], votes[1]) if yes else (votes[1], votes[0])
