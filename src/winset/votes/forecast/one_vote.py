"""Forecast of one vote from what was recorded before a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError
from winset.votes.forecast.attendance import attendance_of
from winset.votes.forecast.known import known_before
from winset.votes.forecast.one_sided import are_left_out, one_sided_of
from winset.votes.forecast.prior import SIZES, Design, Sizes, design_of, member_kernel, party_kernel
from winset.votes.forecast.procedures import procedure_of
from winset.votes.forecast.propagation import (
    Observations,
    Posterior,
    fit,
    log_evidence,
    shared_posterior,
)
from winset.votes.forecast.tally import (
    Expectation,
    Line,
    Mixture,
    chances_of,
    draw_tally,
    line_of,
)
from winset.votes.quota import needed_yeas
from winset.votes.records import Member, RollCall, VoteTable

Floats = NDArray[np.float64]

DRAWS = 4000
"""Draws of the tally."""

SCALES: tuple[tuple[float, float], ...] = tuple(
    (bill, swing) for bill in (0.6, 1.0, 1.7) for swing in (0.5, 0.75, 1.0, 1.5, 2.2)
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
    needed
        Yeas that carry the motion if everybody votes.
    one_sided
        Probability that nine of ten vote Yea.
    votes : array (n_draws, n_members), int8
        +1 Yea, -1 Nay, 0 absent in each draw.
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
    one_sided: float
    votes: NDArray[np.int8]

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
        low, high = np.percentile(self.tallies[:, 0], [tail, 100.0 - tail], method="inverted_cdf")
        return float(low), float(high)


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
        nothing (see `winset.votes.readers.declared`).
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
    known, line, mixture = _solved(table, key, as_of, declared or {}, covariates or {}, sizes)
    call = known.roll_calls[-1]
    voters = np.flatnonzero(known.listed[:, -1])
    opening = chances_of(line, mixture)
    contested = opening if call.orientation > 0 else 1.0 - opening
    attendance = attendance_of(known)
    expectation = Expectation(
        one_sided_of(known, sizes.one_sided, (declared or {}).values()),
        _odds_that_leaders_win(call, sizes),
    )
    tally = draw_tally(line, mixture, attendance, call, draws, seed, expectation)
    yea = np.clip(contested + tally.moved, 0.0, 1.0)
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
        needed_yeas(call.requires, call.chamber, int(voters.size), tie_breaker=call.tie_breaker),
        expectation.one_sided.chance,
        tally.votes,
    )


def _odds_that_leaders_win(call: RollCall, sizes: Sizes) -> float:
    """Odds by which a contested vote carries rather than fails because leaders brought it."""
    usual = procedure_of(call)
    if not usual.is_brought_by_leaders:
        return 1.0
    return float((usual.carries / (1.0 - usual.carries)) ** sizes.leaders)


def _solved(
    table: VoteTable,
    key: str,
    as_of: dt.date | None,
    declared: Mapping[str, tuple[float, float]],
    covariates: Mapping[str, Mapping[str, float]],
    sizes: Sizes,
) -> tuple[VoteTable, Line, Mixture]:
    """Find what was known, and the voters' support on the vote given that."""
    known = known_before(table, key, as_of)
    design = design_of(known)
    by_member, doubt = member_columns(known, sizes, covariates)
    observed = observations_of(known, design, sizes, declared, by_member)
    posterior = fit(observed, *prior_of(design, sizes, doubt))
    mixture = _mixture(design, sizes, doubt, posterior)
    return known, line_of(observed, posterior, np.flatnonzero(known.listed[:, -1])), mixture


@dataclass(frozen=True, eq=False)
class Support:
    """Support of the liberalising side, in units of the probit, before the vote's own noise.

    Parameters
    ----------
    members
        Who may vote.
    mean : array (n_members,)
        Expected support.
    line, mixture
        How it depends on what members share, and what is known of that.
    votes
        Number of earlier roll calls it rests on.
    """

    members: tuple[Member, ...]
    mean: Floats
    line: Line
    mixture: Mixture
    votes: int


def member_support(
    table: VoteTable, key: str, *, as_of: dt.date | None = None, sizes: Sizes = SIZES
) -> Support:
    """Support of each member on a vote, from what was known before a day.

    Parameters
    ----------
    table, key, as_of, sizes
        As `forecast_vote`.

    Raises
    ------
    InputError
        If the vote is unknown, or nobody is known to vote.
    """
    known, line, mixture = _solved(table, key, as_of, {}, {}, sizes)
    mean = sum(
        (weight * (line.constant + line.slopes @ centre) for _, weight, centre, _ in mixture),
        start=np.zeros(line.constant.size),
    )
    voters = np.flatnonzero(known.listed[:, -1])
    members = tuple(known.members[i] for i in voters)
    return Support(members, mean, line, mixture, len(known.roll_calls) - 1)


def observations_of(
    known: VoteTable,
    design: Design,
    sizes: Sizes,
    declared: Mapping[str, tuple[float, float]],
    by_member: Floats,
) -> Observations:
    """Votes and declared sides as the model takes them, member by member."""
    votes = len(known.roll_calls)
    sides = known.sides.copy()
    if sizes.one_sided:  # they say little of who stands where, and would move every level
        sides[:, are_left_out(known)] = 0
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


def prior_of(design: Design, sizes: Sizes, doubt: Floats) -> tuple[Floats, Floats]:
    """Mean and covariance of all that members share: parties by vote, states, covariates."""
    mean, covariance = party_kernel(design, sizes)
    whole = np.diag(np.concatenate([np.zeros(mean.size), doubt**2]))
    whole[: mean.size, : mean.size] = covariance
    return np.concatenate([mean, np.zeros(doubt.size)]), whole


def _mixture(design: Design, sizes: Sizes, doubt: Floats, posterior: Posterior) -> Mixture:
    """Posterior of the shared part under each size of the shocks, with the weight of each."""
    found = []
    for scale in SCALES:
        mean, covariance = prior_of(design, sizes.scaled(*scale), doubt)
        evidence = log_evidence(posterior.shared, mean, covariance)
        evidence -= 0.5 * sum((np.log(each) / 0.5) ** 2 for each in scale)
        found.append((scale, evidence, *shared_posterior(posterior.shared, mean, covariance)))
    best = max(evidence for _, evidence, _, _ in found)
    total = sum(float(np.exp(evidence - best)) for _, evidence, _, _ in found)
    return [(s, float(np.exp(e - best)) / total, m, c) for s, e, m, c in found]
