"""The win-set in a plane, exactly: an arrangement of disks, arc by arc."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.games.spatial import Floats, SpatialGame
from winset.kernels.spatial import arcs_of_circle, box_cuts, green_of_arcs
from winset.results.win_set import Stretch, WinSet
from winset.solvers.spatial.line import SAME_POINT

__all__ = ["disk_win_set"]

_SHORTEST = 1e-10
_STEP = 1e-7
_DISKS = "exact: arcs of the voters' circles, areas by Green's theorem"


@dataclass(frozen=True, eq=False)
class _Circles:
    """The different circles of a game, each with the voters it stands for."""

    centres: Floats
    radii: Floats
    weights: NDArray[np.int64]
    always: NDArray[np.int64]
    first: NDArray[np.int64]

    @classmethod
    def of(cls, game: SpatialGame) -> _Circles:
        bodies = len(game.bodies)
        everywhere = np.isinf(game.radii) & (game.radii > 0.0)
        always = np.bincount(game.body[everywhere], minlength=bodies)
        drawn = np.flatnonzero(np.isfinite(game.radii) & (game.radii > SAME_POINT))
        rows = np.column_stack([game.ideals[drawn], game.radii[drawn]])
        kinds, first, which = np.unique(
            np.round(rows, 12), axis=0, return_index=True, return_inverse=True
        )
        weights = np.zeros((len(kinds), bodies), dtype=np.int64)
        np.add.at(weights, (which.ravel(), game.body[drawn]), 1)
        kept = drawn[first]
        return cls(game.ideals[kept], game.radii[kept], weights, always.astype(np.int64), kept)


@dataclass(frozen=True, eq=False)
class _Arc:
    circle: int
    start: float
    stop: float


def disk_win_set(game: SpatialGame, domain: Floats | None = None) -> WinSet:
    """The win-set of a spatial game with two axes: its area, its border and who binds on each arc.

    Answers: which packages on two issues would pass instead of the status quo?

    Parameters
    ----------
    game
        With two axes.
    domain
        Lowest and highest value of each axis, shape ``(2, 2)``; default: a box round all disks.

    Returns
    -------
    WinSet
        Area and border exact but for rounding; parts that are single points or lines are left out.

    Notes
    -----
    The border consists of arcs of the voters' circles (and of sides of the box): those arcs over
    which the bill passes with the circle's voters and fails without them. Each circle is cut where
    it meets another, O(n log n) a circle, O(n^2 log n) in all.

    References
    ----------
    Arcs as in Feld, Grofman and Miller (1988), Centripetal forces in spatial voting: on the size of
    the yolk, Public Choice 59: 37-50, who bound win-sets by circles through the status quo.
    """
    circles = _Circles.of(game)
    box = _box(game, circles) if domain is None else np.asarray(domain, dtype=np.float64)
    arcs = [
        arc for circle in range(len(circles.radii)) for arc in _arcs(game, circles, circle, box)
    ]
    sides = _sides(game, circles, box)
    area = sum(
        float(green_of_arcs(circles.centres[a.circle], circles.radii[a.circle], *_ends(a)))
        for a in arcs
    )
    area += sum(0.5 * float(a[0] * b[1] - b[0] * a[1]) for a, b in sides)
    border = tuple(stretch for arc in arcs if (stretch := _stretch(game, circles, arc)) is not None)
    inner = np.array([stretch.inside for stretch in border]).reshape(-1, 2)
    corners = np.array([point for side in sides for point in side]).reshape(-1, 2)
    outline = np.concatenate([_extremes(circles, arc) for arc in arcs] + [corners])
    solved = len(outline) > 0 and area > 0.0
    inner = inner[np.abs(inner - game.status_quo).max(axis=1, initial=0.0) > SAME_POINT]
    if solved and not len(inner):
        inner = np.mean(box, axis=0)[None, :]
        inner = inner[game.accepts(inner)]
    return WinSet(
        issues=game.issues,
        status_quo=game.status_quo,
        domain=box,
        outcome="solved" if solved else "empty",
        volume=max(area, 0.0) if solved else 0.0,
        error_bound=0.0,
        bounds=_bounds(game, outline) if solved else {},
        intervals=(),
        border=border if solved else (),
        accepts=game.accepts,
        exact=True,
        method=_DISKS,
        inner=inner if solved else inner[:0],
        reason="" if solved else "nothing but the status quo passes",
    )


def _ends(arc: _Arc) -> tuple[Floats, Floats]:
    return np.asarray(arc.start), np.asarray(arc.stop)


def _bounds(game: SpatialGame, outline: Floats) -> dict[str, tuple[float, float]]:
    low, high = outline.min(axis=0), outline.max(axis=0)
    return {name: (float(low[k]), float(high[k])) for k, name in enumerate(game.issues)}


def _box(game: SpatialGame, circles: _Circles) -> Floats:
    points = [game.ideals, game.status_quo[None, :]]
    points += [circles.centres - circles.radii[:, None], circles.centres + circles.radii[:, None]]
    every = np.concatenate(points)
    return np.stack([every.min(axis=0) - 1.0, every.max(axis=0) + 1.0])


def _arcs(game: SpatialGame, circles: _Circles, circle: int, box: Floats) -> list[_Arc]:
    """Arcs of one circle that are border: passes with its voters, fails without them."""
    centre, radius = circles.centres[circle], float(circles.radii[circle])
    cuts = box_cuts(centre, radius, box[0], box[1])
    angles, over = arcs_of_circle(circle, circles.centres, circles.radii, circles.weights, cuts)
    over = over + circles.always
    long = np.diff(angles) > _SHORTEST
    middle = 0.5 * (angles[:-1] + angles[1:])
    at = centre + radius * np.column_stack([np.cos(middle), np.sin(middle)])
    inside = ((at > box[0]) & (at < box[1])).all(axis=1)
    border = game.passes(over + circles.weights[circle]) & ~game.passes(over)
    return [
        _Arc(circle, float(angles[i]), float(angles[i + 1]))
        for i in np.flatnonzero(long & inside & border)
    ]


def _sides(game: SpatialGame, circles: _Circles, box: Floats) -> list[tuple[Floats, Floats]]:
    """Pieces of the sides of the box that belong to the set, counterclockwise."""
    (left, bottom), (right, top) = box
    corners = np.array([[left, bottom], [right, bottom], [right, top], [left, top]])
    found = []
    for side in range(4):
        one, other = corners[side], corners[(side + 1) % 4]
        axis = side % 2
        across = circles.radii**2 - (circles.centres[:, 1 - axis] - one[1 - axis]) ** 2
        half = np.sqrt(np.maximum(across, 0.0))
        cuts = np.concatenate([circles.centres[:, axis] - half, circles.centres[:, axis] + half])
        shares = (cuts - one[axis]) / (other[axis] - one[axis])
        shares = np.concatenate([[0.0], np.sort(shares[(shares > 0) & (shares < 1)]), [1.0]])
        middle = one + (other - one) * (0.5 * (shares[:-1] + shares[1:]))[:, None]
        held = game.accepts(middle) & (np.diff(shares) > _SHORTEST)
        found += [
            (one + (other - one) * shares[i], one + (other - one) * shares[i + 1])
            for i in np.flatnonzero(held)
        ]
    return found


def _extremes(circles: _Circles, arc: _Arc) -> Floats:
    """Ends of an arc and the points between where it runs level or upright."""
    quarter = np.arange(0.0, 4.5 * np.pi, 0.5 * np.pi)
    turns = [arc.start, arc.stop, *quarter[(quarter > arc.start) & (quarter < arc.stop)]]
    unit = np.column_stack([np.cos(turns), np.sin(turns)])
    return np.asarray(circles.centres[arc.circle] + circles.radii[arc.circle] * unit)


def _stretch(game: SpatialGame, circles: _Circles, arc: _Arc) -> Stretch | None:
    centre, radius = circles.centres[arc.circle], circles.radii[arc.circle]
    count = max(2, int(np.ceil((arc.stop - arc.start) / 0.05)) + 1)
    turns = np.linspace(arc.start, arc.stop, count)
    points = centre + radius * np.column_stack([np.cos(turns), np.sin(turns)])
    middle = 0.5 * (arc.start + arc.stop)
    unit = np.array([np.cos(middle), np.sin(middle)])
    step = min(_STEP, 0.01 * radius * (arc.stop - arc.start))
    inside, outside = centre + (radius - step) * unit, centre + (radius + step) * unit
    if step < 1e-9 or not bool(game.accepts(inside[None, :])[0]):
        return None
    voter = int(circles.first[arc.circle])
    return Stretch(
        points=points,
        binding=game.bodies[game.body[voter]],
        voter=game.voters[voter],
        length=float(radius * (arc.stop - arc.start)),
        inside=inside,
        outside=outside,
    )
