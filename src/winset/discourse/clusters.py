"""Clusters of actors that say the same, their change over time, and polarisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from winset.discourse.network import (
    DiscourseNetwork,
    Floats,
    Normalisation,
    discourse_network,
)
from winset.discourse.statements import Duplicates, Statements
from winset.discourse.windows import Window

MOST_ENUMERATED = 16
"""Actors up to which every split into two camps is tried."""


@dataclass(frozen=True)
class Clusters:
    """A partition of the actors.

    Parameters
    ----------
    groups
        Actors of each cluster, the largest first; single actors without a tie are clusters too.
    modularity
        Of the partition on the positive ties; None where there is no such tie.
    """

    groups: tuple[tuple[str, ...], ...]
    modularity: float | None

    def of(self, actor: str) -> int | None:
        """Number of the cluster of an actor; None if it is not there."""
        return next((place for place, group in enumerate(self.groups) if actor in group), None)


@dataclass(frozen=True)
class Polarisation:
    """Separation of the actors into two camps.

    Parameters
    ----------
    value
        Signed modularity of the best split: 1 is two camps that agree within and contradict each
        other, 0 is no more than chance; None where nobody agrees or contradicts anybody.
    camps
        The split.
    exact
        Whether every split was tried.
    """

    value: float | None
    camps: tuple[tuple[str, ...], tuple[str, ...]]
    exact: bool


@dataclass(frozen=True)
class WindowClusters:
    """Clusters and polarisation of one window, and how they relate to the window before."""

    window: Window
    statements: int
    clusters: Clusters
    polarisation: Polarisation
    same_as_before: float | None
    shared_actors: int


def clusters_of(network: DiscourseNetwork, *, seed: int = 0) -> Clusters:
    """Clusters of a one-mode network by the Louvain method.

    Answers: which actors talk alike?

    Parameters
    ----------
    network
        A one-mode network; only ties above zero are used.
    seed
        One seed, one answer.

    Returns
    -------
    Clusters

    Notes
    -----
    The method is a heuristic: another seed may find a partition of about equal modularity. Ten
    starts are made and the best partition is kept.

    References
    ----------
    Blondel, V. D., Guillaume, J.-L., Lambiotte, R. & Lefebvre, E. (2008). Fast Unfolding of
    Communities in Large Networks. Journal of Statistical Mechanics P10008.
    """
    from networkx.algorithms.community import louvain_communities, modularity

    graph = network.graph()
    graph.remove_edges_from([(a, b) for a, b, w in graph.edges(data="weight") if w <= 0.0])
    if not graph.number_of_edges():
        return Clusters(tuple((name,) for name in network.rows), None)
    best: tuple[float, list[set[str]]] | None = None
    for start in range(10):
        found = louvain_communities(graph, weight="weight", seed=seed + start)
        value = float(modularity(graph, found, weight="weight"))
        if best is None or value > best[0] + 1e-12:
            best = value, found
    assert best is not None  # noqa: S101 - ten starts were made
    groups = sorted((tuple(sorted(group)) for group in best[1]), key=lambda g: (-len(g), g))
    return Clusters(tuple(groups), best[0])


def signed_modularity(weights: Floats, camp: Sequence[int]) -> float:
    """Modularity of a partition where ties may be negative.

    Parameters
    ----------
    weights
        Symmetric, zero diagonal, shape ``(n, n)``.
    camp
        Number of the camp of each actor.

    Notes
    -----
    (w+ Q+ - w- Q-) / (w+ + w-), with Q+ and Q- the modularities on the positive and on the
    negative ties and w their sums.

    References
    ----------
    Gomez, S., Jensen, P. & Arenas, A. (2009). Analysis of Community Structure in Networks of
    Correlated Data. Physical Review E 80: 016114.
    """
    label = np.asarray(camp)
    together = label[:, None] == label[None, :]
    return float(_excess(weights)[together].sum())


def _excess(weights: Floats) -> Floats:
    """Ties above what chance would make, negative ones turned round, as shares of all ties."""
    excess, total = np.zeros_like(weights), 0.0
    for sign in (1.0, -1.0):
        part = np.maximum(sign * weights, 0.0)
        whole = float(part.sum())
        if whole > 0.0:
            degree = part.sum(axis=1)
            excess += sign * (part - np.outer(degree, degree) / whole)
            total += whole
    return excess / total if total > 0.0 else excess


def polarisation(network: DiscourseNetwork, *, seed: int = 0) -> Polarisation:
    """Polarisation: signed modularity of the best split into two camps.

    Answers: is the debate one of two sides?

    Parameters
    ----------
    network
        A one-mode network, best of the kind ``"subtract"``.
    seed
        Of the search where there are more than 16 actors.

    Notes
    -----
    Up to 16 actors every split is tried. Above, 50 random starts are improved by moving single
    actors while that helps; the value is then a lower bound. It is not the number of
    `dna_polarization` in rDNA, which optimises another quality by a genetic algorithm.
    """
    weights, names = network.weights, network.rows
    if not (weights != 0.0).any() or len(names) < 2:
        return Polarisation(None, (tuple(names), ()), exact=True)
    exact = len(names) <= MOST_ENUMERATED
    camp = _best_split(weights) if exact else _searched_split(weights, seed)
    sides = [tuple(n for n, c in zip(names, camp, strict=True) if c == side) for side in (0, 1)]
    return Polarisation(signed_modularity(weights, camp), (sides[0], sides[1]), exact)


def _best_split(weights: Floats) -> tuple[int, ...]:
    """Best of all splits, the first of equals: for sides +1 and -1 side' excess side decides."""
    splits = np.array(list(product((0, 1), repeat=len(weights) - 1)), dtype=np.int8)
    side = np.hstack([np.ones((len(splits), 1)), 1.0 - 2.0 * splits])
    value = np.einsum("ni,ni->n", side @ _excess(weights), side)
    return (0, *(int(one) for one in splits[int(np.argmax(np.round(value, 12)))]))


