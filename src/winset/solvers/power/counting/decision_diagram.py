"""A rule as a decision diagram over classes of equal players.

Players are taken one class after another; a node stands for all partial coalitions that leave the
same question open. Each dimension's running sum is forgotten as soon as no threshold between it
and the most that can still come remains, so independent chambers do not multiply.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError
from winset.games.rule_form import Condition
from winset.solvers.power.counting.player_classes import PlayerClasses

Int64 = NDArray[np.int64]
MOST_ENTRIES = 12_000_000
MOST_EXPANDED = 4_000_000
LOSE, WIN = 0, 1


@dataclass(frozen=True, eq=False)
class Layer:
    """The choice of how many members of one class join.

    Attributes
    ----------
    player_class : int
        Which class.
    children : array of int, shape (n_nodes, class size + 1)
        Node of the next layer reached when 0, 1, ... members join. Node 0 of every layer stands
        for "lost whatever the rest do", node 1 for "won whatever the rest do".
    """

    player_class: int
    children: Int64

    @property
    def size(self) -> int:
        """Members of the class."""
        return int(self.children.shape[1]) - 1


@dataclass(frozen=True, eq=False)
class DecisionDiagram:
    """A rule as layers of merged nodes.

    Attributes
    ----------
    layers : tuple of Layer
        In the order the classes are taken.
    root : int
        Node of the first layer where it starts.
    """

    layers: tuple[Layer, ...]
    root: int

    @property
    def n_nodes(self) -> int:
        """Nodes over all layers, the two decided ones of each layer left out."""
        return sum(len(layer.children) - 2 for layer in self.layers)


def decision_diagram(classes: PlayerClasses) -> DecisionDiagram:
    """Build the merged diagram of a rule.

    Raises
    ------
    InputError
        More partial sums than fit in memory (about 12 million).
    """
    weights = weight_array(classes)
    order = class_order(weights)
    remaining = (weights * np.array(classes.sizes)[:, None])[order].sum(axis=0)
    states = np.zeros((1, weights.shape[1]), dtype=np.int64)
    tables: list[tuple[int, Int64]] = []
    entries = 0
    for c in order:
        remaining = remaining - weights[c] * classes.sizes[c]
        states, children = _expanded(states, weights[c], classes.sizes[c], remaining, classes)
        tables.append((c, children))
        entries += children.size
        _refuse_above(entries, MOST_ENTRIES)
    return merged_diagram(tables)


def class_order(weights: Int64) -> list[int]:
    """Return the classes with those that share a dimension next to each other, heaviest first."""
    left = set(range(len(weights)))
    share = weights / np.maximum(1, weights.sum(axis=0))
    heft = share.sum(axis=1)
    order: list[int] = []
    while left:
        block = {min(left)}
        while True:
            touched = (weights[sorted(block)] > 0).any(axis=0)
            grown = {c for c in left if (weights[c][touched] > 0).any()} | block
            if grown == block:
                break
            block = grown
        order += sorted(block, key=lambda c: (-heft[c], c))
        left -= block
    return order


def weight_array(classes: PlayerClasses) -> Int64:
    """Return the weights by class and dimension; their sums fit in 64 bits."""
    return np.array(classes.weights, dtype=np.int64).reshape(len(classes.sizes), -1)


def _refuse_above(entries: int, most: int) -> None:
    if entries > most:
        raise InputError(
            f"this rule needs a decision diagram of more than {most:,} entries",
            "round the weights to fewer digits or group players into blocs",
        )


def _expanded(
    states: Int64, weight: Int64, size: int, remaining: Int64, classes: PlayerClasses
) -> tuple[Int64, Int64]:
    """Let 0..size members join every open state; return the next states and the child table."""
    _refuse_above(len(states) * (size + 1) * weight.size, MOST_EXPANDED)
    joined = np.arange(size + 1, dtype=np.int64)
    sums = (states[:, None, :] + joined[None, :, None] * weight).reshape(-1, len(weight))
    node = np.full(len(sums), LOSE, dtype=np.int64)
    won = evaluated(classes.condition, sums)
    node[won] = WIN
    is_open = ~won & evaluated(classes.condition, sums + remaining)
    following, index = _distinct(_forgotten(sums[is_open], remaining, classes.levels), classes)
    node[is_open] = index + 2
    children = node.reshape(len(states), size + 1)
    decided = np.array([[LOSE], [WIN]], dtype=np.int64).repeat(size + 1, axis=1)
    return following, np.concatenate([decided, children])


def evaluated(condition: Condition, sums: Int64) -> NDArray[np.bool_]:
    """Return for each row of sums, shape (n, n_dimensions), whether the condition holds."""
    if condition[0] == "vote":
        met: NDArray[np.bool_] = sums[:, condition[1]] >= condition[2]
        return met
    count = np.zeros(len(sums), dtype=np.int64)
    for part in condition[2]:
        count += evaluated(part, sums)
    enough: NDArray[np.bool_] = count >= condition[1]
    return enough


def _forgotten(sums: Int64, remaining: Int64, levels: tuple[tuple[int, ...], ...]) -> Int64:
    """Round each sum down to the last threshold it met where no further one can be met."""
    rounded = sums.copy()
    for d, thresholds in enumerate(levels):
        steps = np.array([0, *thresholds], dtype=np.int64)
        met = np.searchsorted(steps, sums[:, d], side="right") - 1
        ahead = np.append(steps[1:], np.iinfo(np.int64).max)[met]
        settled = ahead > sums[:, d] + remaining[d]
        rounded[settled, d] = steps[met[settled]]
    return rounded


def _distinct(rows: Int64, classes: PlayerClasses) -> tuple[Int64, Int64]:
    """Return the distinct rows and, for each given row, which one it is."""
    if len(rows) == 0:
        return rows, np.zeros(0, dtype=np.int64)
    bases = [levels[-1] + 1 for levels in classes.levels]
    key_range = 1
    for base in bases:
        key_range *= base
    if key_range < 2**62:
        key = np.zeros(len(rows), dtype=np.int64)
        for d, base in enumerate(bases):
            key = key * base + rows[:, d]
        _, first, index = np.unique(key, return_index=True, return_inverse=True)
        return rows[first], index.reshape(-1)
    distinct, index = np.unique(rows, axis=0, return_inverse=True)
    return distinct, index.reshape(-1)


def merged_diagram(tables: list[tuple[int, Int64]]) -> DecisionDiagram:
    """Merge, from the last layer up, the nodes whose children are the same.

    Parameters
    ----------
    tables : list of (class, array (n_nodes, class size + 1))
        Child tables whose first two rows are those of the decided nodes.
    """
    name = np.array([LOSE, WIN], dtype=np.int64)
    layers: list[Layer] = []
    for c, table in reversed(tables):
        children, name = _same_children(name[table])
        layers.append(Layer(c, children))
    return DecisionDiagram(tuple(reversed(layers)), int(name[2]))


def _same_children(children: Int64) -> tuple[Int64, Int64]:
    """Return the distinct rows, the all-lost first, the all-won second, and each row's name."""
    top = int(children.max()) + 1
    if top ** children.shape[1] < 2**62:
        key = np.zeros(len(children), dtype=np.int64)
        for column in children.T:
            key = key * top + column
        _, first, index = np.unique(key, return_index=True, return_inverse=True)
    else:
        packed = np.ascontiguousarray(children).view(
            np.dtype((np.void, children.dtype.itemsize * children.shape[1]))
        )
        _, first, index = np.unique(packed[:, 0], return_index=True, return_inverse=True)
    index = index.reshape(-1)
    rank = np.full(len(first), -1, dtype=np.int64)
    rank[index[LOSE]], rank[index[WIN]] = LOSE, WIN
    others = np.flatnonzero(rank < 0)
    rank[others] = np.arange(2, 2 + len(others))
    rows = np.empty((len(first), children.shape[1]), dtype=np.int64)
    rows[rank] = children[first]
    return rows, rank[index]
