"""`winset forecast` as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from winset.cli import main

PLAIN = "name,position,salience,capability\nA,0,50,1\nB,100,60,2\nC,40,50,1\n"
DECIDED = (
    "issue,dossier,actor,position,salience,capability,outcome\n"
    "i1,d1,A,0,50,1,100\ni1,d1,B,100,50,3,100\ni1,d1,C,50,100,1,100\n"
    "i2,d2,A,0,100,1,0\ni2,d2,B,100,20,3,0\ni2,d2,C,50,50,1,0\n"
)


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    path = tmp_path / "actors.csv"
    path.write_text(PLAIN)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    return path.name


@pytest.fixture
def decided(tmp_path: Path) -> str:
    path = tmp_path / "decided.csv"
    path.write_text(DECIDED)
    return str(path)


def test_json_is_the_document_and_nothing_else(
    table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forecast", table, "--json"]) == 0
    told = capsys.readouterr()
    document = json.loads(told.out)
    assert told.err == ""
    assert document["schema"] == "winset/forecast/1"
    issue = document["issues"]["position"]
    assert issue["weighted_mean"] == pytest.approx((100 * 1.2 + 40 * 0.5) / 2.2)
    assert issue["weighted_median"] == 100.0
    assert set(issue["distribution"]["quantiles"]) == {"5", "25", "50", "75", "95"}
    assert issue["distribution"]["method"]
    for model in issue["models"].values():
        assert {"mean", "mode", "rounds"} <= set(model)
    assert issue["models"]["weighted-mean"]["rounds"] is None
    assert isinstance(issue["models"]["challenge"]["rounds"], list)


def test_the_terminal_names_models_errors_and_quantiles(
    table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forecast", table, "--verbose"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    for said in (
        "weighted mean",
        "spatial model of politics",
        "23.30",
        "in 9 of 10",
        "Assumptions",
    ):
        assert said in out
    assert out.index("weighted mean ") < out.index("weighted median ")


def test_models_horizon_and_ends_are_passed_on(
    table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["forecast", table, "--model", "smp,challenge", "--horizon", "2", "--ends", "0:200"]
    assert main([*words, "--json"]) == 0
    issue = json.loads(capsys.readouterr().out)["issues"]["position"]
    assert list(issue["models"]) == ["weighted-mean", "weighted-median", "smp", "challenge"]
    assert issue["high"] == 200.0
    assert len(issue["models"]["challenge"]["rounds"]) <= 3


def test_a_score_is_a_document_of_its_own(decided: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forecast", "--score", decided, "--json", "--seed", "3"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "winset/forecast-score/1"
    assert document["issues"] == 2
    for found in document["models"].values():
        assert {"mae", "crps", "n", "minus_weighted_mean"} <= set(found)
        assert len(found["minus_weighted_mean"]) == 3
    assert main(["forecast", "--score", decided]) == 0
    assert "Calibration of the distribution" in capsys.readouterr().out


def test_figures_are_written(table: str, decided: str, tmp_path: Path) -> None:
    assert main(["forecast", table, "--figure", str(tmp_path / "a.svg")]) == 0
    assert main(["forecast", "--score", decided, "--figure", str(tmp_path / "b.png")]) == 0
    assert (tmp_path / "a.svg").read_text().startswith("<svg")
    assert (tmp_path / "b.png").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["forecast"], "nothing to forecast; name a case or a table"),
        (["forecast", "no-such-case"], "the casebook has no case `no-such-case`"),
        (["forecast", "none.csv"], "none.csv: there is no such file"),
        (["forecast", "{table}", "--model", "smpp"], "did you mean `smp`?"),
        (["forecast", "{table}", "--horizon", "-1"], "0 to 1000 rounds"),
        (["forecast", "{table}", "--ends", "5"], "--ends 5; write LOW:HIGH"),
        (["forecast", "{table}", "--ends", "5:1"], "--ends 5:1; write LOW:HIGH"),
        (["forecast", "{table}", "--ends", "nan:1"], "--ends nan:1; write LOW:HIGH"),
        (["forecast", "{table}", "--score", "x.csv"], "--score takes a table of decided issues"),
        (["forecast", "--score", "{table}"], "there is no column `issue`"),
        (["forecast", "{table}", "--figure", "a.svg", "--issue", "tax"], "no issue `tax`"),
        (["forecast", "china-pntr-2000", "--ends", "0:1"], "--ends are for tables"),
    ],
)
def test_wrong_input_is_answered_with_what_would_be_right(
    words: list[str], said: str, table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([word.replace("{table}", table) for word in words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert "Traceback" not in told.err


def test_a_file_with_another_ending_is_refused_with_the_endings_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "actors.dat"
    path.write_text(PLAIN)
    assert main(["forecast", str(path)]) == 2
    assert "cases end in .yaml, .yml, .json, tables in .csv" in capsys.readouterr().err


def test_decimal_commas_and_semicolons_are_read(
    tmp_path: Path, table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "comma.csv"
    path.write_text("name;position;salience;capability\nA;0;0,5;1\nB;100;0,6;2\nC;40;0,5;1\n")
    assert main(["forecast", str(path), "--json"]) == 0
    comma = json.loads(capsys.readouterr().out)["issues"]
    assert main(["forecast", table, "--json"]) == 0
    assert comma == json.loads(capsys.readouterr().out)["issues"]
