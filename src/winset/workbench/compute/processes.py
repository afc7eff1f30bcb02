"""Processes beside the server, which answer what would hold a page up; they end with it."""

from __future__ import annotations

import asyncio
import multiprocessing as mp
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Any

from winset.foundation.processes import end_with_parent
from winset.workbench.compute.questions import AskedQuestion
from winset.workbench.compute.turns import Slots
from winset.workbench.failures import TooLongError

LONGEST_SECONDS = 600.0
"""Time that one question may take; then its process is ended."""
MOST_WAITING = 256
"""Questions that may wait for a process; beyond, the server answers that it is busy."""
MOST_WAITING_EACH = 16
"""Questions of one visitor that may wait for a process."""


def _answer(question: AskedQuestion) -> Any:
    return question.answer()


class _Place:
    """One process, started when it is needed; a new one takes the place of one that died."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    async def answer(self, question: AskedQuestion, seconds: float) -> Any:
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
        How many at most; each starts when it is needed. One visitor holds at most one less, so
        that a question of another finds a process free.
    seconds
        How long one question may take.
    """

    def __init__(self, workers: int, seconds: float = LONGEST_SECONDS) -> None:
        self._seconds = seconds
        self._all = [_Place() for _ in range(workers)]
        self._free = list(reversed(self._all))
        self._slots = Slots(
            workers,
            "questions",
            most=MOST_WAITING,
            most_each=MOST_WAITING_EACH,
            most_held_each=max(1, workers - 1),
        )

    async def run(
        self, question: AskedQuestion, *, who: str = "", kept: Callable[[], Any] | None = None
    ) -> Any:
        """Have a question answered.

        Parameters
        ----------
        question
            What is asked; errors of its answer are raised here.
        who
            Who asks: while others wait, whoever holds the fewest processes comes first.
        kept
            Gives the answer if another question was the same and was answered meanwhile, else None.

        Raises
        ------
        BusyError
            If too many questions wait already, of this visitor or of all.
        TooLongError
            If it takes too long; its process is ended.
        RuntimeError
            If the process died twice over it.
        """
        async with self._slots.turn(who):
            if kept is not None and (found := kept()) is not None:
                return found
            place = self._free.pop()
            try:
                for _ in range(2):
                    with suppress(BrokenProcessPool):
                        return await place.answer(question, self._seconds)
            finally:
                self._free.append(place)
        raise RuntimeError("the process that answers died twice over the same question")

    def close(self) -> None:
        """End the processes."""
        for place in self._all:
            place.end()
