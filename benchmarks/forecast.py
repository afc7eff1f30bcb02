"""Speed of the spatial model of politics, beside KTAB's times, and how it grows with the actors.

    python benchmarks/forecast.py [--files FOLDER] [--most N] [--figure FILE.svg] [--json]

FOLDER holds KTAB's example files (``examples/smp/doc`` of its repository): those are timed beside
the times that KTAB, built from its source with g++ 12 at commit 3b5b0635, took for the same files
on two cores with the least logging. Growth is timed on random tables of one issue. Times are
seconds of the processor, warm, the best of three (of one above five seconds): other programs on
the machine do not count.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # threads that wait would be counted as work

import numpy as np

from winset.cases.tables.read import read_actor_table
from winset.games.issue_positions import Positions, positions
from winset.solvers.bargaining.challenge_model import challenge_model
from winset.solvers.bargaining.condorcet_election import condorcet_forecast
from winset.solvers.bargaining.outcome_distribution import outcome_distribution
from winset.solvers.bargaining.spatial_model_of_politics import spatial_model_of_politics
from winset.translate.issue_positions import positions_of_table

KTAB_SECONDS = {
    "dummyData_3Dim": 0.10,
    "SOE-Pol-Comp": 0.6,
    "SOE-Policy": 2.2,
    "dummyData_6Dim": 3.7,
    "dummyData-a040": 12.9,
    "dummyData-a080": 127.0,
}
SIZES = (10, 20, 40, 80, 160, 320, 640)
_REPEATS, _ENOUGH = 3, 5.0
"""Calls that are timed, and seconds after which one is enough."""


def seconds(call: Any) -> float:
    """Least time of the processor of a few calls."""
    best = math.inf
    for _ in range(_REPEATS):
        begin = time.process_time()
        call()
        best = min(best, time.process_time() - begin)
        if best > _ENOUGH:
            break
    return best


def beside_ktab(folder: Path) -> list[dict[str, Any]]:
    """Every example file: actors, turns, our seconds and KTAB's."""
    rows = []
    for name, theirs in KTAB_SECONDS.items():
        table = positions_of_table(read_actor_table(folder / f"{name}.csv"))
        mine = seconds(lambda table=table: spatial_model_of_politics(table))
        rows.append(
            {
                "file": name,
                "actors": len(table.actors),
                "issues": len(table.issues),
                "turns": spatial_model_of_politics(table).rounds,
                "winset_s": mine,
                "ktab_s": theirs,
                "times": theirs / mine,
            }
        )
    return rows


def random_table(actors: int) -> Positions:
    """One issue, positions to two decimals, weights of very different size."""
    draw = np.random.default_rng(actors)
    return positions(
        draw.uniform(0, 100, actors).round(2),
        salience=draw.uniform(0.1, 0.9, actors).round(2),
        capability=draw.lognormal(3, 1, actors).round(2),
        ends=(0, 100),
    )


def growth(most: int) -> list[dict[str, Any]]:
    """Seconds of each model by the number of actors; the spatial model also by turn."""
    rows = []
    for actors in (size for size in SIZES if size <= most):
        table = random_table(actors)
        played: dict[str, int] = {}

        def play(table: Positions = table, played: dict[str, int] = played) -> None:
            played["turns"] = spatial_model_of_politics(table).rounds

        whole = seconds(play)
        turns = played["turns"]
        rows.append(
            {
                "actors": actors,
                "turns": turns,
                "smp_s": whole,
                "smp_turn_s": whole / turns,
                "condorcet_s": seconds(lambda table=table: condorcet_forecast(table)),
                "distribution_s": seconds(lambda table=table: outcome_distribution(table)),
                "challenge_s": (
                    seconds(lambda table=table: challenge_model(table)) if actors <= 320 else None
                ),
            }
        )
    return rows


def draw(rows: list[dict[str, Any]], file: Path) -> None:
    """Time against actors for every model, and KTAB's times, as a figure."""
    import altair as alt
    import pandas as pd

    named = {
        "smp_s": "spatial model, winset",
        "challenge_s": "challenge model, ten rounds",
        "condorcet_s": "Condorcet election",
        "distribution_s": "distribution",
    }
    points = [
        {"actors": row["actors"], "seconds": row[key], "model": title}
        for row in rows
        for key, title in named.items()
        if row[key] is not None
    ]
    theirs = {26: 2.2, 40: 12.9, 80: 127.0}
    points += [
        {"actors": n, "seconds": s, "model": "spatial model, KTAB"} for n, s in theirs.items()
    ]
    chart = (
        alt.Chart(pd.DataFrame(points), title="Seconds of one forecast")
        .mark_line(point=True)
        .encode(
            x=alt.X("actors:Q", scale=alt.Scale(type="log", domain=[10, 640])),
            y=alt.Y("seconds:Q", scale=alt.Scale(type="log")),
            color=alt.Color("model:N", title=None),
        )
        .properties(width=520, height=320)
    )
    chart.save(str(file))


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=Path, help="folder of KTAB's example files")
    parser.add_argument("--most", type=int, default=640, help="most actors")
    parser.add_argument("--figure", type=Path, help="draw the growth into this file")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    spatial_model_of_politics(random_table(5), turns=2)  # brings the compiled code in
    report: dict[str, Any] = {}
    if chosen.files:
        report["beside_ktab"] = beside_ktab(chosen.files)
    report["growth"] = growth(chosen.most)
    if chosen.figure:
        draw(report["growth"], chosen.figure)
    if chosen.json:
        print(json.dumps(report, indent=2))
        return 0
    for rows in report.values():
        print(" ".join(f"{name:>14s}" for name in rows[0]))
        for row in rows:
            cells = (f"{v:.3g}" if isinstance(v, float) else str(v) for v in row.values())
            print(" ".join(f"{cell:>14s}" for cell in cells))
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
