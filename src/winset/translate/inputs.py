"""Coded inputs: every number of a case, where it stands in the game and how it is drawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import ndtri

from winset.cases.model.quantities import DateQuantity, Distribution, Quantity
from winset.games.domestic import Floats

CoefficientLaw = Literal["normal", "half-normal", "sample"]
"""Spread of the values of a coefficient."""
_SAME = 1e-4
"""Difference up to which a coefficient counts as that of its sample."""

Place = tuple[str, tuple[int, ...]]
"""Name of an array in `Numbers` and an index into it behind the draw axis."""


@dataclass(frozen=True)
class CodedInput:
    """One coded number.

    Parameters
    ----------
    path
        Dotted path in the case, or ``parameters....``.
    low, likely, high
        Its range; dates are proleptic ordinals.
    distribution
        How values between low and high are weighted.
    domain
        Lowest and highest value worth searching.
    is_date
        Whether it is a date.
    places
        Where it stands in the game.
    support
        Of a coefficient: mean and standard deviation, or the draws of its posterior sample.
    """

    path: str
    low: float
    likely: float
    high: float
    distribution: Distribution | CoefficientLaw
    domain: tuple[float, float]
    is_date: bool
    places: tuple[Place, ...]
    support: tuple[float, ...] = ()

    @property
    def is_range(self) -> bool:
        """Return whether the number is uncertain."""
        return self.low < self.high

    def readable(self, value: float) -> float | str:
        """Value as a reader writes it: a number, or an ISO date."""
        if self.is_date:
            return dt.date.fromordinal(round(value)).isoformat()
        return float(value)


def moved_sample(values: Floats, mean: float, sd: float, is_scale: bool) -> Floats:
    """Draws of a posterior with another mean and spread, in the same order.

    Parameters
    ----------
    values
        The draws, shape ``(n,)``.
    mean, sd
        What they are moved to; where they have both already they stay as they are.
    is_scale
        Whether they are standard deviations, which stay 0 or above.

    Examples
    --------
    >>> moved_sample(np.array([0.1, 0.3]), 0.5, 0.2, False).round(2).tolist()
    [0.3, 0.7]
    """
    centre, spread = float(values.mean()), float(values.std())
    if abs(mean - centre) < _SAME and abs(sd - spread) < _SAME:
        return values
    moved = mean + (values - centre) * (sd / spread if spread > 0.0 else 0.0)
    return np.maximum(moved, 0.0) if is_scale else np.asarray(moved)


def coefficient_input(
    path: str, mean: float, sd: float, is_scale: bool, place: Place, sample: tuple[float, ...] = ()
) -> CodedInput:
    """Coded input for a coefficient of the vote model; its range is the 90 % interval.

    Parameters
    ----------
    path, place
        Where it stands in the parameter block and in the game.
    mean, sd
        Of the normal; a standard deviation with mean 0 is half normal of scale ``sd``.
    is_scale
        Whether the coefficient is a standard deviation.
    sample
        Draws of the posterior; when given, they are the distribution, moved to `mean` and `sd`
        where these are not its own.

    Examples
    --------
    >>> found = coefficient_input("parameters.rho", 0.0, 0.1, False, ("coefficients", (9,)))
    >>> round(found.low, 3), found.likely, round(found.high, 3)
    (-0.164, 0.0, 0.164)
    """
    if sample:
        values = moved_sample(np.array(sample), mean, sd, is_scale)
        likely = float(values.mean())
        low, high = (float(np.quantile(values, share)) for share in (0.05, 0.95))
        shape: CoefficientLaw = "sample"
        support = tuple(values.tolist())
    elif is_scale and mean == 0.0:
        likely = sd * float(np.sqrt(2.0 / np.pi))
        low, high = sd * float(ndtri(0.525)), sd * float(ndtri(0.975))
        shape, support = "half-normal", (mean, sd)
    else:
        likely, low, high = mean, mean + sd * float(ndtri(0.05)), mean + sd * float(ndtri(0.95))
        shape, support = "normal", (mean, sd)
    width = max(high - low, 0.1)
    least = 0.0 if is_scale else low - width
    return CodedInput(
        path, low, likely, high, shape, (least, high + width), False, (place,), support
    )


def coded_input(
    path: str,
    quantity: Quantity | DateQuantity,
    domain: tuple[float, float] | None,
    *places: Place,
) -> CodedInput:
    """Coded input for one number or date of a case; without a domain, one round its range."""
    if isinstance(quantity, DateQuantity):
        low, likely, high = (
            float(day.toordinal()) for day in (quantity.low, quantity.likely, quantity.high)
        )
        return CodedInput(
            path, low, likely, high, "triangular", (low - 365.0, high + 365.0), True, places
        )
    if domain is None:
        domain = (0.0, max(4.0 * quantity.high, 1.0))
    return CodedInput(
        path,
        quantity.low,
        quantity.likely,
        quantity.high,
        quantity.distribution,
        domain,
        False,
        places,
    )


def quantile(coded: CodedInput, share: Floats) -> Floats:
    """Value of an input at each share of its distribution.

    Parameters
    ----------
    coded
        The input.
    share
        In [0, 1), any shape.

    Returns
    -------
    array
        Same shape; whole days for dates.

    Notes
    -----
    Triangular by its inverse distribution function; ``beta`` is the PERT form, a beta distribution
    with shape 1 + 4 (likely - low)/(high - low) and 1 + 4 (high - likely)/(high - low).
    """
    if coded.support:
        return _coefficient(coded, share)
    low, likely, high = coded.low, coded.likely, coded.high
    width = high - low
    if width <= 0.0:
        return np.full_like(share, likely)
    if coded.distribution == "uniform":
        value = low + share * width
    elif coded.distribution == "beta":
        from scipy.special import betaincinv

        first, second = 1 + 4 * (likely - low) / width, 1 + 4 * (high - likely) / width
        value = low + width * betaincinv(first, second, share)
    else:
        turn = (likely - low) / width
        rising = low + np.sqrt(share * width * (likely - low))
        falling = high - np.sqrt((1.0 - share) * width * (high - likely))
        value = np.where(share < turn, rising, falling)
    value = np.clip(value, low, high)  # rounding may step over an end
    return np.asarray(np.round(value) if coded.is_date else value)


def _coefficient(coded: CodedInput, share: Floats) -> Floats:
    if coded.distribution == "sample":
        return np.asarray(np.quantile(np.array(coded.support), share))
    mean, sd = coded.support
    if coded.distribution == "half-normal":
        return np.asarray(sd * ndtri(0.5 + 0.5 * share))
    value = mean + sd * ndtri(np.clip(share, 1e-12, 1.0 - 1e-12))
    floor = 0.0 if coded.domain[0] == 0.0 else -np.inf
    return np.asarray(np.maximum(value, floor))
