"""Riker's size principle: the lightest winning coalitions, and those of fewest members."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from winset.games.rule import Rule, Vote
from winset.games.rule_form import as_written
from winset.solvers.power.counting.decision_diagram import decision_diagram
from winset.solvers.power.counting.limits import is_small
from winset.solvers.power.counting.player_classes import PlayerClasses

MOST_BITS = 800_000_000


def minimum_size(rule: Rule, classes: PlayerClasses) -> float | None:
    """Return the least total weight with which a single vote is won (or blocked).

    What is the smallest majority that these weights can form?

    Parameters
    ----------
    rule : Rule
        For its unit of weight.
    classes : PlayerClasses
        The rule in classes, or its dual for blocking.

    Returns
    -------
    float or None
        In the unit of the seats; None for a rule of several votes or players, and for many players
        with a total weight above 800 million.

    Notes
    -----
    The set of sums that subsets reach is one integer with a bit for each; a player joins by a
    shift. O(n_players * total / 64); few players' sums are listed, whatever the weights.

    References
    ----------
    Riker (1962), The Theory of Political Coalitions, chapter 2.
    """
    expression = rule.expression
    if not isinstance(expression, Vote) or not classes.is_single_vote:
        return None
    if is_small(classes):
        lightest = min(total for total in _sums(classes) if total >= classes.quota)
    elif classes.total <= MOST_BITS:
        lightest = _lightest_of_bits(classes)
    else:
        return None
    unit = _unit(rule, classes)
    exact = lightest * unit
    return int(exact) if exact.denominator == 1 else float(exact)


def _sums(classes: PlayerClasses) -> set[int]:
    """Return the sums that subsets of few players reach."""
    reached = {0}
    for weight, size in zip(classes.class_weights, classes.sizes, strict=True):
        reached = {total + k * weight for total in reached for k in range(size + 1)}
    return reached


def _lightest_of_bits(classes: PlayerClasses) -> int:
    reached = 1
    for weight, size in zip(classes.class_weights, classes.sizes, strict=True):
        for _ in range(size):
            reached |= reached << weight
    above = reached >> classes.quota
    return classes.quota + (above & -above).bit_length() - 1


def _unit(rule: Rule, classes: PlayerClasses) -> Fraction:
    """Return how much of the seats' own unit one integer weight stands for."""
    chamber = rule.expression.chamber if isinstance(rule.expression, Vote) else ""
    for name, c in classes.class_of.items():
        return as_written(rule.seats[chamber][name]) / classes.class_weights[c]
    return Fraction(1)


def fewest_members(classes: PlayerClasses) -> int:
    """Return the least number of members with which the rule is met.

    Parameters
    ----------
    classes : PlayerClasses
        Any rule.

    Raises
    ------
    InputError
        A compound rule too large for a decision diagram.
    """
    if classes.is_single_vote:
        needed, members = classes.quota, 0
        for weight, size in zip(classes.class_weights, classes.sizes, strict=True):
            joining = min(size, -(-needed // weight))
            members += joining
            needed -= joining * weight
            if needed <= 0:
                return members
    diagram = decision_diagram(classes)
    fewest = np.array([np.inf, 0.0])
    for layer in reversed(diagram.layers):
        fewest = (fewest[layer.children] + np.arange(layer.size + 1)).min(axis=1)
    return int(fewest[diagram.root])
