"""Ellipses cut by ellipses: along one of them, which others each arc lies in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["arc_lengths", "arcs_of_ellipse", "box_cuts", "green_of_arcs"]

Floats = NDArray[np.float64]
_TURN = 2.0 * np.pi
_ALIKE = 1e-12
_ON_CIRCLE = 1e-6
_NODES, _SHARES = np.polynomial.legendre.leggauss(24)


def arcs_of_ellipse(
    place: int, centres: Floats, axes: Floats, weights: NDArray[np.int64], cuts: Floats
) -> tuple[Floats, NDArray[np.int64]]:
    """Cut one ellipse at all others; say how much weight lies over each arc.

    Parameters
    ----------
    place
        Row of the ellipse.
    centres : array (n, 2)
    axes : array (n, 2)
        Half-lengths along both axes, finite and above 0; no two ellipses alike.
    weights : integer array (n, n_bodies)
        Voters that each ellipse stands for.
    cuts : array
        Angles at which arcs must end as well.

    Returns
    -------
    angles : array (m + 1,)
        Ends of the arcs, in order, from 0 to one turn; angle t stands for the point
        centre + axes (cos t, sin t).
    over : integer array (m, n_bodies)
        Weight of the other ellipses that each arc lies in.

    Notes
    -----
    O(n log n). Seen from the ellipse as a unit circle an ellipse of the same shape is a circle, cut
    in closed form, any other one is cut at up to four roots of a polynomial of degree four.
    """
    gap = (centres - centres[place]) / axes[place]
    size = axes / axes[place]
    others = np.arange(len(axes)) != place
    alike = others & (np.abs(size[:, 0] - size[:, 1]) <= _ALIKE * size[:, 0])
    start = np.zeros(weights.shape[1], dtype=np.int64)
    angle, change = [cuts % _TURN], [np.zeros((len(cuts), weights.shape[1]), np.int64)]
    for rows, crossings in ((alike, _of_circles), (others & ~alike, _of_ellipses)):
        at, row, sign, inside = crossings(gap[rows], size[rows])
        start += weights[rows][inside].sum(axis=0)
        angle.append(at)
        change.append(weights[rows][row] * sign[:, None])
    turns = np.concatenate(angle)
    order = np.argsort(turns, kind="stable")
    over = start + np.concatenate(
        [np.zeros((1, len(start)), np.int64), np.cumsum(np.concatenate(change)[order], axis=0)]
    )
    return np.concatenate([[0.0], turns[order], [_TURN]]), over


_Crossings = tuple[Floats, NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]
"""Angles at which the unit circle enters (+1) or leaves (-1) which row; which hold angle 0."""


def _of_circles(gap: Floats, size: Floats) -> _Crossings:
    """Crossings of the unit circle with other circles."""
    radius, apart = size[:, 0], np.sqrt((gap**2).sum(axis=1))
    inside = radius >= apart + 1.0
    rows = np.flatnonzero(~inside & (apart < radius + 1.0) & (apart + radius > 1.0))
    toward = np.arctan2(gap[rows, 1], gap[rows, 0])
    reach = apart[rows]
    cosine = (reach**2 + 1.0 - radius[rows] ** 2) / (2.0 * reach)
    half = np.arccos(np.clip(cosine, -1.0, 1.0))
    enter, leave = (toward - half) % _TURN, (toward + half) % _TURN
    inside[rows[enter > leave]] = True
    sign = np.repeat(np.array([1, -1], dtype=np.int64), len(rows))
    return np.concatenate([enter, leave]), np.concatenate([rows, rows]), sign, inside


def _beyond(gap: Floats, size: Floats, angle: Floats) -> Floats:
    """Above 0 where a point of the unit circle lies outside an ellipse."""
    right = (np.cos(angle) - gap[..., 0]) / size[..., 0]
    up = (np.sin(angle) - gap[..., 1]) / size[..., 1]
    return np.asarray(right**2 + up**2 - 1.0)


def _of_ellipses(gap: Floats, size: Floats) -> _Crossings:
    """Crossings of the unit circle with ellipses of other shapes."""
    if not len(gap):
        none = np.zeros(0, dtype=np.int64)
        return np.zeros(0), none, none, np.zeros(0, dtype=np.bool_)
    angle = np.sort(_roots(gap, size), axis=1)
    found = np.isfinite(angle)
    count = found.sum(axis=1)
    last = np.where(count > 0, angle[np.arange(len(gap)), np.maximum(count - 1, 0)], np.nan)
    # Between one crossing and the next, and over angle 0, the middle says which side it is on.
    ahead = np.concatenate([angle[:, 1:], np.full((len(gap), 1), np.nan)], axis=1)
    wrap = angle[:, :1] + _TURN
    ahead = np.where(found & ~np.isfinite(ahead), wrap, ahead)
    middle = np.where(found, 0.5 * (angle + ahead), 0.0)
    after = _beyond(gap[:, None, :], size[:, None, :], middle) <= 0.0
    first = np.where(count > 0, 0.5 * (last - _TURN + angle[:, 0]), 0.0)
    before = np.concatenate([(_beyond(gap, size, first) <= 0.0)[:, None], after[:, :-1]], axis=1)
    inside = np.where(count > 0, before[:, 0], _beyond(gap, size, np.zeros(len(gap))) <= 0.0)
    row, column = np.nonzero(found & (after != before))
    sign = np.where(after[row, column], 1, -1).astype(np.int64)
    return angle[row, column], row.astype(np.int64), sign, np.asarray(inside, dtype=np.bool_)


def _roots(gap: Floats, size: Floats) -> Floats:
    """Angles of the unit circle on each ellipse, shape ``(n, 4)``; NaN where there are fewer."""
    wide, tall = 1.0 / size[:, 0] ** 2, 1.0 / size[:, 1] ** 2
    lead = 0.25 * (wide - tall)
    side = -wide * gap[:, 0] + 1j * tall * gap[:, 1]
    level = 0.5 * (wide + tall) + wide * gap[:, 0] ** 2 + tall * gap[:, 1] ** 2 - 1.0
    companion = np.zeros((len(gap), 4, 4), dtype=np.complex128)
    companion[:, np.arange(3) + 1, np.arange(3)] = 1.0
    companion[:, 0, 3] = -1.0
    companion[:, 1, 3] = -np.conj(side) / lead
    companion[:, 2, 3] = -level / lead
    companion[:, 3, 3] = -side / lead
    root = np.linalg.eigvals(companion)
    real = np.abs(np.abs(root) - 1.0) <= _ON_CIRCLE
    angle = np.where(real, np.angle(root), 0.0)
    for _ in range(3):
        value = _beyond(gap[:, None, :], size[:, None, :], angle)
        slope = 2.0 * (
            tall[:, None] * (np.sin(angle) - gap[:, 1:]) * np.cos(angle)
            - wide[:, None] * (np.cos(angle) - gap[:, :1]) * np.sin(angle)
        )
        step = np.divide(value, slope, out=np.zeros_like(value), where=np.abs(slope) > 1e-9)
        angle = angle - np.clip(step, -1e-3, 1e-3)
    return np.where(real, angle % _TURN, np.nan)


def box_cuts(centre: Floats, axes: Floats, low: Floats, high: Floats) -> Floats:
    """Angles at which an ellipse meets the lines on which the sides of a box lie."""
    found: list[float] = []
    for axis in (0, 1):
        for side in (low[axis], high[axis]):
            share = (side - centre[axis]) / axes[axis]
            if abs(share) < 1.0:
                turn = float(np.arccos(share) if axis == 0 else np.arcsin(share))
                found += [turn, -turn] if axis == 0 else [turn, np.pi - turn]
    return np.array(found)


def green_of_arcs(centre: Floats, axes: Floats, start: Floats, stop: Floats) -> Floats:
    """Area that arcs run counterclockwise add, by Green's theorem, shape as `start`."""
    swept = axes[0] * axes[1] * (stop - start)
    right = centre[0] * axes[1] * (np.sin(stop) - np.sin(start))
    up = centre[1] * axes[0] * (np.cos(stop) - np.cos(start))
    return np.asarray(0.5 * (swept + right - up))


def arc_lengths(axes: Floats, start: float, stop: float) -> float:
    """Length of an arc of an ellipse; exact for a circle, else by quadrature."""
    if axes[0] == axes[1]:
        return float(axes[0] * (stop - start))
    half = 0.5 * (stop - start)
    turn = 0.5 * (start + stop) + half * _NODES
    speed = np.hypot(axes[0] * np.sin(turn), axes[1] * np.cos(turn))
    return float(half * (_SHARES * speed).sum())
