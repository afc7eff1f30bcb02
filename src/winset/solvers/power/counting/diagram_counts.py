"""Exact counts of swings by coalition size, read off a decision diagram."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import comb

import numpy as np
from numpy.typing import NDArray

from winset.solvers.power.counting.decision_diagram import LOSE, WIN, DecisionDiagram, Layer

Counts = NDArray[np.int64]
# No count, and no sum of counts, exceeds the 2**n coalitions there are; int64 ends at 2**63 - 1.
LARGEST_IN_INT64 = 62
BYTES_AN_INTEGER = 40


def bytes_of_counts(diagram: DecisionDiagram, n_players: int) -> float:
    """Return the memory that `diagram_swings` takes: counts by size at every node."""
    nodes = diagram.n_nodes + 2 * len(diagram.layers)
    if n_players <= LARGEST_IN_INT64:
        return nodes * (n_players + 1) * 8.0
    return nodes * (BYTES_AN_INTEGER + (n_players + 1) * (n_players + 2) / 8)


def diagram_swings(diagram: DecisionDiagram, n_players: int) -> tuple[list[list[int]], int]:
    """Count each class member's swings by the number of others in the coalition.

    Returns
    -------
    swings : list of list of int, shape (n_classes, n_players)
        As `generating_function.swings_by_size`.
    winning : int
        Winning coalitions.

    Notes
    -----
    Up to 62 players in 64-bit integers, above that in packed big integers. Never rounded.
    """
    if n_players <= LARGEST_IN_INT64:
        return _in_int64(diagram, n_players)
    return _in_big_integers(diagram, n_players)


def crossings(layer: Layer) -> tuple[Counts, Counts]:
    """Return the (node, members joined) at which one more member changes the child."""
    # Where both lead to the same child, one member more or less cannot change the result below:
    # such places hold no swing, and most places are such.
    before, after = layer.children[:, :-1], layer.children[:, 1:]
    node, joined = np.nonzero(before != after)
    return node, joined


def _in_int64(diagram: DecisionDiagram, n: int) -> tuple[list[list[int]], int]:
    completions = completions_int64(diagram, n)
    reached = start_int64(diagram, n)
    swings: list[list[int]] = [[] for _ in diagram.layers]
    for depth, layer in enumerate(diagram.layers):
        below = completions[depth + 1]
        node, joined = crossings(layer)
        # A swing: the ways to arrive here, times the ways to win from the child with one member
        # more that do not win from the child without. The member itself is left out of `ways`.
        gained = below[layer.children[node, joined + 1]] - below[layer.children[node, joined]]
        ways = np.array([comb(layer.size - 1, j) for j in range(layer.size)], dtype=np.int64)
        arrived = shifted(reached[node] * ways[joined, None], joined)
        swings[layer.player_class] = convolved(arrived, gained)[:n]
        reached = passed_on_int64(layer, reached, len(below))
    winning = int(completions[0][diagram.root].sum())
    return swings, winning


def start_int64(diagram: DecisionDiagram, n: int) -> Counts:
    """Return the ways to reach the first layer's nodes, by size: one, to the root, of size 0."""
    reached = np.zeros((len(diagram.layers[0].children), n + 1), dtype=np.int64)
    reached[diagram.root, 0] = 1
    return reached


def completions_int64(diagram: DecisionDiagram, n: int) -> list[Counts]:
    """Return per layer, shape (n_nodes, n + 1), the winning completions of a node by size."""
    last = np.zeros((2, n + 1), dtype=np.int64)
    last[WIN, 0] = 1
    completions = [last]
    for layer in reversed(diagram.layers):
        below = completions[-1]
        above = np.zeros((len(layer.children), n + 1), dtype=np.int64)
        # By the number who join and not member by member: a class of equal players is one step.
        for joined in range(layer.size + 1):
            child = below[layer.children[:, joined]]
            above[:, joined:] += comb(layer.size, joined) * child[:, : n + 1 - joined]
        completions.append(above)
    return completions[::-1]


