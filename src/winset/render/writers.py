"""Writers of documents: the function that prints each and the one that makes its page, by class.

As with the registry of figures, a function is imported when it is first asked for, since most
commands need one of them or none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Final, cast

_PRINTED: Final = {
    "AdviceReport": "terminal.sweep_advice:print_advice",
    "AgendaReport": "terminal.agenda_terminal:print_agenda",
    "AgreementsReport": "terminal.agreements_terminal:print_agreements",
    "Backtest": "terminal.votes_tables:backtest_text",
    "CodersReport": "terminal.coders_terminal:print_coders",
    "CompareReport": "terminal.compare_terminal:print_comparison",
    "EstimateReport": "terminal.estimate_terminal:print_estimate",
    "ForecastReport": "terminal.forecast_terminal:print_forecast",
    "IdealReport": "terminal.votes_tables:ideal_text",
    "LensReport": "terminal.lens_terminal:print_lenses",
    "NegotiationReport": "negotiation:print_negotiation_report",
    "Report": "terminal.report_terminal:print_report",
    "ScoredForecasts": "terminal.forecast_terminal:print_forecast_score",
    "StatementsReport": "terminal.statements_terminal:print_statements",
    "SweepSummary": "terminal.sweep_terminal:print_sweep",
    "TradeScoreList": "terminal.votes_tables:score_text",
    "WhatIf": "terminal.side_by_side:print_what_if",
    "WhipCount": "terminal.votes_tables:whip_text",
}
_PAGES: Final = {
    "Grade": "ledger_html:ledger_html",
    "LensReport": "lens_html:lens_html",
    "NegotiationReport": "negotiation:negotiation_html",
    "Report": "html:report_html",
    "SweepSummary": "sweep_html:sweep_html",
}


def printer_of(document: object) -> Callable[..., None]:
    """Function that prints a document on a console of rich.

    Parameters
    ----------
    document
        A document with a verb; it serves for a subclass too.

    Examples
    --------
    >>> from winset.reports.comparison.estimate_report import EstimateReport
    >>> printer_of(EstimateReport.model_construct()).__name__
    'print_estimate'
    """
    return _written_by(document, _PRINTED)


def page_of(document: object) -> Callable[..., str]:
    """Function that makes the self-contained HTML page of a document.

    Parameters
    ----------
    document
        A document that has a page; it serves for a subclass too.
    """
    return _written_by(document, _PAGES)


def _written_by(document: object, homes: Mapping[str, str]) -> Callable[..., Any]:
    names = (kind.__name__ for kind in type(document).__mro__)
    module, function = next(homes[name] for name in names if name in homes).split(":")
    return cast("Callable[..., Any]", getattr(import_module(f"winset.render.{module}"), function))
