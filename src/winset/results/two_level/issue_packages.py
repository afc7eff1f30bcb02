"""Packages of issues: which sets of issues pass together, and which only together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from winset.foundation.face import DataFrame, Result, data_frame
from winset.results.check import Check

__all__ = ["IssuePackages"]

Package = tuple[str, ...]


@dataclass(frozen=True, eq=False, repr=False)
class IssuePackages(Result):
    """Packages of issues that are ratified.

    Parameters
    ----------
    issues, blocs
        Names, in the order of the payoffs.
    payoffs
        What each bloc gains from each issue, shape ``(n_issues, n_blocs)``.
    weights
        Votes of each bloc, shape ``(n_blocs,)``.
    quota
        Votes needed.
    passing
        Packages that are ratified, smaller ones first.
    synergistic
        Those of them none of whose proper parts would be.
    """

    issues: tuple[str, ...]
    blocs: tuple[str, ...]
    payoffs: NDArray[np.float64]
    weights: NDArray[np.float64]
    quota: float
    passing: tuple[Package, ...]
    synergistic: tuple[Package, ...]
    method: str
    sources: tuple[str, ...]
    exact: bool = True

    @property
    def outcome(self) -> Literal["solved", "empty"]:
        """``"empty"`` where no package passes."""
        return "solved" if self.passing else "empty"

    def votes(self, package: Package) -> float:
        """Votes for a package: of the blocs that do not lose from it."""
        rows = [self.issues.index(name) for name in package]
        gain = self.payoffs[rows].sum(axis=0)
        return float(self.weights[gain >= -1e-12].sum())

    def verify(self) -> Check:
        """Check the votes of every package named, and that parts of synergistic ones fail."""
        parts = [
            tuple(name for name in package if name != left)
            for package in self.synergistic
            for left in package
        ]
        return Check(
            (
                ("what passes has the votes", all(self._passes(p) for p in self.passing)),
                ("synergistic packages have two issues", all(len(p) > 1 for p in self.synergistic)),
                (
                    "no synergistic package passes with one issue less",
                    not any(self._passes(part) for part in parts),
                ),
            )
        )

    def _passes(self, package: Package) -> bool:
        return self.votes(package) >= self.quota

    def summary(self) -> str:
        """One sentence for a reader."""
        if not self.passing:
            return "No package is ratified."
        shown = "; ".join(" with ".join(package) for package in self.synergistic)
        more = f" Only together: {shown}." if shown else ""
        return f"{len(self.passing)} packages are ratified.{more}"

    def to_dict(self) -> dict[str, Any]:
        """The packages as JSON types."""
        return {
            "outcome": self.outcome,
            "passing": [list(package) for package in self.passing],
            "synergistic": [list(package) for package in self.synergistic],
        }

    def to_frame(self) -> DataFrame:
        """Give a row a package that passes: its votes, whether it is synergistic."""
        return data_frame(
            [
                {
                    "package": " with ".join(package),
                    "votes": self.votes(package),
                    "synergistic": package in self.synergistic,
                }
                for package in self.passing
            ]
        )
