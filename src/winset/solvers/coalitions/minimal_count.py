"""Number of minimal winning coalitions of a rule."""

from __future__ import annotations

from winset.solvers.power.counting.limits import is_small, refuse_bytes
from winset.solvers.power.counting.minimal_counts import minimal_counts
from winset.solvers.power.counting.minimal_diagram import minimal_diagram
from winset.solvers.power.counting.player_classes import PlayerClasses


def minimal_winning_count(classes: PlayerClasses) -> int:
    """Count the minimal winning coalitions of a rule exactly.

    Parameters
    ----------
    classes : PlayerClasses
        The rule's players in classes.

    Raises
    ------
    InputError
        A game too large to count.

    Notes
    -----
    One vote: taking players heaviest first, each may be the last and lightest of a minimal winning
    coalition, which it is with those earlier players who gather from quota - weight to quota - 1.
    One sweep in packed big integers. Other rules, and few players whatever their weights: from the
    diagram of their minimal coalitions.
    """
    if not classes.is_single_vote or is_small(classes):
        return minimal_counts(minimal_diagram(classes), classes.n_players).count
    cell, quota = classes.n_players + 1, classes.quota
    refuse_bytes(quota * cell / 2, classes, "a count of the minimal winning coalitions")
    limit = (1 << (quota * cell)) - 1
    earlier, count = 1, 0
    reach = 0
    for weight, size in zip(classes.class_weights, classes.sizes, strict=True):
        for _ in range(size):
            low = max(0, quota - weight)
            if reach >= low:
                count += _sum_of_cells(earlier >> (low * cell), quota - low, cell)
            if weight < quota:
                earlier += earlier << (weight * cell)
                reach += weight
            if reach >= quota:
                earlier &= limit
    return count


def _sum_of_cells(packed: int, cells: int, cell: int) -> int:
    """Add up the cells by folding the integer in half until one is left."""
    while cells > 1:
        half = (cells + 1) // 2
        packed = (packed & ((1 << (half * cell)) - 1)) + (packed >> (half * cell))
        cells = half
    return packed
