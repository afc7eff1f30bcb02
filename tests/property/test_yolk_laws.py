"""Laws of the yolk: what it holds, what it bounds, and a slow second way to find it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.foundation.errors import InputError
from winset.kernels.grid import margins_of_victory
from winset.solvers.spatial.yolk import yolk

COORDINATE = st.integers(-20, 20).map(lambda n: n / 10)
VOTERS = st.lists(st.tuples(COORDINATE, COORDINATE), min_size=1, max_size=11)


def widest_gap(ideals: np.ndarray, centre: np.ndarray, turns: int = 720) -> float:
    """Largest distance from a centre to a median line, over many directions."""
    angles = np.arange(turns) * (np.pi / turns)
    normal = np.stack([np.cos(angles), np.sin(angles)])
    along = np.sort(ideals @ normal, axis=0)
    count = len(along)
    medians = along[[(count - 1) // 2, count // 2]]
    return float(np.abs(centre @ normal - medians).max())


def by_search(ideals: np.ndarray) -> float:
    """Radius by a shrinking search over centres: slow, blind to pieces and programs."""
    centre, step = ideals.mean(axis=0), 2.0
    best = widest_gap(ideals, centre)
    while step > 1e-7:
        tried = [centre + step * np.array([np.cos(t), np.sin(t)]) for t in np.arange(16) * 0.3927]
        gaps = [widest_gap(ideals, place) for place in tried]
        if min(gaps) < best - 1e-12:
            centre, best = tried[int(np.argmin(gaps))], min(gaps)
        else:
            step *= 0.5
    return best


@given(VOTERS)
@settings(max_examples=60, deadline=None)
def test_every_median_line_meets_it_and_some_touch(ideals) -> None:
    found = yolk(ideals)
    assert found.verify(), found.verify().failed


@given(VOTERS)
@settings(max_examples=5, deadline=None)
def test_a_search_over_centres_finds_no_smaller_circle(ideals) -> None:
    points = np.array(ideals, dtype=float)
    # In 720 directions the farthest line may be missed by half a degree of turn.
    missed = 0.5 * (np.pi / 720) ** 2 * 8.0 + np.pi / 720 * 1e-3
    assert abs(by_search(points) - yolk(points).radius) <= missed + 2e-2 * yolk(points).radius


@given(VOTERS, st.tuples(COORDINATE, COORDINATE), st.tuples(COORDINATE, COORDINATE))
@settings(max_examples=150, deadline=None)
def test_nearer_by_two_radii_beats_what_is_farther(ideals, one, other) -> None:
    found = yolk(ideals)
    away = [float(np.hypot(*(np.array(p) - found.centre))) for p in (one, other)]
    if away[1] <= away[0] + 2.0 * found.radius + 1e-9:
        return
    margin = margins_of_victory(np.array([one, other], dtype=float), np.array(ideals, dtype=float))
    assert margin[0, 1] > 0


@given(VOTERS, st.floats(0, 6.28), st.floats(0.1, 9), st.randoms())
@settings(max_examples=40, deadline=None)
def test_turning_stretching_and_reordering_turn_and_stretch_it(ideals, turn, factor, rnd) -> None:
    points = np.array(ideals, dtype=float)
    order = list(range(len(points)))
    rnd.shuffle(order)
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    one, other = yolk(points), yolk(factor * points[order] @ spin.T)
    assert other.radius == pytest.approx(factor * one.radius, abs=1e-8)


@pytest.mark.parametrize("bad", [[], [[1.0]], [[0.0, float("nan")]], np.zeros((1002, 2))])
def test_what_is_no_table_of_voters_is_refused(bad) -> None:
    with pytest.raises(InputError):
        yolk(bad)
