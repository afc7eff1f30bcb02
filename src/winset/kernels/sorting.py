"""Sorting the surpluses of a chamber, compiled: quick for a few hundred smooth numbers."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from winset.kernels.compiled import compiled_like_numpy

__all__ = ["sort_descending", "sort_descending_into"]

Floats = NDArray[np.float64]
Places = NDArray[np.uint32]

SMALL: Final = 24
"""Up to so many members plain insertion is quickest."""
STRIPS: Final = 8
_SWAPS: Final = 4


@compiled_like_numpy
def _copy(values: Floats, other: Floats) -> None:
    for i in range(values.size):
        other[i] = values[i]


@compiled_like_numpy
def _extremes(values: Floats, high: Floats, low: Floats) -> tuple[float, float]:
    """Largest and smallest of the finite values; -inf and inf if there is none.

    Parameters
    ----------
    values
        Without NaN and inf; may hold -inf.
    high, low
        Room, at least an eighth of the length.
    """
    strip = values.size // STRIPS
    highest = -np.inf
    lowest = np.inf
    for i in range(strip):
        high[i] = -np.inf
        low[i] = np.inf
    for part in range(STRIPS):
        one = values[part * strip : (part + 1) * strip]
        for i in range(strip):
            value = one[i]
            high[i] = value if value > high[i] else high[i]
            value = value if value > -np.inf else np.inf
            low[i] = value if value < low[i] else low[i]
    for i in range(strip):
        highest = max(highest, high[i])
        lowest = min(lowest, low[i])
    for i in range(STRIPS * strip, values.size):
        if values[i] > -np.inf:
            highest = max(highest, values[i])
            lowest = min(lowest, values[i])
    return highest, lowest


@compiled_like_numpy
def _bins(values: Floats, highest: float, scale: float, bins: Places) -> None:
    """Write the bin of each value, 0 to n - 1 from the top; n for -inf."""
    last = np.float64(values.size)
    for i in range(values.size):
        place = (highest - values[i]) * scale
        bins[i] = np.uint32(np.int32(place if place < last else last))


@compiled_like_numpy
def _scatter(values: Floats, bins: Places, places: Places, ranked: Floats) -> None:
    """Write `values` into `ranked` bin by bin; `places` is room, two longer than they are."""
    places[:] = 0
    for i in range(bins.size):
        places[bins[i]] += np.uint32(1)
    total = np.uint32(0)
    for index in range(places.size):
        held = places[index]
        places[index] = total
        total += held
    for i in range(bins.size):
        index = bins[i]
        place = places[index]
        ranked[place] = values[i]
        places[index] = place + np.uint32(1)


@compiled_like_numpy
def _swap_neighbours(ranked: Floats) -> None:
    """Put each pair (0, 1), (2, 3), ... in order."""
    for pair in range(ranked.size // 2):
        first = ranked[2 * pair]
        second = ranked[2 * pair + 1]
        in_order = first >= second
        ranked[2 * pair] = first if in_order else second
        ranked[2 * pair + 1] = second if in_order else first


@compiled_like_numpy
def _inserted(ranked: Floats, most_moves: int) -> bool:
    """Finish a nearly sorted row by insertion; give up, row intact, past `most_moves`."""
    for index in range(1, ranked.size):
        value = ranked[index]
        place = index
        while place > 0 and ranked[place - 1] < value:
            ranked[place] = ranked[place - 1]
            place -= 1
        ranked[place] = value
        most_moves -= index - place
        if most_moves < 0:
            return False
    return True


@compiled_like_numpy
def sort_descending_into(
    values: Floats, ranked: Floats, bins: Places, places: Places, high: Floats, low: Floats
) -> None:
    """Write `values`, largest first, into `ranked`, in room that is given.

    Parameters
    ----------
    values
        Shape ``(n,)``, without NaN and inf; -inf allowed. Stays as it is.
    ranked
        Shape ``(n,)``.
    bins, places
        Room, shapes ``(n,)`` and ``(n + 2,)``.
    high, low
        Room, shape ``(n // 8 or more,)``.

    Notes
    -----
    One pass into n equal bins leaves each value a few places from its own; four rounds of swaps
    between neighbours, without branches, put nearly all right, and insertion the rest. Linear for
    the smooth surpluses of a chamber; where values crowd into few bins, the general sort:
    O(n log n) at worst.
    """
    count = values.size
    if count > SMALL:
        highest, lowest = _extremes(values, high, low)
        width = highest - lowest
        if 1e-280 < width < 1e280:
            _bins(values, highest, count * (1.0 - 1e-12) / width, bins)
            _scatter(values, bins, places, ranked)
            for turn in range(_SWAPS):
                _swap_neighbours(ranked[turn % 2 :])
        else:
            _copy(values, ranked)
    else:
        _copy(values, ranked)
    if _inserted(ranked, 8 * max(count, SMALL)):
        return
    ranked.sort()
    for index in range(count // 2):
        swapped = ranked[index]
        ranked[index] = ranked[count - 1 - index]
        ranked[count - 1 - index] = swapped


@compiled_like_numpy
def sort_descending(values: Floats, ranked: Floats) -> None:
    """Write `values`, largest first, into `ranked` (same length); `values` stays as it is.

    Notes
    -----
    As `sort_descending_into`, with room of its own.
    """
    count = values.size
    sort_descending_into(
        values,
        ranked,
        np.empty(count, dtype=np.uint32),
        np.empty(count + 2, dtype=np.uint32),
        np.empty(count // STRIPS),
        np.empty(count // STRIPS),
    )
