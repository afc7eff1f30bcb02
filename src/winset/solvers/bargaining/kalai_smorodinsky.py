"""The Kalai-Smorodinsky solution: equal shares of the best each could hope for."""

from __future__ import annotations

import numpy as np

from winset.foundation.citations import cited
from winset.games.bargaining import BargainingProblem, Floats
from winset.results.bargaining.agreement import Agreement, no_agreement
from winset.solvers.bargaining.search import best_agreement


def hopes(problem: BargainingProblem) -> Floats:
    """The largest gain of each player over all allowed points, shape ``(n_players,)``."""

    def own(place: int) -> float:
        found = best_agreement(problem, lambda g: g[:, place], solution="own best", sources=())
        return float(found.gains[place])

    return np.array([own(place) for place in range(len(problem.players))])


def kalai_smorodinsky(problem: BargainingProblem) -> Agreement:
    """The allowed point that gives all the largest equal share of their best.

    Which agreement is reached if a government's claim grows with the best it could hope for?

    Parameters
    ----------
    problem
        The bargaining problem.

    Returns
    -------
    Agreement

    Notes
    -----
    Maximises the smallest ratio of gain to hope, where the hope is the player's largest gain over
    the allowed points; among those the sum of ratios (to a millionth) decides. Unlike the Nash
    solution it moves with a constraint that does not bind, since that lowers a hope.

    References
    ----------
    Kalai and Smorodinsky (1975), Econometrica 43(3): 513-518.

    Examples
    --------
    >>> from winset.games.bargaining import pie
    >>> [round(float(kalai_smorodinsky(pie(high=cap)).point[0]), 6) for cap in (1, 0.5, 0.25)]
    [0.5, 0.333333, 0.2]
    """
    if problem.is_empty:
        return no_agreement(problem, "kalai-smorodinsky")
    best = np.maximum(hopes(problem), 1e-300)

    def smallest(gains: Floats) -> Floats:
        ratio = gains / best
        return np.asarray(ratio.min(axis=1) + 1e-9 * ratio.sum(axis=1))

    return best_agreement(
        problem, smallest, solution="kalai-smorodinsky", sources=cited("kalai-smorodinsky-1975")
    )
