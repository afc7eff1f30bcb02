"""Bilateral exchange: pairs of actors trade voting positions on two issues at equal gain."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.games.issue_positions import Positions
from winset.results.bargaining.bilateral_exchange import BilateralExchange, ExchangeRound, Trade

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_LEAST_GAIN: Final = 1e-9
_DECIMALS: Final = 9
"""Gains that agree to so many decimals count as equal; names then decide."""
_LEAST_DRIFT, _DRIFT = 0.1, 0.4


def bilateral_exchange(table: Positions, *, rounds: int = 1) -> BilateralExchange:
    """Play rounds of bilateral exchange with equal gains.

    What is decided if pairs of actors who care about different issues vote for each other?

    Parameters
    ----------
    table
        Positions on two issues or more; not every actor need take part on each.
    rounds
        Number of rounds, 1 or more.

    Returns
    -------
    BilateralExchange

    Raises
    ------
    InputError
        If there is one issue only, or less than one round is asked for.

    Notes
    -----
    Positions run from 0 to 100 on each axis. The outcome O of an issue is the mean of voting
    positions weighted by capability times salience; a move by m shifts it by m c s / sum c s. A
    trade on issues p and q is possible between actors on opposite sides of O on both (x <= O is
    the lower side). Who has the higher s_p / s_q demands p and supplies q. Gains are
    dP s_p - dQ s_q and dQ s_q' - dP s_p', equal where dQ = dP (s_p + s_p') / (s_q + s_q'). The
    supplier of p moves all the way to the other's position, or the supplier of q does, whichever
    comes first, but no outcome is pushed beyond the position of who demands it. The program DECIDE
    shortens such a move to a position instead of a distance, which is right only from 0.

    Order of a round [ours, since the program's depends on ties and the hash seed]: the largest gain
    first, ties by the order of actors and issues; each pair trades two issues once; an actor does
    not both demand and supply one issue; what is left is worked out anew after each trade. The next
    round starts from x + (.4 (1 - s) + .1)(y - x), y being the voting position.

    References
    ----------
    Stokman and Van Oosten (1994), in European Community Decision Making, 105-127.

    Examples
    --------
    >>> from winset.games.issue_positions import positions
    >>> table = positions([[0, 0], [100, 100]], salience=[[0.1, 0.9], [0.6, 0.5]], ends=(0, 100))
    >>> trade = bilateral_exchange(table).rounds[0].possible[0]
    >>> trade.actor, trade.demands, round(trade.gain, 6), round(trade.actor_moves, 6)
    ('2', '1', 5.0, 20.0)
    """
    if len(table.issues) < 2:
        raise InputError("an exchange needs two issues or more")
    if rounds < 1:
        raise InputError(f"{rounds} rounds", "1 or more")
    weight = table.weight
    held = weight.sum(axis=0) > 0.0
    preferences = 100.0 * table.share_of_axis
    played = []
    for _ in range(rounds):
        market = _Market(table, preferences, weight, held)
        played.append(market.round())
        drift = _DRIFT * (1.0 - table.salience) + _LEAST_DRIFT
        preferences = preferences + drift * (played[-1].votes - preferences)
    return BilateralExchange(
        table,
        tuple(played),
        method="greedy, largest gain first",
        sources=cited("stokman-van-oosten-1994"),
    )


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Pairs that may trade, an entry each: who demands which issue from whom for which."""

    actor: Integers
    other: Integers
    demands: Integers
    supplies: Integers


@dataclass(eq=False)
class _Terms:
    """Terms of some pairs: shifts of both outcomes, moves of both sides, gain."""

    first: Floats
    second: Floats
    other_moves: Floats
    actor_moves: Floats
    gain: Floats


@dataclass(eq=False)
class _Market:
    """One round: voting positions, outcomes and what may still be traded."""

    table: Positions
    preferences: Floats
    weight: Floats
    held: NDArray[np.bool_]
    votes: Floats = field(init=False)
    outcome: Floats = field(init=False)
    total: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.votes = self.preferences.copy()
        self.total = np.where(self.held, self.weight.sum(axis=0), np.nan)
        self.outcome = self._outcomes()

    def _outcomes(self) -> Floats:
        return np.asarray((self.weight * np.nan_to_num(self.votes)).sum(axis=0) / self.total)

    def round(self) -> ExchangeRound:
        """Trade until no pair gains."""
        pairs, before = self._pairs(), self.outcome.copy()
        every = np.arange(len(pairs.actor))
        terms = self._terms(pairs, every)
        order = np.lexsort((every, -terms.gain.round(_DECIMALS)))
        possible = tuple(self._trade(pairs, terms, int(n)) for n in order)
        done: list[Trade] = []
        gain = terms.gain.copy()
        role: dict[tuple[int, int], str] = {}
        while len(gain):
            best = int(np.argmax(gain.round(_DECIMALS)))
            if gain[best] <= _LEAST_GAIN:
                break
            done.append(self._trade(pairs, terms, best))
            k, other = int(pairs.actor[best]), int(pairs.other[best])
            p, q = int(pairs.demands[best]), int(pairs.supplies[best])
            self._make(terms, best, k, other, p, q)
            role |= {(k, p): "demands", (other, p): "supplies"}
            role |= {(k, q): "supplies", (other, q): "demands"}
            gain[best] = -np.inf
            touched = np.flatnonzero(
                np.isfinite(gain)
                & (np.isin(pairs.demands, (p, q)) | np.isin(pairs.supplies, (p, q)))
            )
            fresh = self._terms(pairs, touched)
            for name in ("first", "second", "other_moves", "actor_moves", "gain"):
                getattr(terms, name)[touched] = getattr(fresh, name)
            gain[touched] = fresh.gain
            gain[[n for n in touched if _contradicts(pairs, int(n), role)]] = -np.inf
        return ExchangeRound(
            self.preferences, self.votes, before, self.outcome, possible, tuple(done)
        )

    def _pairs(self) -> _Pairs:
        """Pairs on opposite sides of both outcomes, the one that demands the first issue first."""
        lower = self.preferences <= self.outcome
        part = self.table.takes_part & (self.weight > 0.0)
        salience = self.table.salience
        found = []
        for p, q in itertools.combinations(np.flatnonzero(self.held).tolist(), 2):
            both = np.flatnonzero(part[:, p] & part[:, q]).tolist()
            for i, j in itertools.combinations(both, 2):
                if lower[i, p] == lower[j, p] or lower[i, q] == lower[j, q]:
                    continue
                is_first = salience[i, p] * salience[j, q] > salience[j, p] * salience[i, q]
                found.append((i, j, p, q) if is_first else (j, i, p, q))
        columns = np.array(found, dtype=np.int64).reshape(len(found), 4).T
        return _Pairs(*columns)

    def _terms(self, pairs: _Pairs, which: Integers) -> _Terms:
        """Terms at equal gain for some pairs, from present votes and outcomes."""
        k, other = pairs.actor[which], pairs.other[which]
        p, q = pairs.demands[which], pairs.supplies[which]
        s, x, y, w = self.table.salience, self.preferences, self.votes, self.weight
        rate = (s[k, p] + s[other, p]) / (s[k, q] + s[other, q])
        first_pull = w[other, p] / self.total[p]
        second_pull = w[k, q] / self.total[q]
        first = np.minimum(
            np.abs(x[k, p] - y[other, p]) * first_pull,
            np.abs(x[other, q] - y[k, q]) * second_pull / rate,
        )
        room = np.minimum(
            np.abs(x[k, p] - self.outcome[p]), np.abs(x[other, q] - self.outcome[q]) / rate
        )
        passed = self._is_passed(k, p) | self._is_passed(other, q)
        first = np.where(passed, 0.0, np.minimum(first, room))
        second = first * rate
        gain = first * s[k, p] - second * s[k, q]
        return _Terms(first, second, first / first_pull, second / second_pull, gain)

    def _is_passed(self, actor: Integers, issue: Integers) -> NDArray[np.bool_]:
        """Return whether an outcome has gone past its demander, seen from where it stood."""
        first = (self.weight * np.nan_to_num(self.preferences)).sum(axis=0) / self.total
        side = np.sign(self.preferences[actor, issue] - first[issue])
        now = np.sign(self.preferences[actor, issue] - self.outcome[issue])
        return np.asarray(side * now < 0.0)

    def _make(self, terms: _Terms, best: int, k: int, other: int, p: int, q: int) -> None:
        for mover, partner, issue, move in (
            (other, k, p, terms.other_moves[best]),
            (k, other, q, terms.actor_moves[best]),
        ):
            here, there = self.votes[mover, issue], self.preferences[partner, issue]
            step = min(float(move), abs(there - here))
            self.votes[mover, issue] = here + np.sign(there - here) * step
        self.outcome = self._outcomes()

    def _trade(self, pairs: _Pairs, terms: _Terms, n: int) -> Trade:
        k, other = int(pairs.actor[n]), int(pairs.other[n])
        p, q = int(pairs.demands[n]), int(pairs.supplies[n])
        s = self.table.salience
        return Trade(
            actor=self.table.actors[k],
            other=self.table.actors[other],
            demands=self.table.issues[p],
            supplies=self.table.issues[q],
            other_moves=float(terms.other_moves[n]),
            actor_moves=float(terms.actor_moves[n]),
            gain=float(terms.gain[n]),
            greatest_gains=_greatest(
                float(terms.first[n]),
                (float(s[k, p]), float(s[k, q])),
                (float(s[other, p]), float(s[other, q])),
            ),
        )


def _greatest(
    first: float, own: tuple[float, float], other: tuple[float, float]
) -> tuple[float, float]:
    """Gain of each at the same shift of the first issue if the partner gains nothing."""
    at_least = first * other[0] / other[1]  # shift of the second issue that just pays the other
    at_most = first * own[0] / own[1] if own[1] > 0.0 else first
    return first * own[0] - at_least * own[1], at_most * other[1] - first * other[0]


def _contradicts(pairs: _Pairs, n: int, role: dict[tuple[int, int], str]) -> bool:
    """Return whether a trade would have an actor demand what it has supplied, or the reverse."""
    k, other = int(pairs.actor[n]), int(pairs.other[n])
    p, q = int(pairs.demands[n]), int(pairs.supplies[n])
    wanted = {(k, p): "demands", (other, p): "supplies", (k, q): "supplies", (other, q): "demands"}
    return any(role.get(key, word) != word for key, word in wanted.items())
