"""Files as their makers write them: each fault that real files showed, with its whole kind."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest

from winset.cli import main
from winset.foundation.errors import InputError
from winset.votes.readers.folder_reader import read_folder
from winset.votes.readers.identity import party_switches, shared_seats
from winset.votes.readers.read_matrix import read_matrix
from winset.votes.readers.read_ord import read_ord
from winset.votes.readers.read_voteview import read_voteview, read_voteview_members
from winset.votes.readers.upcoming import with_upcoming
from winset.votes.readers.voters import list_told, read_voters, sitting_members, with_voters
from winset.votes.records import Member, RollCall, VoteTable

MEMBERS_HEADER = (
    "congress,chamber,icpsr,party_code,occupancy,bioname,bioguide_id,born,state_abbrev,"
    "district_code"
)
PRESIDENT = "109,President,99910,200,0,BUSH,,1946,USA,0"
SENATORS = (
    "109,Senate,14307,100,0,LEAHY,L000174,1940,VT,0",
    "109,Senate,14240,328,0,JEFFORDS,J000072,1934,VT,0",
    "109,Senate,40104,100,1,CORZINE,C001042,1947,NJ,0",
    "109,Senate,29373,100,2,MENENDEZ,M000639,1954,NJ,0",
    "109,Senate,14914,100,0,LAUTENBERG,L000123,1924,NJ,0",
    "109,Senate,14009,200,0,COCHRAN,C000567,1937,MS,0",
)
CODES = {  # by number of the roll call: ICPSR number to Voteview's code
    1: {14307: 6, 14240: 1, 40104: 6, 14914: 1, 14009: 1, 99910: 1},
    2: {14307: 6, 14240: 9, 29373: 6, 14914: 1, 14009: 1, 99910: 1},
    3: {14307: 1, 14240: 1, 29373: 6, 14914: 6, 14009: 5, 99910: 6},
}


def text(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def senate(folder: Path, *, roll_calls: bool = True) -> Path:
    """Write a small Senate of 2005 with the President's rows, as Voteview does."""
    text(folder / "S109_members.csv", MEMBERS_HEADER, PRESIDENT, *SENATORS)
    rows = [f"109,Senate,{n},{i}.0,{c}" for n, casts in CODES.items() for i, c in casts.items()]
    text(folder / "S109_votes.csv", "congress,chamber,rollnumber,icpsr,cast_code", *rows)
    if roll_calls:
        counts = {n: Counter(casts.values()) for n, casts in CODES.items()}
        header = "congress,chamber,rollnumber,date,session,clerk_rollnumber,yea_count,nay_count"
        text(
            folder / "S109_rollcalls.csv",
            f"{header},vote_result",
            *(f"109,Senate,{n},2005-0{n}-10,1,{n},{c[1]},{c[6]},Bill Passed"
              for n, c in counts.items()),
        )  # fmt: skip
    return folder


def listed(folder: Path, header: str, *rows: str) -> Path:
    text(folder / "trade_rollcalls.csv", header, *rows)
    return folder


SHORT = "congress,chamber,rollnumber,liberalising,kind"
DATED = "congress,chamber,rollnumber,date,liberalising"


def test_the_president_is_no_voter_of_the_chamber(tmp_path: Path) -> None:
    folder = listed(senate(tmp_path), SHORT, *(f"109,Senate,{n},Yea,x" for n in CODES))
    table = read_folder(folder)
    assert [table.tally(i) for i in range(3)] == [(3, 2), (2, 2), (2, 2)]
    assert len(table.members) == 6
    assert table.notes == ()
    assert [(c.yea, c.nay) for c in table.roll_calls] == [(3, 2), (2, 2), (2, 2)]
    # The published tally of the second hid a tie of the senators, which the Vice President broke.
    assert [c.tie_breaker for c in table.roll_calls] == [None, "Yea", "Yea"]


