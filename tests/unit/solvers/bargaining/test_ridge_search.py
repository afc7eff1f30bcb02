"""Agreements on curved borders and where two gains cross, beside their closed forms."""

import numpy as np
import pytest

from winset.games.bargaining import BargainingProblem
from winset.solvers.bargaining.alternating_offers import alternating_offers
from winset.solvers.bargaining.kalai_smorodinsky import kalai_smorodinsky
from winset.solvers.bargaining.nash import nash_solution
from winset.solvers.bargaining.take_it_or_leave_it import take_it_or_leave_it

ONE, OTHER = np.array([0.13, 0.71]), np.array([0.13 + 0.8, 0.71 - 0.6])
"""Ideal points one unit apart, on a line that no fixed direction of a search follows."""


def facing(worth=(1.0, 1.0), centre=(0.5, 0.5), radius=9.0) -> BargainingProblem:
    """Two players in a square of which a disk is allowed."""
    axis = np.linspace(0.0, 1.0, 41)
    grid = np.stack(np.meshgrid(axis, axis, indexing="ij"), -1).reshape(-1, 2)

    def gains(points):
        gaps = [np.linalg.norm(points - ideal, axis=1) for ideal in (ONE, OTHER)]
        return np.stack([w - gap for w, gap in zip(worth, gaps, strict=True)], axis=1)

    def allowed(points):
        return np.linalg.norm(points - np.array(centre), axis=1) <= radius

    candidates = grid[allowed(grid)]
    return BargainingProblem(
        ("one", "other"), ("x", "y"), gains, allowed, candidates, np.array([0.025, 0.025])
    )


def test_equal_shares_of_unequal_hopes_on_an_oblique_line() -> None:
    # Hopes 1 and 2; at s along the line the shares are 1 - s and (1 + s) / 2.
    found = kalai_smorodinsky(facing(worth=(1.0, 2.0)))
    assert np.allclose(found.point, ONE + (OTHER - ONE) / 3.0, atol=1e-5)
    assert found.verify(), found.verify().failed


@pytest.mark.parametrize("radius", [0.1, 0.23, 0.4])
def test_an_offer_ends_at_the_point_of_a_round_border_nearest_the_ideal(radius) -> None:
    centre = np.array([0.62, 0.37])
    found = take_it_or_leave_it(facing(worth=(2.0, 2.0), centre=centre, radius=radius), "one")
    way = (ONE - centre) / np.linalg.norm(ONE - centre)
    assert np.allclose(found.point, centre + radius * way, atol=1e-5)


def test_the_nash_solution_on_a_round_border_is_that_of_its_angle() -> None:
    centre, radius = np.array([0.7, 0.6]), 0.2
    problem = facing(worth=(1.5, 1.5), centre=centre, radius=radius)
    turn = np.linspace(0.0, 2.0 * np.pi, 400_001)
    border = centre + radius * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    best = border[np.argmax(np.prod(problem.gains(border), axis=1))]
    assert np.allclose(nash_solution(problem).point, best, atol=3e-5)


@pytest.mark.parametrize(("mine", "theirs"), [(0.9, 0.9), (0.9, 0.8), (0.5, 0.5), (0.99, 0.98)])
def test_alternating_offers_in_a_plane_are_rubinsteins(mine, theirs) -> None:
    found = alternating_offers(facing(), discounts={"one": mine, "other": theirs})
    share = (1.0 - theirs) / (1.0 - mine * theirs)
    assert found.surplus["one"] == pytest.approx(share, abs=5e-5)
    assert np.allclose(found.point, OTHER + share * (ONE - OTHER), atol=1e-4)


@pytest.mark.parametrize("patience", [0.5, 0.9])
def test_three_who_share_a_pie_in_turn_get_the_shares_of_waiting(patience) -> None:
    axis = np.linspace(0.0, 1.0, 41)
    grid = np.stack(np.meshgrid(axis, axis, indexing="ij"), -1).reshape(-1, 2)

    def allowed(points):
        return (points >= 0.0).all(axis=1) & (points.sum(axis=1) <= 1.0 + 1e-12)

    problem = BargainingProblem(
        ("a", "b", "c"),
        ("x", "y"),
        lambda points: np.column_stack([points, 1.0 - points.sum(axis=1)]),
        allowed,
        grid[allowed(grid)],
        np.array([0.025, 0.025]),
    )
    found = alternating_offers(problem, discounts=dict.fromkeys("abc", patience))
    shares = patience ** np.arange(3) / (patience ** np.arange(3)).sum()
    assert np.allclose(found.gains, shares, atol=2e-3)
