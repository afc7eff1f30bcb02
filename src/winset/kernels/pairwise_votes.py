"""Votes between two options, coalitions and challenges of the spatial model of politics, compiled.

Rules of voting are numbers here: 0 proportional, 1 cubic, 2 proportional-cubic, 3 binary,
4 proportional-binary, 5 asymmetric.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.kernels.compiled import compiled

Floats = NDArray[np.float64]

_LEAST_COALITION = 1e-8
_LEAST_SIDE = 1e-10
_BINARY = 1e-8


@compiled
def _vote(rule: int, weight: float, difference: float) -> float:
    if rule == 0:
        return weight * difference
    if rule == 1:
        return weight * difference**3
    if rule == 2:
        return weight * (difference + difference**3) / 2.0
    if rule == 5:
        return weight * (difference if difference < 0.0 else 2.0 * difference / 3.0)
    step = min(max(difference / _BINARY, -1.0), 1.0)
    if rule == 3:
        return weight * step
    return weight * (0.8 * difference + 0.2 * step)


@compiled
def coalition_strengths(utility: Floats, weight: Floats, rule: int) -> Floats:
    """Strength of the coalition for each option against each other.

    Parameters
    ----------
    utility : array (n_options, n_actors)
        Utility of each option to each actor.
    weight : array (n_actors,)
        Weight of each vote.
    rule : int
        Rule of voting.

    Returns
    -------
    array (n_options, n_options)
        Sum of the votes for the row against the column, at least 1e-8.
    """
    options, actors = utility.shape
    found = np.full((options, options), _LEAST_COALITION)
    for a in range(options):
        for b in range(a + 1, options):
            if rule == 0:
                up, down = _proportional_sides(utility[a], utility[b], weight)
            else:
                up, down = 0.0, 0.0
                for k in range(actors):
                    difference = utility[a, k] - utility[b, k]
                    if difference > 0.0:
                        up += _vote(rule, weight[k], difference)
                    else:
                        down += _vote(rule, weight[k], -difference)
            found[a, b] += up
            found[b, a] += down
    return found


@compiled
def _proportional_sides(first: Floats, second: Floats, weight: Floats) -> tuple[float, float]:
    """Sums of w du over those with du above 0, and of -w du over the others.

    Without a branch, which would cost more than the arithmetic, and in two lanes, so that no sum
    waits for the one before.
    """
    up = 0.0
    down = 0.0
    other_up = 0.0
    other_down = 0.0
    whole = weight.size - weight.size % 2
    for k in range(0, whole, 2):
        cast = weight[k] * (first[k] - second[k])
        other = weight[k + 1] * (first[k + 1] - second[k + 1])
        up += max(cast, 0.0)
        down += max(-cast, 0.0)
        other_up += max(other, 0.0)
        other_down += max(-other, 0.0)
    if whole < weight.size:
        cast = weight[whole] * (first[whole] - second[whole])
        up += max(cast, 0.0)
        down += max(-cast, 0.0)
    return up + other_up, down + other_down


@compiled
def challenges(
    distance: Floats,
    risk: Floats,
    adjust: float,
    weight: Floats,
    salience: Floats,
    rule: int,
    third_parties: bool,
) -> tuple[Floats, Floats]:
    """Find what each actor expects from challenging each other one.

    Parameters
    ----------
    distance : array (n, n)
        Distance of the column's position as the row sees it.
    risk : array (n,)
        Attitude to risk.
    adjust : float
        How much of another actor's attitude an actor knows, 0 to 1; its own it knows.
    weight : array (n,)
        Capability times salience.
    salience : array (n,)
        Sum of saliences.
    rule : int
        Rule of voting.
    third_parties : bool
        Whether third parties take sides.

    Returns
    -------
    chance : array (n, n)
        The row's probability to prevail over the column, as the row sees it.
    gain : array (n, n)
        The row's expected gain from the challenge; 0 on the diagonal.
    """
    n = distance.shape[0]
    chance = np.full((n, n), 0.5)
    gain = np.zeros((n, n))
    seen = np.empty((n, n))
    for i in range(n):
        for a in range(n):
            known = (1.0 - adjust) * risk[i] + adjust * risk[a]
            for b in range(n):
                d = distance[a, b]
                bend = d if d <= 1.0 else 1.0
                seen[b, a] = (1.0 - d) * (1.0 + bend * known)
        for j in range(n):
            if j == i:
                continue
            chance[i, j], gain[i, j] = _challenge(
                seen, i, j, weight, salience[j], rule, third_parties
            )
    return chance, gain


@compiled
def _challenge(
    seen: Floats,
    i: int,
    j: int,
    weight: Floats,
    salience: float,
    rule: int,
    third_parties: bool,
) -> tuple[float, float]:
    """Probability and gain of one challenge; `seen` holds the utility of a row to a column."""
    first = _LEAST_SIDE
    second = _LEAST_SIDE
    for k in (i, j):
        cast = _vote(rule, weight[k], seen[i, k] - seen[j, k])
        if cast > 0.0:
            first += cast
        else:
            second -= cast
    if third_parties and rule == 0:
        low, high = min(i, j), max(i, j)
        base, other = first, second
        for start, stop in ((0, low), (low + 1, high), (high + 1, weight.size)):
            up, down = _third_parties(seen[i], seen[j], weight, base, other, start, stop)
            first += up
            second += down
    elif third_parties:
        base, other = first, second
        for n in range(weight.size):
            if n in (i, j):
                continue
            cast = _vote(rule, weight[n], seen[i, n] - seen[j, n])
            side = base + max(cast, 0.0)
            p = side / (side + other + max(-cast, 0.0))
            with_i = p * (2.0 * seen[i, n] + seen[n, n]) + (1.0 - p) * 3.0 * seen[j, n]
            with_j = p * 3.0 * seen[i, n] + (1.0 - p) * (2.0 * seen[j, n] + seen[n, n])
            cast = _vote(rule, weight[n], with_i - with_j)
            first += max(cast, 0.0)
            second += max(-cast, 0.0)
    p = first / (first + second)
    won = 2.0 * seen[i, i]
    fought = p * won + (1.0 - p) * 2.0 * seen[j, i]
    return p, (1.0 - salience) * won + salience * fought - (seen[i, i] + seen[j, i])


@compiled
def _third_parties(
    to_i: Floats, to_j: Floats, weight: Floats, base: float, other: float, start: int, stop: int
) -> tuple[float, float]:
    """Proportional votes of third parties for either side, without a branch.

    What an actor has to compare comes down to p (u_nn - u_ni) against (1 - p)(u_nn - u_nj), where
    u_nn, the utility of its own position, is 1.
    """
    up = 0.0
    down = 0.0
    for n in range(start, stop):
        cast = weight[n] * (to_i[n] - to_j[n])
        side = base + max(cast, 0.0)
        p = side / (side + other + max(-cast, 0.0))
        vote = weight[n] * (p * (1.0 - to_i[n]) - (1.0 - p) * (1.0 - to_j[n]))
        up += max(vote, 0.0)
        down += max(-vote, 0.0)
    return up, down
