"""The shape of the case format, walked by path: which fields a place has and what they take."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Iterable
from functools import lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from winset.cases.file.document import Path
from winset.cases.model.quantities import DateQuantity, Quantity

Shape = Any
"""A type without Annotated and without unions: a model, dict[..], list[..], Literal or a scalar."""


@lru_cache(maxsize=512)
def _shapes_of(annotation: Any) -> tuple[Shape, ...]:
    origin: Any = get_origin(annotation)
    if origin is Annotated:
        return _shapes_of(get_args(annotation)[0])
    if origin is Union or isinstance(annotation, types.UnionType):
        return tuple(shape for part in get_args(annotation) for shape in _shapes_of(part))
    return (annotation,)


def shapes(annotation: Any) -> tuple[Shape, ...]:
    """Return the alternatives of a type annotation, with None left out.

    Examples
    --------
    >>> shapes(int | None)
    (<class 'int'>,)
    """
    return tuple(shape for shape in _shapes_of(annotation) if shape is not types.NoneType)


def is_model(shape: Shape) -> bool:
    """Return whether a shape is a model with fields."""
    return isinstance(shape, type) and issubclass(shape, BaseModel)


@lru_cache(maxsize=256)
def fields_by_name(model: type[BaseModel]) -> dict[str, tuple[str, FieldInfo]]:
    """Return a model's fields by the name they have in a file, with their attribute names.

    Parameters
    ----------
    model
        A model of the case format.

    Returns
    -------
    dict
        Name in a file to attribute name and field.
    """
    return {
        info.alias or attribute: (attribute, info) for attribute, info in model.model_fields.items()
    }


def below(shape: Shape, step: str | int) -> tuple[Shape, ...]:
    """Return the shapes one step below a shape; empty if there is no such step."""
    if is_model(shape):
        found = fields_by_name(shape).get(str(step))
        return shapes(found[1].annotation) if found else ()
    arguments = get_args(shape)
    origin: Any = get_origin(shape)
    if origin is dict:
        return shapes(arguments[1])
    if origin is list and isinstance(step, int):
        return shapes(arguments[0])
    if origin is tuple and isinstance(step, int) and step < len(arguments):
        return shapes(arguments[step])
    return ()


def shapes_at(root: type[BaseModel], path: Path) -> tuple[Shape, ...]:
    """Return what may stand at a path; empty if the format has no such place.

    Parameters
    ----------
    root
        The model of the whole file.
    path
        Keys and list positions from the top.

    Returns
    -------
    tuple
        The alternatives; for a rule, every kind of node that has the fields passed through.
    """
    found: tuple[Shape, ...] = (root,)
    for step in path:
        found = tuple(dict.fromkeys(part for shape in found for part in below(shape, step)))
    return found


def names_in(found: Iterable[Shape]) -> list[str]:
    """Return the field names that the models among some shapes have, in the order of the format."""
    models = [shape for shape in found if is_model(shape)]
    names = dict.fromkeys(name for model in models for name in fields_by_name(model))
    return [*names, *(["value"] if any(is_quantity(model) for model in models) else [])]


def is_quantity(shape: Shape) -> bool:
    """Return whether a shape is a coded number or date."""
    return shape in (Quantity, DateQuantity)


def is_literal(shape: Shape) -> bool:
    """Return whether a shape is a choice of words."""
    origin: Any = get_origin(shape)
    return origin is Literal


def words_in(found: Iterable[Shape]) -> list[str]:
    """Return the words that the literal types among some shapes allow."""
    return [
        word
        for shape in found
        if is_literal(shape)
        for word in get_args(shape)
        if isinstance(word, str)
    ]


def needed_text(found: Iterable[Shape]) -> str:
    """Say in words what some shapes take, for messages.

    Examples
    --------
    >>> needed_text((int,)), needed_text((Quantity,))
    ('a whole number', 'a number, or a range {low, likely, high}')
    """
    parts = dict.fromkeys(_shape_text(shape) for shape in found)
    return " or ".join(parts) or "a value"


def _shape_text(shape: Shape) -> str:
    if shape is Quantity:
        return "a number, or a range {low, likely, high}"
    if shape is DateQuantity:
        return "a day such as 1997-09-21, or a range {low, likely, high} of days"
    if is_model(shape):
        names = list(fields_by_name(shape))
        return "fields (" + ", ".join(names[:4]) + (", ...)" if len(names) > 4 else ")")
    origin: Any = get_origin(shape)
    if origin is Literal:
        return "one of " + ", ".join(str(word) for word in get_args(shape))
    if origin is list or origin is tuple:
        return "a list"
    if origin is dict:
        return "names with values"
    simple = {
        int: "a whole number",
        float: "a number",
        str: "text",
        bool: "true or false",
        dt.date: "a day such as 1997-09-21",
    }
    return simple.get(shape, "a value")
