"""Speed of trade scores and ideal points, and what declared positions add to a forecast.

    OPENBLAS_NUM_THREADS=1 python benchmarks/votes.py FOLDER [--since 1994-01-01] [--json]

FOLDER holds trade_rollcalls.csv, *_trade_votes.csv and, for the ideal points, matrices/. Where
Rscript and the R packages pscl or MCMCpack are installed, they do the same 1-D job on the same
matrix in the same run, with 500 iterations (few: their own defaults are 10,000 and 21,000), and the
ratio is printed with the correlation of the scores. MCMC and a posterior mode are different
algorithms: the ratio is of time to an answer, not of equal work, and theirs comes with a posterior.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from winset.foundation.randomness import generator
from winset.votes.forecast import forecast_vote
from winset.votes.ideal_points import ideal_points
from winset.votes.read_matrix import read_matrix
from winset.votes.read_trade import read_trade_votes
from winset.votes.records import VoteTable
from winset.votes.scoring import continuous_ranked_score, paired, score_members
from winset.votes.trade_scores import trade_scores

_PEERS = {
    "pscl::ideal": """
suppressMessages(library(pscl))
r <- rollcall(m, yea = 1, nay = -1, missing = 0)
run <- function() ideal(r, d = 1, maxiter = 500, burnin = 0, thin = 1, normalize = TRUE)
score <- function(x) x$xbar[, 1]
""",
    "MCMCpack::MCMCirt1d": """
suppressMessages(library(MCMCpack))
m[m == 0] <- NA
m[m == -1] <- 0
rownames(m) <- paste0("m", seq_len(nrow(m)))
far <- c(which.max(rowMeans(m, na.rm = TRUE)), which.min(rowMeans(m, na.rm = TRUE)))
signs <- setNames(list("+", "-"), rownames(m)[far])
run <- function() MCMCirt1d(m, theta.constraints = signs, burnin = 0, mcmc = 500, verbose = 0)
score <- function(x) colMeans(x[, grep("theta", colnames(x))])
""",
}
_READ = 'm <- as.matrix(read.csv("{file}", header = FALSE))\n'
_TIME = """
t <- system.time(x <- run())
cat("seconds", t[["elapsed"]], "\\n")
cat("scores", score(x), "\\n")
"""


def declared_gain(table: VoteTable, since: dt.date) -> dict[str, Any]:
    """Score House forecasts with and without a fifth of the members declared, truthfully."""
    gains: dict[str, list[list[float]]] = {"at random": [], "the surest first": []}
    for column, call in enumerate(table.roll_calls):
        if call.chamber != "house" or call.date < since:
            continue
        at = {member.id: i for i, member in enumerate(table.members)}
        plain = forecast_vote(table, call.key)
        casts = np.array([int(table.casts[at[m.id], column]) for m in plain.members])
        voted = np.flatnonzero(casts)
        fifth = voted.size // 5
        source = generator(0, f"declared.{call.key}")
        surest = voted[np.argsort(-np.abs(plain.yea[voted] - 0.5), kind="stable")]
        chosen = {
            "at random": source.choice(voted, fifth, replace=False),
            "the surest first": surest[:fifth],
        }
        for way, who in chosen.items():
            words = {plain.members[i].id: (float(casts[i]), 0.03) for i in who}
            told = forecast_vote(table, call.key, declared=words)
            silent = np.setdiff1d(voted, who)
            row = []
            for found in (plain, told):
                low, high = found.interval()
                yeas = int((casts > 0).sum())
                row += [
                    score_members(found.yea[silent], casts[silent] > 0).brier,
                    continuous_ranked_score(found.tallies[:, 0].astype(float), yeas),
                    high - low,
                    float(low <= yeas <= high),
                ]
            gains[way].append(row)
    out = {}
    for way, rows in gains.items():
        values = np.array(rows)
        names = ("brier of the silent", "crps", "width of the 90 % interval", "covered")
        out[way] = {
            name: {
                "without": float(values[:, i].mean()),
                "with": float(values[:, i + 4].mean()),
                "difference": paired(values[:, i + 4] - values[:, i]),
            }
            for i, name in enumerate(names)
        }
    return out


def speed(folder: Path, table: VoteTable) -> dict[str, Any]:
    """Time trade scores of all members and ideal points of one Senate and one House."""
    times: dict[str, Any] = {}
    start = time.perf_counter()
    trade_scores(table)
    size = f"{len(table.members)} members, {len(table.roll_calls)} votes"
    times[f"trade scores, {size}"] = time.perf_counter() - start
    for name in ("S106", "H106"):
        path = folder / "matrices" / f"{name}_matrix.csv.gz"
        if not path.exists():
            continue
        casts = read_matrix(path).casts
        seconds = np.inf
        for _ in range(3):
            start = time.perf_counter()
            found = ideal_points(casts)
            seconds = min(seconds, time.perf_counter() - start)
        times[f"ideal points 1-D, {name} {casts.shape[0]} x {casts.shape[1]}"] = seconds
        if name == "S106":
            scored = ~np.isnan(found.points[:, 0])
            times["peers"] = _peers(casts[scored], found.points[scored, 0], seconds)
    return times


def _peers(
    casts: np.ndarray[Any, Any], points: np.ndarray[Any, Any], ours: float
) -> dict[str, Any]:
    """Time to an answer of each peer on the same matrix, and how far its scores agree with ours."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        return {"not run": "needs R (Debian: r-base-core r-cran-pscl r-cran-mcmcpack)"}
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "matrix.csv"
        np.savetxt(file, casts, fmt="%d", delimiter=",")
        for name, script in _PEERS.items():
            program = Path(folder) / "peer.R"
            program.write_text(_READ.format(file=file) + script + _TIME, encoding="utf-8")
            run = subprocess.run(
                [rscript, str(program)], capture_output=True, text=True, check=False
            )
            lines = dict(line.split(" ", 1) for line in run.stdout.splitlines() if " " in line)
            if run.returncode or "scores" not in lines:
                last = run.stderr.strip().splitlines()[-1:] or ["no answer"]
                found[name] = f"not run: {last[0]}"
                continue
            seconds = float(lines["seconds"])
            scores = np.array([float(word) for word in lines["scores"].split()])
            found[name] = {
                "seconds": seconds,
                "iterations": 500,
                "times ours": seconds / ours,
                "correlation": abs(float(np.corrcoef(scores, points)[0, 1])),
            }
    return found


def main() -> None:
    """Run both and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--since", type=dt.date.fromisoformat, default=dt.date(1994, 1, 1))
    parser.add_argument("--speed-only", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.folder is None:
        print("not run: needs a folder of trade roll calls, see the head of this file")
        return
    table = read_trade_votes(options.folder)
    found: dict[str, Any] = {"speed": speed(options.folder, table)}
    if not options.speed_only:
        found["a fifth declared"] = declared_gain(table, options.since)
    print(json.dumps(found, indent=None if options.json else 2))


if __name__ == "__main__":
    main()
