"""Payments to members: those of each chamber in order, and the blocs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

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
    text_width,
    wrapped,
)
from winset.render.figures.grammar.placement import Labelled, place_in_rows
from winset.reports.domestic.bill_parts import CoalitionPart
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import (
    amount_text,
    chamber_name,
    name_in_chamber,
    names_of,
)
from winset.reports.domestic.report_tables import MemberRow

_UP, _DOWN = 88.0, 60.0
_HEIGHTS = 44.0
_TIPS = (
    ("Member", "Member of"),
    ("Rank", "Place"),
    ("Entry", "Cost of neutrality"),
    ("Paid", "Paid (member-moves)"),
)


@draws(Report, "what `winset.analyze` returns")
def plot_payments(report: Report, *, width: int = 760, theme: Theme = "light") -> alt.VConcatChart:
    """Draw who is paid in the cheapest coalition that withstands the opponents' fund, and how much.

    For each chamber, the members from the most to the least favourable: what they gain (up) or
    what their neutrality costs (down), and on top of it what they are paid. Below, the sums by
    bloc.

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
    parts = [_key(inner, theme)]
    for chamber in report.votes:
        members = [m for m in report.members if m.chamber == chamber]
        if members:
            parts.append(_chamber(report, chamber, members, inner, theme))
    parts.append(_blocs(report, inner, theme))
    return figure(
        parts,
        title="Who is bought, and for how much",
        caption=_caption(report),
        description=_description(report),
        width=width,
        theme=theme,
        spacing=16,
    )


def _key(width: float, theme: Theme) -> Part:
    panel = Panel(width, (0, 1), palette(theme))
    c = panel.colours
    entries = [
        ("square", c.supports, "gains, unpaid"),
        ("square", c.accent, "payment"),
        ("square", c.opposes, "cost of a loser's neutrality"),
        ("square", c.line, "outside the coalition"),
    ]
    return panel.part(legend(panel, entries, top=0))


def _standing(report: Report, member: MemberRow) -> float | None:
    """Surplus of a gainer, minus the cost of neutrality of a loser, in member-moves."""
    if member.surplus >= 0:
        return member.surplus * report.votes[member.chamber].weight
    return None if member.entry_price is None else -member.entry_price


def _chamber(
    report: Report, chamber: str, members: Sequence[MemberRow], width: float, theme: Theme
) -> Part:
    c = palette(theme)
    # The values of the heights stand to the right of the last bar.
    end = (len(members) + 1.0) * width / (width - _HEIGHTS)
    panel = Panel(width, (0.0, end), c)
    read = report.votes[chamber]
    cost = report.price.by_chamber.get(chamber)
    heading = f"{chamber_name(chamber)}: "
    heading += "no price" if cost is None else f"price {amount_text(cost)} member-moves"
    size = sum(m.in_coalition for m in members)
    top = 0.0
    for line in wrapped(heading, NOTE_SIZE + 0.5, width, bold=True):
        row = {"x": panel.at(0), "y": top + 9, "text": line, "color": c.ink}
        panel.texts([row], size=NOTE_SIZE + 0.5, bold=True)
        top += 17
    marks = [(float(read.quota), f"quota {read.quota}")]
    if size > read.quota:
        marks.append((float(size), f"coalition {size}"))
    top, lines = _labels(panel, marks, top)
    zero = top + 6 + _UP
    highest = _scale(report, members)
    heights = _draw_scale(panel, highest, zero)
    _draw_members(report, panel, members, zero)
    _draw_heights(panel, heights, highest, zero)
    for rank, y in lines:
        edge = {"x": rank + 0.5, "x2": rank + 0.5, "y": y, "y2": zero + _DOWN, "color": c.ink}
        panel.rules([edge], width=1.2, dash=(4, 3))
    base = {"x": panel.domain[0], "x2": panel.domain[1], "y": zero, "y2": zero, "color": c.quiet}
    panel.rules([base], width=1)
    axis = alt.Axis(
        title="members, from the most to the least favourable",
        grid=False,
        values=_places(len(members)),
        domain=False,
        format="d",
    )
    return panel.part(zero + _DOWN, axis)


def _places(members: int) -> list[int]:
    """Four to eight round places among the members, from 1."""
    step = next(s * 10**e for e in range(6) for s in (1, 2, 5) if members / (s * 10**e) <= 8)
    return [1, *range(step, members + 1, step)] if step > 1 else list(range(1, members + 1))


def _labels(
    panel: Panel, marks: Sequence[tuple[float, str]], top: float
) -> tuple[float, list[tuple[float, float]]]:
    items = [
        Labelled(panel.px(rank + 0.5), panel.px(rank + 0.5), text_width(text, NOTE_SIZE))
        for rank, text in marks
    ]
    places = place_in_rows(items, panel.width)
    lines = []
    for (rank, text), place in zip(marks, places, strict=True):
        y = top + 8 + 15 * place.row
        row = {"x": panel.at(place.label_left), "y": y, "text": text, "color": panel.colours.ink}
        panel.texts([row], size=NOTE_SIZE, halo=True)
        lines.append((rank, y - 7))
    return top + 15 * (1 + max(place.row for place in places)), lines


def _scale(report: Report, members: Sequence[MemberRow]) -> float:
    """Value at the top edge, such that no bar of the coalition is cut; those of others may be."""
    inside = [m for m in members if m.in_coalition] or list(members)
    heights = [((_standing(report, m) or 0.0), m.paid) for m in inside]
    return max([0.0, *(max(at, at + paid, -at * _UP / _DOWN) for at, paid in heights)]) or 1.0


