"""The tying-hands curve: an executive's gain as its legislature becomes harder to please."""

from __future__ import annotations

import itertools

import altair as alt

from winset.render.figures.grammar import (
    NOTE_SIZE,
    PADDING,
    Panel,
    Theme,
    draws,
    figure,
    palette,
    shortened,
)
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.reports.negotiation.negotiation_report_parts import TiedHands

_HEIGHT = 130.0
_TOP = 24.0
_RIGHT = 1.04
"""Room at the right for the label of the last tick, in lengths of the axis."""


@draws(NegotiationReport, "what `winset.negotiate` returns")
def plot_tying_hands(
    report: NegotiationReport, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Surplus of each executive from the agreement over how tightly its hands are tied.

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
    rows = [row for row in report.tying_hands if row.curve]
    parts = []
    for row in rows:
        top = max((gain for _, gain in row.curve if gain is not None), default=0.0) or 1.0
        last = _end(row)
        panel = Panel(inner, (0.0, last * _RIGHT), colours)

        def at(level: float, gain: float, top: float = top) -> dict[str, float | str]:
            return {"x": level, "y": _TOP + (1.0 - gain / top) * (_HEIGHT - _TOP)}

        known = [(level, gain) for level, gain in row.curve if gain is not None]
        free = known[0][1] if known else 0.0
        base = at(0.0, free) | {"color": colours.line}
        panel.rules([base | {"x2": last, "y2": base["y"]}], width=1.0, dash=(3, 2))
        steps = [
            at(*one) | {"x2": other[0], "y2": at(*other)["y"], "color": colours.supports}
            for one, other in itertools.pairwise(known)
        ]
        panel.rules(steps, width=2.0)
        if row.change is not None and (row.effect or 0.0) > 1e-6:
            best = at(row.change, free + (row.effect or 0.0)) | {"color": colours.record}
            panel.points([best], size=70)
        ends = [row.backfires_at] if row.backfires_at is not None else []
        marks = [
            {"x": e, "x2": e, "y": _TOP, "y2": _HEIGHT, "color": colours.opposes} for e in ends
        ]
        panel.rules(marks, width=1.4)
        said = _said(report, row, free)
        title = shortened(said, NOTE_SIZE, inner)
        panel.texts([{"x": 0.0, "y": 8.0, "text": title, "color": colours.ink}], size=NOTE_SIZE)
        axis = alt.Axis(title="what every legislator must gain more", format=".2f")
        parts.append(panel.part(_HEIGHT, axis))
    if not parts:
        panel = Panel(inner, (0.0, 1.0), colours)
        note = "No legislature has a say, or there is no agreement to begin with."
        panel.texts([{"x": 0.0, "y": 10.0, "text": note, "color": colours.quiet}])
        parts.append(panel.part(24.0))
    return figure(
        parts,
        title="What tied hands bring",
        caption="Line: the executive's surplus from the agreement. Dashes: with free hands. "
        "Upright line: from here on tied hands backfire.",
        description="Surplus of each executive over the tightness of its legislature.",
        width=width,
        theme=theme,
    )


def _end(row: TiedHands) -> float:
    """End of the axis of a curve: its last point, or where tied hands backfire."""
    levels = [level for level, gain in row.curve if gain is not None]
    return max([*levels, row.backfires_at or 0.0], default=0.0) or 1.0


def _said(report: NegotiationReport, row: TiedHands, free: float) -> str:
    title, effect = report.countries[row.country].title, row.effect
    more = f"up to {effect:.3g} more" if effect is not None and effect > 1e-6 else "no more"
    ends = f", backfire from {row.backfires_at:.2g} on" if row.backfires_at is not None else ""
    lost = [level for level, gain in row.curve if gain is None]
    none = f", no agreement from {lost[0]:.2g} on" if lost else ""
    return f"{title}: gains {free:.3g} with free hands; tied hands bring {more}{ends}{none}"
