"""The uncovered set against its definition."""

import itertools

import numpy as np
import pytest

from winset.foundation.errors import InputError
from winset.solvers.spatial.uncovered_set import uncovered_points


@pytest.mark.parametrize("seed", range(4))
def test_a_point_is_uncovered_if_it_reaches_all_in_two_steps(seed: int) -> None:
    drawn = np.random.default_rng(seed)
    points, ideals = drawn.random((25, 2)), drawn.random((7, 2))
    away = np.sqrt(((points[:, None] - ideals) ** 2).sum(axis=2))
    beats = np.array([[(a < b).sum() > (a > b).sum() for b in away] for a in away])
    two = beats | (beats.astype(int) @ beats.astype(int) > 0) | np.eye(25, dtype=bool)
    assert (uncovered_points(points, ideals) == two.all(axis=1)).all()


def test_with_a_core_only_the_core_is_uncovered() -> None:
    axis = np.linspace(0.0, 1.0, 11)
    points = np.array(list(itertools.product(axis, axis)))
    ideals = [[0.5, 0.5], [0.2, 0.5], [0.8, 0.5], [0.5, 0.1], [0.5, 0.9]]
    found = points[uncovered_points(points, ideals)]
    assert np.allclose(found, [[0.5, 0.5]])


def test_shapes_must_fit() -> None:
    with pytest.raises(InputError, match="columns"):
        uncovered_points([[0.0, 1.0]], [[0.0]])
