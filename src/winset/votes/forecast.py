"""Forecast of one vote from what was recorded before a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from winset.foundation.errors import InputError
from winset.foundation.randomness import generator
from winset.votes.attendance import Attendance, attendance_of
from winset.votes.prior import SIZES, Design, Sizes, design_of, member_kernel, party_kernel
from winset.votes.propagation import (
    Observations,
    Posterior,
    fit,
    log_evidence,
    shared_posterior,
    site_weights,
)
from winset.votes.quota import needed_yeas, passes
from winset.votes.records import Member, RollCall, VoteTable

__all__ = ["DRAWS", "Forecast", "forecast_vote", "known_before"]

Floats = NDArray[np.float64]

DRAWS = 4000
"""Draws of the tally."""

SCALES: tuple[tuple[float, float], ...] = tuple(
    (bill, swing) for bill in (0.5, 1.0, 1.6) for swing in (0.5, 0.75, 1.0, 1.4, 2.0)
)
"""Multiples of the bill shock and party swing that the earlier votes weigh against each other."""


@dataclass(frozen=True, eq=False)
class Forecast:
    """Forecast of one roll call.

    Parameters
    ----------
    roll_call
        What is forecast.
    members
        Who may vote, in the order of all arrays.
    yea : array (n_members,)
        Probability that the member votes Yea, given that it votes.
    present : array (n_members,)
        Probability that the member votes at all.
    tallies : array (n_draws, 2)
        Yeas and nays of each draw.
    carried : array (n_draws,)
        Whether the motion carries in the draw.
    pivot : array (n_members,)
        Probability that the member holds the seat on which the outcome turns.
    distance : array (n_members,)
        Expected push, in units of the probit, that would bring the member to Yea.
    scale_weights
        What the earlier votes say about the size of shocks, by (bill, swing) multiple.
    used
        Keys of the votes it rests on.
    """

    roll_call: RollCall
    members: tuple[Member, ...]
    yea: Floats
    present: Floats
    tallies: NDArray[np.int64]
    carried: NDArray[np.bool_]
    pivot: Floats
    distance: Floats
    scale_weights: dict[tuple[float, float], float]
    used: tuple[str, ...]
    needed: int

    @property
    def expected(self) -> float:
        """Expected number of Yeas: the members' probabilities added up."""
        return float(self.yea @ self.present)

    @property
    def passage_probability(self) -> float:
        """Share of the draws in which the motion carries."""
        return float(self.carried.mean())

    def interval(self, cover: float = 0.9) -> tuple[float, float]:
        """Interval of the Yeas with equal tails.

        Parameters
        ----------
        cover
            Probability inside, 0..1; 0.9 runs from the 5th to the 95th percentile.
        """
        tail = 50.0 * (1.0 - cover)
        low, high = np.percentile(self.tallies[:, 0], [tail, 100.0 - tail])
        return float(low), float(high)


def known_before(table: VoteTable, key: str, as_of: dt.date | None = None) -> VoteTable:
    """Return what was known of a vote the day before: earlier votes, and the vote without its casts.

    Parameters
    ----------
    table
        All votes.
    key
        The vote to forecast; it becomes the last column.
    as_of
        Only votes dated strictly before this day are kept, and only those before the vote itself.
        Default: the day of the vote.

    Returns
    -------
    VoteTable
        Built from nothing later. Where the vote lists no members, those of the last earlier roll
        call of its chamber are taken.

    Raises
    ------
    InputError
        If no member of the chamber is known before that day.
    """
    target = table.column(key)
    call = table.roll_calls[target]
    day = call.date if as_of is None else min(as_of, call.date)
    early = [i for i, other in enumerate(table.roll_calls) if other.date < day]
    known = table.select([*early, target])
    listed, party, record = known.listed.copy(), known.party.copy(), known.record.copy()
    if not listed[:, -1].any():
        last = [i for i in range(len(early)) if known.roll_calls[i].chamber == call.chamber]
        if not last:
            raise InputError(
                f"{key}: no members are known for the {call.chamber} before {day}",
                "list them with the vote, or name a later day",
            )
        for array in (listed, party, record):
            array[:, -1] = array[:, last[-1]]
    casts = known.casts.copy()
    casts[:, -1] = 0
    scores = None if known.scores is None else known.scores
    blank = replace(call, yea=None, nay=None, present=None, not_voting=None, result="")
    return replace(
        known,
        roll_calls=(*known.roll_calls[:-1], blank),
        casts=casts,
        listed=listed,
        party=party,
        record=record,
        scores=scores,
        notes=(),
    ).trimmed()


