"""The compiled sums over weighted votes against plain enumeration."""

from __future__ import annotations

from itertools import product
from math import prod

import numpy as np
import pytest

from winset.kernels.poisson_binomial import (
    convolved,
    convolved_rows,
    others_distribution,
    others_rows,
    pivot_chances_by_voter,
    tally_distribution,
    window_rows,
)
from winset.kernels.weighted_votes import (
    frequency_tables,
    losing_chance,
    pivot_chances,
    pivot_chances_by_frequency,
)
from winset.solvers.power.counting.quadrature import exact_quadrature, pivot_quadrature

WEIGHTS = np.array([1, 2, 5], dtype=np.int64)
COUNTS = np.array([2, 1, 2], dtype=np.int64)
PLAYERS = [1, 1, 2, 5, 5]


def enumerated(weights: list[int], chances: list[float], low: int, high: int) -> float:
    """Chance that the total of independent voters lies in [low, high)."""
    return sum(
        prod(p if vote else 1 - p for vote, p in zip(votes, chances, strict=True))
        for votes in product([0, 1], repeat=len(weights))
        if low <= sum(w for w, vote in zip(weights, votes, strict=True) if vote) < high
    )


@pytest.mark.parametrize("quota", [1, 4, 7, 8, 14])
@pytest.mark.parametrize("chance", [0.05, 0.5, 0.8])
def test_both_ways_give_the_chance_to_be_pivotal(quota: int, chance: float) -> None:
    nodes = np.array([chance])
    found, sizes, _ = pivot_chances(WEIGHTS, COUNTS, quota, nodes)
    period = 15
    tables = frequency_tables(WEIGHTS, quota, period, (period - 1) // 2)
    other, _ = pivot_chances_by_frequency(COUNTS, tables, period, nodes, np.ones(1))
    for d, weight in enumerate([1, 2, 5]):
        others = list(PLAYERS)
        others.remove(weight)
        truth = enumerated(others, [chance] * 4, quota - weight, quota)
        assert found[0, d] == pytest.approx(truth, abs=1e-14)
        assert other[d] == pytest.approx(truth, abs=1e-14)
        assert sizes[0, d] >= found[0, d]


def test_the_chance_to_lose_is_that_of_staying_below_the_quota() -> None:
    for quota in (1, 6, 14):
        truth = enumerated(PLAYERS, [0.3] * 5, 0, quota)
        assert losing_chance(WEIGHTS, COUNTS, quota, 0.3) == pytest.approx(truth, abs=1e-15)


def test_a_tally_of_unequal_voters_and_each_without_one() -> None:
    weights = np.array([3, 1, 2, 1], dtype=np.int64)
    chances = np.array([0.2, 0.9, 0.5, 1.0])
    tally = tally_distribution(weights, chances)
    for t in range(8):
        truth = enumerated(weights.tolist(), chances.tolist(), t, t + 1)
        assert tally[t] == pytest.approx(truth, abs=1e-15)
    pivots = pivot_chances_by_voter(tally, weights, chances, 4)
    rows = others_rows(tally, weights, chances)
    for i in range(4):
        kept = [j for j in range(4) if j != i]
        others = [int(weights[j]) for j in kept]
        left = [float(chances[j]) for j in kept]
        alone = others_distribution(tally, int(weights[i]), float(chances[i]))
        for t in range(len(alone)):
            assert alone[t] == pytest.approx(enumerated(others, left, t, t + 1), abs=1e-14)
        assert rows[i, : len(alone)].tolist() == alone.tolist()
        truth = enumerated(others, left, 4 - int(weights[i]), 4)
        assert pivots[i] == pytest.approx(truth, abs=1e-14)
    whole = window_rows(rows, weights, np.ones(1), 4)
    assert whole == pytest.approx(pivots, abs=1e-14)


def test_sums_of_independent_tallies_are_convolved() -> None:
    left, right = np.array([0.25, 0.75]), np.array([0.5, 0.0, 0.5])
    together = convolved(left, right)
    assert together.tolist() == [0.125, 0.375, 0.125, 0.375]
    assert convolved_rows(left[None, :], right)[0].tolist() == together.tolist()


@pytest.mark.parametrize("players", [1, 2, 7, 40])
def test_the_exact_nodes_integrate_every_polynomial_of_their_degree(players: int) -> None:
    rule = exact_quadrature(players)
    for degree in range(players):
        assert rule.weights @ rule.nodes**degree == pytest.approx(1 / (degree + 1), rel=1e-13)


def test_fewer_nodes_are_used_only_within_the_proved_tolerance() -> None:
    few = pivot_quadrature(1000)
    assert len(few.nodes) < 150
    assert few.error_bound == 1e-17
    small = pivot_quadrature(20)
    assert len(small.nodes) == 10
    assert small.error_bound == 0
    # The chance to be pivotal among 1000 equals, whose average is 1/1000 exactly.
    log_ways = np.sum(np.log(np.arange(501, 1000))) - np.sum(np.log(np.arange(1, 500)))
    chance = np.exp(log_ways + 500 * np.log(few.nodes) + 499 * np.log1p(-few.nodes))
    assert few.weights @ chance == pytest.approx(1 / 1000, rel=1e-11)
