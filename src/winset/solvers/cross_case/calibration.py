"""Calibration: from a measured condition to membership in a set."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit

from winset.foundation.errors import InputError
from winset.games.domestic import Floats

_LOG_ODDS_OF_FULL = float(np.log(0.95 / 0.05))


def direct_calibration(raw: ArrayLike, *, out: float, crossover: float, full: float) -> Floats:
    """Fuzzy membership by the direct method.

    Answers: how far does a case belong to the set, given three anchors fixed from outside?

    Parameters
    ----------
    raw
        Measured values, shape ``(n_cases,)``.
    out, crossover, full
        Values with membership 0.05, 0.5 and 0.95. With ``out > crossover > full`` the set is the
        one of low values.

    Returns
    -------
    ndarray
        Memberships in 0..1, same shape.

    Raises
    ------
    InputError
        If the anchors are neither rising nor falling, or a value is not finite.

    Notes
    -----
    Logistic in the distance to the crossover, measured on each side by the way to that side's
    anchor: m = 1 / (1 + exp(-log(19) (x - c) / |anchor - c|)), mirrored for falling anchors. The
    R package QCA does the same with ``idm = 0.95``.

    References
    ----------
    Ragin, C. C. (2008). Redesigning Social Inquiry: Fuzzy Sets and Beyond, chapter 5. Chicago:
    University of Chicago Press.

    Examples
    --------
    >>> direct_calibration([720, 468], out=400, crossover=550, full=900).round(6).tolist()
    [0.806926, 0.16664]
    """
    values = _finite(raw)
    _refuse_unordered(out, crossover, full)
    toward_full = (values - crossover) * np.sign(full - crossover) >= 0.0
    way = np.where(toward_full, abs(full - crossover), abs(crossover - out))
    distance = np.abs(values - crossover) / way * np.where(toward_full, 1.0, -1.0)
    return np.asarray(expit(_LOG_ODDS_OF_FULL * distance))


def linear_calibration(raw: ArrayLike, *, out: float, crossover: float, full: float) -> Floats:
    """Fuzzy membership that rises in straight lines: 0 at `out`, 0.5 at `crossover`, 1 at `full`.

    Parameters, return value and errors are those of `direct_calibration`.

    Examples
    --------
    >>> linear_calibration([720, 1098], out=400, crossover=550, full=900).round(6).tolist()
    [0.742857, 1.0]
    """
    values = _finite(raw)
    _refuse_unordered(out, crossover, full)
    sign = 1.0 if full > out else -1.0
    anchors = [sign * anchor for anchor in (out, crossover, full)]
    return np.asarray(np.interp(sign * values, anchors, [0.0, 0.5, 1.0]))


def level_of(raw: ArrayLike, cuts: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Level of each value: how many cuts it reaches; one cut gives a crisp set.

    Parameters
    ----------
    raw
        Measured values, shape ``(n_cases,)``.
    cuts
        Rising cuts; a value that equals a cut has reached it.

    Raises
    ------
    InputError
        If the cuts do not rise, or a value is not finite.

    Examples
    --------
    >>> level_of([0.1, 0.25, 0.9], [0.25, 0.5]).tolist()
    [0, 1, 2]
    """
    values = _finite(raw)
    if any(low >= high for low, high in pairwise(cuts)):
        raise InputError(f"the cuts {list(cuts)} do not rise")
    return np.searchsorted(np.asarray(cuts, dtype=float), values, side="right").astype(np.int64)


def off_the_crossover(membership: Floats, shift: float) -> Floats:
    """Memberships without any of exactly 0.5, which would belong to no row of a truth table.

    Parameters
    ----------
    membership
        In 0..1.
    shift
        What is added to 0.5. Fiss (2011) adds 0.001.

    References
    ----------
    Fiss, P. C. (2011). Building Better Causal Theories: A Fuzzy Set Approach to Typologies in
    Organization Research. Academy of Management Journal 54(2): 393-420.
    """
    return np.asarray(np.where(np.abs(membership - 0.5) < 1e-9, 0.5 + shift, membership))


def _finite(raw: ArrayLike) -> Floats:
    values = np.asarray(raw, dtype=np.float64)
    if not np.isfinite(values).all():
        raise InputError("a value to calibrate is missing or not finite")
    return values


def _refuse_unordered(out: float, crossover: float, full: float) -> None:
    if not (out < crossover < full or out > crossover > full):
        raise InputError(
            f"the anchors {out:g}, {crossover:g}, {full:g} neither rise nor fall",
            "give out, crossover and full membership in order",
        )
