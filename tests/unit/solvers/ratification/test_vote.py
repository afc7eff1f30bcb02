"""The vote as modelled: toy chambers whose tallies can be worked out by hand."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from tests.oracles.plain_vote_model import contest, expected_tally, fund

from winset.cases.model.parameters import Parameters
from winset.games.domestic import DomesticGame
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.coalitions.ratification_price import price_in
from winset.solvers.ratification.contest import net_purse_of_members, targeted
from winset.solvers.ratification.vote import vote_outcome
from winset.translate import coded_game

NOISE = 0.1
ZERO = {"mean": 0.0, "sd": 0.0}


def block(toy_parameters: Callable[..., Parameters], **set_: float) -> Parameters:
    """Parameters whose coefficients are all 0 but for those given."""
    names = [
        "gamma_0",
        "gamma_dir",
        "gamma_pkg",
        "gamma_clk",
        "s_a",
        "s_p",
        "s_t",
        "eta",
        "lambda",
        "rho",
        "pi",
        "phi",
    ]
    coefficients = {name: {"mean": set_.get(name, 0.0), "sd": 0.0} for name in names}
    shocks = {"bill": 0, "party": 0, "bloc": 0, "member": NOISE}
    model = {"coefficients": coefficients}
    return toy_parameters(shocks=shocks, vote_model=model)


@pytest.fixture
def modelled(toy_case: Any, toy_parameters: Any) -> Callable[..., DomesticGame]:
    """Give a maker of toy games whose votes are modelled."""

    def made(*args: Any, coefficients: dict[str, float] | None = None, **fields: Any):
        parameters = block(toy_parameters, **(coefficients or {}))
        return coded_game(toy_case(*args, **fields), parameters).likely

    return made


def test_without_purses_the_tally_is_the_sum_of_chances(modelled: Any) -> None:
    found = vote_outcome(field_of(modelled()))
    assert found.tally[0, 0] == pytest.approx(
        expected_tally([-0.6, -0.5, 0.0, 0.5, 0.6], 0.0, NOISE), abs=1e-9
    )
    assert found.verify()


def test_valence_moves_every_member_and_not_the_president(modelled: Any) -> None:
    president = {"president": {"level": "executive", "position": {"openness": 0.4}}}
    rule = {"all": [{"chamber": "house", "quota": 3, "of": 5}, {"actor": "president"}]}
    game = modelled(coefficients={"gamma_0": 0.55}, others=president, rule=rule)
    found = vote_outcome(field_of(game))
    shifted = [-0.05, 0.05, 0.55, 1.05, 1.15]
    assert found.tally[0, 0] == pytest.approx(expected_tally(shifted, 0.0, NOISE), abs=1e-9)
    assert found.verdict_word() == "fails"  # he loses 0.2 and no valence helps him


def test_direction_package_and_clock_add_their_valence(modelled: Any) -> None:
    weights = {"gamma_dir": 0.2, "gamma_pkg": 0.1, "gamma_clk": 0.05}
    clock = {"by": "2000-01-01", "source": "statute"}
    game = modelled(coefficients=weights, package=True, clock=clock)
    plain = vote_outcome(field_of(modelled()))
    found = vote_outcome(field_of(game))
    shifted = [s + 0.5 * 0.2 + 0.1 + 0.05 for s in (-0.6, -0.5, 0.0, 0.5, 0.6)]
    assert found.tally[0, 0] == pytest.approx(expected_tally(shifted, 0.0, NOISE), abs=1e-9)
    assert found.tally[0, 0] > plain.tally[0, 0]


def test_a_purse_goes_to_those_who_could_go_either_way() -> None:
    before = [-0.4, -0.1, 0.0, 0.15, 0.9]
    found = targeted(np.array([before]), np.array([0.02]), np.array([NOISE]))[0]
    assert found == pytest.approx(contest(before, 0.02, NOISE))
    assert found.sum() == pytest.approx(5 * 0.02)
    assert found[4] == 0.0
    assert found[2] == found.max()


def test_a_purse_that_finds_nobody_near_is_not_spent() -> None:
    far = np.array([[-2.0, 2.0]])
    assert not targeted(far, np.array([0.5]), np.array([NOISE])).any()


def test_both_purses_are_spent_once_over_the_chamber(modelled: Any) -> None:
    others = {
        "friends": {"level": "group", "position": {"openness": 1.0}, "capacity": 3},
        "foes": {
            "level": "group",
            "position": {"openness": 0.0},
            "capacity": 2,
            "joined": {"value": True},
        },
    }
    game = modelled(others=others)
    # Both stakes are full; the fund is whole since its only holder joined.
    assert net_purse_of_members(field_of(game))[0, 0] == pytest.approx((3.0 - 2.0) / 5.0)


def test_who_stays_outside_the_campaign_counts_half_and_cohesion_has_a_power(
    modelled: Any,
) -> None:
    def foe(capacity: float, joined: bool) -> dict[str, Any]:
        return {
            "level": "group",
            "position": {"openness": 0.0},
            "capacity": capacity,
            "joined": {"value": joined},
        }

    game = modelled(others={"one": foe(3, True), "two": foe(1, False)}, coefficients={"phi": 2.0})
    field = field_of(game)
    assert field.cohesion[0] == pytest.approx(0.75)
    assert field.fund[0] == pytest.approx(fund([3, 1], [1, 0], 0.75, 0.5, 2.0))


def test_splitting_a_group_in_two_changes_nothing(modelled: Any) -> None:
    def game(parts: int) -> DomesticGame:
        foes = {
            f"foe-{n}": {
                "level": "group",
                "position": {"openness": 0.0},
                "capacity": 4 / parts,
                "joined": {"value": True},
            }
            for n in range(parts)
        }
        return modelled(others=foes, coefficients={"phi": 1.5, "pi": 0.7})

    one, two = (vote_outcome(field_of(game(parts))) for parts in (1, 2))
    assert one.tally == pytest.approx(two.tally)


def test_a_small_joiner_cannot_destroy_the_fund(modelled: Any) -> None:
    def held(extra: dict[str, Any]) -> float:
        foe = {"level": "group", "position": {"openness": 0.0}, "capacity": 4}
        others = {"labour": foe | {"joined": {"value": True}}} | extra
        return float(field_of(modelled(others=others, coefficients={"phi": 1.0})).fund[0])

    small = {
        "small": {
            "level": "group",
            "position": {"openness": 0.0},
            "capacity": 0.01,
            "joined": {"value": False},
        }
    }
    assert held(small) == pytest.approx(held({}), rel=0.01)


def test_foreign_money_reaches_nobody_unless_named(modelled: Any) -> None:
    def tally(reach: list[str]) -> float:
        abroad = {"level": "foreign", "position": {"openness": 1.0}, "capacity": 9, "reach": reach}
        return float(vote_outcome(field_of(modelled(others={"abroad": abroad}))).tally[0, 0])

    assert tally([]) == pytest.approx(float(vote_outcome(field_of(modelled())).tally[0, 0]))
    assert tally(["house"]) > tally([])


def test_a_body_that_decides_by_unanimity_is_out_of_reach(modelled: Any) -> None:
    friends = {"friends": {"level": "group", "position": {"openness": 1.0}, "capacity": 9}}
    bound = modelled(quota=5, others=friends)
    free = modelled(quota=4, others=friends)
    tallies = [float(vote_outcome(field_of(game)).tally[0, 0]) for game in (bound, free)]
    assert tallies[0] == pytest.approx(float(vote_outcome(field_of(modelled())).tally[0, 0]))
    assert tallies[1] > tallies[0]


def test_the_holder_of_the_calendar_counts_and_has_a_stake(modelled: Any) -> None:
    def word(at: float, quota: int, **calendar: Any) -> str:
        leader = {"leader": {"level": "executive", "position": {"openness": at}}}
        held = {"held_by": "leader"} | calendar
        game = modelled(quota=quota, others=leader, calendar=held)
        return vote_outcome(field_of(game)).verdict_word()

    assert word(0.0, 2) == "stalls"
    assert word(1.0, 4) == "withdrawn"
    assert word(1.0, 4, prefers_recorded_defeat=True) == "fails"
    assert word(1.0, 2) == "passes"


def test_the_price_rests_on_the_surplus_before_anybody_is_paid(modelled: Any) -> None:
    game = modelled(quota=4, coefficients={"gamma_0": 0.3})
    # The fourth member now loses 0.2 instead of 0.5; nobody spends against it.
    assert price_in(field_of(game)).price[0] == pytest.approx(0.2)


def test_willingness_moves_votes_as_a_climate(modelled: Any) -> None:
    willing = {"payoff": 1.0, "polarization": 0.0, "opposition": 0.0}
    eager = modelled(members={"willingness": willing}, coefficients={"rho": 0.4})
    found = vote_outcome(field_of(eager))
    shifted = [s + 0.4 * 0.5 for s in (-0.6, -0.5, 0.0, 0.5, 0.6)]
    assert found.tally[0, 0] == pytest.approx(expected_tally(shifted, 0.0, NOISE), abs=1e-9)


def test_the_presidents_party_is_drawn_to_his_side(modelled: Any) -> None:
    def tally(at: float) -> float:
        chief = {"chief": {"level": "executive", "party": "D", "position": {"openness": at}}}
        game = modelled(
            members={"party": "D"},
            others=chief,
            chief_executive="chief",
            coefficients={"eta": 0.2},
        )
        return float(vote_outcome(field_of(game)).tally[0, 0])

    plain = float(vote_outcome(field_of(modelled())).tally[0, 0])
    assert tally(0.0) < plain < tally(1.0)
