"""What every idea of the coalition approach moves, on two built cases and on 1997 and 2000.

Run ``python benchmarks/two_cases/idea_switches.py --write`` to write the table into
docs/explanation/what-each-idea-moves.md; without ``--write`` it is printed. About five minutes on
two cores with the default 20 sets of coefficients and 100 draws each.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from switches import SWITCHES, Moved, moved_by

from winset.casebook import read_domestic_case
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "explanation" / "what-each-idea-moves.md"
COEFFICIENTS, DRAWS = 20, 100
BUILT = ("built-opening", "built-closing")
REAL = ("fast-track-1997", "china-pntr-2000")
SIGNED_ZERO = re.compile(r"[+-](0(?:\.0)?)(?![\d.])")
BEGIN, END = "<!-- switches: begin -->", "<!-- switches: end -->"


def cases() -> list[Case]:
    """The two built cases, then the two of the article as they are coded now."""
    built = [read_domestic_case(ROOT / "tests" / "data" / f"{name}.yaml") for name in BUILT]
    return [*built, *(read_domestic_case(name) for name in REAL)]


def cell(moved: Moved | None) -> str:
    """Change of the probability in points with its range, then that of the price."""
    if moved is None:
        return "-"
    if moved.is_nothing:
        return "0"
    points = [100 * value for value in (moved.probability, moved.low, moved.high)]
    price = "" if moved.price is None else f"; {moved.price:+.1f}"
    text = f"{points[0]:+.1f} ({points[1]:+.0f}, {points[2]:+.0f}){price}"
    return SIGNED_ZERO.sub(r"\1", text)


def table(coefficients: int, draws: int) -> str:
    """The table in Markdown."""
    block = read_parameters()
    found = {}
    for case in cases():
        print(f"{case.id} ...", file=sys.stderr, flush=True)
        found[case.id] = moved_by(case, SWITCHES, block, coefficients=coefficients, draws=draws)
    lines = [
        "| idea | switched | " + " | ".join(found) + " |",
        "|---|---|" + "--:|" * len(found),
    ]
    for one in SWITCHES:
        cells = " | ".join(cell(moved[one.idea]) for moved in found.values())
        lines.append(f"| {one.idea} | {one.what} | {cells} |")
    source = {"estimated": "posterior", "set": "prior"}[block.vote_model.source]
    note = (
        f"{coefficients} sets of coefficients from the {source} of the block `{block.id}`, "
        f"{draws} draws of ranges and shocks each, the same with and without the switch."
    )
    return "\n".join([note, "", *lines])


def main() -> None:
    """Print the table, or write it into the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--write", action="store_true")
    asked.add_argument("--coefficients", type=int, default=COEFFICIENTS)
    asked.add_argument("--draws", type=int, default=DRAWS)
    given = asked.parse_args()
    text = table(given.coefficients, given.draws)
    if not given.write:
        print(text)
        return
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
