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

from winset.workbench.compute.processes import Processes
from winset.workbench.failures import TooLongError


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


def test_one_visitor_leaves_a_process_to_the_others() -> None:
    async def ask() -> float:
        pool = Processes(2, seconds=300.0)
        heavy = [
            asyncio.create_task(pool.run(asking(time.sleep, 600.0), who="greedy")) for _ in range(9)
        ]
        await asyncio.sleep(0)
        assert await pool.run(asking(abs, -2), who="modest") == 2
        began = time.monotonic()
        for task in heavy:
            task.cancel()
        await asyncio.gather(*heavy, return_exceptions=True)
        assert await pool.run(asking(abs, -3), who="greedy") == 3
        pool.close()
        return time.monotonic() - began

    assert asyncio.run(ask()) < 60


def test_a_question_that_is_abandoned_ends_its_process() -> None:
    async def ask() -> None:
        pool = Processes(1, seconds=300.0)
        abandoned = asyncio.create_task(pool.run(asking(time.sleep, 600.0)))
        while pool._all[0]._pool is None:
            await asyncio.sleep(0.01)
        abandoned.cancel()
        await asyncio.gather(abandoned, return_exceptions=True)
        assert pool._all[0]._pool is None
        assert await pool.run(asking(abs, -3)) == 3
        pool.close()

    asyncio.run(ask())


def test_a_question_answered_while_another_waited_with_it_is_not_worked_out_again() -> None:
    async def ask() -> None:
        pool, kept = Processes(1), dict[str, int]()

        async def first_asked() -> None:
            kept["answer"] = await pool.run(asking(abs, -5), who="a")

        first = asyncio.create_task(first_asked())
        await asyncio.sleep(0)
        second = asyncio.create_task(
            pool.run(asking(os._exit, 3), who="b", kept=lambda: kept.get("answer"))
        )
        await first
        assert await second == 5
        pool.close()

    asyncio.run(ask())
