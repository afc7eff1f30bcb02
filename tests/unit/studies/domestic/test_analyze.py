"""One case end to end: the Report says what a pencil says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.unit.toy_model import plain_votes

from winset.foundation.errors import InputError
from winset.reports.domestic.report import Report
from winset.studies.domestic.analyze import analyze

DRAWS = 120
OTHERS: dict[str, Any] = {
    "exporters": {
        "level": "group",
        "position": {"openness": 1.0},
        "capacity": {"low": 0.0, "likely": 1.0, "high": 2.0},
        "pivotal": {"impact": 0.6, "cost_of_staying_out": 0.9, "resources": 1.0},
    },
    "unions": {
        "level": "group",
        "position": {"openness": 0.0},
        "capacity": 0.4,
        "joined": {"value": True},
    },
    "nation": {
        "level": "group",
        "position": {"openness": 0.0},
        "capacity": 0.2,
        "joined": {"value": True},
    },
    "president": {"level": "executive", "position": {"openness": 0.9}},
}
RULE = {"all": [{"chamber": "house", "quota": 4, "of": 6}, {"actor": "president"}]}


@pytest.fixture
def reported(toy_case: Any, toy_parameters: Any) -> Any:
    def made(draws: int = DRAWS, seed: int = 0, **fields: Any) -> Report:
        defaults = {"rule": RULE, "others": OTHERS}
        case = toy_case(**(defaults | fields))
        return analyze(case, draws=draws, seed=seed, parameters=toy_parameters())

    return made


@pytest.fixture
def report(reported: Any) -> Report:
    found: Report = reported()
    return found


def test_price_budget_and_fund_at_likely_values(report: Report) -> None:
    # F = 0.6, S' = 0.6, 0.5, 0, -0.5, -0.6, quota 4 of 5: with four members each must be worth
    # 0.6: 0.5 + 0 + 0.1 + 0.6 + 0.6 = 1.8; with five, 0.3: 1.1 + 0.6 + 3 * 0.3 - 0.6 = 2.0.
    assert report.price.likely == pytest.approx(1.8)
    assert report.budget.likely == pytest.approx(1.0)
    assert report.opposition_fund.likely == pytest.approx(0.6)
    assert report.price.lower_bound == pytest.approx(0.5)
    assert report.price.by_chamber == {"house": pytest.approx(1.8)}
    assert report.price.by_player == {"president": 0.0}
    assert report.verdict == "fails"


def test_votes_in_four_readings(report: Report) -> None:
    votes = report.votes["house"]
    assert (votes.quota, votes.of, votes.members, votes.unpaid, votes.bought) == (4, 6, 5, 3, 1)
    # Three votes against 0.6 cost 0 + 0.1 + 0.6 = 0.7, less than the budget of 1; four 1.8.
    assert (votes.robust, votes.short) == (3, 1)
    assert votes.by_party.keys() == {"none"}
    assert votes.by_party["none"].likely == pytest.approx(votes.expected)


def test_a_fixed_calendar_brings_every_draw_to_a_vote(report: Report) -> None:
    found = report.probabilities
    assert found.comes_to_a_vote == 1.0
    assert found.passes == found.passes_if_it_does == report.passage_probability
    assert (report.valence.likely, report.valence.adds) == (0.0, 0.0)
    assert report.parameters_source == "set"


def test_valence_is_what_it_adds(toy_case: Any, toy_parameters: Any) -> None:
    block = toy_parameters(vote_model=plain_votes("none", gamma_0=0.55))
    found = analyze(toy_case(quota=4), draws=10, parameters=block)
    # members gain -0.6, -0.5, 0, 0.5, 0.6, so that 0.55 turns one vote, the fourth
    assert (found.passage_probability, found.valence.adds) == (1.0, 1.0)
    assert found.valence.likely == found.valence.low == found.valence.high == pytest.approx(0.55)


def test_the_verdict_is_the_most_frequent_outcome(reported: Any) -> None:
    swinging = {"low": 0.44, "likely": 0.45, "high": 1.0}
    president = OTHERS["president"] | {"position": {"openness": swinging}}
    rule = {"all": [{"chamber": "house", "quota": 3, "of": 6}, {"actor": "president"}]}
    found = reported(others=OTHERS | {"president": president}, rule=rule)
    # at likely values he loses .1; he gains above .5, as in most draws
    assert found.verdict == max(found.verdict_shares, key=found.verdict_shares.__getitem__)
    assert found.verdict == "passes"
    assert any("likely value" in warning for warning in found.warnings)


def test_the_deadlock_coalition_and_its_shares(report: Report) -> None:
    shares = {m.actor: m.share for m in report.deadlock_coalition.members}
    assert shares == {
        "unions": pytest.approx(2 / 3),
        "nation": pytest.approx(1 / 3),
        "m1": 0.0,
        "m2": 0.0,
    }
    assert report.deadlock_coalition.cohesion == pytest.approx(1.0)
    assert report.deadlock_coalition.cohesion_reasons is None


def test_an_engaged_actor_is_one_at_the_threshold_or_above(report: Report) -> None:
    rows = {row.actor: row for row in report.pivotal_actors}
    assert rows["exporters"].engagement == 0.6
    assert rows["exporters"].engaged
    assert rows["unions"].engagement is None
    assert rows["m3"].de_swaan is True
    assert rows["m1"].de_swaan is False
    assert rows["president"].power is not None


def test_shares_of_verdicts_and_the_probability_agree(report: Report) -> None:
    assert sum(report.verdict_shares.values()) == pytest.approx(1.0)
    assert report.passage_probability == pytest.approx(report.verdict_shares["passes"])
    assert report.draws == DRAWS


def test_the_budget_spreads_with_the_coded_range(report: Report) -> None:
    budget = report.budget
    assert budget.low is not None
    assert budget.high is not None
    assert 0.0 < budget.low < 1.0 < budget.high < 2.0


def test_the_coalition_lists_who_votes_and_who_pays(reported: Any) -> None:
    rich = OTHERS["exporters"] | {"capacity": 5.0}
    report = reported(others=OTHERS | {"exporters": rich})
    votes = [p for p in report.minimum_winning_coalition if p.role == "votes"]
    pays = [p for p in report.minimum_winning_coalition if p.role == "pays"]
    assert sum(p.unpaid or 0 for p in votes if p.chamber == "house") == 3
    assert sum(p.bought or 0 for p in votes if p.chamber == "house") == 1
    assert sum(p.paid or 0.0 for p in votes) == pytest.approx(1.8)
    assert [p.actor for p in pays] == ["exporters"]
    assert report.reach.farthest_bought in {"m1", "m2"}


def test_where_nothing_buys_ratification_the_price_is_null_with_its_reason(reported: Any) -> None:
    foe = {"level": "executive", "position": {"openness": 0.0}}
    report = reported(others=OTHERS | {"president": foe})
    assert report.price.likely is None
    assert report.price.reason is not None
    assert report.verdict == "fails"


def test_one_seed_gives_one_document_and_another_seed_another(reported: Any) -> None:
    one, same, other = (reported(seed=seed).model_dump_json() for seed in (0, 0, 1))
    assert one == same
    assert one != other


def test_the_document_is_plain_json_without_infinities(reported: Any) -> None:
    foe = {"level": "executive", "position": {"openness": 0.0}}
    text = reported(others=OTHERS | {"president": foe}).model_dump_json()
    json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} in the document"))


def test_draws_and_seeds_out_of_bounds_are_refused(reported: Any) -> None:
    with pytest.raises(InputError, match="draws"):
        reported(draws=0)
    with pytest.raises(InputError, match="seed"):
        reported(seed=-1)


def test_a_mixed_measure_is_told_from_one_that_proposes_nothing(reported: Any) -> None:
    issue = {"axis": "vote", "title": "Openness", "low": "closed", "high": "open"}
    same = {"openness": issue | {"status_quo": 0.4, "proposal": 0.4}}
    still = reported(draws=4, issues=same)
    mixed = reported(draws=4, issues=same, direction="mixed")
    assert any("nothing is proposed" in text for text in still.warnings)
    assert not any("nothing is proposed" in text for text in mixed.warnings)
    assert any("of mixed direction" in text for text in mixed.warnings)


def test_changes_are_told_beside_the_case_as_coded(toy_case: Any, toy_parameters: Any) -> None:
    block = toy_parameters()
    before = toy_case(rule=RULE, others=OTHERS)
    after = toy_case(rule={"chamber": "house", "quota": 1, "of": 6}, others=OTHERS)
    report = analyze(
        after, draws=20, parameters=block, changes={"rule": "1"}, as_coded=(before, block)
    )
    assert report.as_coded is not None
    assert report.as_coded.verdict == "fails"
    assert report.as_coded.price == pytest.approx(1.8)
    assert report.as_coded.enough == (report.verdict == "passes")
    assert report.changes == {"rule": "1"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [("case.yaml", r'read it first: winset.read_case\("case.yaml"\)'), (5, "5 is not a case")],
)
def test_what_is_no_case_is_refused_with_what_would_be_right(given: Any, expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        analyze(given)


def test_a_negotiation_is_sent_to_its_own_function() -> None:
    from winset.casebook import read_case

    with pytest.raises(InputError, match=r"is a negotiation; use `winset.negotiate`"):
        analyze(read_case("putnam-figure-1"))  # type: ignore[arg-type]
