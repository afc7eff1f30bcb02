"""The nearest point of a set that can only be asked about points."""

from __future__ import annotations

import numpy as np

from winset.games.domestic import Floats
from winset.results.two_level.win_set import Accepts

__all__ = ["nearest_point"]

_TRIED = 24
_FEW, _PARTS = 8, 8
_TOLERANCE = 1e-8
_SHRINK, _SMALLEST_STEP = 0.5, 1e-4
_WORTH = 0.001
"""Share of a step by which it must come nearer; with less the step shrinks."""


def nearest_point(point: Floats, belongs: Accepts, known: Floats) -> Floats:
    """Nearest point found of a set, axes of length 1 and none weighted.

    Answers: how far is a text from what would be ratified?

    Parameters
    ----------
    point
        Where from, outside the set, shape ``(n_issues,)``.
    belongs
        Whether points belong to the set.
    known
        Points of the set, shape ``(n, n_issues)``; empty where none is known.

    Returns
    -------
    array (n_issues,)
        Empty where no point of the set is known.

    Notes
    -----
    From the known points it goes towards the point as far as bisection leads, then a search that
    shrinks around the best to 1e-4. Of a set of several pieces the nearest may be missed where no
    known point lies in it.

    Examples
    --------
    A disk of radius .2 round (.5, .5), seen from (.9, .5):

    >>> def disk(at: Floats) -> np.ndarray:
    ...     return np.linalg.norm(at - 0.5, axis=1) <= 0.2
    >>> nearest_point(np.array([0.9, 0.5]), disk, np.array([[0.4, 0.6]])).round(3).tolist()
    [0.7, 0.5]
    """
    if not len(known):
        return np.zeros(0)
    order = np.argsort(np.linalg.norm(known - point, axis=1), kind="stable")
    starts = known[order[:: max(1, len(order) // (2 * _TRIED))][:_TRIED]]
    starts = np.concatenate([known[order[:_TRIED]], starts])
    best = _towards(starts, point, belongs)
    step = float(np.linalg.norm(best - point)) / 2.0
    directions = _directions(len(point))
    while step > _SMALLEST_STEP:
        tried = best + step * directions
        tried = tried[belongs(tried)]
        better = _towards(tried, point, belongs) if len(tried) else best
        if np.linalg.norm(better - point) < np.linalg.norm(best - point) - _WORTH * step:
            best = better
        else:
            step *= _SHRINK
    return np.asarray(best)


def _towards(starts: Floats, point: Floats, belongs: Accepts) -> Floats:
    """The nearest of the places to which points of the set can be moved straight towards a point.

    Those that can no longer come nearest are dropped on the way; few are cut in eight at a time,
    since a question about some points costs little more than one about a single point.
    """
    length = np.linalg.norm(point - starts, axis=1)
    low, high = np.zeros(len(starts)), np.ones(len(starts))
    rows = np.arange(len(starts))
    while ((high - low)[rows] * length[rows]).max() > _TOLERANCE:
        shares = np.linspace(0.0, 1.0, (_PARTS if rows.size <= _FEW else 2) + 1)
        cuts = low[rows, None] + (high - low)[rows, None] * shares
        between = starts[rows, None] + cuts[:, 1:-1, None] * (point - starts[rows])[:, None]
        ok = belongs(between.reshape(-1, len(point))).reshape(between.shape[:2])
        last = np.concatenate([ok, np.zeros((rows.size, 1), np.bool_)], axis=1).argmin(axis=1)
        turn = np.arange(rows.size)
        low[rows], high[rows] = cuts[turn, last], cuts[turn, last + 1]
        reached = ((1.0 - low) * length).min()
        rows = np.flatnonzero((1.0 - high) * length <= reached)
    best = int(((1.0 - low) * length).argmin())
    return np.asarray(starts[best] + low[best] * (point - starts[best]))


def _directions(issues: int) -> Floats:
    """Both ways along each axis, and with two issues also between them."""
    axes = np.concatenate([np.eye(issues), -np.eye(issues)])
    if issues != 2:
        return axes
    angles = np.pi / 4 + np.pi / 2 * np.arange(4)
    return np.concatenate([axes, np.stack([np.cos(angles), np.sin(angles)], axis=1)])
