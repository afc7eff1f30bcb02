"""`--data` on analyze, whatif and sweep: a chamber filled with the members of a roll call."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from tests.unit.table_with_members import TABLE, write_votes

from winset.cli import main

CASE = """\
winset: 1
id: small-house
title: A small house
issues:
  openness: {axis: vote, title: Trade, low: closed, high: open, status_quo: 0.4, proposal: 0.7}
rule: {chamber: house, quota: 11, of: 20}
actors:
  greens:
    level: legislature
    party: G
    seats: {house: 10}
    position: {openness: 0.6}
    spread: {openness: 0.1}
  blues:
    level: legislature
    party: B
    seats: {house: 10}
    position: {openness: 0.5}
    spread: {openness: 0.1}
  makers: {level: group, position: {openness: 0.9}, capacity: 2}
chambers:
  house:
    members_from: {vote: three}
stages: {voting: {deadline: 2001-01-01}}
"""


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "small-house.yaml"
    path.write_text(CASE, encoding="utf-8")
    return str(path)


@pytest.fixture
def data(tmp_path: Path) -> str:
    source = np.random.default_rng(2)
    rows = ["vote_key,date,chamber,liberalising,kind,member,name,party,state,vote"]
    for year, key in ((1998, "one"), (1999, "two"), (2000, "three")):
        for i in range(20):
            cast = "yes" if source.normal() + (i % 2) + (i - 10) / 8 > 0 else "no"
            rows.append(f"{key},{year}-03-01,house,Yea,fta,p{i:02d},P. {i},{'GB'[i % 2]},X,{cast}")
    path = tmp_path / "own_votes.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return str(path)


def test_analyze_names_members_and_writes_them(
    case: str, data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, figure = tmp_path / "m.csv", tmp_path / "h.svg"
    words = ["analyze", case, "--data", data, "--draws", "200", "--csv", str(table)]
    assert main([*words, "--figure", str(figure), "--plot", "hemicycle"]) == 0
    shown = capsys.readouterr().out
    assert "members that decide" in shown
    assert "more: --verbose" in " ".join(shown.split())  # lines break by the length of a path
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["name"] for row in rows} == {f"P. {i}" for i in range(20)}
    assert all(0 <= float(row["p_yes"]) <= 1 for row in rows)
    assert figure.read_text(encoding="utf-8").startswith("<svg")


def test_the_same_words_without_data_play_the_blocs(
    case: str, data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = []
    for more in ([], ["--data", data], ["--data", data]):
        assert main(["analyze", case, "--draws", "200", "--json", *more]) == 0
        answers.append(json.loads(capsys.readouterr().out))
    assert answers[0]["members"][0]["member"] is None
    assert answers[1]["members"][0]["member"] is not None
    assert answers[1] == answers[2]


def test_a_case_shows_whose_members_may_fill_it(
    case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", case]) == 0
    assert "With --data the house holds the members of three." in capsys.readouterr().out


def test_whatif_sets_two_variants_of_the_members_side_by_side(
    case: str, data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["whatif", case, "--data", data, "--draws", "200", "--json"]
    assert main([*words, "--set", "actors.makers.capacity=0"]) == 0
    first, second = json.loads(capsys.readouterr().out)["reports"]
    assert first["members"][0]["name"] is not None
    assert second["budget"]["likely"] < first["budget"]["likely"]


def test_a_sweep_plays_the_members(
    case: str, data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out")
    words = ["sweep", case, "--data", data, "--vary", "actors.makers.capacity=0:4"]
    assert main([*words, "--draws", "300", "--out", out, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["draws"] == 300


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["analyze", "CASE", "--data", "nowhere"], "there is no such folder"),
        (["analyze", "CASE", "--plot", "ladder", "--figure", "x.svg"], "no chamber has real memb"),
        (
            ["analyze", "CASE", "--data", "DATA", "--set", "actors.greens.position.openness=0.5"],
            "actors.greens.position.openness: comes from the members of the roll calls",
        ),
        (
            ["analyze", "CASE", "--data", "DATA", "--set", "chambers.house.members_from.vote=thre"],
            "did you mean `three`?",
        ),
        (
            ["analyze", "CASE", "--data", "DATA", "--plot", "ladder", "--figure", "x.svg",
             "--chamber", "hose"],
            "did you mean `house`?",
        ),
        (
            ["sweep", "CASE", "--data", "DATA", "--vary", "actors.greens.spread.openness=0:0.2"],
            "actors.greens.spread.openness",
        ),
        (
            ["whatif", "CASE", "--data", "DATA", "--allow", "actors.makers.capacity=9"],
            "leave out --data",
        ),
    ],
)  # fmt: skip
def test_wrong_words_are_answered_with_what_is_right(
    case: str, data: str, words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = [{"CASE": case, "DATA": data}.get(word, word) for word in words]
    assert main(said) == 2
    told = capsys.readouterr()
    assert message in told.err
    assert told.out == ""
    assert not Path("x.svg").exists()


def test_members_of_the_congress_ratify_at_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "table.yaml"
    table.write_text(TABLE, encoding="utf-8")
    votes = str(write_votes(tmp_path))
    assert main(["negotiate", str(table), "--draws", "32", "--data", votes, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [row["congress"] for row in document["members"]] == [107]
    assert 0.0 < document["ratification"]["us"]["by_blocs"] < 1.0
    assert main(["negotiate", "putnam-figure-1", "--data", votes]) == 2
    told = capsys.readouterr()
    assert "a house of 435 or a senate of 100 seats" in told.err
    assert told.out == ""
