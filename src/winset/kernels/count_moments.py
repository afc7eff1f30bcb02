"""Mean and covariance of recorded counts over the draws of the coded ranges, compiled.

At given shocks of the bill and its parties the recorded shares are taken as normal with these
moments.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from winset.kernels.bounded_shares import LEAST_VARIANCE
from winset.kernels.compiled import compiled, compiled_like_numpy
from winset.kernels.episode_votes import (
    DrawnShares,
    EpisodeArrays,
    Floats,
    chances_of_a_vote,
    fill_shares,
    normal_share,
    valences,
)

__all__ = ["CountMoments", "count_moments", "room_for_moments", "widening"]

LEAST_CHANCE: Final = 1e-12
_ROOT_TWO_PI: Final = math.sqrt(2.0 * math.pi)
_LEAST_DEVIATION: Final = 1e-4

_S_A, _S_P, _S_T, _LAMBDA = 4, 5, 6, 8


class CountMoments(NamedTuple):
    """Room over D draws, C counts and K shocks (of the bill, then of the parties)."""

    latent: Floats  # (D, K), the same shocks in every draw
    found: Floats  # (C, D) expected counts
    weight: Floats  # (1, D)
    mean: Floats  # (C,) over the draws
    spread: Floats  # (C, C) covariance over the draws, with the residual
    slope: Floats  # (C, K) change of the mean with the shocks
    root: Floats  # (K, K) Cholesky root of the precision of the shocks
    cut: Floats  # (3, V, D) mean and variance of tallies that end at 0 and 1, and part between
    is_total: NDArray[np.bool_]  # (C,) whether a count adds up such tallies; without one V is 0
    is_sample: bool  # whether the draws are known to be a sample of their ranges


@compiled
def count_moments(
    episode: EpisodeArrays,
    coefficients: Floats,
    purses: Floats,
    shocks: Floats,
    with_slope: bool,
    votes: DrawnShares,
    fit: CountMoments,
) -> float:
    """Write mean and covariance of the counts over the draws of the coded ranges at given shocks.

    Draws are weighted by the chance that it came to a vote, or did not. Where they are known to be
    a sample, as many as one over the sum of their squared weights, their covariance is widened.

    Parameters
    ----------
    episode : EpisodeArrays
        With at least one count.
    coefficients : array (12,)
    purses : array (n_chambers, D)
        Of `net_purses`.
    shocks : array (K,)
        Of the bill, then of the parties, standard normal.
    with_slope : bool
        Whether the change of the mean with the shocks is wanted.
    votes : DrawnShares
        Room of `room_for`.
    fit : CountMoments
        Where it is written.

    Returns
    -------
    float
        Log of the chance that it came to a vote, or did not.
    """
    counts, draws = fit.found.shape
    for draw in range(draws):
        for place in range(shocks.size):
            fit.latent[draw, place] = shocks[place]
    fill_shares(episode, coefficients, purses, fit.latent, with_slope, votes)
    fit.weight[:, :] = 1.0
    if episode.came >= 0:
        shift = valences(episode, coefficients, fit.latent[:, 0]) + coefficients[_LAMBDA]
        chance = chances_of_a_vote(episode, votes.share, shift)
        for draw in range(draws):
            came = chance[draw] if episode.came == 1 else 1.0 - chance[draw]
            fit.weight[0, draw] = max(came, LEAST_CHANCE)
    total = fit.weight.sum()
    fit.found[:, :] = 0.0
    if fit.cut.shape[1] > 0:
        _cut(votes, coefficients[_S_T], fit.cut)
    for count in range(counts):
        share = fit.cut[0] if fit.is_total[count] else votes.share
        for unit in range(votes.share.shape[0]):
            part = episode.mixing[count, unit]
            if part != 0.0:
                for draw in range(draws):
                    fit.found[count, draw] += part * share[unit, draw]
    fit.weight[:, :] /= total
    _moments(fit)
    _residuals(episode, coefficients, votes, fit)
    if with_slope:
        _slopes_of_means(episode, coefficients, votes, fit)
    return math.log(total / draws)


@compiled
def widening(draws: float, counts: int) -> float:
    """Covariance of a further draw round the mean of a sample, over the covariance of the sample.

    Parameters
    ----------
    draws : float
        Of the sample, whose covariance is a sum divided by as many.
    counts : int
        Normal counts of each draw.

    Returns
    -------
    float
        (n + 1) / (n - p - 2) for n draws of p counts: Student's law with n - p degrees of freedom.
        32 draws of two counts give 33 / 28.
    """
    return float((draws + 1.0) / max(draws - counts - 2.0, 1.0))


@compiled_like_numpy
def _cut(votes: DrawnShares, s_t: float, cut: Floats) -> None:
    """Moments of each unit's tally, which with its residual cannot pass 0 and 1."""
    for unit in range(votes.share.shape[0]):
        for draw in range(votes.share.shape[1]):
            share = votes.share[unit, draw]
            deviation = math.sqrt(votes.variance[unit, draw] + s_t * s_t) + _LEAST_DEVIATION
            low, high = -share / deviation, (1.0 - share) / deviation
            beyond = 1.0 - normal_share(high)
            inside = 1.0 - beyond - normal_share(low)
            at_low = math.exp(-0.5 * low * low) / _ROOT_TWO_PI
            at_high = math.exp(-0.5 * high * high) / _ROOT_TWO_PI
            mean = share * inside + deviation * (at_low - at_high) + beyond
            square = (share * share + deviation * deviation) * inside + beyond
            square += 2.0 * share * deviation * (at_low - at_high)
            square += deviation * deviation * (low * at_low - high * at_high)
            cut[0, unit, draw] = mean
            cut[1, unit, draw] = max(square - mean * mean, 0.0)
            cut[2, unit, draw] = inside


