"""The verdict in words, and what a reader must be warned of."""

from __future__ import annotations

import numpy as np

from winset.cases.model.case import Case
from winset.reports.domestic.report_prose import PRICE_NOT_COVERED, UNCERTAIN_VERDICT
from winset.results.ratification.ratification import RatificationPrice
from winset.solvers.coalitions.contributions import Field
from winset.solvers.coalitions.engagement import has_engagement
from winset.studies.domestic.actor_sections import title_of
from winset.studies.domestic.draws import Draws
from winset.translate import CodedGame, chamber_seats


def verdict_reason(case: Case, field: Field, sampled: Draws) -> str:
    """Explain why the most frequent outcome is what it is, in one sentence."""
    word = sampled.verdict_word
    gate = _gatekeeper(case, field)
    if word == "stalls":
        ready = float(field.formulation.is_ready.mean())
        if ready < 1.0:
            return "the proposal is not ready at the deadline"
        return f"{gate} holds the calendar and loses from the bill"
    if word == "withdrawn":
        return f"{gate} holds the calendar and counts too few votes"
    counts = "; ".join(
        f"{chamber} {sampled.recorded[:, column].mean():.0f} of {needed} needed"
        for column, (chamber, needed) in enumerate(_quotas(field).items())
    )
    votes = f" ({counts} on average)" if counts else ""
    if word == "passes":
        return f"it comes to a vote and the rule is met{votes}"
    return f"it comes to a vote and the rule is not met{votes}"


def _quotas(field: Field) -> dict[str, str]:
    """Votes needed of each chamber; where clauses of the rule ask for others, each of them."""
    clauses = field.game.institutions.rule.clauses()
    return {
        name: " or ".join(
            f"{quota:g}" for quota in sorted({c.quotas[name] for c in clauses if name in c.quotas})
        )
        for name in field.game.labels.chambers
    }


def _gatekeeper(case: Case, field: Field) -> str:
    gate = field.game.institutions.gatekeeper
    if gate is None:
        return "nobody"
    name = field.game.labels.actors[gate]
    return title_of(name, case.actors[name])


def warnings(coded: CodedGame, likely: RatificationPrice, sampled: Draws) -> list[str]:
    """Say what a reader must know before believing the numbers."""
    found = _of_coding(coded)
    if not likely.affordable[0] and np.isfinite(likely.price[0]):
        found.append(
            f"{PRICE_NOT_COVERED}: the coalition listed is the one they would need, not one they "
            "have"
        )
    if sampled.count < 400:
        found.append(f"only {sampled.count} draws: probabilities and percentiles are coarse")
    verdict, there = sampled.verdict_word, likely.verdict_word()
    share = sampled.verdict_shares[verdict]
    if share < _CLEAR:
        found.append(
            f"{UNCERTAIN_VERDICT}: it is the most frequent outcome, and {1 - share:.0%} of "
            "the draws end otherwise"
        )
    if there != verdict:
        found.append(
            f"with every number at its likely value and no shock the outcome is `{there}`; "
            f"break-evens and pivots are read there, while the verdict, `{verdict}`, is the most "
            "frequent outcome over the draws"
        )
    ranges = sum(item.is_range for item in coded.inputs if not item.path.startswith("parameters"))
    if ranges == 0:
        found.append("no number of the case has a range: the uncertainty shown is the shocks' only")
    if len(likely.clauses) > 1 and np.isfinite(likely.clause_prices[0]).sum() > 1:
        ranked = np.sort(likely.clause_prices[0])
        if ranked[1] - ranked[0] <= 1e-9 * (1.0 + abs(ranked[0])):
            found.append("several clauses of the rule cost the same; the first is shown")
    return found


_FEW_VACANCIES = 0.95
_CLEAR = 0.8
_NOTHING_PROPOSED = "nothing is proposed: on every vote axis the proposal is the status quo"
_STANDS_STILL = (
    "the measure is of mixed direction: at likely values the proposal is the status quo, so the "
    "price, members unpaid, pivots and break-evens, which are read there, say little; the "
    "probability is over its whole range"
)


def _of_coding(coded: CodedGame) -> list[str]:
    """Say what the case leaves out and the answer rests on all the same."""
    case, labels, numbers = coded.case, coded.likely.labels, coded.likely.numbers
    found = []
    if (numbers.status_quo == numbers.proposal).all():
        found.append(_STANDS_STILL if case.direction == "mixed" else _NOTHING_PROPOSED)
    for column, (chamber, seats) in enumerate(chamber_seats(case).items()):
        sitting = int(labels.seats[:, column].sum())
        if sitting < _FEW_VACANCIES * seats:
            found.append(f"only {sitting} of {seats} seats of the {chamber} are filled")
    spends = (numbers.capacity[0] > 0.0) & ~has_engagement(coded.likely)
    names = [
        title_of(labels.actors[row], case.actors[labels.actors[row]]) for row in spends.nonzero()[0]
    ]
    if names:
        found.append(
            "without coded conditions of a pivotal role these count as fully engaged: "
            + ", ".join(names)
        )
    return found
