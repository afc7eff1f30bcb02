"""A probabilistic Condorcet election: which of some options wins with which probability."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from winset.foundation.face import DataFrame, data_frame
from winset.results.answer import Answer
from winset.results.check import Check

Floats = NDArray[np.float64]
ElectionKind = Literal["conditional", "markov-uniform", "markov-incentive"]


@dataclass(frozen=True, eq=False, repr=False)
class CondorcetElection(Answer):
    """Probabilities of options from coalitions that form for and against each pair.

    Parameters
    ----------
    options
        Where the options lie, shape ``(n_options,)``; their numbers where they lie nowhere.
    kind
        Kind of the election.
    coalitions
        Strength of the coalition for the row against the column, shape ``(n_options, n_options)``.
    victory
        Probability that the row beats the column; one half on the diagonal.
    probability
        Probability of each option, shape ``(n_options,)``.
    """

    options: Floats
    kind: ElectionKind
    coalitions: Floats
    victory: Floats
    probability: Floats

    @property
    def mean(self) -> float:
        """Expected position."""
        return float(self.probability @ self.options)

    @property
    def mode(self) -> float:
        """Position of the most probable option, the first on ties."""
        return float(self.options[int(np.argmax(self.probability))])

    def verify(self) -> Check:
        """Check that probabilities add up and reproduce themselves under the kind's equation."""
        chance, wins = self.probability, self.victory
        claims = [
            ("probabilities are not negative", bool((chance >= 0.0).all())),
            ("probabilities add up to 1", abs(float(chance.sum()) - 1.0) <= 1e-9),
            ("one of two wins", bool(np.allclose(wins + wins.T, 1.0, atol=1e-12))),
        ]
        if self.kind == "conditional":
            logs = np.log(wins).sum(axis=1)
            expected = np.exp(logs - logs.max())
            again = expected / expected.sum()
        elif self.kind == "markov-uniform":
            again = (wins * (chance[:, None] + chance[None, :])).sum(axis=1) / len(chance)
        else:
            effort = self.coalitions * wins + 1e-10 * np.eye(len(chance))
            share = effort / effort.sum(axis=0)
            again = (wins * (chance[:, None] * share.T + share * chance[None, :])).sum(axis=1)
        settled = bool(np.abs(again - chance).max() <= 1e-6)
        return Check((*claims, ("probabilities reproduce themselves", settled)))

    def heading(self) -> str:
        """Kind of the election."""
        return f"Condorcet election, {self.kind}"

    def summary(self) -> str:
        """One sentence for a reader."""
        best = float(self.probability.max())
        return (
            f"Of {len(self.options)} options the one at {self.mode:.6g} is most probable "
            f"({best:.3f}); the mean is {self.mean:.6g}."
        )

    def to_frame(self) -> DataFrame:
        """Give a row an option: where it lies and its probability."""
        return data_frame({"option": self.options, "probability": self.probability})

    def to_dict(self) -> dict[str, Any]:
        """The election as JSON types."""
        return {
            "kind": self.kind,
            "options": self.options.tolist(),
            "probability": self.probability.tolist(),
            "mean": self.mean,
            "mode": self.mode,
        }
