"""`winset agreements` as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from winset.cli import main

ROWS = ["state;agreement;in_force;signed"] + [
    f"{state};a{n};{'' if n % 5 == 4 else f'{1981 + n}-06-01'};{1980 + n}-03-01"
    for n in range(30)
    for state in ("X", "Y")
]
INSTITUTIONS = ["state,year,checks,xconst,polity2"] + [
    f"{state},{1980 + n},{1 + n % 7},{1 + n % 5},{n % 9}" for n in range(30) for state in ("X", "Y")
]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    Path("a.csv").write_text("\n".join(ROWS), encoding="utf-8")
    Path("i.csv").write_text("\n".join(INSTITUTIONS), encoding="utf-8")
    return ["a.csv", "--institutions", "i.csv"]


def test_json_is_the_document_and_nothing_else(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["agreements", *files, "--to", "1995-12-31", "--json"]) == 0
    told = capsys.readouterr()
    document = json.loads(told.out)
    assert told.err == ""
    assert document["schema"] == "winset/agreements/1"
    assert document["to"] == "1995-12-31"
    assert document["counts"]["not_recorded"] == 6
    assert document["institutions"] == "i.csv"
    assert {e["term"] for e in document["effects"]} >= {"veto_players", "parties"}


def test_the_terminal_shows_rates_signs_in_both_readings_scores_and_the_caution(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["agreements", *files, "--verbose"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    for said in (
        "30 agreements signed 1980 to 2009: 83% in force within two years (90 % interval",
        "veto players: 1 to 3",
        "open recorded sign",
        "entry: veto players",
        "Only signed agreements are seen",
        "not the same as never: 6",
        "scores: parties: fewer than 20 entries up to",
        "base rate by parties",
    ):
        assert said in out, said


def test_figure_and_tables_are_written(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--figure", "f.svg", "--tables", "t.csv", "--table", "effects"]
    assert main(["agreements", *files, *words]) == 0
    assert "written: f.svg" in capsys.readouterr().out
    assert "veto players" in Path("f.svg").read_text(encoding="utf-8")
    assert Path("t.csv").read_text(encoding="utf-8").startswith("Waited for,Model,Term")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["b.csv"], "b.csv"),
        (["a.csv", "--to", "soon"], "--to: soon is not a day"),
        (["a.csv", "--to", "1950-01-01"], "no agreement was signed up to 1950-01-01; the first"),
        (["i.csv"], "i.csv:1: there is no column `agreement`; the columns of a table of"),
        (["a.csv", "--institutions", "a.csv"], "a.csv:1: there is no column `year`"),
        (["a.csv", "--figure", "f.gif"], "gif"),
    ],
)
def test_wrong_input_exits_2_and_says_what_is_right(
    files: list[str], capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert files
    assert main(["agreements", *words]) == 2
    assert told in capsys.readouterr().err