def test_every_reader_of_voteview_leaves_the_president_out(tmp_path: Path) -> None:
    folder = senate(tmp_path)
    names = [folder / f"S109_{name}.csv" for name in ("members", "votes", "rollcalls")]
    for files in (names, names[:2]):
        table = read_voteview(*files)
        assert [table.tally(i) for i in range(3)] == [(3, 2), (2, 2), (2, 2)]
        assert "99910" not in {member.id for member in table.members}
    matrix = text(
        tmp_path / "m.csv", "icpsr,name,state,votes", "99910,BUSH,USA,111", "14307,LEAHY,VT,661"
    )
    assert [member.id for member in read_matrix(matrix).members] == ["14307"]
    lines = [
        "10999910 0 0USA     200  BUSH       111",
        "1099991099 0USA     200  BUSH       111",
        "10914307 6 0VERMONT 100  LEAHY      661",
    ]
    table = read_ord(text(tmp_path / "sen109kh.ord", *lines), "senate")
    assert [member.id for member in table.members] == ["14307"]
    rows = ("k,2005-01-01,Senate,Yea",)
    votes = ("k,99910,USA,Yea", "k,14307,VT,Nay", "k,99342,GA,Yea")
    listed(tmp_path / "trade", "vote_key,date,chamber,liberalising", *rows)
    text(tmp_path / "trade" / "senate_trade_votes.csv", "vote_key,icpsr,state,vote", *votes)
    assert read_folder(tmp_path / "trade").tally(0) == (1, 1)


def test_a_member_who_changed_party_and_has_such_a_number_stays(tmp_path: Path) -> None:
    # Nathan Deal of Georgia is 29342 as a Democrat and 99342 as a Republican.
    text(
        tmp_path / "H104_members.csv",
        MEMBERS_HEADER,
        "104,House,29342,100,0,DEAL,D000168,1942,GA,9",
        "104,House,99342,200,0,DEAL,D000168,1942,GA,9",
        "104,House,15090,200,0,CALLAHAN,C000052,1932,AL,1",
    )
    text(
        tmp_path / "H104_votes.csv",
        "congress,chamber,rollnumber,icpsr,cast_code",
        *("104,House,1,29342,1", "104,House,1,15090,6", "104,House,2,99342,1"),
        "104,House,2,15090,6",
    )
    rows = ("104,House,1,1995-02-01,Yea", "104,House,2,1996-02-01,Yea")
    table = read_folder(listed(tmp_path, DATED, *rows))
    assert [table.tally(i) for i in (0, 1)] == [(1, 1), (1, 1)]
    (switch,) = party_switches(table)
    assert (switch.member, switch.before, switch.after) == ("D000168", "D", "R")


def test_paired_and_announced_positions_are_in_no_tally(tmp_path: Path) -> None:
    folder = listed(senate(tmp_path), SHORT, "109,Senate,3,Yea,x")
    table = read_folder(folder)
    assert table.tally(0) == (2, 2)
    assert table.listed[:, 0].sum() == 5


@pytest.mark.parametrize("tally", [",", ",2,2"])
def test_votes_without_a_roll_calls_file_are_read_by_their_number(
    tmp_path: Path, tally: str
) -> None:
    folder = senate(tmp_path, roll_calls=False)
    header = DATED + (",yea,nay" if tally != "," else "")
    table = read_folder(listed(folder, header, "109,Senate,2,2005-02-10,Yea" + tally.rstrip(",")))
    assert table.tally(0) == (2, 2)
    checked = tally != ","
    assert any("nothing checks the number of S109-0002" in n for n in table.notes) != checked


