"""A real workbench, a real browser, and a reader who notices what a person would not.

Every test file has its own server, port and folder, so that files can run beside one another. The
browser lives as long as a file, since its event loop must not outlive it.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

NO_PLAYWRIGHT = "needs a browser: apt-get install chromium, then make setup-dev"
START_S = 240
WARM_S = 480
WAIT_MS = 120_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


class Bench:
    """A running `winset serve`."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.folder = folder
        self.words = words
        self.address = ""
        self._process: subprocess.Popen[str] | None = None
        self._log: list[str] = []

    def start(self, port: int = 0, *, warm: bool = True) -> None:
        """Start it and wait until it lets visitors in."""
        command = [sys.executable, "-m", "winset", "serve", "--no-browser"]
        command += ["--port", str(port), "--folder", str(self.folder), *self.words]
        self._process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            start_new_session=True,
        )
        ready = threading.Event()

        def listen(stream: Any) -> None:
            for line in stream:
                self._log.append(line)
                if line.startswith("winset workbench: "):
                    self.address = line.split(": ", 1)[1].strip().rstrip("/")
                    ready.set()
            ready.set()  # it has ended

        stream = self._process.stdout
        self._listener = threading.Thread(target=listen, args=(stream,), daemon=True)
        self._listener.start()
        assert ready.wait(START_S), self.log
        assert self._process.poll() is None, self.log
        if warm:
            self._warm("/case/china-pntr-2000")
            self._warm("/api/cases/china-pntr-2000/export/report.json")

    def _warm(self, path: str) -> None:
        """Ask once, so that compiling a kernel for the first time is no reader's wait."""
        address = self.address + path
        with urllib.request.urlopen(address, timeout=WARM_S) as answer:  # noqa: S310 - our own
            assert answer.status == 200, self.log

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.address.rsplit(":", 1)[1])

    @property
    def log(self) -> str:
        """What it wrote."""
        return "".join(self._log)

    def kill(self) -> None:
        """End it and all its processes as a power cut would."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            if self._process.stdout is not None:
                self._listener.join(5)
                self._process.stdout.close()
            self._process = None


@pytest.fixture(scope="module")
def bench_words() -> tuple[str, ...]:
    """Give further words of the command; a module may ask for others."""
    return ()


@pytest.fixture(scope="module")
def bench(
    tmp_path_factory: pytest.TempPathFactory, chromium: str, bench_words: tuple[str, ...]
) -> Iterator[Bench]:
    """Give a running workbench over an empty folder."""
    found = Bench(tmp_path_factory.mktemp("cases"), *bench_words)
    found.start()
    yield found
    found.kill()


@pytest.fixture(scope="module")
def window(chromium: str) -> Iterator[Any]:
    """Give a browser; skip where playwright is not installed."""
    api = pytest.importorskip("playwright.sync_api", reason=NO_PLAYWRIGHT)
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


class Reader:
    """A person at a page: what it asks for elsewhere and what goes wrong in it is noted."""

    def __init__(self, window: Any, bench: Bench, **options: Any) -> None:
        options = {
            "viewport": {"width": 1440, "height": 900},
            "reduced_motion": "reduce",
            **options,
        }
        self.bench = bench
        self.context = window.new_context(accept_downloads=True, **options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(WAIT_MS)
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", self._note_request)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _note_request(self, request: Any) -> None:
        own = (self.bench.address, self.bench.address.replace("http", "ws"), "data:", "blob:")
        if not request.url.startswith(own):
            self.outside.append(request.url)

    def open(self, path: str, wait_for: str = "main h1") -> Any:
        """Go to a page and wait until it lives: what is clicked is then heard."""
        self.page.goto(self.bench.address + path)
        self.page.wait_for_selector(wait_for)
        self.page.wait_for_function("() => window.did_handshake === true")
        return self.page

    def open_game(self, case: str = "china-pntr-2000") -> Any:
        """Open a game at home and wait for its full report."""
        page = self.open(f"/case/{case}", "[data-mark]")
        self.wait_for_full_report()
        return page

    def wait_for_full_report(self) -> None:
        """Wait until the card shows the full report, which has more draws than a glance."""
        card = self.page.locator(".verdict")
        card.get_by_text("2000 draws").first.wait_for(state="attached")

    def serious(self) -> list[tuple[str, str, str]]:
        """Name what axe calls serious or critical on the page, with where."""
        axe = pytest.importorskip("axe_playwright_python.sync_playwright")
        found = axe.Axe().run(self.page).response["violations"]
        return [
            (
                issue["id"],
                issue["nodes"][0]["html"][:200],
                issue["nodes"][0]["failureSummary"][:200],
            )
            for issue in found
            if issue["impact"] in ("serious", "critical")
        ]

    def chance(self) -> float:
        """Read the probability of passage off the card, in per cent."""
        text = self.page.locator(".verdict .chance b").inner_text()
        return float(text.replace("%", "").replace("<", "").replace(">", "").strip())


@pytest.fixture
def readers(window: Any, bench: Bench) -> Iterator[Callable[..., Reader]]:
    """Give what makes readers; nothing may come from outside to any, no script may fail."""
    made: list[Reader] = []

    def reader(**options: Any) -> Reader:
        made.append(Reader(window, bench, **options))
        return made[-1]

    yield reader
    for found in made:
        found.context.close()
    assert [found.outside for found in made if found.outside] == []
    assert [found.errors for found in made if found.errors] == []


@pytest.fixture
def reader(readers: Callable[..., Reader]) -> Reader:
    """Give a reader with an empty browser."""
    return readers()
