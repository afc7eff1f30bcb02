"""The equilibrium of an economy with specific capital after a change of prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from winset.foundation.face import DataFrame, data_frame
from winset.results.answer import Answer
from winset.results.check import Check


@dataclass(frozen=True, repr=False)
class SpecificFactors(Answer):
    """Wage, returns and workers of each sector, relative to before; all 1 without a change.

    Parameters
    ----------
    wage
        The new wage over the old.
    returns
        The new return to each sector's capital over the old; 0 where a sector closes.
    workers
        New share of all workers in each sector.
    prices, employment_shares, labour_cost_shares, elasticities
        Inputs, one entry a sector; prices over the old ones.
    method, sources
        How it was found and where the model is from.
    """

    wage: float
    returns: tuple[float, ...]
    workers: tuple[float, ...]
    prices: tuple[float, ...]
    employment_shares: tuple[float, ...]
    labour_cost_shares: tuple[float, ...]
    elasticities: tuple[float, ...]

    def verify(self) -> Check:
        """Check from the answer alone that labour is employed and nobody makes a profit.

        Returns
        -------
        Check
            The workers of all sectors add up to 1; in each sector the share of wages that
            follows from its workers and returns is the one that its cost function gives.
        """
        costs = all(
            self._costs_meet_price(j) for j in range(len(self.prices)) if self.returns[j] > 0.0
        )
        return Check(
            (
                ("all workers are employed", abs(sum(self.workers) - 1.0) <= 1e-9),
                ("nobody has less than no workers", min(self.workers) >= 0.0),
                ("costs meet the price in every sector that is open", costs),
                ("workers follow the price of labour", self._workers_follow()),
            )
        )

    def _costs_meet_price(self, j: int) -> bool:
        share, sigma = self.labour_cost_shares[j], self.elasticities[j]
        if abs(sigma - 1.0) < 1e-9:
            cost = self.wage**share * self.returns[j] ** (1.0 - share)
        else:
            power = 1.0 - sigma
            total = share * self.wage**power + (1.0 - share) * self.returns[j] ** power
            cost = total ** (1.0 / power)
        return bool(abs(cost - self.prices[j]) <= 1e-8 * self.prices[j])

    def _workers_follow(self) -> bool:
        found = [
            share * (back / self.wage) ** sigma
            for share, back, sigma in zip(
                self.employment_shares, self.returns, self.elasticities, strict=True
            )
        ]
        return all(abs(have - want) <= 1e-8 for have, want in zip(self.workers, found, strict=True))

    def summary(self) -> str:
        """Return a sentence for a reader."""
        returns = ", ".join(f"{r:.4g}" for r in self.returns)
        return f"wage {self.wage:.4g} and returns {returns} times what they were."

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON types."""
        return {
            "wage": self.wage,
            "returns": list(self.returns),
            "workers": list(self.workers),
            "prices": list(self.prices),
            "method": self.method,
            "sources": list(self.sources),
        }

    def to_frame(self) -> DataFrame:
        """Return a row a sector."""
        return data_frame(
            {
                "price": list(self.prices),
                "capital": list(self.returns),
                "workers": list(self.workers),
                "wage": self.wage,
            }
        )
