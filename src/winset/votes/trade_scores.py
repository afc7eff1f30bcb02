"""Trade scores: where each member stands on trade, from trade votes alone, with its uncertainty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.votes.forecast.one_vote import member_columns, observations_of, prior_of
from winset.votes.forecast.prior import SIZES, Sizes, design_of
from winset.votes.forecast.propagation import Posterior, fit, shared_posterior, site_weights
from winset.votes.records import Member, VoteTable

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class TradeScores:
    """Scores of members, positive on the liberalising side.

    Parameters
    ----------
    members
        In the order of the arrays.
    score : array (n_members,)
        Posterior mean; over these members mean 0 and standard deviation 1.
    deviation : array (n_members,)
        Posterior standard deviation, in the same units.
    votes : array (n_members,)
        On how many trade votes the member took a side.
    support : array (n_members,)
        Probability of the liberalising side on an average vote of the table.
    centre, unit
        The mean and standard deviation in units of the probit that were taken out.
    """

    members: tuple[Member, ...]
    score: Floats
    deviation: Floats
    votes: NDArray[np.int64]
    support: Floats
    centre: float
    unit: float


def trade_scores(
    table: VoteTable,
    *,
    covariates: Mapping[str, Mapping[str, float]] | None = None,
    sizes: Sizes = SIZES,
) -> TradeScores:
    """Score all members of a table on one dimension.

    Parameters
    ----------
    table
        Trade votes, each with its liberalising side. Cut it first (`VoteTable.before`) for scores
        as of a day: a score uses every vote it is given, later ones too.
    covariates
        Numbers of members, by name and member id, as `forecast_vote` takes them: a member with few
        votes is then drawn to others of its party with like numbers.
    sizes
        Prior sizes.

    Returns
    -------
    TradeScores

    Notes
    -----
    A hierarchical item-response model, the forecast's own: support f = g(party, vote) + state +
    member, probit link. The score is the member's mean support over *all* votes of the table, those
    it did not attend included, so members who never sat together are compared on the same votes. A
    member who changed party is scored in the one it was recorded with most often.
    Sign: every vote is coded with the side that opens trade, so a higher score opens; no anchor is
    needed and no rotation is possible. Location and scale: mean 0 and standard deviation 1 over the
    members. Discrimination is equal across votes by assumption; what a vote has of its own stands
    in g. A member with few votes is drawn to its party and state, and its deviation says so.
    """
    design = design_of(table)
    by_member, doubt = member_columns(table, sizes, covariates or {})
    observed = observations_of(table, design, sizes, {}, by_member)
    mean, covariance = prior_of(design, sizes, doubt)
    posterior = fit(observed, mean, covariance)
    centre, spread = shared_posterior(posterior.shared, mean, covariance)
    usual = np.array([np.bincount(row[row >= 0]).argmax() for row in table.party], dtype=np.intp)
    middle, variance = _mean_support(
        observed.kernel, observed.place, by_member, usual, posterior, centre, spread
    )
    unit = float(middle.std()) or 1.0
    return TradeScores(
        table.members,
        (middle - middle.mean()) / unit,
        np.sqrt(variance) / unit,
        (table.sides != 0).sum(axis=1),
        _chance(middle, variance),
        float(middle.mean()),
        unit,
    )


def _chance(middle: Floats, variance: Floats) -> Floats:
    from scipy.special import ndtr

    return np.asarray(ndtr(middle / np.sqrt(1.0 + variance)))


def _mean_support(
    kernel: Floats,
    place: NDArray[np.intp],
    by_member: Floats,
    usual: NDArray[np.intp],
    posterior: Posterior,
    centre: Floats,
    spread: Floats,
) -> tuple[Floats, Floats]:
    """Posterior mean and variance of each member's support averaged over all votes."""
    members, votes = place.shape
    plain = centre.size - by_member.shape[1]
    average = np.full(votes, 1.0 / votes)
    across = kernel @ average
    slopes = np.zeros((members, centre.size))
    middle, variance = np.zeros(members), np.zeros(members)
    for start in range(0, members, 256):
        rows = np.arange(start, min(start + 256, members))
        weight = site_weights(posterior.precision[rows], kernel)
        toward = weight @ across
        push = posterior.shift[rows]
        middle[rows] = push @ across - np.einsum("nv,nv->n", toward, push @ kernel)
        variance[rows] = average @ across - toward @ across
        at = np.repeat(rows[:, None], votes, axis=1)
        np.add.at(slopes, (at, place[rows]), -toward)
        np.add.at(slopes, (at, usual[rows, None] * votes + np.arange(votes)), 1.0 / votes)
        slopes[rows, plain:] = by_member[rows] * (1.0 - toward.sum(axis=1))[:, None]
    middle += slopes @ centre
    variance += np.einsum("ng,ng->n", slopes @ spread, slopes)
    return middle, np.maximum(variance, 1e-12)
