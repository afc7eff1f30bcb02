"""The package against a second implementation written from the description of the model alone."""

from __future__ import annotations

import importlib.util
import math
import random
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from winset.casebook import read_case
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.coefficients import NAMES
from winset.results.ratification.ratification import RatificationPrice
from winset.solvers.coalitions.contributions import Field, field_of
from winset.solvers.coalitions.deadlock import deadlock_coalition
from winset.solvers.coalitions.pivotal import swings
from winset.solvers.coalitions.ratification_price import price_in
from winset.studies.domestic.coalition_sections import pivotal_section
from winset.translate import coded_game

DOMESTIC = ("china-pntr-2000", "fast-track-1997")
"""Cases of the casebook, both of which open trade."""
MEANS = {"gamma_0": 0.1, "gamma_dir": 0.06, "gamma_clk": -0.03, "eta": 0.05, "pi": 0.4, "phi": 0.3}


def pinned() -> Parameters:
    """Return the shipped block with coefficients that do not follow an estimate."""
    block = read_parameters().model_dump()
    block["vote_model"] = {
        "contest": "none",
        "feedback": 0.25,
        "joining": {"stake": 0.0, "vote_distance": 0.0, "reason_distance": 0.0},
        "coefficients": {name: {"mean": MEANS.get(name, 0.0), "sd": 0.0} for name in NAMES},
    }
    return Parameters.model_validate(block)


def _by_path(name: str) -> ModuleType:
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"{name}_by_path", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


plain = _by_path("plain_domestic_game")
random_cases = _by_path("random_domestic_cases")
_NO_POWER: Any = SimpleNamespace(values={})
TOLERANCE = 1e-9
BATCHES, CASES_A_BATCH = 10, 30


