"""The spatial model of politics: pairs bargain turn by turn, each mindful of who would join in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.games.issue_positions import Positions
from winset.results.bargaining.bargaining_rounds import BargainingRounds, RoundMove
from winset.results.bargaining.condorcet_election import ElectionKind
from winset.solvers.bargaining.condorcet_election import (
    VOTING_RULES,
    Victory,
    Voting,
    condorcet_election,
)

Floats = NDArray[np.float64]

MOST_TURNS: Final = 100
"""Turns after which the model stops whatever still moves."""
_LEAST_TURNS, _SETTLED = 2, 0.02
_LEAST_GAIN, _LEAST_WEIGHT = 1e-5, 1e-6
_SAME_PLACE = 1e-3
_GREATEST = 100.0
"""Capability of the most capable actor, as in the program's files: its least coalitions are small
numbers beside that, and in another unit they would not be."""
_DECIMALS = 1e4
_TIE = 1e-10
"""Gains and probabilities that differ by less count as equal: the first in order is taken."""
ADJUSTMENTS: Final = {
    "none": 0.0,
    "one-third": 1.0 / 3.0,
    "half": 0.5,
    "two-thirds": 2.0 / 3.0,
    "full": 1.0,
}
"""Knowledge that an actor has of another's attitude to risk."""


@dataclass(frozen=True, slots=True)
class Switches:
    """Choices of the model; the defaults are those of KTAB's program.

    Parameters
    ----------
    voting, victory, election
        As for `condorcet_election`.
    risk_range
        Where attitudes to risk lie: ``min`` 0 to 1, ``mid`` -.5 to 1, ``max`` -1 to 1.
    risk_adjust
        How much of another's attitude an actor knows: ``none``, ``one-third``, ``half``,
        ``two-thirds``, ``full``.
    third_parties
        ``semi-commit``: who stays out keeps its own position if its side wins. ``abstain``: none
        takes sides; KTAB's full and no commitment both come to this, since a third party's vote
        is then the same whichever side it takes.
    interpolation
        How a pair divides what lies between it: by the squares of salience and probability
        (``s2p2``) or by both as they are (``s1p1``).
    """

    voting: Voting = "proportional"
    victory: Victory = "linear"
    election: ElectionKind = "conditional"
    risk_range: Literal["min", "mid", "max"] = "mid"
    risk_adjust: Literal["none", "one-third", "half", "two-thirds", "full"] = "one-third"
    third_parties: Literal["semi-commit", "abstain"] = "semi-commit"
    interpolation: Literal["s2p2", "s1p1"] = "s2p2"


@dataclass(frozen=True, slots=True)
class _Bargain:
    """Two actors and where they would move."""

    first: int
    second: int
    chance: float
    places: Floats


