"""Time win-sets: a 400 x 400 map by counting and by pricing, twelve countries in a plane.

Run ``python benchmarks/win_sets.py``. Times are the best of three, compiled code warm.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from winset.casebook import read_case
from winset.cases.negotiation import NegotiationCase
from winset.cases.read_parameters import read_parameters
from winset.kernels.grid import margins_of_victory
from winset.solvers.two_level.ratification_test import RatificationTest, ratification_test
from winset.solvers.two_level.traced_plane import accepted_lattice
from winset.studies.negotiate import negotiate
from winset.translate.negotiation import coded_negotiation

SQUARE = np.array([[0.0, 0.0], [1.0, 1.0]])


def best_of(task: Callable[[], Any], times: int = 3) -> tuple[float, Any]:
    """Give the least time of some runs, in seconds, and the last answer."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        answer = task()
        found.append(time.perf_counter() - start)
    return min(found), answer


def twelve(issues: int = 2) -> NegotiationCase:
    """Make a table of twelve countries with a legislature of 51 each."""
    drawn = np.random.default_rng(0)

    def place(low: float, high: float) -> dict[str, float]:
        return {f"issue-{k}": float(drawn.uniform(low, high)) for k in range(issues)}

    countries = {}
    for i in range(12):
        name = f"country-{i + 1}"
        blocs = {
            f"{name}-bloc-{side}": {
                "level": "legislature",
                "seats": {f"{name}-house": seats},
                "position": place(0.4, 0.9),
                "spread": {f"issue-{k}": 0.1 for k in range(issues)},
            }
            for side, seats in (("one", 26), ("two", 25))
        }
        chief = {f"{name}-chief": {"level": "executive", "position": place(0.6, 1.0)}}
        group = {f"{name}-group": {"level": "group", "position": place(0, 1), "capacity": 1}}
        countries[name] = {
            "title": name,
            "rule": {"all": [{"chamber": f"{name}-house", "quota": 26, "of": 51}]},
            "chief_executive": f"{name}-chief",
            "actors": {**chief, **blocs, **group},
        }
    axes = {
        f"issue-{k}": {"axis": "vote", "title": str(k), "low": "0", "high": "1", "status_quo": 0.2}
        for k in range(issues)
    }
    return NegotiationCase.model_validate(
        {
            "winset": 1,
            "id": "twelve",
            "title": "Twelve",
            "kind": "negotiation",
            "issues": axes,
            "countries": countries,
        }
    )


def main() -> None:
    """Print the times."""
    case = read_case("us-japan-autos-farm-2013")
    assert isinstance(case, NegotiationCase)  # noqa: S101
    paid = coded_negotiation(case, read_parameters()).countries["us"].likely
    numbers = paid.numbers
    free = paid.with_numbers(
        capacity=np.zeros_like(numbers.capacity), tie_strength=np.zeros_like(numbers.tie_strength)
    )
    counted, priced = ratification_test(free), RatificationTest(paid)
    for name, test, dense in (
        ("400 x 400, counting votes", counted, True),
        ("400 x 400, with payments, traced", priced, False),
    ):
        accepted_lattice(test.accepts, SQUARE, resolution=16)
        seconds, held = best_of(
            lambda test=test, dense=dense: accepted_lattice(
                test.accepts, SQUARE, resolution=400, dense=dense
            )
        )
        print(f"{name}: {seconds:.3f} s, {held.mean():.4f} accepted")
    dense = accepted_lattice(priced.accepts, SQUARE, resolution=400, dense=True)
    traced = accepted_lattice(priced.accepts, SQUARE, resolution=400)
    print(f"cells that differ from dense evaluation: {int((dense != traced).sum())}")
    axis = np.linspace(0.0, 1.0, 81)
    grid = np.stack(np.meshgrid(axis, axis, indexing="ij"), -1).reshape(-1, 2)
    ideals = np.random.default_rng(0).random((435, 2))
    margins_of_victory(grid[:10], ideals)
    seconds, margin = best_of(lambda: margins_of_victory(grid, ideals), 1)
    print(
        f"majority relation, 81 x 81 points, 435 voters: {seconds:.1f} s, {margin.nbytes >> 20} MB"
    )
    seconds, report = best_of(lambda: negotiate(twelve(), draws=1000), 1)
    print(f"twelve countries, two issues, 1,000 draws: {seconds:.1f} s ({report.zone.outcome})")


if __name__ == "__main__":
    main()
