"""`compare`: many cases, from their files to one document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import version

from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.reports.comparison import compare_parts as parts
from winset.reports.comparison.compare_report import CompareReport
from winset.studies.arguments import refuse_no_cases
from winset.studies.comparison.compare_plan import Plan, read_plan
from winset.studies.comparison.measured_cases import measured_case
from winset.studies.comparison.qca import analyses
from winset.studies.comparison.verdict_scores import (
    hypotheses,
    scoring,
    specification_curve,
    tracing,
)
from winset.studies.domestic.analyze import parameters_shown
from winset.studies.estimate.scores import stored_scores

DEFAULT_DRAWS = 500

Progress = Callable[[int, int, str], None]

SOURCES = cited(
    "ragin-2008",
    "schneider-wagemann-2012",
    "ragin-sonnett-2005",
    "kass-raftery-1995",
    "van-evera-1997",
    "brier-1950",
)


def compare(
    cases: Sequence[Case],
    *,
    plan: Plan | None = None,
    parameters: Parameters | None = None,
    draws: int = DEFAULT_DRAWS,
    seed: int = 0,
    with_left_out: bool = False,
    with_curve: bool = True,
    progress: Progress | None = None,
) -> CompareReport:
    """Compare cases: conditions, qualitative comparison, tests, scores and traces.

    Answers: do willingness, a pivotal actor, convergence of the opponents and lobbying time go
    with what happened over these cases, how often is the model right, and how little do so few
    cases show?

    Parameters
    ----------
    cases
        Cases with different ids. Those without an outcome are left out.
    plan
        Conditions, anchors, cut-offs, priors and alternative blocks; default: the one shipped,
        fixed before the casebook was run.
    parameters
        The parameter block; default: the one shipped.
    draws, seed
        Of the probability of passage under that block.
    with_left_out
        Keep the cases that the plan leaves out, such as those the theory was made from.
    with_curve
        Repeat the scores under every registered block.
    progress
        Called with steps done, steps in all, and what is being done.

    Returns
    -------
    CompareReport

    Raises
    ------
    InputError
        If no case remains, two have the same id, one is a negotiation, or a case cannot be played.

    Notes
    -----
    The plan is fixed beforehand and the outcome of a case enters only in the comparison itself.
    Without the library behind qualitative comparison that part is left out, with the reason.
    """
    refuse_no_cases(cases)
    chosen = plan or read_plan()
    block = parameters or read_parameters()
    kept, left_out = _kept(cases, chosen, with_left_out)
    blocks = len(chosen.specifications.blocks) if with_curve else 0
    steps = _Steps(len(kept) * (1 + blocks), progress)
    rows = []
    for case in kept:
        steps.tell(case.id)
        try:
            rows.append(measured_case(case, block, chosen, draws=draws, seed=seed))
        except InputError as error:
            raise InputError(f"{case.id}: {error.what}", error.right) from None
    compared, reason = _analyses(rows, chosen, seed)
    curve: list[parts.SpecificationRow] = []
    if with_curve:
        verdicts = [row.verdict for row in rows]
        curve = specification_curve(kept, verdicts, block, chosen, seed, steps.tell)
    left_out_scores, why_not = stored_scores(cases, block)
    return CompareReport(
        version=version("winset"),
        plan=chosen.id,
        seed=seed,
        draws=draws,
        parameters=parameters_shown(block),
        cases=rows,
        left_out=left_out,
        conditions=_conditions(chosen),
        analyses=compared,
        analyses_reason=reason,
        hypotheses=hypotheses(rows, chosen),
        scoring=scoring(rows, chosen),
        specification_curve=curve,
        tracing=tracing(kept, chosen),
        leave_one_out=left_out_scores,
        leave_one_out_reason=why_not,
        assumptions=_assumptions(chosen),
        warnings=[*_warnings(rows, left_out), *_without_effect(curve)],
        sources=list(SOURCES),
    )


class _Steps:
    def __init__(self, whole: int, progress: Progress | None) -> None:
        self.done, self.whole, self.progress = 0, whole, progress

    def tell(self, what: str) -> None:
        if self.progress is not None:
            self.progress(self.done, self.whole, what)
        self.done += 1


def _kept(
    cases: Sequence[Case], plan: Plan, with_left_out: bool
) -> tuple[list[Case], list[parts.LeftOut]]:
    names = [case.id for case in cases]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InputError(f"the case `{twice}` is given twice", "compare coders with --coders")
    kept: list[Case] = []
    left_out = []
    for case in cases:
        if case.id in plan.left_out and not with_left_out:
            left_out.append(parts.LeftOut(case=case.id, reason=plan.left_out[case.id]))
        elif case.outcome is None:
            left_out.append(parts.LeftOut(case=case.id, reason="the file gives no outcome"))
        else:
            kept.append(case)
    if not kept:
        reasons = "; ".join(f"{item.case}: {item.reason}" for item in left_out)
        raise InputError(
            f"no case is left to compare ({reasons})",
            "give other cases, or --with-seed-cases to keep those the plan leaves out",
        )
    return kept, left_out


def _analyses(
    rows: Sequence[parts.CaseRow], plan: Plan, seed: int
) -> tuple[list[parts.AnalysisPart], str | None]:
    from winset.solvers.cross_case.truth_table import engine

    try:
        engine()
    except InputError as error:
        return [], str(error)
    return analyses(rows, plan, seed), None


def _conditions(plan: Plan) -> list[parts.ConditionPart]:
    return [
        parts.ConditionPart(
            name=name,
            title=item.title,
            anchors=(item.calibration.out, item.calibration.crossover, item.calibration.in_),
            levels=list(item.levels),
            why=item.why,
        )
        for name, item in plan.conditions.items()
    ]


def _assumptions(plan: Plan) -> list[str]:
    return [
        f"conditions, anchors, cut-offs, priors and alternative blocks are those of {plan.id}",
        "conditions are read off the game at likely values; ranges of the codings do not enter "
        "the sets",
        f"a membership of exactly 0.5 counts as in ({plan.at_crossover:g} is added)",
        "adopted means that the measure became law; a vote that was never held counts as failure",
        "the Bayesian tests take the cases as exchangeable given the condition",
        "the tests of H1 and H2 set coded conditions against what happened; they do not use the "
        "model, in which the signs of both are free and estimated",
    ]


def _without_effect(curve: Sequence[parts.SpecificationRow]) -> list[str]:
    """Say which alternative blocks of the plan move no probability in these cases."""
    same = [
        row.id for row in curve[1:] if not row.turned and row.score.brier == curve[0].score.brier
    ]
    if not same:
        return []
    return [
        f"specification curve: {', '.join(same)} change no probability here; what they vary enters "
        "the price, side payments or nothing in these cases"
    ]


def _warnings(rows: Sequence[parts.CaseRow], left_out: Sequence[parts.LeftOut]) -> list[str]:
    found = []
    if left_out:
        names = ", ".join(item.case for item in left_out)
        found.append(f"left out: {names}")
    count = len(rows)
    if count == 1:
        found.append("one case only: nothing can be compared, and no test over cases says anything")
    elif count < 10:
        found.append(f"{count} cases: hardly any difference over cases could show")
    for outcome, values in (
        ("the measure was adopted", [row.adopted for row in rows]),
        ("the liberalising side won", [row.liberal for row in rows]),
    ):
        if count > 1 and len(set(values)) == 1:
            found.append(f"constant outcome: in every case, or in none, {outcome}")
    names = ", ".join(row.case for row in rows if row.liberalising is None)
    if names:
        found.append(f"no direction, so in no test of the liberalising side: {names}")
    return found
