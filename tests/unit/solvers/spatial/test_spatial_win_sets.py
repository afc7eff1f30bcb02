"""Win-sets on a line and in a plane."""

import numpy as np
import pytest

from winset.foundation.errors import InputError
from winset.games.spatial import spatial_game
from winset.solvers.spatial.majority_core import majority_core
from winset.solvers.spatial.majority_win_set import majority_win_set, spatial_win_set
from winset.solvers.spatial.pareto_set import pareto_set
from winset.solvers.spatial.veto_players import veto_player_win_set

SEVEN = [0, 0.1, 0.2, 0.4, 0.5, 0.7, 0.9]


def grid_share(found, steps: int = 701) -> float:
    low, high = found.domain
    centre = (np.arange(steps) + 0.5) / steps
    axes = [low[k] + (high[k] - low[k]) * centre for k in range(low.size)]
    points = np.stack(np.meshgrid(*axes, indexing="ij"), -1).reshape(-1, low.size)
    return float(found.accepts(points).mean() * np.prod(high - low))


def test_the_status_quo_alone_is_no_win_set() -> None:
    found = majority_win_set(SEVEN, status_quo=0.4, quota=4)
    assert found.outcome == "empty"
    assert found.intervals == ()
    assert found.verify()


def test_a_win_set_can_fall_into_two_pieces() -> None:
    game = spatial_game([0.0, 1.0], status_quo=0.5, quota=1).replace(radii=np.array([0.2, 0.3]))
    found = spatial_win_set(game, np.array([[0.0], [1.0]]))
    assert np.allclose(found.intervals, [[0.0, 0.2], [0.7, 1.0]])
    assert found.volume == pytest.approx(0.5)
    assert found.verify()


def test_a_cost_of_no_agreement_widens_a_win_set() -> None:
    free = majority_win_set(SEVEN, status_quo=0.1, quota=5)
    pressed = majority_win_set(SEVEN, status_quo=0.1, quota=5, no_agreement=0.1)
    assert pressed.intervals[0][0] == pytest.approx(0.0)
    assert pressed.intervals[0][1] == pytest.approx(0.4)
    assert pressed.volume > free.volume


def test_who_binds_on_a_line_is_the_pivot() -> None:
    found = majority_win_set(SEVEN, status_quo=0.1, quota=5, names=list("abcdefg"))
    assert found.border[-1].voter == "c"
    assert found.to_frame()["binding"].tolist() == ["voters", "voters"]


@pytest.mark.parametrize(("voters", "quota"), [(3, 2), (5, 3), (9, 7), (41, 21)])
def test_the_exact_area_is_that_of_a_fine_grid(voters: int, quota: int) -> None:
    drawn = np.random.default_rng(voters)
    ideals, quo = drawn.random((voters, 2)), drawn.random(2)
    for domain in (None, np.array([[0.0, 0.0], [1.0, 1.0]])):
        game = spatial_game(ideals, status_quo=quo, quota=quota)
        found = spatial_win_set(game, domain)
        edge = sum(s.length for s in found.border) + 8.0
        width = float((found.domain[1] - found.domain[0]).max()) / 701
        assert abs(found.volume - grid_share(found)) < edge * width
        assert found.verify(), found.verify().failed


def test_members_at_one_point_count_with_their_number() -> None:
    ideals = [[0.2, 0.2]] * 3 + [[0.8, 0.8]] * 2
    three = majority_win_set(ideals, status_quo=[0.5, 0.2], quota=3)
    alone = majority_win_set([[0.2, 0.2]], status_quo=[0.5, 0.2], quota=1)
    assert three.volume == pytest.approx(alone.volume)
    four = majority_win_set(ideals, status_quo=[0.5, 0.2], quota=4)
    both = veto_player_win_set([[0.2, 0.2], [0.8, 0.8]], status_quo=[0.5, 0.2])
    assert four.volume == pytest.approx(both.volume)


def test_a_voter_who_accepts_everything_does_not_bind() -> None:
    game = spatial_game([[0.2, 0.2], [0.8, 0.8]], status_quo=[0.5, 0.2], quota=2)
    game = game.replace(radii=np.array([0.3, np.inf]))
    found = spatial_win_set(game, np.array([[-1.0, -1.0], [2.0, 2.0]]))
    assert found.volume == pytest.approx(np.pi * 0.09)
    assert {s.voter for s in found.border} == {"1"}


def test_a_plane_without_border_is_all_accepted() -> None:
    game = spatial_game([[0.2, 0.2]], status_quo=[0.5, 0.2], quota=1)
    game = game.replace(radii=np.array([np.inf]))
    found = spatial_win_set(game, np.array([[0.0, 0.0], [1.0, 1.0]]))
    assert found.volume == pytest.approx(1.0)
    assert found.bounds == {"issue-1": (0.0, 1.0), "issue-2": (0.0, 1.0)}
    assert len(found.inner)


def test_three_axes_are_not_promised_exactly() -> None:
    game = spatial_game([[0.2, 0.2, 0.1]], status_quo=[0.5, 0.2, 0.1], quota=1)
    with pytest.raises(InputError, match="sample"):
        spatial_win_set(game)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"quota": 0}, "quota of 0"),
        ({"quota": 8}, "quota of 8"),
        ({"status_quo": [0.1, 0.2]}, "1 coordinates"),
        ({"names": ["a"]}, "1 names for 7"),
        ({"ideals": [0.1, np.nan], "quota": 1}, "finite"),
    ],
)
def test_wrong_input_is_refused(changes: dict, message: str) -> None:
    inputs = {"ideals": SEVEN, "status_quo": 0.1, "quota": 4} | changes
    ideals = inputs.pop("ideals")
    with pytest.raises(InputError, match=message):
        majority_win_set(ideals, **inputs)


def test_two_winning_coalitions_side_by_side_are_refused() -> None:
    with pytest.raises(InputError, match="above half"):
        majority_core(SEVEN, needed=3)


def test_the_pareto_set_contains_its_own_points_and_no_others() -> None:
    found = pareto_set([[0, 0], [1, 0], [0, 1]])
    inside = found.contains(np.array([[0.2, 0.2], [0.5, 0.5], [0.6, 0.6], [-0.1, 0.0]]))
    assert inside.tolist() == [True, True, False, False]
    line = pareto_set([[0, 0], [1, 1]])
    assert line.contains(np.array([[0.5, 0.5], [0.5, 0.6]])).tolist() == [True, False]
