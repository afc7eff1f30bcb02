"""The game behind what a user hands to a solver."""

from __future__ import annotations

from typing import Protocol, TypeAlias

from winset.foundation.errors import InputError
from winset.games.domestic import DomesticGame
from winset.games.rule import Rule


class HasGame(Protocol):
    """A coded case: it knows its game at likely values and its rule."""

    @property
    def likely(self) -> DomesticGame:
        """The game at likely values."""

    @property
    def rule(self) -> Rule:
        """The rule over the actors, blocs voting as one."""


GivenGame: TypeAlias = DomesticGame | HasGame


def domestic_game(given: GivenGame) -> DomesticGame:
    """Return the domestic game that was given, of a coded case the one at likely values.

    Raises
    ------
    InputError
        If it is neither, with how to make one of a case.
    """
    if isinstance(given, DomesticGame):
        return given
    game = getattr(given, "likely", None)
    if isinstance(game, DomesticGame):
        return game
    raise InputError(
        f"this is a {type(given).__name__}, not a domestic game",
        "of a case: winset.coded_game(case, winset.read_parameters())",
    )
