"""Take it or leave it: one country proposes, the others ratify or refuse."""

from __future__ import annotations

from winset.foundation.citations import cited
from winset.games.bargaining import BargainingProblem
from winset.results.bargaining.agreement import Agreement
from winset.solvers.bargaining.search import best_agreement


def take_it_or_leave_it(problem: BargainingProblem, proposer: str) -> Agreement:
    """The allowed point that the proposer likes best.

    What does a country get that makes one offer?

    Parameters
    ----------
    problem
        The bargaining problem.
    proposer
        Name of the player that proposes.

    Returns
    -------
    Agreement
        Ties among the proposer's best are broken for the others.

    Raises
    ------
    InputError
        If there is no such player.

    References
    ----------
    Romer and Rosenthal (1978), Public Choice 33(4): 27-43; at the international table Milner and
    Rosendorff (1997), Journal of Conflict Resolution 41(1): 117-146.

    Examples
    --------
    >>> from winset.games.bargaining import pie
    >>> round(float(take_it_or_leave_it(pie(high=0.35), "b").point[0]), 6)
    0.35
    """
    own = problem.player(proposer)
    return best_agreement(
        problem,
        lambda gains: gains[:, own] + 1e-9 * gains.sum(axis=1),
        solution=f"offer:{proposer}",
        sources=cited("romer-rosenthal-1978"),
    )
