"""Density of recorded shares under a normal law, where shares of 0 and 1 are bounds, compiled."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from winset.kernels.compiled import compiled
from winset.kernels.episode_votes import Floats, Integers

__all__ = ["AT_A_BOUND", "LEAST_VARIANCE", "exact_first", "hazard", "log_density"]

_LOG_TWO_PI: Final = math.log(2.0 * math.pi)
_ROOT_TWO: Final = math.sqrt(2.0)
_ROOT_TWO_PI: Final = math.sqrt(2.0 * math.pi)
LEAST_VARIANCE: Final = 1e-12
AT_A_BOUND: Final = 1e-9
"""A share nearer to 0 or 1 than this is a bound."""


@compiled
def _log_upper(value: float) -> float:
    """Log of the standard normal distribution function."""
    if value > -6.0:
        return math.log(0.5 * math.erfc(-value / _ROOT_TWO))
    square = value * value
    return -0.5 * square - math.log(-value * _ROOT_TWO_PI) - 1.0 / square


@compiled
def hazard(value: float) -> float:
    """Density over distribution function of the standard normal.

    Parameters
    ----------
    value : float
        Standard deviations from the mean.
    """
    return math.exp(-0.5 * value * value - _log_upper(value)) / _ROOT_TWO_PI


@compiled
def _is_bound(recorded: float) -> bool:
    return recorded >= 1.0 - AT_A_BOUND or recorded <= AT_A_BOUND


@compiled
def log_density(recorded: Floats, order: Integers, mean: Floats, spread: Floats) -> float:
    """Log density of recorded shares under a normal law, those of 0 and 1 taken as bounds.

    Count by count, each given the ones before it in `order`; after a bound the mean beyond it
    stands for what is not known.

    Parameters
    ----------
    recorded : array (C,)
        Shares, 0..1.
    order : array (C,)
        Of `exact_first`.
    mean : array (C,)
    spread : array (C, C)
        Covariance.
    """
    counts = recorded.size
    root = np.empty((counts, counts))
    solved = np.empty(counts)
    density = 0.0
    for one in range(counts):
        mine = order[one]
        value = recorded[mine] - mean[mine]
        for other in range(one + 1):
            root[one, other] = spread[mine, order[other]]
            for place in range(other):
                root[one, other] -= root[one, place] * root[other, place]
            if other < one:
                root[one, other] /= root[other, other]
                value -= root[one, other] * solved[other]
        root[one, one] = math.sqrt(max(root[one, one], LEAST_VARIANCE))
        away = value / root[one, one]
        if recorded[mine] >= 1.0 - AT_A_BOUND:
            density += _log_upper(-away)
            solved[one] = hazard(-away)
        elif recorded[mine] <= AT_A_BOUND:
            density += _log_upper(away)
            solved[one] = -hazard(away)
        else:
            density -= 0.5 * (away * away + _LOG_TWO_PI) + math.log(root[one, one])
            solved[one] = away
    return density


@compiled
def exact_first(recorded: Floats) -> Integers:
    """Places of the counts, those at a bound last.

    Parameters
    ----------
    recorded : array (C,)
        Shares, 0..1.
    """
    order = np.empty(recorded.size, np.int64)
    place = 0
    for bound in (False, True):
        for count in range(recorded.size):
            if _is_bound(recorded[count]) == bound:
                order[place] = count
                place += 1
    return order
