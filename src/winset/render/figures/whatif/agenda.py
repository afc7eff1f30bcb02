"""Clauses over their axes: the chance of passage at each level, whom it wins and loses."""

from __future__ import annotations

from typing import Final

import altair as alt

from winset.render.figures.grammar import (
    NOTE_SIZE,
    PADDING,
    Panel,
    Theme,
    draws,
    figure,
    label_line,
    legend,
    palette,
)
from winset.reports.whatif.agenda_report import AgendaReport, Clause, ClauseLevel

_HEIGHT: Final = 70.0
_TIPS: Final = (
    ("Level", "Level"),
    ("Passes", "Passes"),
    ("Price", "Price"),
    ("Won", "Won"),
    ("Lost", "Lost"),
)


@draws(AgendaReport, "what `winset.agenda` returns")
def plot_agenda(
    report: AgendaReport, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Chance of passage with each clause at every level of its axis.

    Parameters
    ----------
    report
        Document of `agenda`.
    width
        Width of the whole figure in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.

    Returns
    -------
    altair.VConcatChart
        Shows itself in a notebook; `save_figure` writes it to a file.
    """
    panel = Panel(width - 2 * PADDING, (-0.04, 1.04), palette(theme))
    c = panel.colours
    top = legend(
        panel,
        [
            ("circle", c.supports, "passes in half of the draws or more"),
            ("circle", c.opposes, "in fewer"),
            ("hollow-circle", c.ink, "as in the bill"),
            ("line", c.quiet, "status quo"),
        ],
        top=0,
    )
    for clause in report.clauses:
        top = _draw(panel, report, clause, top + 8)
    axis = alt.Axis(
        title="level of the clause, 0 to 1", grid=False, tickCount=6, domain=False, ticks=False
    )
    return figure(
        [panel.part(top, axis)],
        title="Which clause at which level",
        caption=f"{report.title}. Height: share of {report.draws:,} draws in which it passes.",
        description=report.summary(),
        width=width,
        theme=theme,
    )


def _draw(panel: Panel, report: AgendaReport, clause: Clause, top: float) -> float:
    c = panel.colours
    by = "" if clause.proposer is None else report.titles[clause.proposer]
    top = label_line(panel, clause.title, by, top) + 26
    ground = top + _HEIGHT
    quo = {"x": clause.status_quo, "x2": clause.status_quo, "y": top, "y2": ground}
    panel.rules([quo | {"color": c.quiet}], width=1.2, dash=(3, 2))
    panel.rules([{"x": 0.0, "x2": 1.0, "y": ground, "y2": ground, "color": c.quiet}], width=1.0)
    for one in clause.levels:
        y = ground - _HEIGHT * one.passage_probability
        colour = c.supports if one.passage_probability >= 0.5 else c.opposes
        mark = {"x": one.level, "y": y, "color": colour} | _facts(report, one)
        panel.rules([mark | {"x2": one.level, "y": ground, "y2": y}], width=2.0, opacity=0.6)
        panel.points([mark], filled=not one.as_proposed, size=62, tips=_TIPS)
        if one.level in (clause.likeliest, clause.proposed):
            text = {"x": one.level, "y": y - 13, "text": f"{one.passage_probability:.0%}"}
            panel.texts([text | {"color": c.ink}], size=NOTE_SIZE, halo=True, align="center")
    return ground + 10


def _facts(report: AgendaReport, one: ClauseLevel) -> dict[str, str]:
    def named(ids: list[str]) -> str:
        return ", ".join(report.titles[name] for name in ids) or "nobody"

    return {
        "Level": f"{one.level:.3g}",
        "Passes": f"{one.passage_probability:.0%}",
        "Price": "no amount is enough" if one.price is None else f"{one.price:.3g}",
        "Won": named(one.joins),
        "Lost": named(one.leaves),
    }