def forecast_vote(
    table: VoteTable,
    key: str,
    *,
    as_of: dt.date | None = None,
    declared: Mapping[str, tuple[float, float]] | None = None,
    covariates: Mapping[str, Mapping[str, float]] | None = None,
    sizes: Sizes = SIZES,
    draws: int = DRAWS,
    seed: int = 0,
) -> Forecast:
    """Forecast a vote: each member's probability and the distribution of the tally.

    Parameters
    ----------
    table
        Roll calls with a liberalising side each; later ones are left aside.
    key
        The vote to forecast, held or still to come.
    as_of
        See `known_before`.
    declared
        By member id: +1 for a declared Yea or -1 for a Nay, and the chance that the word says
        nothing (see `winset.votes.declared`).
    covariates
        Numbers known of members before the day, by name and member id: import exposure of the
        district, an ideal point from earlier roll calls.
    sizes
        Prior sizes.
    draws
        Draws of the tally.
    seed
        Seed of the draws.

    Returns
    -------
    Forecast

    Raises
    ------
    InputError
        If the vote is unknown, nobody is known to vote, or a declared member is not among them.

    Notes
    -----
    The model is described in ``docs/explanation/forecast.md``. Approximate: expectation
    propagation for the members, a grid for the size of the shocks, Monte Carlo for the tally.
    """
    known = known_before(table, key, as_of)
    design = design_of(known)
    call = known.roll_calls[-1]
    by_member, doubt = member_columns(known, sizes, covariates or {})
    observed = _observations(known, design, sizes, declared or {}, by_member)
    voters = np.flatnonzero(known.listed[:, -1])
    posterior = fit(observed, *_prior(design, sizes, doubt))
    mixture = _mixture(design, sizes, doubt, posterior)
    line = _line(observed, posterior, voters)
    yea = _chances(line, mixture) if call.orientation > 0 else 1.0 - _chances(line, mixture)
    attendance = attendance_of(known)
    tally = _draw(line, mixture, attendance, call, draws, seed)
    return Forecast(
        call,
        tuple(known.members[i] for i in voters),
        yea,
        attendance.present,
        tally.counts,
        tally.carried,
        tally.pivot,
        tally.distance,
        {scale: weight for scale, weight, _, _ in mixture},
        tuple(other.key for other in known.roll_calls[:-1]),
        needed_yeas(call.requires, call.chamber, int(voters.size)),
    )


def _observations(
    known: VoteTable,
    design: Design,
    sizes: Sizes,
    declared: Mapping[str, tuple[float, float]],
    by_member: Floats,
) -> Observations:
    votes = len(known.roll_calls)
    sides = known.sides.copy()
    slip = np.where(sides != 0, sizes.slip, 0.0)
    row = {member.id: i for i, member in enumerate(known.members)}
    for name, (word, doubt) in declared.items():
        at = row.get(name, -1)
        if at < 0 or not known.listed[at, -1]:
            raise InputError(f"declared: {name} is not among the members who may vote")
        sides[at, -1] = int(word) * known.roll_calls[-1].orientation
        slip[at, -1] = doubt
    place = np.maximum(known.party, 0).astype(np.intp) * votes + np.arange(votes)
    return Observations(sides, slip, place, by_member, member_kernel(design, sizes))


def member_columns(
    known: VoteTable, sizes: Sizes, covariates: Mapping[str, Mapping[str, float]]
) -> tuple[Floats, Floats]:
    """Columns of what members share beside their party, and the prior's spread of each.

    Parameters
    ----------
    known
        What is known the day before.
    sizes
        Prior sizes.
    covariates
        By name, then by member id. Standardised over the members that have a value; the others
        stand at the mean.

    Returns
    -------
    columns : array (n_members, n_columns)
        One column a state, then one a covariate and party.
    spread : array (n_columns,)
    """
    states = sorted({member.state for member in known.members})
    home = np.array([states.index(member.state) for member in known.members], dtype=np.intp)
    columns = [np.asarray(home[:, None] == np.arange(len(states)), dtype=float)]
    latest = np.array([row[row >= 0][-1] for row in known.party])
    for values in covariates.values():
        raw = np.array([values.get(member.id, np.nan) for member in known.members])
        spread = np.nanstd(raw) if np.isfinite(raw).any() else 0.0
        standard = np.nan_to_num((raw - np.nanmean(raw)) / spread) if spread > 0 else 0.0 * home
        columns.append(standard[:, None] * (latest[:, None] == np.arange(len(known.party_names))))
    whole = np.hstack(columns)
    doubt = np.full(whole.shape[1], sizes.covariate)
    doubt[: len(states)] = sizes.state
    return whole, doubt


def _prior(design: Design, sizes: Sizes, doubt: Floats) -> tuple[Floats, Floats]:
    mean, covariance = party_kernel(design, sizes)
    whole = np.diag(np.concatenate([np.zeros(mean.size), doubt**2]))
    whole[: mean.size, : mean.size] = covariance
    return np.concatenate([mean, np.zeros(doubt.size)]), whole


_Mixture = list[tuple[tuple[float, float], float, Floats, Floats]]


