"""An agreement: which point of a zone is reached under a named solution, and who gains what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.foundation.face import DataFrame, data_frame
from winset.games.bargaining import BargainingProblem
from winset.results.answer import Answer
from winset.results.check import Check

Floats = NDArray[np.float64]
Score = Callable[[Floats], Floats]
"""From gains, shape ``(n, n_players)``, to what the solution maximises, shape ``(n,)``."""


@dataclass(frozen=True, eq=False, repr=False)
class Agreement(Answer):
    """The point a solution picks from the allowed agreements.

    Parameters
    ----------
    problem
        What was bargained over.
    solution
        Name of the solution.
    outcome
        ``"solved"``, or ``"empty"`` where nothing is allowed.
    point
        The agreement, shape ``(n_issues,)``; empty without one.
    gains
        Gain of each player over no agreement, shape ``(n_players,)``.
    score
        What the solution maximises.
    tolerance
        Length of the last step of the search; 0 for a closed form.
    """

    problem: BargainingProblem
    solution: str
    point: Floats
    gains: Floats
    score: Score = field(repr=False)
    tolerance: float = 0.0
    exact: bool = False
    reason: str = ""

    @property
    def surplus(self) -> dict[str, float]:
        """Gain of each player by name."""
        return dict(zip(self.problem.players, map(float, self.gains), strict=True))

    def verify(self) -> Check:
        """Check that it is allowed, that nobody loses and that no candidate does better."""
        if self.outcome == "empty":
            return Check((("there is no allowed candidate", self.problem.is_empty),))
        own = self.problem.gains(self.point[None, :])
        best = self.score(self.problem.gains(self.problem.candidates)).max()
        mine = float(self.score(own)[0])
        return Check(
            (
                ("the agreement is allowed", bool(self.problem.allowed(self.point[None, :])[0])),
                ("nobody loses from it", bool((own >= -1e-9).all())),
                ("the gains are those claimed", bool(np.allclose(own[0], self.gains, atol=1e-12))),
                ("no candidate does better", bool(mine >= best - 1e-6 * (1.0 + abs(best)))),
            )
        )

    def summary(self) -> str:
        """One sentence for a reader."""
        if self.outcome == "empty":
            return f"No agreement{': ' + self.reason if self.reason else ''}."
        where = ", ".join(
            f"{name} {value:.4g}"
            for name, value in zip(self.problem.issues, self.point, strict=True)
        )
        return f"Agreement ({self.solution}) at {where}."

    def to_dict(self) -> dict[str, Any]:
        """The agreement as JSON types."""
        if self.outcome == "empty":
            return {"outcome": "empty", "solution": self.solution, "point": {}, "surplus": {}}
        return {
            "outcome": "solved",
            "solution": self.solution,
            "point": dict(zip(self.problem.issues, map(float, self.point), strict=True)),
            "surplus": self.surplus,
        }

    def to_frame(self) -> DataFrame:
        """Give a row a player: its gain."""
        return data_frame({"player": list(self.surplus), "gain": list(self.surplus.values())})


def no_agreement(problem: BargainingProblem, solution: str) -> Agreement:
    """The answer where nothing is allowed."""
    return Agreement(
        problem=problem,
        solution=solution,
        outcome="empty",
        point=np.zeros(0),
        gains=np.zeros(len(problem.players)),
        score=lambda gains: np.zeros(len(gains)),
        method="no candidate is allowed",
        sources=(),
        reason="no point is allowed",
    )
