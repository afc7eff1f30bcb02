"""In a lane one question is answered at a time, and of those that wait only the newest."""

from __future__ import annotations

import asyncio

import pytest

from winset.workbench.compute.lanes import Lanes
from winset.workbench.failures import SupersededError


def test_of_those_that_wait_only_the_newest_is_answered() -> None:
    begun: list[int] = []

    async def play() -> list[object]:
        lanes, gate = Lanes(), asyncio.Event()

        async def answer(number: int) -> int:
            begun.append(number)
            await gate.wait()
            return number

        asked = []
        for number in range(6):
            asked.append(asyncio.create_task(lanes.ask("drag", lambda n=number: answer(n))))
            await asyncio.sleep(0)
        gate.set()
        found = await asyncio.gather(*asked, return_exceptions=True)
        assert len(lanes) == 0
        return list(found)

    found = asyncio.run(play())
    assert begun == [0, 5]
    assert [found[0], found[5]] == [0, 5]
    assert all(isinstance(error, SupersededError) for error in found[1:5])


def test_lanes_do_not_wait_for_each_other() -> None:
    async def play() -> int:
        lanes, never = Lanes(), asyncio.Event()

        async def stuck() -> None:
            await never.wait()

        async def quick() -> int:
            return 7

        held = asyncio.create_task(lanes.ask("one", stuck))
        await asyncio.sleep(0)
        found = await asyncio.wait_for(lanes.ask("other", quick), 5)
        held.cancel()
        await asyncio.gather(held, return_exceptions=True)
        assert len(lanes) == 0
        return found

    assert asyncio.run(play()) == 7


def test_an_error_frees_the_lane() -> None:
    async def play() -> int:
        lanes = Lanes()

        async def wrong() -> int:
            raise ValueError("wrong")

        async def right() -> int:
            return 7

        with pytest.raises(ValueError, match="wrong"):
            await lanes.ask("drag", wrong)
        return await lanes.ask("drag", right)

    assert asyncio.run(play()) == 7
