"""Expectation propagation for a Gaussian model of probit votes, members as independent blocks.

The posterior given the sites (one Gaussian factor a vote) is exact: members are independent given
what they share (g of each party and vote, and states), so the work grows with the number of
members, not with its cube.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr, ndtr

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


_CHUNK = 256
_LEAST_PRECISION = 1e-6


@dataclass(frozen=True, eq=False)
class Observations:
    """Votes member by member.

    Parameters
    ----------
    sides : array (n_members, n_votes)
        +1, -1, or 0 where nothing is known.
    slip : array (n_members, n_votes)
        Probability that the side says nothing, 0 to below 1/2 each way.
    place : array (n_members, n_votes)
        Row of g for each member and vote; any where not observed.
    covariates : array (n_members, n_covariates)
        What g's last rows multiply: ones for the member's state.
    kernel : array (n_votes, n_votes)
        Covariance of a member's own leaning.
    """

    sides: NDArray[np.int8]
    slip: Floats
    place: Places
    covariates: Floats
    kernel: Floats


@dataclass(frozen=True, eq=False)
class _Block:
    rows: Places
    votes: Places
    real: NDArray[np.bool_]
    place: Places
    kernel: Floats
    sides: Floats
    slip: Floats
    covariates: Floats


@dataclass(frozen=True, eq=False)
class Shared:
    """Messages of the sites on the shared part: precision, shift, and the prior's mean."""

    precision: Floats
    shift: Floats


@dataclass(frozen=True, eq=False)
class Posterior:
    """Sites and the shared part at their fixed point.

    Parameters
    ----------
    precision, shift : array (n_members, n_votes)
        Sites in natural parameters.
    shared
        Evidence of all sites about the shared part, without its prior.
    sweeps
        How many passes were made.
    change
        Largest change of a site's shift in the last pass.
    """

    precision: Floats
    shift: Floats
    shared: Shared
    sweeps: int
    change: float


def fit(
    observed: Observations,
    mean: Floats,
    covariance: Floats,
    *,
    tolerance: float = 1e-3,
    most_sweeps: int = 60,
) -> Posterior:
    """Find the sites.

    Parameters
    ----------
    observed
        The votes.
    mean, covariance
        Prior of the shared part, shape (n_shared,) and (n_shared, n_shared).
    tolerance
        The passes end when no site's shift changes by more.
    most_sweeps
        At most this many passes.

    Returns
    -------
    Posterior
    """
    # Near where most sites end: from nothing at all the first passes would be spent on leaving it.
    precision = np.where(observed.sides != 0, 0.3, 0.0)
    shift = 0.4 * observed.sides.astype(float)
    blocks = list(_blocks(observed))
    change = np.inf
    sweep = 0
    while sweep < most_sweeps and change > tolerance:
        weights = [site_weights(_own(block, precision), block.kernel) for block in blocks]
        shared = _evidence(observed, blocks, weights, shift, mean.size)
        centre, spread = shared_posterior(shared, mean, covariance)
        # All sites move at once, which can swing for ever: after three whole steps, shorter ones.
        damping = 1.0 if sweep < 3 else 0.8
        change = 0.0
        for block, weight in zip(blocks, weights, strict=True):
            moved = _update(block, weight, precision, shift, centre, spread, damping)
            change = max(change, moved)
        sweep += 1
    weights = [site_weights(_own(block, precision), block.kernel) for block in blocks]
    shared = _evidence(observed, blocks, weights, shift, mean.size)
    return Posterior(precision, shift, shared, sweep, float(change))


def shared_posterior(shared: Shared, mean: Floats, covariance: Floats) -> tuple[Floats, Floats]:
    """Mean and covariance of the shared part, given the sites and a prior."""
    # (K^-1 + L)^-1 = K - K (I + L K)^-1 L K, without inverting K.
    weight = np.linalg.solve(np.eye(mean.size) + shared.precision @ covariance, shared.precision)
    spread = covariance - covariance @ weight @ covariance
    spread = 0.5 * (spread + spread.T)
    return mean + spread @ (shared.shift - shared.precision @ mean), spread


def log_evidence(shared: Shared, mean: Floats, covariance: Floats) -> float:
    """Log probability of the sites' evidence under a prior of the shared part, up to a constant."""
    inner = np.eye(mean.size) + shared.precision @ covariance
    rest = shared.shift - shared.precision @ mean
    _, size = np.linalg.slogdet(inner)
    gain = rest @ (covariance @ np.linalg.solve(inner, rest))
    at_mean = mean @ shared.shift - 0.5 * mean @ shared.precision @ mean
    return float(at_mean + 0.5 * gain - 0.5 * size)


def tilted(
    sides: Floats, slip: Floats, mean: Floats, variance: Floats
) -> tuple[Floats, Floats, Floats]:
    """Log chance of votes under Gaussian support, with its first and minus its second derivative.

    Examples
    --------
    >>> chance, slope, bend = tilted(np.ones(1), np.zeros(1), np.zeros(1), np.zeros(1))
    >>> round(float(np.exp(chance[0])), 3), round(float(slope[0]), 4), round(float(bend[0]), 4)
    (0.5, 0.7979, 0.6366)
    """
    root = np.sqrt(1.0 + variance)
    z = sides * mean / root
    keep = 1.0 - 2.0 * slip
    log_chance = np.where(slip > 0, np.log(slip + keep * ndtr(z) + 1e-300), log_ndtr(z))
    ratio = keep * np.exp(-0.5 * z * z - 0.5 * np.log(2 * np.pi) - log_chance)
    slope = sides * ratio / root
    bend = slope**2 + ratio * z / root**2
    return log_chance, slope, bend


