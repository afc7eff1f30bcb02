"""Indices on functions whose indices are known in closed form, by the code that sweeps games."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.unit.studies.sweep.function_experiment import FunctionExperiment

from winset.casebook import read_case
from winset.cases.editing.with_values import with_values
from winset.cases.file.read_parameters import read_parameters
from winset.foundation.errors import InputError
from winset.studies.sweep.inputs import ranged_inputs
from winset.studies.sweep.sensitivity import (
    screening,
    shares_and_values,
    sobol_indices,
)
from winset.studies.sweep.sensitivity_curves import passage_curve, passage_map, wilson
from winset.studies.sweep.sensitivity_range import identification, ridge, tornado
from winset.studies.sweep.sweep import Sweep, asked, run
from winset.translate import CodedGame, coded_game

A, B = 7.0, 0.1


def ishigami_values(x: np.ndarray) -> np.ndarray:
    return np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])


def linear_values(x: np.ndarray) -> np.ndarray:
    return x @ np.array([4.0, 2.0, 1.0])


ISHIGAMI = FunctionExperiment(
    "ishigami", dict.fromkeys(("x1", "x2", "x3"), (-np.pi, np.pi)), ishigami_values
)
LINEAR = FunctionExperiment(
    "linear", dict.fromkeys(("a", "b", "c"), (0.0, 1.0)), linear_values, 3.5
)

# Ishigami and Homma (1990): the variances in closed form.
_V1 = 0.5 * (1 + B * np.pi**4 / 5) ** 2
_V2 = A**2 / 8
_V13 = 8 * B**2 * np.pi**8 / 225
_V = _V1 + _V2 + _V13
ISHIGAMI_FIRST = {"x1": _V1 / _V, "x2": _V2 / _V, "x3": 0.0}
ISHIGAMI_TOTAL = {"x1": (_V1 + _V13) / _V, "x2": _V2 / _V, "x3": _V13 / _V}


def swept(experiment: FunctionExperiment, folder: Path, draws: int, design: str) -> Sweep:
    return run(asked(experiment, draws=draws, design=design, seed=2), folder)


def test_the_closed_form_of_ishigami_is_the_published_one() -> None:
    assert ISHIGAMI_FIRST["x1"] == pytest.approx(0.3139, abs=5e-5)
    assert ISHIGAMI_FIRST["x2"] == pytest.approx(0.4424, abs=5e-5)
    assert ISHIGAMI_TOTAL["x3"] == pytest.approx(0.2437, abs=5e-5)


def test_sobol_indices_of_ishigami_lie_within_their_intervals(tmp_path: Path) -> None:
    found = sobol_indices(swept(ISHIGAMI, tmp_path / "s", 5 * 2048, "saltelli"), "value")
    assert [row.path for row in found] == ["x1", "x2", "x3"]
    for row in found:
        first = abs(row.first_order - ISHIGAMI_FIRST[row.path])
        total = abs(row.total - ISHIGAMI_TOTAL[row.path])
        assert first < 1.5 * row.first_order_error + 1e-3
        assert total < 1.5 * row.total_error + 1e-3
        assert first < 0.02
        assert total < 0.02


def test_sobol_indices_of_a_linear_function_are_its_squared_weights(tmp_path: Path) -> None:
    found = sobol_indices(swept(LINEAR, tmp_path / "s", 5 * 2048, "saltelli"), "value")
    exact = {"a": 16 / 21, "b": 4 / 21, "c": 1 / 21}
    for row in found:
        assert row.first_order == pytest.approx(exact[row.path], abs=0.01)
        assert row.total == pytest.approx(exact[row.path], abs=0.01)


def test_indices_come_out_the_same_each_time_with_seed_zero(tmp_path: Path) -> None:
    question = asked(LINEAR, draws=5 * 64, design="saltelli", seed=0)
    sweep = run(question, tmp_path / "s")
    assert sobol_indices(sweep, "value") == sobol_indices(sweep, "value")


def test_morris_effects_of_a_linear_function_are_its_weights(tmp_path: Path) -> None:
    found = screening(swept(LINEAR, tmp_path / "s", 4 * 20, "morris"), "value")
    assert [row.path for row in found] == ["a", "b", "c"]
    for row, weight in zip(found, (4.0, 2.0, 1.0), strict=True):
        assert row.mean_effect == pytest.approx(weight)
        assert row.mean_size == pytest.approx(weight)
        assert row.spread == pytest.approx(0.0, abs=1e-9)


def test_first_order_shares_of_a_plain_sweep_agree_with_the_indices(tmp_path: Path) -> None:
    plain, _ = shares_and_values(swept(LINEAR, tmp_path / "s", 40_960, "latin-hypercube"))
    saltelli = sobol_indices(swept(LINEAR, tmp_path / "t", 5 * 8192, "saltelli"), "passes")
    other = {row.path: row for row in saltelli}
    for row in plain:
        twin = other[row.path]
        room = 2 * (row.first_order_error + twin.first_order_error)
        assert abs(row.first_order - twin.first_order) < room


def test_an_input_without_effect_is_worth_nothing(tmp_path: Path) -> None:
    def first_only(x: np.ndarray) -> np.ndarray:
        return x[:, 0]

    experiment = FunctionExperiment("one", {"a": (0, 1), "idle": (0, 1)}, first_only, 0.3)
    shares, values = shares_and_values(swept(experiment, tmp_path / "s", 8192, "random"))
    share = {row.path: row for row in shares}
    value = {row.path: row for row in values}
    assert abs(share["idle"].first_order) < 2 * share["idle"].first_order_error
    # Knowing `a` tells the verdict, but in the one class of 22 that holds the border. In full it is
    # worth 0.3 * 0.7 in the Brier score, and a forecast right with 0.7 becomes right always.
    lost = 1 / 22
    assert 1.0 - 2 * lost < share["a"].first_order <= 1.0
    assert 0.21 - 0.25 * lost - 0.01 < value["a"].score < 0.22
    assert 0.30 - 0.5 * lost - 0.02 < value["a"].right < 0.32
    assert value["idle"].right <= 0.0


def test_the_curve_of_a_linear_function_rises_to_its_closed_form(tmp_path: Path) -> None:
    sweep = swept(LINEAR, tmp_path / "s", 40_960, "sobol")
    # P(4a + 2b + c >= 3.5 | a): 2b + c has a trapezoid density on [0, 3].
    for point in passage_curve(sweep, "a"):
        rest = np.linspace(0, 1, 2001)
        need = 3.5 - 4 * np.linspace(point.low, point.high, 21)[:, None] - 2 * rest[None, :]
        exact = np.clip(1 - need, 0, 1).mean()
        assert point.lower - 0.01 <= exact <= point.upper + 0.01


def test_a_map_counts_every_draw_once(tmp_path: Path) -> None:
    sweep = swept(LINEAR, tmp_path / "s", 4096, "random")
    found = passage_map(sweep, "a", "b", cells=5)
    assert sum(map(sum, found.draws)) == 4096
    assert found.probability[0][0] == 0.0
    assert found.probability[-1][-1] == 1.0


def test_an_interval_of_a_share_never_leaves_zero_to_one() -> None:
    assert wilson(0, 10)[0] == 0.0
    assert wilson(10, 10)[1] == 1.0
    assert wilson(1, 10)[0] > 0.0


@pytest.mark.parametrize(
    ("design", "outcome", "says"),
    [("random", "passes", "design saltelli"), ("saltelli", "word", "no column")],
)
def test_indices_say_what_they_need(design: str, outcome: str, says: str, tmp_path: Path) -> None:
    sweep = swept(LINEAR, tmp_path / "s", 640, design)
    with pytest.raises(InputError, match=says):
        sobol_indices(sweep, outcome)


@pytest.fixture(scope="module")
def pntr() -> CodedGame:
    """A game of the casebook in which cohesion has no power, so that purses enter as products."""
    block = with_values(
        read_parameters(),
        {
            "vote_model.coefficients.phi.mean": "0",
            "vote_model.coefficients.phi.sd": "0",
        },
    )
    return coded_game(read_case("china-pntr-2000"), block)


def test_a_tornado_holds_the_margins_of_the_game_itself(pntr: CodedGame) -> None:
    from winset.solvers.coalitions.ratification_price import ratification_price

    found = tornado(pntr, ranged_inputs(pntr.inputs))
    widths = [abs(bar.margin_high - bar.margin_low) for bar in found.bars]
    assert widths == sorted(widths, reverse=True)
    bar = found.bars[0]
    row = pntr.likely_values[None, :].copy()
    row[0, pntr.input_named(bar.path)] = bar.high
    direct = ratification_price(pntr.at(row))
    assert bar.margin_high == pytest.approx(float(direct.budget[0] - direct.price[0]), abs=1e-9)
    assert bar.verdict_high == direct.verdict_word()


def test_numbers_that_enter_as_a_product_can_be_exchanged_without_a_trace(
    pntr: CodedGame,
) -> None:
    from winset.solvers.coalitions.ratification_price import ratification_price

    found = identification(pntr)
    pair = next(g.paths for g in found.together if "actors.business.capacity" in g.paths)
    assert "actors.business.lobbying.attention" in pair
    rows = np.repeat(pntr.likely_values[None, :], 2, axis=0)
    rows[1, pntr.input_named(pair[0])] *= 1.25
    rows[1, pntr.input_named(pair[1])] /= 1.25
    answer = ratification_price(pntr.at(rows))
    assert answer.budget[1] == pytest.approx(answer.budget[0], rel=1e-12)
    assert answer.price[1] == pytest.approx(answer.price[0], rel=1e-9)
    assert "parameters.theta" in found.channels["fund"]
    grouped = [path for group in found.together for path in group.paths]
    assert len(grouped) == len(set(grouped))
    assert "parameters.theta" not in grouped


def test_a_ridge_agrees_with_the_outcome_at_every_point(toy_case: Any, toy_parameters: Any) -> None:
    def group(ideal: float, capacity: Any) -> dict[str, Any]:
        fields = {"level": "group", "position": {"openness": ideal}, "capacity": capacity}
        return fields | {"joined": {"value": True}}

    case = toy_case(quota=4, others={"exporters": group(1.0, 1.3), "unions": group(0.0, 0.2)})
    game = coded_game(case, toy_parameters(), votes="certain")
    found = ridge(game, "actors.exporters.capacity", "actors.unions.capacity", cells=21)
    assert found.verdict == "passes"
    assert 0.0 < found.compatible < 1.0
    # a fourth vote costs 0.5 + 2 F as long as F is at most 0.5, and the budget has to cover it
    for fund, row in zip(found.second_values, found.passes, strict=True):
        if fund <= 0.5:
            border = [budget >= 0.5 + 2 * fund - 1e-9 for budget in found.first_values]
            assert row == border
