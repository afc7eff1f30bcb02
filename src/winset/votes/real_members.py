"""Real members for a chamber of a game: positions from their support, shocks from the forecast."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winset.foundation.randomness import generator
from winset.votes.forecast import Support, member_support
from winset.votes.prior import SIZES
from winset.votes.records import Member, VoteTable

__all__ = ["SPREAD_OF_A_PARTY", "RealMembers", "real_members"]

Floats = NDArray[np.float64]

SPREAD_OF_A_PARTY: Final = 0.15
"""Spread of members' lasting positions in a party, as in docs/explanation/shock-sizes.md."""

LASTING: Final = float(np.sqrt(SIZES.member**2 + SIZES.member_group**2 + SIZES.member_kind**2))
"""The same spread in units of the probit."""


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
    shocks : array (n_draws, n_members)
        What each draw adds to a member's position: party swing, bill shock, doubt about the member
        and the vote's own noise. Members of one party move together.
    """

    members: tuple[Member, ...]
    position: Floats
    shocks: Floats


def real_members(
    table: VoteTable,
    key: str,
    *,
    status_quo: float,
    proposal: float,
    as_of: dt.date | None = None,
    draws: int = 2000,
    seed: int = 0,
) -> RealMembers:
    """Place real members on a vote axis as known before a day.

    Parameters
    ----------
    table, key, as_of
        As `winset.votes.forecast.forecast_vote`.
    status_quo, proposal
        Places on the axis, 0..1, the proposal more open.
    draws, seed
        Of the shocks.

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
    With salience s the surplus of a member at x is then 2 s (x - midpoint), positive where f is,
    as long as the member stands between status quo and proposal. Positions are clipped to 0..1.
    """
    found: Support = member_support(table, key, as_of=as_of)
    unit = SPREAD_OF_A_PARTY / LASTING
    midpoint = 0.5 * (status_quo + proposal)
    position = np.clip(midpoint + unit * found.mean, 0.0, 1.0)
    source = generator(seed, f"votes.members.{key}")
    support = found.draw(source, draws)
    support += source.standard_normal(support.shape)
    return RealMembers(found.members, position, unit * (support - found.mean))
