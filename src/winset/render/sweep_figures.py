"""Figures of a sweep by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import altair as alt

from winset.render.figures.sweep.heat_map import plot_heat_map
from winset.render.figures.sweep.passage_curve import plot_passage_curve
from winset.render.figures.sweep.ridge import plot_ridge
from winset.render.figures.sweep.sobol import plot_sobol
from winset.render.figures.sweep.tornado import plot_tornado
from winset.reports.sweep.sweep_documents import SweepReport, SweepSummary

Figure = Callable[..., alt.VConcatChart]
"""Takes a report, and by name the width in pixels and the theme."""

NEGOTIATION_FIGURES: Final[dict[str, Figure]] = {
    "sobol": plot_sobol,
    "curve": plot_passage_curve,
    "heat-map": plot_heat_map,
}
"""Figures of the sweep of a negotiation; every sweep has these."""

SWEEP_FIGURES: Final[dict[str, Figure]] = {
    "sobol": plot_sobol,
    "tornado": plot_tornado,
    "curve": plot_passage_curve,
    "heat-map": plot_heat_map,
    "ridge": plot_ridge,
}
"""Figures of the sweep of a domestic case."""


def sweep_figures(report: SweepSummary) -> dict[str, Figure]:
    """The figures of a report by name, each ready to be drawn.

    Parameters
    ----------
    report
        Report of a sweep.
    """
    known = SWEEP_FIGURES if isinstance(report, SweepReport) else NEGOTIATION_FIGURES
    return {name: partial(plot, report) for name, plot in known.items()}
