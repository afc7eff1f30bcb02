"""The border of a region in a plane, traced by asking only near it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.games.domestic import Floats
from winset.results.two_level.win_set import Accepts, Stretch

__all__ = ["RESOLUTION", "TracedPlane", "accepted_lattice", "traced_plane"]

RESOLUTION = 192
_COARSEST = 8
_TOLERANCE = 1e-7
_CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))


@dataclass(frozen=True, eq=False)
class TracedPlane:
    """Result of tracing.

    Parameters
    ----------
    area, error_bound
        Area, and the area of the cells that the border runs through.
    border
        Stretches with one refuser each.
    outline, inside
        Points on the border and corners of the domain; lattice points within.
    tolerance, method
        How it was found.
    """

    area: float
    error_bound: float
    border: tuple[Stretch, ...]
    outline: Floats
    inside: Floats
    tolerance: float
    method: str


def accepted_lattice(
    accepts: Accepts,
    domain: Floats,
    *,
    resolution: int = RESOLUTION,
    dense: bool = False,
    coarsest: int = _COARSEST,
) -> NDArray[np.bool_]:
    """Return whether each point of a square lattice belongs to a region.

    Parameters
    ----------
    accepts
        The region.
    domain
        Lowest and highest value of each axis, shape ``(2, 2)``.
    resolution
        Cells a side, a multiple of 8.
    dense
        Ask at every point.
    coarsest
        Cells a side of the coarsest lattice's cells, a power of two up to 8.

    Returns
    -------
    array (resolution + 1, resolution + 1)
        First index: first axis.

    Notes
    -----
    Starts with a lattice `coarsest` times coarser and refines the cells whose corners differ and
    their neighbours, level by level. A part smaller than a coarse cell may be missed.
    """
    if resolution % _COARSEST:
        raise ValueError(f"the resolution must be a multiple of {_COARSEST}, not {resolution}")
    held = np.zeros((resolution + 1, resolution + 1), dtype=np.bool_)
    # A border of length L meets about L / step cells: asking near it costs as its length, asking
    # everywhere as the square of the resolution. One question may be a whole ratification.
    step = 1 if dense else coarsest
    _ask(accepts, domain, held, np.argwhere(np.ones_like(held[::step, ::step])) * step)
    while step > 1:
        coarse = held[::step, ::step]
        # The neighbours too: a border may bulge into a cell whose corners agree.
        near = _dilated(_mixed(coarse))
        step //= 2
        fine = held[::step, ::step]
        fine[...] = np.repeat(np.repeat(coarse, 2, axis=0), 2, axis=1)[:-1, :-1]
        cells = np.repeat(np.repeat(near, 2, axis=0), 2, axis=1)
        touched = np.zeros_like(fine)
        for right, up in _CORNERS:
            touched[right : right + len(cells), up : up + len(cells)] |= cells
        touched[::2, ::2] = False  # points of the coarser lattice are known
        _ask(accepts, domain, held, np.argwhere(touched) * step)
    return held


def _ask(accepts: Accepts, domain: Floats, held: NDArray[np.bool_], at: NDArray[np.int64]) -> None:
    if len(at):
        held[at[:, 0], at[:, 1]] = accepts(_place(domain, held, at))


def _place(domain: Floats, held: NDArray[np.bool_], at: NDArray[np.int64]) -> Floats:
    return np.asarray(domain[0] + (domain[1] - domain[0]) * at / (len(held) - 1))


def _mixed(held: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Cells whose corners differ."""
    corners = [held[:-1, :-1], held[1:, :-1], held[1:, 1:], held[:-1, 1:]]
    return np.asarray(np.any(corners, axis=0) & ~np.all(corners, axis=0))


def _dilated(cells: NDArray[np.bool_]) -> NDArray[np.bool_]:
    grown = cells.copy()
    grown[1:] |= cells[:-1]
    grown[:-1] |= cells[1:]
    wide = grown.copy()
    wide[:, 1:] |= grown[:, :-1]
    wide[:, :-1] |= grown[:, 1:]
    return wide


def traced_plane(
    accepts: Accepts,
    refused_by: Callable[[Floats], list[str]],
    domain: Floats,
    *,
    resolution: int = RESOLUTION,
    coarsest: int = _COARSEST,
) -> TracedPlane:
    """Trace the border of a region in a plane.

    Which packages belong, and who refuses those just beyond?

    Parameters
    ----------
    accepts, refused_by
        Whether points belong, and who refuses them.
    domain
        Lowest and highest value of each axis, shape ``(2, 2)``.
    resolution
        Cells a side, a multiple of 8.
    coarsest
        As for `accepted_lattice`: a part smaller than such a cell may be missed.

    Returns
    -------
    TracedPlane

    Notes
    -----
    Where the answer changes along a side of a cell the place is bisected to 1e-7; within a cell the
    border is drawn straight. Error of the area: less than the cells it runs through.
    """
    held = accepted_lattice(accepts, domain, resolution=resolution, coarsest=coarsest)
    crossings = _Crossings.of(accepts, domain, held)
    # Asked just beyond the border, where whoever refuses is the one that binds.
    names = refused_by(crossings.outside)
    size = (domain[1] - domain[0]) / resolution
    cell = float(np.prod(size))
    mixed = np.argwhere(_mixed(held))
    corners = [held[:-1, :-1], held[1:, :-1], held[1:, 1:], held[:-1, 1:]]
    area = float(np.all(corners, axis=0).sum()) * cell
    segments: list[tuple[int, int]] = []
    nodes = _place(domain, held, np.moveaxis(np.indices(held.shape), 0, -1))
    for right, up in mixed.tolist():
        polygon, cuts = _cell(held, crossings, nodes, right, up)
        area += _shoelace(polygon)
        segments += list(zip(cuts[::2], cuts[1::2], strict=True))
    inside = _place(domain, held, np.argwhere(held))
    on_edge = inside[((inside == domain[0]) | (inside == domain[1])).any(axis=1)]
    return TracedPlane(
        area=area,
        error_bound=len(mixed) * cell,
        border=_stretches(segments, crossings, names),
        outline=np.concatenate([crossings.inside, on_edge]),
        inside=inside,
        tolerance=_TOLERANCE,
        method=f"border traced on {resolution} x {resolution} cells, bisected to {_TOLERANCE:g}",
    )


