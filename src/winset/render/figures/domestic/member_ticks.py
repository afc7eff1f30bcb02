"""Ticks of the members of a chamber on an axis; real ones say who they are."""

from __future__ import annotations

from typing import Final

from winset.games.members import member_label
from winset.render.figures.grammar.panel import Panel
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_tables import MemberRow

_TIPS: Final = (
    ("member", "member"),
    ("supports", "supports the bill unpaid"),
    ("forecast", "by roll calls alone"),
)


def draw_members(
    panel: Panel, report: Report, actor: str, chamber: str | None, issue: str, y: float
) -> None:
    """Draw one tick a member of an actor, coloured by whether it gains from the bill.

    Parameters
    ----------
    panel
        Where to draw.
    report
        Report of `winset analyze`.
    actor, chamber, issue
        Whose members, where they sit and on which axis they stand.
    y
        Middle of the ticks, in pixels.
    """
    ticks = [
        {
            "x": member.position[issue],
            "x2": member.position[issue],
            "y": y - 5,
            "y2": y + 5,
            "color": panel.colours.side("supports" if member.surplus >= 0 else "opposes"),
            **_told_of(member),
        }
        for member in report.members
        if member.actor == actor and member.chamber == chamber and issue in member.position
    ]
    tips = _TIPS if any("member" in tick for tick in ticks) else ()
    panel.rules(ticks, width=1, opacity=0.75, tips=tips)


def _told_of(member: MemberRow) -> dict[str, str]:
    if member.member is None:
        return {}
    return {
        "member": member_label(member.name or "", member.party, member.state),
        "supports": f"in {member.p_supports:.0%} of the draws",
        "forecast": f"{member.p_yes or 0.0:.0%}",
    }