@pytest.mark.parametrize(
    ("header", "row", "hint"),
    [
        (DATED, "109,Senate,9,2005-02-10,Yea", "roll call 9 is not in S109_votes.csv; 1 to 3"),
        (SHORT, "109,Senate,2,Yea,x", "S109_votes.csv gives no dates; a column `date`"),
        ("vote_key,date,chamber,liberalising,roll", "k,2005-02-10,Senate,Yea,2",
         "roll: .*no clerk's numbers; the rollcalls file"),
        ("vote_key,date,chamber,liberalising,yea,nay", "k,2005-02-10,Senate,Yea,2,2",
         "yea: .*no dates.*; the rollcalls file"),
        (DATED + ",yea,nay", "109,Senate,1,2005-02-10,Yea,2,2",
         "rollnumber: roll call 1 has 3-2, and 2-2 is published; rollnumber: 2 or 3"),
    ],
)  # fmt: skip
def test_a_number_that_cannot_be_or_has_another_tally_is_refused_with_its_line(
    tmp_path: Path, header: str, row: str, hint: str
) -> None:
    folder = listed(senate(tmp_path, roll_calls=False), header, row)
    with pytest.raises(InputError, match=rf"trade_rollcalls\.csv:2:\d+: {hint}|:2:\d+: .*{hint}"):
        read_folder(folder)


def test_a_vote_without_number_beside_undated_votes_is_noted(tmp_path: Path) -> None:
    folder = listed(
        senate(tmp_path, roll_calls=False),
        "vote_key,date,chamber,liberalising,rollnumber",
        "a,2005-02-10,Senate,Yea,2",
        "b,2005-05-10,Senate,Yea,",
    )
    notes = read_folder(folder).notes
    assert any(n.startswith("b of 2005-05-10: S109_votes.csv has no dates") for n in notes)


def test_an_ord_number_of_another_vote_is_refused_or_noted(tmp_path: Path) -> None:
    lines = [f"1091430{m}41 {m}ALABAMA 100  M{m}         {'16'[m % 2]}{'1116'[m % 4]}"
             for m in range(1, 9)]  # fmt: skip
    text(tmp_path / "hou109kh.ord", *lines)
    rows = "109,House,1,2005-02-01,Yea"
    table = read_folder(listed(tmp_path, DATED, rows))
    assert table.tally(0) == (4, 4)
    assert "nothing checks the number of H109-0001" in table.notes[0]
    with pytest.raises(
        InputError, match="roll call 1 has 4-4, and 6-2 is published; rollnumber: 2"
    ):
        read_folder(listed(tmp_path, f"{DATED},yea,nay", f"{rows},6,2"))


@pytest.mark.parametrize("session", ["1", "2005"])
def test_the_clerks_number_with_the_session_is_enough(tmp_path: Path, session: str) -> None:
    folder = listed(
        senate(tmp_path),
        "congress,chamber,clerk_rollnumber,session,liberalising",
        f"109,Senate,2,{session},Yea",
    )
    table = read_folder(folder)
    assert [call.key for call in table.roll_calls] == ["S109-0002"]
    assert table.tally(0) == (2, 2)


CALLS = (
    "vote_key,date,chamber,liberalising",
    "a,2001-03-01,House,Yea",
    "b,2003-03-01,House,Yea",
)


@pytest.mark.parametrize(
    "rows",
    [
        ("a,29108,A000109,R,CO,4,Yea", "b,29108,,R,CO,4,Nay"),
        ("a,29108,,R,CO,4,Yea", "b,29108,A000109,R,CO,4,Nay"),
        ("a,29108.0,NA,R,CO,4,Yea", "b,29108,A000109,R,CO,4,Nay"),
    ],
)
def test_a_row_with_the_icpsr_number_alone_is_the_same_person(
    tmp_path: Path, rows: tuple[str, ...]
) -> None:
    listed(tmp_path, *CALLS)
    header = "vote_key,icpsr,bioguide_id,party,state,district,vote"
    text(tmp_path / "house_trade_votes.csv", header, *rows)
    table = read_folder(tmp_path)
    assert [member.id for member in table.members] == ["A000109"]
    assert table.casts.tolist() == [[1, -1]]


def test_one_person_by_two_ids_on_one_roll_call_is_refused(tmp_path: Path) -> None:
    listed(tmp_path, *CALLS)
    header = "vote_key,icpsr,bioguide_id,party,state,vote"
    rows = ("a,29108,A000109,R,CO,Yea", "a,29108,,R,CO,Yea")
    text(tmp_path / "house_trade_votes.csv", header, *rows)
    with pytest.raises(InputError, match=r":3:1: vote_key: .* has two votes on `a`"):
        read_folder(tmp_path)


