"""Brackets over an axis: those in favour before anybody pays and the deadlock coalition."""

from __future__ import annotations

from typing import NamedTuple

from winset.render.figures.grammar import NOTE_SIZE, Panel, text_width, wrapped
from winset.reports.domestic.glance_parts import Glance
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import chamber_name


class CoalitionBracket(NamedTuple):
    """Span and label of a bracket."""

    low: float
    high: float
    text: str
    side: str


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
    for bracket in coalition_brackets(report, issue):
        top = _draw(panel, bracket, top)
    return top + 4


def coalition_brackets(report: Report | Glance, issue: str) -> list[CoalitionBracket]:
    """Give the span and the text of both brackets; a coalition without positions has none.

    Parameters
    ----------
    report
        Report or glance at a case.
    issue
        Vote axis.
    """
    found = (
        (_supporting(report, issue), _supporting_text(report), "supports"),
        (_opposing(report, issue), _deadlock_text(report), "opposes"),
    )
    return [CoalitionBracket(min(at), max(at), text, side) for at, text, side in found if at]


def _supporting(report: Report | Glance, issue: str) -> list[float]:
    if isinstance(report, Glance):
        return [
            at
            for bloc in report.member_marks
            for at, gains in zip(bloc.position.get(issue, ()), bloc.gains, strict=False)
            if gains
        ]
    rows = report.members
    return [m.position[issue] for m in rows if m.surplus >= 0.0 and issue in m.position]


def _opposing(report: Report | Glance, issue: str) -> list[float]:
    members = report.deadlock_coalition.members
    spenders = {m.actor for m in members if m.contributes > 0} or {m.actor for m in members}
    return [
        row.position[issue]
        for row in report.actors
        if row.actor in spenders and issue in row.position
    ]


def _supporting_text(report: Report | Glance) -> str:
    each = ", ".join(
        f"{chamber_name(chamber)} {read.unpaid} ({read.quota} needed)"
        for chamber, read in report.votes.items()
    )
    return f"In favour before anybody pays: {each}"


def _deadlock_text(report: Report | Glance) -> str:
    coalition = report.deadlock_coalition
    text = "Deadlock coalition, those who spend"
    if not any(member.contributes > 0 for member in coalition.members):
        text = "Deadlock coalition (nobody spends)"
    if coalition.cohesion is not None:
        text += f": {coalition.cohesion:.2f} of their capacity joined"
        if coalition.cohesion_reasons is not None:
            text += f", cohesion {coalition.cohesion_reasons:.2f} on the reasons"
    return text


def _draw(panel: Panel, bracket: CoalitionBracket, top: float) -> float:
    left, right = panel.px(bracket.low), panel.px(bracket.high)
    colour = panel.colours.side(bracket.side)
    left, right = max(0.0, min(left, right - 8)), min(panel.width, max(right, left + 8))
    lines = wrapped(bracket.text, NOTE_SIZE, panel.width, bold=True)
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
