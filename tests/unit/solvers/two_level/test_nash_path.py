"""The Nash agreement as bargaining power moves."""

from dataclasses import replace

import numpy as np
import pytest

from winset.games.bargaining import BargainingProblem, pie
from winset.solvers.bargaining.nash import nash_solution
from winset.solvers.two_level.nash_path import nash_path


def test_on_a_line_power_divides_what_there_is() -> None:
    found = nash_path(pie(), steps=4)
    for path in found.paths:
        wanted = path.shares if path.country == "b" else [1 - share for share in path.shares]
        assert path.points[:, 0] == pytest.approx(list(wanted), abs=1e-3)
    assert found.verify(), found.verify().failed


def test_a_limit_stops_the_path() -> None:
    found = nash_path(pie(high=0.6), steps=5)
    toward = {path.country: path.points[-1, 0] for path in found.paths}
    assert toward["b"] == pytest.approx(0.6, abs=1e-3)
    assert found.verify(), found.verify().failed


def test_it_starts_at_the_agreement_of_equal_power() -> None:
    problem = pie(low=0.2, high=0.9)
    start = nash_path(problem).paths[0].points[0]
    assert start == pytest.approx(nash_solution(problem).point, abs=1e-3)


def test_in_a_plane_it_runs_between_the_ideal_points() -> None:
    axis = np.linspace(0, 1, 41)
    grid = np.stack(np.meshgrid(axis, axis, indexing="ij"), -1).reshape(-1, 2)
    ideals = np.array([[0.8, 0.2], [0.2, 0.8]])

    def gains(points):
        away = np.sqrt(((points[:, None, :] - ideals) ** 2).sum(axis=2))
        return np.sqrt((ideals**2).sum(axis=1)) - away

    problem = BargainingProblem(
        ("a", "b"), ("x", "y"), gains, lambda p: (p >= 0).all(axis=1), grid, np.full(2, 0.025)
    )
    found = nash_path(problem)
    points = np.concatenate([path.points for path in found.paths])
    # With equal distances the contract curve is the straight line between the ideal points.
    assert points.sum(axis=1) == pytest.approx(1.0, abs=2e-3)
    assert found.verify(), found.verify().failed
    assert len(found.to_frame()) == len(points)


def test_without_an_agreement_there_is_no_path() -> None:
    found = nash_path(pie(low=0.9, high=0.8))
    assert found.outcome == "empty"
    assert found.verify()
    assert "no agreement" in found.summary()


def test_a_false_path_fails_the_check() -> None:
    found = nash_path(pie(high=0.6))
    one, other = found.paths
    wrong = replace(other, points=other.points + 0.3)
    assert not replace(found, paths=(one, wrong)).verify()
