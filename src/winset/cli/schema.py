"""`winset schema`: the JSON Schema of case files, parameters and all documents."""

from __future__ import annotations

from typing import Annotated, Any, Final

import typer

from winset.cli.shared.terminal import UnusedSeed, print_json
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.reports.documents import DOCUMENTS, document_schema

_SUBJECTS: Final = ("case", "parameters", *DOCUMENTS)


def schema(
    subject: Annotated[
        str, typer.Argument(help=f"What the schema describes: {', '.join(_SUBJECTS)}.")
    ] = "case",
    as_json: Annotated[  # noqa: ARG001 - a schema is JSON with or without it
        bool, typer.Option("--json", help="No effect: a schema is JSON.")
    ] = False,
    _seed: UnusedSeed = 0,
) -> None:
    """Print the JSON Schema of a case file, of the parameters or of a document.

    For completion in an editor, save it and begin the case file with
    `# yaml-language-server: $schema=case.schema.json`.
    """
    if subject not in _SUBJECTS:
        raise InputError(f"there is no schema of {subject!r}", meant(subject, _SUBJECTS))
    if subject == "report":
        found = _report_documents_schema()
    elif subject == "compare":
        from winset.reports.comparison.compare_report import compare_schema

        found = compare_schema()
    elif subject in DOCUMENTS:
        found = document_schema(subject)
    else:
        from winset.cases.file.schema import case_schema, parameters_schema

        found = case_schema() if subject == "case" else parameters_schema()
    print_json(found)


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
