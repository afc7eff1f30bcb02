"""What a case costs to write: figures and lines typed, beyond what the codebook writes by itself.

    python benchmarks/typed_figures.py CASE [CASE ...]

Columns: figures of all coded numbers and seats, those of them typed; lines of the file, new ones;
figures of any kind in the new lines (dates, votes and tallies too); numbers with a source.

A case is an id of the casebook or a file. A case by the second codebook is compared with the file
that `winset new --codebook` writes for its day, kind of measure and chambers: a figure that stands
in both at the same path is not typed, and what follows from a count behind `--concessions`,
`--against` or `--trade-share` is typed once. Of any other case every figure is typed. A range
counts as three figures, a day as one, as a person types them.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from winset.casebook import case_path, read_domestic_case
from winset.cases.checks.sourced import sourced
from winset.cases.codebook.build import Wanted
from winset.cases.codebook.like import new_case_text
from winset.cases.codebook.parliaments import parliament, parliament_ids
from winset.cases.codebook.parts import BOOK_ID, COUNTED, STEPS
from winset.cases.file.read import load_text
from winset.cases.model.case import Case
from winset.cases.paths.paths import quantities
from winset.cases.paths.rule_walk import chambers_of


def figures(case: Case) -> dict[str, tuple[object, ...]]:
    """Every coded number or day of a case by its path, as the figures a person types."""
    found: dict[str, tuple[object, ...]] = {}
    for path, quantity in quantities(case):
        ends = (quantity.low, quantity.likely, quantity.high)
        found[path] = ends if quantity.low < quantity.high else ends[:1]
    for name, actor in case.actors.items():
        for chamber, seats in actor.seats.items():
            found[f"actors.{name}.seats.{chamber}"] = (seats,)
    return found


def default(case: Case) -> tuple[Case, str] | None:
    """The file the codebook would have written: the kind of measure that leaves least to type."""
    if BOOK_ID not in case.sources or case.as_of is None:
        return None
    best: tuple[int, Case, str] | None = None
    for step in STEPS:
        abroad = case.country != "United States"
        wanted = Wanted(
            case.id,
            "abroad" if abroad else "us-trade",
            as_of=case.as_of,
            step=step,
            clock=None if case.clock is None else case.clock.by,
            parliaments=_parliaments(case) if abroad else (),
        )
        text = new_case_text(wanted)
        found = load_text(text, "new.yaml").case
        if not isinstance(found, Case):
            raise TypeError("the codebook writes domestic cases only")
        count = typed(case, found)
        if best is None or count < best[0]:
            best = (count, found, text)
    return None if best is None else best[1:]


def _parliaments(case: Case) -> tuple[str, ...]:
    """Parliaments of the table whose chamber the rule names, the last elected before the day."""
    found = {}
    for name in parliament_ids():
        house = parliament(name)
        at_hand = house.chamber in chambers_of(case.rule) and house.country == case.country
        if at_hand and case.as_of is not None and house.elected <= case.as_of:
            known = found.get(house.chamber)
            if known is None or parliament(known).elected < house.elected:
                found[house.chamber] = name
    return tuple(found.values())


def typed(case: Case, begun: Case | None) -> int:
    """Figures that are not in the file the case was begun from; those of counts, once a kind."""
    before = {} if begun is None else figures(begun)
    counts = {path for path, quantity in quantities(case) if quantity.source == COUNTED}
    kinds = {path.split(".")[2] + path.split(".")[-1] for path in counts}
    own = figures(case)
    return len(kinds) + sum(
        len(ends) for path, ends in own.items() if path not in counts and before.get(path) != ends
    )


def in_lines(lines: list[str]) -> int:
    """Numbers and days in lines of a file, comments, texts and names left out."""
    found = 0
    for line in lines:
        plain = re.sub(r'"[^"]*"', "", line.split("#")[0])
        found += len(re.findall(r"(?<![\w.-])(?:\d{4}-\d\d-\d\d|-?\d+(?:\.\d+)?)(?![\w-])", plain))
    return found


HEADS = ("figures", "typed", "lines", "new", "in them", "sourced")


def counted(name: str) -> tuple[str, ...]:
    """The cells of a case's line."""
    case = read_domestic_case(name)
    path = Path(name) if name.endswith((".yaml", ".yml")) else case_path(name)
    lines = path.read_text(encoding="utf-8").splitlines()
    begun = default(case)
    known = set() if begun is None else set(begun[1].splitlines())
    new = [line for line in lines if line.strip() and line not in known]
    figures_all = sum(map(len, figures(case).values()))
    count = typed(case, None if begun is None else begun[0])
    found = sourced(case)
    share = f"{found.with_source}/{found.numbers}"
    return tuple(map(str, (figures_all, count, len(lines), len(new), in_lines(new), share)))


def main(names: list[str]) -> None:
    """Print a line a case."""
    print(f"{'case':32} " + " ".join(f"{head:>8}" for head in HEADS))
    for name in names:
        print(f"{Path(name).stem:32} " + " ".join(f"{cell:>8}" for cell in counted(name)))


if __name__ == "__main__":
    main(sys.argv[1:])
