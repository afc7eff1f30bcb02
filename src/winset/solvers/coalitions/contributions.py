"""Spending for the bill and against it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from winset.foundation.coefficients import NAMES
from winset.games.domestic import DomesticGame, Floats
from winset.games.members import Seating, real_blocs
from winset.kernels.members import entry_surplus, member_surplus, pooled_contributions
from winset.solvers.coalitions.engagement import (
    climate_of_willingness,
    engagement,
    trading_rate,
    willingness_to_bargain,
)
from winset.solvers.coalitions.joining import joining
from winset.solvers.coalitions.places import local_pressure
from winset.solvers.coalitions.surplus import Surplus, actor_surplus
from winset.solvers.coalitions.valence import modelled_shift
from winset.solvers.stages.formulation import FormulationStage, formulation_stage
from winset.solvers.stages.voting import window_share

LEAST_COHESION = 0.01
"""Cohesion below which it counts as this, so that a power of it stays finite."""
USUAL_ENGAGEMENT = 0.5
"""Engagement at which an actor spends its capacity times its window and its stake."""


@dataclass(frozen=True)
class Chamber:
    """Members of one chamber with their surplus in every draw.

    Parameters
    ----------
    name
        Id of the chamber.
    seating
        Who sits in it.
    surplus, entry
        Surplus S and entry surplus S' of each member, shape ``(n_draws, n_members)``.
    """

    name: str
    seating: Seating
    surplus: Floats
    entry: Floats


@dataclass(frozen=True)
class Field:
    """The field before anybody is paid: stages, surpluses, willingness and what each can spend.

    Parameters
    ----------
    game
        The game.
    formulation
        Its formulation stage.
    surplus
        Surplus of the actors.
    engagement, window, stake, willingness
        0..1, shape ``(n_draws, n_actors)``; willingness is NaN where it is not coded.
    chambers
        Members of each chamber.
    spenders
        Row of the actor behind each spender, shape ``(n_spenders,)``: each actor outside the
        chambers, and each member of a bloc that was given a capacity.
    spends
        What each spends if it takes a side, in member-moves, shape ``(n_draws, n_spenders)``.
    side
        1 for the bill, -1 against, 0 indifferent, same shape.
    joins
        Chance that each spender, if it opposes, joins the common campaign; same shape.
    """

    game: DomesticGame
    formulation: FormulationStage
    surplus: Surplus
    engagement: Floats
    window: Floats
    stake: Floats
    willingness: Floats
    chambers: tuple[Chamber, ...]
    spenders: NDArray[np.int64]
    spender_position: Floats
    spends: Floats
    side: NDArray[np.int64]
    joins: Floats

    def by_actor(self, side: int) -> Floats:
        """Find what each actor spends on one side, shape ``(n_draws, n_actors)``."""
        mine = np.where(self.side == side, self.spends, 0.0)
        total = np.zeros((self.game.draws, len(self.game.labels.actors)))
        for spender, actor in enumerate(self.spenders):
            total[:, actor] += mine[:, spender]
        return total

    def without(self, actor: int) -> Field:
        """Field in which an actor spends nothing, on either side."""
        silenced = np.where(self.spenders[None, :] == actor, 0.0, self.spends)
        return replace(self, spends=silenced)

    @property
    def budget(self) -> Floats:
        """Budget R of the supporters, in member-moves, shape ``(n_draws,)``."""
        return np.asarray(np.where(self.side > 0, self.spends, 0.0).sum(axis=1))

    def pooled(self, *, on_reasons: bool = False) -> Floats:
        """Root of the sum over pairs of c_g c_h (1 - delta_gh) of the opponents."""
        numbers = self.game.numbers
        against = np.where(self.side < 0, self.spends, 0.0)
        if on_reasons:
            position = numbers.reason_position[:, self.spenders]
            salience = numbers.reason_salience[:, self.spenders]
        else:
            position = self.spender_position
            salience = numbers.salience[:, self.spenders]
        city = self.game.choices.distance == "city-block"
        return np.sqrt(
            pooled_contributions(
                against, np.ascontiguousarray(position), np.ascontiguousarray(salience), city
            )
        )

    @property
    def fund(self) -> Floats:
        """Fund F of the opponents, in member-moves, shape ``(n_draws,)``."""
        numbers = self.game.numbers
        scale = numbers.theta[:, 0] * numbers.fund_factor[:, 0]
        if self.game.choices.votes == "certain":
            return np.asarray(scale * self.pooled())
        return np.asarray(scale * self.campaign.sum(axis=1) * self.cohesion_factor)

    @property
    def campaign(self) -> Floats:
        """Find what each opponent brings to the fund before cohesion, ``(n_draws, n_spenders)``.

        All it spends if it joined the common campaign, half of it alone.
        """
        return np.where(self.side < 0, self.spends * (0.5 + 0.5 * self.joins), 0.0)

    @property
    def cohesion(self) -> Floats:
        """Joined share of the opponents' potential capacity, shape ``(n_draws,)``.

        The usual cohesion where no opponent has a capacity.
        """
        capacity = self.game.numbers.capacity
        seats = np.maximum(self.game.labels.seats.sum(axis=1), 1)
        outside = ~self.game.labels.at_level("legislature")
        each = np.where(outside, capacity, capacity / seats)[:, self.spenders]
        potential = np.where(self.side < 0, each, 0.0)
        total = potential.sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            joined = (potential * self.joins).sum(axis=1) / total
        return np.where(total > 0.0, joined, self.game.choices.usual_cohesion)

    @property
    def cohesion_factor(self) -> Floats:
        """Find what cohesion does to the fund: (cohesion / usual) ** phi, shape ``(n_draws,)``."""
        power = self.game.numbers.coefficients[:, NAMES.index("phi")]
        share = np.maximum(self.cohesion, LEAST_COHESION) / self.game.choices.usual_cohesion
        return np.asarray(share**power)


def shared_shift(game: DomesticGame, surplus: Surplus, willingness: Floats) -> Floats:
    """Find what all members of a bloc share beside the distance, shape ``(n_draws, n_actors)``.

    Parameters
    ----------
    game
        The game.
    surplus
        Surplus of its actors.
    willingness
        Shape ``(n_draws, n_actors)``, NaN where not coded.
    """
    if game.choices.votes == "modelled":
        return (
            game.numbers.no_agreement
            + surplus.pressure
            + modelled_shift(game, surplus.total, willingness)
        )
    sizes, shocks = game.numbers.shock_sizes, game.shocks
    parties = game.parties
    hit = 1.0 - real_blocs(game.labels)
    shift = game.numbers.no_agreement + surplus.pressure + sizes[:, 0:1] * shocks.bill * hit
    for actor, party in enumerate(game.labels.parties):
        if party is not None and game.labels.levels[actor] == "legislature" and hit[actor]:
            shift[:, actor] += sizes[:, 1] * shocks.party[:, parties.index(party)]
    return np.asarray(shift + sizes[:, 2:3] * shocks.bloc * hit)


def _own_shocks(game: DomesticGame, seating: Seating) -> tuple[Floats, Floats, int]:
    """Noise of a chamber's members, the drift of real members' ideals, and the axis it is on."""
    mine = slice(seating.offset, seating.offset + seating.members)
    shocks, size = game.shocks.member[:, mine], game.numbers.shock_sizes[:, 3:4]
    if seating.named is None:
        return np.ascontiguousarray(size * shocks), np.zeros((1, 1)), -1
    real = seating.named.is_real
    noise, drift = np.where(real, 0.0, size * shocks), np.where(real, shocks, 0.0)
    return np.ascontiguousarray(noise), np.ascontiguousarray(drift), seating.named.axis


def chambers_of(game: DomesticGame, surplus: Surplus, willingness: Floats) -> tuple[Chamber, ...]:
    """Members of every chamber with their surplus and entry surplus.

    Parameters
    ----------
    game
        The game.
    surplus
        Surplus of its actors.
    willingness
        Shape ``(n_draws, n_actors)``, NaN where not coded: such a member trades at par.
    """
    numbers = game.numbers
    shift = shared_shift(game, surplus, willingness)
    rate = trading_rate(game, willingness)
    city = game.choices.distance == "city-block"
    found = []
    for column, name in enumerate(game.labels.chambers):
        seating = Seating.of(game.labels, column)
        gains = member_surplus(
            seating.bloc,
            seating.quantile,
            np.ascontiguousarray(surplus.position),
            np.ascontiguousarray(numbers.spread),
            np.ascontiguousarray(numbers.salience),
            np.ascontiguousarray(numbers.status_quo),
            np.ascontiguousarray(surplus.perceived),
            np.ascontiguousarray(shift),
            *_own_shocks(game, seating),
            city,
        )
        local = local_pressure(game, surplus, seating)
        gains = gains if local is None else gains + local
        if game.institutions.abstention[column] > 0.0:
            gains = gains + game.institutions.abstention[column]
        entry = entry_surplus(gains, seating.bloc, np.ascontiguousarray(rate))
        found.append(Chamber(name, seating, gains, entry))
    return tuple(found)


def field_of(game: DomesticGame) -> Field:
    """Everything that stands before anybody is paid.

    Answers: who gains, who loses, who can spend how much, and on which side?

    Parameters
    ----------
    game
        The game.

    Returns
    -------
    Field

    Notes
    -----
    Contribution c = capacity * exp(pi (engagement - 1/2)) * share of the window *
    min(1, |S| / full stake), the same for both sides; in certain votes engagement multiplies. An
    actor that does nothing before there is a proposal is engaged in proportion to its quality, and
    not at all if there is none at the vote.
    """
    numbers = game.numbers
    formulation = formulation_stage(game)
    surplus = actor_surplus(game)
    engaged = engagement(game)
    engaged_by_proposal = np.where(formulation.is_ready, formulation.worth, 0.0)[:, None]
    engaged = np.where(numbers.conditional > 0.0, engaged * engaged_by_proposal, engaged)
    window = window_share(game, formulation, surplus.total)
    stake = np.minimum(1.0, np.abs(surplus.total) / numbers.full_stake)
    modelled = game.choices.votes == "modelled"
    willing = climate_of_willingness if modelled else willingness_to_bargain
    willingness = willing(game, formulation.worth)
    chambers = chambers_of(game, surplus, willingness)
    effort = numbers.capacity * numbers.capacity_factor * _engaged_effort(game, engaged) * window
    outside = np.flatnonzero(~game.labels.at_level("legislature"))
    spenders, position = [outside], [surplus.position[:, outside]]
    spends, side = [effort[:, outside] * stake[:, outside]], [np.sign(surplus.total[:, outside])]
    holds = (numbers.capacity > 0.0).any(axis=0) & game.labels.at_level("legislature")
    seats = np.maximum(game.labels.seats.sum(axis=1), 1)
    for chamber in chambers:
        mine = np.flatnonzero(holds[chamber.seating.bloc])
        if not mine.size:
            continue
        bloc = chamber.seating.bloc[mine]
        gains = chamber.surplus[:, mine]
        each = effort[:, bloc] / seats[bloc]
        spenders.append(bloc)
        position.append(member_positions(game, surplus, chamber.seating)[:, mine])
        spends.append(each * np.minimum(1.0, np.abs(gains) / numbers.full_stake))
        side.append(np.sign(gains))
    return Field(
        game,
        formulation,
        surplus,
        engaged,
        window,
        stake,
        willingness,
        chambers,
        np.concatenate(spenders),
        np.concatenate(position, axis=1),
        np.ascontiguousarray(np.concatenate(spends, axis=1)),
        np.concatenate(side, axis=1).astype(np.int64),
        joining(game, surplus.total)[:, np.concatenate(spenders)],
    )


def _engaged_effort(game: DomesticGame, engaged: Floats) -> Floats:
    """Factor of engagement on what an actor spends, shape ``(n_draws, n_actors)``."""
    if game.choices.votes == "certain":
        return engaged
    effect = game.numbers.coefficients[:, NAMES.index("pi")][:, None]
    return np.asarray(np.exp(effect * (engaged - USUAL_ENGAGEMENT)))


def member_positions(game: DomesticGame, surplus: Surplus, seating: Seating) -> Floats:
    """Positions of a chamber's members on the vote axes, ``(n_draws, n_members, n_issues)``."""
    draws, _, issues = surplus.position.shape
    places = np.empty((draws, seating.members, issues))
    for axis in range(issues):
        mean, spread = surplus.position[:, :, axis], game.numbers.spread[:, :, axis]
        places[:, :, axis] = seating.positions(mean, spread)
    return places
