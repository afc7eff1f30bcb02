"""Campaigns in places: which members they reach, by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from winset.games.domestic import DomesticGame, NamedMembers
from winset.games.members import bloc_quantiles
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.coalitions.surplus import actor_surplus


def campaign(**tie: Any) -> dict[str, Any]:
    """A bloc of five, all at one place, that a union presses."""
    bloc = {"level": "legislature", "seats": {"house": 5}, "position": {"openness": 0.6}}
    unions = {"level": "group", "position": {"openness": 0.0}}
    return {
        "rule": {"chamber": "house", "quota": 3, "of": 5},
        "others": {"bloc": bloc, "unions": unions},
        "pressure": [{"from": "unions", "to": "bloc", "strength": 0.5} | tie],
    }


def members(game: DomesticGame) -> list[float]:
    """Surplus of each member of the bloc."""
    return [float(value) for value in field_of(game).chambers[0].surplus[0]]


def test_a_share_of_the_bloc_is_reached_whole_and_the_rest_not(toy_game: Any) -> None:
    # Without pressure .4 - .2 = .2 each; the union loses .6 and passes on half of it.
    whole = members(toy_game((), **campaign()))
    assert whole == pytest.approx([-0.1] * 5)
    part = toy_game((), **campaign(share=0.4))
    assert sorted(members(part)) == pytest.approx([-0.1, -0.1, 0.2, 0.2, 0.2])
    row = part.labels.actor("bloc")
    assert actor_surplus(part).total[0, row] == pytest.approx(0.2 - 0.5 * 0.4 * 0.6)


def test_no_share_and_a_tie_to_a_group_change_nothing(toy_game: Any) -> None:
    assert members(toy_game((), **campaign(share=0.0))) == pytest.approx([0.2] * 5)
    fields = campaign()
    fields["others"]["business"] = {"level": "group", "position": {"openness": 1.0}}
    fields["pressure"].append({"from": "unions", "to": "business", "strength": 0.5, "share": 0.1})
    game = toy_game((), **fields)
    row = game.labels.actor("business")
    assert actor_surplus(game).pressure[0, row] == pytest.approx(-0.3)


def test_of_real_members_those_of_the_states_are_reached(toy_game: Any) -> None:
    game = toy_game((), **campaign(states=["MI", "OH"]))
    states = ("CA", "MI", "TX", "OH", "NY")
    named = NamedMembers(
        chamber="house",
        ids=states,
        names=states,
        parties=("D",) * 5,
        states=states,
        districts=("1",) * 5,
        quantile=bloc_quantiles(5),
        is_real=np.ones(5, dtype=np.bool_),
        chance=np.full(5, 0.5),
        axis=0,
    )
    game = game.replace(labels=replace(game.labels, named=(named,)))
    game = game.with_numbers(tie_share=np.array([[0.4]]))
    assert members(game) == pytest.approx([0.2, -0.1, 0.2, -0.1, 0.2])


def test_the_share_may_be_a_range(toy_game: Any) -> None:
    game = toy_game((), **campaign(share={"low": 0.2, "likely": 0.4, "high": 0.6}))
    assert game.numbers.tie_share.tolist() == [[0.4]]
