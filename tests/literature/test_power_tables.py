"""Every table of the research data on voting power, reproduced from exact integers."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from winset.games.rule import Player, Rule, Vote
from winset.results.power.power_values import PowerResult
from winset.solvers.coalitions.minimal_winning import minimal_winning_coalitions
from winset.solvers.power.banzhaf import banzhaf
from winset.solvers.power.coleman import coleman_act, coleman_initiate, coleman_prevent
from winset.solvers.power.counting.player_classes import player_classes
from winset.solvers.power.counting.swings import swing_counts
from winset.solvers.power.deegan_packel import deegan_packel
from winset.solvers.power.holler_packel import holler_packel
from winset.solvers.power.johnston import johnston
from winset.solvers.power.penrose_banzhaf import penrose_banzhaf
from winset.solvers.power.shapley_shubik import shapley_shubik

DATA = Path(os.environ["WINSET_RESEARCH_DATA"]) / "power_tables.json"
TABLES: list[dict[str, Any]] = json.loads(DATA.read_text())["tables"] if DATA.exists() else []
pytestmark = pytest.mark.shared_data
RELATIVE = 1e-12
INDICES: dict[str, Callable[..., PowerResult]] = {
    "shapley": shapley_shubik,
    "banzhaf_abs": penrose_banzhaf,
    "banzhaf_norm": banzhaf,
    "johnston": johnston,
    "deegan_packel": deegan_packel,
    "holler": holler_packel,
    "coleman_prevent": coleman_prevent,
    "coleman_initiate": coleman_initiate,
}
BY_ID = {table["id"]: table for table in TABLES}
ENUMERATED = [t["id"] for t in TABLES if "johnston" in t.get("computed", {})]
BY_WEIGHT = [t["id"] for t in TABLES if "computed_by_weight" in t]


def rule_of(table: dict[str, Any]) -> Rule:
    game = table["game"]
    return Rule.weighted(game["weights"], quota=game["quota"])


def test_no_table_is_left_out() -> None:
    assert {*ENUMERATED, *BY_WEIGHT, "us_federal_537"} == set(BY_ID)
    assert len(BY_ID) >= 18


@pytest.mark.parametrize("index", INDICES)
@pytest.mark.parametrize("name", ENUMERATED)
def test_an_index_equals_the_enumerated_fractions(name: str, index: str) -> None:
    table = BY_ID[name]
    expected = [Fraction(value) for value in table["computed"][index]]
    exact = INDICES[index](rule_of(table), exact=True)
    assert list(exact.values.values()) == expected
    rounded = INDICES[index](rule_of(table))
    for value, truth in zip(rounded.values.values(), expected, strict=True):
        assert abs(Fraction(value) - truth) <= RELATIVE * truth
        assert abs(Fraction(value) - truth) <= rounded.error_bound


@pytest.mark.parametrize("name", ENUMERATED)
def test_counts_equal_the_enumerated_ones(name: str) -> None:
    table, rule = BY_ID[name], rule_of(BY_ID[name])
    counts = swing_counts(player_classes(rule), by_size=False)
    assert counts.winning == table["computed"]["winning_coalitions"]
    assert coleman_act(rule, exact=True).value == Fraction(table["computed"]["coleman_act"])
    found = minimal_winning_coalitions(rule)
    assert found.count == table["computed"]["minimal_winning"]
    assert found.verify()


@pytest.mark.parametrize("name", ENUMERATED)
def test_published_values_are_reproduced(name: str) -> None:
    for published in BY_ID[name].get("published") or []:
        found = INDICES[published["index"]](rule_of(BY_ID[name]))
        for value, printed in zip(found.values.values(), published["values"], strict=True):
            assert abs(value - printed) <= published["tolerance"] * (1 + abs(printed))


@pytest.mark.parametrize("name", BY_WEIGHT)
def test_large_votes_equal_the_exact_integers(name: str) -> None:
    table, rule = BY_ID[name], rule_of(BY_ID[name])
    weights = table["game"]["weights"]
    counts = swing_counts(player_classes(rule), by_size=False)
    assert counts.winning == int(table["winning_coalitions"])
    n = len(weights)
    for index in ("shapley", "banzhaf_abs", "banzhaf_norm"):
        found = list(INDICES[index](rule).values.values())
        for value, weight in zip(found, weights, strict=True):
            truth = table["computed_by_weight"][str(weight)][index]
            assert abs(value - truth) <= RELATIVE * truth
    exact = list(penrose_banzhaf(rule, exact=True).values.values())
    for value, weight in zip(exact, weights, strict=True):
        swings = int(table["computed_by_weight"][str(weight)]["swings"])
        assert value == Fraction(swings, 2 ** (n - 1))


def test_the_us_federal_rule_is_reproduced() -> None:
    house = {f"representative {i}": 1 for i in range(435)}
    senate = {f"senator {i}": 1 for i in range(100)}
    bill, tie = Vote("house", 218) & Player("pres"), Vote("senate", 50) & Player("vp")
    rule = Rule(
        bill & (Vote("senate", 51) | tie) | Vote("house", 290) & Vote("senate", 67),
        {"house": house, "senate": senate},
    )
    who = {"rep": "representative 0", "sen": "senator 0", "pres": "pres", "vp": "vp"}
    for index, expected in BY_ID["us_federal_537"]["computed"].items():
        for is_exact in (False, True):
            found = INDICES[index](rule, exact=is_exact)
            for short, truth in expected.items():
                assert abs(float(found[who[short]]) - truth) <= 1e-11 * truth
