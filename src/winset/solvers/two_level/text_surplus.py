"""Surplus of the actors of one game from many texts, without pressure and with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from winset.foundation.tolerances import INDIFFERENCE
from winset.games.domestic import DomesticGame, Floats
from winset.solvers.coalitions.benches import party_line
from winset.solvers.coalitions.surplus import (
    amended_proposal,
    distance_to,
    positions_with_signals,
    pressure_matrix,
)

__all__ = ["TextSurplus"]


@dataclass(frozen=True, eq=False)
class TextSurplus:
    """Result of `actor_surplus` for each text, with all that no text changes found once.

    Parameters
    ----------
    game
        Of one draw; its proposal is not used.
    """

    game: DomesticGame

    @cached_property
    def _position(self) -> Floats:
        return positions_with_signals(self.game)

    @cached_property
    def _home(self) -> Floats:
        numbers = self.game.numbers
        form = self.game.choices.distance
        quo = numbers.status_quo[:, None, :]
        home = distance_to(self._position, numbers.salience, quo, form)
        return np.asarray(home + numbers.no_agreement)

    @cached_property
    def _floor(self) -> Floats:
        return np.asarray(amended_proposal(self.game, self._position)[0])

    @cached_property
    def passed_on(self) -> Floats:
        """Share of each actor's own surplus that reaches each actor, shape ``(A, A)``.

        Row by who is pressed; pressure between groups has worked itself out.
        """
        actors = len(self.game.labels.actors)
        found = np.zeros((actors, actors))
        pressing = np.unique(self.game.links.tie_source)
        if pressing.size:
            matrix = pressure_matrix(self.game)[0]
            among = np.eye(pressing.size) - matrix[np.ix_(pressing, pressing)]
            found[:, pressing] = np.linalg.solve(among.T, matrix[:, pressing].T).T
        return found

    def own(self, points: Floats) -> Floats:
        """Surplus without pressure of each actor from each text, shape ``(n, n_actors)``."""
        game, numbers = self.game, self.game.numbers
        text = points
        if game.institutions.open_axes:
            axes = list(game.institutions.open_axes)
            text = np.array(points, dtype=np.float64)
            text[:, axes] = self._floor[axes]
        seen = text[:, None, :]
        if len(game.links.frame_axis):
            seen = np.repeat(seen, len(game.labels.actors), axis=1)
        for frame, axis in enumerate(game.links.frame_axis):
            strength, toward = numbers.frame_strength[0, frame], numbers.frame_toward[0, frame]
            moved = seen[:, :, axis] + strength * (toward - seen[:, :, axis])
            seen[:, :, axis] = np.where(game.links.frame_audience[frame], moved, seen[:, :, axis])
        away = distance_to(self._position, numbers.salience, seen, game.choices.distance)
        return np.asarray(self._home - away)

    def total(self, points: Floats) -> Floats:
        """Surplus with pressure, shape ``(n, n_actors)``; at most 1e-12 off zero counts as zero."""
        own = self.own(points)
        found = own + own @ self.passed_on.T + party_line(self.game)
        return np.where(np.abs(found) <= INDIFFERENCE, 0.0, found)