@dataclass(frozen=True, eq=False)
class _Crossings:
    """Sides of cells on which the answer changes: the last point within and the first beyond."""

    number: dict[tuple[int, int, int], int]
    inside: Floats
    outside: Floats

    @classmethod
    def of(cls, accepts: Accepts, domain: Floats, held: NDArray[np.bool_]) -> _Crossings:
        level = [(0, a, b) for a, b in np.argwhere(held[1:] != held[:-1]).tolist()]
        upright = [(1, a, b) for a, b in np.argwhere(held[:, 1:] != held[:, :-1]).tolist()]
        sides = [*level, *upright]
        one = np.array([(a, b) for _, a, b in sides], dtype=np.int64).reshape(-1, 2)
        other = one + np.array([(1 - way, way) for way, _, _ in sides]).reshape(-1, 2)
        first = held[one[:, 0], one[:, 1]][:, None]
        here, there = _place(domain, held, one), _place(domain, held, other)
        inside, outside = np.where(first, here, there), np.where(first, there, here)
        # All sides are halved at once: some sixteen calls on many points, not sixteen a side.
        while len(inside) and np.abs(inside - outside).max() > _TOLERANCE:
            middle = 0.5 * (inside + outside)
            yes = accepts(middle)[:, None]
            inside, outside = np.where(yes, middle, inside), np.where(yes, outside, middle)
        return cls({side: place for place, side in enumerate(sides)}, inside, outside)


def _cell(
    held: NDArray[np.bool_], crossings: _Crossings, nodes: Floats, right: int, up: int
) -> tuple[Floats, list[int]]:
    """Part of a cell within the region, and its crossings in order; `nodes` are all places."""
    # Round the cell, each corner before the side that follows it, so that the points come as a
    # polygon. Two opposite corners within (a saddle) count as joined; which corners the pairs of
    # its four crossings cut off depends on the diagonal: one cell's error, within the bound.
    sides = ((0, right, up), (1, right + 1, up), (0, right, up + 1), (1, right, up))
    points: list[Floats] = []
    cuts: list[int] = []
    for corner, (a, b) in enumerate(_CORNERS):
        if held[right + a, up + b]:
            points.append(nodes[right + a, up + b])
        place = crossings.number.get(sides[corner])
        if place is not None:
            points.append(crossings.inside[place])
            cuts.append(place)
    return np.array(points), cuts


def _shoelace(polygon: Floats) -> float:
    corners = polygon.tolist()
    total = 0.0
    for (x, y), (x_ahead, y_ahead) in zip(corners, corners[1:] + corners[:1], strict=True):
        total += x * y_ahead - x_ahead * y
    return abs(0.5 * total)


def _stretches(
    segments: list[tuple[int, int]], crossings: _Crossings, names: list[str]
) -> tuple[Stretch, ...]:
    """Join segments end to end as long as the same one refuses beyond them."""
    ways: dict[int, list[int]] = {}
    for one, other in segments:
        ways.setdefault(one, []).append(other)
        ways.setdefault(other, []).append(one)
    used: set[frozenset[int]] = set()
    found = []
    # From loose ends first, else a curve would be begun in its middle; what is left is closed.
    ends = [place for place, following in ways.items() if len(following) == 1]
    for start in [*ends, *ways]:
        for following in ways[start]:
            chain = _walk(start, following, ways, used, names)
            if len(chain) > 1:
                found.append(_stretch(chain, crossings, names))
    return tuple(found)


def _walk(
    start: int,
    following: int,
    ways: dict[int, list[int]],
    used: set[frozenset[int]],
    names: list[str],
) -> list[int]:
    chain, here, ahead = [start], start, following
    while frozenset((here, ahead)) not in used:
        used.add(frozenset((here, ahead)))
        chain.append(ahead)
        if names[ahead] != names[start]:
            break  # the stretch takes its neighbour's first point along, so that no gap is drawn
        onward = [p for p in ways[ahead] if frozenset((ahead, p)) not in used]
        if not onward:
            break
        here, ahead = ahead, onward[0]
    return chain


def _stretch(chain: list[int], crossings: _Crossings, names: list[str]) -> Stretch:
    points = crossings.inside[chain]
    middle = chain[len(chain) // 2 if len(chain) > 2 else 0]
    return Stretch(
        points=points,
        binding=names[chain[0]],
        voter="",
        length=float(np.sqrt((np.diff(points, axis=0) ** 2).sum(axis=1)).sum()),
        inside=crossings.inside[middle],
        outside=crossings.outside[middle],
    )
