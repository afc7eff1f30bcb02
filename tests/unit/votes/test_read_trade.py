"""Reading a folder of trade roll calls: what it takes and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from winset.foundation.errors import InputError
from winset.votes.readers.folder_reader import read_folder
from winset.votes.readers.identity import party_switches, shared_seats
from winset.votes.readers.read_trade import read_trade_votes
from winset.votes.readers.upcoming import read_upcoming, with_upcoming


def replace_in(path: Path, old: str, new: str, count: int = 1) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), "utf-8")


def test_nay_is_the_liberalising_side_of_a_disapproval(folder: Path) -> None:
    table = read_trade_votes(folder)
    column = table.column("d1994_h")
    assert (table.sides[:, column] == -table.casts[:, column]).all()
    assert (table.sides[:, table.column("c1993_h")] == table.casts[:, 2]).all()


def test_columns_may_come_in_another_order_and_more(folder: Path) -> None:
    before = read_trade_votes(folder)
    path = folder / "house_trade_votes.csv"
    rows = [line.split(",") for line in path.read_text("utf-8").replace(", A.", "").splitlines()]
    turned = ["extra," + ",".join(reversed(row)).replace('"', "") for row in rows]
    path.write_text("\n".join(turned) + "\n", "utf-8")
    after = read_trade_votes(folder)
    assert (after.casts == before.casts).all()


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "hint"),
    [
        ("house_trade_votes.csv", ",Yea", ",Yess", ":2:37: vote:", "Yea, Nay, Present"),
        ("house_trade_votes.csv", "\na1991_h", "\na1991_x", ":2:1:", "a1991_h"),
        ("trade_rollcalls.csv", "1993-11-17", "1993-13-17", ":4:", "write 1993-11-17"),
        ("trade_rollcalls.csv", ",Nay,", ",Maybe,", ":2:", "Yea or Nay"),
        ("trade_rollcalls.csv", "pro_trade_vote", "protrade", ":1:1:", "protrade"),
        ("trade_rollcalls.csv", ",1/2,", ",4/7,", "requires", "2/3"),
    ],
)
def test_a_wrong_value_is_refused_with_file_line_and_what_is_right(
    folder: Path, file: str, old: str, new: str, place: str, hint: str
) -> None:
    replace_in(folder / file, old, new)
    with pytest.raises(InputError) as error:
        read_trade_votes(folder)
    assert file in str(error.value)
    assert place in str(error.value)
    assert hint in str(error.value)


def test_a_member_with_two_votes_on_a_roll_call_is_refused(folder: Path) -> None:
    path = folder / "house_trade_votes.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1]]) + "\n", "utf-8")
    with pytest.raises(InputError, match=f":{len(lines) + 1}:1: .*two votes"):
        read_trade_votes(folder)


def test_a_cut_row_is_refused_with_its_line(folder: Path) -> None:
    path = folder / "house_trade_votes.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines[:5], "a1991_h,M9"]) + "\n", "utf-8")
    with pytest.raises(InputError, match=r"house_trade_votes\.csv:6:1: 2 fields"):
        read_trade_votes(folder)


def test_a_missing_folder_says_what_would_be_right(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"trade_rollcalls\.csv"):
        read_folder(tmp_path / "nowhere")


def test_a_motion_to_recommit_is_turned_against_its_bill(make_folder) -> None:
    calls = (
        ("p2000_h", "2000-05-24", "Yea", "china", "PNTR, passage"),
        ("r2000_h", "2000-05-24", "Yea", "china", "PNTR, motion to recommit"),
    )
    place = make_folder(roll_calls=calls)
    replace_in(place / "trade_rollcalls.csv", "hrr2000_h", "hrp2000_h")
    replace_in(place / "trade_rollcalls.csv", "passage,1/2,hrp2000_h", "PASS,1/2,hrp2000_h")
    replace_in(place / "trade_rollcalls.csv", "passage,1/2,hrp", "recommit,1/2,hrp")
    replace_in(place / "trade_rollcalls.csv", "PASS", "passage")
    table = read_trade_votes(place)
    sides = {call.key: call.liberalising for call in table.roll_calls}
    assert sides == {"p2000_h": "Yea", "r2000_h": "Nay"}
    assert any("r2000_h" in note for note in table.notes)


def test_a_switcher_and_a_replacement_are_listed(folder: Path) -> None:
    path = folder / "house_trade_votes.csv"
    text = path.read_text("utf-8").splitlines()
    for i, line in enumerate(text):
        if line.startswith("f1998_h,M001"):
            text[i] = line.replace(",D,", ",R,")
        if line.startswith("c1993_h,M002"):
            text[i] = line.replace("M002", "N002")
    path.write_text("\n".join(text) + "\n", "utf-8")
    table = read_trade_votes(folder)
    switches = party_switches(table)
    assert [(s.member, s.before, s.after, str(s.seen)) for s in switches] == [
        ("M001", "D", "R", "1998-09-25")
    ]
    seats = shared_seats(table)
    assert [(s.state, s.district, s.members) for s in seats] == [("WA", "2", ("M002", "N002"))]


def test_one_file_of_a_parliament_with_three_parties_is_read(tmp_path: Path) -> None:
    path = tmp_path / "riksdag.csv"
    rows = ["vote_key,date,liberalising,member,party,vote,chamber"]
    for n, date in enumerate(("2001-01-01", "2002-01-01", "2003-01-01")):
        for i in range(9):
            cast = "no" if (i + n) % 3 == 0 else "yes" if i != 4 else "abstain"
            rows.append(f"v{n},{date},Yea,m{i},{'SMC'[i % 3]},{cast},riksdag")
    path.write_text("\n".join(rows) + "\n", "utf-8")
    table = read_folder(path)
    assert set(table.party_names) == {"S", "M", "C"}
    assert table.tally(0) == (5, 3)
    path.write_text(path.read_text("utf-8").replace("v2,2003-01-01,Yea,m8", "v2,2003-01-02,Yea,m8"))
    with pytest.raises(InputError, match=r":28:1: vote_key: .*differently"):
        read_folder(path)


def test_own_votes_join_the_library_with_one_file(folder: Path) -> None:
    (folder / "own_trips.csv").write_text(
        "vote_key,date,liberalising,member,party,vote\n"
        "mine,1999-01-01,Yea,M001,D,yes\nmine,1999-01-01,Yea,M002,R,no\n"
    )
    table = read_folder(folder)
    assert table.tally(table.column("mine")) == (1, 1)


@pytest.mark.parametrize("ending", ["csv", "yaml"])
def test_a_vote_to_come_is_described_by_a_row_or_a_few_lines(folder: Path, ending: str) -> None:
    path = folder / f"soon.{ending}"
    path.write_text(
        "vote_key,date,chamber,pro_trade_vote,tag\nsoon,1999-02-01,house,Yea,fta\n"
        if ending == "csv"
        else "vote_key: soon\ndate: 1999-02-01\nchamber: house\npro_trade_vote: Yea\ntag: fta\n"
    )
    (call,) = read_upcoming(path)
    table = with_upcoming(read_trade_votes(folder), call)
    assert table.roll_calls[-1].key == "soon"
    assert not table.listed[:, -1].any()
    with pytest.raises(InputError, match="another key"):
        with_upcoming(table, call)
