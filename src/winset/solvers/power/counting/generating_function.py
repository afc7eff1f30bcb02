"""Exact swing counts of one weighted vote, by generating functions in big integers.

The polynomial sum of z^weight y^size over coalitions is kept as one integer: `size` counts a
cell, one cell a weight (Kronecker substitution), so that adding a player is one shift and one
addition however many terms there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from winset.solvers.power.counting.player_classes import PlayerClasses

BYTES_AN_INTEGER = 40
"""Of a Python integer in a list, without its digits."""


def packed_bits(classes: PlayerClasses, *, by_size: bool) -> int:
    """Return the length in bits of the packed polynomial: the measure of work."""
    return _cells(classes) * _cell_bits(classes, by_size)


def table_bytes(classes: PlayerClasses, *, by_size: bool) -> float:
    """Return the memory that counting takes: the polynomial thrice, its cells and their sums."""
    cell = _cell_bits(classes, by_size) / 8
    return _cells(classes) * (3 * cell + 2 * (BYTES_AN_INTEGER + cell))


def _cells(classes: PlayerClasses) -> int:
    return min(classes.quota, classes.total - classes.quota + 1)


def _cell_bits(classes: PlayerClasses, by_size: bool) -> int:
    n = classes.n_players
    return (n + 1) * (n + 1 if by_size else 1)


def swings_by_size(classes: PlayerClasses) -> tuple[list[list[int]], int]:
    """Count each class member's swings by the number of others in the coalition.

    Returns
    -------
    swings : list of list of int, shape (n_classes, n_players)
        `swings[c][s]`: coalitions of s others that a member of class c turns winning.
    winning : int
        Winning coalitions among the players with weight.
    """
    n = classes.n_players
    dual = 2 * classes.quota > classes.total + 1
    quota = classes.total - classes.quota + 1 if dual else classes.quota
    width = n + 1
    prefix = prefix_counts(classes, quota, steps=[width] * len(classes.sizes), cell=width * (n + 1))
    swings = []
    for weight in classes.class_weights:
        counts = _unpacked(taken_out(prefix, quota - weight, quota, weight, width), width, n)
        swings.append(counts[::-1] if dual else counts)
    losing = sum(_unpacked(prefix[-1], width, n + 1))
    return swings, losing if dual else 2**n - losing


def swing_totals(classes: PlayerClasses) -> tuple[list[int], int]:
    """Count each class member's swings; cheaper than `swings_by_size` by the number of players.

    Returns
    -------
    swings : list of int, shape (n_classes,)
        Coalitions of others that a member of the class turns winning.
    winning : int
        Winning coalitions among the players with weight.
    """
    n = classes.n_players
    dual = 2 * classes.quota > classes.total + 1
    quota = classes.total - classes.quota + 1 if dual else classes.quota
    prefix = prefix_counts(classes, quota, steps=[0] * len(classes.sizes), cell=n + 1)
    swings = [taken_out(prefix, quota - w, quota, w, 0) for w in classes.class_weights]
    return swings, prefix[-1] if dual else 2**n - prefix[-1]


def prefix_counts(
    classes: PlayerClasses, limit: int, *, steps: Sequence[int], cell: int
) -> list[int]:
    """Return for t = 0, 1, ..., limit the packed count of coalitions of weight below t.

    Parameters
    ----------
    classes : PlayerClasses
        Of a single vote.
    limit : int
        Weights from here on are left out.
    steps : sequence of int, shape (n_classes,)
        How many bits a member of each class moves a count within its cell.
    cell : int
        Bits a cell.
    """
    packed, reach = 1, 0
    mask = (1 << (limit * cell)) - 1
    order = sorted(range(len(classes.sizes)), key=lambda c: classes.class_weights[c])
    for c in order:
        weight = classes.class_weights[c]
        if weight >= limit:
            break  # so heavy a member is in no coalition below the limit, nor are those after it
        for _ in range(classes.sizes[c]):
            packed += packed << (weight * cell + steps[c])
            reach += weight
            if reach >= limit:
                packed &= mask
    cells = _split(packed, limit, cell, (1 << cell) - 1)
    return [0, *accumulate(cells)]


def _split(packed: int, count: int, cell: int, mask: int) -> list[int]:
    """Cut a packed integer into cells by halving, so that no cell costs a pass over the whole."""
    if count == 1:
        return [packed & mask]
    half = count // 2
    low = packed & ((1 << (half * cell)) - 1)
    return _split(low, half, cell, mask) + _split(packed >> (half * cell), count - half, cell, mask)


def taken_out(prefix: list[int], low: int, high: int, weight: int, step: int) -> int:
    """Count coalitions of the others with weight in [low, high), packed.

    Taking a player of weight w out of the product divides it by 1 + y z^w; the quotient's
    coefficients are alternating sums over steps of w, and a sum over a window telescopes to
    windows of the whole product.
    """
    total, shift, sign = 0, 0, 1
    while high > 0:
        window = prefix[high] - prefix[max(0, low)]
        total += sign * (window << shift)
        low -= weight
        high -= weight
        shift += step
        sign = -sign
    return total


def _unpacked(packed: int, width: int, count: int) -> list[int]:
    mask = (1 << width) - 1
    return [(packed >> (s * width)) & mask for s in range(count)]
