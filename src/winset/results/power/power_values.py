"""Power in a rule, as an answer that can be checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

from winset.foundation.face import DataFrame, data_frame
from winset.games.rule import FrozenMap, Rule, Vote
from winset.results.answer import Answer
from winset.results.check import Check
from winset.results.power.power_check import check_power

Value: TypeAlias = float | Fraction


@dataclass(frozen=True, repr=False)
class PowerResult(Answer):
    """The values of one power index for every player of a rule.

    Attributes
    ----------
    index : str
        Which index, as on the command line: "shapley-shubik", "banzhaf" (normalised),
        "penrose-banzhaf" (absolute), ...
    rule : Rule
        The game.
    values : mapping of str to float or Fraction
        Player -> power; fractions when `exact`.
    exact : bool
        Whether the values are exact fractions.
    method : str
        The algorithm that was chosen.
    error_bound : float
        No value is further than this from the true one; 0 when `exact`.
    outcome : {"solved"}
        Every rule that can be written has an answer; limits raise an error instead.
    sources : tuple of str
        Where the index is defined.
    assumptions : tuple of str
        Conventions that entered, such as a rule that is not proper.
    unions : tuple of tuple of str
        A-priori unions, for the indices that have them.
    """

    index: str
    rule: Rule
    values: Mapping[str, Value]
    exact: bool
    error_bound: float
    assumptions: tuple[str, ...] = ()
    unions: tuple[tuple[str, ...], ...] = field(default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", FrozenMap(self.values))

    @property
    def quota(self) -> float | None:
        """The quota of a single vote; None for a rule of several votes or players."""
        expression = self.rule.expression
        return expression.quota if isinstance(expression, Vote) else None

    @property
    def total(self) -> float | None:
        """The total weight of a single vote; None for a rule of several votes or players."""
        expression = self.rule.expression
        if not isinstance(expression, Vote):
            return None
        weights = self.rule.seats[expression.chamber].values()
        if all(isinstance(weight, int) for weight in weights):
            return sum(weights)
        return self.rule.totals()[expression.chamber]

    def __getitem__(self, player: str) -> Value:
        """Return one player's power."""
        return self.values[player]

    def verify(self) -> Check:
        """Check the values without the solver that found them.

        Returns
        -------
        Check
            True in a condition when every claim holds: the totals and orderings the index is
            known for; the definition itself over all coalitions, up to 12 players; otherwise
            (Shapley-Shubik and Banzhaf indices) agreement with random orders or coalitions to
            six standard errors, always drawn the same way.
        """
        return check_power(self.index, self.rule, dict(self.values), self.error_bound, self.unions)

    def heading(self) -> str:
        """Name of the index."""
        return f"Power by the {self.index.title()} index"

    def summary(self) -> str:
        """Return a few lines for a reader: the index, the strongest players, the method."""
        ranked = sorted(self.values.items(), key=lambda item: -item[1])
        shown = ", ".join(f"{name} {float(value):.4f}" for name, value in ranked[:5])
        more = f" and {len(ranked) - 5} more" if len(ranked) > 5 else ""
        size = f"{len(ranked)} players"
        precision = "exact fractions" if self.exact else f"error at most {self.error_bound:.1e}"
        return f"{self.index} over {size}: {shown}{more} ({self.method}; {precision})."

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON types; a missing number is null beside a `reason`."""
        answer: dict[str, Any] = {
            "schema": "winset/power/1",
            "index": self.index,
            "exact": self.exact,
            "values": {
                name: f"{v.numerator}/{v.denominator}" if isinstance(v, Fraction) else float(v)
                for name, v in self.values.items()
            },
            "quota": self.quota,
            "total": self.total,
            "error_bound": self.error_bound,
            "method": self.method,
            "outcome": self.outcome,
            "rule": str(self.rule),
            "sources": list(self.sources),
            "assumptions": list(self.assumptions),
        }
        if self.unions:
            answer["unions"] = [list(union) for union in self.unions]
        if self.quota is None:
            answer["reason"] = "quota and total: the rule is not a single weighted vote; see rule"
        return answer

    def to_frame(self) -> DataFrame:
        """Return a row a player: power, and weight and share in each chamber."""
        frame = data_frame(
            {"power": [float(v) for v in self.values.values()]},
            index=list(self.values),
            index_name="player",
        )
        for chamber, total in self.rule.totals().items():
            weights = [self.rule.seats[chamber].get(name, 0.0) for name in self.values]
            frame[f"{chamber} weight"] = weights
            frame[f"{chamber} share"] = [w / total for w in weights]
        return frame
