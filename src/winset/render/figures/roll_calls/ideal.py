"""Ideal points: every member on the first dimension with its standard error, by party."""

from __future__ import annotations

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
)
from winset.render.figures.roll_calls.ladder import party_colour, surname
from winset.reports.roll_calls.ideal_report import IdealReport

_HEIGHT = 380.0
_NAMED = 5
_PARTIES = 4
_LINE = NOTE_SIZE + 3.0


@draws(IdealReport, "what `winset.ideal` returns")
def plot_ideal(
    report: IdealReport, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Members from one end to the other, with bars of two standard errors each way.

    Parameters
    ----------
    report
        Report of `winset votes ideal`.
    width
        Whole width in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.
    """
    c = palette(theme)
    placed = [m for m in report.members if m.dim1 is not None and m.dim1_se is not None]
    parties = sorted({m.party for m in placed}, key=lambda p: -sum(m.party == p for m in placed))
    reach = max(abs(m.dim1 or 0.0) + 2.0 * (m.dim1_se or 0.0) for m in placed) * 1.04
    panel = Panel(width - 2 * PADDING, (-reach, reach), c)
    top, base = 34.0, _HEIGHT - 10.0
    step = (base - top) / max(len(placed) - 1, 1)
    rows = [(m, top + step * (len(placed) - 1 - at)) for at, m in enumerate(placed)]
    panel.rules([{"x": 0.0, "x2": 0.0, "y": top - 8, "y2": base, "color": c.faint}])
    panel.rules(
        [
            {"x": m.dim1 - 2.0 * m.dim1_se, "x2": m.dim1 + 2.0 * m.dim1_se, "y": y, "y2": y,
             "color": party_colour(m.party, parties, c)}
            for m, y in rows if m.dim1 is not None and m.dim1_se is not None
        ],
        width=0.5,
    )  # fmt: skip
    panel.points(
        [
            {"x": m.dim1, "y": y, "color": party_colour(m.party, parties, c), "name": m.name,
             "where": f"{m.party}-{m.state}", "p": f"{m.dim1:+.2f} ± {m.dim1_se:.2f}"}
            for m, y in rows
        ],
        size=18.0,
        ring=False,
        tips=(("name", "member"), ("where", "party, state"), ("p", "place, standard error")),
    )  # fmt: skip
    for ends, where, row in (
        (placed[::-1], "highest", top),
        (placed, "lowest", base - (_NAMED + 1) * _LINE),
    ):
        lines = [f"{where}:", *(surname(m.name) for m in ends[:_NAMED])]
        is_left = where == "highest"
        texts = [{"x": -reach if is_left else reach, "y": row + _LINE * at, "text": line,
                  "color": c.quiet} for at, line in enumerate(lines)]  # fmt: skip
        panel.texts(texts, align="left" if is_left else "right", size=NOTE_SIZE)
    legend(
        panel,
        [("circle", party_colour(p, parties, c), p) for p in parties[:_PARTIES]],
        top=8.0,
    )
    axis = alt.Axis(title="first dimension, in standard deviations of the members", grid=False)
    return figure(
        [panel.part(_HEIGHT, axis)],
        title=f"Ideal points: {report.title}",
        caption=f"{report.summary()} Bars: two standard errors each way.",
        description=report.summary(),
        width=width,
        theme=theme,
    )
