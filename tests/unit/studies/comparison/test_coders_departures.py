"""Agreement between coders on departures from the codebook alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from winset.cases.checks.sourced import departures
from winset.cases.codebook.build import Wanted
from winset.cases.codebook.like import new_case_text
from winset.cases.file.read import read_case_text
from winset.cases.model.case import Case
from winset.studies.comparison.coders import compare_coders

DAY = dt.date(1993, 11, 4)
DEFAULT = "position: {openness: {low: 0.85, likely: 0.9, high: 0.95, source: codebook-2}}"


def coded(likely: float | None = None, salience: float | None = None) -> Case:
    """A case as the codebook begins it, with a departure of business and one of farm groups."""
    text = new_case_text(Wanted("a-bill", "us-trade", as_of=DAY))
    if likely is not None:
        own = f"position: {{openness: {{value: {likely}, source: A letter of 1993}}}}"
        text = text.replace(DEFAULT, own, 1)
    if salience is not None:
        head, farm = text.split("  farm-groups:")
        default = "salience: {openness: {low: 0.4, likely: 0.6, high: 0.8, source: codebook-2}}"
        own = f"salience: {{openness: {{value: {salience}, source: A letter of 1993}}}}"
        text = head + "  farm-groups:" + farm.replace(default, own, 1)
    found = read_case_text(text, "a-bill.yaml")
    assert isinstance(found, Case)
    return found


def test_what_the_codebook_writes_is_no_departure() -> None:
    assert departures(coded()) == set()
    assert departures(coded(0.7)) == {"actors.business.position.openness"}


def test_agreement_counts_only_where_somebody_departs() -> None:
    """Over all numbers two codings look alike; on the departures they do not."""
    one, two = coded(likely=0.7), coded(likely=0.7, salience=0.9)
    found = compare_coders({"A": one, "B": two}, draws=5)
    assert {row.kind: row.numbers for row in found.departures} == {"position": 1, "salience": 1}
    by_kind = {row.kind: row for row in found.departures}
    assert by_kind["position"].mean_gap == 0
    assert by_kind["salience"].mean_gap == pytest.approx(0.3)
    everything = {row.kind: row for row in found.agreement}
    assert everything["salience"].alpha is not None
    assert everything["salience"].mean_gap < 0.05  # type: ignore[operator]


def test_codings_by_another_codebook_have_none(toy_case: Any) -> None:
    case = toy_case()
    assert departures(case) == set()
    assert compare_coders({"A": case, "B": case}, draws=5).departures == []
