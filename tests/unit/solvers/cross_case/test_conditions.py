"""Conditions of a case read off the field, from both sides of the bill."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from winset.games.domestic import DomesticGame
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.cross_case.conditions import SideConditions, direction_of, side_conditions

ToyGame = Callable[..., DomesticGame]


def supporter(ideal: float, **more: Any) -> dict[str, Any]:
    return {"level": "group", "position": {"openness": ideal}, "capacity": 4} | more


def seen(game: DomesticGame, side: Any = 1) -> SideConditions:
    return side_conditions(field_of(game), side)


def test_willingness_is_that_of_the_members_that_would_have_to_be_won(toy_game: ToyGame) -> None:
    willing = {"payoff": 0.6, "polarization": 0.3, "opposition": 0.2}
    game = toy_game(members={"willingness": willing})
    assert seen(game).willingness.value == pytest.approx(0.6)
    numbers = game.numbers
    payoff = numbers.payoff.copy()
    payoff[0, 0] = 0.3  # m1 loses from the bill, m5 gains from it
    payoff[0, 4] = 0.0
    changed = game.with_numbers(payoff=payoff)
    assert seen(changed).willingness.value == pytest.approx((0.3 + 0.6) / 2)
    assert seen(changed, -1).willingness.value == pytest.approx((0.6 + 0.0) / 2)


def test_willingness_that_nobody_coded_is_missing(toy_game: ToyGame) -> None:
    found = seen(toy_game()).willingness
    assert found.value is None
    assert found.reason == "no member that would lose has a coded willingness"


def test_the_pivotal_actor_is_the_most_engaged_on_the_side(toy_game: ToyGame) -> None:
    pivotal = {"impact": 0.9, "cost_of_staying_out": 0.7, "resources": 0.8}
    weak = {"impact": 0.4, "cost_of_staying_out": 0.7, "resources": 0.8}
    others = {
        "president": {"level": "executive", "position": {"openness": 1}, "pivotal": pivotal},
        "farmers": supporter(0.9, pivotal=weak),
        "labour": supporter(0.0, pivotal=weak),
        "uncoded": supporter(1.0),
    }
    game = toy_game(others=others)
    found = seen(game)
    assert found.pivotal.value == pytest.approx(0.7)
    assert found.pivotal.actor is not None
    assert game.labels.actors[found.pivotal.actor] == "president"
    assert seen(game, -1).pivotal.value == pytest.approx(0.4)


def test_without_coded_conditions_there_is_no_pivotal_actor(toy_game: ToyGame) -> None:
    found = seen(toy_game(others={"farmers": supporter(0.9)})).pivotal
    assert found.value is None
    assert found.reason is not None


def test_cohesion_is_that_of_the_other_side(toy_game: ToyGame) -> None:
    others = {
        "labour": supporter(0.0),
        "greens": supporter(0.4),
        "farmers": supporter(0.9),
        "banks": supporter(0.9),
    }
    game = toy_game(others=others)
    spends = field_of(game).by_actor(-1)[0]
    labour, greens = (spends[game.labels.actor(name)] for name in ("labour", "greens"))
    pooled = np.sqrt(labour**2 + greens**2 + 2 * labour * greens * (1 - 0.4))
    assert seen(game).cohesion.value == pytest.approx(pooled / (labour + greens))
    assert seen(game, -1).cohesion.value == pytest.approx(1.0)


def test_without_opponents_that_spend_nothing_converges(toy_game: ToyGame) -> None:
    found = seen(toy_game(others={"farmers": supporter(0.9)})).cohesion
    assert found.value == 0.0
    assert found.reason is not None


def test_lobbying_time_is_weighted_by_capacity(toy_game: ToyGame) -> None:
    others = {
        "farmers": supporter(0.9, lobbying={"attention": 0.9}),
        "banks": supporter(0.9, capacity=12, lobbying={"attention": 0.5}),
        "labour": supporter(0.0, lobbying={"attention": 0.1}),
    }
    found = toy_game(others=others)
    assert seen(found).lobbying_share.value == pytest.approx((4 * 0.9 + 12 * 0.5) / 16)
    assert seen(found, -1).lobbying_share.value == pytest.approx(0.1)
    assert seen(toy_game()).lobbying_share.value is None


@pytest.mark.parametrize(
    ("status_quo", "proposal", "expected"), [(0.2, 0.8, 1.0), (0.8, 0.2, 0.0), (0.4, 0.4, None)]
)
def test_the_direction_is_that_of_the_proposal(
    toy_game: ToyGame, status_quo: float, proposal: float, expected: float | None
) -> None:
    axis = {"axis": "vote", "title": "Axis", "low": "closed", "high": "open"}
    issues = {"openness": axis | {"status_quo": status_quo, "proposal": proposal}}
    assert direction_of(toy_game(issues=issues)).value == expected


def test_a_bill_turned_round_swaps_the_sides(toy_game: ToyGame) -> None:
    axis = {"axis": "vote", "title": "Axis", "low": "closed", "high": "open"}
    others = {
        "labour": supporter(0.0, pivotal={"impact": 1, "cost_of_staying_out": 1, "resources": 0.3}),
        "banks": supporter(1.0, pivotal={"impact": 1, "cost_of_staying_out": 1, "resources": 0.8}),
    }
    opens = toy_game(others=others)
    closes = toy_game(
        others=others, issues={"openness": axis | {"status_quo": 0.8, "proposal": 0.2}}
    )
    assert seen(opens, 1).pivotal == seen(closes, -1).pivotal
    assert seen(opens, 1).cohesion == seen(closes, -1).cohesion
