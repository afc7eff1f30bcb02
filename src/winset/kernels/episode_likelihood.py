"""Likelihood of what was recorded of an episode, compiled: arrays in, arrays out.

The shocks of the bill and of its parties are integrated out: a few Gauss-Newton steps lead to those
that account best for the recorded shares, and points spread round them by the curvature there are
weighted (importance sampling round Laplace's approximation). At each point the recorded shares are
normal with the mean and the covariance that they have over the draws of the coded ranges. Shares of
0 and 1 are at a bound: what is known of them is that they would have gone as far or farther.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np

from winset.kernels.bounded_shares import (
    AT_A_BOUND,
    LEAST_VARIANCE,
    exact_first,
    hazard,
    log_density,
)
from winset.kernels.compiled import compiled, compiled_like_numpy
from winset.kernels.episode_votes import (
    DrawnShares,
    EpisodeArrays,
    Floats,
    chances_of_a_vote,
    fill_shares,
    net_purses,
    room_for,
    valences,
)

__all__ = ["ShockPoints", "best_shocks", "log_likelihood", "log_weights"]

_LEAST_CHANCE: Final = 1e-12
_FARTHEST: Final = 5.0
FIRST_STEPS: Final = 5
"""Steps on the logit scale in the first draw; one in the others, which start where it ended."""
LAST_STEPS: Final = 2
"""Steps on the scale of the shares themselves, in every draw."""
DAMPED_STEPS: Final = 3
"""The same where steps that lead to worse shocks are halved."""
MOST_STEPS: Final = 16
"""Steps with those that are halved."""
MUCH_WORSE: Final = 20.0
"""By how much the log density may fall with a step on the logit scale."""

_S_A, _S_P, _S_T, _LAMBDA = 4, 5, 6, 8


class ShockPoints(NamedTuple):
    """Points of the sum over K shocks, of the bill, then of the parties.

    `near` and `centre` are in the units of the normal approximation: away from the best shocks,
    times the root of their precision. Without recorded counts only `far` is used: as many points as
    there are draws of the coded ranges, or a multiple, each with the draw of its place.
    """

    near: Floats  # (n, K), drawn from the normal law of `centre` and `root`
    far: Floats  # (m, K), standard normal: as the shocks are drawn
    centre: Floats  # (K,)
    root: Floats  # (K, K), lower triangular
    damped: bool  # whether steps to the best shocks that lead to worse ones are halved


class _Fit(NamedTuple):
    """Room over D draws, C counts and K shocks (of the bill, then of the parties)."""

    latent: Floats  # (D, K), the same shocks in every draw
    found: Floats  # (C, D) expected counts
    weight: Floats  # (1, D)
    mean: Floats  # (C,) over the draws
    spread: Floats  # (C, C) covariance over the draws, with the residual
    slope: Floats  # (C, K) change of the mean with the shocks
    root: Floats  # (K, K) Cholesky root of the precision of the shocks


@compiled
def _count(
    episode: EpisodeArrays,
    coefficients: Floats,
    purses: Floats,
    shocks: Floats,
    with_slope: bool,
    votes: DrawnShares,
    fit: _Fit,
) -> float:
    """Write mean and covariance of the counts over the draws of the coded ranges at given shocks.

    Draws are weighted by the chance that it came to a vote, or did not. Returns the log of that
    chance.
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
            fit.weight[0, draw] = max(came, _LEAST_CHANCE)
    total = fit.weight.sum()
    fit.found[:, :] = 0.0
    for count in range(counts):
        for unit in range(votes.share.shape[0]):
            part = episode.mixing[count, unit]
            if part != 0.0:
                for draw in range(draws):
                    fit.found[count, draw] += part * votes.share[unit, draw]
    fit.weight[:, :] /= total
    _moments(fit)
    _residuals(episode, coefficients, votes, fit)
    if with_slope:
        _slopes_of_means(episode, coefficients, votes, fit)
    return math.log(total / draws)


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
def _moments(fit: _Fit) -> None:
    """Weighted mean and covariance of the counts, which are centred in place."""
    counts, draws = fit.found.shape
    away = np.empty((1, draws))
    for one in range(counts):
        mean = _sum_of_products(fit.weight, 0, fit.found, one)
        fit.mean[one] = mean
        for draw in range(draws):
            fit.found[one, draw] -= mean
            away[0, draw] = fit.weight[0, draw] * fit.found[one, draw]
        for other in range(one + 1):
            fit.spread[one, other] = _sum_of_products(away, 0, fit.found, other)
            fit.spread[other, one] = fit.spread[one, other]


