"""Recount the worksheet's tables from member-level roll calls, independently of the case files."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from statistics import NormalDist

import pytest

from winset.casebook import read_case

ROLL_CALLS = Path(__file__).parents[4] / "shared" / "data" / "rollcalls"
CLASSIFICATION = [
    "fasttrack1993_h",
    "fasttrack1993_s",
    "chinamfn1994_h",
    "chinamfn1996_h",
    "chinamfn1997_h",
]
CLASSIFICATION_2000 = [*CLASSIFICATION, "chinamfn1998_h", "chinantr1999_h"]
LARGE_STEPS = [(["nafta1993_h", "nafta1993_s"], 0.55), (["uruguay1994_h", "uruguay1994_s"], 0.55)]
STEPS_2000 = [*LARGE_STEPS, (["fasttrack1998_h"], 0.55), (["agoa1999_h", "agoa1999_s"], 0.475)]
WINGS = {
    ("R", True): "internationalist-republicans",
    ("R", False): "conservative-republicans",
    ("D", True): "new-democrats",
    ("D", False): "liberal-democrats",
    ("I", True): "independents",
    ("I", False): "independents",
}
SPREAD = 0.15

Votes = dict[str, dict[str, bool]]
Parties = dict[str, str]

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(
        not ROLL_CALLS.is_dir(), reason="the roll-call data beside the project are absent"
    ),
]


def read_votes() -> tuple[Votes, dict[str, Parties]]:
    """Who took the liberalising side in each vote, and the parties of the members listed."""
    with (ROLL_CALLS / "trade_rollcalls.csv").open(encoding="utf-8") as file:
        liberal = {row["vote_key"]: row["pro_trade_vote"] for row in csv.DictReader(file)}
    votes: Votes = {key: {} for key in liberal}
    parties: dict[str, Parties] = {key: {} for key in liberal}
    for name in ("house_trade_votes.csv", "senate_trade_votes.csv"):
        with (ROLL_CALLS / name).open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                key, member = row["vote_key"], row["bioguide_id"]
                parties[key][member] = row["party"]
                if row["vote"] in ("Yea", "Nay"):
                    votes[key][member] = row["vote"] == liberal[key]
    return votes, parties


def members_on_the_day(case: str, chamber: str, parties: dict[str, Parties]) -> Parties:
    """Members sitting on the day; only membership is taken from votes near it."""
    if chamber == "senate":
        return parties["fasttrack1997cloture_s" if case == "fast-track-1997" else "tda2000_s"]
    if case == "china-pntr-2000":
        return parties["tda2000_h"]
    sitting = dict(parties["chinamfn1997_h"])
    del sitting["M000843"]  # Molinari resigned in August 1997, Fossella followed on 5 November
    del sitting["C000134"]  # Walter Capps died on 28 October 1997
    return {**sitting, "F000440": "R"}


def wing_of(member: str, keys: list[str], votes: Votes) -> bool | None:
    """Whether a member belongs to the open wing; None without a classification vote."""
    cast = [votes[key][member] for key in keys if member in votes[key]]
    if not cast:
        return None
    share = sum(cast) / len(cast)
    return cast[-1] if share == 0.5 else share > 0.5


def mean_and_range(
    members: list[str], steps: Iterable[tuple[list[str], float]], votes: Votes
) -> tuple[float, float, float]:
    """Mean position of a bloc by the worksheet's formula, with its range."""
    estimates: list[tuple[int, float]] = []
    for keys, midpoint in steps:
        cast = []
        for member in members:
            sides = [votes[key][member] for key in keys if member in votes[key]]
            cast += sides[:1]
        if len(cast) >= 5 or (cast and len(members) < 5):
            share = (sum(cast) + 0.5) / (len(cast) + 1)
            estimates.append((len(cast), midpoint + SPREAD * NormalDist().inv_cdf(share)))
    mean = sum(n * value for n, value in estimates) / sum(n for n, _ in estimates)
    fewest = min(n for n, _ in estimates)
    margin = 0.04 if fewest >= 10 else 0.10 if fewest >= 5 else 0.15
    values = [value for _, value in estimates]
    return min(*values, mean - margin), mean, max(*values, mean + margin)


def two_decimals(value: float) -> float:
    rounded = Decimal(f"{value:.6f}").quantize(Decimal("0.01"), ROUND_HALF_UP)
    return float(rounded)


@pytest.mark.parametrize("case", ["fast-track-1997", "china-pntr-2000"])
@pytest.mark.parametrize("chamber", ["house", "senate"])
def test_blocs_are_what_the_roll_calls_give(case: str, chamber: str) -> None:
    votes, parties = read_votes()
    late = case == "china-pntr-2000"
    sitting = members_on_the_day(case, chamber, parties)
    classified: dict[str, list[str]] = {}
    unclassified: dict[str, int] = {}
    for member, party in sitting.items():
        wing = wing_of(member, CLASSIFICATION_2000 if late else CLASSIFICATION, votes)
        if wing is None:
            unclassified[party] = unclassified.get(party, 0) + 1
        else:
            classified.setdefault(WINGS[party, wing], []).append(member)
    actors = read_case(case).actors
    for (party, wing), bloc in WINGS.items():
        if bloc not in classified:
            continue
        other = classified.get(WINGS[party, not wing], [])
        same = len(classified[bloc])
        whole = same + (len(other) if bloc != "independents" else 0)
        added = math.floor(unclassified.get(party, 0) * same / whole + 0.5)
        name = bloc if chamber == "house" else f"senate-{bloc}"
        leader = {"internationalist-republicans": "speaker", "liberal-democrats": "minority-leader"}
        seats = actors[name].seats[chamber] + (chamber == "house" and bloc in leader)
        assert seats == same + added, name
        coded = actors[name].position["openness"]
        counted = mean_and_range(classified[bloc], STEPS_2000 if late else LARGE_STEPS, votes)
        expected = tuple(two_decimals(value) for value in counted)
        assert (coded.low, coded.likely, coded.high) == pytest.approx(expected, abs=1e-9), name
