"""Both stages in time: the proposal takes shape, both sides lobby, there is a vote or none."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Final

import altair as alt

from winset.render.figures.grammar import (
    LABEL_SIZE,
    NOTE_SIZE,
    PADDING,
    Panel,
    Part,
    Theme,
    case_text,
    draws,
    figure,
    legend,
    palette,
    shortened,
    text_width,
)
from winset.render.figures.grammar.placement import Labelled, place_in_rows
from winset.render.figures.rule.power_diagonal import Box
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import date_text
from winset.reports.domestic.report_tables import TimelineEvent

_MONTHS_APART = (1, 2, 3, 6, 12, 24, 60, 120)
_MOMENTS = ("proposal", "vote", "outcome", "election")
_STUB: Final = 10.0
"""Pixels below which what is left of a line between two labels is not drawn."""
_TIPS = (("What", "What"), ("Whose", "Whose"), ("From", "From"), ("To", "To"))


@draws(Report, "what `winset.analyze` returns")
def plot_timeline(report: Report, *, width: int = 760, theme: Theme = "light") -> alt.VConcatChart:
    """Draw when the proposal was made, who lobbied from when, and when it was decided.

    Parameters
    ----------
    report
        Report of `winset analyze`.
    width
        Width of the whole figure in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.

    Returns
    -------
    altair.VConcatChart
        Shows itself in a notebook; `save_figure` writes it to a file.
    """
    inner = width - 2 * PADDING
    c = palette(theme)
    if report.timeline:
        part = _drawn(report, Panel(inner, _domain(report.timeline), c))
    else:
        panel = Panel(inner, (0, 1), c)
        panel.texts([{"x": 0, "y": 12, "text": "The case has no dates.", "color": c.ink}])
        part = panel.part(24)
    return figure(
        [part],
        title="Both stages in time",
        caption=f"{case_text(report)} Bars: the time each actor works on the vote, from its first "
        "day; lines: single days.",
        description=_description(report),
        width=width,
        theme=theme,
    )


def _day(iso: str) -> float:
    return float(dt.date.fromisoformat(iso).toordinal())


def _domain(events: Sequence[TimelineEvent]) -> tuple[float, float]:
    days = [_day(day) for event in events for day in (event.start, event.end) if day]
    pad = max(10.0, 0.03 * (max(days) - min(days)))
    return (min(days) - pad, max(days) + pad)


_Piece = tuple[float, float]


def _drawn(report: Report, panel: Panel) -> Part:
    c = panel.colours
    events = report.timeline
    spans = [e for e in events if e.end and e.kind not in _MOMENTS]
    moments = [e for e in events if not (e.end and e.kind not in _MOMENTS)]
    sides = [
        (side, text)
        for side, text in (
            ("supports", "works for the bill"),
            ("opposes", "works against it"),
            ("indifferent", "takes no side"),
        )
        if any(e.side == side for e in spans)
    ]
    top = legend(panel, [("square", c.side(s), t) for s, t in sides], top=0) if sides else 0.0
    lines_from = top
    labels: list[Box] = []
    top, lines = _draw_moments(panel, moments, top + 4, labels)
    formulation = [e for e in spans if e.kind == "formulation"]
    lanes = [("Formulation stage", formulation)]
    lanes += [
        (f"Lobbying: {text}", [e for e in spans if e.kind != "formulation" and e.side == side])
        for side, text in (("supports", "supporters"), ("opposes", "opponents"))
    ]
    others = [e for e in spans if e.kind != "formulation" and e.side not in ("supports", "opposes")]
    lanes.append(("Lobbying: others", others))
    for heading, members in lanes:
        if members:
            top = _draw_lane(panel, report, heading, members, top, labels)
    drawn, panel.layers = panel.layers, []
    for x, y, colour, dash in lines:
        pieces = _between(labels, panel.px(x), max(y, lines_from), top + 4)
        rows = [{"x": x, "x2": x, "y": y1, "y2": y2, "color": colour} for y1, y2 in pieces]
        panel.rules(rows, width=1.2, dash=dash)
    panel.layers += drawn
    axis = _date_axis(panel)
    return panel.part(top + 4, axis)


def _between(labels: Sequence[Box], x: float, top: float, bottom: float) -> list[_Piece]:
    """Pieces of an upright line that no label is in the way of, from the top down."""
    pieces, start = [], top
    for label in sorted(labels, key=lambda label: label.top):
        if label.left - 2 <= x <= label.right + 2 and label.bottom > start:
            pieces.append((start, min(label.top, bottom)))
            start = label.bottom
    pieces.append((start, bottom))
    return [(y1, y2) for y1, y2 in pieces if y2 - y1 >= _STUB]


def _date_axis(panel: Panel) -> alt.Axis:
    """Axis of days since the year 1 with a tick at the start of every so many months."""
    first, last = (dt.date.fromordinal(int(day)) for day in panel.domain)
    months = range(12 * first.year + first.month, 12 * last.year + last.month)
    room = max(2, int(panel.width / 85))
    apart = next((n for n in _MONTHS_APART if len(months) <= n * room), _MONTHS_APART[-1])
    starts = [dt.date(m // 12, m % 12 + 1, 1) for m in months if m % apart == 0]
    names = {str(day.toordinal()): f"{day:%b} {day.year}" for day in starts}
    return alt.Axis(
        title=None,
        grid=False,
        values=[day.toordinal() for day in starts],
        labelExpr=f"({json.dumps(names)})[toString(datum.value)]",
    )


_Line = tuple[float, float, str, tuple[float, ...]]


def _draw_moments(
    panel: Panel, events: Sequence[TimelineEvent], top: float, labels: list[Box]
) -> tuple[float, list[_Line]]:
    c = panel.colours
    if not events:
        return top, []
    style: dict[str, tuple[str, tuple[float, ...]]] = {
        "proposal": (c.ink, ()),
        "vote": (c.ink, ()),
        "outcome": (c.record, ()),
        "election": (c.quiet, (4, 3)),
    }
    texts = [
        shortened(f"{' '.join(e.label.split())}, {date_text(e.start)}", NOTE_SIZE, panel.width - 20)
        for e in events
    ]
    items = [
        Labelled(panel.px(_day(e.start)), panel.px(_day(e.start)), text_width(t, NOTE_SIZE))
        for e, t in zip(events, texts, strict=True)
    ]
    places = place_in_rows(items, panel.width)
    lines: list[_Line] = []
    for event, text, item, place in zip(events, texts, items, places, strict=True):
        colour, dash = style.get(event.kind, (c.quiet, ()))
        y = top + 8 + 17 * place.row
        row = {"x": panel.at(place.label_left), "y": y, "text": text, "color": colour}
        panel.texts([row], size=NOTE_SIZE, bold=event.kind != "election", halo=True)
        labels.append(_label_box(place.label_left, y, item.label_width))
        under = 8 if place.side == "above" else -7
        lines.append((_day(event.start), y + under, colour, dash))
    return top + 17 * (1 + max(p.row for p in places)) + 4, lines


def _draw_lane(
    panel: Panel,
    report: Report,
    heading: str,
    events: Sequence[TimelineEvent],
    top: float,
    labels: list[Box],
) -> float:
    c = panel.colours
    rule = {"x": panel.at(0), "x2": panel.at(panel.width), "y": top + 6, "y2": top + 6}
    panel.rules([rule | {"color": c.faint}])
    head = {"x": panel.at(0), "y": top + 18, "text": heading, "color": c.quiet}
    panel.texts([head], size=NOTE_SIZE, bold=True, halo=True)
    labels.append(_label_box(0.0, top + 18, text_width(heading, NOTE_SIZE, bold=True)))
    short = {row.actor: " ".join(row.short.split()) for row in report.actors}
    texts = [
        shortened(short.get(e.actor or "", e.label), LABEL_SIZE, panel.width - 8) for e in events
    ]
    items = [
        Labelled(
            panel.px(_day(e.start)),
            panel.px(_day(e.end or e.start)),
            text_width(t, LABEL_SIZE),
            ("inside", "left", "right"),
        )
        for e, t in zip(events, texts, strict=True)
    ]
    places = place_in_rows(items, panel.width)
    tops = [top + 28]
    for row in range(max(p.row for p in places) + 1):
        tall = any(p.side == "above" for p in places if p.row == row)
        tops.append(tops[-1] + (35 if tall else 20))
    for event, text, item, place in zip(events, texts, items, places, strict=True):
        above = place.side == "above"
        y = tops[place.row] + (16 if above else 1)
        _draw_span(panel, event, y)
        label_y = tops[place.row] + (7 if above else 10)
        row_text = {"x": panel.at(place.label_left), "y": label_y, "text": text, "color": c.ink}
        panel.texts([row_text], halo=place.side != "inside")
        labels.append(_label_box(place.label_left, label_y, item.label_width))
    return tops[-1]


def _label_box(left: float, middle: float, width: float) -> Box:
    return Box(left, middle - 9, left + width, middle + 9)


def _draw_span(panel: Panel, event: TimelineEvent, y: float) -> None:
    c = panel.colours
    colour = c.quiet if event.kind == "formulation" else c.side(event.side)
    end = event.end or event.start
    row = {
        "x": _day(event.start),
        "x2": _day(end),
        "y": y,
        "y2": y + 17,
        "color": colour,
        "What": " ".join(event.label.split()),
        "Whose": event.actor or "",
        "From": date_text(event.start),
        "To": date_text(end),
    }
    panel.bars([row], opacity=0.22, tips=_TIPS)
    panel.rules([{**row, "x2": row["x"], "y2": y + 17}], width=3)


def _description(report: Report) -> str:
    return (
        " ".join(
            f"{' '.join(e.label.split())}: {date_text(e.start)}"
            + (f" to {date_text(e.end)}." if e.end else ".")
            for e in sorted(report.timeline, key=lambda e: (e.start, e.label))
        )
        or "The case has no dates."
    )
