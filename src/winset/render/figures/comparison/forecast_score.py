"""Forecasts scored on decided issues: errors beside the weighted mean's, and calibration."""

from __future__ import annotations

from typing import Final

import altair as alt

from winset.render.figures.grammar import (
    NOTE_SIZE,
    PADDING,
    Palette,
    Panel,
    Part,
    Theme,
    draws,
    figure,
    legend,
    palette,
    shortened,
    text_width,
)
from winset.render.tables.forecasts import MODEL_TITLES
from winset.reports.forecast_score_report import ForecastCalibration, ModelScore, ScoredForecasts

_ROW: Final = 21.0
_RIGHT: Final = 112
_BAR_HEIGHT: Final = 90.0


@draws(ScoredForecasts, "what `winset.score_forecasts` returns")
def plot_forecast_score(
    score: ScoredForecasts, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Difference in error from the weighted mean with its interval, and the PIT histogram.

    Parameters
    ----------
    score
        Report of `winset forecast --score`.
    width
        Whole width in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.
    """
    colours = palette(theme)
    inner = width - 2 * PADDING
    parts = [_differences(score, inner, colours)]
    if score.calibration is not None:
        parts.append(_tenths(score.calibration, inner, colours))
    mean = score.models["weighted-mean"].mae
    return figure(
        parts,
        title="Who is nearer to what was decided",
        caption=(
            f"{score.issues} issues of {score.dossiers} dossiers. The weighted mean is off by "
            f"{mean:.2f} points of 100. Points: how much more (right) or less (left) each forecast "
            "is off; lines: 90 % intervals over dossiers. Numbers: mean absolute error and CRPS."
        ),
        description=score.summary(),
        width=width,
        theme=theme,
    )


def _differences(score: ScoredForecasts, inner: int, c: Palette) -> Part:
    rows = [
        (MODEL_TITLES[name], found, True)
        for name, found in score.models.items()
        if name != "weighted-mean"
    ]
    rows += [(name, found, False) for name, found in score.baselines.items()]
    left = min(max(text_width(name, NOTE_SIZE) for name, _, _ in rows) + 14, inner / 2.6)
    line = inner - left - _RIGHT
    least = min(-1.0, *(found.minus_weighted_mean[1] for _, found, _ in rows))
    most = max(1.0, *(found.minus_weighted_mean[2] for _, found, _ in rows))
    span = (most - least) * 1.06
    low = least - 0.03 * (most - least)
    panel = Panel(inner, (low - left / line * span, low + (line + _RIGHT) / line * span), c)
    height = _ROW * len(rows) + 10
    panel.rules([{"x": 0.0, "x2": 0.0, "y": 0.0, "y2": height, "color": c.record}], dash=(3, 2))
    for n, (name, found, is_model) in enumerate(rows):
        y = 8 + _ROW * (n + 0.5)
        _difference(panel, shortened(name, NOTE_SIZE, left - 10), found, is_model, y, c)
        text = f"{found.mae:.2f} / {found.crps:.2f}"
        at = panel.at(left + line + 12)
        panel.texts([{"x": at, "y": y, "text": text, "color": c.quiet}], size=NOTE_SIZE)
    axis = alt.Axis(
        title="mean absolute error minus that of the weighted mean",
        grid=False,
        tickCount=7,
        titleAnchor="middle",
    )
    return panel.part(height, axis)


def _difference(
    panel: Panel, name: str, found: ModelScore, is_model: bool, y: float, c: Palette
) -> None:
    gap, low, high = found.minus_weighted_mean
    ink = c.supports if is_model else c.quiet
    panel.texts([{"x": panel.at(0.0), "y": y, "text": name, "color": c.ink}], size=NOTE_SIZE)
    panel.rules([{"x": low, "x2": high, "y": y, "y2": y, "color": ink}], width=2.0)
    tip = {"who": name, "gap": f"{gap:+.2f} ({low:+.2f} to {high:+.2f})"}
    tips = (("who", "forecast"), ("gap", "difference"))
    panel.points([{"x": gap, "y": y, "color": ink, **tip}], size=70.0, tips=tips)


def _tenths(found: ForecastCalibration, inner: int, c: Palette) -> Part:
    panel = Panel(inner, (0.0, 1.0), c)
    highest = max(0.2, *found.tenths)
    base = _BAR_HEIGHT + 22
    panel.bars(
        [
            {
                "x": n / 10 + 0.004,
                "x2": (n + 1) / 10 - 0.004,
                "y": base,
                "y2": base - share / highest * _BAR_HEIGHT,
                "color": c.accent,
                "share": f"{share:.1%}",
            }
            for n, share in enumerate(found.tenths)
        ],
        opacity=0.8,
        tips=(("share", "share of outcomes"),),
    )
    even = base - 0.1 / highest * _BAR_HEIGHT
    panel.rules([{"x": 0.0, "x2": 1.0, "y": even, "y2": even, "color": c.ink}], dash=(3, 2))
    entries = [
        ("square", c.accent, "outcomes by tenths of their distribution (PIT)"),
        ("dashes", c.ink, "a tenth each: calibrated"),
    ]
    legend(panel, entries, top=0.0)
    axis = alt.Axis(title="place in the distribution", format=".0%", grid=False, tickCount=10)
    return panel.part(base, axis)
