"""Positions round by round, who moved, and because of whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from winset.foundation.face import DataFrame
from winset.foundation.wording import counted
from winset.games.issue_positions import Positions
from winset.results.answer import Answer
from winset.results.check import Check

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RoundMove:
    """One actor's move in one round.

    Parameters
    ----------
    round
        From 1.
    actor, other
        Who moved, and with or because of whom.
    kind
        ``confrontation``, ``compromise``, ``capitulation`` or ``bargain``.
    proposer
        Whether the mover had started it.
    chance
        Probability that the proposer would prevail, as it saw it; NaN where the model has none.
    """

    round: int
    actor: str
    other: str
    kind: str
    proposer: bool
    chance: float


@dataclass(frozen=True, eq=False, repr=False)
class BargainingRounds(Answer):
    """A path of positions under a model of bargaining.

    Parameters
    ----------
    table
        Where it began.
    model
        Name of the model.
    path
        Positions by round, actor and issue in the unit of the table, shape
        ``(n_rounds + 1, n_actors, n_issues)``.
    stopped
        ``"settled"`` where the stopping rule of the model ended it or nothing moved any more,
        ``"horizon"`` where the number of rounds did.
    moves
        Every move, by round.
    support
        Probability of each actor's position at each round, shape ``(n_rounds + 1, n_actors)``;
        empty where the model has none. Actors at one position share its number.
    fractions
        Movement of each round over that of the first; empty where the model has none.
    risk
        Attitude to risk of each actor by round, shape ``(n_rounds, n_actors)``.
    """

    table: Positions
    model: str
    path: Floats
    stopped: Literal["settled", "horizon"]
    moves: tuple[RoundMove, ...]
    support: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    fractions: Floats = field(default_factory=lambda: np.zeros(0))
    risk: Floats = field(default_factory=lambda: np.zeros((0, 0)))

    @property
    def rounds(self) -> int:
        """Number of rounds played."""
        return len(self.path) - 1

    @property
    def means(self) -> Floats:
        """Weighted mean after each round, shape ``(n_rounds + 1, n_issues)``."""
        weight = self.table.weight
        total = np.where(weight.sum(axis=0) > 0.0, weight.sum(axis=0), np.nan)
        return np.asarray((weight * self.path).sum(axis=1) / total)

    @property
    def medians(self) -> Floats:
        """Weighted median after each round, the lower one, shape ``(n_rounds + 1, n_issues)``."""
        found = np.full((len(self.path), len(self.table.issues)), np.nan)
        for column in range(len(self.table.issues)):
            weight = self.table.weight[:, column]
            for row, places in enumerate(self.path[:, :, column]):
                order = np.argsort(places, kind="stable")
                reached = np.cumsum(weight[order]) >= weight.sum() / 2.0 * (1.0 - 1e-12)
                found[row, column] = places[order][int(np.argmax(reached))]
        return found

    @property
    def mode(self) -> Floats:
        """Most probable position at the end, ``(n_issues,)``; the median without `support`."""
        if self.support.size:
            return np.asarray(self.path[-1, int(np.argmax(self.support[-1]))])
        return np.asarray(self.medians[-1])

    def verify(self) -> Check:
        """Check that the path begins at the table and never leaves the range of its positions."""
        start = self.table.position
        low, high = np.nanmin(start, axis=0), np.nanmax(start, axis=0)
        width = np.maximum(self.table.high - self.table.low, 1e-12)
        slack = 1e-4 * width  # a model may round positions
        moved = {(m.round, m.actor) for m in self.moves}
        rows, actors = np.nonzero((np.abs(np.diff(self.path, axis=0)) > 1e-9 * width).any(axis=2))
        names = self.table.actors
        told = all((int(r) + 1, names[int(a)]) in moved for r, a in zip(rows, actors, strict=True))
        return Check(
            (
                ("it begins at the table", bool(np.array_equal(self.path[0], start))),
                ("every number is finite", bool(np.isfinite(self.path).all())),
                (
                    "no actor leaves the range of positions",
                    bool(((self.path >= low - slack) & (self.path <= high + slack)).all()),
                ),
                ("every change of position is among the moves", told),
            )
        )

    def heading(self) -> str:
        """Name of the model."""
        return f"Bargaining by the model {self.model}"

    def summary(self) -> str:
        """One or two sentences for a reader."""
        ends = " and ".join(
            f"{issue} from {start:.4g} to {end:.4g}"
            for issue, start, end in zip(
                self.table.issues[:4], self.means[0], self.means[-1], strict=False
            )
        )
        still = "stands still" if self.stopped == "settled" else "still moves"
        rounds = counted(self.rounds, "round", "rounds")
        return f"In {rounds} the weighted mean goes on {ends}; it {still}."

    def to_frame(self) -> DataFrame:
        """Give a row a round, actor and issue: the position."""
        import pandas as pd

        index = pd.MultiIndex.from_product(
            [range(len(self.path)), self.table.actors, self.table.issues],
            names=["round", "actor", "issue"],
        )
        return pd.DataFrame({"position": self.path.ravel()}, index=index).reset_index()

    def to_dict(self) -> dict[str, Any]:
        """The path as JSON types."""
        return {
            "model": self.model,
            "rounds": self.rounds,
            "stopped": self.stopped,
            "means": _plain(self.means),
            "medians": _plain(self.medians),
            "path": self.path.tolist(),
        }


def _plain(values: Floats) -> list[list[float | None]]:
    """Numbers as JSON types; None where nobody has weight."""
    return [[None if np.isnan(v) else float(v) for v in row] for row in values]
