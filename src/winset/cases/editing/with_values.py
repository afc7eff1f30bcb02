"""Change values of a case by their paths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from winset.cases.checks.contradictions import contradictions
from winset.cases.file.document import Path, dotted
from winset.cases.file.reasons import reason_of
from winset.cases.file.validation import file_path
from winset.cases.model.case import Case
from winset.cases.paths.fields import is_quantity, shapes_at
from winset.cases.paths.paths import children, names_for, no_such_path, step_into, steps_of
from winset.cases.paths.values import value_from_text
from winset.foundation.errors import InputError

Model = TypeVar("Model", bound=BaseModel)


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
    """A value to set, as distinct from a mapping of deeper edits."""

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
        found, below_value = step_into(value, step)
        if not found and not _may_be_added(case, steps[: number + 1], value):
            raise no_such_path(case, steps, number)
        value = below_value
        if value is None:  # absent: from here on only the format can say what exists
            _refuse_unknown_field(case, steps, number + 1)
            return


def _refuse_unknown_field(case: BaseModel, steps: Path, number: int) -> None:
    for last in range(number, len(steps)):
        if not shapes_at(type(case), steps[: last + 1]):
            raise no_such_path(case, steps, last)


def _may_be_added(case: BaseModel, steps: Path, parent: Any) -> bool:
    """Return whether an entry of a mapping may be new: its name must be known elsewhere."""
    return isinstance(parent, dict) and str(steps[-1]) in names_for(case, steps[:-1])


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
    found, default = step_into(value, key)
    return default if found else None


def _after(value: Any, edit: Any) -> Any:
    if edit is None:
        return value
    return edit.value if isinstance(edit, _New) else _edited(value, edit)


def _first_wrong(
    error: ValidationError, root: type[BaseModel], values: Mapping[str, object]
) -> str:
    """Tell the first validation error in terms of the paths that were set."""
    found = dict(error.errors(include_url=False)[0])
    path = file_path(found, lambda above, step: bool(shapes_at(root, (*above, step))))
    if any(map(is_quantity, shapes_at(root, path[:-1]))) and dotted(path) not in values:
        path = path[:-1]  # an end of a range that was given as one value
    what, right = reason_of(found, path, root)
    return f"{dotted(path)}: {what}" + (f"; {right}" if right else "")


def _refuse_contradictions(before: Case, after: Case) -> None:
    errors = contradictions(after)
    if errors:
        known = {(problem.path, problem.what) for problem in contradictions(before)}
        new = [problem for problem in errors if (problem.path, problem.what) not in known]
        if new:
            raise InputError("\n".join(str(problem) for problem in new))
