"""Players in order on an axis, and the coalitions without a gap."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations

from winset.foundation.errors import InputError
from winset.games.rule import Rule

MOST_AT_ONE_PLACE = 12


def positions_by_player(
    rule: Rule, positions: Mapping[str, float] | Sequence[float]
) -> dict[str, float]:
    """Return the place of every player, checked.

    Raises
    ------
    InputError
        A player without a place, a name that is no player, a place that is not finite, or another
        number of places than players.
    """
    if isinstance(positions, Mapping):
        named = {str(name): float(place) for name, place in positions.items()}
    else:
        if len(positions) != len(rule.players):
            message = f"{len(positions)} positions for {len(rule.players)} players"
            raise InputError(message)
        named = {name: float(place) for name, place in zip(rule.players, positions, strict=True)}
    unknown = [name for name in named if name not in rule.players]
    missing = [name for name in rule.players if name not in named]
    if unknown or missing:
        what = (
            f"no position for {', '.join(missing)}"
            if missing
            else (f"not players of this rule: {', '.join(unknown)}")
        )
        raise InputError(what)
    for name, place in named.items():
        if not math.isfinite(place):
            message = f"the position of {name} is {place}; give a finite number"
            raise InputError(message)
    return {name: named[name] for name in rule.players}


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
        message = (
            f"{len(crowded)} players share a place on the axis ({', '.join(crowded[:3])}, ...); "
            "join them into one bloc"
        )
        raise InputError(message)
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
