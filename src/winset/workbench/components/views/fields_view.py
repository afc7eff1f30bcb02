"""Every field of an actor, an issue or the stages as a form, made from the case format itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from winset.cases.model.case import Case
from winset.cases.model.quantities import DateQuantity, Quantity
from winset.cases.paths.fields import (
    fields_by_name,
    is_literal,
    is_model,
    is_quantity,
    shapes,
    words_in,
)
from winset.workbench.components.views.quantity_text import ends_of

_LONG: Final = ("note", "summary", "claim")
_FIRST: Final = "What it is"


def actor_fields(case: Case, name: str, at: str = "") -> dict[str, Any]:
    """Form of an actor; its numbers by issue for every issue of the case.

    Parameters
    ----------
    case
        The draft.
    name
        Id of the actor.
    at
        What stands before the paths of the case: ``countries.us.`` for a country at a table.
    """
    issues = {key: issue.title for key, issue in case.issues.items()}
    votes = [key for key, issue in case.issues.items() if issue.axis == "vote"]
    chambers = {key: key for actor in case.actors.values() for key in actor.seats}
    keys = {"position": issues, "salience": issues, "spread": issues, "seats": chambers}
    actor = case.actors[name]
    if not actor.seats and actor.level != "legislature":
        keys |= {"spread": {}, "seats": {}}
    elif "spread" in keys:
        keys["spread"] = {key: issues[key] for key in votes} | {
            key: issues[key] for key in actor.spread
        }
    return fields_of(actor, f"{at}actors.{name}", keys)


def calendar_fields(case: Case) -> dict[str, Any]:
    """Form of the calendar, the gatekeeper chosen among the actors.

    Parameters
    ----------
    case
        The draft.
    """
    view = fields_of(case.calendar, "calendar")
    fields = view["groups"][0]["fields"]
    named = case.calendar.held_by
    for field in fields:
        if field["path"] == "calendar.held_by":
            options = [
                {"value": name, "text": actor.title or name} for name, actor in case.actors.items()
            ]
            nobody = [] if named else [{"value": "", "text": "nobody: the day is fixed"}]
            field |= {
                "kind": "choice",
                "label": "Held by",
                "help": "The gatekeeper.",
                "options": nobody + options,
                "likely": named or "",
                "removable": named is not None,
            }
    return view


def fields_of(
    part: BaseModel, path: str, keys: dict[str, dict[str, str]] | None = None
) -> dict[str, Any]:
    """Form of a part of a case.

    Parameters
    ----------
    part
        The part.
    path
        Its path.
    keys
        For fields that hold numbers by name: the names, with what a reader calls them.

    Returns
    -------
    dict
        Groups of fields as plain data: simple fields first, then a group for each part below.
    """
    first: list[dict[str, Any]] = []
    groups: list[dict[str, Any]] = []
    for name, (attribute, info) in fields_by_name(type(part)).items():
        value, below = getattr(part, attribute), f"{path}.{name}"
        inside = [shape for shape in shapes(info.annotation) if is_model(shape)]
        if _is_number(info):
            first.append(_field(below, name, info, value))
        elif _is_mapping(info):
            named = (keys or {}).get(name, {key: key for key in value})
            fields = [_entry(below, key, text, info, value) for key, text in named.items()]
            if fields:
                groups.append(_group(name, below, info, fields))
        elif len(inside) == 1 and isinstance(value, BaseModel | None):
            groups.append(_part(name, below, info, value, inside[0]))
        elif not inside and (
            _is_list_of_names(info) or not isinstance(value, list | tuple | dict | BaseModel)
        ):
            first.append(_field(below, name, info, value))
    head = {"title": _FIRST, "path": path, "fields": first, "help": ""}
    return {"groups": [head, *groups] if first else groups}


def _shapes(info: FieldInfo) -> Sequence[Any]:
    return shapes(info.annotation)


def _is_number(info: FieldInfo) -> bool:
    return any(is_quantity(shape) for shape in _shapes(info))


def _is_mapping(info: FieldInfo) -> bool:
    """Return whether a field holds numbers by name."""
    return any(get_origin(s) is dict and _holds_numbers(get_args(s)[1]) for s in _shapes(info))


def _is_list_of_names(info: FieldInfo) -> bool:
    """Return whether a field is a list of names, which is written as one text."""
    return any(get_origin(s) is list and str in shapes(get_args(s)[0]) for s in _shapes(info))


def _holds_numbers(annotation: Any) -> bool:
    found = shapes(annotation)
    return bool not in found and all(is_quantity(s) or not is_model(s) for s in found)


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _group(name: str, path: str, info: FieldInfo, fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {"title": _words(name), "path": path, "help": info.description, "fields": fields}


def _part(
    name: str, path: str, info: FieldInfo, value: BaseModel | None, model: Any
) -> dict[str, Any]:
    fields = list(_fields_of_part(path, value, model))
    view = _group(name, path, info, fields)
    view["absent"] = value is None
    view["removable"] = value is not None and not info.is_required()
    return view


def _fields_of_part(path: str, value: BaseModel | None, model: Any) -> Iterator[dict[str, Any]]:
    known = fields_by_name(model)
    needed = {name for name, (_, info) in known.items() if info.is_required()}
    for name, (attribute, info) in known.items():
        if value is None and needed and name not in needed:
            continue
        now = getattr(value, attribute) if value is not None else None
        if isinstance(now, BaseModel) and not isinstance(now, Quantity | DateQuantity):
            continue
        yield _field(f"{path}.{name}", name, info, now) | {"required": name in needed}


def _entry(path: str, key: str, text: str, info: FieldInfo, value: Any) -> dict[str, Any]:
    shape = next(s for s in _shapes(info) if get_origin(s) is dict)
    below = FieldInfo(annotation=get_args(shape)[1])
    field = _field(f"{path}.{key}", text, below, value.get(key))
    field["label"], field["help"] = text, ""
    field["removable"] = key in value
    return field


def _field(path: str, name: str, info: FieldInfo, value: Any) -> dict[str, Any]:
    field: dict[str, Any] = {"path": path, "label": _words(name), "help": info.description or ""}
    found = _shapes(info)
    if any(is_quantity(shape) for shape in found):
        is_day = DateQuantity in found
        field["kind"] = "date" if is_day else "number"
        low, likely, high = ends_of(value) if value is not None else ("", "", "")
        source = (value.source or "") if value is not None else ""
        return field | {"low": low, "likely": likely, "high": high, "source": source}
    if bool in found:
        return field | {"kind": "bool", "likely": bool(value)}
    if any(is_literal(shape) for shape in found):
        options = [{"value": word, "text": word} for word in words_in(found)]
        return field | {"kind": "choice", "options": options, "likely": str(value or "")}
    if isinstance(value, list):
        return field | {"kind": "text", "likely": f"[{', '.join(map(str, value))}]"}
    kind = "long" if name in _LONG else "text"
    return field | {"kind": kind, "likely": "" if value is None else str(value)}
