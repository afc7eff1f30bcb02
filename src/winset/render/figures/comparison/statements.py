"""The matrix of a network of statements, actors in the order of their clusters."""

from __future__ import annotations

from math import sqrt
from typing import Any, Final

import altair as alt

from winset.foundation.errors import InputError
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
from winset.reports.statements_report import StatementsReport

MOST_SHOWN: Final = 40
"""Actors or concepts above which a matrix is refused: nothing could be read in it."""

_LARGEST: Final = 26.0
_TIPS: Final = (("Row", "Row"), ("Column", "Column"), ("Weight", "Weight"))


@draws(StatementsReport, "the document of `winset statements`")
def plot_statements(
    report: StatementsReport, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Draw who says the same as whom: a square for each tie, its area the weight.

    Rows stand in the order of the clusters, if these were asked for, with a line between clusters;
    columns carry the numbers of the rows, or of the concepts listed in the caption.

    Parameters
    ----------
    report
        Document of `winset statements`.
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
        If there are more than 40 rows or columns.
    """
    if max(len(report.rows), len(report.columns)) > MOST_SHOWN:
        raise InputError(
            f"{len(report.rows)} by {len(report.columns)} names are too many for a matrix",
            f"at most {MOST_SHOWN} are drawn: write --graphml and draw the network",
        )
    order = _order(report)
    inner = width - 2 * PADDING
    return figure(
        [_part(report, order, inner, theme)],
        title=f"{report.network.capitalize()} network of {len(report.rows)} actors",
        caption=_caption(report, order),
        description=_description(report),
        width=width,
        theme=theme,
    )


def _order(report: StatementsReport) -> list[str]:
    """Actors by cluster, the largest first; in the order of the matrix without clusters."""
    if report.clusters is None:
        return list(report.rows)
    return [name for group in report.clusters.groups for name in group if name in report.rows]


def _columns(report: StatementsReport, order: list[str]) -> list[str]:
    return list(report.columns) if report.network == "two-mode" else order


def _caption(report: StatementsReport, order: list[str]) -> str:
    text = f"{report.counted} statements. The area of a square is the weight of the tie. "
    if report.normalisation != "no":
        text += f"Normalised by {report.normalisation}. "
    if report.clusters is not None and report.network != "two-mode":
        text += "Lines part the clusters. "
    if report.network == "two-mode":
        names = (f"{n} {name.rstrip('.')}" for n, name in enumerate(_columns(report, order), 1))
        text += f"Columns: {'; '.join(names)}."
    return text.strip()


def _description(report: StatementsReport) -> str:
    ties = [
        (weight, row, column)
        for row, weights in zip(report.rows, report.weights, strict=True)
        for column, weight in zip(report.columns, weights, strict=True)
        if weight != 0.0 and (report.network == "two-mode" or row < column)
    ]
    ties.sort(key=lambda tie: (-abs(tie[0]), tie[1:]))
    told = "; ".join(f"{row} and {column} {weight:.3g}" for weight, row, column in ties[:12])
    return f"{report.network} network, heaviest ties: {told or 'none'}."


def _part(report: StatementsReport, order: list[str], inner: float, theme: Theme) -> Part:
    c = palette(theme)
    columns = _columns(report, order)
    numbered = [f"{place} {name}" for place, name in enumerate(order, 1)]
    if report.network == "two-mode":
        numbered = order
    labels = [shortened(text, LABEL_SIZE, 0.45 * inner) for text in numbered]
    left = 12.0 + max(text_width(label, LABEL_SIZE) for label in labels)
    cell = min(_LARGEST, (inner - left) / len(columns))
    panel = Panel(inner, (0.0, inner), c)
    top = _legend(panel, report) + 22
    for place, label in enumerate(labels):
        at = {"x": 0.0, "y": top + cell * (place + 0.5), "text": label, "color": c.ink}
        panel.texts([at])
    for place in range(len(columns)):
        at = {"x": left + cell * (place + 0.5), "y": top - 9, "text": str(place + 1)}
        panel.texts([at | {"color": c.quiet}], size=NOTE_SIZE, align="center")
    _grid(panel, report, (left, top, cell), len(columns))
    panel.bars(_squares(report, order, columns, (left, top, cell), panel), tips=_TIPS)
    return panel.part(top + cell * len(order) + 4)


def _legend(panel: Panel, report: StatementsReport) -> float:
    c = panel.colours
    if report.network == "subtract":
        entries = [("square", c.supports, "agree more"), ("square", c.opposes, "differ more")]
    elif report.network == "conflict":
        entries = [("square", c.opposes, "opposite stance")]
    else:
        word = {"congruence": "same stance", "ignore": "same concept"}
        entries = [("square", c.supports, word.get(report.network, "statements"))]
    return legend(panel, entries, top=0)


def _grid(
    panel: Panel, report: StatementsReport, place: tuple[float, float, float], columns: int
) -> None:
    left, top, cell = place
    rows, right = len(report.rows), left + cell * columns
    bottom = top + cell * rows
    faint = {"color": panel.colours.faint}
    lines = [{"x": left, "x2": right, "y": y, "y2": y} for y in _ends(top, cell, rows)]
    lines += [{"x": x, "x2": x, "y": top, "y2": bottom} for x in _ends(left, cell, columns)]
    panel.rules([line | faint for line in lines])
    if report.clusters is None or report.network == "two-mode":
        return
    done, parting = 0, []
    for group in report.clusters.groups[:-1]:
        done += len(group)
        y, x = top + cell * done, left + cell * done
        parting += [
            {"x": left, "x2": right, "y": y, "y2": y},
            {"x": x, "x2": x, "y": top, "y2": bottom},
        ]
    panel.rules([line | {"color": panel.colours.quiet} for line in parting], width=1.2)


def _ends(start: float, cell: float, count: int) -> list[float]:
    return [start + cell * place for place in range(count + 1)]


def _squares(
    report: StatementsReport,
    order: list[str],
    columns: list[str],
    place: tuple[float, float, float],
    panel: Panel,
) -> list[dict[str, Any]]:
    left, top, cell = place
    row_of = {name: i for i, name in enumerate(report.rows)}
    column_of = {name: i for i, name in enumerate(report.columns)}
    largest = max((abs(weight) for row in report.weights for weight in row), default=0.0) or 1.0
    marks = []
    for i, row in enumerate(order):
        for j, column in enumerate(columns):
            weight = report.weights[row_of[row]][column_of[column]]
            if weight == 0.0:
                continue
            half = 0.46 * cell * sqrt(abs(weight) / largest)
            x, y = left + cell * (j + 0.5), top + cell * (i + 0.5)
            against = weight < 0.0 or report.network == "conflict"
            colour = panel.colours.opposes if against else panel.colours.supports
            tip = {"Row": row, "Column": column, "Weight": f"{weight:.3g}"}
            box = {"x": x - half, "x2": x + half, "y": y - half, "y2": y + half}
            marks.append(box | tip | {"color": colour})
    return marks
