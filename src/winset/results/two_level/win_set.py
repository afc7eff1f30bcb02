"""A win-set: the agreements that would be ratified, with its border and what binds there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from winset.foundation.face import DataFrame, Result, data_frame
from winset.results.check import Check

__all__ = ["Accepts", "Stretch", "WinSet"]

Floats = NDArray[np.float64]
Accepts = Callable[[Floats], NDArray[np.bool_]]
"""From points, shape ``(n, n_issues)``, to whether each is accepted, shape ``(n,)``."""

_CHECK_GRID = 48
_MOST_CHECKED = 500


@dataclass(frozen=True, eq=False)
class Stretch:
    """A stretch of the border of a win-set.

    Parameters
    ----------
    points
        Points on it, in order, shape ``(n, n_issues)``; a single one on a line.
    binding
        Chamber, actor or limit that would refuse what lies beyond.
    voter
        Who is indifferent on it, if one voter is; else empty.
    length
        Its length; 0 on a line.
    inside, outside
        A point close by that is accepted, and one that is not, shape ``(n_issues,)``.
    """

    points: Floats
    binding: str
    voter: str
    length: float
    inside: Floats
    outside: Floats


@dataclass(frozen=True, eq=False, repr=False)
class WinSet(Result):
    """The agreements that would be ratified; the status quo itself is not an agreement.

    Parameters
    ----------
    issues
        Ids of the axes.
    status_quo
        Shape ``(n_issues,)``; left out of the set.
    domain
        Lowest and highest value of every axis that was looked at, shape ``(2, n_issues)``.
    outcome
        ``"solved"`` or ``"empty"``.
    volume
        Length, area or volume, in units of the axes.
    error_bound
        How far the volume may be off: 0 if exact, else the tolerance or, where it was sampled, the
        half-width of a 95 % interval that holds for any sample size.
    bounds
        Lowest and highest value on each axis; empty if the set is.
    intervals
        On a line its pieces in order, closed at both ends but for the status quo.
    border
        Its border, in two dimensions and on a line.
    accepts
        Says of any points whether they belong, by counting votes or pricing ratification.
    exact, method, tolerance, seed, reason, sources
        How it was found; what an empty set is empty for.
    inner
        Points of the set, shape ``(n, n_issues)``: where a search for an agreement may start.
    """

    issues: tuple[str, ...]
    status_quo: Floats
    domain: Floats
    outcome: Literal["solved", "empty"]
    volume: float
    error_bound: float
    bounds: dict[str, tuple[float, float]]
    intervals: tuple[tuple[float, float], ...]
    border: tuple[Stretch, ...]
    accepts: Accepts
    exact: bool
    method: str
    inner: Floats
    tolerance: float = 0.0
    seed: int | None = None
    reason: str = ""
    sources: tuple[str, ...] = field(default=("putnam-1988",))

    @property
    def binding(self) -> tuple[str, ...]:
        """Find who binds somewhere on the border: the one with the longest stretch first.

        Nobody binds where the border is the status quo itself.
        """
        length: dict[str, float] = {}
        for stretch in (s for s in self.border if s.binding):
            length[stretch.binding] = length.get(stretch.binding, 0.0) + stretch.length
        return tuple(sorted(length, key=lambda name: (-length[name], name)))

    def holds(self, points: Floats) -> NDArray[np.bool_]:
        """Return whether points lie in the domain that was looked at, shape ``(n,)``."""
        low, high = self.domain
        return np.asarray(((points >= low) & (points <= high)).all(axis=1))

    def verify(self) -> Check:
        """Check the set without its solver.

        On both sides of every stretch of the border the votes are counted, or the price asked for,
        anew; on a line also in the middle of every piece and every gap; in a plane the volume is
        compared with a grid, which may be off by the cells the border runs through.
        """
        claims: list[tuple[str, bool]] = []
        if self.border:
            inside = np.array([s.inside for s in self.border])
            outside = np.array([s.outside for s in self.border])
            held = self.holds(outside)
            claims.append(("what lies within the border is accepted", self._all(inside, True)))
            claims.append(
                ("what lies beyond it in the domain is refused", self._all(outside[held], False))
            )
        if len(self.issues) == 1:
            claims += self._line_claims()
        elif len(self.issues) == 2 and np.isfinite(self.domain).all():
            claims.append(self._area_claim())
        if self.inner.size:
            some = self.inner[:: max(1, len(self.inner) // _MOST_CHECKED)]
            claims.append(("the points given as its own are accepted", self._all(some, True)))
        return Check(tuple(claims))

    def _all(self, points: Floats, wanted: bool) -> bool:
        return bool((self.accepts(points) == wanted).all()) if len(points) else True

    def _line_claims(self) -> list[tuple[str, bool]]:
        ends = sorted(self.intervals)
        middles = np.array([[0.5 * (low + high)] for low, high in ends])
        quo = float(self.status_quo[0])
        keep = np.array([abs(m[0] - quo) > 1e-9 for m in middles], dtype=bool)
        edges = [self.domain[0, 0], *(e for pair in ends for e in pair), self.domain[1, 0]]
        gaps = [
            0.5 * (edges[i] + edges[i + 1])
            for i in range(0, len(edges), 2)
            if edges[i + 1] - edges[i] > 1e-6
        ]
        empty = np.array([[g] for g in gaps if abs(g - quo) > 1e-9]).reshape(-1, 1)
        length = sum(high - low for low, high in ends)
        return [
            ("the middle of every piece is accepted", self._all(middles[keep], True)),
            ("the middle of every gap is refused", self._all(empty, False)),
            ("the pieces add up to the volume", abs(length - self.volume) <= 1e-9),
        ]

    def _area_claim(self) -> tuple[str, bool]:
        low, high = self.domain
        steps = [
            low[k] + (high[k] - low[k]) * (np.arange(_CHECK_GRID) + 0.5) / _CHECK_GRID
            for k in (0, 1)
        ]
        cell = float(np.prod((high - low) / _CHECK_GRID))
        points = np.stack(np.meshgrid(*steps, indexing="ij"), axis=-1).reshape(-1, 2)
        counted = float(self.accepts(points).sum()) * cell
        width = float(max((high - low) / _CHECK_GRID))
        edge = sum(s.length for s in self.border)
        slack = 2.0 * edge * width + cell + self.error_bound
        return ("the area agrees with a grid", abs(counted - self.volume) <= slack)

    def summary(self) -> str:
        """One sentence for a reader."""
        if self.outcome == "empty":
            return f"The win-set is empty{': ' + self.reason if self.reason else ''}."
        shown = ", ".join(f"{k} {low:.4g} to {high:.4g}" for k, (low, high) in self.bounds.items())
        return f"The win-set has volume {self.volume:.4g}: {shown}."

    def to_dict(self) -> dict[str, Any]:
        """The set as JSON types."""
        found: dict[str, Any] = {
            "outcome": self.outcome,
            "volume": self.volume,
            "error_bound": self.error_bound,
            "bounds": {name: list(ends) for name, ends in self.bounds.items()},
            "intervals": [list(ends) for ends in self.intervals],
            "binding": list(self.binding),
            "exact": self.exact,
            "method": self.method,
        }
        return found | ({"reason": self.reason} if self.reason else {})

    def to_frame(self) -> DataFrame:
        """Give a row a stretch of the border: who binds, who is indifferent, its length."""
        rows = [
            {
                "binding": stretch.binding,
                "voter": stretch.voter,
                "length": stretch.length,
                **{
                    f"{edge}.{name}": float(stretch.points[place, k])
                    for edge, place in (("from", 0), ("to", -1))
                    for k, name in enumerate(self.issues)
                },
            }
            for stretch in self.border
        ]
        return data_frame(rows)
