"""Likelihood of what was recorded of an episode, compiled: arrays in, arrays out.

The shocks of the bill and of its parties are integrated out: a few Gauss-Newton steps lead to those
that account best for the recorded shares, and points spread round them by the curvature there are
weighted (importance sampling round Laplace's approximation). At each point the recorded shares are
normal with the mean and the covariance that they have over the draws of the coded ranges. Shares of
0 and 1 are at a bound: what is known of them is that they would have gone as far or farther.

With settled points there are more draws than can be summed over at each of them: all serve at one
place amid the points, which moves with the coefficients, where they correct the mean and the
covariance that few of them have.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np

from winset.kernels.bounded_shares import AT_A_BOUND, exact_first, hazard, log_density
from winset.kernels.compiled import compiled
from winset.kernels.count_moments import (
    LEAST_CHANCE,
    CountMoments,
    count_moments,
    room_for_moments,
)
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

_LAMBDA = 8


class ShockPoints(NamedTuple):
    """Points of the sum over K shocks, of the bill, then of the parties.

    `near` and `centre` are in the units of the normal approximation: away from the best shocks,
    times the root of their precision. Without recorded counts only `far` is used: as many points as
    there are draws of the coded ranges (the finer), or a multiple, each with the draw of its place.
    """

    near: Floats  # (n, K), drawn from the normal law of `centre` and `root`
    far: Floats  # (m, K), standard normal: as the shocks are drawn
    centre: Floats  # (K,) also where more draws of the coded ranges correct the moments
    root: Floats  # (K, K), lower triangular
    settled: bool  # whether harmful steps are halved and more draws correct the moments


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
def _step(recorded: Floats, fit: CountMoments, best: Floats, on_logits: bool) -> float:
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
def _approach(
    episode: EpisodeArrays,
    coefficients: Floats,
    purses: Floats,
    votes: DrawnShares,
    fit: CountMoments,
    best: Floats,
) -> float:
    """Move to the best shocks; return the log determinant of their precision."""
    log_determinant = 0.0
    for step in range(FIRST_STEPS + LAST_STEPS):
        count_moments(episode, coefficients, purses, best, True, votes, fit)
        log_determinant = _step(episode.recorded, fit, best, step < FIRST_STEPS)
    return log_determinant


@compiled
def _damped_approach(
    episode: EpisodeArrays,
    coefficients: Floats,
    purses: Floats,
    votes: DrawnShares,
    fit: CountMoments,
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
        chance = count_moments(episode, coefficients, purses, here, True, votes, fit)
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
    episode: EpisodeArrays, coefficients: Floats, settled: bool
) -> tuple[Floats, Floats, float]:
    """Shocks that account best for the recorded counts, and the precision round them.

    Parameters
    ----------
    episode : EpisodeArrays
        With at least one count.
    coefficients : array (12,)
    settled : bool
        Whether steps that lead to worse ones are halved and tallies end at 0 and 1 in a total.

    Returns
    -------
    best : array (K,)
    root : array (K, K)
        Cholesky root of the precision, lower triangular.
    log_determinant : float
        Of the precision.
    """
    fit, votes = room_for_moments(episode, settled, False), room_for(episode)
    best = np.zeros(fit.root.shape[0])
    purses = net_purses(episode, coefficients)
    if settled:
        log_determinant = _damped_approach(episode, coefficients, purses, votes, fit, best)
    else:
        log_determinant = _approach(episode, coefficients, purses, votes, fit, best)
    return best, fit.root, log_determinant


@compiled
def _finer(
    episode: EpisodeArrays,
    finer: EpisodeArrays,
    coefficients: Floats,
    purses: Floats,
    middle: Floats,
    votes: DrawnShares,
    fit: CountMoments,
) -> tuple[float, Floats, Floats]:
    """Difference that more draws of the coded ranges make at given shocks.

    Returns what is to be added to the log chance and to the mean, and the lower triangular matrix
    by which the covariance is multiplied from both sides.
    """
    more, their_votes = room_for_moments(finer, True, True), room_for(finer)
    their_purses = net_purses(finer, coefficients)
    chance = count_moments(finer, coefficients, their_purses, middle, False, their_votes, more)
    chance -= count_moments(episode, coefficients, purses, middle, False, votes, fit)
    _rooted(more.spread)
    _rooted(fit.spread)
    turn = np.zeros_like(fit.spread)
    for count in range(fit.mean.size):
        turn[count, : count + 1] = more.spread[count, : count + 1]
        _back(fit.spread, turn[count])
    return chance, more.mean - fit.mean, turn


@compiled
def _refine(fit: CountMoments, shift: Floats, turn: Floats) -> None:
    """Correct mean and covariance at other shocks by the same."""
    counts = shift.size
    half = np.zeros_like(turn)
    for one in range(counts):
        fit.mean[one] += shift[one]
        for other in range(counts):
            for place in range(counts):
                half[one, other] += turn[one, place] * fit.spread[place, other]
    for one in range(counts):
        for other in range(one + 1):
            value = 0.0
            for place in range(counts):
                value += half[one, place] * turn[other, place]
            fit.spread[one, other] = value
            fit.spread[other, one] = value


@compiled
def log_weights(
    episode: EpisodeArrays, finer: EpisodeArrays, points: ShockPoints, coefficients: Floats
) -> Floats:
    """Log weights whose mean is the likelihood of an episode with recorded counts.

    Parameters
    ----------
    episode : EpisodeArrays
        With at least one count.
    finer : EpisodeArrays
        The same with more draws of the coded ranges, which serve only where points are settled.
    points : ShockPoints
        With at least one.
    coefficients : array (12,)

    Returns
    -------
    array (n + m,)
        One for each point, those near the best shocks first.
    """
    fit, votes = room_for_moments(episode, points.settled, False), room_for(episode)
    purses = net_purses(episode, coefficients)
    best, root, log_determinant = best_shocks(episode, coefficients, points.settled)
    order = exact_first(episode.recorded)
    more, shift, turn = 0.0, np.zeros(0), np.zeros((0, 0))
    if points.settled:
        middle = points.centre.copy()
        _back(root, middle)
        middle += best
        more, shift, turn = _finer(episode, finer, coefficients, purses, middle, votes, fit)
    near = len(points.near)
    found = np.empty(near + len(points.far))
    for place in range(found.size):
        if place < near:
            point = points.near[place].copy()
            _back(root, point)
            point += best
        else:
            point = points.far[place - near].copy()
        chance = more + count_moments(episode, coefficients, purses, point, False, votes, fit)
        if points.settled:
            _refine(fit, shift, turn)
        found[place] = chance - _log_proposal(points, root, log_determinant, best, point)
        found[place] -= 0.5 * (point * point).sum()
        found[place] += log_density(episode.recorded, order, fit.mean, fit.spread)
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
def log_likelihood(
    episode: EpisodeArrays, finer: EpisodeArrays, points: ShockPoints, coefficients: Floats
) -> float:
    """Log likelihood of what was recorded of one episode.

    Parameters
    ----------
    episode : EpisodeArrays
    finer : EpisodeArrays
        The same with more draws of the coded ranges, or once more; without counts only these serve.
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
        mean = _chance_that_it_came(finer, points, coefficients)
        return math.log(max(mean if episode.came == 1 else 1.0 - mean, LEAST_CHANCE))
    weights = log_weights(episode, finer, points, coefficients)
    most = weights.max()
    return float(most + math.log(np.exp(weights - most).mean()))
