"""A second try: the least that turns a text which is likely to fail at home."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np

from winset.games.domestic import Floats
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.two_level.landscape import Landscape
from winset.solvers.two_level.nearest import nearest_point
from winset.solvers.two_level.ratification_risk import RatificationRisk
from winset.solvers.two_level.ratification_test import at_proposals
from winset.solvers.two_level.table_play import TablePlay
from winset.solvers.two_level.text_votes import TextVotes
from winset.solvers.two_level.tying_hands import tied

__all__ = ["Help", "TextTried"]

_MOST = 1.0
"""Surplus of each member up to which letters and payments are looked for: a whole axis."""
_HALVINGS = 10
_ON_THE_WAY = 8
_DOUBTS = (0.0, 0.01, 0.02, 0.04, 0.08)
"""Amounts taken off the probabilities of a lattice until the draws keep what it promises."""
_MOST_DRAWS = 1024


@dataclass(frozen=True)
class Help:
    """Letters or payments that turn a text which stays as it is.

    Parameters
    ----------
    amounts
        By country: the least of it; empty where the text is turned already or this way is closed.
    reason
        Why the way is closed.
    """

    amounts: Mapping[str, float] = field(default_factory=dict)
    reason: str | None = None


@dataclass(frozen=True, eq=False)
class TextTried:
    """A text that was put to its legislatures, and the least that would turn it.

    Answers: after a No, which change of the text, which side letter or which payment is enough?

    Parameters
    ----------
    landscape
        The table with the legislatures it is put to.
    first
        The text, shape ``(n_issues,)``.
    titles
        Names of the countries for what is said, by id.

    Notes
    -----
    Turned at a level is a text that enough countries for the rule of entry would sign (E > 0) and
    ratify with at least that probability. Distances are Euclidean, axes of length 1, none weighted.
    A letter gives every legislator of a country the same surplus beside the text: hands tied by
    less than nothing. A payment is added to the purse of one side in the contest of purses. All are
    found by bisection with at most 1,024 draws of the shocks, the same for every text. [ours]
    """

    landscape: Landscape
    first: Floats
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def play(self) -> TablePlay:
        """The table."""
        return self.landscape.play

    @property
    def names(self) -> tuple[str, ...]:
        """Countries."""
        return self.play.negotiation.names

    @cached_property
    def gains(self) -> Floats:
        """Find what each government gains from the text in force, shape ``(n_countries,)``."""
        return np.asarray(self.play.gains(self.first[None, :])[0])

    @cached_property
    def chance(self) -> Floats:
        """Probability that each country ratifies the text."""
        return np.asarray(self.play.exact_chance(self.first[None, :])[0])

    def is_turned(self, level: float) -> bool:
        """Return whether the text needs no help at a level."""
        fits = bool(self.play.fits(self.first[None, :])[0])
        return fits and self._holds(level, self.gains, self.chance)

    def _held(self, level: float, point: Floats) -> bool:
        return self._holds(level, self.play.gains(point[None, :])[0], self.chance_at(point))

    def chance_at(self, point: Floats) -> Floats:
        """Probability that each country ratifies another text, with at most 1,024 draws."""
        return np.array([self._chance(risk, point) for risk in self.play.risks])

    def _holds(self, level: float, gains: Floats, chance: Floats) -> bool:
        expected = self.play.prospects.from_parts(gains[None, :], chance[None, :])
        return bool(self.landscape.held(level, chance[None, :], expected)[0])

    def nearest(self, level: float) -> Floats:
        """The nearest text that is turned, shape ``(n_issues,)``; empty where none is."""
        if self.is_turned(level):
            return self.first
        for doubt in _DOUBTS:
            belongs = partial(self.landscape.enters, level, doubt=doubt)
            found = nearest_point(self.first, belongs, self.landscape.entering(level, doubt))
            if not found.size or not self.play.is_mapped:
                return found
            if self._held(level, found):
                return self._drawn_back(level, found)
        return np.zeros(0)

    def _drawn_back(self, level: float, found: Floats) -> Floats:
        """The first text on the way to one found on the lattice that the draws turn."""
        way = found - self.first
        share = _least(lambda s: self._held(level, self.first + s * way), 0.0, 1.0, _ON_THE_WAY)
        return np.asarray(self.first + share * way)

    @cached_property
    def surest(self) -> float:
        """The highest probability of entry into force that any text has, signed or not."""
        texts = self.landscape.texts
        return float(self.play.prospects.ratified(texts[self.play.fits(texts)]).max(initial=0.0))

    def _short(self, level: float) -> list[int]:
        """Places of the countries whose governments gain and that ratify too rarely."""
        return [int(k) for k in np.flatnonzero((self.chance < level) & (self.gains > 0.0))]

    def letters(self, level: float) -> Help:
        """The least surplus for each legislator of every country that falls short.

        Parameters
        ----------
        level
            Least probability of each.
        """

        def after(place: int, size: float) -> float:
            risk = self.play.risks[place]
            return self._chance(replace(risk, game=tied(risk.game, -size)))

        def closed(place: int) -> str | None:
            has = self.play.risks[place].game.labels.at_level("legislature").any()
            return None if has else f"no letter turns {self._title(place)}"

        most = dict.fromkeys(range(len(self.names)), _MOST)
        helped = self._raised(level, after, most, closed, "letter")
        if isinstance(helped, str):
            return Help(reason=helped)
        return self._checked(level, *helped)

    def payments(self, level: float) -> Help:
        """The least that supporters abroad add to the purse of every country that falls short.

        Parameters
        ----------
        level
            Least probability of each.

        Notes
        -----
        Those of the countries that do not fall short pay in proportion to their purses at the text,
        a member-move buying as much abroad as at home, and have so much less there [ours].
        """

        def after(place: int, size: float) -> float:
            return self._chance(replace(self.play.risks[place], received=size))

        def closed(place: int) -> str | None:
            if self._votes(place).takes_money:
                return None
            return f"purses do not decide the vote in {self._title(place)}"

        places = range(len(self.names))
        most = {place: _MOST * self._votes(place).whole_body for place in places}
        helped = self._raised(level, after, most, closed, "payment")
        if isinstance(helped, str):
            return Help(reason=helped)
        chance, found = helped
        payers = [place for place in places if place not in found]
        purses = np.array([self._purse(place) for place in payers])
        need, have = sum(found.values()), float(purses.sum())
        if need > 0.0 and not payers:
            return Help(reason=f"nobody abroad is left to pay the {need:.3g} that are needed")
        if need > have:
            return Help(reason=f"the purses abroad hold {have:.3g}, {need:.3g} are needed")
        for place, purse in zip(payers, purses, strict=True):
            if purse > 0.0 and need > 0.0:
                chance[place] = after(place, -need * float(purse) / have)
        return self._checked(level, chance, found)

    def _raised(
        self,
        level: float,
        after: Callable[[int, float], float],
        most: Mapping[int, float],
        closed: Callable[[int], str | None],
        way: str,
    ) -> tuple[Floats, dict[int, float]] | str:
        """P with the least help and that help, by place of the country; why not, if it is closed.

        First each country that ratifies too rarely is brought to the level. Then, where a
        government would still expect to lose, for fear of a refusal at home, its own country is
        helped on until it does not.
        """
        found: dict[int, float] = {}
        chance = self.chance.copy()

        def gains_with(place: int, size: float) -> bool:
            then = chance.copy()
            then[place] = after(place, size)
            return bool(self._expected(then)[place] > 0.0)

        for place in self._short(level):
            why = closed(place)
            if why is None and after(place, most[place]) < level:
                why = f"no {way} turns {self._title(place)}"
            if why is not None:
                return why
            size = _least(
                lambda size, place=place: after(place, size) >= level,  # type: ignore[misc]
                0.0,
                most[place],
            )
            found[place], chance[place] = size, after(place, size)
        for _ in self.names:
            expected = self._expected(chance)
            fearful = np.flatnonzero((expected <= 0.0) & (self.gains > 0.0) & (chance < 1.0))
            able = [k for k in fearful.tolist() if closed(k) is None and gains_with(k, most[k])]
            if self._holds(level, self.gains, chance) or not able:
                break
            for place in able:
                size = _least(
                    lambda size, place=place: gains_with(place, size),  # type: ignore[misc]
                    found.get(place, 0.0),
                    most[place],
                )
                found[place], chance[place] = size, after(place, size)
        return chance, found

    def _title(self, place: int) -> str:
        name = self.names[place]
        return self.titles.get(name, name)

    def _expected(self, chance: Floats) -> Floats:
        return np.asarray(self.play.prospects.from_parts(self.gains[None, :], chance[None, :])[0])

    def _checked(self, level: float, chance: Floats, found: Mapping[int, float]) -> Help:
        """The help found, or a reason where it is not enough for all."""
        if self._holds(level, self.gains, chance):
            return Help({self.names[place]: size for place, size in sorted(found.items())})
        losers = [self._title(place) for place in np.flatnonzero(self.gains <= 0.0).tolist()]
        if losers:
            return Help({}, f"its government gains nothing from this text: {', '.join(losers)}")
        lost = np.flatnonzero(self._expected(chance) <= 0.0)
        losers = [self._title(place) for place in lost.tolist()]
        if losers:
            return Help({}, f"its government would still expect to lose: {', '.join(losers)}")
        return Help({}, "the payers would then fall short at home")

    def _chance(self, risk: RatificationRisk, point: Floats | None = None) -> float:
        at = self.first if point is None else point
        return float(risk.chance(at[None, :], min(_MOST_DRAWS, risk.draws))[0])

    def _votes(self, place: int) -> TextVotes:
        risk = self.play.risks[place]
        return TextVotes(risk.game, risk.shocks)

    def _purse(self, place: int) -> float:
        """Purse of the supporters of the text in a country, in member-moves."""
        game = self.play.risks[place].game
        return float(field_of(at_proposals(game, self.first[None, :])).budget[0])


def _least(
    holds: Callable[[float], bool], short: float, enough: float, halvings: int = _HALVINGS
) -> float:
    """The least number that is enough, by bisection between one that is not and one that is.

    Examples
    --------
    >>> round(_least(lambda x: x * x >= 0.5, 0.0, 1.0, 20), 5)
    0.70711
    """
    for _ in range(halvings):
        middle = 0.5 * (short + enough)
        short, enough = (short, middle) if holds(middle) else (middle, enough)
    return enough
