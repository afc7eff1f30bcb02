"""Recount the tables of docs/explanation/episodes.md against the case files. No solver."""

from __future__ import annotations

import csv
import gzip
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from statistics import NormalDist

import pytest

from winset.casebook import read_case
from winset.cases.model import Case

PAGE = (Path(__file__).parents[3] / "docs/explanation/episodes.md").read_text("utf-8")
ROLL_CALLS = Path(__file__).parents[4] / "shared" / "data" / "rollcalls"
WHOLE_PARTY, WING = 0.20, 0.15
PARTIES = {"republicans": 0, "democrats": 1}
MIDPOINTS = {"1962": (0.55, "yes"), "1970": (0.30, "no"), "1973": (0.55, "yes")}
SECTOR = (0.30, "no")

Split = tuple[tuple[int, int], tuple[int, int]]


def episode_rows() -> dict[str, list[str]]:
    """Cells of the first table, by case."""
    section = PAGE.split("## Bills and sources")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line[:3] == "| `"]
    return {cells[0].strip("`"): cells for cells in rows}


def splits() -> dict[tuple[str, str], Split]:
    """Yes and no of Republicans and Democrats, by chamber and year."""
    row = re.compile(
        r"^\| ([^|]*?(\d{4})) \| (House|Senate) \| (\d+)-(\d+) \| (\d+)-(\d+) \| (\d+)-(\d+) \|",
        re.MULTILINE,
    )
    found: dict[tuple[str, str], Split] = {}
    for title, year, chamber, *counts in row.findall(PAGE):
        yes, no, yes_r, no_r, yes_d, no_d = map(int, counts)
        assert (yes_r + yes_d, no_r + no_d) == (yes, no), title
        key = "plant" if "plant" in title else year
        found[chamber.lower(), key] = ((yes_r, no_r), (yes_d, no_d))
    return found


def estimate(liberal: int, votes: int, midpoint: float, spread: float) -> float:
    return midpoint + spread * NormalDist().inv_cdf((liberal + 0.5) / (votes + 1))


