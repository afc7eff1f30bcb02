"""Write report.md and documents.md of docs/reference from the types: python docs/report_page.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from winset.reports.documents import DOCUMENTS, document_schema

REFERENCE = Path(__file__).parent / "reference"
REPORTS = ("report", "negotiation")
"""Documents of report.md; all others stand in documents.md."""

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


OTHERS = """# Documents of the other verbs

Written by `python docs/report_page.py` from the types of the code; a test holds it to them.

What each verb but [`analyze` and `negotiate`](report.md) prints with `--json`. `winset schema NAME`
prints the JSON Schema of each; in Python `to_dict()` of the answer is the same, and `to_frame` and
`tables` give its lists as data frames. Marks and missing numbers are as in [the Report](report.md).
`winset power`, `coalitions`, `votes get`, `cite` and `serve` print short answers that their own
pages list.

| document | `winset schema` | printed by |
|---|---|---|
"""


def type_text(schema: dict[str, Any], places: dict[str, str]) -> str:
    """Type of a field in a few words; `places` says where each part is described."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}]({places[name]})"
    if "anyOf" in schema:
        return " or ".join(type_text(part, places) for part in schema["anyOf"])
    if "const" in schema:
        return f"`{schema['const']}`".replace("True", "true")
    if "enum" in schema:
        return " / ".join(f"`{word}`" for word in schema["enum"])
    if schema.get("type") == "array":
        parts = schema.get("prefixItems")
        inside = parts or [schema.get("items", {})]
        inner = ", ".join(type_text(part, places) for part in inside)
        return f"list of {inner}" if inner else "list"
    if schema.get("type") == "object":
        values = schema.get("additionalProperties")
        return f"mapping to {type_text(values, places)}" if isinstance(values, dict) else "mapping"
    names = {
        "null": "null",
        "string": "text",
        "boolean": "true or false",
        "integer": "whole number",
    }
    return names.get(schema.get("type", ""), str(schema.get("type", "anything")))


def table(properties: dict[str, Any], places: dict[str, str]) -> list[str]:
    """Rows of one object's fields."""
    rows = ["| field | type | mark | meaning |", "|---|---|---|---|"]
    for name, schema in properties.items():
        mark = str(schema.get("mark", "")).replace("_", " ")
        meaning = str(schema.get("description", ""))
        if "missing" in schema:
            meaning += f" `null`: {schema['missing']}."
        cells = [f"`{name}`", type_text(schema, places), mark, meaning]
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return rows


def part_text(name: str, part: dict[str, Any], places: dict[str, str]) -> list[str]:
    """Section of one part."""
    summary = str(part.get("description", "")).split("\n\n")[0].replace("\n", " ")
    return [f"### {name}", "", summary, "", *table(part["properties"], places), ""]


def anchor(title: str) -> str:
    """Anchor of a heading."""
    return "#" + title.lower().replace(" ", "-")


def pages() -> dict[str, str]:
    """Text of both pages by file name; a part of several documents stands where it is first met."""
    lines = {"report.md": [HEAD], "documents.md": [OTHERS.rstrip("\n")]}
    for name, known in DOCUMENTS.items():
        if page_of(name) == "documents.md":
            command = known.command.replace("|", "\\|")
            row = f"| [{known.title}]({anchor(known.title)}) | `{name}` | `{command}` |"
            lines["documents.md"].append(row)
    lines["documents.md"].append("")
    of_document = {found.name: key for key, found in DOCUMENTS.items()}
    met: dict[str, tuple[str, dict[str, Any]]] = {}
    for name, known in DOCUMENTS.items():
        page = page_of(name)
        schema = document_schema(name)
        parts = schema.get("$defs", {})
        new = [part for part in sorted(parts) if part not in met and part not in of_document]
        met |= {part: (page, parts[part]) for part in new}
        places = {}
        for part in parts:
            if part in of_document:
                key = of_document[part]
                home, to = page_of(key), anchor(DOCUMENTS[key].title)
            else:
                home, first = met[part]
                to = anchor(part)
                if first != parts[part]:
                    raise ValueError(f"two parts are named {part}")
            places[part] = to if home == page else f"{home}{to}"
        lines[page] += [f"## {known.title}", ""]
        if name != "report":
            by = "Printed by" if known.command.endswith("--json") else "From"
            lines[page] += [f"{by} `{known.command}`. {known.note}".rstrip(), ""]
        lines[page] += [*table(schema["properties"], places), ""]
        for part in new:
            lines[page] += part_text(part, parts[part], places)
    return {page: "\n".join(text).rstrip() + "\n" for page, text in lines.items()}


def page_of(name: str) -> str:
    """File in which a document is described."""
    return "report.md" if name in REPORTS else "documents.md"


if __name__ == "__main__":
    for page, text in pages().items():
        (REFERENCE / page).write_text(text, encoding="utf-8")
