"""Swing: who turns the verdict by changing sides, and cannot carry it alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.unit.toy_model import certain

from winset.solvers.coalitions.pivotal import mirrored, swings
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.solvers.coalitions.surplus import actor_surplus


def group(ideal: float, capacity: float, **more: Any) -> dict[str, Any]:
    return {"level": "group", "position": {"openness": ideal}, "capacity": capacity} | more


def read(game: Any) -> dict[str, tuple[bool, bool]]:
    found = swings(game)
    return {
        name: (bool(found.pivotal[row]), bool(found.turns[row]))
        for row, name in enumerate(game.labels.actors)
    }


def mirrored_once(game: Any, *names: str) -> Any:
    who = np.array([[name in names for name in game.labels.actors]])
    return mirrored(game, actor_surplus(game), who)


def test_in_a_bare_majority_each_supporter_swings_and_no_opponent(toy_game: Any) -> None:
    # Ideals 0, 0.1, 0.8, 0.9, 1 under quota 3, no money: three supporters, each needed.
    found = read(toy_game((0.0, 0.1, 0.8, 0.9, 1.0)))
    assert found == {
        "m1": (False, False),
        "m2": (False, False),
        "m3": (True, True),
        "m4": (True, True),
        "m5": (True, True),
    }


def test_who_carries_the_verdict_alone_is_not_pivotal(toy_game: Any) -> None:
    # One vote is enough and there is one supporter: it turns the verdict, but it dominates.
    found = read(toy_game((0.0, 0.1, 1.0), quota=1))
    assert found["m3"] == (False, True)


def test_a_purse_turns_sides_with_its_owner(toy_game: Any) -> None:
    # The loss of 0.5 under quota 4 is covered by 0.5 to 1; the owner of the purse votes nowhere.
    game = certain(toy_game(quota=4, others={"exporters": group(1.0, 0.6)}))
    assert read(game)["exporters"] == (True, True)
    turned = ratification_price(mirrored_once(game, "exporters"))
    assert (turned.budget[0], turned.fund[0]) == (0.0, pytest.approx(0.6))


def test_mirroring_exchanges_the_distances_but_not_the_cost_of_no_agreement(
    toy_game: Any,
) -> None:
    game = toy_game((1.0,), quota=1, members={"no_agreement": 0.1})
    assert actor_surplus(game).total[0, 0] == pytest.approx(0.7)
    assert actor_surplus(mirrored_once(game, "m1")).total[0, 0] == pytest.approx(-0.5)


def test_a_mirrored_position_may_lie_beyond_the_axis_even_after_a_signal(toy_game: Any) -> None:
    others = {"abroad": {"level": "foreign", "position": {"openness": 0.0}}}
    signal = {"from": "abroad", "actors": ["m1"], "strength": 0.5}
    axis = {"axis": "vote", "title": "O", "low": "l", "high": "h"}
    game = toy_game(
        (0.0, 1.0),
        quota=1,
        others=others,
        reverberation=[signal],
        issues={"openness": axis | {"status_quo": 0.7, "proposal": 0.9}},
    )
    turned = actor_surplus(mirrored_once(game, "m1"))
    assert turned.position[0, 0, 0] == pytest.approx(1.6)
    assert turned.total[0, 0] == pytest.approx(0.2)


def test_the_stages_stay_as_they_are_when_an_official_is_mirrored(toy_game: Any) -> None:
    officials = {
        "president": {"level": "executive", "position": {"openness": 0.9}},
        "treasury": {"level": "executive", "position": {"openness": 0.9}},
    }
    game = toy_game(others=officials)
    assert mirrored_once(game, "treasury").numbers.division[0, 0] == 0.0


def test_an_amended_proposal_stays_when_a_member_of_the_floor_is_mirrored(toy_game: Any) -> None:
    game = toy_game(amendments="open")
    assert actor_surplus(mirrored_once(game, "m3")).proposal[0, 0] == 0.5


def test_an_indifferent_actor_is_on_neither_side_and_dominates_nothing(toy_game: Any) -> None:
    found = swings(toy_game())
    assert not found.dominates[2]
    assert not found.turns[2]


def test_swings_are_read_at_one_draw_only(toy_game: Any) -> None:
    game = toy_game()
    many = game.replace(numbers=game.numbers.repeated(2))
    with pytest.raises(ValueError, match="one draw"):
        swings(many)
