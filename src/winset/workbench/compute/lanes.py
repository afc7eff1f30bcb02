"""Lanes: one question at a time, and of those that wait only the newest."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import TypeVar

from winset.workbench.failures import SupersededError

Found = TypeVar("Found")


class _Lane:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.latest = 0
        self.users = 0


class Lanes:
    """Questions by lane, such as the drag of one visitor on one case.

    While one is being answered, a newer one waits, and a newer still takes its place. So a page
    that asks more often than can be answered always gets an answer that is at most one question
    old, and never a queue.
    """

    def __init__(self) -> None:
        self._lanes: dict[Hashable, _Lane] = {}

    async def ask(self, name: Hashable, work: Callable[[], Awaitable[Found]]) -> Found:
        """Answer a question when the one before it in its lane is answered.

        Parameters
        ----------
        name
            The lane.
        work
            What answers it.

        Raises
        ------
        SupersededError
            If a newer one came before this was begun.
        """
        lane = self._lanes.setdefault(name, _Lane())
        lane.latest += 1
        lane.users += 1
        mine = lane.latest
        try:
            async with lane.lock:
                if mine != lane.latest:
                    raise SupersededError("a newer question took the place of this one")
                return await work()
        finally:
            lane.users -= 1
            if not lane.users:
                self._lanes.pop(name, None)

    def __len__(self) -> int:
        """Lanes in use."""
        return len(self._lanes)
