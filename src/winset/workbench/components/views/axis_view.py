"""View of the axis: the marks of one issue of a report, as plain data for the browser."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from winset.render.figures.domestic.axis import axis_lanes
from winset.render.figures.domestic.axis_brackets import coalition_brackets
from winset.reports.domestic.glance_parts import Glance
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import amount_text
from winset.reports.domestic.report_tables import ActorRow, AxisIssue

Ticks = tuple[list[float], list[float]]

_SIDES: Final = {"supports": "gains", "opposes": "loses", "indifferent": "indifferent"}
_BILL: Final = (("status_quo", "Status quo"), ("proposal", "Proposal"))


def position_path(actor: str, issue: str) -> str:
    """Path of an actor's position, which is also the name of its mark."""
    return f"actors.{actor}.position.{issue}"


def bill_path(issue: str, kind: str) -> str:
    """Path of the status quo or the proposal, which is also the name of its mark."""
    return f"issues.{issue}.{kind}"


def axis_view(
    report: Report | Glance, issue: str, *, movable: Collection[str] | None = None
) -> dict[str, Any]:
    """Marks, brackets and ends of one axis.

    Parameters
    ----------
    report
        Report or glance at a case.
    issue
        Id of the axis.
    movable
        Paths of the marks that may be moved. Default: all of them.

    Returns
    -------
    dict
        Plain data; positions from 0 to 1.
    """
    axis = next(found for found in report.issues if found.issue == issue)
    is_vote = axis.axis == "vote"
    members = _members(report, issue) if is_vote else {}
    lanes = [
        {
            "heading": lane.heading,
            "shape": lane.level,
            "actors": [
                _actor(row, lane.chamber, issue, members.get((lane.chamber, row.actor)), movable)
                for row in lane.actors
            ],
        }
        for lane in axis_lanes(report, issue)
    ]
    brackets = coalition_brackets(report, issue) if is_vote else []
    return {
        "issue": issue,
        "title": axis.title,
        "low": axis.low,
        "high": axis.high,
        "description": f"{axis.title}: from 0, {axis.low}, to 1, {axis.high}",
        "bill": _bill(axis, movable) if is_vote else [],
        "brackets": [bracket._asdict() for bracket in brackets],
        "lanes": lanes,
    }


def _members(report: Report | Glance, issue: str) -> dict[tuple[str | None, str], Ticks]:
    """Find where the members of each bloc stand: those that gain, and those that lose."""
    found: dict[tuple[str | None, str], Ticks] = {}
    if isinstance(report, Glance):
        for bloc in report.member_marks:
            ticks = found.setdefault((bloc.chamber, bloc.actor), ([], []))
            for at, gains in zip(bloc.position.get(issue, ()), bloc.gains, strict=False):
                ticks[not gains].append(round(at, 4))
        return found
    for member in report.members:
        if issue in member.position:
            ticks = found.setdefault((member.chamber, member.actor), ([], []))
            ticks[member.surplus < 0].append(round(member.position[issue], 4))
    return found


def _bill(axis: AxisIssue, movable: Collection[str] | None) -> list[dict[str, Any]]:
    marks = []
    for kind, label in _BILL:
        at = getattr(axis, kind)
        if at is None:
            continue
        path = bill_path(axis.issue, kind)
        marks.append(
            {
                "id": path,
                "kind": kind,
                "label": label,
                "name": f"{label}, {axis.title}",
                "spoken": f"{label} {at:.2f}",
                "at": at,
                "editable": movable is None or path in movable,
            }
        )
    return marks


def _actor(
    row: ActorRow,
    chamber: str | None,
    issue: str,
    ticks: Ticks | None,
    movable: Collection[str] | None,
) -> dict[str, Any]:
    seats = row.seats.get(chamber, 0) if chamber else 0
    at = row.position[issue]
    title = " ".join(row.title.split())
    short = " ".join(row.short.split())
    path = position_path(row.actor, issue)
    view: dict[str, Any] = {
        "id": path,
        "actor": row.actor,
        "level": row.level,
        "label": f"{short} · {seats}" if seats > 1 else short,
        "name": f"{title}, {seats} members" if seats > 1 else title,
        "spoken": f"{at:.2f}, {_SIDES[row.side]}",
        "tip": _tip(row, title, at),
        "side": row.side,
        "at": at,
        "low": min(row.position_low.get(issue, at), at),
        "high": max(row.position_high.get(issue, at), at),
        "bloc": seats > 1,
        "editable": movable is None or path in movable,
    }
    if seats > 1 and ticks:
        view["gainers"], view["losers"] = ticks
    return view


def _tip(row: ActorRow, title: str, at: float) -> str:
    seats = sum(row.seats.values())
    if seats > 1 and row.supporting_members is not None:
        side = f"{row.supporting_members} of {seats} members gain"
    else:
        side = f"{_SIDES[row.side]}, surplus {amount_text(row.surplus)}"
    spends = f"; spends {amount_text(row.contributes)} member-moves" if row.contributes > 0 else ""
    return f"{title} at {at:.2f}: {side}{spends}. Drag to move."


def mark_value(low: float, likely: float, high: float, to: float) -> object:
    """Give the coded number whose likely value was moved, its range moved along, within 0 and 1.

    Parameters
    ----------
    low, likely, high
        The number as coded.
    to
        New likely value.

    Returns
    -------
    float or str
        A number for a point, else ``low:likely:high``.

    Examples
    --------
    >>> mark_value(0.75, 0.85, 0.95, 0.6)
    '0.5:0.6:0.7'
    >>> mark_value(0.2, 0.2, 0.2, 0.3)
    0.3
    """
    if low == high:
        return round(to, 4)
    by = to - likely
    ends = [min(1.0, max(0.0, round(end + by, 4))) for end in (low, high)]
    return f"{ends[0]:g}:{round(to, 4):g}:{ends[1]:g}"