@compiled_like_numpy
def _residuals(episode: EpisodeArrays, coefficients: Floats, votes: DrawnShares, fit: _Fit) -> None:
    """Add to the variances what members' own shocks and the residual of a party give."""
    counts = fit.found.shape[0]
    residual = coefficients[_S_T] * coefficients[_S_T]
    for unit in range(votes.share.shape[0]):
        own = residual + _sum_of_products(fit.weight, 0, votes.variance, unit)
        for count in range(counts):
            fit.spread[count, count] += episode.mixing[count, unit] ** 2 * own
    for count in range(counts):
        fit.spread[count, count] += LEAST_VARIANCE


@compiled_like_numpy
def _slopes_of_means(
    episode: EpisodeArrays, coefficients: Floats, votes: DrawnShares, fit: _Fit
) -> None:
    """Change of the mean counts with the shocks of the bill and the parties."""
    counts = fit.found.shape[0]
    columns = votes.slope.shape[1]
    s_a, s_p = coefficients[_S_A], coefficients[_S_P]
    fit.slope[:, :] = 0.0
    for unit in range(votes.share.shape[0]):
        for column in range(columns):
            moved = _sum_of_products(fit.weight, 0, votes.slope[unit], column)
            for count in range(counts):
                part = episode.mixing[count, unit] * moved
                fit.slope[count, 0] += s_a * part
                if column < columns - 1:
                    fit.slope[count, 1 + column] += s_p * part


@compiled
def _working(
    recorded: float, found: float, variance: float, on_logits: bool
) -> tuple[float, float, float]:
    """Difference to make up, weight and stretch of the slope of one count in a step."""
    if on_logits:
        aim = min(max(recorded, 0.02), 0.98)
        here = min(max(found, 0.001), 0.999)
        narrow = aim * (1.0 - aim)
        away = math.log(aim / (1.0 - aim)) - math.log(here / (1.0 - here))
        return away, narrow * narrow / variance, 1.0 / (here * (1.0 - here))
    deviation = math.sqrt(variance)
    if recorded >= 1.0 - AT_A_BOUND:
        over = (found - 1.0) / deviation
        ratio = hazard(over)
        curve = max(ratio * (ratio + over), 1e-6)
        return ratio / curve * deviation, curve / variance, 1.0
    if recorded <= AT_A_BOUND:
        over = -found / deviation
        ratio = hazard(over)
        curve = max(ratio * (ratio + over), 1e-6)
        return -ratio / curve * deviation, curve / variance, 1.0
    return recorded - found, 1.0 / variance, 1.0


@compiled
def _rooted(matrix: Floats) -> float:
    """Replace a positive definite matrix by its Cholesky root; return the log determinant."""
    total = 0.0
    for one in range(matrix.shape[0]):
        for other in range(one + 1):
            value = matrix[one, other]
            for place in range(other):
                value -= matrix[one, place] * matrix[other, place]
            if one == other:
                matrix[one, one] = math.sqrt(value)
                total += 2.0 * math.log(matrix[one, one])
            else:
                matrix[one, other] = value / matrix[other, other]
    return total


@compiled
def _back(root: Floats, right: Floats) -> None:
    """Solve the upper triangular system of a Cholesky root's transpose in place."""
    for one in range(right.size - 1, -1, -1):
        for other in range(one + 1, right.size):
            right[one] -= root[other, one] * right[other]
        right[one] /= root[one, one]


