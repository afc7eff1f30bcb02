"""The probability of passage, as an answer that can be checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from typing import Any

from winset.foundation.face import DataFrame, data_frame
from winset.games.rule import FrozenMap, Rule
from winset.results.answer import Answer
from winset.results.check import Check


@dataclass(frozen=True, repr=False)
class PassageProbability(Answer):
    """Probability that a proposal passes, and that each player decides it.

    Attributes
    ----------
    rule : Rule
        The game.
    chances : mapping of str to float
        Player -> chance of a yes.
    probability : float
        The chance that the rule is met.
    pivotal : mapping of str to float
        Player -> the chance that the others leave it to this player.
    tally : tuple of float, or None
        For a single vote, the chance of each number of votes from 0 to the total, in whole units
        of weight; None for other rules.
    error_bound : float
        Bound on rounding, plus, where there are shared shocks, an estimate of the error of
        integrating over them.
    method : str
        The algorithm.
    """

    rule: Rule
    chances: Mapping[str, float]
    probability: float
    pivotal: Mapping[str, float]
    tally: tuple[float, ...] | None
    error_bound: float
    exact: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "chances", FrozenMap(self.chances))
        object.__setattr__(self, "pivotal", FrozenMap(self.pivotal))

    def verify(self) -> Check:
        """Check what must hold of any such answer.

        Returns
        -------
        Check
            Chances lie between 0 and 1; the tally's chances add up to 1, and from the quota on to
            the probability of passage; the mean of the tally is the sum of weights times chances,
            whatever the shocks.
        """
        slack = self.error_bound + 1e-9
        within = all(-slack <= p <= 1 + slack for p in (self.probability, *self.pivotal.values()))
        claims = [("chances lie between 0 and 1", within)]
        if self.tally is not None:
            form = self.rule.integer_form
            mean = fsum(
                row[0] * self.chances[name]
                for name, row in zip(form.players, form.weights, strict=True)
            )
            found = fsum(votes * chance for votes, chance in enumerate(self.tally))
            total = len(self.tally)
            above = fsum(self.tally[form.condition[2] :])
            claims += [
                ("the tally's chances add up to 1", abs(fsum(self.tally) - 1) <= slack),
                ("from the quota on they add up", abs(above - self.probability) <= slack),
                ("the tally's mean is that of the chances", abs(found - mean) <= slack * total),
            ]
        return Check(tuple(claims))

    def summary(self) -> str:
        """Return one line for a reader."""
        ranked = sorted(self.pivotal.items(), key=lambda item: -item[1])[:3]
        shown = ", ".join(f"{name} {value:.3g}" for name, value in ranked)
        return f"Passes with probability {self.probability:.4f}; likeliest to decide: {shown}."

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON types; a missing tally is null beside a `reason`."""
        answer: dict[str, Any] = {
            "schema": "winset/passage/1",
            "probability": self.probability,
            "pivotal": dict(self.pivotal),
            "tally": None if self.tally is None else list(self.tally),
            "error_bound": self.error_bound,
            "method": self.method,
            "outcome": self.outcome,
            "rule": str(self.rule),
        }
        if self.tally is None:
            answer["reason"] = "tally: the rule is not a single weighted vote"
        return answer

    def to_frame(self) -> DataFrame:
        """Return a row a player: its chance of a yes and of deciding."""
        return data_frame(
            {"chance": list(self.chances.values()), "pivotal": list(self.pivotal.values())},
            index=list(self.chances),
            index_name="player",
        )
