"""The patience at which an agreement is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from winset.foundation.face import DataFrame, data_frame
from winset.results.answer import Answer
from winset.results.check import Check


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
