"""Kill the server at random moments while several visitors edit; nothing confirmed may be lost.

    python benchmarks/killed_while_editing.py --rounds 20 --edits 200

Each round starts a server on the folder of the round before, lets visitors edit as fast as they
can, one value after another and now and then an undo, kills the server with SIGKILL somewhere
among those edits, starts it again, and holds every draft against what was confirmed. The next
round goes on from there. Ends with exit code 1 at the first loss.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

CASE = "/api/cases/fast-track-1997/draft"
PATHS = ("actors.clinton.capacity", "actors.business.capacity", "actors.afl-cio.capacity")


@dataclass
class Visitor:
    """Somebody who edits, and remembers what was confirmed."""

    number: int
    cookies: dict[str, str] = field(default_factory=dict)
    states: list[dict[str, float]] = field(default_factory=lambda: [{}])
    asked: dict[str, float] | None = None
    confirmed: int = 0

    def edit(self, client: httpx.Client, value: int, chance: random.Random) -> None:
        """Make one edit, or take one back."""
        if len(self.states) > 2 and chance.random() < 0.1:
            self.asked = self.states[-2]
            client.post(f"{CASE}/undo").raise_for_status()
            self.states.pop()
        else:
            path = chance.choice(PATHS)
            self.asked = {**self.states[-1], path: float(value)}
            client.post(CASE, json={"values": {path: value}}).raise_for_status()
            self.states.append(self.asked)
        self.asked = None
        self.confirmed += 1

    def check(self, client: httpx.Client) -> str | None:
        """Return what is lost, or None; what was under way may be there or not."""
        told = client.get(CASE).raise_for_status().json()
        found = {change["path"]: change["after"] for change in told["changes"]}
        found = {path: _plain(value) for path, value in found.items()}
        if found == self.states[-1]:
            self.asked = None
            return None
        if self.asked is not None and found == self.asked:
            is_undo = len(self.states) > 1 and self.asked is self.states[-2]
            self.states = self.states[:-1] if is_undo else [*self.states, self.asked]
            self.asked = None
            return None
        return f"visitor {self.number}: {found} instead of {self.states[-1]} or {self.asked}"


def _plain(value: Any) -> float:
    return float(value["value"] if isinstance(value, dict) else value)


def started(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """Start a server and return it with its address."""
    command = [sys.executable, "-m", "winset", "serve", "--only-api", "--no-browser", "--port", "0"]
    server = subprocess.Popen(
        [*command, "--folder", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    line = server.stdout.readline() if server.stdout is not None else ""
    if "workbench: " not in line:
        sys.exit(f"the server did not start: {line}")
    return server, line.split("workbench: ")[1].strip()


def killed_round(folder: Path, visitors: list[Visitor], edits: int, chance: random.Random) -> int:
    """Let the visitors edit until the server is killed; return how many edits were confirmed."""
    server, address = started(folder)
    before = sum(visitor.confirmed for visitor in visitors)
    last = chance.randrange(1, edits)
    enough, lock = threading.Event(), threading.Lock()
    seeds = [chance.random() for _ in visitors]

    def work(visitor: Visitor, seed: float) -> None:
        own = random.Random(seed)  # noqa: S311 - moments, not secrets
        with httpx.Client(base_url=address, timeout=60.0, cookies=visitor.cookies) as client:
            try:
                client.get(CASE).raise_for_status()
                visitor.cookies = dict(client.cookies)
                while True:
                    visitor.edit(client, own.randrange(1, 10_000), own)
                    with lock:
                        if sum(v.confirmed for v in visitors) - before >= last:
                            enough.set()
            except httpx.TransportError:
                return

    threads = [
        threading.Thread(target=work, args=pair) for pair in zip(visitors, seeds, strict=True)
    ]
    for thread in threads:
        thread.start()
    enough.wait(300)
    server.kill()
    for thread in threads:
        thread.join()
    server.wait()
    return sum(visitor.confirmed for visitor in visitors) - before


def losses(folder: Path, visitors: list[Visitor]) -> list[str]:
    """Start the server again and return what is lost of what was confirmed."""
    server, address = started(folder)
    found = []
    try:
        for visitor in visitors:
            with httpx.Client(base_url=address, timeout=60.0, cookies=visitor.cookies) as client:
                lost = visitor.check(client)
            found += [lost] if lost else []
    finally:
        server.kill()
        server.wait()
    return found


def main() -> int:
    """Run the rounds."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--edits", type=int, default=200, help="the kill comes among so many")
    parser.add_argument("--visitors", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - moments, not secrets
    visitors = [Visitor(number) for number in range(given.visitors)]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(given.rounds):
            edits = killed_round(Path(folder), visitors, given.edits, chance)
            lost = losses(Path(folder), visitors)
            print(f"round {number + 1}: killed after {edits} confirmed edits, {len(lost)} lost")
            if lost:
                print("\n".join(lost))
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
