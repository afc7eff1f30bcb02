"""Changes of the returns to factors after a change of prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from winset.foundation.face import DataFrame, data_frame
from winset.results.answer import Answer
from winset.results.check import Check


@dataclass(frozen=True, repr=False)
class FactorReturns(Answer):
    """Relative changes of the wage and of the returns to capital.

    Parameters
    ----------
    wage
        Change of the wage, in the unit of the price changes.
    returns
        Change of the return to capital: one number where it is mobile, one a sector where it is
        specific.
    labour_cost_shares, price_changes
        Inputs, one entry a sector.
    capital_is_specific
        Whether each sector has capital of its own.
    exact
        Whether the numbers hold for changes of any size or for small ones only.
    method, sources
        How they were found and where the model is from.
    """

    wage: float
    returns: tuple[float, ...]
    labour_cost_shares: tuple[float, ...]
    price_changes: tuple[float, ...]
    capital_is_specific: bool
    exact: bool = True

    def return_in(self, sector: int) -> float:
        """Change of the return to the capital used in a sector."""
        return self.returns[sector] if self.capital_is_specific else self.returns[0]

    def verify(self) -> Check:
        """Check zero profits in every sector, and that the wage lies within the price changes.

        The second holds for specific capital only: mobile capital lets the wage leave the range
        of the prices (the magnification effect).

        Returns
        -------
        Check
        """
        scale = 1.0 + max(abs(p) for p in self.price_changes)
        zero_profits = all(
            abs(share * self.wage + (1.0 - share) * self.return_in(j) - price) <= 1e-9 * scale
            for j, (share, price) in enumerate(
                zip(self.labour_cost_shares, self.price_changes, strict=True)
            )
        )
        low, high = min(self.price_changes), max(self.price_changes)
        inside = low - 1e-9 * scale <= self.wage <= high + 1e-9 * scale
        claims = [("unit costs change as prices do, in every sector", zero_profits)]
        if self.capital_is_specific:
            claims.append(("the wage changes by no more than some price", inside))
        return Check(tuple(claims))

    def summary(self) -> str:
        """Return a sentence for a reader."""
        text = ", ".join(f"{change:+.3g}" for change in self.returns)
        return f"wage {self.wage:+.3g}, returns to capital {text} for prices {self.price_changes}."

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON types."""
        return {
            "wage": self.wage,
            "returns": list(self.returns),
            "price_changes": list(self.price_changes),
            "capital_is_specific": self.capital_is_specific,
            "method": self.method,
            "sources": list(self.sources),
        }

    def to_frame(self) -> DataFrame:
        """Return a row a sector: its price change and the return to its capital."""
        return data_frame(
            {
                "price": list(self.price_changes),
                "capital": [self.return_in(j) for j in range(len(self.price_changes))],
                "wage": self.wage,
            }
        )
