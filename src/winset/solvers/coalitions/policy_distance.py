"""De Swaan's pivot and policy distance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.games.by_player import numbers_by_player
from winset.games.rule import Rule
from winset.games.rule_form import scaled_weights
from winset.results.coalitions.axis_coalitions import PolicyCoalition, PolicyDistances
from winset.solvers.coalitions.axis import connected_coalitions

SOURCES = cited("de-swaan-1973")
MOST_FREE = 16


def balance_pivots(weights: ArrayLike, positions: ArrayLike) -> NDArray[np.bool_]:
    """Return who holds the balance: |weight right - weight left| <= own weight.

    Which actors could tip a body ordered on an axis either way?

    Parameters
    ----------
    weights : array_like (n_actors,)
        Votes or seats, >= 0, any unit.
    positions : array_like (n_actors,)
        Places on the axis.

    Returns
    -------
    array (n_actors,) of bool
        An actor without weight is never one.

    Raises
    ------
    InputError
        Arrays of different length, a negative weight, or a number that is not finite.

    Notes
    -----
    Right and left count the actors strictly to each side; those at the same place count on
    neither. Decimals are compared as written. O(n log n).

    References
    ----------
    De Swaan (1973), Coalition Theories and Cabinet Formations, chapter 5.

    Examples
    --------
    >>> balance_pivots([20, 15, 10, 30, 25], [1, 2, 3, 4, 5]).tolist()
    [False, False, False, True, False]
    """
    weight = np.asarray(weights, dtype=np.float64)
    place = np.asarray(positions, dtype=np.float64)
    if weight.ndim != 1 or weight.shape != place.shape:
        raise InputError(
            f"{weight.shape} weights for {place.shape} positions; give one of each an actor"
        )
    if not (np.isfinite(weight).all() and np.isfinite(place).all() and (weight >= 0).all()):
        raise InputError("weights must be finite and >= 0, positions finite")
    votes = np.array(scaled_weights(weight.tolist())[0], dtype=object)
    order = np.argsort(place, kind="stable")
    running = np.concatenate([[0], np.cumsum(votes[order])])
    left = running[np.searchsorted(place[order], place, side="left")]
    right = running[-1] - running[np.searchsorted(place[order], place, side="right")]
    held = (np.abs(right - left) <= votes) & (votes > 0)
    return np.asarray(held, dtype=np.bool_)


def de_swaan_pivots(
    weights: Sequence[float] | Mapping[str, float],
    positions: Mapping[str, float] | Sequence[float],
    quota: float,
    *,
    names: Sequence[str] | None = None,
    closed: bool = True,
) -> PolicyDistances:
    """Return the pivots, expected policies and undominated coalitions of a vote on an axis.

    Which coalition brings policy nearest to those who would have to form it?

    Parameters
    ----------
    weights : sequence of float, or mapping of player to float
        Votes.
    positions : mapping of player to float, or sequence of float
        Every player's place on the axis.
    quota : float
        Votes needed.
    names : sequence of str, optional
        Player names; with a sequence of weights only.
    closed : bool, default True
        Consider connected coalitions only; otherwise all (up to 16 players).

    Returns
    -------
    PolicyDistances
        The pivots of the body, and each winning coalition with its own pivots, its expected
        policy and whether it is dominated.

    Raises
    ------
    InputError
        As `Rule`; a player without a position; more than 16 players unless `closed`.

    Notes
    -----
    A coalition's expected policy is the position of its pivot. Where two members share the balance
    exactly it is taken halfway between them [ours]. A coalition is dominated when every member of
    another winning coalition is strictly nearer to that one's policy.

    References
    ----------
    De Swaan (1973), Coalition Theories and Cabinet Formations, chapter 5.

    Examples
    --------
    >>> reading = de_swaan_pivots(
    ...     [20, 15, 10, 30, 25], [1, 2, 3, 4, 5], 51, names=["A", "B", "C", "D", "E"]
    ... )
    >>> reading.pivots
    ('D',)
    """
    rule = Rule.weighted(weights, quota=quota, names=names)
    places = numbers_by_player(rule, positions, "position")
    (votes,) = rule.seats.values()
    read = [
        (members, *_expected(members, votes, places))
        for members in _winning(rule, places, closed=closed)
    ]
    coalitions = tuple(
        PolicyCoalition(members, pivots, policy, _is_dominated(policy, read, places))
        for members, pivots, policy in read
    )
    everybody = tuple(sorted(places, key=lambda m: places[m]))
    return PolicyDistances(
        rule,
        places,
        _expected(everybody, votes, places)[0],
        coalitions,
        closed=closed,
        sources=SOURCES,
        method="enumeration of winning coalitions",
    )


def _winning(rule: Rule, places: Mapping[str, float], *, closed: bool) -> Iterator[tuple[str, ...]]:
    if not closed and len(places) > MOST_FREE:
        raise InputError(
            f"{len(places)} players have too many coalitions to list; "
            f"keep closed=True, or at most {MOST_FREE} players"
        )
    ordered = sorted(places, key=lambda m: places[m])
    if closed:
        candidates = (
            tuple(sorted((*left, *inside, *right), key=ordered.index))
            for left, inside, right in connected_coalitions(places)
        )
    else:
        candidates = (c for k in range(1, len(ordered) + 1) for c in combinations(ordered, k))
    return (members for members in candidates if rule.is_winning(members))


def _expected(
    members: Sequence[str], votes: Mapping[str, float], places: Mapping[str, float]
) -> tuple[tuple[str, ...], float]:
    held = balance_pivots([votes[m] for m in members], [places[m] for m in members])
    pivots = tuple(m for m, is_held in zip(members, held.tolist(), strict=True) if is_held)
    at = [places[m] for m in pivots]
    return pivots, (min(at) + max(at)) / 2


def _is_dominated(
    policy: float,
    read: Sequence[tuple[tuple[str, ...], tuple[str, ...], float]],
    places: Mapping[str, float],
) -> bool:
    return any(
        other != policy and all(abs(places[m] - other) < abs(places[m] - policy) for m in members)
        for members, _, other in read
    )
