"""The look of documents and results: page in a notebook, files, figures.

`winset.foundation.face` calls this module when an answer is shown, and no other above it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from winset.foundation.errors import InputError
from winset.foundation.face import Face
from winset.render.page import page_file, page_template
from winset.render.tables.table_files import (
    cell_text,
    is_numeric,
    latex_of,
    write_excel,
)

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

    from winset.reports.domestic.report import Report

__all__ = ["figures_of", "latex_of", "notebook_html", "write_excel"]

_SHOWN: Final = 12
"""Rows of a table that a notebook shows."""

Drawing = Callable[[], "alt.VConcatChart"]


def notebook_html(answer: Face) -> str:
    """Answer as a fragment of HTML for a notebook: no script, nothing loaded.

    Parameters
    ----------
    answer
        Document or result. Every text in it is escaped.
    """
    from markupsafe import Markup

    tables = [
        (name, frame.attrs.get("title", name), *_rows_of(frame))
        for name, frame in answer.tables().items()
        if not frame.empty
    ]
    return page_template("notebook.html.j2").render(
        answer=answer,
        style=Markup(page_file("notebook.css")),  # noqa: S704 - our own file
        kind=type(answer).__name__,
        paragraphs=_paragraphs_of(answer),
        warnings=getattr(answer, "warnings", ()),
        cards=_cards_of(answer),
        tables=tables,
    )


def _rows_of(
    frame: pd.DataFrame,
) -> tuple[list[tuple[str, bool]], list[list[tuple[str, bool]]], int]:
    """Headings and cells with whether they are numbers, and how many rows are not shown."""
    numbers = [is_numeric(frame.iloc[:, place]) for place in range(frame.shape[1])]
    heads = list(zip(map(str, frame.columns), numbers, strict=True))
    rows = [
        [
            (cell_text(value, missing="–"), number)
            for value, number in zip(row, numbers, strict=True)
        ]
        for row in frame.head(_SHOWN).itertuples(index=False)
    ]
    return heads, rows, max(0, len(frame) - _SHOWN)


def _paragraphs_of(answer: Face) -> list[str]:
    from winset.reports.domestic.report import Report

    if isinstance(answer, Report):
        from winset.reports.domestic.report_prose import paragraphs_of

        return paragraphs_of(answer)
    return [answer.summary()]


def _cards_of(answer: Face) -> list[Any]:
    from winset.reports.domestic.report import Report

    if isinstance(answer, Report):
        from winset.render.key_numbers import cards_of

        return cards_of(answer)
    return []


def figures_of(answer: Face) -> dict[str, alt.VConcatChart]:
    """Figures of an answer by name; those that it has nothing for are left out.

    Parameters
    ----------
    answer
        Document or result.
    """
    drawn = {}
    for name, draw in drawings_of(answer).items():
        try:
            drawn[name] = draw()
        except InputError:  # the figure says that this answer has nothing to draw
            continue
    return drawn


def drawings_of(answer: Face) -> Mapping[str, Drawing]:
    """List what draws each figure of an answer, by name.

    Parameters
    ----------
    answer
        Document or result.
    """
    from winset.render.figures.registry import figures_for
    from winset.reports.domestic.report import Report
    from winset.reports.forecast_report import ForecastReport

    drawings = {
        name: partial(figure.draw, answer) for name, figure in figures_for(type(answer)).items()
    }
    match answer:
        case Report():
            return drawings | _of_members(answer)
        case ForecastReport():
            draw = drawings["forecast"]
            return {name: partial(draw, issue=name) for name in answer.issues}
    return drawings


def _of_members(report: Report) -> dict[str, Drawing]:
    """List what draws the counts of a report with real members, for each chamber that has them."""
    from winset.render.figures.registry import figures_for
    from winset.reports.roll_calls.case_whip import case_whip
    from winset.reports.roll_calls.whip_report import CaseWhip

    found: dict[str, Drawing] = {}
    chambers = dict.fromkeys(row.chamber for row in report.members if row.member is not None)
    for chamber in chambers:
        count = case_whip(report, chamber)
        for name, figure in figures_for(CaseWhip).items():
            found[f"{name}-{chamber}"] = partial(figure.draw, count)
    return found
