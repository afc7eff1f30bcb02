"""All desks of a workbench: one for each visitor and case."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import time
from contextlib import suppress
from pathlib import Path
from threading import RLock
from weakref import WeakValueDictionary

from winset.casebook import case_ids
from winset.foundation.errors import InputError
from winset.workbench.editing.desk import Desk
from winset.workbench.editing.draft_records import told_by
from winset.workbench.editing.journal import read_records
from winset.workbench.library.shelf import Shelf

UNTOUCHED_DAYS = 30
"""Time that a draft is kept in which nothing was ever done."""


class _Opening:
    """Held while a desk is being opened, so that it is opened once."""

    def __init__(self) -> None:
        self.lock = RLock()


class Desks:
    """All desks: one for each visitor and case, opened when asked for.

    Parameters
    ----------
    shelf
        The cases.
    room
        Desks kept open; beyond, those unused for longest and watched by nobody are closed. Nothing
        is lost by that: a desk is its journal.
    """

    def __init__(self, shelf: Shelf, room: int = 64) -> None:
        self._shelf, self._room = shelf, room
        self._open: dict[tuple[str, str], Desk] = {}
        # A desk that was closed may still be in use; two of one journal would overwrite each other.
        self._alive: WeakValueDictionary[tuple[str, str], Desk] = WeakValueDictionary()
        self._lock = RLock()
        self._opening: WeakValueDictionary[tuple[str, str], _Opening] = WeakValueDictionary()

    def at(self, visitor: str, key: str, *, is_returning: bool = True) -> Desk:
        """Return the desk of a visitor with a case on it.

        Parameters
        ----------
        visitor
            The visitor's id.
        key
            Key of the case.
        is_returning
            Whether the visitor came with a cookie. What others look at, or type that is not valid,
            leaves nothing on the disk: they may never be seen again.

        Raises
        ------
        InputError
            If there is no such case, or its file is not a valid case.
        """
        place = visitor, key
        with self._lock:
            opening = self._opening.setdefault(place, _Opening())
        with opening.lock:  # a long case being read holds up nobody else
            desk = self.if_open(visitor, key)
            if desk is None:
                desk = Desk(self._shelf, visitor, key, self.journal_of(visitor, key))
            with self._lock:
                self._open[place] = self._alive[place] = desk
                self._make_room()
            desk.is_returning = is_returning
            if is_returning:
                desk.mark()
            return desk

    def if_open(self, visitor: str, key: str) -> Desk | None:
        """Return a desk that is open already; None if opening it would take time."""
        with self._lock:
            desk = self._open.pop((visitor, key), None) or self._alive.get((visitor, key))
            if desk is not None:
                self._open[visitor, key] = desk
                self._make_room()
            return desk

    def recent(self, visitor: str) -> dict[str, str]:
        """Return when the visitor last had which case on the desk, by key."""
        keys = [*self._shelf.files(), *case_ids()]
        found = {}
        for key in keys:
            with suppress(FileNotFoundError):
                changed = self.journal_of(visitor, key).stat().st_mtime
                moment = dt.datetime.fromtimestamp(changed, dt.UTC)
                found[key] = moment.isoformat(timespec="seconds")
        return found

    def changed(self, visitor: str) -> set[str]:
        """Return the keys of a visitor's open desks whose drafts differ from their files."""
        with self._lock:
            mine = [desk for (owner, _), desk in self._open.items() if owner == visitor]
        return {desk.key for desk in mine if desk.is_changed}

    def forget(self, visitor: str, key: str) -> None:
        """Throw a draft away with its history."""
        with self._lock:
            desk = self._open.pop((visitor, key), None) or self._alive.get((visitor, key))
            self._alive.pop((visitor, key), None)
            if desk is not None:
                desk.forget()
            self.journal_of(visitor, key).unlink(missing_ok=True)

    def tidy(self) -> int:
        """Remove drafts in which nothing was ever done, once nobody came back to them for long.

        Call it before visitors are let in. Every browser that only looks leaves such a draft.

        Returns
        -------
        int
            How many were removed.
        """
        removed = 0
        long_ago = time.time() - UNTOUCHED_DAYS * 86400
        for path in (self._shelf.private / "drafts").glob("*/*.journal"):
            try:
                is_old = path.stat().st_mtime < long_ago
                if is_old and not path.with_suffix(".scratch").exists() and _is_untouched(path):
                    path.unlink()
                    removed += 1
                    path.parent.rmdir()  # refused while it holds others
            except OSError:
                continue
        return removed

    def journal_of(self, visitor: str, key: str) -> Path:
        """Return where the journal of a draft is kept; no name of it comes from outside."""
        if not re.fullmatch(r"[a-f0-9]{32}", visitor):
            raise InputError("this is not a visitor of ours")
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:24]
        return self._shelf.private / "drafts" / visitor / f"{digest}.journal"

    def _make_room(self) -> None:
        for place in list(self._open)[: -self._room or None]:
            del self._open[place]


def _is_untouched(path: Path) -> bool:
    """Return whether a journal holds a text that was read whole, and nothing done to it."""
    if path.stat().st_size == 0:
        return True
    records, whole = read_records(path.read_bytes())
    told = told_by(records)
    return told is not None and whole == path.stat().st_size and told.revision == 0
