"""Coded inputs: every number of a case, where it stands in the game and how it is drawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from winset.cases.quantities import DateQuantity, Distribution, Quantity
from winset.games.domestic import Floats

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
    """

    path: str
    low: float
    likely: float
    high: float
    distribution: Distribution
    domain: tuple[float, float]
    is_date: bool
    places: tuple[Place, ...]

    @property
    def is_range(self) -> bool:
        """Whether the number is uncertain."""
        return self.low < self.high

    def readable(self, value: float) -> float | str:
        """Value as a reader writes it: a number, or an ISO date."""
        if self.is_date:
            return dt.date.fromordinal(round(value)).isoformat()
        return float(value)


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
