"""Events of our components, with what they bring checked before anything is done with it."""

from __future__ import annotations

import inspect
import math
from collections.abc import Awaitable, Callable
from typing import Any

from nicegui.element import Element
from nicegui.events import GenericEventArguments


def listen(
    element: Element,
    event: str,
    handler: Callable[..., Awaitable[None] | None],
    **parts_of: Callable[[Any], Any],
) -> None:
    """Call a function when a component speaks; what no component of ours says is dropped.

    Parameters
    ----------
    element
        The component.
    event
        Name of the event.
    handler
        Called with the parts of the event in their order.
    parts_of
        Name of each part, with what checks it.
    """

    async def heard(told: GenericEventArguments) -> None:
        try:
            values = [check(told.args[name]) for name, check in parts_of.items()]
        except (TypeError, KeyError, IndexError, ValueError, OverflowError):
            return
        found = handler(*values)
        if inspect.isawaitable(found):
            await found

    element.on(event, heard, args=list(parts_of))


def texts(value: Any) -> str:
    """Check that a value is a text."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def number(value: Any) -> float:
    """Check that a value is a number, and finite."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError("not a number")
    return float(value)


def numbers(value: Any) -> list[float]:
    """Check that a value is a list of numbers."""
    if not isinstance(value, list):
        raise TypeError("not a list")
    return [number(part) for part in value]


def names(value: Any) -> list[str]:
    """Check that a value is a list of texts."""
    if not isinstance(value, list):
        raise TypeError("not a list")
    return [texts(part) for part in value]


def whole(value: Any) -> int:
    """Check that a value is a whole number."""
    if number(value) != int(value):
        raise TypeError("not a whole number")
    return int(value)


def flag(value: Any) -> bool:
    """Check that a value is true or false."""
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def parts(value: Any) -> dict[str, Any]:
    """Check that a value is a mapping."""
    if not isinstance(value, dict):
        raise TypeError("not a mapping")
    return {texts(name): part for name, part in value.items()}


def anything(value: Any) -> Any:
    """Take a value as it is."""
    return value
