"""A real server on the loopback, in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the workbench needs the extra winset[workbench]")
httpx = pytest.importorskip("httpx", reason="the workbench needs the extra winset[workbench]")


@dataclass
class Served:
    """A running server."""

    address: str
    folder: Path
    process: subprocess.Popen[str]

    def client(self, **options: object) -> httpx.Client:
        """Return a visitor with cookies of its own."""
        return httpx.Client(base_url=self.address, timeout=300.0, **options)

    def kill(self) -> None:
        """End the server as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> int:
        """Interrupt the server as Ctrl-C would, and return its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


Serve = Callable[..., Served]


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Start servers of the API, and end them afterwards."""
    yield from _starting(tmp_path_factory, "--only-api")


@pytest.fixture(scope="module")
def serve_pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Start servers of pages and API, and end them afterwards."""
    yield from _starting(tmp_path_factory)


def _starting(tmp_path_factory: pytest.TempPathFactory, *words: str) -> Iterator[Serve]:
    started: list[Served] = []

    def start(folder: Path | None = None, *options: str, **environment: str) -> Served:
        place = folder or tmp_path_factory.mktemp("cases")
        command = [sys.executable, "-m", "winset", "serve", "--no-browser", *words]
        process = subprocess.Popen(
            [*command, "--port", "0", "--folder", str(place), *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
        )
        assert process.stdout is not None
        line = process.stdout.readline()
        if "http" not in line:
            assert process.stderr is not None
            pytest.fail(f"the server did not start: {line}{process.stderr.read()}")
        address = line.split("workbench: ")[1].split("?")[0].strip()
        started.append(Served(address, place, process))
        return started[-1]

    yield start
    for served in started:
        if served.process.poll() is None:
            served.stop()
        for pipe in (served.process.stdout, served.process.stderr):
            if pipe is not None:
                pipe.close()


@pytest.fixture(scope="module")
def served(serve: Serve) -> Served:
    """One server for the tests of a file."""
    return serve()
