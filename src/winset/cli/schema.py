"""`winset schema`: the JSON Schema of case files, parameters and reports."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from winset.cli.terminal import UnusedSeed, print_json


class Subject(StrEnum):
    """What a schema describes."""

    CASE = "case"
    PARAMETERS = "parameters"
    REPORT = "report"
    LENSES = "lenses"
    COMPARE = "compare"
    STATEMENTS = "statements"


def register(app: typer.Typer) -> None:
    """Add the verb to the application."""
    app.command(name="schema", short_help="JSON Schema of cases and reports.")(schema)


def schema(
    subject: Annotated[Subject, typer.Argument(help="What the schema describes.")] = Subject.CASE,
    as_json: Annotated[  # noqa: ARG001 - a schema is JSON with or without it
        bool, typer.Option("--json", help="No effect: a schema is JSON.")
    ] = False,
    _seed: UnusedSeed = 0,
) -> None:
    """Print the JSON Schema of a case file, of the parameters or of a report.

    For completion in an editor, save it and begin the case file with
    `# yaml-language-server: $schema=case.schema.json`.
    """
    if subject is Subject.REPORT:
        from winset.studies.report_documents import report_documents_schema

        print_json(report_documents_schema())
        return
    if subject is Subject.LENSES:
        from winset.studies.lens_report import lens_report_schema

        print_json(lens_report_schema())
        return
    if subject is Subject.COMPARE:
        from winset.studies.compare_report import compare_schema

        print_json(compare_schema())
        return
    if subject is Subject.STATEMENTS:
        from winset.studies.statements import statements_schema

        print_json(statements_schema())
        return
    from winset.cases.schema import case_schema, parameters_schema

    print_json(case_schema() if subject is Subject.CASE else parameters_schema())
