"""What each part of the forecast of a vote adds: the model without it, walking forward.

    OPENBLAS_NUM_THREADS=1 python benchmarks/vote_parts.py FOLDER [--out FILE] [--only NAME ...]

FOLDER holds trade_rollcalls.csv and *_trade_votes.csv to the end of 2010. Every vote of 1994 to
2010 is forecast from the votes dated before it, by the model and by the model without each part;
1994 to 2004 (on which the sizes were chosen) and 2005 to 2010 are told apart. Differences are the
model minus the model without the part, paired by vote, with a 95 % interval; so a part helps where
accuracy and log score are above 0 and Brier score and CRPS below. With --out the documents of the
back-tests are kept as JSON after each model, and a later call goes on where that one ended. The
model is never chosen by these figures.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from winset.studies.roll_calls.backtest import backtest, difference_of
from winset.votes.forecast.prior import MODELS, SIZES, Sizes
from winset.votes.readers.read_trade import read_trade_votes
from winset.votes.scoring import paired

PERIODS: Final = {
    "1994 to 2004": (dt.date(1994, 1, 1), dt.date(2004, 12, 31)),
    "2005 to 2010": (dt.date(2005, 1, 1), dt.date(2010, 12, 31)),
}
_SWING: Final = SIZES.swing
PARTS: Final[dict[str, Sizes]] = {
    **MODELS,
    # A party's level stays where it is; what drifted is part of the lasting level.
    "without-drift": replace(SIZES, drift=0.0, party=math.hypot(SIZES.party, SIZES.drift)),
    # No level of a kind: the first vote of a kind is as sure as any other.
    "without-first-of-kind": replace(
        SIZES, kind=0.0, party_kind=0.0, kind_drift=0.0, other_kinds_sd=0.0
    ),
    # The swing of the last vote of a kind or bill is new each time: as wide, but not learned.
    "without-near-repeats": replace(
        SIZES, kind_drift=0.0, same_bill=0.0,
        swing=math.hypot(_SWING, SIZES.kind_drift, SIZES.same_bill),
    ),
    # All that the procedure tells: levels, one-sided votes, the wish of leaders.
    "without-all-of-procedure": replace(
        SIZES, procedures=0.0, procedure_sd=0.0, one_sided=0.0, leaders=0.0
    ),
}  # fmt: skip
_LEAST: Final = 4
"""Votes of a kind, for its line among the parts."""
SCORES: Final = {"accuracy": 3, "brier": 3, "log_score": 3, "crps": 1}


def main() -> None:
    """Run what has not been run, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS))
    parser.add_argument("--draws", type=int, default=4000)
    told = parser.parse_args()
    if told.folder is None:
        print("not run: needs a folder of trade roll calls, see the head of this file")
        return
    kept = told.out is not None and told.out.is_file()
    found: dict[str, Any] = json.loads(told.out.read_text("utf-8")) if kept else {}
    table = read_trade_votes(told.folder)
    for name in dict.fromkeys(["full", *told.only]):
        for period, (start, end) in PERIODS.items():
            if period in found.setdefault(name, {}):
                continue
            print(f"{name}, {period}", file=sys.stderr, flush=True)
            run = backtest(table, start=start, end=end, sizes=PARTS[name], draws=told.draws)
            found[name][period] = run.to_dict()
            if told.out is not None:
                told.out.write_text(json.dumps(found), "utf-8")
    for period in PERIODS:
        print("\n".join(lines(found, period)))


