"""The first page of `winset negotiate` on a terminal: what is signed, and whether it survives."""

from __future__ import annotations

import math

from rich.text import Text

from winset.foundation.wording import counted, with_article
from winset.render.marks import MARK_SYMBOLS
from winset.render.tables.layout import MISSING
from winset.render.terminal.short_page import PAGE_LINES, WIDEST, Panel, fitted, wrapped
from winset.reports.domestic.report_prose import (
    amount_text,
    date_text,
    percent_text,
    sourced_sentence,
)
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.reports.negotiation.negotiation_report_prose import (
    entry_text,
    forecast_text,
)
from winset.reports.negotiation.negotiation_risk_prose import (
    back_off_text,
    chamber_text,
    members_text,
    no_count_text,
    ratification_at,
)

_FEW = 6
_CODED = MARK_SYMBOLS["coded"]


def negotiation_lines(report: NegotiationReport, width: int) -> list[Text]:
    """Lines of the first page of a report on a negotiation.

    Parameters
    ----------
    report
        Report of `winset negotiate`.
    width
        Characters in a line; from 80 on the page has 60 lines at most.
    """
    wide = min(width, WIDEST)
    head = _head(report, wide)
    panels = [
        Panel(notes=tuple(_beside(report))),
        _issues(report),
        _countries(report),
        _members(report),
        _groups(report),
        _openings(report),
        _later(report),
        Panel(notes=tuple(_more(report)), apart=True),
        _further(report),
    ]
    return head + fitted(panels, wide, PAGE_LINES - len(head))


def _head(report: NegotiationReport, width: int) -> list[Text]:
    made = (
        f"{report.case}, {counted(report.draws, 'draw', 'draws')}, "
        f"solution {report.agreement.solution}, seed {report.seed}, winset {report.version}"
    )
    headline = f"{report.verdict_text().upper()}. {report.headline_}"
    return [
        *(Text(line, style="bold") for line in wrapped(report.title, width, most=2)),
        *(Text(line, style="dim") for line in wrapped(made, width, most=2)),
        Text("─" * width, style="dim"),
        *(Text(line, style="bold") for line in wrapped(headline, width, most=8)),
    ]


def _beside(report: NegotiationReport) -> list[str]:
    """Say what happened, who must ratify, and notes of the run."""
    found = [entry_text(report)]
    if report.outcome is not None:
        done = "an agreement was" if report.outcome["agreement"] else "no agreement was"
        ratified = [
            f"{with_article(report.countries[name].title)} "
            f"{'ratified' if held else 'did not ratify'}"
            for name, held in report.outcome["ratified"].items()
        ]
        day = date_text(report.outcome["date"])
        text = "; ".join([f"In fact {done} reached on {day}", *ratified])
        found = [f"{found[0]} {text}."]
    if report.changes:
        changed = ", ".join(f"{path}={value}" for path, value in report.changes.items())
        found.append(f"Changed: {changed}.")
    shown = [f"Note: {text[:1].upper()}{text[1:].rstrip('.')}." for text in report.warnings[:3]]
    more = len(report.warnings) - len(shown)
    return [*found, *shown, *([f"{more} more notes: --verbose."] if more else [])]


def _place(value: float | None) -> str:
    return MISSING if value is None else f"{value + 0.0:.2f}"


def _issues(report: NegotiationReport) -> Panel:
    """Each issue: status quo, agreement with its spread, zone, record."""
    agreement = report.agreement
    terms = {} if report.outcome is None else report.outcome["terms"]
    recorded = [f"record{_CODED}"] if terms else []
    rows = []
    for issue in report.issues:
        name = issue.issue
        low, high = agreement.spread.get(name, (None, None))
        zone = report.zone.bounds.get(name)
        record = [_place(terms[name]["likely"]) if name in terms else MISSING] if terms else []
        rows.append(
            (issue.title, _place(issue.status_quo), _place(agreement.point.get(name)),
             _place(low), _place(high),
             "empty" if zone is None else f"{zone[0]:.2f} to {zone[1]:.2f}", *record)
        )  # fmt: skip
    heading = ("issue", f"now{_CODED}", "agreed", "5 %", "95 %", "zone", *recorded)
    likely = report.zone.levels.get("0.9")
    if report.zone.outcome == "empty":
        note = f"The zone is empty: {report.zone.reason or 'the win-sets do not meet'}."
    elif report.certain or likely is None:
        note = f"The zone, where all would ratify, has a volume of {_amount(report.zone.volume)}."
    else:
        note = (
            f"Zone: all needed ratify with .5 or more, volume {_amount(report.zone.volume)}; with "
            f".9 or more {_amount(likely)}."
        )
    if agreement.spread:
        note += " 5 %, 95 %: over the draws; agreed: at likely values."
    return Panel(heading, tuple(rows), most=6, least=2, notes=(note,), spare=(3, 4))


def _amount(value: float | None) -> str:
    return amount_text(value, missing=MISSING)


