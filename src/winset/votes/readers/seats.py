"""Seats of the United States Congress: how many there are, and who holds each."""

from __future__ import annotations

from collections.abc import Sequence

from winset.foundation.errors import InputError
from winset.votes.people import STATES
from winset.votes.readers.read_voteview import Person
from winset.votes.records import Member, VoteTable

_SINGLE_SEATS = 92
"""From this Congress on every district of the House elects one member."""


def seats_of(chamber: str, congress: int | None) -> int | None:
    """Seats of a chamber: 435 in the House from 1913, 100 in the Senate from 1959; else None.

    Examples
    --------
    >>> seats_of("house", 106), seats_of("senate", 106), seats_of("diet", None)
    (435, 100, None)
    """
    if congress is None:
        return None
    # Alaska and Hawaii had a member each above 435 in the 86th and 87th Congress.
    house = 437 if congress in (86, 87) else 435 if congress >= 63 else None
    return {"house": house, "senate": 100 if congress >= 86 else None}.get(chamber)


def is_american(table: VoteTable) -> bool:
    """Return whether ``house`` and ``senate`` of a table are those of the United States."""
    return {"D", "R"} <= set(table.party_names)


def one_a_seat(people: Sequence[Person], chamber: str, congress: int | None) -> list[Member]:
    """Members who hold the seats of a chamber at the end of a Congress.

    A members file names all who sat in the Congress. Of those who shared a seat the last is kept,
    where the file gives the order (`occupancy`); a member who changed party is kept once, with the
    last row.

    Parameters
    ----------
    people
        All members of the chamber in the Congress.
    chamber, congress
        Whose seats.

    Returns
    -------
    list of Member

    Raises
    ------
    InputError
        If more people are left for a district, or for a state in the Senate, than it has seats.

    Examples
    --------
    >>> first, then = Member("A1", "Ann", "D", "OH", "3"), Member("B1", "Bob", "D", "OH", "3")
    >>> two = [Person(first, 0, 0, occupancy=1), Person(then, 0, 0, occupancy=2)]
    >>> [member.name for member in one_a_seat(two, "house", 108)]
    ['Bob']
    """
    seats: dict[tuple[str, str], dict[str, Person]] = {}
    for who in people:
        district = who.member.district if chamber == "house" else ""
        seats.setdefault((who.member.state, district), {})[who.member.id] = who
    crowded: list[str] = []
    found: list[Member] = []
    for (state, district), holders in seats.items():
        last = max(who.occupancy for who in holders.values())
        most = 2 if chamber == "senate" else 1
        # In the Senate 0 is the holder of the other seat; Voteview also writes 5, for no order.
        kept = {last} if most == 1 and 2 <= last <= 4 else {0, last} if last <= 4 else {0, 1, 2, 5}
        left = [who.member for who in holders.values() if who.occupancy in kept]
        if len(left) > most and state in STATES and _counts_seats(chamber, congress):
            names = ", ".join(member.name for member in left)
            crowded.append(f"{state}{'-' if district else ''}{district}: {names}")
        found += left
    if crowded:
        raise InputError(
            f"more members than seats in Congress {congress}, {chamber} ({'; '.join(crowded)})",
            "--members FILE with one row a seat: who sits on the day of the vote",
        )
    return found


def _counts_seats(chamber: str, congress: int | None) -> bool:
    single = congress is not None and congress >= _SINGLE_SEATS
    return single and chamber in ("house", "senate")


def crowded(table: VoteTable) -> list[str]:
    """Sentences on roll calls whose list of members is longer than the chamber has seats."""
    if not is_american(table):
        return []
    listed = table.listed.sum(axis=0)
    found = []
    for column, call in enumerate(table.roll_calls):
        seats = seats_of(call.chamber, call.congress)
        if seats is not None and listed[column] > seats:
            found.append(
                f"{call.key}: {listed[column]} people are listed, and the {call.chamber} has "
                f"{seats} seats; is somebody there under two ids?"
            )
    return found
