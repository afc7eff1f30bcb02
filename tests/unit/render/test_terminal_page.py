"""The terminal page: fits its width, says what counts, works without colour and Unicode."""

import io
import subprocess
import sys
from collections.abc import Callable

import pytest
from rich.cells import cell_len
from rich.console import Console

from winset.render.terminal import print_report
from winset.studies.report import Report

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


def test_says_verdict_probability_and_votes(report_of: ReportOf) -> None:
    text = page(report_of("normal"))
    assert "WITHDRAWN" in text
    assert "passes in 21.4 % of the draws" in text
    assert next(line.split() for line in text.splitlines() if line.startswith("House "))[:7] == [
        "House", "218", "435", "176", "52", "196", "22",
    ]  # fmt: skip


def test_warnings_come_before_the_summary(report_of: ReportOf) -> None:
    text = page(report_of("normal"))
    assert text.index("The likely value of the fund") < text.index("At likely values")


def test_marks_columns_and_explains_the_marks(report_of: ReportOf) -> None:
    text = page(report_of("normal"))
    assert "quota°" in text
    assert "sign†" in text
    assert "secured°" not in text
    assert "° coded: an echo of the input" in text


def test_limits_break_evens_and_says_how_to_see_all(report_of: ReportOf) -> None:
    report = report_of("normal")
    many = [
        report.break_even[0].model_copy(update={"path": f"actors.a{i}.capacity"}) for i in range(14)
    ]
    report = report.model_copy(update={"break_even": many})
    text = page(report)
    assert "actors.a9.capacity" in text
    assert "actors.a10.capacity" not in text
    assert "4 more turn the verdict (--verbose shows all)" in " ".join(text.split())
    assert "actors.a13.capacity" in page(report, verbose=True)


def test_numbers_that_turn_nothing_are_counted_and_named_if_verbose(report_of: ReportOf) -> None:
    text = " ".join(page(report_of("normal")).split())
    assert "2 turn nothing over the interval searched" in text
    assert "actors.boeing.capacity" not in text
    long = " ".join(page(report_of("normal"), verbose=True).split())
    assert "Turn nothing over the interval searched: actors.boeing.capacity," in long


def test_verbose_lists_assumptions_sources_and_actors(report_of: ReportOf) -> None:
    report = report_of("normal")
    short, long = page(report, 160), page(report, 160, verbose=True)
    for text in (*report.assumptions, *report.sources):
        assert text not in short
        assert text in long
    assert "Interagency" not in short
    assert "2 assumptions and 1 source" in short


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
    assert "quota^" in text
    assert "-5" in text


def test_needs_no_drawing_library() -> None:
    code = "import sys, winset.render.terminal; print({'altair', 'vl_convert'} & set(sys.modules))"
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
    shown = page(report.model_copy(update={"price": price, "stages": stages}), 160)
    words = f"Upper House ≥ 51 and {actor.title} and acquiescence of {actor.title}"
    assert f"Cheapest by: {words}." in " ".join(shown.split())
    days = next(line for line in shown.splitlines() if "days from then to the vote" in line)
    assert days.split()[-1] == "17"
