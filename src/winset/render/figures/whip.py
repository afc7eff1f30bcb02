"""The figures of a whip count by their names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import altair as alt

from winset.render.figures.hemicycle import plot_hemicycle
from winset.render.figures.ladder import plot_ladder
from winset.render.figures.tally import plot_tally

__all__ = ["WHIP_FIGURES"]

WHIP_FIGURES: Final[dict[str, Callable[[dict[str, Any]], alt.VConcatChart]]] = {
    "tally": plot_tally,
    "ladder": plot_ladder,
    "hemicycle": plot_hemicycle,
}
"""Each takes the document of a whip count, of a roll call or of a case's members."""
