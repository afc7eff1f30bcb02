"""The distribution of a weighted tally of independent voters, compiled.

Each voter has a chance of its own. Arguments are not checked: the solvers do.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.kernels.compiled import compiled

__all__ = [
    "convolved",
    "convolved_rows",
    "others_distribution",
    "others_rows",
    "pivot_chances_by_voter",
    "tally_distribution",
    "window_rows",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@compiled
def tally_distribution(weights: Ints, chances: Floats) -> Floats:
    """Return the chance of each tally from 0 to the total weight.

    Parameters
    ----------
    weights : array (n_voters,) of int
        Votes, >= 0.
    chances : array (n_voters,)
        Each voter's chance of a yes.

    Notes
    -----
    One voter after another, all terms non-negative: the relative error of each chance is at most
    about 3 n units. O(n_voters * total).
    """
    total = 0
    for i in range(weights.size):
        total += weights[i]
    now = np.zeros(total + 1)
    now[0] = 1.0
    reach = 0
    for i in range(weights.size):
        w, p = weights[i], chances[i]
        reach += w
        for t in range(reach, w - 1, -1):
            now[t] = (1.0 - p) * now[t] + p * now[t - w]
        for t in range(min(w, reach + 1) - 1, -1, -1):
            now[t] = (1.0 - p) * now[t]
    return now


@compiled
def others_distribution(tally: Floats, weight: int, chance: float) -> Floats:
    """Return the distribution without one voter, from the one with it.

    Parameters
    ----------
    tally : array (total + 1,)
        With the voter.
    weight : int
        The voter's votes, at least 1.
    chance : float
        The voter's chance of a yes.

    Notes
    -----
    From the bottom when the chance is at most 1/2, from the top otherwise, so that errors do not
    grow.
    """
    size = tally.size - weight
    others = np.zeros(size)
    if chance <= 0.5:
        for t in range(size):
            before = others[t - weight] if t >= weight else 0.0
            others[t] = max(0.0, (tally[t] - chance * before) / (1.0 - chance))
    else:
        for t in range(size - 1, -1, -1):
            after = others[t + weight] if t + weight < size else 0.0
            others[t] = max(0.0, (tally[t + weight] - (1.0 - chance) * after) / chance)
    return others


@compiled
def pivot_chances_by_voter(tally: Floats, weights: Ints, chances: Floats, quota: int) -> Floats:
    """Return each voter's chance to be pivotal, from the distribution with everybody.

    Parameters
    ----------
    tally : array (total + 1,)
        From `tally_distribution`.
    weights, chances : array (n_voters,)
        As there; weights at least 1.
    quota : int
        Votes needed.

    Notes
    -----
    O(n_voters * total).
    """
    pivotal = np.zeros(weights.size)
    for i in range(weights.size):
        others = others_distribution(tally, weights[i], chances[i])
        for t in range(max(0, quota - weights[i]), min(quota, others.size)):
            pivotal[i] += others[t]
    return pivotal


@compiled
def convolved(left: Floats, right: Floats) -> Floats:
    """Return the distribution of the sum of two independent tallies."""
    together = np.zeros(left.size + right.size - 1)
    for s in range(left.size):
        if left[s] > 0.0:
            for t in range(right.size):
                together[s + t] += left[s] * right[t]
    return together


@compiled
def others_rows(tally: Floats, weights: Ints, chances: Floats) -> Floats:
    """Return, a row a voter, the distribution without it; padded with zeros to one length.

    Parameters
    ----------
    tally : array (total + 1,)
        With everybody.
    weights, chances : array (n_voters,)
        As `tally_distribution`; weights at least 1.
    """
    rows = np.zeros((weights.size, tally.size))
    for i in range(weights.size):
        others = others_distribution(tally, weights[i], chances[i])
        rows[i, : others.size] = others
    return rows


@compiled
def convolved_rows(rows: Floats, right: Floats) -> Floats:
    """Return each row convolved with one other tally, shape (n_rows, row + right - 1)."""
    together = np.zeros((rows.shape[0], rows.shape[1] + right.size - 1))
    for i in range(rows.shape[0]):
        for s in range(rows.shape[1]):
            if rows[i, s] > 0.0:
                for t in range(right.size):
                    together[i, s + t] += rows[i, s] * right[t]
    return together


@compiled
def window_rows(rows: Floats, weights: Ints, outside: Floats, quota: int) -> Floats:
    """Return for each row the chance that, with the outside tally, quota - w to quota - 1 is met.

    Parameters
    ----------
    rows : array (n_voters, n_tallies)
        A party's tally without each voter.
    weights : array (n_voters,) of int
    outside : array (n_outside,)
        The tally of everybody else.
    quota : int
    """
    running = np.zeros(outside.size + 1)
    for t in range(outside.size):
        running[t + 1] = running[t] + outside[t]
    chances = np.zeros(weights.size)
    for i in range(weights.size):
        for s in range(rows.shape[1]):
            top = min(max(quota - s, 0), outside.size)
            bottom = min(max(quota - weights[i] - s, 0), outside.size)
            chances[i] += rows[i, s] * (running[top] - running[bottom])
    return chances
