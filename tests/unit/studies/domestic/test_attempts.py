"""Texts put to a vote in turn: each on its day, in its chambers, at its levels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.toy_model import STILL

from winset.cases.checks.check import check_case
from winset.cases.model.parameters import Parameters
from winset.foundation.coefficients import NAMES
from winset.studies.domestic.analyze import analyze
from winset.studies.domestic.attempts import as_put

STAGES = {"voting": {"deadline": "2000-05-24"}}


@pytest.fixture
def certain(toy_parameters: Callable[..., Parameters]) -> Parameters:
    """A block in which nothing is drawn and members vote as they gain."""
    zero = {name: {"mean": 0.0, "sd": 0.0} for name in NAMES}
    return toy_parameters(vote_model=STILL | {"coefficients": zero})


def text(name: str, day: str, **more: Any) -> dict[str, Any]:
    """A text of a sequence."""
    return {"text": name, "date": day, "chambers": ["house"]} | more


def test_a_second_text_passes_where_the_first_fails(toy_case: Any, certain: Parameters) -> None:
    """Four of five: at 0.8 the second member loses 0.5; at 0.3 it is as near as to 0.2."""
    first = text("the bill", "2000-03-01")
    second = text("a milder one", "2000-04-01", proposal={"openness": 0.3})
    case = toy_case(quota=4, stages=STAGES, sequence=[first, second])
    report = analyze(case, draws=5, parameters=certain)
    assert [one.passage_probability for one in report.attempts] == [0.0, 1.0]
    assert [one.this_or_an_earlier for one in report.attempts] == [0.0, 1.0]
    assert [one.expected["house"] for one in report.attempts] == [3.0, 4.0]
    assert report.passage_probability == 0.0
    assert "a milder one (2000-04-01, house) 100%" in report.summary()
    assert len(report.to_frame("attempts")) == 2


def test_the_quota_of_an_attempt_takes_the_place_of_the_rules(
    toy_case: Any, certain: Parameters
) -> None:
    plain = text("the bill", "2000-03-01")
    over = text("the same over the veto", "2000-04-01", quotas={"house": 4})
    case = toy_case(quota=3, stages=STAGES, sequence=[plain, over])
    report = analyze(case, draws=5, parameters=certain)
    assert [one.passage_probability for one in report.attempts] == [1.0, 0.0]
    assert [one.quotas["house"] for one in report.attempts] == [3, 4]
    assert report.attempts[1].this_or_an_earlier == 1.0


def test_without_chambers_the_whole_rule_is_asked(toy_case: Any, certain: Parameters) -> None:
    president = {"president": {"level": "executive", "position": {"openness": 0.0}}}
    rule = {"all": [{"chamber": "house", "quota": 3, "of": 5}, {"actor": "president"}]}
    sequence = [text("the bill", "2000-03-01", chambers=[]), text("in the house", "2000-04-01")]
    case = toy_case(others=president, rule=rule, stages=STAGES, sequence=sequence)
    report = analyze(case, draws=5, parameters=certain)
    assert [one.passage_probability for one in report.attempts] == [0.0, 1.0]


def test_the_day_of_the_text_is_the_last_day(toy_case: Any) -> None:
    stages = {
        "formulation": {"start": "2000-01-01", "proposal": "2000-04-15"},
        "voting": {"deadline": "2000-05-24"},
    }
    case = toy_case(stages=stages, sequence=[text("early", "2000-03-01")])
    put = as_put(case, case.sequence[0])
    assert put.stages is not None
    assert put.stages.formulation is not None
    assert put.stages.formulation.proposal is not None
    assert put.stages.voting.deadline.likely.isoformat() == "2000-03-01"
    assert put.stages.formulation.proposal.likely.isoformat() == "2000-03-01"
    assert put.sequence == []


def test_check_names_what_an_attempt_gets_wrong(toy_case: Any) -> None:
    wrong = text("x", "2000-03-01", proposal={"opennes": 0.3}, quotas={"hause": 3})
    told = [str(problem.path) for problem in check_case(toy_case(sequence=[wrong]))]
    assert "sequence.0.proposal.opennes" in told
    assert "sequence.0.quotas.hause" in told
