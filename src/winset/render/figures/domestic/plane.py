"""The actors on two axes at once, with the way from the status quo to the proposal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import altair as alt

from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
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
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import amount_text
from winset.reports.domestic.report_tables import ActorRow, AxisIssue

_SHAPES: Final = {
    "group": "diamond",
    "executive": "square",
    "legislature": "circle",
    "foreign": "triangle-up",
}
_TIPS: Final = (("Actor", "Actor"), ("Across", "Across"), ("Up", "Up"), ("Side", "Side"))
_LINE: Final = 15.0
_WAY: Final = "The bold line runs from the status quo to the proposal."
_LINES: Final = "Dashed lines mark the status quo and the proposal."


class _Box(NamedTuple):
    """A rectangle that a label or a symbol takes."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: _Box) -> float:
        """Pixels of area that two rectangles share."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0.0) * max(height, 0.0)


@draws(Report, "what `winset.analyze` returns")
def plot_plane(
    report: Report,
    issues: Sequence[str] | None = None,
    *,
    width: int = 760,
    theme: Theme = "light",
) -> alt.VConcatChart:
    """Draw who stands where on two axes at once.

    Parameters
    ----------
    report
        Report of `winset analyze`.
    issues
        Ids of two axes, the first drawn across and the second up. Default: the two vote axes, or
        the vote axis and the reason on which most actors have a place.
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
        If the report has no two axes with actors on both, or no such axis.
    """
    across, up = plane_axes(report, issues)
    panel = Panel(width - 2 * PADDING, (-0.04, 1.04), palette(theme))
    c = panel.colours
    rows = [r for r in report.actors if across.issue in r.position and up.issue in r.position]
    sides = (("supports", "gains"), ("opposes", "loses"), ("indifferent", "indifferent"))
    entries = [("circle", c.side(s), text) for s, text in sides if s in {r.side for r in rows}]
    top = legend(panel, entries, top=0) + 10
    lines = wrapped(f"↑ {up.title}: {up.high}", LABEL_SIZE, panel.width)
    top = _write(panel, lines, top, c.ink) + 4
    height = min(panel.width, 560.0)
    ground = _Ground(panel, top, height)
    _frame(ground)
    _members(ground, report, across.issue, up.issue)
    taken = [
        _box(panel.px(row.position[across.issue]), ground.y(row.position[up.issue]), 5)
        for row in rows
    ]
    is_way = _bill(ground, across, up, taken)
    _actors(ground, rows, across.issue, up.issue, taken)
    bottom = _ends(panel, across, up, top + height + 6)
    return figure(
        [panel.part(bottom)],
        title=f"Two axes: {across.title} and {up.title}",
        caption=f"{case_text(report)} Symbols stand at the likely positions, thin lines span the "
        f"coded ranges, small dots are members of blocs. {_WAY if is_way else _LINES}",
        description=_description(rows, across, up),
        width=width,
        theme=theme,
    )


def plane_axes(report: Report, issues: Sequence[str] | None = None) -> tuple[AxisIssue, AxisIssue]:
    """Return the two axes of a plane: those named, or the first two worth drawing.

    Parameters
    ----------
    report
        Report of `winset analyze`.
    issues
        Ids of two axes, or None.

    Raises
    ------
    InputError
        If there are no two axes with actors, an axis is not there, or another number is named.
    """
    known = {issue.issue: issue for issue in report.issues}
    if issues is not None:
        for name in issues:
            if name not in known:
                raise InputError(f"no issue {name!r}", meant(name, known, noun="issues"))
        if len(set(issues)) != 2:
            raise InputError("a plane has two axes", f"name two of {', '.join(known)}")
        return known[issues[0]], known[issues[1]]
    placed = {name: sum(name in row.position for row in report.actors) for name in known}
    votes = [name for name in known if known[name].axis == "vote"]
    reasons = sorted((n for n in known if known[n].axis == "reason"), key=lambda n: -placed[n])
    names = [name for name in (*votes, *reasons) if placed[name]][:2]
    if len(names) < 2:
        raise InputError("a plane needs two axes with actors on them", "draw the axis instead")
    return known[names[0]], known[names[1]]


def moved_axis(reports: Sequence[Report]) -> str | None:
    """Return the axis on which reports of one case differ most, to be drawn side by side.

    Parameters
    ----------
    reports
        Reports of a case and its variants.

    Returns
    -------
    str or None
        Id of the vote or reason axis with the largest single difference of a status quo, a proposal
        or an actor's place; None where they do not differ on any axis.
    """
    first = reports[0]
    best: tuple[float, str] | None = None
    for issue in first.issues:
        gap = max((_gap(first, other, issue.issue) for other in reports[1:]), default=0.0)
        if gap > 1e-9 and (best is None or gap > best[0]):
            best = (gap, issue.issue)
    return None if best is None else best[1]


def _gap(one: Report, other: Report, issue: str) -> float:
    def places(report: Report) -> dict[str, float]:
        found = {row.actor: row.position[issue] for row in report.actors if issue in row.position}
        axis = next((a for a in report.issues if a.issue == issue), None)
        if axis is not None and axis.status_quo is not None:
            found["status quo "] = axis.status_quo
        if axis is not None and axis.proposal is not None:
            found["proposal "] = axis.proposal
        return found

    here, there = places(one), places(other)
    return max((abs(here[name] - there[name]) for name in here if name in there), default=0.0)


class _Ground(NamedTuple):
    """The square of the plane: a panel and the pixels of its second axis."""

    panel: Panel
    top: float
    height: float

    def y(self, value: float) -> float:
        """Pixel of a value of the second axis, which runs upward."""
        return self.top + (1.04 - value) / 1.08 * self.height


def _write(panel: Panel, lines: list[str], top: float, colour: str) -> float:
    rows = [
        {"x": panel.at(0), "y": top + 8 + _LINE * i, "text": text, "color": colour}
        for i, text in enumerate(lines)
    ]
    panel.texts(rows)
    return top + 8 + _LINE * len(lines)


def _frame(ground: _Ground) -> None:
    panel, c = ground.panel, ground.panel.colours
    ticks = [i / 4 for i in range(5)]
    ends = {"y": ground.y(0), "y2": ground.y(1), "color": c.faint}
    panel.rules([{"x": t, "x2": t, **ends} for t in ticks])
    levels = [(t, ground.y(t)) for t in ticks]
    panel.rules([{"x": 0, "x2": 1, "y": y, "y2": y, "color": c.faint} for _, y in levels])
    panel.texts(
        [{"x": -0.01, "y": ground.y(t), "text": f"{t:g}", "color": c.quiet} for t in ticks],
        align="right",
        size=NOTE_SIZE,
    )


def _bill(ground: _Ground, across: AxisIssue, up: AxisIssue, taken: list[_Box]) -> bool:
    """Draw the bill: its way where both axes are voted on, else a line at each end of it.

    What its labels take is added to `taken`; returned is whether there is a way.
    """
    panel, c = ground.panel, ground.panel.colours
    marks = (
        ("Status quo", across.status_quo, up.status_quo, c.quiet),
        ("Proposal", across.proposal, up.proposal, c.ink),
    )
    points = [(text, x, y, ink) for text, x, y, ink in marks if x is not None and y is not None]
    if not points:
        for text, x, _, ink in marks:
            if x is not None:
                line = {"x": x, "x2": x, "y": ground.y(0), "y2": ground.y(1), "color": ink}
                panel.rules([line], width=1.2, dash=(4, 3))
                label = {"x": x, "y": ground.y(1.02), "text": text, "color": ink}
                panel.texts([label], size=NOTE_SIZE, bold=True, align="center")
        return False
    if len(points) == 2:
        (_, x, y, _), (_, x2, y2, _) = points
        line = {"x": x, "x2": x2, "y": ground.y(y), "y2": ground.y(y2), "color": c.ink}
        panel.rules([line], width=2)
    taken += [_box(panel.px(x), ground.y(y), 8) for _, x, y, _ in points]
    for text, x, y, ink in points:
        panel.points([{"x": x, "y": ground.y(y), "color": ink}], shape="cross", size=110)
        wide = text_width(text, NOTE_SIZE, bold=True)
        found = _free(panel, ground, panel.px(x), ground.y(y), wide, taken)
        taken.append(found)
        label = {"x": panel.at(found.left), "y": found.top + 7, "text": text, "color": ink}
        panel.texts([label], size=NOTE_SIZE, bold=True, halo=True)
    return True


def _box(x: float, y: float, half: float) -> _Box:
    return _Box(x - half, y - half, x + half, y + half)


def _members(ground: _Ground, report: Report, across: str, up: str) -> None:
    c = ground.panel.colours
    rows = [
        {
            "x": member.position[across],
            "y": ground.y(member.position[up]),
            "color": c.side("supports" if member.surplus >= 0 else "opposes"),
        }
        for member in report.members
        if across in member.position and up in member.position
    ]
    ground.panel.points(rows, size=7, ring=False, opacity=0.35)


def _actors(ground: _Ground, rows: list[ActorRow], across: str, up: str, taken: list[_Box]) -> None:
    panel, c = ground.panel, ground.panel.colours
    for row in sorted(rows, key=lambda r: (-sum(r.seats.values()), r.actor)):
        colour = c.side(row.side)
        facts = {
            "Actor": " ".join(row.title.split()),
            "Across": amount_text(row.position[across]),
            "Up": amount_text(row.position[up]),
            "Side": row.side,
            "color": colour,
        }
        x, y = row.position[across], ground.y(row.position[up])
        _ranges(ground, row, across, up, colour)
        panel.points([facts | {"x": x, "y": y}], shape=_SHAPES[row.level], size=80, tips=_TIPS)
        text = shortened(" ".join(row.short.split()), LABEL_SIZE, panel.width * 0.4)
        wide = text_width(text, LABEL_SIZE)
        found = _free(panel, ground, panel.px(x), y, wide, taken)
        taken.append(found)
        label = {"x": panel.at(found.left), "y": found.top + 7, "text": text, "color": c.ink}
        panel.texts([label], halo=True)


def _ranges(ground: _Ground, row: ActorRow, across: str, up: str, colour: str) -> None:
    low, high = row.position_low, row.position_high
    x, y = row.position[across], row.position[up]
    lines: list[dict[str, Any]] = []
    if low.get(across, x) < high.get(across, x):
        level = ground.y(y)
        lines.append({"x": low[across], "x2": high[across], "y": level, "y2": level})
    if low.get(up, y) < high.get(up, y):
        lines.append({"x": x, "x2": x, "y": ground.y(low[up]), "y2": ground.y(high[up])})
    ground.panel.rules([line | {"color": colour} for line in lines], width=1.5, opacity=0.45)


def _free(
    panel: Panel, ground: _Ground, x: float, y: float, wide: float, taken: list[_Box]
) -> _Box:
    """Room for a label beside a point, where it covers least of what is there."""
    tall = 14.0
    places = [
        (x + 9, y - tall / 2),
        (x - 9 - wide, y - tall / 2),
        (x - wide / 2, y - 9 - tall),
        (x - wide / 2, y + 9),
        (x + 9, y - 9 - tall),
        (x + 9, y + 9),
        (x - 9 - wide, y + 9),
        (x - 9 - wide, y - 9 - tall),
        (x - wide / 2, y - 24 - tall),
        (x - wide / 2, y + 24),
    ]
    boxes = [
        _Box(left, top, left + wide, top + tall)
        for left, top in ((min(max(left, 0.0), panel.width - wide), top) for left, top in places)
        if ground.top - 4 <= top <= ground.top + ground.height - tall + 4
    ] or [_Box(x + 9, y - tall / 2, x + 9 + wide, y + tall / 2)]
    return min(boxes, key=lambda box: sum(box.overlap(other) for other in taken))


def _ends(panel: Panel, across: AxisIssue, up: AxisIssue, top: float) -> float:
    c = panel.colours
    ticks = [i / 4 for i in range(5)]
    panel.texts(
        [{"x": t, "y": top, "text": f"{t:g}", "color": c.quiet} for t in ticks],
        align="center",
        size=NOTE_SIZE,
    )
    room = panel.width * 0.47
    left = wrapped(f"← {across.low}", LABEL_SIZE, room)
    right = wrapped(f"{across.high} →", LABEL_SIZE, room)
    for align, px, lines in (("left", 0.0, left), ("right", panel.width, right)):
        rows = [
            {"x": panel.at(px), "y": top + 18 + _LINE * i, "text": text, "color": c.ink}
            for i, text in enumerate(lines)
        ]
        panel.texts(rows, align="left" if align == "left" else "right")
    below = top + 14 + _LINE * max(len(left), len(right))
    return _write(panel, wrapped(f"↓ {up.title}: {up.low}", LABEL_SIZE, panel.width), below, c.ink)


def _description(rows: list[ActorRow], across: AxisIssue, up: AxisIssue) -> str:
    actors = "; ".join(
        f"{' '.join(row.title.split())} at {row.position[across.issue]:.2f} and "
        f"{row.position[up.issue]:.2f} ({row.side})"
        for row in sorted(rows, key=lambda r: r.position[across.issue])
    )
    return (
        f"Plane of two axes. Across: {across.title}, from 0, {across.low}, to 1, {across.high}. "
        f"Up: {up.title}, from 0, {up.low}, to 1, {up.high}. Actors: {actors}."
    )
