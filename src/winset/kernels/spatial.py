"""Circles cut by circles: along one of them, which disks each arc lies in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["arcs_of_circle", "box_cuts", "green_of_arcs"]

Floats = NDArray[np.float64]
_TURN = 2.0 * np.pi


def arcs_of_circle(
    circle: int, centres: Floats, radii: Floats, weights: NDArray[np.int64], cuts: Floats
) -> tuple[Floats, NDArray[np.int64]]:
    """Cut one circle at all other circles; say how much weight lies over each arc.

    Parameters
    ----------
    circle
        Row of the circle.
    centres : array (n, 2)
    radii : array (n,)
        Finite and above 0; no two circles alike.
    weights : integer array (n, n_bodies)
        Voters that each disk stands for.
    cuts : array
        Angles at which arcs must end as well.

    Returns
    -------
    angles : array (m + 1,)
        Ends of the arcs, in order, from 0 to one turn.
    over : integer array (m, n_bodies)
        Weight of the other disks that each arc lies in.

    Notes
    -----
    O(n log n).
    """
    gap = centres - centres[circle]
    apart = np.sqrt((gap**2).sum(axis=1))
    own = radii[circle]
    others = np.arange(len(radii)) != circle
    inside = others & (radii >= apart + own)
    crosses = others & ~inside & (apart < radii + own) & (own < apart + radii)
    toward = np.arctan2(gap[crosses, 1], gap[crosses, 0])
    reach = apart[crosses]
    cosine = (reach**2 + own**2 - radii[crosses] ** 2) / (2.0 * reach * own)
    half = np.arccos(np.clip(cosine, -1.0, 1.0))
    enter, leave = (toward - half) % _TURN, (toward + half) % _TURN
    weight = weights[crosses]
    start = weights[inside].sum(axis=0) + weight[enter > leave].sum(axis=0)
    angle = np.concatenate([enter, leave, cuts % _TURN])
    change = np.concatenate([weight, -weight, np.zeros((len(cuts), weights.shape[1]), np.int64)])
    order = np.argsort(angle, kind="stable")
    angles = np.concatenate([[0.0], angle[order], [_TURN]])
    over = start + np.concatenate(
        [np.zeros((1, weights.shape[1]), np.int64), np.cumsum(change[order], axis=0)]
    )
    return angles, over


def box_cuts(centre: Floats, radius: float, low: Floats, high: Floats) -> Floats:
    """Angles at which a circle meets the lines on which the sides of a box lie."""
    found: list[float] = []
    for axis in (0, 1):
        for side in (low[axis], high[axis]):
            share = (side - centre[axis]) / radius
            if abs(share) < 1.0:
                turn = float(np.arccos(share) if axis == 0 else np.arcsin(share))
                found += [turn, -turn] if axis == 0 else [turn, np.pi - turn]
    return np.array(found)


def green_of_arcs(centre: Floats, radius: float, start: Floats, stop: Floats) -> Floats:
    """Area that arcs run counterclockwise add, by Green's theorem, shape as `start`."""
    swept = radius * (stop - start)
    along = centre[0] * (np.sin(stop) - np.sin(start)) - centre[1] * (np.cos(stop) - np.cos(start))
    return np.asarray(0.5 * radius * (swept + along))
