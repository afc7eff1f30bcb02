"""Jobs in turn between visitors, each in a process of its own."""

from __future__ import annotations

import json
import multiprocessing as mp
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final, Literal

from winset.foundation.errors import InputError
from winset.foundation.files import write_text
from winset.workbench.compute.turns import Queue

MOST_RUNNING: Final = 1
"""Sweeps that run at a time; the others wait."""
MOST_WAITING: Final = 200
"""Sweeps of all visitors that may wait."""
MOST_WAITING_EACH: Final = 8
"""Sweeps of one visitor that may wait."""
SLICE_SECONDS: Final = 60.0
"""Time that a sweep runs before it makes room for that of another visitor, if one waits."""

_LOOK_EVERY_S: Final = 0.5
_LONGEST_END_S: Final = 5.0


@dataclass(eq=False)
class _Entry:
    """A job that waits or runs."""

    who: str
    place: Path
    process: BaseProcess | None = None
    is_cancelled: bool = False
    has_ended: threading.Event = field(default_factory=threading.Event)


class JobTurns:
    """The jobs that wait and run.

    A visitor's sweep that has run for a while makes room for that of another: what is done is kept,
    and it goes on when its turn comes again.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._queue: Queue[_Entry] = Queue("sweeps", most=MOST_WAITING, most_each=MOST_WAITING_EACH)
        self._known: dict[Path, _Entry] = {}
        self._running = 0

    def state(self, place: Path) -> Literal["waiting", "running"] | None:
        """Say how a job stands; None if it neither waits nor runs."""
        with self._lock:
            entry = self._known.get(place)
            if entry is None:
                return None
            return "waiting" if entry.process is None else "running"

    def refuse_many(self, who: str) -> None:
        """Raise an error if no more of a visitor's jobs may wait.

        Raises
        ------
        BusyError
            If too many wait already, of this visitor or of all.
        """
        with self._lock:
            self._queue.refuse_many(who)

    def begin(self, who: str, place: Path) -> None:
        """Let a job wait for its turn; one that waits or runs already is left alone.

        Parameters
        ----------
        who
            The visitor.
        place
            The job's folder.

        Raises
        ------
        BusyError
            As for `refuse_many`.
        """
        with self._lock:
            if place in self._known:
                return
            self._queue.refuse_many(who)
            note(place, state="waiting", message=None)
            entry = _Entry(who, place)
            self._queue.add(who, entry)
            self._known[place] = entry
            self._start_next()

    def cancel(self, place: Path) -> None:
        """Stop a job: one that waits at once, one that runs when its process has ended."""
        with self._lock:
            entry = self._known.get(place)
            if entry is None:
                return
            entry.is_cancelled = True
            if self._queue.remove(entry):
                self._finish(entry, state="cancelled")
            elif entry.process is not None:
                entry.process.terminate()
        entry.has_ended.wait(_LONGEST_END_S)

    def close(self) -> None:
        """Stop all; they can be resumed."""
        with self._lock:
            for entry in list(self._known.values()):
                entry.is_cancelled = True
                if not self._queue.remove(entry) and entry.process is not None:
                    entry.process.terminate()

    def _start_next(self) -> None:
        """Start what is next while there is room; called with the lock held."""
        from winset.workbench.compute.sweep_process import run_sweep

        while self._running < MOST_RUNNING:
            following = self._queue.take()
            if following is None:
                return
            who, entry = following
            process = mp.get_context("spawn").Process(target=run_sweep, args=(str(entry.place),))
            try:
                process.start()
            except OSError as error:
                self._queue.give_back(who)
                self._finish(entry, state="failed", message=f"no process could start: {error}")
                continue
            self._running += 1
            entry.process = process
            threading.Thread(target=self._attend, args=(entry, process), daemon=True).start()

    def _attend(self, entry: _Entry, process: BaseProcess) -> None:
        """Wait for the end of a job's process, or of its turn."""
        makes_room = self._watch(entry, process)
        code = process.exitcode
        with self._lock:
            self._running -= 1
            self._queue.give_back(entry.who)
            entry.process = None
            if entry.is_cancelled:
                self._finish(entry, state="cancelled")
            elif code == 0:
                self._finish(entry, state="done")
            elif makes_room:
                self._queue.add_again(entry.who, entry)
            else:
                words = json_in(entry.place / "progress.json").get("message")
                message = words or f"the process ended: {_code(code)}"
                self._finish(entry, state="failed", message=message)
            self._start_next()

    def _watch(self, entry: _Entry, process: BaseProcess) -> bool:
        """Wait until a process has ended; True if it was ended to make room for another visitor."""
        begun, done = time.monotonic(), _done(entry.place)
        while process.is_alive():
            process.join(_LOOK_EVERY_S)
            if time.monotonic() - begun < SLICE_SECONDS or _done(entry.place) <= done:
                continue
            with self._lock:
                if self._queue.visitors - {entry.who}:
                    process.terminate()
                    process.join()
                    return True
        return False

    def _finish(self, entry: _Entry, **ended: Any) -> None:
        """Note how a job ended, unless the disk is full; called with the lock held."""
        if entry.place.is_dir():
            with suppress(InputError):
                note(entry.place, **ended)
        del self._known[entry.place]
        entry.has_ended.set()


def json_in(path: Path) -> dict[str, Any]:
    """Return the mapping in a JSON file; an empty one if there is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def note(place: Path, **told: Any) -> None:
    """Note how a job stands; only its state and message are this process's to say."""
    before = json_in(place / "progress.json")
    write_text(place / "progress.json", json.dumps({**before, **told}))


def _done(place: Path) -> int:
    return int(json_in(place / "progress.json").get("done") or 0)


def _code(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"
