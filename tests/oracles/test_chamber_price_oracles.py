"""The compiled price of one chamber against linear and integer programs and enumeration."""

from __future__ import annotations

import importlib.util
import math
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from winset.results.coalitions.chamber_price import attack_lower_bound
from winset.solvers.coalitions.chamber_price import chamber_price, chamber_price_by_size


def _oracles() -> ModuleType:
    path = Path(__file__).with_name("chamber_price_oracles.py")
    spec = importlib.util.spec_from_file_location("chamber_price_oracles_by_path", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


oracles = _oracles()
TOLERANCE = 1e-9


def price(game: tuple[np.ndarray, int, float]) -> float:
    surplus, quota, fund = game
    return chamber_price(surplus, quota=quota, fund=fund).price


def assert_same(game: tuple[np.ndarray, int, float], expected: float) -> None:
    found = price(game)
    if math.isinf(expected):
        assert found == expected, game
    else:
        scale = max(1.0, abs(expected), game[2])
        assert abs(found - expected) <= TOLERANCE * scale, (game, found, expected)


@pytest.mark.parametrize("seed", range(8))
def test_price_equals_the_least_over_all_coalitions_with_every_attack_written_out(
    seed: int,
) -> None:
    rng = np.random.default_rng(seed)
    games = [oracles.random_game(rng, int(rng.integers(1, 7))) for _ in range(600)]
    for game, expected in zip(games, oracles.plain_prices(games), strict=True):
        assert_same(game, expected)


@pytest.mark.parametrize("seed", range(4))
def test_price_equals_the_integer_program_that_chooses_the_coalition_freely(seed: int) -> None:
    rng = np.random.default_rng(100 + seed)
    for _ in range(12):
        game = oracles.random_game(rng, int(rng.integers(5, 12)))
        if np.count_nonzero(game[0] > -math.inf) < game[1]:
            assert price(game) == math.inf
            continue
        cost, coalition = oracles.integer_coalition(game)
        assert cost == pytest.approx(price(game), rel=1e-6, abs=1e-6)
        assert_same(game, oracles.plain_price_of_coalition(game, coalition))


@pytest.mark.parametrize("count", [12, 25, 40])
def test_price_of_every_size_equals_the_linear_program_in_a_larger_chamber(count: int) -> None:
    rng = np.random.default_rng(count)
    for _ in range(6):
        surplus, _, fund = oracles.random_game(rng, count, unbuyable=False)
        quota = int(rng.integers(count // 2, count + 1))
        by_size = chamber_price_by_size(surplus, quota=quota, fund=fund)
        for size, found in enumerate(by_size, start=quota):
            expected = oracles.smallest_sum_price_of_size(surplus, quota, fund, size)
            assert found == pytest.approx(expected, rel=TOLERANCE, abs=TOLERANCE * (1 + fund))


def test_the_two_linear_programs_agree_with_each_other() -> None:
    rng = np.random.default_rng(7)
    games = [oracles.random_game(rng, int(rng.integers(2, 7))) for _ in range(60)]
    for game, expected in zip(games, oracles.plain_prices(games), strict=True):
        found = oracles.smallest_sum_price(game)
        assert found == expected or found == pytest.approx(expected, rel=1e-8, abs=1e-8)


def test_payments_leave_no_affordable_attack() -> None:
    rng = np.random.default_rng(8)
    for _ in range(1500):
        surplus, quota, fund = oracles.random_game(rng, int(rng.integers(1, 9)))
        answer = chamber_price(surplus, quota=quota, fund=fund)
        if answer.outcome == "solved":
            assert not oracles.undone_by(surplus, answer.payments, quota, fund)


def test_the_certificate_of_every_answer_holds_and_is_tight() -> None:
    rng = np.random.default_rng(9)
    for _ in range(2000):
        surplus, quota, fund = oracles.random_game(rng, int(rng.integers(1, 60)))
        answer = chamber_price(surplus, quota=quota, fund=fund)
        assert answer.verify(), answer.verify().failed
        bound = attack_lower_bound(surplus, quota=quota, fund=fund)
        assert bound == answer.price or bound == pytest.approx(answer.price, rel=1e-9, abs=1e-9)


def test_the_certificate_is_a_lower_bound_by_the_plain_program() -> None:
    rng = np.random.default_rng(10)
    games = [oracles.random_game(rng, int(rng.integers(1, 7))) for _ in range(200)]
    for (surplus, quota, fund), expected in zip(games, oracles.plain_prices(games), strict=True):
        bound = attack_lower_bound(surplus, quota=quota, fund=fund)
        assert bound <= expected + 1e-8 * max(1.0, fund)
