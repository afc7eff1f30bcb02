"""Advice on the terminal: what would turn the verdict, for how much."""

from __future__ import annotations

from rich.console import Console

from winset.render.tables.layout import columns, table
from winset.render.terminal.report_terminal import print_table
from winset.reports.whatif.advice_report import AdviceReport


def print_advice(report: AdviceReport, console: Console) -> None:
    """Print the sets of changes that turn the verdict, cheapest first, and the trade-off.

    Parameters
    ----------
    report
        The advice.
    console
        Where to print.
    """
    console.print(f"{report.case}: {report.verdict} as coded; wanted: {report.wanted}")
    if report.reason is not None:
        console.print(report.reason)
        return
    heads = columns("cost", "changes<", "verdict<", "price", "budget")
    rows = []
    for advice in report.advice:
        moves = [
            f"{m.path} {_text(m.before)} to {_text(m.after)} ({m.share:.0%} of the way)"
            for m in advice.moves
        ]
        price = "none" if advice.price is None else f"{advice.price:.3g}"
        cells = ("\n".join(moves), advice.verdict, price, f"{advice.budget:.3g}")
        rows.append([f"{advice.cost:.3g}", *cells])
    print_table(console, table(heads, rows, "Cheapest sets of the changes allowed"))
    if report.trade_off is None:
        return
    trade = report.trade_off
    console.print()
    held = "; ".join(f"{path} at {_text(value)}" for path, value in trade.held.items())
    console.print(f"Trade-off{f' with {held}' if held else ''} (shares of the way)")
    pairs = [
        (f"{one:.0%}", "all of it is too little" if other is None else f"{other:.1%}")
        for one, other in trade.pairs
    ]
    heads = columns(f"{trade.first}<", f"then {trade.second} at least<")
    print_table(console, table(heads, pairs))


def _text(value: float | str | bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else f"{value:.4g}"