@compiled
def _solved(root: Floats, right: Floats) -> None:
    """Solve with the Cholesky root in place."""
    for one in range(right.size):
        for other in range(one):
            right[one] -= root[one, other] * right[other]
        right[one] /= root[one, one]
    _back(root, right)


@compiled
def _step(recorded: Floats, fit: _Fit, best: Floats, on_logits: bool) -> float:
    """Move the best shocks; write the root of their precision, return the log determinant."""
    shocks = best.size
    answer = np.zeros(shocks)
    fit.root[:, :] = 0.0
    for place in range(shocks):
        fit.root[place, place] = 1.0
    for count in range(recorded.size):
        away, weight, stretch = _working(
            recorded[count], fit.mean[count], fit.spread[count, count], on_logits
        )
        for one in range(shocks):
            away += stretch * fit.slope[count, one] * best[one]
        for one in range(shocks):
            mine = stretch * fit.slope[count, one]
            answer[one] += mine * weight * away
            for other in range(one + 1):
                fit.root[one, other] += weight * mine * stretch * fit.slope[count, other]
    log_determinant = _rooted(fit.root)
    _solved(fit.root, answer)
    for place in range(shocks):
        best[place] = min(max(answer[place], -_FARTHEST), _FARTHEST)
    return log_determinant


@compiled
def _log_proposal(
    points: ShockPoints, root: Floats, log_determinant: float, best: Floats, point: Floats
) -> float:
    """Log density of the mixture the points come from, but for (2 pi) to the half."""
    shocks = best.size
    far, near = 0.0, 0.5 * log_determinant
    away = np.empty(shocks)
    for one in range(shocks):
        far -= 0.5 * point[one] ** 2
        along = -points.centre[one]
        for other in range(one, shocks):
            along += root[other, one] * (point[other] - best[other])
        for other in range(one):
            along -= points.root[one, other] * away[other]
        away[one] = along / points.root[one, one]
        near -= 0.5 * away[one] ** 2 + math.log(points.root[one, one])
    most = max(far, near)
    share = len(points.near) / (len(points.near) + len(points.far))
    total = share * math.exp(near - most) + (1.0 - share) * math.exp(far - most)
    return float(most + math.log(total))


@compiled
def _room(episode: EpisodeArrays) -> _Fit:
    draws, counts = episode.base.shape[1], episode.recorded.size
    shocks = 1 + episode.party_shock.shape[1]
    return _Fit(
        np.zeros((draws, shocks)),
        np.zeros((counts, draws)),
        np.zeros((1, draws)),
        np.zeros(counts),
        np.zeros((counts, counts)),
        np.zeros((counts, shocks)),
        np.zeros((shocks, shocks)),
    )


@compiled
def _approach(
    episode: EpisodeArrays,
    coefficients: Floats,
    purses: Floats,
    votes: DrawnShares,
    fit: _Fit,
    best: Floats,
) -> float:
    """Move to the best shocks; return the log determinant of their precision."""
    log_determinant = 0.0
    for step in range(FIRST_STEPS + LAST_STEPS):
        _count(episode, coefficients, purses, best, True, votes, fit)
        log_determinant = _step(episode.recorded, fit, best, step < FIRST_STEPS)
    return log_determinant


@compiled
def _damped_approach(
    episode: EpisodeArrays,
    coefficients: Floats,
    purses: Floats,
    votes: DrawnShares,
    fit: _Fit,
    best: Floats,
) -> float:
    """Move to the best shocks, halving steps that lead to much worse ones.

    On the logit scale a step may lead to somewhat worse ones, since it aims at something else.
    """
    order = exact_first(episode.recorded)
    root = np.zeros_like(fit.root)
    here = best.copy()
    log_determinant, value_of_best = 0.0, -np.inf
    taken, slack = 0, 0.0
    for _ in range(MOST_STEPS):
        chance = _count(episode, coefficients, purses, here, True, votes, fit)
        value = chance + log_density(episode.recorded, order, fit.mean, fit.spread)
        value -= 0.5 * (here * here).sum()
        if value < value_of_best - slack:
            here[:] = 0.5 * (best + here)
            continue
        best[:], value_of_best = here, value
        on_logits = taken < FIRST_STEPS
        log_determinant = _step(episode.recorded, fit, here, on_logits)
        root[:, :] = fit.root
        taken, slack = taken + 1, MUCH_WORSE if on_logits else 0.0
        if taken == FIRST_STEPS + DAMPED_STEPS:
            break
    fit.root[:, :] = root
    return log_determinant


