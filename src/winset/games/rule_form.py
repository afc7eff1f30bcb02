"""A rule in integers: one weight vector a player, thresholds a vote, ready for exact solvers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeAlias

from winset.games.rule_expression import (
    Acquiescence,
    AllOf,
    AtLeast,
    Electorate,
    Expression,
    Player,
    Vote,
    leaves,
)

Condition: TypeAlias = tuple[Any, ...]
"""("vote", dimension, threshold) or ("at least", count, (condition, ...))."""


@dataclass(frozen=True)
class IntegerForm:
    """A rule whose weights, quotas and single players are all integer threshold votes.

    A single player is a dimension of its own with one vote and a threshold of 1. Decimals are
    scaled up, common divisors divided out, so sums of integers decide and nothing is rounded.

    Parameters
    ----------
    players : tuple of str
        Names.
    dimensions : tuple of str
        "vote CHAMBER" or "player NAME, NAME"; only those the rule uses.
    weights : tuple of tuple of int, shape (n_players, n_dimensions)
        Votes, >= 0.
    condition : nested tuple
        ("vote", dimension, threshold) and ("at least", count, parts).
    """

    players: tuple[str, ...]
    dimensions: tuple[str, ...]
    weights: tuple[tuple[int, ...], ...]
    condition: Condition

    @cached_property
    def levels(self) -> tuple[tuple[int, ...], ...]:
        """The thresholds of each dimension, ascending, without repeats."""
        found: list[set[int]] = [set() for _ in self.dimensions]
        _collect_levels(self.condition, found)
        return tuple(tuple(sorted(levels)) for levels in found)

    @property
    def is_single_vote(self) -> bool:
        """Return whether the whole rule is one weighted vote."""
        return bool(self.condition[0] == "vote")

    def is_winning(self, members: Iterable[str]) -> bool:
        """Return whether these players win; names that are no players are ignored."""
        index = self._index
        rows = [self.weights[index[name]] for name in set(members) if name in index]
        sums = [sum(column) for column in zip(*rows, strict=True)] if rows else []
        return holds(self.condition, sums or [0] * len(self.dimensions))

    @cached_property
    def _index(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.players)}

    @cached_property
    def classes(self) -> tuple[tuple[str, ...], ...]:
        """Groups of interchangeable players, in the order of their first member."""
        groups: list[list[int]] = []
        by_votes: dict[tuple[int, ...], list[int]] = {}
        shared = self._shared_dimensions
        for i, row in enumerate(self.weights):
            key = tuple(w for d, w in enumerate(row) if d in shared)
            for g in by_votes.setdefault(key, []):
                if self._swappable(groups[g][0], i):
                    groups[g].append(i)
                    break
            else:
                by_votes[key].append(len(groups))
                groups.append([i])
        return tuple(tuple(self.players[i] for i in group) for group in groups)

    @cached_property
    def _shared_dimensions(self) -> frozenset[int]:
        """Dimensions in which more than one player has weight."""
        columns = zip(*self.weights, strict=True)
        return frozenset(d for d, column in enumerate(columns) if sum(w > 0 for w in column) > 1)

    def _swappable(self, first: int, second: int) -> bool:
        """Return whether swapping two players' own dimensions leaves the condition the same."""
        one, two = self.weights[first], self.weights[second]
        if one == two:
            return True
        own_one = [d for d, w in enumerate(one) if w != two[d] and w]
        own_two = [d for d, w in enumerate(two) if w != one[d] and w]
        if len(own_one) != len(own_two):
            return False
        swap = dict(zip(own_one, own_two, strict=True)) | dict(zip(own_two, own_one, strict=True))
        return _canonical(self.condition, {}) == _canonical(self.condition, swap)


def holds(condition: Condition, sums: Sequence[int]) -> bool:
    """Return whether a condition holds for the votes gathered in each dimension."""
    if condition[0] == "vote":
        dimension, threshold = condition[1:]
        return bool(sums[dimension] >= threshold)
    return sum(holds(part, sums) for part in condition[2]) >= int(condition[1])


def integer_form(
    expression: Expression, seats: Mapping[str, Mapping[str, float]], players: Sequence[str]
) -> IntegerForm:
    """Return a rule's integer form; dimensions in the order the expression first names them."""
    writer = _Writer(expression, seats, players)
    condition = writer.condition(expression)
    rows = tuple(zip(*(column for column, _ in writer.columns.values()), strict=True))
    return _reduced(IntegerForm(tuple(players), tuple(writer.columns), rows, condition))


