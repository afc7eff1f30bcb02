"""The clerks' roll calls in a folder, named by a list of trade votes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from winset.foundation.errors import InputError
from winset.votes.readers.folder_reader import read_folder

VOTE = {
    "vote_id": "s207-107.2002", "chamber": "s", "congress": 107, "date": "2002-08-01T15:00:00",
    "number": 207, "question": "On the Conference Report", "requires": "1/2",
    "category": "passage", "result": "Agreed to",
    "votes": {
        "Yea": [{"id": "S001", "display_name": "Doe (D-OH)", "party": "D", "state": "OH"}, "VP"],
        "Nay": [{"id": "S002", "display_name": "Roe (R-TX)", "party": "R", "state": "TX"}],
        "Not Voting": [{"id": "S003", "display_name": "Poe (R-UT)", "party": "R", "state": "UT"}],
    },
}  # fmt: skip
LIST = "vote_key,date,chamber,roll,liberalising\ntpa_s,2002-08-01,Senate,207,Yea\n"


@pytest.mark.parametrize(
    "place",
    [
        "data/107/votes/2002/s207/data.json",
        "107/votes/2002/s207/data.json",
        "votes/2002/s207/data.json",
        "s207-107.2002.json",
    ],
)
def test_a_list_finds_the_clerks_file_where_it_usually_lies(tmp_path: Path, place: str) -> None:
    (tmp_path / "trade_rollcalls.csv").write_text(LIST, "utf-8")
    (tmp_path / "member_id_crosswalk.csv").write_text("bioguide_id,lis_id\nD000001,S001\n", "utf-8")
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(VOTE), "utf-8")
    table = read_folder(tmp_path)
    assert [m.id for m in table.members] == ["D000001", "S002", "S003"]
    assert table.tally(0) == (1, 1)
    assert table.listed.all()
    assert table.roll_calls[0].title == "On the Conference Report"
    assert any("vice president" in note for note in table.notes)
    assert table.roll_calls[0].tie_breaker == "Yea"


def test_a_source_path_below_the_folder_is_taken_and_none_outside(tmp_path: Path) -> None:
    (tmp_path / "outside.json").write_text(json.dumps(VOTE), "utf-8")
    folder = tmp_path / "data"
    folder.mkdir()
    listed = "vote_key,date,liberalising,source_path\nx_s,2002-08-01,Yea,{}\n"
    (folder / "trade_rollcalls.csv").write_text(listed.format("raw/a.json"), "utf-8")
    (folder / "raw").mkdir()
    (folder / "raw" / "a.json").write_text(json.dumps(VOTE), "utf-8")
    assert read_folder(folder).tally(0) == (1, 1)
    (folder / "trade_rollcalls.csv").write_text(listed.format("../outside.json"), "utf-8")
    with pytest.raises(InputError, match="no members' votes"):
        read_folder(folder)


def test_a_damaged_file_of_the_clerk_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "trade_rollcalls.csv").write_text(LIST, "utf-8")
    (tmp_path / "s207-107.2002.json").write_text(json.dumps(VOTE)[:-9], "utf-8")
    with pytest.raises(InputError, match=r"s207-107\.2002\.json:1:"):
        read_folder(tmp_path)
