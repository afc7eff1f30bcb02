"""The compiled price of one chamber beside a linear program and plain numpy, in one run.

    python benchmarks/price_kernel.py [--members 435] [--draws 2000] [--json]

All three price the same random chambers (n members, simple majority, positive fund) and must
agree to 1e-9, or the run fails. Times are medians per evaluation; only ratios travel between
machines, so `--json` prints nothing but ratios and sizes.

The linear program is timed in its favour: it is told the best coalition size beforehand and solves
that one size, with the sum of the smallest worths written in linear size. Without that hint it
has one program to solve for every size from the quota up ("every size" multiplies by their number).
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from winset.kernels.price import (
    chamber_prices,
    sort_descending,
    sorted_price,
)

Floats = NDArray[np.float64]


class SmallestSumProgram:
    """Linear program for one coalition size: least payments, r t - sum u >= F, u >= t - z.

    Built once for a size and solved with the matrix passed as arrays, the fastest way in.
    """

    def __init__(self, size: int, quota: int) -> None:
        lp = highspy.HighsLp()
        lp.num_col_ = 2 * size + 1
        lp.num_row_ = size + 1
        lp.col_cost_ = np.concatenate([np.ones(size), np.zeros(size + 1)])
        lp.col_upper_ = np.full(2 * size + 1, highspy.kHighsInf)
        lp.row_upper_ = np.full(size + 1, highspy.kHighsInf)
        members = np.arange(size)
        shortfalls = np.stack([members, size + members, np.full(size, 2 * size)], axis=1)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.num_col_ = lp.num_col_
        lp.a_matrix_.num_row_ = lp.num_row_
        ends = np.append(3 * np.arange(size + 1), 4 * size + 1)
        lp.a_matrix_.start_ = ends.astype(np.int32)
        last = np.append(size + members, 2 * size)
        lp.a_matrix_.index_ = np.concatenate([shortfalls.ravel(), last]).astype(np.int32)
        spare = size - quota + 1
        lp.a_matrix_.value_ = np.concatenate(
            [np.tile([1.0, 1.0, -1.0], size), np.full(size, -1.0), [float(spare)]]
        )
        self.size = size
        self.lp = lp
        self.highs = highspy.Highs()
        self.highs.setOptionValue("output_flag", False)
        self.highs.setOptionValue("threads", 1)
        self.highs.setOptionValue("primal_feasibility_tolerance", 1e-10)

    def price(self, surplus_desc: Floats, fund: float) -> float:
        """Solve it for one chamber."""
        taken = surplus_desc[: self.size]
        self.lp.col_lower_ = np.concatenate(
            [np.maximum(0.0, -taken), np.zeros(self.size), [-highspy.kHighsInf]]
        )
        self.lp.row_lower_ = np.append(-taken, fund)
        self.highs.passModel(self.lp)
        self.highs.run()
        return float(self.highs.getInfo().objective_function_value)


def numpy_price(surplus: Floats, quota: int, fund: float) -> float:
    """Price with numpy alone: the closed form, all sizes at once, sums by search and prefix."""
    ranked = np.sort(surplus)[::-1]
    count = ranked.size
    worth = np.maximum(ranked, 0.0)
    prefix = np.concatenate([[0.0], np.cumsum(worth)])
    size = np.arange(quota, count + 1)
    level = np.maximum(fund / (size - quota + 1), worth[quota - 1])
    above = np.searchsorted(-worth, -level, side="left")
    above = np.minimum(above, size)
    held = above * level + prefix[size] - prefix[above]
    missing = np.maximum(0.0, fund + (quota - 1) * level - held)
    return float(np.min(np.cumsum(np.maximum(-ranked, 0.0))[quota - 1 :] + missing))


def median_seconds(action: Callable[[int], Any], rounds: int, batch: int = 1) -> float:
    """Median over rounds of the time per call, after one unmeasured round."""
    action(0)
    times = []
    for index in range(rounds):
        start = time.perf_counter()
        for inner in range(batch):
            action(index * batch + inner)
        times.append((time.perf_counter() - start) / batch)
    return statistics.median(times)


def measured(members: int, draws: int, lp_rounds: int) -> dict[str, float]:
    """Seconds per evaluation of each contender, on the same chambers."""
    rng = np.random.default_rng(0)
    entry = rng.normal(-0.05, 1.0, (draws, members))
    quota = members // 2 + 1
    fund = np.full(draws, members / 40)
    quotas = np.full(draws, quota)
    ranked = np.ascontiguousarray(np.sort(entry, axis=1)[:, ::-1])
    cost, size, _ = chamber_prices(entry, quotas, fund)

    def hinted(draw: int) -> tuple[SmallestSumProgram, int]:
        return SmallestSumProgram(int(size[draw]), quota), draw

    programs = [hinted(draw) for draw in range(min(draws, lp_rounds))]
    for program, draw in programs:
        found = program.price(ranked[draw], float(fund[draw]))
        other = numpy_price(entry[draw], quota, float(fund[draw]))
        for price in (found, other):
            if abs(price - cost[draw]) > 1e-9 * cost[draw]:
                raise SystemExit(f"disagreement at draw {draw}: {price} and {cost[draw]}")
    row = np.empty(members)

    def kernel(draw: int) -> None:
        sort_descending(entry[draw % draws], row)
        sorted_price(row, quota, fund[0])

    def linear(draw: int) -> None:
        program, which = programs[draw % len(programs)]
        program.price(ranked[which], float(fund[which]))

    return {
        "kernel, sorted chamber, one call from Python": median_seconds(
            lambda draw: sorted_price(ranked[draw % draws], quota, fund[0]), 50, 100
        ),
        "kernel, with the sort, one call from Python": median_seconds(kernel, 50, 100),
        "kernel, with the sort, in a batch": median_seconds(
            lambda _: chamber_prices(entry, quotas, fund), 9
        )
        / draws,
        "numpy, with the sort": median_seconds(
            lambda draw: numpy_price(entry[draw % draws], quota, fund[0]), 20, 50
        ),
        "linear program, best size known": median_seconds(linear, lp_rounds),
        "sizes": float(members - quota + 1),
    }


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--members", type=int, default=435)
    parser.add_argument("--draws", type=int, default=2000)
    parser.add_argument("--lp-rounds", type=int, default=25)
    parser.add_argument("--json", action="store_true", help="ratios and sizes only")
    options = parser.parse_args()
    seconds = measured(options.members, options.draws, options.lp_rounds)
    sizes = seconds.pop("sizes")
    program = seconds["linear program, best size known"]
    ratios = {name: program / value for name, value in seconds.items()}
    if options.json:
        answer = {
            "members": options.members,
            "draws": options.draws,
            "sizes": int(sizes),
            "times_faster_than_linear_program_of_best_size": {
                name: float(f"{ratio:.3g}") for name, ratio in ratios.items()
            },
        }
        print(json.dumps(answer, indent=1))
        return
    print(f"{options.members} members, {options.draws} draws; the program's sizes: {sizes:.0f}")
    print(f"{'per evaluation':48s} {'time':>12s} {'x vs LP':>9s} {'x vs LPs, every size':>22s}")
    for name, value in seconds.items():
        faster = ratios[name]
        print(f"{name:48s} {value * 1e6:9.2f} us {faster:9.0f} {faster * sizes:22.0f}")
    both = seconds["kernel, price and robust quota, in a batch"]
    print(f"draws a second, price and robust quota: {1 / both:,.0f}")


if __name__ == "__main__":
    main()
