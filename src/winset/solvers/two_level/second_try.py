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
        found = {}
        chance = self.chance.copy()
        for place in self._short(level):
            risk = self.play.risks[place]

            def after(size: float, risk: RatificationRisk = risk) -> float:
                return self._chance(replace(risk, game=tied(risk.game, -size)))

            if not risk.game.labels.at_level("legislature").any() or after(_MOST) < level:
                return Help(reason=f"no letter turns {self.names[place]}")
            size = _least(lambda s, ask=after: ask(s) >= level, 0.0, _MOST)  # type: ignore[misc]
            found[self.names[place]] = size
            chance[place] = after(size)
        return self._checked(level, chance, found)

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
        short, found = self._short(level), {}
        chance = self.chance.copy()
        for place in short:
            risk, votes = self.play.risks[place], self._votes(place)
            if not votes.takes_money:
                return Help(reason=f"purses do not decide the vote in {self.names[place]}")

            def after(size: float, risk: RatificationRisk = risk) -> float:
                return self._chance(replace(risk, received=size))

            most = _MOST * votes.whole_body
            if after(most) < level:
                return Help(reason=f"no payment turns {self.names[place]}")
            size = _least(lambda s, ask=after: ask(s) >= level, 0.0, most)  # type: ignore[misc]
            found[self.names[place]] = size
            chance[place] = after(size)
        purses = np.array([self._purse(k) for k in range(len(self.names)) if k not in short])
        payers = [k for k in range(len(self.names)) if k not in short]
        need, have = sum(found.values()), float(purses.sum())
        if need > 0.0 and not payers:
            return Help(found, f"there are no purses abroad; {need:.3g} are needed")
        if need > have:
            return Help(found, f"the purses abroad hold {have:.3g}, {need:.3g} are needed")
        for place, purse in zip(payers, purses, strict=True):
            if purse > 0.0 and need > 0.0:
                risk = self.play.risks[place]
                chance[place] = self._chance(replace(risk, received=-need * purse / have))
        return self._checked(level, chance, found)

    def _checked(self, level: float, chance: Floats, found: dict[str, float]) -> Help:
        """The help found, or a reason where it is not enough for all."""
        if self._holds(level, self.gains, chance):
            return Help(found)
        losers = [name for name, u in zip(self.names, self.gains, strict=True) if u <= 0.0]
        if losers:
            return Help({}, f"its government gains nothing from this text: {', '.join(losers)}")
        expected = self.play.prospects.from_parts(self.gains[None, :], chance[None, :])[0]
        losers = [name for name, e in zip(self.names, expected, strict=True) if e <= 0.0]
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
