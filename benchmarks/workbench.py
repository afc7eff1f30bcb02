"""How quick the workbench is: a drag, ten visitors at once, confirmed edits, and its memory.

Run: ``python benchmarks/workbench.py [--drags N] [--visitors N] [--edits N] [--seconds S]``

A real server in a process of its own; visitors ask over HTTP on the loopback, on the case of 2000
whose blocs are expanded to 535 members. One drag is one glance with a value that is not confirmed;
visitors drag without a pause, which is faster than a hand. The soak mixes drags, confirmed edits,
undo, whole pages and full reports and fits a line through the server's resident memory.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import psutil

CASE = "/api/cases/china-pntr-2000"
PATH = "actors.clinton.position.openness"


@contextmanager
def server(folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    """Start a server and end it afterwards."""
    command = [sys.executable, "-m", "winset", "serve", "--no-browser", "--port", "0"]
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--folder", str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None  # noqa: S101
    address = process.stdout.readline().split("workbench: ")[1].strip()
    print(f"first answer after {time.perf_counter() - began:.2f} s from a cold start")
    try:
        yield address, psutil.Process(process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
        process.stdout.close()


def drag(visitor: httpx.Client, number: int) -> float:
    """Drag once; return the seconds until the verdict."""
    place = 0.3 + 0.6 * ((number * 0.137) % 1.0)
    began = time.perf_counter()
    answer = visitor.post(f"{CASE}/glance", json={"values": {PATH: round(place, 4)}})
    answer.raise_for_status()
    return time.perf_counter() - began


def told(name: str, seconds: list[float]) -> None:
    """Print median and 95th percentile in milliseconds."""
    ordered = sorted(seconds)
    high = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    middle = statistics.median(ordered)
    print(f"{name:44s} median {middle * 1e3:7.1f} ms   p95 {high * 1e3:7.1f} ms   n {len(ordered)}")


def one_visitor(address: str, process: psutil.Process, drags: int) -> None:
    """One visitor drags, then confirms."""
    with httpx.Client(base_url=address, timeout=60) as visitor:
        began = time.perf_counter()
        visitor.get(f"{CASE}/draft").raise_for_status()
        print(f"case opened in {time.perf_counter() - began:.2f} s")
        for number in range(10):
            drag(visitor, number)
        before = sum(process.cpu_times()[:2])
        told("drag to verdict, one visitor", [drag(visitor, n) for n in range(drags)])
        used = (sum(process.cpu_times()[:2]) - before) / drags
        print(f"{'  processor time of the server, a drag':44s} mean   {used * 1e3:7.1f} ms")
        confirmed = []
        for number in range(drags):
            began = time.perf_counter()
            values = {"values": {"actors.clinton.capacity": number}}
            visitor.post(f"{CASE}/draft", json=values).raise_for_status()
            confirmed.append(time.perf_counter() - began)
        told("confirmed edit, on disk", confirmed)


def many_visitors(address: str, visitors: int, drags: int) -> None:
    """Visitors drag at once, each its own value; none sees another's."""
    seconds: list[float] = []
    lock, gate = threading.Lock(), threading.Barrier(visitors)

    def visit(number: int) -> None:
        with httpx.Client(base_url=address, timeout=60) as visitor:
            values = {"values": {"actors.clinton.capacity": number}}
            visitor.post(f"{CASE}/draft", json=values).raise_for_status()
            gate.wait()
            mine = [drag(visitor, number * drags + n) for n in range(drags)]
            changes = visitor.get(f"{CASE}/draft").json()["changes"]
            if [change["after"] for change in changes] != [float(number)]:
                raise SystemExit(f"visitor {number} sees {changes}")
            with lock:
                seconds.extend(mine)

    crowd = [threading.Thread(target=visit, args=(n,)) for n in range(1, visitors + 1)]
    for visitor in crowd:
        visitor.start()
    for visitor in crowd:
        visitor.join()
    told(f"drag to verdict, {visitors} visitors at once", seconds)


def soak(address: str, process: psutil.Process, edits: int, seconds: float) -> None:
    """Edit and drag for long; print how the server's memory grows."""
    sizes: list[tuple[int, float]] = []
    began, number = time.perf_counter(), 0
    with httpx.Client(base_url=address, timeout=60) as visitor:
        visitor.get(f"{CASE}/draft").raise_for_status()
        while number < edits or time.perf_counter() - began < seconds:
            number += 1
            for ask in _round(visitor, number):
                ask()
            if number % 20 == 0:
                sizes.append((number, process.memory_info().rss / 2**20))
    took = time.perf_counter() - began
    print(f"soak: {number} edits in {took:.0f} s, {sizes[0][1]:.0f} MB, then {sizes[-1][1]:.0f} MB")
    for tenth in np.array_split(np.array(sizes), min(10, len(sizes))):
        low, high = tenth[:, 1].min(), tenth[:, 1].max()
        print(f"  up to edit {tenth[-1, 0]:6.0f}: {low:6.1f} to {high:6.1f} MB")
    settled = np.array(sizes[len(sizes) // 3 :])
    slope = float(np.polyfit(*settled.T, 1)[0])
    print(f"  slope over the last two thirds: {1000 * slope:.2f} MB per 1000 edits")


def _round(visitor: httpx.Client, number: int) -> Iterator[Callable[[], Any]]:
    values = {"values": {"actors.clinton.capacity": number % 50, PATH: 0.5 + number % 40 / 100}}
    yield lambda: visitor.post(f"{CASE}/draft", json=values).raise_for_status()
    yield lambda: drag(visitor, number)
    if number % 25 == 0:
        yield lambda: visitor.post(f"{CASE}/draft/undo").raise_for_status()
        yield lambda: visitor.get(f"{CASE}/draft/text").raise_for_status()
    if number % 100 == 0:
        yield lambda: visitor.get("/case/china-pntr-2000").raise_for_status()
        yield lambda: visitor.post(f"{CASE}/analyze", json={"draws": 200}).raise_for_status()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drags", type=int, default=100)
    parser.add_argument("--visitors", type=int, default=10)
    parser.add_argument("--edits", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=0.0, help="soak at least so long")
    asked = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, load before the run {load:.1f}")
    with (
        tempfile.TemporaryDirectory() as folder,
        server(Path(folder)) as (address, process),
    ):
        time.sleep(5)
        one_visitor(address, process, asked.drags)
        many_visitors(address, asked.visitors, max(10, asked.drags // 4))
        soak(address, process, asked.edits, asked.seconds)


if __name__ == "__main__":
    main()