class _Writer:
    """Turns an expression into a condition over integer columns, one a dimension.

    Single players that appear once and side by side ("all of A, B, C") share one dimension, so
    that interchangeable ones are seen to be interchangeable.
    """

    def __init__(
        self,
        expression: Expression,
        seats: Mapping[str, Mapping[str, float]],
        players: Sequence[str],
    ) -> None:
        self.seats = seats
        self.players = players
        self.columns: dict[str, tuple[list[int], int]] = {}
        self.order: dict[str, int] = {}
        single = [leaf.name for leaf in leaves(expression) if not isinstance(leaf, Vote)]
        self.named = Counter(single)

    def condition(self, expression: Expression) -> Condition:
        if isinstance(expression, Vote):
            return self._vote(expression)
        if isinstance(expression, Player | Acquiescence | Electorate):
            return self._single((expression.name,), 1)
        if isinstance(expression, AtLeast):
            count = expression.count
        else:
            count = len(expression.parts) if isinstance(expression, AllOf) else 1
        alone = tuple(
            part.name
            for part in expression.parts
            if isinstance(part, Player | Acquiescence | Electorate) and self.named[part.name] == 1
        )
        if len(alone) == len(expression.parts):
            return self._single(alone, count)
        if len(alone) < 2 or isinstance(expression, AtLeast):
            return _at_least(count, [self.condition(part) for part in expression.parts])
        others = [p for p in expression.parts if getattr(p, "name", None) not in alone]
        together = self._single(alone, len(alone) if isinstance(expression, AllOf) else 1)
        parts = [*(self.condition(part) for part in others), together]
        return _at_least(len(parts) if isinstance(expression, AllOf) else 1, parts)

    def _vote(self, vote: Vote) -> Condition:
        members = self.seats[vote.chamber]
        key = f"vote {vote.chamber}"
        if key not in self.order:
            self._add(key, *scaled_weights([members.get(name, 0) for name in self.players]))
        return ("vote", self.order[key], _scaled_quota(vote.quota, self.columns[key][1]))

    def _single(self, names: Sequence[str], count: int) -> Condition:
        key = f"player {', '.join(names)}"
        if key not in self.order:
            self._add(key, [int(name in names) for name in self.players], 1)
        return ("vote", self.order[key], count)

    def _add(self, key: str, column: list[int], unit: int) -> None:
        self.order[key] = len(self.columns)
        self.columns[key] = (column, unit)


def _at_least(count: int, parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else ("at least", count, tuple(parts))


def as_written(number: float) -> Fraction:
    """Return a number as the decimal it is written as: 0.1 is one tenth.

    Examples
    --------
    >>> as_written(0.1)
    Fraction(1, 10)
    """
    return Fraction(number) if isinstance(number, int) else Fraction(repr(float(number)))


def scaled_weights(weights: Iterable[float]) -> tuple[list[int], int]:
    """Return weights as integers, and the factor they were multiplied by.

    Examples
    --------
    >>> scaled_weights([0.5, 0.25, 1])
    ([2, 1, 4], 4)
    """
    values = list(weights)
    if all(isinstance(w, int) for w in values):
        return [int(w) for w in values], 1
    written = [as_written(w) for w in values]
    unit = math.lcm(*(w.denominator for w in written))
    return [int(w * unit) for w in written], unit


def _scaled_quota(quota: float, unit: int) -> int:
    """Return the integer threshold; a quota a few float steps above an integer is that integer."""
    exact = as_written(quota) * unit
    noise = Fraction(abs(quota)) * unit / 2**50
    below = exact.numerator // exact.denominator
    if isinstance(quota, int) or exact - below > min(noise, Fraction(1, 1000)):
        return -(-exact.numerator // exact.denominator)
    return below


def _collect_levels(condition: Condition, found: list[set[int]]) -> None:
    if condition[0] == "vote":
        found[condition[1]].add(condition[2])
    else:
        for part in condition[2]:
            _collect_levels(part, found)


def _reduced(form: IntegerForm) -> IntegerForm:
    """Divide every dimension by its weights' greatest common divisor."""
    columns = list(zip(*form.weights, strict=True))
    divisors = [max(1, math.gcd(*column)) for column in columns]
    if all(divisor == 1 for divisor in divisors):
        return form
    reduced = [
        tuple(w // divisor for w in column)
        for column, divisor in zip(columns, divisors, strict=True)
    ]
    condition = _divided(form.condition, divisors)
    return IntegerForm(form.players, form.dimensions, tuple(zip(*reduced, strict=True)), condition)


def _divided(condition: Condition, divisors: Sequence[int]) -> Condition:
    if condition[0] == "vote":
        return ("vote", condition[1], -(-condition[2] // divisors[condition[1]]))
    return (*condition[:2], tuple(_divided(part, divisors) for part in condition[2]))


def _canonical(condition: Condition, swap: Mapping[int, int]) -> Condition:
    """Return a condition with dimensions swapped and the parts in a fixed order."""
    if condition[0] == "vote":
        return ("vote", swap.get(condition[1], condition[1]), condition[2])
    parts = sorted((_canonical(part, swap) for part in condition[2]), key=repr)
    return (*condition[:2], tuple(parts))
