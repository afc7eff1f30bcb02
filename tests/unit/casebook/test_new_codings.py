"""Cases new in the second edition: sound, votes by party, packets without the outcome."""

import json
import re
from pathlib import Path

import pytest

from winset.casebook import case_path, read_domestic_case
from winset.cases.checks.check import check_case

ROOT = Path(__file__).parents[3]
NEW = json.loads((ROOT / "tests/data/new_codings.json").read_text("utf-8"))["digests"]
NAMES = sorted(Path(name).stem for name in NEW)
PACKETS = {
    name: packet
    for name in NAMES
    if (packet := case_path(name).parent / "blind" / "packets" / f"{name}.yaml").exists()
}


def test_twenty_new_codings_have_a_packet() -> None:
    assert len(PACKETS) >= 20


@pytest.mark.parametrize("name", NAMES)
def test_a_new_coding_is_sound(name: str) -> None:
    case = read_domestic_case(name)
    assert [problem for problem in check_case(case) if problem.severity == "error"] == []
    assert case.country
    assert case.as_of is not None
    assert case.package is not None
    if case.country == "United States":
        assert case.chief_executive is not None
        assert case.actors[case.chief_executive].party in ("D", "R")
    assert case.outcome is not None
    assert case.as_of <= case.outcome.date


@pytest.mark.parametrize("name", NAMES)
def test_votes_by_party_add_up_to_the_tally(name: str) -> None:
    outcome = read_domestic_case(name).outcome
    assert outcome is not None
    if read_domestic_case(name).country == "United States":
        assert set(outcome.by_party) == set(outcome.tally)
    for chamber, parties in outcome.by_party.items():
        total = [sum(votes[side] for votes in parties.values()) for side in (0, 1)]
        assert total == list(outcome.tally[chamber])


@pytest.mark.parametrize("name", PACKETS)
def test_the_packet_for_a_second_coder_does_not_hold_the_outcome(name: str) -> None:
    words = " ".join(PACKETS[name].read_text("utf-8").split())
    assert words.count("fact:") >= 8
    outcome = read_domestic_case(name).outcome
    assert outcome is not None
    for for_, against in outcome.tally.values():
        assert not re.search(rf"\b{for_} to {against}\b|\b{against} to {for_}\b", words)
