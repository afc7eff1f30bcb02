"""The price of ratification in one chamber, as an answer that can be checked.

`ChamberPrice.verify` needs no solver: the payments show that the price suffices, and averages of
the opponents' attacks show that nothing less does.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.foundation.face import DataFrame, data_frame
from winset.foundation.tolerances import CERTIFICATE_RELATIVE, INDIFFERENCE
from winset.results.answer import Answer
from winset.results.check import Check

Floats = NDArray[np.float64]


def attack_lower_bound(entry_surplus: Floats, *, quota: int, fund: float) -> float:
    """Bound from below what any payments come to, from averages of the opponents' attacks.

    Parameters
    ----------
    entry_surplus : array (n_members,)
        `-inf` for a member that cannot be bought.
    quota : int
        At least 1.
    fund : float
        Opposing fund F, in member-moves.

    Returns
    -------
    float
        `inf` if fewer than `quota` members can be bought. Equal to the least cost, by linear
        programming duality, though nothing here rests on that.

    Notes
    -----
    Take a coalition of m members and r = m - k + 1. Each r of them must be worth F, or opponents
    who outbid those r undo it. Average this over all choices of r among any N >= r of them: those
    N must be worth N F / r together. So the payments come to at least
    sum over the coalition of max(0, -S'_i), plus N F / r, minus the surpluses of the gainers
    among the N. Choosing for the N those of least surplus gives the tightest bound; and among
    coalitions of size m the m members of largest surplus give the weakest, which therefore holds
    for all. The least over m of the greatest over N is returned. O(n^2).
    """
    ranked = np.sort(entry_surplus[entry_surplus > -math.inf])[::-1]
    ranked = np.where(np.abs(ranked) <= INDIFFERENCE, 0.0, ranked)
    worth = np.maximum(ranked, 0.0)
    losses = np.cumsum(np.maximum(-ranked, 0.0))
    bound = math.inf
    for size in range(quota, ranked.size + 1):
        enough = size - quota + 1
        attacked = np.arange(enough, size + 1)
        held = np.cumsum(worth[:size][::-1])[enough - 1 :]
        premium = float(np.max(attacked * fund / enough - held))
        bound = min(bound, float(losses[size - 1]) + max(0.0, premium))
    return bound


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


@dataclass(frozen=True, eq=False, repr=False)
class ChamberPrice(Answer):
    """The least payment that carries a chamber against an opposing fund.

    Attributes
    ----------
    labels : tuple of str
        The members, in the order of every array here.
    entry_surplus : array (n_members,)
        S', in member-moves: the gain, or minus the cost of bringing the member to indifference;
        `-inf` for a member that cannot be bought.
    quota : int
        Votes needed.
    fund : float
        Opposing fund F, in member-moves.
    outcome : {"solved", "infeasible"}
        Infeasible: fewer members than the quota can vote for it at any price.
    price : float
        Least total payment, in member-moves; `inf` if infeasible.
    size : int
        Members of the coalition paid for, the smallest among equally cheap.
    level : float
        The level t of the closed form: no worth needs raising above it.
    payments : array (n_members,)
        One least-cost schedule, in member-moves: the losers to indifference, the rest to the
        lowest worths.
    coalition, bought : tuple of str
        The members of the coalition, and those of them who lose from the agreement unpaid.
    reason : str
        Why it is infeasible and what would change it; empty if solved.
    exact : bool
    method : str
    sources : tuple of str
    """

    labels: tuple[str, ...]
    entry_surplus: Floats
    quota: int
    fund: float
    price: float
    size: int
    level: float
    payments: Floats
    coalition: tuple[str, ...]
    bought: tuple[str, ...]
    reason: str = ""
    exact: bool = True

    def __post_init__(self) -> None:
        """Freeze the arrays too."""
        for name in ("entry_surplus", "payments"):
            frozen = np.array(getattr(self, name), dtype=np.float64)
            frozen.flags.writeable = False
            object.__setattr__(self, name, frozen)

    def verify(self) -> Check:
        """Check the answer without the solver.

        Returns
        -------
        Check
            Solved: the payments are non-negative, add up to the price and go to the coalition
            alone; its members are paid at least to indifference and are at least the quota; the
            cheapest of them whose loss would break the majority are together worth the fund; and
            no payments come to less (`attack_lower_bound`). Infeasible: fewer members than the
            quota can be had at any price.

        Notes
        -----
        Amounts agree to 1e-9 of the largest at stake. O(n^2) for the bound.
        """
        if self.outcome == "infeasible":
            buyable = int(np.count_nonzero(self.entry_surplus > -math.inf))
            return Check(
                (
                    ("fewer members than the quota can be had at any price", buyable < self.quota),
                    ("the price is infinite and nothing is paid", self._nothing_is_paid()),
                )
            )
        return Check(self._payments_suffice() + self._nothing_less_does())

    def _nothing_is_paid(self) -> bool:
        return math.isinf(self.price) and not self.payments.any() and not self.coalition

    def _payments_are_amounts(self) -> bool:
        return bool(np.all(np.isfinite(self.payments) & (self.payments >= 0.0)))

    def _slack(self) -> float:
        at_stake = max(self.price, self.fund)
        return CERTIFICATE_RELATIVE * at_stake + INDIFFERENCE * len(self.labels)

    def _payments_suffice(self) -> tuple[tuple[str, bool], ...]:
        slack = self._slack()
        inside = np.isin(self.labels, self.coalition)
        worth = np.sort((self.entry_surplus + self.payments)[inside])
        spare = worth.size - self.quota + 1
        losers = inside & (self.entry_surplus < -INDIFFERENCE)
        return (
            ("payments are finite and not negative", self._payments_are_amounts()),
            (
                "payments add up to the price",
                math.isfinite(self.price) and abs(self.payments.sum() - self.price) <= slack,
            ),
            ("only the coalition is paid", not self.payments[~inside].any()),
            ("the coalition has the size and the quota", self.quota <= worth.size == self.size),
            ("every member of it gains or is indifferent", bool(np.all(worth >= -slack))),
            (
                "opponents cannot undo it with their fund",
                self.quota <= 0 or float(worth[:spare].sum()) >= self.fund - slack,
            ),
            (
                "the bought are its losers",
                self.bought == tuple(np.array(self.labels)[losers].tolist()),
            ),
        )

    def _nothing_less_does(self) -> tuple[tuple[str, bool], ...]:
        bound = (
            attack_lower_bound(self.entry_surplus, quota=self.quota, fund=self.fund)
            if self.quota > 0
            else 0.0
        )
        return (("no payments come to less", self.price <= bound + self._slack()),)

    def summary(self) -> str:
        """One paragraph for a reader."""
        of = f"{self.quota} of {len(self.labels)} votes"
        if self.outcome == "infeasible":
            return f"No price carries {of}: {self.reason}"
        return (
            f"Carrying {of} against a fund of {self.fund:.6g} costs {self.price:.6g} "
            f"member-moves: a coalition of {self.size}, {len(self.bought)} of them bought."
        )

    def to_dict(self) -> dict[str, Any]:
        """Give the answer as JSON types; a missing number is null beside a `reason`."""
        unbuyable = "cannot be bought at any price"
        paid_for = set(self.coalition)
        members = []
        for name, surplus, payment in zip(
            self.labels, self.entry_surplus, self.payments, strict=True
        ):
            member: dict[str, Any] = {
                "member": name,
                "entry_surplus": _number(surplus),
                "payment": float(payment),
                "in_coalition": name in paid_for,
                "bought": name in self.bought,
            }
            if not math.isfinite(surplus):
                member["reason"] = unbuyable
            members.append(member)
        answer: dict[str, Any] = {
            "outcome": self.outcome,
            "price": _number(self.price),
            "quota": self.quota,
            "of": len(self.labels),
            "fund": self.fund,
            "size": self.size,
            "level": self.level,
            "members": members,
            "exact": self.exact,
            "method": self.method,
            "sources": list(self.sources),
        }
        if self.reason:
            answer["reason"] = self.reason
        return answer

    def to_frame(self) -> DataFrame:
        """Give a row a member: entry surplus, payment, in the coalition, bought."""
        return data_frame(
            {
                "entry_surplus": self.entry_surplus,
                "payment": self.payments,
                "in_coalition": np.isin(self.labels, self.coalition),
                "bought": np.isin(self.labels, self.bought),
            },
            index=self.labels,
            index_name="member",
        )
