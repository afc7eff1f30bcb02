"""The tally of one weighted vote under shared shocks, level by level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError
from winset.games.rule import Rule
from winset.results.power.passage import PassageProbability
from winset.solvers.power.counting.diagram_chances import UNIT
from winset.solvers.power.counting.limits import refuse_bytes
from winset.solvers.power.counting.player_classes import PlayerClasses
from winset.solvers.power.shared_shocks import (
    SharedShocks,
    normal_chances,
    normal_nodes,
    thresholds,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LARGEST_TOTAL = 2_000_000


def tally_under_shocks(
    rule: Rule,
    classes: PlayerClasses,
    chances: Mapping[str, float],
    parties: Mapping[str, str],
    blocs: Mapping[str, str],
    shocks: SharedShocks,
    nodes: int,
) -> PassageProbability:
    """Return passage and pivot chances of a single vote, and the distribution of the tally.

    Raises
    ------
    InputError
        A total weight above two million.

    Notes
    -----
    Given the bill's shock parties are independent, given a party's shock its blocs are, given a
    bloc's shock its voters are: three nested integrals, the distributions of the parts convolved.
    """
    if classes.total > LARGEST_TOTAL:
        raise InputError(f"a total weight of {classes.total:,} is too fine; round the weights")
    voters = [name for name in rule.players if name in classes.class_of]
    refuse_bytes(16.0 * classes.total * (len(voters) + 4), classes, "the tallies")
    weights = np.array([classes.class_weights[classes.class_of[v]] for v in voters])
    level = thresholds(np.array([chances[v] for v in voters]), shocks)
    tree = _tree([parties[v] for v in voters], [blocs[v] for v in voters])
    bill, shares = normal_nodes(shocks.bill, nodes)
    tally = np.zeros(classes.total + 1)
    pivotal = np.zeros(len(voters))
    for shift, share in zip(bill, shares, strict=True):
        passing, deciding = _given_bill(tree, weights, level + shift, shocks, nodes, classes.quota)
        tally += share * passing
        pivotal += share * deciding
    by_player = dict.fromkeys(rule.players, 0.0) | dict(zip(voters, pivotal.tolist(), strict=True))
    return PassageProbability(
        rule=rule,
        chances=chances,
        probability=min(1.0, float(tally[classes.quota :].sum())),
        pivotal=by_player,
        tally=tuple(tally.tolist()),
        error_bound=UNIT * 8 * (len(voters) + 16) * (1 + len(voters)),
        method="distribution of the tally, shocks integrated level by level",
    )


def _tree(parties: Sequence[str], blocs: Sequence[str]) -> list[list[Ints]]:
    """Return the voters' numbers by party and bloc."""
    tree: dict[str, dict[str, list[int]]] = {}
    for i, (party, bloc) in enumerate(zip(parties, blocs, strict=True)):
        tree.setdefault(party, {}).setdefault(bloc, []).append(i)
    return [[np.array(members) for members in party.values()] for party in tree.values()]


def _given_bill(
    tree: list[list[Ints]],
    weights: Ints,
    level: Floats,
    shocks: SharedShocks,
    nodes: int,
    quota: int,
) -> tuple[Floats, Floats]:
    """Return the tally's distribution and each voter's chance to be pivotal, given the bill."""
    from winset.kernels.poisson_binomial import (
        convolved,
        pivot_chances_by_voter,
        tally_distribution,
        window_rows,
    )

    if not shocks.party and not shocks.bloc:
        chances = normal_chances(level)
        together = tally_distribution(weights, chances)
        return together, pivot_chances_by_voter(together, weights, chances, quota)
    parts = [_party(party, weights, level, shocks, nodes) for party in tree]
    others = _without_each([tally for tally, _ in parts])
    pivotal = np.zeros(len(weights))
    for party, (_, alone), outside in zip(tree, parts, others, strict=True):
        members = np.concatenate(party)
        pivotal[members] = window_rows(alone, weights[members], outside, quota)
    return convolved(parts[0][0], others[0]), pivotal


def _party(
    blocs: list[Ints], weights: Ints, level: Floats, shocks: SharedShocks, nodes: int
) -> tuple[Floats, Floats]:
    """Return a party's tally, and its tally without each of its voters, over its shocks."""
    from winset.kernels.poisson_binomial import convolved, convolved_rows

    places, shares = normal_nodes(shocks.party, nodes)
    total = int(sum(weights[bloc].sum() for bloc in blocs))
    tally = np.zeros(total + 1)
    alone = np.zeros((sum(map(len, blocs)), total + 1))
    for shift, share in zip(places, shares, strict=True):
        parts = [_bloc(bloc, weights, level + shift, shocks, nodes) for bloc in blocs]
        others = _without_each([part for part, _ in parts])
        tally += share * convolved(parts[0][0], others[0])
        rows = [
            convolved_rows(without, outside)
            for (_, without), outside in zip(parts, others, strict=True)
        ]
        alone += share * np.concatenate(rows)
    return tally, alone


def _bloc(
    members: Ints, weights: Ints, level: Floats, shocks: SharedShocks, nodes: int
) -> tuple[Floats, Floats]:
    """Return a bloc's tally, and its tally without each of its voters, over its shocks."""
    from winset.kernels.poisson_binomial import others_rows, tally_distribution

    places, shares = normal_nodes(shocks.bloc, nodes)
    own = weights[members]
    tally = np.zeros(int(own.sum()) + 1)
    alone = np.zeros((len(members), len(tally)))
    for shift, share in zip(places, shares, strict=True):
        chance = normal_chances(level[members] + shift)
        together = tally_distribution(own, chance)
        tally += share * together
        alone += share * others_rows(together, own, chance)
    return tally, alone


def _without_each(parts: list[Floats]) -> list[Floats]:
    """Return for each part the distribution of all the others together."""
    from winset.kernels.poisson_binomial import convolved

    before = [np.ones(1)]
    for part in parts[:-1]:
        before.append(convolved(before[-1], part))
    after = np.ones(1)
    others = [after] * len(parts)
    for k in range(len(parts) - 1, -1, -1):
        others[k] = convolved(before[k], after)
        after = convolved(after, parts[k])
    return others
