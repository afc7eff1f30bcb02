"""Expected gains of governments that sign what may be refused at home."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import product

import numpy as np
from numpy.typing import NDArray

from winset.foundation.randomness import uniforms
from winset.games.bargaining import BargainingProblem
from winset.games.domestic import Floats
from winset.games.negotiation import EntryIntoForce

__all__ = ["Prospects", "in_force"]

_MOST_ENUMERATED = 12
_JOINT_DRAWS = 1024
_ASKED_FIRST = (1, 2, 3, 4, 6)
"""Numbers of countries asked before the others, which may then not need to be."""
_LIKELIEST = 5
"""Texts, the best by the product of expected gains, whose risks say which countries come first."""
_CHUNK = 256
"""Texts whose sets of countries are held at once."""

Over = Callable[[Floats], Floats]
"""From points, shape ``(n, n_issues)``, to a number for each country, ``(n, n_countries)``."""


def in_force(
    chance: Floats, entry: EntryIntoForce, names: tuple[str, ...], weights: Floats
) -> tuple[Floats, Floats]:
    """Probability that an agreement enters into force, and that each country is then in it.

    Parameters
    ----------
    chance
        Probability that each country ratifies, shape ``(n, n_countries)``; countries are
        independent, since what one does not know at signature is its own.
    entry
        Who must ratify.
    names, weights
        Of the countries.

    Returns
    -------
    any, each : arrays (n,) and (n, n_countries)
        Probability that the rule holds; that it holds and the country has ratified.

    Notes
    -----
    Exact up to twelve countries; beyond, 1,024 joint draws.

    Examples
    --------
    Two of three must ratify, each does with probability one half:

    >>> names = ("a", "b", "c")
    >>> whole, each = in_force(np.full((1, 3), 0.5), EntryIntoForce(2), names, np.ones(3))
    >>> whole.tolist(), each.tolist()
    ([0.5], [[0.375, 0.375, 0.375]])
    """
    count = len(names)
    if entry.at_least >= count:
        whole = chance.prod(axis=1)
        return whole, np.repeat(whole[:, None], count, axis=1)
    if count > _MOST_ENUMERATED:
        drawn = uniforms(0, "entry into force", 0, _JOINT_DRAWS, count)
        held = drawn[None, :, :] < chance[:, None, :]
        flat = entry.holds(held.reshape(-1, count), names, weights).reshape(held.shape[:2])
        return flat.mean(axis=1), (held & flat[:, :, None]).mean(axis=1)
    inside = _ways_into_force(entry, names, tuple(map(float, weights)))
    whole, each = np.empty(len(chance)), np.empty(chance.shape)
    for first in range(0, len(chance), _CHUNK):
        part = chance[first : first + _CHUNK]
        ways = np.ones((len(part), len(inside)))
        for column, member in zip(part.T, inside.T, strict=True):
            ways *= np.where(member, column[:, None], 1.0 - column[:, None])
        whole[first : first + _CHUNK] = ways.sum(axis=1)
        each[first : first + _CHUNK] = ways @ inside.astype(np.float64)
    return whole, each


@lru_cache(maxsize=64)
def _ways_into_force(
    entry: EntryIntoForce, names: tuple[str, ...], weights: tuple[float, ...]
) -> NDArray[np.bool_]:
    """Sets of countries that suffice, shape ``(n_sets, n_countries)``."""
    sets = np.array(list(product((False, True), repeat=len(names))))
    return sets[entry.holds(sets, names, np.array(weights))]


@dataclass(frozen=True, eq=False)
class Prospects:
    """Expectations of every government from every text.

    Parameters
    ----------
    names
        Countries.
    issues
        Ids of the axes.
    gains
        Gains u of the governments from an agreement in force.
    chance
        Probability P that each ratifies.
    failure_cost
        Cost k to each government of an agreement that it signs and that is refused at home.
    entry, weights
        Who must ratify, and the countries' weights in that rule.
    believed
        P as governments with beliefs take it to be, by the place of the government.
    one
        P of the country at a place, where countries are dear to ask and asked one by one.
    surest
        The highest P that each country can have, shape ``(n_countries,)``; 1 unless given.

    Notes
    -----
    E = u Pr(it ratifies and the rule of entry holds) - k Pr(it refuses); no agreement is worth 0.
    The cost falls on the government whose own country refuses [ours]. Without a cost no treaty is
    ever refused at the table, since any chance of success is worth more than nothing.

    References
    ----------
    Iida (1993), When and how do domestic constraints matter?, JCR 37(3): 403-426.

    Examples
    --------
    One government gains x and ratifies surely, the other gains 1 - x and ratifies with 1 - x:

    >>> prospects = Prospects(
    ...     ("a", "b"),
    ...     ("x",),
    ...     lambda x: np.hstack([x, 1 - x]),
    ...     lambda x: np.hstack([np.ones_like(x), 1 - x]),
    ...     np.zeros(2),
    ...     EntryIntoForce(2),
    ... )
    >>> prospects.expected(np.array([[0.25]])).tolist()
    [[0.1875, 0.5625]]
    """

    names: tuple[str, ...]
    issues: tuple[str, ...]
    gains: Over
    chance: Over
    failure_cost: Floats
    entry: EntryIntoForce
    weights: Floats = field(default_factory=lambda: np.zeros(0))
    believed: Mapping[int, Over] = field(default_factory=dict)
    one: Callable[[int, Floats], Floats] | None = None
    surest: Floats = field(default_factory=lambda: np.zeros(0))

    def _weights(self) -> Floats:
        return self.weights if self.weights.size else np.ones(len(self.names))

    def _sure(self, count: int) -> Floats:
        """The highest P of the countries for so many texts, ``(count, n_countries)``."""
        surest = self.surest if self.surest.size else np.ones(len(self.names))
        return np.tile(surest, (count, 1))

    def ratified(self, points: Floats) -> Floats:
        """Probability that each text enters into force, shape ``(n,)``."""
        return in_force(self.chance(points), self.entry, self.names, self._weights())[0]

    def expected(self, points: Floats) -> Floats:
        """Expected gain of each government from signing each text, shape ``(n, n_countries)``."""
        return self._expected(self.gains(points), points)

    def _expected(self, gains: Floats, points: Floats) -> Floats:
        found = self.from_parts(gains, self.chance(points))
        for place, chance in self.believed.items():
            found[:, place] = self.from_parts(gains, chance(points))[:, place]
        return found

    def from_parts(self, gains: Floats, chance: Floats) -> Floats:
        """Expected gains where u and P are known, both of shape ``(n, n_countries)``."""
        _, each = in_force(chance, self.entry, self.names, self._weights())
        return np.asarray(gains * each - self.failure_cost * (1.0 - chance))

    def among(self, members: tuple[str, ...]) -> Prospects:
        """The same among some of the countries, the others staying out."""
        if members == self.names:
            return self
        places = [self.names.index(name) for name in members]
        weights = self._weights()
        weight, one = weights[places], self.one
        share = self.entry.share * weights.sum() / weight.sum() if weight.sum() > 0.0 else 2.0
        entry = EntryIntoForce(self.entry.at_least, share, self.entry.required)
        return replace(
            self,
            names=members,
            gains=lambda at: self.gains(at)[:, places],
            chance=lambda at: self.chance(at)[:, places],
            failure_cost=self.failure_cost[places],
            entry=entry,
            weights=weight,
            believed={
                places.index(old): _columns(chance, places)
                for old, chance in self.believed.items()
                if old in places
            },
            one=None if one is None else lambda place, at: one(places[place], at),
            surest=self.surest[places] if self.surest.size else self.surest,
        )

    def ceilings(self, riskiest: Sequence[int]) -> tuple[Over, ...]:
        """Bounds above the expected gains, the later the closer and the dearer.

        Parameters
        ----------
        riskiest
            Places of the countries in the order in which they are asked; the others count as sure
            to ratify as they can be.
        """
        one = self.one
        found: tuple[Over, ...] = (lambda at: np.maximum(self.gains(at), 0.0),)
        if one is None or self.believed:
            return found

        def among_asked(asked: Sequence[int], at: Floats) -> Floats:
            chance = self._sure(len(at))
            for place in asked:
                chance[:, place] = one(place, at)
            return np.maximum(self.from_parts(self.gains(at), chance), 0.0)

        counts = [count for count in _ASKED_FIRST if count < len(self.names)]
        return (*found, *(partial(among_asked, riskiest[:count]) for count in counts))

    def signatories(self, points: Floats) -> tuple[str, ...]:
        """The largest set of countries that all expect to gain from some text; empty for none.

        Of equally many the heavier, then the first. A country that expects no gain stays out, and
        the others then reckon without it, until nobody leaves [ours].
        """
        chance, gains = self.chance(points), self.gains(points)
        inside = np.ones_like(chance, dtype=np.bool_)
        for _ in self.names:
            found = self.from_parts(gains, np.where(inside, chance, 0.0))
            for place, believed in self.believed.items():
                seen = np.where(inside, believed(points), 0.0)
                found[:, place] = self.from_parts(gains, seen)[:, place]
            stays = inside & (found > 0.0)
            if (stays == inside).all():
                break
            inside = stays
        holds = self.entry.holds(inside, self.names, self._weights())
        if not holds.any():
            return ()
        weights = self._weights()
        rows = np.unique(inside[holds], axis=0)
        best = max(rows, key=lambda row: (row.sum(), float(weights[row].sum()), tuple(row)))
        return tuple(name for name, held in zip(self.names, best, strict=True) if held)

    def problem(
        self, points: Floats, spacing: Floats, fits: Callable[[Floats], NDArray[np.bool_]]
    ) -> BargainingProblem:
        """The bargaining problem over expected gains.

        Parameters
        ----------
        points
            Texts to search from, shape ``(n, n_issues)``.
        spacing
            Distance between neighbours, for each axis.
        fits
            Whether a text can be agreed on at all, such as not being the status quo.

        Returns
        -------
        BargainingProblem
            Players are those who sign; allowed is where all of them expect to gain.
        """
        points = points[fits(points)]
        members = self.signatories(points) or self.names
        mine = self.among(members)

        def allowed(at: Floats) -> NDArray[np.bool_]:
            return np.asarray(fits(at) & (mine.expected(at) > 0.0).all(axis=1))

        expected = mine.expected(points)
        held = (expected > 0.0).all(axis=1)
        gaining = points[held]
        likeliest = np.argsort(-np.log(expected[held]).sum(axis=1), kind="stable")[:_LIKELIEST]
        return BargainingProblem(
            players=members,
            issues=self.issues,
            gains=mine.expected,
            allowed=allowed,
            candidates=gaining,
            spacing=spacing,
            ceilings=mine.ceilings(mine.riskiest(gaining[likeliest])),
        )

    def riskiest(self, points: Floats) -> list[int]:
        """Places of the countries, those that ratify the texts least often first."""
        if self.one is None or not len(points):
            return []
        return [int(place) for place in self.chance(points).mean(axis=0).argsort(kind="stable")]

    def costs_borne(self, points: Floats) -> Floats:
        """The cost of failure up to which all would sign each text, shape ``(n,)``.

        The least over the countries of u I / (1 - P): minus infinity where one does not gain,
        infinite where nobody refuses. Where countries are dear to ask, minus infinity too where
        the cost is below the highest of these texts.
        """
        gains, found = self.gains(points), np.full(len(points), -np.inf)
        rows = np.flatnonzero((gains > 0.0).all(axis=1))
        if not rows.size:
            return found
        if self.one is None:
            found[rows] = self._borne(gains[rows], self.chance(points[rows]))
            return found
        chance = self._sure(rows.size)
        for place in self.riskiest(points[rows[:: -(-rows.size // _LIKELIEST)]])[:2]:
            chance[:, place] = self.one(place, points[rows])
        most = self._borne(gains[rows], chance)
        order = rows[np.argsort(-most, kind="stable")]
        bound, size, best = np.sort(most)[::-1] * (1.0 + 1e-9), _LIKELIEST, -np.inf
        while order.size and bound[0] >= best:
            some = order[:size]
            found[some] = self._borne(gains[some], self.chance(points[some]))
            best = float(found[rows].max())
            order, bound, size = order[size:], bound[size:], 2 * size
        return found

    def _borne(self, gains: Floats, chance: Floats) -> Floats:
        """The same where u, above 0, and P are known, both of shape ``(n, n_countries)``."""
        _, each = in_force(chance, self.entry, self.names, self._weights())
        with np.errstate(divide="ignore", invalid="ignore"):
            most = np.where(chance < 1.0, gains * each / (1.0 - chance), np.inf)
        return np.asarray(most.min(axis=1))

    def highest_cost(self, points: Floats) -> float | None:
        """The cost of failure above which none of some texts would be signed by all.

        Parameters
        ----------
        points
            Shape ``(n, n_issues)``.

        Returns
        -------
        float or None
            None where no text brings all a gain, or where some text is refused nowhere.
        """
        best = float(self.costs_borne(points).max(initial=-np.inf))
        return best if np.isfinite(best) else None


def _columns(chance: Over, places: list[int]) -> Over:
    return lambda at: chance(at)[:, places]
