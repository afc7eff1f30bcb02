"""The price of ratification against the budget, each with its uncertainty, and their margin."""

from __future__ import annotations

from collections.abc import Sequence

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
    wrapped,
)
from winset.render.figures.grammar.quantile_dots import Dots, dots_at, draw_dots
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import amount_text, interval_text, percent_text
from winset.reports.report_parts import Interval

_ROW: tuple[str, ...] = ("Price of ratification", "Budget of the supporters", "Opponents' fund")
_STACK = 78.0


@draws(Report, "what `winset.analyze` returns")
def plot_price(report: Report, *, width: int = 760, theme: Theme = "light") -> alt.VConcatChart:
    """Draw what ratification costs, what the supporters can spend, and how often that is enough.

    Above: quantile dots of price, budget and opponents' fund, each dot 2 % of the draws. Below:
    their margin, budget minus price; to the right of zero the bill can be bought.

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
    parts = [_amounts(report, inner, theme), _margin(report, inner, theme)]
    return figure(
        parts,
        title="Price of ratification against the budget",
        caption=_caption(report),
        description=_description(report),
        width=width,
        theme=theme,
        spacing=26,
    )


def _finite(dots: Sequence[Dots], intervals: Sequence[Interval]) -> list[float]:
    values = [value for each in dots for value in each.values]
    for interval in intervals:
        values += [v for v in (interval.likely, interval.low, interval.high) if v is not None]
    return values


def _domain(values: Sequence[float], *, zero: bool) -> tuple[float, float]:
    ends = [*values, 0.0] if zero or not values else list(values)
    low, high = min(ends), max(ends)
    pad = 0.04 * (high - low) or 0.5
    return (low - pad, high + pad)


def _amounts(report: Report, width: float, theme: Theme) -> Part:
    c = palette(theme)
    spread = report.distributions
    sources = (
        (_ROW[0], report.price, spread.price, c.accent),
        (_ROW[1], report.budget, spread.budget, c.supports),
        (_ROW[2], report.opposition_fund, spread.opposition_fund, c.opposes),
    )
    dots = [dots_at(spread.quantiles, values) for _, _, values, _ in sources]
    domain = _domain(_finite(dots, [interval for _, interval, _, _ in sources]), zero=True)
    panel = Panel(width, domain, c)
    top = 0.0
    for (name, interval, _, colour), each in zip(sources, dots, strict=True):
        top = _draw_amount(panel, name, interval, each, colour, top)
    axis = alt.Axis(title="member-moves", grid=True, tickCount=6, domain=False, ticks=False)
    return panel.part(top, axis)


def _draw_amount(
    panel: Panel, name: str, interval: Interval, dots: Dots, colour: str, top: float
) -> float:
    c = panel.colours
    text = f"{name}: {interval_text(interval)}"
    if interval.likely is None and interval.reason:
        text = f"{name}: none, {interval.reason.rstrip('.')}"
    if dots.missing:
        text += f"; {percent_text(dots.missing / dots.total)} of draws: no sum is enough"
    lines = wrapped(text, NOTE_SIZE + 0.5, panel.width, bold=True)
    for line in lines:
        row = {"x": panel.at(0), "y": top + 9, "text": line, "color": colour}
        panel.texts([row], size=NOTE_SIZE + 0.5, bold=True, halo=True)
        top += 16
    height = draw_dots(panel, dots, lambda _: colour, top + 2, _STACK if dots.values else 4)
    base = top + 2 + height
    if interval.low is not None and interval.high is not None and interval.low < interval.high:
        span = {"x": interval.low, "x2": interval.high, "y": base + 8, "y2": base + 8}
        panel.rules([span | {"color": colour}], width=2.5)
    if interval.likely is not None:
        likely = {"x": interval.likely, "y": base + 8, "color": colour}
        panel.points([likely], shape="diamond", size=75)
    panel.rules(
        [{"x": panel.domain[0], "x2": panel.domain[1], "y": base, "y2": base, "color": c.line}],
        width=0.8,
    )
    return base + 24


def _margin(report: Report, width: float, theme: Theme) -> Part:
    c = palette(theme)
    dots = dots_at(report.distributions.quantiles, report.distributions.margin)
    panel = Panel(width, _domain(dots.values, zero=True), c)
    text = "Margin: budget minus price"
    if dots.missing:
        text += f" ({percent_text(dots.missing / dots.total)} of draws have no price)"
    lines = wrapped(text, NOTE_SIZE + 0.5, width, bold=True)
    for i, line in enumerate(lines):
        row = {"x": panel.at(0), "y": 9 + 16 * i, "text": line, "color": c.ink}
        panel.texts([row], size=NOTE_SIZE + 0.5, bold=True)
    top = 16.0 * len(lines)
    top = _draw_sides_of_zero(panel, top)

    def colour(value: float) -> str:
        return c.supports if value >= 0 else c.opposes

    height = draw_dots(panel, dots, colour, top + 4, _STACK if dots.values else 4)
    base = top + 4 + height
    panel.rules([{"x": 0, "x2": 0, "y": top - 14, "y2": base + 4, "color": c.ink}], width=1.4)
    panel.rules(
        [{"x": panel.domain[0], "x2": panel.domain[1], "y": base, "y2": base, "color": c.line}],
        width=0.8,
    )
    axis = alt.Axis(title="member-moves", grid=False, tickCount=6, domain=False)
    return panel.part(base + 4, axis)


def _draw_sides_of_zero(panel: Panel, top: float) -> float:
    c, zero = panel.colours, panel.px(0)
    y = top + 9
    if zero > 120:
        row = {"x": panel.at(zero - 7), "y": y, "text": "← falls short", "color": c.opposes}
        panel.texts([row], align="right", size=NOTE_SIZE)
    if panel.width - zero > 120:
        row = {"x": panel.at(zero + 7), "y": y, "text": "covers the price →", "color": c.supports}
        panel.texts([row], size=NOTE_SIZE)
    return top + 18


def _probability_text(report: Report) -> str:
    if report.draws == 1:
        return "One draw only: the figure shows no spread."
    return (
        f"Passes in {percent_text(report.passage_probability)} of {report.draws:,} "
        f"draws (standard error {100 * report.passage_probability_se:.1f} points)."
    )


def _caption(report: Report) -> str:
    return (
        f"{case_text(report)} {_probability_text(report)} Each dot is 2 % of the draws; diamonds "
        "are likely values, lines run from the 5th to the 95th percentile. Columns without dots "
        "stand for more dots than can be drawn."
    )


def _description(report: Report) -> str:
    return (
        f"Price {interval_text(report.price)}, budget {interval_text(report.budget)}, opponents' "
        f"fund {interval_text(report.opposition_fund)} member-moves, likely value with 5th and "
        f"95th percentile. {_probability_text(report)} The price would be "
        f"{amount_text(report.price.lower_bound)} if the opponents spent nothing."
    )
