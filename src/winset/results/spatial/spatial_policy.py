"""Resting point of policy on a line, or what cannot be beaten, with what makes it so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.foundation.face import DataFrame, data_frame
from winset.results.answer import Answer
from winset.results.check import Check

Floats = NDArray[np.float64]
_NEAR = 1e-9


@dataclass(frozen=True, repr=False)
class PolicyOutcome(Answer):
    """Resting point of a proposal made to others who may refuse it.

    Parameters
    ----------
    position
        The policy reached.
    status_quo
        What stands if the proposal is refused.
    proposer
        Ideal point of the one that proposes.
    acceptable
        Lowest and highest proposal that those who must agree accept; both the status quo if none.
    deciders
        Ideal points of those who must agree.
    method, sources
        How it was found.
    """

    position: float
    status_quo: float
    proposer: float
    acceptable: tuple[float, float]
    deciders: tuple[float, ...]
    exact: bool = True

    @property
    def moved(self) -> bool:
        """Return whether policy leaves the status quo."""
        return abs(self.position - self.status_quo) > _NEAR

    def verify(self) -> Check:
        """Check that all who must agree do, and that nothing they accept is better to propose."""
        quo, place = self.status_quo, self.position
        grid = np.linspace(min(self.acceptable[0], quo), max(self.acceptable[1], quo), 501)
        ideals = np.array(self.deciders)
        fine = (np.abs(grid[:, None] - ideals) <= np.abs(quo - ideals) + _NEAR).all(axis=1)
        best = np.abs(grid[fine] - self.proposer).min(initial=abs(quo - self.proposer))
        agreed = bool((np.abs(place - ideals) <= np.abs(quo - ideals) + _NEAR).all())
        return Check(
            (
                ("all who must agree accept it", agreed),
                ("nothing acceptable is closer", abs(place - self.proposer) <= best + _NEAR),
            )
        )

    def summary(self) -> str:
        """One sentence for a reader."""
        if not self.moved:
            return f"Policy stays at {self.status_quo:.6g}."
        return f"Policy moves from {self.status_quo:.6g} to {self.position:.6g}."

    def to_dict(self) -> dict[str, Any]:
        """The outcome as JSON types."""
        return {
            "outcome": self.outcome,
            "position": self.position,
            "status_quo": self.status_quo,
            "acceptable": list(self.acceptable),
            "method": self.method,
        }

    def to_frame(self) -> DataFrame:
        """One row: position, status quo, ends of the acceptable."""
        return data_frame(
            [
                {
                    "position": self.position,
                    "status_quo": self.status_quo,
                    "acceptable_low": self.acceptable[0],
                    "acceptable_high": self.acceptable[1],
                }
            ]
        )


@dataclass(frozen=True, repr=False)
class PolicyInterval(Answer):
    """Points of a line that share a property: medians, the core, a gridlock interval.

    Parameters
    ----------
    low, high
        Its ends; equal where it is one point.
    ideals, weights
        The voters, in the order given.
    needed
        Weight that beats a point.
    """

    low: float
    high: float
    ideals: tuple[float, ...]
    weights: tuple[float, ...]
    needed: float
    exact: bool = True

    def verify(self) -> Check:
        """Check that no point within has enough weight on one side of it, and points beyond do."""
        if self.outcome == "empty":
            return Check(())
        ideals, weights = np.array(self.ideals), np.array(self.weights)

        def beaten(point: float) -> bool:
            ahead = float(weights[ideals > point + _NEAR].sum())
            behind = float(weights[ideals < point - _NEAR].sum())
            return max(ahead, behind) >= self.needed * (1.0 - 1e-10)

        inside = [self.low, 0.5 * (self.low + self.high), self.high]
        beyond = [self.low - 1e-6, self.high + 1e-6]
        return Check(
            (
                ("no point of it is beaten", not any(beaten(p) for p in inside)),
                ("points beyond it are beaten", all(beaten(p) for p in beyond)),
            )
        )

    def summary(self) -> str:
        """One sentence for a reader."""
        if self.outcome == "empty":
            return "There is no such point."
        if self.low == self.high:
            return f"The point {self.low:.6g}."
        return f"All points from {self.low:.6g} to {self.high:.6g}."

    def to_dict(self) -> dict[str, Any]:
        """The interval as JSON types."""
        return {"outcome": self.outcome, "low": self.low, "high": self.high, "method": self.method}

    def to_frame(self) -> DataFrame:
        """One row: low, high."""
        return data_frame([{"low": self.low, "high": self.high}])


@dataclass(frozen=True, eq=False, repr=False)
class PlaneRegion(Answer):
    """A convex region of a plane by its corners.

    Parameters
    ----------
    corners
        Counterclockwise, shape ``(n, 2)``; two for a line, one for a point, none if empty.
    area
        In units of the axes.
    """

    corners: Floats
    area: float
    exact: bool = True

    def contains(self, points: Floats) -> NDArray[np.bool_]:
        """Return whether each point lies within, shape ``(n,)``, borders included."""
        if len(self.corners) < 3:
            return _on_segment(self.corners, np.asarray(points))
        held = np.ones(len(points), dtype=np.bool_)
        for one, other in zip(self.corners, np.roll(self.corners, -1, axis=0), strict=True):
            side = other - one
            left = side[0] * (points[:, 1] - one[1]) - side[1] * (points[:, 0] - one[0])
            held &= left >= -_NEAR * max(1.0, float(np.abs(side).max()))
        return held

    def verify(self) -> Check:
        """Check that the corners turn left throughout and enclose the area."""
        if len(self.corners) < 3:
            return Check((("a line or a point has no area", self.area == 0.0),))
        ahead = np.roll(self.corners, -1, axis=0)
        turns = np.cross(
            np.column_stack([ahead - self.corners, np.zeros(len(ahead))]),
            np.column_stack([np.roll(ahead, -1, axis=0) - ahead, np.zeros(len(ahead))]),
        )[:, 2]
        crossed = self.corners[:, 0] * ahead[:, 1] - ahead[:, 0] * self.corners[:, 1]
        return Check(
            (
                ("it is convex", bool((turns >= -_NEAR).all())),
                ("its corners enclose the area", abs(0.5 * crossed.sum() - self.area) <= _NEAR),
            )
        )

    def summary(self) -> str:
        """One sentence for a reader."""
        if self.outcome == "empty":
            return "There is no such point."
        return f"A region of {len(self.corners)} corners and area {self.area:.6g}."

    def to_dict(self) -> dict[str, Any]:
        """The region as JSON types."""
        return {
            "outcome": self.outcome,
            "corners": self.corners.tolist(),
            "area": self.area,
            "method": self.method,
        }

    def to_frame(self) -> DataFrame:
        """One row a corner."""
        return data_frame(self.corners, columns=["x", "y"])


def _on_segment(corners: Floats, points: Floats) -> NDArray[np.bool_]:
    if not len(corners):
        return np.zeros(len(points), dtype=np.bool_)
    one, other = corners[0], corners[-1]
    side = other - one
    length = float((side**2).sum())
    along = ((points - one) @ side) / length if length > 0.0 else np.zeros(len(points))
    nearest = one + np.clip(along, 0.0, 1.0)[:, None] * side
    return np.asarray(np.sqrt(((points - nearest) ** 2).sum(axis=1)) <= _NEAR)
