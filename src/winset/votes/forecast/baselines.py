"""Forecasts that any reader can make by hand, to set beside the model's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from winset.votes.forecast.procedures import usual_levels
from winset.votes.records import VoteTable

Floats = NDArray[np.float64]


_RIDGE = 1e-3
_STEPS = 25


def uniform(known: VoteTable) -> Floats:
    """One half for everybody."""
    return np.full(int(known.listed[:, -1].sum()), 0.5)


def majority(known: VoteTable) -> Floats:
    """Everybody with the majority of the chamber's last vote of the kind, as sure as it was big."""
    voters = int(known.listed[:, -1].sum())
    last = _last(known, kind=True)
    if last is None:
        return np.full(voters, 0.5)
    sides = known.sides[:, last]
    return np.full(voters, (np.sum(sides > 0) + 1.0) / (np.sum(sides != 0) + 2.0))


def nominate_logit(known: VoteTable) -> Floats:
    """Logit of the side on both NOMINATE dimensions, from the chamber's earlier votes of the kind.

    Without one, from all earlier votes of the chamber, else of both. The scores are estimated from
    whole careers, later votes included: a forecast by hand that has seen the future.

    Raises
    ------
    ValueError
        If the table came without scores.
    """
    if known.scores is None:
        raise ValueError("no NOMINATE scores")
    voters = np.flatnonzero(known.listed[:, -1])
    target, calls = known.roll_calls[-1], known.roll_calls[:-1]
    same = np.array([c.chamber == target.chamber for c in calls], dtype=bool)
    alike = same & np.array([c.kind == target.kind for c in calls], dtype=bool)
    used = np.flatnonzero(alike if alike.any() else same if same.any() else ~same)
    if not used.size:
        return np.full(voters.size, 0.5)
    sides, scores = known.sides[:, used], known.scores[:, used]
    told = (sides != 0) & ~np.isnan(scores).any(axis=2)
    if not told.any():
        return np.full(voters.size, 0.5)
    weights = _logit(scores[told], (sides[told] > 0).astype(float))
    return _logistic(_with_one(_last_scores(known.scores, voters)) @ weights)


def _last_scores(scores: Floats, voters: NDArray[np.intp]) -> Floats:
    """Scores of the voters as last seen; 0 where there are none."""
    found = np.zeros((voters.size, 2))
    for place, row in enumerate(voters):
        seen = scores[row][~np.isnan(scores[row]).any(axis=1)]
        if seen.size:
            found[place] = seen[-1]
    return found


def _with_one(scores: Floats) -> Floats:
    return np.hstack([np.ones((len(scores), 1)), scores])


def _logistic(support: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(support, -30.0, 30.0))))


def _logit(scores: Floats, outcomes: Floats) -> Floats:
    """Weights of a logit by Newton's method, drawn a trifle to zero so that they exist."""
    design = _with_one(scores)
    weights = np.zeros(design.shape[1])
    pull = _RIDGE * np.eye(weights.size)
    for _ in range(_STEPS):
        chance = _logistic(design @ weights)
        slope = design.T @ (outcomes - chance) - pull @ weights
        curve = (design * (chance * (1.0 - chance))[:, None]).T @ design + pull
        weights = weights + np.linalg.solve(curve, slope)
    return np.asarray(weights)


def _party_shares(known: VoteTable, column: int | None) -> Floats:
    """Liberalising share of each voter's party on a vote, with one vote added to each side."""
    voters = np.flatnonzero(known.listed[:, -1])
    if column is None:
        return np.full(voters.size, 0.5)
    sides = known.sides[:, column]
    party = known.party[:, column]
    everyone = (np.sum(sides > 0) + 1.0) / (np.sum(sides != 0) + 2.0)
    shares = []
    for index in range(len(known.party_names)):
        here = sides[party == index]
        cast = int((here != 0).sum())
        shares.append((np.sum(here > 0) + 2.0 * everyone) / (cast + 2.0))
    return np.asarray(np.array(shares)[known.party[voters, -1]])


