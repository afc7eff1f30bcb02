"""A sweep on the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console

from winset.render.tables.layout import Column, table
from winset.render.tables.sweeps import GROUPS, group_text
from winset.render.terminal.path_lines import path_lines
from winset.reports.sweep.sensitivity_parts import ranks_told_apart
from winset.reports.sweep.sweep_documents import (
    NegotiationSweepReport,
    Spread,
    SweepReport,
    SweepSummary,
)

_SHOWN = 8


def print_sweep(report: SweepSummary, console: Console) -> None:
    """Print what a sweep found.

    Parameters
    ----------
    report
        The report.
    console
        Where to print.
    """

    def say(text: str) -> None:
        console.print(text, markup=False)

    say(report.title)
    shocks = "with shocks" if report.shocks else "without shocks"
    say(
        f"{report.draws:,} draws, design {report.design}, seed {report.seed}, "
        f"{len(report.inputs)} inputs vary, {shocks}"
    )
    say("")
    word = "P(passes)"
    if isinstance(report, NegotiationSweepReport):
        survives = report.asks == "agreement-survives"
        word = "P(the agreement survives at home)" if survives else "P(there is a zone)"
    say(
        f"{word} {report.passage_probability:.4f} (SE {report.passage_probability_se:.4f}, "
        f"{report.se_method})"
    )
    shares = {word: share for word, share in report.verdict_shares.items() if share > 0.0}
    say(", ".join(f"{word} {share:.1%}" for word, share in shares.items()))
    if isinstance(report, SweepReport):
        for name, spread in (("price", report.price), ("budget", report.budget)):
            say(f"{name} {_spread(spread)} member-moves")
    if isinstance(report, NegotiationSweepReport):
        _print_table(report, say)
    say("")
    _print_indices(report, console)
    _print_worth(report, console)
    if isinstance(report, SweepReport):
        _print_tornado(report, console)
        _print_together(report, say)
    say(f"table: {report.folder}")
    say(f'in a notebook: import winset as ws; ws.read_sweep("{report.folder}").to_frame()')


def _print_table(report: NegotiationSweepReport, say: Callable[[str], None]) -> None:
    if report.agreed:
        point = ", ".join(f"{issue} {value:.3f}" for issue, value in report.agreed.items())
        say(f"agreed at likely values ({report.solution}): {point}")
        held = ", ".join(f"{name} {share:.1%}" for name, share in report.ratified.items())
        say(f"it is ratified by: {held}")
    else:
        say(f"nothing is agreed at likely values ({report.solution})")
    say(
        f"zone: {_spread(report.zone_share)} of all points, empty in {report.zone_empty:.1%} of "
        f"the draws (asked at {report.lattice_points:,} points)"
    )
    enters = report.in_force_if_signed
    say(
        f"signed in {report.signed_probability:.1%} of the draws"
        + ("" if enters is None else f", and then in force with {enters:.3f}")
    )
    for name, spread in report.ratification.items():
        say(f"ratification in {name}: {_spread(spread)}")
    for issue, spread in report.agreement.items():
        say(f"agreed draw by draw: {issue} {_spread(spread)}")
    for name, spread in report.gain.items():
        say(f"gain of {name}: {_spread(spread)}")


def _spread(spread: Spread) -> str:
    words = ["none" if v is None else f"{v:.3g}" for v in (spread.median, spread.low, spread.high)]
    return f"{words[0]} ({words[1]} to {words[2]})"


def _print_rows(
    console: Console, title: str, names: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    """Print a table whose first column are paths, in one piece each."""
    columns = [Column(names[0], is_path=True), *(Column(name, number=True) for name in names[1:])]
    console.print(title, markup=False)
    console.print(path_lines(table(columns, rows), console.width))
    console.print()


def _print_indices(report: SweepSummary, console: Console) -> None:
    if report.screening:
        sizes = ranks_told_apart([(one.mean_size, one.mean_size_error) for one in report.screening])
        rows = [
            (one.path, group_text(group), f"{one.mean_size:.3f} ± {one.mean_size_error:.3f}",
             f"{one.spread:.3f}")
            for one, group in zip(report.screening[:_SHOWN], sizes, strict=False)
        ]  # fmt: skip
        title = "Effect on passage of the whole range (Morris)"
        _print_rows(console, title, ("input", "group", "size", "spread"), rows)
        console.print(GROUPS, markup=False)
        console.print()
    if not report.indices:
        return
    with_total = report.indices[0].total is not None
    names = ("input", "group", "alone", *(("with all it acts with",) if with_total else ()))
    alone = ranks_told_apart([(row.first_order, row.first_order_error) for row in report.indices])
    cells = []
    for row, group in zip(report.indices[:_SHOWN], alone, strict=False):
        mine = [row.path, group_text(group), f"{row.first_order:.3f} ± {row.first_order_error:.3f}"]
        if with_total:
            mine.append(f"{row.total or 0.0:.3f} ± {row.total_error or 0.0:.3f}")
        cells.append(mine)
    _print_rows(console, "Share of the variance of passage", names, cells)
    console.print(GROUPS, markup=False)
    console.print()


def _print_worth(report: SweepSummary, console: Console) -> None:
    if not report.worth_knowing:
        return
    rows = []
    for row in report.worth_knowing[:_SHOWN]:
        is_chance = row.score <= row.score_error
        score = "none beyond chance" if is_chance else f"{row.score:.4f} ± {row.score_error:.4f}"
        right = "0" if row.right <= row.right_error else f"{row.right:.4f} ± {row.right_error:.4f}"
        rows.append((row.path, score, right))
    title = "What would pay most to know better (EVPPI)"
    _print_rows(console, title, ("input", "Brier score falls by", "right by"), rows)


def _print_tornado(report: SweepReport, console: Console) -> None:
    margin = report.tornado.margin
    now = "none" if margin is None else f"{margin:.3g}"
    title = f"Budget minus price through each range alone (likely: {now}, {report.tornado.verdict})"
    rows = []
    for bar in report.tornado.bars[:_SHOWN]:
        ends = ["none" if m is None else f"{m:.3g}" for m in (bar.margin_low, bar.margin_high)]
        turned = [
            f"{word} at {value if isinstance(value, str) else f'{value:.3g}'}"
            for word, value in ((bar.verdict_low, bar.low), (bar.verdict_high, bar.high))
            if word != report.tornado.verdict
        ]
        low, high = (v if isinstance(v, str) else f"{v:.3g}" for v in (bar.low, bar.high))
        rows.append((bar.path, low, high, " to ".join(ends), ", ".join(turned)))
    _print_rows(console, title, ("input", "from", "to", "margin", "turns"), rows)


def _print_together(report: SweepReport, say: Callable[[str], None]) -> None:
    groups = report.identification.together
    if not groups:
        return
    say("Act only together (no outcome can tell them apart):")
    for group in groups[:_SHOWN]:
        inverse = [f"1/{path}" for path in group.inverse]
        say("  " + " x ".join([*group.paths, *inverse]))
    if len(groups) > _SHOWN:
        say(f"  and {len(groups) - _SHOWN} more groups (--json lists all)")
    say("")
