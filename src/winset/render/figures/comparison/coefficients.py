"""Prior beside posterior of every coefficient of the vote model."""

from __future__ import annotations

from typing import Any, Final

import altair as alt

from winset.render.figures.grammar import (
    NOTE_SIZE,
    PADDING,
    Panel,
    Theme,
    draws,
    figure,
    legend,
    palette,
    shortened,
)
from winset.reports.comparison.estimate_report import EstimatedCoefficient, EstimateReport

_Z90: Final = 1.6449
_ROW: Final = 26.0
_NAMES: Final = 190.0
_LEAST: Final = 2.0
"""Prior standard deviations that the axis spans each way, at least."""


@draws(EstimateReport, "the document that `winset.estimate` returns")
def plot_coefficients(
    report: EstimateReport, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Draw the 90 % interval of each coefficient before and after the recorded votes.

    Parameters
    ----------
    report
        What `winset estimate` found.
    width
        Whole width in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.

    Returns
    -------
    altair.VConcatChart
        One row a coefficient, on a scale of prior standard deviations round the prior mean.
    """
    c = palette(theme)
    inner = width - 2 * PADDING
    names = min(_NAMES, inner * 0.4)
    rows = [_scaled(found) for found in report.parameters]
    reach = max([_LEAST, *(abs(end) for row in rows for end in (*row["after"], *row["before"]))])
    low = -reach - 2 * reach * names / (inner - names)
    panel = Panel(inner, (low, reach), c)
    entries = [
        ("line", c.indifferent, "prior"),
        ("line", c.supports, "posterior"),
        ("line", c.opposes, "coefficient of zero"),
    ]
    top = legend(panel, entries, top=0.0) + 12.0
    for place, row in enumerate(rows):
        y = top + _ROW * (place + 0.5)
        label = shortened(row["name"], NOTE_SIZE, names - 8)
        panel.texts([{"x": low, "y": y, "text": label, "color": c.ink}], size=NOTE_SIZE)
        if abs(row["zero"]) <= reach:
            ends = {"y": y - 10, "y2": y + 10, "color": c.opposes}
            panel.rules([{"x": row["zero"], "x2": row["zero"]} | ends], width=2)
        for which, offset, ink in (("before", -4, c.indifferent), ("after", 4, c.supports)):
            left, mean, right = row[which]
            at = {"y": y + offset, "color": ink, "name": row["name"], "value": row[f"{which}_text"]}
            panel.rules([at | {"x": left, "x2": right, "y2": y + offset}], width=3)
            tips = (("name", "coefficient"), ("value", "mean (standard deviation)"))
            panel.points([at | {"x": mean}], size=45, tips=tips)
    axis = alt.Axis(
        title="prior standard deviations from the prior mean",
        values=list(range(-int(reach), int(reach) + 1)),
        grid=False,
        titleAnchor="end",
    )
    votes = f"{len(report.cases)} case{'s' if len(report.cases) > 1 else ''}"
    return figure(
        [panel.part(top + _ROW * len(rows) + 6, axis)],
        title=f"Coefficients of the vote model, from {votes}",
        caption="Mean and 90 % interval of each, before and after the recorded votes were read.",
        description=report.summary(),
        width=width,
        theme=theme,
    )


def _scaled(found: EstimatedCoefficient) -> dict[str, Any]:
    """Ends and mean of both intervals, and zero, in prior standard deviations."""
    centre, unit = found.prior.mean, found.prior.sd or 1.0
    after = found.posterior
    low = after.mean - _Z90 * after.sd if after.low is None else after.low
    high = after.mean + _Z90 * after.sd if after.high is None else after.high
    return {
        "name": found.name,
        "zero": -centre / unit,
        "before": (-_Z90, 0.0, _Z90),
        "after": tuple((value - centre) / unit for value in (low, after.mean, high)),
        "before_text": f"{found.prior.mean:.3f} ({found.prior.sd:.3f})",
        "after_text": f"{after.mean:.3f} ({after.sd:.3f})",
    }
