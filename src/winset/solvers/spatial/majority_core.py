"""The core of a quota rule on a line: what no coalition of that size wants to leave."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.results.spatial.spatial_policy import PolicyInterval


def majority_core(
    ideals: ArrayLike, *, needed: float, weights: ArrayLike | None = None
) -> PolicyInterval:
    """The points of a line that no coalition with enough weight would move.

    Which status quos are in gridlock?

    Parameters
    ----------
    ideals
        Ideal points, shape ``(n,)``.
    needed
        Weight of a winning coalition; above half the total.
    weights
        Weights, shape ``(n,)``; default 1 each.

    Returns
    -------
    PolicyInterval
        From the left to the right pivot.

    Raises
    ------
    InputError
        If the weight needed is not above half the total, or more than the total.

    Notes
    -----
    The right pivot is the first from the right at which the weight to the right, its own included,
    reaches what is needed; the left pivot likewise. A status quo between them is in gridlock.

    References
    ----------
    Krehbiel (1998), Pivotal Politics; Tsebelis (2002), Veto Players (core of a qualified majority).

    Examples
    --------
    >>> core = majority_core([0, 0.1, 0.2, 0.4, 0.5, 0.7, 0.9], needed=5)
    >>> core.low, core.high
    (0.2, 0.5)
    """
    points = np.atleast_1d(np.array(ideals, dtype=np.float64))
    heavy = np.ones(len(points)) if weights is None else np.array(weights, dtype=np.float64)
    total = float(heavy.sum())
    if not 0.5 * total < needed <= total:
        raise InputError(
            f"a winning weight of {needed:g} out of {total:g}",
            "above half of it, so that two coalitions cannot win against each other",
        )
    order = np.argsort(points, kind="stable")
    ranked, weight = points[order], heavy[order]
    from_left = np.cumsum(weight)
    from_right = np.cumsum(weight[::-1])[::-1]
    right = float(ranked[np.flatnonzero(from_left >= needed)[0]])
    left = float(ranked[np.flatnonzero(from_right >= needed)[-1]])
    return PolicyInterval(
        left,
        right,
        tuple(points.tolist()),
        tuple(heavy.tolist()),
        needed,
        method="weights in order from both ends",
        sources=cited("krehbiel-1998"),
    )
