"""The price by bisection against the cost of every size, term by term."""

from __future__ import annotations

import math

import numpy as np
import pytest

from winset.kernels.price import (
    add_up,
    sorted_price,
    sorted_price_by_size,
    sorted_robust_quota,
)


def plain_costs(surplus: list[float], quota: int, fund: float) -> list[float]:
    """Least cost of each size from the quota up, as far as members can be bought."""
    worth = [max(0.0, s) for s in surplus]
    costs = []
    for size in range(quota, len(surplus) + 1):
        if surplus[size - 1] == -math.inf:
            break
        level = max(fund / (size - quota + 1), worth[quota - 1])
        gaps = math.fsum(max(0.0, level - w) for w in worth[: quota - 1])
        missing = math.fsum([fund, gaps, *(-w for w in worth[quota - 1 : size])])
        entry = math.fsum(max(0.0, -s) for s in surplus[:size])
        costs.append(entry + (missing if missing > 1e-12 * fund else 0.0))
    return costs


def chamber(rng: np.random.Generator) -> np.ndarray:
    """Up to 60 members on any scale, with ties, without losers, with members not for sale."""
    values = rng.normal(rng.choice([0.0, -2.0, 2.0]), 1.0, rng.integers(1, 60))
    values *= 10.0 ** rng.integers(-3, 4)
    if rng.random() < 0.4:
        values = np.round(values)
    if rng.random() < 0.2:
        values = np.abs(values)
    if rng.random() < 0.3:
        values[rng.random(values.size) < 0.2] = -np.inf
    return np.sort(values)[::-1].copy()


@pytest.mark.parametrize("batch", range(4))
def test_bisection_finds_the_least_of_all_sizes_and_the_smallest_such(batch: int) -> None:
    for seed in range(800 * batch, 800 * batch + 800):
        rng = np.random.default_rng(seed)
        surplus = chamber(rng)
        quota = int(rng.integers(1, surplus.size + 2))
        fund = float(rng.choice([0.0, rng.uniform(0, 3), rng.integers(0, 30), 1e4 * rng.random()]))
        cost, size, level = sorted_price(surplus, quota, fund)
        costs = plain_costs(surplus.tolist(), quota, fund)
        by_size = sorted_price_by_size(surplus, quota, fund)
        np.testing.assert_allclose(by_size[: len(costs)], costs, rtol=1e-12, atol=1e-12 * fund)
        assert (by_size[len(costs) :] == math.inf).all()
        if not costs:
            assert (cost, size, level) == (math.inf, 0, 0.0)
            continue
        least = min(costs)
        assert math.isclose(cost, least, rel_tol=1e-12, abs_tol=1e-12 * fund), seed
        enough = least + 1e-11 * (least + fund)
        assert costs[size - quota] <= enough, seed
        assert all(other > least for other in costs[: size - quota]), seed
        assert level == max(fund / (size - quota + 1), surplus[quota - 1], 0.0), seed


def test_the_robust_quota_is_the_last_that_the_budget_covers() -> None:
    for seed in range(500):
        rng = np.random.default_rng(seed)
        surplus = chamber(rng)
        fund = float(rng.choice([0.0, rng.uniform(0, 3), 30 * rng.random()]))
        prices = [sorted_price(surplus, k, fund)[0] for k in range(surplus.size + 1)]
        finite = [price for price in prices if price < math.inf]
        for budget in (-1.0, 0.0, float(rng.choice(finite)), 1.3 * finite[-1] + 1.0):
            covered = [k for k, price in enumerate(prices) if price <= budget * (1 + 1e-12)]
            assert sorted_robust_quota(surplus, fund, budget) == max(covered, default=0), seed


def test_without_a_fund_the_price_is_the_losses_to_the_last_digit() -> None:
    surplus = np.array([0.7, 0.1, -0.1, -0.2, -0.3])
    assert sorted_price(surplus, 4, 0.0) == (0.0 + 0.1 + 0.2, 4, 0.0)


def test_the_cost_of_a_size_is_convex() -> None:
    """On which the bisection rests: no size is dearer than the mean of its neighbours."""
    for seed in range(300):
        rng = np.random.default_rng(seed)
        surplus = chamber(rng)
        finite = surplus[surplus > -np.inf]
        if finite.size < 3:
            continue
        cost = sorted_price_by_size(
            finite, int(rng.integers(1, finite.size - 1)), rng.uniform(0, 9)
        )
        bend = cost[2:] - 2.0 * cost[1:-1] + cost[:-2]
        assert (bend >= -1e-9 * np.abs(cost).max()).all(), seed


def test_sums_stop_at_members_who_cannot_be_bought() -> None:
    gains, rest, losses = np.empty(5), np.empty(5), np.empty(5)
    assert add_up(np.array([2.0, 1.0, -4.0, -np.inf]), gains, rest, losses) == 3
    assert gains.tolist() == [0.0, 2.0, 3.0, 3.0, 3.0]
    assert rest.tolist() == [0.0] * 5
    assert losses.tolist() == [0.0, 0.0, 0.0, 4.0, math.inf]
