"""Brackets over an axis: the largest coalition within reach and the deadlock coalition."""

from __future__ import annotations

from collections.abc import Sequence

from winset.render.figures.panel import NOTE_SIZE, Panel
from winset.render.figures.text_width import text_width, wrapped
from winset.studies.report import Report
from winset.studies.report_prose import chamber_name

__all__ = ["draw_brackets"]


def draw_brackets(panel: Panel, report: Report, issue: str, top: float) -> float:
    """Draw both brackets under one another; return the pixel under them.

    Parameters
    ----------
    panel
        Ground over the axis.
    report
        Report of `winset analyze`.
    issue
        Vote axis drawn.
    top
        Pixel at which they begin.
    """
    c = panel.colours
    top = _bracket(panel, _within_reach(report, issue), _reach_text(report), c.supports, top)
    return _bracket(panel, _opposing(report, issue), _deadlock_text(report), c.opposes, top) + 4


def _within_reach(report: Report, issue: str) -> list[float]:
    members = [m.position[issue] for m in report.members if m.within_reach and issue in m.position]
    if not members:
        return []
    position = {row.actor: row.position for row in report.actors}
    payers = [
        position[part.actor][issue]
        for part in report.minimum_winning_coalition
        if part.role == "pays" and issue in position.get(part.actor, {})
    ]
    return [*members, *payers]


def _opposing(report: Report, issue: str) -> list[float]:
    members = report.deadlock_coalition.members
    spenders = {m.actor for m in members if m.contributes > 0} or {m.actor for m in members}
    return [
        row.position[issue]
        for row in report.actors
        if row.actor in spenders and issue in row.position
    ]


def _reach_text(report: Report) -> str:
    each = ", ".join(
        f"{chamber_name(chamber)} {read.robust} ({read.quota} needed)"
        for chamber, read in report.votes.items()
    )
    enough = all(read.short <= 0 for read in report.votes.values())
    kind = "Largest winning coalition within reach" if enough else "Largest coalition within reach"
    return f"{kind}: {each}" if each else kind


def _deadlock_text(report: Report) -> str:
    coalition = report.deadlock_coalition
    text = "Deadlock coalition, those who spend"
    if not any(member.contributes > 0 for member in coalition.members):
        text = "Deadlock coalition (nobody spends)"
    if coalition.cohesion is not None:
        text += f": cohesion {coalition.cohesion:.2f} on the vote"
        if coalition.cohesion_reasons is not None:
            text += f", {coalition.cohesion_reasons:.2f} on the reasons"
    return text


def _bracket(panel: Panel, positions: Sequence[float], text: str, colour: str, top: float) -> float:
    if not positions:
        return top
    left, right = panel.px(min(positions)), panel.px(max(positions))
    left, right = max(0.0, min(left, right - 8)), min(panel.width, max(right, left + 8))
    lines = wrapped(text, NOTE_SIZE, panel.width, bold=True)
    widest = max(text_width(line, NOTE_SIZE, bold=True) for line in lines)
    start = max(0.0, min((left + right - widest) / 2, panel.width - widest))
    for line in lines:
        panel.texts(
            [{"x": panel.at(start), "y": top + 7, "text": line, "color": colour}],
            size=NOTE_SIZE,
            bold=True,
        )
        top += 14
    y = top + 3
    panel.rules(
        [
            {"x": panel.at(left), "x2": panel.at(right), "y": y, "y2": y, "color": colour},
            {"x": panel.at(left), "x2": panel.at(left), "y": y, "y2": y + 7, "color": colour},
            {"x": panel.at(right), "x2": panel.at(right), "y": y, "y2": y + 7, "color": colour},
        ],
        width=2,
    )
    return y + 13
