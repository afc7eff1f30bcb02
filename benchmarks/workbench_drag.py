"""From a movement of the hand to the verdict on the card, in a real browser.

Starts `winset serve` over an empty folder, opens the case of 2000 with its 535 members, drags the
President to and fro, and measures in the page how long the card takes to show the next verdict
after a move. Prints median, 95th percentile and the time of the first page.

    python benchmarks/workbench_drag.py [--moves 200]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from typing import Any

import numpy as np

MARK = "[data-mark='actors.clinton.position.openness']"
WATCH = """
() => {
  window.taken = [];
  let since = 0;
  const note = () => {
    if (since) window.taken.push(performance.now() - since);
    since = 0;
  };
  const card = document.querySelector(".verdict");
  new MutationObserver(note).observe(card, { attributeFilter: ["data-answer"] });
  const begin = () => { since = since || performance.now(); };
  document.addEventListener("pointermove", begin, true);
}
"""


def started(folder: str) -> tuple[subprocess.Popen[str], str]:
    """Start a workbench; give its process and address."""
    command = [sys.executable, "-m", "winset", "serve", "--no-browser", "--port", "0"]
    server = subprocess.Popen([*command, "--folder", folder], stdout=subprocess.PIPE, text=True)
    for line in server.stdout or ():
        if line.startswith("winset workbench: "):
            return server, line.split(": ", 1)[1].strip()
    raise SystemExit("the workbench did not start")


def measured(page: Any, address: str, moves: int) -> tuple[float, list[float]]:
    """Give seconds until the first page can be used, and milliseconds of each answer."""
    page.goto(f"{address}case/china-pntr-2000")
    page.wait_for_selector(MARK)
    begin = time.perf_counter()
    page.goto(f"{address}case/china-pntr-2000")
    page.wait_for_selector(MARK)
    first = time.perf_counter() - begin
    page.get_by_text("2000 draws").first.wait_for(timeout=60_000)
    box = page.locator(f"{MARK} .grip").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(WATCH)
    for move in range(moves):
        page.mouse.move(x - 40 - 200 * abs((move % 40) / 20 - 1), y)
        page.wait_for_function("(n) => window.taken.length >= n", arg=move + 1, polling=5)
    page.mouse.up()
    return first, list(page.evaluate("() => window.taken"))


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--moves", type=int, default=200)
    moves = options.parse_args().moves
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("needs Chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        server, address = started(folder)
        try:
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                first, taken = measured(page, address, moves)
                browser.close()
        finally:
            server.terminate()
            server.wait()
    median, slow = np.percentile(taken, [50, 95])
    print(f"page of the case, warm: {first:.2f} s")
    print(f"move to verdict, {len(taken)} moves: median {median:.0f} ms, 95 % {slow:.0f} ms")


if __name__ == "__main__":
    main()
