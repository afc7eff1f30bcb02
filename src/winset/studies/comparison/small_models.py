"""Small models fitted to the casebook: how long a proposal takes, who joins, who takes part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.games.domestic import Floats
from winset.reports.comparison.small_models_report import SmallCoefficient, SmallModel, SmallModels
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.coalitions.joining import (
    USUAL_REASON_DISTANCE,
    USUAL_STAKE,
    USUAL_VOTE_DISTANCE,
    distances_to_platform,
)
from winset.solvers.estimation.small_regressions import (
    Fitted,
    NormalPrior,
    fitted,
    logit_log_likelihood,
    normal_log_likelihood,
)
from winset.solvers.stages.formulation import division_of_executive, strongest_broker
from winset.studies.estimate.plan import read_estimate_plan
from winset.translate import coded_game

PRIORS: dict[str, dict[str, tuple[float, float]]] = {
    "formulation": {
        "constant": (0.0, 1.0),
        "division": (0.0, 1.0),
        "broker": (0.0, 1.0),
        "log spread": (float(np.log(0.7)), 0.5),
    },
    "joining": {
        "constant": (0.0, 1.5),
        "stake": (0.0, 2.0),
        "vote_distance": (0.0, 4.0),
        "reason_distance": (0.0, 4.0),
    },
    "engagement": {
        "constant": (0.5, 0.3),
        "stake": (0.0, 0.5),
        "conditions": (0.0, 0.5),
        "other business": (0.0, 0.5),
        "log spread": (float(np.log(0.25)), 0.5),
    },
}
"""Mean and standard deviation of each prior, as registered before the first fit."""


@dataclass(frozen=True)
class CaseObservations:
    """Data that a small model is fitted to.

    Parameters
    ----------
    x
        Predictors with the constant first, shape ``(n, k)``.
    y
        Outcomes, shape ``(n,)``.
    censored
        1 where only a lower bound is known, shape ``(n,)``.
    fold
        Episode of each.
    note
        What else to know.
    """

    x: Floats
    y: Floats
    censored: Floats
    fold: tuple[str, ...]
    note: str


def small_models(
    cases: Sequence[Case] | None = None, parameters: Parameters | None = None
) -> SmallModels:
    """Fit the models of formulation, joining and engagement and score them on what is left out.

    Answers: how long do proposals take, who joins the common campaign against a bill, and what goes
    with taking part?

    Parameters
    ----------
    cases
        Default: every domestic case of the casebook, those coded anew in their second coding.
    parameters
        Default: the block shipped with the package.

    Returns
    -------
    SmallModels
        A model without an observation in these cases is left out.

    Notes
    -----
    Priors were registered before the first fit; each model is fitted by its mode and the curvature
    there. What is left out are whole episodes.
    """
    from winset.cases.file.read_parameters import read_parameters

    block = parameters or read_parameters()
    read = list(cases) if cases is not None else list(casebook_cases())
    observed = {
        "formulation": _formulation(read, block),
        "joining": joining_observations(read, block),
        "engagement": _engagement(read, block),
    }
    found = {name: data for name, data in observed.items() if data.y.size}
    return SmallModels(
        kind="winset/small-models/1",
        cases=[case.id for case in read],
        models=[_model(name, data) for name, data in found.items()],
        coefficients=[row for name, data in found.items() for row in _rows(name, data)],
    )


def casebook_cases() -> Iterable[Case]:
    """Domestic cases of the casebook that are bills."""
    from winset import casebook
    from winset.foundation.errors import InputError

    for name in casebook.case_ids():
        try:
            yield casebook.read_domestic_case(name)
        except InputError:  # a negotiation has no bill of its own
            continue


def _formulation(cases: Sequence[Case], block: Parameters) -> CaseObservations:
    rows, days, censored, folds = [], [], [], []
    plan, at_once = read_estimate_plan(), 0
    for case in cases:
        stages = case.stages
        stage = None if stages is None else stages.formulation
        if stages is None or stage is None or stage.work_days is None:
            continue
        end = stage.proposal or stages.voting.deadline
        taken = (end.likely - stage.start.likely).days
        if taken < 1:
            at_once += 1
            continue
        game = coded_game(case, block).likely
        coordination = 0.0 if stage.coordination is None else stage.coordination.likely
        broker = float(strongest_broker(game)[0]) * coordination
        rows.append([1.0, float(division_of_executive(game)[0]), -broker])
        days.append(np.log(taken / max(stage.work_days.likely, 1.0)))
        censored.append(float(stage.proposal is None))
        folds.append(plan.fold_of(case.id))
    divided = len({round(row[1], 3) for row in rows})
    note = (
        f"{int(sum(censored))} without a proposal; {at_once} began with it and stay out; "
        f"{divided} values of division, {sum(row[2] < 0 for row in rows)} with a broker."
    )
    return _observed(rows, days, censored, folds, note)


def joining_observations(cases: Sequence[Case], block: Parameters) -> CaseObservations:
    """Stake, distances on the vote and in reasons, and whether each opponent joined.

    Parameters
    ----------
    cases
        The cases; opponents whose part is not recorded, and founders of a campaign, stay out.
    block
        The parameter block.
    """
    rows, answers, folds = [], [], []
    plan = read_estimate_plan()
    for case in cases:
        game = coded_game(case, block).likely
        field = field_of(game)
        outside = np.flatnonzero(~game.labels.at_level("legislature"))
        loses = field.surplus.total[0, outside] < 0.0
        known = game.numbers.joined[0, outside]
        capacity = game.numbers.capacity[0, outside]
        if not (loses & ~np.isnan(known)).any():
            continue
        order = sorted(np.flatnonzero(loses), key=lambda n: game.labels.actors[outside[n]])
        founder = max(order, key=lambda n: capacity[n])
        inside = loses & ((known == 1.0) | (np.arange(outside.size) == founder))
        weight = np.where(inside, capacity, 0.0)[None, :]
        votes, reasons = distances_to_platform(game, outside, weight)
        for place in np.flatnonzero(loses & ~np.isnan(known)):
            if place == founder:
                continue
            rows.append(
                [
                    1.0,
                    float(field.stake[0, outside[place]]) - USUAL_STAKE,
                    float(np.nan_to_num(votes[0, place] - USUAL_VOTE_DISTANCE)),
                    float(np.nan_to_num(reasons[0, place] - USUAL_REASON_DISTANCE)),
                ]
            )
            answers.append(float(known[place]))
            folds.append(plan.fold_of(case.id))
    outs = len(answers) - int(sum(answers))
    placed = sum(row[3] != 0.0 for row in rows)
    note = (
        f"{outs} of them recorded as not having joined; {placed} with a place on a reason axis "
        "they share with others."
    )
    return _observed(rows, answers, [0.0] * len(rows), folds, note)


def _engagement(cases: Sequence[Case], block: Parameters) -> CaseObservations:
    rows, seen, folds, undated = [], [], [], 0
    plan = read_estimate_plan()
    for case in cases:
        game = coded_game(case, block).likely
        field, numbers = field_of(game), game.numbers
        for row, (name, actor) in enumerate(case.actors.items()):
            if actor.engagement is None or actor.pivotal is None:
                continue
            if not actor.engagement.evidence:
                undated += 1
                continue
            three = [numbers.impact, numbers.cost_of_staying_out, numbers.resources]
            least = min(float(part[0, row]) for part in three)
            busy = 1.0 - float(numbers.free_time[0, row]) if name == case.chief_executive else 0.0
            rows.append([1.0, float(field.stake[0, row]), least, busy])
            seen.append(actor.engagement.value.likely)
            folds.append(plan.fold_of(case.id))
    note = f"{undated} more are coded without a dated sign and stay out."
    return _observed(rows, seen, [0.0] * len(rows), folds, note)


def _observed(
    rows: Sequence[Sequence[float]],
    values: Sequence[float],
    censored: Sequence[float],
    folds: Sequence[str],
    note: str,
) -> CaseObservations:
    return CaseObservations(
        np.array(rows, dtype=np.float64),
        np.array(values, dtype=np.float64),
        np.array(censored, dtype=np.float64),
        tuple(folds),
        note,
    )


def _prior(name: str, *, alone: bool = False) -> NormalPrior:
    """Prior of a model; ``alone`` without predictors."""
    given = PRIORS[name]
    names = [key for key in given if not alone or key in ("constant", "log spread")]
    return NormalPrior(
        tuple(names),
        np.array([given[key][0] for key in names]),
        np.array([given[key][1] for key in names]),
    )


def fitted_joining(data: CaseObservations, spread: float = 1.0) -> Fitted:
    """The model of joining with all prior spreads multiplied.

    Parameters
    ----------
    data
        From `joining_observations`.
    spread
        Factor of the prior standard deviations, above 0.
    """
    prior = _prior("joining")
    wider = NormalPrior(prior.names, prior.mean, prior.sd * spread)
    return _fit("joining", data, np.ones(data.y.size), wider)


def _log_likelihood(name: str, data: CaseObservations, rows: Floats, beta: Floats) -> Floats:
    size = beta.size if name == "joining" else beta.size - 1
    x, y = data.x[rows > 0.5, :size], data.y[rows > 0.5]
    if name == "joining":
        return logit_log_likelihood(beta, x, y)
    return normal_log_likelihood(beta, x, y, data.censored[rows > 0.5])


def _fit(name: str, data: CaseObservations, rows: Floats, prior: NormalPrior) -> Fitted:
    likelihood = partial(_log_likelihood, name, data, rows)
    return fitted(lambda beta: float(likelihood(beta).sum()), prior)


def _scores(name: str, data: CaseObservations, *, alone: bool) -> tuple[float, float | None]:
    """Mean log score and Brier score on episodes left out."""
    folds = np.array(data.fold)
    logs: list[float] = []
    squares: list[float] = []
    for fold in dict.fromkeys(data.fold):
        kept, left = (folds != fold).astype(np.float64), (folds == fold).astype(np.float64)
        found = _fit(name, data, kept, _prior(name, alone=alone))
        values = _log_likelihood(name, data, left, found.mean)
        logs += values.tolist()
        if name == "joining":
            chance = np.exp(values)
            squares += ((1.0 - chance) ** 2).tolist()
    return float(np.mean(logs)), float(np.mean(squares)) if squares else None


def _model(name: str, data: CaseObservations) -> SmallModel:
    score, brier = _scores(name, data, alone=False)
    plain, plain_brier = _scores(name, data, alone=True)
    return SmallModel(
        model=name,
        n=data.y.size,
        episodes=len(set(data.fold)),
        note=data.note,
        log_score=score,
        log_score_without=plain,
        brier=brier,
        brier_without=plain_brier,
    )


def _rows(name: str, data: CaseObservations) -> list[SmallCoefficient]:
    found = _fit(name, data, np.ones(data.y.size), _prior(name))
    return [
        SmallCoefficient(
            model=name,
            coefficient=key,
            prior_mean=float(found.prior.mean[place]),
            prior_sd=float(found.prior.sd[place]),
            mean=float(found.mean[place]),
            sd=float(found.sd[place]),
            learned=float(found.learned[place]),
        )
        for place, key in enumerate(found.prior.names)
    ]
