"""A number written with a comma between braces: YAML reads two entries, the message says so."""

from __future__ import annotations

import pytest

from winset.cases.file.read import read_case_text
from winset.foundation.errors import CaseError

CASE = """winset: 1
id: package
title: One issue
kind: negotiation
issues:
  cars: {axis: vote, title: Cars, low: none, high: all, status_quo: 0.5}
countries:
  a:
    title: A
    rule: {actor: chief}
    chief_executive: chief
    actors: {chief: {level: executive, position: {cars: 0.9}, capacity: 3}}
  b: {title: B, weight: 0.6, rule: {actor: head}, chief_executive: head,
      actors: {head: {level: executive, position: {cars: 0.9}, salience: {cars: 0.8}}}}
outcome: {agreement: true, date: 2000-01-01, terms: {cars: 0.6}}
beliefs:
- {holder: a, values: {countries.b.actors.head.capacity: 0.5}}
"""


def told(text: str) -> str:
    with pytest.raises(CaseError) as raised:
        read_case_text(text, "case.yaml")
    return str(raised.value)


def test_the_case_is_right_before_a_comma_is_put_in() -> None:
    assert read_case_text(CASE, "case.yaml").id == "package"


@pytest.mark.parametrize(
    ("right", "wrong", "path", "write"),
    [
        ("terms: {cars: 0.6}", "terms: {cars: 0,6}", "outcome.terms.cars", "0.6"),
        ("weight: 0.6,", "weight: 0,6,", "countries.b.weight", "0.6"),
        ("capacity: 3}", "capacity: 3,25}", "countries.a.actors.chief.capacity", "3.25"),
        ("capacity: 3}", "capacity: -0,5}", "countries.a.actors.chief.capacity", "-0.5"),
        ("status_quo: 0.5", "status_quo: 0,05", "issues.cars.status_quo", "0.05"),
        ("{cars: 0.8}", "{cars: 0, 8}", "countries.b.actors.head.salience.cars", "0.8"),
        (
            "{cars: 0.8}",
            "{cars: {low: 0,7, likely: 0.8, high: 0.9}}",
            "countries.b.actors.head.salience.cars.low",
            "0.7",
        ),
        (
            "head.capacity: 0.5}",
            "head.capacity: 0,5}",
            "beliefs.0.values.countries.b.actors.head.capacity",
            "0.5",
        ),
    ],
)
def test_a_decimal_comma_between_braces_is_told_at_its_number(
    right: str, wrong: str, path: str, write: str
) -> None:
    said = told(CASE.replace(right, wrong))
    comma = write.replace(".", ",")
    assert f": {path}: {comma} is read as two entries; write {write}: decimals take a point" in said
    assert len(said.splitlines()) == 1


def test_two_commas_with_the_same_digits_behind_them_are_told_as_decimals() -> None:
    said = told(CASE.replace("weight: 0.6,", "weight: 0,6, power: 0,6,"))
    assert "`6` is given twice" in said
    assert "if a decimal is meant, write it with a point: 0.6" in said


@pytest.mark.parametrize(
    ("right", "other"),
    [
        ("weight: 0.6,", "weight: 1, 6: 3,"),  # the entry has a value of its own
        ("title: B,", "title: B, 6,"),  # no number stands before it
        ("{actor: chief}", "{chamber: house, quota: 218,5, of: 435}"),  # whole numbers only
        ("weight: 0.6,", "weight: 1, extra,"),  # no digits
    ],
)
def test_other_unknown_entries_are_not_taken_for_a_decimal(right: str, other: str) -> None:
    assert "decimals take a point" not in told(CASE.replace(right, other))