def test_a_party_by_its_name_is_the_party_by_its_letter(tmp_path: Path) -> None:
    listed(tmp_path, *CALLS)
    names = (("R", "Republican"), ("D", "Democratic"), ("R", "Rep"), ("Dem", "D"), ("I", "ID"))
    rows = [f"{key},M{m},{pair[at]},OH,{m},Yea"
            for m, pair in enumerate(names) for at, key in enumerate("ab")]  # fmt: skip
    text(tmp_path / "house_trade_votes.csv", "vote_key,member_id,party,state,district,vote", *rows)
    table = read_folder(tmp_path)
    assert table.party_names == ("D", "R", "I")
    assert party_switches(table) == []


def test_a_party_renamed_in_another_parliament_is_noted(tmp_path: Path) -> None:
    rows = [f"{key},{day},diet,Yea,m{m},{name if m < 6 else 'B'},yes"
            for key, day, name in (("a", "2001-01-01", "Conservatives"), ("b", "2002-01-01", "Con"))
            for m in range(9)]  # fmt: skip
    path = text(
        tmp_path / "own_x.csv", "vote_key,date,chamber,liberalising,member,party,vote", *rows
    )
    (note,) = read_folder(path).notes
    assert note.startswith("6 members change from party `Conservatives` to `Con`")


def test_the_two_seats_of_a_state_in_the_senate_are_not_shared(tmp_path: Path) -> None:
    folder = listed(senate(tmp_path), SHORT, *(f"109,Senate,{n},Yea,x" for n in CODES))
    (seat,) = shared_seats(read_folder(folder))
    assert (seat.state, seat.district, len(seat.members)) == ("NJ", "", 3)


@pytest.mark.parametrize(
    ("casts", "tally", "absent"),
    [
        (("1", "0", "1"), (2, 1), 0),
        (("1", "0.0", "NA"), (1, 1), 1),
        (("1", "-1", "0"), (1, 1), 1),
        (("yes", "no", "0"), (1, 1), 1),
        (("1", "6", "0"), (1, 1), 1),
        (("Guilty", "Not Guilty", ""), (1, 1), 1),
    ],
)
def test_zero_is_a_nay_where_no_other_word_is(
    tmp_path: Path, casts: tuple[str, ...], tally: tuple[int, int], absent: int
) -> None:
    rows = [f"a,2001-01-01,diet,Yea,m{n},{cast}" for n, cast in enumerate(casts)]
    path = text(tmp_path / "own_x.csv", "vote_key,date,chamber,liberalising,member,vote", *rows)
    table = read_folder(path)
    assert table.tally(0) == tally
    assert (table.casts[:, 0] == 0).sum() == absent
    assert any("0 is read as Nay" in n for n in table.notes) == ("-1" not in casts[1:2] and
        casts[1].removesuffix(".0") == "0")  # fmt: skip


def test_a_matrix_of_ones_and_zeros_has_nays(tmp_path: Path) -> None:
    path = text(tmp_path / "m.csv", "id,votes", "A,110", "B,001")
    assert read_matrix(path).casts.tolist() == [[1, 1, -1], [-1, -1, 1]]
    path = text(tmp_path / "m.csv", "id,votes", "A,110", "B,061")
    assert read_matrix(path).casts.tolist() == [[1, 1, 0], [0, -1, 1]]


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_line_that_names_the_separator_is_not_the_header(tmp_path: Path, first: str) -> None:
    rows = ("vote_key;date;liberalising;member;vote", "a;2001-01-01;Yea;m;yes", "a;2001;Yea;n;no")
    path = text(tmp_path / "own_x.csv", first, *rows[:2])
    assert read_folder(str(path)).tally(0) == (1, 0)
    with pytest.raises(InputError, match=r"own_x\.csv:4:3: date"):
        read_folder(text(path, first, *rows))


