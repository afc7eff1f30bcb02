"""Time the negotiations of the casebook: whole reports, and the map while something is dragged.

    python benchmarks/negotiations.py [--times N] [ID ...]

Times are the least of some runs of the processor, compiled code warm. Without ids all negotiations
of the casebook are played. A drag ties the hands of the first country a little more at every step,
the texts shown staying where they are, as on the page.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any

from winset.casebook import case_head, case_ids, read_negotiation
from winset.cases.model.negotiation import NegotiationCase
from winset.studies.negotiation.negotiate import negotiate
from winset.studies.negotiation.win_set_map import win_set_map

STEPS = 5
_AXES = 2


def least(task: Callable[[int], Any], times: int) -> float:
    """Give the least processor time of some runs, each told its number."""
    found = []
    for number in range(times):
        begin = time.process_time()
        task(number)
        found.append(time.process_time() - begin)
    return min(found)


def on_the_table(case: NegotiationCase) -> tuple[str, ...]:
    """Name the issues that are agreed on."""
    return tuple(name for name, issue in case.issues.items() if issue.axis == "vote")


def dragged(case: NegotiationCase) -> float:
    """Give the least processor time of one step of a drag."""
    issues = on_the_table(case)[:_AXES]
    first = next(iter(case.countries))
    held = win_set_map(case, issues).held
    return least(
        lambda step: win_set_map(case, issues, at=held, hands={first: 0.01 * (step + 1)}), STEPS
    )


def main() -> None:
    """Print a row a negotiation."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    words.add_argument("ids", nargs="*", metavar="ID")
    words.add_argument("--times", type=int, default=2, help="reports of each (default 2)")
    asked = words.parse_args()
    ids = asked.ids or [name for name in case_ids() if case_head(name).kind == "negotiation"]
    negotiate(read_negotiation("us-vietnam-labour-2013"), draws=20)
    print("| negotiation | countries | issues | report | step of a drag |")
    print("|---|--:|--:|--:|--:|")
    for name in ids:
        case = read_negotiation(name)
        whole = least(lambda _, case=case: negotiate(case), asked.times)  # type: ignore[misc]
        step = dragged(case)
        row = f"| `{name}` | {len(case.countries)} | {len(on_the_table(case))}"
        print(f"{row} | {whole:.1f} s | {step:.2f} s |", flush=True)


if __name__ == "__main__":
    main()