def close(found: Any, expected: float | None) -> bool:
    """Whether a number agrees, or both sides say there is none."""
    if expected is None:
        return not np.isfinite(found)
    return math.isclose(found, expected, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


class Comparison:
    """Collects every reading in which the two implementations differ."""

    def __init__(self, label: str) -> None:
        self.label, self.differences = label, list[str]()

    def number(self, what: str, found: Any, expected: float | None) -> None:
        if not close(float(found), expected):
            self.differences.append(f"{self.label} {what}: {found} is not {expected}")

    def same(self, what: str, found: Any, expected: Any) -> None:
        if found != expected:
            self.differences.append(f"{self.label} {what}: {found} is not {expected}")


def compared(case: Case, parameters: Parameters, *, with_swing: bool = True) -> list[str]:
    """Return all differences between the package and the second implementation."""
    expected = plain.plain_domestic_game(case, parameters, with_swing=with_swing)
    game = coded_game(case, parameters).likely
    field = field_of(game)
    answer = price_in(field)
    found = Comparison(case.id)
    found.same("failed claims", answer.verify().failed, ())
    _compare_actors(found, case, field, expected)
    _compare_stages(found, field, expected)
    _compare_price(found, answer, expected)
    for row in pivotal_section(field, _NO_POWER, _NO_POWER):
        if row.chamber is not None:
            pivot = expected["de_swaan"][row.chamber].get(row.actor)
            found.same(f"De Swaan of {row.actor} in {row.chamber}", row.de_swaan, pivot)
    if with_swing:
        pivotal = dict(zip(game.labels.actors, swings(game).pivotal.tolist(), strict=True))
        found.same("swing", pivotal, expected["swing"])
    return found.differences


def _compare_actors(found: Comparison, case: Case, field: Field, expected: dict[str, Any]) -> None:
    for row, name in enumerate(field.game.labels.actors):
        found.number(f"surplus of {name}", field.surplus.total[0, row], expected["surplus"][name])
        found.number(
            f"engagement of {name}", field.engagement[0, row], expected["engagement"][name]
        )
        found.number(f"window of {name}", field.window[0, row], expected["window_share"][name])
        if case.actors[name].willingness is not None:
            willing = expected["willingness"][name]
            found.number(f"willingness of {name}", field.willingness[0, row], willing)
    for chamber in field.chambers:
        gains = expected["member_surplus"].get(chamber.name, [])
        found.same(f"members of {chamber.name}", chamber.surplus.shape[1], len(gains))
        for member, (one, other) in enumerate(zip(chamber.surplus[0], gains, strict=False)):
            found.number(f"surplus of member {member} of {chamber.name}", one, other)


def _compare_stages(found: Comparison, field: Field, expected: dict[str, Any]) -> None:
    stage, deadlock = field.formulation, deadlock_coalition(field)
    found.number("division", stage.division[0], expected["division"])
    found.number("coordination", stage.coordination[0], expected["coordination"])
    found.number("quality", stage.quality[0], expected["quality"])
    found.number("ready day", stage.ready_day[0], expected["ready_day"])
    found.same("ready", bool(stage.is_ready[0]), expected["is_ready"])
    found.number("fund", field.fund[0], expected["fund"])
    found.number("budget", field.budget[0], expected["budget"])
    found.number("cohesion", deadlock.cohesion[0], expected["cohesion"])
    found.number(
        "cohesion of reasons", deadlock.cohesion_reasons[0], expected["cohesion_of_reasons"]
    )


def _compare_price(found: Comparison, answer: RatificationPrice, expected: dict[str, Any]) -> None:
    found.number("price", answer.price[0], expected["price"])
    found.same("verdict", answer.verdict_word(), expected["verdict"])
    for chamber in answer.chambers:
        unpaid = expected["unpaid"].get(chamber.name, 0)
        found.same(f"unpaid in {chamber.name}", int(chamber.unpaid[0]), unpaid)
    if expected["price"] is None:
        return
    mine = answer.clauses[int(answer.clause[0])]
    theirs = next(
        (n for n, clause in enumerate(expected["clauses"]) if _is_same_clause(mine, clause)), None
    )
    if theirs is None:
        found.same("clause", str(mine), expected["clauses"])
        return
    found.number("price of the clause", answer.price[0], expected["clause_prices"][theirs])
    readings = expected["by_clause"][theirs]
    for chamber in answer.chambers:
        if chamber.name in readings["robust"]:
            found.number(
                f"price in {chamber.name}", chamber.price[0], readings["prices"][chamber.name]
            )
            found.same(
                f"robust in {chamber.name}",
                int(chamber.robust[0]),
                readings["robust"][chamber.name],
            )


def _is_same_clause(mine: Any, theirs: dict[str, Any]) -> bool:
    return (
        {c: int(k) for c, k in mine.quotas.items()} == theirs["chambers"]
        and set(mine.players) == set(theirs["vetoes"])
        and set(mine.acquiescences) == set(theirs["acquiesces"])
    )


@pytest.mark.parametrize("batch", range(BATCHES))
def test_hundreds_of_random_cases_come_out_the_same(batch: int) -> None:
    differences = []
    for seed in range(batch * CASES_A_BATCH, (batch + 1) * CASES_A_BATCH):
        case, parameters = random_cases.random_case(seed)
        differences += compared(case, parameters)
    assert not differences, "\n".join(differences[:40])


def test_random_cases_use_every_part_of_the_model() -> None:
    cases = [random_cases.random_case(seed) for seed in range(BATCHES * CASES_A_BATCH)]
    answers = [plain.plain_domestic_game(*pair, with_swing=False) for pair in cases]
    assert {a["verdict"] for a in answers} == {"passes", "stalls", "withdrawn", "fails"}
    assert any(a["price"] is None for a in answers)
    assert any(a["price"] == 0 for a in answers)
    assert sum(bool(a["price"]) and a["fund"] > 0 for a in answers) > 50
    assert any(0 < a["quality"] < 1 and not a["is_ready"] for a in answers)
    assert any(len(a["clauses"]) > 1 and a["clause"] for a in answers)
    assert any(0 in a["surplus"].values() for a in answers)
    assert any(a["cohesion"] and a["cohesion"] < 0.9 for a in answers)


def test_the_casebook_is_not_empty() -> None:
    assert len(DOMESTIC) >= 2


@pytest.mark.parametrize("case_id", DOMESTIC)
def test_published_cases_come_out_the_same(case_id: str) -> None:
    case = read_case(case_id)
    differences = compared(case.model_copy(update={"direction": "opens"}), pinned())
    assert not differences, "\n".join(differences)


def test_the_two_prices_of_the_second_implementation_agree_with_each_other() -> None:
    dice = random.Random(7)  # noqa: S311
    for _ in range(300):
        members = dice.randint(1, 7)
        worth = [dice.choice((dice.uniform(-2, 2), 0.0, -1.0, -math.inf)) for _ in range(members)]
        quota, fund = dice.randint(1, members), dice.choice((0.0, dice.uniform(0, 3)))
        every_coalition = plain.plain.price_over_every_coalition(worth, quota, fund)
        every_level = plain.plain.price_over_every_level(worth, quota, fund)
        assert (every_coalition is None) == (every_level is None)
        if every_level is not None:
            assert every_coalition == pytest.approx(every_level, rel=1e-12, abs=1e-12)
