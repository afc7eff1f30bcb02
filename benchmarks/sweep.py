"""How fast a sweep draws: against a plain loop over draws, one worker against two, loky and Dask.

    python benchmarks/sweep.py [--case CASE] [--draws N] [--loop N] [--dask]

Prints draws a second and ratios, and the load of the machine, without which they mean little. The
plain loop does what a script would do that knows the library but not its arrays: one game a draw.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from winset.casebook import read_case
from winset.cases.file.read_parameters import read_parameters
from winset.games.domestic import Shocks
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.studies.sweep.experiment import DomesticExperiment
from winset.studies.sweep.sweep import SweepQuestion, asked, run
from winset.translate import CodedGame

KTAB_SECONDS = {26: 2.2, 40: 12.9}
"""Seconds of one run of KTAB's spatial model (C++, minimum logging, two cores) by the number of
actors: its example SOE-Policy and its 40-actor test. Another model, timed on another day: the ratio
says which order of size a user has to reckon with, no more."""


def beside_ktab(actors: int, rate: float) -> str:
    """How many draws fit into one KTAB run with about as many actors."""
    near = min(KTAB_SECONDS, key=lambda count: abs(count - actors))
    return (
        f"one run of KTAB               {1.0 / KTAB_SECONDS[near]:10.2f} runs a second with {near} "
        f"actors; {rate * KTAB_SECONDS[near]:,.0f} draws of ours ({actors} actors) in one of them"
    )


def plain_loop(game: CodedGame, draws: int) -> float:
    """Draws a second of a loop that plays one game after the other, its numbers drawn before."""
    values, shocks = game.drawn_values(0, 0, draws), game.drawn_shocks(0, 0, draws)
    rows = [
        Shocks(*(part[draw : draw + 1] for part in (s.bill, s.party, s.bloc, s.member)))
        for s in (shocks,)
        for draw in range(draws)
    ]
    ratification_price(game.at(values[:1]))
    begin = time.perf_counter()
    for draw in range(draws):
        ratification_price(game.at(values[draw : draw + 1]).replace(shocks=rows[draw]))
    return draws / (time.perf_counter() - begin)


def swept(
    question: SweepQuestion, workers: int, scheduler: str | None = None
) -> tuple[float, float]:
    """Draws a second over the whole, and from the first part on (without starting workers)."""
    seen: list[tuple[float, int]] = []

    def note(have: int, _whole: int) -> None:
        seen.append((time.perf_counter(), have))

    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        run(question, Path(folder) / "s", workers=workers, scheduler=scheduler, progress=note)
        whole = time.perf_counter() - begin
    (first_time, first), (last_time, last) = seen[1], seen[-1]
    steady = (last - first) / (last_time - first_time) if last > first else last / whole
    return question.plan.draws / whole, steady


def on_dask(question: SweepQuestion) -> tuple[float, float]:
    """The same on a Dask scheduler with two workers on this machine."""
    with tempfile.TemporaryDirectory() as folder:
        note = Path(folder) / "scheduler.json"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        module = [sys.executable, "-m"]
        words = ["distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard"]
        given = ["--scheduler-file", str(note)]
        processes = [subprocess.Popen([*module, *words, *given], **quiet)]
        worker = ["distributed.cli.dask_worker", *given, "--no-nanny", "--nthreads", "1"]
        processes += [
            subprocess.Popen([*module, *worker, "--no-dashboard"], **quiet) for _ in range(2)
        ]
        try:
            while not note.exists() or not note.read_text():
                time.sleep(0.1)
            import json

            return swept(question, 2, json.loads(note.read_text())["address"])
        finally:
            for process in processes:
                process.kill()
                process.wait()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", default="china-pntr-2000")
    parser.add_argument("--draws", type=int, default=100_000)
    parser.add_argument("--loop", type=int, default=500)
    parser.add_argument("--dask", action="store_true")
    asked_for = parser.parse_args()
    experiment = DomesticExperiment(read_case(asked_for.case), read_parameters())
    game = experiment.coded
    members = int(game.likely.labels.seats.sum())
    question = asked(experiment, draws=asked_for.draws, keep=["parameters.theta"])
    print(
        f"{asked_for.case}: {members} members, {len(question.varied)} numbers vary, "
        f"{asked_for.draws:,} draws; load of the machine {os.getloadavg()[0]:.1f} on "
        f"{os.cpu_count()} cores"
    )
    loop = plain_loop(game, asked_for.loop)
    print(f"plain loop, one game a draw   {loop:10,.0f} draws a second")
    one = swept(question, 1)
    print(f"sweep, 1 worker               {one[0]:10,.0f} ({one[0] / loop:.0f} times the loop)")
    two = swept(question, 2)
    print(
        f"sweep, 2 workers (loky)       {two[0]:10,.0f} ({two[0] / one[0]:.2f} times 1 worker; "
        f"{two[1]:,.0f} once they run, {two[1] / one[1]:.2f} times)"
    )
    print(f"1,000,000 draws would take    {1e6 / two[1]:10,.0f} s on 2 workers, by that rate")
    print(beside_ktab(len(game.likely.labels.actors), one[1]))
    if asked_for.dask:
        far = on_dask(question)
        print(
            f"sweep, 2 workers (Dask)       {far[1]:10,.0f} once they run "
            f"({far[1] / two[1]:.2f} times loky)"
        )
    print(f"load afterwards {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
