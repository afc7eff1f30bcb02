"""What the map of win-sets shows, as plain data for the browser."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final

from winset.cases.negotiation import NegotiationCase
from winset.studies.report_prose import chamber_name, joined

if TYPE_CHECKING:
    from winset.studies.negotiation_report import NegotiationReport
    from winset.studies.win_set_map import MappedSet, WinSetMap

__all__ = ["map_view"]

_BINDING: Final = 2
"""Who binds longest, second longest."""


def map_view(
    case: NegotiationCase,
    found: WinSetMap,
    report: NegotiationReport | None,
    away: Collection[str] = (),
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
    """
    axes = [
        {
            "title": case.issues[name].title,
            "low": case.issues[name].low,
            "high": case.issues[name].high,
        }
        for name in found.issues
    ]
    titles = joined([str(axis["title"]) for axis in axes])
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
        "points": _points(case, found),
        "description": f"Map of win-sets: {titles}. "
        + (
            "The win-sets do not meet here."
            if found.zone.is_empty
            else "There is a zone of agreement."
        ),
    }


def _shape(found: MappedSet) -> dict[str, Any]:
    return {"intervals": found.intervals, "outline": found.outline}


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


def _points(case: NegotiationCase, found: WinSetMap) -> list[dict[str, Any]]:
    points: list[dict[str, Any]] = []

    def add(kind: str, name: str, label: str, place: dict[str, float]) -> None:
        if all(issue in place for issue in found.issues):
            at = [place[issue] for issue in found.issues]
            where = ", ".join(f"{value:.2f}" for value in at)
            tip = f"{label}: {where}"
            points.append({"kind": kind, "id": name, "label": label, "at": at, "tip": tip})

    for name, place in found.ideals.items():
        add("ideal", name, case.countries[name].title, place)
    add("quo", "status-quo", "Status quo", found.status_quo)
    add("agreement", "agreement", "Agreement", found.agreement)
    return points
