"""Back-test: every vote forecast from the earlier ones only, beside forecasts made by hand."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError
from winset.reports.roll_calls.backtest_report import Backtest
from winset.studies.roll_calls.backtest_baselines import (
    add_baselines,
    baseline_scores,
    passage_scores,
)
from winset.votes.forecast.known import known_before
from winset.votes.forecast.nominate import NOMINATE_LEAK, nominate_scores
from winset.votes.forecast.one_vote import DRAWS, Forecast, forecast_vote
from winset.votes.forecast.prior import SIZES, Sizes, model_name
from winset.votes.quota import has_carried
from winset.votes.readers.covariates import Covariates
from winset.votes.records import VoteTable
from winset.votes.scoring import (
    calibration,
    continuous_ranked_score,
    paired,
    score_members,
)

Floats = NDArray[np.float64]
COVERS: Final = (0.5, 0.8, 0.9)


def backtest(
    table: VoteTable,
    *,
    chamber: str | None = None,
    start: dt.date | None = None,
    end: dt.date | None = None,
    seed: int = 0,
    draws: int = DRAWS,
    nominate: bool = False,
    covariates: Covariates | None = None,
    sizes: Sizes = SIZES,
    progress: Callable[[int, int, str], None] | None = None,
) -> Backtest:
    """Forecast every vote from the votes dated before it and score the forecasts.

    Parameters
    ----------
    table
        All votes. Votes of the other chamber inform a forecast too.
    chamber
        Only votes of this chamber are scored.
    start, end
        First and last day of the votes that are scored. Earlier ones are only learned from.
    seed, draws
        Of the tallies.
    nominate
        Score a second run with NOMINATE scores beside; they contain later votes.
    covariates
        Score a second run with these numbers of members or districts beside.
    sizes
        Prior sizes of the model.
    progress
        Called before each vote: how many are forecast, of how many, and its key.

    Returns
    -------
    Backtest
        The document of ``winset votes backtest``.

    Raises
    ------
    InputError
        If no vote is left to score.
    """
    columns = _scored(table, chamber, start, end)
    rows: list[dict[str, Any]] = []
    stated: list[Floats] = []
    happened: list[NDArray[np.bool_]] = []
    tallies: list[tuple[Floats, int]] = []
    for done, column in enumerate(columns):
        call = table.roll_calls[column]
        if progress is not None:
            progress(done, len(columns), call.key)
        found = forecast_vote(table, call.key, seed=seed, draws=draws, sizes=sizes)
        row, chances, outcomes = _row(table, column, found)
        rows.append(row)
        stated.append(chances)
        happened.append(outcomes)
        tallies.append((found.tallies[:, 0].astype(float), row["actual"]))
    chances, outcomes = np.concatenate(stated), np.concatenate(happened)
    add_baselines(table, columns, rows)
    document: dict[str, Any] = {
        "seed": seed,
        "draws": draws,
        "model": model_name(sizes),
        "chamber": chamber,
        "from": start.isoformat() if start else None,
        "roll_calls": rows,
        "overall": _overall(rows),
        "baselines": baseline_scores(rows),
        "passage": passage_scores(table, columns, rows),
        "groups": _groups(rows),
        "calibration": {
            "bins": calibration(chances, outcomes),
            "members": int(outcomes.size),
            "coverage": _coverage(tallies),
        },
        "notes": list(table.notes),
    }
    if nominate:
        scores = nominate_scores(table)
        told = [_told(table, column, scores, sizes, seed, draws) for column in columns]
        document["nominate"] = {"leak": NOMINATE_LEAK, "overall": _overall(told)}
    if covariates is not None:
        told = []
        for column in columns:
            values = covariates.of(known_before(table, table.roll_calls[column].key))
            told.append(_told(table, column, values, sizes, seed, draws))
        document["covariates"] = {
            "names": list(covariates.names),
            "overall": _overall(told),
            "difference": difference_of(told, rows),
        }
    return Backtest.model_validate(document)


def _told(
    table: VoteTable,
    column: int,
    covariates: Mapping[str, Mapping[str, float]],
    sizes: Sizes,
    seed: int,
    draws: int,
) -> dict[str, Any]:
    """Scores of one vote when the forecast is given more numbers of members."""
    key = table.roll_calls[column].key
    found = forecast_vote(table, key, covariates=covariates, sizes=sizes, seed=seed, draws=draws)
    return _row(table, column, found)[0]


def difference_of(
    rows: list[dict[str, Any]], others: list[dict[str, Any]]
) -> dict[str, dict[str, float | int | None]]:
    """Paired differences of two runs over the same votes, the first minus the second.

    Parameters
    ----------
    rows, others
        ``roll_calls`` of two documents, in the same order.

    Returns
    -------
    dict
        By score (accuracy, brier, log_score, crps, tally_error): mean and 95 % interval over votes.
    """
    scores = ("accuracy", "brier", "log_score", "crps")
    found = {
        name: paired(np.array([a[name] - b[name] for a, b in zip(rows, others, strict=True)]))
        for name in scores
    }
    misses = [[abs(r["predicted"] - r["actual"]) for r in run] for run in (rows, others)]
    found["tally_error"] = paired(np.array(misses[0]) - np.array(misses[1]))
    return found


def _scored(
    table: VoteTable, chamber: str | None, start: dt.date | None, end: dt.date | None
) -> list[int]:
    names = sorted({call.chamber for call in table.roll_calls})
    if chamber is not None and chamber not in names:
        raise InputError(
            f"there is no vote of the chamber `{chamber}`", f"one of {', '.join(names)}"
        )
    held = (table.casts != 0).any(axis=0)
    columns = [
        i
        for i, call in enumerate(table.roll_calls)
        if held[i]
        and (chamber is None or call.chamber == chamber)
        and (start is None or call.date >= start)
        and (end is None or call.date <= end)
    ]
    if not columns:
        raise InputError("no vote is left to score", "another chamber or an earlier --from date")
    return columns


def _row(
    table: VoteTable, column: int, found: Forecast
) -> tuple[dict[str, Any], Floats, NDArray[np.bool_]]:
    call = table.roll_calls[column]
    at = {member.id: i for i, member in enumerate(table.members)}
    casts = table.casts[[at[member.id] for member in found.members], column]
    voted = casts != 0
    outcomes = casts[voted] > 0
    chances = found.yea[voted]
    scores = score_members(chances, outcomes)
    low, high = found.interval()
    yeas, nays = table.tally(column)
    row = {
        "id": call.key,
        "title": call.title,
        "date": call.date.isoformat(),
        "chamber": call.chamber,
        "kind": call.kind,
        "stage": call.stage,
        "liberalising": call.liberalising,
        "actual": yeas,
        "actual_nay": nays,
        "predicted": found.expected,
        "low": low,
        "high": high,
        "needed": found.needed,
        "passage_probability": found.passage_probability,
        "accuracy": scores.accuracy,
        "brier": scores.brier,
        "log_score": scores.log_score,
        "proportional_reduction_in_error": scores.proportional_reduction_in_error,
        "crps": continuous_ranked_score(found.tallies[:, 0].astype(float), yeas),
        "tie_breaker": call.tie_breaker,
        "carried": has_carried(call, yeas, nays, len(found.members)),
    }
    return row, chances, outcomes


def _mean(rows: list[dict[str, Any]], name: str) -> float | None:
    values = [row[name] for row in rows if row[name] is not None]
    return float(np.mean(values)) if values else None


def _overall(rows: list[dict[str, Any]]) -> dict[str, Any]:
    names = ("accuracy", "brier", "log_score", "proportional_reduction_in_error", "crps")
    return {
        "votes": len(rows),
        **{name: _mean(rows, name) for name in names},
        "tally_error": float(np.mean([abs(r["predicted"] - r["actual"]) for r in rows])),
        "passage_brier": float(
            np.mean([(r["passage_probability"] - r["carried"]) ** 2 for r in rows])
        ),
        "width_90": float(np.mean([r["high"] - r["low"] for r in rows])),
    }


def _groups(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Scores by chamber, by kind and by stage, the largest group of each first."""
    found = []
    for by in ("chamber", "kind", "stage"):
        names = Counter(row[by] for row in rows)
        for name, _ in sorted(names.items(), key=lambda pair: (-pair[1], pair[0])):
            here = [row for row in rows if row[by] == name]
            held = float(np.mean([row["low"] <= row["actual"] <= row["high"] for row in here]))
            found.append({"by": by, "name": name, **_overall(here), "held_90": held})
    return found


def _coverage(tallies: list[tuple[Floats, int]]) -> list[dict[str, float | int]]:
    from scipy.stats import binom

    found: list[dict[str, float | int]] = []
    for cover in COVERS:
        tail = 50 * (1 - cover)
        inside, widths = 0, []
        for draws, actual in tallies:
            low, high = np.percentile(draws, [tail, 100 - tail], method="inverted_cdf")
            inside += int(low <= actual <= high)
            widths.append(high - low)
        n = len(tallies)
        found.append(
            {
                "interval": cover,
                "inside": inside,
                "votes": n,
                "share": inside / n,
                "band_low": float(binom.ppf(0.025, n, cover)) / n,
                "band_high": float(binom.ppf(0.975, n, cover)) / n,
                "mean_width": float(np.mean(widths)),
            }
        )
    return found
