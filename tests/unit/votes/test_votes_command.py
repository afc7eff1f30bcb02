"""The votes verbs, run as a user does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import altair as alt
import pytest

from winset.cli import main
from winset.render.figures.roll_calls.hemicycle import plot_hemicycle, seat_places
from winset.render.figures.roll_calls.ladder import plot_ladder, surname
from winset.render.figures.roll_calls.tally import plot_tally
from winset.reports.roll_calls.whip_report import CaseWhip
from winset.studies.roll_calls.whip import whip_count
from winset.votes.readers.read_trade import read_trade_votes

WHIP_KEYS = {
    "schema", "roll_call", "needed", "expected", "low", "high", "passage_probability", "members",
}  # fmt: skip
BACKTEST_KEYS = {
    "id", "date", "actual", "predicted", "low", "high", "accuracy", "brier", "log_score",
    "proportional_reduction_in_error",
}  # fmt: skip


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["votes", *words])
    out, err = capsys.readouterr()
    return code, out, err


def document(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    code, out, err = run(capsys, *words, "--json")
    assert code == 0, err
    return json.loads(out)


def test_whip_gives_the_promised_keys(capsys, folder: Path) -> None:
    found = document(
        capsys, "whip", "f1998_h", "--data", str(folder), "--as-of", "1998-09-25", "--draws", "200"
    )
    assert found.keys() >= WHIP_KEYS
    assert found["members"][0].keys() >= {"id", "name", "party", "state", "p_yes"}
    assert found["needed"] == 31


def test_backtest_gives_the_promised_keys(capsys, folder: Path) -> None:
    found = document(
        capsys, "backtest", "--data", str(folder), "--chamber", "house", "--from", "1996-01-01",
        "--draws", "200",
    )  # fmt: skip
    assert found.keys() >= {"schema", "roll_calls", "baselines", "calibration"}
    assert all(row.keys() >= BACKTEST_KEYS for row in found["roll_calls"])


def test_list_and_scores_print_tables_and_json(capsys, folder: Path) -> None:
    assert len(document(capsys, "list", "--data", str(folder))) == 6
    assert len(document(capsys, "scores", "--data", str(folder))["members"]) == 60
    for words in (("list",), ("scores",), ("backtest", "--from", "1998-01-01", "--draws", "200")):
        code, out, _ = run(capsys, *words, "--data", str(folder))
        assert code == 0
        assert len(out.splitlines()) > 5


def test_whip_writes_members_and_figures_whole(capsys, folder: Path, tmp_path: Path) -> None:
    csv, svg = tmp_path / "m.csv", tmp_path / "t.svg"
    code, out, _ = run(
        capsys, "whip", "f1998_h", "--data", str(folder), "--csv", str(csv), "--figure", str(svg),
        "--draws", "200",
    )  # fmt: skip
    assert code == 0
    assert "Persuadables" in out
    assert len(csv.read_text().splitlines()) == 61
    assert svg.read_text().startswith("<svg")


def test_nominate_is_refused_where_there_is_none(capsys, folder: Path) -> None:
    code, _, err = run(capsys, "whip", "f1998_h", "--data", str(folder), "--nominate")
    assert code == 2
    assert "nominate_dim1" in err


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("whip", "f1998h"), "did you mean `f1998_h`"),
        (("whip", "f1998_h", "--as-of", "yesterday"), "2000-05-24"),
        (("whip", "f1998_h", "--plot", "pie"), "hemicycle"),
        (("backtest", "--chamber", "senate"), "house"),
        (("list", "--chamber", "lords"), "`lords`; one of house\n"),
        (("whip",), "no vote is named; give a key of `votes list`, or --vote FILE"),
        (("get", "106", "--mirror", "nowhere"), "H106_members.csv"),
        (("get", "106", "--chamber", "lords"), "house"),
    ],
)
def test_wrong_input_is_answered_with_what_is_right(
    capsys, folder: Path, words: tuple[str, ...], hint: str
) -> None:
    code, out, err = run(capsys, *words, "--data", str(folder))
    assert (code, out) == (2, "")
    assert hint in err


def test_the_cache_folder_is_named_by_the_environment(capsys, folder: Path, monkeypatch) -> None:
    monkeypatch.setenv("WINSET_DATA", str(folder))
    assert len(document(capsys, "list")) == 6


def test_a_fresh_process_gives_the_same_json_and_help_loads_no_arrays(folder: Path) -> None:
    words = ["votes", "whip", "f1998_h", "--data", str(folder), "--json", "--draws", "200"]
    code = f"import sys; from winset.cli import main; sys.exit(main({words!r}))"
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
        for _ in range(2)
    ]
    assert runs[0] == runs[1]
    code = (
        "import sys; from winset.cli import main; main(['votes', '--help'])\n"
        "sys.exit(bool({'numpy', 'scipy', 'pandas', 'altair', 'numba'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0


def test_figures_show_every_member_and_the_quota(folder: Path) -> None:
    found = whip_count(read_trade_votes(folder), "f1998_h", draws=300)
    for plot in (plot_tally, plot_ladder, plot_hemicycle):
        text = json.dumps(plot(found, theme="dark").to_dict())
        assert "Fast track again" in text
    assert text.count("MEMBER0") == 60
    assert "31 needed" in json.dumps(plot_tally(found).to_dict())


@pytest.mark.parametrize("seats", [1, 2, 7, 100, 435, 705])
def test_a_hemicycle_has_a_place_for_every_seat_and_none_twice(seats: int) -> None:
    places = seat_places(seats)
    assert len({(round(x, 6), round(y, 6)) for x, y in places}) == seats
    assert all(-1 - 1e-9 <= x <= 1 + 1e-9 and y >= -1e-9 for x, y in places)


def test_a_count_says_how_such_counts_have_fared(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    words = ("whip", "f1998_h", "--data", str(folder), "--draws", "200")
    found = document(capsys, *words)
    assert found["assumptions"][-1].startswith("tested on 28 votes of 2005 to 2010")
    assert found["voters"] == "members on the list of the vote itself"
    _, out, _ = run(capsys, *words)
    assert "60 may vote: members on the list of the vote itself" in out


def test_a_backtest_prints_the_tally_beside_fair_forecasts_by_hand(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    _, out, _ = run(capsys, "backtest", "--data", str(folder), "--draws", "200")
    assert "spread of their own past errors" in " ".join(out.split())
    assert "Brier of" in out


def test_a_backtest_prints_passage_beside_simple_rules_and_its_groups(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    words = ("backtest", "--data", str(folder), "--draws", "200")
    _, out, _ = run(capsys, *words)
    found = document(capsys, *words)
    lines = [line.split() for line in out.splitlines()]
    rules = out[out.index("Whether the motion carries") : out.index("By chamber and kind")]
    for row in found["passage"]:
        (line,) = [line for line in rules.splitlines() if line.startswith(row["forecast"])]
        assert f"{row['brier']['mean']:.3f}" in line
    for row in found["groups"]:
        if row["by"] != "stage":
            name = f"{row['by']} {row['name']}".split()
            (cells,) = [line for line in lines if line[: len(name)] == name]
            assert cells[-1] == f"{row['held_90'] * row['votes']:.0f}"


def caption(chart: alt.VConcatChart) -> str:
    lines = chart.to_dict()["title"]["subtitle"]
    return lines if isinstance(lines, str) else " ".join(lines)


def test_the_ladder_names_the_persuadables_and_says_when_they_have_no_order(
    folder: Path,
) -> None:
    found = whip_count(read_trade_votes(folder), "f1998_h", draws=300)
    first = found.persuadables[0]
    assert found.ranking is not None
    told = caption(plot_ladder(found))
    assert f"Persuadable: {surname(first.name)} ({first.state})" in told
    assert told.endswith(found.ranking)
    nobody = found.model_copy(update={"persuadables": [], "ranking": "Nobody is."})
    told = caption(plot_ladder(nobody))
    assert told.endswith("Nobody is.")
    assert "Persuadable" not in told


def test_seats_of_a_case_are_said_to_be_those_before_anybody_is_paid(folder: Path) -> None:
    found = whip_count(read_trade_votes(folder), "f1998_h", draws=300)
    own = {"bloc": "B", "p_forecast": 0.5}
    rows = [{**member, **own} for member in found.to_dict()["members"]]
    case = CaseWhip.model_validate({**found.to_dict(), "members": rows, "persuadables": []})
    for plot in (plot_ladder, plot_hemicycle):
        assert caption(plot(case)).endswith("before anybody is paid.")
        assert "before anybody is paid" not in caption(plot(found))


@pytest.mark.parametrize(
    ("written", "told"),
    [("DeGETTE, Diana", "DeGette"), ("O'NEILL", "O'Neill"), ("MARTÍNEZ, M.", "Martínez"),
     ("MILLENDER-McDONALD, J", "Millender-McDonald"), ("VAN HOLLEN, C", "Van Hollen"),
     ("m3", "m3")],
)  # fmt: skip
def test_a_surname_has_one_capital_a_part(written: str, told: str) -> None:
    assert surname(written) == told
