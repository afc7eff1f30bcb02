"""A Report on a negotiation in plain sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from winset.foundation.wording import with_article
from winset.reports.domestic.report_prose import joined, sourced_sentence
from winset.reports.negotiation.negotiation_risk_prose import (
    back_off_text,
    curve_text,
    groups_text,
    members_text,
)

if TYPE_CHECKING:
    from winset.reports.negotiation.negotiation_report import NegotiationReport


def range_text(report: NegotiationReport, bounds: Mapping[str, tuple[float, float] | None]) -> str:
    """Bounds of a set on every issue, such as ``tariff 0.2 to 0.6``; empty for an empty set."""
    titles = {issue.issue: issue.title for issue in report.issues}
    shown = [
        f"{titles[name]} {round(ends[0], 3) + 0.0:g} to {round(ends[1], 3) + 0.0:g}"  # no -0
        for name, ends in bounds.items()
        if ends is not None
    ]
    return ", ".join(shown)


def agreement_text(report: NegotiationReport) -> str:
    """The agreement on every issue, in natural units where there are some."""
    found = report.agreement
    parts = []
    for issue in report.issues:
        value = found.point[issue.issue]
        natural = found.natural.get(issue.issue)
        parts.append(f"{issue.title} {value:.3g}" + (f" ({natural})" if natural else ""))
    return ", ".join(parts)


def entry_text(report: NegotiationReport) -> str:
    """Say who must ratify, as a sentence."""
    return f"{report.entry[:1].upper()}{report.entry[1:]}."


def summary_of(report: NegotiationReport) -> str:
    """The report in a few sentences."""
    return " ".join(
        part
        for part in (
            report.headline_,
            _zone(report),
            _agreement(report) if report.certain else "",
            members_text(report),
            back_off_text(report),
            groups_text(report),
            curve_text(report),
            forecast_text(report),
            _defection(report),
            _hands(report),
            sourced_sentence(report.sourced),
        )
        if part
    )


def _zone(report: NegotiationReport) -> str:
    if report.zone.outcome == "empty":
        text = f"The zone is empty: {report.zone.reason or 'the win-sets do not meet'}."
        if report.smallest_change:
            first = report.smallest_change[0]
            text += (
                f" The smallest change found that opens a zone: {first.title or first.path} from "
                f"{first.from_:.3g} to {first.value:.3g}."
            )
        return text
    text = (
        f"There is a zone of agreement of volume {report.zone.volume:.3g} "
        f"({range_text(report, report.zone.bounds)})"
    )
    if report.certain:
        return f"{text}."
    likely = report.zone.levels["0.9"]
    return f"{text}, each that is needed ratifying with .5 or more; with .9 or more {likely:.3g}."


def _agreement(report: NegotiationReport) -> str:
    found = report.agreement
    if found.outcome == "empty":
        if report.missed:
            return "No agreement is reached, though one would be ratified: beliefs hide it."
        return ""
    text = f"The agreement ({found.solution}) is {agreement_text(report)}."
    refused = [
        with_article(report.countries[name].title)
        for name, held in found.ratified.items()
        if not held
    ]
    if refused:
        text += f" It would not be ratified in {joined(refused)}."
    return text


def forecast_text(report: NegotiationReport) -> str:
    """Say where the table would go without ratification, and how far ratification pulls it."""
    found = report.forecast
    if not found.point:
        return ""
    text = f"If nobody had to ratify, the governments would meet at {_point_text(report)}"
    if found.in_force:
        text += ", and that would enter into force."
    else:
        refused = [
            with_article(report.countries[name].title)
            for name, held in found.ratified.items()
            if not held
        ]
        text += f"; {joined(refused)} would not ratify that." if refused else "."
        if found.pull is not None:
            near = joined([f"{found.nearest[issue.issue]:.3g}" for issue in report.issues])
            far, order = "(axes of length 1)", ", in the same order"
            if len(report.issues) == 1:
                far, order = "of the axis", ""
            text += f" Ratification pulls it by {found.pull:.2g} {far}, to {near}{order}."
    if found.share_in_force is not None:
        text += (
            f" Errors as large as those of past forecasts allowed for, {found.share_in_force:.0%} "
            "of the places where they might meet would enter into force."
        )
    return text


def _point_text(report: NegotiationReport) -> str:
    parts = []
    for issue in report.issues:
        natural = report.forecast.natural.get(issue.issue)
        value = f"{issue.title} {report.forecast.point[issue.issue]:.3g}"
        parts.append(value + (f" ({natural})" if natural else ""))
    return ", ".join(parts)


def _defection(report: NegotiationReport) -> str:
    risk = report.defection.involuntary.get("any")
    if risk is None:
        return ""
    return f"Ratification fails somewhere in {risk:.0%} of the draws."


def _hands(report: NegotiationReport) -> str:
    gaining = [row for row in report.tying_hands if row.effect is not None and row.effect > 1e-6]
    if not gaining:
        return ""
    best = max(gaining, key=lambda row: row.effect or 0.0)
    title = with_article(report.countries[best.country].title)
    return f"{title[:1].upper()}{title[1:]} would gain most from tied hands ({best.effect:.3g})."
