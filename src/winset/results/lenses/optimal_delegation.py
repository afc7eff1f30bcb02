"""The best limit a principal can set to an agent who knows more and wants more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from winset.foundation.face import DataFrame, data_frame
from winset.results.answer import Answer
from winset.results.check import Check

_STEPS = 4000


@dataclass(frozen=True, repr=False)
class OptimalDelegation(Answer):
    """Delegation up to a cap, and what it is worth to the principal.

    Parameters
    ----------
    bias
        How much more the agent wants, 0..1.
    cap
        Largest action allowed; None where delegating is worth nothing.
    loss, loss_without
        Expected quadratic loss of the principal with the cap and with the best fixed action.
    method, sources
        How it was found and where the model is from.
    """

    bias: float
    cap: float | None
    loss: float
    loss_without: float

    def _loss_of(self, cap: float) -> float:
        """Expected loss under a cap, by the midpoint rule."""
        total = 0.0
        for i in range(_STEPS):
            state = (i + 0.5) / _STEPS
            action = min(state + self.bias, cap)
            total += (action - state) ** 2
        return total / _STEPS

    def verify(self) -> Check:
        """Check by numerical integration that the loss is right and no other cap does better.

        Returns
        -------
        Check
        """
        grid = [self._loss_of(i / 50) for i in range(51)]
        claims = [
            ("no cap on a grid does better", min(grid) >= self.loss - 1e-6),
            ("delegating is no worse than a fixed action", self.loss <= self.loss_without + 1e-12),
        ]
        if self.cap is not None:
            near = abs(self._loss_of(self.cap) - self.loss) <= 1e-6
            claims.append(("the loss is that of the cap", near))
        return Check(tuple(claims))

    def summary(self) -> str:
        """Return a sentence for a reader."""
        if self.cap is None:
            return f"with a bias of {self.bias:g} delegating is worth nothing."
        return f"with a bias of {self.bias:g} delegation goes up to {self.cap:g}."

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON types."""
        return {
            "bias": self.bias,
            "cap": self.cap,
            "loss": self.loss,
            "loss_without": self.loss_without,
            "method": self.method,
            "sources": list(self.sources),
        } | ({} if self.cap is not None else {"reason": "cap: delegating is worth nothing"})

    def to_frame(self) -> DataFrame:
        """Return one row."""
        keys = ("bias", "cap", "loss", "loss_without")
        return data_frame([{key: self.to_dict()[key] for key in keys}])
