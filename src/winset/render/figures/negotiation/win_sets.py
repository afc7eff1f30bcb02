"""Win-sets over each other with the zone marked: bars with one issue, maps with two."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import altair as alt

from winset.render.figures.grammar import (
    NOTE_SIZE,
    PADDING,
    Palette,
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
from winset.render.figures.rule.power_diagonal import Box, free_box
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.reports.negotiation.negotiation_report_parts import NegotiationIssue, SetReport
from winset.reports.negotiation.negotiation_risk_prose import chance_text

_ROW = 26
_MAP_COLUMNS = 3
_SHORT = 0.01
"""Share of an axis below which no arrow is drawn."""
_HEAD = 6.0
"""Pixels of an arrow's head."""
_TICKS = (0.0, 0.5, 1.0)
_EVEN = 0.5
_ON_FRAME = 0.01
"""Pixels within which a point lies on the frame."""
_MARGIN = 6
"""Pixels at the right of an axis, so that a mark at its end stays within the figure."""


@dataclass(frozen=True)
class _Map:
    """One of the maps: a country's win-set, or the zone, which has no country."""

    title: str
    found: SetReport
    colour: str
    country: str | None


@draws(NegotiationReport, "what `winset.negotiate` returns")
def plot_win_sets(
    report: NegotiationReport, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Win-set of every country and the zone of agreement.

    With one issue bars over each other, as Putnam draws them; with two a map for each country and
    one of the zone, with the Nash path; with more, issue by issue, what each country would ratify
    if that issue alone moved from the agreement.

    Parameters
    ----------
    report
        Report of `winset negotiate`.
    width
        Whole width in pixels.
    theme
        ``"light"`` or ``"dark"``.
    """
    colours = palette(theme)
    inner = width - 2 * PADDING
    if len(report.issues) == 2:
        parts = _maps(report, inner, colours)
    else:
        parts = [_bars(report, issue, inner, colours) for issue in report.issues]
    parts.append(_key(report, inner, colours))
    return figure(
        parts,
        title=_title(report),
        caption=f"{case_text(report)} {_caption(report)}",
        description=report.summary(),
        width=width,
        theme=theme,
    )


def _title(report: NegotiationReport) -> str:
    if report.certain:
        empty = report.zone.outcome == "empty"
        return "The win-sets do not meet" if empty else "Where the win-sets meet"
    chance = report.ratification.get("all")
    if report.agreement.outcome == "empty" or not isinstance(chance, float):
        return "Nothing is signed: ratification is too unlikely for what a failure costs"
    if report.signed_probability < _EVEN:
        return "An agreement is unlikely: ratification stands in the way"
    return f"The agreement, ratified with {chance_text(chance)}"


def _caption(report: NegotiationReport) -> str:
    if len(report.issues) == 1:
        return "Bars: what each country would sign and ratify. Band: what all would."
    if len(report.issues) == 2 and report.certain:
        return "Shaded: what each country would sign and ratify, and, last, what all would."
    if len(report.issues) == 2:
        return (
            "Shaded: what each government gains from and its country ratifies with a probability "
            "of .5 or more; darker, within the dashes, .9 or more. Last: what all would."
        )
    if report.zone.along:
        return (
            "Bars: what each country would ratify if that issue alone moved from the agreement. "
            "Band: what would enter into force."
        )
    return "Bars: bounds of what was found to be ratified, the other issues free."


def _bars(report: NegotiationReport, issue: NegotiationIssue, width: int, colours: Palette) -> Part:
    rows: list[tuple[str, SetReport, dict[str, float]]] = [
        (found.title, found.win_set, found.ideal) for found in report.countries.values()
    ]
    label = min(int(max(text_width(title, NOTE_SIZE) for title, _, _ in rows)) + 14, width // 3)
    line = width - label - _MARGIN
    left = -label / line
    panel = Panel(width, (left, 1.0 + _MARGIN / line), colours)
    height = _ROW * len(rows) + 22.0
    for low, high in _pieces(report.zone, issue.issue, len(report.issues)):
        band = {"x": low, "x2": high, "y": 0.0, "y2": height - 10, "color": colours.accent}
        panel.bars([band], opacity=0.25)
        edges = [{"x": e, "x2": e, "y": 0.0, "y2": height - 10} for e in (low, high)]
        panel.rules([edge | {"color": colours.accent} for edge in edges], width=1.2)
    for place, (title, found, ideal) in enumerate(rows):
        y = 8.0 + _ROW * place
        shown = shortened(title, NOTE_SIZE, label - 12)
        panel.texts([{"x": left, "y": y + 7, "text": shown, "color": colours.ink}], size=NOTE_SIZE)
        for low, high in _pieces(found, issue.issue, len(report.issues)):
            tip = f"{low:.3g} to {high:.3g}"
            bar = {"x": low, "x2": high, "y": y, "y2": y + 14, "color": colours.supports}
            panel.bars([bar | {"tip": tip, "who": title}], tips=(("who", "country"), ("tip", "")))
        if issue.issue in ideal:
            point = {"x": ideal[issue.issue], "y": y + 7, "color": colours.ink}
            panel.points([point], shape="diamond", size=45)
    _lines(report, issue, panel, height, colours)
    return panel.part(height, _axis(issue))


def _lines(
    report: NegotiationReport,
    issue: NegotiationIssue,
    panel: Panel,
    height: float,
    colours: Palette,
) -> None:
    quo = {"x": issue.status_quo, "x2": issue.status_quo, "y": 0.0, "y2": height - 6}
    panel.rules([quo | {"color": colours.quiet}], width=1.4, dash=(3, 2))
    if report.forecast.point:
        value = report.forecast.point[issue.issue]
        line = {"x": value, "x2": value, "y": 0.0, "y2": height - 6, "color": colours.opposes}
        panel.rules([line], width=1.6, dash=(2, 3))
    if report.agreement.outcome == "solved":
        value = report.agreement.point[issue.issue]
        line = {"x": value, "x2": value, "y": 0.0, "y2": height - 6, "color": colours.record}
        panel.rules([line], width=2.0)


def _pieces(found: SetReport, issue: str, issues: int) -> list[tuple[float, float]]:
    if issues == 1:
        return found.intervals
    if found.along:
        return found.along[issue]
    ends = found.bounds.get(issue)
    return [] if ends is None else [ends]


def _axis(issue: NegotiationIssue) -> alt.Axis:
    title = issue.title
    if issue.natural is not None and issue.unit:
        title += f" (0: {issue.natural[0]:g}, 1: {issue.natural[1]:g} {issue.unit})"
    values = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    return alt.Axis(title=title, values=values, format=".1f", titleAnchor="end")


def _maps(report: NegotiationReport, width: int, colours: Palette) -> list[Part]:
    columns = max(1, min(_MAP_COLUMNS, width // 220, len(report.countries) + 1))
    side = (width - 18 * (columns - 1)) / columns
    sets = [
        _Map(found.title, found.win_set, colours.supports, name)
        for name, found in report.countries.items()
    ]
    sets.append(_Map("Zone of agreement", report.zone, colours.accent, None))
    rows = [sets[i : i + columns] for i in range(0, len(sets), columns)]
    return [_map_row(report, row, side, width, colours) for row in rows]


def _map_row(
    report: NegotiationReport,
    row: list[_Map],
    side: float,
    width: int,
    colours: Palette,
) -> Part:
    """Maps side by side on one ground, in pixels both ways."""
    panel = Panel(width, (0.0, float(width)), colours)
    first, second = report.issues
    for place, one in enumerate(row):
        left = place * (side + 18)
        shown = shortened(one.title, NOTE_SIZE, side - 4)
        panel.texts([{"x": left, "y": 9, "text": shown, "color": colours.ink}], bold=True)
        _map(report, panel, one, left, 20.0, side - 26, colours)
        _ticks(report, panel, left, 20.0, side - 26)
        for text, x, y in (
            (f"{first.title} →", left, side + 18.0),
            (f"↑ {second.title}", left, side + 33.0),
        ):
            label = shortened(text, NOTE_SIZE - 1, side - 4)
            note = {"x": x, "y": y, "text": label, "color": colours.quiet}
            panel.texts([note], size=NOTE_SIZE - 1)
    return panel.part(side + 42)


def _ticks(report: NegotiationReport, panel: Panel, left: float, top: float, side: float) -> None:
    """Ticks at 0, .5 and 1 of both axes, in natural units where there are some."""
    ink = panel.colours.quiet
    marks, below, beside = [], [], []
    for value in _TICKS:
        x, y = left + value * side, top + (1.0 - value) * side
        marks.append({"x": x, "x2": x, "y": top + side, "y2": top + side + 4, "color": ink})
        marks.append({"x": left - 4, "x2": left, "y": y, "y2": y, "color": ink})
        text = _tick_text(report.issues[0], value)
        width = text_width(text, NOTE_SIZE - 2)
        start = min(max(x - width / 2, left), left + side - width)
        below.append({"x": start, "y": top + side + 11, "text": text, "color": ink})
        inward = min(max(y, top + 7), top + side - 7)
        beside.append(
            {"x": left + 3, "y": inward, "text": _tick_text(report.issues[1], value), "color": ink}
        )
    panel.rules(marks, width=1.0)
    panel.texts(below, size=NOTE_SIZE - 2)
    panel.texts(beside, size=NOTE_SIZE - 2)


def _tick_text(issue: NegotiationIssue, value: float) -> str:
    if issue.natural is None or not issue.unit:
        return f"{value:g}"
    low, high = issue.natural
    unit = issue.unit.split()[0]
    return f"{low + value * (high - low):.3g}{'' if unit.startswith('%') else ' '}{unit}"


def _map(
    report: NegotiationReport,
    panel: Panel,
    shown: _Map,
    left: float,
    top: float,
    side: float,
    colours: Palette,
) -> None:
    found, colour = shown.found, shown.colour
    frame = {"x": left, "x2": left + side, "y": top, "y2": top + side, "color": colours.faint}
    panel.bars([frame], opacity=0.5)
    rings = [[(left + x * side, top + (1.0 - y) * side) for x, y in line] for line in found.outline]
    panel.areas([[{"x": x, "y": y, "color": colour} for x, y in _one_way(rings)]], opacity=0.45)
    frame_at = (left, left + side), (top, top + side)
    segments = [
        {"x": one[0], "y": one[1], "x2": other[0], "y2": other[1], "color": colour}
        for ring in rings
        for one, other in zip(ring, [*ring[1:], ring[0]], strict=True)
        if not _on_one_side(one, other, frame_at)
    ]
    panel.rules(segments, width=1.6)
    likely = [
        [(left + x * side, top + (1.0 - y) * side) for x, y in line]
        for line in found.outline_likely
    ]
    inner = [
        {"x": one[0], "y": one[1], "x2": other[0], "y2": other[1], "color": colour}
        for ring in likely
        for one, other in zip(ring, [*ring[1:], ring[0]], strict=True)
        if not _on_one_side(one, other, frame_at)
    ]
    panel.areas([[{"x": x, "y": y, "color": colour} for x, y in _one_way(likely)]], opacity=0.3)
    panel.rules(inner, width=1.2, dash=(3, 2))
    _marks(report, panel, shown, left, top, side, colours)


def _marks(
    report: NegotiationReport,
    panel: Panel,
    shown: _Map,
    left: float,
    top: float,
    side: float,
    colours: Palette,
) -> None:
    """Ideal points, status quo, agreement and, over the zone, the Nash path."""
    first, second = report.issues

    def at(x: float, y: float, ink: str) -> dict[str, float | str]:
        return {"x": left + x * side, "y": top + (1.0 - y) * side, "color": ink}

    for path in report.nash_path if shown.country is None else ():
        ends = zip(path.points, path.points[1:], strict=False)
        lines = [
            at(one[0], one[1], colours.record)
            | {"x2": left + other[0] * side, "y2": top + (1.0 - other[1]) * side}
            for one, other in ends
        ]
        panel.rules(lines, width=1.8, dash=(4, 2))
    for own in (False, True):
        ideals = [
            at(c.ideal[first.issue], c.ideal[second.issue], colours.ink)
            for name, c in report.countries.items()
            if first.issue in c.ideal
            and second.issue in c.ideal
            and (shown.country in (None, name)) is own
        ]
        panel.points(ideals, shape="diamond", size=36, filled=own)
    if shown.country is None:
        _whose(report, panel, left, top, side)
    panel.points([at(first.status_quo, second.status_quo, colours.quiet)], shape="square", size=50)
    _forecast(report, panel, at)
    if report.agreement.outcome == "solved":
        point = report.agreement.point
        here = at(point[first.issue], point[second.issue], colours.record)
        _back_off(report, panel, at, here)
        panel.points([here], size=60)


def _back_off(
    report: NegotiationReport,
    panel: Panel,
    at: Callable[[float, float, str], dict[str, float | str]],
    here: dict[str, float | str],
) -> None:
    """Arrow from where the agreement would be if ratification were certain."""
    found = report.back_off
    if found is None or not found.from_ or (found.distance or 0.0) < _SHORT:
        return
    first, second = (issue.issue for issue in report.issues)
    start = at(found.from_[first], found.from_[second], panel.colours.record)
    panel.rules([start | {"x2": here["x"], "y2": here["y"]}], width=1.6)
    panel.points([start], size=44, filled=False)
    across, up = float(here["x"]) - float(start["x"]), float(here["y"]) - float(start["y"])
    length = math.hypot(across, up)
    if length < 2.0 * _HEAD:
        return
    tip_x = float(here["x"]) - across / length * 5.0
    tip_y = float(here["y"]) - up / length * 5.0
    wings = []
    for turn in (2.6, -2.6):
        x = across / length * math.cos(turn) - up / length * math.sin(turn)
        y = across / length * math.sin(turn) + up / length * math.cos(turn)
        wing = {"x": tip_x, "y": tip_y, "x2": tip_x + _HEAD * x, "y2": tip_y + _HEAD * y}
        wings.append(wing | {"color": panel.colours.record})
    panel.rules(wings, width=1.6)


def _forecast(
    report: NegotiationReport,
    panel: Panel,
    at: Callable[[float, float, str], dict[str, float | str]],
) -> None:
    """Draw where the table would go if nobody had to ratify, and where ratification pulls it."""
    found, ink = report.forecast, panel.colours.opposes
    first, second = (issue.issue for issue in report.issues)
    if not found.point:
        return
    here = at(found.point[first], found.point[second], ink)
    if found.nearest and not found.in_force:
        there = at(found.nearest[first], found.nearest[second], ink)
        panel.rules([here | {"x2": there["x"], "y2": there["y"]}], width=1.6, dash=(2, 3))
    panel.points([here], shape="triangle-up", size=60)


def _whose(report: NegotiationReport, panel: Panel, left: float, top: float, side: float) -> None:
    """Name the country at each ideal point, once where several stand at one point."""
    first, second = report.issues
    at: dict[tuple[float, float], list[str]] = {}
    for found in report.countries.values():
        if first.issue in found.ideal and second.issue in found.ideal:
            place = (found.ideal[first.issue], found.ideal[second.issue])
            at.setdefault(place, []).append(found.title)
    ground = Box(left, top, left + side, top + side)
    dots = {place: (left + place[0] * side, top + (1.0 - place[1]) * side) for place in at}
    taken = [Box(x - 4, y - 4, x + 4, y + 4) for x, y in dots.values()]
    rows = []
    for place, (x, y) in sorted(dots.items()):
        text = shortened(", ".join(at[place]), NOTE_SIZE - 1, side - 4)
        width = text_width(text, NOTE_SIZE - 1)
        box = free_box(x, y, width, ground, taken)
        if box is None:  # under or above the point, moved inward
            start = min(max(x - width / 2, left), left + side - width)
            under = y + 7 if y + 20 <= ground.bottom else y - 20
            box = Box(start, under, start + width, under + 13)
        taken.append(box)
        middle = (box.top + box.bottom) / 2
        rows.append({"x": box.left, "y": middle, "text": text, "color": panel.colours.ink})
    panel.texts(rows, size=NOTE_SIZE - 1, halo=True)


_Point = tuple[float, float]


def _one_way(rings: list[list[_Point]]) -> list[_Point]:
    """Closed lines as one: from each to the next and back on the same way, which fills nothing."""
    if not rings:
        return []
    there = [point for ring in rings for point in (*ring, ring[0])]
    back = [ring[0] for ring in reversed(rings)]
    return [*there, *back]


def _on_one_side(one: _Point, other: _Point, frame: tuple[_Point, _Point]) -> bool:
    """Return whether a stretch runs along the frame, where nobody refuses what lies beyond."""
    return any(
        abs(one[axis] - edge) < _ON_FRAME and abs(other[axis] - edge) < _ON_FRAME
        for axis in (0, 1)
        for edge in frame[axis]
    )


def _ideal_note(is_map: bool) -> str:
    return "ideal point of an executive" + (" (hollow: of another)" if is_map else "")


def _key(report: NegotiationReport, width: int, colours: Palette) -> Part:
    panel = Panel(width, (0.0, 1.0), colours)
    is_map = len(report.issues) == 2
    entries = [
        ("square", colours.supports, "win-set"),
        ("square", colours.accent, "zone of agreement"),
        ("diamond", colours.ink, _ideal_note(is_map)),
        ("square" if is_map else "dashes", colours.quiet, "status quo"),
    ]
    if report.forecast.point:
        shape = "triangle-up" if is_map else "dashes"
        entries.append((shape, colours.opposes, "forecast, nobody having to ratify"))
    if report.agreement.outcome == "solved":
        shape = "circle" if is_map else "line"
        entries.append((shape, colours.record, f"agreement ({report.agreement.solution})"))
    if is_map and report.back_off is not None and (report.back_off.distance or 0.0) >= _SHORT:
        entries.append(("line", colours.record, "back-off from the agreement of no risk"))
    if report.nash_path:
        entries.append(("dashes", colours.record, "Nash agreement as power moves"))
    return panel.part(legend(panel, entries, top=0.0))
