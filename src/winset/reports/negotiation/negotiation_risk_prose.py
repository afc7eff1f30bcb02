"""Sentences of a Report on a negotiation on ratification and groups."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from winset.foundation.wording import ordinal, with_article
from winset.reports.domestic.report_prose import joined
from winset.reports.negotiation.negotiation_risk_parts import CountryRatification, MemberChamber

if TYPE_CHECKING:
    from winset.reports.negotiation.negotiation_report import NegotiationReport
    from winset.reports.negotiation.negotiation_report_parts import CountryReport


_SURE = 0.99
_NO_COST = 0.0005
"""A gain that changes by less is said to stay."""
_NOISE = 0.01
"""Moves of the agreement below this are noise of the draws."""


def chance_text(value: float) -> str:
    """Write a probability with two digits, without claiming that anything is sure.

    Examples
    --------
    >>> [chance_text(value) for value in (0.483, 0.998, 1.0, 0.002)]
    ['a probability of 0.48', 'a probability above 0.99', 'certainty', 'a probability below 0.01']
    """
    if value == 1.0:
        return "certainty"
    if value > _SURE:
        return f"a probability above {_SURE:g}"
    if value < 1.0 - _SURE:
        return f"a probability below {1.0 - _SURE:.2f}"
    return f"a probability of {value:.2f}"


def ratification_at(report: NegotiationReport, country: str) -> CountryRatification | None:
    """Ratification of the agreement in one country."""
    found = report.ratification.get(country)
    return found if isinstance(found, CountryRatification) else None


def chamber_text(report: NegotiationReport, row: MemberChamber) -> str:
    """Name of a chamber that real members fill, with its country and Congress."""
    name = row.chamber.replace("-", " ")
    if row.congress is None:
        return f"{report.countries[row.country].title}: {name}"
    return f"{name.title()} of the {ordinal(row.congress)} Congress"


def no_count_text(report: NegotiationReport) -> str:
    """Say why the votes of real members on the agreement are not counted; empty where they are."""
    reasons = list(dict.fromkeys(row.reason for row in report.members if row.reason))
    return f"no votes are counted, since {joined(reasons)}" if reasons else ""


def members_text(report: NegotiationReport) -> str:
    """Say where real members vote, and what that does to ratification of the agreement."""
    if not report.members:
        return ""
    where = [f"{chamber_text(report, row)} ({row.members})" for row in report.members]
    text = f"Real members vote in place of blocs: {joined(where)}."
    for name, country in report.countries.items():
        home = ratification_at(report, name)
        if home is None or home.by_blocs is None or home.at_agreement is None:
            continue
        text += (
            f" {country.title}: members ratify the agreement with "
            f"{chance_text(home.at_agreement)}, the blocs as coded with "
            f"{chance_text(home.by_blocs)}."
        )
    return text


def back_off_text(report: NegotiationReport) -> str:
    """Say how far the agreement backs off from that of certain ratification, and the cost."""
    found = report.back_off
    if found is None or found.distance is None:
        return ""
    if found.distance < _NOISE:
        return "If ratification were certain the governments would agree on the same."
    costs = joined([_cost(report.countries[name].title, loss) for name, loss in found.loss.items()])
    start = ", ".join(f"{i.title} {found.from_[i.issue]:.2f}" for i in report.issues)
    chance = (
        "" if found.ratified_from is None else f", ratified with {chance_text(found.ratified_from)}"
    )
    return (
        f"If ratification were certain the governments would agree on {start}{chance}; they back "
        f"off by {found.distance:.2g} (axes of length 1), and {costs}."
    )


def _cost(title: str, loss: float) -> str:
    """Change of one government's gain by backing off; some gain more."""
    name = with_article(title)
    if abs(loss) < _NO_COST:
        return f"{name} gains as much"
    return f"{name} gains {abs(loss):.2g} {'less' if loss > 0.0 else 'more'}"


def curve_text(report: NegotiationReport) -> str:
    """Say where ratification binds along the governments' contract curve, country by country."""
    said = [_curve(country) for country in report.countries.values()]
    free = [
        with_article(country.title)
        for country in report.countries.values()
        if country.vacuous and country.least_on_curve is None
    ]
    if free:
        said.append(f"In {joined(free)} signing is all it takes, so the win-set decides nothing.")
    return " ".join(part for part in said if part)


def _curve(country: CountryReport) -> str:
    least = country.least_on_curve
    if least is None or country.vacuous is None:
        return ""
    if country.vacuous:
        return (
            f"In {with_article(country.title)} ratification decides nothing: all along the "
            f"governments' contract curve it has {chance_text(least)}, or more."
        )
    return (
        f"In {with_article(country.title)} ratification binds at lopsided deals: along the "
        f"governments' contract curve it falls to {chance_text(least)}."
    )


def groups_text(report: NegotiationReport) -> str:
    """Say which group moves the agreement farthest."""
    if not report.groups or not report.agreement.point:
        return ""
    farthest, where = 0.0, ""
    for row in report.groups:
        if row.deleted is None:
            return (
                f"Without {row.title} ({report.countries[row.country].title}) nothing would be "
                "signed."
            )
        away = math.dist(list(row.deleted.values()), list(report.agreement.point.values()))
        if away > farthest:
            point = ", ".join(f"{i.title} {row.deleted[i.issue]:.2f}" for i in report.issues)
            title = report.countries[row.country].title
            farthest = away
            where = f"Of the groups {row.title} ({title}) moves it farthest: without it {point}."
    if farthest < _NOISE:
        return "No group moves the agreement by more than 0.01 of an axis."
    return where
