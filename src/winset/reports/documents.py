"""Every document that a verb prints, under the name that `winset schema` takes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["DOCUMENTS", "PrintedDocument", "document_class", "document_schema"]


class PrintedDocument(NamedTuple):
    """A document: its title, the command that prints it, its module and class, a remark."""

    title: str
    command: str
    module: str
    name: str
    note: str = ""


DOCUMENTS: Final = {
    "report": PrintedDocument("Report", "winset analyze CASE --json", "domestic.report", "Report"),
    "negotiation": PrintedDocument(
        "Report on a negotiation",
        "winset negotiate CASE --json",
        "negotiation.negotiation_report",
        "NegotiationReport",
    ),
    "whatif": PrintedDocument(
        "What if",
        "winset whatif CASE --set PATH=VALUE --json",
        "whatif.whatif_report",
        "WhatIf",
    ),
    "contrast": PrintedDocument(
        "Contrast",
        "winset whatif CASE --against CASE2 --json",
        "whatif.contrast_report",
        "Contrast",
        "It stands there under `contrast`.",
    ),
    "agenda": PrintedDocument(
        "Agenda", "winset whatif CASE --agenda --json", "whatif.agenda_report", "AgendaReport"
    ),
    "advice": PrintedDocument(
        "Advice",
        "winset whatif CASE --allow PATH --json",
        "whatif.advice_report",
        "AdviceReport",
    ),
    "sweep": PrintedDocument(
        "Sweep", "winset sweep CASE --json", "sweep.sweep_documents", "SweepReport"
    ),
    "sweep-negotiation": PrintedDocument(
        "Sweep of a negotiation",
        "winset sweep CASE --json",
        "sweep.sweep_documents",
        "NegotiationSweepReport",
    ),
    "compare": PrintedDocument(
        "Comparison of cases",
        "winset compare --all --json",
        "comparison.compare_report",
        "CompareReport",
    ),
    "coders": PrintedDocument(
        "Comparison of coders",
        "winset compare CASE OTHER --coders --json",
        "comparison.coders_report",
        "CodersReport",
    ),
    "agreements": PrintedDocument(
        "Agreements",
        "winset agreements TABLE --json",
        "comparison.agreements_report",
        "AgreementsReport",
    ),
    "estimate": PrintedDocument(
        "Estimate", "winset estimate --all --json", "comparison.estimate_report", "EstimateReport"
    ),
    "small-models": PrintedDocument(
        "Small models",
        "ws.small_models()",
        "comparison.small_models_report",
        "SmallModels",
        "A function of Python; no verb prints it.",
    ),
    "lenses": PrintedDocument("Lenses", "winset lenses CASE --json", "lens_report", "LensReport"),
    "statements": PrintedDocument(
        "Statements", "winset statements FILE --json", "statements_report", "StatementsReport"
    ),
    "forecast": PrintedDocument(
        "Forecast", "winset forecast CASE|TABLE --json", "forecast_report", "ForecastReport"
    ),
    "forecast-score": PrintedDocument(
        "Forecasts scored",
        "winset forecast --score FILE --json",
        "forecast_score_report",
        "ScoredForecasts",
    ),
    "seal": PrintedDocument(
        "Sealed forecast", "winset seal CASE --ledger DIR --json", "ledger_report", "Seal"
    ),
    "settled": PrintedDocument(
        "What came of a sealed forecast",
        "winset grade DIR --settle ID",
        "ledger_report",
        "Settled",
        "A file of the ledger, which the command writes.",
    ),
    "grade": PrintedDocument(
        "Grades of a ledger", "winset grade DIR --json", "ledger_report", "Grade"
    ),
    "votes-list": PrintedDocument(
        "Votes in the data",
        "winset votes list --data DIR --json",
        "roll_calls.vote_list_report",
        "VoteList",
        "The command prints the list under `roll_calls` alone.",
    ),
    "votes-whip": PrintedDocument(
        "Whip count",
        "winset votes whip KEY --data DIR --json",
        "roll_calls.whip_report",
        "WhipCount",
    ),
    "votes-backtest": PrintedDocument(
        "Whip counts scored",
        "winset votes backtest --data DIR --json",
        "roll_calls.backtest_report",
        "Backtest",
    ),
    "votes-scores": PrintedDocument(
        "Scores of members",
        "winset votes scores --data DIR --json",
        "roll_calls.vote_list_report",
        "TradeScoreList",
    ),
    "ideal": PrintedDocument(
        "Ideal points",
        "winset votes ideal CONGRESS|FILE --json",
        "roll_calls.ideal_report",
        "IdealReport",
    ),
}
"""Documents by name, those of one case first."""


def document_class(name: str) -> type[BaseModel]:
    """Class of a document.

    Parameters
    ----------
    name
        A key of `DOCUMENTS`.

    Examples
    --------
    >>> document_class("report").__name__
    'Report'
    """
    known = DOCUMENTS[name]
    found: type[BaseModel] = getattr(import_module(f"winset.reports.{known.module}"), known.name)
    return found


def document_schema(name: str) -> dict[str, Any]:
    """JSON Schema of a document, each field marked coded or computed.

    Parameters
    ----------
    name
        A key of `DOCUMENTS`.

    Examples
    --------
    >>> document_schema("agenda")["properties"]["draws"]["type"]
    'integer'
    """
    return document_class(name).model_json_schema(by_alias=True, mode="serialization")
