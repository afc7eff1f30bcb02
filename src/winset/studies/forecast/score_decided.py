"""`forecast --score`: every model on decided issues, its error and whether it is calibrated."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winset.cases.tables.decided import DecidedIssues, read_decided_issues
from winset.foundation.errors import InputError
from winset.foundation.randomness import generator
from winset.games.issue_positions import Positions
from winset.reports.forecast_score_report import (
    ForecastCalibration,
    ModelScore,
    QuantileHit,
    ScoredForecasts,
    ScoredIssue,
)
from winset.results.bargaining.outcome_distribution import REPORTED_QUANTILES
from winset.solvers.bargaining.weighted_mean import weighted_mean
from winset.solvers.bargaining.weighted_median import weighted_median
from winset.studies.forecast.models import Bargaining, ModelAnswer, answers, chosen_models
from winset.translate.issue_positions import positions_of_table

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]
"""Called after each dossier: how many are done, how many there are."""

RESAMPLES: Final = 2000
"""Resamples of the bootstrap over dossiers."""
_BASELINES: Final[dict[str, Callable[[Positions], float]]] = {
    "weighted mean, equal capability": lambda table: (
        weighted_mean(table, with_capability=False).position
    ),
    "mean, equal weight": lambda table: float(table.position.mean()),
    "weighted median, equal capability": lambda table: (
        weighted_median(table, with_capability=False).position
    ),
    "median, equal weight": lambda table: float(np.median(table.position)),
    "middle of the axis": lambda table: float(table.low[0] + table.high[0]) / 2.0,
}
_COVERED: Final = (50, 80, 90)


def score_forecasts(
    source: str | Path | DecidedIssues,
    *,
    models: Sequence[str] = (),
    horizon: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> ScoredForecasts:
    """Score every model on a table of decided issues.

    Answers: how far off would each model have been, is the difference from the weighted mean more
    than chance, and does the distribution keep what it promises?

    Parameters
    ----------
    source
        A file or a folder of decided issues, as `read_decided_issues` takes it.
    models
        Names of models; default all. The weighted mean is always among them.
    horizon
        Rounds, as for `forecast`.
    seed
        Of the bootstrap over dossiers.
    progress
        Called after each dossier.

    Returns
    -------
    ScoredForecasts

    Raises
    ------
    InputError
        If the table is wrong or a model is not known.

    Notes
    -----
    The score of a model of points is its absolute error, which is the CRPS of a point. Issues of
    one dossier are not independent: intervals come from resampling dossiers.
    """
    named = [models] if isinstance(models, str) else models
    wanted = chosen_models([*named, "weighted-mean"] if named else [])
    if seed < 0:
        raise InputError(f"--seed {seed}", "0 or more")
    decided = source if isinstance(source, DecidedIssues) else read_decided_issues(source)
    table = positions_of_table(decided.table)
    found = _forecasts(decided, table, wanted, horizon, progress)
    outcome = np.array([decided.outcome[issue] for issue in decided.outcome])
    resample = _Resampling([decided.dossier[issue] for issue in decided.outcome], seed)
    base = np.array([_mean(found[issue]["weighted-mean"]) for issue in decided.outcome])
    spread = {issue: found[issue].get("distribution") for issue in decided.outcome}
    return ScoredForecasts(
        source=decided.table.file,
        version=version("winset"),
        seed=seed,
        resamples=RESAMPLES,
        issues=len(outcome),
        dossiers=resample.count,
        models={
            name: _score(
                np.array([_mean(found[issue][name]) for issue in decided.outcome]),
                np.array([_crps(found[i][name], o) for i, o in decided.outcome.items()]),
                base,
                outcome,
                resample,
                _NOTES.get(name),
            )
            for name in wanted
        },
        baselines={
            name: _baseline(forecast, decided, table, base, outcome, resample)
            for name, forecast in _BASELINES.items()
        },
        calibration=_calibration(spread, decided.outcome, resample)
        if "distribution" in wanted
        else None,
        decided=[
            ScoredIssue(
                issue=issue,
                dossier=decided.dossier[issue],
                outcome=decided.outcome[issue],
                forecasts={name: found[issue][name].mean for name in wanted},
            )
            for issue in decided.outcome
        ],
        left_out=dict(decided.left_out),
        assumptions=[*decided.table.assumptions, *_ASSUMPTIONS],
    )


_ASSUMPTIONS = (
    "Positions and outcomes run from 0 to 100; an issue is scored if it has an outcome and at "
    "least three actors with a position and a salience.",
    "The forecast of a model is its `mean`; bilateral exchange trades over the issues of a dossier "
    "and is the weighted mean where there is one issue.",
    "The constants of the distribution were sized on the first wave of DEU III: on those issues "
    "its score is not out of sample.",
)
_NOTES: Final = {
    "challenge": "variant code, ten rounds unless asked otherwise",
    "exchange": "the weighted mean in dossiers of one issue",
}


def _forecasts(
    decided: DecidedIssues,
    table: Positions,
    wanted: Sequence[str],
    horizon: int | None,
    progress: Progress | None,
) -> dict[str, dict[str, ModelAnswer]]:
    """Answers by issue: exchange within a dossier, every other model issue by issue."""
    dossiers: dict[str, list[str]] = {}
    for issue, dossier in decided.dossier.items():
        dossiers.setdefault(dossier, []).append(issue)
    single = [name for name in wanted if name != "exchange"]
    found: dict[str, dict[str, ModelAnswer]] = {}
    for done, issues in enumerate(dossiers.values(), start=1):
        for issue in issues:
            found |= answers(Bargaining(table.on(issue), horizon), single)
        if "exchange" in wanted:
            traded = answers(Bargaining(_part(table, issues), horizon), ["exchange"])
            for issue in issues:
                answer = traded[issue]["exchange"]
                alone = len(issues) == 1
                found[issue]["exchange"] = found[issue]["weighted-mean"] if alone else answer
        if progress is not None:
            progress(done, len(dossiers))
    return found


def _part(table: Positions, issues: Sequence[str]) -> Positions:
    """Some issues with those actors who take part in any of them."""
    columns = [table.issues.index(issue) for issue in issues]
    rows = np.flatnonzero(table.takes_part[:, columns].any(axis=1))
    part = np.ix_(rows, np.array(columns))
    return Positions(
        actors=tuple(table.actors[row] for row in rows),
        issues=tuple(issues),
        position=table.position[part],
        salience=table.salience[part],
        capability=table.capability[part],
        low=table.low[columns],
        high=table.high[columns],
    )


class _Resampling:
    """Means over issues when dossiers are drawn with replacement, the same for every model."""

    def __init__(self, dossiers: Sequence[str], seed: int) -> None:
        _, group = np.unique(np.array(dossiers), return_inverse=True)
        self.group = group
        self.count = int(group.max()) + 1
        drawn = generator(seed, "forecast.dossiers").integers(
            0, self.count, (RESAMPLES, self.count)
        )
        self.times = np.array([np.bincount(row, minlength=self.count) for row in drawn])

    def interval(self, values: Floats) -> tuple[float, float, float]:
        """Mean of the values that are not missing, with its 5th and 95th percentile."""
        held = ~np.isnan(values)
        sums = np.bincount(self.group[held], values[held], minlength=self.count)
        sizes = np.bincount(self.group[held], minlength=self.count)
        weight = self.times @ sizes
        means = (self.times @ sums)[weight > 0] / weight[weight > 0]
        low, high = np.percentile(means, [5.0, 95.0])
        return float(values[held].mean()), float(low), float(high)

    def standard_error(self, values: Floats) -> float:
        """Standard error of the mean, clustered by dossier."""
        gap = values - values.mean()
        sums = np.bincount(self.group, gap, minlength=self.count)
        factor = self.count / max(self.count - 1, 1)
        return float(np.sqrt((sums**2).sum() * factor) / len(values))


def _mean(answer: ModelAnswer) -> float:
    return float("nan") if answer.mean is None else answer.mean


def _crps(answer: ModelAnswer, outcome: float) -> float:
    return float("nan") if answer.mean is None else answer.crps(outcome)


def _score(
    forecast: Floats,
    crps: Floats,
    base: Floats,
    outcome: Floats,
    resample: _Resampling,
    note: str | None,
) -> ModelScore:
    off, plain = np.abs(forecast - outcome), np.abs(base - outcome)
    held = ~np.isnan(off)
    if not held.any():
        raise InputError("a model gives no forecast for any issue", "leave it out by --model")
    return ModelScore(
        mae=float(off[held].mean()),
        crps=float(crps[held].mean()),
        n=int(held.sum()),
        minus_weighted_mean=resample.interval(off - plain),
        crps_minus_weighted_mean=resample.interval(crps - plain),
        note=note,
    )


def _baseline(
    forecast: Callable[[Positions], float],
    decided: DecidedIssues,
    table: Positions,
    base: Floats,
    outcome: Floats,
    resample: _Resampling,
) -> ModelScore:
    said = np.array([forecast(table.on(issue)) for issue in decided.outcome])
    return _score(said, np.abs(said - outcome), base, outcome, resample, None)


def _calibration(
    spread: Mapping[str, ModelAnswer | None], outcome: Mapping[str, float], resample: _Resampling
) -> ForecastCalibration | None:
    """Find where outcomes fell in their distributions, jumps spread evenly."""
    held = [
        (answer.distribution, outcome[issue])
        for issue, answer in spread.items()
        if answer is not None and answer.distribution is not None
    ]
    if len(held) < len(outcome):
        return None
    ends = np.array([found.pit(happened) for found, happened in held])
    tenths = np.diff([_below(ends, cut).mean() for cut in np.linspace(0.0, 1.0, 11)])
    hits = []
    for percent in REPORTED_QUANTILES:
        below = _below(ends, percent / 100.0)
        hits.append(
            QuantileHit(
                quantile=percent / 100.0,
                below=float(below.mean()),
                standard_error=resample.standard_error(below),
            )
        )
    coverage = {}
    for percent in _COVERED:
        tail = (100 - percent) / 200.0
        within = [f.quantile(tail) <= x <= f.quantile(1.0 - tail) for f, x in held]
        coverage[str(percent)] = float(np.mean(within))
    return ForecastCalibration(tenths=tenths.tolist(), quantiles=hits, coverage=coverage)


def _below(ends: Floats, cut: float) -> Floats:
    """Share of the stretch between both ends of a jump that lies below a cut."""
    lower, upper = ends.T
    width = upper - lower
    share = np.where(width > 0.0, (cut - lower) / np.where(width > 0.0, width, 1.0), cut >= upper)
    return np.asarray(np.clip(share, 0.0, 1.0), dtype=np.float64)
