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
from winset.render.table_files import (
    cell_text,
    is_numeric,
    latex_of,
    write_excel,
)

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

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
    drawings = _of_document(answer)
    return drawings or _of_result(answer)


def _of_document(answer: Face) -> dict[str, Drawing]:
    from winset.render.figures.comparison.agreements import plot_agreements
    from winset.render.figures.comparison.forecast import plot_forecast
    from winset.render.figures.comparison.forecast_score import plot_forecast_score
    from winset.render.figures.comparison.lenses import plot_lenses
    from winset.render.figures.comparison.specifications import plot_specifications
    from winset.render.figures.comparison.statements import plot_statements
    from winset.render.figures.comparison.statements_network import plot_statements_network
    from winset.render.figures.roll_calls.ideal import plot_ideal
    from winset.reports.comparison.agreements_report import AgreementsReport
    from winset.reports.comparison.compare_report import CompareReport
    from winset.reports.domestic.report import Report
    from winset.reports.forecast_report import ForecastReport
    from winset.reports.forecast_score_report import ScoredForecasts
    from winset.reports.lens_report import LensReport
    from winset.reports.negotiation.negotiation_report import NegotiationReport
    from winset.reports.roll_calls.ideal_report import IdealReport
    from winset.reports.roll_calls.whip_report import WhipCount
    from winset.reports.statements_report import StatementsReport
    from winset.reports.sweep.sweep_documents import SweepSummary

    match answer:
        case Report():
            return _of_report(answer)
        case NegotiationReport():
            from winset.render.negotiation import NEGOTIATION_FIGURES

            return _all(NEGOTIATION_FIGURES, answer)
        case SweepSummary():
            from winset.render.sweep_figures import sweep_figures

            return dict(sweep_figures(answer))
        case WhipCount():
            from winset.render.figures.roll_calls.whip import WHIP_FIGURES

            return _all(WHIP_FIGURES, answer)
        case AgreementsReport():
            return {"in-force": partial(plot_agreements, answer)}
        case IdealReport():
            return {"ideal": partial(plot_ideal, answer)}
        case ForecastReport():
            return {name: partial(plot_forecast, answer, issue=name) for name in answer.issues}
        case ScoredForecasts():
            return {"score": partial(plot_forecast_score, answer)}
        case LensReport():
            return {"lenses": partial(plot_lenses, answer)}
        case CompareReport():
            return {"specifications": partial(plot_specifications, answer)}
        case StatementsReport():
            return {
                "statements": partial(plot_statements, answer),
                "statements-links": partial(plot_statements_network, answer),
            }
    return {}


def _of_report(report: Any) -> dict[str, Drawing]:
    from winset.render.figures import FIGURES
    from winset.render.figures.roll_calls.whip import WHIP_FIGURES
    from winset.reports.roll_calls.case_whip import case_whip

    found = _all(FIGURES, report)
    chambers = dict.fromkeys(row.chamber for row in report.members if row.member is not None)
    for chamber in chambers:
        count = case_whip(report, chamber)
        found |= {f"{name}-{chamber}": draw for name, draw in _all(WHIP_FIGURES, count).items()}
    return found


def _of_result(answer: Face) -> dict[str, Drawing]:
    from winset.render.figures.rule.coalitions import plot_coalitions
    from winset.render.figures.rule.power import plot_power
    from winset.results.coalitions.minimal_coalitions import MinimalCoalitions
    from winset.results.power.power_values import PowerResult

    match answer:
        case PowerResult():
            return {"power": partial(plot_power, answer)}
        case MinimalCoalitions():
            return {"coalitions": partial(plot_coalitions, answer)}
    return {}


def _all(figures: Mapping[str, Callable[..., Any]], answer: Face) -> dict[str, Drawing]:
    return {name: partial(draw, answer) for name, draw in figures.items()}
