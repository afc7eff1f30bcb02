"""Votes on many texts before the same shocks, by the vote model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from winset.games.domestic import DomesticGame, Floats, Shocks
from winset.games.members import Seating
from winset.kernels.votes import (
    BlocDraws,
    ContestDraws,
    MemberNoise,
    Seats,
    tallies,
    text_tallies,
)
from winset.solvers.coalitions.contributions import Field, shared_shift
from winset.solvers.coalitions.valence import coefficient, modelled_shift
from winset.solvers.ratification.contest import ROOT_FIVE, net_purse_of_members
from winset.solvers.ratification.vote import decides_by_unanimity

__all__ = ["TextVotes"]

Votes = NDArray[np.float64] | NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class TextVotes:
    """Tallies of a country's chambers for any texts, in each draw of the shocks.

    Parameters
    ----------
    game
        Of one draw, with members that vote by the vote model.
    shocks
        The draws.
    received
        What is added from outside to the purse for every text, in member-moves; negative: what is
        taken from it.
    """

    game: DomesticGame
    shocks: Shocks
    received: float = 0.0

    @cached_property
    def is_separable(self) -> bool:
        """Return whether shocks add to no purse, and to a bloc's members the same at every text.

        The shocks of real members move their ideal points; a campaign in places reaches some of
        them and not others.
        """
        game = self.game
        seated = game.labels.seats.any(axis=1)
        spends = bool((game.numbers.capacity[0] > 0.0)[seated].any())
        placed = bool(game.labels.named) and any(game.links.tie_states)
        return not spends and not placed

    @property
    def takes_money(self) -> bool:
        """Return whether what is received moves votes."""
        noise = float(self.game.numbers.shock_sizes[0, 3])
        contested = self.game.choices.contest == "simultaneous" and noise > 0.0
        return self.is_separable and contested and self.whole_body > 0.0

    @cached_property
    def whole_body(self) -> float:
        """Members of all chambers, each counted with the weight of its seat."""
        seats = self.game.labels.seats.sum(axis=0)
        return float(seats @ self.game.institutions.chamber_weights)

    @cached_property
    def _own(self) -> Floats:
        return np.require(self.shocks.member, requirements=["C", "W"])

    @cached_property
    def are_shocked(self) -> bool:
        """Return whether shocks of any size hit members or tallies."""
        game, shocks = self.game, self.shocks
        own = bool(game.labels.named) or game.numbers.shock_sizes[0, 3] > 0.0
        own &= bool(shocks.member.any())
        rest = coefficient(game, "s_t")[0] > 0.0 and shocks.tally.any()
        return bool(own or rest or self._shift.any())

    @cached_property
    def _shift(self) -> Floats:
        """Shift that a draw adds to the surplus of each bloc's members, ``(n_draws, n_actors)``."""
        draws = len(self.shocks.bill)
        still = self.game.unshocked()
        numbers = still.numbers.repeated(draws)
        none = np.zeros((draws, len(self.game.labels.actors)))
        shocked = still.replace(numbers=numbers, shocks=self.shocks)
        first = modelled_shift(still, none[:1], none[:1])
        return np.ascontiguousarray(modelled_shift(shocked, none, none) - first)

    @cached_property
    def _seats(self) -> tuple[tuple[Seating, Seats], ...]:
        labels, parties = self.game.labels, self.game.parties
        found = []
        for column in range(len(labels.chambers)):
            seating = Seating.of(labels, column)
            names = [labels.parties[row] for row in seating.bloc]
            party = [len(parties) if n is None else parties.index(n) for n in names]
            named = seating.named
            seats = Seats.of(
                seating.bloc,
                seating.quantile,
                np.array(party, dtype=np.int64),
                parties=len(parties) + 1,
                is_real=None if named is None else named.is_real,
                drift_axis=-1 if named is None else named.axis,
            )
            found.append((seating, seats))
        return tuple(found)

    def tallies(self, field: Field, draws: int) -> Floats:
        """Votes in favour in each chamber, shape ``(n_texts, draws, n_chambers)``.

        Parameters
        ----------
        field
            The game before shocks with one draw a text.
        draws
            How many of the draws of the shocks, the first ones.
        """
        game = self.game
        size = float(game.numbers.shock_sizes[0, 3])
        texts, columns = field.game.draws, len(game.parties) + 1
        each = np.zeros((texts, len(field.chambers)))
        if game.choices.contest == "simultaneous" and size > 0.0:
            each = net_purse_of_members(field) + self.received / self.whole_body
        residual = float(coefficient(game, "s_t")[0])
        sd = np.full(draws, size)
        found = np.zeros((texts, draws, len(field.chambers)))
        for column, (chamber, (seating, seats)) in enumerate(
            zip(field.chambers, self._seats, strict=True)
        ):
            noise = MemberNoise(sd, self._own, 0, seating.offset)
            votes: Votes
            if seating.named is None:
                votes = text_tallies(
                    seats,
                    np.ascontiguousarray(chamber.surplus),
                    self._shift[:draws],
                    np.ascontiguousarray(each[:, column]),
                    noise,
                )
            else:
                extra = float(game.institutions.abstention[column])
                votes = self._named_votes(field, seats, extra, each[:, column], noise)
            if decides_by_unanimity(game, column):
                found[:, :, column] = votes.sum(axis=2)
                continue
            filled = np.bincount(seats.party, minlength=columns).astype(np.float64)
            own = slice(column * columns, (column + 1) * columns)
            moved = votes + residual * self.shocks.tally[:draws, own] * filled
            found[:, :, column] = np.clip(moved, 0.0, filled).sum(axis=2)
        return found

    def _named_votes(
        self, field: Field, seats: Seats, extra: float, each: Floats, noise: MemberNoise
    ) -> Floats:
        """Votes by party in a chamber with real members, ``(n_texts, draws, n_parties)``.

        Their shocks move ideal points, so that distances are worked out draw by draw.
        """
        game, surplus = field.game, field.surplus
        draws = noise.sd.size
        still = shared_shift(game, surplus, field.willingness) + extra
        reach = np.maximum(noise.sd * ROOT_FIVE, 1e-300)
        found = np.zeros((field.game.draws, draws, seats.parties))
        for text in range(len(found)):
            one = slice(text, text + 1)
            blocs = BlocDraws.of(
                _row(surplus.position, text),
                _row(game.numbers.spread, text),
                _row(game.numbers.salience, text),
                surplus.perceived[one],
                _row(game.numbers.status_quo, text),
                still[one] + self._shift[:draws],
                city_block=game.choices.distance == "city-block",
            )
            purse = ContestDraws(np.full(draws, each[text]), reach)
            found[text] = tallies(seats, blocs, purse, noise)
        return found


def _row(array: Floats, text: int) -> Floats:
    """The row of one text, of an array that may have one for all."""
    return array[text : text + 1] if len(array) > 1 else array
