"""Who spends how much, on which side, and what the opponents pool."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.unit.toy_model import certain, plain_votes

from winset.solvers.coalitions.contributions import chambers_of, field_of
from winset.solvers.coalitions.surplus import actor_surplus

JOINED = {"value": True}


def group(ideal: float, capacity: float = 0.0, **more: Any) -> dict[str, Any]:
    """Return a group that joins the campaign of its side."""
    fields = {"level": "group", "position": {"openness": ideal}, "capacity": capacity}
    return fields | {"joined": JOINED} | more


def coefficients(**means: float) -> dict[str, Any]:
    """Return the change of a block that sets some coefficients and leaves the others at 0."""
    return {"vote_model": plain_votes(**means)}


def test_a_contribution_is_capacity_times_engagement_times_window_times_stake(
    toy_game: Any,
) -> None:
    exporters = group(
        0.625,
        4,
        pivotal={"impact": 0.5, "cost_of_staying_out": 1, "resources": 1},
        lobbying={"from": "2000-03-05", "attention": 0.5},
    )
    stages = {"voting": {"deadline": "2000-05-24"}}
    made = {"others": {"exporters": exporters}, "stages": stages}
    field = field_of(toy_game(**made))
    # gain 0.425 - 0.175 = 0.25 of a full stake of 0.5; 80 of 100 days at half attention; engagement
    # does not count as long as pi is 0, and exp(2 (0.5 - 0.5)) is 1 as well
    assert field.budget[0] == pytest.approx(4 * (0.5 * 0.8) * 0.5)
    more = field_of(toy_game(**made, parameters=coefficients(pi=2)))
    assert more.budget[0] == pytest.approx(4 * (0.5 * 0.8) * 0.5)
    exporters["pivotal"]["impact"] = 1
    engaged = field_of(toy_game(**made, parameters=coefficients(pi=2)))
    assert engaged.budget[0] == pytest.approx(4 * math.exp(1.0) * (0.5 * 0.8) * 0.5)
    assert field.stake[0, 5] == pytest.approx(0.5)


def test_a_stake_beyond_the_full_one_spends_no_more_than_all(toy_game: Any) -> None:
    field = field_of(toy_game(others={"exporters": group(1.0, 4)}))
    assert field.budget[0] == pytest.approx(4.0)


def test_losers_fund_the_opposition_and_winners_the_budget(toy_game: Any) -> None:
    field = field_of(toy_game(others={"exporters": group(1.0, 3), "unions": group(0.0, 2)}))
    assert (field.budget[0], field.fund[0]) == (pytest.approx(3.0), pytest.approx(2.0))
    assert field.by_actor(1)[0].tolist() == pytest.approx([0, 0, 0, 0, 0, 3, 0])
    assert field.by_actor(-1)[0].tolist() == pytest.approx([0, 0, 0, 0, 0, 0, 2])


def test_an_indifferent_actor_spends_on_neither_side(toy_game: Any) -> None:
    field = field_of(toy_game(others={"mediators": group(0.5, 3)}))
    assert field.budget[0] == 0.0
    assert field.fund[0] == 0.0


def test_theta_scales_the_fund_alone(toy_game: Any) -> None:
    others = {"exporters": group(1.0, 3), "unions": group(0.0, 2)}
    field = field_of(toy_game(others=others, parameters={"theta": 0.7}))
    assert (field.budget[0], field.fund[0]) == (pytest.approx(3.0), pytest.approx(1.4))


def test_where_opponents_stand_does_not_matter_to_their_fund(toy_game: Any) -> None:
    # They welcome defeat so much that both lose more than a full stake wherever they stand.
    for apart in (0.0, 0.5, 1.0):
        others = {
            "left": group(0.0, 0.4, no_agreement=-2.0),
            "right": group(apart, 0.4, no_agreement=-2.0),
        }
        assert field_of(toy_game(others=others)).fund[0] == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("joined", "brings"), [({"value": True}, 1.0), ({"value": False}, 0.5), (None, 0.75)]
)
def test_who_did_not_join_brings_half_and_who_is_not_known_three_quarters(
    toy_game: Any, joined: dict[str, Any] | None, brings: float
) -> None:
    field = field_of(toy_game(others={"unions": group(0.0, 2.0, joined=joined)}))
    assert field.fund[0] == pytest.approx(2.0 * brings)


def test_unity_beyond_the_usual_multiplies_the_fund_by_a_power(toy_game: Any) -> None:
    others = {"in": group(0.0, 3.0), "out": group(0.0, 1.0, joined={"value": False})}
    field = field_of(toy_game(others=others, parameters=coefficients(phi=2)))
    assert field.cohesion[0] == pytest.approx(3 / 4)
    # 3 + 1/2, times (0.75 / 0.5) squared
    assert field.fund[0] == pytest.approx(3.5 * 1.5**2)


def test_an_actor_conditional_on_the_proposal_is_engaged_by_its_quality(toy_game: Any) -> None:
    business = group(1.0, 4, conditional_on_proposal=True)
    stages = {
        "formulation": {"start": "2000-01-01", "proposal": "2000-01-01", "quality": 0.25},
        "voting": {"deadline": "2000-05-24"},
    }
    field = field_of(toy_game(others={"business": business}, stages=stages))
    assert field.engagement[0, 5] == 0.25
    assert field.budget[0] == pytest.approx(4.0)
    felt = field_of(
        toy_game(others={"business": business}, stages=stages, parameters=coefficients(pi=4))
    )
    assert felt.budget[0] == pytest.approx(4.0 * math.exp(4 * (0.25 - 0.5)))


def test_an_actor_conditional_on_a_proposal_that_never_comes_does_nothing(toy_game: Any) -> None:
    business = group(1.0, 4, conditional_on_proposal=True)
    stages = {
        "formulation": {"start": "2000-05-01", "work_days": 100},
        "voting": {"deadline": "2000-05-24"},
    }
    field = field_of(toy_game(others={"business": business}, stages=stages))
    assert field.engagement[0, 5] == 0.0
    assert field.budget[0] == 0.0


def test_members_spend_only_where_their_bloc_has_a_capacity(toy_game: Any) -> None:
    assert field_of(toy_game()).budget[0] == 0.0
    game = toy_game(members={"capacity": 2})
    field = field_of(game)
    assert field.budget[0] == pytest.approx(4.0)
    assert field.spenders.tolist() == [0, 1, 2, 3, 4]


def test_a_bloc_divides_its_capacity_among_all_its_members(toy_game: Any) -> None:
    whigs = {
        "level": "legislature",
        "seats": {"house": 3, "senate": 1},
        "position": {"openness": 1.0},
        "capacity": 2,
    }
    rule = {
        "all": [
            {"chamber": "house", "quota": 4, "of": 8},
            {"chamber": "senate", "quota": 1, "of": 1},
        ]
    }
    field = field_of(toy_game(others={"whigs": whigs}, rule=rule))
    assert field.spends[0].tolist() == pytest.approx([0.5] * 4)
    assert field.budget[0] == pytest.approx(2.0)


def test_each_member_of_a_split_bloc_spends_on_its_own_side(toy_game: Any) -> None:
    split = {
        "level": "legislature",
        "seats": {"house": 2},
        "position": {"openness": 0.5},
        "spread": {"openness": 1.0},
        "capacity": 2,
    }
    field = field_of(toy_game((), quota=1, others={"split": split}))
    # quantiles -0.674 and 0.674 of a spread of 1 are cut to the ends of the axis
    assert field.chambers[0].surplus[0].tolist() == pytest.approx([-0.6, 0.6])
    # of the one who loses it is not known whether it joined a campaign
    assert (field.budget[0], field.fund[0]) == (pytest.approx(1.0), pytest.approx(0.75))


def test_without_an_actor_its_purse_is_gone_from_both_sides(toy_game: Any) -> None:
    field = field_of(toy_game(others={"exporters": group(1.0, 3), "unions": group(0.0, 2)}))
    assert field.without(6).fund[0] == 0.0
    assert field.without(6).budget[0] == pytest.approx(3.0)
    assert field.fund[0] == pytest.approx(2.0)


def test_shocks_reach_members_by_bill_party_bloc_and_member(toy_game: Any) -> None:
    game = toy_game(
        (1.0,),
        quota=1,
        members={"party": "D"},
        parameters={"shocks": {"bill": 9, "party": 9, "bloc": 0.001, "member": 0.0001}}
        | coefficients(s_a=0.1, s_p=0.01),
    )
    one = np.ones((1, 1))
    for shocked, expected in (("bill", 0.1), ("party", 0.01), ("bloc", 0.001), ("member", 0.0001)):
        hit = game.replace(shocks=replace(game.shocks, **{shocked: one}))
        surplus = actor_surplus(hit)
        chamber = chambers_of(hit, surplus, np.full((1, 1), np.nan))[0]
        assert chamber.surplus[0, 0] == pytest.approx(0.6 + expected)
        assert surplus.total[0, 0] == pytest.approx(0.6)


def test_willingness_as_a_climate_lifts_whoever_is_willing(toy_game: Any) -> None:
    willing = {"payoff": 0.5, "polarization": 0, "opposition": 0}
    made = toy_game(members={"willingness": willing}, parameters=coefficients(rho=0.3))
    field = field_of(made)
    lift = 0.3 * ((0.5 + 1 + 1) / 3 - 0.5)
    gains = [-0.6 + lift, -0.5 + lift, lift, 0.5 + lift, 0.6 + lift]
    assert field.chambers[0].surplus[0].tolist() == pytest.approx(gains)
    assert field.chambers[0].entry[0].tolist() == pytest.approx(gains)


def test_where_votes_are_certain_a_loser_enters_at_its_loss_over_its_willingness(
    toy_game: Any,
) -> None:
    willing = {"payoff": 0.5, "polarization": 0.5, "opposition": 0.5}
    field = field_of(certain(toy_game(members={"willingness": willing})))
    assert field.chambers[0].entry[0].tolist() == pytest.approx([-1.2, -1.0, 0.0, 0.5, 0.6])


def test_where_votes_are_certain_who_does_not_bargain_cannot_be_bought(toy_game: Any) -> None:
    zero_sum = {"payoff": 0, "polarization": 1, "opposition": 1}
    field = field_of(certain(toy_game(members={"willingness": zero_sum})))
    assert field.chambers[0].entry[0, :2].tolist() == [-np.inf, -np.inf]
    assert field.chambers[0].entry[0, 4] == pytest.approx(0.6)
