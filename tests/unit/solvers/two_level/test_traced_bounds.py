"""How far a traced set reaches: into the corners where two borders meet."""

import numpy as np
import pytest

from winset.solvers.two_level.region import Question, region


def lens(one, other, radius):
    """What lies within a distance of two points: two corners on the line between them."""

    def accepts(points):
        gaps = [np.linalg.norm(points - np.array(centre), axis=1) for centre in (one, other)]
        return np.max(gaps, axis=0) <= radius

    return Question(
        issues=("x", "y"),
        status_quo=np.array([0.01, 0.01]),
        accepts=accepts,
        refused_by=lambda points: ["somebody"] * len(points),
        hints=np.zeros((0, 2)),
    )


@pytest.mark.parametrize("turn", [0.0, 0.3, 0.9, 1.4])
def test_the_bounds_of_a_lens_are_its_corners(turn: float) -> None:
    middle, along = np.array([0.5, 0.5]), np.array([np.cos(turn), np.sin(turn)])
    apart, radius = 0.38, 0.45
    found = region(lens(middle - apart * along, middle + apart * along, radius))
    half = np.sqrt(radius**2 - apart**2)
    corners = np.array([middle + way * half * np.array([-along[1], along[0]]) for way in (1, -1)])
    sides = np.array([middle + way * (radius - apart) * along for way in (1, -1)])
    reach = np.abs(np.concatenate([corners, sides]) - middle)
    # On an axis where a round side reaches farther than both corners, it is the side.
    for axis, (low, high) in enumerate(found.bounds.values()):
        farthest = reach[:, axis].max()
        assert high - 0.5 >= farthest - 2e-4
        assert 0.5 - low >= farthest - 2e-4
        assert 0.0 <= low < high <= 1.0


def test_bounds_stay_in_the_square() -> None:
    found = region(lens((0.9, 0.5), (0.95, 0.6), 0.3))
    assert found.bounds["x"][1] == 1.0
    assert all(0.0 <= end <= 1.0 for pair in found.bounds.values() for end in pair)
