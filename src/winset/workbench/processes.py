"""Processes beside the server, which answer what would hold a page up; they end with it."""

from __future__ import annotations

import asyncio
import multiprocessing as mp
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from winset.workbench.questions import Question


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


class Processes:
    """A pool of fresh processes; one that dies takes its question along, not the pool.

    Parameters
    ----------
    workers
        How many at most; each starts when it is needed.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    async def run(self, question: Question) -> Any:
        """Have a question answered.

        Parameters
        ----------
        question
            What is asked; errors of its answer are raised here.

        Raises
        ------
        RuntimeError
            If the process died twice over it.
        """
        loop = asyncio.get_running_loop()
        for _ in range(2):
            pool = self._ready()
            try:
                return await loop.run_in_executor(pool, _answer, question)
            except BrokenProcessPool:
                self._drop(pool)
        raise RuntimeError("the process that answers died twice over the same question")

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._drop(self._pool)

    def _ready(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._workers, mp_context=mp.get_context("spawn"), initializer=end_with_parent
            )
        return self._pool

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        if pool is self._pool:
            self._pool = None
        pool.shutdown(wait=False, cancel_futures=True)
