"""Recount seats, wings and positions of the episodes of 1993 to 2016, by the codebook's rule."""

from __future__ import annotations

import csv
import gzip
import importlib.util
import math
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import NormalDist
from types import ModuleType

import pytest

from winset.casebook import read_domestic_case
from winset.cases.model import Case

ROLL_CALLS = Path(__file__).parents[4] / "shared" / "data" / "rollcalls"
FROM_MATRICES = {
    "textile1990_h": ("H101", "1990-440", "6"),
    "textile1990_s": ("S101", "1990-157", "6"),
}
"""Votes kept in the complete matrices alone: file, roll call, sign of the liberalising side."""
SAME_VOTE = {"steelquota1999_s": "steelquota1999cloture_s"}
MIDPOINTS = {
    "textile1990": 0.3,
    "fasttrack1991": 0.5,
    "nafta1993": 0.55,
    "uruguay1994": 0.55,
    "fasttrack1997cloture": 0.55,
    "agoa1998": 0.475,
    "fasttrack1998": 0.55,
    "steelquota1999": 0.3,
    "tda2000": 0.475,
    "pntr2000": 0.55,
    "tpa2002conf": 0.55,
}
WING, PARTY = 0.15, 0.20
Range = tuple[float, float, float]

needs_roll_calls = pytest.mark.skipif(
    not ROLL_CALLS.is_dir(), reason="the roll-call data beside the project are absent"
)


def _worksheet_counts() -> ModuleType:
    place = Path(__file__).with_name("test_worksheet_counts.py")
    found = importlib.util.spec_from_file_location("worksheet_counts", place)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


WORKSHEET = _worksheet_counts()


@dataclass(frozen=True)
class Episode:
    """What the codebook's table says of an episode, and whose lists show who sat on the day."""

    members: tuple[str, str]
    classification: tuple[str, ...]
    positions: tuple[str, ...]
    changes: dict[str, str] = field(default_factory=dict)


CHINA_UNDER_BUSH = ("chinamfn1990_h", "chinamfn1991_h", "chinamfn1992_h", "chinamfn1992veto_s")
FAST_TRACK_1993 = ("fasttrack1993_h", "fasttrack1993_s")
CHINA_TO_1998 = ("chinamfn1994_h", "chinamfn1996_h", "chinamfn1997_h", "chinamfn1998_h")
CHINA_FROM_1999 = ("chinantr1999_h", "chinantr2000_h", "chinantr2001_h")
GOODE, SHELBY, BROWN, HASTERT = "G000280", "S000320", "B000918", "H000323"
AGREEMENTS_2003 = Episode(
    ("chile2003_h", "chile2003_s"),
    (*CHINA_TO_1998[2:], *CHINA_FROM_1999),
    (
        "fasttrack1998",
        "steelquota1999",
        "tda2000",
        "pntr2000",
        "tpa2002conf",
        "fasttrack1997cloture",
    ),
    {HASTERT: "R"},
)
EPISODES = {
    "nafta-1993": Episode(
        ("nafta1993_h", "nafta1993_s"),
        (*CHINA_UNDER_BUSH, *FAST_TRACK_1993),
        ("textile1990", "fasttrack1991"),
    ),
    "uruguay-round-1994": Episode(
        ("uruguay1994_h", "uruguay1994_s"),
        (*CHINA_UNDER_BUSH, *FAST_TRACK_1993, "chinamfn1994_h"),
        ("textile1990", "fasttrack1991", "nafta1993"),
        {SHELBY: "R"},
    ),
    "fast-track-1998": Episode(
        ("fasttrack1998_h", "fasttrack1997cloture_s"),
        (*FAST_TRACK_1993, *CHINA_TO_1998),
        ("nafta1993", "uruguay1994", "agoa1998", "fasttrack1997cloture"),
    ),
    "steel-quota-1999": Episode(
        ("agoa1999_h", "steelquota1999cloture_s"),
        (*FAST_TRACK_1993, *CHINA_TO_1998),
        ("nafta1993", "uruguay1994", "agoa1998", "fasttrack1997cloture", "fasttrack1998"),
        {BROWN: "D"},
    ),
    "agoa-2000": Episode(
        ("tda2000_h", "tda2000_s"),
        (*CHINA_TO_1998, CHINA_FROM_1999[0]),
        ("nafta1993", "uruguay1994", "fasttrack1997cloture", "fasttrack1998", "steelquota1999"),
        {GOODE: "R"},
    ),
    "tpa-2001-02": Episode(
        ("tpa2002conf_h", "tpa2002conf_s"),
        (*CHINA_TO_1998[1:], *CHINA_FROM_1999),
        (
            "uruguay1994",
            "fasttrack1997cloture",
            "fasttrack1998",
            "steelquota1999",
            "tda2000",
            "pntr2000",
        ),
        {GOODE: "R"},
    ),
    "chile-fta-2003": AGREEMENTS_2003,
    "singapore-fta-2003": AGREEMENTS_2003,
}
"""Of the votes named under members the lists of names are used, never who voted how.

Shelby changed his party in November 1994; Brown sat until July 1999; the Speaker is on no list of
July 2003; Goode sat with the Republicans from January 2000."""


