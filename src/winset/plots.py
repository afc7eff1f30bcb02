"""Figures: each a function of a document or result that gives an Altair chart.

They are those of the registry, `winset.render.figures.registry`, each under the name of its
function without ``plot_``, and `save_figure`, which writes one as a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.render.export import save_figure
from winset.render.figures.registry import FIGURES

if TYPE_CHECKING:
    from collections.abc import Callable

    import altair as alt

_PLOTS = {figure.function.removeprefix("plot_"): figure for figure in FIGURES}

__all__ = ["save_figure", *_PLOTS]


def __getattr__(name: str) -> Callable[..., alt.VConcatChart]:
    """Load a figure when it is first used."""
    if name not in _PLOTS:
        raise AttributeError(f"module 'winset.plots' has no attribute {name!r}")
    found = _PLOTS[name].plot
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Public names."""
    return sorted(__all__)
