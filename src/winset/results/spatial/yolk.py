"""The yolk: the smallest circle that every median line meets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.foundation.face import DataFrame, data_frame
from winset.results.answer import Answer
from winset.results.check import Check

Floats = NDArray[np.float64]
_TURNS = 2001


@dataclass(frozen=True, eq=False, repr=False)
class Yolk(Answer):
    """Centre and radius of a yolk.

    Parameters
    ----------
    centre
        Shape ``(2,)``.
    radius
        0 where there is a core.
    ideals
        The voters, shape ``(n_voters, 2)``.
    touching
        Directions (angles of the normal, in radians) of median lines that touch the circle.
    tolerance
        How far the radius may be off.
    """

    centre: Floats
    radius: float
    ideals: Floats
    touching: tuple[float, ...]
    tolerance: float
    exact: bool = True

    def median_gap(self, angles: Floats) -> Floats:
        """Distance of the centre from the farther median line in each direction."""
        normal = np.stack([np.cos(angles), np.sin(angles)])
        along = np.sort(self.ideals @ normal, axis=0)
        count = len(along)
        medians = along[[(count - 1) // 2, count // 2]]
        return np.asarray(np.abs(self.centre @ normal - medians).max(axis=0))

    def verify(self) -> Check:
        """Check that median lines in 2,001 directions meet the circle and that some touch it."""
        slack = self.tolerance + 1e-9
        gaps = self.median_gap(np.linspace(0.0, np.pi, _TURNS))
        touch = self.median_gap(np.array(self.touching))
        held = bool((np.abs(touch - self.radius) <= slack).all())
        return Check(
            (
                ("every median line meets the circle", bool(gaps.max() <= self.radius + slack)),
                ("lines that hold it in place touch it", held and len(touch) > 0),
            )
        )

    def summary(self) -> str:
        """One sentence for a reader."""
        x, y = self.centre
        return f"The yolk has its centre at ({x:.6g}, {y:.6g}) and the radius {self.radius:.6g}."

    def to_dict(self) -> dict[str, Any]:
        """Centre and radius as JSON types."""
        return {
            "outcome": self.outcome,
            "centre": self.centre.tolist(),
            "radius": self.radius,
            "method": self.method,
        }

    def to_frame(self) -> DataFrame:
        """One row: centre and radius."""
        x, y = self.centre
        return data_frame([{"x": x, "y": y, "radius": self.radius}])