def rounded(value: float) -> float:
    return float(Decimal(repr(value)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def mean_of(chamber: str, years: list[str], party: int) -> float:
    estimates, weights = [], []
    for year in years:
        midpoint, side = MIDPOINTS.get(year, SECTOR)
        yes, no = splits()[chamber, year][party]
        estimates.append(estimate(yes if side == "yes" else no, yes + no, midpoint, WHOLE_PARTY))
        weights.append(yes + no)
    total = sum(weights)
    return rounded(sum(e * w for e, w in zip(estimates, weights, strict=True)) / total)


def domestic(name: str) -> Case:
    case = read_case(name)
    assert isinstance(case, Case)
    return case


def likely(case: Case, actor: str, issue: str = "openness") -> float:
    return case.actors[actor].position[issue].likely


VOTES_USED = {
    name.strip("` "): re.findall(r"\d{4}", years)
    for names, years in re.findall(r"^\| (`[^|]+|the two omnibus[^|]+) \| ([\d, ]+) \|", PAGE, re.M)
    for name in names.replace("the two omnibus bills", "omnibus-1987-88, omnibus-1988").split(",")
}


def test_the_page_lists_twenty_one_episodes_four_of_them_protective() -> None:
    rows = episode_rows()
    adopted = {name for name, cells in rows.items() if cells[3] == "yes"}
    protective = {name for name, cells in rows.items() if cells[1] == "protective"}
    assert (len(rows), len(adopted), len(protective)) == (21, 13, 4)
    assert not adopted & protective
    assert len(adopted) + len(protective) == 17  # what "liberalising passes" gets right


@pytest.mark.parametrize("name", sorted(episode_rows()))
def test_the_outcome_of_a_coded_case_agrees_with_its_row(name: str) -> None:
    outcome = domestic(name).outcome
    assert outcome is not None
    cells = episode_rows()[name]
    assert (outcome.verdict == "passes") == (cells[3] == "yes")
    for for_, against in outcome.tally.values():
        assert f"{for_}-{against}" in cells[4]


def test_nine_cases_take_their_positions_from_party_splits() -> None:
    assert len(VOTES_USED) == 9


@pytest.mark.parametrize("name", sorted(VOTES_USED))
@pytest.mark.parametrize("party", PARTIES)
def test_party_positions_follow_from_the_printed_splits(name: str, party: str) -> None:
    case = domestic(name)
    house = mean_of("house", VOTES_USED[name], PARTIES[party])
    assert likely(case, f"house-{party}") == house
    senate = house
    if case.outcome and "1988" in str(case.outcome.date):
        senate = mean_of("senate", ["1985"], PARTIES[party])
    assert likely(case, f"senate-{party}") == senate


@pytest.mark.parametrize("party", PARTIES)
def test_positions_on_plant_closings_follow_from_the_vote_of_1985(party: str) -> None:
    yes, no = splits()["house", "plant"][PARTIES[party]]
    expected = rounded(estimate(no, yes + no, 0.55, WHOLE_PARTY))
    for name in ("omnibus-1987-88", "omnibus-1988"):
        for chamber in ("house", "senate"):
            assert likely(domestic(name), f"{chamber}-{party}", "plant-closing") == expected


def _member_votes(table: str, key: str) -> dict[str, dict[str, str]]:
    with (ROLL_CALLS / table).open(encoding="utf-8") as file:
        return {r["bioguide_id"]: r for r in csv.DictReader(file) if r["vote_key"] == key}


def _column(chamber: str, roll: str) -> dict[str, str]:
    path = ROLL_CALLS / "matrices" / f"{chamber}101_matrix.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        _, head, *rows = csv.reader(file)
    place = head[-1].split().index(roll)
    return {row[0]: row[-1][place] for row in rows if row[-1][place] in "16"}


@pytest.mark.shared_data
@pytest.mark.skipif(
    not ROLL_CALLS.is_dir(), reason="the roll-call data beside the project are absent"
)
def test_the_wings_of_1991_follow_from_member_votes() -> None:
    members = _member_votes("house_trade_votes.csv", "fasttrack1991_h")
    china = _member_votes("house_trade_votes.csv", "chinamfn1990_h")
    quotas = _column("H", "1990-440")
    case = domestic("fast-track-1991")
    wings = {
        ("R", True): "internationalist-republicans",
        ("R", False): "conservative-republicans",
        ("D", True): "new-democrats",
        ("D", False): "liberal-democrats",
    }
    classified: dict[tuple[str, bool], list[str]] = {key: [] for key in wings}
    sitting = {"R": 0, "D": 1}  # the Speaker is not on the roll
    for member, row in members.items():
        if row["party"] in sitting:
            sitting[row["party"]] += 1
            vote = china.get(member, {}).get("vote")
            if vote in ("Yea", "Nay"):
                classified[row["party"], vote == "Nay"].append(member)
    for (party, is_open), name in wings.items():
        group = classified[party, is_open]
        share = len(group) / sum(len(classified[party, side]) for side in (True, False))
        assert case.actors[name].seats["house"] == round(share * sitting[party])
        votes = [quotas[member] for member in group if member in quotas]
        assert likely(case, name) == rounded(
            estimate(votes.count("6"), len(votes), SECTOR[0], WING)
        )


@pytest.mark.shared_data
@pytest.mark.skipif(
    not ROLL_CALLS.is_dir(), reason="the roll-call data beside the project are absent"
)
def test_the_senate_of_1991_follows_from_its_vote_on_quotas() -> None:
    senators = _member_votes("senate_trade_votes.csv", "fasttrack1991_s")
    quotas = _column("S", "1990-157")
    case = domestic("fast-track-1991")
    for party, name in (("R", "senate-republicans"), ("D", "senate-democrats")):
        group = [member for member, row in senators.items() if row["party"] == party]
        votes = [quotas[member] for member in group if member in quotas]
        assert case.actors[name].seats["senate"] == len(group)
        assert likely(case, name) == rounded(
            estimate(votes.count("6"), len(votes), SECTOR[0], WHOLE_PARTY)
        )
