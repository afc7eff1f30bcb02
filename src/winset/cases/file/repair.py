"""Further checks on a case whose shape is wrong, on the part that can be read."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from winset.cases.checks.check import problems_of_case
from winset.cases.file.document import Document, Path
from winset.cases.file.validation import file_path
from winset.cases.model.case import Case
from winset.cases.model.case_file import model_of
from winset.cases.model.negotiation import NegotiationCase
from winset.cases.paths.fields import is_model, shapes_at
from winset.cases.paths.paths import steps_of
from winset.foundation.errors import Problem

MOST_ROUNDS = 4
"""Removing one part can leave another incomplete; after so many rounds no more is tried."""


def problems_of_the_rest(document: Document, error: ValidationError) -> list[Problem]:
    """Check what is left of a case when the parts whose shape is wrong are taken out.

    Parameters
    ----------
    document
        The document that was validated.
    error
        What pydantic raised for it.

    Returns
    -------
    list of Problem
        Errors that do not follow from the parts taken out; empty if too little is left.
    """
    data = document.root.plain()
    removed: list[Path] = []
    for _ in range(MOST_ROUNDS):
        removed += _filled_in(error, data)
        for path in filter(None, _wrong_places(error, data)):
            removed.append(path)
            _remove(data, path)
        try:
            case = model_of(data).model_validate(data)
        except ValidationError as next_error:
            error = next_error
            continue
        return _problems(case, document, removed)
    return []


_STAND_INS = {"winset": 1, "id": "no-id", "title": "no title", "kind": "negotiation"}
"""For fields at the top on which no other check depends."""


def _filled_in(error: ValidationError, data: Any) -> list[Path]:
    """Put something where such a field is missing, so that all else can be checked."""
    absent = {e["loc"][-1] for e in error.errors() if e["type"] == "missing" and len(e["loc"]) == 1}
    filled = [name for name in _STAND_INS if name in absent and isinstance(data, dict)]
    data.update({name: _STAND_INS[name] for name in filled})
    return [(name,) for name in filled]


def _wrong_places(error: ValidationError, data: Any) -> list[Path]:
    paths = set()
    for found in error.errors(include_url=False, include_input=False):
        path = file_path(dict(found), lambda above, step: _has(_at(data, above), step))
        paths.add(path[:-1] if found["type"] == "missing" else path)
    # From the back, so that list positions stay what they are.
    return sorted(paths, key=lambda path: tuple(map(_sortable, path)), reverse=True)


def _sortable(step: str | int) -> tuple[int, str]:
    return (step, "") if isinstance(step, int) else (0, step)


def _has(data: Any, step: str | int) -> bool:
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and step < len(data)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step] if _has(data, step) else None
    return data


def _remove(data: Any, path: Path) -> None:
    parent = _at(data, path[:-1])
    if path and _has(parent, path[-1]):
        del parent[path[-1]]


def _problems(
    case: Case | NegotiationCase, document: Document, removed: list[Path]
) -> list[Problem]:
    touched = {_touched(path, type(case)) for path in removed}
    lost = {str(path[1]) if len(path) > 1 else "" for path in touched if path[0] == "actors"}
    return [
        problem
        for problem in problems_of_case(case, document)
        if problem.severity == "error"
        and not _is_below(steps_of(problem.path), touched)
        and not _lacks_what_was_taken_out(steps_of(problem.path), touched)
        and not _may_be_an_echo(problem, document, lost)
    ]


def _may_be_an_echo(problem: Problem, document: Document, lost: set[str]) -> bool:
    """Return whether a part of the rule only seems to lack an actor that was taken out."""
    steps = steps_of(problem.path)
    if steps[0] != "rule" or not lost:
        return False
    node = document.node(steps)
    return steps[-1] == "chamber" or (node is not None and node.value in lost)


def _lacks_what_was_taken_out(path: Path, touched: set[Path]) -> bool:
    """Return whether an actor has seats or a position that are only written wrong."""
    if len(path) < 2 or path[0] != "actors":
        return False
    places = [path]
    if len(path) == 4 and path[2] == "spread":
        places.append((*path[:2], "position", path[3]))
    return any(place[: len(path)] in places for place in touched)


def _touched(path: Path, root: type[Case] | type[NegotiationCase]) -> Path:
    """Return the part whose checks a removal spoils: the list, the fields around, or itself."""
    for number, step in enumerate(path):
        if isinstance(step, int):
            return path[:number]
    is_field = any(map(is_model, shapes_at(root, path[:-1])))
    return path[:-1] if is_field and len(path) > 1 else path


def _is_below(path: Path, places: set[Path]) -> bool:
    return any(path[: len(place)] == place for place in places)
