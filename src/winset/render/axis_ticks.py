"""Ticks of an issue's axis: round values in the unit that negotiators use, and where they stand."""

from __future__ import annotations

import math
from typing import Final

_ROUND: Final = (1.0, 2.0, 2.5, 5.0)
_NEAR: Final = 1e-9


def axis_ticks(
    natural: tuple[float, float] | None = None, *, most: int = 6
) -> list[tuple[float, str]]:
    """Ticks of an axis from 0 to 1.

    Parameters
    ----------
    natural
        Natural values at 0 and at 1, in either order; None where the issue has none: then the
        ticks are those of the axis itself.
    most
        How many ticks there may be, at least two.

    Returns
    -------
    list of (float, str)
        Place from 0 to 1 and text, in the order of the places.

    Examples
    --------
    >>> axis_ticks((0, 2.5), most=6)
    [(0.0, '0'), (0.2, '0.5'), (0.4, '1'), (0.6, '1.5'), (0.8, '2'), (1.0, '2.5')]
    >>> axis_ticks((30, 0), most=4)
    [(0.0, '30'), (0.333333, '20'), (0.666667, '10'), (1.0, '0')]
    >>> axis_ticks((0, 61680), most=4)
    [(0.0, '0'), (0.324254, '20,000'), (0.648508, '40,000'), (0.972763, '60,000')]
    """
    low, high = natural or (0.0, 1.0)
    if low == high or not (math.isfinite(low) and math.isfinite(high)):
        low, high = 0.0, 1.0
    step, first, last = _step(min(low, high), max(low, high), most)
    digits = max(0, -math.floor(math.log10(step) + _NEAR) + (1 if _has_half(step) else 0))
    found = []
    for number in range(first, last + 1):
        value = number * step
        place = min(1.0, max(0.0, (value - low) / (high - low)))
        found.append((round(place, 6), _text(value, digits)))
    return sorted(found)


def _step(low: float, high: float, most: int) -> tuple[float, int, int]:
    """Smallest round step that leaves no more ticks than there may be, and its first and last."""
    size = 10.0 ** math.floor(math.log10((high - low) / most))
    while True:
        for by in _ROUND:
            step = size * by
            first, last = math.ceil(low / step - _NEAR), math.floor(high / step + _NEAR)
            if last - first < most:
                return step, first, last
        size *= 10.0


def _has_half(step: float) -> bool:
    """Return whether a step such as 0.25 needs one digit more than its size."""
    size = 10.0 ** math.floor(math.log10(step) + _NEAR)
    return abs(step / size - 2.5) < _NEAR


def _text(value: float, digits: int) -> str:
    text = f"{value:,.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
