"""The actors on an axis, with the two coalitions, the status quo and the proposal over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

import altair as alt

from winset.foundation.errors import InputError
from winset.render.figures.domestic.axis_brackets import draw_brackets
from winset.render.figures.domestic.member_ticks import draw_members
from winset.render.figures.grammar import (
    LABEL_SIZE,
    NOTE_SIZE,
    PADDING,
    Panel,
    Theme,
    case_text,
    draws,
    figure,
    legend,
    palette,
    shortened,
    text_width,
    wrapped,
)
from winset.render.figures.grammar.placement import Labelled, Placed, Side, place_in_rows
from winset.reports.domestic.glance_parts import Glance
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import amount_text, chamber_name, percent_text
from winset.reports.domestic.report_tables import ActorRow, AxisIssue

_SHAPES: Final = {
    "group": "diamond",
    "executive": "square",
    "legislature": "circle",
    "foreign": "triangle-up",
}
_CROWDED: Final = 45
_DOMAIN: Final = (-0.015, 1.015)
_TIPS: Final = (
    ("Actor", "Actor"),
    ("Position", "Position"),
    ("Range", "Range"),
    ("Side", "Side"),
    ("Surplus", "Surplus"),
    ("Spends", "Spends (member-moves)"),
)


@dataclass(frozen=True)
class Lane:
    """Actors of one kind, in a chamber those with seats there."""

    heading: str
    level: str
    chamber: str | None
    actors: list[ActorRow]


@draws(Report, "what `winset.analyze` returns")
def plot_axis(
    report: Report, issue: str | None = None, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Draw who stands where on an issue, and how far each coalition extends.

    The first illustration of the coalition framework: actors between the two ends of an axis, in a
    lane for each kind of actor; a bracket over the largest coalition within the supporters' reach
    and one over the deadlock coalition; status quo and proposal as lines.

    Parameters
    ----------
    report
        Report of `winset analyze`.
    issue
        Id of the axis. Default: the first vote axis.
    width
        Width of the whole figure in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.

    Returns
    -------
    altair.VConcatChart
        Shows itself in a notebook; `save_figure` writes it to a file.

    Raises
    ------
    InputError
        If the report has no such issue.
    """
    axis = _issue_of(report, issue)
    panel = Panel(width - 2 * PADDING, _DOMAIN, palette(theme))
    c = panel.colours
    sides = (("supports", "gains"), ("opposes", "loses"), ("indifferent", "indifferent"))
    shown = {row.side for row in report.actors if axis.issue in row.position}
    entries = [("circle", c.side(side), text) for side, text in sides if side in shown]
    top = legend(panel, entries, top=0) + 4
    is_vote = axis.axis == "vote"
    if is_vote:
        top = draw_brackets(panel, report, axis.issue, top)
    top, rules_from = _draw_marks_of_bill(panel, axis, top)
    for lane in axis_lanes(report, axis.issue):
        top = _draw_lane(panel, report, lane, axis.issue, top)
    bottom = _draw_axis(panel, axis, top + 6)
    _draw_bill_rules(panel, axis, rules_from, top + 6)
    return figure(
        [panel.part(bottom)],
        title=f"Where the actors stand: {axis.title}",
        caption=_caption(report, is_vote),
        description=_description(report, axis),
        width=width,
        theme=theme,
    )


def first_axis(report: Report) -> str | None:
    """Id of the axis drawn where none is named: the first vote axis, else the first of all."""
    ids = [i.issue for i in report.issues if i.axis == "vote"] or [i.issue for i in report.issues]
    return ids[0] if ids else None


