"""Members of a chamber: where the members of a bloc stand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from winset.games.members import Seating, bloc_quantiles

TWO_CHAMBERS = {
    "all": [
        {"chamber": "house", "quota": 3, "of": 5},
        {"chamber": "senate", "quota": 1, "of": 3},
    ]
}


def bloc(house: int, senate: int, mean: float = 0.5) -> dict[str, Any]:
    seats = {"house": house, "senate": senate}
    return {"level": "legislature", "seats": seats, "position": {"openness": mean}}


def test_one_member_stands_at_its_mean_and_of_three_the_middle_one() -> None:
    assert bloc_quantiles(1).tolist() == [0.0]
    assert bloc_quantiles(3)[1] == 0.0
    assert bloc_quantiles(0).size == 0


def test_quantiles_are_those_at_the_middle_of_n_equal_parts() -> None:
    # 1/8 and 3/8 of the standard normal, from a printed table: -1.1503 and -0.3186
    expected = [-1.1503, -0.3186, 0.3186, 1.1503]
    assert bloc_quantiles(4).tolist() == pytest.approx(expected, abs=5e-5)


def test_blocs_sit_in_order_and_chambers_one_after_the_other(toy_game: Any) -> None:
    others = {"a": bloc(2, 1), "b": bloc(3, 2)}
    labels = toy_game((), others=others, rule=TWO_CHAMBERS).labels
    house, senate = Seating.of(labels, 0), Seating.of(labels, 1)
    assert house.bloc.tolist() == [0, 0, 1, 1, 1]
    assert senate.bloc.tolist() == [0, 1, 1]
    assert (house.offset, senate.offset) == (0, 5)
    assert (house.members, senate.members) == (5, 3)


def test_members_spread_round_the_mean_and_are_cut_to_the_axis(toy_game: Any) -> None:
    others = {"a": bloc(4, 1)}
    seating = Seating.of(toy_game((), others=others, rule=TWO_CHAMBERS).labels, 0)
    places = seating.positions(np.array([[0.9]]), np.array([[0.2]]))
    expected = [[0.9 - 0.23007, 0.9 - 0.06373, 0.9 + 0.06373, 1.0]]
    assert places == pytest.approx(np.array(expected), abs=1e-5)


def test_without_spread_all_members_stand_together(toy_game: Any) -> None:
    seating = Seating.of(toy_game((), others={"a": bloc(4, 1)}, rule=TWO_CHAMBERS).labels, 0)
    assert seating.positions(np.array([[0.3]]), np.zeros((1, 1))).tolist() == [[0.3] * 4]


def test_an_actor_without_seats_in_a_chamber_has_no_members_there(toy_game: Any) -> None:
    others = {"a": bloc(5, 0), "b": bloc(0, 3), "g": {"level": "group"}}
    labels = toy_game((), others=others, rule=TWO_CHAMBERS).labels
    assert set(Seating.of(labels, 0).bloc.tolist()) == {0}
    assert set(Seating.of(labels, 1).bloc.tolist()) == {1}
