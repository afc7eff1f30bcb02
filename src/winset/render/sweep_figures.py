"""Figures of a sweep by name."""

from __future__ import annotations

from typing import Final, Protocol

import altair as alt

from winset.render.figures.heat_map import plot_heat_map
from winset.render.figures.palette import Theme
from winset.render.figures.ridge import plot_ridge
from winset.render.figures.sobol import plot_sobol
from winset.render.figures.sweep import plot_passage_curve
from winset.render.figures.tornado import plot_tornado
from winset.studies.sweep_report import SweepReport


class SweepFigure(Protocol):
    """A function that draws a SweepReport."""

    def __call__(
        self, report: SweepReport, /, *, width: int = 760, theme: Theme = "light"
    ) -> alt.VConcatChart:
        """Draw the report at a width in pixels, in a theme."""
        ...


SWEEP_FIGURES: Final[dict[str, SweepFigure]] = {
    "sobol": plot_sobol,
    "tornado": plot_tornado,
    "curve": plot_passage_curve,
    "heat-map": plot_heat_map,
    "ridge": plot_ridge,
}
"""Every figure of a sweep by its name."""