def test_voteviews_files_saved_by_a_spreadsheet_are_found_and_read(tmp_path: Path) -> None:
    folder = listed(senate(tmp_path), SHORT, "109,Senate,1,Yea,x")
    for name in ("members", "votes", "rollcalls"):
        path = folder / f"S109_{name}.csv"
        path.write_text("sep=;\n" + path.read_text("utf-8").replace(",", ";"), "utf-8")
    assert read_folder(folder).tally(0) == (3, 2)


def coming(day: str = "2006-09-01", chamber: str = "senate") -> RollCall:
    import datetime as dt

    return RollCall("soon", dt.date.fromisoformat(day), chamber, "Yea")


OWN = "vote_key,date,chamber,liberalising,member,icpsr,state,party,vote"


@pytest.mark.parametrize(("chamber", "tally"), [("senate", (1, 1)), ("diet", (2, 1))])
def test_the_president_in_a_file_of_ones_own_is_no_senator(
    tmp_path: Path, chamber: str, tally: tuple[int, int]
) -> None:
    rows = (",99910,USA,R,1", ",14009.0,MS,R,6", "L000174,14307,VT,D,1")
    lines = [f"a,2005-01-10,{chamber},Yea,{row}" for row in rows]
    assert read_folder(text(tmp_path / "own_x.csv", OWN, *lines)).tally(0) == tally
    later = [f"b,2005-02-10,{chamber},Yea,{row}" for row in ("14009,,MS,Rep,1", ",14307,VT,D,6")]
    table = read_folder(text(tmp_path / "own_x.csv", OWN, *lines[1:], *later))
    assert {member.id for member in table.members} == {"14009", "L000174"}
    assert table.listed.all()


@pytest.mark.parametrize(
    ("row", "hint"),
    [
        ("NA,,MS,R,1", "own_x.csv:2:25: member: is empty"),
        ("A,x1,MS,R,1", "own_x.csv:2:27: icpsr: `x1` is not a number"),
    ],
)
def test_a_member_of_ones_own_without_an_id_is_refused(tmp_path: Path, row: str, hint: str) -> None:
    with pytest.raises(InputError, match=hint):
        read_folder(text(tmp_path / "own_x.csv", OWN, f"a,2005-01-10,senate,Yea,{row}"))


def test_a_members_file_seats_the_last_holder_of_each_seat(tmp_path: Path) -> None:
    folder = senate(tmp_path)
    people = read_voters(folder / "S109_members.csv", coming())
    assert {member.name for member in people} == {
        "LEAHY", "JEFFORDS", "MENENDEZ", "LAUTENBERG", "COCHRAN"
    }  # fmt: skip
    (folder / "S109_rollcalls.csv").unlink()
    assert {member.name for member in sitting_members(folder, coming())} == {
        member.name for member in people
    }


def test_a_members_file_that_does_not_tell_who_sits_is_refused(tmp_path: Path) -> None:
    lines = (
        "109,House,15632,100,0,BROWDER,B000897,,AL,3",
        "109,House,11037,100,5,NICHOLS,N000095,,AL,3",
    )
    path = text(tmp_path / "H109_members.csv", MEMBERS_HEADER, *lines)
    hint = r"H109_members\.csv: more members than seats.*AL-3: BROWDER, NICHOLS.*one row a seat"
    with pytest.raises(InputError, match=hint):
        read_voters(path, coming(chamber="house"))


@pytest.mark.parametrize(
    ("lines", "hint"),
    [
        (("member,icpsr,party", "A1,10,R", "A2,10,D"), ":3:1: member: 10 stands twice"),
        (("member,icpsr,party", "A1,10,R", "10,,R"), ":3:1: member: 10 stands twice"),
        (("bioguide_id,name,state", "A1,Doe,OH", "A2,Doe,OH"), ":3:1: bioguide_id: Doe stands"),
        (("id,state,district", "A1,OH,3", "A2,OH,3"), ":3:1: id: the seat OH-3 stands twice"),
        (
            ("member,party", *(f"m{n},{'DR'[n % 2]}" for n in range(437))),
            ":437:1: member: 437 members for the 435 seats",
        ),
        (("member,state", *(f"m{n},OH" for n in range(436))), ":437:1: member: 436 members"),
    ],
)
def test_a_list_that_names_more_members_than_there_are_is_refused(
    tmp_path: Path, lines: tuple[str, ...], hint: str
) -> None:
    path = text(tmp_path / "who.csv", *lines)
    with pytest.raises(InputError, match=hint):
        read_voters(path, coming(chamber="house"))


