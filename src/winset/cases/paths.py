"""Dotted paths into a case: every coded number, one value, and a case with other values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from winset.cases.document import Path, dotted
from winset.cases.fields import fields_by_name, is_quantity, names_in, shapes_at
from winset.cases.model import Case
from winset.cases.quantities import DateQuantity, Quantity
from winset.cases.values import value_from_text
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
        found, value = _step(value, step)
        if not found:
            raise _no_such_path(case, steps, number)
    return value


def has_path(case: BaseModel, path: str) -> bool:
    """Whether a case gives something at a path; a default does not count."""
    value: Any = case
    for step in steps_of(path):
        given = {str(name): item for name, item in children(value)}
        if str(step) not in given:
            return False
        value = given[str(step)]
    return True


def _step(value: Any, step: str | int) -> tuple[bool, Any]:
    if isinstance(value, BaseModel):
        found = fields_by_name(type(value)).get(str(step))
        return (True, getattr(value, found[0])) if found else (False, None)
    if isinstance(value, dict):
        return str(step) in value, value.get(str(step))
    if isinstance(value, list | tuple) and isinstance(step, int) and step < len(value):
        return True, value[step]
    return False, None


def with_values(case: Model, values: Mapping[str, object]) -> Model:
    """Return a case in which some values are others; the case given stays as it is.

    Parameters
    ----------
    case
        A case, or the parameter block.
    values
        Path to value. A text is read as on the command line: ``0.9``, ``1997-12-15``, the range
        ``0.3:0.4:0.6``, or YAML in brackets for a whole part. A number, date, list, mapping or
        part of a case is taken as it is. Several paths below one absent part may be set together.

    Returns
    -------
    Case
        The changed case, validated again.

    Raises
    ------
    InputError
        If a path does not exist, a value is of the wrong kind or out of bounds, or the changed
        case contradicts itself where the given one did not.

    Notes
    -----
    Only what lies on the way to a changed value is validated again, so the cost hardly grows with
    the size of the case. A range that is replaced by a number loses its source: the new number is
    the caller's.
    """
    edits: dict[Any, Any] = {}
    for path, value in values.items():
        _enter(case, edits, steps_of(path), value)
    root = type(case)
    try:
        changed = root.model_validate(_edited(case, edits))
    except ValidationError as error:
        raise InputError(_first_wrong(error, root, values)) from None
    if isinstance(case, Case) and isinstance(changed, Case):
        _refuse_contradictions(case, changed)
    return changed


class _New:
    """A value to set, told apart from a mapping of deeper edits."""

    def __init__(self, value: Any) -> None:
        self.value = value


def _enter(case: BaseModel, edits: dict[Any, Any], steps: Path, value: object) -> None:
    """Check that a path may be set and enter its value into the tree of edits."""
    _refuse_unknown_path(case, steps)
    expected = shapes_at(type(case), steps)
    try:
        raw = value_from_text(value, expected) if isinstance(value, str) else value
    except InputError as error:
        raise InputError(f"{dotted(steps)}: {error.what}", error.right) from None
    place = edits
    for number, step in enumerate(steps[:-1]):
        below_step = place.setdefault(step, {})
        if isinstance(below_step, _New):
            raise InputError(f"{dotted(steps)} and {dotted(steps[: number + 1])} are both set")
        place = below_step
    if place.get(steps[-1]):
        raise InputError(f"{dotted(steps)} is set twice, or together with a part of it")
    place[steps[-1]] = _New(raw)


def _refuse_unknown_path(case: BaseModel, steps: Path) -> None:
    value: Any = case
    for number, step in enumerate(steps):
        found, below_value = _step(value, step)
        if not found and not _may_be_added(case, steps[: number + 1], value):
            raise _no_such_path(case, steps, number)
        value = below_value
        if value is None:  # absent: from here on only the format can say what exists
            _refuse_unknown_field(case, steps, number + 1)
            return


def _refuse_unknown_field(case: BaseModel, steps: Path, number: int) -> None:
    for last in range(number, len(steps)):
        if not shapes_at(type(case), steps[: last + 1]):
            raise _no_such_path(case, steps, last)


def _may_be_added(case: BaseModel, steps: Path, parent: Any) -> bool:
    """Whether an entry of a mapping may be new: its name must be known elsewhere in the case."""
    return isinstance(parent, dict) and str(steps[-1]) in _names_for(case, steps[:-1])


def _names_for(case: BaseModel, mapping: Path) -> tuple[str, ...]:
    if not isinstance(case, Case) or not mapping:
        return ()
    if mapping[-1] in ("position", "salience", "spread"):
        return tuple(case.issues)
    if mapping[-1] in ("seats", "tally", "votes"):
        from winset.cases.rule_walk import chambers_of

        return tuple(chambers_of(case.rule))
    return ()


def _edited(value: Any, edits: Mapping[Any, Any]) -> Any:
    """Return a part of a case as data in which only the changed places are plain."""
    if isinstance(value, list | tuple):
        return [_after(item, edits.get(number)) for number, item in enumerate(value)]
    given = dict(children(value)) if value is not None else {}
    for step, edit in edits.items():
        key = str(step)
        given[key] = _after(given.get(key, _default(value, key)), edit)
    return given


def _default(value: Any, key: str) -> Any:
    found, default = _step(value, key)
    return default if found else None


def _after(value: Any, edit: Any) -> Any:
    if edit is None:
        return value
    return edit.value if isinstance(edit, _New) else _edited(value, edit)


def _no_such_path(case: BaseModel, steps: Path, number: int) -> InputError:
    what = f"{dotted(steps)}: there is no `{steps[number]}`"
    if number:
        what += f" in {dotted(steps[:number])}"
    right = _corrected(case, steps)
    if right is not None:
        return InputError(what, f"did you mean `{right}`?")
    return InputError(
        what, meant(str(steps[number]), _names_at(case, steps[:number]), noun="names")
    )


def _corrected(case: BaseModel, steps: Path) -> str | None:
    """Return the path with each wrong step replaced by the nearest name, or None."""
    path: Path = ()
    for step in steps:
        names = _names_at(case, path)
        if str(step) in names:
            path = (*path, step)
            continue
        near = nearest(str(step), names)
        if near is None:
            return None
        path = (*path, _step_of(near))
    return dotted(path)


def _names_at(case: BaseModel, path: Path) -> list[str]:
    value: Any = case
    for step in path:
        _, value = _step(value, step)
    if isinstance(value, dict):
        return list(dict.fromkeys([*value, *_names_for(case, path)]))
    if isinstance(value, list | tuple):
        return [str(number) for number in range(len(value))]
    if isinstance(value, BaseModel):
        return list(fields_by_name(type(value)))
    return [name for name in names_in(shapes_at(type(case), path)) if name != "value"]


def _first_wrong(
    error: ValidationError, root: type[BaseModel], values: Mapping[str, object]
) -> str:
    """Tell the first validation error in terms of the paths that were set."""
    from winset.cases.reasons import reason_of
    from winset.cases.validation import file_path

    found = dict(error.errors(include_url=False)[0])
    path = file_path(found, lambda above, step: bool(shapes_at(root, (*above, step))))
    if any(map(is_quantity, shapes_at(root, path[:-1]))) and dotted(path) not in values:
        path = path[:-1]  # an end of a range that was given as one value
    what, right = reason_of(found, path, root)
    return f"{dotted(path)}: {what}" + (f"; {right}" if right else "")


def _refuse_contradictions(before: Case, after: Case) -> None:
    from winset.cases.check import contradictions

    errors = contradictions(after)
    if errors:
        known = {(problem.path, problem.what) for problem in contradictions(before)}
        new = [problem for problem in errors if (problem.path, problem.what) not in known]
        if new:
            raise InputError("\n".join(str(problem) for problem in new))
