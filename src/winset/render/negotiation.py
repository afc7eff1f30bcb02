"""A Report on a negotiation on the terminal, as a page, as figures."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console, Group
from rich.text import Text

from winset.foundation.wording import with_article
from winset.render.export import svg_of
from winset.render.figures.registry import figures_for
from winset.render.marks import MARK_MEANINGS, MARK_SYMBOLS, marked
from winset.render.page import json_in_html, page_template
from winset.render.tables.forecasts import MODEL_TITLES
from winset.render.tables.layout import Column, Table, table
from winset.render.terminal.negotiation_page import negotiation_lines
from winset.render.terminal.report_terminal import rich_table
from winset.reports.negotiation import negotiation_report_parts as parts
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.reports.negotiation.negotiation_report_prose import entry_text, range_text
from winset.reports.negotiation.negotiation_risk_prose import (
    chamber_text,
    no_count_text,
    ratification_at,
)
from winset.reports.negotiation.second_try_parts import second_try_text

if TYPE_CHECKING:
    import altair as alt


_WIDEST = 100
Rows = list[list[str]]


def _number(value: float | None, form: str = ".3g") -> str:
    return "–" if value is None else format(value + 0.0, form)


def negotiation_tables(report: NegotiationReport) -> list[Table]:
    """Tables of a report; one that says all in its title has no rows.

    Parameters
    ----------
    report
        Report of `winset negotiate`.
    """
    solved = report.agreement.outcome == "solved"
    shown = (
        (True, _country_table),
        (solved, _agreement_table),
        (not report.certain, _ratification_table),
        (bool(report.members), _members_table),
        (solved and bool(report.groups), groups_table),
        (_moves_with_pressure(report), _pressure_table),
        (bool(report.forecast.point), _forecast_table),
        (bool(report.smallest_change), _openings_table),
        (True, _hands_table),
        (len(report.issues) > 1, _linkage_table),
        (report.side_payments.gain is not None, _side_payments_table),
        (bool(report.beliefs), _beliefs_table),
        (bool(report.later), _later_table),
        (bool(report.second_try), _second_try_table),
        (report.outcome is not None, _outcome_table),
    )
    found = [table_of(report) for is_shown, table_of in shown if is_shown]
    return [table([Column(h) for h in headings], rows, title) for title, headings, rows in found]


def _openings_table(report: NegotiationReport) -> tuple[str, list[str], Rows]:
    rows = [
        [o.title or o.path, o.path, _number(o.from_), _number(o.value, ".4g")]
        for o in report.smallest_change
    ]
    headings = ["number", "path", marked("coded", parts.Opening, "from_"), "opens at"]
    return "Smallest changes that open a zone", headings, rows


def _hands_table(report: NegotiationReport) -> tuple[str, list[str], Rows]:
    rows = [
        [
            report.countries[row.country].title,
            _number(row.change),
            _number(row.effect),
            _number(row.backfires_at),
            row.reason or "",
        ]
        for row in report.tying_hands
    ]
    return "Tied hands", ["country", "best tied by", "gains", "backfires from", ""], rows


def _linkage_table(report: NegotiationReport) -> tuple[str, list[str], Rows]:
    named = {issue.issue: issue.title for issue in report.issues}
    alone = [[named.get(k, k), _number(v)] for k, v in report.linkage.alone.items()]
    kind = "synergistic" if report.linkage.synergistic else "not synergistic"
    title = f"Linkage: gain {_number(report.linkage.gain)}, {kind}"
    return title, ["issue", "zone alone"], alone


def _beliefs_table(report: NegotiationReport) -> tuple[str, list[str], Rows]:
    rows = [[b.holder, b.zone, range_text(report, b.bounds)] for b in report.beliefs]
    return "Beliefs", ["whose", "zone it sees", "bounds"], rows


def _later_table(report: NegotiationReport) -> tuple[str, list[str], Rows]:
    rows = [
        [x.title, x.date, x.text, _yes(x.ratified), _number(x.probability, ".0%")]
        for x in report.later
    ]
    headings = ["legislature", "date", "text", "ratifies", "probability"]
    if report.members:
        headings.append("who votes")
        rows = [
            [*row, "members" if x.members else "blocs"]
            for row, x in zip(rows, report.later, strict=True)
        ]
    return "Before the legislatures in turn", headings, rows


_SAME: Final = 0.01
"""Moves of the agreement below this are noise."""
_NO_GAIN: Final = 1e-6
"""A gain in volume below this is rounding: borders are bisected to 1e-7."""


def _side_payments_table(report: NegotiationReport) -> tuple[str, list[str], Rows]:
    found = report.side_payments
    rows = [
        [report.countries[name].title, _number(paid)] for name, paid in found.paid.items() if paid
    ]
    added = "nothing" if abs(found.gain or 0.0) <= _NO_GAIN else _number(found.gain)
    title = f"Side payments across the border: add {added} to the zone"
    return title, ["country", "pays abroad (negative: receives)"] if rows else [], rows


def _outcome_table(report: NegotiationReport) -> tuple[str, list[str], Rows]:
    """Say what happened beside the agreement found; no solver reads it."""
    outcome: dict[str, Any] = report.outcome or {}
    reached = "agreed" if outcome["agreement"] else "not agreed"
    coded = MARK_SYMBOLS["coded"]
    rows = []
    for issue in report.issues:
        terms = outcome["terms"].get(issue.issue)
        if terms is not None:
            model = report.agreement.point.get(issue.issue)
            rows.append([issue.title, _number(model), _coded_text(terms)])
    ratified = [
        f"{with_article(report.countries[name].title)} {'ratified' if held else 'did not ratify'}"
        for name, held in outcome["ratified"].items()
    ]
    title = "; ".join([f"What happened: {reached} on {outcome['date']}", *ratified]) + coded
    return title, ["issue", "agreement found", f"record{coded}"] if rows else [], rows


def _coded_text(coded: dict[str, float]) -> str:
    """Write a coded number: alone, or with its range where that has an extent."""
    likely, low, high = (_number(coded[name]) for name in ("likely", "low", "high"))
    return likely if low == likely == high else f"{likely} ({low} to {high})"


def _second_try_table(report: NegotiationReport) -> tuple[str, list[str], Rows]:
    """Texts that fall short, and the least that turns each."""
    issues = {issue.issue: issue.title for issue in report.issues}
    countries = {name: found.title for name, found in report.countries.items()}
    rows = []
    for row in report.second_try:
        tried, ways = second_try_text(row, issues, countries)
        rows.append([tried, f"{row.level:g}", ways])
    return "A second try", ["text", "to reach", "the least that turns it"], rows


def _yes(value: bool | None) -> str:
    return "–" if value is None else "yes" if value else "no"


def _forecast_table(report: NegotiationReport) -> tuple[str, list[str], Rows]:
    """Say where each model of bargaining puts the table, and if that would enter into force."""
    found = report.forecast
    points = {"weighted-mean": (found.point, found.in_force)}
    points |= {name: (model.point, model.in_force) for name, model in found.models.items()}
    rows = [
        [
            MODEL_TITLES[name],
            ", ".join(f"{i.title} {_number(point[i.issue])}" for i in report.issues),
            _yes(held),
        ]
        for name, (point, held) in points.items()
    ]
    title = "If nobody had to ratify"
    if found.pull is not None:
        title += f": ratification pulls the weighted mean by {_number(found.pull)}"
    return title, ["model", "where the table would go", "enters into force"], rows


def _country_table(report: NegotiationReport) -> tuple[str, list[str], Rows]:
    rows = []
    for found in report.countries.values():
        bounds = range_text(report, found.win_set.bounds) or "empty"
        rows.append(
            [
                found.title,
                _number(found.win_set.volume),
                bounds,
                ", ".join(found.binding_titles or found.binding) or "–",
            ]
        )
    zone = range_text(report, report.zone.bounds) or "empty"
    rows.append(["Zone", _number(report.zone.volume), zone, ""])
    return "Win-sets", ["country", "volume", "bounds", "who binds"], rows


def _agreement_table(report: NegotiationReport) -> tuple[str, list[str], Rows]:
    rows = []
    for name, found in report.countries.items():
        home = ratification_at(report, name)
        rows.append(
            [
                found.title,
                _number(report.agreement.surplus.get(name)),
                _number(None if home is None else home.at_agreement, ".2f"),
                _number(report.defection.involuntary.get(name), ".0%"),
                _number(report.defection.voluntary.get(name), ".2f"),
            ]
        )
    headings = ["country", "gains", "ratifies", "fails in", "keeps it if patience is at least"]
    return f"Agreement ({report.agreement.solution})", headings, rows


def _ratification_table(report: NegotiationReport) -> tuple[str, list[str], Rows]:
    """Say who refuses most often, and what the government expects."""
    rows = []
    for name, found in report.countries.items():
        home = ratification_at(report, name)
        rows.append(
            [
                found.title,
                _number(None if home is None else home.at_agreement, ".2f"),
                (home.binding_title if home else None) or "–",
                _number(report.agreement.expected_surplus.get(name)),
                _number(report.zone.failure_cost.get(name)),
            ]
        )
    headings = ["country", "probability", "refuses most often", "expects", "failure costs"]
    return "Ratification over what is not known at signature", headings, rows


def _members_table(report: NegotiationReport) -> tuple[str, list[str], Rows]:
    """Chambers that real members fill, and what they and the blocs do with the agreement."""
    coded = MARK_SYMBOLS["coded"]
    rows = [
        [
            chamber_text(report, row),
            f"{row.members}",
            f"{row.quota}",
            _number(row.expected, ".0f"),
            _number(row.low, ".0f"),
            _number(row.expected_of_blocs, ".0f"),
            _number(row.low_of_blocs, ".0f"),
        ]
        for row in report.members
    ]
    headings = ["chamber", f"members{coded}", f"needed{coded}", "votes for it", "5 %",
                "by blocs", "5 %"]  # fmt: skip
    title = "Real members, and the blocs in whose place they vote"
    said = no_count_text(report)
    return f"{title}: {said}" if said else title, headings, rows


def groups_table(report: NegotiationReport) -> tuple[str, list[str], Rows]:
    """Say what each group moves: the agreement without it, and with twice of it."""
    rows = [
        [
            report.countries[row.country].title,
            row.title,
            _place(report, row.deleted),
            _place(report, row.doubled),
        ]
        for row in report.groups
    ]
    here = _place(report, report.agreement.point)
    title = f"What groups move ({', '.join(i.title for i in report.issues)}; agreement {here})"
    return title, ["country", "group", "without it", "twice of it"], rows


def _place(report: NegotiationReport, point: dict[str, float] | None) -> str:
    if not point:
        return "nothing signed"
    return ", ".join(f"{point[issue.issue]:.2f}" for issue in report.issues)


def _moves_with_pressure(report: NegotiationReport) -> bool:
    """Return whether the agreement is elsewhere at some other weight of pressure."""
    points = list(report.agreement.at_pressure.values())
    return any(
        point.keys() != points[0].keys()
        or any(abs(value - points[0][issue]) >= _SAME for issue, value in point.items())
        for point in points
    )


def _pressure_table(report: NegotiationReport) -> tuple[str, list[str], Rows]:
    rows = [[lam, _place(report, point)] for lam, point in report.agreement.at_pressure.items()]
    used = "" if report.zone.pressure is None else f" (used: {report.zone.pressure:g})"
    return f"At other weights of pressure{used}", ["weight lam", "agreement"], rows


def print_negotiation_report(
    report: NegotiationReport, console: Console, *, verbose: bool = False
) -> None:
    """Print the first page of a report, or all of it.

    Parameters
    ----------
    report
        Report of `winset negotiate`.
    console
        Where to print.
    verbose
        Print it in words, then every table, assumption and source, in place of the first page.
    """
    if not verbose:
        console.print(Group(*negotiation_lines(report, console.width)))
        return
    width = min(console.width, _WIDEST)
    console.print(Text(report.title, style="bold"), width=width)
    verdict = report.verdict_text().upper()
    console.print(Text(f"{verdict}  ({report.case}, seed {report.seed})"), width=width)
    console.print(Text(report.headline_, style="bold"), width=width)
    console.print(Text(report.summary().removeprefix(report.headline_).lstrip()), width=width)
    console.print(Text(entry_text(report), style="dim"), width=width)
    for warning in report.warnings:
        console.print(Text(f"Note: {warning}", style="yellow"), width=width)
    for found in negotiation_tables(report):
        console.print()
        console.print(Text(found.title, style="bold"), width=width)
        if found.rows:
            console.print(rich_table(found, console.width))
    for title, lines in (("Assumptions", report.assumptions), ("Sources", report.sources)):
        console.print()
        console.print(Text(title, style="bold"))
        for line in lines:
            console.print(Text(f"- {line}"), width=width)
    console.print()
    console.print(Text(marks_text(), style="dim"), width=width)


def marks_text() -> str:
    """Say what the marks behind numbers mean, in one sentence."""
    said = [
        f"{MARK_SYMBOLS[mark] or 'no mark,'} {MARK_MEANINGS[mark]}"
        for mark in ("coded", "computed")
    ]
    return "; ".join(said) + "."


def negotiation_html(report: NegotiationReport) -> str:
    """Report as a self-contained HTML page without script; it loads nothing.

    Parameters
    ----------
    report
        Report of `winset negotiate`. Every text in it is escaped.
    """
    page = page_template("negotiation.html.j2")
    charts = {name: figure.draw(report) for name, figure in figures_for(NegotiationReport).items()}
    figures = [
        (name, base64.b64encode(svg_of(chart).encode()).decode(), _alternative(chart))
        for name, chart in charts.items()
    ]
    return page.render(
        report=report,
        summary=report.summary(),
        verdict=report.verdict_text().capitalize(),
        entry=entry_text(report),
        marks=marks_text(),
        tables=negotiation_tables(report),
        figures=figures,
        report_json=json_in_html(report.to_json(indent=None)),
    )


def _alternative(chart: alt.VConcatChart) -> str:
    return str(chart.to_dict().get("description", ""))
