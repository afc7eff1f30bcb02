"""Differences of two cases, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict

from winset.cases.file.document import Path, dotted
from winset.cases.file.yaml_text import json_data, plain_data
from winset.workbench.editing.history import AnyCase

ABSENT = object()
"""Stands for a field that is not there."""

_OF_A_QUANTITY = {"value", "low", "likely", "high", "distribution", "source", "note"}


class Change(BaseModel):
    """One field that differs.

    Parameters
    ----------
    path
        Dotted path of the field.
    before, after
        Plain data; None where it is not there.
    """

    model_config = ConfigDict(frozen=True)

    path: str
    before: Any = None
    after: Any = None


def changes_between(before: AnyCase, after: AnyCase) -> list[Change]:
    """Return the fields in which two cases differ.

    Parameters
    ----------
    before, after
        Two cases.

    Returns
    -------
    list of Change
        In the order of the first case, new fields behind. A number with its range is one field;
        so is a list whose length changes.
    """
    if before == after:
        return []
    return [
        Change(path=dotted(path), before=_shown(one), after=_shown(other))
        for path, one, other in differences(plain_data(before), plain_data(after))
    ]


def differences(one: Any, other: Any, path: Path = ()) -> Iterator[tuple[Path, Any, Any]]:
    """Yield path and both values of every field that differs between two trees of plain data."""
    if _same(one, other):
        return
    if _is_tree(one) and _is_tree(other):
        for key in dict.fromkeys([*one, *other]):
            yield from differences(one.get(key, ABSENT), other.get(key, ABSENT), (*path, str(key)))
    elif _are_lists_of_trees(one, other):
        for place, (mine, theirs) in enumerate(zip(one, other, strict=True)):
            yield from differences(mine, theirs, (*path, place))
    else:
        yield path, one, other


def _same(one: Any, other: Any) -> bool:
    """Equal and of one kind: 1 is 1.0, but not true."""
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def _is_tree(value: Any) -> bool:
    """Return whether a value has fields of its own; a number with its range is one field."""
    return isinstance(value, dict) and not (value and set(value) <= _OF_A_QUANTITY)


def _are_lists_of_trees(one: Any, other: Any) -> bool:
    if not (isinstance(one, list) and isinstance(other, list) and len(one) == len(other)):
        return False
    return all(isinstance(item, dict) for item in [*one, *other])


def _shown(value: Any) -> Any:
    return None if value is ABSENT else json_data(value)
