"""Two numbers and one verdict: a ridge of pairs instead of a false point."""

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
    legend,
    palette,
    shortened,
)
from winset.render.figures.sweep.passage_curve import is_date, label_rule, value_text
from winset.reports.sweep.sensitivity_parts import Ridge
from winset.reports.sweep.sweep_documents import SweepReport

_LEFT = 64.0
_HEIGHT = 300.0


@draws(SweepReport, "what `winset.sweep_findings` makes of the sweep of a domestic case")
def plot_ridge(
    report: SweepReport, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Draw which pairs of two numbers give which verdict, and the ridge where price meets budget.

    Parameters
    ----------
    report
        Report of `winset sweep` in which two inputs vary.
    width
        Width of the whole figure in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.

    Raises
    ------
    InputError
        If fewer than two inputs vary.
    """
    found = report.ridge
    if found is None:
        raise InputError("a ridge needs two inputs that vary", "add another --vary")
    c = palette(theme)
    inner = width - 2 * PADDING
    xs, ys = found.first_values, found.second_values
    unit = (xs[-1] - xs[0]) / (inner - _LEFT - 8)
    panel = Panel(inner, (xs[0] - _LEFT * unit, xs[-1] + 8 * unit), c)
    top = legend(
        panel,
        [
            ("square", c.supports, "passes"),
            ("square", c.opposes, "does not"),
            ("line", c.ink, "border of the verdict: the ridge"),
            ("diamond", c.accent, "as coded"),
        ],
        top=0,
    )
    name = shortened(f"{report.input_name(found.second)}  (upward)", NOTE_SIZE, inner)
    panel.texts([{"x": panel.at(0), "y": top + 10, "text": name, "color": c.ink}], bold=True)
    top += 32
    _draw_sides(panel, found, top)
    _draw_border(panel, found, top)
    likely = {"x": found.likely[0], "y": _y(found, found.likely[1], top), "color": c.accent}
    panel.points([likely], shape="diamond", size=150)
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        value = ys[0] + share * (ys[-1] - ys[0])
        label = {"x": panel.at(_LEFT - 6), "y": _y(found, value, top), "text": ""}
        label["text"] = value_text(value, date=is_date(report, found.second))
        panel.texts([label | {"color": c.quiet}], align="right", size=NOTE_SIZE)
    axis = alt.Axis(
        title=shortened(f"{report.input_name(found.first)} →", NOTE_SIZE, inner),
        values=[xs[0] + share * (xs[-1] - xs[0]) for share in (0.0, 0.25, 0.5, 0.75, 1.0)],
        labelExpr=label_rule(date=is_date(report, found.first)),
        grid=False,
    )
    return figure(
        [panel.part(top + _HEIGHT + 4, axis)],
        title="What one outcome shows of two numbers",
        caption=_caption(report, found),
        description=f"{found.compatible:.0%} of the plane of {report.input_name(found.first)} and "
        f"{report.input_name(found.second)} gives the outcome {found.verdict}.",
        width=width,
        theme=theme,
    )


def _y(found: Ridge, value: float, top: float) -> float:
    low, high = found.second_values[0], found.second_values[-1]
    return top + _HEIGHT * (1.0 - (value - low) / ((high - low) or 1.0))


def _draw_sides(panel: Panel, found: Ridge, top: float) -> None:
    """Fill the plane, one bar for each run of equal cells in a row."""
    c, xs = panel.colours, found.first_values
    half = 0.5 * (xs[1] - xs[0])
    thick = _HEIGHT / (len(found.second_values) - 1)
    for value, row in zip(found.second_values, found.passes, strict=True):
        y = _y(found, value, top)
        upper, lower = max(top, y - thick / 2), min(top + _HEIGHT, y + thick / 2)
        start = 0
        for k in range(1, len(row) + 1):
            if k < len(row) and row[k] == row[start]:
                continue
            left, right = max(xs[0], xs[start] - half), min(xs[-1], xs[k - 1] + half)
            bar = {"x": left, "x2": right, "y": upper, "y2": lower}
            panel.bars([bar | {"color": c.supports if row[start] else c.opposes}], opacity=0.38)
            start = k


def _draw_border(panel: Panel, found: Ridge, top: float) -> None:
    """Draw the steps between cells that pass and cells that do not."""
    c, xs, ys = panel.colours, found.first_values, found.second_values
    dx, dy = 0.5 * (xs[1] - xs[0]), 0.5 * (ys[1] - ys[0])
    steps = []
    for r, row in enumerate(found.passes):
        for k, now in enumerate(row):
            if k + 1 < len(row) and row[k + 1] != now:
                x = xs[k] + dx
                ends = {"y": _y(found, max(ys[0], ys[r] - dy), top)}
                ends["y2"] = _y(found, min(ys[-1], ys[r] + dy), top)
                steps.append({"x": x, "x2": x, **ends, "color": c.ink})
            if r + 1 < len(found.passes) and found.passes[r + 1][k] != now:
                y = _y(found, ys[r] + dy, top)
                left, right = max(xs[0], xs[k] - dx), min(xs[-1], xs[k] + dx)
                steps.append({"x": left, "x2": right, "y": y, "y2": y, "color": c.ink})
    panel.rules(steps, width=1.6)


def _caption(report: SweepReport, found: Ridge) -> str:
    happened = f" What happened: {found.happened}." if found.happened else ""
    return (
        f"{report.title.rstrip('.')}. Outcome over both numbers, the others at likely values, "
        f"without shocks. Coded: {found.verdict}; {found.compatible:.0%} of the plane gives the "
        f"same.{happened} One verdict fixes a side of the ridge, one margin a line along it, "
        "neither a point."
    )