def lines(found: dict[str, Any], period: str) -> Iterator[str]:
    """Yield the tables of a period in Markdown: groups, forecasts by hand, parts."""
    full = found["full"][period]
    yield f"\n## {period}\n"
    yield "| | votes | right | Brier | log score | CRPS | passage, Brier | 90 % holds | width |"
    yield "|---|---:|---:|---:|---:|---:|---:|---|---:|"
    covers = {row["interval"]: row for row in full["calibration"]["coverage"]}
    yield _group("all", full["overall"], covers[0.9]["inside"])
    for group in full["groups"]:
        if group["by"] != "stage":
            held = round(group["held_90"] * group["votes"])
            yield _group(f"{group['by']} {group['name']}", group, held)
    told = ", ".join(f"{100 * c:.0f} %: {row['inside']}" for c, row in covers.items())
    yield f"\nIntervals hold {told} of {full['overall']['votes']}.\n"
    yield "Forecasts by hand: their scores, and the model minus this.\n"
    yield from _baselines(full)
    yield "\nBy chamber and kind: share called right and Brier score, the model minus this."
    yield from _baselines_by_group(full)
    yield "\nParts: the scores without the part, and the model minus the model without it.\n"
    yield "| model | votes | right | Brier | log score | CRPS | 90 % holds | passage, Brier |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, periods in found.items():
        if name != "full" and period in periods:
            yield _part(name, "", "all", full, periods[period])
            for group in full["groups"]:
                if group["by"] != "stage" and group["votes"] >= _LEAST:
                    yield _part(name, group["by"], group["name"], full, periods[period])


def _group(name: str, scores: dict[str, Any], held: int) -> str:
    cells = [f"{scores[key]:.{digits}f}" for key, digits in SCORES.items()]
    cells += [f"{scores['passage_brier']:.3f}", f"{held} ({held / scores['votes']:.0%})"]
    return f"| {name} | {scores['votes']} | {' | '.join(cells)} | {scores['width_90']:.0f} |"


def _baselines(full: dict[str, Any]) -> Iterator[str]:
    yield "| forecast | right | Brier | log score | CRPS | passage, Brier |"
    yield "|---|---|---|---|---|---|"
    names = {**SCORES, "crps_with_past_errors": 1, "passage_brier": 3}
    del names["crps"]
    for name, each in full["baselines"].items():
        cells = [
            f"{each[key]:.{digits}f}; {_paired(each['difference'][key], digits)}"
            for key, digits in names.items()
            if each[key] is not None
        ]
        yield f"| {name} | {' | '.join(cells)} |"
    for row in full["passage"]:
        marks = f"{row['brier']['mean']:.3f}; {_paired(row['difference'], 3)}"
        yield f"| passage: {row['forecast']} | | | | | {marks} |"


def _baselines_by_group(full: dict[str, Any]) -> Iterator[str]:
    groups = [g for g in full["groups"] if g["by"] != "stage" and g["votes"] >= _LEAST]
    for score in ("accuracy", "brier"):
        heads = " | ".join(f"{group['name']} ({group['votes']})" for group in groups)
        yield f"\n| {score} | {heads} |"
        yield "|---" * (len(groups) + 1) + "|"
        for name in full["baselines"]:
            cells = []
            for group in groups:
                rows = [r for r in full["roll_calls"] if r[group["by"]] == group["name"]]
                gaps = np.array([r[score] - r["baselines"][name][score] for r in rows])
                cells.append(_paired(paired(gaps), 3))
            yield f"| {name} | {' | '.join(cells)} |"


def _part(name: str, by: str, group: str, full: dict[str, Any], run: dict[str, Any]) -> str:
    pairs = [
        (one, other)
        for one, other in zip(full["roll_calls"], run["roll_calls"], strict=True)
        if not by or one[by] == group
    ]
    own, others = [one for one, _ in pairs], [other for _, other in pairs]
    apart = difference_of(own, others)
    cells = [
        f"{sum(row[key] for row in others) / len(others):.{digits}f}; {_paired(apart[key], digits)}"
        for key, digits in SCORES.items()
    ]
    held = sum(row["low"] <= row["actual"] <= row["high"] for row in others)
    squares = [
        np.array([(row["passage_probability"] - row["carried"]) ** 2 for row in rows])
        for rows in (others, own)
    ]
    passage = _paired(paired(squares[1] - squares[0]), 3)
    cells += [f"{held} of {len(others)}", f"{squares[0].mean():.3f}; {passage}"]
    return f"| {name} | {group} | {' | '.join(cells)} |"


def _paired(found: dict[str, Any], digits: int) -> str:
    mean, low, high = (found[end] for end in ("mean", "low", "high"))
    if mean is None:
        return "none"
    if low is None or high is None:
        return f"{mean:+.{digits}f}"
    return f"{mean:+.{digits}f} ({low:+.{digits}f} to {high:+.{digits}f})"


if __name__ == "__main__":
    main()
