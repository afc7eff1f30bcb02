"""Minimal winning, blocking, connected and cheapest coalitions, and De Swaan's pivots."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from winset.foundation.errors import InputError
from winset.games.rule import Player, Rule, Vote
from winset.solvers.coalitions.chamber_price import chamber_price
from winset.solvers.coalitions.connected import connected_minimal_winning
from winset.solvers.coalitions.least_cost import least_cost_coalition
from winset.solvers.coalitions.minimal_winning import (
    iterate_minimal_winning,
    minimal_blocking_coalitions,
    minimal_winning_coalitions,
)
from winset.solvers.coalitions.policy_distance import balance_pivots, de_swaan_pivots

WEIGHTS, NAMES = [20, 15, 10, 30, 25], ["A", "B", "C", "D", "E"]
PLACES = [1, 2, 3, 4, 5]


def test_minimal_coalitions_of_a_bill_need_two_chambers_and_the_president_or_an_override() -> None:
    seats = {"h": {"h1": 1, "h2": 1, "h3": 1}, "s": {"s1": 1, "s2": 1, "s3": 1}}
    rule = Rule(Vote("h", 2) & Vote("s", 2) & Player("p") | Vote("h", 3) & Vote("s", 3), seats)
    found = minimal_winning_coalitions(rule)
    assert found.count == 9 + 1
    assert found.verify()
    assert found.minimum_size is None
    assert found.fewest_members == 5
    assert "not a single weighted vote" in found.to_dict()["reason"]
    blocking = minimal_blocking_coalitions(rule)
    assert blocking.verify()
    assert ("h1", "h2") in (blocking.coalitions or ())
    assert "minimal_blocking" in blocking.to_dict()


def test_more_than_the_limit_are_counted_and_not_listed() -> None:
    found = minimal_winning_coalitions([1] * 40, quota=21)
    assert found.count == math.comb(40, 21)
    assert found.coalitions is None
    assert "more than the limit" in found.to_dict()["reason"]
    assert found.verify()


def test_members_can_be_asked_for_and_barred_and_sizes_capped() -> None:
    found = minimal_winning_coalitions(
        WEIGHTS, quota=51, names=NAMES, including=["A"], excluding=["E"], largest=3
    )
    assert found.coalitions == (("A", "B", "D"), ("A", "C", "D"))
    assert found.filtered
    assert found.verify()
    none = minimal_winning_coalitions([2, 1, 0], quota=2, including=["3"])
    assert none.count == 0


def test_very_many_coalitions_come_one_by_one() -> None:
    first = list(islice(iterate_minimal_winning([1] * 200, quota=101), 3))
    assert len(set(first)) == 3
    assert all(len(c) == 101 for c in first)


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({"including": ["X"]}, "not a player"),
        ({"including": ["A"], "excluding": ["A"]}, "both in and out"),
        ({"largest": -1}, "0 or more"),
        ({"limit": -1}, "0 or more"),
    ],
)
def test_filters_without_meaning_are_refused(keywords, message) -> None:
    with pytest.raises(InputError, match=message):
        minimal_winning_coalitions(WEIGHTS, quota=51, names=NAMES, **keywords)


def test_the_minimum_size_is_in_the_unit_of_the_weights() -> None:
    assert minimal_winning_coalitions([0.5, 0.3, 0.2], quota=0.6).minimum_size == 0.7
    assert minimal_winning_coalitions([20, 30, 50], quota=45).minimum_size == 50
    assert minimal_winning_coalitions([20, 30, 50], quota=45).lightest == (("3",), ("1", "2"))


def test_verify_sees_a_wrong_list_and_a_wrong_count() -> None:
    found = minimal_winning_coalitions(WEIGHTS, quota=51, names=NAMES)
    assert found.verify()
    assert not replace(found, count=7).verify()
    assert not replace(found, coalitions=(("A",), *(found.coalitions or ())[1:])).verify()
    assert "6 minimal winning coalitions" in found.summary()
    assert len(found.to_frame()) == 6


def test_connected_coalitions_leap_over_nobody() -> None:
    found = connected_minimal_winning(WEIGHTS, PLACES, quota=51, names=NAMES)
    assert found.coalitions == (("B", "C", "D"), ("D", "E"))
    assert found.verify()
    assert not replace(found, coalitions=(("A", "D"),)).verify()
    assert "2 minimal connected" in found.summary()
    assert found.to_frame()["to"].tolist() == [4, 5]


def test_players_at_one_place_may_join_one_without_the_other() -> None:
    found = connected_minimal_winning([2, 2, 1], [0.5, 0.5, 1.0], quota=3)
    assert found.coalitions == (("1", "2"), ("1", "3"), ("2", "3"))
    assert found.verify()


def test_a_minimal_connected_coalition_may_carry_a_passenger_in_the_middle() -> None:
    found = connected_minimal_winning([3, 0, 3], [0, 1, 2], quota=6, names=["A", "B", "C"])
    assert found.coalitions == (("A", "B", "C"),)
    assert found.verify()


@pytest.mark.parametrize(
    ("positions", "message"),
    [
        ([1, 2], "2 positions for 5"),
        ({"A": 1}, "no position for B"),
        ([1, 2, 3, 4, float("nan")], "finite"),
        (dict.fromkeys([*NAMES, "X"], 0.0), "not players"),
    ],
)
def test_positions_without_meaning_are_refused(positions, message) -> None:
    with pytest.raises(InputError, match=message):
        connected_minimal_winning(WEIGHTS, positions, quota=51, names=NAMES)


def test_a_crowd_at_one_place_is_refused_with_what_to_do() -> None:
    with pytest.raises(InputError, match="one bloc"):
        connected_minimal_winning([1] * 20, [0.5] * 20, quota=11)


def test_the_balance_is_held_where_neither_side_outweighs_the_other_by_more() -> None:
    assert balance_pivots(WEIGHTS, PLACES).tolist() == [False, False, False, True, False]
    assert balance_pivots([1, 1], [0, 1]).tolist() == [True, True]
    assert balance_pivots([1, 0, 1], [0, 0.5, 1]).tolist() == [True, False, True]
    assert balance_pivots([0.1, 0.2, 0.3], [0, 1, 2]).tolist() == [False, True, True]
    assert balance_pivots(np.ones(435), np.arange(435)).sum() == 1


@pytest.mark.parametrize(
    ("weights", "positions"), [([1], [1, 2]), ([-1], [0]), ([1], [math.nan]), ([math.inf], [0])]
)
def test_a_balance_without_meaning_is_refused(weights, positions) -> None:
    with pytest.raises(InputError):
        balance_pivots(weights, positions)


def test_coalitions_expect_the_policy_of_their_pivot() -> None:
    reading = de_swaan_pivots(WEIGHTS, PLACES, 51, names=NAMES)
    assert reading.pivots == ("D",)
    by_members = {"".join(c.members): c for c in reading.coalitions}
    assert by_members["BCD"].policy == 4
    assert by_members["ABCD"].policy == 3
    assert by_members["ABCD"].pivots == ("C",)
    assert reading.distance("A", by_members["BCD"]) == 3
    assert reading.verify()
    assert "Pivot of the body: D" in reading.summary()
    assert len(reading.to_frame()) == len(reading.coalitions)
    everything = de_swaan_pivots(WEIGHTS, PLACES, 51, names=NAMES, closed=False)
    assert len(everything.coalitions) > len(reading.coalitions)
    assert everything.verify()


def test_a_coalition_all_of_another_prefer_to_leave_is_dominated() -> None:
    # L and M both prefer L-M, at 0, to M-R, at 1: M is nearer to 0 than to 1.
    reading = de_swaan_pivots([4, 3, 4], [0, 0.4, 1], 7, names=["L", "M", "R"])
    assert {"".join(c.members) for c in reading.coalitions if c.dominated} == {"MR"}
    assert reading.verify()
    split = de_swaan_pivots([3, 1, 1, 3], [0, 0.1, 0.2, 1.0], 4, closed=False)
    assert any(c.dominated for c in split.coalitions)
    assert split.verify()


def test_too_many_players_for_all_coalitions_are_refused() -> None:
    with pytest.raises(InputError, match="closed=True"):
        de_swaan_pivots([1] * 17, list(range(17)), 9, closed=False)


def test_the_cheapest_coalition_is_found_in_any_rule() -> None:
    answer = least_cost_coalition([4, 3, 2, 1], [9, 4, 3, 1], quota=6)
    assert answer.coalition == ("2", "3", "4")
    assert answer.cost == 8
    assert answer.verify()
    rule = Rule(Vote("h", 2) & Player("p") | Vote("h", 3), {"h": {"a": 1, "b": 1, "c": 1}})
    bought = least_cost_coalition(rule, {"a": 1, "b": 2, "c": 4, "p": 5})
    assert bought.coalition == ("a", "b", "c")
    assert bought.verify()
    assert not replace(bought, payments={"a": 0.5, "b": 2, "c": 4}).verify()
    assert "cheapest coalition costs 7" in bought.summary()
    assert bought.to_frame().loc["p", "payment"] == 0


def test_those_who_gain_come_free_and_those_who_cannot_be_had_stay_out() -> None:
    answer = least_cost_coalition([1, 1, 1], [-1, 5, math.inf], quota=2)
    assert answer.cost == 5
    assert "cannot be bought" in answer.to_dict()["reason"]
    assert answer.to_dict()["prices"]["3"] is None
    none = least_cost_coalition([1, 1, 1], [1, math.inf, math.inf], quota=2)
    assert none.outcome == "infeasible"
    assert none.cost is None
    assert none.verify()
    assert "do not win together" in none.summary()


def test_with_equal_votes_and_a_fund_it_is_the_price_of_ratification() -> None:
    draw = random.Random(8)  # noqa: S311
    for _ in range(8):
        n = draw.randint(2, 7)
        prices = [round(draw.uniform(-1, 2), 3) for _ in range(n)]
        quota, fund = draw.randint(n // 2 + 1, n), draw.choice([0.5, 1.0, 2.0])
        answer = least_cost_coalition([1] * n, prices, quota=quota, fund=fund)
        price = chamber_price([-p for p in prices], quota=quota, fund=fund).price
        assert answer.cost == pytest.approx(price, abs=1e-6)
        assert answer.verify()


def test_unequal_votes_withstand_a_fund() -> None:
    answer = least_cost_coalition([5, 4, 3, 2, 1], [1, 1, 1, 1, 1], quota=8, fund=2)
    assert answer.verify()
    assert not replace(answer, fund=50.0).verify()


@pytest.mark.parametrize(
    ("prices", "keywords", "message"),
    [
        ([1], {}, "1 prices for 2"),
        ([1, math.nan], {}, "price of 2"),
        ([1, -math.inf], {}, "price of 2"),
        ({"1": 1}, {}, "no price for 2"),
        ([1, 1], {"fund": -1}, "0 or more"),
        ([1, 1], {"fund": math.inf}, "finite"),
    ],
)
def test_prices_without_meaning_are_refused(prices, keywords, message) -> None:
    with pytest.raises(InputError, match=message):
        least_cost_coalition([1, 1], prices, quota=1, **keywords)


def test_a_fund_with_a_compound_rule_is_sent_to_the_price_of_ratification() -> None:
    rule = Rule(Vote("h", 1) & Player("p"), {"h": {"a": 1}})
    with pytest.raises(InputError, match="price of ratification"):
        least_cost_coalition(rule, [1, 1], fund=1)
