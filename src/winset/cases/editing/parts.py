"""Adding, removing and renaming parts of a case in its own text: comments and order stay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from winset.cases.editing.edit import end_of, insertion, is_json, replacement
from winset.cases.file.document import Document, Node, Path, dotted, parse_document
from winset.cases.file.read import load_text
from winset.cases.file.yaml_text import block_lines, flow_text, json_data, plain_data
from winset.cases.model.actors import BY_ISSUE
from winset.cases.model.case_file import CaseFile
from winset.cases.paths.paths import steps_of
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant

REMOVED = object()
"""Stands for a part that shall not be there."""


def added(case_file: CaseFile, path: str, value: object) -> CaseFile:
    """Return a case file with one entry more.

    Parameters
    ----------
    case_file
        A case as it was read.
    path
        Path of the new entry, such as ``actors.unions``; or of a list, to which the value is added.
        What is missing above it is made.
    value
        The entry as plain data, or as a part of a case.

    Returns
    -------
    CaseFile

    Raises
    ------
    InputError
        If there is such an entry already.
    CaseError
        If the case would not be valid in its shape.

    Examples
    --------
    >>> from winset.cases.templates.skeleton import skeleton_text
    >>> case = load_text(skeleton_text("a-bill"), "a-bill.yaml")
    >>> unions = {"level": "group", "position": {"openness": 0.3}}
    >>> list(added(case, "actors.small-farmers", unions).case.actors)[-1]
    'small-farmers'
    """
    steps = steps_of(path)
    text = _with_entry(case_file.document, steps, plain_data(value))
    return load_text(text, case_file.name, case_file.path)


def removed(case_file: CaseFile, path: str) -> CaseFile:
    """Return a case file without an entry, or without an optional field.

    Parameters
    ----------
    case_file
        A case as it was read.
    path
        What shall go; the last entry of a mapping or list takes that with it.

    Raises
    ------
    InputError
        If there is no such part.
    CaseError
        If the case would not be valid in its shape.
    """
    steps = steps_of(path)
    _refuse_missing(case_file.document, steps)
    return load_text(_without(case_file.document, steps), case_file.name, case_file.path)


def with_plain(
    text: str, name: str, parts: dict[Path, Any], document: Document | None = None
) -> str:
    """Return a document in which some parts are others.

    Parameters
    ----------
    text
        YAML or JSON.
    name
        What messages call it.
    parts
        Path to plain data, or `REMOVED`; no path above another. Paths that do not exist are added.
    document
        The text, if it was parsed already.

    Raises
    ------
    CaseError
        If the text is no YAML.
    """
    for path, value in parts.items():
        if document is None or document.text != text:
            document = parse_document(text, name)
        node = document.node(path)
        if value is REMOVED:
            text = _without(document, path) if node is not None else text
        elif node is None:
            text = _with_entry(document, path, value)
        elif is_json(text):
            text = _json_with(document, path, value)
        else:
            splice = replacement(document, path, node, value)
            text = text[: splice.start] + splice.text + text[splice.end :]
    return text


def renamed(case_file: CaseFile, path: str, new: str) -> CaseFile:
    """Return a case file in which an actor or an issue has another id, wherever it is named.

    Parameters
    ----------
    case_file
        A domestic case as it was read.
    path
        ``actors.ID`` or ``issues.ID``.
    new
        The new id, in kebab-case.

    Raises
    ------
    InputError
        If there is no such actor or issue, or the new id is taken.
    CaseError
        If the new id is none.
    """
    steps = steps_of(path)
    if len(steps) != 2 or steps[0] not in ("actors", "issues"):
        raise InputError(f"{path}: only actors and issues can be renamed", "name actors.ID")
    document, old = case_file.document, str(steps[1])
    _refuse_missing(document, steps)
    if document.node((steps[0], new)) is not None:
        raise InputError(f"{steps[0]}.{new}: there is one of that name", "choose another")
    text = document.text
    splices = set(_named(document, document.root, (), str(steps[0]), old, new))
    for start, end, word in sorted(splices, reverse=True):
        text = text[:start] + word + text[end:]
    return load_text(text, case_file.name, case_file.path)


_ACTOR_FIELDS = {
    "from", "to", "actor", "acquiescence", "held_by", "chief_executive", "proposed_by", "by", "of"
}  # fmt: skip
_ACTOR_LISTS = {"actors", "as_coded", "reach", "between", "owners", "capital", "labour"}
_ACTOR_MAPPINGS = {"seats", "advantages", "further_actors"}
"""Mappings of the lenses whose keys are actors."""
_ISSUE_FIELDS = {"issue", "axis"}


def _named(
    document: Document, node: Node, path: Path, kind: str, old: str, new: str
) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and new text of every place that names an actor or an issue."""
    for step, below in _below(node):
        here = (*path, step)
        if isinstance(step, str) and step == old and _holds_ids(path, kind):
            start = node.keys[step].index
            yield start, _key_end(document.text, start, old), new
        if isinstance(below.value, str):
            word = _renamed_value(here, below.value, kind, old, new)
            if word is not None:
                yield below.start.index, below.end.index, word
        yield from _named(document, below, here, kind, old, new)


