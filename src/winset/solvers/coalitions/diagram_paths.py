"""Walking the paths of a diagram of minimal coalitions: count some, list some, lazily."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from winset.solvers.power.counting.decision_diagram import WIN, DecisionDiagram

Int64 = NDArray[np.int64]
NEVER = 1 << 40


@dataclass(frozen=True)
class Filter:
    """Members a coalition must hold, must not hold, and the most it may hold.

    Attributes
    ----------
    required, barred : tuple of frozenset of str, shape (n_classes,)
        By class.
    largest : int
        Members at most.
    """

    required: tuple[frozenset[str], ...]
    barred: tuple[frozenset[str], ...]
    largest: int

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is asked for."""
        return not any(self.required) and not any(self.barred) and self.largest >= NEVER


def count_paths(diagram: DecisionDiagram, chosen: Filter) -> int:
    """Count the coalitions that pass the filter."""
    sizes = min(chosen.largest, sum(layer.size for layer in diagram.layers))
    below: list[list[int]] = [[0] * (sizes + 1), [1] + [0] * sizes]
    for layer in reversed(diagram.layers):
        required = len(chosen.required[layer.player_class])
        free = layer.size - required - len(chosen.barred[layer.player_class])
        above = [[0] * (sizes + 1) for _ in layer.children]
        for node, row in enumerate(layer.children.tolist()):
            for extra in range(max(0, free + 1)):
                joined, ways = required + extra, comb(free, extra)
                for s, count in enumerate(below[row[joined]][: max(0, sizes + 1 - joined)]):
                    if count:
                        above[node][s + joined] += ways * count
        below = above
    return sum(below[diagram.root])


def coalitions(
    diagram: DecisionDiagram, members: Sequence[Sequence[str]], chosen: Filter
) -> Iterator[tuple[str, ...]]:
    """Yield the coalitions that pass the filter, one by one; no path is walked in vain.

    Parameters
    ----------
    diagram : DecisionDiagram
        Of minimal coalitions.
    members : sequence of sequences of str, shape (n_classes,)
        Names by class.
    chosen : Filter
        What to keep.
    """
    fewest = _fewest_members(diagram, chosen)
    for counts in _compositions(diagram, chosen, fewest):
        yield from _chosen_members(counts, members, chosen)


def _chosen_members(
    counts: Sequence[tuple[int, int]], members: Sequence[Sequence[str]], chosen: Filter
) -> Iterator[tuple[str, ...]]:
    """Yield the ways to pick so many of each class, one by one: there can be very many."""
    if not counts:
        yield ()
        return
    (c, joined), rest = counts[0], counts[1:]
    required = chosen.required[c]
    fixed = tuple(m for m in members[c] if m in required)
    free = [m for m in members[c] if m not in required and m not in chosen.barred[c]]
    for extra in combinations(free, joined - len(required)):
        for others in _chosen_members(rest, members, chosen):
            yield (*fixed, *extra, *others)


def _fewest_members(diagram: DecisionDiagram, chosen: Filter) -> list[list[int]]:
    """Return per layer and node the fewest further members that complete a coalition."""
    fewest: list[list[int]] = [[NEVER, 0]]
    for layer in reversed(diagram.layers):
        lowest = len(chosen.required[layer.player_class])
        highest = layer.size - len(chosen.barred[layer.player_class])
        below = fewest[-1]
        fewest.append(
            [
                min((k + below[row[k]] for k in range(lowest, highest + 1)), default=NEVER)
                for row in layer.children.tolist()
            ]
        )
    return fewest[::-1]


def _compositions(
    diagram: DecisionDiagram, chosen: Filter, fewest: list[list[int]]
) -> Iterator[list[tuple[int, int]]]:
    """Yield how many of each class join, by depth-first search without dead ends."""
    stack: list[tuple[int, int, int, tuple[tuple[int, int], ...]]] = [(0, diagram.root, 0, ())]
    while stack:
        depth, node, taken, counts = stack.pop()
        if taken + fewest[depth][node] > chosen.largest:
            continue
        if depth == len(diagram.layers):
            if node == WIN:
                yield list(counts)
            continue
        layer = diagram.layers[depth]
        c = layer.player_class
        lowest = len(chosen.required[c])
        highest = layer.size - len(chosen.barred[c])
        for k in range(lowest, highest + 1):
            child = int(layer.children[node, k])
            if taken + k + fewest[depth + 1][child] <= min(chosen.largest, NEVER - 1):
                joined = (*counts, (c, k)) if k else counts
                stack.append((depth + 1, child, taken + k, joined))
