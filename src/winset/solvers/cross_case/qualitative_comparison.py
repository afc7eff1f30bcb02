"""Qualitative comparative analysis: crisp, multi-value and fuzzy, with every tied model."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice, product
from math import prod
from typing import NamedTuple

import numpy as np

from winset.foundation.errors import InputError
from winset.foundation.outcomes import OutcomeWord
from winset.results.cross_case.qualitative_comparison import (
    Family,
    Floats,
    Model,
    QualitativeComparison,
    SetData,
    SetFit,
    Term,
    TruthRow,
)
from winset.solvers.cross_case.minimal_models import (
    MOST_MODELS,
    Configuration,
    Expectation,
    assumptions_of,
    easy_counterfactuals,
    minimal_models,
)
from winset.solvers.cross_case.necessity import Bar, necessary_combinations, single_conditions
from winset.solvers.cross_case.truth_table import sufficiency_fit, truth_rows

_SIGNS: dict[Expectation | None, int] = {"present": 1, "absent": -1}

MOST_ROWS = 4096
"""Rows of a truth table above which it is refused: no casebook could fill it."""


def qualitative_comparison(
    data: SetData,
    *,
    consistency: float = 0.8,
    pri: float = 0.0,
    frequency: int = 1,
    necessity: Bar | None = None,
    expectations: Mapping[str, Expectation] | None = None,
) -> QualitativeComparison:
    """Qualitative comparative analysis of calibrated cases.

    Answers: which combinations of conditions go with the outcome, and without what does it not
    occur, in these cases?

    Parameters
    ----------
    data
        The calibrated cases, from `set_data`.
    consistency, pri
        Least values of a sufficient row, 0..1.
    frequency
        Cases that a row needs to count as observed, 1 or more.
    necessity
        Least values of a necessary condition.
    expectations
        What theory expects of each condition, for the intermediate solution; without any there is
        none.

    Returns
    -------
    QualitativeComparison

    Raises
    ------
    InputError
        If the library setqca is missing, a cut-off is out of bounds, an expectation names no
        condition, or there are more than 4096 rows.

    Notes
    -----
    The conservative solution assumes nothing of rows without cases, the parsimonious one whatever
    makes it short, the intermediate one only easy counterfactuals, found term by term for each
    pair of a conservative and a parsimonious model; the models of all pairs are given. Truth table
    and fit are those of setqca 0.2.0; ties, multi-value terms and intermediate solutions follow the
    R package QCA. Ten conditions take a second; thousands of tied models take a few.

    References
    ----------
    Ragin, C. C. (2008). Redesigning Social Inquiry: Fuzzy Sets and Beyond. Chicago: University of
    Chicago Press. Schneider, C. Q. & Wagemann, C. (2012). Set-Theoretic Methods for the Social
    Sciences. Cambridge: Cambridge University Press.
    """
    _refuse(data, consistency, pri, frequency, expectations or {})
    necessity = necessity or Bar()
    rows = truth_rows(data, consistency=consistency, pri=pri, frequency=frequency)
    on = {row.configuration for row in rows if row.sufficient}
    possible = prod(data.levels)
    outcome, reason = _state(data, on)
    models: dict[Family, tuple[Model, ...]] = {}
    if outcome is OutcomeWord.SOLVED:
        solutions = minimal_solutions(data, rows, expectations)
        models = {
            family: tuple(_fitted(data, model, on) for model in found)
            for family, found in solutions.found.items()
        }
        if not solutions.complete:
            outcome, reason = OutcomeWord.UNDECIDED, "there are more tied models than are listed"
    return QualitativeComparison(
        data,
        outcome,
        reason,
        rows,
        possible - len(rows),
        possible,
        models,
        single_conditions(data, necessity),
        necessary_combinations(data, necessity),
        _warnings(data, rows, possible),
        "prime implicants as minimal hitting sets, exact covers by HiGHS; fit by setqca 0.2.0",
    )


def _refuse(
    data: SetData,
    consistency: float,
    pri: float,
    frequency: int,
    expectations: Mapping[str, Expectation],
) -> None:
    if not (0.0 <= consistency <= 1.0 and 0.0 <= pri <= 1.0 and frequency >= 1):
        raise InputError("cut-offs: consistency and PRI from 0 to 1, frequency from 1")
    unknown = next((name for name in expectations if name not in data.conditions), None)
    if unknown is not None:
        raise InputError(f"an expectation names `{unknown}`, which is not a condition here")
    if prod(data.levels) > MOST_ROWS:
        raise InputError(
            f"{len(data.conditions)} conditions make {prod(data.levels):,} rows",
            f"at most {MOST_ROWS:,} are taken: use fewer conditions or levels",
        )


def _state(data: SetData, on: set[Configuration]) -> tuple[OutcomeWord, str | None]:
    shows = data.outcome > 0.5
    if len(data.cases) == 1:
        return OutcomeWord.INFEASIBLE, "there is one case only: nothing can be compared"
    if shows.all() or not shows.any():
        what = "has" if shows.all() else "lacks"
        return OutcomeWord.INFEASIBLE, f"every case {what} the outcome: there is nothing to explain"
    if not on:
        return OutcomeWord.EMPTY, "no row reaches the cut-offs of a sufficient row"
    if len(on) == prod(data.levels):
        return OutcomeWord.INFEASIBLE, "every row is sufficient: the conditions explain nothing"
    return OutcomeWord.SOLVED, None


class Solutions(NamedTuple):
    """Models of each kind, and whether these are all."""

    found: dict[Family, tuple[tuple[Term, ...], ...]]
    complete: bool


def minimal_solutions(
    data: SetData,
    rows: tuple[TruthRow, ...],
    expectations: Mapping[str, Expectation] | None = None,
) -> Solutions:
    """All tied models of each kind for a coded truth table, without their fit.

    Answers: what would the solutions be if the rows were coded so?

    Parameters
    ----------
    data
        The calibrated cases.
    rows
        Observed rows, at least one of them sufficient.
    expectations
        As for `qualitative_comparison`.
    """
    on = {row.configuration for row in rows if row.sufficient}
    off = {row.configuration for row in rows} - on
    remainders = set(product(*map(range, data.levels))) - on - off
    conservative = minimal_models(on, set(), data.levels)
    parsimonious = minimal_models(on, remainders, data.levels)
    found: dict[Family, tuple[tuple[Term, ...], ...]] = {"conservative": conservative.found}
    complete = conservative.complete and parsimonious.complete
    if expectations:
        signs = tuple(_SIGNS.get(expectations.get(name), 0) for name in data.conditions)
        between: dict[tuple[Term, ...], None] = {}
        pairs = len(conservative.found) * len(parsimonious.found)
        complete = complete and pairs <= MOST_MODELS
        for narrow, wide in islice(product(conservative.found, parsimonious.found), MOST_MODELS):
            easy = easy_counterfactuals(narrow, wide, on, data.levels, signs)
            models = minimal_models(on, easy, data.levels)
            between |= dict.fromkeys(models.found)
            complete = complete and models.complete
        found["intermediate"] = tuple(sorted(between, key=len))
    found["parsimonious"] = parsimonious.found
    return Solutions(found, complete)


def _fitted(data: SetData, terms: tuple[Term, ...], on: set[Configuration]) -> Model:
    memberships = [data.membership(term) for term in terms]
    whole = np.maximum.reduce(memberships)
    texts = tuple(data.text(term) for term in terms)
    deviant = (whole > 0.5) & (data.outcome < 0.5)
    return Model(
        " + ".join(texts),
        terms,
        texts,
        tuple(_with_unique(data, memberships, place) for place in range(len(terms))),
        sufficiency_fit(whole, data.outcome),
        assumptions_of(terms, on, data.levels),
        tuple(name for name, is_deviant in zip(data.cases, deviant, strict=True) if is_deviant),
    )


def _with_unique(data: SetData, memberships: list[Floats], place: int) -> SetFit:
    """Fit of a term, with what it alone covers of the outcome."""
    fit = sufficiency_fit(memberships[place], data.outcome)
    if fit.coverage is None:
        return fit
    others = [m for other, m in enumerate(memberships) if other != place]
    rest = np.maximum.reduce(others) if others else np.zeros(len(data.cases))
    whole = np.maximum(rest, memberships[place])
    gain = np.minimum(whole, data.outcome).sum() - np.minimum(rest, data.outcome).sum()
    return SetFit(fit.consistency, fit.pri, fit.coverage, float(gain / data.outcome.sum()))


def _warnings(data: SetData, rows: tuple[TruthRow, ...], possible: int) -> tuple[str, ...]:
    found = []
    if len(rows) < possible:
        found.append(
            f"limited diversity: {len(rows)} of {possible} rows have cases; parsimonious and "
            "intermediate solutions rest on assumptions about the others"
        )
    mixed = [row for row in rows if row.contradictory]
    if mixed:
        names = "; ".join(", ".join(row.cases) for row in mixed)
        noun = "row holds" if len(mixed) == 1 else "rows hold"
        found.append(f"{len(mixed)} contradictory {noun} cases with and without it: {names}")
    configurations = data.configurations()
    constant = [
        name
        for place, name in enumerate(data.conditions)
        if len(set(configurations[:, place])) == 1
    ]
    if constant:
        found.append(f"does not vary over these cases: {', '.join(constant)}")
    return tuple(found)