def _searched_split(weights: Floats, seed: int) -> tuple[int, ...]:
    """Best of 50 random starts, each improved by moving single actors while that helps."""
    from winset.foundation.randomness import generator

    draw = generator(seed, "polarisation")
    excess = _excess(weights)
    own = np.diag(excess).copy()
    best, best_value = (0,) * len(weights), -np.inf
    for _ in range(50):
        side = 1.0 - 2.0 * draw.integers(0, 2, len(weights))
        pull = excess @ side
        improved = True
        while improved:
            improved = False
            for actor in range(len(weights)):
                others = float(side[actor] * pull[actor] - own[actor])
                if others < -1e-12:  # moving it gains twice as much
                    side[actor] = -side[actor]
                    pull += 2.0 * side[actor] * excess[:, actor]
                    improved = True
        value = float(side @ excess @ side)
        if value > best_value + 1e-12:
            best, best_value = tuple(int(one != side[0]) for one in side), value
    return best


def adjusted_rand(first: Clusters, second: Clusters) -> tuple[float | None, int]:
    """Adjusted Rand index of two partitions over the actors both have, and how many these are.

    Returns
    -------
    value, shared
        1 the same partition, 0 as alike as chance makes them; None below two shared actors, or
        where both partitions are trivial.

    References
    ----------
    Hubert, L. & Arabie, P. (1985). Comparing Partitions. Journal of Classification 2: 193-218.
    """
    shared = [name for group in first.groups for name in group if second.of(name) is not None]
    if len(shared) < 2:
        return None, len(shared)
    pairs = np.zeros((len(first.groups), len(second.groups)))
    for name in shared:
        pairs[first.of(name), second.of(name)] += 1.0

    def chosen(values: Floats) -> float:
        return float((values * (values - 1.0) / 2.0).sum())

    rows, columns = chosen(pairs.sum(axis=1)), chosen(pairs.sum(axis=0))
    expected = rows * columns / chosen(np.array([float(len(shared))]))
    most = (rows + columns) / 2.0
    if most == expected:
        return None, len(shared)
    return (chosen(pairs) - expected) / (most - expected), len(shared)


def clusters_over_time(
    statements: Statements,
    windows: Sequence[Window],
    *,
    normalisation: Normalisation = "average",
    duplicates: Duplicates = "include",
    seed: int = 0,
) -> tuple[WindowClusters, ...]:
    """Clusters and polarisation of the subtract network, window by window.

    Answers: when do sides form, and how stable are they?

    Parameters
    ----------
    statements, windows
        The debate and its spans; windows without statements are left out.
    normalisation, duplicates
        As for `discourse_network`.
    seed
        One seed, one answer.
    """
    found: list[WindowClusters] = []
    for window in windows:
        inside = statements.between(window.first, window.last)
        if not inside.entries:
            continue
        network = discourse_network(
            inside, "subtract", normalisation=normalisation, duplicates=duplicates
        )
        clusters = clusters_of(network, seed=seed)
        same, shared = adjusted_rand(found[-1].clusters, clusters) if found else (None, 0)
        found.append(
            WindowClusters(
                window,
                network.statements,
                clusters,
                polarisation(network, seed=seed),
                same,
                shared,
            )
        )
    return tuple(found)
