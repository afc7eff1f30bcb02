"""Inputs that carry the verdict: shares of the variance of passage with their intervals."""

from __future__ import annotations

from typing import Final

import altair as alt

from winset.render.figures.grammar import (
    PADDING,
    Panel,
    Theme,
    draws,
    figure,
    label_line,
    legend,
    palette,
)
from winset.reports.sweep.sensitivity_parts import ranks_told_apart
from winset.reports.sweep.sweep_documents import SweepSummary

SHOWN: Final = 14
_ROW: Final = 34.0


@draws(SweepSummary, "what `winset.sweep_findings` makes of a sweep")
def plot_sobol(
    report: SweepSummary, *, width: int = 760, theme: Theme = "light", shown: int = SHOWN
) -> alt.VConcatChart:
    """Shares of the variance of passage, or sizes of effects where the design is Morris's.

    Parameters
    ----------
    report
        Report of `winset sweep`.
    width
        Width of the whole figure in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.
    shown
        How many inputs are drawn at most, the strongest first.
    """
    inner = width - 2 * PADDING
    rows = _rows(report)[:shown]
    highest = max(
        [0.01, *(end for _, marks in rows for _, value, error in marks for end in (value + error,))]
    )
    lowest = min([0.0, *(value - error for _, marks in rows for _, value, error in marks)])
    pad = 0.03 * (highest - lowest)
    panel = Panel(inner, (lowest - pad, highest + pad), palette(theme))
    c = panel.colours
    colours = {"total": c.opposes, "first": c.supports, "size": c.supports}
    labels = {
        "first": "alone (first order)",
        "total": "with all it acts with (total)",
        "size": "size of the effect of the whole range",
    }
    kinds = list(dict.fromkeys(kind for _, marks in rows for kind, _, _ in marks))
    top = legend(panel, [(_SHAPES[k], colours[k], labels[k]) for k in kinds], top=0) + 4
    groups = ranks_told_apart([(marks[0][1], marks[0][2]) for _, marks in _rows(report)])
    for (name, marks), group in zip(rows, groups, strict=False):
        text = "; ".join(f"{value:.3f} ± {error:.3f}" for _, value, error in marks)
        text = f"chance: {text}" if group is None else f"group {group}: {text}"
        top = label_line(panel, name, text, top, quiet=group is None)
        zero = {"x": 0.0, "x2": 0.0, "y": top + 16, "y2": top + _ROW - 2, "color": c.line}
        panel.rules([zero], width=1.0)
        for place, (kind, value, error) in enumerate(marks):
            y = top + 20 + 6 * place
            facts = {
                "Input": name,
                "Share": f"{value:.4f} ± {error:.4f}",
                "color": c.quiet if group is None else colours[kind],
            }
            ends = {"x": value - error, "x2": value + error, "y": y, "y2": y}
            panel.rules([facts | ends], width=2, tips=_TIPS)
            panel.points([facts | {"x": value, "y": y}], shape=_SHAPES[kind], tips=_TIPS)
        top += _ROW
    if not rows:  # the line at zero stands alone, since an empty panel cannot be drawn
        panel.rules([{"x": 0.0, "x2": 0.0, "y": 0.0, "y2": _ROW, "color": c.line}], width=1.0)
        top = _ROW
    axis = alt.Axis(title=_axis_title(report), grid=True, tickCount=6, domain=False, ticks=False)
    return figure(
        [panel.part(top, axis)],
        title="Which inputs carry the verdict",
        caption=_caption(report, len(rows)),
        description="; ".join(f"{name} {marks[0][1]:.3f}" for name, marks in rows)
        or "Passage never varied.",
        width=width,
        theme=theme,
    )


_TIPS = (("Input", "Input"), ("Share", "Share"))
_SHAPES: Final = {"first": "circle", "total": "diamond", "size": "circle"}
_Marks = list[tuple[str, float, float]]


def _rows(report: SweepSummary) -> list[tuple[str, _Marks]]:
    if report.screening:
        return [
            (report.input_name(s.path), [("size", s.mean_size, s.mean_size_error)])
            for s in report.screening
        ]
    rows: list[tuple[str, _Marks]] = []
    for index in report.indices:
        marks: _Marks = [("first", index.first_order, index.first_order_error)]
        if index.total is not None:
            marks.append(("total", index.total, index.total_error or 0.0))
        rows.append((report.input_name(index.path), marks))
    return rows


def _axis_title(report: SweepSummary) -> str:
    if report.screening:
        return "mean size of the change of passage, 0 to 1"
    return "share of the variance of passage"


def _caption(report: SweepSummary, drawn: int) -> str:
    many = len(_rows(report))
    rest = f" {many - drawn} weaker inputs are not drawn." if many > drawn else ""
    if not many:
        return f"{report.title.rstrip('.')}. Passage never varied: nothing carries it."
    return (
        f"{report.title.rstrip('.')}. {report.draws:,} draws, design {report.design}; lines are "
        f"95 % intervals. Inputs of one group cannot be ranked: they differ by chance alone.{rest}"
    )
