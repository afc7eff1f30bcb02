"""Columns of players over the rows of coalitions, and their slanted names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sin
from typing import Final

from winset.render.figures.grammar import NOTE_SIZE, Panel, shortened, text_width
from winset.render.figures.rule.power_groups import amount_of_weight
from winset.results.coalitions.minimal_coalitions import MinimalCoalitions

_SLANT: Final = 55.0
_LONGEST: Final = 190.0
_APART: Final = 14.0
_CLOSE: Final = 11.5
_NEAREST: Final = 9.0
_WIDEST: Final = 46.0
_EVERYBODY: Final = 24


@dataclass(frozen=True)
class PlayerColumn:
    """A player over the rows.

    Attributes
    ----------
    name : str
        The player.
    weight : str
        Its weight as shown; empty without seats.
    x : float
        Where its marks stand, in pixels.
    place : float
        Its place on the axis, or its number in the order of weight.
    level : int
        0, or more where others stand at the same place.
    name_x : float or None
        Where its name begins, in pixels; None where there is no room for one.
    """

    name: str
    weight: str
    x: float
    place: float
    level: int
    name_x: float | None

    def label(self, limit: float) -> str:
        """Name and weight, the name cut where both would be wider than a limit in pixels."""
        end = f" {self.weight}" if self.weight else ""
        return shortened(self.name, NOTE_SIZE, limit - text_width(end, NOTE_SIZE)) + end


def _weight(result: MinimalCoalitions, name: str) -> str:
    held = [weights[name] for weights in result.rule.seats.values() if name in weights]
    return " + ".join(amount_of_weight(weight) for weight in held)


def _share(result: MinimalCoalitions, name: str) -> float:
    """Largest share of any chamber that a player holds; 1 for a single player."""
    totals = result.rule.totals()
    return max(
        (w[name] / totals[chamber] for chamber, w in result.rule.seats.items() if name in w),
        default=1.0,
    )


def weight_columns(
    result: MinimalCoalitions, ground: tuple[float, float]
) -> tuple[list[PlayerColumn], int]:
    """Columns from the heaviest player to the lightest, and how many players are left out.

    Single players come first, then those of each chamber in turn. Beyond 24 players only members
    of a listed coalition have a column, and only as many as there is room for.

    Parameters
    ----------
    result
        Minimal coalitions, listed.
    ground
        First and last pixel of the columns.
    """
    seats = list(result.rule.seats)

    def rank(name: str) -> tuple[int, float]:
        chamber = next((i for i, c in enumerate(seats) if name in result.rule.seats[c]), -1)
        return chamber, -_share(result, name)

    names = sorted(result.rule.players, key=rank)
    if len(names) > _EVERYBODY:
        members = {name for coalition in result.coalitions or () for name in coalition}
        names = [name for name in names if name in members or not members]
    low, high = ground
    names = names[: max(1, int((high - low) / _CLOSE))]
    pitch = min(_WIDEST, (high - low) / max(1, len(names)))
    xs = [low + pitch * (i + 0.5) for i in range(len(names))]
    columns = [
        PlayerColumn(name, _weight(result, name), x, i, 0, x)
        for i, (name, x) in enumerate(zip(names, xs, strict=True))
    ]
    return columns, len(result.rule.players) - len(columns)


def axis_columns(
    result: MinimalCoalitions, places: Mapping[str, float], ground: tuple[float, float]
) -> list[PlayerColumn]:
    """Players at their places on the axis, from left to right.

    Parameters
    ----------
    result
        Minimal coalitions.
    places
        Player -> place.
    ground
        First and last pixel of the axis.
    """
    left, right = ground
    low, high = min(places.values()), max(places.values())
    wide = high - low
    names = sorted(places, key=lambda name: (places[name], -_share(result, name)))
    xs = [left + (places[n] - low) / wide * (right - left) if wide else left for n in names]
    fitting = max(1, int((right - left) / _CLOSE))
    named = sorted(range(len(names)), key=lambda i: -_share(result, names[i]))[:fitting]
    starts = spread_apart([xs[i] for i in sorted(named)], _APART, left, right)
    start_of = dict(zip(sorted(named), starts, strict=True))
    taken: list[float] = []
    columns = []
    for number, (name, x) in enumerate(zip(names, xs, strict=True)):
        level = next((i for i, last in enumerate(taken) if x - last >= _NEAREST), len(taken))
        taken[level : level + 1] = [x]
        columns.append(
            PlayerColumn(name, _weight(result, name), x, places[name], level, start_of.get(number))
        )
    return columns


def spread_apart(places: list[float], apart: float, low: float, high: float) -> list[float]:
    """Places in rising order moved as little as holds them apart, inside a stretch if they fit.

    Examples
    --------
    >>> spread_apart([10, 11, 50, 100], 5, 0, 100)
    [10, 15, 50, 100]
    >>> spread_apart([98, 99, 100], 5, 0, 100)
    [90, 95, 100]
    """
    if len(places) > 1:
        apart = min(apart, (high - low) / (len(places) - 1))
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + apart) if moved else place)
    ceiling = high
    for number in range(len(moved) - 1, -1, -1):
        moved[number] = min(moved[number], ceiling)
        ceiling = moved[number] - apart
    return moved


def draw_names(panel: Panel, columns: list[PlayerColumn]) -> float:
    """Write the names over their columns; return the pixel where the columns begin.

    They slant, or stand upright where lines of slanted text would touch.
    """
    c = panel.colours
    begins = [(o, o.name_x) for o in columns if o.name_x is not None]
    gaps = [after[1] - before[1] for before, after in pairwise(begins)]
    slant = _SLANT if min(gaps, default=_APART) >= _APART - 0.01 else 90.0
    lean, rise = cos(radians(slant)), sin(radians(slant))
    shown = []
    for column, x in begins:
        room = _LONGEST if slant == 90.0 else min(_LONGEST, (panel.width - x) / lean - 4)
        shown.append((x, column.label(room)))
    height = 8 + rise * max((text_width(text, NOTE_SIZE) for _, text in shown), default=0.0)
    right = 0.0 if slant == 90.0 else 1.0
    panel.texts(
        [{"x": x + right, "y": height, "text": text, "color": c.ink} for x, text in shown],
        size=NOTE_SIZE,
    )
    if shown:
        panel.layers[-1].style["angle"] = 360.0 - slant
    moved = [(o, x) for o, x in begins if abs(x - o.x) > 0.5]
    panel.rules(
        [{"x": x, "x2": o.x, "y": height + 5, "y2": height + 18, "color": c.line} for o, x in moved]
    )
    return height + (24 if moved else 10)
