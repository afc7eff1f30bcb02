"""Voteview's CSV and .ord files, the clerks' JSON, complete matrices, id crosswalks."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from winset.foundation.errors import InputError
from winset.votes.readers.identity import read_crosswalk
from winset.votes.readers.read_clerk import read_clerk_votes
from winset.votes.readers.read_matrix import read_matrix
from winset.votes.readers.read_ord import read_ord
from winset.votes.readers.read_voteview import read_voteview

MEMBERS = """congress,chamber,icpsr,district_code,state_abbrev,party_code,bioname,bioguide_id,\
nominate_dim1,nominate_dim2
106,President,99909,0,USA,100,"CLINTON, William",,-0.4,0.0
106,House,15090,1,AL,200,"CALLAHAN, Herbert",C000052,0.373,0.202
106,House,29999,2,AL,100,"SWITCH, Ann",S000001,,
106,House,39999,2,AL,200,"SWITCH, Ann",S000001,0.1,0.2
"""
VOTES = """congress,chamber,rollnumber,icpsr,cast_code,prob
106,President,1,99909,1,
106,House,1,15090,1,99.1
106,House,1,29999,6,99.1
106,House,2,15090,9,0
106,House,2,39999,1,98.0
"""
ROLL_CALLS = """congress,chamber,rollnumber,date,yea_count,nay_count,vote_question,dtl_desc
106,House,1,1999-01-06,1,1,On Passage,A bill
106,House,2,1999-02-06,1,0,On Passage,Another
"""


def ord_line(icpsr: str, state: str, district: int, place: str, party: int, name: str, casts: str):
    return f"106{icpsr:>5}{state:>2}{district:>2}{place:<8}{party:>3}  {name:<11}{casts}\n"


ORD = (
    ord_line("99909", "99", 0, "USA", 100, "CLINTON", "199")
    + ord_line("15090", "41", 1, "ALABAMA", 200, "CALLAHAN", "169")
    + ord_line("29999", "41", 2, "ALABAMA", 100, "SWITCH", "610")
)


@pytest.fixture
def voteview(tmp_path: Path) -> Path:
    for name, text in (("members", MEMBERS), ("votes", VOTES), ("rollcalls", ROLL_CALLS)):
        (tmp_path / f"H106_{name}.csv").write_text(text)
    return tmp_path


def read(folder: Path):
    return read_voteview(*(folder / f"H106_{n}.csv" for n in ("members", "votes", "rollcalls")))


def test_a_party_switcher_with_two_numbers_is_one_member(voteview: Path) -> None:
    table = read(voteview)
    assert [m.id for m in table.members] == ["C000052", "S000001"]
    assert table.casts.tolist() == [[1, 0], [-1, 1]]
    names = [[table.party_names[p] for p in row] for row in table.party]
    assert names == [["R", "R"], ["D", "R"]]
    assert table.scores is not None
    assert table.scores[1, 1].tolist() == [0.1, 0.2]


def test_without_a_roll_calls_file_the_order_stays_and_is_told(voteview: Path) -> None:
    table = read_voteview(voteview / "H106_members.csv", voteview / "H106_votes.csv")
    assert [call.number for call in table.roll_calls] == [1, 2]
    assert "no dates" in table.notes[0]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("15090,1,99.1", "15090,x,99.1", r"H106_votes\.csv:3:19: cast_code"),
        ("1,29999,6", "1,29998,6", r":4:13: icpsr: .*members file"),
        ("House,2,39999", "House,3,39999", r":6:11: rollnumber: .*roll-calls file"),
        ("House,2,15090", "House,1,15090", r":5:11: rollnumber: .*twice"),
    ],
)
def test_a_damaged_votes_file_is_refused_with_its_place(
    voteview: Path, old: str, new: str, message: str
) -> None:
    path = voteview / "H106_votes.csv"
    assert old in VOTES
    path.write_text(VOTES.replace(old, new, 1))
    with pytest.raises(InputError, match=message):
        read(voteview)


def test_an_ord_file_gives_the_same_casts(tmp_path: Path) -> None:
    path = tmp_path / "hou106kh.ord"
    path.write_text(ORD)
    table = read_ord(path)
    assert [(m.id, m.name, m.party, m.state) for m in table.members] == [
        ("15090", "CALLAHAN", "R", "AL"),
        ("29999", "SWITCH", "D", "AL"),
    ]
    assert table.casts.tolist() == [[1, -1, 0], [-1, 1, 0]]
    assert table.listed[1].tolist() == [True, True, False]


@pytest.mark.parametrize(
    ("text", "place"),
    [(ORD[:-3] + "\n", ":3:37:"), (ORD.replace("610", "6x0"), ":3:38:"), ("hello\n", ":1:1:")],
)
def test_a_cut_or_foreign_ord_file_is_refused_with_its_place(
    tmp_path: Path, text: str, place: str
) -> None:
    path = tmp_path / "x.ord"
    path.write_text(text)
    with pytest.raises(InputError) as error:
        read_ord(path)
    assert place in str(error.value)


CLERK = {
    "vote_id": "s100-104.1995",
    "chamber": "s",
    "congress": 104,
    "date": "1995-03-01T12:00:00-05:00",
    "number": 100,
    "question": "On the Motion to Invoke Cloture",
    "requires": "3/5",
    "category": "cloture",
    "result": "Agreed to",
    "votes": {
        "Yea": [{"id": "S001", "display_name": "Doe (D-OH)", "party": "D", "state": "OH"}, "VP"],
        "Nay": [{"id": "S002", "display_name": "Roe (R-TX)", "party": "R", "state": "TX"}],
    },
}


def test_a_clerks_vote_is_read_and_ids_are_matched(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    path.write_text(json.dumps(CLERK))
    cross = tmp_path / "ids.csv"
    cross.write_text("bioguide_id,lis_id\nD000001,S001\nR000001,S002\n")
    table = read_clerk_votes(
        [path],
        liberalising={"s100-104.1995": "Nay"},
        crosswalk=read_crosswalk(cross, "lis_id"),
    )
    (call,) = table.roll_calls
    assert (call.chamber, call.stage, call.requires) == ("senate", "cloture", "3/5")
    assert [m.id for m in table.members] == ["D000001", "R000001"]
    assert table.sides.tolist() == [[-1], [1]]
    assert "vice president broke the tie: Yea" in table.notes[0]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"date": "soon"}, "date: `soon`"),
        ({"votes": {"Perhaps": []}}, r"votes\.Perhaps"),
        ({"votes": {"Yea": [{"name": "x"}]}}, "without an id"),
    ],
)
def test_a_wrong_clerks_file_is_refused(tmp_path: Path, change: dict, message: str) -> None:
    path = tmp_path / "data.json"
    path.write_text(json.dumps(CLERK | change))
    with pytest.raises(InputError, match=message):
        read_clerk_votes([path])
    path.write_text(json.dumps(CLERK)[:-5])
    with pytest.raises(InputError, match="not JSON"):
        read_clerk_votes([path])


def test_a_matrix_is_read_and_a_cut_one_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.csv.gz"
    text = "bioguide_id,name,party_last,state,votes\n#rolls,,,,99-1 99-2 99-3\nA,a,D,OH,169\n"
    path.write_bytes(gzip.compress((text + "B,b,R,TX,610\n").encode()))
    matrix = read_matrix(path)
    assert matrix.casts.tolist() == [[1, -1, 0], [-1, 1, 0]]
    assert matrix.roll_calls == ("99-1", "99-2", "99-3")
    path.write_bytes(gzip.compress((text + "B,b,R,TX,61\n").encode()))
    with pytest.raises(InputError, match="may be cut"):
        read_matrix(path)
    path.write_bytes(gzip.compress(text.encode())[:-9])
    with pytest.raises(InputError, match="damaged"):
        read_matrix(path)


def test_one_id_for_two_members_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ids.csv"
    path.write_text("bioguide_id,icpsr_id\nA,1\nB,1\n")
    with pytest.raises(InputError, match=r"ids\.csv:3:3: icpsr_id: 1 stands for A and B"):
        read_crosswalk(path)
