"""Exact swing counts of any rule: the algorithm is chosen by its shape."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import comb, factorial
from operator import mul

from winset.foundation.errors import InputError
from winset.solvers.power.counting.decision_diagram import decision_diagram
from winset.solvers.power.counting.diagram_counts import bytes_of_counts, diagram_swings
from winset.solvers.power.counting.generating_function import (
    packed_bits,
    swing_totals,
    swings_by_size,
    table_bytes,
)
from winset.solvers.power.counting.limits import MOST_BYTES, is_small, refuse_bytes
from winset.solvers.power.counting.player_classes import PlayerClasses

CLOSED_FORM = "closed form for equal players"
GENERATING_FUNCTION = "generating function in exact integers"
DECISION_DIAGRAM = "decision diagram in exact integers"
QUICK_BITS = 1_500_000
"""A polynomial this short is quicker than a diagram, however few coalitions there are."""


@dataclass(frozen=True)
class SwingCounts:
    """Number of times the members of each class decide, among the players with weight.

    Attributes
    ----------
    by_size : tuple of tuple of int, shape (n_classes, n_players)
        Coalitions of s others that a member turns winning; empty when only totals were asked for.
    totals : tuple of int, shape (n_classes,)
        The same over all sizes.
    winning : int
        Winning coalitions.
    method : str
        The algorithm.
    """

    by_size: tuple[tuple[int, ...], ...]
    totals: tuple[int, ...]
    winning: int
    method: str


def swing_counts(classes: PlayerClasses, *, by_size: bool) -> SwingCounts:
    """Count swings exactly.

    Raises
    ------
    InputError
        More than 0.4 GB of memory needed; nothing is approximated silently.
    """
    if classes.is_single_vote:
        if len(classes.sizes) == 1:
            return _equal_players(classes)
        is_quick = packed_bits(classes, by_size=by_size) <= QUICK_BITS or not is_small(classes)
        if is_quick and table_bytes(classes, by_size=by_size) <= MOST_BYTES:
            return _single_vote(classes, by_size=by_size)
    if classes.n_players > 2_000:
        raise InputError(
            f"exact counts for {classes.n_players} players would not fit in memory; "
            "ask for floating point (exact=False) or group players into blocs"
        )
    diagram = decision_diagram(classes)
    refuse_bytes(bytes_of_counts(diagram, classes.n_players), classes, "an exact count")
    swings, winning = diagram_swings(diagram, classes.n_players)
    return SwingCounts(
        tuple(map(tuple, swings)), tuple(map(sum, swings)), winning, DECISION_DIAGRAM
    )


def _equal_players(classes: PlayerClasses) -> SwingCounts:
    n, weight = classes.n_players, classes.class_weights[0]
    needed = -(-classes.quota // weight)
    swings = tuple(comb(n - 1, needed - 1) if s == needed - 1 else 0 for s in range(n))
    winning, ways = 0, comb(n, needed)
    for joined in range(needed, n + 1):
        winning += ways
        ways = ways * (n - joined) // (joined + 1)
    return SwingCounts((swings,), (sum(swings),), winning, CLOSED_FORM)


def _single_vote(classes: PlayerClasses, *, by_size: bool) -> SwingCounts:
    if not by_size:
        totals, winning = swing_totals(classes)
        return SwingCounts((), tuple(totals), winning, GENERATING_FUNCTION)
    swings, winning = swings_by_size(classes)
    return SwingCounts(
        tuple(map(tuple, swings)), tuple(map(sum, swings)), winning, GENERATING_FUNCTION
    )


def order_shares(counts: SwingCounts) -> list[Fraction]:
    """Return, by class, the share of orders in which a member is pivotal, from swings by size."""
    if len(counts.by_size) == 1:
        return [Fraction(1, len(counts.by_size[0]))]
    n = len(counts.by_size[0])
    orders = _orders(n)
    return [Fraction(sum(map(mul, row, orders)), factorial(n)) for row in counts.by_size]


@lru_cache(maxsize=64)
def _orders(n: int) -> tuple[int, ...]:
    """Return s! (n - 1 - s)! for s = 0, ..., n - 1."""
    return tuple(factorial(s) * factorial(n - 1 - s) for s in range(n))
