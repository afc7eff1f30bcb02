"""The JSON Schema of a case file, for completion in editors and for other programs.

It is made from the case model and accepts what the reader accepts: a number may be a number, a
range, or a value with its source. What fields say about each other is beyond a schema.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from winset.cases.model.case import Case
from winset.cases.model.negotiation import NegotiationCase
from winset.cases.model.parameters import Parameters
from winset.cases.model.quantities import LEAST_WINDOW, MOST_DAYS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_BOUNDS: dict[str, tuple[str, dict[str, float]]] = {
    "Quantity": ("A number.", {}),
    "UnitQuantity": ("A number from 0 to 1.", {"minimum": 0, "maximum": 1}),
    "SignedUnitQuantity": ("A number from -1 to 1.", {"minimum": -1, "maximum": 1}),
    "NonNegativeQuantity": ("A number, 0 or more.", {"minimum": 0}),
    "DaysQuantity": ("A number of days.", {"minimum": 0, "maximum": MOST_DAYS}),
    "WindowQuantity": ("A number of days.", {"minimum": LEAST_WINDOW, "maximum": MOST_DAYS}),
    "PositiveQuantity": ("A number above 0.", {"exclusiveMinimum": 0}),
}


def case_schema() -> dict[str, Any]:
    """Return the JSON Schema of a case file.

    Returns
    -------
    dict
        A schema of the 2020-12 dialect, with titles and descriptions.
    """
    parts = [_schema_of(model, "", "") for model in (Case, NegotiationCase)]
    names = ("Case", "NegotiationCase")
    definitions: dict[str, Any] = {}
    for name, part in zip(names, parts, strict=True):
        definitions |= part["$defs"]
        kept = {k: v for k, v in part.items() if k not in ("$schema", "$id", "$defs", "title")}
        definitions[name] = kept
    return {
        "$schema": DIALECT,
        "$id": "winset/case/1",
        "title": "winset case",
        "type": "object",
        "properties": {
            "kind": {
                "enum": ["domestic", "negotiation"],
                "description": "Kind of game. Default: domestic.",
            }
        },
        "if": {"properties": {"kind": {"const": "negotiation"}}, "required": ["kind"]},
        "then": {"$ref": "#/$defs/NegotiationCase"},
        "else": {"$ref": "#/$defs/Case"},
        "$defs": dict(sorted(definitions.items())),
    }


def parameters_schema() -> dict[str, Any]:
    """Return the JSON Schema of a whole parameter block; a user's file may give a part of it."""
    return _schema_of(Parameters, "winset/parameters/1", "winset parameters")


def _schema_of(model: type[BaseModel], name: str, title: str) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    definitions: dict[str, Any] = schema.setdefault("$defs", {})
    pieces = definitions.pop("Quantity", None)
    if pieces is not None:
        for quantity, (text, bounds) in _BOUNDS.items():
            number = {"type": "number", **bounds}
            definitions[quantity] = _quantity(text, number, pieces["properties"])
    if "DateQuantity" in definitions:
        day = {"type": "string", "format": "date"}
        properties = definitions["DateQuantity"]["properties"]
        definitions["DateQuantity"] = _quantity("A day, such as 1997-09-21.", day, properties)
    if "Count" in definitions:
        _accept_chambers_inline(definitions["Count"])
    used: dict[str, Any] = _tidy(schema)
    used["$defs"] = _reachable(used)
    return {"$schema": DIALECT, "$id": name, **used, "title": title}


def _quantity(text: str, value: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    """Return the three forms of a coded value: plain, with its source, as a range."""
    ends = ("low", "likely", "high")
    about: dict[str, Any] = {name: field for name, field in properties.items() if name not in ends}
    described: dict[str, Any] = {
        end: {**value, "description": properties[end]["description"]} for end in ends
    }
    return {
        "description": f"{text} As a range: {{low, likely, high}}; with its source: "
        "{value, source}.",
        "anyOf": [
            value,
            _fields({"value": value, **about}, ["value"]),
            _fields({**described, **about}, list(ends)),
        ],
    }


def _fields(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _accept_chambers_inline(count: dict[str, Any]) -> None:
    votes = count["properties"]["votes"]
    count["additionalProperties"] = next(iter(votes["patternProperties"].values()))
    count["required"] = [name for name in count["required"] if name != "votes"]


def _tidy(part: Any) -> Any:
    """Point at bounded quantities, keep the first line of descriptions, write defaults short."""
    if isinstance(part, list):
        return [_tidy(item) for item in part]
    if not isinstance(part, dict):
        return part
    tidy = {name: _tidy(item) for name, item in part.items()}
    quantity = tidy.pop("x-quantity", None)
    if quantity is not None:
        tidy.pop("allOf", None)
        options = tidy.get("anyOf")
        if options:  # a quantity or nothing
            options[:] = [_pointed(option, quantity) for option in options]
        else:
            tidy = _pointed(tidy, quantity)
    if isinstance(tidy.get("description"), str):
        tidy["description"] = " ".join(tidy["description"].split("\n\n")[0].split())
    default = tidy.get("default")
    if isinstance(default, dict) and "likely" in default:
        tidy["default"] = default["likely"]
    return tidy


def _pointed(part: dict[str, Any], quantity: str) -> dict[str, Any]:
    return {**part, "$ref": f"#/$defs/{quantity}"} if "$ref" in part else part


def _reachable(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the definitions that the schema uses, by name."""
    definitions: dict[str, Any] = schema.get("$defs", {})
    used: set[str] = set()
    waiting: list[Any] = [{name: part for name, part in schema.items() if name != "$defs"}]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting.extend(part)
        elif isinstance(part, dict):
            waiting.extend(part.values())
            name = str(part.get("$ref", "")).removeprefix("#/$defs/")
            if name in definitions and name not in used:
                used.add(name)
                waiting.append(definitions[name])
    return {name: definitions[name] for name in sorted(used)}
