"""Second tries in reports: which texts, before whom, and what the sentences say."""

from functools import cache
from typing import Any

import numpy as np
import pytest

import winset as ws
from winset.cases.file.read import read_case_text
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.cases.model.negotiation import NegotiationCase
from winset.render.negotiation import negotiation_html, negotiation_tables
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.reports.negotiation.second_try_parts import SecondTry, second_try_text
from winset.studies.negotiation import second_tries

TABLE = """
winset: 1
id: two-houses
title: Two houses in turn
kind: negotiation
date: 2001-11-15
issues:
  opening: {axis: vote, title: Opening, low: closed, high: open, status_quo: 0.2, unit: "%",
    natural: [0, 100]}
countries:
  a:
    title: A
    chief_executive: president
    rule: {all: [{chamber: house, quota: 26, of: 51}, {actor: president}]}
    actors:
      president: {level: executive, position: {opening: 0.9}, failure_cost: 0}
      members: {level: legislature, party: R, seats: {house: 51}, position: {opening: 0.6},
        spread: {opening: 0.1}, no_agreement: 0.1}
    later: [{title: Next house, date: 2003-01-05, values: {actors.members.position.opening: 0.4}}]
  b:
    title: B
    chief_executive: premier
    rule: {all: [{actor: premier}]}
    actors: {premier: {level: executive, position: {opening: 0.8}, failure_cost: 0}}
sequence:
  - {text: first, date: 2001-11-15, terms: {opening: 0.8}}
  - {text: second, date: 2002-11-15, terms: {opening: 0.4}}
"""
HOME = """
winset: 1
id: home-bill
title: A bill at home
kind: domestic
issues: {opening: {axis: vote, title: Opening, low: closed, high: open, status_quo: 0.2,
  proposal: 0.9}}
rule: {all: [{chamber: house, quota: 26, of: 51}]}
CHIEF
actors:
  president: {level: executive, position: {opening: 0.9}, failure_cost: 0}
  members: {level: legislature, party: R, seats: {house: 51}, position: {opening: 0.4},
    spread: {opening: 0.1}, no_agreement: 0.1}
"""


@cache
def report() -> NegotiationReport:
    case = read_case_text(TABLE)
    assert isinstance(case, NegotiationCase)
    return ws.negotiate(case, draws=64, seed=1)


def home(chief: str) -> Any:
    case = read_case_text(HOME.replace("CHIEF", chief))
    assert isinstance(case, Case)
    return ws.agenda(case, draws=40)


def rows(text: str, legislature: str) -> dict[float, SecondTry]:
    return {
        row.level: row
        for row in report().second_try
        if row.text.startswith(text) and row.legislature == legislature
    }


def test_texts_that_fall_short_are_drawn_back_as_far_as_each_level_asks() -> None:
    found = rows("first", "Next house")
    assert set(found) == {0.5, 0.9}
    assert found[0.5].ratified["a"] < 0.5
    assert found[0.5].ratified["b"] == 1.0
    for level, row in found.items():
        assert row.distance == pytest.approx(0.8 - row.point["opening"])
        assert row.ratified_then["a"] >= level
        assert row.natural == {"opening": f"{100 * row.point['opening']:.4g} %"}
    assert found[0.9].distance > found[0.5].distance > 0.0
    assert found[0.9].letters["a"] > found[0.5].letters["a"] > 0.0
    # The members' median is 0.6 at the table and 0.4 later: the second house asks for more.
    assert not rows("first", "the legislatures at the table")


def test_a_text_that_is_safe_before_a_house_is_left_out() -> None:
    assert not rows("second", "the legislatures at the table")


def test_what_is_written_is_what_is_found() -> None:
    issues, countries = {"opening": "Opening"}, {"a": "A", "b": "B"}
    row = rows("first", "Next house")[0.5]
    tried, ways = second_try_text(row, issues, countries)
    assert tried.startswith("First (2001-11-15), before Next house (A ")
    assert f"(distance {row.distance:.3f})" in ways
    assert f"{row.letters['a']:.3f} to each legislator in A" in ways
    [table] = [found for found in negotiation_tables(report()) if found.title == "A second try"]
    assert (tried, "0.5", ways) in table.rows
    assert "A second try" in negotiation_html(report())
    assert len(report().to_frame("second_try")) == len(report().second_try)


def test_with_certain_votes_there_is_none() -> None:
    case = read_case_text(TABLE)
    assert isinstance(case, NegotiationCase)
    assert ws.negotiate(case, draws=16, certain=True).second_try == []


def test_a_bill_at_home_is_drawn_back_by_the_same_rule() -> None:
    found = home("chief_executive: president")
    [even, likely] = found.second_try
    assert even.ratified["home-bill"] < 0.1
    assert 0.4 < likely.point["opening"] < even.point["opening"] < 0.9
    assert even.distance == pytest.approx(0.9 - even.point["opening"])
    assert even.payments_reason is not None
    assert "to pass with 0.5" in found.summary()
    # Members at 0.4 whom no agreement costs 0.1 gain from what lies below 0.7; valence moves that.
    assert np.isclose(even.point["opening"], 0.7, atol=0.15)


def test_at_home_a_text_is_asked_of_all_draws_and_the_lattice_of_few() -> None:
    case = read_case_text(HOME.replace("CHIEF", "chief_executive: president"))
    assert isinstance(case, Case)
    play = second_tries._at_home(case, read_parameters(), draws=1000, seed=0)
    [surface], [risk] = play.surfaces, play.risks
    assert (surface.risk.draws, risk.draws) == (256, 1024)
    own = play.replace(known=None)
    assert risk.chance(np.array([[0.6]]))[0] == own.risks[0].chance(np.array([[0.6]]))[0]


def test_a_bill_that_nobody_leads_gets_none_and_says_so() -> None:
    found = home("")
    assert found.second_try == []
    assert found.second_try_reason == "the case names no chief executive whose bill it is"
