"""The domestic game as labelled arrays: repeating, exchanging, silencing."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from winset.games.domestic import no_shocks


def test_actors_are_found_by_name_and_level(toy_game: Any) -> None:
    others = {"g": {"level": "group"}, "p": {"level": "executive"}}
    labels = toy_game((0.1, 0.9), quota=1, others=others).labels
    assert labels.actor("g") == 2
    assert labels.at_level("legislature").tolist() == [True, True, False, False]
    assert labels.at_level("group", "executive").tolist() == [False, False, True, True]
    with pytest.raises(ValueError, match="not in tuple"):
        labels.actor("nobody")


def test_parties_come_in_order_of_appearance_each_once(toy_game: Any) -> None:
    member = {"level": "legislature", "seats": {"house": 1}, "position": {"openness": 0.5}}
    others = {"a": member | {"party": "R"}, "b": member | {"party": "D"}, "c": member}
    game = toy_game((0.5,), quota=1, members={"party": "R"}, others=others)
    assert game.parties == ("R", "D")


def test_a_game_of_one_draw_is_repeated_without_copies_but_where_asked(toy_game: Any) -> None:
    numbers = toy_game().numbers.repeated(4, ("capacity",))
    assert numbers.draws == 4
    assert numbers.position.shape == (4, 5, 1)
    numbers.capacity[2, 1] = 7.0
    assert numbers.capacity.sum() == 7.0
    with pytest.raises(ValueError, match="read-only"):
        numbers.position[0, 0, 0] = 1.0


def test_a_game_of_many_draws_is_not_repeated_again(toy_game: Any) -> None:
    with pytest.raises(ValueError, match="one draw"):
        toy_game().numbers.repeated(2).repeated(2)


def test_exchanged_numbers_leave_the_game_as_it_was(toy_game: Any) -> None:
    game = toy_game()
    other = game.with_numbers(capacity=game.numbers.capacity + 1.0)
    assert other.numbers.capacity.sum() == 5.0
    assert game.numbers.capacity.sum() == 0.0
    assert other.labels is game.labels


def test_a_game_cannot_be_changed_in_place(toy_game: Any) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        toy_game().choices = None


def test_without_shocks_all_are_zero_for_every_draw(toy_game: Any) -> None:
    game = toy_game(members={"party": "D"})
    shocks = no_shocks(game.labels, game.parties, 3)
    shapes = {field.name: getattr(shocks, field.name).shape for field in dataclasses.fields(shocks)}
    assert shapes == {
        "bill": (3, 1),
        "party": (3, 1),
        "bloc": (3, 5),
        "member": (3, 5),
        "single": (3, 5),
        "count": (3, 1),
        "tally": (3, 2),
        "formulation": (3, 1),
    }
    assert not any(getattr(shocks, name).any() for name in shapes)


def test_unshocked_keeps_the_draws_and_drops_the_shocks(toy_game: Any) -> None:
    game = toy_game()
    one = np.ones((1, 1))
    shocked = game.replace(shocks=dataclasses.replace(game.shocks, bill=one))
    assert shocked.shocks.bill.sum() == 1.0
    assert shocked.unshocked().shocks.bill.sum() == 0.0
    assert shocked.unshocked().draws == 1
