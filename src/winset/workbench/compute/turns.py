"""Turns between visitors: whoever holds the fewest comes first, so that none shuts others out."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

from winset.workbench.failures import BusyError

Item = TypeVar("Item")
Found = TypeVar("Found")


class Queue(Generic[Item]):
    """Items that wait, with whose they are; without any locking of its own.

    Parameters
    ----------
    noun
        What waits, in the plural, for messages.
    most, most_each
        How many may wait: of all visitors, and of one.
    most_held_each
        How many one visitor may hold at a time; None for any number.
    """

    def __init__(
        self, noun: str, *, most: int, most_each: int, most_held_each: int | None = None
    ) -> None:
        self._noun, self._most, self._most_each = noun, most, most_each
        self._most_held_each = most_held_each
        self._waiting: list[tuple[str, Item]] = []
        self._held: Counter[str] = Counter()
        self._served: dict[str, int] = {}
        self._count = itertools.count()

    def __len__(self) -> int:
        """Items that wait."""
        return len(self._waiting)

    @property
    def visitors(self) -> set[str]:
        """Those of whom something waits."""
        return {who for who, _ in self._waiting}

    def add(self, who: str, item: Item) -> None:
        """Let an item wait.

        Raises
        ------
        BusyError
            If too many wait already, of this visitor or of all.
        """
        self.refuse_many(who)
        self.add_again(who, item)

    def add_again(self, who: str, item: Item) -> None:
        """Let an item wait that had its turn before, however many wait."""
        self._waiting.append((who, item))

    def refuse_many(self, who: str) -> None:
        """Raise an error if no more items of a visitor may wait.

        Raises
        ------
        BusyError
            If too many wait already, of this visitor or of all.
        """
        mine = sum(name == who for name, _ in self._waiting)
        if mine >= self._most_each:
            raise BusyError(f"{mine} {self._noun} of yours wait already", "ask again later")
        if len(self._waiting) >= self._most:
            raise BusyError(f"{self._most} {self._noun} wait already", "ask again in a minute")

    def remove(self, item: Item) -> bool:
        """Take an item out before its turn; False if it does not wait."""
        before = len(self._waiting)
        self._waiting = [entry for entry in self._waiting if entry[1] is not item]
        return len(self._waiting) < before

    def may_hold(self, who: str) -> bool:
        """Return whether a visitor holds fewer than one may."""
        return self._most_held_each is None or self._held[who] < self._most_held_each

    def hold(self, who: str) -> None:
        """Count one more that a visitor holds."""
        self._held[who] += 1
        self._served[who] = next(self._count)

    def give_back(self, who: str) -> None:
        """Count one less that a visitor holds."""
        self._held[who] -= 1
        self._held += Counter()
        if not self._waiting and not self._held:
            self._served.clear()

    def take(self) -> tuple[str, Item] | None:
        """Return whose turn it is, with the item, which is then held; None if nothing may go.

        First comes who holds the fewest, among those who was served longest ago, and of one
        visitor what has waited longest.
        """
        able = [entry for entry in self._waiting if self.may_hold(entry[0])]
        if not able:
            return None
        who, item = min(
            able, key=lambda entry: (self._held[entry[0]], self._served.get(entry[0], -1))
        )
        self.remove(item)
        self.hold(who)
        return who, item


class Slots:
    """A number of places that visitors take in turn, within one event loop.

    Parameters
    ----------
    number
        How many may be held at a time.
    noun, most, most_each, most_held_each
        As for `Queue`.
    """

    def __init__(
        self,
        number: int,
        noun: str,
        *,
        most: int,
        most_each: int,
        most_held_each: int | None = None,
    ) -> None:
        self._free = number
        self._queue: Queue[asyncio.Future[None]] = Queue(
            noun, most=most, most_each=most_each, most_held_each=most_held_each
        )

    async def take(self, who: str) -> None:
        """Wait for a place; give it back with `give_back`.

        Parameters
        ----------
        who
            The visitor.

        Raises
        ------
        BusyError
            If too many wait already.
        """
        if self._free and self._queue.may_hold(who):
            self._free -= 1
            self._queue.hold(who)
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.add(who, turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not self._queue.remove(turn) and turn.done() and not turn.cancelled():
                self.give_back(who)
            raise

    def give_back(self, who: str) -> None:
        """Free a place that a visitor held, for whoever is next."""
        self._queue.give_back(who)
        self._free += 1
        while self._free:
            following = self._queue.take()
            if following is None:
                return
            who, turn = following
            if turn.done():  # its question was abandoned in this very moment
                self._queue.give_back(who)
                continue
            self._free -= 1
            turn.set_result(None)

    @asynccontextmanager
    async def turn(self, who: str) -> AsyncIterator[None]:
        """Hold a place for a visitor while something is done."""
        await self.take(who)
        try:
            yield
        finally:
            self.give_back(who)


class FairThreads:
    """Threads that visitors use in turn.

    Parameters
    ----------
    number
        How many threads.
    name
        What they are called.
    most_held_each
        How many of them one visitor may hold; None for all.
    """

    def __init__(self, number: int, name: str, *, most_held_each: int | None = None) -> None:
        self._pool = ThreadPoolExecutor(number, thread_name_prefix=name)
        self._slots = Slots(
            number, "questions", most=512, most_each=64, most_held_each=most_held_each
        )

    async def run(self, who: str, work: Callable[[], Found]) -> Found:
        """Do something in a thread when the visitor's turn comes.

        A thread cannot be interrupted: what is abandoned while it runs keeps its place until it
        has ended.

        Parameters
        ----------
        who
            The visitor.
        work
            What to do.

        Raises
        ------
        BusyError
            If too many wait already.
        """
        await self._slots.take(who)
        loop = asyncio.get_running_loop()
        try:
            running = loop.run_in_executor(self._pool, work)
        except RuntimeError:  # the server is shutting down
            self._slots.give_back(who)
            raise
        running.add_done_callback(lambda _: self._slots.give_back(who))
        return await asyncio.shield(running)

    def close(self) -> None:
        """Stop; what waits is dropped."""
        self._pool.shutdown(wait=False, cancel_futures=True)
