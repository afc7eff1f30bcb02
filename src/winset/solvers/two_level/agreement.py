"""The agreement the table reaches, by a named solution."""

from __future__ import annotations

from winset.foundation.errors import InputError
from winset.foundation.spelling import nearest
from winset.games.bargaining import BargainingProblem
from winset.games.negotiation import Negotiation
from winset.results.bargaining.agreement import Agreement
from winset.solvers.bargaining.alternating_offers import alternating_offers
from winset.solvers.bargaining.kalai_smorodinsky import kalai_smorodinsky
from winset.solvers.bargaining.nash import nash_solution
from winset.solvers.bargaining.search import SMALLEST_STEP
from winset.solvers.bargaining.take_it_or_leave_it import take_it_or_leave_it

__all__ = ["SOLUTIONS", "agreement", "check_solution"]

SOLUTIONS = ("nash", "kalai-smorodinsky", "alternating-offers", "offer:COUNTRY")
"""Names of the solutions."""


def check_solution(solution: str, countries: tuple[str, ...]) -> None:
    """Refuse a solution that does not exist or names nobody at the table.

    Raises
    ------
    InputError
        With what may be written.
    """
    kind, _, proposer = solution.partition(":")
    if kind == "offer":
        if proposer not in countries:
            what = f"`{proposer}` makes no offer here" if proposer else "whose offer is not said"
            right = f"offer:COUNTRY, with a country of {', '.join(countries)}"
            near = nearest(proposer, countries)
            right = f"did you mean `offer:{near}`? It is {right}" if near else right
            raise InputError(f"`{solution}`: {what}", right)
    elif solution not in SOLUTIONS:
        offers = [f"offer:{country}" for country in countries]
        near = nearest(solution, [*SOLUTIONS[:-1], *offers])
        hint = f"did you mean `{near}`? There is " if near else "one of "
        raise InputError(f"`{solution}` is not a solution", hint + ", ".join(SOLUTIONS))


def agreement(
    negotiation: Negotiation,
    problem: BargainingProblem,
    solution: str = "nash",
    *,
    smallest_step: float = SMALLEST_STEP,
) -> Agreement:
    """The agreement that the governments reach.

    Parameters
    ----------
    negotiation
        The table: bargaining power and patience of its countries.
    problem
        The zone with the executives' gains.
    solution
        ``nash``, ``kalai-smorodinsky``, ``alternating-offers`` (the first country of the file
        proposes first) or ``offer:COUNTRY``. An explicit argument: a limit that does not bind
        leaves Nash alone and moves Kalai-Smorodinsky.
    smallest_step
        Where the search of the Nash solution ends, in units of an axis; default 1e-8.

    Returns
    -------
    Agreement

    Raises
    ------
    InputError
        If there is no such solution, or the country that makes the offer is not at the table.
    """
    check_solution(solution, negotiation.names)
    members = [country for country in negotiation.countries if country.name in problem.players]
    if solution == "nash":
        power = {c.name: c.power for c in members}
        return nash_solution(problem, power=power, smallest_step=smallest_step)
    if solution == "kalai-smorodinsky":
        return kalai_smorodinsky(problem)
    if solution == "alternating-offers":
        return alternating_offers(problem, discounts={c.name: c.discount for c in members})
    proposer = solution.partition(":")[2]
    if proposer not in problem.players:
        raise InputError(
            f"`{proposer}` is not in the coalition that ratifies", f"{', '.join(problem.players)}"
        )
    return take_it_or_leave_it(problem, proposer)
