"""One weighted vote among independent supporters, compiled.

Every player joins with the same chance x. A player of weight w is pivotal when the others gather
between quota - w and quota - 1 votes. Two ways to that chance for all weights at once:

- `pivot_chances` builds the distribution of the total weight by adding one player after another
  and takes each weight out again by an alternating sum over steps of w;
- `pivot_chances_by_frequency` inverts the characteristic function, which is the product over
  players, and stops where the caller has proved that the rest is negligible.

Both return, beside the chances, the sizes of the terms they added, from which the callers bound
the rounding. Weights are distinct positive integers, ascending, with their multiplicities.
Arguments are not checked: the solvers do.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.kernels.compiled import compiled

__all__ = ["frequency_tables", "losing_chance", "pivot_chances", "pivot_chances_by_frequency"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@compiled
def _weight_distribution(weights: Ints, counts: Ints, chance: float, limit: int) -> Floats:
    """Return the chance of each total weight from 0 to limit - 1."""
    now = np.zeros(limit)
    then = np.zeros(limit)
    now[0] = 1.0
    reach = 0
    stay = 1.0 - chance
    for d in range(weights.size):
        w = weights[d]
        for _ in range(counts[d]):
            top = min(reach + w, limit - 1)
            for t in range(min(w, top + 1)):
                then[t] = stay * now[t]
            for t in range(w, top + 1):
                then[t] = stay * now[t] + chance * now[t - w]
            now, then = then, now
            reach = top
    return now


@compiled
def _prefix(distribution: Floats) -> Floats:
    """Return the compensated running sums, entry t the chance of a total below t."""
    sums = np.zeros(distribution.size + 1)
    total = 0.0
    lost = 0.0
    for t in range(distribution.size):
        term = distribution[t] - lost
        following = total + term
        lost = (following - total) - term
        total = following
        sums[t + 1] = total
    return sums


@compiled
def _take_out(prefix: Floats, quota: int, w: int, ratio: float) -> tuple[float, float, float]:
    """Return the window of the others, the sum of its terms' sizes, and of their factors."""
    value = 0.0
    size = 0.0
    factors = 0.0
    factor = 1.0
    sign = 1.0
    top = quota
    while top > 0 and factor > 1e-20:
        window = prefix[top] - prefix[max(0, top - w)]
        value += sign * factor * window
        size += factor * window
        factors += factor * prefix[top]
        factor *= ratio
        sign = -sign
        top -= w
    return value, size, factors


@compiled
def pivot_chances(
    weights: Ints, counts: Ints, quota: int, nodes: Floats
) -> tuple[Floats, Floats, Floats]:
    """Return each weight's chance to be pivotal at each chance of joining.

    Parameters
    ----------
    weights, counts : array (n_weights,) of int
        Distinct weights, ascending, and how many players have each.
    quota : int
        From 1 to the total weight.
    nodes : array (n_nodes,)
        Chances of joining, inside (0, 1).

    Returns
    -------
    chances : array (n_nodes, n_weights)
    sizes : array (n_nodes, n_weights)
        Sum of the absolute terms of the alternating sum.
    factors : array (n_nodes, n_weights)
        Sum of the factors times the running sums they multiplied.

    Notes
    -----
    For x above 1/2 the complementary vote is used (joining with 1 - x, quota total - quota + 1),
    so the alternating sum's ratio never exceeds 1. O(n_nodes * quota * n_players).
    """
    total = 0
    for d in range(weights.size):
        total += weights[d] * counts[d]
    chances = np.zeros((nodes.size, weights.size))
    sizes = np.zeros((nodes.size, weights.size))
    factors = np.zeros((nodes.size, weights.size))
    for k in range(nodes.size):
        x = nodes[k]
        threshold = quota
        if x > 0.5:
            x = 1.0 - x
            threshold = total - quota + 1
        prefix = _prefix(_weight_distribution(weights, counts, x, threshold))
        for d in range(weights.size):
            value, size, factor = _take_out(prefix, threshold, weights[d], x / (1.0 - x))
            chances[k, d] = value / (1.0 - x)
            sizes[k, d] = size / (1.0 - x)
            factors[k, d] = factor / (1.0 - x)
    return chances, sizes, factors


