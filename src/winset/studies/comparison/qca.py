"""The planned qualitative comparisons of a set of cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

import numpy as np

from winset.foundation.randomness import generator
from winset.reports.comparison import compare_parts as parts
from winset.results.cross_case.qualitative_comparison import (
    Family,
    Kind,
    Model,
    NecessaryCondition,
    QualitativeComparison,
    SetData,
    SetFit,
    Term,
    TruthRow,
)
from winset.solvers.cross_case.minimal_models import Expectation
from winset.solvers.cross_case.necessity import Bar
from winset.solvers.cross_case.qualitative_comparison import (
    minimal_solutions,
    qualitative_comparison,
)
from winset.solvers.cross_case.truth_table import set_data, truth_rows
from winset.studies.comparison.compare_plan import Analysis, ConditionName, Plan
from winset.studies.comparison.measured_cases import membership_of

KINDS: tuple[Kind, ...] = ("crisp", "multi-value", "fuzzy")


@dataclass(frozen=True)
class Entered:
    """Cases that enter an analysis, and those that cannot."""

    rows: tuple[parts.CaseRow, ...]
    without: tuple[parts.LeftOut, ...]


def analyses(rows: Sequence[parts.CaseRow], plan: Plan, seed: int) -> list[parts.AnalysisPart]:
    """Every planned comparison: of the outcome and of its absence, crisp, multi-value and fuzzy.

    Raises
    ------
    InputError
        If the library behind it is not installed.
    """
    found = []
    for name, analysis in plan.analyses.items():
        entered = _entered(rows, analysis)
        for negated, kind in product((False, True), KINDS):
            found.append(_analysis(name, analysis, entered, plan, kind, negated, seed))
    return found


def conditions_on(row: parts.CaseRow, side: str) -> dict[str, parts.MeasuredCondition]:
    """Conditions of a case from one side."""
    return row.bill if side == "bill" else row.liberal_side


def success(row: parts.CaseRow, outcome: str) -> bool | None:
    """Return whether the outcome of an analysis occurred."""
    return row.adopted if outcome == "adopted" else row.liberal


def _entered(rows: Sequence[parts.CaseRow], analysis: Analysis) -> Entered:
    kept, without = [], []
    for row in rows:
        if success(row, analysis.outcome) is None:
            reason = "the direction of the bill is not known"
            without.append(parts.LeftOut(case=row.case, reason=reason))
            continue
        found = conditions_on(row, analysis.side)
        missing = [name for name in analysis.conditions if found[name].value is None]
        if missing:
            reason = "; ".join(f"{name}: {found[name].reason}" for name in missing)
            without.append(parts.LeftOut(case=row.case, reason=reason))
        else:
            kept.append(row)
    return Entered(tuple(kept), tuple(without))


def _data(
    analysis: Analysis, rows: Sequence[parts.CaseRow], plan: Plan, kind: Kind, shift: float = 0.0
) -> SetData:
    def score(row: parts.CaseRow, name: ConditionName) -> float:
        measured = conditions_on(row, analysis.side)[name]
        if kind == "multi-value":
            return float(measured.level or 0)
        member = membership_of(
            plan.conditions[name], measured.value or 0.0, plan.at_crossover, shift
        )
        return float(member > 0.5) if kind == "crisp" else member

    levels = [len(plan.conditions[name].levels) + 1 for name in analysis.conditions]
    return set_data(
        [[score(row, name) for name in analysis.conditions] for row in rows],
        [float(bool(success(row, analysis.outcome))) for row in rows],
        conditions=list(analysis.conditions),
        cases=[row.case for row in rows],
        outcome_name=analysis.outcome,
        kind=kind,
        levels=levels if kind == "multi-value" else None,
    )


def _negation(data: SetData) -> SetData:
    return replace(data, outcome=1.0 - data.outcome, outcome_name=f"~{data.outcome_name}")


def _analysis(
    name: str,
    analysis: Analysis,
    entered: Entered,
    plan: Plan,
    kind: Kind,
    negated: bool,
    seed: int,
) -> parts.AnalysisPart:
    base = {
        "id": name,
        "outcome": f"{'~' if negated else ''}{analysis.outcome}",
        "title": ("Not: " if negated else "") + analysis.title,
        "side": analysis.side,
        "kind": kind,
        "cases": [row.case for row in entered.rows],
        "without": list(entered.without),
    }
    if not entered.rows:
        return parts.AnalysisPart(
            **base,
            state="infeasible",
            reason="no case has all the conditions",
            rows=[],
            remainders=0,
            possible=0,
            models={},
            single_conditions=[],
            necessary=[],
            chance=parts.ChancePart(shuffles=0, coverage=None, share=None, reason="no case"),
            warnings=[],
        )
    data = _data(analysis, entered.rows, plan, kind)
    data = _negation(data) if negated else data
    cuts = plan.cut_offs
    fuzzy = kind == "fuzzy"
    consistency = cuts.consistency if fuzzy else cuts.crisp_consistency
    pri = cuts.pri if fuzzy else 0.0
    found = _compared(data, analysis, plan, negated, consistency, pri, cuts.frequency)
    check = found.verify()
    if not check:
        raise RuntimeError("a qualitative comparison fails its own check: " + check.failed[0])
    return parts.AnalysisPart(
        **base,
        state=found.outcome.value,
        reason=found.reason,
        rows=[_row(data, row) for row in found.rows],
        remainders=found.remainders,
        possible=found.possible,
        models={family: [_model(m) for m in models] for family, models in found.models.items()},
        single_conditions=[_necessity(item) for item in found.single_conditions],
        necessary=[_necessity(item) for item in found.necessary],
        chance=_chance(found, consistency, pri, plan.cut_offs.permutations, seed),
        robustness=_robustness(analysis, entered, plan, negated, found)
        if kind == "fuzzy"
        else None,
        warnings=list(found.warnings),
    )


def _compared(
    data: SetData,
    analysis: Analysis,
    plan: Plan,
    negated: bool,
    consistency: float,
    pri: float,
    frequency: int,
) -> QualitativeComparison:
    return qualitative_comparison(
        data,
        consistency=consistency,
        pri=pri,
        frequency=frequency,
        necessity=Bar(plan.cut_offs.necessity_consistency, plan.cut_offs.necessity_relevance),
        expectations=_expectations(analysis, negated),
    )


def _expectations(analysis: Analysis, negated: bool) -> dict[str, Expectation]:
    """Find what theory expects of each condition; the opposite for the absence of the outcome."""
    turned: dict[str, Expectation] = {"present": "absent", "absent": "present"}
    return {name: turned[word] if negated else word for name, word in analysis.expectations.items()}


def _chance(
    found: QualitativeComparison, consistency: float, pri: float, shuffles: int, seed: int
) -> parts.ChancePart:
    """Share of shuffled outcomes whose sufficient rows cover as much as those observed."""
    on = [row for row in found.rows if row.sufficient]
    data = found.data
    if not on or found.reason is not None or not shuffles:
        reason = found.reason or "no shuffles are planned"
        return parts.ChancePart(shuffles=0, coverage=None, share=None, reason=reason)
    inside = np.stack([data.membership(row.configuration) for row in found.rows])
    draw = generator(seed, f"shuffle {data.outcome_name} {data.kind}")
    orders = np.stack([draw.permutation(len(data.cases)) for _ in range(shuffles)])
    observed = _coverage(inside, data.outcome[None, :], consistency, pri)[0]
    shuffled = _coverage(inside, data.outcome[orders], consistency, pri)
    share = (1.0 + float((shuffled >= observed - 1e-12).sum())) / (1.0 + shuffles)
    return parts.ChancePart(shuffles=shuffles, coverage=float(observed), share=share)


def _coverage(
    inside: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    outcomes: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    consistency: float,
    pri: float,
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Coverage of the sufficient rows for many outcomes, ``(n_outcomes,)``."""
    shares = np.minimum(inside[None], outcomes[:, None, :])
    both = np.minimum(shares, 1.0 - outcomes[:, None, :]).sum(axis=2)
    size, shared = inside.sum(axis=1)[None], shares.sum(axis=2)
    with np.errstate(invalid="ignore", divide="ignore"):
        consistent = shared / size
        reduction = np.nan_to_num((shared - both) / (size - both))
    on = (consistent >= consistency - 1e-12) & (reduction >= pri - 1e-12)
    union = np.where(on[:, :, None], inside[None], 0.0).max(axis=1)
    return np.asarray(np.minimum(union, outcomes).sum(axis=1) / outcomes.sum(axis=1))


