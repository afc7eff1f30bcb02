"""Origin of the numbers of a negotiation, said with the values of its report."""

from __future__ import annotations

from winset.reports.domestic.explanation import Explanation, Step, explained, step
from winset.reports.negotiation.negotiation_report import NegotiationReport


def negotiation_why(report: NegotiationReport, number: str) -> Explanation:
    """Explain a number of a report on a negotiation.

    Parameters
    ----------
    report
        The report.
    number
        ``agreement``, ``zone`` or ``defection``.

    Raises
    ------
    KeyError
        If there is no such number.
    """
    made = {"agreement": _agreement, "zone": _zone, "defection": _defection}
    return made[number](report)


def _title(report: NegotiationReport, name: str) -> str:
    return report.countries[name].title if name in report.countries else name


def _agreement(report: NegotiationReport) -> Explanation:
    found = report.agreement
    solution = found.solution.partition(":")[0]
    titles = {issue.issue: issue.title for issue in report.issues}
    steps = [step(f"{titles[name]}, agreed", None, at) for name, at in found.point.items()]
    steps += [
        step(f"{_title(report, name)} gains over no agreement", None, gain)
        for name, gain in found.surplus.items()
    ]
    return explained(
        solution,
        steps,
        next(iter(found.point.values())) if len(found.point) == 1 else None,
        title="Agreement",
    )


def _zone(report: NegotiationReport) -> Explanation:
    steps = [
        Step(
            text=f"{country.title} would sign and ratify, of all points"
            + (f"; bound by {', '.join(country.binding_titles[:2])}" if country.binding else ""),
            value=country.win_set.volume,
        )
        for country in report.countries.values()
    ]
    return explained(
        "zone",
        steps,
        report.zone.volume,
        meaning=f"Who must ratify: {report.entry}. The zone was found so: {report.zone.method}; "
        f"it may be off by {report.zone.error_bound:.2g}.",
    )


def _defection(report: NegotiationReport) -> Explanation:
    found = report.defection
    steps = []
    for name, chance in found.involuntary.items():
        error = found.standard_error.get(name)
        within = f" (standard error {100 * error:.1f} points)" if error is not None else ""
        if name != "any":
            steps.append(Step(text=f"{_title(report, name)} fails to ratify{within}", value=chance))
    reason = f" {found.reason}" if found.reason else ""
    return explained(
        "defection",
        steps,
        found.involuntary.get("any"),
        meaning="Involuntary defection: what was signed is not ratified, since the values are "
        f"known only within their ranges. The same draws are used for every country.{reason}",
        formula=f"share of {report.draws} draws in which the agreement is outside a win-set that "
        "entry into force needs",
    )
