"""Reads the tables on power in a rule and on its coalitions."""

from __future__ import annotations

from fractions import Fraction
from importlib import import_module
from typing import Any

from winset.games.rule import Rule, rule_from_text
from winset.solvers.coalitions.connected import connected_minimal_winning
from winset.solvers.coalitions.minimal_winning import minimal_winning_coalitions
from winset.solvers.coalitions.policy_distance import de_swaan_pivots


def players(weights: list[Any], names: list[str] | None) -> tuple[list[float], list[str] | None]:
    """Weights one by one from a list in which `[7, 5]` stands for five players of weight 7."""
    values: list[float] = []
    for entry in weights:
        values += [entry[0]] * entry[1] if isinstance(entry, list) else [entry]
    return values, names


def rule_from_inputs(inputs: dict[str, Any]) -> Rule:
    """A vote, or a rule in words with chambers of so many equal members."""
    if "rule" in inputs:
        seats = {
            chamber: {f"{chamber} {i + 1}": 1 for i in range(count)}
            for chamber, count in inputs["chambers"].items()
        }
        return rule_from_text(inputs["rule"], seats)
    values, names = players(inputs["weights"], inputs.get("names"))
    return Rule.weighted(values, quota=inputs["quota"], names=names)


def power_index(*, index: str, **inputs: Any) -> dict[str, Fraction]:
    name = index.replace("-", "_")
    module = "coleman" if name.startswith("coleman") else name
    solver = getattr(import_module(f"winset.solvers.power.{module}"), name)
    unions = {"unions": inputs.pop("unions")} if "unions" in inputs else {}
    exact = solver(rule_from_inputs(inputs), exact=True, **unions)
    rounded = solver(rule_from_inputs(inputs), **unions)
    assert exact.verify()
    assert rounded.verify()
    for player, value in exact.values.items():
        assert abs(Fraction(rounded[player]) - value) <= rounded.error_bound
    return dict(exact.values)


def minimal_coalitions(**inputs: Any) -> dict[str, Any]:
    found = minimal_winning_coalitions(rule_from_inputs(inputs))
    assert found.verify()
    answer = found.to_dict()
    return {
        "count": found.count,
        "minimum_size": found.minimum_size,
        "coalitions": ["".join(c) for c in found.coalitions or ()],
        "lightest": sorted("".join(c) for c in found.lightest or ()),
        "fewest_members": answer["fewest_members"],
    }


def axis_coalitions(*, positions: list[float], **inputs: Any) -> dict[str, Any]:
    rule = rule_from_inputs(inputs)
    connected = connected_minimal_winning(rule, positions)
    (weights,) = rule.seats.values()
    reading = de_swaan_pivots(weights, positions, inputs["quota"])
    assert connected.verify()
    assert reading.verify()
    return {
        "connected": ["".join(c) for c in connected.coalitions],
        "pivots": list(reading.pivots),
    }


SOLVERS = {
    "power_index": power_index,
    "minimal_coalitions": minimal_coalitions,
    "axis_coalitions": axis_coalitions,
}
