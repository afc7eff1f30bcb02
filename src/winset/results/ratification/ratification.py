"""Price of ratification against the budget, with the vote and what becomes of the bill."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from winset.foundation.face import DataFrame, Result, data_frame
from winset.foundation.tolerances import (
    BUDGET_RELATIVE,
    CERTIFICATE_RELATIVE,
    ROUNDING_RELATIVE,
)
from winset.games.domestic import DomesticGame, Floats
from winset.games.rule import Clause
from winset.results.check import Check
from winset.results.coalitions.chamber_price import attack_lower_bound

if TYPE_CHECKING:
    from winset.results.ratification.vote_outcome import VoteOutcome

Verdict = Literal["passes", "stalls", "withdrawn", "fails"]
VERDICTS: tuple[Verdict, ...] = ("passes", "stalls", "withdrawn", "fails")


@dataclass(frozen=True)
class ChamberReading:
    """Reading of the price of ratification for one chamber, draw by draw.

    Parameters
    ----------
    name
        Id of the chamber.
    quota
        Votes needed in the cheapest clause, 0 if it does not need the chamber, ``(n_draws,)``.
    price
        Price in member-moves, shape ``(n_draws,)``.
    surplus, entry
        S and S' of each member, shape ``(n_draws, n_members)``.
    fund
        The opponents' fund in the chamber's own units, shape ``(n_draws,)``.
    budget_left
        What the budget leaves once the rest of the clause is paid, in the chamber's own units.
    weight
        Member-moves for one unit of surplus of a member of this chamber.
    """

    name: str
    quota: NDArray[np.int64]
    price: Floats
    surplus: Floats
    entry: Floats
    fund: Floats
    budget_left: Floats
    weight: float

    @cached_property
    def _cheapest(self) -> tuple[NDArray[np.int64], Floats]:
        from winset.kernels.price import chamber_prices

        _, size, level = chamber_prices(self.entry, self.quota, self.fund)
        return size, level

    @property
    def size(self) -> NDArray[np.int64]:
        """Size of the cheapest coalition, shape ``(n_draws,)``."""
        return self._cheapest[0]

    @property
    def level(self) -> Floats:
        """Level up to which its members count, in the chamber's own units, ``(n_draws,)``."""
        return self._cheapest[1]

    @cached_property
    def unpaid(self) -> NDArray[np.int64]:
        """Members with surplus >= 0, shape ``(n_draws,)``."""
        return np.asarray((self.surplus >= 0.0).sum(axis=1), dtype=np.int64)

    @property
    def bought(self) -> NDArray[np.int64]:
        """Losers among the members of the cheapest coalition, shape ``(n_draws,)``."""
        return np.asarray(np.maximum(self.size - self.unpaid, 0), dtype=np.int64)

    @cached_property
    def robust(self) -> NDArray[np.int64]:
        """Largest quota whose price the budget covers once the rest is paid, ``(n_draws,)``."""
        from winset.kernels.price import robust_quotas

        return robust_quotas(self.entry, self.fund, self.budget_left)

    def payments(self, draw: int = 0) -> Floats:
        """Payment of each member in one draw, in the chamber's own units, ``(n_members,)``."""
        from winset.kernels.price import payments

        if not np.isfinite(self.price[draw]) or self.quota[draw] <= 0:
            return np.zeros(self.entry.shape[1])
        return payments(
            np.ascontiguousarray(self.entry[draw]),
            int(self.size[draw]),
            float(self.level[draw]),
            float(self.fund[draw]),
            int(self.quota[draw]),
        )

    def claims(self, draw: int, paid: Floats) -> list[tuple[str, bool]]:
        """Claims about the payments of one draw, each with whether it holds."""
        quota, size = int(self.quota[draw]), int(self.size[draw])
        fund = float(self.fund[draw])
        entry = self.entry[draw]
        inside = np.argsort(-entry, kind="stable")[:size]
        worth = np.sort(entry[inside] + paid[inside])
        attack = float(np.maximum(worth, 0.0)[: size - quota + 1].sum())
        largest = float(np.abs(np.concatenate([entry[inside], paid])).max(initial=0.0))
        slack = CERTIFICATE_RELATIVE * (1.0 + fund) + ROUNDING_RELATIVE * size * largest
        bound = attack_lower_bound(entry, quota=quota, fund=fund)
        most = bound + CERTIFICATE_RELATIVE * (1.0 + bound)
        return [
            (f"{self.name}: no payment is negative", bool((paid >= -slack).all())),
            (f"{self.name}: nobody in the coalition loses", bool(worth[0] >= -slack)),
            (f"{self.name}: the opponents cannot break it", attack >= fund - slack),
            (f"{self.name}: no payments come to less", float(paid.sum()) <= most),
        ]