@cache
def read_votes() -> tuple[dict[str, dict[str, bool]], dict[str, dict[str, str]]]:
    """The votes of the tables, those of the matrices beside them, and the parties of members."""
    votes, parties = WORKSHEET.read_votes()
    for key, (name, roll, liberal) in FROM_MATRICES.items():
        file = ROLL_CALLS / "matrices" / f"{name}_matrix.csv.gz"
        with gzip.open(file, "rt", encoding="utf-8") as text:
            head, *members = list(csv.reader(text))[1:]
        column = head[4].split().index(roll)
        votes[key] = {
            row[0]: row[4][column] == liberal for row in members if row[4][column] in "16"
        }
    votes.update({key: votes[other] for key, other in SAME_VOTE.items()})
    return votes, parties


def seated(episode: Episode, chamber: str, parties: dict[str, dict[str, str]]) -> dict[str, str]:
    """Members of the day; a senator without a party counts with the Democrats who seated him."""
    listed = dict(parties[episode.members[chamber == "senate"]])
    for member, party in episode.changes.items():
        if member in listed or (chamber == "house" and member in (BROWN, HASTERT)):
            listed[member] = party
    if chamber == "senate":
        return {member: "D" if party == "I" else party for member, party in listed.items()}
    return listed


def blocs_of(
    episode: Episode, chamber: str, votes: dict[str, dict[str, bool]], members: dict[str, str]
) -> dict[str, tuple[int, list[str]]]:
    """Size and classified members of each bloc: wings if the chamber classifies, else parties."""
    if not any(key.endswith(f"_{chamber[0]}") for key in episode.classification):
        whole_parties = {"R": f"{chamber}-republicans", "D": f"{chamber}-democrats"}
        groups = {
            name: [m for m in members if members[m] == p] for p, name in whole_parties.items()
        }
        return {name: (len(group), group) for name, group in groups.items()}
    wings: dict[str, list[str]] = {}
    unclassified: Counter[str] = Counter()
    for member, party in members.items():
        wing = WORKSHEET.wing_of(member, list(episode.classification), votes)
        if wing is None and party != "I":
            unclassified[party] += 1
        else:
            wings.setdefault(WORKSHEET.WINGS[party, bool(wing)], []).append(member)
    found = {}
    for party in ("R", "D", "I"):
        names = {WORKSHEET.WINGS[party, side] for side in (True, False)} & set(wings)
        whole = sum(len(wings[name]) for name in names)
        for name in names:
            same = len(wings[name])
            size = same + math.floor(unclassified[party] * same / whole + 0.5)
            found[name if chamber == "house" else f"senate-{name}"] = (size, wings[name])
    return found


def estimate(counts: list[tuple[int, int, float]], spread: float, smallest: int) -> Range:
    """Mean and range from (for, against, midpoint) of each bill, by section (d) of the codebook."""
    kept = []
    for for_, against, midpoint in counts:
        n = for_ + against
        if n >= smallest:
            z = NormalDist().inv_cdf((for_ + 0.5) / (n + 1))
            kept.append((n, midpoint + spread * z))
    mean = sum(n * value for n, value in kept) / sum(n for n, _ in kept)
    fewest = min(n for n, _ in kept)
    margin = 0.04 if fewest >= 10 else 0.10 if fewest >= 5 else 0.15
    if len(kept) == 1:
        margin = 0.15
    values = [value for _, value in kept]
    ends = (min(*values, mean - margin), mean, max(*values, mean + margin))
    low, likely, high = (WORKSHEET.two_decimals(min(max(end, 0.05), 0.95)) for end in ends)
    return low, likely, high


def counts_of(
    episode: Episode, chamber: str, bloc: list[str], votes: dict[str, dict[str, bool]]
) -> list[tuple[int, int, float]]:
    """The bloc's votes on each bill of the chamber, cast in either chamber."""
    other = {"house": "s", "senate": "h"}[chamber]
    counts = []
    for bill in episode.positions:
        if f"{bill}_{chamber[0]}" not in votes:
            continue
        keys = [key for key in (f"{bill}_{chamber[0]}", f"{bill}_{other}") if key in votes]
        sides = [next((votes[k][m] for k in keys if m in votes[k]), None) for m in bloc]
        cast = [side for side in sides if side is not None]
        counts.append((sum(cast), len(cast) - sum(cast), MIDPOINTS[bill]))
    return counts


def coded_seats(case: Case, chamber: str) -> dict[str, int]:
    """Seats of each bloc, the leaders' put back to the bloc that their position was taken from."""
    seats = {name: a.seats[chamber] for name, a in case.actors.items() if chamber in a.seats}
    leaders = [name for name in seats if case.actors[name].spread == {}]
    for name in leaders:
        del seats[name]
    return seats


