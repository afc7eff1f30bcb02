"""The vote and the robust tally against the quota, with what was recorded and counted."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import altair as alt

from winset.render.figures.grammar import (
    NOTE_SIZE,
    PADDING,
    Panel,
    Part,
    Theme,
    case_text,
    draws,
    figure,
    palette,
    shortened,
    text_width,
    wrapped,
)
from winset.render.figures.grammar.placement import Labelled, place_in_rows
from winset.reports.domestic.bill_parts import VotesRead
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import chamber_name, percent_text, tally_text
from winset.reports.domestic.report_tables import TallyShare

_HEIGHT = 96.0


@dataclass(frozen=True)
class _Mark:
    """A number of votes, or a range of them, to be shown over the distribution."""

    low: float
    high: float
    text: str
    colour: str
    dash: tuple[float, ...] = ()


@draws(Report, "what `winset.analyze` returns")
def plot_votes(report: Report, *, width: int = 760, theme: Theme = "light") -> alt.VConcatChart:
    """Draw how many votes the bill has in each chamber, held against the quota.

    Upward the distribution of the vote if one is held, downward that of the robust tally, with the
    quota, the robust tally at likely values, the recorded vote and published counts if any.

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
    parts = [_chamber(report, chamber, inner, theme) for chamber in report.votes]
    return figure(
        parts or [_nothing(inner, theme)],
        title="Votes against the quota",
        caption=_caption(report),
        description=_description(report),
        width=width,
        theme=theme,
        spacing=26,
    )


def _nothing(width: float, theme: Theme) -> Part:
    panel = Panel(width, (0, 1), palette(theme))
    row = {
        "x": 0,
        "y": 12,
        "text": "The rule has no vote in a chamber.",
        "color": panel.colours.ink,
    }
    panel.texts([row])
    return panel.part(24)


def _chamber(report: Report, chamber: str, width: float, theme: Theme) -> Part:
    c = palette(theme)
    read = report.votes[chamber]
    held = report.distributions.votes.get(chamber, [])
    secured = report.distributions.robust.get(chamber, [])
    marks = _marks(report, chamber, read, theme)
    step = _step([*held, *secured])
    bins = [_binned(shares, step, read.quota) for shares in (held, secured)]
    panel = Panel(width, _domain(marks, [*bins[0], *bins[1]], step, read.of), c)
    heading = f"{chamber_name(chamber)}: {read.quota} of {read.of} votes needed"
    top = 0.0
    for line in wrapped(heading, NOTE_SIZE + 0.5, width, bold=True):
        row = {"x": panel.at(0), "y": top + 9, "text": line, "color": c.ink}
        panel.texts([row], size=NOTE_SIZE + 0.5, bold=True)
        top += 17
    middle = top + _label_height(panel, marks) + 14 + _HEIGHT
    base = middle + 4 + 0.6 * _HEIGHT + 18
    _draw_bins(panel, bins[0], step, read.quota, middle, -_HEIGHT)
    _draw_bins(panel, bins[1], step, read.quota, middle + 4, 0.6 * _HEIGHT)
    border = {"x": panel.domain[0], "x2": panel.domain[1], "y": middle + 2, "y2": middle + 2}
    panel.rules([border | {"color": c.line}])
    _draw_marks(panel, marks, top, base)
    for text, y in (
        ("↑ vote, if held", middle - _HEIGHT - 8),
        ("↓ secured against the fund", base - 8),
    ):
        left = panel.at(_clear_of(panel, marks, text_width(text, NOTE_SIZE)))
        row = {"x": left, "y": y, "text": text, "color": c.quiet}
        panel.texts([row], size=NOTE_SIZE, halo=True)
    title = "votes in favour" + (f" (bars {step} wide)" if step > 1 else "")
    axis = alt.Axis(title=title, grid=False, tickCount=6, tickMinStep=1, format="d")
    return panel.part(base, axis)


def _clear_of(panel: Panel, marks: list[_Mark], width: float) -> float:
    """Pixel at which a note as wide as that begins so that no line of a mark runs through it."""
    lines = sorted(panel.px(end) for mark in marks for end in (mark.low, mark.high))
    starts = [0.0, *(line + 6 for line in lines)]
    room = [s for s in starts if s + width <= panel.width]
    free = (s for s in room if not any(s - 4 < line < s + width + 4 for line in lines))
    return next(free, 0.0)


