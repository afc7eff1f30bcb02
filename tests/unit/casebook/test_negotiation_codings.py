"""The second codings of negotiations: sound, sourced, with blocs by party at home."""

import pytest

from winset.casebook import case_ids, read_case
from winset.cases.checks.check import check_case
from winset.cases.model.negotiation import NegotiationCase

CASES = {
    name: case
    for name in case_ids()
    if isinstance(case := read_case(name), NegotiationCase) and name != "putnam-figure-1"
}


def test_seven_negotiations_are_coded() -> None:
    assert len(CASES) >= 7


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_negotiation_is_sound(name: str) -> None:
    wrong = [p for p in check_case(CASES[name]) if p.severity in ("error", "warning")]
    assert wrong == []


@pytest.mark.parametrize("name", sorted(CASES))
def test_governments_have_a_cost_of_failure_and_power(name: str) -> None:
    for country in CASES[name].countries.values():
        chief = country.actors[str(country.chief_executive)]
        assert chief.failure_cost is not None
        assert chief.failure_cost.low < chief.failure_cost.high
        assert "power" in country.model_fields_set


@pytest.mark.parametrize("name", sorted(CASES))
def test_blocs_have_party_seats_and_willingness(name: str) -> None:
    for country in CASES[name].countries.values():
        for actor in country.actors.values():
            if actor.level == "legislature":
                assert actor.party
                assert actor.seats
                assert actor.willingness is not None


def test_seven_members_of_the_pacific_partnership_vote_at_home() -> None:
    countries = CASES["tpp-2013"].countries.values()
    voting = [c for c in countries if any(a.level == "legislature" for a in c.actors.values())]
    assert len(voting) >= 7


def test_two_dates_of_one_case_are_told_by_beliefs() -> None:
    case = CASES["us-china-wto-1999"]
    days = {(belief.actor, belief.date) for belief in case.beliefs}
    assert len(days) == 16
    assert case.countries["us"].instructions is not None


@pytest.mark.parametrize("name", ["korea", "colombia", "panama"])
def test_texts_in_turn_have_three_congresses(name: str) -> None:
    case = next(case for other, case in CASES.items() if other.startswith(name))
    assert len(case.sequence) >= 2
    titles = [later.title for later in case.countries["us"].later]
    assert any("111th" in title for title in titles)
    assert any("112th" in title for title in titles)
