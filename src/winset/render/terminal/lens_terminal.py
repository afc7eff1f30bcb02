"""The lenses of a case on the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from rich.console import Console

from winset.render.tables.layout import Table, columns, table
from winset.render.terminal.report_terminal import print_table
from winset.reports.domestic.report_prose import amount_text, joined, percent_text
from winset.reports.lens_report import Agreement, LensReport, Reading, TellsApart

_FEW = 3


def print_lenses(report: LensReport, console: Console, *, verbose: bool = False) -> None:
    """Print what each lens predicts, where they agree and what would distinguish them.

    Parameters
    ----------
    report
        Report of `winset lenses`.
    console
        Where to print; 80 characters or more read well.
    verbose
        Also print coalitions, numbers, inputs missing and choices of every lens.
    """

    def say(text: str, indent: int = 0) -> None:
        wrapped = textwrap.wrap(
            text,
            max(40, console.width),
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + 2),
        )
        for line in wrapped or [""]:
            console.print(line, markup=False, highlight=False, soft_wrap=True)

    say(report.summary())
    if report.model is not None:
        share = percent_text(report.model.passage_probability)
        right = _right(report.model.agrees)
        say(
            f"winset's own model: it passes in {share} of the draws; most often "
            f"{report.model.verdict}{right}."
        )
    say("")
    print_table(console, _table(report))
    say("")
    say("Why")
    for reading in report.readings:
        say(f"{reading.title}: {reading.because}.", 2)
    say("")
    say("Where they agree")
    for sentence in agreement_sentences(report):
        say(sentence, 2)
    say("")
    say("Facts that would distinguish them")
    for entry in report.tells_apart:
        say(_fact_text(report, entry), 2)
    if not report.tells_apart:
        say("None of the facts tried.", 2)
    say("")
    say("Actors few lenses see")
    for seen in sorted(report.actors, key=lambda a: len(a.seen_by))[: 2 * _FEW]:
        say(f"{seen.title}: seen by {len(seen.seen_by)} of {len(report.readings)}", 2)
    if verbose:
        say("")
        for reading in report.readings:
            _print_reading(report, reading, say)


def _right(agrees: bool | None) -> str:
    return "" if agrees is None else " (right)" if agrees else " (wrong)"


def _table(report: LensReport) -> Table:
    rows = []
    names = {seen.actor: seen.short for seen in report.actors}
    for reading in report.readings:
        sides = [
            sum(len(c.members) for c in reading.coalitions if c.side == side)
            for side in ("for", "against")
        ]
        cells = (
            reading.title,
            (reading.prediction or "abstains") + _right(reading.agrees),
            *(str(count) if count else "" for count in sides),
            f"{len(reading.sees)}/{len(report.actors)}",
            ", ".join(names[m.actor] for m in reading.matters[:_FEW]),
        )
        rows.append(cells)
    heads = columns("lens<", "predicts<", "for", "against", "sees", "who matters<")
    return table(heads, rows)


def agreement_sentences(report: LensReport) -> list[str]:
    """Say where lenses agree on the outcome and on the sides of actors.

    Parameters
    ----------
    report
        Report of `winset lenses`.
    """
    titles = {r.lens: r.title for r in report.readings}
    found = []
    for word in ("passes", "does not pass"):
        names = [r.title for r in report.readings if r.prediction == word]
        if names:
            found.append(f"{word}: {joined(names)}.")
    silent = [r.title for r in report.readings if r.prediction is None]
    if silent:
        found.append(f"{'abstains' if len(silent) == 1 else 'abstain'}: {joined(silent)}.")
    compared = [pair for pair in report.agreements if pair.shared and pair.sides is not None]
    apart = [pair for pair in compared if pair.sides is not None and pair.sides < 1.0]
    if compared and not apart:
        found.append(
            f"All {len(compared)} pairs that give sides to the same actors give the same sides."
        )
    elif apart:
        worst = min(apart, key=lambda pair: (pair.sides or 0.0, -pair.shared))
        found.append(
            f"{len(compared) - len(apart)} of {len(compared)} pairs give the same sides to the "
            f"actors they share; farthest apart are {_pair_text(worst, titles)}."
        )
    return found


def _pair_text(pair: Agreement, titles: dict[str, str]) -> str:
    same = round(pair.shared * (pair.sides or 0.0))
    return f"{titles[pair.one]} and {titles[pair.other]}, {same} of {pair.shared} alike"


def _fact_text(report: LensReport, entry: TellsApart) -> str:
    titles = {r.lens: r.title for r in report.readings}
    by_answer: dict[str, list[str]] = {}
    for lens, said in entry.says.items():
        by_answer.setdefault(said, []).append(titles[lens])
    parts = [f"{said} - {joined(names)}" for said, names in by_answer.items()]
    known = f" ({entry.known})" if entry.known else ""
    return f"{entry.fact}{known}: {'; '.join(parts)}"


def _print_reading(report: LensReport, reading: Reading, say: Callable[..., None]) -> None:
    titles = {seen.actor: seen.short for seen in report.actors}
    say(f"{reading.title} [{reading.family}]")
    say(f"asks: {reading.asks}", 2)
    for coalition in reading.coalitions:
        side = f" ({coalition.side})" if coalition.side else ""
        say(f"{coalition.name}{side}: {joined(titles[a] for a in coalition.members)}", 2)
    for measure in reading.measures:
        say(f"{measure.name} {amount_text(measure.value)}: {measure.meaning}", 2)
    for field, meaning in reading.missing.items():
        say(f"missing {field}: {meaning}", 2)
    unseen = joined(titles[a] for a in reading.ignores)
    say(f"cannot see {unseen or 'nobody'}: {reading.why_blind}", 2)
    for assumption in reading.assumptions:
        say(f"assumes: {assumption}", 2)
    for source in reading.sources:
        say(f"source: {source}", 2)
    say("")
