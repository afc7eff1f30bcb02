"""Voteview's files and a list of trade votes: the whole chain without work by hand."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from winset.cli import main
from winset.foundation.errors import InputError
from winset.votes.readers.folder_reader import read_folder
from winset.votes.readers.identity import party_switches, shared_seats
from winset.votes.readers.read_trade import read_trade_votes
from winset.votes.readers.upcoming import read_upcoming, with_upcoming
from winset.votes.readers.voters import list_told, read_voters, with_voters

MEMBERS = (
    (99910, "President", "200", "BUSH, George", "", "USA", 0, ""),
    (15090, "House", "200", "CALLAHAN, Herbert", "C000052", "AL", 1, "0.37"),
    (29999, "House", "100", "SWITCH, Ann", "S000001", "AL", 2, ""),
    (39999, "House", "200", "SWITCH, Ann", "S000001", "AL", 2, "NA"),
    (40001, "House", "100", "GONE, Early", "G000001", "AL", 3, "-0.2"),
    (40002, "House", "100", "SPECIAL, Lea", "Z000001", "AL", 3, ""),
    (40003, "House", "328", "NOBIO, Kim", "", "AL", 4, "0.0"),
)
CODES = {  # by number of the roll call: ICPSR number to code
    1: {15090: 1, 29999: 6, 40001: 1, 40003: 9},
    2: {15090: 6, 29999: 6, 40001: 1, 40003: 1},
    3: {15090: 1, 29999: 9, 39999: 1, 40002: 6, 40003: 7},
    4: {15090: 1, 39999: 1, 40002: 6, 40003: 6},
}
DATES = {1: "2005-02-01", 2: "2005-07-27", 3: "2006-03-01", 4: "2006-03-01"}


def write(path: Path, header: str, rows: list[tuple[object, ...]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        writer.writerows(rows)
    return path


def congress(folder: Path, number: int = 109) -> Path:
    """Write one House of six members as Voteview does."""
    clerks = (10, 443, 5, 6)
    name = f"H{number}"
    write(
        folder / f"{name}_members.csv",
        "congress,chamber,icpsr,party_code,bioname,bioguide_id,state_abbrev,district_code,"
        "nominate_dim1,nominate_dim2",
        [(number, c, i, p, n, b, s, d, x, x) for i, c, p, n, b, s, d, x in MEMBERS],
    )
    write(
        folder / f"{name}_votes.csv",
        "congress,chamber,rollnumber,icpsr,cast_code,prob",
        [(number, "President", 1, 99910, 1, "")]
        + [(number, "House", n, i, c, 90.1) for n, row in CODES.items() for i, c in row.items()],
    )
    write(
        folder / f"{name}_rollcalls.csv",
        "congress,chamber,rollnumber,date,session,clerk_rollnumber,yea_count,nay_count,"
        "bill_number,vote_result,vote_desc,vote_question,dtl_desc",
        [
            (number, "House", n, d, 1 + (n > 2), clerks[n - 1],
             sum(c == 1 for c in CODES[n].values()), sum(c == 6 for c in CODES[n].values()),
             f"HR{n}", "Passed", "", "On Passage", f"To implement agreement {n}")
            for n, d in DATES.items()
        ],
    )  # fmt: skip
    return folder


def listed(folder: Path, header: str, *rows: str) -> Path:
    (folder / "trade_rollcalls.csv").write_text("\n".join([header, *rows]) + "\n", "utf-8")
    return folder


SHORT = "congress,chamber,rollnumber,liberalising,kind"


def test_a_list_of_numbers_is_enough(tmp_path: Path) -> None:
    folder = listed(congress(tmp_path), SHORT, "109,House,2,Yea,fta", "109,House,3,Nay,fta")
    table = read_folder(folder)
    assert [call.key for call in table.roll_calls] == ["H109-0002", "H109-0003"]
    assert [call.date.isoformat() for call in table.roll_calls] == ["2005-07-27", "2006-03-01"]
    assert [table.tally(i) for i in (0, 1)] == [(2, 2), (2, 1)]
    assert table.notes == ()
    assert table.roll_calls[0].title == "To implement agreement 2"
    assert table.scores is not None


def test_switchers_successors_and_members_without_bioguide_are_one_person_each(
    tmp_path: Path,
) -> None:
    folder = listed(congress(tmp_path), SHORT, "109,House,2,Yea,fta", "109,House,3,Yea,fta")
    table = read_folder(folder)
    assert [m.id for m in table.members] == ["40003", "C000052", "G000001", "S000001", "Z000001"]
    (switch,) = party_switches(table)
    assert (switch.member, switch.before, switch.after) == ("S000001", "D", "R")
    (seat,) = shared_seats(table)
    assert seat.members == ("G000001", "Z000001")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "vote_key,date,congress,chamber,roll,session,liberalising",
            "k,2005-07-27,109,House,443,2005,Yea",
        ),
        ("vote_key,date,chamber,roll,liberalising", "k,2005-07-27,House,443,Yea"),
        (
            "vote_key,congress,chamber,roll,session,liberalising,rollnumber",
            "k,109,House,443,1,Yea,",
        ),
        ("vote_key,date,chamber,liberalising", "k,2005-07-27,House,Yea"),
        ("vote_key,date,liberalising,rollnumber", "k,2005-07-27,Yea,2"),
        ("vote_key,date,chamber,liberalising,rollnumber", "k,2005-07-27,H,Yea,2"),
        ("Vote_Key;Date;Chamber;RollNumber;Liberalising", "k;2005-07-27;House;2;Yea"),
        ("vote_key,date,chamber,liberalising,rollnumber", "k,,House,Yea,2"),
    ],
)  # fmt: skip
def test_a_roll_call_is_found_by_either_number_or_by_its_day(
    tmp_path: Path, header: str, row: str
) -> None:
    extra = ",congress" if row == "k,,House,Yea,2" else ""
    folder = listed(congress(tmp_path), header + extra, row + (",109" if extra else ""))
    table = read_folder(folder)
    assert [(c.key, c.date.isoformat()) for c in table.roll_calls] == [("k", "2005-07-27")]
    assert table.tally(0) == (2, 2)


def test_two_votes_of_a_day_are_told_apart_by_tally_or_bill(tmp_path: Path) -> None:
    header = "vote_key,date,chamber,liberalising,yea,nay,bill"
    folder = listed(
        congress(tmp_path), header, "a,2006-03-01,House,Yea,2,2,", "b,2006-03-01,House,Yea,,,H.R. 3"
    )
    table = read_folder(folder)
    assert [table.tally(i) for i in (0, 1)] == [(2, 2), (2, 1)]
    listed(folder, "vote_key,date,chamber,liberalising", "a,2006-03-01,House,Yea")
    with pytest.raises(InputError, match=r"2 roll calls fit.*rollnumber: 3, 4"):
        read_folder(folder)


@pytest.mark.parametrize(
    ("header", "row", "hint"),
    [
        (SHORT, "109,House,99,Yea,fta", "there is no such roll call"),
        (SHORT, "112,House,2,Yea,fta", "winset votes get 112"),
        (SHORT, "109,Hause,2,Yea,fta", "chamber: `Hause`"),
        (SHORT, "109,,77,Yea,fta", "Congress 109, house"),
        (SHORT, "109x,House,2,Yea,fta", "congress: `109x`"),
        (SHORT, "109,House,2,,fta", "liberalising: is empty"),
        ("vote_key,date,chamber,rollnumber,liberalising", "k,2005-07-28,House,2,Yea", "2005-07-27"),
        ("vote_key,date,chamber,liberalising", "k,2005-07-28,House,Yea", "no such roll call"),
        ("congress,chamber,liberalising", "109,House,Yea", "no column `vote_key`"),
    ],
)
def test_a_row_that_means_no_roll_call_is_refused_with_its_line(
    tmp_path: Path, header: str, row: str, hint: str
) -> None:
    folder = listed(congress(tmp_path), header, row)
    with pytest.raises(InputError, match=hint) as error:
        read_folder(folder)
    assert "trade_rollcalls.csv:" in str(error.value)


def test_one_roll_call_under_two_names_is_refused(tmp_path: Path) -> None:
    header = "vote_key,date,chamber,rollnumber,liberalising"
    rows = ("a,2005-07-27,House,2,Yea", "b,2005-07-27,House,2,Yea")
    with pytest.raises(InputError, match=r":3:.*is the roll call of `a`"):
        read_folder(listed(congress(tmp_path), header, *rows))


def test_a_cut_votes_file_is_refused_and_not_half_counted(tmp_path: Path) -> None:
    folder = listed(congress(tmp_path), SHORT, "109,House,2,Yea,fta", "109,House,4,Yea,fta")
    path = folder / "H109_votes.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(lines[:-2]) + "\n", "utf-8")
    with pytest.raises(InputError, match="holds 2 votes on it; 4 were counted"):
        read_folder(folder)
    path.write_text("\n".join([*lines, "109,House"]) + "\n", "utf-8")
    with pytest.raises(InputError, match="2 fields"):
        read_folder(folder)


def test_a_missing_members_file_and_an_unknown_code_are_refused(tmp_path: Path) -> None:
    folder = listed(congress(tmp_path), SHORT, "109,House,2,Yea,fta")
    path = folder / "H109_votes.csv"
    path.write_text(path.read_text("utf-8").replace("House,2,15090,6", "House,2,15090,12"))
    with pytest.raises(InputError, match=r"H109_votes\.csv:\d+: cast_code: `12`"):
        read_folder(folder)
    (folder / "H109_members.csv").unlink()
    with pytest.raises(InputError, match="no members file here has Congress 109, house"):
        read_folder(folder)


def test_a_voter_in_no_members_file_is_counted_and_told(tmp_path: Path) -> None:
    folder = listed(congress(tmp_path), SHORT, "109,House,2,Yea,fta")
    path = folder / "H109_members.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "40001" not in line), "utf-8")
    table = read_folder(folder)
    assert table.tally(0) == (2, 2)
    assert any("40001 voted" in note for note in table.notes)


def test_infinite_scores_are_refused_and_missing_ones_are_not(tmp_path: Path) -> None:
    folder = listed(congress(tmp_path), SHORT, "109,House,2,Yea,fta")
    path = folder / "H109_members.csv"
    path.write_text(path.read_text("utf-8").replace("0.37", "inf"), "utf-8")
    with pytest.raises(InputError, match="`inf` is not a number"):
        read_folder(folder)


def test_voteview_goes_on_where_the_votes_file_of_the_project_ends(
    folder: Path, tmp_path: Path
) -> None:
    before = read_trade_votes(folder)
    congress(folder / "members").joinpath("H109_votes.csv").rename(folder / "H109_votes.csv")
    (folder / "later_trade_rollcalls.csv").write_text(f"{SHORT}\n109,House,2,Yea,fta\n", "utf-8")
    after = read_trade_votes(folder)
    assert len(after.roll_calls) == len(before.roll_calls) + 1
    assert after.roll_calls[-1].key == "H109-0002"


def test_one_id_over_sources_by_the_icpsr_number(folder: Path) -> None:
    path = folder / "house_trade_votes.csv"
    lines = path.read_text("utf-8").splitlines()
    rows = [f"{line},{'icpsr' if i == 0 else 40003 if 'M000' in line else ''}" for i, line in
            enumerate(lines)]  # fmt: skip
    path.write_text("\n".join(rows) + "\n", "utf-8")
    congress(folder)
    (folder / "later_trade_rollcalls.csv").write_text(f"{SHORT}\n109,House,2,Yea,fta\n", "utf-8")
    table = read_trade_votes(folder)
    row = table.row("M000")
    assert table.casts[row, -1] == 1
    assert table.row("40003") == -1


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["votes", *map(str, words)])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_command_takes_what_get_has_fetched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, cache = congress(tmp_path / "mirror"), tmp_path / "cache"
    assert run(capsys, "get", 109, "--mirror", source, "--data", cache)[0] == 0
    code, _, told = run(capsys, "list", "--data", cache)
    assert code == 2
    assert "congress,chamber,rollnumber,liberalising,kind" in told
    listed(cache, SHORT, *(f"109,House,{n},Yea,fta" for n in (1, 2, 3, 4)))
    found = json.loads(run(capsys, "list", "--data", cache, "--json")[1])
    assert [(r["yea"], r["nay"]) for r in found] == [(2, 1), (2, 2), (2, 1), (2, 2)]
    words = ("backtest", "--data", cache, "--from", "2006-01-01", "--json", "--draws", 200)
    code, out, _ = run(capsys, *words)
    assert code == 0
    assert len(json.loads(out)["roll_calls"]) == 2


SOON = "vote_key: soon\ndate: {}\nchamber: house\nliberalising: Yea\nkind: fta\n"


def test_a_vote_of_the_next_congress_says_that_the_list_is_the_old_one(tmp_path: Path) -> None:
    folder = listed(congress(tmp_path), SHORT, "109,House,2,Yea,fta", "109,House,4,Yea,fta")
    (tmp_path / "soon.yaml").write_text(SOON.format("2007-05-01"), "utf-8")
    (call,) = read_upcoming(tmp_path / "soon.yaml")
    table = with_upcoming(read_folder(folder), call)
    assert "of Congress 109, while the vote is in Congress 110" in list_told(table, "soon")
    same = with_upcoming(
        read_folder(folder), next(iter(read_upcoming(_soon(tmp_path, "2006-09-01"))))
    )
    assert list_told(same, "soon") == "members as on H109-0004 of 2006-03-01"


def _soon(folder: Path, day: str) -> Path:
    (folder / "soon.yaml").write_text(SOON.format(day), "utf-8")
    return folder / "soon.yaml"


@pytest.mark.parametrize("told", ["voteview", "own", "folder"])
def test_the_members_of_the_next_congress_may_be_named(
    tmp_path: Path, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = listed(
        congress(tmp_path / "data"), SHORT, *(f"109,House,{n},Yea,fta" for n in (1, 2, 4))
    )
    soon = _soon(tmp_path, "2007-05-01")
    new = write(
        tmp_path / "H110_members.csv",
        "congress,chamber,icpsr,party_code,bioname,bioguide_id,state_abbrev,district_code",
        [(110, "House", 15090, "200", "CALLAHAN", "C000052", "AL", 1),
         (110, "House", 50001, "100", "NEW, Ned", "N000001", "AL", 2),
         (110, "Senate", 50002, "100", "SENATOR, S", "N000002", "AL", 0)],
    )  # fmt: skip
    options = ["--members", str(new)]
    if told == "own":
        own = "member,party,state\nC000052,R,AL\nN000001,D,AL\n"
        (tmp_path / "own.csv").write_text(own, "utf-8")
        options = ["--members", str(tmp_path / "own.csv")]
    if told == "folder":
        new.rename(folder / new.name)
        options = []
    words = ("whip", "--data", folder, "--vote", soon, "--json", "--draws", 200)
    code, out, err = run(capsys, *words, *options)
    assert code == 0, err
    document = json.loads(out)
    assert [m["id"] for m in document["members"]] == ["C000052", "N000001"]
    new_here = f"; 1 of them on no earlier one here ({'N000001' if told == 'own' else 'NEW, Ned'})"
    assert document["voters"] == f"members on the list of the vote itself{new_here}"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("member,party\nA,R\nA,R\n", ":3:.*A stands twice"),
        ("member,party\n,R\n", "is empty"),
        ("member,party\n", "there is no member"),
        ("who,party\nA,R\n", "no column `member`"),
        ("icpsr,party_code,chamber,congress\n1,200,House,109\n", "Congress 110"),
    ],
)
def test_a_wrong_list_of_members_is_refused(tmp_path: Path, text: str, hint: str) -> None:
    (tmp_path / "who.csv").write_text(text, "utf-8")
    (call,) = read_upcoming(_soon(tmp_path, "2007-05-01"))
    with pytest.raises(InputError, match=hint):
        read_voters(tmp_path / "who.csv", call)


def test_a_vote_never_held_teaches_nothing(folder: Path, make_folder: Callable[..., Path]) -> None:
    from winset.votes.forecast.one_vote import forecast_vote
    from winset.votes.records import Member

    plain = read_trade_votes(folder)
    path = folder / "trade_rollcalls.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[-1].replace("f1998_h", "g1997_h").replace(
        "1998-09-25", "1997-11-10")]) + "\n", "utf-8")  # fmt: skip
    people = [Member(m.id, m.name, m.party, m.state, m.district) for m in plain.members]
    never = with_voters(read_trade_votes(folder), "g1997_h", people)
    own, told = (forecast_vote(t, "f1998_h", draws=300) for t in (plain, never))
    assert (own.yea == told.yea).all()
    assert (own.present == told.present).all()
    assert "g1997_h" not in told.used


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("vote_key,date,liberalising,member,vote\n", ":2: there is no vote"),
        ("vote_key,date,liberalising,member,vote\na,2001-01-01,,m,yes\n", "liberalising: is empty"),
        ("vote_key,date,liberalising,member,vote\na,2001-01-01,up,m,yes\n", "`up` is not a side"),
        ("key,date,liberalising,id,vote\na,2001-01-01,Yea,,yes\n", ":18: id: is empty"),
        ("vote_key,date,liberalising,member,vote\na,2001-01-01,Yea,m\0,yes\n", ":2: not text"),
    ],
)
def test_a_wrong_file_of_ones_own_is_refused_by_the_name_of_its_column(
    tmp_path: Path, text: str, hint: str
) -> None:
    path = tmp_path / "own_x.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=hint):
        read_folder(path)


def test_semicolons_capitals_and_line_ends_of_old_macs_are_read(tmp_path: Path) -> None:
    path = tmp_path / "own_x.csv"
    path.write_text("Vote_Key;Date;Liberalising;Member;Vote\ra;2001-01-01;Yea;m;yes\r", "utf-8")
    assert read_folder(path).tally(0) == (1, 0)


def test_several_files_of_ones_own_make_one_table(tmp_path: Path) -> None:
    for name in "ab":
        text = f"vote_key,date,liberalising,member,vote\n{name},2001-01-01,Yea,m,yes\n"
        (tmp_path / f"own_{name}.csv").write_text(text, "utf-8")
    assert len(read_folder(tmp_path).roll_calls) == 2


def test_a_vote_of_the_past_without_votes_is_told_and_listed_as_not_held(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "trade_rollcalls.csv"
    lines = path.read_text("utf-8").splitlines()
    never = lines[-1].replace("f1998_h", "g1997_h").replace("1998-09-25", "1997-11-10")
    path.write_text("\n".join([*lines, never]) + "\n", "utf-8")
    table = read_trade_votes(folder)
    told = "g1997_h of 1997-11-10: no members' votes are here; it counts as not held"
    assert told in table.notes
    code, out, err = run(capsys, "list", "--data", folder)
    assert code == 0
    assert told in err
    assert "not held" in out


def test_a_name_on_no_list_is_answered_with_names_as_they_are_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "whip.csv"
    path.write_text('member,position\n"MEMBER00, A.",yes\n,no\n', "utf-8")
    code, _, err = run(capsys, "whip", "f1998_h", "--data", folder, "--declared", path)
    assert code == 2
    assert "did you mean `MEMBER" in err
    assert ":3:1: member: is empty" in err
