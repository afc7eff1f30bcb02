"""Power indices beside other libraries, in one run; and how time and memory grow.

    python benchmarks/power.py [--limit SECONDS] [--growth] [--figure FILE.svg] [--json]

The first run makes an environment for the peers under build/ and installs them there. Ours is
timed warm and end to end (bare weights in, result object out, best of several); a peer is timed on
one call, imports not counted, and stopped at the limit. Shapley-Shubik values of peers are compared
with ours to 1e-9, and a difference is printed as WRONG: powerindices 1.0.2 counts in 64-bit
integers, which overflow silently, and its row at 100 players reproduces that.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import subprocess
import sys
import time
import tracemalloc
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

from winset.games.rule import Rule, rule_from_text
from winset.solvers.coalitions.minimal_winning import minimal_winning_coalitions
from winset.solvers.power.banzhaf import banzhaf
from winset.solvers.power.penrose_banzhaf import penrose_banzhaf
from winset.solvers.power.shapley_shubik import shapley_shubik

ROOT = Path(__file__).resolve().parents[1]
PEERS = ("powerindex==0.3.5", "powerindices==1.0.2", "power_bdd==1.0.0", "numpy", "scipy")
COLLEGE = [54, 40, 30, 28, 19, 19, 17, 16, 16, 15, 14, 13, 12, *[11] * 4, *[10] * 5, 9, 9, *[8] * 3]
COLLEGE += [7, 7, *[6] * 6, 5, 5, *[4] * 7, *[3] * 7]
INDICES = {"shapley-shubik": shapley_shubik, "banzhaf": banzhaf}


def random_vote(players: int, heaviest: int) -> dict[str, Any]:
    """A simple majority over random weights."""
    draw = random.Random(players)  # noqa: S311
    weights = [draw.randint(1, heaviest) for _ in range(players)]
    return {"weights": weights, "quota": sum(weights) // 2 + 1}


def federal_clauses() -> list[list[tuple[int, list[int]]]]:
    """The US federal rule as power_bdd takes it: president, vice president, senate, house."""
    house, senate = [0, 0] + [0] * 100 + [1] * 435, [0, 0] + [1] * 100 + [0] * 435
    president, vice = [1] + [0] * 536, [0, 1] + [0] * 535
    return [
        [(218, house), (51, senate), (1, president)],
        [(218, house), (50, senate), (1, president), (1, vice)],
        [(290, house), (67, senate)],
    ]


def federal_rule() -> Rule:
    """The same rule as ours takes it."""
    return rule_from_text(
        "P & H >= 218 & (S >= 51 | S >= 50 & VP) | H >= 290 & S >= 67",
        {"H": {f"h{i}": 1 for i in range(435)}, "S": {f"s{i}": 1 for i in range(100)}},
    )


GAMES: dict[str, dict[str, Any]] = {
    "Electoral College, 51": {"weights": COLLEGE, "quota": 270},
    "random, 100 of weight <= 100": random_vote(100, 100),
    "chamber of 435 equals": {"weights": [1] * 435, "quota": 218},
    "random, 400 of weight <= 100": random_vote(400, 100),
    "random, 1000 of weight <= 1000": random_vote(1000, 1000),
    "US federal, 537, compound": {"clauses": federal_clauses()},
}


def peers_python() -> Path:
    """The interpreter of the peers' environment, made on first use."""
    home = ROOT / "build" / "power-peers"
    python = home / "bin" / "python"
    if not (home / "ready").exists():
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS], check=True)
        (home / "ready").touch()
    return python


def peer(library: str, index: str, game: dict[str, Any], limit: float) -> dict[str, Any]:
    """One call of a peer: seconds and values, or why not."""
    if "clauses" in game and library != "power_bdd":
        return {"note": "no compound rules"}
    task = json.dumps({"library": library, "index": index, "game": game})
    script = Path(__file__).with_name("power_peers.py")
    try:
        run = subprocess.run(
            [peers_python(), "-W", "ignore", script],
            input=task,
            capture_output=True,
            text=True,
            timeout=limit,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"note": f"> {limit:g} s"}
    if run.returncode:
        return {"note": run.stderr.strip().splitlines()[-1].partition(":")[0]}
    found: dict[str, Any] = json.loads(run.stdout.strip().splitlines()[-1])
    return found


def best_of(call: Callable[[], object], seconds: float = 1.0) -> float:
    """The least time of repeated calls after one that is not counted."""
    call()
    best, until = math.inf, time.perf_counter() + seconds
    while True:
        begin = time.perf_counter()
        call()
        now = time.perf_counter()
        best = min(best, now - begin)
        if now > until:
            return best


def ours(index: str, game: dict[str, Any]) -> tuple[Callable[[], Any], bool]:
    """A call of ours on a game."""
    if "clauses" in game:
        rule = federal_rule()
        return (lambda: INDICES[index](rule)), True
    weights, quota = game["weights"], game["quota"]
    return (lambda: INDICES[index](weights, quota=quota)), False