def _below(node: Node) -> list[tuple[str | int, Node]]:
    if node.mapping is not None:
        return list(node.mapping.items())
    return list(enumerate(node.sequence or []))


def _holds_ids(path: Path, kind: str) -> bool:
    """Return whether the keys of the mapping at a path are ids of that kind."""
    last = path[-1] if path else ""
    if kind == "actors":
        in_lenses = path[:1] == ("lenses",) and last in _ACTOR_MAPPINGS
        return last in ("actors", "seated") or in_lenses
    return last == "issues" or last in BY_ISSUE


def _key_end(text: str, start: int, old: str) -> int:
    quoted = text[start] in "'\""
    return start + len(old) + (2 if quoted else 0)


def _renamed_value(path: Path, value: str, kind: str, old: str, new: str) -> str | None:
    names = [str(step) for step in path if isinstance(step, str)]
    last = names[-1] if names else ""
    if last == "about":
        steps = steps_of(value)
        changed = [
            new if step == old and _holds_ids(steps[:place], kind) else str(step)
            for place, step in enumerate(steps)
        ]
        word = ".".join(changed)
        return flow_text(word) if word != value else None
    fields = _ACTOR_FIELDS if kind == "actors" else _ISSUE_FIELDS
    lists = _ACTOR_LISTS if kind == "actors" else {"germane"}
    is_item = isinstance(path[-1], int)
    named = last in lists if is_item else last in fields
    return new if named and value == old else None


def _refuse_missing(document: Document, path: Path) -> None:
    if document.node(path) is not None:
        return
    parent = document.node(path[:-1])
    known = [] if parent is None else [str(step) for step, _ in _below(parent)]
    raise InputError(f"{dotted(path)}: there is none", meant(str(path[-1]), known))


def _with_entry(document: Document, path: Path, value: Any) -> str:
    """Add an entry where its parent is; what is missing above it comes with it."""
    node, depth = document.root, 0
    while depth < len(path):
        below = node.child(path[depth])
        if below is None:
            break
        node, depth = below, depth + 1
    if depth == len(path):
        if node.sequence is None:
            raise InputError(f"{dotted(path)}: there is one already", "change it, or rename it")
        return _with_item(document, path, node, value)
    for step in reversed(path[depth + 1 :]):
        value = {str(step): value}
    step = str(path[depth])
    if is_json(document.text):
        return _json_with(document, path[: depth + 1], value)
    if node.mapping is None:
        splice = replacement(document, path[:depth], node, {step: value})
        return _spliced(document.text, *splice)
    if node.is_flow or not node.mapping:
        return _spliced(
            document.text, *insertion(document.text, node, f"{flow_text({step: value})[1:-1]}")
        )
    column = next(iter(node.keys.values())).column
    lines = list(block_lines({step: value}, column))
    return _spliced(document.text, *insertion(document.text, node, "\n".join(lines)[column:]))


def _with_item(document: Document, path: Path, node: Node, value: Any) -> str:
    if is_json(document.text):
        return _json_with(document, path, [*node.plain(), value])
    items, text = node.sequence or [], document.text
    dash = text.rfind("-", 0, items[-1].start.index) if items else -1
    line = text.rfind("\n", 0, dash) + 1
    if node.is_flow or not items or text[line:dash].strip():
        return _spliced(text, *replacement(document, path, node, [*node.plain(), value]))
    entry = " " * (dash - line) + "- " + flow_text(value)
    end = text.find("\n", end_of(node) - 1)
    if end < 0:
        return f"{text}\n{entry}\n"
    return f"{text[: end + 1]}{entry}\n{text[end + 1 :]}"


def _without(document: Document, path: Path) -> str:
    """Take an entry out; the last of a mapping or list takes that with it."""
    text = document.text
    parent, node = document.node(path[:-1]), document.node(path)
    if parent is None or node is None:
        return text
    if len(path) > 1 and len(_below(parent)) == 1:
        return _without(document, path[:-1])
    if is_json(text):
        return _json_with(document, path, REMOVED)
    start = _start_of_entry(document, parent, path[-1], node)
    if start is None:
        plain = parent.plain()
        del plain[path[-1]]
        return _spliced(text, *replacement(document, path[:-1], parent, plain))
    end = text.find("\n", end_of(node) - 1)
    return text[:start] if end < 0 else text[:start] + text[end + 1 :]


def _start_of_entry(document: Document, parent: Node, step: str | int, node: Node) -> int | None:
    """Find where the line begins that an entry of a block has for itself; None if it has none."""
    text = document.text
    if parent.is_flow:
        return None
    if parent.mapping is not None:
        first = parent.keys[str(step)].index
    else:
        first = text.rfind("-", 0, node.start.index)
    line = text.rfind("\n", 0, first) + 1
    return None if first < 0 or text[line:first].strip() else line


def _json_with(document: Document, path: Path, value: Any) -> str:
    plain = json_data(document.root.plain())
    place = plain
    for step in path[:-1]:
        place = place.setdefault(step, {}) if isinstance(place, dict) else place[step]
    if value is REMOVED:
        del place[path[-1]]
    else:
        place[path[-1]] = json_data(value)
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


def _spliced(text: str, start: int, end: int, word: str) -> str:
    return text[:start] + word + text[end:]
