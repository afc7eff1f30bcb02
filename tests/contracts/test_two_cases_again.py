"""The page on the two cases: its tables are the stored numbers, and these are the model's."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from winset.cases.file.read_parameters import read_parameters
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.studies.domestic.draws import monte_carlo
from winset.studies.estimate.plan import parameters_digest, read_estimate_plan
from winset.translate import coded_game

FOLDER = Path(__file__).parents[2] / "benchmarks" / "two_cases"
MODULES = ("exchanged", "switched", "judged", "measured", "write")


@pytest.fixture(scope="module")
def scripts() -> Iterator[dict[str, ModuleType]]:
    """The scripts of the page, on the path only while these tests run."""
    sys.path.insert(0, str(FOLDER))
    try:
        yield {name: importlib.import_module(name) for name in MODULES}
    finally:
        sys.path.remove(str(FOLDER))
        for name in MODULES:
            del sys.modules[name]


@pytest.fixture(scope="module")
def numbers(scripts: dict[str, ModuleType]) -> dict[str, Any]:
    found: dict[str, Any] = scripts["write"].measured_numbers()
    return found


def test_the_page_is_up_to_date(scripts: dict[str, ModuleType]) -> None:
    page = scripts["write"].PAGE.read_text(encoding="utf-8")
    assert scripts["write"].up_to_date() == page


def test_the_readme_gives_the_same_count(scripts: dict[str, ModuleType]) -> None:
    text = " ".join((FOLDER.parents[1] / "README.md").read_text(encoding="utf-8").split())
    found = scripts["write"].measured_numbers()
    verdicts = [scripts["judged"].judged(claim, found)[0] for claim in scripts["write"].claims()]
    words = ("none", "one", "two", "three", "four", "five")
    counted = [words[verdicts.count(word)] for word in ("bears out", "against")]
    assert len(verdicts) == 31
    assert "article's thirty-one claims" in text
    assert f"the model bears out {counted[0]}, speaks against {counted[1]} and cannot say" in text


def test_what_came_quotes_the_same_probabilities(numbers: dict[str, Any]) -> None:
    came = (FOLDER.parents[1] / "docs" / "explanation" / "what-came.md").read_text("utf-8")
    said = [f"{numbers[key]['p']:.2f}".removeprefix("0") for key in ("97", "00")]
    assert f"without both series gives {said[0]} and {said[1]}" in came


def test_the_block_is_the_default_one_but_for_its_posterior(
    scripts: dict[str, ModuleType],
) -> None:
    block = read_parameters(scripts["measured"].BLOCK)
    model, usual = block.vote_model, read_parameters().vote_model
    assert parameters_digest(block) == read_estimate_plan().parameters
    assert model.source == "estimated"
    assert len(model.sample) == len(usual.sample)
    assert model.sample != usual.sample


@pytest.mark.parametrize("key", ["97", "00"])
def test_every_group_exchanged_is_the_other_case(scripts: dict[str, ModuleType], key: str) -> None:
    case, other = scripts["measured"].pair(key)
    groups = scripts["exchanged"].GROUPS
    block = read_parameters(scripts["measured"].BLOCK)
    mixed = coded_game(scripts["exchanged"].exchanged(case, other, tuple(groups)), block)
    theirs = coded_game(other, block)
    assert ratification_price(mixed.likely).price[0] == ratification_price(theirs.likely).price[0]
    drawn, expected = (monte_carlo(game, 200, 0) for game in (mixed, theirs))
    assert drawn.passage_probability == expected.passage_probability
    same = coded_game(scripts["exchanged"].exchanged(case, other, ()), block)
    before = monte_carlo(coded_game(case, block), 200, 0)
    assert monte_carlo(same, 200, 0).passage_probability == before.passage_probability


def test_stored_numbers_are_those_of_the_model(
    scripts: dict[str, ModuleType], numbers: dict[str, Any]
) -> None:
    measured = scripts["measured"]
    block = read_parameters(measured.BLOCK)
    wanted = {
        "97": ("frames", "who joined exchanged"),
        "00": ("ties exchanged", "liberal presidency"),
    }
    for key, names in wanted.items():
        asked = [one for one in measured.switches(key) if one.idea in names]
        assert len(asked) == len(names)
        for name, moved in measured.moves(key, asked, block).items():
            assert moved == pytest.approx(numbers[key]["moves"][name])
        drawn = monte_carlo(coded_game(measured.pair(key)[0], block), measured.REPORT_DRAWS, 0)
        assert drawn.passage_probability == numbers[key]["p"]


def test_stored_numbers_of_the_table_are_those_of_the_model(
    scripts: dict[str, ModuleType], numbers: dict[str, Any]
) -> None:
    """Claims 25 and 30; about 12 seconds of processor time."""
    found = scripts["measured"].at_the_table(read_parameters(scripts["measured"].BLOCK))
    assert found.keys() == numbers["table"].keys()
    for name, talks in found.items():
        stored = numbers["table"][name]
        assert talks["signed"] == stored["signed"]
        assert talks["missed"] == stored["missed"]
        assert talks["point"] == pytest.approx(stored["point"], abs=1e-3)
        assert scripts["write"].largest_move(talks) == stored["largest"]


def a_move(low: float, high: float) -> dict[str, Any]:
    moved = {"probability": (low + high) / 2, "low": low, "high": high}
    return {"97": {"moves": {"x": moved, "none": None}}}


@pytest.mark.parametrize(
    ("low", "high", "way", "expected"),
    [
        (0.01, 0.05, "up", "bears out"),
        (0.01, 0.05, "down", "against"),
        (-0.05, -0.01, "down", "bears out"),
        (-0.05, 0.05, "up", "cannot say"),
        (0.001, 0.009, "up", "cannot say"),
    ],
)
def test_a_move_is_judged_by_its_range(
    scripts: dict[str, ModuleType], low: float, high: float, way: str, expected: str
) -> None:
    claim = {"rule": "move", "case": "97", "switch": "x", "way": way}
    judged = scripts["judged"].judged
    assert judged(claim, a_move(low, high))[0] == expected
    assert judged({**claim, "switch": "none"}, a_move(low, high))[0] == "cannot say"
    assert judged({**claim, "rule": "rho"}, a_move(low, high))[0] == "cannot say"


@pytest.mark.parametrize(
    ("high", "recorded", "expected"),
    [(220, 210, "bears out"), (400, 210, "cannot say"), (220, 230, "against")],
)
def test_a_count_is_judged_by_a_narrow_interval(
    scripts: dict[str, ModuleType], high: int, recorded: int, expected: str
) -> None:
    claim = {"rule": "count", "low": "low", "high": "high", "seats": "of", "recorded": recorded}
    assert scripts["judged"].judged(claim, {"low": 200, "high": high, "of": 435})[0] == expected


@pytest.mark.parametrize(
    ("share", "other", "expected"),
    [(0.6, 0.3, "bears out"), (0.4, 0.3, "cannot say"), (0.3, 0.4, "against")],
)
def test_an_end_is_judged_by_its_share(
    scripts: dict[str, ModuleType], share: float, other: float, expected: str
) -> None:
    found = {"97": {"shares": {"withdrawn": share, "passes": other}}}
    claim = {"rule": "end", "case": "97", "end": "withdrawn"}
    assert scripts["judged"].judged(claim, found)[0] == expected


def test_an_order_is_judged_by_the_difference(scripts: dict[str, ModuleType]) -> None:
    claim = {"rule": "order", "larger": "a", "smaller": "b"}
    judged = scripts["judged"].judged
    assert judged(claim, {"a": 0.6, "b": 0.5})[0] == "bears out"
    assert judged(claim, {"a": 0.5, "b": 0.6})[0] == "against"
    assert judged(claim, {"a": 0.52, "b": 0.5})[0] == "cannot say"
