"""Power when players have agreed beforehand to vote as unions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import comb

import numpy as np

from winset.foundation.errors import InputError
from winset.games.rule import Rule
from winset.results.power.power_values import PowerResult
from winset.solvers.power.answer import ROUNDING, conventions
from winset.solvers.power.counting.decision_diagram import decision_diagram
from winset.solvers.power.counting.diagram_chances import diagram_chances
from winset.solvers.power.counting.diagram_counts import packed_swings
from winset.solvers.power.counting.player_classes import PlayerClasses, player_classes
from winset.solvers.power.counting.quadrature import Quadrature, exact_quadrature

QUICK_PLAYERS = 62
EVEN = Quadrature(np.array([0.5]), np.array([1.0]), 0.0)


@dataclass(frozen=True)
class UnionGame:
    """One union's members among the other unions, each of which votes as one player.

    Attributes
    ----------
    classes : PlayerClasses
        The classes of other unions first, then those of members.
    n_outside_classes : int
        How many classes are of other unions.
    members : tuple of tuple of str
        The members of each of the remaining classes.
    """

    classes: PlayerClasses
    n_outside_classes: int
    members: tuple[tuple[str, ...], ...]

    @property
    def n_outside(self) -> int:
        """Other unions."""
        return sum(self.classes.sizes[: self.n_outside_classes])

    @property
    def n_members(self) -> int:
        """Members of this union."""
        return sum(self.classes.sizes[self.n_outside_classes :])


def power_with_unions(
    index: str,
    rule: Rule,
    unions: Sequence[Sequence[str]],
    *,
    exact: bool,
    sources: tuple[str, ...],
) -> PowerResult:
    """Return the Owen ("owen") or Banzhaf-Owen ("banzhaf-owen") value.

    Raises
    ------
    InputError
        A union that is empty, names somebody who is not a player, or overlaps another.
    """
    partition = complete_partition(rule, unions)
    classes = player_classes(rule)
    values: dict[str, Fraction | float] = dict.fromkeys(rule.players, Fraction(0))
    bound = 0.0
    for home in range(len(partition)):
        game = _union_game(classes, partition, home)
        if not game.members:
            continue
        if exact or game.classes.n_players <= QUICK_PLAYERS:
            found: Sequence[Fraction | float] = _exact_values(game, even=index == "banzhaf-owen")
            bound = max(bound, float(max(found)) * ROUNDING)
        else:
            found, error = _float_values(game, even=index == "banzhaf-owen")
            bound = max(bound, error)
        for members, value in zip(game.members, found, strict=True):
            values.update(dict.fromkeys(members, value))
    return PowerResult(
        index=index,
        rule=rule,
        values=values if exact else {name: float(value) for name, value in values.items()},
        exact=exact,
        method="decision diagram for each union",
        error_bound=0.0 if exact else bound,
        sources=sources,
        assumptions=conventions(rule),
        unions=partition,
    )


def complete_partition(rule: Rule, unions: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the unions, with every player in none of them as a union of its own.

    Raises
    ------
    InputError
        A union that is empty, names somebody who is not a player, or overlaps another.
    """
    seen: dict[str, int] = {}
    for k, union in enumerate(unions):
        if isinstance(union, str) or not union:
            raise InputError(f"union {k + 1} must be a list of players, got {union!r}")
        for name in union:
            if name not in rule.players:
                raise InputError(f"union {k + 1}: {name!r} is not a player of this rule")
            if name in seen:
                raise InputError(
                    f"{name} is in union {seen[name] + 1} and in union {k + 1}; "
                    "unions must not overlap"
                )
            seen[name] = k
    alone = [(name,) for name in rule.players if name not in seen]
    return (*map(tuple, unions), *alone)


def _union_game(
    classes: PlayerClasses, partition: tuple[tuple[str, ...], ...], home: int
) -> UnionGame:
    outside: dict[tuple[int, ...], int] = {}
    inside: dict[tuple[int, ...], list[str]] = {}
    for k, union in enumerate(partition):
        rows = [
            (name, classes.weights[classes.class_of[name]])
            for name in union
            if name in classes.class_of
        ]
        if k == home:
            for name, row in rows:
                inside.setdefault(row, []).append(name)
        elif rows:
            together = tuple(map(sum, zip(*(row for _, row in rows), strict=True)))
            outside[together] = outside.get(together, 0) + 1
    merged = replace(
        classes,
        weights=(*outside, *inside),
        sizes=(*outside.values(), *map(len, inside.values())),
        class_of={},
    )
    return UnionGame(merged, len(outside), tuple(map(tuple, inside.values())))


def _exact_values(game: UnionGame, *, even: bool) -> list[Fraction]:
    width = game.classes.n_players + 2
    mates = game.n_members
    steps = [
        width * (mates + 1) if c < game.n_outside_classes else width
        for c in range(len(game.classes.sizes))
    ]
    packed, _ = packed_swings(decision_diagram(game.classes), steps)
    mask = (1 << width) - 1
    values = []
    for row in packed[game.n_outside_classes :]:
        value = Fraction(0)
        for outside in range(game.n_outside + 1):
            for inside in range(mates):
                slot = width * (outside * (mates + 1) + inside)
                count = (row >> slot) & mask
                if count:
                    share = _share(outside, game.n_outside, even) * _share(inside, mates - 1, even)
                    value += count * share
        values.append(value)
    return values


def _share(before: int, others: int, even: bool) -> Fraction:
    """Return the weight of one given set of `before` out of `others`."""
    if even:
        return Fraction(1, 2**others)
    return Fraction(1, (others + 1) * comb(others, before))


def _float_values(game: UnionGame, *, even: bool) -> tuple[list[float], float]:
    outer = EVEN if even else exact_quadrature(game.n_outside + 1)
    inner = EVEN if even else exact_quadrature(game.n_members)
    outside = np.repeat(outer.nodes, len(inner.nodes))
    inside = np.tile(inner.nodes, len(outer.nodes))
    weights = np.repeat(outer.weights, len(inner.nodes)) * np.tile(inner.weights, len(outer.nodes))
    joining = np.array(
        [outside if c < game.n_outside_classes else inside for c in range(len(game.classes.sizes))]
    )
    chances = diagram_chances(decision_diagram(game.classes), joining)
    values = chances.pivotal[game.n_outside_classes :] @ weights
    nodes = ROUNDING * (8 * game.classes.n_players + 64) * float(values.max())
    return values.tolist(), chances.error_bound + nodes
