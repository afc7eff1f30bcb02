"""All ways to cover a set with the fewest of some given sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

MOST_STEPS = 300_000
"""Steps of the search after which it stops; a few seconds."""


class Covers(NamedTuple):
    """Covers with the fewest sets, each as ascending places, and whether these are all."""

    found: tuple[tuple[int, ...], ...]
    complete: bool


def minimal_covers(sets: Sequence[int], everything: int, most: int) -> Covers:
    """Return all covers that need the fewest sets.

    Parameters
    ----------
    sets
        Each set as the bits of a number.
    everything
        What is to be covered, as bits; together the sets cover it.
    most
        So many covers are enough.

    Returns
    -------
    Covers
        In ascending order.

    Notes
    -----
    How many sets it takes is found by a mixed-integer program (HiGHS, by SciPy), exactly. The
    search then takes the element that the fewest sets cover, tries each of them, and gives up
    where those left cannot cover the rest: the largest of them covers too little, or elements no
    two of which share a set are too many.

    Examples
    --------
    >>> minimal_covers([0b011, 0b110, 0b101], 0b111, 10)
    Covers(found=((0, 1), (0, 2), (1, 2)), complete=True)
    """
    size, one = _fewest(sets, everything)
    search = _Search(sets, most)
    search.go(everything, (), size, (1 << len(sets)) - 1)
    found = set(search.found) or {one}
    return Covers(tuple(sorted(found)), search.is_complete)


def _fewest(sets: Sequence[int], everything: int) -> tuple[int, tuple[int, ...]]:
    """Return how many sets a cover needs, and one with so many."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    elements = [bit for bit in range(everything.bit_length()) if everything >> bit & 1]
    holds = np.array([[one >> bit & 1 for one in sets] for bit in elements], dtype=float)
    solved = milp(
        np.ones(len(sets)),
        constraints=LinearConstraint(holds, lb=1.0),
        integrality=np.ones(len(sets), dtype=np.int64),
        bounds=Bounds(0.0, 1.0),
    )
    if solved.x is None:
        raise RuntimeError(f"the search for the smallest cover failed: {solved.message}")
    chosen = tuple(int(place) for place in np.flatnonzero(solved.x > 0.5))
    return len(chosen), chosen


@dataclass
class _Search:
    """A search for covers of a given size, depth first; each is reached once."""

    sets: Sequence[int]
    most: int
    found: list[tuple[int, ...]] = field(default_factory=list)
    steps: int = 0

    def __post_init__(self) -> None:
        bits = max(one.bit_length() for one in self.sets)
        self.holders = [
            sum(1 << place for place, one in enumerate(self.sets) if one >> bit & 1)
            for bit in range(bits)
        ]

    @property
    def is_complete(self) -> bool:
        """Return whether the search came to its end."""
        return self.steps < MOST_STEPS and len(self.found) < self.most

    def go(self, uncovered: int, chosen: tuple[int, ...], left: int, usable: int) -> None:
        """Extend a partial cover by at most `left` of the usable sets."""
        if not uncovered:
            self.found.append(tuple(sorted(chosen)))
            return
        self.steps += 1
        options = self._options(uncovered, left, usable)
        for place in options:
            if not self.is_complete:
                return
            usable &= ~(1 << place)  # covers with this one are all found below it
            self.go(uncovered & ~self.sets[place], (*chosen, place), left - 1, usable)

    def _options(self, uncovered: int, left: int, usable: int) -> list[int]:
        """Return the sets of the element that fewest cover; none where no cover is left."""
        elements = list(_bits(uncovered))
        holders = [self.holders[bit] & usable for bit in elements]
        if left == 1:
            every = usable
            for one in holders:
                every &= one
            return list(_bits(every))
        if left < 1 or not all(holders):
            return []
        apart, taken = 0, 0
        ordered = sorted(holders, key=int.bit_count)
        for one in ordered:
            if not one & taken:
                apart += 1
                taken |= one
        if apart > left:
            return []
        gains = sorted(
            ((self.sets[place] & uncovered).bit_count(), -place) for place in _bits(ordered[0])
        )
        return [-place for _, place in reversed(gains)]


def _bits(number: int) -> list[int]:
    """Return the places of the bits that are set, ascending."""
    found = []
    while number:
        low = number & -number
        found.append(low.bit_length() - 1)
        number ^= low
    return found
