"""A report in words: the right verb for each verdict, every number with its unit, none invented."""

from collections.abc import Callable

import pytest

from winset.casebook import read_domestic_case
from winset.cases.editing.with_values import with_values
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import (
    BELONG_TOGETHER,
    amount_text,
    paragraphs_of,
    percent_text,
    summary_of,
)
from winset.studies.domestic.analyze import analyze

ReportOf = Callable[[str], Report]


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ("two-axes", "Most often, in 60.0 % of the draws, it passes: "),
        ("normal", "Most often, in 74.1 % of the draws, it is withdrawn before a vote: "),
        ("cannot-be-bought", "Most often, in 100 % of the draws, it fails on the floor: "),
        ("no-spread", "Most often, in 100 % of the draws, it stalls before it reaches a vote: "),
    ],
)
def test_each_verdict_has_its_verb(shape: str, words: str, report_of: ReportOf) -> None:
    assert words in summary_of(report_of(shape))


def test_probability_comes_with_its_standard_error(report_of: ReportOf) -> None:
    text = summary_of(report_of("normal"))
    assert "It passes in 21.4 % of 2,000 draws" in text
    assert "(it comes to a vote in 25.0 %, and passes in 85.6 % of those)" in text
    assert "with a standard error of 0.9 points; it is withdrawn in 74.1 %" in text
    assert text.index("It passes in 21.4 %") < text.index("Most often")


def test_where_it_always_comes_to_a_vote_one_probability_is_enough(report_of: ReportOf) -> None:
    text = summary_of(report_of("two-axes"))
    assert (
        "It passes in 60.0 % of 2,000 draws of every coded range and of the coefficients," in text
    )


def test_votes_are_told_against_the_quota(report_of: ReportOf) -> None:
    text = summary_of(report_of("normal"))
    expected = (
        "198 in the House (180 to 216; 218 needed) and 56 in the Senate (49 to 62; 51 needed)"
    )
    assert f"A vote brings on average {expected}" in text


def test_valence_says_what_it_adds_and_where_it_comes_from(report_of: ReportOf) -> None:
    text = summary_of(report_of("normal"))
    assert (
        "Of the probability +12 points are the valence such bills have whatever their policy"
        in text
    )
    assert "the coefficients of the vote model are set beforehand and not estimated" in text


def test_every_report_says_how_price_and_probability_belong_together(any_report: Report) -> None:
    assert BELONG_TOGETHER in summary_of(any_report)


def test_one_draw_has_no_probability(report_of: ReportOf) -> None:
    assert "In the single draw made it does not pass." in summary_of(report_of("no-spread"))


def test_price_is_told_against_budget_and_fund(report_of: ReportOf) -> None:
    text = summary_of(report_of("normal"))
    assert "Ratification costs 21.3 (14.2 to 31.6) member-moves" in text
    assert "the supporters can spend 17.2 (12.1 to 22.4)" in text


def test_a_price_nothing_can_meet_has_its_reason(report_of: ReportOf) -> None:
    text = summary_of(report_of("cannot-be-bought"))
    assert "nothing can buy ratification: the president loses and cannot be compensated" in text
    assert "There is no winning coalition to describe." in text
    assert "Nobody spends against the bill." in text


def test_a_price_without_upper_end_says_so(report_of: ReportOf) -> None:
    assert "14.2 to unbounded" in summary_of(report_of("two-axes"))


def test_votes_short_and_to_spare(report_of: ReportOf) -> None:
    text = summary_of(report_of("normal"))
    assert "in the House 176 members of the 218 needed are in favour unpaid" in text
    assert "the budget could secure 196, 22 short" in text
    assert "the budget could secure 56, 5 to spare" in text


def test_names_buyers_bought_and_those_who_must_acquiesce(report_of: ReportOf) -> None:
    text = summary_of(report_of("normal"))
    assert "30 of Moderate Democrats (House) for 9.70" in text
    assert "President Clinton (10.0) and Business Roundtable (6.00) would pay." in text
    assert "the acquiescence of Department of Labor" in text


def test_deadlock_coalition_with_both_cohesions(report_of: ReportOf) -> None:
    text = summary_of(report_of("normal"))
    assert "the part of their capacity that joined is 0.93" in text
    assert "their cohesion on the reasons 0.51" in text
    assert "coalition of convenience: Liberal Democrats and Conservative Republicans" in text


def test_record_stands_beside_the_verdict(report_of: ReportOf) -> None:
    assert "In fact the bill was withdrawn on 10 November 1997, as the model says." in summary_of(
        report_of("normal")
    )
    wrong = report_of("two-axes")
    assert wrong.outcome is not None
    wrong = wrong.model_copy(update={"outcome": wrong.outcome.model_copy(update={"agrees": False})})
    assert "which the model does not say" in summary_of(wrong)


def test_nothing_is_written_none_or_nan(any_report: Report) -> None:
    text = summary_of(any_report)
    assert "None" not in text
    assert "nan" not in text.lower().split()
    assert "  " not in text
    assert text == " ".join(paragraphs_of(any_report))
    assert any_report.summary() == text


def test_numbers_keep_three_digits() -> None:
    assert [amount_text(v) for v in (-0.5, 99.96, 1e6)] == ["−0.50", "100.0", "1,000,000"]


def test_a_share_is_rounded_to_nothing_or_all_only_if_it_is() -> None:
    assert [percent_text(s) for s in (1e-9, 1 - 1e-9)] == ["0.1 %", "99.9 %"]


def test_the_reason_nothing_buys_ratification_is_said_once() -> None:
    case = with_values(read_domestic_case("china-pntr-2000"), {"calendar.held_by": "afl-cio"})
    text = summary_of(analyze(case, draws=4))
    assert "nothing can buy ratification: AFL-CIO loses and cannot be paid" in text
    assert "nothing buys ratification: " not in text
