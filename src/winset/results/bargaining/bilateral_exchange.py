"""Trades of voting positions between pairs of actors, and the outcomes after them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.foundation.face import DataFrame, Result, data_frame
from winset.foundation.wording import counted
from winset.games.issue_positions import Positions
from winset.results.check import Check

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trade:
    """One trade: an actor gets its way on one issue and gives way on another.

    Parameters
    ----------
    actor, other
        Who demands the first issue, and who supplies it.
    demands, supplies
        Issue the actor gets, and issue it gives; for the other it is the reverse.
    other_moves, actor_moves
        How far the other moves on the first issue and the actor on the second, 0 to 100.
    gain
        Gain of each, in shares of attention times points of 0 to 100.
    greatest_gains
        Gain of the actor, and of the other, if the partner gained nothing.
    """

    actor: str
    other: str
    demands: str
    supplies: str
    other_moves: float
    actor_moves: float
    gain: float
    greatest_gains: tuple[float, float]


@dataclass(frozen=True, eq=False)
class ExchangeRound:
    """One round of trades; all positions run from 0 to 100.

    Parameters
    ----------
    preferences, votes
        What actors want and, after the trades, vote for, shape ``(n_actors, n_issues)``.
    before, after
        Weighted mean of both, shape ``(n_issues,)``.
    possible
        Every trade there was at the start, the largest gain first.
    done
        Trades made, in their order.
    """

    preferences: Floats
    votes: Floats
    before: Floats
    after: Floats
    possible: tuple[Trade, ...]
    done: tuple[Trade, ...]


@dataclass(frozen=True, eq=False, repr=False)
class BilateralExchange(Result):
    """Rounds of trades.

    Parameters
    ----------
    table
        Where it began.
    rounds
        At least one.
    """

    table: Positions
    rounds: tuple[ExchangeRound, ...]
    method: str
    sources: tuple[str, ...]

    def in_unit(self, share: Floats) -> Floats:
        """Positions of 0 to 100 in the unit of the table."""
        return np.asarray(self.table.low + (self.table.high - self.table.low) * share / 100.0)

    @property
    def outcome(self) -> Floats:
        """Outcome after the last round, shape ``(n_issues,)``, in the unit of the table."""
        return self.in_unit(self.rounds[-1].after)

    @property
    def path(self) -> Floats:
        """Outcome before any trade and after each round, shape ``(n_rounds + 1, n_issues)``."""
        return self.in_unit(np.array([self.rounds[0].before, *(r.after for r in self.rounds)]))

    def verify(self) -> Check:
        """Check that trades gain, outcomes are means and no vote leaves the range of positions."""
        claims = []
        for number, one in enumerate(self.rounds, start=1):
            weight = np.nan_to_num(self.table.weight)
            total = np.where(weight.sum(axis=0) > 0.0, weight.sum(axis=0), np.nan)
            again = (weight * np.nan_to_num(one.votes)).sum(axis=0) / total
            low, high = np.nanmin(one.preferences, axis=0), np.nanmax(one.preferences, axis=0)
            inside = (one.votes >= low - 1e-9) & (one.votes <= high + 1e-9)
            claims += [
                (f"round {number}: trades gain", all(t.gain > 0.0 for t in one.done)),
                (
                    f"round {number}: the outcome is the weighted mean of the votes",
                    bool(np.allclose(again, one.after, atol=1e-9, equal_nan=True)),
                ),
                (
                    f"round {number}: no vote leaves the range of positions",
                    bool((inside | np.isnan(one.votes)).all()),
                ),
                (
                    f"round {number}: each pair trades two issues once",
                    len({(t.actor, t.other, t.demands, t.supplies) for t in one.done})
                    == len(one.done),
                ),
            ]
        return Check(tuple(claims))

    def heading(self) -> str:
        """Name of the model."""
        return "Bilateral exchange"

    def summary(self) -> str:
        """One or two sentences for a reader."""
        done = sum(len(one.done) for one in self.rounds)
        ends = " and ".join(
            f"{issue} from {start:.4g} to {end:.4g}"
            for issue, start, end in zip(
                self.table.issues[:4], self.path[0], self.outcome, strict=False
            )
        )
        trades = counted(done, "trade", "trades")
        return f"{trades} of {len(self.rounds[0].possible)} possible at first move {ends}."

    def to_frame(self) -> DataFrame:
        """Give a row a trade that was made."""
        rows = [
            {"round": number, **{name: getattr(trade, name) for name in _COLUMNS}}
            for number, one in enumerate(self.rounds, start=1)
            for trade in one.done
        ]
        return data_frame(rows, columns=["round", *_COLUMNS])

    def to_dict(self) -> dict[str, Any]:
        """The outcomes as JSON types."""
        return {
            "outcome": {
                issue: None if np.isnan(value) else float(value)
                for issue, value in zip(self.table.issues, self.outcome, strict=True)
            },
            "possible": [len(one.possible) for one in self.rounds],
            "done": [len(one.done) for one in self.rounds],
        }


_COLUMNS = ("actor", "other", "demands", "supplies", "other_moves", "actor_moves", "gain")
