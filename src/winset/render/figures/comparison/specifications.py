"""The specification curve: how often verdicts are right under every registered block."""

from __future__ import annotations

from typing import Any, Final

import altair as alt

from winset.foundation.errors import InputError
from winset.foundation.wording import ordinal
from winset.render.figures.grammar import (
    LABEL_SIZE,
    NOTE_SIZE,
    PADDING,
    Panel,
    Part,
    Theme,
    draws,
    figure,
    legend,
    palette,
    shortened,
    text_width,
)
from winset.reports.comparison.compare_parts import SpecificationRow
from winset.reports.comparison.compare_report import CompareReport

_ROW: Final = 21.0
_CLOSE: Final = 0.04
_NARROW: Final = 560
_SHIPPED: Final = "standard"
_TIPS: Final = (("Block", "Block"), ("Balanced", "Balanced"), ("Brier", "Brier"))


@draws(CompareReport, "what `winset.compare` returns")
def plot_specifications(
    report: CompareReport, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Draw how well verdicts and probabilities do under every registered block of parameters.

    A row a block, best balanced accuracy first: a filled mark at the balanced accuracy of the
    verdicts, a hollow one at the Brier score of the probabilities, with lines at what forecasts
    without a model get.

    Parameters
    ----------
    report
        Document of `compare` with its specification curve.
    width
        Width of the whole figure in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.

    Returns
    -------
    altair.VConcatChart
        Shows itself in a notebook; `save_figure` writes it to a file.

    Raises
    ------
    InputError
        If the document has no specification curve.
    """
    if not report.specification_curve:
        raise InputError("there is no specification curve to draw", "compare with the curve")
    rows = sorted(report.specification_curve, key=_order)
    inner = width - 2 * PADDING
    return figure(
        [_part(report, rows, inner, theme)],
        title=f"Verdicts under {len(rows)} registered blocks of parameters",
        caption=_caption(report, rows),
        description=_description(rows),
        width=width,
        theme=theme,
    )


def _order(row: SpecificationRow) -> tuple[float, float, str]:
    balanced, brier = row.score.balanced_accuracy, row.score.brier
    return (
        -(balanced if balanced is not None else -1.0),
        brier if brier is not None else 2.0,
        row.id,
    )


def _caption(report: CompareReport, rows: list[SpecificationRow]) -> str:
    cases = len(report.cases)
    shipped = next((place for place, row in enumerate(rows, 1) if row.id == _SHIPPED), None)
    noun = "case" if cases == 1 else "cases"
    text = f"{cases} {noun}; the blocks are those that {report.plan} registers. "
    if shipped is not None:
        text += f"The block as shipped (bold) comes {ordinal(shipped)} of {len(rows)}. "
    if rows[0].score.balanced_accuracy is None:
        text += "There is no balanced accuracy: every measure, or none, was adopted. "
    return text + "Right: exact verdicts, and how many verdicts differ from those as shipped."


def _description(rows: list[SpecificationRow]) -> str:
    told = [
        f"{row.id} balanced accuracy {_text(row.score.balanced_accuracy)}, Brier score "
        f"{_text(row.score.brier)}"
        for row in rows
    ]
    return f"Scores by block: {'; '.join(told)}."


def _text(value: float | None) -> str:
    return "none" if value is None else f"{value:.2f}"


def _part(report: CompareReport, rows: list[SpecificationRow], inner: float, theme: Theme) -> Part:
    c = palette(theme)
    narrow = inner < _NARROW
    names = [row.id if narrow else row.title for row in rows]
    labels = [shortened(name, LABEL_SIZE, 0.42 * inner) for name in names]
    left = 14 + max(text_width(label, LABEL_SIZE, bold=True) for label in labels)
    counts = [f"{row.verdicts_right} ({len(row.turned)})" for row in rows]
    head = "right (turned)"
    right = 26 + max(text_width(text, NOTE_SIZE) for text in [head, *counts])
    unit = 1.0 / (inner - left - right)
    panel = Panel(inner, (-left * unit, 1.0 + right * unit), c)
    top = _legend(panel, report) + 6
    panel.texts(
        [{"x": panel.at(inner), "y": top + 8, "text": head, "color": c.quiet}],
        size=NOTE_SIZE,
        align="right",
    )
    top += 18
    bottom = top + _ROW * len(rows)
    _grid(panel, report, top, bottom)
    for place, row in enumerate(rows):
        y = top + _ROW * place + _ROW / 2
        shipped = row.id == _SHIPPED
        name = {"x": panel.at(left - 12), "y": y, "text": labels[place], "color": c.ink}
        panel.texts([name], align="right", bold=shipped)
        count = {"x": panel.at(inner), "y": y, "text": counts[place], "color": c.quiet}
        panel.texts([count], size=NOTE_SIZE, align="right")
        _marks(panel, row, y)
    ticks = [0.0, 0.25, 0.5, 0.75, 1.0]
    axis = alt.Axis(title=None, grid=False, values=ticks, domain=False, ticks=False, format=".2f")
    return panel.part(bottom, axis)


def _legend(panel: Panel, report: CompareReport) -> float:
    c, score = panel.colours, report.scoring.all.by_verdict
    entries = [
        ("circle", c.supports, "balanced accuracy (1 best)"),
        ("dashes", c.supports, "0.50, any constant forecast"),
        ("hollow-diamond", c.opposes, "Brier score (0 best)"),
    ]
    if score.brier_of_base_rate is not None:
        text = f"{score.brier_of_base_rate:.2f}, that of the share adopted among the other cases"
        entries.append(("dashes", c.opposes, text))
    return legend(panel, entries, top=0)


def _grid(panel: Panel, report: CompareReport, top: float, bottom: float) -> None:
    c = panel.colours
    panel.rules([_line(x, top, bottom, c.faint) for x in (0.0, 0.25, 0.75, 1.0)])
    lines = [_line(0.5, top, bottom, c.supports)]
    base = report.scoring.all.by_verdict.brier_of_base_rate
    if base is not None:
        lines.append(_line(base, top, bottom, c.opposes))
    panel.rules(lines, width=1.5, dash=(3, 2))


def _line(x: float, top: float, bottom: float, colour: str) -> dict[str, Any]:
    return {"x": x, "x2": x, "y": top, "y2": bottom, "color": colour}


def _marks(panel: Panel, row: SpecificationRow, y: float) -> None:
    c = panel.colours
    score = row.score
    close = (
        score.brier is not None
        and score.balanced_accuracy is not None
        and abs(score.brier - score.balanced_accuracy) < _CLOSE
    )
    apart = _ROW / 5 if close else 0.0  # one over the other, so that neither hides
    tip = {
        "Block": row.title,
        "Balanced": _text(row.score.balanced_accuracy),
        "Brier": _text(row.score.brier),
    }
    if row.score.brier is not None:
        mark = {"x": row.score.brier, "y": y - apart, "color": c.opposes} | tip
        panel.points([mark], shape="diamond", filled=False, size=45, tips=_TIPS)
    if row.score.balanced_accuracy is not None:
        mark = {"x": row.score.balanced_accuracy, "y": y + apart, "color": c.supports} | tip
        panel.points([mark], size=75, tips=_TIPS)
