"""`winset power` and `winset coalitions`, as a user types them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import winset as ws
from winset.casebook import read_domestic_case
from winset.cases.file.write import write_parameters
from winset.cases.model.vote_parameters import Coefficient
from winset.cli import main
from winset.studies.estimate.block import with_priors

VOTE = ["--quota", "51", "--weights", "50,49,1"]
FIVE = ["--quota", "51", "--weights", "20,15,10,30,25", "--names", "A,B,C,D,E"]


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert main([*words, "--json"]) == 0
    out = capsys.readouterr().out
    found: dict[str, object] = json.loads(out)
    return found


def test_banzhaf_means_the_normalised_index(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "power", *VOTE, "--index", "banzhaf")
    assert found["values"] == pytest.approx({"1": 0.6, "2": 0.2, "3": 0.2})
    absolute = answer(capsys, "power", *VOTE, "--index", "penrose-banzhaf")
    assert absolute["values"] == {"1": 0.75, "2": 0.25, "3": 0.25}


def test_the_document_holds_what_is_promised(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "power", *VOTE, "--exact", "--names", "A,B,C")
    assert {"schema", "index", "exact", "values", "quota", "total", "error_bound"} <= set(found)
    assert found["values"] == {"A": "2/3", "B": "1/6", "C": "1/6"}
    assert found["exact"] is True
    assert (found["quota"], found["total"], found["error_bound"]) == (51, 100, 0)


@pytest.mark.parametrize(
    "index",
    [
        "shapley-shubik",
        "banzhaf",
        "penrose-banzhaf",
        "coleman-prevent",
        "coleman-initiate",
        "coleman-act",
        "johnston",
        "deegan-packel",
        "holler-packel",
    ],
)
def test_every_index_is_on_offer(capsys: pytest.CaptureFixture[str], index: str) -> None:
    assert answer(capsys, "power", *VOTE, "--index", index)["index"] == index
    assert main(["power", *VOTE, "--index", index]) == 0
    assert "Method:" in capsys.readouterr().out


@pytest.mark.parametrize("index", ["owen", "banzhaf-owen"])
def test_unions_are_given_with_semicolons(capsys: pytest.CaptureFixture[str], index: str) -> None:
    found = answer(capsys, "power", *FIVE, "--index", index, "--unions", "A,B;D,E")
    assert found["unions"] == [["A", "B"], ["D", "E"], ["C"]]
    assert main(["power", *FIVE, "--index", index]) == 2
    assert "needs --unions" in capsys.readouterr().err


def test_power_in_a_case_is_that_of_its_blocs_and_single_players(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = answer(capsys, "power", "china-pntr-2000")
    values = found["values"]
    assert isinstance(values, dict)
    assert sum(values.values()) == pytest.approx(1)
    assert values["clinton"] > 0
    assert found["quota"] is None
    assert "not a single weighted vote" in str(found["reason"])


def test_coalitions_are_counted_listed_and_priced(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(
        capsys,
        "coalitions",
        *FIVE,
        "--prices",
        "1,2,3,4,5",
        "--connected",
        "--positions",
        "1,2,3,4,5",
    )
    assert found["count"] == 6
    assert found["minimum_size"] == 55
    assert ["D", "E"] in found["minimal_winning"]  # type: ignore[operator]
    assert found["connected"] == [["B", "C", "D"], ["D", "E"]]
    cheapest = found["least_cost"]
    assert isinstance(cheapest, dict)
    assert cheapest["cost"] == 7
    assert cheapest["coalition"] == ["A", "B", "D"]


def test_a_single_coalition_is_said_in_the_singular(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coalitions", "--quota", "3", "--weights", "1,1,1"]) == 0
    assert "\n1 minimal winning coalition\n" in capsys.readouterr().out


def test_past_the_limit_the_list_is_null_beside_the_reason(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = answer(capsys, "coalitions", *FIVE, "--limit", "2")
    assert found["minimal_winning"] is None
    assert found["count"] == 6
    assert "limit" in str(found["reason"])


def test_coalitions_can_be_read_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    positions = ["--connected", "--positions", "1,2,3,4,5", "--prices", "1,1,1,1,inf"]
    assert main(["coalitions", *FIVE, *positions, "--fund", "1"]) == 0
    shown = capsys.readouterr().out
    assert "6 minimal winning coalitions" in shown
    assert "Minimum size (least total weight): 55" in shown
    assert "Pivot of the body: D" in shown
    assert "cheapest coalition against a fund of 1" in shown
    assert main(["coalitions", *FIVE, "--blocking", "--limit", "1"]) == 0
    assert "Not listed" in capsys.readouterr().out
    assert main(["coalitions", "china-pntr-2000", "--including", "clinton", "--largest", "5"]) == 0
    assert "clinton" in capsys.readouterr().out


def test_tables_come_in_and_go_out_as_csv(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    seats = tmp_path / "seats.csv"
    seats.write_text("name,weight,position,price\nA,50,0,1\nB,49,1,2\nC,1,2,3\n")
    out = tmp_path / "power.csv"
    given = ["--quota", "51", "--weights", str(seats)]
    assert main(["power", *given, "--csv", str(out), "--exact"]) == 0
    assert out.read_text().splitlines()[:2] == [
        "player,shapley-shubik,votes weight,votes share",
        "A,2/3,50,0.5",
    ]
    capsys.readouterr()
    found = answer(
        capsys,
        "coalitions",
        *given,
        "--csv",
        str(out),
        "--prices",
        str(seats),
        "--positions",
        str(seats),
    )
    assert found["least_cost"]["cost"] == 3  # type: ignore[index]
    assert out.read_text().splitlines() == ["size,members", "2,A;B", "2,A;C"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["power"], "give a case, or both"),
        (["power", "--quota", "3"], "give a case, or both"),
        (["power", "china-pntr-2000", "--quota", "3", "--weights", "1,2"], "not both"),
        (["power", "--quota", "x", "--weights", "1,2"], "'x' is not a number"),
        (["power", "--quota", "1/0", "--weights", "1,2"], "not a number"),
        (["power", "--quota", "2", "--weights", "1,,2"], "empty entry"),
        (["power", "--quota", "2", "--weights", "1,nan"], "finite"),
        (["power", "--quota", "9", "--weights", "1,2"], "above the total"),
        (["power", "--quota", "2", "--weights", "1,2", "--names", "A"], "2 weights but 1 names"),
        (["power", "--quota", "2", "--weights", "1,2", "--names", "A,A"], "duplicate names: A"),
        (["power", *VOTE, "--unions", "1,2"], "takes no --unions"),
        (["power", "--quota", "2", "--weights", "nowhere.csv"], "no such file"),
        (["power", "no-such-case"], "no-such-case"),
        (["power", *VOTE, "--index", "shapely"], "shapely"),
        (["coalitions", *VOTE, "--connected"], "needs --positions"),
        (["coalitions", *VOTE, "--positions", "1,2"], "2 positions for 3"),
        (["coalitions", *VOTE, "--fund", "2"], "needs --prices"),
        (["coalitions", *VOTE, "--including", "Z"], "not a player"),
    ],
)
def test_wrong_input_is_answered_in_a_few_lines_and_exit_2(
    capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    assert main(words) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert message in shown.err
    assert "Traceback" not in shown.err
    assert len(shown.err.splitlines()) <= 4


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "no rows"), ("name,votes\nA,1\n", "weight"), ("name,weight\n", "no rows")],
)
def test_a_table_without_what_is_needed_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, message: str
) -> None:
    table = tmp_path / "seats.csv"
    table.write_text(text)
    assert main(["power", "--quota", "1", "--weights", str(table)]) == 2
    assert message in capsys.readouterr().err


def test_names_beside_a_table_that_names_are_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table = tmp_path / "seats.csv"
    table.write_text("name,weight\nA,1\n")
    assert main(["power", "--quota", "1", "--weights", str(table), "--names", "B"]) == 2
    assert "already names" in capsys.readouterr().err


@pytest.mark.parametrize(("quota", "needed"), [("2/3", 7), ("1/2", 6), ("0.6", 6)])
def test_a_share_where_votes_are_counted_is_refused_with_the_votes_it_means(
    quota: str, needed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["power", "--quota", quota, "--weights", "5,3,2"]) == 2
    assert f"write --quota {needed}" in capsys.readouterr().err


def test_shares_of_shares_are_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["power", "--quota", "2/3", "--weights", "0.5,0.3,0.2", "--json"]) == 0
    assert '"quota": 0.66' in capsys.readouterr().out


def test_connected_coalitions_of_a_case_stand_on_its_own_axis(
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = read_domestic_case("fast-track-1997")
    assert main(["coalitions", "fast-track-1997", "--connected", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    places = {name: case.actors[name].position["openness"].likely for name in told["positions"]}
    assert told["positions"] == pytest.approx(places)
    for coalition in told["connected"]:
        ends = [places[name] for name in coalition]
        between = {n for n, at in places.items() if min(ends) < at < max(ends)}
        assert between <= set(coalition)


def test_coalitions_of_a_case_cost_what_its_blocs_cost_whole(
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = "fast-track-1997"
    found = answer(capsys, "coalitions", case)
    cheapest: Any = found["least_cost"]
    assert "no prices" not in str(found.get("reason"))
    # The President gains from the bill: his consent costs nothing.
    assert cheapest["prices"]["clinton"] == 0.0
    report = ws.analyze(ws.read_domestic_case(case), draws=2).to_frame("members")
    whole = report.groupby("actor")["entry_price"].sum()
    for bloc in ("new-democrats", "senate-conservative-republicans"):
        assert cheapest["prices"][bloc] == pytest.approx(whole[bloc])
    assert main(["coalitions", case]) == 0
    assert "each bloc taken whole" in capsys.readouterr().out
    assert main(["coalitions", case, "--fund", "2"]) == 2


def test_prices_of_a_case_follow_the_parameter_block(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    block = with_priors(ws.read_parameters())
    easier = block.vote_model.coefficients | {"gamma_0": Coefficient(mean=0.5, sd=0.0)}
    model = block.vote_model.model_copy(update={"coefficients": easier})
    path = tmp_path / "easier.yaml"
    write_parameters(block.model_copy(update={"vote_model": model}), path)
    costs = []
    for words in ([], ["--parameters", str(path)]):
        found: Any = answer(capsys, "coalitions", "fast-track-1997", *words)
        costs.append(found["least_cost"]["cost"])
    assert costs[1] < costs[0]
    assert main(["coalitions", *VOTE, "--parameters", str(path)]) == 2
    assert "--parameters are for the prices of a case" in capsys.readouterr().err
