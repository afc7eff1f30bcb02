"""Two reports side by side, and what makes the difference, on the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console

from winset.render.tables.layout import Column, columns, table
from winset.render.terminal.report_terminal import print_table, rich_table
from winset.reports.domestic.bill_parts import BreakEven
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import amount_text
from winset.reports.report_parts import Interval
from winset.reports.whatif.contrast_report import Contrast, Swap
from winset.reports.whatif.whatif_report import WhatIf

_BREAK_EVENS_SHOWN = 5


def print_what_if(found: WhatIf, console: Console) -> None:
    """Print reports side by side, what each variant changes, and what makes the difference.

    Parameters
    ----------
    found
        Document of `winset whatif`.
    console
        Where to print.
    """
    print_side_by_side(found.reports, console)
    changed = zip(found.titles[1:], found.reports[1:], found.changed, strict=False)
    for name, report, lines in changed:
        print_what_changed(name, report, lines, console)
    if found.reason is not None:
        console.print(found.reason, markup=False)
    elif found.contrast is not None:
        print_contrast(found.contrast, console)


def print_side_by_side(reports: Sequence[Report], console: Console) -> None:
    """Print reports in one table, row by row.

    Parameters
    ----------
    reports
        Two or more; variants come behind what they are variants of.
    console
        Where to print.
    """
    rows = [(label, *(read(report) for report in reports)) for label, read in _ROWS]
    for chamber in dict.fromkeys(name for report in reports for name in report.votes):
        cells = (_short(report, chamber) for report in reports)
        rows.append((f"votes secured, {chamber}", *cells))
    heads = columns("<", *(f"{_heading(report)}<" for report in reports))
    print_table(console, table(heads, rows, "Side by side"))
    console.print()
    for report in reports:
        _print_break_evens(report, console)


def print_what_changed(name: str, report: Report, lines: Sequence[str], console: Console) -> None:
    """Print what a variant changes, and why.

    Parameters
    ----------
    name
        Title of the variant.
    report
        Its report, for the values that were set.
    lines
        As `winset.studies.whatif.overlay.what_changed` gives them.
    console
        Where to print.
    """
    values = "; ".join(f"{path} = {value}" for path, value in report.changes.items())
    console.print(f"What changes with {values if name == '--set' else f'{name} ({values})'}")
    for line in lines or ["nothing"]:
        console.print(f"  {line}", soft_wrap=True)
    console.print()


def _heading(report: Report) -> str:
    changes = "; ".join(f"{path} = {value}" for path, value in report.changes.items())
    return f"{report.case} with {changes}" if changes else report.case


def _interval(value: Interval) -> str:
    if value.likely is None:
        return "none"
    low = "none" if value.low is None else f"{value.low:.3g}"
    high = "none" if value.high is None else f"{value.high:.3g}"
    return f"{value.likely:.3g} ({low} to {high})"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _short(report: Report, chamber: str) -> str:
    read = report.votes.get(chamber)
    if read is None:
        return "-"
    gap = f"{read.short} short" if read.short > 0 else f"{-read.short} to spare"
    return f"{read.robust} of {read.quota} needed, {gap}"


def _buyers(report: Report) -> str:
    payers = [p.actor for p in report.minimum_winning_coalition if p.role == "pays"]
    return ", ".join(payers) or "nobody"


def _swinging(report: Report) -> str:
    names = dict.fromkeys(p.actor for p in report.pivotal_actors if p.swing)
    return ", ".join(names) or "nobody"


_ROWS: tuple[tuple[str, Callable[[Report], str]], ...] = (
    (
        "P(passes)",
        lambda r: f"{r.passage_probability:.3f} (SE {r.passage_probability_se:.3f})",
    ),
    ("comes to a vote", lambda r: _share(r.probabilities.comes_to_a_vote)),
    ("passes if it does", lambda r: _share(r.probabilities.passes_if_it_does)),
    ("verdict", lambda r: r.verdict),
    ("price", lambda r: _interval(r.price)),
    ("budget", lambda r: _interval(r.budget)),
    ("opponents' fund", lambda r: _interval(r.opposition_fund)),
    ("cohesion (joined)", lambda r: _share(r.deadlock_coalition.cohesion)),
    ("cohesion of reasons", lambda r: _share(r.deadlock_coalition.cohesion_reasons)),
    ("proposal ready", lambda r: r.stages.formulation.ready_date or "-"),
    ("who pays", _buyers),
    ("swing actors", _swinging),
    ("what happened", lambda r: "-" if r.outcome is None else r.outcome.verdict),
)


def _print_break_evens(report: Report, console: Console) -> None:
    nearest = [row for row in report.break_even if row.value is not None][:_BREAK_EVENS_SHOWN]
    if not nearest:
        console.print(
            f"{_heading(report)}: no single number turns the outcome at likely values.",
            markup=False,
        )
        return
    console.print(f"{_heading(report)}: what turns it, nearest first", markup=False)
    heads = [Column("number", is_path=True), Column("from", number=True)]
    heads += [Column("to", number=True), Column("outcome there")]
    rows = [(row.path, _plain(row.from_), _turning(row), row.to_verdict or "-") for row in nearest]
    console.print(rich_table(table(heads, rows), console.width))
    console.print()


def _plain(value: float | str) -> str:
    return value if isinstance(value, str) else amount_text(value)


def _turning(row: BreakEven) -> str:
    return "-" if row.value is None else _plain(row.value)


def print_contrast(parts: Contrast, console: Console) -> None:
    """Print how far two cases are apart and what each block of the difference does.

    Parameters
    ----------
    parts
        The contrast.
    console
        Where to print.
    """
    console.print(
        f"P({parts.second.case}) - P({parts.first.case}) = {parts.difference:+.3f} "
        f"(SE {parts.difference_se:.3f}). In {parts.only_second_passes:.1%} of {parts.draws:,} "
        f"joint draws only the second passes, in {parts.only_first_passes:.1%} only the first; "
        f"budget minus price is larger in the second in {parts.margin_larger_in_second:.1%}.",
        markup=False,
    )
    console.print()
    names = ("case<", "gets the other's<", "verdict<", "P(passes)", "change", "price", "budget")
    rows = [_swap_row(swap) for swap in [*parts.swaps, *parts.all_blocks]]
    print_table(console, table(columns(*names), rows, "One block exchanged at a time"))
    console.print("A verdict marked * differs from the case as coded in whether it passes.")


def _swap_row(swap: Swap) -> tuple[str, ...]:
    return (
        swap.into,
        swap.block,
        swap.verdict + ("*" if swap.turns else ""),
        f"{swap.passage_probability:.3f}",
        f"{swap.change:+.3f}",
        "none" if swap.price is None else f"{swap.price:.3g}",
        f"{swap.budget:.3g}",
    )
