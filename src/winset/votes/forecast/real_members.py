"""Real members for a chamber of a game: positions from their support, shocks from the forecast."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winset.foundation.randomness import BLOCK_DRAWS, standard_normals, uniforms
from winset.votes.forecast.one_vote import Support, member_support
from winset.votes.forecast.prior import SIZES
from winset.votes.forecast.tally import chances_of
from winset.votes.records import Member, VoteTable

Floats = NDArray[np.float64]

SPREAD_OF_A_PARTY: Final = 0.15
"""Spread of members' lasting positions in a party, as in docs/explanation/shock-sizes.md."""

LASTING: Final = float(np.sqrt(SIZES.member**2 + SIZES.member_group**2 + SIZES.member_kind**2))
"""The same spread in units of the probit."""

POSITION_OF_A_UNIT: Final = SPREAD_OF_A_PARTY / LASTING
"""Distance on the axis that one unit of the probit reaches."""


@dataclass(frozen=True, eq=False)
class ShockSize:
    """Support under one size of bill shock and party swing.

    Parameters
    ----------
    weight
        What the earlier votes say for this size.
    middle : array (n_members,)
        Expected support.
    loading : array (n_members, n_shared)
        How it moves with independent normal shocks that members share.
    """

    weight: float
    middle: Floats
    loading: Floats


@dataclass(frozen=True, eq=False)
class RealMembers:
    """Members of a chamber on a vote axis from 0 (closed) to 1 (open).

    Parameters
    ----------
    members
        In the order of the arrays.
    position : array (n_members,)
        Ideal points, 0..1. A member as likely to vote for as against stands at the midpoint of
        status quo and proposal.
    chance : array (n_members,)
        Probability of the liberalising side by the forecast, given that the member votes.
    mean, deviation : array (n_members,)
        Expected support in units of the probit, and the standard deviation of what is the member's
        own, the vote's noise included.
    sizes
        What members share, under each size of the shocks.
    stream
        Name of the random streams.
    votes
        Number of earlier roll calls it rests on.
    unit
        Distance on the axis that one unit of the probit reaches.
    """

    members: tuple[Member, ...]
    position: Floats
    chance: Floats
    mean: Floats
    deviation: Floats
    sizes: tuple[ShockSize, ...]
    stream: str
    votes: int
    unit: float = POSITION_OF_A_UNIT

    def shocks(self, seed: int, start: int, stop: int) -> Floats:
        """Find what the draws ``start`` to ``stop`` add to positions, shape (n_draws, n_members).

        Party swing, bill shock, doubt about the member and the vote's own noise; members of one
        party move together. The same draw has the same numbers to the last bit, whichever range it
        is asked in and by however many workers.
        """
        first = start // BLOCK_DRAWS
        blocks = [
            _block(self, seed, block) for block in range(first, max(first, -(-stop // BLOCK_DRAWS)))
        ]
        whole = np.concatenate(blocks) if blocks else np.zeros((0, len(self.members)))
        return whole[start - first * BLOCK_DRAWS : stop - first * BLOCK_DRAWS]


@lru_cache(maxsize=8)
def _block(found: RealMembers, seed: int, block: int) -> Floats:
    """Shifts in one whole block of draws."""
    start, stop = block * BLOCK_DRAWS, (block + 1) * BLOCK_DRAWS

    def normals(part: str, width: int) -> Floats:
        return standard_normals(seed, f"{found.stream}.{part}", start, stop, width)

    edges = np.cumsum([size.weight for size in found.sizes])
    level = uniforms(seed, f"{found.stream}.size", start, stop)[:, 0]
    which = np.minimum(np.searchsorted(edges, level, side="right"), len(found.sizes) - 1)
    shared = normals("shared", found.sizes[0].loading.shape[1])
    support = found.deviation * normals("member", len(found.members)) - found.mean
    for number, size in enumerate(found.sizes):
        at = np.flatnonzero(which == number)
        if at.size:  # not by BLAS, whose last bit depends on the number of threads
            support[at] += size.middle + np.einsum("dk,nk->dn", shared[at], size.loading)
    return np.asarray(found.unit * support)


def real_members(
    table: VoteTable,
    key: str,
    *,
    status_quo: float,
    proposal: float,
    as_of: dt.date | None = None,
) -> RealMembers:
    """Place real members on a vote axis as known before a day.

    Parameters
    ----------
    table, key, as_of
        As `winset.votes.forecast.one_vote.forecast_vote`.
    status_quo, proposal
        Places on the axis, 0..1, the proposal more open.

    Returns
    -------
    RealMembers

    Raises
    ------
    InputError
        If the vote is unknown, or nobody is known to vote.

    Notes
    -----
    Support f maps to a position by midpoint + f x 0.15 / lasting spread (2.12 units of the probit).
    A member's shifted position lies above the midpoint exactly where its support with the vote's
    noise is positive: without ties and without a cost of no agreement it takes the liberalising
    side in the share of draws that the forecast gives. Positions are clipped to 0..1.
    """
    found = member_support(table, key, as_of=as_of)
    return placed_members(found, key, status_quo=status_quo, proposal=proposal)


def placed_members(
    found: Support,
    key: str,
    *,
    status_quo: float,
    proposal: float,
    unit: float = POSITION_OF_A_UNIT,
) -> RealMembers:
    """Place members whose support on a vote is known on a vote axis.

    Parameters
    ----------
    found
        From `winset.votes.forecast.one_vote.member_support`.
    key
        The vote; it names the random streams.
    status_quo, proposal
        As for `real_members`.
    unit
        Distance on the axis that one unit of the probit reaches; more where the axis is stretched.
    """
    midpoint = 0.5 * (status_quo + proposal)
    line = found.line
    sizes = []
    for _, weight, centre, spread in found.mixture:
        jitter = 1e-9 * np.trace(spread) / centre.size * np.eye(centre.size)
        loading = line.slopes @ np.linalg.cholesky(spread + jitter)
        sizes.append(ShockSize(weight, line.constant + line.slopes @ centre, loading))
    return RealMembers(
        found.members,
        np.clip(midpoint + unit * found.mean, 0.0, 1.0),
        chances_of(line, found.mixture),
        found.mean,
        np.sqrt(1.0 + line.variance),
        tuple(sizes),
        f"votes.members.{key}",
        found.votes,
        unit,
    )
