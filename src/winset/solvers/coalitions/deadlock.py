"""The deadlock coalition: who loses, how well they pool, and what would split them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from winset.foundation.tolerances import INDIFFERENCE
from winset.games.domestic import Floats
from winset.kernels.members import pair_distance
from winset.solvers.coalitions.contributions import Field
from winset.solvers.coalitions.ratification_price import price_in


@dataclass(frozen=True)
class DeadlockCoalition:
    """Opponents of the first draw and their cohesion in every draw.

    Parameters
    ----------
    members
        Rows of the actors that lose, largest contribution first.
    contributes
        What each actor spends against, in the first draw, shape ``(n_actors,)``.
    opposing_members
        Members of each bloc that lose, in the first draw, shape ``(n_actors,)``.
    cohesion
        Joined share of the opponents' potential capacity, NaN without contributions, shape
        ``(n_draws,)``.
    cohesion_reasons
        How near the contributors stand in their reasons: the root of the sum over pairs of
        contributions times one minus distance, over the sum of contributions.
    """

    members: tuple[int, ...]
    contributes: Floats
    opposing_members: np.ndarray[tuple[int], np.dtype[np.int64]]
    cohesion: Floats
    cohesion_reasons: Floats


@dataclass(frozen=True)
class OpponentDistance:
    """Two opponents and how far apart they stand, on the vote and in their reasons."""

    first: int
    second: int
    vote: float
    reasons: float


@dataclass(frozen=True)
class Division:
    """Price of one fund holder, and of ratification without it."""

    actor: int
    entry_price: float
    price_after: float


def deadlock_coalition(field: Field) -> DeadlockCoalition:
    """Deadlock coalition of a field.

    Answers: who opposes the bill, with what, and how well do they pool it?

    Parameters
    ----------
    field
        The field before anybody is paid.

    Returns
    -------
    DeadlockCoalition

    Notes
    -----
    Cohesion in reasons is 1 where all contributors stand at one point and falls with the distances
    between them; with n equal contributors at distance 1 from one another it is 1/sqrt(n).
    """
    against = field.by_actor(-1)
    total = against.sum(axis=1)
    losing = losing_members(field)
    loses = (field.surplus.total[0] < 0.0) & ~field.game.labels.at_level("legislature")
    loses |= losing > 0
    order = sorted(np.flatnonzero(loses), key=lambda row: (-against[0, row], row))
    with np.errstate(invalid="ignore", divide="ignore"):
        cohesion = np.where(total > 0.0, field.cohesion, np.nan)
        reasons = np.where(total > 0.0, field.pooled(on_reasons=True) / total, np.nan)
    if not field.game.labels.reason_issues:
        reasons = np.full_like(cohesion, np.nan)
    return DeadlockCoalition(
        tuple(int(row) for row in order), against[0], losing, cohesion, reasons
    )


def losing_members(field: Field) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Members of each bloc that lose, in the first draw, shape ``(n_actors,)``."""
    losing = np.zeros(len(field.game.labels.actors), dtype=np.int64)
    for chamber in field.chambers:
        np.add.at(losing, chamber.seating.bloc, (chamber.surplus[0] < 0.0).astype(np.int64))
    return losing


def opponent_distances(field: Field) -> tuple[OpponentDistance, ...]:
    """Distances between the opponents of the first draw, on the vote and in their reasons.

    Groups, officials and foreign actors count if they lose, blocs if their mean member loses.
    Pairs without a reason axis in common are left out.
    """
    game, numbers = field.game, field.game.numbers
    city = game.choices.distance == "city-block"
    rows = [int(row) for row in np.flatnonzero(field.surplus.total[0] < 0.0)]
    found = []
    for one, other in combinations(rows, 2):
        reason_one, reason_other = (numbers.reason_position[0, row] for row in (one, other))
        if np.isnan(reason_one + reason_other).all():
            continue
        vote = pair_distance(
            np.ascontiguousarray(field.surplus.position[0, one]),
            np.ascontiguousarray(field.surplus.position[0, other]),
            np.ascontiguousarray(numbers.salience[0, one]),
            np.ascontiguousarray(numbers.salience[0, other]),
            city,
        )
        reasons = pair_distance(
            np.ascontiguousarray(reason_one),
            np.ascontiguousarray(reason_other),
            np.ascontiguousarray(numbers.reason_salience[0, one]),
            np.ascontiguousarray(numbers.reason_salience[0, other]),
            city,
        )
        found.append(OpponentDistance(one, other, vote, reasons))
    return tuple(found)


def divide_and_conquer(field: Field) -> tuple[Division, ...]:
    """Find what buying single fund holders out of the opposition would cost and leave to pay.

    Answers: would it be cheaper to split the deadlock coalition than to outbid it?

    Parameters
    ----------
    field
        The field of a game of one draw.

    Returns
    -------
    tuple of Division
        One for each opponent outside the chambers that spends; an infinite entry price where its
        willingness is zero or not coded.

    Notes
    -----
    A fund holder gives up for what it would have spent, divided by its willingness to bargain: by
    spending so much it shows that the bill costs it at least that. This is a choice of this
    project.
    """
    game = field.game
    against = field.by_actor(-1)[0]
    divisions = []
    for row in np.flatnonzero((against > INDIFFERENCE) & ~game.labels.at_level("legislature")):
        rate = field.willingness[0, row]
        entry = against[row] / rate if rate > 0.0 else np.inf
        silent = field.without(int(row))
        divisions.append(Division(int(row), float(entry), float(price_in(silent).price[0])))
    return tuple(divisions)
