"""Wrapping values by class into the answer a user sees."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from winset.games.rule import Rule
from winset.games.rule_expression import Vote, leaves
from winset.results.power.power_values import PowerResult
from winset.solvers.power.counting.player_classes import PlayerClasses

ROUNDING = 2.0**-53


def answer(
    index: str,
    rule: Rule,
    classes: PlayerClasses,
    values: Sequence[Fraction],
    *,
    exact: bool,
    method: str,
    sources: tuple[str, ...],
) -> PowerResult:
    """Return exact values by class as the answer, rounded once when floats were asked for."""
    kept: Sequence[Fraction | float] = values if exact else [float(value) for value in values]
    none = Fraction(0) if exact else 0.0
    largest = float(max(values, default=0))
    return PowerResult(
        index=index,
        rule=rule,
        values={
            name: kept[classes.class_of[name]] if name in classes.class_of else none
            for name in rule.players
        },
        exact=exact,
        method=method,
        error_bound=0.0 if exact else largest * ROUNDING,
        sources=sources,
        assumptions=conventions(rule),
    )


def float_answer(
    index: str,
    rule: Rule,
    classes: PlayerClasses,
    values: Sequence[float],
    *,
    error_bound: float,
    method: str,
    sources: tuple[str, ...],
) -> PowerResult:
    """Return floating-point values by class as the answer."""
    return PowerResult(
        index=index,
        rule=rule,
        values=classes.by_player(values),
        exact=False,
        method=method,
        error_bound=error_bound,
        sources=sources,
        assumptions=conventions(rule),
    )


def conventions(rule: Rule) -> tuple[str, ...]:
    """Return what a reader should know about the rule itself.

    A rule is not proper when two disjoint coalitions can both win: some single vote with a quota
    of at most half is enough to suspect it, and for a single vote it is also the definition.
    """
    notes = []
    totals = rule.totals()
    votes = [leaf for leaf in leaves(rule.expression) if isinstance(leaf, Vote)]
    low = sorted({v.chamber for v in votes if 2 * v.quota <= totals[v.chamber]})
    if low:
        notes.append(
            f"a quota of at most half in {', '.join(low)}: opposed coalitions can both reach it"
        )
    decisive = {n for chamber in rule.seats.values() for n, w in chamber.items() if w > 0}
    decisive.update(leaf.name for leaf in leaves(rule.expression) if not isinstance(leaf, Vote))
    dummies = [name for name in rule.players if name not in decisive]
    if dummies:
        notes.append(f"no weight, hence no power: {', '.join(dummies)}")
    return tuple(notes)
