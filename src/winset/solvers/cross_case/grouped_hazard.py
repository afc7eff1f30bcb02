"""Time until something happens: shares by Kaplan-Meier, effects by hazards in intervals."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, stats

from winset.foundation.errors import InputError

Floats = NDArray[np.float64]


def share_by(
    years: ArrayLike, happened: ArrayLike, at: ArrayLike, level: float = 0.9
) -> tuple[Floats, Floats, Floats]:
    """Share for which an event has happened by given times, when some are watched for less long.

    Parameters
    ----------
    years
        Time of the event, or of the end of the watch; shape (n,), 0 or more.
    happened
        Whether the event happened at that time; shape (n,).
    at
        Times at which the share is wanted; shape (t,).
    level
        Probability of the interval.

    Returns
    -------
    tuple of arrays
        Share, its low and its high end, shape (t,) each; ends are NaN where the share is 0 or 1.

    Notes
    -----
    Kaplan and Meier (1958), Greenwood's variance, interval on the scale log(-log(S)); by
    `scipy.stats.ecdf`.

    Examples
    --------
    Four agreements: entries after 1 and 2 years, one watched for 1.5 years, one for 3. After two
    years 1 - 3/4 x 1/2 = .625 are in force.

    >>> share, low, high = share_by([1, 1.5, 2, 3], [True, False, True, False], [1, 2])
    >>> share.round(3).tolist()
    [0.25, 0.625]
    """
    time, event = np.asarray(years, dtype=float), np.asarray(happened, dtype=bool)
    wanted = np.asarray(at, dtype=float)
    data = stats.CensoredData(uncensored=time[event], right=time[~event])
    survival = stats.ecdf(data).sf
    with warnings.catch_warnings():  # where the share is 0 or 1 there is no interval: NaN says so
        warnings.simplefilter("ignore", RuntimeWarning)
        ends: Any = survival.confidence_interval(level, method="log-log")
    share = 1.0 - survival.evaluate(wanted)
    has_ends = (share > 0.0) & (share < 1.0)
    low, high = (
        np.where(has_ends, 1.0 - end.evaluate(wanted), np.nan) for end in (ends.high, ends.low)
    )
    return share, low, high


@dataclass(frozen=True)
class GroupedHazard:
    """Fitted hazards.

    Parameters
    ----------
    ends
        Ends of the intervals, in years.
    level
        Log hazard a year in each interval, where all covariates are 0.
    coefficient
        Change of the log hazard with a step of 1 of each covariate.
    sd
        Standard deviation of each coefficient, from the curvature or clustered, the wider.
    """

    ends: tuple[float, ...]
    level: Floats
    coefficient: Floats
    sd: Floats

    def share_by(self, covariates: ArrayLike, horizon: float) -> Floats:
        """Share for which the event will have happened by the end of an interval.

        Parameters
        ----------
        covariates
            Shape (n, k).
        horizon
            The end of an interval, in years.

        Raises
        ------
        InputError
            If no interval ends there.
        """
        if horizon not in self.ends:
            raise InputError(f"no interval ends at {horizon:g}", f"one of {self.ends}")
        widths = np.diff(self.ends, prepend=0.0)[: self.ends.index(horizon) + 1]
        total = float(np.exp(self.level[: len(widths)]) @ widths)
        change = np.asarray(covariates, dtype=float) @ self.coefficient
        return np.asarray(-np.expm1(-total * np.exp(change)), dtype=np.float64)


def grouped_hazard(
    years: ArrayLike,
    happened: ArrayLike,
    covariates: ArrayLike,
    *,
    ends: Sequence[float],
    level_prior: tuple[float, float] = (-1.0, 2.0),
    coefficient_sd: float = 0.5,
    clusters: Sequence[str] | None = None,
) -> GroupedHazard:
    """Proportional hazards that are constant within intervals, with normal priors.

    Parameters
    ----------
    years, happened
        As `share_by`. An observation whose watch ends within an interval counts up to its
        beginning; one that outlasts the last interval is watched to its end.
    covariates
        Shape (n, k).
    ends
        Ends of the intervals in years, ascending.
    level_prior
        Mean and standard deviation of the log hazard a year in each interval.
    coefficient_sd
        Standard deviation of each coefficient before the data; the mean is 0.
    clusters
        Group of each observation, for the clustered standard deviation. Default: each its own.

    Returns
    -------
    GroupedHazard
        Posterior mode, with standard deviations.

    Raises
    ------
    InputError
        If there are no observations.

    Notes
    -----
    Prentice and Gloeckler (1978): the probability that an event happens in an interval of width w
    if it has not before is 1 - exp(-w exp(level + x b)). The mode is found by Newton's method in
    a trust region; the posterior is concave.

    Examples
    --------
    A hundred observations, half with an event within the only interval, a year; nothing to tell
    them apart. The hazard is log 2 = .693, drawn a little to its prior.

    >>> import numpy as np
    >>> found = grouped_hazard([0.5] * 50 + [1.0] * 50, [True] * 50 + [False] * 50,
    ...                        np.zeros((100, 1)), ends=[1.0])
    >>> round(float(np.exp(found.level[0])), 3), found.coefficient.tolist(), found.sd.tolist()
    (0.691, [0.0], [0.5])
    """
    time, event = np.asarray(years, dtype=float), np.asarray(happened, dtype=bool)
    x = np.asarray(covariates, dtype=float)
    if not len(time):
        raise InputError("there are no observations", "one or more")
    unit, period, is_event = _periods(time, event, np.asarray(ends, dtype=float))
    steps, terms = len(ends), x.shape[1]
    design = np.hstack([np.eye(steps)[period], x[unit]])
    offset = np.log(np.diff(ends, prepend=0.0))[period]
    centre = np.r_[np.full(steps, level_prior[0]), np.zeros(terms)]
    precision = np.r_[np.full(steps, level_prior[1] ** -2.0), np.full(terms, coefficient_sd**-2.0)]

    def parts(at: Floats) -> tuple[Floats, Floats, Floats]:
        """Log likelihood of each row with its first two derivatives in the log hazard."""
        mean = np.exp(np.clip(design @ at + offset, -30.0, 30.0))
        odds = np.expm1(np.minimum(mean, 500.0))
        slope = np.where(is_event, mean / odds, -mean)
        curve = np.where(is_event, slope * (1.0 - mean * (odds + 1.0) / odds), -mean)
        return np.where(is_event, np.log(-np.expm1(-mean)), -mean), slope, curve

    def loss(at: Floats) -> float:
        return float(0.5 * precision @ (at - centre) ** 2 - parts(at)[0].sum())

    def slope(at: Floats) -> Floats:
        return np.asarray(precision * (at - centre) - design.T @ parts(at)[1], dtype=np.float64)

    def curvature(at: Floats) -> Floats:
        return np.asarray(np.diag(precision) - (design.T * parts(at)[2]) @ design, dtype=np.float64)

    found = optimize.minimize(loss, centre, jac=slope, hess=curvature, method="trust-exact")
    spread = np.linalg.inv(curvature(found.x))
    _, group = np.unique(
        np.arange(len(time)) if clusters is None else clusters, return_inverse=True
    )
    scores = np.zeros((int(group.max()) + 1, design.shape[1]))
    np.add.at(scores, group[unit], design * parts(found.x)[1][:, None])
    clustered = spread @ (scores.T @ scores) @ spread
    sd = np.sqrt(np.maximum(np.diag(spread), np.diag(clustered)))
    return GroupedHazard(tuple(ends), found.x[:steps], found.x[steps:], sd[steps:])


def _periods(
    time: Floats, event: NDArray[np.bool_], ends: Floats
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]:
    """Rows of observation and interval: which, and whether the event happened there."""
    in_time = event & (time <= ends[-1])
    last = np.searchsorted(ends, time, side="left")
    whole = np.searchsorted(ends, time, side="right")
    count = np.where(in_time, last + 1, whole)
    unit = np.repeat(np.arange(len(time)), count)
    period = np.concatenate([np.arange(n) for n in count]).astype(np.intp)
    return unit, period, in_time[unit] & (period == last[unit])