def test_a_list_of_bare_ids_takes_its_seats_and_parties_from_the_votes(tmp_path: Path) -> None:
    folder = listed(senate(tmp_path / "d"), SHORT, *(f"109,Senate,{n},Yea,x" for n in (1, 2, 3)))
    table = with_upcoming(read_folder(folder), coming())
    path = text(tmp_path / "who.csv", "member", "L000174", "14009", "NEW1")
    known = with_voters(table, "soon", read_voters(path, coming(), american=True))
    listed_at = np.flatnonzero(known.listed[:, known.column("soon")])
    found = [known.people[known.record[row, known.column("soon")]] for row in listed_at]
    assert [(who.id, who.name, who.party, who.state) for who in found] == [
        ("C000567", "COCHRAN", "R", "MS"), ("L000174", "LEAHY", "D", "VT"),
        ("NEW1", "NEW1", "none", ""),
    ]  # fmt: skip
    assert list_told(known, "soon").endswith("itself; 1 of them on no earlier one here (NEW1)")
    path = text(path, "member", "C000567", "14009")
    with pytest.raises(InputError, match="14009 and C000567, who are one member"):
        with_voters(table, "soon", read_voters(path, coming()))
    path = text(path, "member", *(f"m{n}" for n in range(101)))
    assert len(read_voters(path, coming())) == 101
    with pytest.raises(InputError, match=":102:1: member: 101 members for the 100 seats"):
        read_voters(path, coming(), american=True)


def test_a_list_takes_the_party_of_its_day_and_none_of_later(tmp_path: Path) -> None:
    rows = [
        f"{key},{day},senate,Yea,{name},,VT,{party},Yea"
        for key, day, party in (("a", "2001-03-01", "R"), ("c", "2003-03-01", "I"))
        for name in ("J", "K")
    ]
    table = with_upcoming(
        read_folder(text(tmp_path / "own_x.csv", OWN, *rows)), coming("2002-03-01")
    )
    known = with_voters(table, "soon", [Member("J", "J", "none"), Member("K", "K", "D")])
    column = known.column("soon")
    parties = [known.party_names[at] for at in known.party[:, column]]
    assert dict(zip((m.id for m in known.members), parties, strict=True)) == {"J": "R", "K": "D"}


def test_more_people_on_a_roll_call_than_seats_are_noted(tmp_path: Path) -> None:
    listed(tmp_path, "vote_key,date,chamber,liberalising,congress", "a,2001-03-01,House,Yea,107")
    rows = [f"a,M{m},{'DR'[m % 2]},OH,Yea" for m in range(436)]
    text(tmp_path / "house_trade_votes.csv", "vote_key,member_id,party,state,vote", *rows)
    assert any("436 people are listed" in note for note in read_folder(tmp_path).notes)


def test_a_switcher_without_a_bioguide_id_is_one_member(tmp_path: Path) -> None:
    path = text(
        tmp_path / "H104_members.csv",
        MEMBERS_HEADER,
        "104,House,29342,100,0,DEAL,,1942,GA,9",
        "104,House,99342,200,0,DEAL,NA,1942,GA,9",
    )
    assert {who.member.id for who in read_voteview_members(path).values()} == {"29342"}


def test_the_list_of_votes_is_a_list_and_takes_a_seed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = listed(senate(tmp_path), SHORT, *(f"109,Senate,{n},Yea,x" for n in CODES))
    assert main(["votes", "list", "--data", str(folder), "--json", "--seed", "3"]) == 0
    rows = json.loads(capsys.readouterr().out)
    wanted = ("key", "date", "chamber", "yea", "nay", "carried")
    assert [tuple(row[name] for name in wanted) for row in rows] == [
        ("S109-0001", "2005-01-10", "senate", 3, 2, True),
        ("S109-0002", "2005-02-10", "senate", 2, 2, True),
        ("S109-0003", "2005-03-10", "senate", 2, 2, True),
    ]
    assert [member["member"] for member in rows[1]["new_members"]] == ["M000639"]


