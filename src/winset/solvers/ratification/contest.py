"""The contest of purses: what both sides spend on members who could go either way."""

from __future__ import annotations

import numpy as np

from winset.games.domestic import Floats
from winset.solvers.coalitions.contributions import Field

ROOT_FIVE = float(np.sqrt(5.0))
"""Half width of an Epanechnikov density in standard deviations."""


def signed_efforts(field: Field) -> Floats:
    """Find what each spender spends, for the bill above 0 and against it below, in member-moves.

    Parameters
    ----------
    field
        Who gains and who can spend.

    Returns
    -------
    array (n_draws, n_spenders)
        The opponents' efforts already hold theta and the effect of cohesion, so that they sum to
        the fund.
    """
    numbers = field.game.numbers
    scale = numbers.theta[:, 0] * numbers.fund_factor[:, 0] * field.cohesion_factor
    return np.where(field.side > 0, field.spends, 0.0) - scale[:, None] * field.campaign


def shares_of_reach(field: Field) -> tuple[Floats, Floats]:
    """Find what one member-move of each actor's effort comes to for whom it reaches.

    Returns
    -------
    to_members : array (n_actors, n_chambers)
        Surplus units for each member of a chamber.
    to_players : array (n_actors, n_actors)
        Surplus units for each single player.

    Notes
    -----
    An effort is spent once, spread evenly over the members of all chambers and the single players
    it reaches, each counted with its weight.
    """
    game = field.game
    reach = game.institutions.reach.astype(np.float64)
    players = game.institutions.reach_players.astype(np.float64)
    seats = game.labels.seats.sum(axis=0) * game.institutions.chamber_weights
    total = reach @ seats + players @ game.institutions.player_weights
    with np.errstate(invalid="ignore", divide="ignore"):
        each = np.where(total > 0.0, 1.0 / total, 0.0)[:, None]
    return reach * each, players * each


def net_purse_of_members(field: Field) -> Floats:
    """Net purse for each member of a chamber on average, in surplus units.

    Answers: what do supporters and opponents together leave a member with?

    Parameters
    ----------
    field
        Who gains and who can spend.

    Returns
    -------
    array (n_draws, n_chambers)
        Negative where the opponents spend more.
    """
    to_members, _ = shares_of_reach(field)
    return np.asarray(signed_efforts(field) @ to_members[field.spenders])


def net_purse_of_players(field: Field) -> Floats:
    """The same for each single player that an effort reaches, ``(n_draws, n_actors)``."""
    _, to_players = shares_of_reach(field)
    return np.asarray(signed_efforts(field) @ to_players[field.spenders])


def targeted(before: Floats, each: Floats, noise: Floats) -> Floats:
    """Find what each member gets of a net purse that goes to those who could go either way.

    Answers: whom do two sides court who do not know how each member will decide?

    Parameters
    ----------
    before
        Surplus of each member without its own shock, shape ``(n_draws, n_members)``.
    each
        Net purse for each member on average, shape ``(n_draws,)``.
    noise
        Standard deviation of a member's own shock, above 0, shape ``(n_draws,)``.

    Returns
    -------
    array (n_draws, n_members)
        In surplus units; sums to the number of members times `each`, or 0 where every member is
        farther than sqrt(5) standard deviations from indifference.

    Notes
    -----
    Each member gets in proportion to the density of its own indifference, 1 - (S / h)^2 within
    h = sqrt(5) standard deviations: the Epanechnikov density of the same variance.

    References
    ----------
    Lindbeck, A. and J. Weibull (1987), Balanced-budget redistribution as the outcome of political
    competition, Public Choice 52(3): 273-297.

    Examples
    --------
    >>> found = targeted(np.array([[0.0, 0.1, 0.9]]), np.array([0.03]), np.array([0.1]))
    >>> found.round(4).tolist()
    [[0.05, 0.04, 0.0]]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        away = before / (ROOT_FIVE * noise)[:, None]
    density = np.fmax(0.0, 1.0 - away**2)
    mean = density.mean(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        scale = np.where(mean > 0.0, each / mean, 0.0)
    return density * scale[:, None]
