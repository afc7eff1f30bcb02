"""Opponents that join the common campaign."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.games.domestic import DomesticGame, Floats

UNKNOWN = 0.5
"""Chance of joining where nothing is recorded and nothing distinguishes actors."""
USUAL_STAKE, USUAL_VOTE_DISTANCE, USUAL_REASON_DISTANCE = 0.5, 0.2, 0.3
"""Values of the predictors at which they say nothing."""
_ROUNDS = 20


def joining(game: DomesticGame, surplus: Floats) -> Floats:
    """Chance that each actor, if it opposes the bill, joins the common campaign.

    Answers: who of the opponents acts together?

    Parameters
    ----------
    game
        The game; what is recorded of an actor comes first.
    surplus
        Surplus of each actor, shape ``(n_draws, n_actors)``.

    Returns
    -------
    array (n_draws, n_actors)
        1 or 0 where it is recorded, else the chance by stake and by distance to the platform of
        those who are in; one half where votes are certain.

    Notes
    -----
    The platform starts with the opponent of the largest capacity, ties by id, and moves until who
    is in stays the same, 20 times at most. Who is recorded is in or out whatever the chance; an
    actor is compared with the platform of the others.
    """
    joined = np.broadcast_to(game.numbers.joined, surplus.shape)
    if game.choices.votes == "certain" or not any(game.choices.joining):
        return np.where(np.isnan(joined), UNKNOWN, joined)
    outside = ~game.labels.at_level("legislature") | (game.numbers.capacity > 0.0).any(axis=0)
    rows = np.flatnonzero(outside)
    found = np.where(np.isnan(joined), UNKNOWN, joined)
    if rows.size:
        found[:, rows] = _at_rest(game, surplus, rows, joined[:, rows])
    return found


def _at_rest(game: DomesticGame, surplus: Floats, rows: NDArray[np.intp], joined: Floats) -> Floats:
    """Chances at the fixed point, of the actors in some rows."""
    numbers = game.numbers
    loses = surplus[:, rows] < 0.0
    weight = np.where(loses, np.broadcast_to(numbers.capacity, surplus.shape)[:, rows], 0.0)
    stake = np.minimum(1.0, np.abs(surplus[:, rows]) / numbers.full_stake)
    order = sorted(range(rows.size), key=lambda place: game.labels.actors[rows[place]])
    eligible = np.where(joined == 0.0, -1.0, weight)[:, order]
    founder = np.array(order)[eligible.argmax(axis=1)]
    inside = (np.arange(rows.size) == founder[:, None]) & loses
    chance = np.full(loses.shape, UNKNOWN)
    for _ in range(_ROUNDS):
        chance = chance_of_joining(game, stake, rows, np.where(inside, weight, 0.0))
        chance = np.where(np.isnan(joined), chance, joined)
        now = loses & ((chance >= UNKNOWN) | (np.arange(rows.size) == founder[:, None]))
        now &= joined != 0.0
        if (now == inside).all():
            break
        inside = now
    return chance


def chance_of_joining(
    game: DomesticGame, stake: Floats, rows: NDArray[np.intp], weight: Floats
) -> Floats:
    """Logit of stake and of both distances to the platform of the others.

    Parameters
    ----------
    game
        The game.
    stake
        0..1, shape ``(n_draws, n_rows)``.
    rows
        Rows of the actors.
    weight
        Weight of each in the platform, same shape; 0 for those outside.
    """
    by_stake, by_vote, by_reason = game.choices.joining
    votes, reasons = distances_to_platform(game, rows, weight)
    score = by_stake * (stake - USUAL_STAKE)
    score = score + by_vote * np.nan_to_num(votes - USUAL_VOTE_DISTANCE)
    score = score + by_reason * np.nan_to_num(reasons - USUAL_REASON_DISTANCE)
    return np.asarray(1.0 / (1.0 + np.exp(-score)))


def distances_to_platform(
    game: DomesticGame, rows: NDArray[np.intp], weight: Floats
) -> tuple[Floats, Floats]:
    """Distance of each actor to the weighted mean of the others, on vote axes and on reasons.

    Parameters
    ----------
    game
        The game.
    rows
        Rows of the actors.
    weight
        Weight of each in the platform, shape ``(n_draws, n_rows)``.

    Returns
    -------
    votes, reasons : array (n_draws, n_rows)
        Root mean squares over the axes on which an actor and somebody else in the platform have a
        place; NaN without such an axis.
    """
    numbers = game.numbers
    return (
        _distance(
            np.broadcast_to(numbers.position, _wide(game, numbers.position))[:, rows], weight
        ),
        _distance(
            np.broadcast_to(numbers.reason_position, _wide(game, numbers.reason_position))[:, rows],
            weight,
        ),
    )


def _wide(game: DomesticGame, array: Floats) -> tuple[int, ...]:
    return (game.draws, *array.shape[1:])


def _distance(place: Floats, weight: Floats) -> Floats:
    """Root mean square distance to the weighted mean of the others, ``(n_draws, n_rows)``."""
    stands = ~np.isnan(place)
    held = np.where(stands, weight[:, :, None], 0.0)
    there = np.where(stands, place, 0.0)
    others = held.sum(axis=1, keepdims=True) - held
    total = (held * there).sum(axis=1, keepdims=True) - held * there
    shared = stands & (others > 1e-12)
    platform = total / np.where(shared, others, 1.0)
    gap = np.where(shared, there - platform, 0.0) ** 2
    count = shared.sum(axis=2)
    with np.errstate(invalid="ignore"):
        mean = gap.sum(axis=2) / np.where(count > 0, count, np.nan)
    return np.asarray(np.sqrt(mean))
