"""The tolerances of the model, each with what it decides.

Kernels know arrays only and repeat the two they need; a test holds the copies equal.
"""

from __future__ import annotations

from typing import Final

INDIFFERENCE: Final[float] = 1e-12
"""A surplus of at most this size, in member-moves, counts as zero: the actor is indifferent and
supports the agreement unpaid. It absorbs the rounding of a distance, nothing of substance."""

BUDGET_RELATIVE: Final[float] = 1e-12
"""A budget covers a price that exceeds it by at most this share: two ways to add up the same
payments may differ in the last digits, and that must not turn a verdict."""

CERTIFICATE_RELATIVE: Final[float] = 1e-9
"""Largest difference, relative to the amounts at stake, that a `verify()` allows two sides. Wider
than the rounding of any solver, narrower than any printed number."""

ROUNDING_RELATIVE: Final[float] = 1e-15
"""Largest error of a sum for each number in it, relative to the largest of them: a few units of
the last place of a 64-bit number. A `verify()` allows it besides: of a payment of 1e12 only the
first sixteen digits are known."""