def _draw_scale(panel: Panel, highest: float, zero: float) -> list[float]:
    """Two or three lines across; return the heights they stand for."""
    c = panel.colours
    unit = 10.0 ** math.floor(math.log10(highest))
    step = next(s * unit for s in (5, 2, 1, 0.5) if s * unit <= 0.75 * highest)
    heights = [h for h in (-step, step, 2 * step) if -0.65 * highest <= h <= highest]
    lines = [
        {"x": panel.domain[0], "x2": panel.domain[1], "y": y, "y2": y, "color": c.faint}
        for y in (zero - h * _UP / highest for h in heights)
    ]
    panel.rules(lines)
    return heights


def _draw_heights(panel: Panel, heights: Sequence[float], highest: float, zero: float) -> None:
    c = panel.colours
    panel.texts(
        [
            {
                "x": panel.at(panel.width),
                "y": zero - h * _UP / highest - 6,
                "text": amount_text(h),
                "color": c.quiet,
            }
            for h in heights
        ],
        align="right",
        size=NOTE_SIZE - 1,
        halo=True,
    )


def _draw_members(report: Report, panel: Panel, members: Sequence[MemberRow], zero: float) -> None:
    c, names = panel.colours, names_of(report)
    unit = _UP / _scale(report, members)
    half = 0.5 if len(members) > panel.width / 3 else 0.44
    standing_bars: list[dict[str, Any]] = []
    paid_bars: list[dict[str, Any]] = []
    unbuyable: list[dict[str, Any]] = []
    for member in members:
        standing = _standing(report, member)
        facts = {
            "Member": names.get(member.actor, member.actor),
            "Rank": member.rank,
            "Entry": amount_text(member.entry_price, missing="cannot be bought"),
            "Paid": amount_text(member.paid),
            "x": member.rank - half,
            "x2": member.rank + half,
        }
        if standing is None:
            unbuyable.append(facts | {"y": zero, "y2": zero + 4, "color": c.ink})
            continue
        side = c.supports if standing >= 0 else c.opposes
        end = max(zero - _UP, min(zero - standing * unit, zero + _DOWN))
        colour = side if member.in_coalition else c.line
        standing_bars.append(facts | {"y": zero, "y2": end, "color": colour})
        if member.paid > 0:
            over = max(0.0, standing)
            paid = {"y": zero - over * unit, "y2": zero - (standing + member.paid) * unit}
            paid_bars.append(facts | paid | {"color": c.accent})
    panel.bars(standing_bars, opacity=0.55, tips=_TIPS)
    panel.bars(paid_bars, tips=_TIPS)
    panel.bars(unbuyable, tips=_TIPS)


def _blocs(report: Report, width: float, theme: Theme) -> Part:
    c, names = palette(theme), names_of(report)
    bought = sorted(
        (p for p in report.minimum_winning_coalition if p.role == "votes" and (p.paid or 0) > 0),
        key=lambda p: (-(p.paid or 0), p.actor),
    )
    most = max((p.paid or 0 for p in bought), default=1.0)
    panel = Panel(width, (0.0, most * 1.02), c)
    head = {"x": 0, "y": 9, "text": "Paid in all, by bloc", "color": c.ink}
    panel.texts([head], size=NOTE_SIZE + 0.5, bold=True)
    top = 22.0
    if not bought:
        row = {"x": 0, "y": top + 8, "text": "Nobody is paid.", "color": c.quiet}
        panel.texts([row])
        return panel.part(top + 18)
    for part in bought:
        for place, text in enumerate(wrapped(_bloc_text(part, names), LABEL_SIZE, width)):
            top += 15 if place else 0
            panel.texts([{"x": 0, "y": top + 8, "text": text, "color": c.ink}])
        bar = {"x": 0, "x2": part.paid, "y": top + 17, "y2": top + 25, "color": c.accent}
        panel.bars([bar])
        top += 34
    axis = alt.Axis(title="member-moves", grid=False, tickCount=5, domain=False)
    return panel.part(top, axis)


def _bloc_text(part: CoalitionPart, names: dict[str, str]) -> str:
    name = name_in_chamber(names.get(part.actor, part.actor), part.chamber)
    return (
        f"{amount_text(part.paid)} to {part.bought or 0} bought, {part.unpaid or 0} friendly: "
        f"{name}"
    )


def _caption(report: Report) -> str:
    fund = amount_text(report.opposition_fund.likely)
    return (
        f"{case_text(report)} The cheapest coalition that withstands a fund worth {fund} "
        "member-moves. Those who gain stand above the line. Payments lift losers to it and, with "
        "some of the friendly, above it, so that taking out the cheapest members beyond the quota "
        "costs the opponents more than they have. Heights in member-moves. Bars of members "
        "outside are cut; a black mark: cannot be bought."
    )


def _description(report: Report) -> str:
    names = names_of(report)
    paid = [
        f"{name_in_chamber(names.get(p.actor, p.actor), p.chamber)}: {p.bought} bought, "
        f"{amount_text(p.paid)} member-moves"
        for p in report.minimum_winning_coalition
        if p.role == "votes"
    ]
    return f"Payments by bloc. {'; '.join(paid)}." if paid else "There is no coalition to pay."
