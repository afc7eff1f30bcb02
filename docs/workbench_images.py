"""Take the pictures of the workbench that the documentation shows: light and dark side by side.

Run ``python docs/workbench_images.py`` after a change to the look of a page, then look at the
pictures. It needs a Chromium and playwright: ``pip install pytest-playwright``. Names as arguments
take only those pictures: ``python docs/workbench_images.py game-390``.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

IMAGES = Path(__file__).parent / "images"
SIZES = {1440: 900, 1024: 768, 390: 844}
CASE = "china-pntr-2000"
CLINTON = "[data-mark='actors.clinton.position.openness']"
WAIT_MS = 240_000
COLOURS = 256
"""Colours of a picture; fewer, and the rare ones, of a mark or a line, are lost."""


@contextlib.contextmanager
def workbench() -> Iterator[str]:
    """Run a workbench over an empty folder."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "my-cases"
        words = ["serve", "--port", "0", "--no-browser", "--folder", str(folder)]
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "winset", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        try:
            lines: Iterator[str] = iter(process.stdout or ())
            begun = next(line for line in lines if line.startswith("winset workbench: "))
            yield begun.split(": ", 1)[1].strip().rstrip("/")
        finally:
            process.terminate()
            process.wait()


def opened(page: Any, address: str, ready: str) -> None:
    """Go to a page and wait until it lives."""
    page.goto(address)
    page.wait_for_selector(ready)
    page.wait_for_function("() => window.did_handshake === true")


def start(page: Any, address: str) -> None:
    """Show the first page."""
    opened(page, f"{address}/", "main h1")


def game(page: Any, address: str) -> None:
    """Show a game with the full report in."""
    opened(page, f"{address}/case/{CASE}", "[data-mark]")
    page.locator(".verdict").get_by_text("2000 draws").first.wait_for(state="attached")


def negotiation(page: Any, address: str) -> None:
    """Show the map of a negotiation."""
    opened(page, f"{address}/negotiation/us-vietnam-labour-2013", ".map svg")
    page.wait_for_selector(".slider-row")


def compare(page: Any, address: str) -> None:
    """Show a draft beside the saved case."""
    game(page, address)
    page.locator(CLINTON).focus()
    page.keyboard.press("Home")
    page.wait_for_selector("#undo:not([disabled])")
    opened(page, f"{address}/compare/{CASE}?of=saved,draft", ".comparison")
    page.wait_for_selector("figure svg", state="attached")


PAGES: dict[str, Callable[[Any, str], None]] = {
    "start": start,
    "game": game,
    "negotiation": negotiation,
    "compare": compare,
}


def taken(browser: Any, address: str, name: str, width: int) -> Any:
    """Take one page at one width in light and dark, side by side."""
    from PIL import Image

    found = []
    for scheme in ("light", "dark"):
        context = browser.new_context(
            viewport={"width": width, "height": SIZES[width]},
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.set_default_timeout(WAIT_MS)
        PAGES[name](page, address)
        page.evaluate("() => { scrollTo(0, 0); document.activeElement?.blur(); }")
        found.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
        context.close()
    both = Image.new("RGB", (2 * width + 12, SIZES[width]), "#7b828b")
    both.paste(found[0], (0, 0))
    both.paste(found[1], (width + 12, 0))
    return both


def written(picture: Any, path: Path) -> None:
    """Write a picture with few colours and say how large it is."""
    picture.quantize(COLOURS, method=2, dither=0).save(path, optimize=True)
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def main(wanted: list[str]) -> None:
    """Take all pictures, or those that are named."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with workbench() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name in PAGES:
            for width in SIZES:
                picture = f"{name}-{width}"
                if wanted and picture not in wanted:
                    continue
                path = IMAGES / f"workbench-{picture}.png"
                both = taken(browser, address, name, width)
                written(both, path)
                if picture == "game-1440":  # the one of the README
                    light = both.crop((0, 0, width, SIZES[width]))
                    written(light, IMAGES / f"workbench-{picture}-light.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
