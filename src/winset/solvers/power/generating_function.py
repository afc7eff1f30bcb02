"""Exact swing counts of one weighted vote, by generating functions in big integers.

The polynomial sum of z^weight y^size over coalitions is kept as one integer: `size` counts a
cell, one cell a weight (Kronecker substitution), so that adding a player is one shift and one
addition however many terms there are.
"""

from __future__ import annotations

from itertools import accumulate

from winset.solvers.power.player_classes import PlayerClasses


def packed_bits(classes: PlayerClasses, *, by_size: bool) -> int:
    """Return the length in bits of the packed polynomial: the measure of work and memory."""
    n = classes.n_players
    quota = min(classes.quota, classes.total - classes.quota + 1)
    return quota * (n + 1) * (n + 1 if by_size else 1)


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
    prefix = _prefix_counts(classes, quota, step=width, cell=width * (n + 1))
    swings = []
    for weight in classes.class_weights:
        counts = _unpacked(_swings(prefix, quota, weight, width), width, n)
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
    prefix = _prefix_counts(classes, quota, step=0, cell=n + 1)
    swings = [_swings(prefix, quota, weight, 0) for weight in classes.class_weights]
    return swings, prefix[-1] if dual else 2**n - prefix[-1]


def _prefix_counts(classes: PlayerClasses, quota: int, *, step: int, cell: int) -> list[int]:
    """Return for t = -1, 0, ..., quota - 1 the packed count of coalitions of weight <= t."""
    packed, reach = 1, 0
    limit = (1 << (quota * cell)) - 1
    for weight, size in sorted(zip(classes.class_weights, classes.sizes, strict=True)):
        for _ in range(size):
            packed += packed << (weight * cell + step)
            reach += weight
            if reach >= quota:
                packed &= limit
    width = (cell + 7) // 8
    if cell % 8:
        mask = (1 << cell) - 1
        cells = _split(packed, quota, cell, mask)
    else:
        raw = packed.to_bytes(quota * width, "little")
        cells = [int.from_bytes(raw[t * width : (t + 1) * width], "little") for t in range(quota)]
    return [0, *accumulate(cells)]


def _split(packed: int, count: int, cell: int, mask: int) -> list[int]:
    """Cut a packed integer into cells by halving, so that no cell costs a pass over the whole."""
    if count == 1:
        return [packed & mask]
    half = count // 2
    low = packed & ((1 << (half * cell)) - 1)
    return _split(low, half, cell, mask) + _split(packed >> (half * cell), count - half, cell, mask)


def _swings(prefix: list[int], quota: int, weight: int, step: int) -> int:
    """Count coalitions of the others with weight in [quota - weight, quota), packed by size.

    Taking a player of weight w out of the product divides it by 1 + y z^w; the quotient's
    coefficients are alternating sums over steps of w, and a sum over a window of w weights
    telescopes to windows of the whole product.
    """
    total, shift, sign = 0, 0, 1
    top = quota
    while top > 0:
        window = prefix[top] - prefix[max(0, top - weight)]
        total += sign * (window << shift)
        top -= weight
        shift += step
        sign = -sign
    return total


def _unpacked(packed: int, width: int, count: int) -> list[int]:
    mask = (1 << width) - 1
    return [(packed >> (s * width)) & mask for s in range(count)]
