"""A case as it is being edited: every confirmed step is on disk before it is confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import Literal

from winset.cases.editing.with_values import with_values
from winset.foundation.errors import InputError
from winset.workbench.editing.differences import Change, changes_between
from winset.workbench.editing.draft_records import Told, told_by
from winset.workbench.editing.history import (
    AnyCase,
    History,
    Step,
    ValuesStep,
    case_after,
    plain_values,
    read,
    read_checked,
    text_after,
)
from winset.workbench.editing.journal import Journal, Record
from winset.workbench.failures import StaleRevisionError, StorageError
from winset.workbench.library.shelf import Shelf

MOST_STEPS = 2000
"""Steps of undo that are kept; beyond, the older half is folded into the original text."""

MOST_BYTES = 32 * 2**20
"""Size up to which a journal may grow before it is written anew, older steps folded if need be."""


class Draft:
    """A case as edited: its history, its text, and what its file last said.

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
        self._text: tuple[int, str] | None = None
        self._saved_case: tuple[str, AnyCase] | None = None
        self._scratch = path.with_suffix(".scratch")
        self.is_returning = True
        self._journal = Journal(path)
        self.revision = 0
        told = told_by(self._journal.take())
        if told is None:
            self._start()
        else:
            self._history, self._saved, self.revision = told.history, told.saved, told.revision
            self._start_again_if_untouched()
        self._case = case_after(self._history.plan())

    @property
    def share(self) -> str:
        """The share that questions about this draft count to: one for all without a cookie."""
        return self.visitor if self.is_returning else ""

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
        """Return whether there is a step to undo."""
        return self._history.cursor > 0

    @property
    def can_redo(self) -> bool:
        """Return whether there is a step to make again."""
        return self._history.cursor < len(self._history.steps)

    @property
    def undo_label(self) -> str | None:
        """Say what the next undo takes back."""
        return self._history.steps[self._history.cursor - 1].label if self.can_undo else None

    @property
    def redo_label(self) -> str | None:
        """Say what the next redo makes again."""
        return self._history.steps[self._history.cursor].label if self.can_redo else None

    @property
    def saved_text(self) -> str:
        """The file as it was last read or written."""
        return self._saved

    @property
    def saved_case(self) -> AnyCase:
        """The case in that file."""
        text, known = self._saved, self._saved_case
        if known is None or known[0] != text:  # asked for with every edit, and long to read
            known = self._saved_case = text, read(text).case
        return known[1]

    @property
    def is_changed(self) -> bool:
        """Return whether the draft says other than its file."""
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

    def place(self, path: str) -> tuple[int, int]:
        """Return line and column, from 1, of a path in the draft's text."""
        return read(self.text()).place(path)

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
            Path to value, as in `winset.cases.editing.with_values.with_values`.
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
            self._note({"op": word})
            self._history.cursor = cursor
            now = self._moved(case)
            self._tidy()
            return now

    def _refuse_stale(self, revision: int | None) -> None:
        if revision is not None and revision != self.revision:
            raise StaleRevisionError(revision, self.revision)

    def _confirm(self, record: Record, step: Step, case: AnyCase) -> int:
        self._note(record)
        self._history.add(step)
        now = self._moved(case)
        self._tidy()
        return now

    def _moved(self, case: AnyCase) -> int:
        self._case = case
        self.revision += 1
        return self.revision

    def _start(self) -> None:
        sheet = self.shelf.sheet(self.key)
        read_checked(sheet.text, sheet.name)
        self._saved, self._history, self.revision = sheet.text, History(sheet.text), 0
        if self._journal.size:
            self._journal.rewrite(self._told().records())

    def _told(self) -> Told:
        return Told(self.key, self._history, self._saved, self.revision)

    def _note(self, record: Record) -> None:
        """Write a record; the first brings along what the draft began with.

        A draft that was only looked at leaves nothing on the disk.
        """
        if self._journal.size:
            self._journal.append(record)
            return
        if not self.shelf.private.is_dir():
            raise StorageError("the folder cannot be written: it is gone", "put it back")
        self._journal.append(*self._told().records(), record)

    def forget(self) -> None:
        """Throw away what is typed; an edit in another tab then raises an error."""
        with self._lock:
            self._journal.close()
            self._scratch.unlink(missing_ok=True)

    def mark(self) -> None:
        """Remember on disk that the visitor looked at the case now, as far as the disk can."""
        with suppress(OSError):
            self._journal.path.parent.mkdir(exist_ok=True, mode=0o700)
            self._journal.path.touch(0o600)

    def _start_again_if_untouched(self) -> None:
        """Read a changed file anew where nothing was edited."""
        if self._history.steps:
            return
        try:
            sheet = self.shelf.sheet(self.key)
            if sheet.text != self._saved:
                self._start()
        except InputError:
            return

    def _tidy(self) -> None:
        """Fold older steps into the original text once there are many, or the journal is long.

        What is confirmed stays confirmed where the disk has no room for it: the old journal then
        stands, and the next step tries again.
        """
        if len(self._history.steps) <= MOST_STEPS and self._journal.size <= MOST_BYTES:
            return
        history = self._history
        if len(history.steps) > MOST_STEPS:
            history = history.folded()
        told = Told(self.key, history, self._saved, self.revision)
        while self._journal.length_of(told.records()) > MOST_BYTES // 2 and history.cursor > 1:
            history = history.folded()
            told = Told(self.key, history, self._saved, self.revision)
        with suppress(InputError):
            self._journal.rewrite(told.records())
            self._history = history
