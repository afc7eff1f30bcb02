"""Counting winning coalitions by how many of their members are decisive."""

from __future__ import annotations

from math import comb, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError
from winset.solvers.power.counting.decision_diagram import evaluated, weight_array
from winset.solvers.power.counting.generating_function import (
    BYTES_AN_INTEGER,
    prefix_counts,
    taken_out,
)
from winset.solvers.power.counting.limits import is_small, refuse_bytes
from winset.solvers.power.counting.player_classes import PlayerClasses

Counts = list[list[int]]
Int64 = NDArray[np.int64]
MOST_COMPOSITIONS = 2**24
LARGEST_IN_INT64 = 56
AT_ONCE = 2**18
"""Compositions gone through together."""


def decisive_counts(classes: PlayerClasses) -> tuple[Counts, str]:
    """Count, for a member of each class, the winning coalitions with k decisive members.

    Returns
    -------
    counts : list of list of int, shape (n_classes, n_players + 1)
        `counts[c][k]`: winning coalitions in which a given member of class c and k - 1 others are
        decisive.
    method : str
        The algorithm.

    Raises
    ------
    InputError
        A game too large for either algorithm.
    """
    if classes.is_single_vote and not is_small(classes):
        return _of_single_vote(classes), "generating functions in exact integers"
    return _of_compound(classes), "enumeration of compositions by class"


def _of_single_vote(classes: PlayerClasses) -> Counts:
    """Go through the slack: with slack d the decisive members are those heavier than d."""
    n, width = classes.n_players, classes.n_players + 1
    cell = width * (n + 1)
    heaviest = classes.class_weights[0]
    cells = classes.quota + heaviest
    refuse_bytes(cells * (5 * cell / 8 + 2 * BYTES_AN_INTEGER), classes, "the Johnston index")
    mask = (1 << width) - 1
    counts = [[0] * (n + 1) for _ in classes.sizes]
    lighter = [*classes.class_weights[1:], 0]
    for heavy, (most, least) in enumerate(zip(classes.class_weights, lighter, strict=True)):
        prefix = prefix_counts(
            classes,
            classes.quota + most,
            steps=[width if c <= heavy else 0 for c in range(len(classes.sizes))],
            cell=cell,
        )
        for c in range(heavy + 1):
            weight = classes.class_weights[c]
            low, high = classes.quota + least - weight, classes.quota + most - weight
            packed = taken_out(prefix, low, high, weight, width)
            for k in range(n):
                counts[c][k + 1] += (packed >> (k * width)) & mask
    return counts


def _of_compound(classes: PlayerClasses) -> Counts:
    n = classes.n_players
    shape = tuple(size + 1 for size in classes.sizes)
    if prod(shape) > MOST_COMPOSITIONS:
        raise InputError(
            f"the Johnston index of this rule needs {prod(shape):,} compositions of coalitions; "
            f"the limit is {MOST_COMPOSITIONS:,}; group players into blocs"
        )
    wins = _winning_compositions(classes, shape)
    decisive = np.zeros(shape, dtype=np.int16)
    for c in range(len(shape)):
        members = np.arange(shape[c], dtype=np.int16).reshape(
            [-1 if d == c else 1 for d in range(len(shape))]
        )
        decisive += _swings(wins, c) * members
    return [_by_decisive(classes, c, _swings(wins, c), decisive, n) for c in range(len(shape))]


def _swings(wins: NDArray[np.bool_], c: int) -> NDArray[np.bool_]:
    """Return the compositions that a member of class c turns from losing to winning."""
    swing = np.zeros(wins.shape, dtype=bool)
    here, less = _from(c, 1), _until(c, -1)
    swing[here] = wins[here] & ~wins[less]
    return swing


def _from(axis: int, start: int) -> tuple[slice, ...]:
    return (*(slice(None) for _ in range(axis)), slice(start, None))


def _until(axis: int, stop: int) -> tuple[slice, ...]:
    return (*(slice(None) for _ in range(axis)), slice(None, stop))


def _winning_compositions(classes: PlayerClasses, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    weights = weight_array(classes)
    wins = np.empty(prod(shape), dtype=bool)
    for start in range(0, len(wins), AT_ONCE):
        rows = np.arange(start, min(start + AT_ONCE, len(wins)))
        joined = np.stack(np.unravel_index(rows, shape), axis=1).astype(np.int64)
        wins[rows] = evaluated(classes.condition, joined @ weights)
    return wins.reshape(shape)


def _by_decisive(
    classes: PlayerClasses, c: int, swing: NDArray[np.bool_], decisive: NDArray[np.int16], n: int
) -> list[int]:
    """Count coalitions with one given member of class c among the decisive, by their number."""
    exact_type = np.int64 if n <= LARGEST_IN_INT64 else object
    tables = []
    for d, size in enumerate(classes.sizes):
        one = int(d == c)
        table = [comb(size - one, k - one) if k >= one else 0 for k in range(size + 1)]
        tables.append(np.array(table, dtype=exact_type))
    counts: NDArray[Any] = np.zeros(n + 1, dtype=exact_type)
    places = np.flatnonzero(swing)
    for start in range(0, len(places), AT_ONCE):
        part = places[start : start + AT_ONCE]
        ways: NDArray[Any] = np.ones(len(part), dtype=exact_type)
        for values, joined in zip(tables, np.unravel_index(part, swing.shape), strict=True):
            ways = ways * values[joined]
        np.add.at(counts, decisive.reshape(-1)[part], ways)
    return [int(count) for count in counts]