@compiled_like_numpy
def _sum_of_products(one: Floats, row: int, other: Floats, column: int) -> float:
    """Sum of products of a row of each, four sums side by side."""
    first, second, third, fourth = 0.0, 0.0, 0.0, 0.0
    size = one.shape[1]
    whole = size - size % 4
    for place in range(0, whole, 4):
        first += one[row, place] * other[column, place]
        second += one[row, place + 1] * other[column, place + 1]
        third += one[row, place + 2] * other[column, place + 2]
        fourth += one[row, place + 3] * other[column, place + 3]
    for place in range(whole, size):
        first += one[row, place] * other[column, place]
    return (first + second) + (third + fourth)


@compiled_like_numpy
def _moments(fit: CountMoments) -> None:
    """Weighted mean and covariance of the counts, which are centred in place."""
    counts, draws = fit.found.shape
    away = np.empty((1, draws))
    wider = 1.0
    if fit.is_sample:
        wider = widening(1.0 / _sum_of_products(fit.weight, 0, fit.weight, 0), counts)
    for one in range(counts):
        mean = _sum_of_products(fit.weight, 0, fit.found, one)
        fit.mean[one] = mean
        for draw in range(draws):
            fit.found[one, draw] -= mean
            away[0, draw] = fit.weight[0, draw] * fit.found[one, draw]
        for other in range(one + 1):
            fit.spread[one, other] = wider * _sum_of_products(away, 0, fit.found, other)
            fit.spread[other, one] = fit.spread[one, other]


@compiled_like_numpy
def _residuals(
    episode: EpisodeArrays, coefficients: Floats, votes: DrawnShares, fit: CountMoments
) -> None:
    """Add to the variances what members' own shocks and the residual of a party give."""
    counts = fit.found.shape[0]
    residual = coefficients[_S_T] * coefficients[_S_T]
    for unit in range(votes.share.shape[0]):
        own = residual + _sum_of_products(fit.weight, 0, votes.variance, unit)
        ended = own
        if fit.cut.shape[1] > 0:
            ended = _sum_of_products(fit.weight, 0, fit.cut[1], unit)
        for count in range(counts):
            part = ended if fit.is_total[count] else own
            fit.spread[count, count] += episode.mixing[count, unit] ** 2 * part
    for count in range(counts):
        fit.spread[count, count] += LEAST_VARIANCE


@compiled_like_numpy
def _slopes_of_means(
    episode: EpisodeArrays, coefficients: Floats, votes: DrawnShares, fit: CountMoments
) -> None:
    """Change of the mean counts with the shocks of the bill and the parties."""
    counts = fit.found.shape[0]
    columns = votes.slope.shape[1]
    s_a, s_p = coefficients[_S_A], coefficients[_S_P]
    fit.slope[:, :] = 0.0
    for unit in range(votes.share.shape[0]):
        for column in range(columns):
            moved = _sum_of_products(fit.weight, 0, votes.slope[unit], column)
            inside = moved
            if fit.cut.shape[1] > 0:
                inside = 0.0
                for draw in range(fit.weight.shape[1]):
                    slope = votes.slope[unit, column, draw] * fit.cut[2, unit, draw]
                    inside += fit.weight[0, draw] * slope
            for count in range(counts):
                part = episode.mixing[count, unit] * (inside if fit.is_total[count] else moved)
                fit.slope[count, 0] += s_a * part
                if column < columns - 1:
                    fit.slope[count, 1 + column] += s_p * part


@compiled
def room_for_moments(episode: EpisodeArrays, ends: bool, is_sample: bool) -> CountMoments:
    """Room for an episode.

    Parameters
    ----------
    episode : EpisodeArrays
    ends : bool
        Whether a party's tally ends at 0 and 1 before it is added to those of others.
    is_sample : bool
        Whether the draws are known to be a sample of their ranges, and the covariance is wider.
    """
    draws, counts = episode.base.shape[1], episode.recorded.size
    shocks = 1 + episode.party_shock.shape[1]
    units = episode.seats.size
    is_total = np.zeros(counts, np.bool_)
    for count in range(counts):
        several = 0
        for unit in range(units):
            several += 1 if episode.mixing[count, unit] != 0.0 else 0
        is_total[count] = ends and several > 1
    return CountMoments(
        np.zeros((draws, shocks)),
        np.zeros((counts, draws)),
        np.zeros((1, draws)),
        np.zeros(counts),
        np.zeros((counts, counts)),
        np.zeros((counts, shocks)),
        np.zeros((shocks, shocks)),
        np.zeros((3, units if is_total.any() else 0, draws)),
        is_total,
        is_sample,
    )
