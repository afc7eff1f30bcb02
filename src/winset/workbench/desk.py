"""One case of one visitor on the desk: every confirmed edit is on disk before it is confirmed."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Literal

from winset.cases.paths import with_values
from winset.cases.read import CaseFile
from winset.foundation.errors import CaseError, InputError, Problem
from winset.workbench.differences import Change, changes_between
from winset.workbench.draft_records import Told, told_by
from winset.workbench.failures import ConflictError, StaleRevisionError
from winset.workbench.history import (
    AnyCase,
    History,
    Step,
    TextStep,
    ValuesStep,
    case_after,
    plain_values,
    read,
    read_checked,
    text_after,
)
from winset.workbench.journal import Journal, Record
from winset.workbench.outside import FieldConflict, Merge, merged
from winset.workbench.shelf import Shelf, revision_of

MOST_STEPS = 4000
"""Steps of undo that are kept; beyond, the older half is folded into the original text."""

Listener = Callable[[int], None]


@dataclass(frozen=True)
class Outside:
    """What became of the file behind a draft.

    Parameters
    ----------
    state
        ``same``; ``merged``: somebody changed it and the changes are in the draft now;
        ``conflict``: both changed the same fields, nothing was done; ``broken``: it is no valid
        case at the moment; ``gone``.
    conflicts
        Fields changed on both sides.
    problems
        What is wrong with a broken file.
    """

    state: Literal["same", "merged", "conflict", "broken", "gone"]
    conflicts: tuple[FieldConflict, ...] = ()
    problems: tuple[Problem, ...] = ()


class Desk:
    """A draft: the case as edited, its history, and what is known of its file.

    Parameters
    ----------
    shelf
        Where the file is.
    visitor
        Whose desk it is.
    key
        Key of the case.
    path
        Where the journal is kept.

    Raises
    ------
    InputError
        If there is no such case, it is not valid, or the journal cannot be written.
    """

    def __init__(self, shelf: Shelf, visitor: str, key: str, path: Path) -> None:
        self.shelf, self.visitor, self.key = shelf, visitor, key
        self._lock = RLock()
        self._listeners: list[Listener] = []
        self._text: tuple[int, str] | None = None
        self._scratch = path.with_suffix(".scratch")
        self._journal = Journal(path)
        self.revision = 0
        told = told_by(self._journal.take())
        if told is None:
            self._start()
        else:
            self._history, self._saved, self.revision = told.history, told.saved, told.revision
            self._start_again_if_untouched()
        self._case = case_after(self._history.plan())
        os.utime(path)

    # ---- what there is -------------------------------------------------------------------------

    @property
    def case(self) -> AnyCase:
        """The draft as a typed case."""
        return self._case

    @property
    def kind(self) -> Literal["domestic", "negotiation"]:
        """Kind of game."""
        return self._case.kind

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return self._history.cursor > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to make again."""
        return self._history.cursor < len(self._history.steps)

    @property
    def undo_label(self) -> str | None:
        """What the next undo takes back."""
        return self._history.steps[self._history.cursor - 1].label if self.can_undo else None

    @property
    def redo_label(self) -> str | None:
        """What the next redo makes again."""
        return self._history.steps[self._history.cursor].label if self.can_redo else None

    @property
    def saved_text(self) -> str:
        """The file as it was last read or written."""
        return self._saved

    @property
    def saved_case(self) -> AnyCase:
        """The case in that file."""
        return read(self._saved).case

    @property
    def is_changed(self) -> bool:
        """Whether the draft says other than its file."""
        return self._case != self.saved_case

    def changes(self) -> list[Change]:
        """Return the fields that differ from the saved file, in the order of the case."""
        return changes_between(self.saved_case, self._case)

    def text(self) -> str:
        """Return the draft as YAML: the file's own text with the changes in it.

        About 0.2 s for a long case; call it in a thread.
        """
        with self._lock:
            if self._text is not None and self._text[0] == self.revision:
                return self._text[1]
            revision, plan = self.revision, self._history.plan()
        text = text_after(plan)
        with self._lock:
            if self.revision == revision:
                self._text = revision, text
        return text

    def problems(self) -> list[Problem]:
        """Return what `winset check` would say of the draft, and of what is typed in the editor.

        About 0.2 s for a long case; call it in a thread.
        """
        from winset.cases.check import check_case

        scratch = self.scratch
        if scratch is not None:
            try:
                read_checked(scratch)
            except CaseError as error:
                return list(error.problems)
        return check_case(read(self.text()))

    def place(self, path: str) -> tuple[int, int]:
        """Return line and column, from 1, of a path in the draft's text."""
        return read(self.text()).place(path)

    # ---- changing it ---------------------------------------------------------------------------

    def set(
        self, path: str, value: object, *, revision: int | None = None, label: str | None = None
    ) -> int:
        """Set one value; see `set_many`."""
        return self.set_many({path: value}, revision=revision, label=label)

    def set_many(
        self,
        values: Mapping[str, object],
        *,
        revision: int | None = None,
        label: str | None = None,
    ) -> int:
        """Set values and return the new revision once the disk has them.

        Parameters
        ----------
        values
            Path to value, as in `winset.cases.paths.with_values`.
        revision
            The revision the edit was made against; None for whatever there is.
        label
            What a reader would call the step.

        Returns
        -------
        int
            The new revision.

        Raises
        ------
        InputError
            If a path or value does not fit, or the disk is full; nothing has changed then.
        StaleRevisionError
            If the draft has moved on.
        """
        with self._lock:
            self._refuse_stale(revision)
            plain = plain_values(values)
            if not plain:
                raise InputError("no value is given", "name a path and its value")
            case = with_values(self._case, plain)
            words = label or ", ".join(f"{path} = {value}" for path, value in plain.items())[:200]
            record = {"op": "set", "values": plain, "label": words}
            return self._confirm(record, ValuesStep(plain, words), case)

    def write(
        self, text: str, *, revision: int | None = None, label: str = "edited as text"
    ) -> int:
        """Put a text in the place of the draft's and return the new revision.

        Parameters
        ----------
        text
            A whole case. What is not valid yet is kept as `scratch` until it is, or is dropped.
        revision, label
            As in `set_many`.

        Raises
        ------
        CaseError
            If it is no valid case, with all problems and their lines; the draft stays.
        StaleRevisionError
            If the draft has moved on.
        """
        try:
            case = read_checked(text).case
        except CaseError:
            self.keep_scratch(text)
            raise
        with self._lock:
            self._refuse_stale(revision)
            now = self._confirm(
                {"op": "text", "text": text, "label": label}, TextStep(text, label), case
            )
            self._text = now, text
        self.drop_scratch()
        return now

    def add(
        self, path: str, value: object, *, revision: int | None = None, label: str | None = None
    ) -> int:
        """Add an entry: an actor, an issue, a tie, a stage; return the new revision.

        Parameters
        ----------
        path
            Path of the new entry of a mapping, such as ``actors.unions``; or of a list, to which
            the value is added.
        value
            The entry as plain data.

        Raises
        ------
        InputError
            If there is such an entry, or the case would not be valid with it.
        """
        from winset.cases.parts import added

        return self._rewrite(
            lambda file: added(file, path, value), label or f"added {path}", revision
        )

    def remove(self, path: str, *, revision: int | None = None, label: str | None = None) -> int:
        """Remove an entry or an optional field; return the new revision.

        Raises
        ------
        InputError
            If there is none, or the case would not be valid without it: another part names it.
        """
        from winset.cases.parts import removed

        return self._rewrite(lambda file: removed(file, path), label or f"removed {path}", revision)

    def rename(
        self, path: str, new: str, *, revision: int | None = None, label: str | None = None
    ) -> int:
        """Give an actor or an issue another id, wherever the case names it.

        Raises
        ------
        InputError
            If there is none, or the new id is taken or is none.
        """
        from winset.cases.parts import renamed

        words = label or f"renamed {path} to {new}"
        return self._rewrite(lambda file: renamed(file, path, new), words, revision)

    def _rewrite(
        self, change: Callable[[CaseFile], CaseFile], label: str, against: int | None
    ) -> int:
        """Change the structure of the text; if the draft moved on meanwhile, once more."""
        for _ in range(5):
            with self._lock:
                self._refuse_stale(against)
                revision = self.revision
            text = change(read(self.text())).text
            case = read_checked(text).case
            with self._lock:
                if self.revision == revision:
                    record = {"op": "text", "text": text, "label": label}
                    now = self._confirm(record, TextStep(text, label), case)
                    self._text = now, text
                    return now
        raise StaleRevisionError(revision, self.revision)

    def undo(self) -> int:
        """Take the last step back and return the new revision.

        Raises
        ------
        InputError
            If there is nothing to undo.
        """
        return self._move(-1, "undo")

    def redo(self) -> int:
        """Make the step again that was undone last, and return the new revision.

        Raises
        ------
        InputError
            If there is nothing to redo.
        """
        return self._move(1, "redo")

    def _move(self, by: int, word: str) -> int:
        with self._lock:
            cursor = self._history.cursor + by
            if not 0 <= cursor <= len(self._history.steps):
                raise InputError(f"there is nothing to {word}")
            case = case_after(self._history.plan(cursor))
            self._journal.append({"op": word})
            self._history.cursor = cursor
            return self._moved(case)

    def discard(self) -> int:
        """Go back to the saved file; one step, which can be undone."""
        with self._lock:
            text = self._saved
            case = read(text).case
            label = "went back to the saved case"
            now = self._confirm(
                {"op": "text", "text": text, "label": label}, TextStep(text, label), case
            )
            self._text = now, text
        self.drop_scratch()
        return now

    # ---- what is typed and not yet valid -------------------------------------------------------

    @property
    def scratch(self) -> str | None:
        """What was typed in the editor and is not valid yet; None if nothing."""
        try:
            return self._scratch.read_bytes().decode("utf-8", "surrogatepass")
        except FileNotFoundError:
            return None

    def keep_scratch(self, text: str) -> None:
        """Keep what is being typed, valid or not, until it is taken or dropped.

        Raises
        ------
        InputError
            If it is longer than a case can be, or the disk is full.
        """
        from winset.foundation.files import LARGEST_FILE_BYTES, write_bytes

        data = text.encode("utf-8", "surrogatepass")
        if len(data) > LARGEST_FILE_BYTES:
            raise InputError("the text is longer than a case can be")
        write_bytes(self._scratch, data)

    def drop_scratch(self) -> None:
        """Forget what was typed and not taken."""
        self._scratch.unlink(missing_ok=True)

    # ---- the file behind it --------------------------------------------------------------------

    def save(self, name: str | None = None) -> str:
        """Write the draft to the user's folder and return the key it has there.

        Parameters
        ----------
        name
            Save as a new file of this name. None writes the file the draft came from; a case of
            the casebook needs a name.

        Raises
        ------
        ConflictError
            If the file was changed outside: look outside first. Nothing was overwritten.
        InputError
            If the name does not do, or it is a case of the casebook and no name is given.
        """
        with self._lock:
            text = self.text()
            if name is not None:
                return self.shelf.put(name, _with_id(text, name))
            outside = self.shelf.sheet(self.key)
            if outside.revision != revision_of(self._saved):
                raise ConflictError(f"{outside.name} was changed outside the workbench")
            self.shelf.save(self.key, text, revision=outside.revision)
            self._know(text)
            return self.key

    def look_outside(self) -> Outside:
        """Look at the file; take in what somebody else changed, if both can stand.

        Returns
        -------
        Outside

        Notes
        -----
        Field by field against the text both sides started from: a field changed on one side only
        is taken from that side. The other's text, with its comments, is kept, and the draft's
        changes are put into it: one step, which can be undone.
        """
        merge = self._compared()
        if isinstance(merge, Outside):
            return merge
        if merge.conflicts:
            return Outside("conflict", merge.conflicts)
        self._take(merge, {})
        return Outside("merged")

    def settle(self, choices: Mapping[str, Literal["mine", "theirs"]]) -> int:
        """Take an outside edit in, with a choice for each field changed on both sides.

        Parameters
        ----------
        choices
            Path of each conflict to the side that shall hold.

        Raises
        ------
        ConflictError
            If a field changed on both sides is left open.
        """
        merge = self._compared()
        if isinstance(merge, Outside):
            return self.revision
        left = [c.path for c in merge.conflicts if c.path not in choices]
        if left:
            raise ConflictError(f"both sides changed {', '.join(left)}", tuple(left))
        return self._take(merge, choices)

    def _compared(self) -> Outside | Merge:
        """The file against the draft, or what there is to say where there is nothing to merge."""
        from winset.workbench.failures import NotFoundError

        try:
            sheet = self.shelf.sheet(self.key)
        except NotFoundError:
            return Outside("gone")
        except CaseError as error:
            return Outside("broken", problems=error.problems)
        with self._lock:
            saved, revision = self._saved, self.revision
        if sheet.text == saved:
            return Outside("same")
        try:
            return merged(saved, self.text(), sheet.text, revision)
        except CaseError as error:
            return Outside("broken", problems=error.problems)

    def _take(self, merge: Merge, choices: Mapping[str, Literal["mine", "theirs"]]) -> int:
        text = merge.text(choices)
        case = read_checked(text).case
        with self._lock:
            self._refuse_stale(merge.revision)
            if case != self._case or text != self.text():
                label = "took in an edit made outside"
                record = {"op": "text", "text": text, "label": label}
                self._text = self._confirm(record, TextStep(text, label), case), text
            self._know(merge.theirs)
            return self.revision

    def _know(self, text: str) -> None:
        """Remember what the file holds now."""
        self._journal.append({"op": "saved", "text": text})
        self._saved = text

    # ---- watching ------------------------------------------------------------------------------

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call a function with the new revision after each change; return how to stop that."""
        with self._lock:
            self._listeners.append(listener)

        def leave() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return leave

    @property
    def is_watched(self) -> bool:
        """Whether anybody is told of changes."""
        return bool(self._listeners)

    # ---- journal -------------------------------------------------------------------------------

    def _refuse_stale(self, revision: int | None) -> None:
        if revision is not None and revision != self.revision:
            raise StaleRevisionError(revision, self.revision)

    def _confirm(self, record: Record, step: Step, case: AnyCase) -> int:
        self._journal.append(record)
        self._history.add(step)
        now = self._moved(case)
        if len(self._history.steps) > MOST_STEPS:
            self._fold()
        return now

    def _moved(self, case: AnyCase) -> int:
        self._case = case
        self.revision += 1
        for listener in tuple(self._listeners):
            listener(self.revision)
        return self.revision

    def _start(self) -> None:
        sheet = self.shelf.sheet(self.key)
        read_checked(sheet.text, sheet.name)
        self._saved, self._history, self.revision = sheet.text, History(sheet.text), 0
        told = Told(self.key, self._history, self._saved, self.revision)
        self._journal.rewrite(told.records())

    def _start_again_if_untouched(self) -> None:
        """Where nothing was edited, a changed file is simply read anew."""
        if self._history.steps:
            return
        try:
            sheet = self.shelf.sheet(self.key)
            if sheet.text != self._saved:
                self._start()
        except InputError:
            return

    def _fold(self) -> None:
        """Fold the older half of the steps into the original text."""
        folded = self._history.folded()
        told = Told(self.key, folded, self._saved, self.revision)
        self._journal.rewrite(told.records())
        self._history = folded


def _with_id(text: str, name: str) -> str:
    """Give a case that is saved under another name the id of that name."""
    from winset.cases.actors_table import kebab
    from winset.cases.edit import edited

    file = read(text)
    case_id = kebab(name)
    return text if file.case.id == case_id else edited(file, {"id": case_id}).text
