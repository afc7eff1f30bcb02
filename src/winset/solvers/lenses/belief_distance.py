"""Distance of actors in what they believe, and which of them belong together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from winset.foundation.errors import InputError
from winset.games.arena import Arena

Floats = NDArray[np.float64]


def belief_distance(holds: ArrayLike, weights: ArrayLike) -> Floats:
    """Distance of each pair of actors: weighted mean absolute difference over common beliefs.

    Who thinks alike?

    Parameters
    ----------
    holds
        How far each actor holds each belief, 0..1, NaN where unknown, shape
        ``(n_actors, n_items)``.
    weights
        Weight of each belief, shape ``(n_items,)``, or for each actor ``(n_actors, n_items)``; a
        pair uses the mean of both.

    Returns
    -------
    array (n_actors, n_actors)
        0..1, 0 on the diagonal; 1 for a pair without a common belief of positive weight, which
        nothing shows to be allies.

    Raises
    ------
    InputError
        If shapes do not fit or a weight is negative.

    Examples
    --------
    >>> belief_distance([[1.0, 0.0], [0.5, 0.0]], [3.0, 1.0]).tolist()
    [[0.0, 0.375], [0.375, 0.0]]
    """
    held = np.asarray(holds, dtype=np.float64)
    weight = np.asarray(weights, dtype=np.float64)
    if held.ndim != 2 or weight.shape not in (held.shape, held.shape[1:]):
        raise InputError("give beliefs as (actors, items) and weights to match")
    if not (weight >= 0.0).all():
        raise InputError("a weight is 0 or more")
    each = np.broadcast_to(weight, held.shape)
    known = ~np.isnan(held)
    both = known[:, None, :] & known[None, :, :]
    share = np.where(both, (each[:, None, :] + each[None, :, :]) / 2.0, 0.0)
    filled = np.where(known, held, 0.0)
    apart = np.abs(filled[:, None, :] - filled[None, :, :])
    total = share.sum(axis=2)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.where(total > 0.0, (share * apart).sum(axis=2) / total, 1.0)
    np.fill_diagonal(found, 0.0)
    return np.asarray(found)


def complete_linkage(distance: ArrayLike, cut: float) -> tuple[tuple[int, ...], ...]:
    """Clusters in which every two members are within a distance of each other.

    Which coalitions hold together throughout, not only through a chain of neighbours?

    Parameters
    ----------
    distance
        Symmetric, shape ``(n, n)``.
    cut
        Largest distance within a cluster.

    Returns
    -------
    tuple of tuple of int
        Rows of each cluster, ascending; clusters in the order of their first row.

    Raises
    ------
    InputError
        If the matrix is not square and symmetric.

    Notes
    -----
    The two clusters whose farthest members are nearest to each other merge, as long as that
    distance is within the cut; of equal ones the first. O(n^3), exact.

    Examples
    --------
    >>> complete_linkage([[0, 1, 4], [1, 0, 2], [4, 2, 0]], 2.5)
    ((0, 1), (2,))
    """
    apart = np.array(distance, dtype=np.float64)
    if apart.ndim != 2 or apart.shape[0] != apart.shape[1] or not np.allclose(apart, apart.T):
        raise InputError("distances form a square, symmetric table")
    clusters: list[tuple[int, ...]] = [(row,) for row in range(len(apart))]
    np.fill_diagonal(apart, np.inf)
    while len(clusters) > 1:
        one, other = divmod(int(np.argmin(apart)), len(clusters))
        if apart[one, other] > cut:
            break
        clusters[one] = tuple(sorted((*clusters[one], *clusters[other])))
        del clusters[other]
        merged = np.maximum(apart[one], apart[other])
        apart[one], apart[:, one] = merged, merged
        apart[one, one] = np.inf
        apart = np.delete(np.delete(apart, other, axis=0), other, axis=1)
    return tuple(sorted(clusters))


def adjusted_rand(one: Sequence[object], other: Sequence[object]) -> float:
    """Agreement of two partitions of the same things, corrected for chance.

    Do two ways of sorting actors agree more than chance would?

    Parameters
    ----------
    one, other
        Label of each thing in each partition.

    Returns
    -------
    float
        1 for the same partition, about 0 for independent ones; 1 where both put all together or
        all apart. NaN for fewer than two things.

    Raises
    ------
    InputError
        If the lists differ in length.

    References
    ----------
    Hubert and Arabie (1985).

    Examples
    --------
    >>> adjusted_rand("aabb", "xxyy"), round(adjusted_rand("aabb", "xyxy"), 9)
    (1.0, -0.5)
    """
    if len(one) != len(other):
        raise InputError("both partitions must sort the same things")
    if len(one) < 2:
        return float("nan")

    def pairs(counts: Sequence[int]) -> float:
        return float(sum(c * (c - 1) // 2 for c in counts))

    def counted(labels: Sequence[object]) -> list[int]:
        return [list(labels).count(label) for label in dict.fromkeys(labels)]

    together = pairs(counted(list(zip(one, other, strict=True))))
    first, second = pairs(counted(one)), pairs(counted(other))
    expected = first * second / pairs([len(one)])
    most = (first + second) / 2.0
    return 1.0 if most == expected else (together - expected) / (most - expected)


def stated_reasons(arena: Arena) -> tuple[Floats, Floats]:
    """Positions of all actors on vote and reason axes, and their salience, as beliefs and weights.

    Parameters
    ----------
    arena
        The arena.

    Returns
    -------
    holds, weights
        Shape ``(n_actors, n_issues + n_reasons)`` each; a position is NaN where not given.
    """
    holds = np.concatenate([arena.position, arena.reason_position], axis=1)
    weights = np.concatenate([arena.salience, arena.reason_salience], axis=1)
    return holds, weights