def _marks(report: Report, chamber: str, read: VotesRead, theme: Theme) -> list[_Mark]:
    c = palette(theme)
    marks = [_Mark(read.quota, read.quota, f"quota {read.quota}", c.ink)]
    marks.append(
        _Mark(read.robust, read.robust, f"secured at likely values {read.robust}", c.quiet, (4, 3))
    )
    if report.outcome is None:
        return marks
    tally = report.outcome.tally.get(chamber)
    if tally:
        marks.append(_Mark(tally[0], tally[0], f"recorded {tally_text(tally)}", c.record))
    for count in report.outcome.counts:
        if count.chamber == chamber and count.votes:
            votes = " to ".join(str(v) for v in count.votes)
            text = f"counted {votes}: {' '.join(count.source.split())}"
            marks.append(_Mark(min(count.votes), max(count.votes), text, c.record, (2, 2)))
    return marks


def _step(shares: Iterable[TallyShare]) -> int:
    votes = [share.votes for share in shares]
    return max(1, math.ceil((max(votes) - min(votes) + 1) / 60)) if votes else 1


def _binned(shares: Iterable[TallyShare], step: int, quota: int) -> dict[int, float]:
    """Share of draws by the first number of votes of a bar; the quota begins a bar."""
    bins: dict[int, float] = {}
    for share in shares:
        first = quota + (share.votes - quota) // step * step
        bins[first] = bins.get(first, 0.0) + share.share
    return bins


def _domain(marks: list[_Mark], bins: Iterable[int], step: int, seats: int) -> tuple[float, float]:
    values = [v for m in marks for v in (m.low, m.high)]
    values += [first + end for first in bins for end in (0.0, step - 1.0)]
    low, high = min(values), max(values)
    pad = max(2.0, 0.06 * (high - low))
    return (max(-0.6, low - pad), min(seats + 0.6, high + pad))


def _draw_bins(
    panel: Panel, bins: dict[int, float], step: int, quota: int, base: float, height: float
) -> None:
    c = panel.colours
    tallest = max(bins.values(), default=1.0)
    rows = []
    for first, share in sorted(bins.items()):
        last = first + step - 1
        rows.append(
            {
                "x": first - 0.5 + 0.06 * step,
                "x2": last + 0.5 - 0.06 * step,
                "y": base,
                "y2": base + height * share / tallest,
                "color": c.supports if first >= quota else c.opposes,
                "Votes": str(first) if step == 1 else f"{first} to {last}",
                "Draws": percent_text(share),
            }
        )
    panel.bars(rows, opacity=0.75, tips=(("Votes", "Votes in favour"), ("Draws", "Draws")))


def _places(panel: Panel, marks: list[_Mark]) -> list[tuple[_Mark, str, float, int, float]]:
    texts = [shortened(m.text, NOTE_SIZE, panel.width - 12) for m in marks]
    items = [
        Labelled(panel.px(m.low), panel.px(m.high), text_width(t, NOTE_SIZE))
        for m, t in zip(marks, texts, strict=True)
    ]
    order = place_in_rows(items, panel.width)
    tall = {p.row for p in order if p.side == "above"}
    tops = [0.0]
    for row in range(max(p.row for p in order) + 1):
        tops.append(tops[-1] + (28 if row in tall else 15))
    return [
        (m, t, p.label_left, 13 if p.side == "above" else 0, tops[p.row])
        for m, t, p in zip(marks, texts, order, strict=True)
    ]


def _label_height(panel: Panel, marks: list[_Mark]) -> float:
    return max(top + under + 15 for *_, under, top in _places(panel, marks)) + 6


def _draw_marks(panel: Panel, marks: list[_Mark], top: float, base: float) -> None:
    for mark, text, left, under, row_top in _places(panel, marks):
        y = top + row_top + 8
        line_from = y + under
        for end in {mark.low, mark.high}:
            row = {"x": end, "x2": end, "y": line_from - 6, "y2": base, "color": mark.colour}
            panel.rules([row], width=1.5, dash=mark.dash)
        if mark.low < mark.high:
            span = {"x": mark.low, "x2": mark.high, "y": line_from, "y2": line_from}
            panel.rules([span | {"color": mark.colour}], width=3)
        label = {"x": panel.at(left), "y": y, "text": text, "color": mark.colour}
        panel.texts([label], size=NOTE_SIZE, halo=True)


def _caption(report: Report) -> str:
    return (
        f"{case_text(report)} Share of the draws by votes in favour; blue reaches the quota. "
        "Upward: the vote if one is held. Downward: the largest majority that the "
        "budget secures against the opponents' fund."
    )


def _description(report: Report) -> str:
    return " ".join(
        f"{chamber_name(chamber)}: robust tally {read.robust} at likely values, "
        f"a vote, if held, brings {read.low:.0f} to {read.high:.0f} in the draws, quota "
        f"{read.quota} of {read.of}."
        for chamber, read in report.votes.items()
    )
