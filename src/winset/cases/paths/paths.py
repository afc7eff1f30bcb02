"""Dotted paths into a case: every coded number, one value, and a case with other values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel

from winset.cases.file.document import Path, dotted
from winset.cases.model.actors import BY_CHAMBER, BY_ISSUE
from winset.cases.model.case import Case
from winset.cases.model.quantities import DateQuantity, Quantity
from winset.cases.paths.fields import fields_by_name, names_in, shapes_at
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant, nearest

Model = TypeVar("Model", bound=BaseModel)


def steps_of(path: str) -> Path:
    """Split a dotted path into keys and list positions.

    Parameters
    ----------
    path
        Dotted path such as ``pressure.0.strength``.

    Returns
    -------
    tuple
        Its steps; digits are list positions.

    Examples
    --------
    >>> steps_of("pressure.0.strength")
    ('pressure', 0, 'strength')
    """
    return tuple(map(_step_of, path.split(".")))


def _step_of(text: str) -> str | int:
    """Read a list position; ``00`` is a name, since a position is written in one way."""
    is_position = text.isdecimal() and len(text) < 10 and str(int(text)) == text
    return int(text) if is_position else text


def quantities(case: BaseModel) -> Iterator[tuple[str, Quantity | DateQuantity]]:
    """Yield every coded number and date of a case with its path.

    Parameters
    ----------
    case
        A case, or any part of one; the parameter block works as well.

    Yields
    ------
    path, quantity
        In the order of the case format, actors and issues in the order of the file. Values that
        were left out, so that a default holds, are not coded and are not yielded.
    """
    yield from _quantities(case, ())


def _quantities(value: Any, path: Path) -> Iterator[tuple[str, Quantity | DateQuantity]]:
    if isinstance(value, Quantity | DateQuantity):
        yield dotted(path), value
        return
    for step, item in children(value):
        if isinstance(item, BaseModel | dict | list):
            yield from _quantities(item, (*path, step))


def children(value: Any) -> Iterator[tuple[str | int, Any]]:
    """Yield the steps below a value that were given, and what stands there."""
    if isinstance(value, BaseModel):
        for name, (attribute, _) in fields_by_name(type(value)).items():
            if attribute in value.model_fields_set:
                yield name, getattr(value, attribute)
    elif isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list | tuple):
        yield from enumerate(value)


def value_at(case: BaseModel, path: str) -> Any:
    """Return what a case says at a path; a default counts.

    Parameters
    ----------
    case
        A case or the parameter block.
    path
        Dotted path such as ``actors.clinton.capacity``.

    Returns
    -------
    object
        A Quantity, a date, a text, or a whole part of the case; None for an absent part.

    Raises
    ------
    InputError
        If there is no such path, with the nearest that exists.
    """
    value: Any = case
    steps = steps_of(path)
    for number, step in enumerate(steps):
        found, value = step_into(value, step)
        if not found:
            raise no_such_path(case, steps, number)
    return value


def has_path(case: BaseModel, path: str) -> bool:
    """Return whether a case gives something at a path; a default does not count."""
    value: Any = case
    for step in steps_of(path):
        given = {str(name): item for name, item in children(value)}
        if str(step) not in given:
            return False
        value = given[str(step)]
    return True


def step_into(value: Any, step: str | int) -> tuple[bool, Any]:
    """Return whether a value has something at a step, and what."""
    if isinstance(value, BaseModel):
        found = fields_by_name(type(value)).get(str(step))
        return (True, getattr(value, found[0])) if found else (False, None)
    if isinstance(value, dict):
        return str(step) in value, value.get(str(step))
    if isinstance(value, list | tuple) and isinstance(step, int) and step < len(value):
        return True, value[step]
    return False, None


def no_such_path(case: BaseModel, steps: Path, number: int) -> InputError:
    """Return the error of a path that does not exist from a step on, with the nearest name."""
    what = f"{dotted(steps)}: there is no `{steps[number]}`"
    if number:
        what += f" in {dotted(steps[:number])}"
    right = _corrected(case, steps)
    if right is not None:
        return InputError(what, f"did you mean `{right}`?")
    return InputError(what, meant(str(steps[number]), names_at(case, steps[:number]), noun="names"))


def _corrected(case: BaseModel, steps: Path) -> str | None:
    """Return the path with each wrong step replaced by the nearest name, or None."""
    path: Path = ()
    for step in steps:
        names = names_at(case, path)
        if str(step) in names:
            path = (*path, step)
            continue
        near = nearest(str(step), names)
        if near is None:
            return None
        path = (*path, _step_of(near))
    return dotted(path)


def names_at(case: BaseModel, path: Path) -> list[str]:
    """Return the names below a path."""
    value: Any = case
    for step in path:
        _, value = step_into(value, step)
    if isinstance(value, dict):
        return list(dict.fromkeys([*value, *names_for(case, path)]))
    if isinstance(value, list | tuple):
        return [str(number) for number in range(len(value))]
    if isinstance(value, BaseModel):
        return list(fields_by_name(type(value)))
    return [name for name in names_in(shapes_at(type(case), path)) if name != "value"]


def names_for(case: BaseModel, mapping: Path) -> tuple[str, ...]:
    """Return the names that a mapping may hold though it does not yet."""
    if not isinstance(case, Case) or not mapping:
        return ()
    if mapping[-1] in BY_ISSUE:
        return tuple(case.issues)
    if mapping[-1] in (*BY_CHAMBER, "tally", "votes"):
        from winset.cases.paths.rule_walk import chambers_of

        return tuple(chambers_of(case.rule))
    return ()
