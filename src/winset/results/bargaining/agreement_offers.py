"""Offers in closed form: who proposes what, and why it is accepted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from winset.foundation.face import DataFrame, data_frame
from winset.results.answer import Answer
from winset.results.check import Check

_NEAR = 1e-9


@dataclass(frozen=True, repr=False)
class OfferPair(Answer):
    """Share of the first player when the first, and when the second, proposes.

    Parameters
    ----------
    first, second
        Share of the first player under either proposer.
    discounts
        Of the first and the second player.
    floors
        Least share each one's ratifiers accept.
    """

    first: float
    second: float
    discounts: tuple[float, float]
    floors: tuple[float, float]
    exact: bool = True

    def verify(self) -> Check:
        """Check that each responder just accepts: what waiting, or its ratifiers, would give it."""
        if self.outcome == "empty":
            return Check((("the floors leave nothing", sum(self.floors) > 1.0),))
        wait_second = max(self.discounts[1] * (1.0 - self.second), self.floors[1])
        wait_first = max(self.discounts[0] * self.first, self.floors[0])
        return Check(
            (
                ("the second just accepts", abs(1.0 - self.first - wait_second) <= _NEAR),
                ("the first just accepts", abs(self.second - wait_first) <= _NEAR),
            )
        )

    def summary(self) -> str:
        """One sentence for a reader."""
        if self.outcome == "empty":
            return "The ratifiers' floors leave no division."
        return (
            f"The first player gets {self.first:.6g} when it proposes and {self.second:.6g} when "
            "the other does."
        )

    def to_dict(self) -> dict[str, Any]:
        """The offers as JSON types."""
        return {"outcome": self.outcome, "first": self.first, "second": self.second}

    def to_frame(self) -> DataFrame:
        """A row a proposer: shares of both players."""
        rows = [
            {"proposer": name, "first": share, "second": 1.0 - share}
            for name, share in (("first", self.first), ("second", self.second))
        ]
        return data_frame(rows)


@dataclass(frozen=True, repr=False)
class LegislativeShares(Answer):
    """Division of a unit by a legislature that bargains.

    Parameters
    ----------
    members, quota, discount
        The legislature.
    proposer, partner
        Share of the proposer, and of each of the ``quota - 1`` partners.
    value
        What a member expects before the proposer is drawn.
    """

    members: int
    quota: int
    discount: float
    proposer: float
    partner: float
    value: float
    exact: bool = True

    def verify(self) -> Check:
        """Check that shares add up, partners are just content and values are what is expected."""
        spent = self.proposer + (self.quota - 1) * self.partner
        n = self.members
        expected = (self.proposer + (self.quota - 1) * self.partner) / n
        return Check(
            (
                ("the unit is divided", abs(spent - 1.0) <= _NEAR),
                (
                    "partners get what waiting is worth",
                    abs(self.partner - self.discount * self.value) <= _NEAR,
                ),
                ("values are what members expect", abs(expected - self.value) <= _NEAR),
                ("the proposer gets no less than a partner", self.proposer >= self.partner - _NEAR),
            )
        )

    def summary(self) -> str:
        """One sentence for a reader."""
        return (
            f"The proposer keeps {self.proposer:.6g} and gives {self.partner:.6g} to each of "
            f"{self.quota - 1} partners."
        )

    def to_dict(self) -> dict[str, Any]:
        """The shares as JSON types."""
        return {"proposer": self.proposer, "partner": self.partner, "value": self.value}

    def to_frame(self) -> DataFrame:
        """A row a role: share and how many hold it."""
        rest = self.members - self.quota
        return data_frame(
            {
                "role": ["proposer", "partner", "left out"],
                "share": [self.proposer, self.partner, 0.0],
                "members": [1, self.quota - 1, rest],
            }
        )


@dataclass(frozen=True, repr=False)
class RiskyOffer(Answer):
    """An offer made without knowing what the ratifiers will bear.

    Parameters
    ----------
    offer
        What the proposer concedes.
    failure
        Probability that ratification fails.
    failure_cost
        What the failure costs the proposer beyond the loss of the agreement.
    """

    offer: float
    failure: float
    failure_cost: float
    exact: bool = True

    def verify(self) -> Check:
        """Check that no other offer has a higher expected value, for a threshold on [0, 1]."""
        offers = np.linspace(0.0, 1.0, 2001)
        value = offers * (1.0 - offers) - (1.0 - offers) * self.failure_cost
        mine = self.offer * (1.0 - self.offer) - (1.0 - self.offer) * self.failure_cost
        return Check(
            (
                ("no other offer is worth more", bool(mine >= value.max() - 1e-9)),
                ("the risk is that of the offer", abs(self.failure - (1.0 - self.offer)) <= _NEAR),
            )
        )

    def summary(self) -> str:
        """One sentence for a reader."""
        return f"The offer is {self.offer:.6g}; ratification fails with {self.failure:.6g}."

    def to_dict(self) -> dict[str, Any]:
        """The offer as JSON types."""
        return {"offer": self.offer, "failure": self.failure, "failure_cost": self.failure_cost}

    def to_frame(self) -> DataFrame:
        """One row: offer, probability of failure, its cost."""
        return data_frame([self.to_dict()])


@dataclass(frozen=True, repr=False)
class AcceptedProposals(Answer):
    """The proposals on a line that pass at once.

    Parameters
    ----------
    low, high
        Ends of what the median accepts.
    ideals
        Ideal points of the members, in order.
    discount
        Worth of a unit one session later.
    """

    low: float
    high: float
    ideals: tuple[float, ...]
    discount: float
    exact: bool = False

    def verify(self) -> Check:
        """Check that at its ends the median is as well off as by waiting."""
        median = 0.5 * (self.low + self.high)
        half = 0.5 * (self.high - self.low)
        offers = np.clip(np.array(self.ideals), self.low, self.high)
        wait = self.discount * float(np.mean(1.0 - (offers - median) ** 2))
        now = 1.0 - half**2
        just = abs(now - wait) <= _NEAR or (half >= 1.0 and now >= wait)
        middle = sorted(self.ideals)[len(self.ideals) // 2]
        return Check(
            (
                ("its middle is the median", abs(middle - median) <= _NEAR),
                ("at its ends the median is as well off as by waiting", just),
            )
        )

    def summary(self) -> str:
        """One sentence for a reader."""
        return f"Proposals from {self.low:.6g} to {self.high:.6g} pass."

    def to_dict(self) -> dict[str, Any]:
        """The ends as JSON types."""
        return {"low": self.low, "high": self.high, "discount": self.discount}

    def to_frame(self) -> DataFrame:
        """A row a member: ideal and what it would propose."""
        offers = np.clip(np.array(self.ideals), self.low, self.high)
        return data_frame({"ideal": self.ideals, "proposes": offers})


@dataclass(frozen=True, repr=False)
class PatienceNeeded(Answer):
    """The discount factor from which on a country keeps an agreement.

    Parameters
    ----------
    discount
        Smallest worth of a unit next year at which keeping it pays, 0 to 1.
    temptation, reward, punishment
        Gain from cheating once, from keeping it, and from no agreement.
    """

    discount: float
    temptation: float
    reward: float
    punishment: float
    exact: bool = True

    def keeps(self, discount: float) -> bool:
        """Return whether a country of that patience keeps the agreement."""
        return discount >= self.discount

    def verify(self) -> Check:
        """Check that at this discount keeping and cheating are worth the same."""
        d = self.discount
        if d in (0.0, 1.0):
            return Check((("the threshold is an end of the scale", True),))
        keep = self.reward / (1.0 - d)
        cheat = self.temptation + d * self.punishment / (1.0 - d)
        near = abs(keep - cheat) <= 1e-9 * (1.0 + abs(keep))
        return Check((("keeping and cheating are worth the same", near),))

    def summary(self) -> str:
        """One sentence for a reader."""
        return f"Keeping the agreement pays from a discount factor of {self.discount:.6g} on."

    def to_dict(self) -> dict[str, Any]:
        """The threshold as JSON types."""
        return {"discount": self.discount}

    def to_frame(self) -> DataFrame:
        """One row: the threshold and what it follows from."""
        return data_frame(
            [
                {
                    "discount": self.discount,
                    "temptation": self.temptation,
                    "reward": self.reward,
                    "punishment": self.punishment,
                }
            ]
        )
