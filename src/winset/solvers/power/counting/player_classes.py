"""The game the power solvers see: classes of equal players with integer weights."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from winset.foundation.errors import InputError
from winset.games.given_game import HasGame
from winset.games.rule import Rule
from winset.games.rule_form import Condition

Game: TypeAlias = Rule | HasGame | Sequence[float] | Mapping[str, float]
"""Input of a power solver: a rule, a coded case, or the weights of one vote (with a quota)."""

LARGEST_TOTAL = 2**62
"""Totals below it are safe in 64-bit sums."""


def rule_from(
    game: Game, *, quota: float | None = None, names: Sequence[str] | None = None
) -> Rule:
    """Return the rule a solver was asked about.

    Raises
    ------
    InputError
        Weights without a quota, a rule together with a quota or names, or something else.
    """
    rule = game if isinstance(game, Rule) else getattr(game, "rule", None)
    if isinstance(rule, Rule):
        if quota is not None or names is not None:
            raise InputError("a rule brings its own quotas and names; give weights to use others")
        return rule
    if isinstance(game, str) or not isinstance(game, Collection):
        raise InputError(
            f"a {type(game).__name__} is neither a rule nor weights",
            "of a case: winset.coded_game(case, winset.read_parameters())",
        )
    if quota is None:
        raise InputError("weights alone are not a game: give quota=, the votes needed to win")
    return Rule.weighted(game, quota=quota, names=names)


@dataclass(frozen=True)
class PlayerClasses:
    """A rule's players in classes of equal weights, dummies of weight 0 set aside.

    Parameters
    ----------
    weights : tuple of tuple of int, shape (n_classes, n_dimensions)
        Votes of one member of the class in each dimension.
    sizes : tuple of int, shape (n_classes,)
        Members of each class.
    condition : nested tuple
        As in the integer form.
    levels : tuple of tuple of int
        Thresholds of each dimension, ascending.
    class_of : mapping of str to int
        Player -> class; players without weight are missing.
    players : tuple of str
        All players, dummies included, in the rule's order.
    """

    weights: tuple[tuple[int, ...], ...]
    sizes: tuple[int, ...]
    condition: Condition
    levels: tuple[tuple[int, ...], ...]
    class_of: Mapping[str, int]
    players: tuple[str, ...]

    @cached_property
    def n_players(self) -> int:
        """Players with weight."""
        return sum(self.sizes)

    @property
    def is_single_vote(self) -> bool:
        """Return whether the rule is one weighted vote."""
        return bool(self.condition[0] == "vote")

    @property
    def quota(self) -> int:
        """The quota of a single vote, in the integers of `weights`."""
        return int(self.condition[2])

    @cached_property
    def class_weights(self) -> tuple[int, ...]:
        """The weight of each class in a single vote."""
        return tuple(row[0] for row in self.weights)

    @cached_property
    def total(self) -> int:
        """The total weight of a single vote."""
        return sum(w * n for w, n in zip(self.class_weights, self.sizes, strict=True))

    def dual(self) -> PlayerClasses:
        """Return the rule under which a coalition wins when its complement loses under this one."""
        totals = [
            sum(row[d] * n for row, n in zip(self.weights, self.sizes, strict=True))
            for d in range(len(self.levels))
        ]
        levels = tuple(
            tuple(sorted(totals[d] - level + 1 for level in levels))
            for d, levels in enumerate(self.levels)
        )
        return replace(self, condition=_dual_condition(self.condition, totals), levels=levels)

    def by_player(self, values: Sequence[float]) -> dict[str, float]:
        """Return values by class as values by player; 0 for those without weight."""
        return {
            name: values[self.class_of[name]] if name in self.class_of else 0.0
            for name in self.players
        }


def _dual_condition(condition: Condition, totals: Sequence[int]) -> Condition:
    if condition[0] == "vote":
        return ("vote", condition[1], totals[condition[1]] - condition[2] + 1)
    parts = tuple(_dual_condition(part, totals) for part in condition[2])
    return (condition[0], len(parts) - condition[1] + 1, parts)


def player_classes(rule: Rule) -> PlayerClasses:
    """Return a rule's players grouped by equal weights, heaviest class first.

    Raises
    ------
    InputError
        Weights that, made whole numbers, add up to 2^62 or more.
    """
    form = rule.integer_form
    for dimension, column in zip(form.dimensions, zip(*form.weights, strict=True), strict=True):
        if sum(column) >= LARGEST_TOTAL:
            raise InputError(
                f"the weights of {dimension}, as whole numbers, add up to more than 4.6e18",
                "round them to fewer digits, or leave out the tiny ones",
            )
    members: dict[tuple[int, ...], list[str]] = {}
    for name, row in zip(form.players, form.weights, strict=True):
        if any(row):
            members.setdefault(row, []).append(name)
    rows = sorted(members, reverse=True)
    return PlayerClasses(
        weights=tuple(rows),
        sizes=tuple(len(members[row]) for row in rows),
        condition=form.condition,
        levels=form.levels,
        class_of={name: c for c, row in enumerate(rows) for name in members[row]},
        players=form.players,
    )
