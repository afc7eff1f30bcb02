"""Cases measured for comparison: conditions from both sides, verdicts, what happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from winset.cases.editing.with_values import with_values
from winset.cases.model.actors import Actor
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.reports.comparison.compare_parts import CaseRow, MeasuredCondition
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.cross_case.calibration import (
    direct_calibration,
    level_of,
    off_the_crossover,
)
from winset.solvers.cross_case.conditions import (
    Measured,
    Side,
    direction_of,
    side_conditions,
)
from winset.studies.comparison.compare_plan import (
    ConditionName,
    Plan,
    PlannedCondition,
    Specification,
)
from winset.studies.domestic.draws import monte_carlo
from winset.translate import coded_game

Conditions = Mapping[str, MeasuredCondition]


@dataclass(frozen=True)
class CaseForecast:
    """Verdict and probability of passage of one case under one block."""

    verdict: str
    probability: float


def forecast_of(case: Case, parameters: Parameters, draws: int, seed: int) -> CaseForecast:
    """Verdict and probability of passage, as `analyze` finds them."""
    sampled = monte_carlo(coded_game(case, parameters), draws, seed)
    return CaseForecast(sampled.verdict_word, sampled.passage_probability)


def under(
    specification: Specification, case: Case, parameters: Parameters
) -> tuple[Case, Parameters]:
    """Case and block under an alternative specification.

    Raises
    ------
    InputError
        If the specification names a parameter that does not exist or a value that does not fit.
    """
    block = parameters
    if specification.parameters:
        block = with_values(parameters, specification.parameters)
    dropped = [name for name in specification.leave_out if name != "pressure"]
    changes: dict[str, Any] = {}
    if dropped:
        defaults: dict[str, Any] = {
            name: Actor.model_fields[name].get_default() for name in dropped
        }
        changes["actors"] = {
            name: actor.model_copy(update=defaults) for name, actor in case.actors.items()
        }
    if "pressure" in specification.leave_out:
        changes["pressure"] = []
    return (case.model_copy(update=changes) if changes else case), block


def measured_case(
    case: Case, parameters: Parameters, plan: Plan, *, draws: int, seed: int
) -> CaseRow:
    """A case with its outcome, its verdict and its conditions from both sides.

    Parameters
    ----------
    case
        With an outcome.
    parameters, plan
        The block and the plan.
    draws, seed
        Of the probability of passage.
    """
    outcome = case.outcome
    if outcome is None:
        raise ValueError("a case without an outcome cannot be compared")
    coded = coded_game(case, parameters)
    field = field_of(coded.likely)
    names = field.game.labels.actors
    direction = direction_of(field.game)
    liberalising = None if direction.value is None else direction.value == 1.0
    adopted = outcome.verdict == "passes"
    sampled = monte_carlo(coded, draws, seed)
    own: Side = 1 if liberalising is not False else -1

    def seen_from(side: Side) -> dict[str, MeasuredCondition]:
        found = side_conditions(field, side)
        raw: dict[ConditionName, Measured] = {
            "WB": found.willingness,
            "PA": found.pivotal,
            "DC": found.cohesion,
            "TIME": found.lobbying_share,
            "LIB": direction,
        }
        return {
            name: _calibrated(plan.conditions[name], value, plan.at_crossover, names)
            for name, value in raw.items()
        }

    return CaseRow(
        case=case.id,
        title=case.title,
        date=outcome.date.isoformat(),
        liberalising=liberalising,
        happened=outcome.verdict,
        adopted=adopted,
        liberal=None if liberalising is None else adopted == liberalising,
        verdict=sampled.verdict_word,
        agrees=sampled.verdict_word == outcome.verdict,
        passage_probability=sampled.passage_probability,
        bill=seen_from(1),
        liberal_side=seen_from(own) if liberalising is not None else {},
    )


def _calibrated(
    planned: PlannedCondition, raw: Measured, at_crossover: float, names: tuple[str, ...]
) -> MeasuredCondition:
    actor = None if raw.actor is None else names[raw.actor]
    if raw.value is None:
        return MeasuredCondition(
            value=None, membership=None, level=None, reason=raw.reason, actor=actor
        )
    return MeasuredCondition(
        value=raw.value,
        membership=membership_of(planned, raw.value, at_crossover),
        level=int(level_of([raw.value], planned.levels)[0]),
        reason=raw.reason,
        actor=actor,
    )


def membership_of(
    planned: PlannedCondition, value: float, at_crossover: float, shift: float = 0.0
) -> float:
    """Membership of a value in a condition's fuzzy set.

    Parameters
    ----------
    planned
        The condition and its anchors.
    value
        What was measured.
    at_crossover
        Added to a membership of exactly 0.5.
    shift
        Move of the crossover, as a share of the way to the anchor on that side.
    """
    if planned.crisp:
        return float(value >= planned.calibration.crossover)
    anchors = planned.calibration
    way = anchors.in_ - anchors.crossover if shift > 0.0 else anchors.crossover - anchors.out
    crossover = anchors.crossover + shift * way
    found = direct_calibration([value], out=anchors.out, crossover=crossover, full=anchors.in_)
    return float(off_the_crossover(found, at_crossover)[0])
