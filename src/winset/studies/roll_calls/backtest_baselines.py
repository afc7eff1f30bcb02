"""Forecasts by hand beside the forecast of a back-test: the same scores, on the same votes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.votes.forecast.past_errors import HandForecasts
from winset.votes.forecast.procedures import procedure_of
from winset.votes.records import RollCall, VoteTable
from winset.votes.scoring import continuous_ranked_score, paired, score_members

_MARKS = ("accuracy", "brier", "log_score")


def add_baselines(table: VoteTable, columns: list[int], rows: list[dict[str, Any]]) -> None:
    """Add to each scored vote what the forecasts by hand said of it.

    Parameters
    ----------
    table
        All votes.
    columns
        The scored votes.
    rows
        ``roll_calls`` of the document; each gets ``baselines``.
    """
    by_hand = HandForecasts(table)
    for column, row in zip(columns, rows, strict=True):
        casts = table.casts[table.listed[:, column], column]
        outcomes = casts[casts != 0] > 0
        row["baselines"] = {}
        for name in by_hand.names:
            said = by_hand.tally(name, column)
            mark = score_members(said.yea, outcomes)
            spread = said.tallies.size > 0
            row["baselines"][name] = {
                "accuracy": mark.accuracy,
                "brier": mark.brier,
                "log_score": mark.log_score,
                "predicted": said.expected,
                "crps_with_past_errors": (
                    continuous_ranked_score(said.tallies, row["actual"]) if spread else None
                ),
                "passage_probability": said.passage if spread else None,
            }


def baseline_scores(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Scores of each forecast by hand over the votes, and the paired difference to the model.

    Parameters
    ----------
    rows
        ``roll_calls`` of the document, with ``baselines``.

    Returns
    -------
    dict
        By name: means; ``difference`` is the model minus it. ``crps`` takes the forecast by hand as
        one number, whose score is its absolute error; ``crps_with_past_errors`` and
        ``passage_brier`` give it the spread of its own errors on the chamber's earlier votes, and
        leave out votes with fewer than three of them.
    """
    return {name: _scores(rows, name) for name in rows[0]["baselines"]}


def _scores(rows: list[dict[str, Any]], name: str) -> dict[str, Any]:
    pairs = [(row, row["baselines"][name]) for row in rows]
    entry: dict[str, Any] = {
        mark: float(np.mean([each[mark] for _, each in pairs])) for mark in _MARKS
    }
    misses = [abs(each["predicted"] - row["actual"]) for row, each in pairs]
    entry["tally_error"] = float(np.mean(misses))
    told = [(row, each) for row, each in pairs if each["passage_probability"] is not None]
    crps = [each["crps_with_past_errors"] for _, each in told]
    passage = [(each["passage_probability"] - row["carried"]) ** 2 for row, each in told]
    entry["crps_with_past_errors"] = float(np.mean(crps)) if told else None
    entry["passage_brier"] = float(np.mean(passage)) if told else None
    own = [(row["passage_probability"] - row["carried"]) ** 2 for row, _ in told]
    entry["difference"] = {
        **{m: paired(np.array([row[m] - each[m] for row, each in pairs])) for m in _MARKS},
        # A forecast of one number has its absolute error as CRPS.
        "crps": paired(
            np.array([row["crps"] - miss for (row, _), miss in zip(pairs, misses, strict=True)])
        ),
        "crps_with_past_errors": paired(
            np.array([row["crps"] for row, _ in told]) - np.array(crps, dtype=float)
        ),
        "passage_brier": paired(np.array(own) - np.array(passage, dtype=float)),
    }
    return entry


CONSTANT = 0.9
"""A constant chance that a motion carries."""


def passage_scores(table: VoteTable, columns: list[int], rows: list[dict[str, Any]]) -> list[Any]:
    """Score the chance that the motion carries beside simple rules, each with its interval.

    Parameters
    ----------
    table
        All votes.
    columns
        The scored votes.
    rows
        ``roll_calls`` of the document, with ``baselines``.

    Returns
    -------
    list of dict
        ``forecast``, Brier and log score, share called right, with the 95 % interval of the Brier
        score, and the model's Brier score minus this one's, paired by vote. ``constant`` says 0.9
        of every vote, ``procedure`` how often contested and one-sided votes of the procedure carry,
        ``last similar vote`` the outcome that the members' own last votes of the kind give, with
        the errors it made before; it leaves out votes with fewer than three of those.
    """
    carried = np.array([row["carried"] for row in rows], dtype=float)
    own = np.array([row["passage_probability"] for row in rows])
    similar = [row["baselines"]["last_similar_vote"]["passage_probability"] for row in rows]
    said = {
        "the model": own,
        "constant": np.full(len(rows), CONSTANT),
        "procedure": np.array([_usual(table.roll_calls[column]) for column in columns]),
        "last similar vote": np.array([np.nan if p is None else p for p in similar]),
    }
    found = []
    for name, chances in said.items():
        here = ~np.isnan(chances)
        p, happened = np.clip(chances[here], 0.005, 0.995), carried[here]
        brier = (p - happened) ** 2
        found.append(
            {
                "forecast": name,
                "votes": int(here.sum()),
                "brier": paired(brier),
                "log_score": _mean(np.log(np.where(happened > 0, p, 1 - p))),
                "right": _mean((p > 0.5) == (happened > 0)),
                "difference": paired((np.clip(own[here], 0.005, 0.995) - happened) ** 2 - brier),
            }
        )
    return found


def _mean(values: NDArray[Any]) -> float | None:
    return float(values.mean()) if values.size else None


def _usual(call: RollCall) -> float:
    """Chance that a motion carries, by its procedure alone."""
    usual = procedure_of(call)
    return usual.one_sided + (1.0 - usual.one_sided) * usual.carries
