"""A bargaining problem: who gains what at which point, and which points are allowed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class BargainingProblem:
    """Players, their gains over no agreement, the allowed agreements.

    Parameters
    ----------
    players
        Names.
    issues
        Ids of the axes.
    gains
        From points, shape ``(n, n_issues)``, to gains over no agreement, ``(n, n_players)``.
    allowed
        From points to whether each may be agreed, shape ``(n,)``.
    candidates
        Allowed points from which a search starts, shape ``(n, n_issues)``.
    spacing
        Distance between neighbouring candidates, for each axis.
    ceilings
        No player gains more than these at a point; cheaper to find than `gains`, the first the
        cheapest, the later the closer.
    """

    players: tuple[str, ...]
    issues: tuple[str, ...]
    gains: Callable[[Floats], Floats]
    allowed: Callable[[Floats], NDArray[np.bool_]]
    candidates: Floats
    spacing: Floats
    ceilings: tuple[Callable[[Floats], Floats], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return whether there is no allowed point to start from."""
        return len(self.candidates) == 0

    def player(self, name: str) -> int:
        """Place of a player.

        Raises
        ------
        InputError
            If there is no such player.
        """
        if name not in self.players:
            raise InputError(f"`{name}` is not a player here", f"one of {', '.join(self.players)}")
        return self.players.index(name)

    def replace(self, **changes: Any) -> BargainingProblem:
        """Variant with some parts exchanged."""
        return replace(self, **changes)


def pie(
    *, low: float = 0.0, high: float = 1.0, steps: int = 1001, players: Sequence[str] = ("a", "b")
) -> BargainingProblem:
    """Two players divide one unit: at x the first gains 1 - x, the second x.

    Parameters
    ----------
    low, high
        What ratification leaves of the line: a cap of the first player's ratifier is `high`, a
        floor of the second's is `low`.
    steps
        Candidates.
    players
        Two names.

    Examples
    --------
    >>> problem = pie(high=0.35)
    >>> problem.gains(np.array([[0.3]])).tolist(), problem.allowed(np.array([[0.4]])).tolist()
    ([[0.7, 0.3]], [False])
    """
    grid = np.linspace(low, high, steps)[:, None] if low <= high else np.zeros((0, 1))
    return BargainingProblem(
        players=tuple(players),
        issues=("share",),
        gains=lambda points: np.concatenate([1.0 - points, points], axis=1),
        allowed=lambda points: (points[:, 0] >= low) & (points[:, 0] <= high),
        candidates=grid,
        spacing=np.array([max(high - low, 1e-6) / max(steps - 1, 1)]),
    )
