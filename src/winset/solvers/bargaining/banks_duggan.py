"""Bargaining over a point on a line, the median deciding, proposers drawn at random."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.results.bargaining.agreement_offers import AcceptedProposals


def banks_duggan(ideals: ArrayLike, *, discount: float) -> AcceptedProposals:
    """The proposals that pass in the stationary equilibrium without delay.

    How far from the median can a proposer go where refusal costs time?

    Parameters
    ----------
    ideals
        Ideal points of an odd number of members, shape ``(n,)``, each as likely to propose.
    discount
        Worth of a unit one session later, 0 to below 1.

    Returns
    -------
    AcceptedProposals
        The points the median accepts; it shrinks to the median as the discount grows.

    Raises
    ------
    InputError
        If the number of members is even or the discount out of bounds.

    Notes
    -----
    Members value x at 1 - (x - x_i)^2 and no agreement at 0. The median m accepts x if
    1 - (x - m)^2 >= d V, V the mean over proposers of its value of what they propose, each the
    point of the accepted interval nearest its ideal. The half-width is found by bisection: the
    left side falls and the right side falls more slowly as it widens.

    References
    ----------
    Banks and Duggan (2000), American Political Science Review 94(1): 73-88.

    Examples
    --------
    >>> round(banks_duggan([-1, 0, 1], discount=0.9).high, 6)
    0.5
    """
    points = np.sort(np.atleast_1d(np.array(ideals, dtype=np.float64)))
    if len(points) % 2 == 0:
        raise InputError("an even number of members has no single median", "add or drop one")
    if not 0.0 <= discount < 1.0:
        raise InputError("a discount is 0 or more and below 1")
    median = float(points[len(points) // 2])

    def slack(half: float) -> float:
        offers = np.clip(points, median - half, median + half)
        value = float(np.mean(1.0 - (offers - median) ** 2))
        return 1.0 - half**2 - discount * value

    low, high = 0.0, 1.0
    if slack(high) >= 0.0:
        low = high
    for _ in range(100):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if slack(middle) >= 0.0 else (low, middle)
    return AcceptedProposals(
        median - low,
        median + low,
        tuple(points.tolist()),
        discount,
        method="bisection on the half-width",
        sources=cited("banks-duggan-2000"),
    )
