"""The nearest point of a set that can only be asked about points."""

from __future__ import annotations

import numpy as np

from winset.games.domestic import Floats
from winset.results.two_level.win_set import Accepts

__all__ = ["nearest_point"]

_TRIED, _HALVINGS = 24, 30
_SHRINK, _SMALLEST_STEP = 0.5, 1e-4


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
    inside = _towards(starts, point, belongs)
    best = inside[int(np.argmin(np.linalg.norm(inside - point, axis=1)))]
    step = float(np.linalg.norm(best - point)) / 2.0
    directions = _directions(len(point))
    while step > _SMALLEST_STEP:
        tried = best + step * directions
        tried = tried[belongs(tried)]
        better = _towards(tried, point, belongs) if len(tried) else tried
        gaps = np.linalg.norm(better - point, axis=1)
        if len(gaps) and gaps.min() < np.linalg.norm(best - point) - 1e-9:
            best = better[int(np.argmin(gaps))]
        else:
            step *= _SHRINK
    return np.asarray(best)


def _towards(starts: Floats, point: Floats, belongs: Accepts) -> Floats:
    """Go from points of the set towards a point as far as bisection leads."""
    low, high = np.zeros(len(starts)), np.ones(len(starts))
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        ok = belongs(starts + middle[:, None] * (point - starts))
        low, high = np.where(ok, middle, low), np.where(ok, high, middle)
    return np.asarray(starts + low[:, None] * (point - starts))


def _directions(issues: int) -> Floats:
    """Both ways along each axis, and with two issues also between them."""
    axes = np.concatenate([np.eye(issues), -np.eye(issues)])
    if issues != 2:
        return axes
    angles = np.pi / 4 + np.pi / 2 * np.arange(4)
    return np.concatenate([axes, np.stack([np.cos(angles), np.sin(angles)], axis=1)])
