"""Surplus of each actor and member from the proposal, with pressure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError
from winset.foundation.tolerances import INDIFFERENCE
from winset.games.domestic import Distance, DomesticGame, Floats
from winset.games.members import Seating
from winset.solvers.coalitions.benches import party_line


@dataclass(frozen=True)
class Surplus:
    """Surplus from the proposal, draw by draw; of a bloc, that of its mean member.

    Parameters
    ----------
    total
        With pressure, shape ``(n_draws, n_actors)``; at most 1e-12 off zero counts as zero.
    pressure
        The part that comes from ties and party lines, shape ``(n_draws, n_actors)``.
    position
        Ideal points after foreign signals, shape ``(n_draws, n_actors, n_issues)``.
    perceived
        The proposal as each actor sees it, shape ``(n_draws, n_actors, n_issues)``.
    proposal
        The proposal voted on, after amendments, shape ``(n_draws, n_issues)``.
    """

    total: Floats
    pressure: Floats
    position: Floats
    perceived: Floats
    proposal: Floats


def distance_to(position: Floats, salience: Floats, target: Floats, form: Distance) -> Floats:
    """Salience-weighted distance over the last axis; a missing position counts as no distance.

    Parameters
    ----------
    position, salience, target
        Shapes that broadcast to ``(..., n_issues)``.
    form
        ``"euclidean"`` or ``"city-block"``.
    """
    gap = np.where(np.isnan(position), 0.0, salience * (target - position))
    if form == "city-block":
        return np.asarray(np.abs(gap).sum(axis=-1))
    return np.asarray(np.sqrt((gap**2).sum(axis=-1)))


def positions_with_signals(game: DomesticGame) -> Floats:
    """Ideal points after reverberation, clipped to 0..1 where a signal moved them."""
    position = game.numbers.position
    for signal, (source, audience) in enumerate(
        zip(game.links.signal_source, game.links.signal_audience, strict=True)
    ):
        strength = game.numbers.signal_strength[:, signal, None, None]
        moved = position + strength * (position[:, source, None, :] - position)
        heard = audience[None, :, None] & ~np.isnan(moved)
        position = np.where(heard, np.clip(moved, 0.0, 1.0), position)
    return position


def amended_proposal(game: DomesticGame, position: Floats) -> Floats:
    """Proposal voted on: under an open rule the chamber's median on each axis it may amend.

    Returns
    -------
    array (n_draws, n_issues)
    """
    proposal = game.numbers.proposal
    if not game.institutions.open_axes:
        return proposal
    proposal = proposal.copy()
    seating = Seating.of(game.labels, game.institutions.amending_chamber)
    for axis in game.institutions.open_axes:
        members = seating.positions(position[:, :, axis], game.numbers.spread[:, :, axis])
        proposal[:, axis] = np.median(members, axis=1)
    return proposal


def perceived_proposal(game: DomesticGame, proposal: Floats) -> Floats:
    """Proposal as each actor sees it, shape ``(n_draws, n_actors, n_issues)``."""
    actors = len(game.labels.actors)
    perceived = np.repeat(proposal[:, None, :], actors, axis=1)
    for frame, axis in enumerate(game.links.frame_axis):
        strength = game.numbers.frame_strength[:, frame, None]
        toward = game.numbers.frame_toward[:, frame, None]
        seen = perceived[:, :, axis]
        moved = seen + strength * (toward - seen)
        perceived[:, :, axis] = np.where(game.links.frame_audience[frame], moved, seen)
    return perceived


def active_ties(game: DomesticGame) -> Floats:
    """Strength of each tie, zero if it starts after the vote; shape ``(n_draws, n_ties)``."""
    numbers = game.numbers
    with np.errstate(invalid="ignore"):
        late = numbers.tie_since > numbers.deadline
    return np.where(late, 0.0, numbers.tie_strength)


def pressure_matrix(game: DomesticGame) -> Floats:
    """Pressure matrix L, ``L[:, i, g]`` from actor g on actor i, shape ``(n_draws, A, A)``."""
    actors = len(game.labels.actors)
    matrix = np.zeros((game.draws, actors, actors))
    for tie, strength in enumerate(active_ties(game).T):
        target, source = game.links.tie_target[tie], game.links.tie_source[tie]
        matrix[:, target, source] += strength * game.numbers.tie_share[:, tie]
    return matrix


def actor_surplus(game: DomesticGame) -> Surplus:
    """Surplus of each actor from the proposal, pressure included.

    Answers: who gains from the bill before anybody is paid?

    Parameters
    ----------
    game
        The game.

    Returns
    -------
    Surplus
        S_i = d_i(status quo) - d_i(proposal) + cost of no agreement + sum over ties L_ig S_g, and
        in a parliament the line of its benches.

    Raises
    ------
    InputError
        If groups press one another so strongly that pressure grows without bound (spectral radius
        of the ties among actors that press 1 or more).
    """
    numbers = game.numbers
    position = positions_with_signals(game)
    proposal = amended_proposal(game, position)
    perceived = perceived_proposal(game, proposal)
    form = game.choices.distance
    at_home = distance_to(position, numbers.salience, numbers.status_quo[:, None, :], form)
    at_proposal = distance_to(position, numbers.salience, perceived, form)
    own = at_home - at_proposal + numbers.no_agreement
    pressure = np.zeros_like(own)
    pressing = np.unique(game.links.tie_source)
    if pressing.size:
        matrix = pressure_matrix(game)
        among = matrix[:, pressing[:, None], pressing[None, :]]
        if among.any() and np.abs(np.linalg.eigvals(among)).max() >= 1.0 - 1e-9:
            raise InputError(
                "pressure between groups feeds on itself: the ties among "
                + ", ".join(game.labels.actors[i] for i in pressing)
                + " have a spectral radius of 1 or more; lower their strengths"
            )
        identity = np.eye(pressing.size)
        sources = np.linalg.solve(identity - among, own[:, pressing, None])
        pressure = (matrix[:, :, pressing] @ sources)[:, :, 0]
    pressure = pressure + party_line(game)
    total = own + pressure
    total = np.where(np.abs(total) <= INDIFFERENCE, 0.0, total)
    return Surplus(total, pressure, position, perceived, proposal)


def side_of(surplus: Floats) -> NDArray[np.int64]:
    """Side by the sign of the surplus: 1 supports, 0 indifferent, -1 opposes."""
    return np.sign(surplus).astype(np.int64)
