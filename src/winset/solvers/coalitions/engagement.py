"""Engagement and willingness: when an actor takes part, and at what rate it can be bought."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.games.domestic import DomesticGame, Floats


def engagement(game: DomesticGame) -> Floats:
    """Engagement of each actor: min(impact, cost of staying out, resources free).

    Answers: who has the means and the motive to take up a pivotal role?

    Parameters
    ----------
    game
        The game.

    Returns
    -------
    array (n_draws, n_actors)
        0..1; as coded from dated evidence, else by the conditions; 1 where neither is coded.

    Notes
    -----
    The three conditions are those of the coalition framework; joining them by the minimum (a fuzzy
    AND) is a choice of this project. The chief executive's resources are multiplied by the share of
    his time that other business leaves.
    """
    numbers = game.numbers
    free = numbers.resources * numbers.free_time
    least = np.minimum(np.minimum(numbers.impact, numbers.cost_of_staying_out), free)
    seen = numbers.observed_engagement
    least = np.where(np.isnan(seen), least, seen)
    engaged = np.where(np.isnan(least), 1.0, least)
    return np.clip(engaged * numbers.engagement_factor, 0.0, 1.0)


def has_engagement(game: DomesticGame) -> NDArray[np.bool_]:
    """Find whose engagement is coded, by dated signs or by conditions, ``(n_actors,)``."""
    numbers = game.numbers
    return np.asarray(~(np.isnan(numbers.impact[0]) & np.isnan(numbers.observed_engagement[0])))


def willingness_to_bargain(game: DomesticGame, quality: Floats) -> Floats:
    """Willingness to bargain w of each actor, NaN where it is not coded.

    Answers: at what rate does a payment move an actor that would lose?

    Parameters
    ----------
    game
        The game.
    quality
        Quality of the proposal, 0..1, shape ``(n_draws,)``; it scales the payoff.

    Returns
    -------
    array (n_draws, n_actors)
        min(payoff, 1 - polarization, 1 - opposition), or their mean or product by choice, times
        the frames' factors; 0..1.

    Notes
    -----
    Polarization rises with the nearness of the next election after the vote by
    ``election_polarization * exp(-days / election_window_days)``.
    """
    numbers = game.numbers
    payoff = numbers.payoff * quality[:, None]
    polarization = np.minimum(1.0, numbers.polarization + election_pressure(game)[:, None])
    parts = np.stack([payoff, 1.0 - polarization, 1.0 - numbers.opposition])
    if game.choices.willingness_rule == "min":
        willing = parts.min(axis=0)
    elif game.choices.willingness_rule == "mean":
        willing = parts.mean(axis=0)
    else:
        willing = parts.prod(axis=0)
    willing = willing * frame_factor(game) * numbers.willingness_factor
    return np.asarray(np.clip(willing, 0.0, 1.0))


def climate_of_willingness(game: DomesticGame, quality: Floats) -> Floats:
    """Willingness to bargain as a climate, NaN where it is not coded.

    Answers: how much would an actor rather make a bargain than a fight of it?

    Parameters
    ----------
    game
        The game.
    quality
        Quality of the proposal, 0..1, shape ``(n_draws,)``; it scales the payoff.

    Returns
    -------
    array (n_draws, n_actors)
        The plain mean of payoff times quality, 1 - polarization and 1 - opposition, times the
        frames' factors; 0..1.

    Notes
    -----
    The three elements are those of the coalition framework; their mean is a choice of this
    project, since weights of their own cannot be learnt from as many cases as there are.
    """
    numbers = game.numbers
    polarization = np.minimum(1.0, numbers.polarization + election_pressure(game)[:, None])
    total = numbers.payoff * quality[:, None] + (1.0 - polarization) + (1.0 - numbers.opposition)
    willing = total / 3.0 * frame_factor(game) * numbers.willingness_factor
    return np.asarray(np.clip(willing, 0.0, 1.0))


def frame_factor(game: DomesticGame) -> Floats:
    """Product of the factors of the frames each actor sees, shape ``(n_draws, n_actors)``."""
    factor = np.ones_like(game.numbers.payoff)
    for frame, audience in enumerate(game.links.frame_audience):
        seen = factor * game.numbers.frame_willingness[:, frame, None]
        factor = np.where(audience[None, :], seen, factor)
    return factor


def trading_rate(game: DomesticGame, willingness: Floats) -> Floats:
    """Rate at which a loss is bought off.

    1 in the vote model, where willingness is a climate; in certain votes willingness, or 1 times
    the frames' factors if it is not coded.

    Parameters
    ----------
    game
        The game.
    willingness
        As `willingness_to_bargain` gives it, NaN where it is not coded.

    Returns
    -------
    array (n_draws, n_actors)
        0 to 1, where no frame raises it.
    """
    if game.choices.votes == "modelled":
        return np.ones_like(willingness)
    return np.where(np.isnan(willingness), frame_factor(game), willingness)


def election_pressure(game: DomesticGame) -> Floats:
    """Rise of polarization from the next election after the vote, shape ``(n_draws,)``."""
    numbers = game.numbers
    days = numbers.next_election - numbers.deadline
    with np.errstate(invalid="ignore"):
        ahead = np.where(days >= 0.0, days, np.inf)
    nearest = ahead.min(axis=1, initial=np.inf)
    nearness = np.exp(-nearest / numbers.election_window_days[:, 0])
    return np.asarray(numbers.election_polarization[:, 0] * nearness)
