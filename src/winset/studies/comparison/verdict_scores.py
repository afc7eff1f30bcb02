"""Scores of verdicts, the specification curve, Bayesian tests and traces over many cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from winset.cases.model.case import Case, EvidenceTest
from winset.cases.model.parameters import Parameters
from winset.reports.comparison import compare_parts as parts
from winset.solvers.cross_case.forecast_score import ForecastScore, forecast_score
from winset.solvers.cross_case.hypothesis_test import Contingency, hypothesis_test
from winset.solvers.cross_case.process_tracing import (
    Chance,
    Clue,
    TracedProcess,
    trace_process,
)
from winset.studies.comparison.compare_plan import Plan, PlannedHypothesis
from winset.studies.comparison.measured_cases import CaseForecast, forecast_of, under
from winset.studies.comparison.qca import conditions_on

SIDES = (("liberal", "liberal"), ("bill", "adopted"))


def scoring(rows: Sequence[parts.CaseRow], plan: Plan) -> parts.ScoringPart:
    """Scores under the block as given, over all cases and by direction."""
    words = ("passes", "fails", "withdrawn", "stalls")
    return parts.ScoringPart(
        all=_group(rows, plan),
        liberalising=_group([row for row in rows if row.liberalising is True], plan),
        protectionist=_group([row for row in rows if row.liberalising is False], plan),
        table={
            happened: {
                verdict: sum(row.happened == happened and row.verdict == verdict for row in rows)
                for verdict in words
            }
            for happened in words
        },
    )


def _group(rows: Sequence[parts.CaseRow], plan: Plan) -> parts.GroupScore:
    chances = [row.passage_probability for row in rows]
    adopted = [row.adopted for row in rows]
    likely = [chance >= plan.scoring.threshold for chance in chances]
    return parts.GroupScore(
        by_verdict=_score(
            forecast_score([row.verdict == "passes" for row in rows], chances, adopted)
        ),
        by_probability=_score(forecast_score(likely, chances, adopted)),
        verdicts_right=sum(row.agrees for row in rows),
    )


def _score(found: ForecastScore) -> parts.ScorePart:
    return parts.ScorePart(**vars(found))


def specification_curve(
    cases: Sequence[Case],
    usual: Sequence[str],
    parameters: Parameters,
    plan: Plan,
    seed: int,
    progress: Callable[[str], None],
) -> list[parts.SpecificationRow]:
    """Scores of the verdicts under every registered block.

    Parameters
    ----------
    cases
        With outcomes.
    usual
        Verdict of each under the block as given.
    parameters
        The block that the alternatives are made from.
    plan, seed
        As for `compare`.
    progress
        Told what is done before each case.
    """
    found: list[parts.SpecificationRow] = []
    draws = plan.specifications.draws
    for name, specification in plan.specifications.blocks.items():
        forecasts: list[CaseForecast] = []
        for case in cases:
            progress(f"{name}: {case.id}")
            forecasts.append(forecast_of(*under(specification, case, parameters), draws, seed))
        verdicts = [forecast.verdict for forecast in forecasts]
        happened = [case.outcome.verdict for case in cases if case.outcome is not None]
        score = forecast_score(
            [word == "passes" for word in verdicts],
            [forecast.probability for forecast in forecasts],
            [word == "passes" for word in happened],
        )
        found.append(
            parts.SpecificationRow(
                id=name,
                title=specification.title,
                draws=draws,
                verdicts_right=sum(a == b for a, b in zip(verdicts, happened, strict=True)),
                score=_score(score),
                turned=[
                    case.id
                    for case, word, before in zip(cases, verdicts, usual, strict=True)
                    if word != before
                ],
            )
        )
    return found


def hypotheses(rows: Sequence[parts.CaseRow], plan: Plan) -> list[parts.HypothesisPart]:
    """Bayesian tests of every planned hypothesis, for the liberalising side and for the bill."""
    return [
        _hypothesis(f"{name} ({side})", planned, rows, plan, side, outcome)
        for side, outcome in SIDES
        for name, planned in plan.hypotheses.items()
    ]


def _hypothesis(
    name: str,
    planned: PlannedHypothesis,
    rows: Sequence[parts.CaseRow],
    plan: Plan,
    side: str,
    outcome: str,
) -> parts.HypothesisPart:
    counts = {True: [0, 0], False: [0, 0]}
    for row in rows:
        won = row.adopted if outcome == "adopted" else row.liberal
        found = conditions_on(row, side)
        members = [found[c].membership for c in planned.condition] if found else [None]
        if won is None or None in members:
            continue
        has = all(member is not None and member > 0.5 for member in members)
        counts[has][0] += bool(won)
        counts[has][1] += 1
    table = Contingency(*counts[True], *counts[False])
    test = hypothesis_test(
        table, planned.sign, successes=plan.prior.successes, failures=plan.prior.failures
    )
    return parts.HypothesisPart(
        id=name,
        statement=planned.statement,
        side=side,
        sign=planned.sign,
        with_condition=(table.with_success, table.with_cases),
        without_condition=(table.without_success, table.without_cases),
        difference=test.difference,
        posterior=test.posterior,
        bayes_factor=test.bayes_factor,
        strongest=test.strongest,
        chance_of_evidence=test.chance_of_evidence,
        chance_of_error=test.chance_of_error,
        reading=test.reading,
    )


def tracing(cases: Sequence[Case], plan: Plan) -> list[parts.TracedHypothesis]:
    """Every hypothesis that evidence of a case tests."""
    found = []
    for case in cases:
        tests: dict[str, list[Clue]] = {}
        for item in case.evidence:
            if item.test is not None:
                tests.setdefault(item.test.hypothesis, []).append(_clue(item.id, item.test))
        for hypothesis, clues in tests.items():
            traced = trace_process(
                clues,
                prior=plan.prior.hypothesis,
                certain=plan.tracing.certain,
                unique=plan.tracing.unique,
            )
            found.append(_traced(case.id, hypothesis, traced))
    return found


def _clue(name: str, test: EvidenceTest) -> Clue:
    chances = [Chance(q.low, q.likely, q.high) for q in (test.if_true, test.if_false)]
    return Clue(name, chances[0], chances[1], test.found, tuple(test.depends_on))


def _traced(case: str, hypothesis: str, traced: TracedProcess) -> parts.TracedHypothesis:
    return parts.TracedHypothesis(
        case=case,
        hypothesis=hypothesis,
        prior=traced.prior,
        posterior=traced.posterior,
        low=traced.low,
        high=traced.high,
        if_independent=traced.if_independent,
        clues=[
            parts.CluePart(
                id=clue.id,
                kind=clue.kind.value,
                found=clue.found,
                ratio=clue.ratio,
                ratio_low=clue.ratio_low,
                ratio_high=clue.ratio_high,
                group=clue.group,
                counts=clue.counts,
            )
            for clue in traced.clues
        ],
        reason=traced.reason,
    )
