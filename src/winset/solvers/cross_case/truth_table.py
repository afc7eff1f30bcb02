"""Set data, their fit measures and the truth table, by the library setqca."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

import numpy as np
from numpy.typing import ArrayLike

from winset.foundation.errors import InputError
from winset.foundation.extras import how_to_install
from winset.foundation.face import data_frame
from winset.results.cross_case.qualitative_comparison import Floats, Kind, SetData, SetFit, TruthRow

_ROUNDING = 1e-12


def engine(part: str = "") -> ModuleType:
    """The library behind qualitative comparisons, or a part of it.

    Parameters
    ----------
    part
        Such as ``minimize.qmc``; empty for the whole.

    Raises
    ------
    InputError
        If it is not installed, with the command that installs it.
    """
    try:
        return import_module(f"setqca.{part}" if part else "setqca")
    except ImportError:
        raise InputError(
            "qualitative comparison needs the library setqca, which is not installed",
            how_to_install("qca"),
        ) from None


def set_data(
    scores: ArrayLike,
    outcome: ArrayLike,
    *,
    conditions: Sequence[str],
    cases: Sequence[str],
    outcome_name: str = "Y",
    kind: Kind = "fuzzy",
    levels: Sequence[int] | None = None,
) -> SetData:
    """Calibrated cases, checked.

    Parameters
    ----------
    scores
        Memberships in 0..1, 0 or 1 (crisp), or levels 0, 1, 2 ... (multi-value), shape
        ``(n_cases, n_conditions)``.
    outcome
        Memberships in 0..1, shape ``(n_cases,)``.
    conditions, cases
        Names, each once.
    outcome_name
        Name of the outcome.
    kind
        ``"crisp"``, ``"fuzzy"`` or ``"multi-value"``.
    levels
        Levels of each condition of a multi-value comparison, at least 2. Default: those seen.

    Raises
    ------
    InputError
        If the shapes do not fit, a score lies outside its scale or stands exactly at 0.5, a name
        occurs twice, or there is no case or condition.
    """
    matrix = np.asarray(scores, dtype=np.float64)
    result = np.asarray(outcome, dtype=np.float64)
    _refuse_shapes(matrix, result, conditions, cases)
    if not ((result >= 0.0) & (result <= 1.0)).all():
        raise InputError(f"memberships in `{outcome_name}` must lie between 0 and 1")
    if kind == "multi-value":
        if (matrix < 0.0).any() or (matrix % 1.0 != 0.0).any():
            raise InputError("levels of a multi-value comparison are whole numbers from 0")
        seen = [max(2, int(column.max()) + 1) for column in matrix.T]
        found = tuple(seen if levels is None else levels)
        if len(found) != len(seen) or any(a < b for a, b in zip(found, seen, strict=True)):
            raise InputError(f"{list(found)} levels are given where {seen} are seen")
    else:
        found = (2,) * len(conditions)
        _refuse_memberships(matrix, conditions, cases, kind)
    return SetData(
        tuple(cases), tuple(conditions), matrix, result, outcome_name, tuple(found), kind
    )


def _refuse_shapes(
    matrix: Floats, result: Floats, conditions: Sequence[str], cases: Sequence[str]
) -> None:
    if not cases or not conditions:
        raise InputError("a comparison needs at least one case and one condition")
    if matrix.shape != (len(cases), len(conditions)) or result.shape != (len(cases),):
        raise InputError(
            f"scores {matrix.shape} and outcome {result.shape} do not fit {len(cases)} cases and "
            f"{len(conditions)} conditions"
        )
    for names, noun in ((conditions, "condition"), (cases, "case")):
        twice = next((name for name in names if list(names).count(name) > 1), None)
        if twice is not None:
            raise InputError(f"the {noun} `{twice}` occurs twice")
    if not np.isfinite(matrix).all():
        raise InputError("a score is missing", "leave the case out, and say so")


def _refuse_memberships(
    matrix: Floats, conditions: Sequence[str], cases: Sequence[str], kind: Kind
) -> None:
    wrong = (matrix < 0.0) | (matrix > 1.0)
    what = "must lie between 0 and 1"
    if kind == "crisp":
        wrong |= (matrix != 0.0) & (matrix != 1.0)
        what = "must be 0 or 1 in a crisp comparison"
    if not wrong.any():
        wrong = matrix == 0.5
        what = "stands exactly at 0.5 and belongs to no row; move it off the crossover"
    if wrong.any():
        case, condition = (int(places[0]) for places in np.nonzero(wrong))
        score = matrix[case, condition]
        raise InputError(f"{cases[case]}: {conditions[condition]} {what} (it is {score:g})")


def sufficiency_fit(membership: Floats, outcome: Floats) -> SetFit:
    """Consistency, PRI and coverage of a set as sufficient for the outcome.

    Notes
    -----
    Consistency is sum min(x, y) / sum x, coverage sum min(x, y) / sum y, and the proportional
    reduction in inconsistency subtracts what x shares with both y and its negation.

    References
    ----------
    Ragin, C. C. (2008). Redesigning Social Inquiry, chapter 3. Schneider, C. Q. & Wagemann, C.
    (2012). Set-Theoretic Methods for the Social Sciences, chapter 9.
    """
    fit = engine().sufficiency(membership, outcome)
    is_empty = float(membership.sum()) <= 0.0
    shared = np.minimum(membership, np.minimum(outcome, 1.0 - outcome)).sum()
    no_pri = is_empty or float(membership.sum()) - float(shared) <= _ROUNDING
    no_outcome = float(outcome.sum()) <= 0.0
    return SetFit(
        None if is_empty else float(fit.consistency),
        None if no_pri else float(fit.pri),
        None if no_outcome else float(fit.coverage),
    )


def truth_rows(
    data: SetData, *, consistency: float, pri: float, frequency: int
) -> tuple[TruthRow, ...]:
    """Observed rows of the truth table, in ascending order of their configuration.

    Parameters
    ----------
    data
        The calibrated cases.
    consistency, pri
        Least values of a sufficient row.
    frequency
        Cases a row needs to count as observed.

    Notes
    -----
    A row is contradictory where it holds cases on both sides of the outcome's 0.5.
    """
    frame = data_frame(data.scores, columns=list(data.conditions), index=list(data.cases))
    result = f"outcome {data.outcome_name}"
    frame[result] = data.outcome
    if data.kind == "multi-value":
        table = engine("multivalue").build_multivalue_truth_table(
            frame,
            outcome=result,
            conditions=data.conditions,
            levels=dict(zip(data.conditions, data.levels, strict=True)),
            frequency_cutoff=frequency,
        )
    else:
        table = engine().build_truth_table(
            frame, outcome=result, conditions=data.conditions, frequency_cutoff=frequency
        )
    names = {name: place for place, name in enumerate(data.cases)}
    found = []
    for row in table.rows:
        if row.frequency < frequency:
            continue
        shows = data.outcome[[names[name] for name in row.cases]] > 0.5
        value = None if np.isnan(row.pri) else float(row.pri)
        passes = row.consistency >= consistency - _ROUNDING and (value or 0.0) >= pri - _ROUNDING
        found.append(
            TruthRow(
                tuple(int(level) for level in row.configuration),
                tuple(row.cases),
                float(row.consistency),
                value,
                bool(passes),
                bool(shows.any() and not shows.all()),
            )
        )
    return tuple(found)
