"""An estimate on the terminal: what was learnt of each coefficient, and the cases left out."""

from __future__ import annotations

from rich.console import Console

from winset.render.tables.layout import columns, table
from winset.render.terminal.report_terminal import print_table
from winset.reports.comparison.estimate_report import EstimateReport
from winset.reports.domestic.report_prose import percent_text
from winset.reports.report_parts import Moments


def print_estimate(report: EstimateReport, console: Console) -> None:
    """Print an estimate.

    Parameters
    ----------
    report
        What `winset estimate` found.
    console
        Where to print.
    """
    console.print(report.summary(), soft_wrap=False)
    rows = []
    for row in report.parameters:
        low, high = row.posterior.low, row.posterior.high
        ends = "" if low is None or high is None else f"{low:.3f} to {high:.3f}"
        learnt = "not recoverable" if row.learned is None else percent_text(row.learned)
        rows.append([row.name, _moments(row.prior), _moments(row.posterior), ends, learnt])
    heads = columns("coefficient<", "prior", "posterior", "90 % interval", "learnt")
    print_table(console, table(heads, rows))
    found = report.diagnostics
    tail = "" if found.pareto_k is None else f", Pareto k {found.pareto_k:.2f}"
    console.print(
        f"Effective sample size {found.effective_sample_size:.0f} of {found.draws:,} draws{tail}; "
        f"log evidence {found.log_evidence:.2f}. Mean and, in brackets, standard deviation.",
        style="dim",
    )
    console.print(report.how_sure(), style="dim")
    if report.leave_one_out is None:
        return
    cases = [
        (
            case.case,
            case.happened,
            f"{case.passage_probability:.2f}",
            f"{case.comes_to_a_vote:.2f}",
        )
        for case in report.leave_one_out.cases
    ]
    heads = columns("case<", "happened<", "P(passes)", "P(vote)")
    print_table(console, table(heads, cases))


def _moments(found: Moments) -> str:
    return f"{found.mean:.3f} ({found.sd:.3f})"
