"""The terminal page: fits its width, says what counts, works without colour and Unicode."""

import io
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from rich.cells import cell_len
from rich.console import Console

from winset.render.terminal.report_terminal import print_report
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import UNCERTAIN_VERDICT

ReportOf = Callable[[str], Report]


def page(report: Report, width: int = 80, *, verbose: bool = False, colour: bool = False) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=width, highlight=False, force_terminal=colour, no_color=not colour
    )
    print_report(report, console, verbose=verbose)
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 80, 100, 160])
@pytest.mark.parametrize("verbose", [False, True])
def test_no_line_is_wider_than_the_console(width: int, verbose: bool, any_report: Report) -> None:
    lines = page(any_report, width, verbose=verbose).splitlines()
    assert max(cell_len(line) for line in lines) <= width


def words(text: str) -> str:
    return " ".join(text.split())


def test_says_the_three_probabilities_and_all_outcomes(report_of: ReportOf) -> None:
    text = page(report_of("normal"))
    assert "PASSES IN 21.4 % of the draws (comes to a vote 25.0 %, then passes 85.6 %)" in text
    assert "Outcomes: withdrawn 74.1 %, passes 21.4 %, stalls 4.5 %." in text
    assert "never comes to a vote" in page(report_of("no-spread"))
    assert "(comes to a vote" not in page(report_of("two-axes"))


@pytest.mark.parametrize("verbose", [False, True])
def test_says_the_votes_of_each_chamber(verbose: bool, report_of: ReportOf) -> None:
    rows = [line.split() for line in page(report_of("normal"), verbose=verbose).splitlines()]
    short = ["House,", "435", "seats", "218", "198", "180", "216", "176", "196"]
    long = ["House", "218", "435", "198.2", "180", "216", "176", "52", "196", "22"]
    assert (long if verbose else short) in rows
    assert (["House", "D", "42.2", "30", "55"] in rows) == verbose


def test_recorded_votes_stand_beside_those_drawn(report_of: ReportOf) -> None:
    rows = [line.split() for line in page(report_of("two-axes")).splitlines()]
    assert next(row[-1] for row in rows if row[:1] == ["House,"]) == "237"
    assert "In fact the bill passed (House 237–197 and Senate 83–15)" in words(
        page(report_of("two-axes"))
    )


def test_warnings_come_before_the_tables(report_of: ReportOf) -> None:
    text = page(report_of("normal"))
    assert text.index("The likely value of the fund") < text.index("votes in favour")


def test_warnings_that_the_page_says_itself_are_left_to_the_whole_page(report_of: ReportOf) -> None:
    said = f"{UNCERTAIN_VERDICT}: 41% of the draws end otherwise"
    others = [f"note {i}" for i in range(9)]
    report = report_of("normal").model_copy(update={"warnings": [said, *others]})
    text = page(report)
    assert "41%" not in text
    assert "Note: Note 2." in text
    assert "Note 3." not in text
    assert "6 more notes: --verbose." in text
    assert "41%" in page(report, verbose=True)


def test_marks_columns_and_explains_the_marks(report_of: ReportOf) -> None:
    text = page(report_of("normal"))
    assert "needed°" in text
    assert "secured°" not in text
    assert "° coded, not found." in text
    assert "° coded: an echo of the input" in page(report_of("normal"), verbose=True)


def test_rows_left_out_are_added_up(report_of: ReportOf) -> None:
    report = report_of("normal")
    rows = [line.split() for line in page(report).splitlines()]
    blockers = [row for row in rows if row[-1:] != ["joins"] and "%" in row]
    assert ["2", "more", "2.00", "14.0", "%"] in blockers


def test_limits_break_evens_and_says_how_to_see_all(report_of: ReportOf) -> None:
    report = report_of("normal")
    many = [
        report.break_even[0].model_copy(update={"path": f"actors.a{i}.capacity"}) for i in range(14)
    ]
    report = report.model_copy(update={"break_even": many})
    text = page(report)
    assert "actors.a2.capacity" in text
    assert "actors.a10.capacity" not in text
    assert re.search(r"nearest first\. \d+ more: --verbose", words(text))
    assert "actors.a13.capacity" in page(report, verbose=True)


def test_numbers_that_turn_nothing_are_named_on_the_whole_page(report_of: ReportOf) -> None:
    assert "actors.boeing.capacity" not in page(report_of("normal"))
    long = words(page(report_of("normal"), verbose=True))
    assert "Turn nothing over the interval searched: actors.boeing.capacity," in long


def test_verbose_lists_assumptions_sources_and_actors(report_of: ReportOf) -> None:
    report = report_of("normal")
    short, long = page(report, 160), page(report, 160, verbose=True)
    for text in (*report.assumptions, *report.sources):
        assert text not in short
        assert text in long
    assert "Interagency" not in short
    assert "2 assumptions, 1 source" in words(short)


def test_colour_is_an_extra(report_of: ReportOf) -> None:
    assert "\x1b[" in page(report_of("normal"), colour=True)
    assert "\x1b[" not in page(report_of("normal"))


def test_markup_in_names_is_not_obeyed(report_of: ReportOf) -> None:
    assert "[red]markup[/red]" in page(report_of("long-names"), 160, verbose=True)


def test_what_is_missing_is_a_dash_with_a_reason(report_of: ReportOf) -> None:
    text = page(report_of("cannot-be-bought"))
    price = next(line for line in text.splitlines() if line.startswith("price of ratification"))
    assert price.split()[-3:] == ["–", "–", "–"]
    assert "the president loses and cannot be compensated" in " ".join(text.split())
    assert "None" not in text


def test_a_console_without_unicode_gets_ascii(report_of: ReportOf) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    print_report(report_of("normal"), Console(file=out, width=80, highlight=False))
    out.flush()
    text = raw.getvalue().decode("ascii")
    assert "needed^" in text
    assert "----" in text


def test_needs_no_drawing_library() -> None:
    code = (
        "import sys, winset.render.terminal.report_terminal; "
        "print({'altair', 'vl_convert'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_the_cheapest_clause_names_chambers_and_actors_and_days_are_whole(
    report_of: ReportOf,
) -> None:
    report = report_of("normal")
    actor = report.actors[0]
    clause = f"upper-house >= 51 and {actor.actor} and acquiescence of {actor.actor}"
    price = report.price.model_copy(update={"clause": clause})
    formulation = report.stages.formulation.model_copy(update={"days_left": 17.0})
    stages = report.stages.model_copy(update={"formulation": formulation})
    shown = page(report.model_copy(update={"price": price, "stages": stages}), 160, verbose=True)
    words = f"Upper House ≥ 51 and {actor.title} and acquiescence of {actor.title}"
    assert f"Cheapest by: {words}." in " ".join(shown.split())
    days = next(line for line in shown.splitlines() if "days from then to the vote" in line)
    assert days.split()[-1] == "17"