def _issue_of(report: Report, issue: str | None) -> AxisIssue:
    if not report.issues:
        raise InputError("the report has no issue to draw an axis of")
    issue = issue or first_axis(report) or ""
    known = {i.issue: i for i in report.issues}
    if issue not in known:
        near = get_close_matches(issue, known, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise InputError(f"no issue {issue!r}; there are: {', '.join(known)}{hint}")
    return known[issue]


def axis_lanes(report: Report | Glance, issue: str) -> list[Lane]:
    """Sort the actors with a position on an issue into lanes, from the groups down.

    Parameters
    ----------
    report
        Report of `winset analyze`.
    issue
        Id of the axis.
    """
    rows = [row for row in report.actors if issue in row.position]

    def at(level: str) -> list[ActorRow]:
        return [row for row in rows if row.level == level]

    members = at("legislature")
    chambers = list(dict.fromkeys([*report.votes, *(c for row in members for c in row.seats)]))
    lanes = [Lane("Groups", "group", None, at("group"))]
    lanes.append(Lane("Executive", "executive", None, at("executive")))
    lanes += [
        Lane(chamber_name(c), "legislature", c, [row for row in members if row.seats.get(c)])
        for c in chambers
    ]
    unseated = [row for row in members if not any(row.seats.values())]
    lanes.append(Lane("Legislature", "legislature", None, unseated))
    lanes.append(Lane("Foreign", "foreign", None, at("foreign")))
    return [lane for lane in lanes if lane.actors]


def _label(row: ActorRow, chamber: str | None) -> str:
    name = " ".join(row.short.split())
    seats = row.seats.get(chamber, 0) if chamber else 0
    return f"{name} · {seats}" if seats > 1 else name


def _is_bloc(row: ActorRow, chamber: str | None) -> bool:
    return bool(chamber) and row.seats.get(chamber or "", 0) > 1


def _items(
    panel: Panel, report: Report, lane: Lane, issue: str, labels: list[str]
) -> list[Labelled]:
    items = []
    members = _member_positions(report, lane.chamber, issue)
    for row, label in zip(lane.actors, labels, strict=True):
        low = panel.px(min(row.position_low.get(issue, 1), row.position[issue]))
        high = panel.px(max(row.position_high.get(issue, 0), row.position[issue]))
        middle = panel.px(row.position[issue])
        width = text_width(label, LABEL_SIZE)
        low, high = min(low, middle - 5), max(high, middle + 5)
        ticks = [panel.px(at) for at in members.get(row.actor, ())]
        low, high = min([low, *ticks]), max([high, *ticks])
        sides: tuple[Side, ...] = () if _is_bloc(row, lane.chamber) else ("right", "left")
        items.append(Labelled(low, high, width, sides, middle))
    return items


def _member_positions(report: Report, chamber: str | None, issue: str) -> dict[str, list[float]]:
    positions: dict[str, list[float]] = {}
    for member in report.members:
        if member.chamber == chamber and issue in member.position:
            positions.setdefault(member.actor, []).append(member.position[issue])
    return positions


def _draw_lane(panel: Panel, report: Report, lane: Lane, issue: str, top: float) -> float:
    c = panel.colours
    top += 8
    panel.rules(
        [{"x": panel.at(0), "x2": panel.at(panel.width), "y": top, "y2": top, "color": c.faint}]
    )
    panel.points(
        [{"x": panel.at(5), "y": top + 11, "color": c.quiet}], shape=_SHAPES[lane.level], size=42
    )
    panel.texts(
        [{"x": panel.at(14), "y": top + 11, "text": lane.heading, "color": c.quiet}],
        size=NOTE_SIZE,
        bold=True,
    )
    crowded = len(lane.actors) > _CROWDED
    labels = [
        "" if crowded else shortened(_label(row, lane.chamber), LABEL_SIZE, panel.width - 8)
        for row in lane.actors
    ]
    places = place_in_rows(_items(panel, report, lane, issue, labels), panel.width)
    tops = _row_tops(places, top + 22)
    for row, place, label in zip(lane.actors, places, labels, strict=True):
        _draw_actor(panel, report, row, lane, issue, place, tops[place.row], label)
    return tops[-1]


def _row_tops(places: list[Placed], top: float) -> list[float]:
    tops = [top]
    for row in range(max(place.row for place in places) + 1):
        tall = any(place.side == "above" for place in places if place.row == row)
        tops.append(tops[-1] + (31 if tall else 17))
    return tops


def _draw_actor(
    panel: Panel,
    report: Report,
    row: ActorRow,
    lane: Lane,
    issue: str,
    place: Placed,
    top: float,
    label: str,
) -> None:
    c = panel.colours
    above = place.side == "above"
    y = top + (20 if above else 8)
    colour = c.side(row.side)
    facts = {
        "Actor": " ".join(row.title.split()),
        "Position": amount_text(row.position[issue]),
        "Range": f"{amount_text(row.position_low.get(issue))} to "
        f"{amount_text(row.position_high.get(issue))}",
        "Side": _side_text(row),
        "Surplus": amount_text(row.surplus),
        "Spends": amount_text(row.contributes),
        "color": colour,
    }
    low, high = row.position_low.get(issue), row.position_high.get(issue)
    if low is not None and high is not None and low < high:
        span: dict[str, Any] = facts | {"x": low, "x2": high}
        if _is_bloc(row, lane.chamber):
            panel.bars([span | {"y": y - 6, "y2": y + 6}], opacity=0.2, radius=6, tips=_TIPS)
            draw_members(panel, report, row.actor, lane.chamber, issue, y)
        else:
            panel.rules([span | {"y": y, "y2": y}], width=2, opacity=0.45, tips=_TIPS)
    panel.points([facts | {"x": row.position[issue], "y": y}], shape=_SHAPES[row.level], tips=_TIPS)
    if label:
        text = {"x": panel.at(place.label_left), "text": label, "color": c.ink}
        panel.texts([text | {"y": top + 7 if above else y}], halo=True)


def _side_text(row: ActorRow) -> str:
    total = sum(row.seats.values())
    if total > 1 and row.supporting_members is not None:
        return f"{row.side}; {row.supporting_members} of {total} members gain"
    return row.side


def _draw_marks_of_bill(
    panel: Panel, axis: AxisIssue, top: float
) -> tuple[float, dict[str, float]]:
    """Name the lines of the bill; below the names, and where each line begins: at its name."""
    marks = [("Status quo", axis.status_quo), ("Proposal", axis.proposal)]
    known = [(text, value) for text, value in marks if value is not None]
    if not known:
        return top, {}
    items = [
        Labelled(panel.px(v), panel.px(v), text_width(t, NOTE_SIZE, bold=True), ("right", "left"))
        for t, v in known
    ]
    places = place_in_rows(items, panel.width)
    for (text, _), place in zip(known, places, strict=True):
        panel.texts(
            [
                {
                    "x": panel.at(place.label_left),
                    "y": top + 8 + 15 * place.row,
                    "text": text,
                    "color": panel.colours.ink if text == "Proposal" else panel.colours.quiet,
                }
            ],
            size=NOTE_SIZE,
            bold=True,
            halo=True,
        )
    starts = {
        text: top + 1 + 15 * place.row for (text, _), place in zip(known, places, strict=True)
    }
    return top + 15 * (1 + max(place.row for place in places)), starts


def _draw_bill_rules(
    panel: Panel, axis: AxisIssue, starts: Mapping[str, float], bottom: float
) -> None:
    c = panel.colours
    drawn, panel.layers = panel.layers, []
    for name, value, colour, dash in (
        ("Status quo", axis.status_quo, c.quiet, (4, 3)),
        ("Proposal", axis.proposal, c.ink, ()),
    ):
        if value is not None:
            line = {"x": value, "x2": value, "y": starts[name], "y2": bottom, "color": colour}
            panel.rules([line], width=1.2, dash=dash, opacity=0.8)
    panel.layers += drawn


def _draw_axis(panel: Panel, axis: AxisIssue, top: float) -> float:
    c = panel.colours
    line = {"x": 0, "x2": 1, "y": top, "y2": top, "color": c.line}
    ticks = [i / 4 for i in range(5)]
    panel.rules(
        [line, *({"x": t, "x2": t, "y": top, "y2": top + 4, "color": c.line} for t in ticks)]
    )
    panel.texts(
        [{"x": t, "y": top + 12, "text": f"{t:g}", "color": c.quiet} for t in ticks],
        align="center",
        size=NOTE_SIZE,
    )
    room = panel.width * 0.47
    ends = (
        ("left", 0.0, wrapped(f"← {axis.low}", LABEL_SIZE, room)),
        ("right", panel.width, wrapped(f"{axis.high} →", LABEL_SIZE, room)),
    )
    for align, px, lines in ends:
        rows = [
            {"x": panel.at(px), "y": top + 30 + 15 * i, "text": text, "color": c.ink}
            for i, text in enumerate(lines)
        ]
        panel.texts(rows, align="left" if align == "left" else "right")
    return top + 24 + 15 * max(len(lines) for _, _, lines in ends)


def _caption(report: Report, is_vote: bool) -> str:
    text = (
        f"{case_text(report)} Symbols stand at the likely position, thin lines span its coded "
        "range. Bands are blocs with their number of members"
    )
    if is_vote:
        return (
            f"{text}; each tick is a member, coloured by whether it gains from the bill. The "
            "brackets span the members in favour unpaid and the opponents that spend."
        )
    return f"{text}, coloured by whether the mean member gains from the bill."


def _description(report: Report, axis: AxisIssue) -> str:
    actors = "; ".join(
        f"{' '.join(row.title.split())} at {row.position[axis.issue]:.2f} ({row.side})"
        for row in sorted(report.actors, key=lambda r: r.position.get(axis.issue, 0))
        if axis.issue in row.position
    )
    bill = ""
    if axis.status_quo is not None and axis.proposal is not None:
        bill = f" The status quo is at {axis.status_quo:.2f}, the proposal at {axis.proposal:.2f}."
    probability = percent_text(report.passage_probability)
    return (
        f"Axis from 0, {axis.low}, to 1, {axis.high}.{bill} Probability of passage {probability}. "
        f"Actors from left to right: {actors}."
    )