def _blocks(observed: Observations) -> Iterator[_Block]:
    # Members of like numbers of votes together, so that blocks of equal width hold little padding;
    # blocks, because one matrix a member for a whole Congress would not fit.
    counts = (observed.sides != 0).sum(axis=1)
    order = np.argsort(counts, kind="stable")
    order = order[counts[order] > 0]
    for start in range(0, order.size, _CHUNK):
        rows = order[start : start + _CHUNK]
        width = int(counts[rows].max())
        seen = observed.sides[rows] != 0
        votes = np.argsort(~seen, axis=1, kind="stable")[:, :width]
        real = np.take_along_axis(seen, votes, axis=1)
        at = rows[:, None]
        yield _Block(
            rows,
            votes,
            real,
            np.where(real, observed.place[at, votes], 0),
            observed.kernel[votes[:, :, None], votes[:, None, :]],
            observed.sides[at, votes].astype(float),
            observed.slip[at, votes],
            observed.covariates[rows],
        )


def site_weights(precision: Floats, kernel: Floats) -> Floats:
    """W = (K + T^-1)^-1 with zero rows where T is zero, shape (..., n, n)."""
    # By the root of T on both sides, so that nothing is divided by a precision of zero and what is
    # inverted has no eigenvalue below one.
    root = np.sqrt(precision)
    size = precision.shape[-1]
    inner = np.eye(size) + root[..., :, None] * kernel * root[..., None, :]
    return np.asarray(root[..., :, None] * np.linalg.inv(inner) * root[..., None, :])


def _own(block: _Block, values: Floats) -> Floats:
    """Values of the block's members on the votes they cast; 0 where a place holds no vote."""
    return np.where(block.real, values[block.rows[:, None], block.votes], 0.0)


def _evidence(
    observed: Observations, blocks: list[_Block], weights: list[Floats], shift: Floats, size: int
) -> Shared:
    plain = size - observed.covariates.shape[1]
    total, pull = np.zeros((size, size)), np.zeros(size)
    for block, weight in zip(blocks, weights, strict=True):
        push = _own(block, shift)
        rest = push - (weight @ (block.kernel @ push[..., None]))[..., 0]
        rest = np.where(block.real, rest, 0.0)
        pairs = block.place[:, :, None] * plain + block.place[:, None, :]
        total[:plain, :plain] += np.bincount(
            pairs.ravel(), weight.ravel(), minlength=plain * plain
        ).reshape(plain, plain)
        pull[:plain] += np.bincount(block.place.ravel(), rest.ravel(), minlength=plain)
        rows_sum = weight.sum(axis=2)
        cross = np.zeros((plain, size - plain))
        np.add.at(
            cross,
            block.place.ravel(),
            (rows_sum[:, :, None] * block.covariates[:, None, :]).reshape(-1, size - plain),
        )
        total[:plain, plain:] += cross
        total[plain:, :plain] += cross.T
        total[plain:, plain:] += (block.covariates * rows_sum.sum(1)[:, None]).T @ block.covariates
        pull[plain:] += block.covariates.T @ rest.sum(axis=1)
    return Shared(0.5 * (total + total.T), pull)


def _update(
    block: _Block,
    weight: Floats,
    precision: Floats,
    shift: Floats,
    centre: Floats,
    spread: Floats,
    damping: float,
) -> float:
    own, push = _own(block, precision), _own(block, shift)
    through = np.eye(own.shape[1]) - block.kernel @ weight
    local = block.kernel - block.kernel @ weight @ block.kernel
    mean, cov = _shared_here(block, centre, spread)
    middle = (through @ mean[..., None] + local @ push[..., None])[..., 0]
    width = np.einsum("nii->ni", local) + np.einsum(
        "nij,njk,nik->ni", through, cov, through, optimize=True
    )
    # The cavity is what all else says of the support. A site is fitted beside it and not beside the
    # posterior, which holds the vote already: that would count it twice.
    cavity = 1.0 / np.maximum(1.0 / width - own, 1e-10)
    cavity_mean = cavity * (middle / width - push)
    _, slope, bend = tilted(block.sides, block.slip, cavity_mean, cavity)
    # So that mean and variance are those of the cavity times the exact chance of the vote. The
    # floor keeps W defined: with slips the chance is not log-concave, so a match can be negative.
    new = np.maximum(bend / np.maximum(1.0 - cavity * bend, 1e-10), _LEAST_PRECISION)
    new_shift = new * cavity_mean + slope * (1.0 + new * cavity)
    at = (block.rows[:, None], block.votes)
    real = block.real
    new = own + damping * (new - own)
    new_shift = push + damping * (new_shift - push)
    change = float(np.abs(np.where(real, new_shift - push, 0.0)).max(initial=0.0))
    precision[at] = np.where(real, new, precision[at])
    shift[at] = np.where(real, new_shift, shift[at])
    return change


def _shared_here(block: _Block, centre: Floats, spread: Floats) -> tuple[Floats, Floats]:
    plain = centre.size - block.covariates.shape[1]
    place, extra = block.place, block.covariates
    mean = centre[place] + (extra @ centre[plain:])[:, None]
    cov = spread[place[:, :, None], place[:, None, :]]
    across = np.einsum("nkq,nq->nk", spread[:, plain:][place], extra)
    inner = np.einsum("nq,qr,nr->n", extra, spread[plain:, plain:], extra, optimize=True)
    return mean, cov + across[:, :, None] + across[:, None, :] + inner[:, None, None]
