"""Processes beside the server, which answer what would hold a page up; they end with it."""

from __future__ import annotations

import asyncio
import multiprocessing as mp
import os
import signal
import threading
from collections import Counter
from collections.abc import AsyncIterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager
from typing import Any

from winset.workbench.failures import BusyError, TooLongError
from winset.workbench.questions import Question

LONGEST_SECONDS = 600.0
"""How long one question may take; then its process is ended."""
MOST_WAITING = 64
"""Questions that may wait for a process; beyond, one is told to come back."""


def end_with_parent() -> None:
    """End this process when the one that started it ends, however that came about.

    An interrupt from the terminal is left to the parent.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = mp.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def _answer(question: Question) -> Any:
    return question.answer()


class _Place:
    """One process, started when it is needed; a new one takes the place of one that died."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    async def answer(self, question: Question, seconds: float) -> Any:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1, mp_context=mp.get_context("spawn"), initializer=end_with_parent
            )
        asked = asyncio.wrap_future(self._pool.submit(_answer, question))
        try:
            return await asyncio.wait_for(asked, seconds)
        except TimeoutError:
            if not asked.cancelled():  # the answer itself ran into a time limit of its own
                raise
            self.end()
            raise TooLongError(
                f"this takes longer than {seconds:.0f} seconds", "ask for less, or use a sweep"
            ) from None
        except (BrokenProcessPool, asyncio.CancelledError):
            self.end()
            raise

    def end(self) -> None:
        """End the process, whatever it is doing."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        processes = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()


class Processes:
    """Some fresh processes; one that dies or takes too long takes its question along, no other.

    Parameters
    ----------
    workers
        How many at most; each starts when it is needed.
    seconds
        How long one question may take.
    """

    def __init__(self, workers: int, seconds: float = LONGEST_SECONDS) -> None:
        self._seconds = seconds
        self._all = [_Place() for _ in range(workers)]
        self._free = list(reversed(self._all))
        self._waiting: list[tuple[str, asyncio.Future[_Place]]] = []
        self._held: Counter[str] = Counter()

    async def run(self, question: Question, *, who: str = "") -> Any:
        """Have a question answered.

        Parameters
        ----------
        question
            What is asked; errors of its answer are raised here.
        who
            Who asks: while others wait, whoever holds the fewest processes comes first.

        Raises
        ------
        BusyError
            If too many questions wait already.
        TooLongError
            If it takes too long; its process is ended.
        RuntimeError
            If the process died twice over it.
        """
        async with self._place(who) as place:
            for _ in range(2):
                try:
                    return await place.answer(question, self._seconds)
                except BrokenProcessPool:
                    continue
        raise RuntimeError("the process that answers died twice over the same question")

    def close(self) -> None:
        """End the processes."""
        for place in self._all:
            place.end()

    @asynccontextmanager
    async def _place(self, who: str) -> AsyncIterator[_Place]:
        if self._free:
            place = self._free.pop()
        else:
            place = await self._turn(who)
        self._held[who] += 1
        try:
            yield place
        finally:
            self._held[who] -= 1
            self._held += Counter()
            self._hand_on(place)

    async def _turn(self, who: str) -> _Place:
        if len(self._waiting) >= MOST_WAITING:
            raise BusyError(f"{MOST_WAITING} questions wait already: ask again in a minute")
        turn: asyncio.Future[_Place] = asyncio.get_running_loop().create_future()
        entry = who, turn
        self._waiting.append(entry)
        try:
            return await turn
        except asyncio.CancelledError:
            if entry in self._waiting:
                self._waiting.remove(entry)
            elif turn.done() and not turn.cancelled():
                self._hand_on(turn.result())
            raise

    def _hand_on(self, place: _Place) -> None:
        """Give a free process to whoever waits and holds the fewest, the longest waiting first."""
        self._waiting = [entry for entry in self._waiting if not entry[1].done()]
        if not self._waiting:
            self._free.append(place)
            return
        first = min(self._waiting, key=lambda entry: self._held[entry[0]])
        self._waiting.remove(first)
        first[1].set_result(place)
