"""The power solvers against their definitions over all coalitions and orders."""

from __future__ import annotations

import importlib.util
import random
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

from winset.games.rule import AtLeast, Expression, Player, Rule, Vote
from winset.solvers.coalitions.minimal_winning import (
    minimal_blocking_coalitions,
    minimal_winning_coalitions,
)
from winset.solvers.power.banzhaf import banzhaf
from winset.solvers.power.banzhaf_owen import banzhaf_owen
from winset.solvers.power.coleman import coleman_act, coleman_initiate, coleman_prevent
from winset.solvers.power.counting.player_classes import player_classes
from winset.solvers.power.deegan_packel import deegan_packel
from winset.solvers.power.holler_packel import holler_packel
from winset.solvers.power.johnston import johnston
from winset.solvers.power.owen import owen
from winset.solvers.power.penrose_banzhaf import penrose_banzhaf
from winset.solvers.power.shapley_shubik import shapley_shubik


def _oracles() -> ModuleType:
    path = Path(__file__).with_name("power_oracles.py")
    spec = importlib.util.spec_from_file_location("power_oracles_by_path", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


oracles = _oracles()
INDICES = [
    (shapley_shubik, oracles.shapley_shubik_by_coalitions),
    (banzhaf, oracles.banzhaf),
    (penrose_banzhaf, oracles.penrose_banzhaf),
    (coleman_prevent, oracles.coleman_prevent),
    (coleman_initiate, oracles.coleman_initiate),
    (johnston, oracles.johnston),
    (deegan_packel, oracles.deegan_packel),
    (holler_packel, oracles.holler_packel),
]
GAMES_A_SEED = 50


def random_vote(draw: random.Random, most: int = 8) -> Rule:
    weights = [draw.choice([0, 1, 1, 2, 3, 5, 8, 12]) for _ in range(draw.randint(1, most))]
    weights[0] = max(1, weights[0])
    return Rule.weighted(weights, quota=draw.randint(1, sum(weights)))


def random_heavy_vote(draw: random.Random, most: int = 7) -> Rule:
    """Few players whose weights have up to 17 digits."""
    largest = 10 ** draw.choice([6, 9, 13, 17])
    weights = [draw.randint(0, largest) for _ in range(draw.randint(2, most))]
    weights[0], weights[-1] = max(1, weights[0]), draw.choice(weights)
    return Rule.weighted(weights, quota=draw.randint(1, sum(weights)))


def random_compound(draw: random.Random, most: int = 6) -> Rule:
    names = [f"p{i}" for i in range(draw.randint(1, most))]
    seats = {}
    for chamber in ("house", "senate")[: draw.randint(1, 2)]:
        members = {name: draw.randint(0, 6) for name in draw.sample(names, len(names))}
        members[names[0]] = max(1, members[names[0]])
        seats[chamber] = members
    return Rule(random_expression(draw, seats, 2), seats)


def random_expression(
    draw: random.Random, seats: dict[str, dict[str, int]], depth: int
) -> Expression:
    if depth and draw.random() < 0.7:
        parts = [random_expression(draw, seats, depth - 1) for _ in range(draw.randint(1, 3))]
        return AtLeast(draw.randint(1, len(parts)), tuple(parts))
    if draw.random() < 0.3:
        return Player(draw.choice(["p0", "p1", "president"]))
    chamber = draw.choice(list(seats))
    return Vote(chamber, draw.randint(1, sum(seats[chamber].values())))


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize(
    ("make", "games"),
    [(random_vote, GAMES_A_SEED), (random_heavy_vote, 10), (random_compound, GAMES_A_SEED)],
)
def test_indices_follow_their_definitions_on_random_games(make, games: int, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311
    for _ in range(games):
        rule = make(draw)
        for solver, definition in INDICES:
            exact = solver(rule, exact=True)
            assert dict(exact.values) == definition(rule), (solver.__name__, str(rule), rule.seats)
            rounded = solver(rule)
            for name, value in exact.values.items():
                assert abs(Fraction(rounded[name]) - value) <= rounded.error_bound
        assert coleman_act(rule, exact=True).value == oracles.coleman_act(rule)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize(
    ("make", "games"),
    [(random_vote, GAMES_A_SEED), (random_heavy_vote, 10), (random_compound, GAMES_A_SEED)],
)
def test_minimal_coalitions_follow_their_definitions_on_random_games(
    make, games: int, seed: int
) -> None:
    draw = random.Random(100 + seed)  # noqa: S311
    for _ in range(games):
        rule = make(draw)
        everything = oracles.minimal_winning(rule)
        found = minimal_winning_coalitions(rule)
        assert {frozenset(c) for c in found.coalitions} == everything
        assert found.count == len(everything)
        blocking = minimal_blocking_coalitions(rule)
        assert {frozenset(c) for c in blocking.coalitions} == oracles.minimal_blocking(rule)
        held = draw.sample(rule.players, 1)
        barred = [p for p in draw.sample(rule.players, min(2, len(rule.players))) if p not in held]
        most = draw.randint(0, 5)
        some = minimal_winning_coalitions(rule, including=held, excluding=barred, largest=most)
        assert {frozenset(c) for c in some.coalitions} == {
            c for c in everything if set(held) <= c and not c & set(barred) and len(c) <= most
        }


@pytest.mark.parametrize("seed", range(10))
def test_unions_follow_their_definitions_on_random_games(seed: int, monkeypatch) -> None:
    from winset.solvers.power import unions as union_solver

    draw = random.Random(200 + seed)  # noqa: S311
    for _ in range(10):
        rule = draw.choice([random_vote, random_compound])(draw, 5)
        players = draw.sample(rule.players, len(rule.players))
        unions = []
        while players:
            size = draw.randint(1, 3)
            unions.append(players[:size])
            players = players[size:]
        for solver, definition in (
            (owen, oracles.owen_by_orders),
            (banzhaf_owen, oracles.banzhaf_owen),
        ):
            truth = definition(rule, unions)
            assert dict(solver(rule, unions=unions, exact=True).values) == truth
            with monkeypatch.context() as patch:
                patch.setattr(union_solver, "QUICK_PLAYERS", 0)
                rounded = solver(rule, unions=unions)
            for name, value in truth.items():
                assert abs(Fraction(rounded[name]) - value) <= rounded.error_bound


@pytest.mark.parametrize("seed", range(5))
def test_games_that_are_not_small_follow_the_same_definitions(seed: int, monkeypatch) -> None:
    """Few players are normally counted from their coalitions; here from tables over weights."""
    from winset.solvers.power.counting import limits

    monkeypatch.setattr(limits, "FEW_COMPOSITIONS", 0)
    draw = random.Random(400 + seed)  # noqa: S311
    for _ in range(GAMES_A_SEED):
        rule = random_vote(draw)
        for solver, definition in INDICES:
            assert dict(solver(rule, exact=True).values) == definition(rule), solver
        found = minimal_winning_coalitions(rule)
        assert {frozenset(c) for c in found.coalitions} == oracles.minimal_winning(rule)
        lightest = min(sum(rule.seats["votes"][p] for p in c) for c in oracles.winning(rule))
        assert found.minimum_size == lightest


@pytest.mark.parametrize("seed", range(5))
def test_every_algorithm_for_floats_is_right_on_random_games(seed: int, monkeypatch) -> None:
    """Small games normally take the exact path; here they are sent down the others."""
    from winset.solvers.power import deegan_packel as deegan_module
    from winset.solvers.power import holler_packel as holler_module
    from winset.solvers.power.counting import limits, pivot_chance

    monkeypatch.setattr(limits, "FEW_COMPOSITIONS", 0)
    monkeypatch.setattr(pivot_chance, "QUICK_BITS", -1)
    monkeypatch.setattr(pivot_chance, "QUICK_PLAYERS", -1)
    monkeypatch.setattr(deegan_module, "QUICK_PLAYERS", -1)
    monkeypatch.setattr(holler_module, "QUICK_PLAYERS", -1)
    draw = random.Random(300 + seed)  # noqa: S311
    for _ in range(GAMES_A_SEED):
        rule = draw.choice([random_vote, random_compound])(draw)
        for solver, definition in INDICES:
            rounded = solver(rule)
            for name, value in definition(rule).items():
                assert abs(Fraction(rounded[name]) - value) <= rounded.error_bound, solver


def test_orders_and_coalitions_count_the_same_pivots() -> None:
    draw = random.Random(1)  # noqa: S311
    for _ in range(20):
        rule = random_compound(draw, most=4)
        by_orders = oracles.shapley_shubik_by_orders(rule)
        assert by_orders == oracles.shapley_shubik_by_coalitions(rule)


def test_classes_of_a_rule_are_interchangeable_in_every_coalition() -> None:
    draw = random.Random(2)  # noqa: S311
    for _ in range(60):
        rule = random_compound(draw)
        won = oracles.winning(rule)
        for group in rule.classes():
            for other in group[1:]:
                swap = {group[0]: other, other: group[0]}
                assert {frozenset(swap.get(p, p) for p in c) for c in won} == won


def test_equal_weights_are_one_class() -> None:
    assert player_classes(Rule.weighted([3, 3, 1, 0], quota=4)).sizes == (2, 1)
