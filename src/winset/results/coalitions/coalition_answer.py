"""Everything `winset coalitions` found in a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from winset.foundation.face import DataFrame, Face
from winset.results.coalitions.axis_coalitions import ConnectedCoalitions, PolicyDistances
from winset.results.coalitions.least_cost import LeastCost
from winset.results.coalitions.minimal_coalitions import MinimalCoalitions


@dataclass(frozen=True, repr=False)
class CoalitionAnswer(Face):
    """Minimal coalitions of a rule, with the connected and the cheapest ones where asked for.

    Parameters
    ----------
    minimal
        The minimal winning or blocking coalitions.
    connected
        Minimal connected ones, where the players have positions.
    pivots
        De Swaan's reading on the same positions, of a single weighted vote.
    cheapest
        The coalition of least cost, where the players have prices.
    """

    minimal: MinimalCoalitions
    connected: ConnectedCoalitions | None = None
    pivots: PolicyDistances | None = None
    cheapest: LeastCost | None = None

    def _parts(self) -> dict[str, MinimalCoalitions | ConnectedCoalitions | Any]:
        parts = {
            "minimal": self.minimal,
            "connected": self.connected,
            "de_swaan": self.pivots,
            "least_cost": self.cheapest,
        }
        return {name: part for name, part in parts.items() if part is not None}

    def summary(self) -> str:
        """Return the summaries of the parts."""
        return " ".join(part.summary() for part in self._parts().values())

    def tables(self) -> dict[str, DataFrame]:
        """Return a table a part."""
        found = {name: part.tables()["values"] for name, part in self._parts().items()}
        for name, frame in found.items():
            frame.attrs["title"] = _TITLES[name]
        return found

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON types; a missing entry is null beside a `reason`."""
        document = self.minimal.to_dict()
        reasons = [document.pop("reason")] if "reason" in document else []
        document["least_cost"] = None if self.cheapest is None else self.cheapest.to_dict()
        if self.cheapest is None:
            reasons.append("least_cost: no prices were given")
        if self.connected is not None:
            document["connected"] = self.connected.to_dict()["connected"]
            document["positions"] = dict(self.connected.positions)
            document["de_swaan"] = None if self.pivots is None else self.pivots.to_dict()
            if self.pivots is None:
                reasons.append("de_swaan: the rule is not a single weighted vote")
        if reasons:
            document["reason"] = "; ".join(reasons)
        return document


_TITLES = {
    "minimal": "Minimal coalitions",
    "connected": "Minimal connected coalitions",
    "de_swaan": "Coalitions by policy distance (De Swaan)",
    "least_cost": "Coalition of least cost",
}
