"""Whip count: how far from the quota, who is persuadable, at what price, how sure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any, Final

import numpy as np

from winset.foundation.errors import InputError
from winset.reports.roll_calls.whip_report import MOST_SHOWN, WhipCount, said_of
from winset.votes.forecast.known import known_before
from winset.votes.forecast.nominate import NOMINATE_LEAK, nominate_scores
from winset.votes.forecast.one_vote import DRAWS, Forecast, forecast_vote
from winset.votes.forecast.prior import SIZES, Sizes, model_name
from winset.votes.forecast.words import words_of
from winset.votes.quota import needed_yeas
from winset.votes.readers.covariates import Covariates
from winset.votes.readers.declared import is_firm
from winset.votes.readers.voters import list_told
from winset.votes.records import VoteTable

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
) -> WhipCount:
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
        From `winset.votes.readers.declared.read_declared`.
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
    WhipCount
        The document of ``winset votes whip``.

    Raises
    ------
    InputError
        If the vote is unknown, nobody is known to vote, or no voter has a value of a covariate.
    """
    known = None if covariates is None else _numbers_of(covariates, table, key, as_of)
    found = forecast_vote(
        table, key, as_of=as_of, declared=declared, seed=seed, draws=draws,
        covariates=known, sizes=sizes,
    )  # fmt: skip
    decided = {name for name, position in (declared or {}).items() if is_firm(position)}
    call = found.roll_call
    low, high = found.interval()
    order = sorted(range(len(found.members)), key=lambda i: found.members[i].id)
    rows = _persuadables(found, order, decided)
    document: dict[str, Any] = {
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
        "one_sided": found.one_sided,
        "margin": _margin(found),
        "parties": _parties(found),
        "caution": _caution(found, len(declared or {})),
        "ranking": said_of(rows),
        "members_voting": float(found.present.sum()),
        "declared": len(declared or {}),
        "members": [_member(found, i) for i in order],
        "persuadables": rows,
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
    return WhipCount.model_validate(document)


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
    "a vote may be one-sided (one_sided), and what leaders bring to a vote is likelier to carry "
    "than the members' record says",
    "tested on 28 votes of 2005 to 2010, scored once: 76 % of members called right (House 79 %, "
    "Senate 71 %), 24 tallies inside the 90 % interval (House 17 of 19, Senate 7 of 9); p_yes was "
    "nearer to what members did than any forecast by hand, in the Senate no nearer than the "
    "members' own last similar vote; the tally no nearer than the usual share of the parties under "
    "the procedure",
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


def _persuadables(found: Forecast, order: list[int], decided: set[str]) -> list[dict[str, Any]]:
    """Members whose word would change the chance of passage most, with the groups of equals."""
    words = words_of(found.votes, found.carried)
    errors = words.error()
    known = [
        i for i in order if found.members[i].id not in decided and not np.isnan(words.change[i])
    ]
    known.sort(key=lambda i: (-words.change[i], found.members[i].id))
    groups = words.groups(np.array(known[:MOST_SHOWN], dtype=np.intp))
    rows = []
    for rank, (i, group) in enumerate(zip(known, groups, strict=False), start=1):
        member = _member(found, i)
        del member["p_votes"]
        rows.append(
            {
                "rank": rank,
                **member,
                "if_yea": float(words.if_yea[i]),
                "if_nay": float(words.if_nay[i]),
                "word": float(words.change[i]),
                "word_error": float(errors[i]),
                "group": group,
            }
        )
    return rows


def _numbers_of(
    covariates: Covariates, table: VoteTable, key: str, as_of: dt.date | None
) -> dict[str, dict[str, float]]:
    """Covariates of the members; refuses one that no voter has."""
    known = known_before(table, key, as_of)
    found = covariates.of(known)
    voters = [m.id for m, votes in zip(known.members, known.listed[:, -1], strict=True) if votes]
    for name, values in found.items():
        if not values.keys() & set(voters):
            right = f"ids as in the votes, such as {voters[0]}, or state and district"
            raise InputError(f"--covariates: no member who may vote has a value of {name}", right)
    return found


def _margin(found: Forecast) -> dict[str, float]:
    """Yeas less the Yeas needed among those voting, over the draws."""
    call, seats = found.roll_call, len(found.members)
    voting = found.tallies.sum(axis=1)
    rule = (call.requires, call.chamber, seats)
    needed = {n: needed_yeas(*rule, int(n), call.tie_breaker) for n in np.unique(voting)}
    over = found.tallies[:, 0] - np.array([needed[n] for n in voting])
    low, high = np.percentile(over, [5.0, 95.0], method="inverted_cdf")
    return {"expected": float(over.mean()), "low": float(low), "high": float(high)}


def _parties(found: Forecast) -> list[dict[str, Any]]:
    """Expected Yeas of each party, the largest first."""
    names = np.array([member.party for member in found.members])
    sizes = Counter(names.tolist())
    rows = []
    for name, members in sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0])):
        here = names == name
        yeas = (found.votes[:, here] > 0).sum(axis=1)
        low, high = np.percentile(yeas, [5.0, 95.0], method="inverted_cdf")
        expected = float(found.yea[here] @ found.present[here])
        rows.append(
            {"party": name, "members": members, "expected": expected, "low": float(low),
             "high": float(high)}
        )  # fmt: skip
    return rows


def _caution(found: Forecast, declared: int) -> str:
    """Say what the width of the interval means, in a sentence."""
    low, high = found.interval()
    wide = f"The interval is {high - low:.0f} votes wide"
    if declared:
        return f"{wide}: it rests on {declared} declared members, who may not speak for the others."
    return (
        f"{wide} because how far each party will swing is known only on the day; who is likelier "
        "than whom is known much better than how many."
    )


def _distribution(found: Forecast) -> list[dict[str, float | int]]:
    counts, times = np.unique(found.tallies[:, 0], return_counts=True)
    total = int(times.sum())
    return [
        {"yeas": int(count), "share": int(n) / total}
        for count, n in zip(counts, times, strict=True)
    ]
