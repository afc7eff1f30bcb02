"""Inputs that carry the answer: indices, curves and the value of knowing one, from a sweep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError
from winset.foundation.extras import how_to_install
from winset.games.domestic import Floats
from winset.reports.sweep.sensitivity_parts import Screening, SobolIndex, ValueOfKnowing
from winset.studies.sweep.design import MORRIS_LEVELS, SweepPlan, morris_levels
from winset.studies.sweep.sweep import Sweep

GROUPS = 20
"""Groups of draws that the standard errors of indices are found from."""
_NORMAL_95 = 1.959963984540054


def sobol_indices(sweep: Sweep, outcome: str = "passes") -> list[SobolIndex]:
    """First-order and total Sobol indices of an outcome, largest total first.

    Answers: how much of the uncertainty of the outcome goes back to each input, alone and with
    all its interactions?

    Parameters
    ----------
    sweep
        A sweep of design ``saltelli``.
    outcome
        Column whose variance is shared out; ``passes`` counts as 0 and 1.

    Returns
    -------
    list of SobolIndex
        With 95 % intervals from 100 resamples.

    Raises
    ------
    InputError
        If the sweep has another design, or the outcome never varies or is infinite somewhere.

    Notes
    -----
    Estimators of Saltelli et al. (2010) for the first order and Jansen (1999) for the total, by
    SALib. All shocks together count as one more input.

    References
    ----------
    Sobol (2001), Math. Comput. Simul. 55: 271-280. Saltelli et al. (2010), Comput. Phys. Commun.
    181: 259-270. Herman and Usher (2017), JOSS 2(9): 97.
    """
    plan = plan_of(sweep)
    if plan.design != "saltelli":
        raise InputError(
            f"Sobol indices with totals need a sweep of design saltelli, not {plan.design}",
            "use --design saltelli, or take the first-order shares of this sweep",
        )
    value = varying(sweep, outcome)
    # SALib takes the seed 0 for none.
    found = _salib("sobol").analyze(
        _problem(plan.factors), value, calc_second_order=False, seed=plan.seed + 1
    )
    rows = [
        SobolIndex(
            path=name,
            first_order=float(found["S1"][i]),
            first_order_error=float(found["S1_conf"][i]),
            total=float(found["ST"][i]),
            total_error=float(found["ST_conf"][i]),
        )
        for i, name in enumerate(plan.factors)
    ]
    return sorted(rows, key=lambda row: (-(row.total or 0.0), row.path))


def screening(sweep: Sweep, outcome: str = "passes") -> list[Screening]:
    """Elementary effects of every input, largest mean size first (Morris).

    Answers: which of very many inputs matter at all?

    Parameters
    ----------
    sweep
        A sweep of design ``morris``.
    outcome
        Column; ``passes`` counts as 0 and 1.

    Returns
    -------
    list of Screening
        Effects in units of the outcome for the whole range of an input.

    Raises
    ------
    InputError
        As for `sobol_indices`.

    References
    ----------
    Morris (1991), Technometrics 33(2): 161-174. Campolongo, Cariboni and Saltelli (2007), Environ.
    Model. Softw. 22(10): 1509-1518.
    """
    plan = plan_of(sweep)
    if plan.design != "morris":
        raise InputError(f"screening needs a sweep of design morris, not {plan.design}")
    value = varying(sweep, outcome)
    level = morris_levels(plan, np.arange(plan.draws))
    found = _salib("morris").analyze(
        _problem(plan.factors), level, value, num_levels=MORRIS_LEVELS, seed=plan.seed + 1
    )
    rows = [
        Screening(
            path=name,
            mean_effect=float(found["mu"][i]),
            mean_size=float(found["mu_star"][i]),
            mean_size_error=float(found["mu_star_conf"][i]),
            spread=float(found["sigma"][i]),
        )
        for i, name in enumerate(plan.factors)
    ]
    return sorted(rows, key=lambda row: (-row.mean_size, row.path))


def plan_of(sweep: Sweep) -> SweepPlan:
    """Plan of a finished sweep, from its manifest."""
    told = sweep.manifest
    paths = tuple(str(item["path"]) for item in told["inputs"])
    return SweepPlan(sweep.design, sweep.draws, int(told["seed"]), paths, bool(told["shocks"]))


def varying(sweep: Sweep, outcome: str) -> Floats:
    """Outcome of a sweep as numbers, shape ``(n_draws,)``.

    Raises
    ------
    InputError
        If there is no such column, it never varies, or it is infinite somewhere.
    """
    column = sweep.column(outcome)
    if column.dtype.kind not in "bif":
        raise InputError(f"{outcome}: holds words, not numbers", "take passes, price or budget")
    value = column.astype(np.float64)
    if not np.isfinite(value).all():
        raise InputError(
            f"{outcome}: is infinite in {float((~np.isfinite(value)).mean()):.1%} of the draws, so "
            "it has no variance",
            "take passes",
        )
    if value.min() == value.max():
        raise InputError(f"{outcome}: is {value[0]:g} in every draw, so nothing can carry it")
    return value


def _problem(names: Sequence[str]) -> dict[str, object]:
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def _salib(method: str) -> Any:
    import importlib

    try:
        return importlib.import_module(f"SALib.analyze.{method}")
    except ImportError:
        raise InputError(
            "this needs SALib",
            f"install it with: {how_to_install('sensitivity')}",
        ) from None


@dataclass(frozen=True)
class _Classes:
    """Draws sorted into classes of one input's values, counted by groups of draws."""

    count: Floats  # (groups, classes)
    total: Floats
    squares: Floats

    @classmethod
    def of(cls, place: NDArray[np.int64], classes: int, value: Floats) -> _Classes:
        group = np.arange(value.size) * GROUPS // value.size
        cell = group * classes + place
        shape = (GROUPS, classes)

        def summed(weight: Floats | None) -> Floats:
            found = np.bincount(cell, weight, minlength=GROUPS * classes)
            return np.asarray(found, dtype=np.float64).reshape(shape)

        return cls(summed(None), summed(value), summed(value**2))

    def first_order(self) -> tuple[float, float]:
        """Variance of class means over the whole, free of bias, and its standard error."""
        whole = _explained(self.count.sum(0), self.total.sum(0), self.squares.sum(0))
        without = np.array(
            [
                _explained(
                    self.count.sum(0) - self.count[g],
                    self.total.sum(0) - self.total[g],
                    self.squares.sum(0) - self.squares[g],
                )
                for g in range(GROUPS)
            ]
        )
        return whole, float(np.sqrt((GROUPS - 1) * without.var()))

    def gain(self) -> tuple[float, float]:
        """Rise of right forecasts if the class is known, and its standard error.

        Each group of draws is forecast from the others, so chance differences gain nothing.
        """
        with np.errstate(invalid="ignore", divide="ignore"):
            elsewhere = self.total.sum(0) - self.total
            among = self.count.sum(0) - self.count
            by_class = np.where(among > 0, elsewhere / among, 0.0) >= 0.5
        plain = elsewhere.sum(1, keepdims=True) / among.sum(1, keepdims=True) >= 0.5

        def right(says_yes: NDArray[np.bool_]) -> Floats:
            return np.asarray(np.where(says_yes, self.total, self.count - self.total).sum(1))

        each = (right(by_class) - right(plain)) / self.count.sum(1)
        return float(each.mean()), float(each.std(ddof=1) / np.sqrt(GROUPS))


