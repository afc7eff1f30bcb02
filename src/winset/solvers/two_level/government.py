"""Gains of a government abroad: its own surplus, and that of those who press it at home."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from winset.games.domestic import DomesticGame, Floats
from winset.solvers.coalitions.engagement import engagement
from winset.solvers.stages.formulation import formulation_stage
from winset.solvers.two_level.text_surplus import TextSurplus

__all__ = ["REFERENCE_CAPACITY", "Government"]

REFERENCE_CAPACITY = 12.0
"""Member-moves of a chief executive with other business."""


@dataclass(frozen=True, eq=False)
class Government:
    """The objective of one chief executive at the table.

    Parameters
    ----------
    game
        The domestic game of one draw, with a chief executive.
    pressure
        Weight lam of pressure, 0 or more.
    reference
        Capacity K at which a fully engaged group weighs lam, in member-moves.

    Notes
    -----
    u(x) = (S_e(x) + sum over groups of w_g S_g(x)) / (1 + sum of w), with
    w_g = lam capacity_g engagement_g / K + tie of g to the chief executive. S is the surplus
    without pressure; groups are the actors of the country outside chambers, but for the chief
    executive and foreign actors. Legislators act through ratification alone. One weight per unit
    of capacity for all organised groups is the form of Grossman and Helpman; capacity over K as
    that weight is a choice of this project. A group cut in two halves changes nothing.

    References
    ----------
    Grossman and Helpman (1994), Protection for sale, American Economic Review 84(4): 833-850.
    """

    game: DomesticGame
    pressure: float = 0.0
    reference: float = REFERENCE_CAPACITY

    @property
    def chief(self) -> int:
        """Row of the chief executive.

        Raises
        ------
        ValueError
            If the game has none.
        """
        row = self.game.institutions.chief_executive
        if row is None:
            raise ValueError("the game has no chief executive")
        return row

    @cached_property
    def surplus(self) -> TextSurplus:
        """Surplus of the actors from texts."""
        return TextSurplus(self.game)

    @cached_property
    def weights(self) -> Floats:
        """Weight of each actor beside the chief executive's 1, shape ``(n_actors,)``."""
        game, chief = self.game, self.chief
        engaged = engagement(game)[0]
        stage = formulation_stage(game)
        by_proposal = np.where(stage.is_ready, stage.quality, 0.0)[0]
        engaged = np.where(game.numbers.conditional[0] > 0.0, engaged * by_proposal, engaged)
        capacity = (game.numbers.capacity * game.numbers.capacity_factor)[0]
        organised = ~game.labels.at_level("legislature", "foreign")
        organised[chief] = False
        found = np.where(organised, self.pressure * capacity * engaged / self.reference, 0.0)
        found += self.surplus.passed_on[chief]
        return np.asarray(found)

    def gains(self, points: Floats) -> Floats:
        """Find what the government gains from each text over no agreement, shape ``(n,)``."""
        own = self.surplus.own(points)
        return np.asarray((own[:, self.chief] + own @ self.weights) / (1.0 + self.weights.sum()))
