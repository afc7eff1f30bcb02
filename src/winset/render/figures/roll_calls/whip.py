"""The figures of a whip count by their names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import altair as alt

from winset.render.figures.roll_calls.hemicycle import plot_hemicycle
from winset.render.figures.roll_calls.ladder import plot_ladder
from winset.render.figures.roll_calls.tally import plot_tally
from winset.reports.roll_calls.whip_report import WhipCount

__all__ = ["WHIP_FIGURES"]

WHIP_FIGURES: Final[dict[str, Callable[[WhipCount], alt.VConcatChart]]] = {
    "tally": plot_tally,
    "ladder": plot_ladder,
    "hemicycle": plot_hemicycle,
}
"""Each takes the document of a whip count, of a roll call or of a case's members."""
