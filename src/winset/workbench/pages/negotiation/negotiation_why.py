"""Origin of the numbers of a negotiation, said with the values of its report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.reports.domestic.explanation import Explanation, Step, step

if TYPE_CHECKING:
    from winset.reports.negotiation.negotiation_report import NegotiationReport

__all__ = ["negotiation_why"]

_FORMULAS = {
    "nash": "maximise the product of each party's gain raised to its power, within the zone",
    "kalai-smorodinsky": "the best point of the zone at which each party gets the same share of "
    "the most it could gain there",
    "alternating-offers": "each offer leaves the other party what waiting a round is worth to it",
}
_SOURCES = {
    "nash": "Nash (1950); Harsanyi and Selten (1972) for unequal power",
    "kalai-smorodinsky": "Kalai and Smorodinsky (1975)",
    "alternating-offers": "Rubinstein (1982)",
}
_OFFER = "the point of the zone that is best for the party that makes the offer"


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
    return Explanation(
        number="agreement",
        title="Agreement",
        symbol="x*",
        meaning="What the governments settle on, weighing the groups that press them and the risk "
        "that it is refused at home. Gains are over no agreement, if it enters into force.",
        formula=_FORMULAS.get(solution, _OFFER),
        steps=steps,
        value=next(iter(found.point.values())) if len(found.point) == 1 else None,
        unit="",
        mark="computed",
        source=_SOURCES.get(solution, "Romer and Rosenthal (1978), for an offer to take or leave"),
    )


def _zone(report: NegotiationReport) -> Explanation:
    steps = [
        Step(
            text=f"{country.title} would sign and ratify, of all points"
            + (f"; bound by {', '.join(country.binding[:2])}" if country.binding else ""),
            value=country.win_set.volume,
        )
        for country in report.countries.values()
    ]
    return Explanation(
        number="zone",
        title="Zone of agreement",
        symbol="Z",
        meaning=f"Who must ratify: {report.entry}. The zone was found so: {report.zone.method}; "
        f"it may be off by {report.zone.error_bound:.2g}.",
        formula="the points that lie in the win-sets of all whom entry into force needs",
        steps=steps,
        value=report.zone.volume,
        unit="share",
        mark="computed",
        source="Putnam (1988)",
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
    return Explanation(
        number="defection",
        title="Risk that ratification fails",
        symbol="P(fail)",
        meaning="Involuntary defection: what was signed is not ratified, since the values are "
        f"known only within their ranges. The same draws are used for every country.{reason}",
        formula=f"share of {report.draws} draws in which the agreement is outside a win-set that "
        "entry into force needs",
        steps=steps,
        value=found.involuntary.get("any"),
        unit="share",
        mark="computed",
        source="Putnam (1988)",
    )