@pytest.mark.shared_data
def test_tallies_of_the_senate_of_2005_to_2008_are_the_clerks(
    tmp_path: Path, research_data: Path
) -> None:
    known = defaultdict(list)
    with gzip.open(research_data / "rollcalls_2010/all_rollcalls_1989_2010.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            if row["chamber"] == "Senate" and row["congress"] in ("109", "110"):
                tally = tuple(sum(int(row[f"{side}_{party}"]) for party in ("R", "D", "other"))
                              for side in ("yea", "nay"))  # fmt: skip
                known[row["congress"]].append((row["date"], int(row["roll"]), tally))
    rows = []
    for congress, calls in known.items():
        rows += [f"{congress},Senate,{n},{day},Yea"
                 for n, (day, _, _) in enumerate(sorted(calls), start=1)]  # fmt: skip
    for path in (research_data / "voteview").glob("S*"):
        (tmp_path / path.name).symlink_to(path)
    table = read_folder(listed(tmp_path, DATED, *rows))
    tallies = [tally for congress in ("109", "110") for _, _, tally in sorted(known[congress])]
    assert len(tallies) == len(table.roll_calls) == 1302
    differ = {call.key: (table.tally(column), tally) for column, (call, tally)
              in enumerate(zip(table.roll_calls, tallies, strict=True))
              if table.tally(column) != tally}  # fmt: skip
    # Voteview's tally and the clerk's: one senator stands on the other side in eight roll calls
    # of 1,302, and voted Nay in the clerk's count alone in a ninth.
    assert differ == {
        "S109-0497": ((63, 34), (62, 35)),
        "S109-0506": ((58, 40), (59, 39)),
        "S109-0507": ((56, 41), (57, 40)),
        "S109-0538": ((45, 54), (46, 53)),
        "S109-0637": ((57, 37), (56, 38)),
        "S110-0194": ((51, 45), (51, 46)),
        "S110-0231": ((56, 41), (57, 40)),
        "S110-0279": ((49, 45), (50, 44)),
        "S110-0320": ((41, 53), (40, 54)),
    }
    assert _greatest(table) == 100


def _greatest(table: VoteTable) -> int:
    return int(np.max(table.listed.sum(axis=0)))


@pytest.mark.shared_data
def test_tallies_of_whole_congresses_are_those_of_the_index(research_data: Path) -> None:
    known: dict[str, dict[str, tuple[int, int, str]]] = defaultdict(dict)
    with gzip.open(research_data / "rollcalls_2010/all_rollcalls_1989_2010.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            yea, nay = (sum(int(row[f"{side}_{party}"]) for party in ("R", "D", "other"))
                        for side in ("yea", "nay"))  # fmt: skip
            name = f"{row['chamber'][0]}{row['congress']}"
            known[name][f"{row['session']}-{row['roll']}"] = (yea, nay, row["question"])
    paths = sorted((research_data / "rollcalls" / "matrices").glob("*_matrix.csv.gz"))
    assert len(paths) == 16
    for path in paths:
        matrix, index = read_matrix(path), known[path.name[:4]]
        assert set(matrix.roll_calls) == set(index)
        yeas, nays = (matrix.casts > 0).sum(axis=0), (matrix.casts < 0).sum(axis=0)
        for name, yea, nay in zip(matrix.roll_calls, yeas, nays, strict=True):
            counted = (int(yea), int(nay))
            # The index has no Yea and Nay of an impeachment: the Senate votes guilty or not.
            is_trial = index[name][:2] == (0, 0) != counted
            assert counted == index[name][:2] or is_trial, (path.name, name)
            assert not is_trial or "uilty" in index[name][2] or "Dismiss Article" in index[name][2]
