"""The negotiation: governments at one table, each with its own domestic game behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.games.domestic import DomesticGame, Floats


@dataclass(frozen=True, eq=False)
class Country:
    """One government at the table.

    Parameters
    ----------
    name
        Id of the country.
    game
        What it takes to ratify at home; one draw, with a chief executive.
    weight
        Its weight in the rule of entry into force.
    power
        Bargaining power in the Nash solution, above 0.
    discount
        Worth of an agreement one round later, 0 to below 1.
    """

    name: str
    game: DomesticGame
    weight: float = 1.0
    power: float = 1.0
    discount: float = 0.9

    @property
    def executive(self) -> int:
        """Row of the chief executive in its game."""
        row = self.game.institutions.chief_executive
        if row is None:
            raise ValueError(f"{self.name} has no chief executive")
        return row

    def replace(self, **changes: Any) -> Country:
        """Variant with some parts exchanged."""
        return replace(self, **changes)


@dataclass(frozen=True)
class EntryIntoForce:
    """Countries that must ratify for an agreement to enter into force.

    Parameters
    ----------
    at_least
        How many countries.
    share
        Share of the countries' weights, 0 to 1.
    required
        Countries that must be among them.
    """

    at_least: int
    share: float = 0.0
    required: tuple[str, ...] = ()

    def holds(
        self, ratified: NDArray[np.bool_], names: tuple[str, ...], weights: Floats
    ) -> NDArray[np.bool_]:
        """Return whether the ratifying countries are enough.

        Parameters
        ----------
        ratified
            Shape ``(n, n_countries)``.
        names, weights
            Of the countries, in that order.

        Returns
        -------
        array (n,)
        """
        enough = ratified.sum(axis=1) >= self.at_least
        heavy = ratified @ weights >= self.share * weights.sum() * (1.0 - 1e-12)
        needed = [names.index(name) for name in self.required]
        return np.asarray(enough & heavy & ratified[:, needed].all(axis=1), dtype=np.bool_)


@dataclass(frozen=True, eq=False)
class Negotiation:
    """Countries that bargain over the same issues from the same status quo.

    Parameters
    ----------
    issues
        Ids of the issues, the vote axes of every country's game in the same order.
    status_quo
        Shape ``(n_issues,)``.
    countries
        At least two.
    entry
        Who must ratify.
    """

    issues: tuple[str, ...]
    status_quo: Floats
    countries: tuple[Country, ...]
    entry: EntryIntoForce

    @property
    def names(self) -> tuple[str, ...]:
        """Ids of the countries."""
        return tuple(country.name for country in self.countries)

    @property
    def weights(self) -> Floats:
        """Weights of the countries in the rule of entry into force."""
        return np.array([country.weight for country in self.countries])

    @property
    def needs_all(self) -> bool:
        """Return whether every country must ratify."""
        return self.entry.at_least >= len(self.countries)

    def country(self, name: str) -> Country:
        """Country by its id."""
        return self.countries[self.names.index(name)]

    def replace(self, **changes: Any) -> Negotiation:
        """Variant with some parts exchanged."""
        return replace(self, **changes)

    def among(self, names: tuple[str, ...]) -> Negotiation:
        """The same table with some of the countries, who all must ratify."""
        kept = tuple(country for country in self.countries if country.name in names)
        return self.replace(countries=kept, entry=EntryIntoForce(len(kept)))