@compiled
def best_shocks(
    episode: EpisodeArrays, coefficients: Floats, damped: bool
) -> tuple[Floats, Floats, float]:
    """Shocks that account best for the recorded counts, and the precision round them.

    Parameters
    ----------
    episode : EpisodeArrays
        With at least one count.
    coefficients : array (12,)
    damped : bool
        Whether steps that lead to worse ones are halved.

    Returns
    -------
    best : array (K,)
    root : array (K, K)
        Cholesky root of the precision, lower triangular.
    log_determinant : float
        Of the precision.
    """
    fit, votes = _room(episode), room_for(episode)
    best = np.zeros(fit.root.shape[0])
    purses = net_purses(episode, coefficients)
    if damped:
        log_determinant = _damped_approach(episode, coefficients, purses, votes, fit, best)
    else:
        log_determinant = _approach(episode, coefficients, purses, votes, fit, best)
    return best, fit.root, log_determinant


@compiled
def log_weights(episode: EpisodeArrays, points: ShockPoints, coefficients: Floats) -> Floats:
    """Log weights whose mean is the likelihood of an episode with recorded counts.

    Parameters
    ----------
    episode : EpisodeArrays
        With at least one count.
    points : ShockPoints
        With at least one.
    coefficients : array (12,)

    Returns
    -------
    array (n + m,)
        One for each point, those near the best shocks first.
    """
    fit, votes = _room(episode), room_for(episode)
    purses = net_purses(episode, coefficients)
    best, root, log_determinant = best_shocks(episode, coefficients, points.damped)
    order = exact_first(episode.recorded)
    near = len(points.near)
    found = np.empty(near + len(points.far))
    for turn in range(found.size):
        if turn < near:
            point = points.near[turn].copy()
            _back(root, point)
            point += best
        else:
            point = points.far[turn - near].copy()
        chance = _count(episode, coefficients, purses, point, False, votes, fit)
        found[turn] = chance - _log_proposal(points, root, log_determinant, best, point)
        found[turn] -= 0.5 * (point * point).sum()
        found[turn] += log_density(episode.recorded, order, fit.mean, fit.spread)
    return found


@compiled
def _chance_that_it_came(
    episode: EpisodeArrays, points: ShockPoints, coefficients: Floats
) -> float:
    """Mean chance that it came to a vote, each draw with a point of its own in every turn."""
    votes = room_for(episode)
    purses = net_purses(episode, coefficients)
    draws = episode.base.shape[1]
    turns = len(points.far) // draws
    total = 0.0
    for turn in range(turns):
        latent = points.far[turn * draws : (turn + 1) * draws]
        fill_shares(episode, coefficients, purses, latent, False, votes)
        shift = valences(episode, coefficients, latent[:, 0]) + coefficients[_LAMBDA]
        total += chances_of_a_vote(episode, votes.share, shift).mean()
    return float(total / turns)


@compiled
def log_likelihood(episode: EpisodeArrays, points: ShockPoints, coefficients: Floats) -> float:
    """Log likelihood of what was recorded of one episode.

    Parameters
    ----------
    episode : EpisodeArrays
    points : ShockPoints
    coefficients : array (12,)

    Returns
    -------
    float
        Log of the mean, over the shocks of the bill and its parties, of the chance that it came to
        a vote (or did not) times the density of the recorded shares.
    """
    if episode.recorded.size == 0:
        if episode.came < 0:
            return 0.0
        mean = _chance_that_it_came(episode, points, coefficients)
        return math.log(max(mean if episode.came == 1 else 1.0 - mean, _LEAST_CHANCE))
    weights = log_weights(episode, points, coefficients)
    most = weights.max()
    return float(most + math.log(np.exp(weights - most).mean()))
