"""`winset lenses`, as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from winset.cli import main


def test_the_document_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lenses", "fast-track-1997", "--json", "--seed", "3"]) == 0
    told = capsys.readouterr()
    document = json.loads(told.out)
    assert document["schema"] == "winset/lenses/1"
    assert document["case"] == "fast-track-1997"
    assert told.err == ""


def test_the_terminal_says_who_predicts_what(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lenses", "china-pntr-2000", "--verbose"]) == 0
    told = capsys.readouterr().out
    for words in (
        "Theory of coalitions",
        "Where they agree",
        "Facts that would distinguish them",
        "cannot see",
        "missing lenses.beliefs",
        "winset's own model: it passes in",
    ):
        assert words in " ".join(told.split())


def test_figure_and_page_are_written_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figure, page = tmp_path / "lenses.svg", tmp_path / "lenses.html"
    words = ["lenses", "fast-track-1997", "--figure", str(figure), "--html", str(page)]
    assert main(words) == 0
    assert f"written: {figure}" in capsys.readouterr().out
    assert "<title>" in figure.read_text(encoding="utf-8")
    text = page.read_text(encoding="utf-8")
    assert "<script>" not in text
    assert "winset/lenses/1" in text


def test_a_value_or_a_cut_point_can_be_set(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["lenses", "fast-track-1997", "--json"]
    assert main([*words, "--set", "lenses.economy.trade=falling"]) == 0
    readings = {r["lens"]: r for r in json.loads(capsys.readouterr().out)["readings"]}
    assert readings["factor-cleavage"]["prediction"] == "does not pass"
    assert main([*words, "--cut", "executive_dispersion=0.01"]) == 0
    assert json.loads(capsys.readouterr().out)["cut_points"]["executive_dispersion"] == 0.01


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("--cut=dispersion=0.1", "`dispersion` is not a cut point"),
        ("--cut=willing", "write NAME=VALUE with a number"),
        ("--cut=willing=much", "write NAME=VALUE with a number"),
        ("--cut=willing=2", "is not between 0 and 1"),
        ("--cut=willing=nan", "is not between 0 and 1"),
    ],
)
def test_a_wrong_cut_point_is_answered(
    option: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lenses", "fast-track-1997", option]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert "Traceback" not in error


def test_a_negotiation_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lenses", "putnam-figure-1"]) == 2
    assert capsys.readouterr().err.strip()


def test_the_schema_of_the_document_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "lenses"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["properties"]["schema"]["const"] == "winset/lenses/1"
    assert all("mark" in field for field in schema["properties"].values())
