"""Agreement between coders, on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from winset.render.tables.layout import Table, columns, table
from winset.render.terminal.report_terminal import print_table
from winset.reports.comparison.coders_report import AgreementRow, CodersReport

_SHOWN = 20


def print_coders(report: CodersReport, console: Console, *, verbose: bool = False) -> None:
    """Print how far codings of one case agree.

    Parameters
    ----------
    report
        The document.
    console
        Where to print.
    verbose
        Every choice and number that differs.
    """

    def say(text: str) -> None:
        console.print(text, markup=False)

    say(f"{report.case}: {len(report.coders)} codings")
    for mark, item in zip(_marks(report), report.verdicts, strict=True):
        say(f"  {mark}: {item.coder}: {item.verdict}, P(passes) {item.passage_probability:.2f}")
    say("Same verdict." if report.same_verdict else "The codings lead to different verdicts.")
    say("")
    for title, rows in (
        ("Agreement", report.agreement),
        ("Agreement on departures from the codebook", report.departures),
    ):
        if rows:
            print_table(console, _agreement(title, rows))
    words = report.words
    if words.overlapping is not None:
        kappa = "" if words.alpha is None else f", kappa {words.alpha:.2f}"
        say(f"choices: {words.numbers}, the same in {words.overlapping:.0%}{kappa}")
    say("")
    _print_choices(report, console, verbose)
    for coder, names in report.only_in.items():
        say(f"only in {coder}: {', '.join(names)}")
    _print_differences(report, console, verbose)
    for text in report.assumptions:
        say(f"Note: {text}.")


def _agreement(title: str, rows: Sequence[AgreementRow]) -> Table:
    cells = [
        (
            row.kind,
            str(row.numbers),
            "none" if row.alpha is None else f"{row.alpha:.2f}",
            "none" if row.mean_gap is None else f"{row.mean_gap:.3g}",
            "none" if row.overlapping is None else f"{row.overlapping:.0%}",
        )
        for row in rows
    ]
    heads = columns("kind<", "numbers", "alpha", "mean gap", "ranges overlap")
    return table(heads, cells, title)


def _marks(report: CodersReport) -> list[str]:
    """A letter for each coder, so that long names of files leave room; numbers after 26."""
    return [
        chr(65 + place) if place < 26 else str(place + 1) for place in range(len(report.coders))
    ]


def _print_choices(report: CodersReport, console: Console, verbose: bool) -> None:
    if not report.choices:
        return
    shown = report.choices if verbose else report.choices[:_SHOWN]
    rows = [(row.path, *row.values) for row in shown]
    heads = columns("path<", *_marks(report))
    print_table(console, table(heads, rows, "Choices that differ"))
    rest = len(report.choices) - len(shown)
    console.print(f"{rest} more with --verbose\n" if rest else "", markup=False)


def _print_differences(report: CodersReport, console: Console, verbose: bool) -> None:
    if not report.differences:
        console.print("No number differs.", markup=False)
        return
    heads = columns("path<", *_marks(report), "gap")
    rows = []
    shown = report.differences if verbose else report.differences[:_SHOWN]
    for row in shown:
        cells = [_cell(value) for value in row.values]
        gap = "" if row.gap is None else f"{row.gap:.3g}"
        apart = " !" if row.overlap is False else ""
        rows.append([row.path, *cells, gap + apart])
    print_table(console, table(heads, rows, "Numbers that differ"))
    rest = len(report.differences) - len(shown)
    more = f"; {rest} more with --verbose" if rest else ""
    console.print(f"! the ranges share no point{more}", markup=False)


def _cell(value: float | str | None) -> str:
    if value is None:
        return "not coded"
    return f"{value:g}" if isinstance(value, float) else value
