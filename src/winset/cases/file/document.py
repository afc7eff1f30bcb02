"""A YAML document as a tree of plain values, each with its place in the text.

The text is read event by event with limits, so that no document can exhaust stack, memory or
time: no custom tags, a bounded depth, a bounded number of values even when aliases are written
out, and nothing that runs code.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from winset.cases.file.scalars import plain_scalar
from winset.foundation.errors import CaseError, Problem

if TYPE_CHECKING:
    from ruamel.yaml.events import Event

DEEPEST_NESTING = 40
"""Levels of nesting beyond which a document is refused."""
MOST_VALUES = 200_000
"""Values beyond which a document is refused, aliases written out."""

Path: TypeAlias = tuple[str | int, ...]
"""Place of a value: keys and list positions from the top."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text: the offset of a character, its line and column from 0."""

    index: int
    line: int
    column: int


@dataclass(slots=True, eq=False)
class Node:
    """A value of a document and its place; `mapping` or `sequence` holds what is below it."""

    start: Mark
    end: Mark
    value: object = None
    mapping: dict[str, Node] | None = None
    sequence: list[Node] | None = None
    keys: dict[str, Mark] = field(default_factory=dict)
    size: int = 1
    is_flow: bool = False
    is_open: bool = True

    def child(self, step: str | int) -> Node | None:
        """Return the node one step down, or None."""
        if self.mapping is not None:
            return self.mapping.get(str(step))
        if self.sequence is not None and isinstance(step, int) and step < len(self.sequence):
            return self.sequence[step]
        return None

    def plain(self) -> Any:
        """Return the value as plain dictionaries, lists and scalars."""
        if self.mapping is not None:
            return {key: node.plain() for key, node in self.mapping.items()}
        if self.sequence is not None:
            return [node.plain() for node in self.sequence]
        return self.value


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document: its name, text, tree, and the problems met while parsing."""

    name: str
    text: str
    root: Node
    problems: tuple[Problem, ...]

    def node(self, path: Path) -> Node | None:
        """Return the node at a path, or None."""
        found: Node | None = self.root
        for step in path:
            found = found.child(step) if found else None
        return found

    def place(self, path: Path, *, of_key: bool = False) -> tuple[int, int]:
        """Return line and column, from 1, of a path or of the nearest place above it.

        Parameters
        ----------
        path
            Keys and list positions from the top.
        of_key
            Point at the key rather than at its value.
        """
        node, mark = self.root, self.root.start
        for step in path:
            below = node.child(step)
            if below is None:
                break
            key = node.keys.get(str(step))
            is_last_step = below.mapping is not None or of_key
            mark = key if key is not None and is_last_step else below.start
            node = below
        return mark.line + 1, mark.column + 1

    def problem(
        self, path: Path, what: str, right: str | None = None, *, of_key: bool = False
    ) -> Problem:
        """Return an error at a path of this document."""
        line, column = self.place(path, of_key=of_key)
        return Problem(what, right, dotted(path), self.name, line, column)

    def error(
        self, path: Path, what: str, right: str | None = None, *, of_key: bool = False
    ) -> CaseError:
        """Return the problem at a path of this document as the only one of an error."""
        return CaseError((self.problem(path, what, right, of_key=of_key),))


def dotted(path: Path) -> str:
    """Write a path with dots.

    Examples
    --------
    >>> dotted(("pressure", 0, "strength"))
    'pressure.0.strength'
    """
    return ".".join(str(step) for step in path)


def parse_document(text: str, name: str, *, most_values: int = MOST_VALUES) -> Document:
    """Parse one YAML (or JSON) document within the limits of this module.

    Parameters
    ----------
    text
        The document.
    name
        Name of the file, for messages.
    most_values
        Values it may hold: texts, numbers, lists and mappings, with aliases written out.

    Returns
    -------
    Document
        The tree. Problems that leave the rest readable (duplicate keys, impossible dates) are
        collected in it.

    Raises
    ------
    CaseError
        If the text is empty, is not YAML, is nested too deep, or is too large when aliases are
        written out.
    """
    # JSON may be indented with tabs; the places stay the same.
    spaced = text.replace("\t", " ") if text.lstrip().startswith("{") else text
    builder = _Builder(name, most_values)
    for event in _events(spaced, name):
        builder.take(event)
    if builder.root is None:
        raise CaseError.of(
            "the file is empty", "start with `winset new FILE`", file=name, line=1, column=1
        )
    return Document(name, text, builder.root, tuple(builder.problems))


def _events(text: str, name: str) -> Iterator[Event]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    last: Any = None
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            yield event
            last = event
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _refuse_hard_blank(text, mark.line if mark is not None else None, name)
        if mark is not None and _runs_over_lines(last) and last.end_mark.line == mark.line:
            raise CaseError.of(
                f"a quotation mark opens here and closes only on line {mark.line + 1}",
                "close it on its line",
                "",
                name,
                last.start_mark.line + 1,
                last.start_mark.column + 1,
            ) from None
        place = (mark.line + 1, mark.column + 1) if mark else (None, None)
        what, right = _what_is_wrong(error.problem or "", error.context or "", text, mark)
        raise CaseError.of(what, right, "", name, *place) from None
    except YAMLError as error:
        raise CaseError([_unreadable(error, text, name)]) from None
    except (ValueError, OverflowError):  # how `chr` refuses the number of an escaped character
        raise CaseError(
            [_beyond_unicode(text, last.end_mark.index if last is not None else 0, name)]
        ) from None


_HARD_BLANK = re.compile(r"[ ]*[\u00a0\u202f\u2007\u3000]")


def _refuse_hard_blank(text: str, last: int | None, name: str) -> None:
    """Say so where a blank that YAML does not know indents a line before the one that failed."""
    for number, line in enumerate(text.split("\n")):
        if last is not None and number > last:
            return
        found = _HARD_BLANK.match(line)
        if found is not None:
            raise CaseError.of(
                "a non-breaking space stands where YAML needs plain ones",
                "indent with spaces",
                "",
                name,
                number + 1,
                found.end(),
            )


def _runs_over_lines(event: Any) -> bool:
    """Return whether the last thing read was a quoted text over lines with a colon in it."""
    is_quoted = type(event).__name__ == "ScalarEvent" and event.style in ("'", '"')
    return is_quoted and event.start_mark.line < event.end_mark.line and ":" in event.value


def _unreadable(error: Exception, text: str, name: str) -> Problem:
    from winset.foundation.files import line_and_column

    position = getattr(error, "position", None)
    character = getattr(error, "character", None)
    if not isinstance(position, int):
        return Problem(f"this is not YAML: {error}", file=name)
    line, column = line_and_column(text, position)
    code = ord(character) if isinstance(character, str) else int(character or 0)
    shown = f"U+{code:04X}"
    what = f"the character {shown} is not allowed in YAML"
    return Problem(what, "delete it", "", name, line, column)


_ESCAPED = re.compile(r"\\U([0-9A-Fa-f]{8})")


def _beyond_unicode(text: str, start: int, name: str) -> Problem:
    r"""Describe the first escape after a place that stands for a character beyond U+10FFFF."""
    from winset.foundation.files import line_and_column

    for escape in _ESCAPED.finditer(text, start):
        if int(escape[1], 16) > sys.maxunicode:
            line, column = line_and_column(text, escape.start())
            what = f"there is no character {escape[0]}: the last one is \\U0010FFFF"
            return Problem(what, "write the character itself", "", name, line, column)
    return Problem("this is not YAML: an escaped character does not exist", file=name)


def _what_is_wrong(problem: str, context: str, text: str, mark: Any) -> tuple[str, str | None]:
    here = text[mark.index : mark.index + 1] if mark else ""
    before = text[: mark.index].rpartition("\n")[2] if mark else ""
    if here == "\t" or "\t" in before[: len(before) - len(before.lstrip())] or "'\\t'" in problem:
        return "a tab stands where YAML needs spaces", "indent with spaces"
    if "mapping values are not allowed" in problem:
        return "a colon stands where none can be", "check the indentation, or quote the text"
    if "expected <block end>" in problem:
        return "the indentation does not fit the lines above", "align it with its neighbours"
    if "could not find expected ':'" in problem:
        return "a line without a colon", "write `name: value`, or indent it as part of a text"
    if "while parsing a flow" in context and "expected ',' or" in problem:
        closing = "}" if "mapping" in context else "]"
        return f"a bracket is not closed: `,` or `{closing}` is missing", "close it on its own line"
    if "end of stream" in problem and "quoted scalar" in context:
        return "a quotation mark is not closed", "close it, or quote with the other kind"
    if "undefined alias" in problem:
        return f"{problem}", "define it with & first"
    return " ".join(part for part in (f"this is not YAML: {context}", problem) if part), None


class _Builder:
    """Builds the tree from parser events, keeping to the limits."""

    def __init__(self, name: str, most_values: int) -> None:
        self.name = name
        self.most_values = most_values
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._open: list[Node] = []
        self._pending_keys: list[tuple[str, Mark] | None] = []
        self._steps: list[str | int] = []
        self._anchors: dict[str, Node] = {}
        self._documents = 0

    def take(self, event: Event) -> None:
        kind = type(event).__name__
        if kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                self._stop(event, "a second document starts here", "keep one case in a file")
        elif kind == "AliasEvent":
            self._add_alias(event)
        elif kind == "ScalarEvent":
            self._add_scalar(event)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._begin(event, is_mapping=kind == "MappingStartEvent")
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._finish(event)

    def _stop(self, event: Event, what: str, right: str | None = None) -> None:
        mark = event.start_mark
        raise CaseError(
            [*self.problems, Problem(what, right, "", self.name, mark.line + 1, mark.column + 1)]
        )

    def _note(self, mark: Mark, what: str, right: str | None, path: Path) -> None:
        place = (self.name, mark.line + 1, mark.column + 1)
        self.problems.append(Problem(what, right, dotted(path), *place))

    def _begin(self, event: Any, *, is_mapping: bool) -> None:
        if len(self._open) >= DEEPEST_NESTING:
            self._stop(event, f"nested more than {DEEPEST_NESTING} levels deep", "write it flatter")
        if self._is_at_key():
            self._stop(event, "a key must be a single name", "write `name: value`")
        node = Node(_mark(event.start_mark), _mark(event.end_mark), is_flow=bool(event.flow_style))
        if is_mapping:
            node.mapping = {}
        else:
            node.sequence = []
        self._refuse_tag(event, node.start)
        self._anchor(event, node)
        self._place(event, node)
        self._open.append(node)
        self._pending_keys.append(None)

    def _finish(self, event: Event) -> None:
        node = self._open.pop()
        self._pending_keys.pop()
        node.end = _mark(event.end_mark)
        node.is_open = False
        if self._open:
            self._open[-1].size += node.size
            self._leave()

    def _add_scalar(self, event: Any) -> None:
        start, end = _mark(event.start_mark), _mark(event.end_mark)
        if self._is_at_key():
            self._take_key(event, start)
            return
        is_plain = bool(event.implicit[0]) and event.style is None
        value, wrong = plain_scalar(event.value) if is_plain else (_joined(event.value), None)
        node = Node(start, end, value=value, is_open=False)
        self._refuse_tag(event, start)
        if wrong is not None:
            self._note(start, wrong.what, wrong.right, self._path_here())
        self._anchor(event, node)
        self._place(event, node)
        if self._open:
            self._open[-1].size += 1
            self._leave()

    def _add_alias(self, event: Any) -> None:
        node = self._anchors.get(event.anchor)
        if self._is_at_key():
            self._stop(event, "a key must be a name, not an alias", "write the name out")
        if node is None:
            self._stop(event, f"the alias *{event.anchor} is not defined", "define it with & first")
        elif node.is_open:
            self._stop(event, f"the alias *{event.anchor} contains itself", "write the values out")
        else:
            self._place(event, node)
            self._open[-1].size += node.size
            self._refuse_many(event)
            self._leave()

    def _take_key(self, event: Any, start: Mark) -> None:
        mapping, key = self._open[-1], _joined(event.value)
        if key == "<<" and event.style is None:
            self._stop(event, "merge keys (<<) are not read", "write the fields out")
        self._refuse_tag(event, start)
        first = mapping.keys.get(key)
        if first is not None:
            what = f"`{key}` is given twice, first on line {first.line + 1}"
            right = "keep one of them"
            if key.isdecimal() and mapping.is_flow:
                right += f"; if a decimal is meant, write it with a point: 0.{key}"
            self._note(start, what, right, (*self._path_here(), key))
        else:
            mapping.keys[key] = start
        self._pending_keys[-1] = (key, start)

    def _is_at_key(self) -> bool:
        return bool(
            self._open and self._open[-1].mapping is not None and self._pending_keys[-1] is None
        )

    def _path_here(self) -> Path:
        pending = self._pending_keys[-1] if self._pending_keys else None
        if pending is not None:
            return (*self._steps, pending[0])
        if self._open and self._open[-1].sequence is not None:
            return (*self._steps, len(self._open[-1].sequence))
        return tuple(self._steps)

    def _place(self, event: Event, node: Node) -> None:
        """Hang a node under the innermost open one, and step down to it."""
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        self._steps = list(self._path_here())
        pending = self._pending_keys[-1]
        if parent.mapping is not None and pending is not None:
            parent.mapping.setdefault(pending[0], node)
        elif parent.sequence is not None:
            parent.sequence.append(node)
        self._refuse_many(event)

    def _leave(self) -> None:
        self._steps.pop()
        self._pending_keys[-1] = None

    def _refuse_many(self, event: Event) -> None:
        if sum(node.size for node in self._open) > self.most_values:
            what = f"more than {self.most_values:,} values, with aliases written out"
            self._stop(event, what, "a case has a few thousand")

    def _anchor(self, event: Any, node: Node) -> None:
        if event.anchor is not None:
            self._anchors[event.anchor] = node

    def _refuse_tag(self, event: Any, mark: Mark) -> None:
        tag = event.tag
        if tag is None or str(tag) in ("!", "tag:yaml.org,2002:str"):
            return
        shown = str(tag).replace("tag:yaml.org,2002:", "!!")
        self._note(mark, f"the tag {shown} is not read", "write a plain value", self._path_here())


def _mark(mark: Any) -> Mark:
    return Mark(mark.index, mark.line, mark.column)


def _joined(text: str) -> str:
    """Join surrogate pairs, which JSON writes for characters beyond the basic plane."""
    if text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
