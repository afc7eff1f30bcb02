"""A whole analysis, and the start of the command line beside the bare interpreter.

Run: python benchmarks/analyze.py [--json]. Figures of one run; quote ratios.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

DRAWS = 2000
RUNS = 7


def median_seconds(run: Callable[[], object]) -> float:
    """Median time of several runs after one that is not counted."""
    run()
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        run()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def process(*words: str) -> Callable[[], object]:
    """Run of a whole process, its output thrown away."""
    return lambda: subprocess.run(words, check=True, capture_output=True)


def start_up() -> dict[str, float]:
    """Seconds of whole processes, bare interpreter first."""
    winset = (str(Path(sys.executable).with_name("winset")),)
    return {
        "python -c pass": median_seconds(process(sys.executable, "-c", "pass")),
        "winset --help": median_seconds(process(*winset, "--help")),
        "winset check": median_seconds(process(*winset, "check", "china-pntr-2000")),
        "winset cases": median_seconds(process(*winset, "cases")),
        "winset analyze --json": median_seconds(
            process(*winset, "analyze", "china-pntr-2000", "--json")
        ),
    }


def studies() -> dict[str, float]:
    """Seconds of a whole analysis and of its draws alone, compiled."""
    import winset as ws
    from winset.studies.domestic.draws import monte_carlo

    case = ws.read_case("china-pntr-2000")
    coded = ws.coded_game(case, ws.read_parameters())
    return {
        f"analyze, {DRAWS} draws": median_seconds(lambda: ws.analyze(case, draws=DRAWS)),
        f"{DRAWS} draws alone": median_seconds(lambda: monte_carlo(coded, DRAWS, 0)),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON")
    as_json = parser.parse_args().json
    starts, found = start_up(), studies()
    bare = starts["python -c pass"]
    rate = DRAWS / found[f"{DRAWS} draws alone"]
    if as_json:
        print(json.dumps({"start_up": starts, "studies": found, "draws_per_second": rate}))
        return
    for name, seconds in starts.items():
        print(f"{name:24} {seconds:7.3f} s   {seconds / bare:6.1f} x the bare interpreter")
    for name, seconds in found.items():
        print(f"{name:24} {seconds:7.3f} s")
    print(f"{'draws per second':24} {rate:7.0f}   (House, Senate and President, 535 members)")


if __name__ == "__main__":
    main()
