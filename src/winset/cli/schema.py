"""`winset schema`: the JSON Schema of case files, parameters and reports."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import Annotated, Any

import typer

from winset.cli.shared.terminal import UnusedSeed, print_json


class Described(StrEnum):
    """Subjects of a schema."""

    CASE = "case"
    PARAMETERS = "parameters"
    REPORT = "report"
    LENSES = "lenses"
    COMPARE = "compare"
    STATEMENTS = "statements"
    FORECAST = "forecast"
    FORECAST_SCORE = "forecast-score"
    AGENDA = "agenda"
    AGREEMENTS = "agreements"


_DOCUMENTS = {
    Described.LENSES: ("lens_report", "LensReport"),
    Described.STATEMENTS: ("statements_report", "StatementsReport"),
    Described.FORECAST: ("forecast_report", "ForecastReport"),
    Described.AGREEMENTS: ("comparison.agreements_report", "AgreementsReport"),
    Described.AGENDA: ("whatif.agenda_report", "AgendaReport"),
    Described.FORECAST_SCORE: ("forecast_score_report", "ScoredForecasts"),
}


def schema(
    subject: Annotated[
        Described, typer.Argument(help="What the schema describes.")
    ] = Described.CASE,
    as_json: Annotated[  # noqa: ARG001 - a schema is JSON with or without it
        bool, typer.Option("--json", help="No effect: a schema is JSON.")
    ] = False,
    _seed: UnusedSeed = 0,
) -> None:
    """Print the JSON Schema of a case file, of the parameters or of a report.

    For completion in an editor, save it and begin the case file with
    `# yaml-language-server: $schema=case.schema.json`.
    """
    if subject is Described.REPORT:
        print_json(_report_documents_schema())
        return
    if subject is Described.COMPARE:
        from winset.reports.comparison.compare_report import compare_schema

        print_json(compare_schema())
        return
    if subject in _DOCUMENTS:
        module, name = _DOCUMENTS[subject]
        print_json(getattr(import_module(f"winset.reports.{module}"), name).json_schema())
        return
    from winset.cases.file.schema import case_schema, parameters_schema

    print_json(case_schema() if subject is Described.CASE else parameters_schema())


def _report_documents_schema() -> dict[str, Any]:
    """JSON Schema that every report meets, each field marked coded or computed."""
    from pydantic import Field, TypeAdapter

    from winset.reports.domestic.report import Report
    from winset.reports.negotiation.negotiation_report import NegotiationReport

    either = Annotated[Report | NegotiationReport, Field(discriminator="kind")]
    adapter: TypeAdapter[Any] = TypeAdapter(either)
    found = adapter.json_schema(by_alias=True, mode="serialization")
    both = [found["$defs"][part.__name__]["properties"] for part in (Report, NegotiationReport)]
    shared = {k: v for k, v in both[0].items() if both[1].get(k) == v}
    kinds = [part["kind"]["const"] for part in both]
    shared["kind"] = {k: v for k, v in both[0]["kind"].items() if k not in ("const", "default")}
    shared["kind"] |= {"enum": kinds}
    return {
        "title": "Report",
        "description": "What `analyze` and `negotiate` print: what both have, then each whole.",
        "type": "object",
        "properties": shared,
        **found,
    }
