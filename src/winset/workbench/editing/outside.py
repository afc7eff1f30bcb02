"""An edit made outside while a draft is open: taken in field by field, or asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from winset.cases.editing.parts import REMOVED, with_plain
from winset.cases.file.document import Path, dotted
from winset.cases.file.yaml_text import json_data
from winset.workbench.editing.differences import ABSENT, differences
from winset.workbench.editing.history import read


class FieldConflict(BaseModel):
    """A field that both sides changed, each in another way.

    Parameters
    ----------
    path
        Dotted path.
    base, mine, theirs
        What both started from, the draft's value, the file's; None where it is not there.
    """

    model_config = ConfigDict(frozen=True)

    path: str
    base: Any = None
    mine: Any = None
    theirs: Any = None


@dataclass(frozen=True)
class Merge:
    """A draft against the file it came from, which somebody else changed.

    Parameters
    ----------
    theirs
        The file now.
    base
        What both sides started from, as plain data.
    own
        What only the draft changed: path to plain data or `ABSENT`.
    contested
        The draft's side of what both changed, by path.
    conflicts
        What both changed, to be shown.
    revision
        Revision of the draft.
    """

    theirs: str
    base: Any
    own: dict[Path, Any]
    contested: dict[Path, Any]
    conflicts: tuple[FieldConflict, ...]
    revision: int

    def text(self, choices: Mapping[str, Literal["mine", "theirs"]]) -> str:
        """Return the file with the draft's changes in it.

        Parameters
        ----------
        choices
            Which side holds, by path of a conflict; without a choice, theirs.
        """
        chosen = {p: v for p, v in self.contested.items() if choices.get(dotted(p)) == "mine"}
        parts = {
            path: REMOVED if value is ABSENT else value
            for path, value in {**self.own, **chosen}.items()
        }
        return with_plain(self.theirs, "case.yaml", parts, read(self.theirs).document)

    def all_contested(self) -> Merge:
        """Return the same with a choice for every field that the draft changed."""
        file = read(self.theirs).document.root.plain()
        asked = tuple(
            FieldConflict(
                path=dotted(place),
                base=_shown(_at(self.base, place)),
                mine=_shown(value),
                theirs=_shown(_at(file, place)),
            )
            for place, value in self.own.items()
        )
        contested = {**self.own, **self.contested}
        return replace(self, own={}, contested=contested, conflicts=asked + self.conflicts)


def merged(base: str, mine: str, theirs: str, revision: int = 0) -> Merge:
    """Compare a draft and a file that both came from one text.

    Parameters
    ----------
    base
        The text both started from.
    mine, theirs
        The draft, and the file now.
    revision
        Revision of the draft.

    Returns
    -------
    Merge

    Raises
    ------
    CaseError
        If the file is not a case.
    """
    trees = [read(text).document.root.plain() for text in (base, mine, theirs)]
    own = {path: value for path, _, value in differences(trees[0], trees[1])}
    others = {path: value for path, _, value in differences(trees[0], trees[2])}
    places: dict[Path, None] = {}
    for path in own:
        for other in others:
            shared = min(path, other, key=len)
            if path[: len(shared)] == other[: len(shared)]:
                places[shared] = None
    contested = {
        place: _at(trees[1], place)
        for place in places
        if _at(trees[1], place) != _at(trees[2], place)
        and not any(place != other and place[: len(other)] == other for other in places)
    }
    lost = {
        path
        for path in own
        if any(path[: len(place)] == place or place[: len(path)] == path for place in places)
    }
    conflicts = tuple(
        FieldConflict(
            path=dotted(place),
            base=_shown(_at(trees[0], place)),
            mine=_shown(_at(trees[1], place)),
            theirs=_shown(_at(trees[2], place)),
        )
        for place in contested
    )
    kept = {path: value for path, value in own.items() if path not in lost}
    return Merge(theirs, trees[0], kept, contested, conflicts, revision)


def _at(tree: Any, path: Path) -> Any:
    for step in path:
        if isinstance(tree, dict):
            tree = tree.get(step, ABSENT)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return ABSENT
    return tree


def _shown(value: Any) -> Any:
    return None if value is ABSENT else json_data(value)
