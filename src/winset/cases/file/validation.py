"""From what pydantic finds wrong to problems a user can act on, each with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from winset.cases.file.document import Document, Path, dotted
from winset.cases.file.reasons import RULE_KINDS, WRONG_KIND, is_rule_path, reason_of, right_field
from winset.cases.model.quantities import Quantity
from winset.cases.paths.fields import is_quantity, shapes_at
from winset.foundation.errors import Problem
from winset.foundation.spelling import nearest

MOST_TOLD = 1000
"""Errors of one file that are reported; beyond, only how many more there are."""


def problems_of(error: ValidationError, document: Document, root: type[BaseModel]) -> list[Problem]:
    """Turn validation errors into problems with file, line, column, path and what would be right.

    Parameters
    ----------
    error
        What pydantic raised for `document`.
    document
        The document that was validated.
    root
        The model it was validated against.

    Returns
    -------
    list of Problem
        One for each place, in the order of the file; errors of the alternatives of one place are
        reported as one. Beyond `MOST_TOLD` errors the last says how many more there are.
    """
    by_path: dict[Path, list[Mapping[str, Any]]] = {}
    errors = error.errors(include_url=False)
    for found in errors[:MOST_TOLD]:
        path = _place_of(found, document, root)
        by_path.setdefault(path, []).append(dict(found))
    above = {path[:length] for path in by_path for length in range(len(path))}
    commas = {path: decimal_comma(path, document, root) for path in by_path}
    problems = [comma for comma in commas.values() if comma is not None]
    problems += [
        _problem(path, found, document, root)
        for path, found in by_path.items()
        if commas[path] is None
        and not _is_told_below(path, found, above)
        and not _is_misspelled(path, found, by_path)
    ]
    return [*in_file_order(problems), *_untold(len(errors), document)]


def _untold(count: int, document: Document) -> list[Problem]:
    """Say how many errors are not reported, if there are any."""
    if count <= MOST_TOLD:
        return []
    what = f"about {count - MOST_TOLD:,} errors more than are listed here"
    return [Problem(what, "mend the others first", file=document.name)]


def _is_misspelled(
    path: Path,
    found: list[Mapping[str, Any]],
    by_path: Mapping[Path, list[Mapping[str, Any]]],
) -> bool:
    """Return whether a missing field stands beside an unknown one that means it."""
    if found[0]["type"] != "missing":
        return False
    return any(
        other[0]["type"] == "extra_forbidden"
        and beside[:-1] == path[:-1]
        and nearest(str(beside[-1]), [str(path[-1])]) is not None
        for beside, other in by_path.items()
    )


def in_file_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by their place and leave out later ones with the same place and path."""
    found: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        found.setdefault((problem.line, problem.column, problem.path), problem)
    return sorted(found.values(), key=lambda problem: (problem.line or 0, problem.column or 0))


def _place_of(found: Mapping[str, Any], document: Document, root: type[BaseModel]) -> Path:
    def exists(path: Path, step: str | int) -> bool:
        node = document.node(path)
        return node is not None and node.child(step) is not None

    path = file_path(found, exists)
    if found["type"] == "missing" and any(map(is_quantity, shapes_at(root, path[:-1]))):
        return path[:-1]
    return path


def file_path(found: Mapping[str, Any], exists: Callable[[Path, str | int], bool]) -> Path:
    """Return the path in a file of one validation error.

    Pydantic's location also names the alternatives it tried; those steps are left out.

    Parameters
    ----------
    found
        One error of `pydantic.ValidationError.errors`.
    exists
        Whether a path has a step below it.
    """
    location: tuple[str | int, ...] = found["loc"]
    path: Path = ()
    names_kind = False
    for number, step in enumerate(location):
        if step == "[key]":
            break
        if names_kind and step in RULE_KINDS:
            names_kind = False
            continue
        is_missing = found["type"] == "missing" and number == len(location) - 1
        if is_missing or exists(path, step):
            path = (*path, step)
            names_kind = is_rule_path(path)
    return path


def _is_told_below(path: Path, found: list[Mapping[str, Any]], above: set[Path]) -> bool:
    """Return whether an error of kind only says that another alternative was meant."""
    return path in above and all(item["type"] in WRONG_KIND for item in found)


def _problem(
    path: Path, found: list[Mapping[str, Any]], document: Document, root: type[BaseModel]
) -> Problem:
    first = found[0]
    kind = first["type"]
    if kind == "missing" and any(map(is_quantity, shapes_at(root, path))):
        names = ", ".join(str(item["loc"][-1]) for item in found)
        form = "write {low: ..., likely: ..., high: ...}"
        return document.problem(path, f"a range without {names}", form)
    if kind == "missing":
        line, column = document.place(path[:-1], of_key=True)
        return Problem(*reason_of(first, path, root), dotted(path), document.name, line, column)
    if kind == "extra_forbidden":
        parent = document.node(path[:-1])
        taken = parent.mapping if parent and parent.mapping else {}
        right = right_field(path, root, taken)
        return document.problem(path, "unknown field", right, of_key=True)
    of_key = "[key]" in first["loc"]
    return document.problem(path, *reason_of(first, path, root), of_key=of_key)


def decimal_comma(path: Path, document: Document, root: type[BaseModel]) -> Problem | None:
    """Tell of a number that was written with a comma between braces, for decimals or thousands.

    Parameters
    ----------
    path
        Where an entry stands that the format does not know or that holds nothing.
    document
        The document it stands in.
    root
        The model of the whole file.

    Returns
    -------
    Problem or None
        At the number, with what to write; None unless the entry is digits without a value, behind
        a whole number where one with decimals may stand, or three digits where a whole one may.

    Examples
    --------
    >>> from winset.cases.file.document import parse_document
    >>> from winset.cases.model.negotiation import NegotiationCase
    >>> document = parse_document("outcome: {terms: {cars: 0,6}}", "a.yaml")
    >>> print(decimal_comma(("outcome", "terms", "6"), document, NegotiationCase))
    a.yaml:1:25: outcome.terms.cars: 0,6 is read as two entries; write 0.6: decimals take a point
    """
    above, digits = path[:-1], str(path[-1]) if path else ""
    parent = document.node(above)
    if parent is None or not parent.mapping or digits not in parent.mapping:
        return None
    names = list(parent.mapping)
    place = names.index(digits)
    if not (digits.isdecimal() and parent.is_flow and place):
        return None
    before = (*above, names[place - 1])
    node = parent.mapping[names[place - 1]]
    whole = document.text[node.start.index : node.end.index].strip()
    has_value = parent.mapping[digits].plain() is not None
    if has_value or not re.fullmatch(r"[-+]?[0-9]+", whole):
        return None
    what = f"{whole},{digits} is read as two entries"
    if _takes_decimals(before, root):
        right = f"write {whole}.{digits}: decimals take a point"
        return document.problem(before, what, right)
    if len(digits) == 3 and int in shapes_at(root, before):
        return document.problem(before, what, f"write {whole}{digits}, without a separator")
    return None


def _takes_decimals(path: Path, root: type[BaseModel]) -> bool:
    return any(shape in (Quantity, float) for shape in shapes_at(root, path)) or (
        Quantity in shapes_at(root, path[:-1])
    )
