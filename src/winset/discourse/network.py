"""Networks of statements: actors and concepts, congruence, conflict and their difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from winset.discourse.statements import Duplicates, Statements
from winset.foundation.errors import InputError
from winset.foundation.face import DataFrame, Result, data_frame

if TYPE_CHECKING:
    import networkx as nx

Floats = NDArray[np.float64]
NetworkKind = Literal["two-mode", "congruence", "conflict", "subtract", "ignore"]
Normalisation = Literal["no", "activity", "prominence", "average", "jaccard", "cosine"]

KINDS: tuple[NetworkKind, ...] = ("two-mode", "congruence", "conflict", "subtract", "ignore")
OF_TWO_MODE: tuple[Normalisation, ...] = ("no", "activity", "prominence")
OF_ONE_MODE: tuple[Normalisation, ...] = ("no", "average", "jaccard", "cosine")


@dataclass(frozen=True, repr=False)
class DiscourseNetwork(Result):
    """A network made of statements.

    Parameters
    ----------
    kind
        Two-mode (actors by concepts), or one-mode over actors.
    rows, columns
        Names along the matrix; the same in a one-mode network.
    weights
        Shape ``(n_rows, n_columns)``. The diagonal of a one-mode network is zero.
    normalisation
        What the weights were divided by.
    statements
        Number of statements behind it.
    """

    kind: NetworkKind
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    weights: Floats
    normalisation: Normalisation
    statements: int

    def summary(self) -> str:
        """Kind, size and sum in one sentence."""
        size = f"{len(self.rows)} by {len(self.columns)}"
        said = f"{self.statements} statement{'' if self.statements == 1 else 's'}"
        return f"{self.kind} network of {said}, {size}: sum {self.weights.sum():g}."

    def to_dict(self) -> dict[str, Any]:
        """Names and weights as JSON types."""
        return {
            "kind": self.kind,
            "rows": list(self.rows),
            "columns": list(self.columns),
            "weights": self.weights.tolist(),
            "normalisation": self.normalisation,
            "statements": self.statements,
        }

    def to_frame(self) -> DataFrame:
        """Matrix as a data frame."""
        return data_frame(self.weights, index=list(self.rows), columns=list(self.columns))

    def graph(self) -> nx.Graph:
        """Network as a graph; edges of weight zero are left out."""
        import networkx as nx

        graph = nx.Graph()
        if self.kind == "two-mode":
            graph.add_nodes_from(
                (f"a:{name}", {"label": name, "mode": "actor"}) for name in self.rows
            )
            graph.add_nodes_from(
                (f"c:{name}", {"label": name, "mode": "concept"}) for name in self.columns
            )
            ends = [(f"a:{a}", f"c:{c}") for a in self.rows for c in self.columns]
            weights = self.weights.ravel()
        else:
            graph.add_nodes_from((name, {"label": name, "mode": "actor"}) for name in self.rows)
            first, second = np.triu_indices(len(self.rows), 1)
            ends = [(self.rows[a], self.rows[b]) for a, b in zip(first, second, strict=True)]
            weights = self.weights[first, second]
        for (one, other), weight in zip(ends, weights, strict=True):
            if weight != 0.0:
                graph.add_edge(one, other, weight=float(weight))
        return graph


def counts(statements: Statements) -> tuple[Floats, Floats]:
    """Numbers of statements for and against, each of shape ``(n_actors, n_concepts)``."""
    row = {name: place for place, name in enumerate(statements.actors)}
    column = {name: place for place, name in enumerate(statements.concepts)}
    found = np.zeros((2, len(row), len(column)))
    for item in statements.entries:
        found[0 if item.agrees else 1, row[item.actor], column[item.concept]] += 1.0
    return found[0], found[1]


def discourse_network(
    statements: Statements,
    kind: NetworkKind = "congruence",
    *,
    normalisation: Normalisation = "no",
    duplicates: Duplicates = "include",
) -> DiscourseNetwork:
    """Network of statements.

    Answers: who says the same as whom, and who contradicts whom?

    Parameters
    ----------
    statements
        The statements.
    kind
        ``"two-mode"``: statements of each actor on each concept, whatever the stance;
        ``"congruence"``: same stance on the same concept; ``"conflict"``: opposite stance;
        ``"subtract"``: congruence minus conflict; ``"ignore"``: same concept, whatever the stance.
    normalisation
        Two-mode: ``"activity"`` divides by the actor's statements, ``"prominence"`` by the
        concept's. One-mode: ``"average"`` divides by the mean number of concepts the two actors
        speak of, ``"jaccard"`` by the concepts and stances either has (each counted once),
        ``"cosine"`` by the lengths of their rows.
    duplicates
        What counts once.

    Returns
    -------
    DiscourseNetwork

    Raises
    ------
    InputError
        If the normalisation does not belong to the kind, or the rule on duplicates needs dates or
        documents that are missing.

    Notes
    -----
    With P and N the counts for and against, congruence is P P' + N N', conflict P N' + N P' and
    ignore (P + N)(P + N)': numbers of statements are multiplied, as the Discourse Network Analyzer
    does by default. Concepts are spoken of as coded: a one-word change makes two of one.

    References
    ----------
    Leifeld, P. (2017). Discourse Network Analysis: Policy Debates as Dynamic Networks. In J. N.
    Victor, A. H. Montgomery & M. Lubell (eds), The Oxford Handbook of Political Networks, pp.
    301-326. New York: Oxford University Press.
    """
    allowed = OF_TWO_MODE if kind == "two-mode" else OF_ONE_MODE
    if normalisation not in allowed:
        raise InputError(
            f"a {kind} network is not normalised by {normalisation}",
            f"here one of: {', '.join(allowed)}",
        )
    counted = statements.without_duplicates(duplicates)
    agree, oppose = counts(counted)
    if kind == "two-mode":
        weights = _two_mode(agree + oppose, normalisation)
    else:
        weights = _one_mode(agree, oppose, kind, normalisation)
        np.fill_diagonal(weights, 0.0)
    columns = counted.concepts if kind == "two-mode" else counted.actors
    return DiscourseNetwork(
        kind, counted.actors, columns, weights, normalisation, len(counted.entries)
    )


def _two_mode(total: Floats, normalisation: Normalisation) -> Floats:
    if normalisation == "activity":
        return np.asarray(total / total.sum(axis=1, keepdims=True))
    if normalisation == "prominence":
        return np.asarray(total / total.sum(axis=0, keepdims=True))
    return total


def _one_mode(
    agree: Floats, oppose: Floats, kind: NetworkKind, normalisation: Normalisation
) -> Floats:
    if kind == "subtract":
        alike = _one_mode(agree, oppose, "congruence", normalisation)
        return alike - _one_mode(agree, oppose, "conflict", normalisation)
    if kind == "ignore":
        mine = theirs = agree + oppose
    else:
        mine = np.hstack([agree, oppose])
        theirs = mine if kind == "congruence" else np.hstack([oppose, agree])
    if normalisation == "jaccard":
        has, other = (mine > 0.0).astype(float), (theirs > 0.0).astype(float)
        shared = has @ other.T
        either = has.sum(axis=1)[:, None] + other.sum(axis=1)[None, :] - shared
        return np.asarray(shared / either)
    weights = mine @ theirs.T
    if normalisation == "average":
        spoken = ((agree + oppose) > 0.0).sum(axis=1)
        return np.asarray(weights / ((spoken[:, None] + spoken[None, :]) / 2.0))
    if normalisation == "cosine":
        length = np.linalg.norm(mine, axis=1)
        return np.asarray(weights / (length[:, None] * length[None, :]))
    return np.asarray(weights)
