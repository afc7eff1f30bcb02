"""A weighted mean or median of positions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from winset.foundation.face import DataFrame, data_frame
from winset.results.answer import Answer
from winset.results.check import Check

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False, repr=False)
class CentralPosition(Answer):
    """The mean or the median of positions under weights.

    Parameters
    ----------
    kind
        ``"mean"`` or ``"median"``.
    outcome
        ``"solved"``, or ``"empty"`` where all weights are 0.
    position
        The forecast; NaN without one.
    interval
        Ends of the interval of medians; the mean twice.
    positions, weights
        What it was found from, shape ``(n_actors,)``.
    reason
        Why there is no forecast.
    """

    kind: Literal["mean", "median"]
    position: float
    interval: tuple[float, float]
    positions: Floats
    weights: Floats
    reason: str = ""

    @classmethod
    def without_weight(
        cls,
        kind: Literal["mean", "median"],
        positions: Floats,
        weights: Floats,
        *,
        method: str,
        sources: tuple[str, ...],
    ) -> CentralPosition:
        """Return the empty answer where all weights are 0.

        Parameters
        ----------
        kind, positions, weights, method, sources
            As of the class.
        """
        nowhere = float("nan")
        return cls(
            kind,
            outcome="empty",
            position=nowhere,
            interval=(nowhere, nowhere),
            positions=positions,
            weights=weights,
            method=method,
            sources=sources,
            reason="no actor has any weight: capability times salience is 0 for all",
        )

    def verify(self) -> Check:
        """Check the first-order condition: deviations cancel, or no side holds more than half."""
        total = float(self.weights.sum())
        if self.outcome == "empty":
            return Check((("all weights are 0", total == 0.0),))
        width = float(np.ptp(self.positions)) or 1.0
        slack = 1e-9 * total
        if self.kind == "mean":
            lever = float((self.weights * (self.positions - self.position)).sum())
            return Check((("deviations cancel", abs(lever) <= slack * width),))
        below = float(self.weights[self.positions < self.position].sum())
        above = float(self.weights[self.positions > self.position].sum())
        return Check(
            (
                ("no more than half lies below", below <= total / 2.0 + slack),
                ("no more than half lies above", above <= total / 2.0 + slack),
                ("somebody stands there", bool((self.positions == self.position).any())),
            )
        )

    def heading(self) -> str:
        """Kind of centre."""
        return f"Weighted {self.kind}"

    def summary(self) -> str:
        """One sentence for a reader."""
        if self.outcome == "empty":
            return f"No weighted {self.kind}: {self.reason}."
        low, high = self.interval
        also = f", or any point from {low:.6g} to {high:.6g}" if low < high else ""
        return f"The weighted {self.kind} is {self.position:.6g}{also}."

    def to_frame(self) -> DataFrame:
        """Give a row an actor: position and weight."""
        return data_frame({"position": self.positions, "weight": self.weights})

    def to_dict(self) -> dict[str, Any]:
        """The forecast as JSON types."""
        if self.outcome == "empty":
            return {"kind": self.kind, "outcome": "empty", "position": None, "reason": self.reason}
        return {
            "kind": self.kind,
            "outcome": "solved",
            "position": self.position,
            "interval": list(self.interval),
        }
