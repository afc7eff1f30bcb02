"""What is filled is what belongs: the border, closed along the frame, at any point of a grid."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from winset.games.domestic import Floats
from winset.solvers.two_level.outline import closed_outline, is_inside
from winset.solvers.two_level.traced_plane import traced_plane

FRAME = np.array([[0.0, 0.0], [1.0, 1.0]])
CELL = 1.0 / 192


def disk(x: float, y: float, radius: float) -> Callable[[Floats], Floats]:
    return lambda p: np.hypot(p[:, 0] - x, p[:, 1] - y) <= radius


SETS: dict[str, tuple[Callable[[Floats], Floats], int]] = {
    "a disk": (disk(0.5, 0.5, 0.3), 1),
    "a disk that leaves the frame": (disk(0.1, 0.2, 0.4), 1),
    "a disk over a corner and one apart": (
        lambda p: disk(0.0, 0.0, 0.3)(p) | disk(0.7, 0.7, 0.15)(p),
        2,
    ),
    "a ring": (lambda p: disk(0.5, 0.5, 0.35)(p) & ~disk(0.5, 0.5, 0.15)(p), 2),
    "all but a hole": (lambda p: ~disk(0.4, 0.6, 0.2)(p), 2),
    "a band from side to side": (lambda p: np.abs(p[:, 1] - 0.4 - 0.2 * p[:, 0]) <= 0.1, 1),
    "two opposite corners": (lambda p: disk(0.0, 0.0, 0.4)(p) | disk(1.0, 1.0, 0.4)(p), 2),
    "three sides cut off": (lambda p: p.sum(axis=1) >= 0.5, 1),
    "everything": (lambda p: np.ones(len(p), dtype=bool), 1),
    "nothing": (lambda p: np.zeros(len(p), dtype=bool), 0),
}


def grid(steps: int = 301) -> Floats:
    axis = (np.arange(steps) + 0.437) / steps
    return np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)


def away_from(rings: tuple[Floats, ...], points: Floats) -> Floats:
    """Distance of points to the nearest line."""
    least = np.full(len(points), np.inf)
    for ring in rings:
        for one, other in zip(ring, np.roll(ring, -1, axis=0), strict=True):
            along = other - one
            share = np.clip((points - one) @ along / max(float(along @ along), 1e-30), 0.0, 1.0)
            least = np.minimum(least, np.hypot(*(points - one - share[:, None] * along).T))
    return least


@pytest.mark.parametrize("name", SETS)
def test_a_point_is_filled_if_and_only_if_it_belongs(name: str) -> None:
    accepts, lines = SETS[name]
    traced = traced_plane(accepts, lambda p: [""] * len(p), FRAME)
    found = closed_outline([stretch.points for stretch in traced.border], accepts, FRAME)
    assert len(found) == lines
    points = grid()
    wrong = points[is_inside(found, points) != accepts(points)]
    assert len(wrong) <= 0.0005 * len(points)
    if len(wrong):
        assert away_from(found, wrong).max() < 0.1 * CELL


def test_stretches_of_several_refusers_are_joined_in_any_order_and_direction() -> None:
    accepts = disk(0.1, 0.2, 0.4)
    names = lambda p: ["left" if x < 0.3 else "right" for x in p[:, 0]]  # noqa: E731
    border = [stretch.points for stretch in traced_plane(accepts, names, FRAME).border]
    assert len(border) > 1
    whole = closed_outline(border, accepts, FRAME)
    mixed = closed_outline([line[::-1] for line in reversed(border)], accepts, FRAME)
    points = grid(97)
    assert len(whole) == len(mixed) == 1
    assert (is_inside(whole, points) != is_inside(mixed, points)).mean() <= 0.0005


def test_outer_lines_run_one_way_and_holes_the_other_so_that_either_rule_fills_alike() -> None:
    accepts, _ = SETS["a ring"]
    traced = traced_plane(accepts, lambda p: [""] * len(p), FRAME)
    rings = closed_outline([stretch.points for stretch in traced.border], accepts, FRAME)
    areas = []
    for ring in rings:
        ahead = np.roll(ring, -1, axis=0)
        areas.append(0.5 * float((ring[:, 0] * ahead[:, 1] - ahead[:, 0] * ring[:, 1]).sum()))
    outer, hole = sorted(areas, reverse=True)
    assert outer == pytest.approx(np.pi * 0.35**2, rel=2e-3)
    assert hole == pytest.approx(-np.pi * 0.15**2, rel=2e-3)


def test_a_straight_border_keeps_few_points() -> None:
    accepts, _ = SETS["three sides cut off"]
    traced = traced_plane(accepts, lambda p: [""] * len(p), FRAME)
    (ring,) = closed_outline([stretch.points for stretch in traced.border], accepts, FRAME)
    assert len(ring) <= 8
