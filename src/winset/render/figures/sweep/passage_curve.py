"""Probability of passage over one input."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import altair as alt

from winset.foundation.errors import InputError
from winset.render.figures.grammar import (
    LABEL_SIZE,
    NOTE_SIZE,
    PADDING,
    Panel,
    Part,
    Theme,
    draws,
    figure,
    palette,
    shortened,
)
from winset.reports.sweep.sweep_documents import Curve, SweepSummary

_HEIGHT = 150.0
_LEFT = 42.0


@draws(SweepSummary, "what `winset.sweep_findings` makes of a sweep")
def plot_passage_curve(
    report: SweepSummary, *, width: int = 760, theme: Theme = "light", shown: int = 3
) -> alt.VConcatChart:
    """Probability of passage over the inputs named, or over the strongest.

    Parameters
    ----------
    report
        Report of `winset sweep`; not of a design that changes one input at a time.
    width
        Width of the whole figure in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.
    shown
        How many inputs are drawn at most, one below the other.

    Raises
    ------
    InputError
        If the report holds no curve.
    """
    if not report.curves:
        raise InputError(
            f"design {report.design} gives no curve", "use latin-hypercube, sobol or random"
        )
    inner = width - 2 * PADDING
    curves = report.curves[:shown]
    return figure(
        [_panel(report, curve, inner, theme) for curve in curves],
        title="Probability of passage over one input",
        caption=(
            f"{report.title.rstrip('.')}. {report.draws:,} draws; all other inputs are drawn as "
            "well. Dots stand at the mean of a class of values, bars are 95 % intervals; the "
            "dashed line is the probability over everything."
        ),
        description="; ".join(
            f"{report.input_name(curve.path)}: "
            + ", ".join(
                f"{point.probability:.2f} at "
                + value_text(point.middle, date=is_date(report, curve.path))
                for point in (curve.points[0], curve.points[-1])
            )
            for curve in curves
        ),
        width=width,
        theme=theme,
    )


def _panel(report: SweepSummary, curve: Curve, inner: float, theme: Theme) -> Part:
    c = palette(theme)
    date = is_date(report, curve.path)
    low, high = _range(report, curve)
    span = (high - low) or 1.0
    unit = span / (inner - _LEFT - 8)
    panel = Panel(inner, (low - _LEFT * unit, high + 8 * unit), c)
    name = shortened(report.input_name(curve.path), LABEL_SIZE, inner)
    panel.texts([{"x": panel.at(0), "y": 8, "text": name, "color": c.ink}], bold=True)

    def y(share: float) -> float:
        return 24 + (1.0 - share) * _HEIGHT

    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        panel.rules(
            [{"x": low, "x2": high, "y": y(share), "y2": y(share), "color": c.faint}], width=1
        )
        label = {"x": panel.at(_LEFT - 8), "y": y(share), "text": f"{share:.2g}", "color": c.quiet}
        panel.texts([label], align="right", size=NOTE_SIZE)
    mean = y(report.passage_probability)
    panel.rules(
        [{"x": low, "x2": high, "y": mean, "y2": mean, "color": c.quiet}], width=1.2, dash=(3, 2)
    )
    points = curve.points
    for one, other in pairwise(points):
        step = {"x": one.middle, "x2": other.middle, "y": y(one.probability)}
        panel.rules([step | {"y2": y(other.probability), "color": c.supports}], width=1.6)
    for point in points:
        facts = {
            "From": " to ".join(value_text(v, date=date) for v in (point.low, point.high)),
            "P": f"{point.probability:.3f} ({point.lower:.3f} to {point.upper:.3f})",
            "Draws": f"{point.draws:,}",
            "color": c.supports,
        }
        bar = {"x": point.middle, "x2": point.middle, "y": y(point.lower), "y2": y(point.upper)}
        panel.rules([facts | bar], width=2, opacity=0.6, tips=_TIPS)
        panel.points([facts | {"x": point.middle, "y": y(point.probability)}], tips=_TIPS)
    axis = alt.Axis(
        title=None,
        values=_ticks(low, high),
        labelExpr=label_rule(date=date),
        grid=False,
        labelFontSize=LABEL_SIZE - 0.5,
    )
    return panel.part(24 + _HEIGHT + 6, axis)


def _range(report: SweepSummary, curve: Curve) -> tuple[float, float]:
    """Ends of the range an input was drawn from; of one without a range those of its draws."""
    item = next(i for i in report.inputs if i["path"] == curve.path)
    low, high = curve.points[0].low, curve.points[-1].high
    if "low" in item and "high" in item:
        low, high = min(low, _number(item["low"])), max(high, _number(item["high"]))
    return low, high


def _number(end: float | str) -> float:
    """End of a range as the table keeps it, dates as days from the year 1."""
    return float(dt.date.fromisoformat(end).toordinal() if isinstance(end, str) else end)


_TIPS = (("From", "Values"), ("P", "P(passes)"), ("Draws", "Draws"))


def _ticks(low: float, high: float) -> list[float]:
    return [low + (high - low) * share for share in (0.0, 0.25, 0.5, 0.75, 1.0)]


def is_date(report: SweepSummary, path: str) -> bool:
    """Return whether an input of a sweep is a date, kept as days from the year 1."""
    item = next(i for i in report.inputs if i["path"] == path)
    return isinstance(item.get("low", (item.get("values") or [0.0])[0]), str)


def value_text(value: float, *, date: bool) -> str:
    """Value of an input as text: a number to three digits, or a date."""
    return dt.date.fromordinal(round(value)).isoformat() if date else f"{value:.3g}"


def label_rule(*, date: bool) -> str:
    """Rule in Vega's language that writes the labels of an axis as `value_text` does."""
    if not date:
        return "format(datum.value, '.3~g')"
    return "utcFormat((round(datum.value) - 719163) * 86400000, '%Y-%m-%d')"