def passed_on_int64(layer: Layer, reached: Counts, n_next: int) -> Counts:
    """Return the ways to reach the next layer's open nodes, by size."""
    following = np.zeros((n_next, reached.shape[1]), dtype=np.int64)
    for joined in range(layer.size + 1):
        moved = np.zeros_like(reached)
        moved[:, joined:] = comb(layer.size, joined) * reached[:, : reached.shape[1] - joined]
        np.add.at(following, layer.children[:, joined], moved)
    # What is decided has no swing further down, so its ways end here.
    following[[LOSE, WIN]] = 0
    return following


def shifted(rows: Counts, by: Counts) -> Counts:
    """Move each row to the right by its own number of places; what falls off is zero."""
    width = rows.shape[1]
    source = np.arange(width)[None, :] - by[:, None]
    return np.where(source >= 0, np.take_along_axis(rows, np.maximum(source, 0), axis=1), 0)


def convolved(left: Counts, right: Counts) -> list[int]:
    """Return the sum over rows of the convolution of the two rows."""
    # One matrix product does all rows at once; sums of sizes are its anti-diagonals.
    products = left.T @ right
    flipped = products[:, ::-1]
    width = products.shape[0]
    return [int(np.trace(flipped, offset=width - 1 - s)) for s in range(width)]


def _in_big_integers(diagram: DecisionDiagram, n: int) -> tuple[list[list[int]], int]:
    # A count by size is a polynomial; with n + 2 bits a coefficient none carries into the next, and
    # multiplying two integers multiplies the polynomials.
    width = n + 2
    mask = (1 << width) - 1
    packed, winning = packed_swings(diagram, [width] * len(diagram.layers))
    swings = [[(row >> (s * width)) & mask for s in range(n)] for row in packed]
    return swings, sum((winning >> (s * width)) & mask for s in range(n + 1))


def packed_swings(diagram: DecisionDiagram, steps: Sequence[int]) -> tuple[list[int], int]:
    """Count each class member's swings, packed into one big integer a class.

    Parameters
    ----------
    diagram : DecisionDiagram
        The rule.
    steps : sequence of int, shape (n_classes,)
        How many bits to the left a member of each class moves the count it joins.

    Returns
    -------
    swings : list of int, shape (n_classes,)
    winning : int
        Winning coalitions, packed the same way.
    """
    completions = completions_packed(diagram, steps)
    reached: dict[int, int] = {diagram.root: 1}
    swings = [0] * len(diagram.layers)
    for depth, layer in enumerate(diagram.layers):
        below = completions[depth + 1]
        step = steps[layer.player_class]
        for node, joined in zip(*map(np.ndarray.tolist, crossings(layer)), strict=True):
            if node in reached:
                row = layer.children[node]
                gained = below[row[joined + 1]] - below[row[joined]]
                ways = comb(layer.size - 1, joined)
                swings[layer.player_class] += (reached[node] * gained * ways) << (joined * step)
        reached = passed_on_packed(layer, reached, step)
    return swings, completions[0][diagram.root]


def completions_packed(diagram: DecisionDiagram, steps: Sequence[int]) -> list[list[int]]:
    """Return per layer and node the winning completions, packed with these steps."""
    completions: list[list[int]] = [[0, 1]]
    for layer in reversed(diagram.layers):
        step = steps[layer.player_class]
        ways = [comb(layer.size, joined) << (joined * step) for joined in range(layer.size + 1)]
        prefix = [0, *accumulate(ways)]
        below = completions[-1]
        completions.append([_row_sum(row, below, prefix) for row in layer.children])
    return completions[::-1]


def _row_sum(row: Counts, below: list[int], prefix: list[int]) -> int:
    """Add up a node's children, taking a run of equal children in one multiplication."""
    # With many players most neighbours are equal; a product of big integers is what costs.
    starts = [0, *(np.flatnonzero(row[1:] != row[:-1]) + 1).tolist(), len(row)]
    return sum(
        (prefix[stop] - prefix[start]) * below[row[start]]
        for start, stop in pairwise(starts)
        if row[start] != LOSE
    )


def passed_on_packed(layer: Layer, reached: dict[int, int], step: int) -> dict[int, int]:
    """Return the ways to reach the next layer's open nodes, packed with this step."""
    following: dict[int, int] = {}
    for node, ways in reached.items():
        for joined, child in enumerate(layer.children[node].tolist()):
            if child not in (LOSE, WIN):
                moved = (ways * comb(layer.size, joined)) << (joined * step)
                following[child] = following.get(child, 0) + moved
    return following
