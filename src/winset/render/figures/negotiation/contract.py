"""Pairs of countries that can agree: a matrix."""

from __future__ import annotations

import altair as alt

from winset.render.figures.grammar import (
    NOTE_SIZE,
    PADDING,
    Panel,
    Theme,
    draws,
    figure,
    legend,
    palette,
    shortened,
    text_width,
)
from winset.reports.negotiation.negotiation_report import NegotiationReport

_CELL = 24.0


@draws(NegotiationReport, "what `winset.negotiate` returns")
def plot_pairs(
    report: NegotiationReport, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Matrix of countries: filled where the two alone would both ratify something.

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
    names = list(report.countries)
    label = min(
        max(text_width(f"00 {report.countries[n].title}", NOTE_SIZE) for n in names) + 12,
        0.4 * inner,
    )
    cell = min(_CELL, (inner - label) / len(names))
    panel = Panel(inner, (0.0, float(inner)), colours)
    agree = {frozenset((pair.one, pair.other)): pair.agree for pair in report.pairs}
    for row, one in enumerate(names):
        y = cell * row + 18
        text = f"{row + 1} {report.countries[one].title}"
        shown = shortened(text, NOTE_SIZE, label - 8)
        title = {"x": 0.0, "y": y + cell / 2, "text": shown, "color": colours.ink}
        panel.texts([title], size=NOTE_SIZE)
        number = {"x": label + cell * (row + 0.5), "y": 9.0, "text": str(row + 1)}
        panel.texts([number | {"color": colours.quiet}], size=NOTE_SIZE, align="center")
        for column, other in enumerate(names):
            if row == column:
                continue
            held = agree[frozenset((one, other))]
            box = {"x": label + cell * column + 1, "x2": label + cell * (column + 1) - 1}
            box |= {"y": y + 1, "y2": y + cell - 1}
            colour = colours.supports if held else colours.faint
            panel.bars([box | {"color": colour}])
            if not held:
                x, middle = label + cell * (column + 0.5), y + cell / 2
                cross = {"x": x, "y": middle, "text": "×", "color": colours.opposes}
                panel.texts([cross], align="center")
    top = cell * len(names) + 26
    entries = [("square", colours.supports, "both would ratify some point")]
    entries.append(("square", colours.faint, "× nothing that both would ratify"))
    below = legend(panel, entries, top=top)
    return figure(
        [panel.part(below)],
        title="Who can agree with whom",
        caption="Two countries alone, each with its own legislature behind it.",
        description="; ".join(
            f"{p.one} and {p.other}: {'yes' if p.agree else 'no'}" for p in report.pairs
        ),
        width=width,
        theme=theme,
    )
