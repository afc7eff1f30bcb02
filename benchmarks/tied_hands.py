"""Schelling's conjecture on the published negotiations: whose uncertainty decides it.

Run ``python benchmarks/tied_hands.py --write`` to write the table into
docs/explanation/tied-hands.md; without ``--write`` it is printed. About a minute of one processor.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from winset.casebook import read_negotiation
from winset.games.domestic import Floats, no_shocks
from winset.games.negotiation import Negotiation
from winset.solvers.two_level.agreement import agreement
from winset.solvers.two_level.ratification_surface import RatificationSurface
from winset.solvers.two_level.table_play import TablePlay
from winset.solvers.two_level.tying_hands import has_hands_to_tie, tied
from winset.studies.negotiation.negotiate import negotiation_table
from winset.studies.negotiation.table_at_risk import TableAtRisk

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explanation" / "tied-hands.md"
BEGIN, END = "<!-- hands: begin -->", "<!-- hands: end -->"
CASES = ("us-japan-autos-farm-2013", "us-vietnam-labour-2013", "korea-fta-2007-2011")
LEVELS = (0.0, 0.1, 0.2, 0.3, 0.4)
OUTER, INNER, CELLS, POOLED_CELLS = 12, 64, 24, 16
KINDS = ("nobody's", "the governments' own", "the coder's taken for theirs")


@dataclass(frozen=True)
class Curve:
    """Expected gain of a government at each level, by whose uncertainty P holds."""

    case: str
    country: str
    kind: str
    gains: tuple[float | None, ...]


def with_hands(table: Negotiation, name: str, level: float) -> Negotiation:
    """Return the table with the legislature of one country harder to please."""
    countries = tuple(
        c.replace(game=tied(c.game, level)) if c.name == name and level else c
        for c in table.countries
    )
    return table.replace(countries=countries)


def gain(play: TablePlay, name: str, chance: Callable[[Floats], Floats]) -> float | None:
    """Return the expected gain of a government from the Nash solution; None without a deal."""
    points, spacing = play.candidates
    problem = replace(play.prospects, chance=chance, believed={}).problem(
        points, spacing, play.fits
    )
    found = agreement(play.negotiation, problem, "nash", smallest_step=play.step)
    return found.surplus.get(name) if found.outcome == "solved" else None


def own(table: TableAtRisk, name: str, level: float, *, shocks: bool) -> float | None:
    """Return the gain where P holds what governments do not know, or nothing."""
    play = table.play.replace(cells=CELLS, step=4e-3, polished=False, believed=None)
    play = play.replace(negotiation=with_hands(play.negotiation, name, level))
    if not shocks:
        still = {
            c.name: no_shocks(c.game.labels, c.game.parties, 1) for c in play.negotiation.countries
        }
        play = play.replace(shocks=still)
    return gain(play, name, play.chance)


def surfaces(table: TableAtRisk, name: str, level: float) -> list[RatificationSurface]:
    """Return surfaces of one country, one in each draw of the coded ranges and the posterior."""
    found = []
    for draw in range(OUTER):
        drawn = with_hands(table.coded.at_draw(table.seed, draw), name, level)
        play = table.play.replace(
            negotiation=drawn,
            cells=POOLED_CELLS,
            believed=None,
            shocks={n: table.coded.unknown_at_signature(n, draw, INNER) for n in drawn.names},
        )
        found.append(play.surfaces[drawn.names.index(name)])
    return found


def curves(case: str) -> list[Curve]:
    """Return every curve of a negotiation."""
    table = negotiation_table(read_negotiation(case), draws=128)
    if not isinstance(table, TableAtRisk):
        raise TypeError("the table is one of certain votes")
    names = table.coded.likely.names
    free = {name: surfaces(table, name, 0.0) for name in names}
    found = []
    for country in table.coded.likely.countries:
        if not has_hands_to_tie(country.game):
            continue
        name = country.name
        print(f"{case}, {name} ...", file=sys.stderr, flush=True)
        still = tuple(own(table, name, level, shocks=False) for level in LEVELS)
        risk = tuple(own(table, name, level, shocks=True) for level in LEVELS)
        pooled = []
        for level in LEVELS:
            mine = free | ({name: surfaces(table, name, level)} if level else {})
            play = table.play.replace(cells=CELLS, step=4e-3, polished=False, believed=None)
            pooled.append(gain(play, name, mean_chance([mine[n] for n in names])))
        for kind, gains in zip(KINDS, (still, risk, tuple(pooled)), strict=True):
            found.append(Curve(case, name, kind, gains))
    return found


def mean_chance(by_country: list[list[RatificationSurface]]) -> Callable[[Floats], Floats]:
    """Return P over both the shocks and the coded ranges."""

    def chance(points: Floats) -> Floats:
        return np.stack(
            [np.mean([one.chance(points) for one in each], axis=0) for each in by_country], axis=1
        )

    return chance


def line(one: Curve) -> str:
    """Return a row of the table; the best level in bold."""
    known = [value for value in one.gains if value is not None]
    best = max(known, default=None)
    cells = [
        "no deal" if v is None else f"**{v:.3f}**" if v == best else f"{v:.3f}" for v in one.gains
    ]
    return f"| `{one.case}` | {one.country} | {one.kind} | " + " | ".join(cells) + " |"


def table_of(found: list[Curve]) -> str:
    """Return the table in Markdown."""
    head = "| negotiation | whose legislature | whose uncertainty | "
    head += " | ".join(f"{level:g}" for level in LEVELS) + " |"
    rule = "|---|---|---|" + "--:|" * len(LEVELS)
    return "\n".join([head, rule, *(line(one) for one in found)])


def main() -> None:
    """Print the table, or write it into the page."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("--write", action="store_true", help="write the page")
    options = asked.parse_args()
    text = table_of([curve for case in CASES for curve in curves(case)])
    if not options.write:
        print(text)
        return
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