@needs_roll_calls
@pytest.mark.shared_data
@pytest.mark.parametrize("name", sorted(EPISODES))
@pytest.mark.parametrize("chamber", ["house", "senate"])
def test_blocs_of_an_episode_are_what_the_roll_calls_give(name: str, chamber: str) -> None:
    votes, parties = read_votes()
    case, episode = read_domestic_case(name), EPISODES[name]
    members = seated(episode, chamber, parties)
    blocs = blocs_of(episode, chamber, votes, members)
    coded = coded_seats(case, chamber)
    assert set(coded) == set(blocs)
    leaders = sum(a.seats.get(chamber, 0) for a in case.actors.values() if a.spread == {})
    assert sum(coded.values()) + leaders == len(members)
    moved = sum(size - coded[bloc] for bloc, (size, _) in blocs.items())
    assert moved == leaders
    assert all(0 <= size - coded[bloc] <= leaders for bloc, (size, _) in blocs.items())
    for bloc, (_, group) in blocs.items():
        spread = PARTY if bloc.endswith(f"{chamber}-republicans") else WING
        spread = PARTY if bloc == f"{chamber}-democrats" else spread
        smallest = 5 if len(group) >= 5 else 1
        expected = estimate(counts_of(episode, chamber, group, votes), spread, smallest)
        position = case.actors[bloc].position["openness"]
        assert (position.low, position.likely, position.high) == pytest.approx(expected), bloc


@pytest.mark.parametrize("name", sorted(EPISODES))
def test_the_counts_printed_in_a_case_give_its_positions(name: str) -> None:
    case, labels, checked = read_domestic_case(name), _labels(), 0
    for note in case.notes:
        printed = re.match(r"Counts behind the positions in the (House|Senate).*?: (.*?)\. A", note)
        if printed is None:
            continue
        for part in printed[2].split("; "):
            title, votes = part.split(": ")
            bloc = next(
                a for a in case.actors.values() if a.spread and a.title == f"{printed[1]}: {title}"
            )
            counts = [
                (int(y), int(n), MIDPOINTS[labels[bill]])
                for bill, y, n in re.findall(r"([A-Za-z ]+(?: \d{4})?) (\d+)-(\d+)(?:, |$)", votes)
            ]
            whole = bloc.spread["openness"].likely
            smallest = 5 if sum(bloc.seats.values()) >= 5 else 1
            position = bloc.position["openness"]
            expected = estimate(counts, whole, smallest)
            assert (position.low, position.likely, position.high) == pytest.approx(expected), part
            checked += 1
    assert checked == sum(bool(actor.spread) for actor in case.actors.values())


def _labels() -> dict[str, str]:
    return {
        "textile 1990": "textile1990",
        "fast track 1991": "fasttrack1991",
        "NAFTA": "nafta1993",
        "Uruguay Round": "uruguay1994",
        "AGOA 1998": "agoa1998",
        "cloture 1997": "fasttrack1997cloture",
        "fast track 1998": "fasttrack1998",
        "steel 1999": "steelquota1999",
        "AGOA 2000": "tda2000",
        "China 2000": "pntr2000",
        "authority 2002": "tpa2002conf",
    }


SPLITS_2011_TO_2015 = {
    "house-republicans": [(190, 50, 0.55), (219, 21, 0.55), (231, 9, 0.475), (234, 6, 0.475)],
    "house-democrats": [(28, 158, 0.55), (59, 130, 0.55), (31, 158, 0.475), (66, 123, 0.475)],
    "senate-republicans": [(47, 5, 0.55), (45, 1, 0.55), (44, 2, 0.475), (46, 0, 0.475)],
    "senate-democrats": [(13, 33, 0.55), (38, 14, 0.55), (22, 31, 0.475), (31, 22, 0.475)],
}
"""Authority 2015, Korea, Colombia and Panama 2011: House rolls 374, 783, 781, 782; Senate 219, 161,
163, 162. Senators without a party are counted with the Democrats."""


@pytest.mark.parametrize("bloc", sorted(SPLITS_2011_TO_2015))
def test_parties_of_2016_stand_where_their_published_splits_put_them(bloc: str) -> None:
    position = read_domestic_case("tpp-2016").actors[bloc].position["openness"]
    expected = estimate(SPLITS_2011_TO_2015[bloc], PARTY, 5)
    assert (position.low, position.likely, position.high) == pytest.approx(expected)


def test_the_splits_of_2011_and_2015_add_up_to_the_published_tallies() -> None:
    house, senate = (
        [
            tuple(r + d for r, d in zip(first[:2], second[:2], strict=True))
            for first, second in zip(
                SPLITS_2011_TO_2015[f"{chamber}-republicans"],
                SPLITS_2011_TO_2015[f"{chamber}-democrats"],
                strict=True,
            )
        ]
        for chamber in ("house", "senate")
    )
    assert house == [(218, 208), (278, 151), (262, 167), (300, 129)]
    assert senate == [(60, 38), (83, 15), (66, 33), (77, 22)]


def test_agreements_voted_on_in_the_same_hours_differ_in_name_and_tally_only() -> None:
    first, second = (read_domestic_case(f"{name}-fta-2003") for name in ("chile", "singapore"))
    assert first.actors == second.actors
    assert first.pressure == second.pressure
    assert first.issues == second.issues
    assert first.stages == second.stages
