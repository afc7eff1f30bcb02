"""Tables of a sweep: how it comes out, which inputs carry that, what is agreed draw by draw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winset.render.tables.layout import MISSING, Column, Section, Table, table
from winset.reports.domestic.report_prose import amount_text, joined, percent_text
from winset.reports.sweep.sensitivity_parts import ranks_told_apart
from winset.reports.sweep.sweep_documents import (
    NegotiationSweepReport,
    Spread,
    SweepReport,
    SweepSummary,
)

SHOWN: Final = 12
"""Inputs listed in a table, the strongest first."""
GROUPS: Final = (
    "Numbers of one group cannot be ranked: they differ by chance alone; `chance` marks those "
    "whose interval reaches 0."
)
"""Advice on reading a ranking."""
_BAR: Final = 30
_PERCENTILES: Final = "One draw in twenty is below the first number, one above the last."
_AGREEMENT: Final = "The agreement of the likely values survives at home"


def sweep_sections(report: SweepSummary) -> tuple[Section, ...]:
    """Every table of a sweep of either kind of game.

    Parameters
    ----------
    report
        Report of `winset sweep`.
    """
    found = [_shares(report)]
    if isinstance(report, NegotiationSweepReport):
        found += _table_sections(report)
    if isinstance(report, SweepReport):
        found.append(_money(report))
    found += [_carriers(report), _worth(report)]
    if isinstance(report, SweepReport):
        found.append(_together(report))
    return tuple(section for section in found if section.body)


def passing_word(report: SweepSummary) -> str:
    """Say what it is that a draw passes by, as the beginning of a sentence.

    Parameters
    ----------
    report
        Report of `winset sweep`.
    """
    if not isinstance(report, NegotiationSweepReport):
        return "It passes"
    return _AGREEMENT if report.asks == "agreement-survives" else "There is a zone of agreement"


def _shares(report: SweepSummary) -> Section:
    columns = (
        Column("outcome"),
        Column("draws", number=True, mark="computed"),
        Column("", is_bar=True),
    )
    rows = [
        (word, percent_text(share), "█" * round(share * _BAR))
        for word, share in report.verdict_shares.items()
    ]
    error = f"standard error {100 * report.passage_probability_se:.1f} points, {report.se_method}"
    chance = percent_text(report.passage_probability)
    return Section("How it comes out", (table(columns, rows),), f"{chance}: {error}.")


def _spreads(first: str, rows: Mapping[str, Spread]) -> Table:
    names = ("5 %", "median", "95 %")
    columns = (Column(first), *(Column(name, number=True, mark="computed") for name in names))
    return table(
        columns,
        [
            (name, *(amount_text(v, missing=MISSING) for v in (s.low, s.median, s.high)))
            for name, s in rows.items()
        ],
    )


def _money(report: SweepReport) -> Section:
    rows = {
        "price of ratification": report.price,
        "budget of the supporters": report.budget,
        "opponents' fund": report.fund,
    }
    note = f"{_PERCENTILES} In member-moves; a dash: nothing buys ratification there."
    return Section("Price, budget and fund", (_spreads("", rows),), note)


def _table_sections(report: NegotiationSweepReport) -> list[Section]:
    named = report.titles
    ratified = table(
        (Column("country"), Column("ratifies in", number=True, mark="computed")),
        [(named.get(name, name), percent_text(share)) for name, share in report.ratified.items()],
    )
    solution = report.solution.replace("-", " ")
    terms = joined([f"{named.get(k, k)} {value:.2f}" for k, value in report.agreed.items()])
    agreed = f"What is agreed at likely values ({solution}): {terms}."
    zone = {"share of all points": report.zone_share}
    point = {named.get(k, k): spread for k, spread in report.agreement.items()}
    gains = {named.get(k, k): spread for k, spread in report.gain.items()}
    asked = (
        f"{_PERCENTILES} Asked at {report.lattice_points:,} points in every draw; the zone is "
        f"empty in {percent_text(report.zone_empty)} of the draws."
    )
    chance = {named.get(k, k): spread for k, spread in report.ratification.items()}
    enters = report.in_force_if_signed
    signed = f"Signed in {percent_text(report.signed_probability)} of the draws"
    signed += "." if enters is None else f", and then in force with {enters:.2f}."
    return [
        Section("Who ratifies it", (ratified,) if report.ratified else (), agreed),
        Section("Zone of agreement", (_spreads("", zone),), asked),
        Section(
            "What would be agreed, draw by draw",
            (
                _spreads("issue", point),
                _spreads("ratifies it with", chance),
                _spreads("gain of the government", gains),
            ),
            f"{signed} {_PERCENTILES} Of the draws in which something is signed.",
        ),
    ]


def _carriers(report: SweepSummary) -> Section:
    title = "Which numbers carry it"
    if report.screening:
        columns = (
            Column("number"),
            Column("group", number=True),
            Column("size of its effect", number=True, mark="computed"),
            Column("spread", number=True, mark="computed"),
        )
        sizes = [(one.mean_size, one.mean_size_error) for one in report.screening]
        steps = [
            (report.input_name(one.path), group_text(group),
             f"{one.mean_size:.3f} ± {one.mean_size_error:.3f}", f"{one.spread:.3f}")
            for one, group in zip(report.screening[:SHOWN], ranks_told_apart(sizes), strict=False)
        ]  # fmt: skip
        note = f"Of the whole range, after Morris. {GROUPS}"
        return Section(title, (table(columns, steps),), note)
    if not report.indices:
        return Section(title, ())
    shown = ["first_order"] + ["total"] * (report.indices[0].total is not None)
    words = {"first_order": "alone", "total": "with all it acts with"}
    headings = [Column(words[one], number=True, mark="computed") for one in shown]
    rows: list[tuple[str, ...]] = []
    alone = [(row.first_order, row.first_order_error) for row in report.indices]
    for row, group in zip(report.indices[:SHOWN], ranks_told_apart(alone), strict=False):
        pairs = [(getattr(row, one), getattr(row, f"{one}_error")) for one in shown]
        name = report.input_name(row.path)
        rows.append(
            (name, group_text(group), *(f"{value:.3f} ± {error:.3f}" for value, error in pairs))
        )
    note = f"Share of the variance of the outcome that goes when the number becomes known. {GROUPS}"
    names = [Column("number"), Column("group", number=True)]
    return Section(title, (table([*names, *headings], rows),), note)


def group_text(group: int | None) -> str:
    """Group of a row of a ranking, or that chance alone would show as much."""
    return "chance" if group is None else str(group)


def _worth(report: SweepSummary) -> Section:
    columns = (
        Column("number"),
        Column("Brier score falls by", number=True, mark="computed"),
        Column("right more often by", number=True, mark="computed"),
    )
    rows = []
    for row in report.worth_knowing[:SHOWN]:
        score, right = f"{row.score:.4f} ± {row.score_error:.4f}", f"{row.right:.4f}"
        is_chance = row.score <= row.score_error
        right = f"{right} ± {row.right_error:.4f}" if row.right > row.right_error else "0"
        name = report.input_name(row.path)
        rows.append((name, "none beyond chance" if is_chance else score, right))
    note = (
        "What it is worth to know one number before the outcome is forecast (expected value of "
        "partial perfect information)."
    )
    body = (table(columns, rows),) if rows else ()
    return Section("What would pay most to know better", body, note)


def _together(report: SweepReport) -> Section:
    groups = report.identification.together
    lines = [" × ".join([*g.paths, *(f"1/{path}" for path in g.inverse)]) for g in groups]
    body = (table((Column(""),), [(line,) for line in lines[:SHOWN]]),) if lines else ()
    left = f"and {len(lines) - SHOWN} more groups" if len(lines) > SHOWN else ""
    return Section("What no outcome can distinguish", body, left)
