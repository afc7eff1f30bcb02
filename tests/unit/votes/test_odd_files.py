"""Files that strangers bring: read right, or refused with file, line and what would be right."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from unicodedata import normalize

import numpy as np
import pytest

from winset.cli import main
from winset.foundation.errors import CaseError, InputError
from winset.studies.roll_calls.ideal import ideal
from winset.studies.roll_calls.whip import whip_count
from winset.votes.forecast.known import known_before
from winset.votes.readers.covariates import Covariates
from winset.votes.readers.declared import read_declared
from winset.votes.readers.folder_reader import read_folder
from winset.votes.readers.read_clerk import read_clerk_votes
from winset.votes.readers.read_matrix import read_matrix
from winset.votes.readers.read_trade import read_trade_votes
from winset.votes.readers.upcoming import read_upcoming

DAYS = {"a": "2001-03-01", "b": "2003-05-20", "c": "2005-10-11"}
HEADER = "vote_key,date,chamber,liberalising,kind,member,party,vote"


def own(*, key: str = "abc", decompose: str = "") -> str:
    """Write the votes of nine members of a diet, one of whose roll calls may decompose accents."""
    rows = [HEADER]
    for number, call in enumerate(key, start=1):
        for member in range(9):
            name = f"Müller {member}"
            name = normalize("NFD", name) if call == decompose else name
            cast = "yes" if (member * number) % 3 else "no"
            rows.append(f"{call},{DAYS[call]},diet,Yea,x,{name},{'ABC'[member % 3]},{cast}")
    return "\n".join(rows) + "\n"


def saved(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_folder(path)
    return str(caught.value)


def test_names_that_differ_in_capitals_or_accents_are_noted_wherever_they_are_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = own().replace("b,2003-05-20,diet,Yea,x,Müller 4", "b,2003-05-20,diet,Yea,x,MULLER 4")
    path = str(saved(tmp_path / "own_a.csv", text))
    for words in (["list"], ["scores"], ["whip", "c", "--draws", "100"]):
        assert main(["votes", *words, "--data", path]) == 0
        told = capsys.readouterr().err
        assert "members `MULLER 4` and `Müller 4` differ in capitals or accents alone" in told


def test_near_unanimity_teaches_in_a_chamber_of_which_nothing_else_is_known(
    tmp_path: Path,
) -> None:
    table = read_folder(saved(tmp_path / "own_a.csv", own().replace(",no", ",yes")))
    found = whip_count(table, "c", draws=500)
    assert found.one_sided == 0.0
    assert found.passage_probability > 0.9
    assert all(member.p_yes > 0.7 for member in found.members)


def test_a_name_with_a_separate_accent_is_the_same_name(tmp_path: Path) -> None:
    table = read_folder(saved(tmp_path / "own_a.csv", own(decompose="b")))
    assert [member.id for member in table.members] == [f"Müller {n}" for n in range(9)]
    assert table.listed.all()
    word = normalize("NFD", "member;position\nMüller 1;yes\n")
    told = read_declared(saved(tmp_path / "whip.csv", word), known_before(table, "c"))
    assert told == {"Müller 1": (1.0, 0.03)}


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text.replace(",", ";").replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("\n", ",,\n") + ",,,,,,,,,\n \n",
        lambda text: text.replace(",", "\t"),
        lambda text: "".join(reversed(text.splitlines(keepends=True)[1:])).join(
            (HEADER + "\n", "")
        ),
        lambda text: text.replace("2003-05-20", "2003-05-20T14:30:00Z"),
        lambda text: text.replace(
            "b,2003-05-20,diet,Yea,x,Müller ", "b,2003-05-20,diet,Yea,x,Müller\u00a0 "
        ),
        lambda text: "\n,,,\n" + text,
    ],
    ids=[
        "semicolons",
        "old-mac",
        "blank-columns",
        "tabs",
        "latest-first",
        "time-stamps",
        "blanks-of-two-kinds",
        "blank-lines-above",
    ],
)
def test_a_file_as_another_program_saves_it_holds_the_same_votes(tmp_path: Path, change) -> None:
    plain = read_folder(saved(tmp_path / "own_plain.csv", own()))
    other = read_folder(saved(tmp_path / "own_other.csv", change(own())))
    assert np.array_equal(other.casts, plain.casts)
    assert other.roll_calls == plain.roll_calls
    assert other.members == plain.members


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (own().encode("cp1252"), ":2: not text in UTF-8; save the file as UTF-8"),
        (own().encode("utf-16"), ":1: not text in UTF-8"),
        (b"PK\x03\x04\x14\x00\x06\x00", ":1: not text: it holds a NUL; a CSV file"),
        (own().replace("2001-03-01", "01.03.2001"), ":2:3: date: `01.03.2001` is not a date"),
        (own().replace("2001-03-01", "2001-03-011"), ":2:3: date: `2001-03-011` is not a date"),
        (own().replace("2001-03-01", "2001-W09-4"), ":2:3: date: `2001-W09-4` is not a date"),
        (own().replace(",no", ",Nein"), "vote: `Nein` is not a vote; Yea, Nay"),
        (own() + own().splitlines()[1] + "\n", ":29:25: member: Müller 0 votes twice on `a`"),
        (own().replace("liberalising", "side"), ":1:1: there is no column `liberalising`"),
        (own().replace("kind,member", ",,member"), ":1: "),
        (HEADER + "\n", ":2: there is no vote in the file"),
        (own().replace(",", "|"), ":1:1: there is no column `vote_key` or `key`; names separated"),
        ("\n\n" + own().replace("2001-03-01", "1/3/2001"), ":4:3: date: `1/3/2001` is not"),
    ],
)
def test_a_file_that_cannot_be_read_right_is_refused_at_its_line(
    tmp_path: Path, text: str | bytes, hint: str
) -> None:
    assert hint in refusal(saved(tmp_path / "own_odd.csv", text))


@pytest.mark.parametrize(
    ("list_change", "votes_change", "hint"),
    [
        (("House", "Hause"), None, "chamber: a Congress has no chamber `Hause`; House or Senate"),
        ((",102,", ",99,"), None, "congress: Congress 99 did not sit on 1991-05-23; 102"),
        (None, ("M003,", "M003,2.1E+04,"), "icpsr: `2.1E+04` is not a number; digits"),
        (None, ("M003,", "M003,20002,"), "icpsr: M002 has this number too, and a vote on"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(
    folder: Path,
    list_change: tuple[str, str] | None,
    votes_change: tuple[str, str] | None,
    hint: str,
) -> None:
    listed, votes = folder / "trade_rollcalls.csv", folder / "house_trade_votes.csv"
    if list_change is not None:
        listed.write_text(listed.read_text("utf-8").replace(*list_change), "utf-8")
    if votes_change is not None:
        text = votes.read_text("utf-8").replace("bioguide_id,", "bioguide_id,icpsr,")
        text = text.replace(*votes_change)
        for member in range(60):
            number = f",{20000 + member}," if f"M{member:03d}," != votes_change[0] else None
            if number is not None:
                text = text.replace(f",M{member:03d},", f",M{member:03d}{number}")
        votes.write_text(text, "utf-8")
    with pytest.raises(CaseError) as caught:
        read_trade_votes(folder)
    assert hint in str(caught.value)


MATRIX = "".join(f"m{n},Ñáme {n},{'16'[n % 2]}{'1661' * 6}{'61'[n % 2]}\n" for n in range(6))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("id,name,votes\n", ":2: there is no member in the file; a row a member"),
        ("id,name,votes\n#rolls,,1 2 3\n", ":2: there is no member in the file"),
        (f"id,name,votes\n#rolls,,1 2 3\n{MATRIX}", ":3:11: votes: 26 votes; 3 as above"),
        (f"id,name,votes\n{MATRIX}m0,x,{'1' * 26}\n", ":8:1: id: m0 stands twice; one row"),
        (f"id,name,votes\n{MATRIX},x,{'1' * 26}\n", ":8:1: id: a member without an id"),
        ("id,votes\nm0,16²1\n", ":2:4: votes: holds something else than codes"),
        ("id,votes\nm0,1.66E+23\n", "a spreadsheet may have made it a number"),
    ],
)
def test_a_matrix_that_cannot_be_read_right_is_refused(
    tmp_path: Path, text: str, hint: str
) -> None:
    with pytest.raises(CaseError) as caught:
        read_matrix(saved(tmp_path / "H106_matrix.csv", text))
    assert hint in str(caught.value)


def test_a_member_is_named_with_either_accent_and_by_id_where_two_share_a_name(
    tmp_path: Path,
) -> None:
    path = saved(tmp_path / "m.csv", f"id,name,votes\n{MATRIX}z,Ñáme 5,{'1' * 13}{'6' * 13}\n")
    placed = ideal(path, positive=normalize("NFD", "Ñáme 1"), least_votes=5)
    first = next(member for member in placed.members if member.id == "m1")
    assert first.dim1 is not None
    assert first.dim1 > 0
    with pytest.raises(InputError, match="`Ñáme 5` may be m5 or z; write the id"):
        ideal(path, positive="Ñáme 5", least_votes=5)


MEMBERS = "congress,chamber,icpsr,party_code,bioname,bioguide_id,state_abbrev\n" + "".join(
    f"109,Senate,{40000 + n},{100 + 100 * (n % 2)},PEÑA {n},P{n:06d},OH\n" for n in range(10)
)
VOTES = "congress,chamber,rollnumber,icpsr,cast_code\n" + "".join(
    f"109,Senate,{call},{40000 + n},{1 if (n * 7 + call * 3 + n % 2 * call) % 5 < 3 else 6}\n"
    for call in range(1, 31)
    for n in range(10)
)
_FLAW = "109,Senate,1,40002,6\n109,Senate,1,40002,1\n"


@pytest.mark.parametrize(
    ("members", "votes", "hint"),
    [
        (MEMBERS, VOTES.encode("utf-16"), "S109_votes.csv:1: not text in UTF-8"),
        (MEMBERS, VOTES.encode() + b"109,Senate,1,\xe9,6\n", "_votes.csv:302: not text in UTF-8"),
        (MEMBERS.encode("cp1252"), VOTES, "S109_members.csv:2: not text in UTF-8"),
        (MEMBERS, VOTES.replace("cast_code", "cast"), "_votes.csv:1: there is no column `cast_c"),
        (MEMBERS, VOTES + "CIX,Senate,1,40000,6\n", ":302: congress: `CIX` is not a number"),
        (MEMBERS, VOTES + _FLAW, "icpsr: PEÑA 2 votes both ways on senate roll call 1; one row"),
    ],
)
def test_a_file_of_voteviews_that_is_damaged_is_refused_and_not_passed_over(
    tmp_path: Path, members: str | bytes, votes: str | bytes, hint: str
) -> None:
    saved(tmp_path / "S109_members.csv", members)
    saved(tmp_path / "S109_votes.csv", votes)
    with pytest.raises(CaseError) as caught:
        ideal(109, data=tmp_path, chamber="senate")
    assert hint in str(caught.value)


def test_a_damaged_archive_of_voteviews_is_refused(tmp_path: Path) -> None:
    saved(tmp_path / "S109_members.csv", MEMBERS)
    path = saved(tmp_path / "S109_votes.csv.gz", VOTES)
    for data in (path.read_bytes(), gzip.compress(VOTES.encode())[:-9]):
        path.write_bytes(data)
        with pytest.raises(CaseError, match="the compressed file is damaged; fetch it again"):
            ideal(109, data=tmp_path, chamber="senate")


def test_voteviews_files_with_line_ends_of_old_macs_are_read(tmp_path: Path) -> None:
    saved(tmp_path / "S109_members.csv", MEMBERS)
    saved(tmp_path / "S109_votes.csv", VOTES)
    plain = ideal(109, data=tmp_path, chamber="senate")
    saved(tmp_path / "S109_members.csv", "\ufeff" + MEMBERS.replace("\n", "\r"))
    saved(tmp_path / "S109_votes.csv", "\ufeff" + VOTES.replace(",", ";").replace("\n", "\r"))
    assert ideal(109, data=tmp_path, chamber="senate") == plain


COMING = "vote_key: n1\ndate: 2006-02-01\nchamber: House\nliberalising: yes\n"


@pytest.mark.parametrize(
    ("more", "hint"),
    [
        ("requires: 0.5\n", ":5: requires: `0.5` is not a share; 1/2, 3/5 or 2/3"),
        ("kind: [fta, tpa]\n", ":5: kind: holds more than one value; one word or line"),
        ("requirs: 2/3\n", ":5: requirs: there is no such field; did you mean `requires`?"),
        ("congress: 108\n", ":5: congress: Congress 108 did not sit on 2006-02-01; 109"),
        ("\tkind: fta\n", ":5: "),
    ],
)
def test_a_wrong_field_of_a_vote_to_come_is_refused_at_its_line(
    tmp_path: Path, more: str, hint: str
) -> None:
    with pytest.raises(CaseError) as caught:
        read_upcoming(saved(tmp_path / "soon.yaml", COMING + more))
    assert hint in str(caught.value)


def test_other_fields_of_a_vote_to_come_are_passed_over(tmp_path: Path) -> None:
    path = saved(tmp_path / "soon.yaml", COMING + "Kind: Fast track\nremark: null\n")
    (call,) = read_upcoming(path)
    assert (call.chamber, call.liberalising, call.kind) == ("house", "Yea", "tpa")


def test_numbers_of_nobody_who_votes_are_refused(folder: Path) -> None:
    nobody = Covariates(("x",), {"ZZZ": (1.0,)}, {})
    with pytest.raises(InputError, match="no member who may vote has a value of x; ids as in"):
        whip_count(read_folder(folder), "f1998_h", draws=100, covariates=nobody)


def test_a_decimal_comma_is_answered_with_a_point(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path / "x.csv", "member;x\nM000;0,5\n")
    words = ["votes", "whip", "f1998_h", "--data", str(folder), "--covariates", f"{path}:x"]
    assert main(words) == 2
    assert "x.csv:2:6: x: `0,5` is not a number; write 0.5" in capsys.readouterr().err


def test_the_vice_president_has_no_vote_in_the_house(tmp_path: Path) -> None:
    vote = {"vote_id": "h1-107.2001", "chamber": "h", "date": "2001-02-01T15:00:00-05:00",
            "votes": {"Aye": [{"id": "A1", "party": "D"}], "No": ["VP"]}}  # fmt: skip
    with pytest.raises(CaseError, match=r"votes\.No: the Vice President has no vote in"):
        read_clerk_votes([saved(tmp_path / "data.json", json.dumps(vote))])