def _countries(report: NegotiationReport) -> Panel:
    """Each country: its gain, how likely it ratifies, who refuses, what tied hands bring."""
    tied = {row.country: row.effect for row in report.tying_hands}
    rows = []
    for name, found in sorted(report.countries.items(), key=lambda one: _chance(report, one[0])):
        home = ratification_at(report, name)
        who = (home.binding_title if home else None) or ", ".join(found.binding_titles[:2])
        failing = report.defection.involuntary.get(name)
        chance = None if home is None else home.at_agreement
        rows.append(
            (f"{found.title}: {who}" if who else found.title,
             _amount(report.agreement.surplus.get(name)),
             MISSING if chance is None else percent_text(chance),
             MISSING if found.least_on_curve is None else percent_text(found.least_on_curve),
             MISSING if failing is None else percent_text(failing), _amount(tied.get(name)))
        )  # fmt: skip
    heading = ("country: who refuses first", "gains", "ratifies", "at worst", "fails in", "tied")
    note = (
        "At worst: along the governments' contract curve. Fails in: share of the draws. "
        "Tied: gain from the best commitment."
    )
    return Panel(heading, tuple(rows), most=6, least=2, notes=(note,))


def _members(report: NegotiationReport) -> Panel:
    """Chambers that real members fill, beside the blocs in whose place they vote."""
    rows = tuple(
        (chamber_text(report, row), f"{row.members}", f"{row.quota}",
         *(MISSING if votes is None else f"{votes:.0f}" for votes in
           (row.expected, row.low, row.expected_of_blocs, row.low_of_blocs)))
        for row in report.members
    )  # fmt: skip
    heading = ("real members", f"seats{_CODED}", f"needed{_CODED}", "votes", "5 %", "blocs'", "5 %")
    said = no_count_text(report)
    text = " ".join([f"{said[:1].upper()}{said[1:]}." if said else "",
                     members_text(report).partition(". ")[2]]).strip()  # fmt: skip
    return Panel(heading, rows, most=4, least=2, notes=(text,) if text else ())


def _chance(report: NegotiationReport, country: str) -> float:
    """Key that puts the likeliest to refuse first, where there are many."""
    home = ratification_at(report, country)
    few = len(report.countries) <= _FEW
    return 0.0 if few or home is None or home.at_agreement is None else home.at_agreement


def _groups(report: NegotiationReport) -> Panel:
    """Groups that move the agreement farthest."""
    point = report.agreement.point
    if not point:
        return Panel()

    def away(place: dict[str, float] | None) -> float:
        return math.inf if place is None else math.dist(list(place.values()), list(point.values()))

    def text(place: dict[str, float] | None) -> str:
        if not place:
            return "nothing signed"
        return ", ".join(f"{place[issue.issue]:.2f}" for issue in report.issues)

    ranked = sorted(report.groups, key=lambda row: -max(away(row.deleted), away(row.doubled)))
    rows = tuple(
        (f"{row.title} ({report.countries[row.country].title})", text(row.deleted),
         text(row.doubled))
        for row in ranked
    )  # fmt: skip
    note = f"Where they agree, issue by issue; now {text(point)}."
    heading = ("group that moves it", "without it", "twice of it")
    return Panel(heading, rows, most=5, least=2, notes=(note,) if rows else ())


def _openings(report: NegotiationReport) -> Panel:
    """Changes of one number that open an empty zone."""
    rows = tuple((o.path, _amount(o.from_), _amount(o.value)) for o in report.smallest_change)
    heading = ("smallest change that opens a zone", f"now{_CODED}", "opens at")
    return Panel(heading, rows, is_path=True)


def _later(report: NegotiationReport) -> Panel:
    """The agreement before later legislatures."""
    rows = tuple(
        (row.title, row.date, MISSING if row.probability is None else percent_text(row.probability))
        for row in report.later
    )
    return Panel(("later legislature", "date", "ratifies"), rows, most=4)


def _more(report: NegotiationReport) -> list[str]:
    """Back-off, the table without ratification, linkage and side payments."""
    found = [back_off_text(report), forecast_text(report)]
    links = []
    if len(report.issues) > 1:
        kind = "more" if report.linkage.gain > 0 else "no more"
        links.append(
            f"Linked, the issues open {kind} than each alone (gain {_amount(report.linkage.gain)})."
        )
    if report.side_payments.gain is not None and report.side_payments.gain > 0:
        links.append(
            f"Side payments across the border would add {_amount(report.side_payments.gain)}."
        )
    believed = [b.holder for b in report.beliefs if b.zone == "empty"]
    if report.missed and believed:
        links.append("Beliefs hide a zone that is there.")
    return [text for text in (*found, " ".join(links)) if text]


def _further(report: NegotiationReport) -> Panel:
    assumptions = counted(len(report.assumptions), "assumption", "assumptions")
    sources = counted(len(report.sources), "source", "sources")
    text = (
        f"{sourced_sentence(report.sourced)} Next: --verbose (win-sets, every model, {assumptions},"
        f" {sources}), --html FILE (the same with figures), --set PATH=VALUE, --pressure LAM."
    )
    marks = f"{_CODED} coded, not found. Positions run from 0 to 1; gains are surpluses."
    return Panel(notes=(text.strip(), marks), apart=True)
