"""A tie that a Vice President breaks: read, listed, and followed by what counts as carried."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from winset.cli import main
from winset.foundation.errors import InputError
from winset.votes.forecast.known import known_before
from winset.votes.quota import needed_yeas, passes
from winset.votes.readers.casts import tie_breaker_of
from winset.votes.readers.folder_reader import read_folder
from winset.votes.readers.read_parliament import read_parliament
from winset.votes.readers.upcoming import read_upcoming, with_upcoming

SENATORS = 10
TIED = "tie_s"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A Senate of ten with two plain votes and a tie; the list names no tie-breaker."""
    return listed(tmp_path, "")


def listed(folder: Path, broken: str, **more: str) -> Path:
    names = ["vote_key", "date", "chamber", "liberalising", "tie_breaker", *more]
    calls = (("a_s", "1993-01-10", ""), ("b_s", "1993-02-10", ""), (TIED, "1993-03-10", broken))
    rows = []
    for key, day, said in calls:
        rest = more.values() if key == TIED else [""] * len(more)
        rows.append(",".join([key, day, "Senate", "Yea", said, *rest]))
    (folder / "trade_rollcalls.csv").write_text("\n".join([",".join(names), *rows]) + "\n")
    counts = {"a_s": 7, "b_s": 4, TIED: SENATORS // 2}
    lines = [
        f"{key},m{n},{'DR'[n % 2]},{'Yea' if n < yeas else 'Nay'}\n"
        for key, yeas in counts.items()
        for n in range(SENATORS)
    ]
    (folder / "senate_trade_votes.csv").write_text(
        "vote_key,member_id,party,vote\n" + "".join(lines)
    )
    return folder


def document(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, list[dict[str, object]]]:
    assert main(["votes", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("broken", "carried"), [("", False), ("Nay", False), ("Yea", True)])
def test_list_and_back_test_follow_who_broke_the_tie(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], broken: str, carried: bool
) -> None:
    place = ("--data", str(listed(tmp_path, broken)))
    rows = document(capsys, "list", *place)
    assert [row["carried"] for row in rows] == [True, False, carried]
    assert [row["tie_breaker"] for row in rows] == [None, None, broken or None]
    last = document(capsys, "backtest", *place, "--from", "1993-03-01", "--draws", "200")
    assert last["roll_calls"][0]["carried"] is carried
    assert last["roll_calls"][0]["tie_breaker"] == (broken or None)


def test_the_terminal_shows_a_broken_tie(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["votes", "list", "--data", str(listed(tmp_path, "Yea"))]) == 0
    assert "5-5 +Yea" in capsys.readouterr().out


def test_a_word_that_is_no_side_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r":4:\d+: tie_breaker: .*Yea or Nay"):
        read_folder(listed(tmp_path, "perhaps"))


def test_a_published_tie_that_carried_tells_the_side(tmp_path: Path) -> None:
    table = read_folder(listed(tmp_path, "", yea="5", nay="5", result="Bill Passed"))
    assert table.roll_calls[-1].tie_breaker == "Yea"


@pytest.mark.parametrize(
    ("words", "side"),
    [
        (("senate", 50, 50, "Bill Passed"), "Yea"),
        (("senate", 50, 50, "Agreed to (50-50, Vice President, voted Yea)"), "Yea"),
        (("senate", 50, 50, "Rejected (50-50, Vice President voted Nay)"), "Nay"),
        (("senate", 50, 50, "Amendment Not Agreed to"), None),
        (("senate", 50, 50, ""), None),
        (("senate", 51, 49, "Bill Passed"), None),
        (("senate", None, None, "Bill Passed"), None),
        (("house", 217, 217, "Passed"), None),
    ],
)  # fmt: skip
def test_a_result_tells_a_broken_tie_of_the_senate_only(
    words: tuple[str, int | None, int | None, str], side: str | None
) -> None:
    assert tie_breaker_of(*words) == side


def test_voteviews_roll_calls_tell_it_too(tmp_path: Path) -> None:
    (tmp_path / "S103_members.csv").write_text(
        "congress,chamber,icpsr,party_code,bioname\n"
        + "".join(f"103,Senate,{100 + n},{100 + n % 2 * 100},Name {n}\n" for n in range(SENATORS))
    )
    (tmp_path / "S103_rollcalls.csv").write_text(
        "congress,chamber,rollnumber,date,yea_count,nay_count,vote_result\n"
        "103,Senate,1,1993-06-25,5,5,Bill Passed\n"
    )
    (tmp_path / "S103_votes.csv").write_text(
        "congress,chamber,rollnumber,icpsr,cast_code\n"
        + "".join(f"103,Senate,1,{100 + n},{1 if n < 5 else 6}\n" for n in range(SENATORS))
    )
    (tmp_path / "trade_rollcalls.csv").write_text(
        "congress,chamber,rollnumber,liberalising\n103,Senate,1,Yea\n"
    )
    assert read_folder(tmp_path).roll_calls[0].tie_breaker == "Yea"


def test_the_forecast_of_a_vote_that_was_held_does_not_know_it(tmp_path: Path) -> None:
    table = read_folder(listed(tmp_path, "Yea"))
    assert table.roll_calls[-1].tie_breaker == "Yea"
    assert known_before(table, TIED).roll_calls[-1].tie_breaker is None


def test_a_vote_to_come_may_promise_it_and_half_is_enough(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["whip", "--data", str(folder), "--draws", "2000", "--vote"]
    told = []
    for name, more in (("plain", ""), ("promised", "tie_breaker: Yea\n")):
        path = tmp_path / f"{name}.yaml"
        path.write_text(
            "vote_key: soon\ndate: 1993-05-01\nchamber: senate\nliberalising: Yea\n" + more
        )
        told.append(document(capsys, *words, str(path)))
    plain, promised = told
    assert (plain["needed"], promised["needed"]) == (6, 5)
    assert promised["expected"] == pytest.approx(plain["expected"], abs=0.3)
    assert promised["passage_probability"] > plain["passage_probability"] + 0.02
    call = with_upcoming(read_folder(folder), read_upcoming(tmp_path / "promised.yaml")[0])
    assert call.roll_calls[-1].tie_breaker == "Yea"


def test_any_parliament_may_name_who_breaks_its_ties(tmp_path: Path) -> None:
    path = tmp_path / "own_votes.csv"
    path.write_text(
        "vote_key,date,chamber,liberalising,member,vote,tie_breaker\n"
        "x,2001-01-01,diet,Yea,a,Yea,Yea\nx,2001-01-01,diet,Yea,b,Nay,Yea\n"
    )
    assert read_parliament(path).roll_calls[0].tie_breaker == "Yea"


@pytest.mark.parametrize("requires", ["1/2", "2/3", "3/5"])
@pytest.mark.parametrize("side", [None, "Yea", "Nay"])
def test_the_quota_and_the_count_by_hand_agree(requires: str, side: str | None) -> None:
    seats = 12
    for voting in range(seats + 1):
        yeas = np.arange(voting + 1)
        found = passes(requires, "senate", yeas, voting - yeas, seats, side)
        for yea in range(voting + 1):
            nay = voting - yea
            wanted = {
                "1/2": yea > nay or (side == "Yea" and yea == nay > 0),
                "2/3": 3 * yea >= 2 * voting,
                "3/5": 5 * yea >= 3 * seats,
            }[requires]
            assert bool(found[yea]) is wanted
            assert wanted is (yea >= needed_yeas(requires, "senate", seats, voting, side))
