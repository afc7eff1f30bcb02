"""The compiled price of one chamber, function by function."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from winset.foundation import tolerances
from winset.kernels import price as kernel
from winset.results.coalitions.chamber_price import attack_lower_bound


def descending(values: np.ndarray) -> np.ndarray:
    return np.sort(values)[::-1].copy()


def exact_price(surplus: list[float], quota: int, fund: float) -> Fraction:
    """Least over sizes of the greatest averaged attack, in rational arithmetic."""
    ranked = sorted((Fraction(value) for value in surplus), reverse=True)
    prices = []
    for size in range(quota, len(ranked) + 1):
        spare = size - quota + 1
        entry = sum((max(Fraction(0), -value) for value in ranked[:size]), Fraction(0))
        premium = Fraction(0)
        for attacked in range(spare, size + 1):
            held = sum((max(Fraction(0), v) for v in ranked[size - attacked : size]), Fraction(0))
            premium = max(premium, Fraction(fund) * attacked / spare - held)
        prices.append(entry + premium)
    return min(prices)


def random_chamber(rng: np.random.Generator, count: int) -> np.ndarray:
    values = rng.normal(0.0, 1.0, count)
    if rng.random() < 0.3:
        values = np.round(values)
    if rng.random() < 0.3:
        values[rng.random(count) < 0.2] = -np.inf
    return values


def test_the_tolerances_are_those_of_the_project() -> None:
    assert kernel.INDIFFERENCE == tolerances.INDIFFERENCE
    assert kernel.RELATIVE == tolerances.BUDGET_RELATIVE


@pytest.mark.parametrize("count", [1, 2, 3, 17, 435])
def test_sorting_puts_the_largest_first_and_leaves_the_input(count: int) -> None:
    values = random_chamber(np.random.default_rng(count), count)
    before = values.copy()
    ranked = np.empty(count)
    kernel.sort_descending(values, ranked)
    assert ranked.tolist() == sorted(before.tolist(), reverse=True)
    assert values.tolist() == before.tolist()


@pytest.mark.parametrize(
    ("surplus", "quota", "fund", "expected"),
    [
        ([-3.0] * 5, 3, 6.0, (24.0, 4, 3.0)),
        ([0.0] * 5, 3, 6.0, (10.0, 5, 2.0)),
        ([-10.0] * 5, 3, 6.0, (48.0, 3, 6.0)),
        ([2.0], 1, 5.0, (3.0, 1, 5.0)),
        ([-2.0], 1, 5.0, (7.0, 1, 5.0)),
        ([9.0, 8.0, 7.0], 2, 5.0, (0.0, 2, 8.0)),
    ],
)
def test_price_size_and_level_of_a_small_chamber(
    surplus: list[float], quota: int, fund: float, expected: tuple[float, int, float]
) -> None:
    assert kernel.sorted_price(np.array(surplus), quota, fund) == expected


def test_a_quota_of_nobody_costs_nothing() -> None:
    assert kernel.sorted_price(np.array([-5.0, -6.0]), 0, 100.0) == (0.0, 0, 0.0)


@pytest.mark.parametrize(
    ("surplus", "quota"), [([1.0, 1.0], 3), ([1.0, -np.inf], 2), ([-np.inf], 1)]
)
def test_too_few_members_at_any_price_make_it_infinite(surplus: list[float], quota: int) -> None:
    assert kernel.sorted_price(np.array(surplus), quota, 1.0) == (math.inf, 0, 0.0)


def test_a_member_who_cannot_be_bought_is_left_out() -> None:
    within = kernel.sorted_price(np.array([1.0, -1.0, -2.0]), 2, 3.0)
    beside = kernel.sorted_price(np.array([1.0, -1.0, -2.0, -np.inf, -np.inf]), 2, 3.0)
    assert beside == within


def test_among_equally_cheap_sizes_the_smallest_is_taken() -> None:
    by_size = kernel.sorted_price_by_size(np.full(5, -6.0), 3, 6.0)
    assert by_size.tolist() == [36.0, 36.0, 40.0]
    assert kernel.sorted_price(np.full(5, -6.0), 3, 6.0)[1] == 3


def test_sizes_that_need_a_member_who_cannot_be_bought_are_infinite() -> None:
    surplus = np.array([1.0, 0.0, -1.0, -np.inf])
    by_size = kernel.sorted_price_by_size(surplus, 2, 0.0)
    assert by_size.tolist() == [0.0, 1.0, math.inf]
    assert kernel.sorted_price_by_size(surplus, 4, 0.0).tolist() == [math.inf]
    assert kernel.sorted_price_by_size(surplus, 5, 0.0).size == 0


@pytest.mark.parametrize("seed", range(20))
def test_without_a_fund_it_is_exactly_the_smallest_losses_that_complete_the_quota(
    seed: int,
) -> None:
    rng = np.random.default_rng(seed)
    ranked = descending(rng.normal(-0.5, 3.0, int(rng.integers(1, 200))))
    quota = int(rng.integers(1, ranked.size + 1))
    losses = 0.0
    for value in ranked[:quota]:
        if value < 0:
            losses += -float(value)
    cost, size, _ = kernel.sorted_price(ranked, quota, 0.0)
    assert (cost, size) == (losses, quota)


@pytest.mark.parametrize("seed", range(150))
def test_price_matches_rational_arithmetic_at_every_magnitude(seed: int) -> None:
    rng = np.random.default_rng(seed)
    count = int(rng.integers(1, 25))
    surplus = rng.normal(0.0, 1.0, count) * 10.0 ** rng.integers(-6, 7, count)
    quota = int(rng.integers(1, count + 1))
    fund = float(10.0 ** rng.integers(-6, 7))
    found = kernel.sorted_price(descending(surplus), quota, fund)[0]
    expected = exact_price(surplus.tolist(), quota, fund)
    assert abs(Fraction(found) - expected) <= Fraction(1e-11) * max(expected, Fraction(fund))


def test_a_giant_supporter_does_not_swallow_the_others() -> None:
    surplus = [1e17, 1e16, 0.3, 0.2, 0.1, -0.1, -0.4, -0.5]
    for quota in range(1, 9):
        for fund in (0.05, 0.7, 3.0):
            found = kernel.sorted_price(np.array(surplus), quota, fund)[0]
            assert found == pytest.approx(float(exact_price(surplus, quota, fund)), rel=1e-13)


def test_supporters_whose_worth_just_covers_the_fund_are_not_paid_for_rounding() -> None:
    surplus = np.array([0.1] * 30)
    assert kernel.sorted_price(surplus, 1, 0.1 * 30)[0] == 0.0
    assert kernel.sorted_robust_quota(surplus, 0.1 * 30, 0.0) == 1


@pytest.mark.parametrize("noise", [1e-12, -1e-12, 5e-13, -5e-13, 0.0])
def test_a_surplus_of_rounding_size_is_indifference(noise: float) -> None:
    surplus = np.array([noise] * 5)
    assert kernel.sorted_price(surplus, 3, 0.0) == (0.0, 3, 0.0)
    assert kernel.sorted_price(surplus, 3, 6.0) == (10.0, 5, 2.0)
    assert kernel.payments(surplus, 3, 0.0, 0.0, 3).tolist() == [0.0] * 5


@pytest.mark.parametrize("count", [1, 2, 435, 5000])
def test_large_chambers_meet_their_lower_bound(count: int) -> None:
    rng = np.random.default_rng(count)
    surplus = rng.normal(-0.1, 1.0, (1, count))
    quota = count - count // 20
    fund = np.array([0.02 * count + 0.5])
    cost, _, _ = kernel.chamber_prices(surplus, np.array([quota]), fund)
    bound = attack_lower_bound(surplus[0], quota=quota, fund=float(fund[0]))
    assert cost[0] == pytest.approx(bound, rel=1e-12)


def test_robust_quota_is_the_last_one_the_budget_covers() -> None:
    rng = np.random.default_rng(3)
    for _ in range(300):
        ranked = descending(random_chamber(rng, int(rng.integers(1, 30))))
        fund = float(rng.choice([0.0, 0.5, 4.0]))
        budget = float(rng.choice([0.0, 1.0, 10.0, 1e6]))
        robust = kernel.sorted_robust_quota(ranked, fund, budget)
        prices = [kernel.sorted_price(ranked, quota, fund)[0] for quota in range(ranked.size + 1)]
        affordable = [quota for quota, cost in enumerate(prices) if cost <= budget * (1 + 1e-12)]
        assert robust == max(affordable)


def test_no_budget_reaches_a_member_who_cannot_be_bought() -> None:
    ranked = np.array([1.0, -2.0, -np.inf])
    assert kernel.sorted_robust_quota(ranked, 0.0, math.inf) == 2


def test_a_budget_equal_to_the_price_covers_it_whatever_the_last_digit() -> None:
    surplus = np.array([0.6, 0.5, 0.0, -0.5, -0.6])
    cost = kernel.sorted_price(surplus, 4, 0.7)[0]
    assert kernel.sorted_robust_quota(surplus, 0.7, np.nextafter(cost, 0.0)) == 4
    assert kernel.sorted_robust_quota(surplus, 0.7, cost * (1 - 1e-9)) == 3


def test_many_draws_give_what_each_gives_alone_and_keep_their_input() -> None:
    rng = np.random.default_rng(4)
    entry = np.array([random_chamber(rng, 31) for _ in range(200)])
    quota = rng.integers(0, 33, 200)
    fund = rng.choice([0.0, 0.3, 3.0], 200)
    budget = rng.uniform(0.0, 10.0, 200)
    before = entry.copy()
    cost, size, level = kernel.chamber_prices(entry, quota, fund)
    robust = kernel.robust_quotas(entry, fund, budget)
    assert np.array_equal(entry, before)
    for draw in range(200):
        ranked = descending(entry[draw])
        alone = kernel.sorted_price(ranked, int(quota[draw]), float(fund[draw]))
        assert (cost[draw], size[draw], level[draw]) == alone
        assert robust[draw] == kernel.sorted_robust_quota(ranked, fund[draw], budget[draw])


def test_no_draws_give_no_prices() -> None:
    cost, size, level = kernel.chamber_prices(
        np.empty((0, 5)), np.empty(0, dtype=np.int64), np.empty(0)
    )
    assert cost.shape == size.shape == level.shape == (0,)


def test_payments_add_up_to_the_price_and_stay_within_the_coalition() -> None:
    rng = np.random.default_rng(5)
    for _ in range(1000):
        surplus = random_chamber(rng, int(rng.integers(1, 60))) * 10.0 ** rng.integers(-3, 4)
        quota = int(rng.integers(1, surplus.size + 1))
        fund = float(rng.choice([0.0, 0.01, 1.0, 100.0]))
        before = surplus.copy()
        cost, size, level = kernel.sorted_price(descending(surplus), quota, fund)
        paid = kernel.payments(surplus, size, level, fund, quota)
        assert np.array_equal(surplus, before)
        if math.isinf(cost):
            assert not paid.any()
            continue
        assert paid.sum() == pytest.approx(cost, rel=1e-12, abs=1e-12 * fund)
        assert paid.min() >= 0.0
        assert np.count_nonzero(paid) <= size
        topped_up = paid > np.maximum(-surplus, 0.0)
        heights = (surplus + paid)[topped_up]
        assert np.ptp(heights) <= 1e-9 * (1 + level) if heights.size else True
        assert np.all(heights <= level * (1 + 1e-12) + 1e-12)


def test_equals_are_served_in_the_order_given() -> None:
    paid = kernel.payments(np.array([-1.0, -2.0, -1.0, -1.0]), 2, 0.0, 0.0, 2)
    assert paid.tolist() == [1.0, 0.0, 1.0, 0.0]


def test_the_fund_raises_the_lowest_worths_first() -> None:
    surplus = np.array([-1.0, 0.5, 4.0])
    cost, size, level = kernel.sorted_price(descending(surplus), 2, 2.0)
    paid = kernel.payments(surplus, size, level, 2.0, 2)
    assert (cost, size) == (1.5, 2)
    assert paid.tolist() == [0.0, 1.5, 0.0]


def test_a_small_payment_on_large_worths_keeps_its_digits() -> None:
    surplus = np.array([1e9, 1e9, 1e9])
    fund = 3e9 + 0.75
    cost, size, level = kernel.sorted_price(surplus, 1, fund)
    paid = kernel.payments(surplus, size, level, fund, 1)
    assert (cost, size) == (0.75, 3)
    assert paid.tolist() == [0.25, 0.25, 0.25]


def test_what_is_missing_by_less_than_the_rounding_of_the_fund_is_not_paid() -> None:
    surplus = np.array([1e9, 1e9, 1e9])
    assert kernel.sorted_price(surplus, 1, 3e9 + 1e-3)[0] == 0.0
    assert kernel.sorted_price(surplus, 1, 3e9 + 1e-2)[0] == pytest.approx(1e-2, rel=1e-4)


@pytest.mark.parametrize("count", [1, 2, 33, 200, 5000])
@pytest.mark.parametrize("shape", ["smooth", "ties", "sorted", "outlier", "steep", "none", "tiny"])
def test_sorting_is_right_however_the_surpluses_crowd(count: int, shape: str) -> None:
    values = np.random.default_rng(count).normal(0.0, 1.0, count)
    values = {
        "smooth": values,
        "ties": np.round(values),
        "sorted": np.sort(values),
        "outlier": np.append(values[:-1], 1e9),
        "steep": np.exp(30 * values),
        "none": np.full(count, -np.inf),
        "tiny": values * 1e-300,
    }[shape]
    values[::3] = -np.inf if shape in {"smooth", "steep"} else values[::3]
    ranked = np.empty(count)
    kernel.sort_descending(values, ranked)
    assert ranked.tolist() == sorted(values.tolist(), reverse=True)


def test_a_negative_budget_reaches_nobody() -> None:
    assert kernel.sorted_robust_quota(np.array([1.0, 1.0]), 0.0, -1.0) == 0