@compiled
def losing_chance(weights: Ints, counts: Ints, quota: int, chance: float) -> float:
    """Return the chance that the total weight stays below the quota.

    Parameters
    ----------
    weights, counts : array (n_weights,) of int
        Distinct weights, ascending, and how many players have each.
    quota : int
        At least 1.
    chance : float
        Every player's chance of joining, in [0, 1].
    """
    return float(_prefix(_weight_distribution(weights, counts, chance, quota))[quota])


@compiled
def frequency_tables(
    weights: Ints, quota: int, period: int, n_frequencies: int
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return what does not depend on the chance of joining, by frequency and weight.

    Parameters
    ----------
    weights : array (n_weights,) of int
    quota : int
    period : int
        Odd and above the total weight.
    n_frequencies : int
        At most (period - 1) / 2.

    Returns
    -------
    cosine, sine : array (n_frequencies + 1, n_weights)
        Of 2 pi k w / period.
    window_real, window_imaginary : array (n_frequencies + 1, n_weights)
        The sum over t from quota - w to quota - 1 of exp(-2 pi i k t / period).
    """
    shape = (n_frequencies + 1, weights.size)
    cosine, sine = np.empty(shape), np.empty(shape)
    real, imaginary = np.empty(shape), np.empty(shape)
    turn = 2.0 * np.pi / period
    for k in range(n_frequencies + 1):
        half = np.sin(np.pi * k / period)
        for d in range(weights.size):
            w = weights[d]
            angle = turn * ((k * w) % period)
            cosine[k, d] = np.cos(angle)
            sine[k, d] = np.sin(angle)
            if k == 0:
                real[k, d] = float(w)
                imaginary[k, d] = 0.0
                continue
            twice = (k * (2 * quota - w - 1)) % (2 * period)
            middle = np.pi * twice / period
            length = np.sin(np.pi * ((k * w) % (2 * period)) / period) / half
            real[k, d] = np.cos(middle) * length
            imaginary[k, d] = -np.sin(middle) * length
    return cosine, sine, real, imaginary


@compiled
def pivot_chances_by_frequency(
    counts: Ints,
    tables: tuple[Floats, Floats, Floats, Floats],
    period: int,
    nodes: Floats,
    node_weights: Floats,
) -> tuple[Floats, Floats]:
    """Return each weight's chance to be pivotal, averaged over the nodes, from low frequencies.

    Parameters
    ----------
    counts : array (n_weights,) of int
        Players of each weight.
    tables : four arrays (n_frequencies + 1, n_weights)
        From `frequency_tables`.
    period : int
        As there.
    nodes, node_weights : array (n_nodes,)
        Chances of joining, and the weight of each in the average.

    Returns
    -------
    chances : array (n_weights,)
    sizes : array (n_weights,)
        The same sum with every term's absolute value times the number of rounded factors in it
        (one, plus the sum over players of 1 / |factor|^2).

    Notes
    -----
    O(n_nodes * n_frequencies * n_weights).
    """
    cosine, sine, real, imaginary = tables
    chances = np.zeros(counts.size)
    sizes = np.zeros(counts.size)
    for j in range(nodes.size):
        x = nodes[j]
        stay = 1.0 - x
        for k in range(cosine.shape[0]):
            g_real = node_weights[j] / period * (1.0 if k == 0 else 2.0)
            g_imaginary = 0.0
            rounding = 1.0
            for d in range(counts.size):
                a = stay + x * cosine[k, d]
                b = x * sine[k, d]
                rounding += counts[d] / (a * a + b * b)
                for _ in range(counts[d]):
                    g_real, g_imaginary = g_real * a - g_imaginary * b, g_real * b + g_imaginary * a
            strength = abs(g_real) + abs(g_imaginary)
            if strength == 0.0:
                continue
            strength *= rounding
            for d in range(counts.size):
                a = stay + x * cosine[k, d]
                b = x * sine[k, d]
                inverse = 1.0 / (a * a + b * b)
                top = g_real * a + g_imaginary * b
                side = g_imaginary * a - g_real * b
                chances[d] += (top * real[k, d] - side * imaginary[k, d]) * inverse
                reach = abs(real[k, d]) + abs(imaginary[k, d])
                sizes[d] += strength * reach * np.sqrt(inverse)
    return chances, sizes
