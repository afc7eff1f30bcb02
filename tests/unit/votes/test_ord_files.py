"""Voteview's fixed-width .ord files in a folder: the verbs take them as they take its CSVs."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from winset.cli import main
from winset.foundation.errors import InputError
from winset.votes.readers.folder_reader import read_folder
from winset.votes.readers.read_ord import ord_file
from winset.votes.readers.voters import sitting_members
from winset.votes.records import RollCall

MEMBERS = 24
CALLS = 6
HEADER = "congress,chamber,rollnumber,date,liberalising,kind"
STATES = {"41": "AL", "71": "CA", "13": "NY"}


def code(member: int, call: int) -> int:
    """How a member votes: those further along vote Yea more often; some are absent."""
    if (member * 7 + call) % 11 == 0:
        return 9
    return 1 if member + (member * call) % 5 > 12 else 6


def text(congress: int = 98, members: int = MEMBERS, calls: int = CALLS) -> str:
    lines = [f"{congress:>3}99908990 USA     200  REAGAN     {'1' * calls}"]
    for member in range(members):
        casts = "".join(str(code(member, call)) for call in range(calls))
        state = list(STATES)[member % 3]
        party = 100 if member < members // 2 else 200
        lines.append(
            f"{congress:>3}{10000 + member:>5}{state}{member // 3 + 1:>2}"
            f"SOMEWHER{party}  {f'MEMBER {member}':<11}{casts}"
        )
    return "\n".join(lines) + "\n"


def listed(folder: Path, *rows: str, header: str = HEADER) -> Path:
    rows = rows or tuple(f"98,House,{n},1983-0{n}-10,Yea,fta" for n in range(1, CALLS + 1))
    (folder / "trade_rollcalls.csv").write_text("\n".join([header, *rows]) + "\n")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hou98kh.ord").write_text(text())
    return listed(tmp_path)


def as_csv(folder: Path) -> Path:
    """The same House as Voteview's three CSV files."""
    folder.mkdir()
    with (folder / "H098_members.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        file.write("congress,chamber,icpsr,party_code,bioname,state_abbrev,district_code\n")
        for m in range(MEMBERS):
            party, state = 100 if m < MEMBERS // 2 else 200, list(STATES.values())[m % 3]
            rows.writerow((98, "House", 10000 + m, party, f"MEMBER {m}", state, m // 3 + 1))
    with (folder / "H098_votes.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("congress", "chamber", "rollnumber", "icpsr", "cast_code"))
        for m in range(MEMBERS):
            for c in range(CALLS):
                rows.writerow((98, "House", c + 1, 10000 + m, code(m, c)))
    lines = [f"98,House,{n},1983-0{n}-10" for n in range(1, CALLS + 1)]
    (folder / "H098_rollcalls.csv").write_text(
        "\n".join(["congress,chamber,rollnumber,date", *lines]) + "\n"
    )
    return listed(folder)


def document(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert main(["votes", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    "words",
    [("list",), ("scores",), ("whip", "H98-0006"), ("backtest", "--from", "1983-05-01")],
    ids=lambda words: words[0],
)
def test_a_verb_says_of_an_ord_file_what_it_says_of_the_same_csv_files(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    other = as_csv(tmp_path / "csv")
    drawn = ("--draws", "300") if words[0] in ("whip", "backtest") else ()
    told = document(capsys, *words, *drawn, "--data", str(folder))
    as_csv_files = document(capsys, *words, *drawn, "--data", str(other))
    if words == ("list",):
        assert told == as_csv_files
        return
    if "notes" in told:
        (note,) = told.pop("notes")
        assert "nothing checks the number of H98-0001" in note
        assert as_csv_files.pop("notes") == []
    assert told == as_csv_files
    assert told.get("roll_calls") or told.get("members")


def test_the_table_holds_the_casts_of_the_file(folder: Path) -> None:
    table = read_folder(folder)
    assert [call.key for call in table.roll_calls] == [f"H98-000{n}" for n in range(1, CALLS + 1)]
    sign = {1: 1, 6: -1, 9: 0}
    wanted = [[sign[code(m, c)] for c in range(CALLS)] for m in range(MEMBERS)]
    assert np.array_equal(table.casts, wanted)
    assert {member.state for member in table.members} == set(STATES.values())
    assert "REAGAN" not in {member.name for member in table.members}


def test_a_members_file_beside_gives_its_ids(folder: Path) -> None:
    (folder / "H098_members.csv").write_text(
        "congress,chamber,icpsr,party_code,bioname,bioguide_id,state_abbrev\n"
        + "".join(f"98,House,{10000 + m},100,Name {m},B{m:06d},AL\n" for m in range(MEMBERS))
    )
    assert read_folder(folder).members[3].id == "B000003"


def test_the_csv_files_go_before_an_ord_file_of_the_same_congress(tmp_path: Path) -> None:
    folder = as_csv(tmp_path / "both")
    (folder / "hou98kh.ord").write_text(text().replace("MEMBER", "SOMEBODY"))
    names = {member.name.split()[0] for member in read_folder(folder).members}
    assert names == {"MEMBER"}


def test_a_packed_file_with_the_newer_name_is_taken(tmp_path: Path) -> None:
    (tmp_path / "votes").mkdir()
    (tmp_path / "votes" / "S098_votes.ord.gz").write_bytes(gzip.compress(text().encode()))
    table = read_folder(listed(tmp_path, "98,Senate,2,1983-02-10,Nay,fta"))
    assert [(call.key, call.chamber) for call in table.roll_calls] == [("S98-0002", "senate")]


def test_members_of_a_vote_to_come_are_those_of_the_file(folder: Path) -> None:
    import datetime as dt

    call = RollCall("soon", dt.date(1984, 3, 1), "house", congress=98)
    assert len(sitting_members(folder, call)) == MEMBERS


@pytest.mark.parametrize(
    ("header", "row", "message"),
    [
        (HEADER, "98,House,7,1983-01-10,Yea,fta", r":2:\d+: rollnumber: .*hou98kh.ord.*1 to 6"),
        ("congress,chamber,rollnumber,liberalising", "98,House,1,Yea", "gives no dates"),
        (HEADER, "98,House,1,soon,Yea,fta", r":2:\d+: date: .*no dates"),
    ],
)
def test_a_row_that_the_file_cannot_answer_is_refused_with_its_place(
    folder: Path, header: str, row: str, message: str
) -> None:
    listed(folder, row, header=header)
    with pytest.raises(InputError, match=message):
        read_folder(folder)


@pytest.mark.parametrize(
    ("name", "message"),
    [("votes.ord", "does not give the chamber"), ("hou99kh.ord", "is of Congress 98")],
)
def test_a_name_that_does_not_fit_is_refused(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / name).write_text(text())
    with pytest.raises(InputError, match=message):
        ord_file(tmp_path / name)


def test_a_file_of_two_congresses_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "hou98kh.ord").write_text(text() + text(99))
    with pytest.raises(InputError, match=f":{MEMBERS + 2}:1: Congress 99"):
        ord_file(tmp_path / "hou98kh.ord")


def test_the_file_alone_is_told_what_it_needs_beside(folder: Path) -> None:
    with pytest.raises(InputError, match=r"does not say which votes are on trade"):
        read_folder(folder / "hou98kh.ord")
