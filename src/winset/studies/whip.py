"""Whip count: how far from the quota, who is persuadable, at what price, how sure."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import numpy as np

from winset.studies.persuadable import ranked
from winset.votes.covariates import Covariates
from winset.votes.declared import is_firm
from winset.votes.forecast import DRAWS, Forecast, forecast_vote
from winset.votes.known import known_before
from winset.votes.nominate import NOMINATE_LEAK, nominate_scores
from winset.votes.prior import SIZES, Sizes, model_name
from winset.votes.records import VoteTable
from winset.votes.voters import list_told

__all__ = ["SURPLUS_PER_UNIT", "whip_count"]

SCHEMA: Final = "winset/votes-whip/1"
SURPLUS_PER_UNIT: Final = 0.15 / float(
    np.sqrt(SIZES.member**2 + SIZES.member_group**2 + SIZES.member_kind**2)
)
"""Member-moves a unit of the probit: the lasting spread of members in a party is 0.15 of surplus
(docs/explanation/shock-sizes.md) and the root of the member variances here."""


def whip_count(
    table: VoteTable,
    key: str,
    *,
    as_of: dt.date | None = None,
    declared: dict[str, tuple[float, float]] | None = None,
    seed: int = 0,
    draws: int = DRAWS,
    nominate: bool = False,
    covariates: Covariates | None = None,
    sizes: Sizes = SIZES,
) -> dict[str, Any]:
    """Count a vote that has not been held, from what was known before a day.

    Parameters
    ----------
    table
        All votes, the one to count among them.
    key
        The vote to count.
    as_of
        Only votes dated strictly before this day are used; default the day of the vote.
    declared
        From `winset.votes.declared.read_declared`.
    seed, draws
        Of the tally.
    nominate
        Forecast a second time with the file's NOMINATE scores and report that beside: those scores
        contain later votes, so it has seen the future.
    covariates
        Numbers of members or districts that the forecast uses.
    sizes
        Prior sizes of the model.

    Returns
    -------
    dict
        The document of ``winset votes whip --json``.

    Raises
    ------
    InputError
        If the vote is unknown or nobody is known to vote.
    """
    known = None if covariates is None else covariates.of(known_before(table, key, as_of))
    found = forecast_vote(
        table, key, as_of=as_of, declared=declared, seed=seed, draws=draws,
        covariates=known, sizes=sizes,
    )  # fmt: skip
    decided = {name for name, position in (declared or {}).items() if is_firm(position)}
    call = found.roll_call
    low, high = found.interval()
    order = sorted(range(len(found.members)), key=lambda i: found.members[i].id)
    document = {
        "schema": SCHEMA,
        "seed": seed,
        "draws": draws,
        "model": model_name(sizes),
        "roll_call": {
            "id": call.key,
            "title": call.title,
            "date": call.date.isoformat(),
            "chamber": call.chamber,
            "kind": call.kind,
            "stage": call.stage,
            "requires": call.requires,
            "liberalising": call.liberalising,
            "president_side": call.president_side,
            "tie_breaker": call.tie_breaker,
        },
        "as_of": (min(as_of, call.date) if as_of else call.date).isoformat(),
        "needed": found.needed,
        "expected": found.expected,
        "low": low,
        "high": high,
        "passage_probability": found.passage_probability,
        "liberalising_side_prevails": _prevails(found),
        "members_voting": float(found.present.sum()),
        "declared": len(declared or {}),
        "members": [_member(found, i) for i in order],
        "persuadables": ranked(
            _member(found, i) for i in order if found.members[i].id not in decided
        ),
        "distribution": _distribution(found),
        "shock_multiples": [
            {"bill": bill, "swing": swing, "weight": weight}
            for (bill, swing), weight in sorted(found.scale_weights.items())
        ],
        "voters": list_told(table, key, as_of),
        "used": list(found.used),
        "covariates": list(covariates.names) if covariates else [],
        "assumptions": list(_ASSUMPTIONS),
    }
    if nominate:
        told = forecast_vote(
            table, key, as_of=as_of, declared=declared, seed=seed, draws=draws,
            covariates={**(known or {}), **nominate_scores(table)}, sizes=sizes,
        )  # fmt: skip
        document["nominate"] = {
            "leak": NOMINATE_LEAK,
            "expected": told.expected,
            "low": told.interval()[0],
            "high": told.interval()[1],
            "passage_probability": told.passage_probability,
        }
    return document


_ASSUMPTIONS: Final = (
    "only roll calls dated before the day are used; NOMINATE scores, which contain later votes, "
    "are not",
    "p_yes is the probability of a Yea given that the member votes; p_votes that it votes; "
    "expected, low and high count Yeas with absences",
    "needed is the number of Yeas if every member listed votes; passage is judged on those voting "
    "in each draw, a tie fails",
    "price is in member-moves at par (willingness 1): expected push that brings the member to Yea, "
    "one unit of the probit worth 0.15 / root of the lasting member variance",
    "a declared position is believed 32 to 1, a leaning one 4 to 1",
    "tested on 27 House votes of 1994 to 2004: p_yes was nearer to what members did than any "
    "forecast by hand, the tally no nearer than the last result with the errors of such forecasts",
)


def _prevails(found: Forecast) -> float:
    passes = found.passage_probability
    return passes if found.roll_call.orientation > 0 else 1.0 - passes


def _member(found: Forecast, i: int) -> dict[str, Any]:
    member = found.members[i]
    return {
        "id": member.id,
        "name": member.name,
        "party": member.party,
        "state": member.state,
        "district": member.district,
        "p_yes": float(found.yea[i]),
        "p_votes": float(found.present[i]),
        "p_pivotal": float(found.pivot[i]),
        "price": float(found.distance[i]) * SURPLUS_PER_UNIT,
    }


def _distribution(found: Forecast) -> list[dict[str, float | int]]:
    counts, times = np.unique(found.tallies[:, 0], return_counts=True)
    total = int(times.sum())
    return [
        {"yeas": int(count), "share": int(n) / total}
        for count, n in zip(counts, times, strict=True)
    ]