def _robustness(
    analysis: Analysis,
    entered: Entered,
    plan: Plan,
    negated: bool,
    baseline: QualitativeComparison,
) -> parts.RobustnessPart:
    """Solutions over the planned grid of cut-offs and crossovers."""
    family: Family = "intermediate" if analysis.expectations else "parsimonious"
    grid = plan.cut_offs.robustness
    solved, same, variants = 0, 0, 0
    times: dict[str, int] = {}
    usual = {model.text for model in baseline.models.get(family, ())}
    expectations = _expectations(analysis, negated)
    for shift, frequency in product(grid.crossover_shift, grid.frequency):
        data = _data(analysis, entered.rows, plan, "fuzzy", shift)
        data = _negation(data) if negated else data
        rows = truth_rows(data, consistency=0.0, pri=0.0, frequency=frequency)
        for consistency, pri in product(grid.consistency, grid.pri):
            variants += 1
            models = _recoded(data, rows, consistency, pri, expectations).get(family, ())
            if not models:
                continue
            solved += 1
            texts = [[data.text(term) for term in model] for model in models]
            same += {" + ".join(terms) for terms in texts} == usual
            for text in {term for terms in texts for term in terms}:
                times[text] = times.get(text, 0) + 1
    ranked = sorted(times.items(), key=lambda item: (-item[1], item[0]))
    return parts.RobustnessPart(
        family=family,
        variants=variants,
        solved=solved,
        same=same / solved if solved and usual else None,
        terms=[parts.TermShare(text=text, share=count / solved) for text, count in ranked],
    )


