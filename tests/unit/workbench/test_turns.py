"""Turns between visitors: whoever holds the fewest comes first, and none fills all the places."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from winset.workbench.compute.turns import FairThreads, Queue, Slots
from winset.workbench.failures import BusyError


def test_who_holds_the_fewest_comes_first_and_then_who_was_served_longest_ago() -> None:
    queue: Queue[str] = Queue("things", most=100, most_each=100)
    for number in range(3):
        queue.add("greedy", f"g{number}")
    queue.add("modest", "m0")
    queue.add("late", "l0")
    order = []
    while (following := queue.take()) is not None:
        order.append(following[1])
        queue.give_back(following[0])
    assert order == ["g0", "m0", "l0", "g1", "g2"]


def test_one_visitor_may_fill_a_part_of_the_queue_only() -> None:
    queue: Queue[int] = Queue("things", most=5, most_each=2)
    queue.add("greedy", 1)
    queue.add("greedy", 2)
    with pytest.raises(BusyError, match="2 things of yours wait already"):
        queue.add("greedy", 3)
    for number in range(3):
        queue.add(f"other-{number}", number)
    with pytest.raises(BusyError, match="5 things wait already"):
        queue.add("last", 9)


def test_places_go_round_and_one_visitor_holds_no_more_than_one_may() -> None:
    async def play() -> list[str]:
        slots = Slots(3, "things", most=100, most_each=100, most_held_each=2)
        begun: list[str] = []
        release = asyncio.Event()

        async def hold(who: str) -> None:
            async with slots.turn(who):
                begun.append(who)
                await release.wait()

        tasks = [asyncio.create_task(hold("greedy")) for _ in range(6)]
        await asyncio.sleep(0)
        assert begun == ["greedy", "greedy"]
        tasks.append(asyncio.create_task(hold("modest")))
        await asyncio.sleep(0)
        assert begun[2:] == ["modest"]
        release.set()
        await asyncio.gather(*tasks)
        return begun

    assert len(asyncio.run(play())) == 7


def test_who_gives_up_while_waiting_takes_no_place() -> None:
    async def play() -> None:
        slots = Slots(1, "things", most=2, most_each=2)
        await slots.take("a")
        waiting = [asyncio.create_task(slots.take(who)) for who in "bc"]
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await slots.take("d")
        slots.give_back("a")
        waiting[0].cancel()  # in the very moment in which it is its turn
        waiting[1].cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        await asyncio.wait_for(slots.take("d"), 5)

    asyncio.run(play())


def test_a_thread_keeps_its_place_until_it_ends_though_its_question_was_abandoned() -> None:
    async def play() -> None:
        threads = FairThreads(1, "test")
        go_on = threading.Event()
        abandoned = asyncio.create_task(threads.run("a", lambda: go_on.wait(60)))
        await asyncio.sleep(0.05)
        abandoned.cancel()
        await asyncio.gather(abandoned, return_exceptions=True)
        following = asyncio.create_task(threads.run("b", lambda: 7))
        await asyncio.sleep(0.05)
        assert not following.done()
        go_on.set()
        assert await asyncio.wait_for(following, 5) == 7
        with pytest.raises(ZeroDivisionError):
            await threads.run("b", lambda: 1 / 0)
        threads.close()

    asyncio.run(play())


def test_a_flood_of_one_visitor_delays_another_by_one_question() -> None:
    async def play() -> float:
        threads = FairThreads(2, "test")
        flood = [
            asyncio.create_task(threads.run("greedy", lambda: time.sleep(0.05))) for _ in range(60)
        ]
        await asyncio.sleep(0)
        began = time.monotonic()
        await threads.run("modest", lambda: None)
        taken = time.monotonic() - began
        await asyncio.gather(*flood)
        threads.close()
        return taken

    assert asyncio.run(play()) < 0.7
