"""Speed of trade scores and ideal points, and what declared positions add to a forecast.

    OPENBLAS_NUM_THREADS=1 python benchmarks/votes.py FOLDER [--since 1994-01-01]
        [--until 2004-12-31] [--random-only | --surest-only] [--json]

FOLDER holds trade_rollcalls.csv, *_trade_votes.csv and, for the ideal points, matrices/. Ideal
points beside NOMINATE and pscl: `ideal_points.py`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

import numpy as np

from winset.foundation.randomness import generator
from winset.votes.forecast.one_vote import forecast_vote
from winset.votes.ideal_points import ideal_points
from winset.votes.readers.read_matrix import read_matrix
from winset.votes.readers.read_trade import read_trade_votes
from winset.votes.records import VoteTable
from winset.votes.scoring import continuous_ranked_score, paired, score_members
from winset.votes.trade_scores import trade_scores

WAYS = ("at random", "the surest first")
"""Who declares: a fifth of those voting."""


def declared_gain(
    table: VoteTable, chamber: str, since: dt.date, until: dt.date, ways: tuple[str, ...] = WAYS
) -> dict[str, Any]:
    """Score forecasts of a chamber with and without a fifth of the members declared, truthfully."""
    gains: dict[str, list[list[float]]] = {way: [] for way in ways}
    for column, call in enumerate(table.roll_calls):
        if call.chamber != chamber or not since <= call.date <= until:
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
        for way in ways:
            who = chosen[way]
            words = {plain.members[i].id: (float(casts[i]), 0.03) for i in who}
            told = forecast_vote(table, call.key, declared=words)
            silent = np.setdiff1d(voted, who)
            row = []
            for found in (plain, told):
                low, high = found.interval()
                yeas = int((casts > 0).sum())
                scores = score_members(found.yea[silent], casts[silent] > 0)
                row += [
                    scores.accuracy,
                    score_members(found.yea[voted], casts[voted] > 0).accuracy,
                    scores.brier,
                    continuous_ranked_score(found.tallies[:, 0].astype(float), yeas),
                    high - low,
                    float(low <= yeas <= high),
                ]
            gains[way].append(row)
    out = {}
    for way, rows in gains.items():
        values = np.array(rows)
        names = (
            "silent called right", "all called right", "brier of the silent", "crps",
            "width of 90 %", "covered",
        )  # fmt: skip
        out[way] = {
            "votes": len(rows),
            **{
                name: {
                    "without": float(values[:, i].mean()),
                    "with": float(values[:, i + len(names)].mean()),
                    "difference": paired(values[:, i + len(names)] - values[:, i]),
                }
                for i, name in enumerate(names)
            },
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
            ideal_points(casts)
            seconds = min(seconds, time.perf_counter() - start)
        times[f"ideal points 1-D, {name} {casts.shape[0]} x {casts.shape[1]}"] = seconds
    return times


def main() -> None:
    """Run both and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--since", type=dt.date.fromisoformat, default=dt.date(1994, 1, 1))
    parser.add_argument("--until", type=dt.date.fromisoformat, default=dt.date(2004, 12, 31))
    parser.add_argument("--speed-only", action="store_true")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--random-only", action="store_true", help="not the surest first")
    one.add_argument("--surest-only", action="store_true", help="not at random")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.folder is None:
        print("not run: needs a folder of trade roll calls, see the head of this file")
        return
    table = read_trade_votes(options.folder)
    found: dict[str, Any] = {"speed": speed(options.folder, table)}
    ways = WAYS[:1] if options.random_only else WAYS[1:] if options.surest_only else WAYS
    if not options.speed_only:
        found["a fifth declared"] = {
            chamber: declared_gain(table, chamber, options.since, options.until, ways)
            for chamber in ("house", "senate")
        }
    print(json.dumps(found, indent=None if options.json else 2))


if __name__ == "__main__":
    main()
