"""Laws of the price of ratification in one chamber, each provable from its definition."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from winset.kernels.price import sorted_robust_quota
from winset.solvers.coalitions.chamber_price import chamber_price, chamber_price_by_size

settings.register_profile("price laws", deadline=None, max_examples=150, derandomize=True)
LAWS = settings.get_profile("price laws")

# Grids of eighths meet ties and exact indifference often; free floats meet everything else.
surplus = st.one_of(
    st.integers(-40, 40).map(lambda eighths: eighths / 8), st.floats(-10, 10, allow_nan=False)
)
unbuyable = st.just(-math.inf)
members = st.lists(st.one_of(surplus, surplus, surplus, unbuyable), min_size=1, max_size=14)
funds = st.one_of(st.just(0.0), st.integers(0, 80).map(lambda e: e / 8), st.floats(0, 50))
increase = st.one_of(st.integers(0, 40).map(lambda eighths: eighths / 8), st.floats(0, 10))


@st.composite
def games(draw: st.DrawFn) -> tuple[list[float], int, float]:
    chamber = draw(members)
    return chamber, draw(st.integers(1, len(chamber))), draw(funds)


Game = tuple[list[float], int, float]


def price(chamber: list[float], quota: int, fund: float) -> float:
    return chamber_price(chamber, quota=quota, fund=fund).price


def at_most(smaller: float, larger: float, scale: float = 0.0) -> bool:
    if math.isinf(larger):
        return True
    return smaller <= larger + 1e-10 * (1.0 + abs(larger) + scale)


def same(left: float, right: float, scale: float = 0.0) -> bool:
    return left == right or (at_most(left, right, scale) and at_most(right, left, scale))


@LAWS
@given(games(), st.data())
def test_a_more_willing_member_never_raises_the_price(game: Game, data: st.DataObject) -> None:
    chamber, quota, fund = game
    finite = [min(value, 10.0) if value > -math.inf else -1.0 for value in chamber]
    low = data.draw(st.lists(st.floats(0.05, 1), min_size=len(chamber), max_size=len(chamber)))
    who = data.draw(st.integers(0, len(chamber) - 1))
    high = list(low)
    high[who] = data.draw(st.floats(low[who], 1))

    def entry(willingness: list[float]) -> list[float]:
        pairs = zip(finite, willingness, strict=True)
        return [value if value >= 0 else value / w for value, w in pairs]

    assert at_most(price(entry(high), quota, fund), price(entry(low), quota, fund))


@LAWS
@given(games(), st.data(), increase)
def test_a_member_who_gains_more_lowers_the_price_by_at_most_that(
    game: Game, data: st.DataObject, more: float
) -> None:
    chamber, quota, fund = game
    who = data.draw(st.integers(0, len(chamber) - 1))
    assume(chamber[who] > -math.inf)
    better = [*chamber[:who], chamber[who] + more, *chamber[who + 1 :]]
    before, after = price(chamber, quota, fund), price(better, quota, fund)
    assert at_most(after, before)
    assert at_most(before, after + more) or math.isinf(before) == math.isinf(after) is True


@LAWS
@given(games(), increase)
def test_price_never_falls_with_the_fund_and_rises_at_most_in_proportion_to_the_coalition(
    game: Game, more: float
) -> None:
    chamber, quota, fund = game
    before = chamber_price(chamber, quota=quota, fund=fund)
    after = price(chamber, quota, fund + more)
    assert at_most(before.price, after)
    if before.outcome == "solved":
        # Paying everybody in the coalition more / (m - k + 1) restores it.
        top_up = before.size * more / (before.size - quota + 1)
        assert at_most(after, before.price + top_up, fund + more)


@LAWS
@given(games())
def test_price_never_falls_with_the_quota(game: Game) -> None:
    chamber, _, fund = game
    prices = [price(chamber, quota, fund) for quota in range(len(chamber) + 2)]
    assert prices[0] == 0.0
    assert prices[-1] == math.inf
    for lower, higher in pairwise(prices):
        assert at_most(lower, higher, fund)


@LAWS
@given(games(), st.randoms(use_true_random=False))
def test_relabelling_permutes_the_payments_and_changes_no_price(game: Game, random: object) -> None:
    chamber, quota, fund = game
    order = list(range(len(chamber)))
    random.shuffle(order)  # type: ignore[attr-defined]
    here = chamber_price(chamber, quota=quota, fund=fund)
    there = chamber_price([chamber[i] for i in order], quota=quota, fund=fund)
    assert (here.price, here.size, here.level) == (there.price, there.size, there.level)
    # Members who differ by less than a payment's rounding are paid in the order they stand.
    level = [round(surplus, 12) for surplus in chamber]
    pairs_here = sorted(zip(level, here.payments.tolist(), strict=True))
    pairs_there = sorted(zip([level[i] for i in order], there.payments.tolist(), strict=True))
    assert pairs_here == pairs_there


@LAWS
@given(games(), st.sampled_from([0.25, 2.0, 435 / 100, 1e3]))
def test_scaling_surpluses_and_fund_scales_the_price(game: Game, factor: float) -> None:
    chamber, quota, fund = game
    rounded = [round(value, 6) if value > -math.inf else value for value in chamber]
    scaled = price([factor * value for value in rounded], quota, factor * fund)
    plain = factor * price(rounded, quota, fund)
    assert same(scaled, plain, factor * (fund + 10))


@LAWS
@given(games(), st.one_of(surplus, unbuyable))
def test_one_more_member_never_raises_the_price_at_the_same_quota(
    game: Game, newcomer: float
) -> None:
    chamber, quota, fund = game
    assert at_most(price([*chamber, newcomer], quota, fund), price(chamber, quota, fund))


@LAWS
@given(games())
def test_a_member_who_cannot_be_bought_changes_nothing_at_the_same_quota(game: Game) -> None:
    chamber, quota, fund = game
    with_one = chamber_price([*chamber, -math.inf], quota=quota, fund=fund)
    without = chamber_price(chamber, quota=quota, fund=fund)
    assert (with_one.price, with_one.size) == (without.price, without.size)


@LAWS
@given(games())
def test_one_more_vote_already_safe_is_worth_one_less_to_find(game: Game) -> None:
    """A member no fund can reach votes for it: the rest need one vote fewer."""
    chamber, quota, fund = game
    largest = max([fund, *chamber]) + 1.0
    fortress = price([*chamber, largest], quota, fund)
    if quota == 1:
        assert fortress == 0.0
    else:
        assert same(fortress, price(chamber, quota - 1, fund), fund)


@LAWS
@given(games())
def test_price_lies_between_plain_entry_and_a_level_schedule(game: Game) -> None:
    chamber, quota, fund = game
    answer = chamber_price(chamber, quota=quota, fund=fund)
    ranked = sorted(chamber, reverse=True)
    assert at_most(price(chamber, quota, 0.0), answer.price)
    by_size = chamber_price_by_size(chamber, quota=quota, fund=fund)
    for size, cost in enumerate(by_size.tolist(), start=quota):
        level = fund / (size - quota + 1)
        schedule = sum(max(0.0, level - value) for value in ranked[:size])
        assert at_most(cost, schedule, fund)
        assert at_most(answer.price, cost)


@LAWS
@given(games(), st.integers(-40, 0).map(lambda eighths: eighths / 8))
def test_with_equal_losers_it_is_the_level_schedule_of_the_best_size(
    game: Game, loss: float
) -> None:
    chamber, quota, fund = game
    count = len(chamber)
    by_size = chamber_price_by_size([loss] * count, quota=quota, fund=fund)
    for size, cost in enumerate(by_size.tolist(), start=quota):
        assert same(cost, size * (fund / (size - quota + 1) - loss), fund)


@LAWS
@given(games())
def test_every_answer_verifies(game: Game) -> None:
    chamber, quota, fund = game
    check = chamber_price(chamber, quota=quota, fund=fund).verify()
    assert check, check.failed


@LAWS
@given(games(), st.data())
def test_answers_verify_when_amounts_differ_by_many_digits(game: Game, data: st.DataObject) -> None:
    chamber, quota, fund = game
    powers = st.integers(-12, 14).map(lambda power: 10.0**power)
    mixed = [worth * data.draw(powers) for worth in chamber]
    check = chamber_price(mixed, quota=quota, fund=fund * data.draw(powers)).verify()
    assert check, check.failed


@LAWS
@given(games())
def test_no_payment_lifts_a_member_above_the_level_or_skips_a_lower_one(game: Game) -> None:
    chamber, quota, fund = game
    answer = chamber_price(chamber, quota=quota, fund=fund)
    inside = np.isin(answer.labels, answer.coalition)
    worth = (answer.entry_surplus + answer.payments)[inside]
    topped = answer.payments[inside] > np.maximum(-answer.entry_surplus[inside], 0.0) + 1e-9
    if topped.any():
        assert worth[topped].max() <= answer.level * (1 + 1e-9) + 1e-9
        assert worth[topped].max() <= worth.min() + 1e-9


@LAWS
@given(games(), st.floats(0, 60), increase)
def test_robust_quota_rises_with_the_budget_and_falls_with_the_fund(
    game: Game, budget: float, more: float
) -> None:
    chamber, _, fund = game
    ranked = np.array(sorted(chamber, reverse=True))
    robust = sorted_robust_quota(ranked, fund, budget)
    assert price(chamber, robust, fund) <= budget * (1 + 1e-12)
    assert price(chamber, robust + 1, fund) > budget
    # A hair of room: two budgets a rounding apart may stand on the two sides of one price.
    assert sorted_robust_quota(ranked, fund, budget * (1 + 1e-9) + more + 1e-9) >= robust
    assert sorted_robust_quota(ranked, fund + more, budget) <= sorted_robust_quota(
        ranked, fund, budget * (1 + 1e-9) + 1e-9
    )
