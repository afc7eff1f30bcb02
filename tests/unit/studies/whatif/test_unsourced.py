"""Numbers without a source, by how far the probability of passage leans on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import winset as ws
from winset.cases.checks.sourced import without_source
from winset.cases.file.read import load_text
from winset.cases.model.case import Case
from winset.cases.templates.skeleton import skeleton_text
from winset.cli import main
from winset.studies.whatif.unsourced import UnsourcedNumber, unsourced_numbers

TEXT = skeleton_text("bill")


def bill(text: str = TEXT) -> Case:
    case = load_text(text, "bill.yaml").case
    assert isinstance(case, Case)
    return case


def test_numbers_are_ranked_by_what_they_move() -> None:
    case = bill()
    found = unsourced_numbers(case)
    sizes = [abs(one.moves) for one in found]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 0.05
    assert {one.path for one in found} <= set(without_source(case))
    assert next(one.path for one in found).endswith("position.openness")


def test_the_weight_is_the_change_of_the_probability_over_the_range() -> None:
    case = bill()
    top = unsourced_numbers(case)[0]
    ends = [
        ws.analyze(ws.with_values(case, {top.path: str(end)}), draws=2000).passage_probability
        for end in (top.low, top.high)
    ]
    assert ends[1] - ends[0] == pytest.approx(top.moves, abs=0.08)


def test_one_seed_gives_one_ranking_and_a_sourced_case_none() -> None:
    assert unsourced_numbers(bill()) == unsourced_numbers(bill())
    assert unsourced_numbers(ws.read_domestic_case("textile-1990")) == []


def test_a_source_takes_a_number_out_of_the_ranking() -> None:
    ranged = "openness: {low: 0.3, likely: 0.4, high: 0.5}"
    assert TEXT.count(ranged) == 2
    named = ranged.replace("}", ", source: example-source}")
    left = {one.path for one in unsourced_numbers(bill(TEXT.replace(ranged, named)))}
    assert "actors.house-minority.position.openness" not in left
    assert "actors.house-majority.position.openness" in left


@pytest.mark.parametrize(
    ("moves", "text"),
    [(0.0, "from 0.1 to 0.3 it moves nothing"), (-0.042, "by −4.2 points"), (0.1, "by +10.0")],
)
def test_the_weight_in_words(moves: float, text: str) -> None:
    assert text in UnsourcedNumber("a.b", 0.1, 0.3, moves).in_words()


def test_check_prints_them_last_the_weightiest_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bill.yaml"
    file.write_text(TEXT, encoding="utf-8")
    assert main(["check", "--verbose", "--json", str(file)]) == 0
    problems = json.loads(capsys.readouterr().out)
    bare = [one for one in problems if one["severity"] == "note"]
    assert problems[-len(bare) :] == bare
    ranked = [one.path for one in unsourced_numbers(bill())]
    assert [one["path"] for one in bare][: len(ranked)] == ranked
    assert "it moves the probability of passage by" in bare[0]["what"]
    assert all(one["line"] for one in bare)


def test_a_file_with_an_error_and_a_negotiation_are_listed_without_weights(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "bill.yaml"
    broken.write_text(TEXT.replace("{held_by: president}", "{held_by: nobody}"), encoding="utf-8")
    assert main(["check", "-v", str(broken)]) == 2
    assert "moves the probability" not in capsys.readouterr().err
    table = str(tmp_path / "table.yaml")
    assert main(["new", table, "--template", "negotiation"]) == 0
    assert main(["check", "-v", table]) == 0
    shown = capsys.readouterr().err
    assert "has no source" in shown
    assert "moves the probability" not in shown
