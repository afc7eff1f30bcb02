"""Engagement and willingness: their elements, elections and frames."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from winset.solvers.coalitions.engagement import (
    climate_of_willingness,
    election_pressure,
    engagement,
    frame_factor,
    trading_rate,
    willingness_to_bargain,
)
from winset.translate import coded_game

WILLING = {"payoff": 0.8, "polarization": 0.5, "opposition": 0.4}
FULL = np.ones(1)
VOTE = {"voting": {"deadline": "2000-05-24"}}


def test_the_weakest_of_three_conditions_is_the_engagement(toy_game: Any) -> None:
    pivotal = {"impact": 0.9, "cost_of_staying_out": 0.3, "resources": 0.7}
    assert engagement(toy_game(members={"pivotal": pivotal}))[0].tolist() == [0.3] * 5


def test_engagement_is_one_where_the_conditions_are_not_coded(toy_game: Any) -> None:
    assert engagement(toy_game())[0].tolist() == [1.0] * 5


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("min", 0.5), ("mean", (0.8 + 0.5 + 0.6) / 3), ("product", 0.8 * 0.5 * 0.6)],
)
def test_willingness_joins_its_three_elements(toy_game: Any, rule: str, expected: float) -> None:
    game = toy_game(members={"willingness": WILLING}, parameters={"willingness_rule": rule})
    assert willingness_to_bargain(game, FULL)[0] == pytest.approx([expected] * 5)


def test_the_quality_of_the_proposal_scales_the_payoff(toy_game: Any) -> None:
    game = toy_game(members={"willingness": WILLING})
    assert willingness_to_bargain(game, 0.5 * FULL)[0, 0] == pytest.approx(0.4)


def test_willingness_that_is_not_coded_is_not_a_number_but_trades_at_par(toy_game: Any) -> None:
    game = toy_game()
    found = willingness_to_bargain(game, FULL)
    assert np.isnan(found).all()
    assert (trading_rate(game, found) == 1.0).all()


def test_polarization_rises_with_the_nearness_of_the_next_election(toy_game: Any) -> None:
    game = toy_game(
        members={"willingness": WILLING},
        stages=VOTE,
        elections=["2000-05-23", "2000-09-01", "2002-11-05"],
    )
    rise = 0.2 * math.exp(-1.0)
    assert election_pressure(game)[0] == pytest.approx(rise)
    assert willingness_to_bargain(game, FULL)[0, 0] == pytest.approx(0.5 - rise)


def test_an_election_on_the_day_of_the_vote_counts_in_full(toy_game: Any) -> None:
    assert election_pressure(toy_game(stages=VOTE, elections=["2000-05-24"]))[0] == 0.2


def test_without_an_election_ahead_polarization_stays(toy_game: Any) -> None:
    assert election_pressure(toy_game(stages=VOTE, elections=["1998-11-03"]))[0] == 0.0
    assert election_pressure(toy_game(elections=["2000-11-07"]))[0] == 0.0


def test_polarization_is_at_most_one(toy_game: Any) -> None:
    members = {"willingness": WILLING | {"polarization": 0.95}}
    game = toy_game(members=members, stages=VOTE, elections=["2000-05-24"])
    assert willingness_to_bargain(game, FULL)[0, 0] == 0.0


def test_frames_lower_the_willingness_of_those_who_see_them(toy_game: Any) -> None:
    frame = {"title": "f", "issue": "openness", "toward": 0.8, "strength": 0.0}
    frames = [
        frame | {"actors": ["m1", "m2"], "willingness": 0.5},
        frame | {"actors": ["m1"], "willingness": 0.5},
    ]
    game = toy_game(members={"willingness": WILLING}, framing=frames)
    assert frame_factor(game)[0].tolist() == [0.25, 0.5, 1.0, 1.0, 1.0]
    assert willingness_to_bargain(game, FULL)[0, :3] == pytest.approx([0.125, 0.25, 0.5])


def test_as_a_climate_willingness_is_the_mean_of_its_elements(toy_game: Any) -> None:
    game = toy_game(members={"willingness": WILLING})
    found = climate_of_willingness(game, 0.5 * FULL)
    assert found[0] == pytest.approx([(0.4 + 0.5 + 0.6) / 3] * 5)
    assert (trading_rate(game, found) == 1.0).all()


def test_in_a_country_of_a_negotiation_frames_bind_whoever_sees_them(
    toy_case: Any, toy_parameters: Any
) -> None:
    frame = {"title": "f", "issue": "openness", "toward": 0.8, "strength": 0.0, "actors": ["m2"]}
    case = toy_case(framing=[frame | {"willingness": 0.5}])
    game = coded_game(case, toy_parameters(), votes="certain").likely
    rate = trading_rate(game, willingness_to_bargain(game, FULL))
    assert rate[0].tolist() == [1.0, 0.5, 1.0, 1.0, 1.0]
