"""Counting minimal winning coalitions: how many, of what size, with whom."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import comb

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError
from winset.solvers.power.counting.decision_diagram import LOSE, DecisionDiagram
from winset.solvers.power.counting.diagram_chances import (
    UNIT,
    averaged,
    binomial_chances,
    passed_on,
)
from winset.solvers.power.counting.diagram_counts import (
    LARGEST_IN_INT64,
    bytes_of_counts,
    completions_int64,
    completions_packed,
    convolved,
    passed_on_int64,
    passed_on_packed,
    shifted,
    start_int64,
)
from winset.solvers.power.counting.limits import MOST_BYTES
from winset.solvers.power.counting.quadrature import exact_quadrature

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class MinimalCounts:
    """Minimal winning coalitions counted exactly.

    Attributes
    ----------
    with_member : tuple of tuple of int, shape (n_classes, n_players + 1)
        Those that hold one given member of the class, by size.
    by_size : tuple of int, shape (n_players + 1,)
        All of them, by size.
    """

    with_member: tuple[tuple[int, ...], ...]
    by_size: tuple[int, ...]

    @property
    def count(self) -> int:
        """All of them."""
        return sum(self.by_size)


def minimal_counts(diagram: DecisionDiagram, n_players: int) -> MinimalCounts:
    """Count a rule's minimal winning coalitions exactly, from their diagram.

    Raises
    ------
    InputError
        Integers that would not fit in memory (0.4 GB).
    """
    if bytes_of_counts(diagram, n_players) > MOST_BYTES:
        raise InputError(
            f"exact counts over {diagram.n_nodes:,} nodes and {n_players} players would not fit in "
            "memory; ask for floating point (exact=False)"
        )
    if n_players <= LARGEST_IN_INT64:
        return _in_int64(diagram, n_players)
    return _in_big_integers(diagram, n_players)


def _in_int64(diagram: DecisionDiagram, n: int) -> MinimalCounts:
    completions = completions_int64(diagram, n)
    reached = start_int64(diagram, n)
    held: list[tuple[int, ...]] = [()] * len(diagram.layers)
    for depth, layer in enumerate(diagram.layers):
        below = completions[depth + 1]
        node, joined = np.nonzero(layer.children[:, 1:] != LOSE)
        joined = joined + 1
        ways = np.array([comb(layer.size - 1, k) for k in range(layer.size)], dtype=np.int64)
        arrived = shifted(reached[node] * ways[joined - 1, None], joined)
        held[layer.player_class] = tuple(convolved(arrived, below[layer.children[node, joined]]))
        reached = passed_on_int64(layer, reached, len(below))
    by_size = tuple(completions[0][diagram.root].tolist())
    return MinimalCounts(tuple(held), by_size)


def _in_big_integers(diagram: DecisionDiagram, n: int) -> MinimalCounts:
    width = n + 2
    mask = (1 << width) - 1
    completions = completions_packed(diagram, [width] * len(diagram.layers))
    reached = {diagram.root: 1}
    held: list[tuple[int, ...]] = [()] * len(diagram.layers)
    for depth, layer in enumerate(diagram.layers):
        below = completions[depth + 1]
        steps = [comb(layer.size - 1, k - 1) << (k * width) for k in range(1, layer.size + 1)]
        prefix = [0]
        for step in steps:
            prefix.append(prefix[-1] + step)
        packed = 0
        for node, ways in reached.items():
            row = layer.children[node, 1:]
            turns = [0, *(np.flatnonzero(row[1:] != row[:-1]) + 1).tolist(), len(row)]
            packed += ways * sum(
                (prefix[stop] - prefix[start]) * below[row[start]]
                for start, stop in pairwise(turns)
                if row[start] != LOSE
            )
        held[layer.player_class] = tuple((packed >> (s * width)) & mask for s in range(n + 1))
        reached = passed_on_packed(layer, reached, width)
    root = completions[0][diagram.root]
    return MinimalCounts(tuple(held), tuple((root >> (s * width)) & mask for s in range(n + 1)))


def shared_by_size(counts: MinimalCounts) -> list[Fraction]:
    """Return, by class, the sum over minimal coalitions with a member of one over their size."""
    return [
        sum((Fraction(count, s) for s, count in enumerate(row) if count), Fraction(0))
        for row in counts.with_member
    ]


@dataclass(frozen=True, eq=False)
class MinimalShares:
    """Shares of the minimal winning coalitions in floating point.

    Attributes
    ----------
    held : array (n_classes,)
        Share of all minimal winning coalitions that hold one given member of the class.
    split : array (n_classes,)
        The same with each coalition divided by its size.
    relative_error : float
        Bound on the relative rounding of each.
    """

    held: Floats
    split: Floats
    relative_error: float


def minimal_shares(diagram: DecisionDiagram, n_players: int) -> MinimalShares:
    """Return how minimal winning coalitions are shared among the classes, in floating point.

    Notes
    -----
    One over the size s is the integral of y^(s - 1) over y from 0 to 1, exact with ceil(n / 2)
    Gauss-Legendre nodes. At each node members join with chance p = y / (1 + y), so every term is
    a positive number below 1 and nothing cancels; the last setting, p = 1/2, counts.
    """
    rule = exact_quadrature(n_players)
    nodes = np.append(rule.nodes, 1.0)
    chunk = max(1, int(2e8 / 8 / max(1, diagram.n_nodes)))
    pieces = [
        _members_at(diagram, nodes[start : start + chunk]) for start in range(0, len(nodes), chunk)
    ]
    members = np.concatenate([piece[0] for piece in pieces], axis=1)
    passing = float(pieces[-1][1][-1])
    lift = np.exp(n_players * (np.log1p(rule.nodes) - np.log(2.0)))
    split = members[:, :-1] @ (rule.weights / rule.nodes * lift) / passing
    error = UNIT * (24 * n_players + 16 * len(diagram.layers) + 64)
    return MinimalShares(members[:, -1] / passing, split, error)


def _members_at(diagram: DecisionDiagram, nodes: Floats) -> tuple[Floats, Floats]:
    chance = nodes / (1 + nodes)
    last = np.zeros((2, len(nodes)))
    last[1] = 1.0
    completions = [last]
    for layer in reversed(diagram.layers):
        completions.append(averaged(layer, binomial_chances(layer.size, chance), completions[-1]))
    completions.reverse()
    reached = np.zeros((len(diagram.layers[0].children), len(nodes)))
    reached[diagram.root] = 1.0
    members = np.zeros((len(diagram.layers), len(nodes)))
    for depth, layer in enumerate(diagram.layers):
        shares = binomial_chances(layer.size, chance)
        below = completions[depth + 1]
        for joined in range(1, layer.size + 1):
            held = np.einsum("ij,ij->j", reached, below[layer.children[:, joined]])
            members[layer.player_class] += held * shares[joined] * (joined / layer.size)
        reached = passed_on(layer, shares, reached, len(below))
    return members, completions[0][diagram.root]
