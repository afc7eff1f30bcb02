"""Would it be ratified? The test of a proposal at home, for many proposals at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from winset.foundation.tolerances import INDIFFERENCE
from winset.games.domestic import DomesticGame, Floats, no_shocks
from winset.games.given_game import GivenGame, domestic_game
from winset.games.spatial import SpatialGame
from winset.results.ratification.ratification import RatificationPrice, covers
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.solvers.coalitions.surplus import (
    actor_surplus,
    amended_proposal,
    distance_to,
    positions_with_signals,
)
from winset.solvers.spatial.line import SAME_POINT
from winset.solvers.two_level.spatial_form import is_unpaid, spatial_form

__all__ = ["EXECUTIVE_GAIN", "RatificationTest", "at_proposals", "ratification_test"]

EXECUTIVE_GAIN = 1e-9
"""A chief executive signs what gains it more than this."""
_CHUNK = 1024


def at_proposals(game: DomesticGame, points: Floats) -> DomesticGame:
    """The game with one draw for each proposal, all else at likely values and without shocks.

    Parameters
    ----------
    game
        Of one draw.
    points
        Shape ``(n, n_issues)``.
    """
    numbers = game.numbers.repeated(len(points), ("proposal",))
    numbers.proposal[:] = points
    shocks = no_shocks(game.labels, game.parties, len(points))
    return game.replace(numbers=numbers, shocks=shocks)


@dataclass(frozen=True, eq=False)
class RatificationTest:
    """Answers for any proposals: ratified or not, what the executive gains, who refuses.

    Parameters
    ----------
    game
        The domestic game, of one draw.
    spatial
        The same as voters with disks, where nobody can pay; a test that counts votes then takes
        the place of the price, with the same answer.
    """

    game: DomesticGame
    spatial: tuple[SpatialGame, ...] = ()

    @property
    def status_quo(self) -> Floats:
        """Shape ``(n_issues,)``."""
        return np.asarray(self.game.numbers.status_quo[0])

    def is_status_quo(self, points: Floats) -> NDArray[np.bool_]:
        """Return whether a point is the status quo, which is not an agreement."""
        return np.asarray(np.abs(points - self.status_quo).max(axis=1) <= SAME_POINT)

    @property
    def is_open(self) -> bool:
        """Return whether the floor may amend what was signed."""
        return bool(self.game.institutions.open_axes)

    def amended(self, points: Floats) -> Floats:
        """Find what the floor makes of each point; the same points under a closed rule.

        Under an open rule the amending chamber puts its median on each axis it may amend.
        """
        if not self.is_open:
            return points
        axes = list(self.game.institutions.open_axes)
        changed = np.array(points, dtype=np.float64)
        changed[:, axes] = self._floor[axes]
        return changed

    @cached_property
    def _floor(self) -> Floats:
        return np.asarray(amended_proposal(self.game, positions_with_signals(self.game))[0])

    def accepts(self, points: Floats) -> NDArray[np.bool_]:
        """Return whether each point would be signed and ratified, shape ``(n,)``."""
        points = np.ascontiguousarray(points, dtype=np.float64)
        if self.spatial:
            return self.spatial[0].accepts(points) & ~self.is_status_quo(points)
        pieces = [self._priced(points[i : i + _CHUNK]) for i in range(0, len(points), _CHUNK)]
        return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.bool_)

    def _priced(self, points: Floats) -> NDArray[np.bool_]:
        found = ratification_price(at_proposals(self.game, points))
        signed = self.gains(points) > EXECUTIVE_GAIN
        ratified = covers(found.budget, found.price) & found.is_ready
        return np.asarray(ratified & signed & ~self.is_status_quo(points))

    def slack(self, points: Floats) -> Floats:
        """Find what the supporters' budget exceeds the price of ratification by, in member-moves.

        Minus infinity where the executive does not gain, nothing can buy ratification, no proposal
        is ready in time, or at the status quo. Shape ``(n,)``.
        """
        points = np.ascontiguousarray(points, dtype=np.float64)
        pieces = [self._slack(points[i : i + _CHUNK]) for i in range(0, len(points), _CHUNK)]
        return np.concatenate(pieces) if pieces else np.zeros(0)

    def _slack(self, points: Floats) -> Floats:
        found = ratification_price(at_proposals(self.game, points))
        signed = self.gains(points) > EXECUTIVE_GAIN
        fine = signed & found.is_ready & np.isfinite(found.price) & ~self.is_status_quo(points)
        # A shortfall within the tolerance of the budget is none, as in `accepts`.
        short = found.budget - np.where(fine, found.price, 0.0)
        held = covers(found.budget, np.where(fine, found.price, 0.0))
        short = np.where(held, np.maximum(short, 0.0), short)
        return np.where(fine, short, -np.inf)

    def gains(self, points: Floats) -> Floats:
        """Surplus of the chief executive, shape ``(n,)``; infinite where the game has none."""
        row = self.game.institutions.chief_executive
        if row is None:
            return np.full(len(points), np.inf)
        if self._executive_alone:
            return self._own_gains(points, row)
        return np.asarray(actor_surplus(at_proposals(self.game, points)).total[:, row])

    @cached_property
    def _executive_alone(self) -> bool:
        """Return whether nobody presses the executive and nothing changes what it perceives."""
        row, links = self.game.institutions.chief_executive, self.game.links
        pressed = bool((links.tie_target == row).any())
        framed = bool(links.frame_audience[:, row].any()) if len(links.frame_axis) else False
        return not (pressed or framed or self.game.institutions.open_axes)

    def _own_gains(self, points: Floats, row: int) -> Floats:
        numbers, form = self.game.numbers, self.game.choices.distance
        ideal, salience = self._executive_ideal, numbers.salience[0, row]
        home = distance_to(ideal, salience, numbers.status_quo[0], form)
        away = distance_to(ideal, salience, np.asarray(points), form)
        gain = home - away + numbers.no_agreement[0, row]
        return np.asarray(np.where(np.abs(gain) <= INDIFFERENCE, 0.0, gain))

    @cached_property
    def _executive_ideal(self) -> Floats:
        return np.asarray(
            positions_with_signals(self.game)[0, self.game.institutions.chief_executive]
        )

    def refused_by(self, points: Floats) -> list[str]:
        """Find who refuses each point: the executive, a veto player or a chamber, or nobody."""
        if not len(points):
            return []
        found = ratification_price(at_proposals(self.game, points))
        gains = self.gains(points)
        return [self._refusal(found, gains, draw) for draw in range(len(points))]

    def _refusal(self, found: RatificationPrice, gains: Floats, draw: int) -> str:
        labels = self.game.labels
        row = self.game.institutions.chief_executive
        if row is not None and gains[draw] <= EXECUTIVE_GAIN:
            return labels.actors[row]
        if not found.is_ready[draw]:
            return "no proposal in time"
        if covers(found.budget[draw : draw + 1], found.price[draw : draw + 1])[0]:
            return ""
        clause = found.clauses[int(found.clause[draw])]
        names = [*clause.players, *clause.acquiescences]
        gate = self.game.institutions.gatekeeper
        if gate is not None:
            names.append(labels.actors[gate])
        closed = [n for n in names if not np.isfinite(found.player_price[draw, labels.actor(n)])]
        if closed:
            return closed[0]
        prices = {c.name: float(c.price[draw]) for c in found.chambers if c.quota[draw] > 0}
        prices |= {n: float(found.player_price[draw, labels.actor(n)]) for n in names}
        return max(prices, key=lambda name: prices[name])


def ratification_test(game: GivenGame) -> RatificationTest:
    """The test of proposals for one country.

    Would this be signed and ratified here?

    Parameters
    ----------
    game
        A domestic game of one draw, or a coded case; without a chief executive ratification
        alone decides.

    Returns
    -------
    RatificationTest

    Raises
    ------
    ValueError
        If the game has several draws.

    Notes
    -----
    Accepted is what the executive gains from by more than 1e-9, what the supporters' budget buys
    and what is ready in time; the status quo itself is not an agreement.
    """
    game = domestic_game(game)
    if game.draws != 1:
        raise ValueError("a win-set is that of one draw")
    return RatificationTest(game, (spatial_form(game),) if is_unpaid(game) else ())
