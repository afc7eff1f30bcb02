"""The chance to be pivotal, averaged over how likely the others are to join, in floating point.

Averaging over all x in [0, 1] gives the Shapley-Shubik index, x = 1/2 alone the Penrose-Banzhaf
measure. The algorithm is chosen by size and certified: where a proof of the truncation error
fails, the complete algorithm runs instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError
from winset.solvers.power.counting.decision_diagram import decision_diagram
from winset.solvers.power.counting.diagram_chances import diagram_chances
from winset.solvers.power.counting.generating_function import packed_bits
from winset.solvers.power.counting.limits import is_small
from winset.solvers.power.counting.player_classes import PlayerClasses
from winset.solvers.power.counting.quadrature import TOLERANCE, Quadrature, pivot_quadrature
from winset.solvers.power.counting.swings import QUICK_BITS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
UNIT = 2.0**-53
QUICK_PLAYERS = 62
QUICK_DIAGRAM_BITS = 2e9
QUICK_STEPS = 2e7
MOST_STEPS = 4e11
MOST_TABLE = 6_000_000
LARGEST_PERIOD = 16_000_000
LARGEST_TOTAL = 32_000_000
"""Totals up to which the distribution is built weight by weight: three arrays of half the total."""


@dataclass(frozen=True, eq=False)
class PivotChance:
    """Average pivot chances by class.

    Attributes
    ----------
    values : list of float
        One a class.
    error_bound : float
        Truncation and rounding together.
    method : str
        The algorithm.
    """

    values: list[float]
    error_bound: float
    method: str


def exact_is_quick(classes: PlayerClasses, *, by_size: bool = True) -> bool:
    """Return whether exact integers are as quick as floating point for this rule."""
    if not classes.is_single_vote:
        if classes.n_players <= QUICK_PLAYERS:
            return True
        entries = sum(layer.children.size for layer in decision_diagram(classes).layers)
        return entries * classes.n_players**2 <= QUICK_DIAGRAM_BITS
    bits = packed_bits(classes, by_size=by_size)
    return len(classes.sizes) == 1 or bits <= QUICK_BITS or is_small(classes)


def average_pivot_chance(classes: PlayerClasses) -> PivotChance:
    """Return the average over x in [0, 1]: the Shapley-Shubik index.

    Raises
    ------
    InputError
        More work or memory than is sensible for any algorithm here.
    """
    if not classes.is_single_vote:
        return _by_diagram(classes, pivot_quadrature(classes.n_players))
    complete = pivot_quadrature(classes.n_players)
    steps = _steps(classes, complete)
    if steps > QUICK_STEPS:
        low, high = _likely_interval(classes)
        narrow = pivot_quadrature(classes.n_players, low, high)
        outside = TOLERANCE if (low, high) != (0.0, 1.0) else 0.0
        certified = _by_frequency(classes, narrow, outside, at_most=steps)
        if certified is not None:
            return certified
    return _by_distribution(classes, complete, steps)


def even_pivot_chance(classes: PlayerClasses) -> PivotChance:
    """Return the chance at x = 1/2: the Penrose-Banzhaf measure.

    Raises
    ------
    InputError
        As `average_pivot_chance`.
    """
    even = Quadrature(np.array([0.5]), np.array([1.0]), 0.0)
    if not classes.is_single_vote:
        return _by_diagram(classes, even)
    steps = _steps(classes, even)
    if steps > QUICK_STEPS:
        certified = _by_frequency(classes, even, 0.0, at_most=steps)
        if certified is not None:
            return certified
    return _by_distribution(classes, even, steps)


def _steps(classes: PlayerClasses, quadrature: Quadrature) -> float:
    return float(len(quadrature.nodes)) * classes.n_players * classes.total / 2


def ascending_weights(classes: PlayerClasses) -> tuple[Ints, Ints]:
    """Return the distinct weights of a single vote, ascending, and how many have each."""
    weights = np.array(classes.class_weights[::-1], dtype=np.int64)
    counts = np.array(classes.sizes[::-1], dtype=np.int64)
    return weights, counts


def _by_diagram(classes: PlayerClasses, quadrature: Quadrature) -> PivotChance:
    joining = np.tile(quadrature.nodes, (len(classes.sizes), 1))
    chances = diagram_chances(decision_diagram(classes), joining)
    values = chances.pivotal @ quadrature.weights
    bound = chances.error_bound + quadrature.error_bound + _node_rounding(classes, values)
    return PivotChance(values.tolist(), bound, "decision diagram, Gauss-Legendre")


def _node_rounding(classes: PlayerClasses, values: Floats) -> float:
    """Bound what rounding the nodes and weights can do.

    The pivot chance is a Bernstein polynomial in x, so its total variation is at most 2 n times
    its integral; each node and each weight is off by a unit or so.
    """
    return float(np.max(values)) * UNIT * (4 * classes.n_players + 64)


def _by_distribution(classes: PlayerClasses, quadrature: Quadrature, steps: float) -> PivotChance:
    if steps > MOST_STEPS or classes.total > LARGEST_TOTAL:
        raise InputError(
            f"a total weight of {classes.total:,} over {classes.n_players} players is too large "
            "to count; round the weights to fewer digits"
        )
    from winset.kernels.weighted_votes import pivot_chances

    weights, counts = ascending_weights(classes)
    chances, sizes, factors = pivot_chances(weights, counts, classes.quota, quadrature.nodes)
    values = (quadrature.weights @ chances)[::-1]
    per_term = UNIT * 4 * (classes.n_players + 4)
    rounding = quadrature.weights @ (per_term * sizes + 4 * UNIT * factors)
    bound = float(np.max(rounding)) + quadrature.error_bound + _node_rounding(classes, values)
    return PivotChance(values.tolist(), bound, "distribution of the total, Gauss-Legendre")


def _likely_interval(classes: PlayerClasses) -> tuple[float, float]:
    """Return the chances x outside which being pivotal is, by Hoeffding, below the tolerance."""
    weights, counts = ascending_weights(classes)
    squares = float(counts @ (weights.astype(float) ** 2))
    reach = sqrt(-log(TOLERANCE) * squares / 2)
    heaviest, total = float(weights[-1]), float(classes.total)
    low = (classes.quota - heaviest - reach) / total
    high = (classes.quota + reach) / (total - heaviest) if total > heaviest else 1.0
    return max(0.0, low), min(1.0, high)


def _by_frequency(
    classes: PlayerClasses, quadrature: Quadrature, outside: float, *, at_most: float
) -> PivotChance | None:
    """Return the answer from low frequencies, or None where that is not proved or not quicker."""
    period = _odd_period(classes.total + 1)
    if period > LARGEST_PERIOD:
        return None
    weights, counts = ascending_weights(classes)
    variance = float(np.min(quadrature.nodes * (1 - quadrature.nodes)))
    count = _frequencies_needed(weights, counts, period, variance)
    if count is None or count * len(weights) > MOST_TABLE:
        return None
    if 8.0 * len(quadrature.nodes) * count * len(weights) > at_most:
        return None
    from winset.kernels.weighted_votes import frequency_tables, pivot_chances_by_frequency

    tables = frequency_tables(weights, classes.quota, period, count)
    chances, sizes = pivot_chances_by_frequency(
        counts, tables, period, quadrature.nodes, quadrature.weights
    )
    values = chances[::-1]
    bound = float(np.max(sizes)) * 32 * UNIT + quadrature.error_bound + outside + TOLERANCE
    return PivotChance(
        values.tolist(),
        bound + _node_rounding(classes, np.abs(values)),
        f"characteristic function, {count + 1} certified frequencies, Gauss-Legendre",
    )


def _frequencies_needed(weights: Ints, counts: Ints, period: int, variance: float) -> int | None:
    """Return how many frequencies carry all but the tolerance, proved; None if too many.

    With sum over players of cos(2 pi k w / period) = C_k, one Fourier transform of the weights,
    the characteristic function at chance x is at most exp(-x (1 - x) (n - C_k)), at most
    exp(x (1 - x) 2) <= exp(1/2) more without one player, and a window of w weights adds a factor
    of at most min(w, 1 / sin(pi k / period)).
    """
    histogram = np.zeros(period)
    histogram[weights] = counts
    together = np.fft.rfft(histogram).real
    k = np.arange(1, len(together))
    slack = 1e-9 * counts.sum()
    decay = np.exp(-variance * (counts.sum() - together[1:] - slack) + 0.5)
    terms = 2 / period * decay * np.minimum(float(weights[-1]), 1 / np.sin(np.pi * k / period))
    tail = np.cumsum(terms[::-1])[::-1]
    beyond = np.flatnonzero(tail <= TOLERANCE)
    if len(beyond) == 0:
        return None
    return int(beyond[0])


def _odd_period(at_least: int) -> int:
    """Return the least odd number at or above this with no prime factor beyond 7."""
    best = 3
    while best < at_least:
        best *= 3
    for five in range(20):
        for seven in range(20):
            rest = 5**five * 7**seven
            if rest >= best:
                break
            three = rest
            while three < at_least:
                three *= 3
            best = min(best, three)
    return best
