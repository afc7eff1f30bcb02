"""Forecasts of bargaining, and their score on decided issues, on the terminal."""

from __future__ import annotations

import textwrap

from rich.console import Console
from rich.text import Text

from winset.foundation.wording import counted
from winset.render.marks import MARK_MEANINGS, MARK_SYMBOLS
from winset.render.tables.forecasts import forecast_score_sections, forecast_sections
from winset.render.tables.layout import Section
from winset.render.terminal.report_terminal import rich_table
from winset.reports.forecast_report import ForecastReport
from winset.reports.forecast_score_report import ScoredForecasts

_WIDEST = 100


def print_forecast(report: ForecastReport, console: Console, *, verbose: bool = False) -> None:
    """Print a forecast: every issue with the distribution and the models beside their record.

    Parameters
    ----------
    report
        Report of `winset forecast`.
    console
        Where to print.
    verbose
        Every actor, round, assumption and source.
    """
    console.print(Text(report.title, style="bold"))
    source = f"{report.source}, {report.layout}, winset {report.version}"
    console.print(Text(source, style="dim"), soft_wrap=True)
    for warning in report.warnings:
        _prose(console, f"Note: {warning}")
    _print_sections(console, forecast_sections(report, verbose=verbose))
    if not verbose:
        count = counted(len(report.assumptions), "assumption", "assumptions")
        _prose(console, f"{count}: --verbose lists them, with actors and rounds.", style="dim")
    _prose(console, _marks("coded", "computed"), style="dim")


def print_forecast_score(
    score: ScoredForecasts, console: Console, *, verbose: bool = False
) -> None:
    """Print how far off every model would have been.

    Parameters
    ----------
    score
        Report of `winset forecast --score`.
    console
        Where to print.
    verbose
        What was left out, and the assumptions.
    """
    console.print(Text(score.heading(), style="bold"), soft_wrap=True)
    _prose(console, score.summary())
    _print_sections(console, forecast_score_sections(score, verbose=verbose))
    left = counted(len(score.left_out), "issue", "issues")
    if not verbose:
        _prose(console, f"{left} left out: --verbose says why.", style="dim")
    _prose(console, _marks("computed"), style="dim")


def _print_sections(console: Console, sections: list[Section]) -> None:
    for section in sections:
        console.print()
        console.print(Text(section.title, style="bold"))
        for part in section.body:
            if isinstance(part, str):
                _prose(console, part)
            else:
                console.print(rich_table(part, console.width))
        if section.note:
            _prose(console, section.note, style="dim")
    console.print()


def _prose(console: Console, text: str, *, style: str = "") -> None:
    for line in textwrap.wrap(text, min(console.width, _WIDEST), break_on_hyphens=False):
        console.print(Text(line, style=style), soft_wrap=True)


def _marks(*marks: str) -> str:
    said = [
        f"{symbol or 'no mark,'} {MARK_MEANINGS[mark]}"
        for mark, symbol in MARK_SYMBOLS.items()
        if mark in marks
    ]
    return f"Marks: {'; '.join(said)}."
