"""The tables of a sweep hold the numbers of its report, in words a reader knows."""

from __future__ import annotations

import pytest

from winset.casebook import read_case, read_domestic_case
from winset.cases.model.negotiation import NegotiationCase
from winset.render.tables.layout import Section, Table
from winset.render.tables.sweeps import passing_word, sweep_sections
from winset.reports.domestic.report_prose import amount_text, percent_text
from winset.reports.sweep.sensitivity_parts import SobolIndex
from winset.reports.sweep.sweep_documents import NegotiationSweepReport, SweepReport, SweepSummary
from winset.studies.sweep.sweep_case import sweep, sweep_findings


def tables(section: Section) -> list[Table]:
    return [part for part in section.body if isinstance(part, Table)]


def by_title(report: SweepSummary) -> dict[str, Section]:
    return {section.title: section for section in sweep_sections(report)}


@pytest.fixture(scope="module")
def negotiated(tmp_path_factory: pytest.TempPathFactory) -> NegotiationSweepReport:
    case = read_case("putnam-figure-1")
    assert isinstance(case, NegotiationCase)
    folder = tmp_path_factory.mktemp("negotiated") / "sweep"
    found = sweep_findings(sweep(case, draws=64, out=folder))
    assert isinstance(found, NegotiationSweepReport)
    return found


@pytest.fixture(scope="module")
def at_home(tmp_path_factory: pytest.TempPathFactory) -> SweepReport:
    folder = tmp_path_factory.mktemp("at-home") / "sweep"
    case = read_domestic_case("fast-track-1997")
    vary = {"parameters.theta": "0.5:2", "actors.clinton.capacity": None}
    swept = sweep(case, draws=64, design="morris", vary=vary, hold_others=True, out=folder)
    found = sweep_findings(swept)
    assert isinstance(found, SweepReport)
    return found


def test_countries_and_issues_go_by_their_names(negotiated: NegotiationSweepReport) -> None:
    found = by_title(negotiated)
    (ratified,) = tables(found["Who ratifies it"])
    case = read_case("putnam-figure-1")
    assert isinstance(case, NegotiationCase)
    assert ratified.rows == tuple(
        (case.countries[name].title, percent_text(share))
        for name, share in negotiated.ratified.items()
    )
    terms, chances, gains = tables(found["What would be agreed, draw by draw"])
    assert [row[0] for row in chances.rows] == [row[0] for row in gains.rows]
    assert [row[0] for row in terms.rows] == [issue.title for issue in case.issues.values()]
    assert [row[0] for row in gains.rows] == [c.title for c in case.countries.values()]
    spread = negotiated.agreement["division"]
    assert terms.rows[0][1:] == tuple(
        amount_text(value) for value in (spread.low, spread.median, spread.high)
    )


def test_the_outcomes_and_their_error_stand_first(negotiated: NegotiationSweepReport) -> None:
    first = sweep_sections(negotiated)[0]
    shares = {row[0]: row[1] for row in tables(first)[0].rows}
    survives = negotiated.verdict_shares["survives"]
    assert shares["survives"] == percent_text(survives)
    assert first.note.startswith(f"{percent_text(negotiated.passage_probability)}: standard error")
    assert passing_word(negotiated) == "The agreement of the likely values survives at home"


def test_without_an_agreement_nobody_is_said_to_ratify_one(
    negotiated: NegotiationSweepReport,
) -> None:
    told = {"asks": "zone-open", "agreed": {}, "ratified": {}}
    empty = negotiated.model_copy(update=told)
    assert passing_word(empty) == "There is a zone of agreement"
    assert "Who ratifies it" not in by_title(empty)


def test_a_screening_is_told_as_one_and_money_in_member_moves(at_home: SweepReport) -> None:
    found = by_title(at_home)
    (carriers,) = tables(found["Which numbers carry it"])
    assert carriers.rows[0][0] == at_home.input_name(at_home.screening[0].path)
    (money,) = tables(found["Price, budget and fund"])
    assert money.rows[1][2] == amount_text(at_home.budget.median)
    assert passing_word(at_home) == "It passes"
    assert "Who ratifies it" not in found


def test_a_ranking_says_which_differences_are_noise(negotiated: NegotiationSweepReport) -> None:
    rows = [
        SobolIndex(path=path, first_order=value, first_order_error=error)
        for path, value, error in (
            ("a", 0.5, 0.05), ("b", 0.48, 0.05), ("c", 0.2, 0.05), ("d", 0.009, 0.012)
        )
    ]  # fmt: skip
    report = negotiated.model_copy(update={"indices": rows, "screening": []})
    (ranked,) = tables(by_title(report)["Which numbers carry it"])
    assert [row[1] for row in ranked.rows] == ["1", "1", "2", "chance"]
    assert "2 inputs carry most and cannot be ranked" in report.summary()
    noise = report.model_copy(update={"indices": rows[3:]})
    assert "No input carries more than chance alone" in noise.summary()
