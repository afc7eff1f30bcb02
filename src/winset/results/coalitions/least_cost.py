"""The cheapest coalition under prices, as an answer that can be checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import fsum
from typing import Any

from winset.foundation.face import DataFrame, data_frame
from winset.games.rule import FrozenMap, Rule
from winset.results.answer import Answer
from winset.results.check import Check

MOST_ENUMERATED = 12


@dataclass(frozen=True, repr=False)
class LeastCost(Answer):
    """A winning coalition that costs least, and what each member is paid.

    Attributes
    ----------
    rule : Rule
        The game.
    prices : mapping of str to float
        Player -> what its consent costs; negative for one that gains; `inf` for one that cannot
        be bought.
    fund : float
        What the opponents can spend to undo the coalition.
    outcome : {"solved", "infeasible", "undecided"}
        Infeasible: those who can be bought do not win together. Undecided: limits were reached.
    coalition : tuple of str
        The members; empty unless solved.
    payments : mapping of str to float
        Member -> payment, in the unit of the prices.
    cost : float or None
        Their sum; None unless solved.
    reason : str
        Why there is no answer and what would change it; empty if solved.
    method : str
        The algorithm.
    """

    rule: Rule
    prices: Mapping[str, float]
    fund: float
    coalition: tuple[str, ...]
    payments: Mapping[str, float]
    cost: float | None
    reason: str = ""
    exact: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "prices", FrozenMap(self.prices))
        object.__setattr__(self, "payments", FrozenMap(self.payments))

    def _worth(self, member: str) -> float:
        """Find what opponents must offer a member: its payment beyond its price."""
        return self.payments.get(member, 0.0) - self.prices[member]

    def verify(self) -> Check:
        """Check the answer without the solver.

        Returns
        -------
        Check
            Solved: the coalition wins, each member is paid at least its price and none but they are
            paid; up to 12 members, no group whose loss breaks it is worth less than the fund; up
            to 12 players and without a fund, nothing cheaper wins. Infeasible: those who can be
            bought lose together.
        """
        buyable = {name for name, price in self.prices.items() if price < float("inf")}
        if self.outcome != "solved" or self.cost is None:
            lost = self.outcome == "undecided" or not self.rule.is_winning(buyable)
            return Check((("those who can be bought lose together", lost),))
        slack = 1e-7 * max(1.0, abs(self.cost), self.fund)
        members = set(self.coalition)
        claims = [
            ("the coalition wins", self.rule.is_winning(members)),
            ("only members are paid", members >= set(self.payments)),
            ("every member is paid its price", all(self._worth(m) >= -slack for m in members)),
            ("payments add up", abs(fsum(self.payments.values()) - self.cost) <= slack),
        ]
        if self.fund > 0 and len(members) <= MOST_ENUMERATED:
            claims.append(("opponents cannot undo it", self._withstands(members, slack)))
        if self.fund == 0 and len(self.prices) <= MOST_ENUMERATED:
            least = min(
                fsum(max(0.0, self.prices[m]) for m in c)
                for k in range(1, len(buyable) + 1)
                for c in combinations(sorted(buyable), k)
                if self.rule.is_winning(c)
            )
            claims.append(("nothing cheaper wins", self.cost <= least + slack))
        return Check(tuple(claims))

    def _withstands(self, members: set[str], slack: float) -> bool:
        return all(
            fsum(self._worth(m) for m in gone) >= self.fund - slack
            for k in range(1, len(members) + 1)
            for gone in combinations(sorted(members), k)
            if not self.rule.is_winning(members - set(gone))
        )

    def summary(self) -> str:
        """Return one line for a reader."""
        if self.cost is None:
            return f"No coalition can be bought: {self.reason}"
        against = f" against a fund of {self.fund:g}" if self.fund else ""
        return f"The cheapest coalition{against} costs {self.cost:g}: {' '.join(self.coalition)}."

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON types; a missing number is null beside a `reason`."""
        answer: dict[str, Any] = {
            "outcome": self.outcome,
            "cost": self.cost,
            "coalition": list(self.coalition),
            "payments": dict(self.payments),
            "prices": {name: p if p < float("inf") else None for name, p in self.prices.items()},
            "fund": self.fund,
            "method": self.method,
        }
        unbuyable = [name for name, p in self.prices.items() if p == float("inf")]
        reasons = [self.reason] if self.reason else []
        if unbuyable:
            reasons.append(f"cannot be bought at any price: {', '.join(unbuyable)}")
        if reasons:
            answer["reason"] = "; ".join(reasons)
        return answer

    def to_frame(self) -> DataFrame:
        """Return a row a player: price, payment, whether in the coalition."""
        return data_frame(
            {
                "price": list(self.prices.values()),
                "payment": [self.payments.get(name, 0.0) for name in self.prices],
                "in coalition": [name in self.coalition for name in self.prices],
            },
            index=list(self.prices),
            index_name="player",
        )
