"""Forecasts of cases left out, beside what simpler rules give, on the terminal."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console

from winset.foundation.coefficients import DELETED_FORMS, LAST_WITH_THEM
from winset.render.tables.layout import Table, columns, table
from winset.render.terminal.report_terminal import print_table
from winset.reports.comparison.compare_report import CompareReport
from winset.reports.comparison.leave_one_out_parts import Difference, ScoredGroup

_WORDS = {
    "registered": "the registered model",
    "base_rate": "base rate",
    "direction": "direction of the bill",
    "direction_and_kind": "direction and kind",
    "ridge": "ridge on direction and willingness",
    "blind_coder": "blind coder",
    "roll_calls": "roll calls",
    "last_of_kind": "last vote of the kind",
    "government_benches": "the government's benches",
}

_HEADLINE = ("direction", "ridge")


def print_leave_one_out(
    report: CompareReport, console: Console, say: Callable[[str], None]
) -> None:
    """Print scores of the cases left out, or why there are none.

    Parameters
    ----------
    report
        The document.
    console
        Where to print.
    say
        Prints a line of text.
    """
    found = report.leave_one_out
    if found is None:
        if report.leave_one_out_reason is not None:
            say(f"Forecasts without the case itself: none ({report.leave_one_out_reason}).")
            say("")
        return
    groups: list[tuple[str, ScoredGroup | None]] = [
        ("Each episode forecast from the others", found),
        ("Of those, episodes the model was not made from", found.new_episodes),
        ("Other countries, by coefficients from American cases", found.abroad),
    ]
    for title, group in groups:
        if group is not None:
            print_table(console, _table(title, group))
            for line in _added(group):
                say(line)
            say("")
    gone = [name for name in found.scores if name in DELETED_FORMS]
    if gone:
        say(f"Scores of {', '.join(gone)} were made by commit {LAST_WITH_THEM}, which had them.")
        say("")


def _table(title: str, group: ScoredGroup) -> Table:
    first = next(iter(group.scores.values()))
    rows = []
    for name, score in group.scores.items():
        words = _WORDS.get(name, f"rival: {name}")
        numbers = (score.brier, score.log_score, score.balanced_accuracy, score.crps)
        rows.append([words, *map(_number, numbers)])
    for name, rule in group.baselines.items():
        if rule is not None:
            own = (rule.brier, rule.log_score, None, rule.crps)
            rows.append([_WORDS[name], *map(_number, own)])
    heads = columns("forecast by<", "Brier", "log", "balanced", "CRPS of tallies")
    return table(heads, rows, f"{title}: {first.n} cases")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _added(group: ScoredGroup) -> list[str]:
    lines = [
        f"Model less {_WORDS[name]}: Brier {_interval(added.brier)}; CRPS {_interval(added.crps)}."
        for name, added in group.model_adds.items()
        if name in _HEADLINE
    ]
    tallies = group.tallies
    if tallies is not None:
        shares = ", ".join(f"{name} %: {share:.0%}" for name, share in tallies.coverage.items())
        lines.append(
            f"Intervals of {tallies.n} tallies hold {shares}; the 90 % interval is "
            f"{tallies.width90:.0%} of the vote wide."
        )
    return lines


def _interval(found: Difference | None) -> str:
    if found is None:
        return "not scored"
    mean, low, high = found
    return f"{mean:+.3f} (95 %: {low:+.3f} to {high:+.3f})"
