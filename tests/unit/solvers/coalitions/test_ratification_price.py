"""The price of ratification over chambers, clauses, veto players and the gatekeeper."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.unit.toy_model import certain

from winset.solvers.coalitions.contributions import field_of
from winset.solvers.coalitions.ratification_price import ratification_price, unopposed_price

HOUSE = {"chamber": "house", "quota": 4, "of": 5}


def group(ideal: float, capacity: float = 0.0, **more: Any) -> dict[str, Any]:
    fields = {"level": "group", "position": {"openness": ideal}, "capacity": capacity}
    return fields | {"joined": {"value": True}} | more


def official(ideal: float, capacity: float = 0.0, **more: Any) -> dict[str, Any]:
    return group(ideal, capacity, **more) | {"level": "executive"}


def senator(ideal: float) -> dict[str, Any]:
    return {"level": "legislature", "seats": {"senate": 1}, "position": {"openness": ideal}}


@pytest.mark.parametrize(("quota", "price"), [(1, 0.0), (3, 0.0), (4, 0.5), (5, 1.1)])
def test_without_a_fund_the_cheapest_losses_are_paid(
    toy_game: Any, quota: int, price: float
) -> None:
    assert ratification_price(toy_game(quota=quota)).price[0] == pytest.approx(price)


def test_half_the_willingness_doubles_the_price(toy_game: Any) -> None:
    willing = {"payoff": 0.5, "polarization": 0.5, "opposition": 0.5}
    game = certain(toy_game(quota=4, members={"willingness": willing}))
    assert ratification_price(game).price[0] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("joined", "price", "enough"),
    [(False, 0.4, True), (True, 1.3, False)],
)
def test_opponents_that_join_forces_are_worth_more_than_a_budget_of_one(
    toy_game: Any, joined: bool, price: float, enough: bool
) -> None:
    # Apart they have a fund of 0.4, together 0.8. Against 0.4 three members of surplus 0, 0.5 and
    # 0.6 need only the first raised to 0.4; against 0.8 each must be worth 0.8: 0.8 + 0.3 + 0.2.
    joins = {"value": joined}
    others = {
        "left": group(0.0, 0.4, no_agreement=-2.0, joined=joins),
        "right": group(1.0, 0.4, no_agreement=-2.0, joined=joins),
        "exporters": group(1.0, 1.0),
    }
    answer = ratification_price(toy_game(others=others))
    assert answer.price[0] == pytest.approx(price, abs=5e-6)
    assert answer.affordable[0] == enough


def test_the_weight_of_a_chamber_converts_price_and_fund(toy_game: Any) -> None:
    others = {f"s{n}": senator(ideal) for n, ideal in enumerate((0.25, 0.25, 0.25))}
    rule = {"chamber": "senate", "quota": 2, "of": 3}
    fund = {"unions": group(0.0, 2.0)}
    # S = -0.5 each, weight 4: F/4 = 0.5. Two bought: 2 (0.5 + 0.5); three: 3 (0.5 + 0.25) = 2.25.
    game = toy_game((), others=others | fund, rule=rule)
    assert ratification_price(game).price[0] == pytest.approx(4 * 2.0)
    # At face value F = 2: two cost 2 (0.5 + 2) = 5, three 3 (0.5 + 1) = 4.5.
    face = toy_game(
        (), others=others | fund, rule=rule, parameters={"fund_conversion": "face-value"}
    )
    assert ratification_price(face).price[0] == pytest.approx(4 * 4.5)


def test_chambers_that_are_both_needed_add_up(toy_game: Any) -> None:
    rule = {"all": [HOUSE, {"chamber": "senate", "quota": 1, "of": 1}]}
    answer = ratification_price(toy_game(others={"s": senator(0.25)}, rule=rule))
    assert answer.price[0] == pytest.approx(0.5 + 4 * 0.5)
    assert [float(c.price[0]) for c in answer.chambers] == pytest.approx([0.5, 2.0])


def test_the_cheapest_clause_sets_the_price(toy_game: Any) -> None:
    easy = {"chamber": "house", "quota": 3, "of": 5}
    hard = {"chamber": "house", "quota": 5, "of": 5}
    rule = {"any": [{"all": [easy, {"actor": "president"}]}, hard]}
    willing = ratification_price(toy_game(others={"president": official(1.0)}, rule=rule))
    opposed = ratification_price(toy_game(others={"president": official(0.0)}, rule=rule))
    assert willing.price[0] == 0.0
    assert opposed.price[0] == pytest.approx(1.1)
    assert int(opposed.chambers[0].quota[0]) == 5


def test_a_veto_player_that_loses_cannot_be_bought(toy_game: Any) -> None:
    rule = {"all": [HOUSE, {"actor": "president"}]}
    answer = ratification_price(toy_game(others={"president": official(0.0)}, rule=rule))
    assert answer.price[0] == np.inf
    assert answer.outcome == "infeasible"
    assert answer.to_dict()["price"] is None
    assert answer.summary().startswith("price none")


def test_a_veto_player_marked_compensable_is_paid_its_loss(toy_game: Any) -> None:
    rule = {"all": [HOUSE, {"actor": "president", "weight": 1}]}
    willing = {"payoff": 0.5, "polarization": 0.5, "opposition": 0.5}
    president = official(0.0, compensable=True, willingness=willing)
    game = certain(toy_game(others={"president": president}, rule=rule))
    answer = ratification_price(game)
    assert answer.price[0] == pytest.approx(0.5 + 0.6 / 0.5)


def test_acquiescence_can_be_paid_for(toy_game: Any) -> None:
    rule = {"all": [HOUSE, {"acquiescence": "farmers", "weight": 1}]}
    answer = ratification_price(toy_game(others={"farmers": group(0.0)}, rule=rule))
    assert answer.price[0] == pytest.approx(0.5 + 0.6)


def test_acquiescence_in_one_clause_does_not_make_a_veto_in_another_payable(
    toy_game: Any,
) -> None:
    veto = {"all": [{"chamber": "house", "quota": 3, "of": 5}, {"actor": "farmers"}]}
    silent = {"all": [HOUSE, {"acquiescence": "farmers", "weight": 1}]}
    answer = ratification_price(
        toy_game(others={"farmers": group(0.0)}, rule={"any": [veto, silent]})
    )
    assert answer.price[0] == pytest.approx(1.1)
    assert sorted(answer.clause_prices[0]) == [pytest.approx(1.1), np.inf]
    assert answer.verify(), answer.verify().failed


def test_who_must_consent_and_acquiesce_at_once_is_not_paid(toy_game: Any) -> None:
    rule = {"all": [HOUSE, {"acquiescence": "farmers", "weight": 1}, {"actor": "farmers"}]}
    answer = ratification_price(toy_game(others={"farmers": group(0.0)}, rule=rule))
    assert answer.price[0] == np.inf


def test_a_compensable_gatekeeper_named_by_the_rule_is_paid_once(toy_game: Any) -> None:
    rule = {"all": [HOUSE, {"actor": "speaker", "weight": 1}]}
    others = {"speaker": official(0.0, compensable=True)}
    answer = ratification_price(toy_game(others=others, rule=rule, calendar={"held_by": "speaker"}))
    assert answer.price[0] == pytest.approx(0.5 + 0.6)
    assert answer.verify(), answer.verify().failed


def test_lower_bound_is_the_price_without_opposition(toy_game: Any) -> None:
    game = toy_game(quota=4, others={"unions": group(0.0, 1.0)})
    assert unopposed_price(field_of(game))[0] == pytest.approx(0.5)
    assert ratification_price(game).price[0] > 0.5


class TestVerdicts:
    """Passes, stalls, withdrawn, fails: in this order of precedence."""

    def verdict(self, toy_game: Any, quota: int = 4, **fields: Any) -> str:
        return ratification_price(toy_game(quota=quota, **fields)).verdict_word()

    def test_a_budget_that_covers_the_price_exactly_passes(self, toy_game: Any) -> None:
        game = certain(toy_game(quota=4, others={"g": group(1.0, 0.5)}))
        assert ratification_price(game).verdict_word() == "passes"

    def test_a_budget_just_short_of_it_does_not(self, toy_game: Any) -> None:
        game = certain(toy_game(quota=4, others={"g": group(1.0, 0.4999999)}))
        assert ratification_price(game).verdict_word() == "fails"

    def test_with_a_supporter_at_the_calendar_the_bill_is_withdrawn(self, toy_game: Any) -> None:
        calendar = {"held_by": "speaker"}
        others = {"speaker": official(1.0)}
        assert self.verdict(toy_game, others=others, calendar=calendar) == "withdrawn"

    def test_who_prefers_a_recorded_defeat_lets_it_fail(self, toy_game: Any) -> None:
        calendar = {"held_by": "speaker", "prefers_recorded_defeat": True}
        others = {"speaker": official(1.0)}
        assert self.verdict(toy_game, others=others, calendar=calendar) == "fails"

    def test_a_losing_gatekeeper_stalls_even_if_he_likes_defeats(self, toy_game: Any) -> None:
        calendar = {"held_by": "speaker", "prefers_recorded_defeat": True}
        others = {"speaker": official(0.0), "g": group(1.0, 9)}
        assert self.verdict(toy_game, others=others, calendar=calendar) == "stalls"

    def test_a_paid_gatekeeper_lets_it_pass(self, toy_game: Any) -> None:
        others = {"speaker": official(0.0, compensable=True), "g": group(1.0, 1.1)}
        calendar = {"held_by": "speaker", "weight": 1}
        assert self.verdict(toy_game, quota=3, others=others, calendar=calendar) == "passes"

    def test_a_gatekeeper_nobody_can_afford_to_pay_stalls(self, toy_game: Any) -> None:
        others = {"speaker": official(0.0, compensable=True), "g": group(1.0, 0.5)}
        calendar = {"held_by": "speaker", "weight": 1}
        assert self.verdict(toy_game, others=others, calendar=calendar) == "stalls"

    def test_a_gatekeeper_who_can_be_paid_counts_all_the_same(self, toy_game: Any) -> None:
        others = {"speaker": official(0.0, compensable=True), "g": group(1.0, 1.0)}
        calendar = {"held_by": "speaker", "weight": 1}
        found = self.verdict(toy_game, others=others, calendar=calendar)
        assert found == "withdrawn"

    def test_a_proposal_that_is_not_ready_stalls_at_any_budget(self, toy_game: Any) -> None:
        stages = {
            "formulation": {"start": "2000-05-01", "work_days": 100},
            "voting": {"deadline": "2000-05-24"},
        }
        others = {"g": group(1.0, 9, lobbying={"from": "2000-01-01"})}
        assert self.verdict(toy_game, others=others, stages=stages) == "stalls"


class TestVotes:
    """Four readings of the votes in a chamber."""

    def test_unpaid_supporters_include_the_indifferent(self, toy_game: Any) -> None:
        assert ratification_price(toy_game(quota=4)).chambers[0].unpaid[0] == 3

    def test_bought_are_the_losers_in_the_cheapest_coalition(self, toy_game: Any) -> None:
        assert ratification_price(toy_game(quota=4)).chambers[0].bought[0] == 1

    @pytest.mark.parametrize(("budget", "robust"), [(0.0, 3), (0.49, 3), (0.5, 4), (1.1, 5)])
    def test_robust_is_the_largest_quota_the_budget_covers(
        self, toy_game: Any, budget: float, robust: int
    ) -> None:
        answer = ratification_price(toy_game(quota=4, others={"g": group(1.0, budget)}))
        assert answer.chambers[0].robust[0] == robust

    def test_the_rest_of_the_clause_is_paid_first(self, toy_game: Any) -> None:
        rule = {"all": [HOUSE, {"chamber": "senate", "quota": 1, "of": 1}]}
        others = {"s": senator(0.25), "g": group(1.0, 2.4)}
        house, senate = ratification_price(toy_game(others=others, rule=rule)).chambers
        assert (house.robust[0], senate.robust[0]) == (3, 0)

    def test_without_purses_supporters_vote_yes(self, toy_game: Any) -> None:
        answer = ratification_price(toy_game(quota=4))
        assert answer.recorded_votes(answer.chambers[0])[0] == 3
