"""Statements as evidence for a case: positions and the distance between beliefs."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from winset.discourse.network import Floats, counts
from winset.discourse.statements import Statements

_Z = 1.6448536269514722
"""Normal quantile of 95 %: the interval holds 90 %."""


@dataclass(frozen=True)
class StatedPosition:
    """Position of an actor on a concept.

    Parameters
    ----------
    actor, concept
        Who, about what.
    statements, agreeing
        How many, and how many of them for.
    likely
        Share for, 0..1.
    low, high
        90 % interval of Wilson for that share: wide where statements are few.
    """

    actor: str
    concept: str
    statements: int
    agreeing: int
    low: float
    likely: float
    high: float


@dataclass(frozen=True)
class BeliefDistances:
    """Distances between actors.

    Parameters
    ----------
    actors
        Names along the matrix.
    distance
        Mean difference of the shares for, over the concepts both speak of, 0..1; NaN where they
        share none, shape ``(n_actors, n_actors)``.
    shared
        Number of shared concepts, same shape.
    """

    actors: tuple[str, ...]
    distance: Floats
    shared: Floats


def stated_positions(statements: Statements) -> tuple[StatedPosition, ...]:
    """Share of statements for each concept, by actor, with its interval.

    Answers: where does an actor stand, as far as its own words show?

    Parameters
    ----------
    statements
        The statements.

    Notes
    -----
    The interval is that of Wilson (1927) at 90 %, as if statements were independent draws, which
    repetitions are not: without duplicates it is wider. What an actor says in public is evidence
    for its position, not the position.

    References
    ----------
    Wilson, E. B. (1927). Probable Inference, the Law of Succession, and Statistical Inference.
    Journal of the American Statistical Association 22(158): 209-212.

    Examples
    --------
    >>> from winset.discourse.statements import statements_of
    >>> found = stated_positions(statements_of([("a", "c", True)] * 3 + [("a", "c", False)]))[0]
    >>> found.likely, round(found.low, 3), round(found.high, 3)
    (0.75, 0.356, 0.942)
    """
    agree, oppose = counts(statements)
    found = []
    for row, actor in enumerate(statements.actors):
        for column, concept in enumerate(statements.concepts):
            good, bad = int(agree[row, column]), int(oppose[row, column])
            if good + bad:
                low, high = _wilson(good, good + bad)
                likely = good / (good + bad)
                found.append(StatedPosition(actor, concept, good + bad, good, low, likely, high))
    return tuple(found)


def _wilson(good: int, total: int) -> tuple[float, float]:
    share, weight = good / total, _Z**2 / total
    middle = (share + weight / 2.0) / (1.0 + weight)
    half = _Z * sqrt(share * (1.0 - share) / total + weight / (4.0 * total)) / (1.0 + weight)
    return max(0.0, middle - half), min(1.0, middle + half)


def belief_distances(statements: Statements) -> BeliefDistances:
    """Distance of beliefs between every two actors.

    Answers: how far apart are two actors on what both of them speak of?

    Parameters
    ----------
    statements
        The statements.

    Notes
    -----
    Concepts count the same. Two actors without a concept in common have no distance, rather than
    one of zero.
    """
    agree, oppose = counts(statements)
    total = agree + oppose
    with np.errstate(invalid="ignore", divide="ignore"):
        share = agree / total
    size = len(statements.actors)
    distance, shared = np.full((size, size), np.nan), np.zeros((size, size))
    for one in range(size):
        gaps = np.abs(share[one] - share)
        known = ~np.isnan(gaps)
        shared[one] = known.sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            distance[one] = np.where(known, gaps, 0.0).sum(axis=1) / shared[one]
    np.fill_diagonal(distance, 0.0)
    return BeliefDistances(statements.actors, distance, shared)
