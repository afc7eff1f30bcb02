"""From members' support to the tally: chances, draws, and who holds the decisive seat."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from winset.foundation.randomness import generator
from winset.votes.forecast.attendance import Attendance
from winset.votes.forecast.one_sided import OneSided
from winset.votes.forecast.propagation import Observations, Posterior, site_weights
from winset.votes.quota import needed_yeas, passes
from winset.votes.records import RollCall

Floats = NDArray[np.float64]
Mixture = list[tuple[tuple[float, float], float, Floats, Floats]]
"""For each size of the shocks: the multiples, the weight, mean and covariance of what is shared."""

_NEAR = 4


@dataclass(frozen=True, eq=False)
class Line:
    """Support of each voter, linear in what is shared: constant + slopes g, and its variance.

    `word` is the declared side (0 where none) and `slip` the chance that it is wrong.
    """

    constant: Floats
    slopes: Floats
    variance: Floats
    word: NDArray[np.int8]
    slip: Floats


def line_of(observed: Observations, posterior: Posterior, voters: NDArray[np.intp]) -> Line:
    """Support of voters on the last vote, given the sites."""
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
    return Line(
        constant,
        slopes,
        np.maximum(variance, 0.0),
        observed.sides[voters, -1],
        observed.slip[voters, -1],
    )


def chances_of(line: Line, mixture: Mixture) -> Floats:
    """Probability of the liberalising side for each voter, given that it votes."""
    chances = np.zeros(line.constant.size)
    spoke = np.flatnonzero(line.word)
    nodes, weights = np.polynomial.hermite_e.hermegauss(24)
    weights = weights / weights.sum()
    for _, weight, centre, spread in mixture:
        middle = line.constant + line.slopes @ centre
        width = line.variance + np.einsum(
            "ng,gh,nh->n", line.slopes, spread, line.slopes, optimize=True
        )
        width = np.maximum(width, 0.0)
        found = ndtr(middle / np.sqrt(1.0 + width))
        if spoke.size:
            support = middle[spoke, None] + np.sqrt(width[spoke])[:, None] * nodes
            found[spoke] = _after_the_word(ndtr(support), line, spoke) @ weights
        chances += weight * found
    return chances


def _after_the_word(chance: Floats, line: Line, spoke: NDArray[np.intp]) -> Floats:
    """Chance of the liberalising side, given the support and the declared side (Bayes' rule)."""
    slip = np.broadcast_to(line.slip[spoke].reshape(-1, 1), chance.shape)
    agrees = np.where(line.word[spoke].reshape(-1, 1) > 0, 1.0 - slip, slip)
    return np.asarray(agrees * chance / (agrees * chance + (1.0 - agrees) * (1.0 - chance)))


@dataclass(frozen=True, slots=True)
class Expectation:
    """Expectation of a vote apart from its members.

    Parameters
    ----------
    one_sided
        Whether nearly everybody may vote Yea.
    odds
        By how much a contested vote is likelier to carry than the members' record says, because
        leaders brought it to a vote; 1 where they did not.
    """

    one_sided: OneSided
    odds: float


@dataclass(frozen=True, eq=False)
class Tally:
    """Draws of a tally: yeas and nays, outcome; by member the decisive seat and the distance.

    `moved` is how far the expectation moves each member's probability of a Yea; `votes` holds +1
    Yea, -1 Nay and 0 absent, shape (n_draws, n_voters).
    """

    counts: NDArray[np.int64]
    carried: NDArray[np.bool_]
    pivot: Floats
    distance: Floats
    moved: Floats
    votes: NDArray[np.int8]


def draw_support(line: Line, mixture: Mixture, source: np.random.Generator, draws: int) -> Floats:
    """Draw the support of each voter, shape (n_draws, n_voters), without the vote's own noise."""
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
    support += np.sqrt(line.variance) * source.standard_normal((draws, voters))
    return support


def draw_tally(
    line: Line,
    mixture: Mixture,
    attendance: Attendance,
    call: RollCall,
    draws: int,
    seed: int,
    told: Expectation,
) -> Tally:
    """Draw sizes of shocks, what is shared, members and attendance, and count.

    Parameters
    ----------
    line, mixture, attendance
        Support and presence of the voters.
    call
        The vote.
    draws, seed
        Number of draws, and their seed.
    told
        Whether the vote may be one-sided, and whether leaders bring it.
    """
    source = generator(seed, f"votes.forecast.{call.key}")
    support = draw_support(line, mixture, source, draws) * call.orientation
    votes = _draw_votes(support, line, call, source)
    is_there = attendance.draw(source, draws)
    carried = _carried(votes, is_there, call)
    picked = _picked(carried, told, draws)
    from_record = ndtr(support).mean(axis=0)
    votes, is_there = votes[picked], is_there[picked]
    chance = ndtr(support[picked]).mean(axis=0)
    if picked.size < draws:
        rest = np.arange(draws - picked.size)
        certain = told.one_sided.support(support[rest], source)
        votes = np.concatenate([votes, _draw_votes(certain, line, call, source)])
        is_there = np.concatenate([is_there, attendance.draw(source, rest.size)])
        share = rest.size / draws
        chance = (1.0 - share) * chance + share * ndtr(certain).mean(axis=0)
    moved = chance - from_record
    moved[np.flatnonzero(line.word)] = 0.0  # their word is known
    yeas = ((votes > 0) & is_there).sum(axis=1)
    nays = ((votes <= 0) & is_there).sum(axis=1)
    return Tally(
        np.stack([yeas, nays], axis=1).astype(np.int64),
        _carried(votes, is_there, call),
        _pivots(votes, is_there, call, line.constant.size),
        np.maximum(-votes, 0.0).mean(axis=0),
        moved,
        np.where(is_there, np.where(votes > 0, 1, -1), 0).astype(np.int8),
    )


def _picked(carried: NDArray[np.bool_], told: Expectation, draws: int) -> NDArray[np.intp]:
    """Draws of a contested vote, as often as it is contested and as likely as leaders make them."""
    wanted = max(draws - round(told.one_sided.chance * draws), 1)
    if told.odds == 1.0:
        return np.arange(wanted)
    edges = np.cumsum(np.where(carried, told.odds, 1.0))
    places = (np.arange(wanted) + 0.5) / wanted * edges[-1]
    return np.asarray(np.minimum(np.searchsorted(edges, places), draws - 1), dtype=np.intp)


def _carried(votes: Floats, is_there: NDArray[np.bool_], call: RollCall) -> NDArray[np.bool_]:
    yeas, nays = ((votes > 0) & is_there).sum(axis=1), ((votes <= 0) & is_there).sum(axis=1)
    return passes(call.requires, call.chamber, yeas, nays, votes.shape[1], call.tie_breaker)


def _draw_votes(support: Floats, line: Line, call: RollCall, source: np.random.Generator) -> Floats:
    """Support for Yea with the vote's own noise, positive where the member votes Yea."""
    noise = source.standard_normal(support.shape)
    spoke = np.flatnonzero(line.word)
    if spoke.size:
        turn = call.orientation
        noise[:, spoke] = turn * _noise_after_the_word(
            turn * support[:, spoke], ndtr(turn * noise[:, spoke]), line, source
        )
    return np.asarray(support + noise)


def _noise_after_the_word(
    support: Floats, level: Floats, line: Line, source: np.random.Generator
) -> Floats:
    """Noise of members who declared a side: first the side they take, then noise that takes it."""
    chance = ndtr(support)
    spoke = np.flatnonzero(line.word)
    opens = source.random(support.shape) < _after_the_word(chance.T, line, spoke).T
    within = np.where(opens, 1.0 - chance + level * chance, level * (1.0 - chance))
    return np.asarray(ndtri(np.clip(within, 1e-12, 1.0 - 1e-12)))


def _pivots(toward_yea: Floats, is_there: NDArray[np.bool_], call: RollCall, voters: int) -> Floats:
    """Chance that each voter holds the seat on which the outcome turns, smoothed.

    Members are ordered by their support in each draw; the seat is the last one needed. Counted are
    the seats up to four places from it, divided by their number.
    """
    ranked = np.where(is_there, toward_yea, -np.inf)
    order = np.argsort(-ranked, axis=1, kind="stable")
    there = is_there.sum(axis=1)
    rule = (call.requires, call.chamber, voters)
    needed = np.array([needed_yeas(*rule, int(n), call.tie_breaker) for n in there])
    near = (needed - 1)[:, None] + np.arange(-_NEAR, _NEAR + 1)
    real = (near >= 0) & (near < there[:, None])
    held = np.take_along_axis(order, np.clip(near, 0, voters - 1), axis=1)
    share = np.broadcast_to(1.0 / np.maximum(real.sum(axis=1), 1)[:, None], held.shape)
    counts = np.bincount(held[real], share[real], minlength=voters)
    return np.asarray(counts / there.size)
