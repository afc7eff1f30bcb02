"""Every report document: that of one country's bill and that of a negotiation, told by `kind`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from winset.studies.negotiation_report import NegotiationReport
from winset.studies.report import Report

__all__ = ["report_documents_schema"]


def report_documents_schema() -> dict[str, Any]:
    """JSON Schema that every report meets, each field marked coded, computed or by construction."""
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
