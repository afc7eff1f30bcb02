"""Words of a validation error: the meaning of a wrong value, and what would be right."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from winset.cases.file.document import Path
from winset.cases.file.scalars import number_right
from winset.cases.paths.fields import Shape, is_model, names_in, needed_text, shapes_at
from winset.cases.paths.fields import words_in as _words_in
from winset.foundation.calendar import day_range_right, day_right
from winset.foundation.spelling import meant, nearest, plain_letters

RULE_KINDS = ("chamber", "actor", "acquiescence", "referendum", "all", "any", "at_least")
"""Fields that show the kind of a rule."""
_RULE_FIELDS = (
    ["chamber", "quota", "of", "weight"],
    ["actor", "weight"],
    ["acquiescence", "weight"],
    ["referendum"],
    ["all"],
    ["any"],
    ["at_least", "among"],
)
_RULE_LISTS = ("all", "any", "among")
_SHARES = {"1/2": "majority", "2/3": "two-thirds", "3/5": "three-fifths", "1/1": "unanimity"}
WRONG_KIND = frozenset(
    {
        "number_needed",
        "quantity_needed",
        "date_needed",
        "day_needed",
        "int_type",
        "float_type",
        "string_type",
        "bool_type",
        "bool_parsing",
        "literal_error",
        "list_type",
        "tuple_type",
        "dict_type",
        "model_type",
        "model_attributes_type",
        "union_tag_not_found",
        "date_from_datetime_parsing",
        "date_from_datetime_inexact",
        "date_parsing",
        "date_type",
    }
)
"""Errors by which pydantic says that a value of another kind stands there."""


def is_rule_path(path: Path) -> bool:
    """Return whether a path leads to a rule or to a part of one."""
    if len(path) > 2 and path[0] == "countries":
        path = path[2:]
    if not path or path[0] != "rule":
        return False
    return len(path) == 1 or (isinstance(path[-1], int) and path[-2] in _RULE_LISTS)


def reason_of(
    found: Mapping[str, Any], path: Path, root: type[BaseModel]
) -> tuple[str, str | None]:
    """Say what a validation error means and what would be right.

    Parameters
    ----------
    found
        One error of `pydantic.ValidationError.errors`.
    path
        Its path in the file.
    root
        The model of the whole file.

    Returns
    -------
    what, right
        What is wrong, and what would be right or None.
    """
    kind, value = found["type"], found["input"]
    if kind == "missing":
        return "is needed here", _described(root, path)
    if kind == "extra_forbidden":
        return "unknown field", right_field(path, root, {})
    if kind == "string_pattern_mismatch":
        what = f"{_short(value)} is not a name in kebab-case"
        return what, f"write `{_kebab(str(value))}`: small letters, digits and single hyphens"
    if kind in WRONG_KIND:
        return _wrong_kind(path, found, shapes_at(root, path))
    return _wrong_value(found, value)


_OF_A_TABLE = (("countries",), ("entry_into_force",))
"""Fields that only a negotiation has."""


_CURLY = "\u201c\u201d\u201e\u2018\u2019\u201a"
_HARD_BLANKS = "\u00a0\u202f\u2007"


def right_field(path: Path, root: type[BaseModel], taken: Mapping[str, Any]) -> str | None:
    """Name the field that a misspelled one meant: first among those not given yet."""
    if path in _OF_A_TABLE:
        return "write `kind: negotiation` if governments negotiate"
    if any(sign in str(path[-1]) for sign in _CURLY):
        return "curly quotation marks quote nothing: write straight ones"
    if any(blank in str(path[-1]) for blank in _HARD_BLANKS):
        return "a non-breaking space stands there: write a plain one"
    names = names_in(shapes_at(root, path[:-1]))
    if is_rule_path(path[:-1]) and taken:
        kind = next((kind for kind in RULE_KINDS if kind in taken), None)
        names = next((found for found in _RULE_FIELDS if kind in found), names)
    free = [name for name in names if name not in taken]
    near = nearest(str(path[-1]), free)
    return f"did you mean `{near}`?" if near else meant(str(path[-1]), names, noun="fields")


def _described(root: type[BaseModel], path: Path) -> str | None:
    if path == ("winset",):
        return "write `winset: 1`, the version of the case format"
    if path == ("kind",):
        return "write `kind: negotiation`"
    from winset.cases.paths.fields import fields_by_name

    for model in shapes_at(root, path[:-1]):
        if is_model(model) and str(path[-1]) in fields_by_name(model):
            text = fields_by_name(model)[str(path[-1])][1].description
            needed = needed_text(shapes_at(root, path))
            return f"{text.rstrip('.')} ({needed})" if text else needed
    return None


def _wrong_kind(
    path: Path, found: Mapping[str, Any], expected: tuple[Shape, ...]
) -> tuple[str, str | None]:
    value = found["input"]
    if is_rule_path(path):
        return _wrong_rule(value)
    if path == ("winset",):
        return f"version {_short(value)} of the case format is not known", "write `winset: 1`"
    if path == ("kind",):
        return (
            f"cases of the kind {_short(value)} are not read",
            "write `kind: domestic` or `kind: negotiation`",
        )
    is_list = found["type"] == "list_type"
    needed = "a list" if is_list and not expected else needed_text(expected)
    if is_list and isinstance(value, int | str | dt.date):
        entries = ", ".join(re.split(r"\s*[-–:]\s*", str(value))) if _is_tally(value) else value
        return f"takes {needed}, not {_short(value)}", f"write [{entries}]"
    if value is None:
        return "nothing is given here", f"it takes {needed}; or leave the field out"
    what = f"takes {needed}, not {_short(value)}"
    if path[-1:] == ("quota",) and str(value) in _SHARES:
        return what, f"write `{_SHARES[value]}`"
    return what, _right_value(value, expected)


def _is_tally(value: Any) -> bool:
    """Return whether somebody wrote a vote the way newspapers do, such as 234-200."""
    return isinstance(value, str) and re.fullmatch(r"\d+\s*[-–:]\s*\d+", value) is not None


def _right_value(value: Any, expected: tuple[Shape, ...]) -> str | None:
    words = _words_in(expected)
    if isinstance(value, str) and words:
        near = nearest(value, words)
        if near is not None:
            return f"did you mean `{near}`?"
    takes_days = any(
        shape is dt.date or getattr(shape, "__name__", "") == "DateQuantity" for shape in expected
    )
    if isinstance(value, str):
        if takes_days:
            return day_right(value)
        right = number_right(value)
        is_range = right is not None and right.startswith("write {")
        return None if is_range and int in expected else right
    if str in expected and not isinstance(value, dict | list):
        return f'write "{value}" in quotes'
    if isinstance(value, float) and int in expected and value.is_integer():
        return f"write {int(value)}"
    return None


def _wrong_rule(value: Any) -> tuple[str, str | None]:
    kinds = (
        "{chamber: ..., quota: ..., of: ...}, {actor: ...}, {acquiescence: ...}, "
        "{referendum: ...}, {all: [...]}, {any: [...]} or {at_least: ..., among: [...]}"
    )
    if isinstance(value, dict):
        for key in value:
            near = nearest(str(key), RULE_KINDS)
            if near is not None:
                return f"`{key}` is not a kind of rule", f"did you mean `{near}`?"
    return f"a rule is needed, not {_short(value)}", f"write {kinds}"


def _wrong_value(found: Mapping[str, Any], value: Any) -> tuple[str, str | None]:
    kind, context = found["type"], found.get("ctx", {})
    if kind == "too_short":
        has = len(value)
        what = f"only {has} {'is' if has == 1 else 'are'} given here"
        least = context["min_length"]
        right = f"at least {least} {'is' if least == 1 else 'are'} needed"
        return (what if has else "nothing is given here"), right
    if kind == "too_long":
        return f"{len(value)} entries", f"at most {context['max_length']} are allowed"
    if kind == "string_too_long":
        return f"{len(value)} characters", f"at most {context['max_length']} are allowed"
    if kind == "greater_than":
        return f"must be above {context['gt']}, not {_short(value)}", None
    if kind == "greater_than_equal":
        return f"must be {context['ge']} or more, not {_short(value)}", None
    if kind == "less_than_equal":
        return f"must be {context['le']} or less, not {_short(value)}", None
    if kind == "day_out_of_range":
        return str(found["msg"]), day_range_right()
    if kind == "finite_number":
        return "a finite number is needed", None
    message = str(found["msg"]).removeprefix("Value error, ")
    return message, _right_range(message, value)


def _right_range(message: str, value: Any) -> str | None:
    if "low <= likely <= high" in message and isinstance(value, dict):
        ends = [value.get(name) for name in ("low", "likely", "high")]
        if all(isinstance(end, int | float | dt.date) for end in ends):
            low, likely, high = sorted(ends)  # type: ignore[type-var]
            return f"write {{low: {low}, likely: {likely}, high: {high}}}"
    if "between 0 and 1" in message and isinstance(value, int | float) and 2 <= value <= 100:
        return f"for {value:g} % write {value / 100:g}"
    return None


def _kebab(text: str) -> str:
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", plain_letters(text))
    parts = re.findall(r"[a-z0-9]+", plain.lower())
    return "-".join(parts)[:80].strip("-") or "a-name"


def _short(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "fields (" + ", ".join(list(value)[:3]) + (", ..." if len(value) > 3 else "") + ")"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:50]}...'"
