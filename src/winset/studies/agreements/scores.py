"""Forecasts of entry into force scored on agreements signed later, beside base rates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winset.foundation.randomness import generator
from winset.reports.comparison.agreements_report import EntryScore
from winset.solvers.cross_case.grouped_hazard import share_by
from winset.studies.agreements.plan import HORIZONS, LEAST
from winset.studies.agreements.watched import YEAR, Watched, fit, matrix, type_of, watch

Floats = NDArray[np.float64]

_RESAMPLES: Final = 2000
_LEAST_CHANCE: Final = 0.001
"""Forecasts nearer to 0 or 1 count as this in the logarithmic score."""


def scores_of(
    entries: Sequence[Watched],
    models: Mapping[str, tuple[str, ...]],
    split: dt.date,
    end: dt.date,
    seed: int,
    left_out: dict[str, str],
) -> tuple[list[EntryScore], list[float]]:
    """Score on agreements signed later whose years are over and whose terms are known."""
    past = [one for one in entries if one.signed <= split]
    needed = set().union(*models.values())
    later = [
        one
        for one in entries
        if one.signed > split
        and needed <= set(one.terms)
        and (end - one.signed).days >= HORIZONS[-1] * YEAR
    ]
    if not later:
        left_out["scores"] = f"no agreement signed after {split} can be scored"
        return [], []
    forecasts = {
        "base_rate": _base_forecast(past, later, split, lambda _: ""),
        "base_rate_by_parties": _base_forecast(past, later, split, type_of),
    }
    for model, terms in models.items():
        fitted = fit(past, terms, split)
        if fitted is None:
            left_out[f"scores: {model}"] = f"fewer than {LEAST} entries up to {split}"
            continue
        x = matrix(later, terms)
        forecasts[model] = np.column_stack([fitted.share_by(x, h) for h in HORIZONS])
    watched = [one.until(end) for one in later]
    happened = np.array([[seen and years <= h for h in HORIZONS] for years, seen in watched], float)
    base = ((forecasts["base_rate"] - happened) ** 2).mean(axis=1)
    drawn = generator(seed, "agreements.scores").integers(0, len(later), (_RESAMPLES, len(later)))
    rows = [_score(name, said, happened, base, drawn) for name, said in forecasts.items()]
    return rows, happened.mean(axis=0).tolist()


def _base_forecast(
    past: Sequence[Watched],
    later: Sequence[Watched],
    split: dt.date,
    group_of: Callable[[Watched], str],
) -> Floats:
    """Share of past agreements of the same group in force; of all where a group is new."""
    groups: dict[str, list[Watched]] = {}
    for one in past:
        groups.setdefault(group_of(one), []).append(one)
    shares = {name: share_by(*watch(held, split), HORIZONS)[0] for name, held in groups.items()}
    every = share_by(*watch(past, split), HORIZONS)[0]
    return np.array([shares.get(group_of(one), every) for one in later])


def _score(
    name: str, said: Floats, happened: Floats, base: Floats, drawn: NDArray[np.int64]
) -> EntryScore:
    brier = ((said - happened) ** 2).mean(axis=1)
    chance = np.clip(said, _LEAST_CHANCE, 1.0 - _LEAST_CHANCE)
    log_score = -np.log(np.where(happened > 0.0, chance, 1.0 - chance))
    gap = brier - base
    low, high = np.percentile(gap[drawn].mean(axis=1), [5.0, 95.0])
    return EntryScore(
        forecast=name,
        agreements=len(said),
        brier=float(brier.mean()),
        log_score=float(log_score.mean()),
        minus_base_rate=(float(gap.mean()), float(low), float(high)),
        mean_forecast=said.mean(axis=0).tolist(),
    )
