"""The Nash solution: the agreement with the largest product of gains."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.games.bargaining import BargainingProblem, Floats
from winset.results.bargaining.agreement import Agreement
from winset.solvers.bargaining.search import SMALLEST_STEP, best_agreement


def nash_solution(
    problem: BargainingProblem,
    *,
    power: Mapping[str, float] | None = None,
    smallest_step: float = SMALLEST_STEP,
) -> Agreement:
    """The allowed point that maximises the product of gains, each to the power of its player.

    Which agreement do governments reach that share equally what their power does not decide?

    Parameters
    ----------
    problem
        The bargaining problem.
    power
        Bargaining power by player, above 0; default 1 each.
    smallest_step
        Where the search ends, in units of an axis; default 1e-8.

    Returns
    -------
    Agreement

    Raises
    ------
    InputError
        If a power is not positive or its player unknown.

    Notes
    -----
    Maximises the sum of power times the logarithm of the gain. Allowed points need not be convex,
    so the axioms of the solution hold on the convex pieces only.

    References
    ----------
    Nash (1950), The bargaining problem, Econometrica 18(2): 155-162.

    Examples
    --------
    >>> from winset.games.bargaining import pie
    >>> [round(float(nash_solution(pie(high=cap)).point[0]), 6) for cap in (1.0, 0.35)]
    [0.5, 0.35]
    """
    weights = np.ones(len(problem.players))
    for name, value in (power or {}).items():
        if value <= 0.0:
            raise InputError(f"bargaining power of {name} is {value:g}", "above 0")
        weights[problem.player(name)] = value

    def product(gains: Floats) -> Floats:
        with np.errstate(divide="ignore"):
            logs = np.log(np.maximum(gains, 0.0))
        return np.asarray((weights * logs).sum(axis=1))

    return best_agreement(
        problem, product, solution="nash", sources=cited("nash-1950"), smallest_step=smallest_step
    )
