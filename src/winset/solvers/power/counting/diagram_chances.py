"""Chances of passing and of being pivotal for independent players, read off a decision diagram."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.solvers.power.counting.decision_diagram import LOSE, WIN, DecisionDiagram, Layer
from winset.solvers.power.counting.diagram_counts import crossings
from winset.solvers.power.counting.limits import MOST_BYTES

Floats = NDArray[np.float64]
UNIT = 2.0**-53


@dataclass(frozen=True, eq=False)
class DiagramChances:
    """Chances at each of several settings (nodes, scenarios).

    Attributes
    ----------
    passing : array (n_settings,)
        The chance that the rule is met.
    pivotal : array (n_classes, n_settings)
        The chance that one member of the class decides, given the others.
    error_bound : float
        Bound on the rounding of each.
    """

    passing: Floats
    pivotal: Floats
    error_bound: float


def diagram_chances(diagram: DecisionDiagram, joining: Floats) -> DiagramChances:
    """Evaluate a rule when every member of class c joins with chance joining[c], independently.

    Parameters
    ----------
    diagram : DecisionDiagram
        The rule.
    joining : array (n_classes, n_settings)
        Chances in [0, 1].

    Notes
    -----
    One sweep up for the chance to win from each node, one down for the chance to reach it; all
    terms are non-negative, so each sum is off by at most a few units in the last place for each
    addition. O(entries of the diagram * n_settings), with as many settings at once as fit in
    memory.
    """
    nodes = diagram.n_nodes + 2 * len(diagram.layers)
    at_once = max(1, int(MOST_BYTES / 4 / 8 / nodes))
    pieces = [
        _chances_at(diagram, joining[:, start : start + at_once])
        for start in range(0, max(1, joining.shape[1]), at_once)
    ]
    players = sum(layer.size for layer in diagram.layers)
    bound = 16 * UNIT * (4 * players + 8 * len(diagram.layers))
    passing = np.concatenate([piece[0] for piece in pieces])
    return DiagramChances(passing, np.concatenate([piece[1] for piece in pieces], axis=1), bound)


def _chances_at(diagram: DecisionDiagram, joining: Floats) -> tuple[Floats, Floats]:
    """Return the chances of passing and of being pivotal at a few settings."""
    settings = joining.shape[1]
    last = np.zeros((2, settings))
    last[WIN] = 1.0
    completions = [last]
    for layer in reversed(diagram.layers):
        shares = binomial_chances(layer.size, joining[layer.player_class])
        completions.append(averaged(layer, shares, completions[-1]))
    completions.reverse()
    reached = np.zeros((len(diagram.layers[0].children), settings))
    reached[diagram.root] = 1.0
    pivotal = np.zeros_like(joining)
    for depth, layer in enumerate(diagram.layers):
        chance = joining[layer.player_class]
        below = completions[depth + 1]
        pivotal[layer.player_class] = _pivotal(layer, chance, reached, below)
        shares = binomial_chances(layer.size, chance)
        reached = passed_on(layer, shares, reached, len(below))
    return completions[0][diagram.root], pivotal


def binomial_chances(trials: int, chance: Floats) -> Floats:
    """Return the chance of 0, 1, ..., trials successes, shape (trials + 1, n_settings).

    Built by ratios outward from the likeliest count and scaled to add up to 1, so no factorial
    or power is formed and each entry is off by at most about 4 * trials units.
    """
    shares = np.zeros((trials + 1, len(chance)))
    sure = chance >= 1.0
    odds = chance / np.where(sure, 1.0, 1.0 - chance)
    mode = np.minimum((trials + 1) * chance, trials).astype(np.int64)
    column = np.arange(len(chance))
    shares[mode, column] = 1.0
    for k in range(1, trials + 1):
        up = k > mode
        shares[k, up] = shares[k - 1, up] * (odds[up] * ((trials - k + 1) / k))
    for k in range(trials - 1, -1, -1):
        down = (k < mode) & (odds > 0)
        shares[k, down] = shares[k + 1, down] * ((k + 1) / (trials - k) / odds[down])
    shares[:, sure] = 0.0
    shares[trials, sure] = 1.0
    shares /= shares.sum(axis=0)
    return shares


def averaged(layer: Layer, shares: Floats, below: Floats) -> Floats:
    """Return the chance to win from each node of a layer, from those of the layer below."""
    above = np.zeros((len(layer.children), below.shape[1]))
    for joined in range(layer.size + 1):
        above += shares[joined] * below[layer.children[:, joined]]
    return above


def passed_on(layer: Layer, shares: Floats, reached: Floats, n_next: int) -> Floats:
    """Return the chance to reach each open node of the next layer."""
    following = np.zeros((n_next, reached.shape[1]))
    for joined in range(layer.size + 1):
        np.add.at(following, layer.children[:, joined], reached * shares[joined])
    following[[LOSE, WIN]] = 0.0
    return following


def _pivotal(layer: Layer, chance: Floats, reached: Floats, below: Floats) -> Floats:
    node, joined = crossings(layer)
    shares = binomial_chances(layer.size - 1, chance)
    total = np.zeros(len(chance))
    for start in range(0, len(node), 4096):
        part = slice(start, start + 4096)
        rows, counts = node[part], joined[part]
        gained = below[layer.children[rows, counts + 1]] - below[layer.children[rows, counts]]
        total += np.einsum("ij,ij,ij->j", reached[rows], shares[counts], gained)
    return total
