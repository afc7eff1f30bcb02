"""Codings under the second codebook: sound, complete, and consistent with the clerks' counts."""

import pytest

from winset.casebook import case_ids, read_case, read_domestic_case
from winset.cases.checks.check import check_case
from winset.cases.model.case import Case

CASES = {name: read_case(name) for name in case_ids()}
CODED = {
    name
    for name, case in CASES.items()
    if isinstance(case, Case) and case.outcome is not None and case.country == "United States"
}


def test_every_episode_of_the_first_edition_is_coded_again() -> None:
    assert len(CODED) >= 21
    assert all(CASES[name].as_of is not None for name in CODED)


@pytest.mark.parametrize("name", sorted(CODED))
def test_a_second_coding_is_sound(name: str) -> None:
    case = read_domestic_case(name)
    assert case.id == name
    assert [problem for problem in check_case(case) if problem.severity == "error"] == []
    assert case.as_of is not None
    assert case.country == "United States"
    assert case.package is not None
    assert case.outcome is not None
    assert case.as_of <= case.outcome.date


@pytest.mark.parametrize("name", sorted(CODED))
def test_votes_by_party_add_up_to_the_tally(name: str) -> None:
    outcome = read_domestic_case(name).outcome
    assert outcome is not None
    for chamber, parties in outcome.by_party.items():
        total = [sum(votes[side] for votes in parties.values()) for side in (0, 1)]
        assert total == list(outcome.tally[chamber])


@pytest.mark.parametrize("name", sorted(CODED))
def test_presidents_and_blocs_have_a_party(name: str) -> None:
    case = read_domestic_case(name)
    assert case.chief_executive is not None
    assert case.actors[case.chief_executive].party in ("D", "R")
    blocs = [actor for actor in case.actors.values() if actor.level == "legislature"]
    assert all(actor.party for actor in blocs)
