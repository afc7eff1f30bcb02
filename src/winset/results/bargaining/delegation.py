"""Leave given to an agent: the cap on what it may choose, and what the principal loses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from winset.foundation.face import DataFrame, data_frame
from winset.results.answer import Answer
from winset.results.check import Check

_NEAR = 1e-9


@dataclass(frozen=True, repr=False)
class Discretion(Answer):
    """The cap a principal sets on its agent.

    Parameters
    ----------
    cap
        Highest policy the agent may choose; where nothing is delegated the policy itself.
    bias
        How much more the agent wants than the principal.
    delegates
        Whether the agent is left any choice.
    method, sources
        How it was found.
    """

    cap: float
    bias: float
    delegates: bool
    exact: bool = True

    @property
    def loss(self) -> float:
        """The principal's expected loss, the mean squared distance from what it wants."""
        return self.loss_at(self.cap)

    def loss_at(self, cap: float) -> float:
        """Expected loss under another cap, 0 to 1 + bias."""
        free = min(max(cap - self.bias, 0.0), 1.0)
        return self.bias**2 * free + ((cap - free) ** 3 - (cap - 1.0) ** 3) / 3.0

    def verify(self) -> Check:
        """Check the loss by sums over the states, and that no other cap loses less."""
        state = (np.arange(20_000) + 0.5) / 20_000
        chosen = np.minimum(state + self.bias, self.cap)
        summed = float(((chosen - state) ** 2).mean())
        others = [self.loss_at(float(c)) for c in np.linspace(0.0, 1.0 + self.bias, 2001)]
        return Check(
            (
                ("the loss is that of the agent's choices", abs(summed - self.loss) <= 1e-6),
                ("no other cap loses less", self.loss <= min(others) + _NEAR),
            )
        )

    def summary(self) -> str:
        """One sentence for a reader."""
        if not self.delegates:
            return f"Nothing is delegated: the policy is fixed at {self.cap:.6g}."
        return f"The agent may choose up to {self.cap:.6g}; the principal loses {self.loss:.4g}."

    def to_dict(self) -> dict[str, Any]:
        """The cap as JSON types."""
        return {
            "outcome": self.outcome,
            "cap": self.cap,
            "bias": self.bias,
            "delegates": self.delegates,
            "loss": self.loss,
        }

    def to_frame(self) -> DataFrame:
        """One row: bias, cap, loss."""
        return data_frame([{"bias": self.bias, "cap": self.cap, "loss": self.loss}])