def disagreement(index: str, game: dict[str, Any], values: list[float], mine: Any) -> str:
    """WRONG when a peer's Shapley-Shubik values are not ours."""
    if index != "shapley-shubik":
        return ""
    expected = [float(v) for v in mine.values.values()]
    if "clauses" in game:
        expected = [mine["P"], mine["VP"], *[mine["s0"]] * 100, *[mine["h0"]] * 435]
    if all(abs(a - b) <= 1e-9 for a, b in zip(values, expected, strict=True)):
        return ""
    return f" WRONG (adds up to {sum(values):.3g})"


def side_by_side(limit: float) -> list[dict[str, Any]]:
    """Every game and index: ours, each peer, and the ratio to the best right answer."""
    rows = []
    for title, game in GAMES.items():
        for index in INDICES:
            call, _ = ours(index, game)
            row: dict[str, Any] = {"game": title, "index": index, "ours_ms": best_of(call) * 1e3}
            row["method"] = call().method
            right = []
            for library in ("powerindex", "powerindices", "power_bdd"):
                found = peer(library, index, game, limit)
                if "note" in found:
                    row[library] = found["note"]
                    continue
                wrong = disagreement(index, game, found["values"], call())
                row[library] = f"{found['seconds'] * 1e3:.4g} ms{wrong}"
                if not wrong:
                    right.append(found["seconds"] * 1e3)
            row["ratio"] = min(right) / row["ours_ms"] if right else None
            rows.append(row)
    return rows


def alone() -> list[dict[str, Any]]:
    """What no peer does."""
    calls: dict[str, Callable[[], object]] = {
        "Electoral College: count of minimal winning coalitions": lambda: (
            minimal_winning_coalitions(COLLEGE, quota=270).count
        ),
        "Electoral College: Shapley-Shubik in exact fractions": lambda: shapley_shubik(
            COLLEGE, quota=270, exact=True
        ),
        "US federal: Shapley-Shubik in exact fractions": lambda: shapley_shubik(
            federal_rule(), exact=True
        ),
    }
    return [{"what": what, "ours_ms": best_of(call) * 1e3} for what, call in calls.items()]


def growth() -> list[dict[str, Any]]:
    """Time and peak memory as players and total weight grow, without peers."""
    rows = []
    for players in (10, 20, 50, 100, 200, 500, 1000):
        for heaviest in (10, 100, 1000):
            game = random_vote(players, heaviest)
            for index, solver in (
                ("shapley-shubik", shapley_shubik),
                ("penrose-banzhaf", penrose_banzhaf),
            ):
                seconds = best_of(lambda s=solver, g=game: s(g["weights"], quota=g["quota"]), 0.2)
                tracemalloc.start()
                found = solver(game["weights"], quota=game["quota"])
                peak = tracemalloc.get_traced_memory()[1]
                tracemalloc.stop()
                rows.append(
                    {
                        "index": index,
                        "players": players,
                        "total": sum(game["weights"]),
                        "ms": seconds * 1e3,
                        "peak_mb": peak / 1e6,
                        "error_bound": found.error_bound,
                        "method": found.method,
                    }
                )
    return rows


def draw(rows: list[dict[str, Any]], file: Path) -> None:
    """Time against players, one line a total weight a player, as a figure."""
    import altair as alt
    import pandas as pd

    frame = pd.DataFrame(rows)
    frame["mean weight"] = (frame["total"] / frame["players"]).round(-1).astype(int).astype(str)
    chart = (
        alt.Chart(frame)
        .mark_line(point=True)
        .encode(
            x=alt.X("players:Q", scale=alt.Scale(type="log")),
            y=alt.Y("ms:Q", title="milliseconds", scale=alt.Scale(type="log")),
            color="mean weight:N",
            column="index:N",
        )
    )
    chart.save(str(file))


def print_table(rows: list[dict[str, Any]]) -> None:
    """Print rows as an aligned table."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    cells = [[_cell(row.get(column)) for column in columns] for row in rows]
    widths = [max(len(c), *(len(r[i]) for r in cells)) for i, c in enumerate(columns)]
    for line in [columns, *cells]:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)))
    print()


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds a peer may take")
    parser.add_argument("--growth", action="store_true", help="also how time and memory grow")
    parser.add_argument("--figure", type=Path, help="draw the growth into this file")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    report: dict[str, Any] = {"side_by_side": side_by_side(chosen.limit), "alone": alone()}
    if chosen.growth or chosen.figure:
        report["growth"] = growth()
    if chosen.figure:
        draw(report["growth"], chosen.figure)
    if chosen.json:
        print(json.dumps(report, indent=2))
    else:
        for rows in report.values():
            print_table(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
