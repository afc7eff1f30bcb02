"""View of the timeline: the dates of both stages, each with the path that moves it."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from winset.cases.model.case import Case
from winset.cases.model.quantities import DateQuantity
from winset.cases.paths.paths import has_path, value_at
from winset.reports.domestic.glance_parts import Glance
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_tables import TimelineEvent

_EPOCH: Final = dt.date(1970, 1, 1).toordinal()
_PATHS: Final = {
    "formulation": "stages.formulation.start",
    "proposal": "stages.formulation.proposal",
    "vote": "stages.voting.deadline",
}


def timeline_view(case: Case, report: Report | Glance) -> dict[str, Any]:
    """Rows of the timeline, days counted from 1 January 1970.

    Parameters
    ----------
    case
        The draft.
    report
        Report or glance, whose events are shown.
    """
    rows = [_row(case, event, number) for number, event in enumerate(report.timeline)]
    days = [row["day"] for row in rows] + [row["until"] for row in rows if row["until"]]
    pad = max(20, (max(days) - min(days)) // 10) if days else 0
    return {
        "rows": rows,
        "first": min(days, default=0) - pad,
        "last": max(days, default=1) + pad,
        "description": "Dates of both stages",
    }


def _row(case: Case, event: TimelineEvent, number: int) -> dict[str, Any]:
    return {
        "key": f"{number}-{event.kind}-{event.actor or ''}",
        "label": event.label,
        "kind": event.kind,
        "side": event.side or "",
        "day": _day(event.start),
        "until": _day(event.end) if event.end else None,
        "path": _path(case, event),
    }


def _day(iso: str) -> int:
    return dt.date.fromisoformat(iso).toordinal() - _EPOCH


def _path(case: Case, event: TimelineEvent) -> str | None:
    """Path of the day an event begins on, if the case codes that day."""
    if event.kind == "lobbying" and event.actor:
        path = f"actors.{event.actor}.lobbying.from"
    elif event.kind == "election":
        days = [day.isoformat() for day in case.elections]
        return f"elections.{days.index(event.start)}" if event.start in days else None
    else:
        path = _PATHS.get(event.kind, "")
    return path if path and has_path(case, path) else None


def moved_day(case: Case, path: str, day: int) -> str:
    """Write the day a mark was moved to, its range moved along.

    Parameters
    ----------
    case
        The draft.
    path
        Path of the date.
    day
        Days from 1 January 1970.
    """
    to = dt.date.fromordinal(day + _EPOCH)
    now = value_at(case, path)
    if not isinstance(now, DateQuantity) or not now.is_range:
        return to.isoformat()
    by = to - now.likely
    return ":".join((end + by).isoformat() for end in (now.low, now.likely, now.high))