def _mixture(design: Design, sizes: Sizes, doubt: Floats, posterior: Posterior) -> _Mixture:
    """Posterior of the shared part under each size of the shocks, with the weight of each."""
    found = []
    for scale in SCALES:
        mean, covariance = _prior(design, sizes.scaled(*scale), doubt)
        evidence = log_evidence(posterior.shared, mean, covariance)
        evidence -= 0.5 * sum((np.log(each) / 0.5) ** 2 for each in scale)
        found.append((scale, evidence, *shared_posterior(posterior.shared, mean, covariance)))
    best = max(evidence for _, evidence, _, _ in found)
    total = sum(float(np.exp(evidence - best)) for _, evidence, _, _ in found)
    return [(s, float(np.exp(e - best)) / total, m, c) for s, e, m, c in found]


@dataclass(frozen=True, eq=False)
class _Line:
    """Support of each voter, linear in the shared part: constant + slopes g, and its variance."""

    constant: Floats
    slopes: Floats
    variance: Floats


def _line(observed: Observations, posterior: Posterior, voters: NDArray[np.intp]) -> _Line:
    votes = observed.sides.shape[1]
    size = posterior.shared.shift.size
    plain = size - observed.covariates.shape[1]
    slopes = np.zeros((voters.size, size))
    constant, variance = np.zeros(voters.size), np.zeros(voters.size)
    kernel = observed.kernel
    for start in range(0, voters.size, 256):
        rows = voters[start : start + 256]
        here = slice(start, start + rows.size)
        own, push = posterior.precision[rows], posterior.shift[rows]
        weight = site_weights(own, kernel)
        toward = weight @ kernel[:, -1]
        constant[here] = push @ kernel[:, -1] - np.einsum("nv,nv->n", toward, push @ kernel)
        variance[here] = kernel[-1, -1] - toward @ kernel[:, -1]
        for vote in range(votes):
            np.add.at(
                slopes,
                (np.arange(start, start + rows.size), observed.place[rows, vote]),
                -toward[:, vote],
            )
        slopes[np.arange(start, start + rows.size), observed.place[rows, -1]] += 1.0
        slopes[here, plain:] = observed.covariates[rows] * (1.0 - toward.sum(axis=1))[:, None]
    return _Line(constant, slopes, np.maximum(variance, 0.0))


def _chances(line: _Line, mixture: _Mixture) -> Floats:
    """Probability of the liberalising side for each voter."""
    chances = np.zeros(line.constant.size)
    for _, weight, centre, spread in mixture:
        middle = line.constant + line.slopes @ centre
        width = line.variance + np.einsum(
            "ng,gh,nh->n", line.slopes, spread, line.slopes, optimize=True
        )
        chances += weight * ndtr(middle / np.sqrt(1.0 + np.maximum(width, 0.0)))
    return chances


@dataclass(frozen=True, eq=False)
class _Tally:
    counts: NDArray[np.int64]
    carried: NDArray[np.bool_]
    pivot: Floats
    distance: Floats


def _draw(
    line: _Line,
    mixture: _Mixture,
    attendance: Attendance,
    call: RollCall,
    draws: int,
    seed: int,
) -> _Tally:
    source = generator(seed, f"votes.forecast.{call.key}")
    voters = line.constant.size
    which = source.choice(len(mixture), size=draws, p=[weight for _, weight, _, _ in mixture])
    support = np.empty((draws, voters))
    for number, (_, _, centre, spread) in enumerate(mixture):
        at = np.flatnonzero(which == number)
        if not at.size:
            continue
        jitter = 1e-9 * np.trace(spread) / centre.size * np.eye(centre.size)
        shared = (
            source.standard_normal((at.size, centre.size)) @ np.linalg.cholesky(spread + jitter).T
        )
        support[at] = (centre + shared) @ line.slopes.T
    support += line.constant
    support += np.sqrt(1.0 + line.variance) * source.standard_normal((draws, voters))
    toward_yea = support * call.orientation
    is_there = attendance.draw(source, draws)
    yeas = ((toward_yea > 0) & is_there).sum(axis=1)
    nays = ((toward_yea <= 0) & is_there).sum(axis=1)
    carried = passes(call.requires, call.chamber, yeas, nays, voters)
    pivot = _pivots(toward_yea, is_there, call, voters)
    distance = np.maximum(-toward_yea, 0.0).mean(axis=0)
    return _Tally(np.stack([yeas, nays], axis=1).astype(np.int64), carried, pivot, distance)


def _pivots(toward_yea: Floats, is_there: NDArray[np.bool_], call: RollCall, voters: int) -> Floats:
    """How often each voter is the last one needed when members are ordered by their support."""
    ranked = np.where(is_there, toward_yea, -np.inf)
    order = np.argsort(-ranked, axis=1, kind="stable")
    there = is_there.sum(axis=1)
    needed = np.array([needed_yeas(call.requires, call.chamber, voters, int(n)) for n in there])
    seat = np.clip(needed - 1, 0, voters - 1)
    last = np.take_along_axis(order, seat[:, None], axis=1)[:, 0]
    return np.bincount(last, minlength=voters) / there.size
