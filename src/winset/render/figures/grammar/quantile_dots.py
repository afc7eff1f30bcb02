"""Quantile dots: a distribution as fifty equally likely values that a reader can count."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from winset.render.figures.grammar.panel import Panel
from winset.reports.domestic.report_prose import amount_text, percent_text

DOTS: Final = 50
_LARGEST: Final = 9.0
_SMALLEST: Final = 2.5
_COLUMN: Final = 60.0
_COLUMNS: Final = 17


@dataclass(frozen=True)
class Dots:
    """Equally likely values in ascending order, and how many of `total` have none."""

    values: tuple[float, ...]
    missing: int
    total: int = DOTS


def dots_at(levels: Sequence[float], quantiles: Sequence[float | None]) -> Dots:
    """Values at the middle of fifty equal shares, read off quantiles by linear interpolation.

    Parameters
    ----------
    levels
        Levels of the quantiles, ascending, 0..1.
    quantiles
        Values at these levels, the missing ones at either end.

    Returns
    -------
    Dots
        A share beyond the levels takes the nearest value; one next to a missing quantile is
        missing.

    Examples
    --------
    >>> dots_at([0.0, 1.0], [0.0, 10.0]).values[:2]
    (0.1, 0.3)
    """
    if not levels or not quantiles:
        return Dots((), 0)
    values = [
        value
        for i in range(DOTS)
        if (value := _at((i + 0.5) / DOTS, levels, quantiles)) is not None
    ]
    return Dots(tuple(values), DOTS - len(values))


def _at(share: float, levels: Sequence[float], quantiles: Sequence[float | None]) -> float | None:
    above = bisect_left(levels, share)
    if above == 0:
        return quantiles[0]
    if above == len(levels):
        return quantiles[-1]
    low, high = quantiles[above - 1], quantiles[above]
    if low is None or high is None:
        nearer_low = share - levels[above - 1] < levels[above] - share
        return low if nearer_low else high
    weight = (share - levels[above - 1]) / (levels[above] - levels[above - 1])
    return round(low + weight * (high - low), 12)


def draw_dots(
    panel: Panel, dots: Dots, colour: Callable[[float], str], top: float, height: float
) -> float:
    """Stack the dots over a base line and return how high they are, at most `height` pixels.

    Columns are of one width, at least a dot's; the dots shrink until the highest column fits.
    Values that all fall into one column are shown as a single dot; where dots would be too small
    to see, plain columns stand for them.
    """
    if not dots.values:
        return min(height, 4.0)
    stacks = _stacks(panel, dots.values)
    if len(stacks) == 1:
        stacks = {middle: values[:1] for middle, values in stacks.items()}
    highest = max(len(stack) for stack in stacks.values())
    size = min(_LARGEST, height / highest)
    if size < _SMALLEST:
        return _draw_columns(panel, stacks, colour, top)
    base = top + math.ceil(highest * size)
    rows = [
        {
            "x": panel.at(middle),
            "y": base - (i + 0.5) * size,
            "color": colour(value),
            "Value": f"{amount_text(value)} member-moves",
        }
        for middle, stack in stacks.items()
        for i, value in enumerate(stack)
    ]
    area = math.pi * (size / 2) ** 2 * 0.92
    panel.points(rows, size=area, ring=False, tips=(("Value", "One draw in fifty"),))
    return base - top


def _draw_columns(
    panel: Panel, stacks: dict[float, list[float]], colour: Callable[[float], str], top: float
) -> float:
    """Columns as high as the share of draws in each, where dots would be too small to see."""
    highest, width = max(len(stack) for stack in stacks.values()), _LARGEST
    rows = [
        {
            "x": panel.at(middle - width / 2),
            "x2": panel.at(middle + width / 2),
            "y": top + _COLUMN * (1.0 - len(stack) / highest),
            "y2": top + _COLUMN,
            "color": colour(stack[0]),
            "Value": f"{amount_text(stack[0])} to {amount_text(stack[-1])} member-moves",
            "Share": percent_text(len(stack) / DOTS),
        }
        for middle, stack in stacks.items()
    ]
    panel.bars(rows, tips=(("Value", "Member-moves"), ("Share", "Share of the draws")))
    return _COLUMN


def _stacks(panel: Panel, values: Sequence[float]) -> dict[float, list[float]]:
    """Columns of values by the pixel of their middle; zero is a border between two columns."""
    zero = panel.px(0)
    column = max(_LARGEST, (panel.px(values[-1]) - panel.px(values[0])) / _COLUMNS)
    stacks: dict[float, list[float]] = {}
    for value in values:
        middle = zero + (math.floor((panel.px(value) - zero) / column) + 0.5) * column
        stacks.setdefault(middle, []).append(value)
    if len(stacks) == 1:
        return {panel.px(values[0]): list(values)}
    return stacks
