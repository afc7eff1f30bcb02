"""Points at which the likelihood of an episode is summed over the shocks of bill and parties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.special import logsumexp, ndtri
from scipy.stats import qmc

from winset.games.domestic import Floats
from winset.kernels.episode_likelihood import (
    ShockPoints,
    best_shocks,
    log_likelihood,
    log_weights,
)
from winset.kernels.episode_votes import EpisodeArrays

__all__ = ["even_normal", "few_points", "settled_points"]

NEAR_PAIRS: Final = 8
"""Pairs of opposite points round the best shocks."""
FAR_PAIRS: Final = 4
"""Pairs of opposite points as the shocks are drawn: where a whole party is of one mind, any large
shock accounts for it, and the normal approximation is too narrow."""
WIDER: Final = 1.3
"""Spread of the few points over that of the normal approximation."""

SETTLED_WIDER: Final = 1.2
"""Spread of settled points over that of the shocks as they were found."""
MOST_NOISE: Final = 0.06
"""Standard deviation that the choice of points may give the log likelihood of an episode."""
LEAST_POINTS: Final = (32, 8)
"""Points near the best shocks and as the shocks are drawn, before their number is doubled."""
MOST_DOUBLINGS: Final = 3
LEAST_FAR: Final = 128
"""Points without recorded counts, if there are fewer draws."""
TRIAL_POINTS: Final = (512, 256)
TRIALS: Final = 2
TRIAL_SETS: Final = 4
LEAST_VARIANCE: Final = 1e-3

Count = tuple[int, int]
"""Points near the best shocks, and as the shocks are drawn."""


def few_points(episode: EpisodeArrays) -> ShockPoints:
    """Twenty-four points, the same for every episode but for the shocks they come from.

    Parameters
    ----------
    episode
        Its first twelve draws of the shocks give the points; without recorded counts all draws
        are taken as they are.

    Examples
    --------
    >>> from winset.casebook import read_domestic_case
    >>> from winset.cases.file.read_parameters import read_parameters
    >>> from winset.studies.estimate.episodes import episode_of
    >>> case = read_domestic_case("nafta-1993")
    >>> points = few_points(episode_of(case, read_parameters(), seed=0).arrays(0.5))
    >>> points.near.shape, points.far.shape
    ((16, 4), (8, 4))
    """
    drawn = np.column_stack([episode.bill_shock, episode.party_shock])
    shocks = drawn.shape[1]
    if episode.recorded.size == 0:
        return ShockPoints(drawn[:0], drawn, np.zeros(shocks), np.eye(shocks), False)
    rows = drawn[np.arange(NEAR_PAIRS + FAR_PAIRS) % len(drawn)]
    return ShockPoints(
        near=_opposite(rows[:NEAR_PAIRS]) * WIDER,
        far=_opposite(rows[NEAR_PAIRS:]),
        centre=np.zeros(shocks),
        root=WIDER * np.eye(shocks),
        settled=False,
    )


def settled_points(
    episode: EpisodeArrays,
    finer: EpisodeArrays,
    vectors: Sequence[Floats],
    source: np.random.Generator,
) -> ShockPoints:
    """As many points as the episode needs, where its shocks may be.

    Answers: at which shocks must the likelihood be summed so that their choice hardly matters?

    Parameters
    ----------
    episode
        The episode.
    finer
        The same with more draws of the coded ranges, or once more.
    vectors
        Coefficients: the best ones first, then others that may be true, each ``(12,)``.
    source
        Generator of random numbers.

    Returns
    -------
    ShockPoints
        The same for all coefficients, so that the likelihood stays smooth.

    Notes
    -----
    At the best coefficients the shocks are weighted as they account for the record, twice, and the
    mean and covariance of what is found, 1.2 times as wide, take the place of the normal
    approximation; there, in its units, all draws of the coded ranges correct the first ones. The
    number of points, 40 at first (without recorded counts one for each draw of the coded ranges, or
    128, as the shocks are drawn), is doubled up to three times until different choices of them
    would move the log likelihood by no more than .06 (standard deviation over `vectors` of what is
    not shared by all of them).
    """
    shocks = 1 + episode.party_shock.shape[1]
    none = np.empty((0, shocks))
    points = ShockPoints(none, none, np.zeros(shocks), WIDER * np.eye(shocks), settled=True)
    count = (0, max(LEAST_FAR, len(finer.bill_shock)))
    if episode.recorded.size > 0:
        count = LEAST_POINTS
        for _ in range(TRIALS):
            points = _learnt(episode, finer, _drawn(points, TRIAL_POINTS, source), vectors[0])
    for _ in range(MOST_DOUBLINGS):
        if _noise((episode, finer), points, vectors, count, source) <= MOST_NOISE:
            break
        count = 2 * count[0], 2 * count[1]
    return _drawn(points, count, source)


def _opposite(rows: Floats) -> Floats:
    """Each row, then its opposite."""
    return np.ascontiguousarray(np.stack([rows, -rows], axis=1).reshape(-1, rows.shape[1]))


def even_normal(count: int, columns: int, source: np.random.Generator) -> Floats:
    """Standard normal points spread evenly, a scrambled Sobol sequence.

    Few of them give each column its mean, its variance and no correlation with the others.

    Parameters
    ----------
    count, columns
        Points and their coordinates.
    source
        Generator of random numbers.

    Returns
    -------
    array
        Shape ``(count, columns)``, in the order of the sequence.

    Examples
    --------
    >>> points = even_normal(32, 3, np.random.default_rng(0))
    >>> points.shape, bool(abs(points.mean(axis=0)).max() < 0.1)
    ((32, 3), True)
    """
    if count == 0:
        return np.empty((0, columns))
    whole = 1 << (count - 1).bit_length()  # Sobol's points are even in powers of 2
    points = qmc.Sobol(columns, rng=source).random(whole)[:count]
    return np.asarray(ndtri(np.clip(points, 1e-9, 1.0 - 1e-9)))


def _unordered(count: int, shocks: int, source: np.random.Generator) -> Floats:
    """Standard normal points, spread evenly, in no order.

    In the order of Sobol's sequence every thirty-second point lies in the same part of the first
    shock, so that each draw of the coded ranges would meet one part of it only.
    """
    return np.ascontiguousarray(source.permutation(even_normal(count, shocks, source)))


def _drawn(points: ShockPoints, count: Count, source: np.random.Generator) -> ShockPoints:
    """New points by the same law."""
    shocks = points.centre.size
    near = points.centre + _unordered(count[0], shocks, source) @ points.root.T
    return points._replace(
        near=np.ascontiguousarray(near), far=_unordered(count[1], shocks, source)
    )


def _learnt(
    episode: EpisodeArrays, finer: EpisodeArrays, points: ShockPoints, coefficients: Floats
) -> ShockPoints:
    """Points by the mean and the covariance of the shocks as the record weights them."""
    logs = log_weights(episode, finer, points, coefficients)
    best, root, _ = best_shocks(episode, coefficients, points.settled)
    weights = np.exp(logs - logsumexp(logs))
    places = np.vstack([points.near, (points.far - best) @ root])
    centre = weights @ places
    covariance = ((places - centre).T * weights) @ (places - centre)
    covariance += LEAST_VARIANCE * np.eye(centre.size)
    return points._replace(centre=centre, root=SETTLED_WIDER * np.linalg.cholesky(covariance))


def _noise(
    episode: tuple[EpisodeArrays, EpisodeArrays],
    points: ShockPoints,
    vectors: Sequence[Floats],
    count: Count,
    source: np.random.Generator,
) -> float:
    """By how much the choice of points moves the log likelihood, coefficients against others."""
    logs = np.empty((TRIAL_SETS, len(vectors)))
    for row in logs:
        drawn = _drawn(points, count, source)
        row[:] = [log_likelihood(*episode, drawn, vector) for vector in vectors]
    away = logs - logs.mean(axis=0)
    away -= away.mean(axis=1, keepdims=True)
    return float(np.sqrt((away**2).sum() / (TRIAL_SETS - 1) / max(len(vectors) - 1, 1)))
