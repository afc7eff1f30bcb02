"""The subject of a check, and its findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from winset.cases.file.document import Document, Path
from winset.cases.model.case import Case
from winset.cases.paths.paths import has_path
from winset.cases.paths.rule_walk import chambers_of
from winset.foundation.errors import Severity
from winset.foundation.spelling import meant


class Finding(NamedTuple):
    """Something a check found: where, what is wrong, what would be right, how bad it is."""

    path: Path
    what: str
    right: str | None = None
    severity: Severity = "error"
    of_key: bool = False


@dataclass(frozen=True)
class Subject:
    """A case with the names its fields may use.

    Parameters
    ----------
    case
        The case.
    document
        The document it was read from, or None. The names come from it, so that a part left out
        because its own shape is wrong is still known by name.
    """

    case: Case
    document: Document | None = None

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """Ids of the actors."""
        return self._keys("actors", self.case.actors)

    @cached_property
    def issues(self) -> tuple[str, ...]:
        """Ids of the issues."""
        return self._keys("issues", self.case.issues)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Ids of the works cited."""
        return self._keys("sources", self.case.sources)

    @cached_property
    def vote_axes(self) -> tuple[str, ...]:
        """Ids of the issues that are voted on."""
        return tuple(name for name, issue in self.case.issues.items() if issue.axis == "vote")

    @cached_property
    def chambers(self) -> tuple[str, ...]:
        """Names of the chambers in the rule."""
        written = self.document.node(("rule",)) if self.document else None
        named = _chambers_written(written.plain()) if written else []
        return tuple(dict.fromkeys([*chambers_of(self.case.rule), *named]))

    def has(self, path: str) -> bool:
        """Return whether the case gives something at a dotted path."""
        if self.document is None:
            return has_path(self.case, path)
        node = self.document.root
        for step in path.split("."):
            below = node.child(int(step) if step.isdecimal() and node.sequence else step)
            if below is None:
                return has_path(self.case, path)
            node = below
        return True

    def _keys(self, field: str, given: Iterable[str]) -> tuple[str, ...]:
        node = self.document.node((field,)) if self.document else None
        written = node.mapping if node and node.mapping else ()
        return tuple(dict.fromkeys([*given, *written]))


def _chambers_written(rule: Any) -> list[str]:
    parts = rule.values() if isinstance(rule, dict) else rule if isinstance(rule, list) else ()
    found = [rule["chamber"]] if isinstance(rule, dict) and "chamber" in rule else []
    return [
        *(name for name in found if isinstance(name, str)),
        *(name for part in parts for name in _chambers_written(part)),
    ]


def unknown(
    path: Path, name: str, valid: Iterable[str], noun: str, *, of_key: bool = False
) -> Finding:
    """Return the finding that a name is not among the valid ones."""
    names = list(valid)
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    right = meant(name, names, noun=plural) or f"there are no {plural} in this case"
    article = "an" if noun[0] in "aeiou" else "a"
    return Finding(path, f"`{name}` is not {article} {noun} of this case", right, of_key=of_key)
