"""The nearest point of a set that can only be asked about points."""

from __future__ import annotations

import numpy as np

from winset.games.domestic import Floats
from winset.results.two_level.win_set import Accepts
from winset.solvers.two_level.region import narrowed

__all__ = ["nearest_point"]

_TRIED = 24
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

    Those that can no longer come nearest are dropped on the way.
    """
    inside, outside = starts.copy(), np.repeat(point[None, :], len(starts), axis=0)
    rows = np.arange(len(starts))
    while np.linalg.norm(outside[rows] - inside[rows], axis=1).max() > _TOLERANCE:
        inside[rows], outside[rows] = narrowed(belongs, inside[rows], outside[rows])
        reached = np.linalg.norm(inside - point, axis=1).min()
        rows = np.flatnonzero(np.linalg.norm(outside - point, axis=1) <= reached)
    return np.asarray(inside[np.linalg.norm(inside - point, axis=1).argmin()])


def _directions(issues: int) -> Floats:
    """Both ways along each axis, and with two issues also between them."""
    axes = np.concatenate([np.eye(issues), -np.eye(issues)])
    if issues != 2:
        return axes
    angles = np.pi / 4 + np.pi / 2 * np.arange(4)
    return np.concatenate([axes, np.stack([np.cos(angles), np.sin(angles)], axis=1)])