def _explained(count: Floats, total: Floats, squares: Floats) -> float:
    """Share of variance between classes less what chance alone gives (epsilon squared)."""
    there = count > 0
    n, k = float(count.sum()), int(there.sum())
    mean = total.sum() / n
    overall = float(squares.sum() - n * mean**2)
    between = float((total[there] ** 2 / count[there]).sum() - n * mean**2)
    if overall <= 0.0 or n <= k:
        return 0.0
    within = (overall - between) / (n - k)
    return (between - (k - 1) * within) / overall


def classes_of(value: Floats, most: int) -> tuple[NDArray[np.int64], int]:
    """Class of each value, and their number: of about equal size, or one for each of few values."""
    few = np.unique(value[: 4 * most])
    if few.size <= most:
        few = np.unique(value)
    if few.size <= most:
        return np.searchsorted(few, value), int(few.size)
    edges = np.unique(np.quantile(value, np.arange(1, most) / most))
    return np.searchsorted(edges, value, side="right"), int(edges.size) + 1


def class_count(draws: int) -> int:
    """Number of classes an input's values are sorted into: 4 to 32, more with more draws."""
    return int(np.clip(np.sqrt(draws) / 4, 4, 32))


def shares_and_values(sweep: Sweep) -> tuple[list[SobolIndex], list[ValueOfKnowing]]:
    """First-order shares of passage, and what it is worth to know each input, largest first.

    Answers: which input carries the verdict, and which would it pay most to know better?

    Parameters
    ----------
    sweep
        A sweep of any design but those that change one input at a time.

    Returns
    -------
    shares, values
        One of each for every input kept in the table; empty where passage never varies.

    Raises
    ------
    InputError
        If the design is ``saltelli`` or ``morris``.

    Notes
    -----
    Draws are sorted into classes of equal size by each input's value. The first-order share is the
    variance of the passage probability between classes over the whole variance, less what chance
    gives (epsilon squared); its error comes from leaving out one of 20 groups of draws at a time.
    The value of knowing an input is the *expected value of partial perfect information* (EVPPI) of
    one who forecasts passage, under two rules of pay. ``score``: a probability, paid by the Brier
    score; the gain is the variance of the conditional probability. ``right``: yes or no, paid one
    for being right; groups are forecast from the others, so that chance gains nothing, and it is
    zero as long as no value of the input would change the forecast. With correlated inputs both
    include what an input says about the others.

    References
    ----------
    Plischke, Borgonovo and Smith (2013), Eur. J. Oper. Res. 226(3): 536-550. Strong, Oakley and
    Brennan (2014), Med. Decis. Making 34(3): 311-326.
    """
    if sweep.design in ("saltelli", "morris"):
        raise InputError(f"a sweep of design {sweep.design} has its own indices")
    passes = sweep.column("passes").astype(np.float64)
    if sweep.draws < 10 * GROUPS or passes.min() == passes.max():
        return [], []
    shares, values = [], []
    variance = float(passes.var())
    most = class_count(sweep.draws)
    names = sweep.inputs()
    for first in range(0, len(names), _AT_A_TIME):
        few = names[first : first + _AT_A_TIME]
        for name, column in zip(few, sweep.columns(few).T, strict=True):
            classes = _Classes.of(*classes_of(np.ascontiguousarray(column), most), passes)
            share, share_error = classes.first_order()
            gain, gain_error = classes.gain()
            shares.append(
                SobolIndex(
                    path=name,
                    first_order=share,
                    first_order_error=_NORMAL_95 * share_error,
                )
            )
            values.append(
                ValueOfKnowing(
                    path=name,
                    score=share * variance,
                    score_error=_NORMAL_95 * share_error * variance,
                    right=gain,
                    right_error=_NORMAL_95 * gain_error,
                )
            )
    shares.sort(key=lambda row: (-row.first_order, row.path))
    values.sort(key=lambda row: (-row.score, row.path))
    return shares, values


_AT_A_TIME = 16
"""Columns read together: the memory needed does not grow with the number of inputs."""
