"""Necessary conditions, with a guard against trivial ones."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from winset.results.cross_case.qualitative_comparison import (
    Floats,
    NecessaryCondition,
    SetData,
    Term,
)

_ROUNDING = 1e-12

MOST_CONDITIONS = 8
"""Above this many conditions only single ones are tested."""


def necessity_fit(membership: Floats, outcome: Floats) -> tuple[float, float, float]:
    """Consistency, relevance and coverage of a set as necessary for the outcome.

    Notes
    -----
    Consistency is sum min(x, y) / sum y and coverage sum min(x, y) / sum x. The relevance of
    necessity is sum (1 - x) / sum (1 - min(x, y)): near 0 where the condition is nearly always
    there, so that being necessary says nothing.

    References
    ----------
    Schneider, C. Q. & Wagemann, C. (2012). Set-Theoretic Methods for the Social Sciences, chapter
    9. Cambridge: Cambridge University Press.
    """
    both = np.minimum(membership, outcome)
    has, shows = float(membership.sum()), float(outcome.sum())
    absent = float((1.0 - both).sum())
    return (
        float(both.sum()) / shows if shows > 0.0 else 0.0,
        float((1.0 - membership).sum()) / absent if absent > 0.0 else 0.0,
        float(both.sum()) / has if has > 0.0 else 0.0,
    )


@dataclass(frozen=True)
class Bar:
    """Least values of a necessary condition.

    Parameters
    ----------
    consistency, relevance, coverage
        0..1. A condition that is consistent without being relevant is trivial.
    """

    consistency: float = 0.9
    relevance: float = 0.5
    coverage: float = 0.0

    def tested(self, data: SetData, text: str, membership: Floats) -> NecessaryCondition:
        """A set, tested for necessity."""
        consistent, relevant, covered = necessity_fit(membership, data.outcome)
        passes = consistent >= self.consistency - _ROUNDING
        is_relevant = relevant >= self.relevance - _ROUNDING
        covers = covered >= self.coverage - _ROUNDING
        return NecessaryCondition(
            text,
            consistent,
            relevant,
            covered,
            passes and is_relevant and covers,
            passes and not is_relevant,
        )


def single_conditions(data: SetData, bar: Bar) -> tuple[NecessaryCondition, ...]:
    """Each condition at each level, tested for necessity."""
    return tuple(
        bar.tested(data, data.literal_text(place, level), data.literal(place, level))
        for place, count in enumerate(data.levels)
        for level in reversed(range(count))
    )


def necessary_combinations(data: SetData, bar: Bar) -> tuple[NecessaryCondition, ...]:
    """Conjunctions that are necessary, and the shortest disjunctions that are.

    Answers: without what does the outcome not occur?

    Parameters
    ----------
    data
        The calibrated cases.
    bar
        Least values.

    Returns
    -------
    tuple of NecessaryCondition
        Single conditions and conjunctions first, then disjunctions of which no part passes. None
        at all above `MOST_CONDITIONS` conditions.

    Notes
    -----
    A conjunction can be necessary only if each of its parts is. A disjunction that holds a shorter
    one that passes is left out, since anything can be made necessary by adding alternatives.
    """
    if len(data.conditions) > MOST_CONDITIONS:
        return ()
    terms = sorted(product(*((None, *range(n)) for n in data.levels)), key=_order)[1:]
    both: list[NecessaryCondition] = []
    passed: list[Term] = []
    for term in terms:
        tested = bar.tested(data, data.text(term), data.membership(term))
        if tested.necessary:
            both.append(tested)
            if _size(term) == 1:
                passed.append(term)
    either: list[NecessaryCondition] = []
    for term in terms:
        if _size(term) < 2 or any(_within(short, term) for short in passed):
            continue
        tested = bar.tested(data, _either_text(data, term), _either(data, term))
        if tested.necessary:
            passed.append(term)
            either.append(tested)
    return (*both, *either)


def _order(term: Term) -> tuple[int, tuple[int, ...]]:
    return _size(term), tuple(-1 if level is None else level for level in term)


def _size(term: Term) -> int:
    return sum(level is not None for level in term)


def _within(short: Term, term: Term) -> bool:
    return all(need is None or need == has for need, has in zip(short, term, strict=True))


def _either(data: SetData, term: Term) -> Floats:
    return np.asarray(np.maximum.reduce(data.literals(term)))


def _either_text(data: SetData, term: Term) -> str:
    parts = (data.literal_text(place, n) for place, n in enumerate(term) if n is not None)
    return " + ".join(parts)
