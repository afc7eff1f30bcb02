"""A whole Congress as Voteview gives it, and a list of trade votes: the same votes, by member."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from winset.studies.roll_calls.whip import whip_count
from winset.votes.forecast.prior import MODELS, SIZES
from winset.votes.readers.csv_rows import read_csv
from winset.votes.readers.folder_reader import read_folder
from winset.votes.readers.read_trade import read_trade_votes

pytestmark = pytest.mark.shared_data


@pytest.fixture(scope="module")
def place(research_data: Path) -> Path:
    return research_data / "rollcalls"


@pytest.fixture(scope="module")
def voteview(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the 106th House in Voteview's columns: members as they are, votes from the matrix."""
    folder = tmp_path_factory.mktemp("voteview")
    shutil.copy(place / "members" / "H106_members.csv", folder)
    numbers: dict[str, str] = {}
    for row in read_csv(folder / "H106_members.csv").rows():
        if row.get("chamber") == "House":
            numbers.setdefault(row.get("bioguide_id"), row.get("icpsr"))
    listed = read_csv(place / "trade_rollcalls.csv")
    trade = {
        f"{row.get('session')}-{row.get('roll')}": row
        for row in listed.rows()
        if (row.get("congress"), row.get("chamber")) == ("106", "House")
    }
    first, *members = read_csv(place / "matrices" / "H106_matrix.csv.gz").rows()
    names = first.get("votes").split()
    with (folder / "H106_votes.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["congress", "chamber", "rollnumber", "icpsr", "cast_code", "prob"])
        for member in members:
            icpsr = numbers[member.get("bioguide_id")]
            for number, code in enumerate(member.get("votes"), start=1):
                if names[number - 1] in trade and code != "0":
                    writer.writerow([106, "House", number, icpsr, code, ""])
    with (folder / "H106_rollcalls.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["congress", "chamber", "rollnumber", "date", "session", "clerk_rollnumber",
             "yea_count", "nay_count", "bill_number", "vote_question"]
        )  # fmt: skip
        for number, name in enumerate(names, start=1):
            year, clerk = name.split("-")
            row = trade.get(name)
            told = [row.get(c) for c in ("date", "yea", "nay", "bill")] if row else None
            date, yea, nay, bill = told or (f"{year}-01-31", 0, 0, "")
            session = 1 + (int(year) % 2 == 0)
            writer.writerow(
                [106, "House", number, date, session, clerk, yea, nay, bill, "On Passage"]
            )
    with (folder / "trade_rollcalls.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(listed.header)
        writer.writerows(row.fields for row in trade.values())
    return folder


def test_every_member_votes_as_in_the_file_of_trade_votes(voteview: Path, place: Path) -> None:
    found, known = read_folder(voteview), read_trade_votes(place)
    assert len(found.roll_calls) == 11
    for column, call in enumerate(found.roll_calls):
        other = known.column(call.key)
        own, theirs = (
            {m.id: int(t.casts[i, c]) for i, m in enumerate(t.members) if t.listed[i, c]}
            for t, c in ((found, column), (known, other))
        )
        assert own == theirs, call.key
        assert call.liberalising == known.roll_calls[other].liberalising
    column = found.column("pntr2000_h")
    yeas = {party: yes for party, (yes, _) in found.party_tally(column).items()}
    assert yeas == {"R": 164, "D": 73, "I": 0}


def test_nominate_is_told_beside_the_model_that_was_chosen(place: Path) -> None:
    table = read_trade_votes(place)
    plain, lasting = (
        whip_count(table, "chinamfn1996_h", draws=100, nominate=True, sizes=sizes).to_dict()
        for sizes in (SIZES, MODELS["without-lasting-swing"])
    )
    assert plain["nominate"]["expected"] != pytest.approx(lasting["nominate"]["expected"], abs=1e-6)
