"""Beliefs of advisers by day and weight, who has to be content, and texts in turn."""

from functools import cache

import numpy as np
import pytest

from winset.cases.checks.check import check_case
from winset.cases.editing.with_values import with_values
from winset.cases.file.read import read_case_text
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.held_beliefs import held_belief
from winset.cases.model.negotiation import NegotiationCase
from winset.studies.negotiation.negotiate import negotiate
from winset.studies.negotiation.table_at_risk import TableAtRisk
from winset.translate.negotiation import coded_negotiation

DRAWS = 64
TEXT = """
winset: 1
id: advisers
title: A government whose advisers fear the vote
kind: negotiation
date: 2001-11-15
issues: {opening: {axis: vote, title: Opening, low: closed, high: open, status_quo: 0.2}}
countries:
  a:
    title: A
    chief_executive: president
    rule: {all: [{chamber: house, quota: 26, of: 51}, {actor: president}]}
    actors:
      president: {level: executive, position: {opening: 0.9}, failure_cost: 0.3}
      treasury: {level: executive, position: {opening: 0.9}}
      trade: {level: executive, position: {opening: 0.9}}
      members: {level: legislature, party: R, seats: {house: 51}, position: {opening: 0.6},
        spread: {opening: 0.1}}
    instructions: {who: [treasury, trade], rule: unanimity}
    later: [{title: Next house, date: 2003-01-05, values: {actors.members.position.opening: 0.1}}]
  b:
    title: B
    chief_executive: premier
    rule: {all: [{actor: premier}]}
    actors: {premier: {level: executive, position: {opening: 0.7}}}
beliefs:
  - {holder: a, actor: treasury, date: 2001-04-07, weight: 0.75,
    values: {countries.a.actors.members.position.opening: 0.1}}
  - {holder: a, actor: trade, date: 2001-04-07, weight: 0.25,
    values: {countries.a.actors.members.position.opening: 0.1}}
  - {holder: a, actor: treasury, date: 2001-11-06, weight: 0.1,
    values: {countries.a.actors.members.position.opening: 0.1}}
sequence:
  - {text: first, date: 2001-11-15, terms: {opening: 0.7}}
  - {text: second, date: 2002-11-15, terms: {opening: 0.3}}
"""


@cache
def case() -> NegotiationCase:
    read = read_case_text(TEXT)
    assert isinstance(read, NegotiationCase)
    return read


def table(**values: object) -> TableAtRisk:
    changed = with_values(case(), {key.replace("__", "."): v for key, v in values.items()})
    return TableAtRisk(coded_negotiation(changed, read_parameters()), "nash", draws=DRAWS, seed=1)


@pytest.mark.parametrize(
    ("day", "rule", "expected"),
    [
        ("2001-04-10", "unanimity", ("treasury", 0.75)),
        ("2001-11-15", "unanimity", ("trade", 0.25)),
        ("2001-01-01", "unanimity", (None, 1.0)),
        ("2001-04-10", "chief", (None, 1.0)),
    ],
)
def test_the_belief_that_decides(day: str, rule: str, expected: tuple[str | None, float]) -> None:
    values = {"date": day, "countries.a.instructions.rule": rule}
    held = held_belief(with_values(case(), values), "a")
    assert (held.actor, held.weight.likely) == expected
    assert bool(held.values) == (expected[0] is not None)


def test_the_chief_executive_decides_by_its_own_belief() -> None:
    values = {"countries.a.instructions.rule": "chief", "beliefs.1.actor": "president"}
    held = held_belief(with_values(case(), values), "a")
    assert (held.actor, held.weight.likely) == ("president", 0.25)


def test_expected_gains_are_mixed_by_the_weight() -> None:
    points = np.linspace(0.3, 0.9, 7)[:, None]
    none, all_, some = (
        table(beliefs=found).play.prospects.expected(points)
        for found in (
            [],
            [{"holder": "a", "values": {"countries.a.actors.members.position.opening": 0.1}}],
            [
                {
                    "holder": "a",
                    "weight": 0.25,
                    "values": {"countries.a.actors.members.position.opening": 0.1},
                }
            ],
        )
    )
    assert np.allclose(some[:, 0], 0.25 * all_[:, 0] + 0.75 * none[:, 0])
    assert np.abs(all_[:, 0] - none[:, 0]).max() > 0.05
    assert np.allclose(some[:, 1], none[:, 1])


def test_what_advisers_feared_in_april_is_not_signed_and_in_november_is() -> None:
    assert not table(date="2001-04-10").play.is_signed
    assert table().play.is_signed


def test_each_text_is_put_to_each_legislature() -> None:
    report = negotiate(case(), draws=DRAWS, seed=1)
    rows = {(row.country, row.title, row.text): row.probability for row in report.later}
    assert len(rows) == 1 + 2 * 3
    first = rows["a", "A at the table", "first (2001-11-15)"]
    then = rows["a", "Next house", "first (2001-11-15)"]
    assert first is not None
    assert then is not None
    assert first > 0.9
    assert then < 0.1
    assert rows["b", "B at the table", "second (2002-11-15)"] == 1.0


@pytest.mark.parametrize(
    ("path", "value", "what"),
    [
        ("beliefs.0.actor", "nobody", "nobody"),
        ("countries.a.instructions.who", ["nobody"], "nobody"),
        ("sequence.0.terms", {"closing": 0.5}, "closing"),
        ("sequence.1.date", "2000-01-01", "earlier"),
    ],
)
def test_names_and_days_are_checked(path: str, value: object, what: str) -> None:
    wrong = [p for p in check_case(with_values(case(), {path: value})) if p.severity == "error"]
    assert any(what in problem.what for problem in wrong)
