"""Share of agreements in force by years since signature, by number of veto players."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

import altair as alt

from winset.foundation.errors import InputError
from winset.render.figures.grammar import (
    NOTE_SIZE,
    PADDING,
    Panel,
    Theme,
    draws,
    figure,
    legend,
    palette,
)
from winset.reports.comparison.agreements_report import AgreementsReport, BaseRate

_HEIGHT: Final = 260.0
_YEARS: Final = 5.0
_SHARES: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
_MARGIN: Final = 38.0


@draws(AgreementsReport, "what `winset.agreements` returns")
def plot_agreements(
    report: AgreementsReport, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Curves with bands of 90 %, one for each group of veto players, five years long.

    Parameters
    ----------
    report
        Report of `winset agreements`. Without institutions one curve, of all agreements.
    width
        Whole width in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.

    Raises
    ------
    InputError
        If there is no group to draw.
    """
    c = palette(theme)
    rates = [rate for rate in report.base_rates if rate.by == "veto_players"]
    rates = rates or report.base_rates[:1]
    if not rates:
        raise InputError("there is no share to draw", "a report with base rates")
    inner = width - 2 * PADDING
    line = inner - _MARGIN
    panel = Panel(inner, (-_MARGIN / line * _YEARS, _YEARS), c)
    inks = (c.supports, c.opposes, c.record, c.accent)
    entries = [
        ("line", ink, f"{_label(rate)} ({rate.agreements})")
        for rate, ink in zip(rates, inks, strict=False)
    ]
    top = legend(panel, entries, top=0.0) + 8.0
    base = top + _HEIGHT

    def row(share: float) -> float:
        return base - share * _HEIGHT

    panel.rules(
        [{"x": 0.0, "x2": _YEARS, "y": row(s), "y2": row(s), "color": c.faint} for s in _SHARES]
    )
    marks = [{"x": -0.06, "y": row(s), "text": f"{s:.0%}", "color": c.quiet} for s in _SHARES]
    panel.texts(marks, align="right", size=NOTE_SIZE)
    for rate, ink in zip(rates, inks, strict=False):
        _curve(panel, rate, ink, row)
    axis = alt.Axis(
        title="years since signature",
        grid=False,
        domain=False,
        values=list(range(6)),
        titleAnchor="middle",
    )
    cut = "veto players in the party that has most" if len(rates) > 1 else "all agreements"
    return figure(
        [panel.part(base, axis)],
        title="Share of signed agreements in force",
        caption=(
            f"By years since signature; {cut} (number of agreements). Kaplan-Meier; bands: 90 % "
            "intervals. An entry that was not recorded counts as none. "
            f"{report.source}, signed {report.first[:4]} to {report.last[:4]}."
        ),
        description=report.summary(),
        width=width,
        theme=theme,
    )


def _label(rate: BaseRate) -> str:
    return f"{rate.group} veto players" if rate.by == "veto_players" else "all agreements"


def _curve(panel: Panel, rate: BaseRate, ink: str, row: Callable[[float], float]) -> None:
    """Draw the steps of one group over its band."""
    known = [
        (year, share, low, high)
        for year, share, low, high in zip(rate.years, rate.share, rate.low, rate.high, strict=True)
        if year <= _YEARS
    ]
    bands, steps = [], []
    for (year, share, low, high), after in pairwise(known):
        if low is not None and high is not None:
            bands.append({"x": year, "x2": after[0], "y": row(high), "y2": row(low), "color": ink})
        steps.append({"x": year, "x2": after[0], "y": row(share), "y2": row(share), "color": ink})
        rise = {"x": after[0], "x2": after[0], "y": row(share), "y2": row(after[1]), "color": ink}
        steps.append(rise)
    panel.bars(bands, opacity=0.16)
    panel.rules(steps, width=2.0)
