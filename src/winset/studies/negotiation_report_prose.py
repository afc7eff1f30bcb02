"""A Report on a negotiation in plain sentences."""

from __future__ import annotations

from winset.studies.negotiation_report import NegotiationReport

__all__ = ["agreement_text", "entry_text", "range_text", "summary_of"]


def range_text(report: NegotiationReport, bounds: dict[str, tuple[float, float]]) -> str:
    """Bounds of a set on every issue, such as ``tariff 0.2 to 0.6``."""
    titles = {issue.issue: issue.title for issue in report.issues}
    shown = [
        f"{titles[name]} {round(low, 3) + 0.0:g} to {round(high, 3) + 0.0:g}"  # no -0
        for name, (low, high) in bounds.items()
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
    """Who must ratify, as a sentence."""
    return f"{report.entry[:1].upper()}{report.entry[1:]}."


def summary_of(report: NegotiationReport) -> str:
    """The report in a few sentences."""
    return " ".join(
        part
        for part in (_zone(report), _agreement(report), _defection(report), _hands(report))
        if part
    )


def _zone(report: NegotiationReport) -> str:
    if report.zone.outcome == "empty":
        text = f"There is nothing to agree on: {report.zone.reason or 'the win-sets do not meet'}."
        if report.smallest_change:
            first = report.smallest_change[0]
            text += (
                f" The smallest change found that opens a zone: {first.path} from "
                f"{first.from_:.3g} to {first.value:.3g}."
            )
        return text
    return (
        f"There is a zone of agreement of volume {report.zone.volume:.3g} "
        f"({range_text(report, report.zone.bounds)})."
    )


def _agreement(report: NegotiationReport) -> str:
    found = report.agreement
    if found.outcome == "empty":
        if report.missed:
            return "No agreement is reached, though one would be ratified: beliefs hide it."
        return ""
    text = f"The agreement ({found.solution}) is {agreement_text(report)}."
    refused = [report.countries[name].title for name, held in found.ratified.items() if not held]
    if refused:
        text += f" It would not be ratified in {', '.join(refused)}."
    return text


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
    title = report.countries[best.country].title
    return f"{title} would gain most from tied hands ({best.effect:.3g})."
