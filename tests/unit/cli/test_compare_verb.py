"""`winset compare` as a user runs it, on small cases of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from winset.cases.file.read import read_case_text
from winset.cases.file.yaml_text import case_text
from winset.cli import main
from winset.render.figures.comparison.specifications import plot_specifications
from winset.reports.comparison.compare_report import CompareReport, compare_schema

TEXT = (Path(__file__).parents[2] / "data" / "sound.yaml").read_text(encoding="utf-8")


def written(folder: Path, name: str, *changes: tuple[str, str]) -> str:
    text = TEXT.replace("id: sound", f"id: {name}")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / f"{name}.yaml"
    path.write_text(case_text(read_case_text(text)), encoding="utf-8")
    return str(path)


@pytest.fixture
def two(tmp_path: Path) -> list[str]:
    """Give two files: a bill that was withdrawn, and one that passed."""
    passed = ("verdict: withdrawn", "verdict: passes")
    return [written(tmp_path, "first"), written(tmp_path, "second", passed)]


def shown(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_the_terminal_shows_cases_scores_tests_and_sets(
    two: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *two, "--draws", "20", "--no-curve"]) == 0
    text = shown(capsys)
    assert "2 cases, plan plan-1, 20 draws each" in text
    assert "Warning: 2 cases: hardly any difference over cases could show." in text
    assert "balanced: mean of the shares" in text
    assert "of 2; `every bill passes` in 1; `liberalising bills pass," in text
    assert "H2 (liberal)" in text
    assert "Process tracing: no evidence of these cases carries a test." in text
    assert "Registered alternatives" not in text


def test_the_alternatives_stand_beside_forecasts_without_a_model(
    two: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *two, "--draws", "10"]) == 0
    text = shown(capsys)
    assert "draws each, so that the Brier score of `standard` may differ" in text
    assert "balanced 0.50 for any constant forecast, Brier 1.000 for the base rate" in text


def test_the_whole_run_keeps_to_its_schema_and_draws_its_figure(
    two: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figure = tmp_path / "curve.svg"
    assert main(["compare", *two, "--draws", "10", "--figure", str(figure), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, compare_schema())
    assert len(document["specification_curve"]) == 20
    [told] = [text for text in document["warnings"] if text.startswith("specification curve: ")]
    assert "willingness-mean, willingness-product" in told
    assert "no-fund" not in told
    assert figure.read_text(encoding="utf-8").startswith("<svg")
    chart = plot_specifications(CompareReport.model_validate(document), width=420, theme="dark")
    spoken: Any = chart.description
    assert spoken.startswith("Scores by block: ")


def test_codings_of_one_case_are_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    files = [
        written(tmp_path / "a", "one"),
        written(tmp_path / "b", "one", ("position: {openness: 0.2}", "position: {openness: 0.3}")),
    ]
    assert main(["compare", "--coders", *files, "--draws", "10"]) == 0
    text = shown(capsys)
    assert "one: 2 codings" in text
    assert "actors.churches.position.openness" in text
    assert main(["compare", "--coders", *files, "--draws", "10", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, compare_schema())
    assert document["kind"] == "coders"


def test_all_takes_the_domestic_cases_of_the_casebook(
    two: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import winset.casebook as casebook

    monkeypatch.setattr(casebook, "case_ids", lambda: ("first", "putnam-figure-1"))
    original = casebook.case_path
    monkeypatch.setattr(
        casebook, "case_path", lambda name: Path(two[0]) if name == "first" else original(name)
    )
    assert main(["compare", "--all", two[1], "--draws", "10", "--no-curve", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert sorted(row["case"] for row in document["cases"]) == ["first", "second"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], "no cases to compare"),
        (["putnam-figure-1"], "negotiation"),
        (["--coders", "fast-track-1997", "fast-track-1997"], "given twice"),
        (["--coders", "fast-track-1997"], "two codings"),
        (["--coders", "fast-track-1997", "china-pntr-2000"], "different cases"),
        (["--coders", "--all"], "not --all"),
        (["fast-track-1997"], "the article's own case"),
        (["no-such-case"], "no case `no-such-case`"),
    ],
)
def test_wrong_wishes_are_answered_in_a_line(
    words: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *words]) == 2
    told = capsys.readouterr().err
    assert expected in told
    assert "Traceback" not in told


@pytest.mark.parametrize("subject", ["compare", "statements"])
def test_the_schemas_are_on_offer(subject: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", subject]) == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))