def spatial_model_of_politics(
    table: Positions, *, turns: int = MOST_TURNS, switches: Switches | None = None
) -> BargainingRounds:
    """Play the spatial model of politics of the KAPSARC Toolkit for Behavioral Analysis.

    Where do actors end who keep making each other offers backed by those who would support them?

    Parameters
    ----------
    table
        Positions; every actor takes part on every issue, with one capability, and its saliences
        add up to at most 1.
    turns
        At most so many turns; fewer where the movement of a turn has fallen below .02 of that of
        the first, after two turns at the earliest.
    switches
        Choices of the model; default those of the program.

    Returns
    -------
    BargainingRounds
        With the probability of each position at each turn in `support`.

    Raises
    ------
    InputError
        If an actor is missing on an issue, its capability differs between issues, its saliences
        add up to more than 1, or a switch is unknown.

    Notes
    -----
    Distances are weighted by the squares of an actor's own saliences, U = (1 - D)(1 + D R).
    Attitudes to risk R come from a Condorcet election over all positions; where all are as likely
    R = 0. Each actor i finds for each j the probability to prevail, third parties taking the side
    that promises them more, and its expected gain; it makes an offer to the j with the largest
    gain above 1e-5. Offers are rounded to four decimals of the axis, which changes later turns.
    Each actor takes its part of the bargain that wins the election over all bargains it is party
    to. Positions and ideal points move together. An actor without any salience sees no distances
    (the program divides by zero). Cost: n^3 a turn.

    References
    ----------
    Wise, Lester and Efird (2015); Efird, Lester and Wise (2016). Checked against turn-by-turn
    positions of the program.

    Examples
    --------
    >>> from winset.games.issue_positions import positions
    >>> table = positions([0, 0.4, 1], capability=[0.5, 0.3, 0.2], salience=0.5)
    >>> rounds = spatial_model_of_politics(table)
    >>> rounds.path[1, :, 0].round(4).tolist(), rounds.path[-1, :, 0].round(4).tolist()
    ([0.1333, 0.5786, 0.1333], [0.4968, 0.5173, 0.5173])
    """
    chosen = switches or Switches()
    _refuse_unknown_switch(chosen)
    state = _State.of(table, chosen)
    path, support, risks = [state.places], [state.support()], []
    moves: list[RoundMove] = []
    moved: list[float] = []
    settled = len(table.actors) == 1 or turns == 0
    while len(moved) < min(turns, MOST_TURNS) and not settled:
        risks.append(state.risk)
        after, own = state.turn()
        moves += [_move(table, len(moved) + 1, k, bargain) for k, bargain in own]
        moved.append(float(np.sqrt(((after - state.places) ** 2).sum(axis=1)).sum()))
        state = state.at(after)
        path.append(after)
        support.append(state.support())
        settled = len(moved) >= _LEAST_TURNS and moved[-1] / (moved[0] + 1e-4) < _SETTLED
    low, width = table.low, np.where(table.high > table.low, table.high - table.low, 1.0)
    whole = low + width * np.array(path)
    whole[0] = table.position
    return BargainingRounds(
        table=table,
        model="smp",
        path=whole,
        stopped="settled" if settled else "horizon",
        moves=tuple(moves),
        method="simultaneous bargains, deterministic",
        sources=cited("wise-et-al-2015", "efird-et-al-2016"),
        support=np.array(support),
        fractions=np.array(moved) / (moved[0] + 1e-4) if moved else np.zeros(0),
        risk=np.array(risks).reshape(len(risks), len(table.actors)),
    )


def _move(table: Positions, turn: int, mover: int, bargain: _Bargain) -> RoundMove:
    starts = mover == bargain.first
    return RoundMove(
        round=turn,
        actor=table.actors[mover],
        other=table.actors[bargain.second if starts else bargain.first],
        kind="bargain",
        proposer=starts,
        chance=bargain.chance,
    )


