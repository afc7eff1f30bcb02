"""A rule of several clauses is told with the quotas of each of them."""

from __future__ import annotations

from typing import Any

import pytest

import winset as ws
from winset.render.tables.answers import price_section, votes_section
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import vote_sentence, votes_sentence

RULE = {
    "any": [
        {"chamber": "house", "quota": 4, "of": 5},
        {"all": [{"chamber": "house", "quota": 3, "of": 5}, {"actor": "president"}]},
    ]
}


@pytest.fixture
def report(toy_case: Any, toy_parameters: Any) -> Report:
    president = {"level": "executive", "position": {"openness": 1.0}}
    case = toy_case(rule=RULE, others={"president": president})
    return ws.analyze(case, draws=20, parameters=toy_parameters())


def test_each_clause_stands_in_the_report_with_its_own_quota(report: Report) -> None:
    clauses = {report.price.clause, *report.price.other_clauses}
    assert clauses == {"house >= 4", "house >= 3 and president"}
    read = report.votes["house"]
    assert {read.quota, *read.other_quotas} == {3, 4}
    assert f"house >= {read.quota}" in str(report.price.clause)


def test_texts_and_tables_name_both_quotas(report: Report) -> None:
    read = report.votes["house"]
    (other,) = read.other_quotas
    for text in (vote_sentence(report), votes_sentence(report)):
        assert f"{read.quota} needed, {other} by another clause" in text
    section = votes_section(report)
    assert section is not None
    assert f"{read.quota} or {other}" in str(section.body)
    assert f"The rule is also met by House ≥ {other}" in price_section(report).note
    if "needed on average" in report.verdict_reason:
        assert "of 3 or 4 needed" in report.verdict_reason


def test_a_rule_of_one_clause_has_one_quota(toy_case: Any, toy_parameters: Any) -> None:
    report = ws.analyze(toy_case(quota=3), draws=4, parameters=toy_parameters())
    assert report.price.other_clauses == []
    assert report.votes["house"].other_quotas == []
    assert "another clause" not in vote_sentence(report)
