"""View of the map of win-sets, as plain data for the browser."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from winset.cases.model.negotiation import NegotiationCase
from winset.cases.model.quantities import Quantity
from winset.cases.paths.paths import value_at
from winset.render.axis_ticks import axis_ticks
from winset.reports.domestic.report_prose import chamber_name, joined
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.reports.negotiation.win_set_map_parts import MappedSet, WinSetMap
from winset.workbench.components.views.axis_view import mark_value

_SAME: Final = 1e-6
_BINDING: Final = 2
"""Actors that bind longest and second longest."""


def map_view(
    case: NegotiationCase,
    found: WinSetMap,
    report: NegotiationReport | None,
    away: Collection[str] = (),
    *,
    tied: bool = False,
) -> dict[str, Any]:
    """Win-sets, zone and points along one or two issues.

    Parameters
    ----------
    case
        The negotiation.
    found
        The win-sets along the issues.
    report
        The report, for what binds each country; None while it is being worked out.
    away
        Countries that are switched off.
    tied
        Whether hands are tied on the map, so that what is signed is not what the report says.
    """
    axes = [_axis(case, name) for name in found.issues]
    titles = joined([case.issues[name].title for name in found.issues])
    return {
        "across": axes[0],
        "up": axes[1] if len(axes) > 1 else None,
        "zone": _shape(found.zone),
        "countries": [
            {
                "id": name,
                "title": country.title,
                "on": name not in away,
                "set": _shape(found.countries[name]) if name in found.countries else None,
                "detail": _detail(case, name, report),
            }
            for name, country in case.countries.items()
        ],
        "points": _points(case, found, report, whole=not tied),
        "description": f"Map of win-sets: {titles}. "
        + (
            "No text is signed and ratified with .5 or more here."
            if found.zone.is_empty
            else "There is a zone of agreement at .5."
            if not (found.zone.outline_likely or found.zone.intervals_likely)
            else "There is a zone of agreement at .5, and within it one at .9."
        ),
    }


def _axis(case: NegotiationCase, name: str) -> dict[str, Any]:
    """An axis with its ticks, in natural units where the issue has some."""
    issue = case.issues[name]
    natural = issue.natural if issue.unit else None
    return {
        "issue": name,
        "title": issue.title if natural is None else f"{issue.title}, in {issue.unit}",
        "low": issue.low,
        "high": issue.high,
        "natural": natural,
        "ticks": axis_ticks(natural),
    }


def ideal_path(case: NegotiationCase, country: str, issue: str) -> str | None:
    """Path of the position of a country's chief executive on an issue.

    None where the country's game stands in another case, so that it cannot be edited here, or the
    executive has no position on the issue.

    Parameters
    ----------
    case
        The negotiation.
    country, issue
        Their ids.
    """
    chief = case.countries[country].chief_executive
    actors = case.countries[country].actors
    if chief is None or chief not in actors or issue not in actors[chief].position:
        return None
    return f"countries.{country}.actors.{chief}.position.{issue}"


def moved_ideal(case: NegotiationCase, country: str, to: Mapping[str, float]) -> dict[str, object]:
    """Values that move the ideal point of a country's chief executive; ranges move along.

    Parameters
    ----------
    case
        The negotiation.
    country
        Its id.
    to
        Issue to place, 0 to 1.

    Returns
    -------
    dict
        Path to value; empty if nothing is moved or it cannot be edited here.
    """
    values: dict[str, object] = {}
    for issue, place in to.items():
        path = ideal_path(case, country, issue) if country in case.countries else None
        if path is None:
            continue
        now = value_at(case, path)
        if isinstance(now, Quantity) and abs(now.likely - place) > _SAME:
            values[path] = mark_value(now.low, now.likely, now.high, place)
    return values


def _shape(found: MappedSet) -> dict[str, Any]:
    return {
        "intervals": found.intervals,
        "outline": found.outline,
        "likely": {"intervals": found.intervals_likely, "outline": found.outline_likely},
    }


def _detail(case: NegotiationCase, name: str, report: NegotiationReport | None) -> str:
    if report is None or name not in report.countries:
        return ""
    country, actors = report.countries[name], case.countries[name].actors
    who = [
        actors[binds].title or binds if binds in actors else chamber_name(binds)
        for binds in country.binding[:_BINDING]
    ]
    words = f"bound by {joined(who)}" if who else "nobody binds"
    return f"win-set {country.win_set.volume:.2f}; {words}"


def _reached(
    found: WinSetMap, report: NegotiationReport | None, *, whole: bool
) -> tuple[dict[str, float], dict[str, float]]:
    """Give what is signed and, where nothing is, the best text; as the card says."""
    if report is None or not whole:
        return found.agreement, found.most_promising
    if report.agreement.outcome == "solved":
        return dict(report.agreement.point), {}
    return {}, found.most_promising or found.agreement


def _points(
    case: NegotiationCase, found: WinSetMap, report: NegotiationReport | None, *, whole: bool
) -> list[dict[str, Any]]:
    points: list[dict[str, Any]] = []

    def add(kind: str, name: str, label: str, place: dict[str, float]) -> None:
        if all(issue in place for issue in found.issues):
            at = [place[issue] for issue in found.issues]
            where = ", ".join(f"{value:.2f}" for value in at)
            tip = f"{label}: {where}"
            is_own = kind == "ideal" and all(
                ideal_path(case, name, issue) is not None for issue in found.issues
            )
            point = {"kind": kind, "id": name, "label": label, "at": at, "tip": tip}
            points.append({**point, "editable": is_own})

    for name, place in found.ideals.items():
        if name in case.countries:
            add("ideal", name, case.countries[name].title, place)
    add("quo", "status-quo", "Status quo", found.status_quo)
    agreed, best = _reached(found, report, whole=whole)
    add("agreement", "agreement", "Agreement", agreed)
    add("best", "best", "Most promising, not signed", best)
    return points
