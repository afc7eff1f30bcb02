"""Probability of passage over two inputs."""

from __future__ import annotations

import altair as alt

from winset.foundation.errors import InputError
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
from winset.render.figures.sweep.passage_curve import is_date, label_rule, value_text
from winset.reports.sweep.sweep_documents import SweepSummary

_LEFT = 64.0


@draws(SweepSummary, "what `winset.sweep_findings` makes of a sweep")
def plot_heat_map(
    report: SweepSummary, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Probability of passage over the two inputs named first, or the two strongest.

    Parameters
    ----------
    report
        Report of `winset sweep` with two inputs or more in its table.
    width
        Width of the whole figure in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.

    Raises
    ------
    InputError
        If the report has no such map.
    """
    found = report.map
    if found is None:
        raise InputError(
            "a heat map needs two inputs in the table", "vary two, and use no one-at-a-time design"
        )
    c = palette(theme)
    dates = [is_date(report, path) for path in (found.first, found.second)]
    inner = width - 2 * PADDING
    edges, rows = found.first_edges, found.second_edges
    unit = (edges[-1] - edges[0]) / (inner - _LEFT - 6)
    panel = Panel(inner, (edges[0] - _LEFT * unit, edges[-1] + 6 * unit), c)
    side = max(22.0, min(34.0, (inner - _LEFT) / (len(edges) - 1) * 0.6))
    count = len(rows) - 1
    name = shortened(f"{report.input_name(found.second)}  (upward)", NOTE_SIZE, inner)
    panel.texts([{"x": panel.at(0), "y": 8, "text": name, "color": c.ink}], bold=True)
    for r in range(count):
        y = 34 + (count - 1 - r) * side
        for k in range(len(edges) - 1):
            share, draws = found.probability[r][k], found.draws[r][k]
            facts = {
                "First": _stretch(edges, k, date=dates[0]),
                "Second": _stretch(rows, r, date=dates[1]),
                "P": "no draws" if share is None else f"{share:.3f} of {draws:,} draws",
                "color": c.faint
                if share is None
                else shade(share, c.opposes, c.supports, c.ground),
            }
            cell = {"x": edges[k], "x2": edges[k + 1], "y": y, "y2": y + side - 1}
            panel.bars([facts | cell], tips=_TIPS)
            if share is not None:
                ink = c.ground if abs(share - 0.5) > 0.32 else c.ink
                middle = 0.5 * (edges[k] + edges[k + 1])
                text = {"x": middle, "y": y + side / 2, "text": f"{100 * share:.0f}", "color": ink}
                panel.texts([text], align="center", size=NOTE_SIZE - 1.0)
    for r in range(0, count + 1, 3):
        y = 34 + (count - r) * side
        label = {
            "x": panel.at(_LEFT - 6),
            "y": y,
            "text": value_text(rows[r], date=dates[1]),
            "color": c.quiet,
        }
        panel.texts([label], align="right", size=NOTE_SIZE)
    axis = alt.Axis(
        title=shortened(f"{report.input_name(found.first)} →", NOTE_SIZE, inner),
        values=edges[::3],
        labelExpr=label_rule(date=dates[0]),
        grid=False,
        domain=False,
    )
    return figure(
        [panel.part(34 + count * side + 4, axis)],
        title="Probability of passage over two inputs",
        caption=(
            f"{report.title.rstrip('.')}. Per cent of the draws in each cell that pass; all other "
            f"inputs are drawn as well. {report.draws:,} draws."
        ),
        description=f"Probability of passage by {report.input_name(found.first)} and "
        f"{report.input_name(found.second)}, "
        f"overall {report.passage_probability:.3f}.",
        width=width,
        theme=theme,
    )


_TIPS = (("First", "Across"), ("Second", "Upward"), ("P", "Passes"))


def _stretch(edges: list[float], place: int, *, date: bool) -> str:
    return " to ".join(value_text(value, date=date) for value in edges[place : place + 2])


def shade(share: float, below: str, above: str, ground: str) -> str:
    """Colour from `below` (0) through the ground (1/2) to `above` (1), as ``#rrggbb``.

    Examples
    --------
    >>> shade(0.5, "#c24e00", "#0067a5", "#ffffff")
    '#ffffff'
    """
    strength = abs(2.0 * share - 1.0)
    end = above if share >= 0.5 else below
    mixed = [
        round(int(ground[i : i + 2], 16) * (1 - strength) + int(end[i : i + 2], 16) * strength)
        for i in (1, 3, 5)
    ]
    return "#" + "".join(f"{value:02x}" for value in mixed)
