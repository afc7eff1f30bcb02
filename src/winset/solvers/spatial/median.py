"""The median voter: the point or points that no majority wants to leave."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.results.spatial.spatial_policy import PolicyInterval
from winset.solvers.spatial.majority_core import majority_core


def median_voter(ideals: ArrayLike, *, weights: ArrayLike | None = None) -> PolicyInterval:
    """The median of a line of voters.

    Which point beats or ties every other by simple majority?

    Parameters
    ----------
    ideals
        Ideal points, shape ``(n,)``.
    weights
        Weights, shape ``(n,)``; default 1 each.

    Returns
    -------
    PolicyInterval
        One point, or all points between the two middle voters where weights split evenly.

    Raises
    ------
    InputError
        If there is no voter or a weight is negative.

    References
    ----------
    Black (1948), On the rationale of group decision-making, Journal of Political Economy 56: 23-34.

    Examples
    --------
    >>> median_voter([0.1, 0.4, 0.9]).low
    0.4
    >>> even = median_voter([0.1, 0.4, 0.6, 0.9])
    >>> even.low, even.high
    (0.4, 0.6)
    """
    points = np.atleast_1d(np.array(ideals, dtype=np.float64))
    heavy = np.ones(len(points)) if weights is None else np.array(weights, dtype=np.float64)
    if heavy.shape != points.shape or (heavy < 0).any() or heavy.sum() <= 0:
        raise InputError("weights are one a voter, none negative, not all zero")
    half = 0.5 * float(heavy.sum())
    found = majority_core(points, weights=heavy, needed=half * (1.0 + 1e-9))
    return PolicyInterval(
        found.low,
        found.high,
        found.ideals,
        found.weights,
        found.needed,
        method="weights in order from both ends",
        sources=cited("black-1948"),
    )
