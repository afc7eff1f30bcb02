"""The win-set in a plane, exactly: an arrangement of disks or ellipses, arc by arc."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.games.spatial import Floats, SpatialGame
from winset.kernels.spatial import arc_lengths, arcs_of_ellipse, box_cuts, green_of_arcs
from winset.results.two_level.win_set import Stretch, WinSet
from winset.solvers.spatial.line import SAME_POINT

_SHORTEST = 1e-10
_STEP = 1e-7
_CIRCLES = "exact: arcs of the voters' circles, areas by Green's theorem"
_ELLIPSES = "exact: arcs of the voters' ellipses, areas by Green's theorem"


@dataclass(frozen=True, eq=False)
class _Ellipses:
    """The different ellipses of a game, each with the voters it stands for."""

    centres: Floats
    axes: Floats
    weights: NDArray[np.int64]
    always: NDArray[np.int64]
    first: NDArray[np.int64]

    @classmethod
    def of(cls, game: SpatialGame) -> _Ellipses:
        bodies = len(game.bodies)
        everywhere = np.isinf(game.radii) & (game.radii > 0.0)
        always = np.bincount(game.body[everywhere], minlength=bodies)
        drawn = np.flatnonzero(np.isfinite(game.radii) & (game.radii > SAME_POINT))
        axes = game.radii[drawn, None] / game.saliences[drawn]
        rows = np.column_stack([game.ideals[drawn], axes])
        kinds, first, which = np.unique(
            np.round(rows, 12), axis=0, return_index=True, return_inverse=True
        )
        weights = np.zeros((len(kinds), bodies), dtype=np.int64)
        np.add.at(weights, (which.ravel(), game.body[drawn]), 1)
        kept = drawn[first]
        return cls(game.ideals[kept], axes[first], weights, always.astype(np.int64), kept)

    def at(self, which: int, turns: Floats) -> Floats:
        """Points of one ellipse at some angles, shape ``(n, 2)``."""
        unit = np.column_stack([np.cos(turns), np.sin(turns)])
        return np.asarray(self.centres[which] + self.axes[which] * unit)


@dataclass(frozen=True, eq=False)
class _Arc:
    ellipse: int
    start: float
    stop: float


def arrangement_win_set(game: SpatialGame, domain: Floats | None = None) -> WinSet:
    """The win-set of a spatial game in a plane: its area, its border and who binds on each arc.

    Answers: which packages on two issues would pass instead of the status quo?

    Parameters
    ----------
    game
        With two axes, both of them weighed by every voter.
    domain
        Lowest and highest value of each axis, shape ``(2, 2)``; default: a box round all that
        any voter accepts.

    Returns
    -------
    WinSet
        Area and border exact but for rounding; parts that are single points or lines are left out.

    Notes
    -----
    A voter who weighs both axes alike accepts a disk, any other one an ellipse along the axes. The
    border consists of arcs of them (and of sides of the box): those arcs over which the bill passes
    with the arc's voters and fails without them. Each is cut where it meets another: in closed form
    if both have the same shape, else at the roots of a polynomial of degree four. O(n^2 log n).

    References
    ----------
    Arcs as in Feld, Grofman and Miller (1988), Centripetal forces in spatial voting: on the size of
    the yolk, Public Choice 59: 37-50, who bound win-sets by circles through the status quo.
    """
    shapes = _Ellipses.of(game)
    box = _box(game, shapes) if domain is None else np.asarray(domain, dtype=np.float64)
    arcs = [arc for which in range(len(shapes.axes)) for arc in _arcs(game, shapes, which, box)]
    sides = _sides(game, shapes, box)
    area = sum(
        float(green_of_arcs(shapes.centres[a.ellipse], shapes.axes[a.ellipse], *_ends(a)))
        for a in arcs
    )
    area += sum(0.5 * float(a[0] * b[1] - b[0] * a[1]) for a, b in sides)
    border = tuple(stretch for arc in arcs if (stretch := _stretch(game, shapes, arc)) is not None)
    inner = np.array([stretch.inside for stretch in border]).reshape(-1, 2)
    corners = np.array([point for side in sides for point in side]).reshape(-1, 2)
    outline = np.concatenate([_extremes(shapes, arc) for arc in arcs] + [corners])
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
        bounds=_bounds(game, np.clip(outline, box[0], box[1])) if solved else {},
        intervals=(),
        border=border if solved else (),
        accepts=game.accepts,
        exact=True,
        method=_CIRCLES if game.salience is None else _ELLIPSES,
        inner=inner if solved else inner[:0],
        reason="" if solved else "nothing but the status quo passes",
    )


def _ends(arc: _Arc) -> tuple[Floats, Floats]:
    return np.asarray(arc.start), np.asarray(arc.stop)


def _bounds(game: SpatialGame, outline: Floats) -> dict[str, tuple[float, float]]:
    low, high = outline.min(axis=0), outline.max(axis=0)
    return {name: (float(low[k]), float(high[k])) for k, name in enumerate(game.issues)}


def _box(game: SpatialGame, shapes: _Ellipses) -> Floats:
    points = [game.ideals, game.status_quo[None, :]]
    points += [shapes.centres - shapes.axes, shapes.centres + shapes.axes]
    every = np.concatenate(points)
    return np.stack([every.min(axis=0) - 1.0, every.max(axis=0) + 1.0])


def _arcs(game: SpatialGame, shapes: _Ellipses, which: int, box: Floats) -> list[_Arc]:
    """Arcs of one ellipse that are border: passes with its voters, fails without them."""
    cuts = box_cuts(shapes.centres[which], shapes.axes[which], box[0], box[1])
    angles, over = arcs_of_ellipse(which, shapes.centres, shapes.axes, shapes.weights, cuts)
    over = over + shapes.always
    long = np.diff(angles) > _SHORTEST
    middle = 0.5 * (angles[:-1] + angles[1:])
    at = shapes.at(which, middle)
    inside = ((at > box[0]) & (at < box[1])).all(axis=1)
    border = game.passes(over + shapes.weights[which]) & ~game.passes(over)
    return [
        _Arc(which, float(angles[i]), float(angles[i + 1]))
        for i in np.flatnonzero(long & inside & border)
    ]


def _sides(game: SpatialGame, shapes: _Ellipses, box: Floats) -> list[tuple[Floats, Floats]]:
    """Pieces of the sides of the box that belong to the set, counterclockwise."""
    (left, bottom), (right, top) = box
    corners = np.array([[left, bottom], [right, bottom], [right, top], [left, top]])
    found = []
    for side in range(4):
        one, other = corners[side], corners[(side + 1) % 4]
        axis = side % 2
        share = (shapes.centres[:, 1 - axis] - one[1 - axis]) / shapes.axes[:, 1 - axis]
        half = shapes.axes[:, axis] * np.sqrt(np.maximum(1.0 - share**2, 0.0))
        cuts = np.concatenate([shapes.centres[:, axis] - half, shapes.centres[:, axis] + half])
        shares = (cuts - one[axis]) / (other[axis] - one[axis])
        shares = np.concatenate([[0.0], np.sort(shares[(shares > 0) & (shares < 1)]), [1.0]])
        middle = one + (other - one) * (0.5 * (shares[:-1] + shares[1:]))[:, None]
        held = game.accepts(middle) & (np.diff(shares) > _SHORTEST)
        found += [
            (one + (other - one) * shares[i], one + (other - one) * shares[i + 1])
            for i in np.flatnonzero(held)
        ]
    return found


def _extremes(shapes: _Ellipses, arc: _Arc) -> Floats:
    """Ends of an arc and the points between where it runs level or upright."""
    quarter = np.arange(0.0, 4.5 * np.pi, 0.5 * np.pi)
    turns = [arc.start, arc.stop, *quarter[(quarter > arc.start) & (quarter < arc.stop)]]
    return shapes.at(arc.ellipse, np.array(turns))


def _stretch(game: SpatialGame, shapes: _Ellipses, arc: _Arc) -> Stretch | None:
    axes = shapes.axes[arc.ellipse]
    count = max(2, int(np.ceil((arc.stop - arc.start) / 0.05)) + 1)
    middle = np.array([0.5 * (arc.start + arc.stop)])
    normal = np.column_stack([np.cos(middle), np.sin(middle)])[0] / axes
    normal = normal / np.sqrt((normal**2).sum())
    length = arc_lengths(axes, arc.start, arc.stop)
    step = min(_STEP, 0.01 * length)
    at = shapes.at(arc.ellipse, middle)[0]
    inside, outside = at - step * normal, at + step * normal
    if step < 1e-9 or not bool(game.accepts(inside[None, :])[0]):
        return None
    voter = int(shapes.first[arc.ellipse])
    return Stretch(
        points=shapes.at(arc.ellipse, np.linspace(arc.start, arc.stop, count)),
        binding=game.bodies[game.body[voter]],
        voter=game.voters[voter],
        length=length,
        inside=inside,
        outside=outside,
    )
