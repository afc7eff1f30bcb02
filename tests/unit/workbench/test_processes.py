"""Processes that answer: none is held for good, nobody is kept waiting by one who asks much."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest

from winset.workbench import processes
from winset.workbench.failures import BusyError, TooLongError
from winset.workbench.processes import Processes


def asking(work: Callable[..., Any], *given: Any) -> Any:
    """A question another process can be sent: it calls a function of a library."""
    return SimpleNamespace(answer=partial(work, *given))


def test_what_takes_too_long_is_ended_and_the_next_is_answered() -> None:
    async def ask() -> None:
        pool = Processes(1, seconds=0.5)
        with pytest.raises(TooLongError, match="takes longer"):
            await pool.run(asking(time.sleep, 600.0))
        pool._seconds = 300.0
        assert await pool.run(asking(abs, -2)) == 2
        with pytest.raises(ValueError, match="invalid literal"):
            await pool.run(asking(int, "x"))
        with pytest.raises(RuntimeError, match="died twice"):
            await pool.run(asking(os._exit, 3))
        assert await pool.run(asking(abs, -3)) == 3
        pool.close()

    asyncio.run(ask())


def test_who_holds_the_fewest_processes_comes_first() -> None:
    async def ask() -> list[str]:
        pool = Processes(2)
        turns: list[str] = []
        release = asyncio.Event()

        async def hold(who: str) -> None:
            async with pool._place(who):
                turns.append(who)
                await release.wait()

        greedy = [asyncio.create_task(hold("greedy")) for _ in range(6)]
        await asyncio.sleep(0)
        modest = asyncio.create_task(hold("modest"))
        await asyncio.sleep(0)
        assert turns == ["greedy", "greedy"]
        release.set()
        await asyncio.gather(modest, *greedy)
        pool.close()
        return turns

    assert asyncio.run(ask())[2] == "modest"


def test_beyond_the_queue_one_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "MOST_WAITING", 2)

    async def ask() -> None:
        pool = Processes(1)
        async with pool._place("a"):
            waiting = [asyncio.create_task(pool._turn("a")) for _ in range(2)]
            await asyncio.sleep(0)
            with pytest.raises(BusyError, match="wait already"):
                await pool._turn("b")
            waiting[0].cancel()
            await asyncio.sleep(0)
            late = asyncio.create_task(pool._turn("b"))
            await asyncio.sleep(0)
        place = await asyncio.wait_for(waiting[1], 5)
        pool._hand_on(place)
        assert await asyncio.wait_for(late, 5) is place
        pool.close()

    asyncio.run(ask())
