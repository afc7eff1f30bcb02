"""Probability of passage over one input and over two, from a sweep."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.games.domestic import Floats
from winset.reports.sweep.sensitivity_parts import CurvePoint, PassageMap
from winset.studies.sweep.sensitivity import classes_of
from winset.studies.sweep.sweep import Sweep

_NORMAL_95 = 1.959963984540054
_CLASSES = 20


def passage_curve(sweep: Sweep, path: str) -> list[CurvePoint]:
    """Probability of passage over one input.

    Parameters
    ----------
    sweep
        A sweep that keeps the input; not of a design that changes one input at a time.
    path
        The input.

    Returns
    -------
    list of CurvePoint
        Twenty classes of about equal size; of a discrete input one for each value.

    Raises
    ------
    InputError
        If the input is not in the table.
    """
    value = sweep.columns([path])[:, 0]
    passes = sweep.column("passes")
    place, count = classes_of(value, _CLASSES)
    found = []
    for one in range(count):
        mine = place == one
        if mine.any():
            found.append(_point(value[mine], passes[mine]))
    return found


def _point(value: Floats, passes: NDArray[np.bool_]) -> CurvePoint:
    lower, upper = wilson(int(passes.sum()), passes.size)
    return CurvePoint(
        low=float(value.min()),
        middle=float(value.mean()),
        high=float(value.max()),
        draws=int(passes.size),
        probability=float(passes.mean()),
        lower=lower,
        upper=upper,
    )


def wilson(hits: int, draws: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927).

    Examples
    --------
    >>> [round(end, 3) for end in wilson(8, 10)]
    [0.49, 0.943]
    """
    z2 = _NORMAL_95**2
    share = hits / draws
    middle = (share + z2 / (2 * draws)) / (1 + z2 / draws)
    half = _NORMAL_95 * np.sqrt(share * (1 - share) / draws + z2 / (4 * draws**2))
    half = float(half / (1 + z2 / draws))
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return (0.0 if hits == 0 else low), (1.0 if hits == draws else high)


def passage_map(sweep: Sweep, first: str, second: str, cells: int = 12) -> PassageMap:
    """Probability of passage over two inputs, in cells of equal width.

    Parameters
    ----------
    sweep
        A sweep that keeps both.
    first, second
        The inputs.
    cells
        Along each.

    Raises
    ------
    InputError
        If an input is not in the table.
    """
    x, y = sweep.columns([first, second]).T
    passes = sweep.column("passes").astype(np.float64)
    edges = [np.linspace(v.min(), v.max(), cells + 1) for v in (x, y)]
    places = [
        np.clip(np.searchsorted(e, v, side="right") - 1, 0, cells - 1)
        for e, v in zip(edges, (x, y), strict=True)
    ]
    cell = places[1] * cells + places[0]
    count = np.bincount(cell, minlength=cells * cells)
    hits = np.bincount(cell, passes, minlength=cells * cells)
    share = [None if n == 0 else float(h / n) for h, n in zip(hits, count, strict=True)]
    return PassageMap(
        first=first,
        second=second,
        first_edges=edges[0].tolist(),
        second_edges=edges[1].tolist(),
        probability=[share[r * cells : (r + 1) * cells] for r in range(cells)],
        draws=count.reshape(cells, cells).tolist(),
    )
