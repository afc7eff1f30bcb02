"""Time win-sets: maps by counting and by pricing, majority relations, twelve countries; growth.

    python benchmarks/win_sets.py [--growth] [--no-peer]

Times are the least of three, compiled code warm, as time on the clock and, in brackets, as time of
the processor: on a machine that others use too only the latter can be compared. Beside the
majority relation runs gridvoting-jax on the same grid and voters, in an environment that the first
run makes under build/; where its own compiler says that it takes more memory than there is, it is
left out with the size it asks for.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import time
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from winset.casebook import read_case
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.negotiation import NegotiationCase
from winset.games.domestic import DomesticGame
from winset.games.spatial import spatial_game
from winset.kernels.grid import margins_of_victory
from winset.solvers.spatial.majority_win_set import spatial_win_set
from winset.solvers.two_level.ratification_test import RatificationTest, ratification_test
from winset.solvers.two_level.traced_plane import accepted_lattice
from winset.studies.negotiation.negotiate import negotiate
from winset.translate.negotiation import coded_negotiation

ROOT = Path(__file__).resolve().parents[1]
PEERS = ("gridvoting-jax==0.47.0", "jax[cpu]")
SQUARE = np.array([[0.0, 0.0], [1.0, 1.0]])
RESERVE = 2 << 30


def best_of(task: Callable[[], Any], times: int = 3) -> tuple[str, Any]:
    """Give the least times of some runs as text, and the last answer."""
    clock, processor = [], []
    for _ in range(times):
        begin, busy = time.perf_counter(), time.process_time()
        answer = task()
        clock.append(time.perf_counter() - begin)
        processor.append(time.process_time() - busy)
    return f"{min(clock):.3f} s ({min(processor):.3f} s)", answer


def twelve(count: int = 12, issues: int = 2) -> NegotiationCase:
    """Make a table of countries with a legislature of 51 each."""
    drawn = np.random.default_rng(0)

    def place(low: float, high: float) -> dict[str, float]:
        return {f"issue-{k}": float(drawn.uniform(low, high)) for k in range(issues)}

    countries = {}
    for i in range(count):
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


def congress() -> tuple[DomesticGame, DomesticGame]:
    """House, Senate and President, with payments and without."""
    case = read_case("us-japan-autos-farm-2013")
    assert isinstance(case, NegotiationCase)  # noqa: S101
    paid = coded_negotiation(case, read_parameters()).countries["us"].likely
    numbers = paid.numbers
    free = paid.with_numbers(
        capacity=np.zeros_like(numbers.capacity), tie_strength=np.zeros_like(numbers.tie_strength)
    )
    return paid, free


def maps(sizes: tuple[int, ...]) -> None:
    """Time maps of one win-set."""
    paid, free = congress()
    counted, priced = ratification_test(free), RatificationTest(paid)
    accepted_lattice(priced.accepts, SQUARE, resolution=16)
    for size in sizes:
        axis = np.linspace(0.0, 1.0, size + 1)
        points = np.stack(np.meshgrid(axis, axis, indexing="ij"), -1).reshape(-1, 2)
        said, _ = best_of(lambda points=points: counted.accepts(points))
        print(f"{size} x {size}, Congress, counting votes: {said}")
        said, traced = best_of(
            lambda size=size: accepted_lattice(priced.accepts, SQUARE, resolution=size)
        )
        dense = accepted_lattice(priced.accepts, SQUARE, resolution=size, dense=True)
        wrong = int((dense != traced).sum())
        print(f"{size} x {size}, Congress, with payments, traced: {said}; {wrong} cells differ")


def peer() -> Path:
    """Python of the peer's environment, made if it is not there."""
    folder = ROOT / "build" / "grid-peer"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PEERS], check=True)
    return python


def relations(sides: tuple[int, ...], voters: int, *, with_peer: bool) -> None:
    """Time the whole majority relation beside the peer."""
    ideals = np.random.default_rng(0).random((voters, 2))
    margins_of_victory(ideals[:10], ideals)
    room = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") - RESERVE
    for side in sides:
        axis = np.linspace(0.0, 1.0, side)
        grid = np.stack(np.meshgrid(axis, axis, indexing="ij"), -1).reshape(-1, 2)
        said, margin = best_of(lambda grid=grid: margins_of_victory(grid, ideals), 1)
        wins = int((margin > 0).sum())
        print(
            f"majority relation, {side} x {side} points, {voters} voters: {said}, "
            f"{(margin.nbytes + grid.shape[0] * voters * 8) >> 20} MB, {wins:,} wins"
        )
        if with_peer:
            print(f"    gridvoting-jax: {_peer_said(side, ideals.tolist(), room)}")


def _peer_said(side: int, ideals: list[list[float]], room: int) -> str:
    task = {"side": side, "ideals": ideals, "majority": len(ideals) // 2 + 1, "room": room}
    run = subprocess.run(
        [peer(), ROOT / "benchmarks" / "grid_peer.py"],
        input=json.dumps(task),
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        return f"failed: {run.stderr.strip().splitlines()[-1][:200]}"
    found = json.loads(run.stdout)
    if found["seconds"] is None:
        return f"left out, it asks for {found['asked'] / 1e9:,.0f} GB"
    return f"{found['seconds']:.3f} s, {found['asked'] >> 20:,} MB, {found['wins']:,} wins"


def arrangements(counts: tuple[int, ...]) -> None:
    """Time exact win-sets in a plane."""
    drawn = np.random.default_rng(0)
    for count in counts:
        ideals = drawn.random((count, 2))
        kinds = np.repeat(drawn.uniform(0.3, 1.0, (6, 2)), count // 6 + 1, axis=0)[:count]
        for name, salience in (("disks", None), ("ellipses of six shapes", kinds)):
            game = spatial_game(
                ideals, status_quo=[0.1, 0.1], quota=count // 2 + 1, salience=salience
            )
            said, found = best_of(lambda game=game: spatial_win_set(game, SQUARE), 1)
            print(f"exact win-set, {count} voters, {name}: {said}, area {found.volume:.4f}")


def tables(counts: tuple[int, ...], draws: int = 1000) -> None:
    """Time whole negotiations in a plane."""
    negotiate(twelve(2), draws=10)
    for count in counts:
        said, report = best_of(lambda count=count: negotiate(twelve(count), draws=draws), 1)
        print(f"{count} countries, two issues, {draws:,} draws: {said} ({report.zone.outcome})")


def main() -> None:
    """Print the times."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    words.add_argument("--growth", action="store_true", help="more sizes of everything")
    words.add_argument("--no-peer", action="store_true", help="leave gridvoting-jax out")
    asked = words.parse_args()
    grown = asked.growth
    maps((200, 400, 800) if grown else (400,))
    relations((21, 41, 81), 435, with_peer=not asked.no_peer)
    if grown:
        for voters in (101, 1001):
            relations((41,), voters, with_peer=not asked.no_peer)
    arrangements((101, 435, 1001) if grown else (435,))
    tables((2, 4, 8, 12, 24) if grown else (12,))


if __name__ == "__main__":
    main()
