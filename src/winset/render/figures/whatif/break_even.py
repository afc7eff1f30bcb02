"""Distance of each number from the value at which the verdict turns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

import altair as alt

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
    text_width,
    wrapped,
)
from winset.reports.domestic.bill_parts import BreakEven
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import amount_text

SHOWN: Final = 14
_ROW: Final = 40.0
_TIPS = (("Number", "Number"), ("Now", "Now"), ("Turns", "Turns at"), ("Searched", "Searched"))


@draws(Report, "what `winset.analyze` returns")
def plot_break_even(
    report: Report, *, width: int = 760, theme: Theme = "light", shown: int = SHOWN
) -> alt.VConcatChart:
    """Draw which coded numbers turn the verdict if they alone move, nearest first.

    Each number on its own line from the least to the greatest value searched: a dot at its value
    now, an arrow to the nearest value that turns the verdict.

    Parameters
    ----------
    report
        Report of `winset analyze`.
    width
        Width of the whole figure in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.
    shown
        How many numbers are drawn at most.

    Returns
    -------
    altair.VConcatChart
        Shows itself in a notebook; `save_figure` writes it to a file.
    """
    inner = width - 2 * PADDING
    turning = [row for row in report.break_even if row.value is not None and not row.by_definition]
    panel = Panel(inner, (0.0, 1.0), palette(theme))
    c = panel.colours
    if turning:
        top = legend(
            panel,
            [
                ("circle", c.ink, "value now"),
                ("diamond", c.supports, "turns it, within the coded range"),
                ("hollow-diamond", c.opposes, "turns it, beyond the coded range"),
            ],
            top=0,
        )
        for row in turning[:shown]:
            top = _draw(panel, row, top + 4)
    else:
        text = "No single number turns the outcome over the interval searched."
        lines = wrapped(text, LABEL_SIZE, inner)
        panel.texts(
            [{"x": 0, "y": 10 + 15 * i, "text": t, "color": c.ink} for i, t in enumerate(lines)]
        )
        top = 15.0 * len(lines) + 6
    return figure(
        [panel.part(top)],
        title="What would turn the outcome",
        caption=_caption(report, turning, shown),
        description=_description(turning, shown),
        width=width,
        theme=theme,
    )


def _number(value: float | str) -> float:
    return float(dt.date.fromisoformat(value).toordinal()) if isinstance(value, str) else value


def value_text(value: float | str | None) -> str:
    """Value of a coded number as text: a date as it is, a number to three digits."""
    return value if isinstance(value, str) else amount_text(value)


def _name(row: BreakEven) -> str:
    """Say what a number is in words; a report of an earlier version has its path alone."""
    return row.title or row.path


def _draw(panel: Panel, row: BreakEven, top: float) -> float:
    c = panel.colours
    low, high = (_number(v) for v in row.searched)
    inset = 8.0
    room = panel.width - 2 * inset

    def place(value: float | str) -> float:
        share = (_number(value) - low) / (high - low) if high > low else 0.5
        return panel.at(inset + room * min(1.0, max(0.0, share)))

    turns = row.value if row.value is not None else row.from_
    colour = c.supports if row.within_range else c.opposes
    change = f"{value_text(row.from_)} → {value_text(row.value)}"
    verdict = f"{change}: {row.to_verdict}" if row.to_verdict else change
    beside = text_width(verdict, LABEL_SIZE, bold=True) + 14
    lines = wrapped(_name(row), LABEL_SIZE, panel.width)
    for place_of_line, name in enumerate(lines):
        top += 15 if place_of_line else 0
        panel.texts([{"x": panel.at(0), "y": top + 8, "text": name, "color": c.ink}])
    if text_width(lines[-1], LABEL_SIZE) + beside > panel.width:
        top += 15
    end = {"x": panel.at(panel.width), "y": top + 8, "text": verdict, "color": colour}
    panel.texts([end], align="right", bold=True)
    y = top + 23
    facts = {
        "Number": _name(row),
        "Now": value_text(row.from_),
        "Turns": f"{value_text(row.value)} ({row.to_verdict})",
        "Coded": " to ".join(value_text(v) for v in row.coded_range or (row.from_,)),
        "Searched": " to ".join(value_text(v) for v in row.searched),
    }
    track = {"x": place(row.searched[0]), "x2": place(row.searched[1]), "y": y, "y2": y}
    panel.rules([facts | track | {"color": c.faint}], width=6, tips=_TIPS)
    if row.coded_range is not None:
        lowest, highest = row.coded_range
        band = {"x": place(lowest), "x2": place(highest), "y": y, "y2": y, "color": c.quiet}
        panel.rules([facts | band], width=6, tips=_TIPS)
    move = {"x": place(row.from_), "x2": place(turns), "y": y, "y2": y, "color": colour}
    panel.rules([facts | move], width=2.5, tips=_TIPS)
    panel.points([facts | {"x": place(row.from_), "y": y, "color": c.ink}], tips=_TIPS)
    goal = facts | {"x": place(turns), "y": y, "color": colour}
    panel.points([goal], shape="diamond", size=95, filled=row.within_range, tips=_TIPS)
    ends = [
        ("left", panel.at(0), value_text(row.searched[0])),
        ("right", panel.at(panel.width), value_text(row.searched[1])),
    ]
    for align, x, text in ends:
        panel.texts(
            [{"x": x, "y": y + 12, "text": text, "color": c.quiet}],
            align="left" if align == "left" else "right",
            size=NOTE_SIZE - 1,
        )
    return top + _ROW


def _caption(report: Report, turning: Sequence[BreakEven], shown: int) -> str:
    defined = sum(row.by_definition for row in report.break_even)
    still = len(report.break_even) - len(turning) - defined
    text = (
        f"{case_text(report)} Each coded number alone, the others at likely values, nearest first; "
        "its line is the interval searched, the dark part the range coded."
    )
    if len(turning) > shown:
        text += f" {len(turning) - shown} more turn it farther off."
    if defined:
        text += f" {defined} of the stages' days turn it by definition and are left out: there is "
        text += "no vote before there is a proposal."
    if still and turning:
        verb = "turns" if still == 1 else "turn"
        text += f" {still} {verb} nothing over the interval searched."
    return text


def _description(turning: Sequence[BreakEven], shown: int) -> str:
    if not turning:
        return "No single number turns the outcome."
    return "; ".join(
        f"{_name(row)} from {value_text(row.from_)} to {value_text(row.value)}: {row.to_verdict}"
        for row in turning[:shown]
    )
