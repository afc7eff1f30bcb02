"""A region known only by asking: traced on a line, traced in a plane, sampled above."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.foundation.randomness import uniforms
from winset.games.domestic import Floats
from winset.results.two_level.win_set import Accepts, Stretch, WinSet
from winset.solvers.spatial.line import SAME_POINT
from winset.solvers.two_level.traced_plane import RESOLUTION, traced_plane

__all__ = ["DEFAULT_SAMPLES", "Question", "narrowed", "region"]

DEFAULT_SAMPLES = 8192
"""Points at which a region above two dimensions is sampled."""
_LINE_STEPS = 1000
_TOLERANCE = 1e-9
_PARTS, _FEW_PAIRS = 8, 8
_CORNER = 1e-5
"""To what the outermost point of a traced set is found."""
_CELLS_ROUND, _NARROWER = 2.0, 2.5
_AHEAD = 0.4 ** np.arange(9)
_ASIDE = np.linspace(-1.0, 1.0, 25)
_ROUND = np.stack(np.meshgrid(_AHEAD, _ASIDE, indexing="ij"), -1).reshape(-1, 2)
"""Ahead in steps that shrink, since a corner may be as flat as a plate; evenly to both sides."""


@dataclass(frozen=True, eq=False)
class Question:
    """A question about points, and where to look.

    Parameters
    ----------
    issues
        Ids of the axes, each from 0 to 1.
    status_quo
        Shape ``(n_issues,)``.
    accepts
        Whether each point belongs.
    refused_by
        Who refuses each point.
    hints
        Points near which the answer may change, shape ``(n, n_issues)``.
    reason
        What to say if nothing belongs.
    """

    issues: tuple[str, ...]
    status_quo: Floats
    accepts: Accepts
    refused_by: Callable[[Floats], list[str]]
    hints: Floats
    reason: str = "nothing but the status quo passes"

    @property
    def domain(self) -> Floats:
        """The unit cube."""
        return np.array([np.zeros(len(self.issues)), np.ones(len(self.issues))])


def region(question: Question, *, samples: int = DEFAULT_SAMPLES, seed: int = 0) -> WinSet:
    """The set of points a question is answered with yes for.

    Parameters
    ----------
    question
        Over one or more axes from 0 to 1.
    samples, seed
        Above two axes: how many points, and the seed of the draw.

    Returns
    -------
    WinSet
        On a line: every change of the answer between neighbours of a grid of 1,001 points and the
        hints, bisected to 1e-9. In a plane: the border traced. Above: sampled, with the half-width
        of Hoeffding's 95 % interval as error bound.
    """
    if len(question.issues) == 1:
        return _traced_line(question)
    if len(question.issues) == 2:
        traced = traced_plane(question.accepts, question.refused_by, question.domain)
        solved = traced.area > 0.0
        return WinSet(
            issues=question.issues,
            status_quo=question.status_quo,
            domain=question.domain,
            outcome="solved" if solved else "empty",
            volume=traced.area,
            error_bound=traced.error_bound,
            bounds=_traced_bounds(question, traced.outline),
            intervals=(),
            border=traced.border,
            accepts=question.accepts,
            exact=False,
            method=traced.method,
            inner=traced.inside,
            tolerance=traced.tolerance,
            reason="" if solved else question.reason,
        )
    return _sampled(question, samples, seed)


def _bounds(question: Question, points: Floats) -> dict[str, tuple[float, float]]:
    if not len(points):
        return {}
    low, high = points.min(axis=0), points.max(axis=0)
    return {name: (float(low[k]), float(high[k])) for k, name in enumerate(question.issues)}


def _traced_bounds(question: Question, outline: Floats) -> dict[str, tuple[float, float]]:
    """Measure how far the set reaches on each axis, followed into the corners of its border."""
    ends = _bounds(question, outline)
    return {
        name: (
            _farthest(question, outline, axis, -1.0) if low > 0.0 else low,
            _farthest(question, outline, axis, 1.0) if high < 1.0 else high,
        )
        for axis, (name, (low, high)) in enumerate(ends.items())
    }


def _farthest(question: Question, outline: Floats, axis: int, way: float) -> float:
    """The most that a point of the set has of an axis, one way or the other.

    The traced border is known where it crosses the sides of cells; the outermost point may lie
    within a cell, where two countries' borders meet. Points ahead of it are asked about, then
    nearer ones ahead of the best point found.
    """
    best = outline[int(np.argmax(way * outline[:, axis]))]
    reach = _CELLS_ROUND / RESOLUTION
    while reach > _CORNER:
        steps = [way * _ROUND[:, 0], _ROUND[:, 1]]
        points = best + reach * np.stack(steps if axis == 0 else steps[::-1], axis=1)
        points = points[((points >= 0.0) & (points <= 1.0)).all(axis=1)]
        points = points[question.accepts(points)] if len(points) else points
        if len(points):
            best = points[int(np.argmax(way * points[:, axis]))]
        reach /= _NARROWER
    return float(best[axis])


def _traced_line(question: Question) -> WinSet:
    quo = float(question.status_quo[0])
    grid = np.concatenate([np.linspace(0.0, 1.0, _LINE_STEPS + 1), question.hints[:, 0]])
    grid = np.unique(np.clip(grid, 0.0, 1.0))
    grid = grid[np.abs(grid - quo) > 1e-6]
    held = question.accepts(grid[:, None])
    flips = np.flatnonzero(held[1:] != held[:-1])
    inside, outside = _bisected(
        question.accepts,
        np.where(held[flips], grid[flips], grid[flips + 1])[:, None],
        np.where(held[flips], grid[flips + 1], grid[flips])[:, None],
    )
    edges = np.where(np.abs(inside[:, 0] - quo) <= 1e-8, quo, inside[:, 0])
    pieces = _between(edges, held)
    names = question.refused_by(outside)
    border = tuple(
        Stretch(np.array([[edge]]), name, "", 0.0, inside[i], outside[i])
        for i, (edge, name) in enumerate(zip(edges, names, strict=True))
    )
    inner = grid[held][:, None]
    return WinSet(
        issues=question.issues,
        status_quo=question.status_quo,
        domain=question.domain,
        outcome="solved" if pieces else "empty",
        volume=float(sum(high - low for low, high in pieces)),
        error_bound=len(pieces) * 2.0 * _TOLERANCE,
        bounds={question.issues[0]: (pieces[0][0], pieces[-1][1])} if pieces else {},
        intervals=tuple(pieces),
        border=border,
        accepts=question.accepts,
        exact=False,
        method="changes between neighbours of a grid, bisected",
        inner=inner,
        tolerance=_TOLERANCE,
        reason="" if pieces else question.reason,
    )


def _between(edges: Floats, held: NDArray[np.bool_]) -> list[tuple[float, float]]:
    ends = edges.tolist()
    if len(held) and held[0]:
        ends = [0.0, *ends]
    if len(held) and held[-1]:
        ends = [*ends, 1.0]
    return list(zip(ends[::2], ends[1::2], strict=True))


def _bisected(accepts: Accepts, inside: Floats, outside: Floats) -> tuple[Floats, Floats]:
    """Pairs of points, one accepted and one not, brought together to the tolerance."""
    while len(inside) and np.abs(inside - outside).max() > _TOLERANCE:
        inside, outside = narrowed(accepts, inside, outside)
    return inside, outside


def narrowed(accepts: Accepts, inside: Floats, outside: Floats) -> tuple[Floats, Floats]:
    """Pairs of points, one accepted and one not, brought nearer to each other.

    Few pairs are cut in eight at a time, since a question about some points costs little more than
    one about a single point; many are halved.

    Parameters
    ----------
    accepts
        Whether points are accepted.
    inside, outside
        Accepted points and others, shape ``(n, n_issues)``.

    Examples
    --------
    >>> half = narrowed(lambda at: at[:, 0] < 0.3, np.array([[0.0]]), np.array([[1.0]]))
    >>> [float(points[0, 0]) for points in half]
    [0.25, 0.375]
    """
    shares = np.linspace(0.0, 1.0, (_PARTS if len(inside) <= _FEW_PAIRS else 2) + 1)
    points = inside[:, None] + shares[None, :, None] * (outside - inside)[:, None]
    between = points[:, 1:-1]
    held = accepts(between.reshape(-1, inside.shape[1])).reshape(between.shape[:2])
    last = np.concatenate([held, np.zeros((len(held), 1), np.bool_)], axis=1).argmin(axis=1)
    rows = np.arange(len(inside))
    return points[rows, last], points[rows, last + 1]


def _sampled(question: Question, samples: int, seed: int) -> WinSet:
    count = len(question.issues)
    drawn = uniforms(seed, "win-set", 0, samples, count)
    held = question.accepts(drawn)
    share = float(held.mean())
    hints = question.hints[((question.hints >= 0.0) & (question.hints <= 1.0)).all(axis=1)]
    hinted = hints[question.accepts(hints)] if len(hints) else hints
    inner = np.concatenate([drawn[held], hinted])
    off = np.abs(inner - question.status_quo).max(axis=1, initial=0.0) > SAME_POINT
    inner = inner[off] if len(inner) else inner
    bound = float(np.sqrt(np.log(2.0 / 0.05) / (2.0 * samples)))
    reason = (
        f"no point found; with 95 % confidence its share of the space is below {bound:.2g}"
        if not len(inner)
        else ""
    )
    refused = question.refused_by(drawn[~held][:256])
    names, counts = np.unique([name for name in refused if name], return_counts=True)
    border = tuple(
        Stretch(drawn[:1], str(name), "", float(n), inner[0], drawn[~held][0])
        for name, n in zip(names, counts, strict=True)
    )
    return WinSet(
        issues=question.issues,
        status_quo=question.status_quo,
        domain=question.domain,
        outcome="solved" if len(inner) else "empty",
        volume=share,
        error_bound=bound,
        bounds=_bounds(question, inner),
        intervals=(),
        border=border if len(inner) else (),
        accepts=question.accepts,
        exact=False,
        method=f"{samples:,} points drawn; Hoeffding bound at 95 %",
        inner=inner,
        tolerance=bound,
        seed=seed,
        reason=reason,
    )
