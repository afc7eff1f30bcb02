"""Changing values of a case file in its own text: comments, order and indentation stay.

Nothing is written anew but the values that change: their place in the text is known, so one edit
changes one line. The changed text is read back and must give exactly the changed case.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from winset.cases.editing.with_values import with_values
from winset.cases.file.document import Document, Node, Path
from winset.cases.file.read import load_text
from winset.cases.file.yaml_text import flow_text, plain_data, scalar_text
from winset.cases.model.case import Case
from winset.cases.model.case_file import CaseFile
from winset.cases.model.negotiation import NegotiationCase
from winset.cases.paths.paths import steps_of, value_at
from winset.foundation.errors import CaseError, InputError


class Splice(NamedTuple):
    """A stretch of text and what takes its place."""

    start: int
    end: int
    text: str


def edited(case_file: CaseFile, values: Mapping[str, object]) -> CaseFile:
    """Return a case file in which some values are others, in the file's own form.

    Parameters
    ----------
    case_file
        A case as it was read.
    values
        Path to value, as in `winset.cases.editing.with_values.with_values`.

    Returns
    -------
    CaseFile
        The changed file; nothing is written to disk.

    Raises
    ------
    InputError
        If a path or a value is wrong, or if the text shares the value with another place by an
        alias, so that it cannot be changed alone.
    """
    case = with_values(case_file.case, values)
    document = case_file.document
    splices = {_splice(document, case, steps_of(path)) for path in values}
    text = document.text
    for splice in sorted(splices, reverse=True):
        text = text[: splice.start] + splice.text + text[splice.end :]
    try:
        changed = load_text(text, document.name, case_file.path)
    except CaseError:
        changed = None
    if changed is None or changed.case != case:
        paths = ", ".join(values)
        raise InputError(
            f"{paths}: the file shares this value with another place or writes it in a short form",
            "write the value out in the file, without & and *",
        )
    return changed


def _splice(document: Document, case: Case | NegotiationCase, path: Path) -> Splice:
    """Return the least change of the text that brings the new value of a path in."""
    node, depth = document.root, 0
    while depth < len(path):
        below = node.child(path[depth])
        if below is None:
            break
        node, depth = below, depth + 1
    if depth < len(path) and node.mapping is not None:
        step, value = str(path[depth]), _plain_at(case, path[: depth + 1])
        if is_json(document.text):
            pair = json.dumps({step: value}, default=str, ensure_ascii=False)
            return insertion(document.text, node, pair[1:-1])
        return insertion(document.text, node, f"{step}: {flow_text(value)}")
    return replacement(document, path[:depth], node, _plain_at(case, path[:depth]))


def _plain_at(case: Case | NegotiationCase, path: Path) -> Any:
    return plain_data(value_at(case, ".".join(map(str, path))))


def replacement(document: Document, path: Path, node: Node, value: Any) -> Splice:
    """Return the change that puts a value in the place of the one a node holds.

    Parameters
    ----------
    document, path, node
        Where: the node and the path it has.
    value
        Plain data.
    """
    text, start, end = document.text, node.start.index, end_of(node)
    written = _one_line(document, path, value)
    if text[start:end].endswith("\n"):  # a text over several lines, written with | or >
        end = start + len(text[start:end].rstrip("\n"))
    is_block = (node.mapping is not None or node.sequence is not None) and not node.is_flow
    before = text[:start].rstrip(" \r\n")
    if (is_block or start == end) and before.endswith((":", "-")):
        return Splice(len(before), end, f" {written}")
    return Splice(start, end, written)


def _one_line(document: Document, path: Path, value: Any) -> str:
    """Write a value on one line; within brackets more signs need quotes."""
    if is_json(document.text):
        return json.dumps(value, default=str, ensure_ascii=False)
    parents = (document.node(path[:length]) for length in range(len(path)))
    is_in_flow = any(parent is not None and parent.is_flow for parent in parents)
    if isinstance(value, Mapping | list) or is_in_flow:
        return flow_text(value)
    return scalar_text(value)


def is_json(text: str) -> bool:
    """Return whether a document is JSON, which is YAML too but must stay JSON."""
    if not text.lstrip().startswith("{"):
        return False
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def insertion(text: str, mapping: Node, entry: str) -> Splice:
    """Return the change that adds a field behind the last one of a mapping.

    Parameters
    ----------
    text
        The document.
    mapping
        Node of the mapping.
    entry
        The field as it shall stand there, its further lines indented already.
    """
    nodes = list((mapping.mapping or {}).values())
    if mapping.is_flow:
        if not nodes:
            return Splice(mapping.end.index - 1, mapping.end.index - 1, entry)
        place = end_of(nodes[-1])
        return Splice(place, place, f", {entry}")
    place = end_of(nodes[-1])
    indent = " " * next(iter(mapping.keys.values())).column
    if text[:place].endswith("\n"):
        return Splice(place, place, f"{indent}{entry}\n")
    line_end = text.find("\n", place)
    line_end = len(text) if line_end < 0 else line_end
    if text[:line_end].endswith("\r"):
        return Splice(line_end - 1, line_end - 1, f"\r\n{indent}{entry}")
    return Splice(line_end, line_end, f"\n{indent}{entry}")


def end_of(node: Node) -> int:
    """Return where a value ends; a block ends with its last value, not with comments behind it."""
    below = list((node.mapping or {}).values()) or node.sequence or []
    return end_of(below[-1]) if below and not node.is_flow else node.end.index
