"""Recomputing an explanation from what it prints gives the number that is shown."""

from __future__ import annotations

import math

import pytest

from winset.casebook import read_case
from winset.cases.editing.with_values import with_values
from winset.cases.model.case import Case
from winset.foundation.errors import InputError
from winset.reports.domestic.explanation import Explanation
from winset.reports.domestic.report import Report
from winset.studies.domestic.analyze import analyze
from winset.studies.explain.why import ALIASES, NUMBERS, why

CALCULATOR = {"sqrt": math.sqrt, "min": min, "max": max, "abs": abs, "exp": math.exp}


ALREADY_RUN = ("china-pntr-2000", "fast-track-1997")
"""The short-form cases of the casebook join once they are frozen and scored."""


def calculated(expression: str) -> float:
    return float(eval(expression, {"__builtins__": {}}, CALCULATOR))  # noqa: S307 - our own text


def assert_adds_up(found: Explanation) -> None:
    for step in found.steps:
        if step.expression is None:
            continue
        assert step.value is not None
        terms = [abs(other.value or 0.0) for other in found.steps]
        slack = 3e-5 * max([1e-3, abs(step.value), *terms])
        assert calculated(step.expression) == pytest.approx(step.value, abs=slack), step
    assert found.steps[-1].value == found.value


@pytest.fixture(scope="module", params=ALREADY_RUN)
def case(request: pytest.FixtureRequest) -> Case:
    found = read_case(request.param)
    assert isinstance(found, Case)
    return found


@pytest.fixture(scope="module")
def report(case: Case) -> Report:
    return analyze(case, draws=200)


def test_every_number_of_the_case_adds_up_to_the_one_in_the_report(
    case: Case, report: Report
) -> None:
    shown = {
        "price": report.price.likely,
        "budget": report.budget.likely,
        "opposition_fund": report.opposition_fund.likely,
        "cohesion": report.deadlock_coalition.cohesion,
        "passage_probability": report.passage_probability,
        "passage_probability_se": report.passage_probability_se,
        "comes_to_a_vote": report.probabilities.comes_to_a_vote,
        "passes_if_it_does": report.probabilities.passes_if_it_does,
        "division": report.stages.formulation.division,
        "coordination": report.stages.formulation.coordination,
    }
    for number, value in shown.items():
        found = why(case, number, draws=200)
        assert_adds_up(found)
        assert found.value == (None if value is None else pytest.approx(value, rel=1e-12)), number
    assert {n for n, whose in NUMBERS.items() if whose == "case"} == {*shown, "verdict"}


def test_the_verdict_is_told_by_the_share_of_the_most_frequent_outcome(
    case: Case, report: Report
) -> None:
    found = why(case, "verdict")
    assert found.meaning.startswith(report.verdict)
    assert_adds_up(found)
    assert found.value == report.verdict_shares[report.verdict]


def test_every_number_of_every_chamber_adds_up_to_the_one_in_the_report(
    case: Case, report: Report
) -> None:
    for chamber, votes in report.votes.items():
        shown = {
            "expected": votes.expected,
            "unpaid": votes.unpaid,
            "bought": votes.bought,
            "robust": votes.robust,
            "short": votes.short,
            "chamber_price": report.price.by_chamber.get(chamber, 0.0),
        }
        for number, value in shown.items():
            found = why(case, number, of=chamber)
            assert_adds_up(found)
            assert found.value == pytest.approx(value, rel=1e-9), (chamber, number)
        assert {n for n, whose in NUMBERS.items() if whose == "chamber"} == set(shown)


def test_every_number_of_every_actor_adds_up_to_the_one_in_the_report(
    case: Case, report: Report
) -> None:
    for row in report.actors[::2]:
        shown = {
            "surplus": row.surplus,
            "willingness": row.willingness,
            "entry_price": row.entry_price,
            "contributes": row.contributes,
        }
        also = {"engagement": row.engagement, "window_share": row.window_share, "stake": row.stake}
        shown |= {number: value for number, value in also.items() if value is not None}
        for number, value in shown.items():
            found = why(case, number, of=row.actor)
            assert_adds_up(found)
            wanted = None if value is None else pytest.approx(value, rel=1e-9, abs=1e-12)
            assert found.value == wanted, (row.actor, number)
        assert {n for n, whose in NUMBERS.items() if whose == "actor"} == {*shown, *also}


def test_other_choices_and_coefficients_add_up_too() -> None:
    from winset.cases.file.read_parameters import read_parameters

    case = read_case("china-pntr-2000")
    assert isinstance(case, Case)
    block = with_values(read_parameters(), {"distance": "city-block"})
    assert_adds_up(why(case, "surplus", of="clinton", parameters=block))
    block = with_values(
        read_parameters(),
        {"vote_model.coefficients.phi.mean": "0.7", "vote_model.coefficients.pi.mean": "0.9"},
    )
    for number, of in (("fund", None), ("contributes", "clinton"), ("contributes", "afl-cio")):
        assert_adds_up(why(case, number, of=of, parameters=block))


def test_other_names_lead_to_the_same_number() -> None:
    case = read_case("china-pntr-2000")
    assert isinstance(case, Case)
    assert set(ALIASES.values()) <= set(NUMBERS)
    assert why(case, "fund") == why(case, "opposition_fund")


@pytest.mark.parametrize(
    ("number", "of", "words"),
    [
        ("prize", None, "did you mean `price`"),
        ("surplus", None, "name the actor"),
        ("surplus", "clintn", "did you mean `clinton`"),
        ("short", "huose", "did you mean `house`"),
    ],
)
def test_what_does_not_exist_is_told_with_the_nearest_name(
    number: str, of: str | None, words: str
) -> None:
    case = read_case("china-pntr-2000")
    assert isinstance(case, Case)
    with pytest.raises(InputError, match=words):
        why(case, number, of=of)
