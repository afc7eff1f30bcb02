"""Clauses that groups put on the agenda: at which level each buys whom, and at what price."""

from __future__ import annotations

from typing import Final

import numpy as np

from winset.cases.editing.with_values import with_values
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.reports.whatif.agenda_report import AgendaReport, Clause, ClauseLevel
from winset.results.ratification.ratification import RatificationPrice, finite
from winset.solvers.coalitions.contributions import Field, field_of
from winset.solvers.coalitions.ratification_price import price_in
from winset.studies.arguments import refuse_no_case
from winset.studies.domestic.draws import monte_carlo
from winset.studies.negotiation.second_tries import second_tries_at_home
from winset.translate import coded_game

DRAWS: Final = 500
STEPS: Final = 11
_OFTEN: Final = 0.5


def agenda(
    case: Case,
    *,
    proposer: str | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    parameters: Parameters | None = None,
) -> AgendaReport:
    """Put each clause of a bill at every level and see whom it wins, whom it loses and the price.

    Answers: which clause at which level buys whom?

    Parameters
    ----------
    case
        The case. A clause is a vote axis; whoever put it on the agenda is its `proposed_by`.
    proposer
        Only the clauses of this actor: those it put on the agenda, or if there are none every vote
        axis on which it has a place.
    draws
        Monte Carlo draws at each level.
    seed
        Not negative; the same draws serve every level.
    parameters
        The parameter block; default: the one shipped with the package.

    Returns
    -------
    AgendaReport

    Raises
    ------
    InputError
        If the proposer is not an actor of the case or has no clause, or the case cannot be played.

    Notes
    -----
    Levels are 0, 0.1, ... 1, the status quo, the level in the bill and the proposer's ideal; the
    other axes stay. What is best for the proposer is the take-it-or-leave-it offer of an agenda
    setter who wants it to pass in half of the draws or more. A second try asks all axes at once,
    over what the chief executive does not know; the levels are those of all draws.

    References
    ----------
    Romer, T. and H. Rosenthal (1978), Political resource allocation, controlled agendas, and the
    status quo, Public Choice 33(4): 27-43.
    """
    refuse_no_case(case)
    if parameters is None:
        from winset.cases.file.read_parameters import read_parameters

        parameters = read_parameters()
    wanted = _clauses(case, proposer)
    field, price, chance = _played(case, parameters, draws, seed)
    led = case.chief_executive is not None
    return AgendaReport(
        case=case.id,
        title=case.title,
        seed=seed,
        draws=draws,
        passage_probability=chance,
        price=finite(price.price[0]),
        clauses=[
            _clause(case, parameters, issue, by, field, draws, seed) for issue, by in wanted.items()
        ],
        second_try=second_tries_at_home(case, parameters, 2 * draws, seed) if led else [],
        second_try_reason=None if led else "the case names no chief executive whose bill it is",
        titles={case.id: case.country or case.title}
        | {name: actor.title or name for name, actor in case.actors.items()}
        | {name: issue.title for name, issue in case.issues.items()},
    )


def _clauses(case: Case, proposer: str | None) -> dict[str, str | None]:
    """Vote axes to move, each with who put it on the agenda."""
    axes = {name: one for name, one in case.issues.items() if one.axis == "vote"}
    if proposer is None:
        return {name: one.proposed_by for name, one in axes.items()}
    if proposer not in case.actors:
        right = meant(proposer, case.actors, noun="actors")
        raise InputError(f"--proposer {proposer}: not an actor of {case.id}", right)
    own = [name for name, one in axes.items() if one.proposed_by == proposer]
    placed = [name for name in axes if name in case.actors[proposer].position]
    if not own and not placed:
        raise InputError(
            f"--proposer {proposer}: put no clause on the agenda and stands on no vote axis",
            "name it under `proposed_by` of an issue, or give it a position",
        )
    return dict.fromkeys(own or placed, proposer)


def _played(
    case: Case, parameters: Parameters, draws: int, seed: int
) -> tuple[Field, RatificationPrice, float]:
    coded = coded_game(case, parameters)
    field = field_of(coded.likely)
    return field, price_in(field), monte_carlo(coded, draws, seed).passage_probability


def _clause(
    case: Case,
    parameters: Parameters,
    issue: str,
    proposer: str | None,
    as_it_is: Field,
    draws: int,
    seed: int,
) -> Clause:
    labels = as_it_is.game.labels
    axis = labels.vote_issues.index(issue)
    quo = float(as_it_is.game.numbers.status_quo[0, axis])
    bill = float(as_it_is.game.numbers.proposal[0, axis])
    levels = [*np.linspace(0.0, 1.0, STEPS).round(10).tolist(), quo, bill]
    if proposer is not None and issue in case.actors[proposer].position:
        levels.append(case.actors[proposer].position[issue].likely)
    found = []
    for level in sorted(set(levels)):
        changed = with_values(case, {f"issues.{issue}.proposal": level}) if level != bill else case
        field, price, chance = _played(changed, parameters, draws, seed)
        now, before = field.surplus.total[0], as_it_is.surplus.total[0]
        row = None if proposer is None else labels.actor(proposer)
        found.append(
            ClauseLevel(
                level=level,
                as_proposed=level == bill,
                price=finite(price.price[0]),
                budget=float(price.budget[0]),
                fund=float(price.fund[0]),
                passage_probability=chance,
                joins=[labels.actors[n] for n in np.flatnonzero((now >= 0.0) & (before < 0.0))],
                leaves=[labels.actors[n] for n in np.flatnonzero((now < 0.0) & (before >= 0.0))],
                proposer_gains=None if row is None else float(now[row]),
            )
        )
    return Clause(
        issue=issue,
        title=case.issues[issue].title,
        proposer=proposer,
        status_quo=quo,
        proposed=bill,
        levels=found,
        least_price=_cheapest(found, bill),
        likeliest=max(found, key=lambda n: (n.passage_probability, -abs(n.level - bill))).level,
        best_for_proposer=_best(found, bill),
    )


def _cheapest(levels: list[ClauseLevel], bill: float) -> float | None:
    priced = [
        (one.price, abs(one.level - bill), one.level) for one in levels if one.price is not None
    ]
    return min(priced)[2] if priced else None


def _best(levels: list[ClauseLevel], bill: float) -> float | None:
    """Level the proposer likes best among those that pass often enough."""
    often = [
        (one.proposer_gains, -abs(one.level - bill), one.level)
        for one in levels
        if one.passage_probability >= _OFTEN and one.proposer_gains is not None
    ]
    return max(often)[2] if often else None
