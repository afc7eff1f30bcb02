"""Probability of ratification: a text before all that a government does not know at signature."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from winset.games.domestic import DomesticGame, Floats, Shocks
from winset.games.rule import Clause
from winset.kernels.episode_votes import COUNT_ERROR, OWN_SHOCK
from winset.results.ratification.vote_outcome import VoteOutcome
from winset.solvers.coalitions.contributions import Field, field_of
from winset.solvers.coalitions.referendums import won_referendums
from winset.solvers.coalitions.valence import coefficient, valence
from winset.solvers.ratification.contest import net_purse_of_players
from winset.solvers.ratification.vote import led_chamber, vote_outcome
from winset.solvers.two_level.ratification_test import at_proposals
from winset.solvers.two_level.text_surplus import TextSurplus
from winset.solvers.two_level.text_votes import TextVotes

__all__ = ["RatificationRisk", "before_shocks"]

Bits = NDArray[np.uint8]
_CHUNK = 256
_FEW_TEXTS = 64
"""Texts up to which what was found for each is kept."""
_MOST_CELLS = 4_000_000
"""Texts times draws times clauses that are held at once."""
_SLACK = 1e-9


def before_shocks(game: DomesticGame, shocks: Shocks, text: Floats) -> DomesticGame:
    """The game with one text as its proposal, in as many draws as there are of the shocks.

    Parameters
    ----------
    game
        Of one draw.
    shocks
        What a government does not know at signature.
    text
        Shape ``(n_issues,)``.
    """
    draws = len(shocks.bill)
    numbers = game.numbers.repeated(draws, ("proposal",))
    numbers.proposal[:] = text
    return game.replace(numbers=numbers, shocks=shocks)


@dataclass(frozen=True, eq=False)
class RatificationRisk:
    """Ratification of any text at home by the vote model, draw by draw.

    Parameters
    ----------
    game
        The domestic game of one draw, whose members vote by the vote model; its own shocks are not
        used.
    shocks
        Draws of what the government does not know at signature.
    received
        What supporters get from abroad for every text, in member-moves; negative: what they pay.

    Notes
    -----
    The same as `vote_outcome` of the game with each text as its proposal, given that the chief
    executive has signed. What shocks add to a member is the same at every text, so surpluses and
    purses of a text are found once and its votes counted in compiled code. The vote model itself is
    asked where a campaign reaches some of the real members and not others, or a bloc has a
    capacity.
    """

    game: DomesticGame
    shocks: Shocks
    received: float = 0.0

    @property
    def draws(self) -> int:
        """Number of draws."""
        return int(self.shocks.bill.shape[0])

    @cached_property
    def _known(self) -> dict[bytes, float]:
        """Probabilities found with all draws, by text; a search asks of the same text often."""
        return {}

    @cached_property
    def _blank(self) -> dict[int, DomesticGame]:
        """The game with so many texts to be written in, for numbers of texts asked before."""
        return {}

    def _with_texts(self, points: Floats) -> DomesticGame:
        """The game with one draw for each text, as `at_proposals` gives it."""
        count = len(points)
        if count > _FEW_TEXTS:
            return at_proposals(self.game, points)
        if count not in self._blank:
            self._blank[count] = at_proposals(self.game, points)
        return self._blank[count].with_numbers(proposal=np.array(points, dtype=np.float64))

    @cached_property
    def is_certain(self) -> bool:
        """Return whether no draw is hit by a shock of any size."""
        if self.shocks.are_none:
            return True
        hit = self.asks_chambers and self._votes.are_shocked
        counts = self.game.institutions.gatekeeper is not None and self.shocks.count.any()
        alone = any(self._players) or self._holder is not None
        return not (hit or counts or (alone and self.shocks.single.any()))

    @cached_property
    def _surplus(self) -> TextSurplus:
        return TextSurplus(self.game)

    @cached_property
    def _votes(self) -> TextVotes:
        return TextVotes(self.game, self.shocks, self.received)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Ways to ratify."""
        return self.game.institutions.rule.clauses()

    @cached_property
    def _quotas(self) -> NDArray[np.int64]:
        chambers = self.game.labels.chambers
        table = [[int(c.quotas.get(name, 0)) for name in chambers] for c in self.clauses]
        return np.array(table, dtype=np.int64).reshape(len(self.clauses), len(chambers))

    @cached_property
    def _players(self) -> tuple[tuple[int, ...], ...]:
        """Rows of those whose consent each clause asks; the chief executive has signed."""
        labels, chief = self.game.labels, self.game.institutions.chief_executive
        return tuple(
            tuple(sorted({labels.actor(n) for n in (*c.players, *c.acquiescences)} - {chief}))
            for c in self.clauses
        )

    @cached_property
    def _holder(self) -> int | None:
        """Whoever holds the calendar, unless it is the chief executive."""
        gate = self.game.institutions.gatekeeper
        return None if gate == self.game.institutions.chief_executive else gate

    @cached_property
    def _moved(self) -> frozenset[int]:
        """Single players whom money can move."""
        game = self.game
        payable = set(np.flatnonzero(game.institutions.compensable).tolist())
        reached = set(np.flatnonzero(game.institutions.reach_players.any(axis=0)).tolist())
        return self._silent | payable | reached

    @cached_property
    def _silent(self) -> frozenset[int]:
        """Rows of those who need only acquiesce."""
        actor = self.game.labels.actor
        return frozenset(actor(n) for c in self.clauses for n in c.acquiescences)

    @property
    def asks_chambers(self) -> bool:
        """Return whether a chamber has a say."""
        counts = self.game.institutions.gatekeeper is not None and bool(self.game.labels.chambers)
        return bool(self._quotas.any()) or counts

    @cached_property
    def needs_nobody(self) -> bool:
        """Return whether signing is all it takes."""
        asked = any(self._players) or self._holder is not None or self.asks_chambers
        return not asked and not self.game.institutions.referendums.names

    def _own(self, row: int, draws: int) -> Floats:
        """Shock of a single player, with what only the holder of the calendar has."""
        return np.asarray(OWN_SHOCK * self.shocks.single[:draws, row])

    @cached_property
    def _lead(self) -> Floats:
        """Valence and lambda, which the holder has beside its surplus, by draw."""
        game = before_shocks(self.game, self.shocks, self.game.numbers.status_quo[0])
        return np.asarray(valence(game) + coefficient(game, "lambda"))

    def consents(self, points: Floats, draws: int | None = None) -> Bits:
        """Return whether those consent whom no money moves, shape ``(n, n_draws, n_clauses)``.

        Parameters
        ----------
        points
            Shape ``(n, n_issues)``.
        draws
            How many of the draws, the first ones; default all.
        """
        wanted = self.draws if draws is None else draws
        found = np.ones((len(points), wanted, len(self.clauses)), dtype=np.uint8)
        fixed = [[row for row in rows if row not in self._moved] for rows in self._players]
        led = self._holder is not None and self._holder not in self._moved
        if not any(fixed) and not led:
            return found
        total = self._surplus.total(points)
        for column, rows in enumerate(fixed):
            for row in rows:
                found[:, :, column] &= total[:, None, row] + self._own(row, wanted) >= 0.0
        if led:
            gate = int(self._holder or 0)
            shift = self._own(gate, wanted) + self._lead[:wanted]
            found &= (total[:, None, gate] + shift >= 0.0)[:, :, None]
        return found

    def carried(self, points: Floats, draws: int | None = None) -> Bits:
        """Return whether each clause's chambers, and those whom money moves, let a text pass.

        Parameters
        ----------
        points, draws
            As for `consents`.

        Returns
        -------
        array (n, n_draws, n_clauses) of 0 and 1
        """
        wanted = self.draws if draws is None else draws
        pieces = [
            self._carried(points[first : first + _CHUNK], wanted)
            for first in range(0, len(points), _CHUNK)
        ]
        shape = (0, wanted, len(self.clauses))
        return np.concatenate(pieces) if pieces else np.zeros(shape, np.uint8)

    def _carried(self, points: Floats, draws: int) -> Bits:
        if not self.is_quick:
            return self._modelled(points, draws)
        field = field_of(self._with_texts(points))
        shape = (len(points), draws, len(self.clauses))
        ready = field.formulation.is_ready[:, None, None] & self._referendums()
        found: NDArray[np.bool_] = np.broadcast_to(ready, shape).copy()
        if self.asks_chambers:
            tally = self._votes.tallies(field, draws)
            for column, quotas in enumerate(self._quotas):
                for chamber in np.flatnonzero(quotas):
                    found[:, :, column] &= tally[:, :, chamber] + _SLACK >= quotas[chamber]
            found &= self._is_counted(tally)[:, :, None]
        if self._moved:
            self._ask_moved(field, found)
        return found.astype(np.uint8)

    @property
    def is_quick(self) -> bool:
        """Return whether many texts are counted at once, not one by one by the vote model."""
        return self._votes.is_separable or not self.asks_chambers

    def _modelled(self, points: Floats, draws: int) -> Bits:
        """The same asked of the vote model text by text; all clauses get one answer."""
        found = np.zeros((len(points), draws, len(self.clauses)), dtype=np.uint8)
        first = {one.name: getattr(self.shocks, one.name)[:draws] for one in fields(self.shocks)}
        few = replace(self, shocks=Shocks(**first))
        for row, point in enumerate(points):
            found[row] = few.modelled(point)[:, None]
        return found

    def modelled(self, text: Floats) -> NDArray[np.bool_]:
        """Return whether one text is ratified in each draw, by the vote model as at home."""
        return self.outcome(text).passes

    def outcome(self, text: Floats) -> VoteOutcome:
        """Tallies and verdict of one text in each draw, by the vote model as at home."""
        field = field_of(before_shocks(self.game, self.shocks, text))
        return vote_outcome(field, signed=True)

    def _is_counted(self, tally: Floats) -> NDArray[np.bool_]:
        """Return whether the count of the holder of the calendar suffices, ``(n, n_draws)``."""
        game, draws = self.game, tally.shape[1]
        gate = game.institutions.gatekeeper
        led = None if gate is None else led_chamber(game, gate)
        if led is None or game.institutions.prefers_recorded_defeat:
            return np.ones(tally.shape[:2], dtype=np.bool_)
        name = game.labels.chambers[led]
        least = min((c.quotas[name] for c in self.clauses if name in c.quotas), default=0.0)
        seats = float(game.labels.seats[:, led].sum())
        error = COUNT_ERROR * seats * self.shocks.count[:draws, 0]
        return np.asarray(tally[:, :, led] + error + _SLACK >= least)

    def _ask_moved(self, field: Field, found: NDArray[np.bool_]) -> None:
        """Strike out what single players refuse whom money can move."""
        draws = found.shape[1]
        for column, rows in enumerate(self._players):
            for row in self._moved.intersection(rows):
                found[:, :, column] &= self._agrees(field, row, draws)
        if self._holder is not None and self._holder in self._moved:
            found &= self._agrees(field, self._holder, draws, schedules=True)[:, :, None]

    def _agrees(
        self, field: Field, row: int, draws: int, *, schedules: bool = False
    ) -> NDArray[np.bool_]:
        """Return whether a single player consents, or schedules a vote; paid if need be."""
        game = self.game
        payable = bool(game.institutions.compensable[row])
        shift = self._own(row, draws)
        surplus = field.surplus.total[:, None, row] + shift
        if schedules:
            surplus = surplus + self._lead[:draws]
        else:
            surplus = surplus + net_purse_of_players(field)[:, None, row]
            payable |= row in self._silent
        if not payable:
            return np.asarray(surplus >= 0.0)
        price = game.institutions.player_weights[row] * np.maximum(-surplus, 0.0)
        return np.asarray((surplus >= 0.0) | (price <= field.budget[:, None] + self.received))

    def _referendums(self) -> NDArray[np.bool_]:
        """Return whether the referendums of each clause are won, shape ``(n_clauses,)``."""
        won = won_referendums(self.game)
        names = self.game.institutions.referendums.names
        return np.array(
            [all(won[0, names.index(n)] for n in clause.electorates) for clause in self.clauses],
            dtype=np.bool_,
        )

    def passes(self, points: Floats, draws: int | None = None) -> NDArray[np.bool_]:
        """Return whether each text is ratified in each draw, shape ``(n, n_draws)``."""
        wanted = self.draws if draws is None else draws
        step = max(1, _MOST_CELLS // (wanted * len(self.clauses)))
        pieces = [
            (self.carried(part, wanted) & self.consents(part, wanted)).any(axis=2)
            for part in (points[i : i + step] for i in range(0, len(points), step))
        ]
        return np.concatenate(pieces) if pieces else np.zeros((0, wanted), np.bool_)

    def chance(self, points: Floats, draws: int | None = None) -> Floats:
        """Probability of ratification of each text, shape ``(n,)``.

        Where shocks decide, a share x of D draws counts as (x D + 1/2) / (D + 1), so that nothing
        is quite sure and the odds are finite.
        """
        wanted = self.draws if draws is None else draws
        if wanted != self.draws or len(points) > _FEW_TEXTS:
            return self.smoothed(self.passes(points, wanted).mean(axis=1), wanted)
        keys = [point.tobytes() for point in np.asarray(points, dtype=np.float64)]
        fresh = [row for row, key in enumerate(keys) if key not in self._known]
        if fresh:
            found = self.smoothed(self.passes(points[fresh], wanted).mean(axis=1), wanted)
            self._known.update((keys[row], float(p)) for row, p in zip(fresh, found, strict=True))
        return np.array([self._known[key] for key in keys])

    def smoothed(self, share: Floats, draws: int) -> Floats:
        """Probability that a share of draws stands for."""
        if self.is_certain or self.needs_nobody:
            return np.asarray(share, dtype=np.float64)
        return np.asarray((share * draws + 0.5) / (draws + 1.0))

    def refusers(self, points: Floats, draws: int | None = None) -> list[str]:
        """The chamber or player that refuses each text most often; empty where nobody can.

        Asked by the way to ratify that is likeliest at the first text. A count too low to schedule
        a vote is a refusal of the chamber that was counted.
        """
        wanted = self.draws if draws is None else draws
        if self.needs_nobody or not len(points):
            return [""] * len(points)
        together = self.carried(points[:1], wanted) & self.consents(points[:1], wanted)
        best = int(together.mean(axis=(0, 1)).argmax())
        field = field_of(at_proposals(self.game, points))
        labels = self.game.labels
        held = {labels.actors[row]: self._agrees(field, row, wanted) for row in self._players[best]}
        if self._holder is not None:
            held[labels.actors[self._holder]] = self._agrees(
                field, self._holder, wanted, schedules=True
            )
        if self.asks_chambers:
            tally = self._tallies(field, points, wanted)
            counted = self._is_counted(tally)
            gate = self.game.institutions.gatekeeper
            led = None if gate is None else led_chamber(self.game, gate)
            for column, name in enumerate(labels.chambers):
                if self._quotas[best, column]:
                    met = tally[:, :, column] + _SLACK >= self._quotas[best, column]
                    held[name] = met & counted if column == led else met
        names = list(held)
        if not names:
            return [""] * len(points)
        table = np.stack([1.0 - held[name].mean(axis=1) for name in names], axis=1)
        return [names[place] for place in table.argmax(axis=1)]

    def _tallies(self, field: Field, points: Floats, draws: int) -> Floats:
        """Votes in favour, shape ``(n, draws, n_chambers)``, of the vote model if need be."""
        if self._votes.is_separable:
            return self._votes.tallies(field, draws)
        return np.stack([self.outcome(point).tally[:draws] for point in points])
