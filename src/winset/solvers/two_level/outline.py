"""The border of a region in a plane, closed along the frame: what a drawing fills."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from winset.games.domestic import Floats
from winset.results.two_level.win_set import Accepts

__all__ = ["closed_outline", "is_inside"]

_SAME = 1e-6
"""Ends of stretches this close are one point; ends this close to the frame lie on it."""
_STRAIGHT = 2e-4
"""Distance that a line may stray from the border it stands for."""


def closed_outline(
    border: Sequence[Floats], accepts: Accepts, domain: Floats
) -> tuple[Floats, ...]:
    """Join stretches of a border end to end and close them along the frame.

    Answers: what is to be filled so that a region and its border never disagree?

    Parameters
    ----------
    border
        Stretches of the border within the frame, each of shape ``(n_points, 2)``.
    accepts
        Whether points belong; asked once between any two places at which the border meets the
        frame.
    domain
        Lowest and highest value of each axis, shape ``(2, 2)``: the frame.

    Returns
    -------
    tuple of array (n_points, 2)
        Closed lines, the last point not repeated. A point belongs where it lies inside an odd
        number of them. Outer lines run counter-clockwise, those round a hole clockwise.

    Notes
    -----
    The lines follow the given border to 2e-4 of the frame's longer side; points between are left
    out.
    """
    lines = [line for line in border if len(line) > 1]
    chains = [*lines, *_along_frame(lines, accepts, domain)]
    size = float(np.max(domain[1] - domain[0]))
    rings = [_simplified(ring, _STRAIGHT * size) for ring in _joined(chains, _SAME * size)]
    rings = [ring for ring in rings if len(ring) > 2]
    return tuple(_turned(ring, rings) for ring in rings)


def is_inside(
    outline: Sequence[Floats], points: Floats
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return whether points lie inside an odd number of closed lines.

    Parameters
    ----------
    outline
        Closed lines, as from `closed_outline`.
    points
        Shape ``(n, 2)``.

    Returns
    -------
    array (n,)
    """
    odd = np.zeros(len(points), dtype=np.bool_)
    x, y = points[:, 0], points[:, 1]
    for ring in outline:
        for (x1, y1), (x2, y2) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
            if y1 == y2:
                continue
            spans = (y1 > y) != (y2 > y)
            odd ^= spans & (x < x1 + (y - y1) * (x2 - x1) / (y2 - y1))
    return odd


def _along_frame(lines: Sequence[Floats], accepts: Accepts, domain: Floats) -> list[Floats]:
    """Stretches of the frame that belong to the region."""
    low, high = domain
    corners = np.array([low, [high[0], low[1]], high, [low[0], high[1]]])
    ends = np.array([end for line in lines for end in (line[0], line[-1])]).reshape(-1, 2)
    gap = np.minimum(np.abs(ends - low), np.abs(ends - high)).min(axis=1)
    on_frame = ends[gap <= _SAME * float(np.max(high - low))]
    places = np.concatenate([corners, on_frame])
    order = np.argsort(_way_round(places, domain), kind="stable")
    here = places[order]
    there = np.roll(here, -1, axis=0)
    far = np.abs(there - here).max(axis=1) > 0.0
    here, there = here[far], there[far]
    held = accepts(0.5 * (here + there))
    return list(np.stack([here, there], axis=1)[held])


def _way_round(points: Floats, domain: Floats) -> Floats:
    """Measure how far round the frame points lie, counter-clockwise from a corner, 0 to 4."""
    share = (points - domain[0]) / (domain[1] - domain[0])
    x, y = np.clip(share, 0.0, 1.0).T
    sides = np.stack([y, 1.0 - x, 1.0 - y, x])
    side = sides.argmin(axis=0)
    along = np.stack([x, 1.0 + y, 3.0 - x, 4.0 - y])
    way = along[side, np.arange(len(points))]
    return np.asarray(np.where(way >= 4.0, 0.0, way))


def _joined(chains: Sequence[Floats], same: float) -> list[Floats]:
    """Walk from chain to chain at their common ends until back at the start."""
    ends = np.array([end for chain in chains for end in (chain[0], chain[-1])]).reshape(-1, 2)
    left = set(range(len(chains)))
    rings = []
    while left:
        number = min(left)
        left.discard(number)
        ring = [chains[number]]
        while np.abs(ring[-1][-1] - ring[0][0]).max() > same and left:
            rest = np.array(sorted(left))
            away = np.abs(ends[np.stack([2 * rest, 2 * rest + 1])] - ring[-1][-1]).max(axis=2)
            side, place = np.unravel_index(int(away.argmin()), away.shape)
            if away[side, place] > same:
                break
            left.discard(int(rest[place]))
            chain = chains[int(rest[place])]
            ring.append(chain[::-1] if side else chain)
        rings.append(np.concatenate([chain[:-1] for chain in ring]))
    return rings


def _simplified(ring: Floats, within: float) -> Floats:
    """Leave out points that lie on the way between their neighbours (Douglas and Peucker)."""
    if len(ring) < 4:
        return ring
    half = int(np.abs(ring - ring[0]).sum(axis=1).argmax())
    closed = np.concatenate([ring, ring[:1]])
    kept = {0, half, len(ring)}
    stack = [(0, half), (half, len(ring))]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        away = _off_line(closed[first + 1 : last], closed[first], closed[last])
        if away.max() > within:
            middle = first + 1 + int(away.argmax())
            kept.add(middle)
            stack += [(first, middle), (middle, last)]
    return np.asarray(closed[sorted(kept)[:-1]])


def _off_line(points: Floats, one: Floats, other: Floats) -> Floats:
    along = other - one
    length = float(along @ along)
    share = np.clip((points - one) @ along / length, 0.0, 1.0) if length > 0.0 else 0.0
    nearest = one + np.asarray(share).reshape(-1, 1) * along
    return np.asarray(np.sqrt(((points - nearest) ** 2).sum(axis=1)))


def _turned(ring: Floats, rings: Sequence[Floats]) -> Floats:
    """Turn a ring counter-clockwise, or clockwise where it lies inside an odd number of others."""
    ahead = np.roll(ring, -1, axis=0)
    area = float((ring[:, 0] * ahead[:, 1] - ahead[:, 0] * ring[:, 1]).sum())
    others = [other for other in rings if other is not ring]
    is_hole = bool(is_inside(others, ring[:1])[0])
    return ring[::-1] if (area < 0.0) != is_hole else ring