@dataclass(frozen=True, repr=False)
class RatificationPrice(Result):
    """Price of ratification against the budget, draw by draw; infinite where nothing buys it.

    Parameters
    ----------
    game
        The game it answers for.
    price, budget, fund
        C, R and F in member-moves, shape ``(n_draws,)``.
    clauses
        Clauses of the rule.
    clause
        The cheapest clause in each draw, shape ``(n_draws,)``.
    clause_prices
        Price by each clause, shape ``(n_draws, n_clauses)``.
    player_price
        What each single player, acquiescing actor or gatekeeper costs in the cheapest clause, shape
        ``(n_draws, n_actors)``; infinite where it must consent and may not be paid.
    chambers
        One reading a chamber.
    is_ready
        Whether a proposal is ready.
    verdict
        Place in `VERDICTS`, shape ``(n_draws,)``: what the vote makes of the bill; in a country of
        a negotiation, whose members are taken to vote by their surplus alone, whether the budget
        covers the price.
    vote
        The vote; ``None`` in such a country.
    exact, method, sources
        How it was found.
    """

    game: DomesticGame
    price: Floats
    budget: Floats
    fund: Floats
    clauses: tuple[Clause, ...]
    clause: NDArray[np.int64]
    clause_prices: Floats
    player_price: Floats
    chambers: tuple[ChamberReading, ...]
    is_ready: NDArray[np.bool_]
    verdict: NDArray[np.int64]
    vote: VoteOutcome | None = None
    exact: bool = True
    method: str = "closed form over coalition sizes, chambers added, clauses compared"
    sources: tuple[str, ...] = ("groseclose-snyder-1996", "snyder-1991", "riker-1962")

    @property
    def outcome(self) -> Literal["solved", "infeasible"]:
        """``infeasible`` where in no draw any payment would make the bill pass."""
        return "solved" if np.isfinite(self.price).any() else "infeasible"

    @property
    def affordable(self) -> NDArray[np.bool_]:
        """Return whether the budget covers the price, shape ``(n_draws,)``."""
        return covers(self.budget, self.price)

    def recorded_votes(self, chamber: ChamberReading) -> NDArray[np.int64]:
        """Votes in favour if the chamber voted, shape ``(n_draws,)``.

        Raises
        ------
        ValueError
            In a country of a negotiation, whose members do not vote by the vote model.
        """
        if self.vote is None:
            raise ValueError("this game has no vote model, so no tally")
        column = self.game.labels.chambers.index(chamber.name)
        return np.asarray(np.rint(self.vote.tally[:, column]), dtype=np.int64)

    def verdict_word(self, draw: int = 0) -> Verdict:
        """Verdict in one draw."""
        return VERDICTS[int(self.verdict[draw])]

    def verify(self, draw: int = 0) -> Check:
        """Check one draw without the solver.

        The payments make every member of the coalition willing, leave the opponents unable to
        break a chamber by bribing its cheapest members away, add up to the price claimed, and no
        payments could come to less (a bound from averages of the opponents' attacks, which equals
        the least cost by linear programming duality). Where nothing buys ratification, every
        clause needs somebody who cannot be bought.
        """
        if not np.isfinite(self.price[draw]):
            closed = not np.isfinite(self.clause_prices[draw]).any()
            return Check((("every clause is closed", closed),))
        total = float(self.player_price[draw][self._needed(draw)].sum())
        claims: list[tuple[str, bool]] = []
        for chamber in self.chambers:
            if chamber.quota[draw] > 0:
                paid = chamber.payments(draw)
                total += float(paid.sum()) * chamber.weight
                claims += chamber.claims(draw, paid)
        near = abs(total - self.price[draw]) <= CERTIFICATE_RELATIVE * (1.0 + abs(total))
        return Check((*claims, ("the payments add up to the price", bool(near))))

    def _needed(self, draw: int) -> list[int]:
        clause = self.clauses[int(self.clause[draw])]
        names = dict.fromkeys((*clause.players, *clause.acquiescences))
        rows = [self.game.labels.actor(name) for name in names]
        gate = self.game.institutions.gatekeeper
        return rows if gate is None or gate in rows else [*rows, gate]

    def summary(self) -> str:
        """Price, budget and verdict of the first draw in one line."""
        price = f"{self.price[0]:.4g}" if np.isfinite(self.price[0]) else "none"
        return f"price {price}, budget {self.budget[0]:.4g}: {self.verdict_word()}"

    def to_dict(self, draw: int = 0) -> dict[str, Any]:
        """One draw as plain numbers; what cannot be bought is ``None``."""
        return {
            "price": finite(self.price[draw]),
            "budget": float(self.budget[draw]),
            "fund": float(self.fund[draw]),
            "verdict": self.verdict_word(draw),
            "by_chamber": {c.name: finite(c.price[draw]) for c in self.chambers},
            "clause": clause_text(self.clauses[int(self.clause[draw])]),
        }

    def to_frame(self) -> DataFrame:
        """Give a row a draw: price, budget, fund, verdict and the price in each chamber."""
        columns = {"price": self.price, "budget": self.budget, "fund": self.fund}
        chambers = {f"price in {c.name}": c.price for c in self.chambers}
        words = [VERDICTS[place] for place in self.verdict]
        return data_frame({**columns, "verdict": words, **chambers})


def covers(budget: Floats, price: Floats) -> NDArray[np.bool_]:
    """Return whether the budget covers the price to 1e-12 of it (and 1e-12 in member-moves)."""
    return np.asarray(budget * (1.0 + BUDGET_RELATIVE) + BUDGET_RELATIVE >= price, dtype=np.bool_)


def finite(value: float) -> float | None:
    """Return the number, or ``None`` if it is infinite or not a number."""
    return float(value) if np.isfinite(value) else None


def clause_text(clause: Clause) -> str:
    """Clause in one line, such as ``house >= 218 and senate >= 51 and clinton``."""
    votes = [f"{chamber} >= {quota:g}" for chamber, quota in clause.quotas.items()]
    silent = [f"acquiescence of {name}" for name in clause.acquiescences]
    asked = [name.replace("-", " ") for name in clause.electorates]
    return " and ".join([*votes, *clause.players, *silent, *asked])
