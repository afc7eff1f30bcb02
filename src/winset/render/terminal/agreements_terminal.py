"""Evidence over many agreements on the terminal: base rates, signs, scores."""

from __future__ import annotations

from rich.console import Console

from winset.render.tables.layout import Table, columns, table
from winset.render.terminal.report_terminal import print_table
from winset.reports.comparison.agreements_report import AgreementsReport


def print_agreements(report: AgreementsReport, console: Console, *, verbose: bool = False) -> None:
    """Print what became of agreements.

    Parameters
    ----------
    report
        What `winset agreements` found.
    console
        Where to print.
    verbose
        Every model, what was left out, and the assumptions.
    """
    console.print(report.summary())
    print_table(console, _rates(report))
    if report.effects:
        print_table(console, _effects(report, verbose=verbose))
    if report.scores:
        print_table(console, _scores(report))
    unknown = report.counts.not_recorded
    console.print(
        f"Without a recorded day of entry, which is not the same as never: {unknown}; reading "
        "`open` takes them as not in force, `recorded` leaves them out. Brackets: 90 % intervals.",
        style="dim",
    )
    if verbose:
        for line in (*report.assumptions, *(f"{k}: {v}" for k, v in report.left_out.items())):
            console.print(f"- {line}", style="dim")


def _rates(report: AgreementsReport) -> Table:
    heads = columns("in force after<", "agreements", "1 year", "2 years", "", "5 years", "10 years")
    rows = []
    for rate in report.base_rates:
        share, low, high = rate.at(2.0)
        ends = "" if low is None or high is None else f"[{low:.0%}, {high:.0%}]"
        name = f"{rate.by.replace('_', ' ')}: {rate.group}"
        shares = [f"{rate.at(year)[0]:.0%}" for year in (1.0, 5.0, 10.0)]
        shares[1:1] = [f"{share:.0%}", ends]
        rows.append([name, str(rate.agreements), *shares])
    return table(heads, rows)


def _effects(report: AgreementsReport, *, verbose: bool) -> Table:
    """Effects in both readings: a sign is shown only where they agree."""
    heads = columns("goes with faster<", "expected<", "events", "open", "", "recorded", "", "sign<")
    rows = []
    for row in report.effects:
        if verbose or row.model == row.term:
            name = f"{row.outcome}: {row.term.replace('_', ' ')}"
            name += f" ({row.model.replace('_', ' ')})" if row.model != row.term else ""
            number = f"{row.events} of {row.units}"
            both = (*_ends((row.coefficient, row.low, row.high)), *_ends(row.recorded))
            rows.append([name, row.expected, number, *both, row.verdict])
    return table(heads, rows)


def _ends(found: tuple[float, float, float] | None) -> tuple[str, str]:
    """Coefficient and its interval."""
    if found is None:
        return "-", ""
    return f"{found[0]:+.2f}", f"[{found[1]:+.2f}, {found[2]:+.2f}]"


def _scores(report: AgreementsReport) -> Table:
    first = f"signed after {report.to}<"
    heads = columns(first, "Brier score", "log score", "against base rate", "")
    rows = []
    for row in report.scores:
        gap, low, high = row.minus_base_rate
        ends = f"[{low:+.3f}, {high:+.3f}]"
        name = row.forecast.replace("_", " ")
        rows.append([name, f"{row.brier:.3f}", f"{row.log_score:.3f}", f"{gap:+.3f}", ends])
    return table(heads, rows)
