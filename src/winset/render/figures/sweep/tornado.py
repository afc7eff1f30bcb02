"""Effect of each number alone on the margin between budget and price."""

from __future__ import annotations

from typing import Final

import altair as alt

from winset.render.figures.grammar import (
    NOTE_SIZE,
    PADDING,
    Panel,
    Theme,
    draws,
    figure,
    label_line,
    legend,
    palette,
)
from winset.reports.sweep.sensitivity_parts import TornadoBar
from winset.reports.sweep.sweep_documents import SweepReport

SHOWN: Final = 14
_ROW: Final = 36.0
_TIPS = (("Input", "Input"), ("End", "End"), ("Margin", "Margin"), ("Verdict", "Verdict"))


@draws(SweepReport, "what `winset.sweep_findings` makes of the sweep of a domestic case")
def plot_tornado(
    report: SweepReport, *, width: int = 760, theme: Theme = "light", shown: int = SHOWN
) -> alt.VConcatChart:
    """Budget minus price as each number goes through its range, the others at likely values.

    Parameters
    ----------
    report
        Report of `winset sweep`.
    width
        Width of the whole figure in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.
    shown
        How many numbers are drawn at most, the widest first.
    """
    inner = width - 2 * PADDING
    found = report.tornado
    bars = found.bars[:shown]
    margins = [m for bar in bars for m in (bar.margin_low, bar.margin_high) if m is not None]
    ends = [0.0, *margins, *([found.margin] if found.margin is not None else [])]
    pad = 0.06 * (max(ends) - min(ends)) or 0.5
    panel = Panel(inner, (min(ends) - pad, max(ends) + pad), palette(theme))
    c = panel.colours
    top = legend(
        panel,
        [
            ("hollow-circle", c.ink, "at its low end"),
            ("circle", c.ink, "at its high end"),
            ("line", c.supports, "budget covers the price"),
            ("line", c.opposes, "it does not"),
        ],
        top=0,
    )
    top += 4
    for bar in bars:
        top = _draw(panel, bar, report.input_name(bar.path), found.margin, top)
    axis = alt.Axis(
        title="budget minus price, member-moves", grid=True, tickCount=6, domain=False, ticks=False
    )
    return figure(
        [panel.part(top, axis)],
        title="What moves the margin",
        caption=_caption(report, len(bars)),
        description="; ".join(f"{report.input_name(bar.path)}: {_ends_text(bar)}" for bar in bars)
        or "No number has a range.",
        width=width,
        theme=theme,
    )


def _draw(panel: Panel, bar: TornadoBar, name: str, likely: float | None, top: float) -> float:
    c = panel.colours
    top = label_line(panel, name, f"{_text(bar.low)} to {_text(bar.high)}", top)
    y = top + 23
    # The lines stop at the labels, so that none crosses a word.
    ends = {"y": y - 7, "y2": y + 9}
    panel.rules([{"x": 0, "x2": 0, "color": c.ink} | ends], width=1.2)
    if likely is not None:
        now = {"x": likely, "x2": likely, "color": c.quiet} | ends
        panel.rules([now], width=1.2, dash=(3, 2))
    sides = (
        (bar.margin_low, bar.low, bar.verdict_low, False),
        (bar.margin_high, bar.high, bar.verdict_high, True),
    )
    for margin, value, verdict, filled in sides:
        if margin is None:
            note = {"x": panel.at(4), "y": y, "text": f"at {_text(value)} nothing buys it"}
            panel.texts([note | {"color": c.opposes}], size=NOTE_SIZE, halo=True)
            continue
        colour = c.supports if margin >= 0 else c.opposes
        facts = {
            "Input": name,
            "End": _text(value),
            "Margin": f"{margin:.3g}",
            "Verdict": verdict,
            "color": colour,
        }
        if likely is not None:
            for x, x2, side in _split(likely, margin):
                shade = c.supports if side >= 0 else c.opposes
                track = facts | {"x": x, "x2": x2, "y": y, "y2": y, "color": shade}
                panel.rules([track], width=5, opacity=0.8, tips=_TIPS)
        panel.points([facts | {"x": margin, "y": y}], filled=filled, size=62, tips=_TIPS)
    return top + _ROW


def _split(one: float, other: float) -> list[tuple[float, float, float]]:
    """Stretch between two margins, cut at zero: from, to, side."""
    if one * other >= 0:
        return [(one, other, one + other)]
    return [(one, 0.0, one), (0.0, other, other)]


def _text(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.3g}"


def _ends_text(bar: TornadoBar) -> str:
    words = ["none" if m is None else f"{m:.3g}" for m in (bar.margin_low, bar.margin_high)]
    return f"{words[0]} to {words[1]}"


def _caption(report: SweepReport, drawn: int) -> str:
    found = report.tornado
    now = "no price exists" if found.margin is None else f"the margin is {found.margin:.3g}"
    rest = len(found.bars) - drawn
    more = f" {rest} narrower ones are not drawn." if rest else ""
    return (
        f"{report.title.rstrip('.')}. At likely values {now} (dashed) and the outcome is "
        f"{found.verdict}. Each number alone through its range, without shocks.{more}"
    )
