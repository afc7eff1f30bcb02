"""Write docs/reference/report.md from the typed Report: python docs/report_page.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from winset.reports.domestic.report import Report
from winset.reports.forecast_report import ForecastReport
from winset.reports.forecast_score_report import ScoredForecasts
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.reports.whatif.contrast_report import Contrast

PAGE = Path(__file__).parent / "reference" / "report.md"

HEAD = """# The Report

Written by `python docs/report_page.py` from the types of the code; a test holds it to them.

`winset analyze CASE --json` prints this document; `report.to_dict()` gives it in Python and
`winset schema report` its JSON Schema. Numbers are in member-moves, votes, shares or days;
`low` and `high` are the 5th and 95th percentile over the draws. There is no infinity and no NaN: a
number that does not exist is `null` beside a `reason`, or the field says when it is `null` (in the
schema: `missing`). Marks: *coded* is an echo of the input,
*computed* was found by the model.

`report.to_frame(table)` gives one table as a data frame: `actors`, `members`, `coalition`,
`votes`, `pivots`, `break_even`, `deadlock`, `timeline`, `attempts`.
"""


def type_text(schema: dict[str, Any]) -> str:
    """Type of a field in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(type_text(part) for part in schema["anyOf"])
    if "const" in schema:
        return f"`{schema['const']}`".replace("True", "true")
    if "enum" in schema:
        return " / ".join(f"`{word}`" for word in schema["enum"])
    if schema.get("type") == "array":
        parts = schema.get("prefixItems")
        inner = ", ".join(map(type_text, parts)) if parts else type_text(schema.get("items", {}))
        return f"list of {inner}" if inner else "list"
    if schema.get("type") == "object":
        values = schema.get("additionalProperties")
        return f"mapping to {type_text(values)}" if isinstance(values, dict) else "mapping"
    names = {
        "null": "null",
        "string": "text",
        "boolean": "true or false",
        "integer": "whole number",
    }
    return names.get(schema.get("type", ""), str(schema.get("type", "anything")))


def table(properties: dict[str, Any]) -> list[str]:
    """Rows of one object's fields."""
    rows = ["| field | type | mark | meaning |", "|---|---|---|---|"]
    for name, schema in properties.items():
        mark = str(schema.get("mark", "")).replace("_", " ")
        meaning = str(schema.get("description", ""))
        if "missing" in schema:
            meaning += f" `null`: {schema['missing']}."
        rows.append(f"| `{name}` | {type_text(schema)} | {mark} | {meaning} |")
    return rows


def page() -> str:
    """Text of the reference page."""
    lines = [HEAD]
    contrast = Contrast.model_json_schema(by_alias=True, mode="serialization")
    for title, said, schema in (
        ("Report", "", Report.json_schema()),
        (
            "Contrast",
            "Printed by `winset whatif CASE --against CASE2 --json` as `contrast`.",
            contrast,
        ),
        (
            "Report on a negotiation",
            "Printed by `winset negotiate CASE --json`; its kind is `negotiation`.",
            NegotiationReport.json_schema(),
        ),
        (
            "Forecast",
            "Printed by `winset forecast CASE|TABLE --json`; see [the verb](forecast.md).",
            ForecastReport.json_schema(),
        ),
        (
            "Forecasts scored",
            "Printed by `winset forecast --score FILE --json`.",
            ScoredForecasts.json_schema(),
        ),
    ):
        lines += [f"## {title}", ""]
        if said:
            lines += [said, ""]
        lines += [*table(schema["properties"]), ""]
        for name, part in sorted(schema["$defs"].items()):
            summary = str(part.get("description", "")).split("\n\n")[0].replace("\n", " ")
            lines += [f"### {name}", "", summary, "", *table(part["properties"]), ""]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
