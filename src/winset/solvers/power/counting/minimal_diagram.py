"""The minimal winning coalitions of a rule as a decision diagram.

Same layers as the diagram of the rule itself, but node 1 now means "minimal winning already, the
rest stay out" and node 0 "no minimal winning coalition this way". Every path from the root to
node 1 is a family of minimal winning coalitions, and none is reached twice.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError
from winset.games.rule_form import holds
from winset.solvers.power.counting.decision_diagram import (
    LOSE,
    WIN,
    DecisionDiagram,
    class_order,
    merged_diagram,
    weight_array,
)
from winset.solvers.power.counting.player_classes import PlayerClasses

Int64 = NDArray[np.int64]
Sums: TypeAlias = tuple[int, ...]
State: TypeAlias = tuple[Sums, frozenset[Sums]]
MOST_ENTRIES = 12_000_000
MOST_EXPANDED = 4_000_000
MOST_STATES = 500_000


def minimal_diagram(classes: PlayerClasses) -> DecisionDiagram:
    """Build the diagram of a rule's minimal winning coalitions.

    Raises
    ------
    InputError
        More partial sums than fit in memory.
    """
    if classes.is_single_vote:
        return _of_single_vote(classes)
    return _of_compound(classes)


def _of_single_vote(classes: PlayerClasses) -> DecisionDiagram:
    """Take classes heaviest first, so that the last member to join is the lightest."""
    quota = classes.quota
    remaining = classes.total
    sums = np.zeros(1, dtype=np.int64)
    tables: list[tuple[int, Int64]] = []
    entries = 0
    for c, (weight, size) in enumerate(zip(classes.class_weights, classes.sizes, strict=True)):
        remaining -= weight * size
        expanded = len(sums) * (size + 1)
        entries += expanded
        _refuse_above(expanded, MOST_EXPANDED)
        _refuse_above(entries, MOST_ENTRIES)
        reached = sums[:, None] + np.arange(size + 1, dtype=np.int64) * weight
        node = np.full(reached.shape, LOSE, dtype=np.int64)
        node[(reached >= quota) & (reached - weight < quota)] = WIN
        is_open = (reached < quota) & (reached + remaining >= quota)
        sums, index = np.unique(reached[is_open], return_inverse=True)
        node[is_open] = index.reshape(-1) + 2
        tables.append((c, np.concatenate([_decided(size), node])))
    return merged_diagram(tables)


def _decided(size: int) -> Int64:
    rows = np.full((2, size + 1), LOSE, dtype=np.int64)
    rows[WIN, 0] = WIN
    return rows


def _of_compound(classes: PlayerClasses) -> DecisionDiagram:
    weights = weight_array(classes)
    remaining = (weights * np.array(classes.sizes)[:, None]).sum(axis=0)
    states: list[State] = [((0,) * weights.shape[1], frozenset())]
    tables: list[tuple[int, Int64]] = []
    entries = 0
    for c in class_order(weights):
        row, size = classes.weights[c], classes.sizes[c]
        remaining = remaining - weights[c] * size
        rest: Sums = tuple(remaining.tolist())
        following: dict[State, int] = {}
        entries += len(states) * (size + 1)
        _refuse_above(entries, MOST_STATES)
        table = np.empty((len(states), size + 1), dtype=np.int64)
        for s, state in enumerate(states):
            for joined in range(size + 1):
                child = _joined(state, row, joined, rest, classes)
                if isinstance(child, tuple):
                    table[s, joined] = following.setdefault(child, len(following) + 2)
                else:
                    table[s, joined] = child
        states = list(following)
        tables.append((c, np.concatenate([_decided(size), table])))
    return merged_diagram(tables)


def _joined(
    state: State, row: Sums, joined: int, rest: Sums, classes: PlayerClasses
) -> State | int:
    """Return the state, or decided node, after this many members of a class join.

    A state holds the coalition's sums, and its sums without each member so far (the largest
    ones): the coalition is minimal when it wins and none of those does.
    """
    together, without = state
    after = _plus(together, row, joined)
    dropped = {_plus(sums, row, joined) for sums in without}
    if joined:
        dropped.add(_plus(together, row, joined - 1))
    if any(holds(classes.condition, sums) for sums in dropped):
        return LOSE
    if holds(classes.condition, after):
        return WIN
    if not holds(classes.condition, _plus(after, rest, 1)):
        return LOSE
    alive = {
        _forgotten(sums, rest, classes.levels)
        for sums in dropped
        if holds(classes.condition, _plus(sums, rest, 1))
    }
    return _forgotten(after, rest, classes.levels), _largest(alive)


def _plus(sums: Sums, row: Sums, times: int) -> Sums:
    return tuple(s + times * w for s, w in zip(sums, row, strict=True))


def _forgotten(sums: Sums, rest: Sums, levels: tuple[tuple[int, ...], ...]) -> Sums:
    """Round each sum down to the last threshold it met where no further one can be met."""
    rounded = []
    for value, more, thresholds in zip(sums, rest, levels, strict=True):
        ahead = any(value < t <= value + more for t in thresholds)
        rounded.append(value if ahead else max((t for t in thresholds if t <= value), default=0))
    return tuple(rounded)


def _largest(found: set[Sums]) -> frozenset[Sums]:
    """Return those that no other equals or exceeds in every dimension."""
    return frozenset(
        one
        for one in found
        if not any(
            other != one and all(a <= b for a, b in zip(one, other, strict=True)) for other in found
        )
    )


def _refuse_above(entries: int, most: int) -> None:
    if entries > most:
        raise InputError(
            f"the minimal winning coalitions of this rule need a diagram of more than {most:,} "
            "entries; round the weights to fewer digits or group players into blocs"
        )