def _recoded(
    data: SetData,
    rows: tuple[TruthRow, ...],
    consistency: float,
    pri: float,
    expectations: dict[str, Expectation],
) -> dict[Family, tuple[tuple[Term, ...], ...]]:
    """Solutions of a truth table under other cut-offs; none where it explains nothing."""
    coded = tuple(
        replace(
            row,
            sufficient=row.consistency >= consistency - 1e-12 and (row.pri or 0.0) >= pri - 1e-12,
        )
        for row in rows
    )
    on = sum(row.sufficient for row in coded)
    varies = (data.outcome > 0.5).any() and not (data.outcome > 0.5).all()
    if not on or on == prod(data.levels) or not varies:
        return {}
    return minimal_solutions(data, coded, expectations).found


def _row(data: SetData, row: TruthRow) -> parts.TruthRowPart:
    return parts.TruthRowPart(
        configuration=dict(zip(data.conditions, row.configuration, strict=True)),
        cases=list(row.cases),
        consistency=row.consistency,
        pri=row.pri,
        sufficient=row.sufficient,
        contradictory=row.contradictory,
    )


def _fit(fit: SetFit) -> parts.FitPart:
    return parts.FitPart(**vars(fit))


def _model(model: Model) -> parts.ModelPart:
    return parts.ModelPart(
        text=model.text,
        terms=[
            parts.TermPart(text=text, fit=_fit(fit))
            for text, fit in zip(model.term_texts, model.term_fits, strict=True)
        ],
        fit=_fit(model.fit),
        assumptions=len(model.simplifying_assumptions),
        contradicts=list(model.contradicts),
    )


def _necessity(item: NecessaryCondition) -> parts.NecessityPart:
    return parts.NecessityPart(**vars(item))
