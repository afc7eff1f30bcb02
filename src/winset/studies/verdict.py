"""The verdict in words, and what a reader must be warned of."""

from __future__ import annotations

import numpy as np

from winset.cases.model import Case
from winset.results.ratification import RatificationPrice
from winset.solvers.coalitions.contributions import Field
from winset.studies.actor_sections import title_of
from winset.studies.draws import Draws
from winset.translate import CodedGame, chamber_seats


def verdict_reason(case: Case, field: Field, likely: RatificationPrice) -> str:
    """Why the verdict at likely values is what it is, in one sentence."""
    word = likely.verdict_word()
    price, budget = float(likely.price[0]), float(likely.budget[0])
    gate = _gatekeeper(case, field)
    if word == "passes":
        return f"the budget of {budget:.3g} member-moves covers the price of {price:.3g}"
    if word == "stalls":
        if not likely.is_ready[0]:
            return "the proposal is not ready at the deadline"
        return f"{gate} holds the calendar, loses from the bill and is not paid"
    short = f"the budget of {budget:.3g} member-moves does not cover the price of {price:.3g}"
    if not np.isfinite(price):
        short = "no payment the rule allows makes it pass"
    if word == "withdrawn":
        return f"{short}, and {gate} holds the calendar"
    return f"{short}, and there is a vote all the same"


def _gatekeeper(case: Case, field: Field) -> str:
    gate = field.game.institutions.gatekeeper
    if gate is None:
        return "nobody"
    name = field.game.labels.actors[gate]
    return title_of(name, case.actors[name])


def warnings(coded: CodedGame, likely: RatificationPrice, sampled: Draws) -> list[str]:
    """What a reader must know before believing the numbers."""
    found = _of_coding(coded)
    if not likely.affordable[0] and np.isfinite(likely.price[0]):
        found.append(
            "the supporters cannot cover the price: the coalition listed is the one they would "
            "need, not one they have"
        )
    if sampled.count < 400:
        found.append(f"only {sampled.count} draws: probabilities and percentiles are coarse")
    share = sampled.passage_probability
    if 0.2 < share < 0.8:
        found.append(
            "the verdict at likely values is uncertain: a substantial share of the draws ends "
            "otherwise"
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


def _of_coding(coded: CodedGame) -> list[str]:
    """What the case leaves out and the answer rests on all the same."""
    case, labels, numbers = coded.case, coded.likely.labels, coded.likely.numbers
    found = []
    if (numbers.status_quo == numbers.proposal).all():
        found.append("nothing is proposed: on every vote axis the proposal is the status quo")
    for column, (chamber, seats) in enumerate(chamber_seats(case).items()):
        sitting = int(labels.seats[:, column].sum())
        if sitting < _FEW_VACANCIES * seats:
            found.append(f"only {sitting} of {seats} seats of the {chamber} are filled")
    spends = (numbers.capacity[0] > 0.0) & np.isnan(numbers.impact[0])
    names = [
        title_of(labels.actors[row], case.actors[labels.actors[row]]) for row in spends.nonzero()[0]
    ]
    if names:
        found.append(
            "without coded conditions of a pivotal role these count as fully engaged: "
            + ", ".join(names)
        )
    return found
