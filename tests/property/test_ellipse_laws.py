"""Win-sets of voters who weigh the axes differently: exact areas against counting and scaling."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.games.spatial import spatial_game
from winset.solvers.spatial.majority_win_set import majority_win_set, spatial_win_set

UNIT = st.integers(0, 40).map(lambda n: n / 40)
WEIGHT = st.integers(1, 8).map(lambda n: n / 4)
VOTERS = st.lists(st.tuples(UNIT, UNIT, WEIGHT, WEIGHT), min_size=1, max_size=7)
SQUARE = np.array([[0.0, 0.0], [1.0, 1.0]])


def counted(game, cells: int = 400) -> tuple[float, float]:
    """Area by the middles of a lattice of cells, and the area of cells that may be wrong."""
    axis = (np.arange(cells) + 0.5) / cells
    points = np.stack(np.meshgrid(axis, axis, indexing="ij"), -1).reshape(-1, 2)
    held = game.accepts(points).reshape(cells, cells)
    border = np.zeros_like(held)
    for step in (-1, 1):
        for way in (0, 1):
            border |= np.roll(held, step, axis=way) != held
    return float(held.mean()), float(border.mean()) + 4.0 / cells


@given(VOTERS, st.tuples(UNIT, UNIT), st.data())
@settings(max_examples=60, deadline=None)
def test_the_exact_area_is_what_a_lattice_counts(voters, quo, data) -> None:
    quota = data.draw(st.integers(1, len(voters)))
    table = np.array(voters)
    game = spatial_game(table[:, :2], status_quo=quo, quota=quota, salience=table[:, 2:])
    found = spatial_win_set(game, SQUARE)
    area, slack = counted(game)
    assert abs(found.volume - area) <= slack
    assert found.verify(), found.verify().failed
    assert found.exact


@given(VOTERS, st.tuples(UNIT, UNIT), st.tuples(WEIGHT, WEIGHT), st.data())
@settings(max_examples=40, deadline=None)
def test_alike_ellipses_are_disks_in_a_stretched_plane(voters, quo, weight, data) -> None:
    quota = data.draw(st.integers(1, len(voters)))
    ideals, stretch = np.array(voters)[:, :2], np.array(weight)
    ellipses = majority_win_set(ideals, status_quo=quo, quota=quota, salience=weight)
    disks = majority_win_set(ideals * stretch, status_quo=np.array(quo) * stretch, quota=quota)
    assert ellipses.volume * stretch.prod() == pytest.approx(disks.volume, abs=1e-9)


@given(VOTERS, st.tuples(UNIT, UNIT), st.data(), st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_order_of_voters_and_axes_changes_nothing(voters, quo, data, rnd) -> None:
    quota = data.draw(st.integers(1, len(voters)))
    turned = list(voters)
    rnd.shuffle(turned)
    one, other = np.array(voters), np.array(turned)
    first = majority_win_set(one[:, :2], status_quo=quo, quota=quota, salience=one[:, 2:])
    second = majority_win_set(
        other[:, 1::-1], status_quo=quo[::-1], quota=quota, salience=other[:, :1:-1]
    )
    assert first.volume == pytest.approx(second.volume, abs=1e-8)
