"""Solutions of bargaining over a zone."""

import numpy as np
import pytest

from winset.foundation.errors import InputError
from winset.games.bargaining import BargainingProblem, pie
from winset.solvers.bargaining.alternating_offers import alternating_offers
from winset.solvers.bargaining.kalai_smorodinsky import hopes, kalai_smorodinsky
from winset.solvers.bargaining.nash import nash_solution
from winset.solvers.bargaining.ratification_floors import ratification_floors
from winset.solvers.bargaining.take_it_or_leave_it import take_it_or_leave_it


def disk(players: int = 3) -> BargainingProblem:
    """Players round a unit disk, each gaining as a point comes closer to it."""
    turn = 2.0 * np.pi * np.arange(players) / players
    ideals = np.column_stack([np.cos(turn), np.sin(turn)])

    def gains(points):
        return 2.0 - np.sqrt(((points[:, None, :] - ideals) ** 2).sum(axis=2))

    axis = np.linspace(-1.0, 1.0, 41)
    grid = np.stack(np.meshgrid(axis, axis, indexing="ij"), -1).reshape(-1, 2)

    def allowed(points):
        return (points**2).sum(axis=1) <= 1.0

    return BargainingProblem(
        tuple("abcdefg"[:players]),
        ("x", "y"),
        gains,
        allowed,
        grid[allowed(grid)],
        np.array([0.05, 0.05]),
    )


@pytest.mark.parametrize("solve", [nash_solution, kalai_smorodinsky])
def test_equal_players_meet_in_the_middle(solve) -> None:
    found = solve(disk())
    assert np.allclose(found.point, 0.0, atol=1e-5)
    assert found.verify(), found.verify().failed


def test_an_offer_goes_to_the_proposers_own_point() -> None:
    found = take_it_or_leave_it(disk(), "a")
    assert np.allclose(found.point, [1.0, 0.0], atol=1e-4)


def test_power_moves_the_nash_solution_toward_its_holder() -> None:
    even, strong = nash_solution(pie()), nash_solution(pie(), power={"b": 2.0})
    assert float(strong.point[0]) == pytest.approx(2.0 / 3.0, abs=1e-6)
    assert strong.surplus["b"] > even.surplus["b"]


def test_a_constraint_that_does_not_bind_moves_only_kalai_smorodinsky() -> None:
    assert nash_solution(pie(high=0.7)).point[0] == pytest.approx(0.5, abs=1e-6)
    assert kalai_smorodinsky(pie(high=0.7)).point[0] == pytest.approx(0.7 / 1.7, abs=1e-6)


def test_three_players_with_patience_come_close_to_nash() -> None:
    slow = alternating_offers(disk(), discounts=dict.fromkeys("abc", 0.3))
    fast = alternating_offers(disk(), discounts=dict.fromkeys("abc", 0.97))
    assert np.linalg.norm(fast.point) < np.linalg.norm(slow.point)
    assert slow.gains[0] > slow.gains[1]


def test_who_proposes_first_gains_by_it() -> None:
    first = alternating_offers(pie(), first="a").surplus["a"]
    second = alternating_offers(pie(), first="b").surplus["a"]
    assert first > second
    assert first == pytest.approx(1.0 / 1.9, abs=1e-6)


def test_a_search_finds_the_better_of_two_pieces() -> None:
    base = pie()
    held = base.replace(
        allowed=lambda x: (x[:, 0] <= 0.1) | ((x[:, 0] >= 0.7) & (x[:, 0] <= 0.72)),
    )
    held = held.replace(candidates=held.candidates[held.allowed(held.candidates)])
    assert nash_solution(held).point[0] == pytest.approx(0.7, abs=1e-6)


def test_nothing_allowed_is_an_answer() -> None:
    empty = pie(low=0.9, high=0.1)
    for solve in (nash_solution, kalai_smorodinsky, alternating_offers):
        found = solve(empty)
        assert found.outcome == "empty"
        assert found.verify()
        assert found.to_dict()["point"] == {}


def test_hopes_are_the_best_of_each() -> None:
    assert np.allclose(hopes(pie(low=0.2, high=0.7)), [0.8, 0.7])


def test_floors_that_conflict_leave_nothing() -> None:
    found = ratification_floors(0.9, 0.9, first_floor=0.6, second_floor=0.6)
    assert found.outcome == "empty"
    assert found.verify()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: nash_solution(pie(), power={"c": 1.0}),
        lambda: nash_solution(pie(), power={"a": 0.0}),
        lambda: take_it_or_leave_it(pie(), "c"),
        lambda: alternating_offers(pie(), discounts={"a": 1.0}),
        lambda: ratification_floors(0.9, 1.0),
    ],
)
def test_wrong_input_is_refused(wrong) -> None:
    with pytest.raises(InputError):
        wrong()
