"""Statements and their networks on the terminal."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console

from winset.foundation.wording import counted
from winset.render.tables.layout import columns, table
from winset.render.terminal.report_terminal import print_table
from winset.reports.statements_report import StatementsReport

_SHOWN = 15


def print_statements(report: StatementsReport, console: Console) -> None:
    """Print what a file of statements says.

    Parameters
    ----------
    report
        The report.
    console
        Where to print.
    """

    def say(text: str) -> None:
        console.print(text, markup=False)

    span = "without dates" if report.span is None else f"{report.span[0]} to {report.span[1]}"
    said = counted(report.statements, "statement", "statements")
    say(f"{report.file}: {said} of {counted(len(report.rows), 'actor', 'actors')}, {span}")
    for reason, number in report.left_out.items():
        say(f"left out: {counted(number, 'row', 'rows')} ({reason})")
    behind = f", {report.counted} counted" if report.counted != report.statements else ""
    norm = "" if report.normalisation == "no" else f", normalised by {report.normalisation}"
    say(f"{report.network} network{norm}{behind}: sum {report.total:g}")
    say("")
    _print_ties(report, console)
    if report.clusters is not None:
        _print_clusters(report, say)
    if report.windows:
        _print_windows(report, console)
    for text in report.assumptions:
        say(f"Note: {text}.")


def _print_ties(report: StatementsReport, console: Console) -> None:
    two_mode = report.network == "two-mode"
    ties = [
        (weight, row, column)
        for i, row in enumerate(report.rows)
        for j, column in enumerate(report.columns)
        if (weight := report.weights[i][j]) != 0.0 and (two_mode or i < j)
    ]
    ties.sort(key=lambda tie: (-abs(tie[0]), tie[1], tie[2]))
    rows = [(row, column, f"{weight:.3g}") for weight, row, column in ties[:_SHOWN]]
    heads = columns("actor<", "concept<" if two_mode else "actor<", "weight")
    print_table(console, table(heads, rows))
    if len(ties) > _SHOWN:
        console.print(
            f"and {counted(len(ties) - _SHOWN, 'weaker tie', 'weaker ties')}; "
            "--json or --csv has all",
            markup=False,
        )
    console.print()


def _print_clusters(report: StatementsReport, say: Callable[[str], None]) -> None:
    if report.clusters is None or report.polarisation is None:
        return
    value = report.clusters.modularity
    say("Clusters" + ("" if value is None else f" (modularity {value:.3f})"))
    for place, group in enumerate(report.clusters.groups, 1):
        say(f"  {place}. {', '.join(group)}")
    split = report.polarisation
    if split.value is None:
        say(f"Polarisation: none ({split.reason})")
    else:
        how = "every split tried" if split.exact else "found by search, a lower bound"
        say(f"Polarisation {split.value:.3f} ({how})")
        for camp in split.camps:
            say(f"  {', '.join(camp) or 'nobody'}")
    say("")


def _print_windows(report: StatementsReport, console: Console) -> None:
    names = ("statements", "clusters", "modularity", "polarisation", "as before")
    rows = []
    for item in report.windows:
        numbers = (item.clusters.modularity, item.polarisation.value, item.same_as_before)
        cells = ["none" if number is None else f"{number:.3f}" for number in numbers]
        several = [group for group in item.clusters.groups if len(group) > 1]
        rows.append([item.first, item.last, str(item.statements), str(len(several)), *cells])
    print_table(console, table(columns("from<", "to<", *names), rows))
    console.print("clusters: of two or more; as before: adjusted Rand index", markup=False)
    console.print()
