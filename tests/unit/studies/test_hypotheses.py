"""Both hypotheses at likely values: elasticities and where the verdict would turn."""

from __future__ import annotations

import math
from typing import Any

import pytest

from winset.solvers.coalitions.contributions import field_of
from winset.solvers.coalitions.deadlock import deadlock_coalition
from winset.solvers.coalitions.ratification_price import price_in
from winset.studies.hypotheses import hypotheses

WILLING = {"payoff": 0.5, "polarization": 0.0, "opposition": 0.0}


def group(ideal: float, capacity: float, **more: Any) -> dict[str, Any]:
    return {"level": "group", "position": {"openness": ideal}, "capacity": capacity} | more


def read(game: Any) -> Any:
    field = field_of(game)
    return hypotheses(field, price_in(field), deadlock_coalition(field))


def test_without_a_fund_the_price_is_inverse_to_willingness(toy_game: Any) -> None:
    found = read(toy_game(quota=4, members={"willingness": WILLING})).H1
    assert found.elasticity == pytest.approx(-1.0)
    assert (found.sign, found.by_construction, found.now) == ("negative", True, 1.0)


def test_willingness_turns_the_verdict_where_the_budget_covers_the_price(toy_game: Any) -> None:
    # Price 0.5/w against 0.8: w = 0.625, that is 1.25 times the coded 0.5.
    others = {"exporters": group(1.0, 0.8)}
    found = read(toy_game(quota=4, members={"willingness": WILLING}, others=others)).H1
    assert found.flips_at == pytest.approx(1.25, abs=0.005)


def test_engagement_of_supporters_scales_what_they_can_pay(toy_game: Any) -> None:
    pivotal = {"impact": 0.8, "cost_of_staying_out": 0.8, "resources": 0.8}
    others = {"exporters": group(1.0, 0.8, pivotal=pivotal)}
    found = read(toy_game(quota=4, members={"willingness": WILLING}, others=others)).H1
    assert found.engagement_elasticity == pytest.approx(1.0)


def test_with_a_fund_the_price_rises_with_cohesion(toy_game: Any) -> None:
    # Three members cost 3F - 1.1 from F = 0.6 on; a fourth, 0.5 + F, is cheaper only beyond 0.8.
    found = read(toy_game(others={"unions": group(0.0, 0.7)})).H2
    above, below = 3 * 0.707 - 1.1, 3 * 0.693 - 1.1
    expected = math.log(above / below) / math.log(1.01 / 0.99)
    assert found.elasticity == pytest.approx(expected)
    assert (found.sign, found.by_construction) == ("positive", True)
    assert found.now == pytest.approx(1.0)


def test_cohesion_turns_the_verdict_where_the_price_meets_the_budget(toy_game: Any) -> None:
    # Budget 1 covers 3F - 1.1 from F = 0.7 down, that is at 0.875 of full cohesion.
    others = {"unions": group(0.0, 0.8), "exporters": group(1.0, 1.0)}
    assert read(toy_game(others=others)).H2.flips_at == pytest.approx(0.875, abs=0.003)


def test_without_opponents_that_spend_there_is_no_elasticity(toy_game: Any) -> None:
    found = read(toy_game(quota=4)).H2
    assert found.elasticity is None
    assert found.reason == "nobody spends against the bill"


def test_a_price_of_zero_has_no_elasticity_and_says_so(toy_game: Any) -> None:
    found = read(toy_game(quota=3)).H1
    assert found.elasticity is None
    assert found.reason == "the price is zero"


def test_where_nothing_buys_ratification_it_says_so(toy_game: Any) -> None:
    zero_sum = {"payoff": 0.0, "polarization": 0.0, "opposition": 0.0}
    found = read(toy_game(quota=4, members={"willingness": zero_sum})).H1
    assert found.elasticity is None
    assert "nothing buys" in str(found.reason)
