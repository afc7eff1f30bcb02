"""The codebook's tables of facts against the clerks' roll calls, where these are at hand."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from pathlib import Path

import pytest

from winset.cases.codebook.tables import congress, party_votes, splits

pytestmark = pytest.mark.shared_data


@pytest.fixture(scope="module")
def roll_calls(research_data: Path) -> list[dict[str, str]]:
    """Every roll call of 1990 to 2010."""
    path = research_data / "rollcalls_2010" / "all_rollcalls_1989_2010.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_nobody_votes_who_has_no_seat(roll_calls: list[dict[str, str]]) -> None:
    """At the first forty votes of a Congress no party has more voters than seats, few less."""
    first: dict[tuple[int, str], list[dict[str, str]]] = defaultdict(list)
    for row in sorted(roll_calls, key=lambda row: row["date"]):
        key = (int(row["congress"]), row["chamber"].casefold())
        if len(first[key]) < 40:
            first[key].append(row)
    for (number, chamber), rows in first.items():
        if (number, chamber) == (101, "house"):
            continue  # the records begin in its second year
        seats = congress(number).seats(chamber)  # type: ignore[arg-type]
        for party in ("R", "D"):
            most = max(int(row[f"yea_{party}"]) + int(row[f"nay_{party}"]) for row in rows)
            assert seats[party] - 6 <= most <= seats[party] + 1, (number, chamber, party, most)


def test_party_votes_are_those_counted(roll_calls: list[dict[str, str]]) -> None:
    counted: dict[tuple[str, int], list[bool]] = defaultdict(list)
    for row in roll_calls:
        yes = {p: int(row[f"yea_{p}"]) - int(row[f"nay_{p}"]) for p in ("R", "D")}
        if all(int(row[f"yea_{p}"]) + int(row[f"nay_{p}"]) for p in ("R", "D")):
            key = (row["chamber"].casefold(), int(row["date"][:4]))
            counted[key].append(yes["R"] * yes["D"] < 0)
    for (chamber, year), apart in counted.items():
        told = party_votes(chamber, year)  # type: ignore[arg-type]
        assert told == pytest.approx(sum(apart) / len(apart), abs=0.011), (chamber, year)


def test_votes_by_party_are_the_clerks(roll_calls: list[dict[str, str]]) -> None:
    known = {
        (row["date"], row["chamber"].casefold(), row[f"yea_{p}"], row[f"nay_{p}"], p)
        for row in roll_calls
        for p in ("R", "D")
    }
    checked = 0
    for split in splits():
        if split.origin != "clerk":
            continue
        for party, (for_, against) in split.opens.items():
            ways = {(str(for_), str(against)), (str(against), str(for_))}
            day = split.date.isoformat()
            assert any((day, split.chamber, *way, party) in known for way in ways), split
            checked += 1
    assert checked > 100
