"""The subject of an explanation: one case, solved at likely values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.results.ratification.ratification import ChamberReading, RatificationPrice
from winset.solvers.coalitions.contributions import Field, field_of
from winset.solvers.coalitions.ratification_price import price_in
from winset.studies.domestic.actor_sections import title_of
from winset.studies.domestic.draws import Draws, monte_carlo
from winset.translate import CodedGame, coded_game


@dataclass(frozen=True, eq=False)
class WhySubject:
    """A case, each part of its answer found once and only when asked for.

    Parameters
    ----------
    case, parameters
        What is explained.
    draws, seed
        Of the probabilities.
    """

    case: Case
    parameters: Parameters
    draws: int
    seed: int

    @cached_property
    def coded(self) -> CodedGame:
        """The case as a game."""
        return coded_game(self.case, self.parameters)

    @cached_property
    def field(self) -> Field:
        """The field before anybody is paid."""
        return field_of(self.coded.likely)

    @cached_property
    def price(self) -> RatificationPrice:
        """Price of ratification at likely values."""
        return price_in(self.field)

    @cached_property
    def sampled(self) -> Draws:
        """Find what came out of the draws."""
        return monte_carlo(self.coded, self.draws, self.seed)

    def row(self, actor: str) -> int:
        """Row of an actor.

        Raises
        ------
        InputError
            If there is none of that name.
        """
        names = self.field.game.labels.actors
        if actor not in names:
            raise InputError(f"there is no actor {actor!r}", meant(actor, names, noun="actors"))
        return names.index(actor)

    def chamber(self, name: str) -> ChamberReading:
        """Reading of a chamber.

        Raises
        ------
        InputError
            If the rule has none of that name.
        """
        names = [chamber.name for chamber in self.price.chambers]
        if name not in names:
            raise InputError(f"there is no chamber {name!r}", meant(name, names, noun="chambers"))
        return self.price.chambers[names.index(name)]

    def title(self, row: int) -> str:
        """Name of an actor for readers."""
        name = self.field.game.labels.actors[row]
        return title_of(name, self.case.actors[name])
