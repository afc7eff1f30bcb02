"""Figures: each a function of a Report that returns an Altair chart."""

from __future__ import annotations

from typing import Final, Protocol

import altair as alt

from winset.render.figures.domestic.axis import plot_axis
from winset.render.figures.domestic.payments import plot_payments
from winset.render.figures.domestic.price import plot_price
from winset.render.figures.domestic.timeline import plot_timeline
from winset.render.figures.domestic.votes import plot_votes
from winset.render.figures.grammar.palette import Theme
from winset.render.figures.whatif.break_even import plot_break_even
from winset.reports.domestic.report import Report

__all__ = [
    "FIGURES",
    "Figure",
    "plot_axis",
    "plot_break_even",
    "plot_payments",
    "plot_price",
    "plot_timeline",
    "plot_votes",
]


class Figure(Protocol):
    """A function that draws a Report."""

    def __call__(
        self, report: Report, /, *, width: int = 760, theme: Theme = "light"
    ) -> alt.VConcatChart:
        """Draw the report at a width in pixels, in a theme."""
        ...


FIGURES: Final[dict[str, Figure]] = {
    "axis": plot_axis,
    "price": plot_price,
    "votes": plot_votes,
    "payments": plot_payments,
    "timeline": plot_timeline,
    "break-even": plot_break_even,
}
"""Every figure by its name."""
