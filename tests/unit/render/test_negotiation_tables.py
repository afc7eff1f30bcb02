"""Tables of a negotiation, as the terminal and the page show them."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

import winset as ws
from winset.cases.file.read import read_case_text
from winset.cases.model.negotiation import NegotiationCase
from winset.render.negotiation import negotiation_tables, print_negotiation_report
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.studies.negotiation.negotiate import negotiate

CASE = """winset: 1
id: line
title: One line
kind: negotiation
issues:
  cars: {axis: vote, title: Cars, low: none, high: all, status_quo: 0}
countries:
  a: {title: A, rule: {actor: chief}, chief_executive: chief,
      actors: {chief: {level: executive, position: {cars: 0.5}}}}
  b: {title: B, rule: {actor: head}, chief_executive: head,
      actors: {head: {level: executive, position: {cars: 0.9}}}}
outcome: {agreement: true, date: 2000-01-01, terms: {cars: TERMS}}
"""


def report_of(terms: str) -> NegotiationReport:
    case = read_case_text(CASE.replace("TERMS", terms), "line.yaml")
    assert isinstance(case, NegotiationCase)
    return negotiate(case, draws=10)


def record_of(report: NegotiationReport) -> str:
    rows = next(t.rows for t in negotiation_tables(report) if t.title.startswith("What happened"))
    return rows[0][-1]


@pytest.mark.parametrize(
    ("terms", "shown"),
    [
        ("0.5", "0.5"),
        ("{low: 0.5, likely: 0.5, high: 0.5}", "0.5"),
        ("{low: 0.4, likely: 0.5, high: 0.6}", "0.5 (0.4 to 0.6)"),
        ("{low: 0.5, likely: 0.5, high: 0.6}", "0.5 (0.5 to 0.6)"),
    ],
)
def test_a_record_shows_a_range_only_where_one_was_coded(terms: str, shown: str) -> None:
    assert record_of(report_of(terms)) == shown


@pytest.mark.parametrize("case", ["putnam-figure-1", "korea-fta-2007-2011", "us-china-wto-1999"])
def test_the_first_page_takes_sixty_lines(case: str) -> None:
    report, out = negotiate(ws.read_case(case), draws=10), StringIO()
    print_negotiation_report(report, Console(file=out, width=80))
    lines = out.getvalue().splitlines()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 80
    for issue in report.issues:
        assert any(line.startswith(issue.title[:20]) for line in lines)
    assert report.verdict_text().upper() in out.getvalue()


@pytest.mark.parametrize("agreed", [True, False])
def test_the_first_page_says_what_happened_and_where_they_agree(agreed: bool) -> None:
    report, out = report_of("0.5"), StringIO()
    if not agreed:
        point = report.agreement.model_copy(update={"outcome": "empty", "point": {}, "spread": {}})
        report = report.model_copy(update={"agreement": point, "groups": []})
    print_negotiation_report(report, Console(file=out, width=80))
    text = " ".join(out.getvalue().split())
    assert "In fact an agreement was reached on 1 January 2000" in text
    row = next(line.split() for line in out.getvalue().splitlines() if line.startswith("Cars"))
    assert row[-1] == "0.50"
    assert row[1:3] == ["0.00", f"{report.agreement.point['cars']:.2f}" if agreed else "–"]


def test_the_patience_that_keeps_an_agreement_is_told_in_words_on_a_narrow_terminal() -> None:
    report, out = report_of("0.5"), StringIO()
    print_negotiation_report(report, Console(file=out, width=80), verbose=True)
    heading = next(
        line for line in out.getvalue().splitlines() if line.startswith("country  gains")
    )
    assert heading.rstrip().endswith("fails in  keeps it if patience is at least")
    needed = report.defection.voluntary["a"]
    assert needed is not None
    row = next(
        line
        for line in out.getvalue().splitlines()
        if line.startswith("A ") and line.rstrip().endswith(f"{needed:.2f}")
    )
    assert "%" in row
