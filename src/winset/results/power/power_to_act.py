"""The power of a body to act, as an answer that can be checked."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from winset.foundation.face import DataFrame, data_frame
from winset.games.rule import Rule
from winset.results.answer import Answer
from winset.results.check import Check
from winset.results.power.power_check import check_power_to_act


@dataclass(frozen=True, repr=False)
class PowerToAct(Answer):
    """The share of all coalitions that can pass a proposal.

    Attributes
    ----------
    rule : Rule
        The game.
    value : float or Fraction
        From 0 to 1; a fraction when `exact`.
    exact : bool
        Whether the value is an exact fraction.
    method : str
        The algorithm that was chosen.
    error_bound : float
        The value is no further than this from the true one.
    outcome : {"solved"}
        Limits raise an error instead.
    sources, assumptions : tuple of str
        Where it is defined, and conventions that entered.
    """

    rule: Rule
    value: float | Fraction
    exact: bool
    error_bound: float
    assumptions: tuple[str, ...] = ()

    def verify(self) -> Check:
        """Check the value over all coalitions (up to 12 players) or by random ones."""
        return check_power_to_act(self.rule, self.value, self.error_bound)

    def summary(self) -> str:
        """Return one line for a reader."""
        return (
            f"{float(self.value):.6g} of all coalitions of {len(self.rule.players)} players can "
            f"act ({self.method})."
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON types."""
        value = self.value
        shown = f"{value.numerator}/{value.denominator}" if isinstance(value, Fraction) else value
        return {
            "schema": "winset/power/1",
            "index": "coleman-act",
            "exact": self.exact,
            "values": {},
            "power_to_act": shown,
            "quota": None,
            "total": None,
            "reason": "values, quota and total: this is a number of the whole body; see rule",
            "error_bound": self.error_bound,
            "method": self.method,
            "outcome": self.outcome,
            "rule": str(self.rule),
            "sources": list(self.sources),
            "assumptions": list(self.assumptions),
        }

    def to_frame(self) -> DataFrame:
        """Return one row: the value."""
        return data_frame({"power to act": [float(self.value)]}, index=["body"])