@dataclass(frozen=True)
class _State:
    """One turn: where everybody stands, and what follows from it."""

    places: Floats
    salience: Floats
    capability: Floats
    switches: Switches

    @classmethod
    def of(cls, table: Positions, switches: Switches) -> _State:
        if not table.takes_part.all():
            raise InputError("an actor takes no part on some issue", "run issues one by one")
        if (np.ptp(table.capability, axis=1) > 0.0).any():
            raise InputError("capabilities differ between issues", "run issues one by one")
        if (table.salience.sum(axis=1) > 1.0 + 1e-9).any():
            raise InputError(
                "the saliences of an actor add up to more than 1",
                "at most 1; divide them, or run issues one by one",
            )
        capability = table.capability[:, 0]
        scale = _GREATEST / (float(capability.max()) or 1.0)
        return cls(table.share_of_axis, table.salience, capability * scale, switches)

    def at(self, places: Floats) -> _State:
        return _State(places, self.salience, self.capability, self.switches)

    def _distances(self, points: Floats) -> Floats:
        """Distances from every actor (rows) to points, shape ``(n_points, n_issues)``."""
        squares = self.salience**2
        total = squares.sum(axis=1)
        own = np.divide(
            squares, total[:, None], out=np.zeros_like(squares), where=total[:, None] > 0.0
        )
        gaps = (self.places[:, None, :] - points[None, :, :]) ** 2
        return np.asarray(np.sqrt((own[:, None, :] * gaps).sum(axis=2)))

    @cached_property
    def distance(self) -> Floats:
        return self._distances(self.places)

    @cached_property
    def risk(self) -> Floats:
        """Attitude to risk of each actor: 1 for who stands at the most probable position."""
        found = self._election(1.0 - self.distance)
        low, high = float(found.min()), float(found.max())
        spread = high - low
        if spread <= 1e-12:
            return np.zeros(len(found))
        if self.switches.risk_range == "min":
            return np.asarray((found - low) / spread)
        if self.switches.risk_range == "max":
            return np.asarray((2.0 * found - high - low) / spread)
        return np.asarray((3.0 * found - (high + 2.0 * low)) / (2.0 * spread))

    def _election(self, utility: Floats) -> Floats:
        return condorcet_election(
            utility,
            self.capability,
            voting=self.switches.voting,
            victory=self.switches.victory,
            kind=self.switches.election,
        ).probability

    def _utility(self, distance: Floats, risk: Floats) -> Floats:
        bend = np.minimum(distance, 1.0)
        return np.asarray((1.0 - distance) * (1.0 + bend * risk[:, None]))

    def support(self) -> Floats:
        """Probability of each actor's position; positions within 1e-3 count as one."""
        kept: list[int] = []
        same = np.zeros(len(self.places), dtype=np.int64)
        for k, place in enumerate(self.places):
            gaps = np.sqrt(((self.places[kept] - place) ** 2).sum(axis=1)) if kept else np.ones(1)
            near = int(np.argmax(gaps < _SAME_PLACE))
            if kept and gaps[near] < _SAME_PLACE:
                same[k] = near
            else:
                same[k] = len(kept)
                kept.append(k)
        utility = self._utility(self._distances(self.places[kept]), self.risk)
        return self._election(utility)[same]

    def turn(self) -> tuple[Floats, list[tuple[int, _Bargain]]]:
        """Play the turn: positions after it, and who moved under which bargain."""
        from winset.kernels.pairwise_votes import challenges

        total = self.salience.sum(axis=1)
        distance, risk = self.distance, self.risk
        chance, gain = challenges(
            distance,
            risk,
            ADJUSTMENTS[self.switches.risk_adjust],
            self.capability * total,
            total,
            VOTING_RULES.index(self.switches.voting),
            self.switches.third_parties == "semi-commit",
        )
        np.fill_diagonal(gain, -np.inf)
        target = (gain >= gain.max(axis=1, keepdims=True) - _TIE).argmax(axis=1)
        offers = [
            self._bargain(i, int(target[i]), float(chance[i, target[i]]))
            for i in range(len(target))
            if gain[i, target[i]] > _LEAST_GAIN
        ]
        return self._chosen(offers, self._utility(distance, risk), risk)

    def _bargain(self, i: int, j: int, chance: float) -> _Bargain:
        power = 2 if self.switches.interpolation == "s2p2" else 1
        mine = self.salience[i] ** power * chance**power
        theirs = self.salience[j] ** power * (1.0 - chance) ** power
        x, y = self.places[i], self.places[j]
        whole = mine + _LEAST_WEIGHT + theirs
        ends = np.array(
            [
                ((mine + _LEAST_WEIGHT) * x + theirs * y) / whole,
                (mine * x + (theirs + _LEAST_WEIGHT) * y) / whole,
            ]
        )
        return _Bargain(i, j, chance, np.floor(ends * _DECIMALS + 0.5) / _DECIMALS)

    def _chosen(
        self, offers: list[_Bargain], worth: Floats, risk: Floats
    ) -> tuple[Floats, list[tuple[int, _Bargain]]]:
        """Let each actor take its part of the bargain that wins among all it is party to."""
        after = self.places.copy()
        own: list[tuple[int, _Bargain]] = []
        if not offers:
            return after, own
        count = len(self.places)
        present = worth.sum(axis=1)
        columns = [present / count]
        for bargain in offers:
            pair = [bargain.first, bargain.second]
            moved = self._utility(self._distances(bargain.places), risk)
            columns.append((present - worth[:, pair].sum(axis=1) + moved.sum(axis=1)) / count)
        utility = np.array(columns).T
        for k in range(count):
            listed = [n for n, b in enumerate(offers) if k in (b.first, b.second)]
            if not listed:
                continue
            options = [0, *(n + 1 for n in listed)]
            chance = self._election(utility[:, options])
            best = options[int(np.argmax(chance >= chance.max() - _TIE))]
            if best:
                bargain = offers[best - 1]
                after[k] = bargain.places[0 if k == bargain.first else 1]
                own.append((k, bargain))
        return after, own


def _refuse_unknown_switch(switches: Switches) -> None:
    known = {
        "risk_range": ("min", "mid", "max"),
        "risk_adjust": tuple(ADJUSTMENTS),
        "third_parties": ("semi-commit", "abstain"),
        "interpolation": ("s2p2", "s1p1"),
    }
    for name, words in known.items():
        word = getattr(switches, name)
        if word not in words:
            raise InputError(f"{name}: `{word}` is not known", meant(word, words, noun="words"))
