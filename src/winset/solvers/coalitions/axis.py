"""Players in order on an axis, and the coalitions without a gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, combinations

from winset.foundation.errors import InputError

MOST_AT_ONE_PLACE = 12


def places(positions: Mapping[str, float]) -> list[tuple[str, ...]]:
    """Return the players at each distinct place, from left to right."""
    by_place: dict[float, list[str]] = {}
    for name, place in positions.items():
        by_place.setdefault(place, []).append(name)
    return [tuple(by_place[place]) for place in sorted(by_place)]


def connected_coalitions(
    positions: Mapping[str, float],
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    """Yield the coalitions without an outsider strictly between two members.

    Yields
    ------
    left, inside, right : tuple of str
        Members at the left end, strictly between, and at the right end (empty for coalitions at
        one place). Players at the same place can join one without the other.

    Raises
    ------
    InputError
        More than 12 players at one place.
    """
    groups = places(positions)
    crowded = next((g for g in groups if len(g) > MOST_AT_ONE_PLACE), None)
    if crowded:
        raise InputError(
            f"{len(crowded)} players share a place on the axis ({', '.join(crowded[:3])}, ...); "
            "join them into one bloc"
        )
    for start, left_group in enumerate(groups):
        for left in _some(left_group):
            yield left, (), ()
        inside: tuple[str, ...] = ()
        for right_group in groups[start + 1 :]:
            for left in _some(left_group):
                for right in _some(right_group):
                    yield left, inside, right
            inside += right_group


def _some(group: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(group, k) for k in range(1, len(group) + 1))
