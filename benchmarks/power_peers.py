"""One measurement of one other library, run with the Python of the peers' own environment.

Reads one JSON task from standard input, {"library", "index", "game"}, and prints one JSON answer,
{"seconds", "values"}. Imports are not timed, the call is, once.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any


def by_powerindex(index: str, game: dict[str, Any]) -> tuple[float, list[float]]:
    """Time powerindex."""
    import powerindex

    begin = time.perf_counter()
    body = powerindex.Game(game["quota"], game["weights"])
    if index == "shapley-shubik":
        body.calc_shapley_shubik()
        values = body.shapley_shubik
    else:
        body.calc_banzhaf()
        values = body.banzhaf
    return time.perf_counter() - begin, list(values)


def by_powerindices(index: str, game: dict[str, Any]) -> tuple[float, list[float]]:
    """Time powerindices."""
    import powerindices

    weights = list(game["weights"])  # it changes the caller's list
    begin = time.perf_counter()
    if index == "shapley-shubik":
        values = powerindices.compute_ssi(game["quota"], weights)
    else:
        values = powerindices.compute_pbi(game["quota"], weights)
    return time.perf_counter() - begin, [float(v) for v in values]


def by_power_bdd(index: str, game: dict[str, Any]) -> tuple[float, list[float]]:
    """Time power_bdd."""
    from power_bdd.bdd import BDD, WeightedGame

    begin = time.perf_counter()
    any_of = []
    for clause in game.get("clauses") or [[[game["quota"], game["weights"]]]]:
        diagram = None
        for quota, weights in clause:
            part = BDD(WeightedGame(quota, weights))
            diagram = part if diagram is None else diagram & part
        any_of.append(diagram)
    diagram = any_of[0]
    for other in any_of[1:]:
        diagram = diagram | other
    values = diagram.calc_shapley() if index == "shapley-shubik" else diagram.calc_banzhaf()
    seconds = time.perf_counter() - begin
    return seconds, [float(v) for v in values[-diagram.n :]]  # one list starts with a pad


LIBRARIES = {
    "powerindex": by_powerindex,
    "powerindices": by_powerindices,
    "power_bdd": by_power_bdd,
}


def main() -> None:
    """Answer the task."""
    task = json.load(sys.stdin)
    sys.setrecursionlimit(100_000)
    seconds, values = LIBRARIES[task["library"]](task["index"], task["game"])
    print()
    json.dump({"seconds": seconds, "values": values}, sys.stdout)


if __name__ == "__main__":
    main()
