"""Who gains: distances, cost of no agreement, pressure, frames, signals, amendments."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from winset.foundation.errors import InputError
from winset.solvers.coalitions.surplus import (
    actor_surplus,
    amended_proposal,
    distance_to,
    positions_with_signals,
    pressure_matrix,
    side_of,
)

TWO_AXES = {
    "openness": {
        "axis": "vote",
        "title": "A",
        "low": "l",
        "high": "h",
        "status_quo": 0.3,
        "proposal": 0.0,
    },
    "quotas": {
        "axis": "vote",
        "title": "B",
        "low": "l",
        "high": "h",
        "status_quo": 0.4,
        "proposal": 0.0,
    },
}


def gains(game: Any) -> dict[str, float]:
    total = actor_surplus(game).total[0]
    return dict(zip(game.labels.actors, total.tolist(), strict=True))


def group(ideal: float, **more: Any) -> dict[str, Any]:
    return {"level": "group", "position": {"openness": ideal}} | more


def test_five_actors_gain_what_a_pencil_says(toy_game: Any) -> None:
    assert list(gains(toy_game()).values()) == pytest.approx([-0.6, -0.5, 0.0, 0.5, 0.6])


def test_the_member_in_the_middle_is_exactly_indifferent(toy_game: Any) -> None:
    assert gains(toy_game())["m3"] == 0.0


def test_salience_scales_the_gain(toy_game: Any) -> None:
    game = toy_game(members={"salience": {"openness": 0.5}})
    assert gains(game)["m5"] == pytest.approx(0.3)


def test_the_cost_of_no_agreement_is_added(toy_game: Any) -> None:
    assert gains(toy_game(members={"no_agreement": 0.05}))["m2"] == pytest.approx(-0.45)


def test_distance_is_euclidean_or_city_block_by_choice(toy_game: Any) -> None:
    others = {"group": group(0.0, position={"openness": 0.0, "quotas": 0.0})}
    members = {"position": {"openness": 1.0, "quotas": 1.0}}
    euclidean = toy_game(issues=TWO_AXES, others=others, members=members)
    city = toy_game(
        issues=TWO_AXES, others=others, members=members, parameters={"distance": "city-block"}
    )
    assert gains(euclidean)["group"] == pytest.approx(0.5)
    assert gains(city)["group"] == pytest.approx(0.7)


def test_an_actor_does_not_care_about_an_axis_it_has_no_position_on(toy_game: Any) -> None:
    members = {"position": {"openness": 1.0, "quotas": 1.0}}
    game = toy_game(issues=TWO_AXES, others={"group": group(0.0)}, members=members)
    assert gains(game)["group"] == pytest.approx(0.3)


def test_a_missing_position_counts_as_no_distance() -> None:
    position = np.array([0.0, np.nan])
    assert distance_to(position, np.ones(2), np.array([0.5, 0.5]), "euclidean") == 0.5


def test_a_tie_passes_on_a_share_of_the_groups_gain(toy_game: Any) -> None:
    ties = [{"from": "exporters", "to": "m1", "strength": 0.5}]
    game = toy_game(others={"exporters": group(1.0)}, pressure=ties)
    assert gains(game)["m1"] == pytest.approx(-0.6 + 0.5 * 0.6)
    assert gains(game)["m2"] == pytest.approx(-0.5)


def test_two_ties_between_the_same_actors_add_up(toy_game: Any) -> None:
    ties = [{"from": "exporters", "to": "m1", "strength": 0.25}] * 2
    game = toy_game(others={"exporters": group(1.0)}, pressure=ties)
    assert gains(game)["m1"] == pytest.approx(-0.3)
    assert pressure_matrix(game)[0].sum() == pytest.approx(0.5)


def test_groups_that_press_each_other_are_solved_together(toy_game: Any) -> None:
    others = {"friend": group(1.0), "foe": group(0.0)}
    ties = [
        {"from": "friend", "to": "foe", "strength": 0.5},
        {"from": "foe", "to": "friend", "strength": 0.5},
    ]
    found = gains(toy_game(others=others, pressure=ties))
    assert found["friend"] == pytest.approx(0.4)
    assert found["foe"] == pytest.approx(-0.4)


def test_pressure_that_feeds_on_itself_is_refused_by_name(toy_game: Any) -> None:
    others = {"friend": group(1.0), "foe": group(0.0)}
    ties = [
        {"from": "friend", "to": "foe", "strength": 1.0},
        {"from": "foe", "to": "friend", "strength": 1.0},
    ]
    with pytest.raises(InputError, match=r"friend, foe.*spectral radius"):
        actor_surplus(toy_game(others=others, pressure=ties))


@pytest.mark.parametrize(("since", "gain"), [("2000-05-24", -0.3), ("2000-05-25", -0.6)])
def test_a_tie_that_starts_after_the_vote_has_no_effect(
    toy_game: Any, since: str, gain: float
) -> None:
    ties = [{"from": "exporters", "to": "m1", "strength": 0.5, "since": since}]
    stages = {"voting": {"deadline": "2000-05-24"}}
    game = toy_game(others={"exporters": group(1.0)}, pressure=ties, stages=stages)
    assert gains(game)["m1"] == pytest.approx(gain)


def test_a_frame_moves_the_proposal_its_audience_perceives(toy_game: Any) -> None:
    frame = {"title": "f", "issue": "openness", "toward": 0.0, "strength": 0.5, "actors": ["m5"]}
    game = toy_game(framing=[frame])
    assert gains(game)["m5"] == pytest.approx(0.2)
    assert gains(game)["m4"] == pytest.approx(0.5)
    assert actor_surplus(game).proposal[0, 0] == 0.8


def test_two_frames_act_one_after_the_other(toy_game: Any) -> None:
    frame = {"title": "f", "issue": "openness", "toward": 0.0, "strength": 0.5, "actors": ["m5"]}
    assert actor_surplus(toy_game(framing=[frame, frame])).perceived[0, 4, 0] == pytest.approx(0.2)


@pytest.mark.parametrize(("strength", "place"), [(0.5, 0.625), (1.0, 1.0), (-1.0, 0.0)])
def test_a_foreign_signal_moves_ideals_and_is_cut_to_the_axis(
    toy_game: Any, strength: float, place: float
) -> None:
    others = {"abroad": {"level": "foreign", "position": {"openness": 1.0}}}
    signal = {"from": "abroad", "actors": ["m2"], "strength": strength}
    moved = positions_with_signals(toy_game(others=others, reverberation=[signal]))
    assert moved[0, 1, 0] == pytest.approx(place)
    assert moved[0, 0, 0] == 0.0


def test_under_an_open_rule_the_median_member_amends(toy_game: Any) -> None:
    game = toy_game(amendments="open")
    assert actor_surplus(game).proposal[0, 0] == 0.5
    assert gains(game)["m5"] == pytest.approx(0.3)


def test_the_median_of_an_even_chamber_lies_between_the_two_in_the_middle(toy_game: Any) -> None:
    game = toy_game((0.0, 0.3, 0.5, 1.0), amendments="open")
    assert amended_proposal(game, positions_with_signals(game))[0, 0] == pytest.approx(0.4)


def test_only_germane_axes_are_amended(toy_game: Any) -> None:
    members = {"position": {"openness": 1.0, "quotas": 1.0}}
    rule = {"rule": "open", "germane": ["quotas"]}
    game = toy_game(issues=TWO_AXES, members=members, amendments=rule)
    assert actor_surplus(game).proposal[0].tolist() == [0.0, 1.0]


def test_the_side_is_the_sign_of_the_gain() -> None:
    assert side_of(np.array([-0.2, 0.0, 0.3])).tolist() == [-1, 0, 1]