def _last(known: VoteTable, *, kind: bool) -> int | None:
    target = known.roll_calls[-1]
    calls = list(enumerate(known.roll_calls[:-1]))[::-1]
    near = [
        i for i, c in calls if c.chamber == target.chamber and (c.kind == target.kind or not kind)
    ]
    if near:
        return near[0]
    return _last(known, kind=False) if kind else (calls[0][0] if calls else None)


def procedure(known: VoteTable) -> Floats:
    """The usual share of the voter's party under the vote's procedure, by the table of procedures.

    The party with most members counts as the majority. In other chambers than the House and the
    Senate one half.
    """
    voters = np.flatnonzero(known.listed[:, -1])
    call = known.roll_calls[-1]
    found = usual_levels(call)
    if found is None:
        return np.full(voters.size, 0.5)
    party = known.party[voters, -1]
    largest = np.bincount(party, minlength=len(known.party_names)).argmax()
    yea = ndtr(np.where(party == largest, found[0], found[1]))
    return np.asarray(yea if call.orientation > 0 else 1.0 - yea)


def party_share(known: VoteTable) -> Floats:
    """Share of the voter's party on the chamber's last vote of the same kind (else: last vote)."""
    return _party_shares(known, _last(known, kind=True))


def party_majority(known: VoteTable) -> Floats:
    """The side of the party's majority on all earlier votes together, 0.9 sure."""
    voters = np.flatnonzero(known.listed[:, -1])
    sides, party = known.sides[:, :-1], known.party[:, :-1]
    balance = np.array(
        [sides[party == i].sum(dtype=int) for i in range(len(known.party_names))], dtype=float
    )
    return np.asarray(0.5 + 0.4 * np.sign(balance[known.party[voters, -1]]))


def last_own_vote(known: VoteTable) -> Floats:
    """The side of the member's last trade vote, as sure as such repeats were; else its party's."""
    return _own(known, same_kind=False)


def last_similar_vote(known: VoteTable) -> Floats:
    """The side of the member's own last vote of this kind, as sure as such repeats were."""
    return _own(known, same_kind=True)


def _own(known: VoteTable, *, same_kind: bool) -> Floats:
    voters = np.flatnonzero(known.listed[:, -1])
    sides = known.sides[:, :-1].astype(int)
    kinds = [call.kind for call in known.roll_calls]
    wanted = np.array([not same_kind or kind == kinds[-1] for kind in kinds[:-1]], dtype=bool)
    repeats = _repeat_share(sides, kinds[:-1], same_kind=same_kind)
    chances = party_share(known)
    for place, row in enumerate(voters):
        cast = np.flatnonzero((sides[row] != 0) & wanted)
        if cast.size:
            chances[place] = repeats if sides[row, cast[-1]] > 0 else 1.0 - repeats
    return chances


def _repeat_share(sides: NDArray[np.int_], kinds: list[str], *, same_kind: bool) -> float:
    same = total = 0
    for row in sides:
        last: dict[str, int] = {}
        for at in np.flatnonzero(row):
            label = kinds[at] if same_kind else ""
            if label in last:
                total += 1
                same += int(last[label] == row[at])
            last[label] = int(row[at])
    return (same + 8.0) / (total + 10.0)


BASELINES: Final[dict[str, Callable[[VoteTable], Floats]]] = {
    "uniform": uniform,
    "majority": majority,
    "procedure": procedure,
    "party_majority": party_majority,
    "party_share": party_share,
    "last_own_vote": last_own_vote,
    "last_similar_vote": last_similar_vote,
}
"""Each gives the probability of the liberalising side for the voters of the last column."""


def baselines_for(table: VoteTable) -> dict[str, Callable[[VoteTable], Floats]]:
    """Baselines that a table allows: with NOMINATE scores also their logit.

    Parameters
    ----------
    table
        All votes.
    """
    if table.scores is None or np.isnan(table.scores).all():
        return dict(BASELINES)
    return {**BASELINES, "nominate_logit": nominate_logit}
