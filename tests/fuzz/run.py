"""Damage files and draw games for a while; every try ends in an answer or a documented error.

Run it as ``make fuzz`` (``FUZZ_SECONDS=600``), or ``python -m tests.fuzz.run --seconds 600``. Tries
are numbered from the seed on; a defect is printed with its kind, number and seed, and its files
stay in ``build/fuzz``. Exit 0 if there was none and memory stayed below a gigabyte.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import tempfile
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path

from tests.fuzz.attempts import KINDS, Kind

KEPT = Path(__file__).parents[2] / "build" / "fuzz"
MOST_MEMORY = 2**30
MOST_DEFECTS = 20


def tried(kind: Kind, seed: int) -> str:
    """One try: answered, refused or a defect, whose files are kept."""
    folder = Path(tempfile.mkdtemp(prefix="winset-fuzz-"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return kind.attempt(random.Random(f"{kind.name} {seed}"), folder)  # noqa: S311
    except Exception:  # whatever else comes is what is looked for
        kept = KEPT / f"{kind.name.replace(' ', '-').replace(',', '')}-{seed}"
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(folder, kept)
        print(f"\nDEFECT in {kind.name}, seed {seed}, files in {kept}")
        print("".join(traceback.format_exc().splitlines(keepends=True)[-25:]))
        return "defect"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def peak_memory() -> int:
    """Largest memory of this process so far, in bytes."""
    # The peak that `resource` gives begins with that of the process it was started from.
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    peak = next(line for line in status.read_text("utf-8").splitlines() if "VmHWM" in line)
    return int(peak.split()[1]) * 1024


def run(seconds: float, seed: int, most: int | None, only: str) -> int:
    """Try every kind in turn until the time is over; print the counts; the number of defects."""
    kinds = [kind for kind in KINDS if only in kind.name]
    counts = {kind.name: Counter[str]() for kind in kinds}
    spent = dict.fromkeys(counts, 0.0)
    slowest = dict.fromkeys(counts, 0.0)
    end = time.monotonic() + seconds
    while time.monotonic() < end and sum(c["defect"] for c in counts.values()) < MOST_DEFECTS:
        left = [kind for kind in kinds if most is None or counts[kind.name].total() < most]
        if not left:
            break
        # Each kind gets the same time: the one that had the least so far is next.
        kind = min(left, key=lambda kind: spent[kind.name])
        began, mine = time.monotonic(), counts[kind.name]
        mine[tried(kind, seed + mine.total())] += 1
        took = time.monotonic() - began
        spent[kind.name] += took
        slowest[kind.name] = max(slowest[kind.name], took)
    _print(counts, spent, slowest)
    return sum(found["defect"] for found in counts.values())


def _print(
    counts: dict[str, Counter[str]], spent: dict[str, float], slowest: dict[str, float]
) -> None:
    print(
        f"{'kind':28} {'tries':>7} {'answered':>9} {'refused':>8} {'defects':>8} {'seconds':>8} "
        f"{'slowest':>8}"
    )
    for name, found in counts.items():
        print(
            f"{name:28} {found.total():7} {found['answered']:9} {found['refused']:8} "
            f"{found['defect']:8} {spent[name]:8.1f} {slowest[name]:8.1f}"
        )
    tries = sum(found.total() for found in counts.values())
    print(f"{tries:,} tries of {len(counts)} kinds; peak memory {peak_memory() / 2**20:,.0f} MB")


def main() -> int:
    """Run from the command line."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--seconds", type=float, default=60.0, help="time budget")
    words.add_argument("--seed", type=int, default=0, help="number of the first try of each kind")
    words.add_argument("--tries", type=int, help="at most so many of each kind, in turn")
    words.add_argument("--only", default="", help="kinds whose name contains this")
    asked = words.parse_args()
    defects = run(asked.seconds, asked.seed, asked.tries, asked.only)
    if peak_memory() > MOST_MEMORY:
        print("memory went above a gigabyte")
    return int(defects > 0 or peak_memory() > MOST_MEMORY)


if __name__ == "__main__":
    raise SystemExit(main())
