"""One case of one visitor on the desk: the draft, what is typed, and the file behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from winset.cases.model.case_file import CaseFile
from winset.foundation.errors import CaseError, InputError, Problem
from winset.workbench.editing.draft import Draft
from winset.workbench.editing.history import TextStep, read, read_checked, read_sent
from winset.workbench.editing.outside import FieldConflict, Merge, merged
from winset.workbench.failures import ConflictError, StaleRevisionError
from winset.workbench.library.shelf import Shelf, revision_of

MOST_KEPT_OF_STRANGERS = 100_000
"""Characters of a text that is not valid, and is kept though its visitor came without a cookie."""


@dataclass(frozen=True)
class Outside:
    """Change of the file behind a draft.

    Parameters
    ----------
    state
        ``same``; ``merged``: somebody changed it and the changes are in the draft now;
        ``conflict``: both changed the same fields, or what they changed cannot stand together, and
        nothing was done; ``broken``: it is no valid case at the moment; ``gone``.
    conflicts
        Fields changed on both sides; all of the draft's where the two cannot stand together.
    problems
        What is wrong with a broken file.
    """

    state: Literal["same", "merged", "conflict", "broken", "gone"]
    conflicts: tuple[FieldConflict, ...] = ()
    problems: tuple[Problem, ...] = ()


class Desk(Draft):
    """A draft together with what is typed as text and with its file.

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
        super().__init__(shelf, visitor, key, path)
        self._last_compared: tuple[tuple[str, int, str], Outside | Merge] | None = None

    def problems(self) -> list[Problem]:
        """Return what `winset check` would say of the draft, and of what is typed in the editor.

        About 0.2 s for a long case; call it in a thread.
        """
        from winset.cases.checks.check import check_case

        scratch = self.scratch
        if scratch is not None:
            try:
                read_sent(scratch)
            except CaseError as error:
                return list(error.problems)
        return check_case(read(self.text()))

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
            case = read_sent(text).case
        except CaseError:
            if self.is_returning or len(text) <= MOST_KEPT_OF_STRANGERS:
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
        from winset.cases.editing.parts import added

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
        from winset.cases.editing.parts import removed

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
        from winset.cases.editing.parts import renamed

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

    @property
    def scratch(self) -> str | None:
        """Return what was typed in the editor and is not valid yet; None if nothing."""
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
        with suppress(FileNotFoundError):  # if the folder is gone, the writing says so
            self._scratch.parent.mkdir(exist_ok=True, mode=0o700)
        write_bytes(self._scratch, data)

    def drop_scratch(self) -> None:
        """Forget what was typed and not taken."""
        self._scratch.unlink(missing_ok=True)

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
            self.shelf.save(self.key, text, revision=revision_of(self._saved))
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
        changes are put into it: one step, which can be undone. If the two cannot stand together,
        such as an actor who was removed here and named there, every field that the draft changed
        is asked about.
        """
        merge = self._compared()
        if isinstance(merge, Outside):
            return merge
        if not merge.conflicts:
            try:
                self._take(merge, {})
            except CaseError:
                merge = merge.all_contested()
                if self._last_compared is not None:
                    self._last_compared = self._last_compared[0], merge
            else:
                return Outside("merged")
        return Outside("conflict", merge.conflicts)

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
        CaseError
            If the case would not be valid with these choices; the draft stays.
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
            self._last_compared = None
            return Outside("same")
        asked = saved, revision, sheet.text
        before = self._last_compared
        if before is None or before[0] != asked:  # pages look every two seconds
            before = self._last_compared = asked, self._compared_with(sheet.text, saved, revision)
        return before[1]

    def _compared_with(self, theirs: str, saved: str, revision: int) -> Outside | Merge:
        try:
            read_checked(theirs)
        except CaseError as error:
            return Outside("broken", problems=error.problems)
        found = merged(saved, self.text(), theirs, revision)
        if found.conflicts:
            try:
                read_checked(found.text({}))
            except InputError:
                return found.all_contested()
        return found

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
        self._note({"op": "saved", "text": text})
        self._saved = text
        self._tidy()


def _with_id(text: str, name: str) -> str:
    """Give a case that is saved under another name the id of that name."""
    from winset.cases.editing.edit import edited
    from winset.foundation.spelling import kebab

    file = read(text)
    case_id = kebab(name)
    return text if file.case.id == case_id else edited(file, {"id": case_id}).text
