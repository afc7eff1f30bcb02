"""Bloc of a case that each real member belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from winset.cases.model.case import Case
from winset.cases.model.chambers import ChamberMembers
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant

if TYPE_CHECKING:
    from winset.votes.forecast.real_members import RealMembers


@dataclass(frozen=True)
class Wings:
    """Members by bloc.

    Parameters
    ----------
    members
        Rows of the members of each actor of the chamber, the most open first.
    as_coded
        Actors of the chamber that keep their coded seats.
    notes
        Who had no bloc of its party.
    """

    members: dict[str, tuple[int, ...]]
    as_coded: tuple[str, ...]
    notes: tuple[str, ...]


def wings_of(
    case: Case, name: str, chamber: ChamberMembers, axis: str, found: RealMembers
) -> Wings:
    """Share the members of a chamber out among the blocs of a case.

    Parameters
    ----------
    case, name, chamber
        The case, a chamber of its rule and how it is filled.
    axis
        Vote axis on which the members stand.
    found
        The members with their positions.

    Raises
    ------
    InputError
        If a seated member is not on the list, or no bloc of the chamber is left to fill.

    Notes
    -----
    Seated actors get the member they name. The others of a party are put in the order of their
    positions, and the party's blocs, in the order of their coded mean positions, take them from
    the most open on, in proportion to their coded seats (largest remainder). A member whose party
    has no bloc in the chamber joins the bloc whose coded mean is nearest [ours].
    """
    blocs = [key for key, actor in case.actors.items() if actor.seats.get(name, 0) > 0]
    as_coded = tuple(key for key in blocs if key in chamber.as_coded)
    members: dict[str, tuple[int, ...]] = {
        key: (_row(found, key, person, name),)
        for key, person in chamber.seated.items()
        if key in blocs
    }
    taken = {row for rows in members.values() for row in rows}
    open_blocs = [key for key in blocs if key not in members and key not in as_coded]
    if not open_blocs:
        raise InputError(f"chambers.{name}: no bloc is left to take the members")
    ranked = sorted(
        (row for row in range(len(found.members)) if row not in taken),
        key=lambda row: (-found.position[row], found.members[row].id),
    )
    shared, homeless = _by_party(case, name, axis, found, open_blocs, ranked)
    notes = []
    for row in homeless:
        at = found.position[row]
        near = min(open_blocs, key=lambda key: abs(_middle(case, key, axis) - at))
        shared[near].append(row)
        person = found.members[row]
        notes.append(f"{person.name or person.id} ({person.party}) sits with `{near}`")
    place = {row: rank for rank, row in enumerate(ranked)}
    for key, rows in shared.items():
        members[key] = tuple(sorted(rows, key=lambda row: place[row]))
    return Wings(members, as_coded, tuple(notes))


def _by_party(
    case: Case, name: str, axis: str, found: RealMembers, blocs: list[str], ranked: list[int]
) -> tuple[dict[str, list[int]], list[int]]:
    """Members of each bloc by party and place, and those whose party has no bloc."""
    shared: dict[str, list[int]] = {key: [] for key in blocs}
    homeless: list[int] = []
    for party in dict.fromkeys(found.members[row].party for row in ranked):
        mine = [row for row in ranked if found.members[row].party == party]
        homes = [key for key in blocs if case.actors[key].party == party]
        if not homes:
            homeless += mine
            continue
        homes.sort(key=lambda key: -_middle(case, key, axis))
        sizes = in_proportion([case.actors[key].seats[name] for key in homes], len(mine))
        for key, size in zip(homes, sizes, strict=True):
            shared[key], mine = mine[:size], mine[size:]
    return shared, homeless


def _middle(case: Case, key: str, axis: str) -> float:
    return case.actors[key].position[axis].likely


def _row(found: RealMembers, actor: str, person: str, chamber: str) -> int:
    ids = [member.id for member in found.members]
    if person not in ids:
        raise InputError(
            f"chambers.{chamber}.seated.{actor}: no member {person} is listed",
            meant(person, ids, noun="members") or "its id in the data, or `as_coded`",
        )
    return ids.index(person)


def in_proportion(seats: list[int], members: int) -> list[int]:
    """Whole numbers in proportion to the seats that add up to the members: largest remainder.

    Examples
    --------
    >>> in_proportion([153, 68], 220)
    [152, 68]
    """
    whole = sum(seats)
    floor = [members * n // whole for n in seats]
    rest = sorted(range(len(seats)), key=lambda i: (-(members * seats[i] % whole), i))
    for i in rest[: members - sum(floor)]:
        floor[i] += 1
    return floor
