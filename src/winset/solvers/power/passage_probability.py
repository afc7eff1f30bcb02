"""The probability that a proposal passes, and that a member is pivotal, for given chances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError
from winset.foundation.numbers import finite_number
from winset.games.by_player import numbers_by_player
from winset.games.rule import Rule
from winset.results.power.passage import PassageProbability
from winset.solvers.power.counting.decision_diagram import decision_diagram
from winset.solvers.power.counting.diagram_chances import UNIT, diagram_chances
from winset.solvers.power.counting.player_classes import (
    Game,
    PlayerClasses,
    player_classes,
    rule_from,
)
from winset.solvers.power.counting.tally import tally_under_shocks
from winset.solvers.power.shared_shocks import (
    SharedShocks,
    normal_chances,
    normal_nodes,
    thresholds,
)

Floats = NDArray[np.float64]
MOST_SETTINGS = 200_000
NODES = 48


def passage_probability(
    game: Game,
    chances: Mapping[str, float] | Sequence[float],
    *,
    quota: float | None = None,
    names: Sequence[str] | None = None,
    party: Mapping[str, str] | None = None,
    bloc: Mapping[str, str] | None = None,
    bill_shock: float = 0.0,
    party_shock: float = 0.0,
    bloc_shock: float = 0.0,
    nodes: int = NODES,
) -> PassageProbability:
    """Return the probability of passage, and of each player being pivotal.

    How likely is a proposal to pass, when each vote is uncertain and votes move together?

    Parameters
    ----------
    game : Rule, sequence of float, or mapping of player to float
        A rule, or the weights of one vote.
    chances : mapping of player to float, or sequence of float
        Each player's chance of a yes, 0 to 1.
    quota : float, optional
        Votes needed; with weights only.
    names : sequence of str, optional
        Player names; with a sequence of weights only.
    party, bloc : mapping of player to str, optional
        Groups that share a shock; players in none share with nobody. Blocs lie inside parties.
    bill_shock, party_shock, bloc_shock : float, default 0
        Standard deviations of the shocks shared by everybody, a party, a bloc, where each voter's
        own is 1.
    nodes : int, default 48
        Nodes a shock, 4 or more; steep cases (hundreds of voters) gain from more.

    Returns
    -------
    PassageProbability
        Passage, pivot chances, and for a single vote the distribution of the tally.

    Raises
    ------
    InputError
        As `Rule`; a chance missing or outside 0 to 1; a negative shock; a party or bloc shock
        without groups; a bloc in two parties; for a rule of several votes, more than 200,000
        settings of the shocks together.

    Notes
    -----
    Without shocks the tally is Poisson-binomial: one pass for the distribution, one division a
    player for the chance to be pivotal. With shocks, voter i says yes with chance
    Phi(h_i + shocks), h_i such that its chance over all shocks is the one given; shocks are
    integrated by equally spaced nodes, level by level for a single vote. Adding a group shock
    changes nobody's chance, only how votes move together. `error_bound` covers rounding and, with
    shocks, the change against half as many nodes, which is an estimate.

    References
    ----------
    Wang (1993), On the number of successes in independent trials, Statistica Sinica 3(2), 295-312.

    Examples
    --------
    >>> answer = passage_probability([1, 1, 1], [0.5, 0.5, 0.5], quota=2)
    >>> answer.probability, answer.pivotal["1"]
    (0.5, 0.5)
    """
    rule = rule_from(game, quota=quota, names=names)
    given = chances_by_player(rule, chances)
    shocks = SharedShocks(*(_size(size) for size in (bill_shock, party_shock, bloc_shock)))
    parties, blocs = _groups(rule, party, bloc, shocks)
    if nodes < 4:
        raise InputError(f"nodes is {nodes}; give at least 4")
    has_shocks = any((shocks.bill, shocks.party, shocks.bloc))
    answer = _passage(rule, given, parties, blocs, shocks, nodes)
    if not has_shocks:
        return answer
    coarse = _passage(rule, given, parties, blocs, shocks, nodes // 2)
    change = max(
        abs(answer.probability - coarse.probability),
        *(abs(answer.pivotal[name] - coarse.pivotal[name]) for name in rule.players),
    )
    return replace(answer, error_bound=answer.error_bound + change)


def chances_by_player(
    rule: Rule, chances: Mapping[str, float] | Sequence[float]
) -> dict[str, float]:
    """Return every player's chance of a yes, checked.

    Raises
    ------
    InputError
        A chance missing, for somebody who is not a player, or outside 0 to 1; another number of
        chances than players.
    """
    named = numbers_by_player(rule, chances, "chance")
    for name, p in named.items():
        if not 0 <= p <= 1:
            raise InputError(f"the chance of {name} is {p}; give a number from 0 to 1")
    return named


def _size(size: float) -> float:
    number = float(finite_number(size, "the size of a shock"))
    if number < 0:
        raise InputError(f"a shock of {size}", "give a standard deviation of 0 or more")
    return number


def _groups(
    rule: Rule,
    party: Mapping[str, str] | None,
    bloc: Mapping[str, str] | None,
    shocks: SharedShocks,
) -> tuple[dict[str, str], dict[str, str]]:
    """Return every player's party and bloc; those in none are alone in theirs."""
    if shocks.party and not party:
        raise InputError("a party shock needs party=, the party of each player")
    if shocks.bloc and not bloc:
        raise InputError("a bloc shock needs bloc=, the bloc of each player")
    for groups in (party or {}, bloc or {}):
        unknown = [name for name in groups if name not in rule.players]
        if unknown:
            raise InputError(f"not players of this rule: {', '.join(unknown)}")
    parties = {p: f"of {party[p]}" if party and p in party else f"only {p}" for p in rule.players}
    blocs = {p: f"of {bloc[p]}" if bloc and p in bloc else f"only {p}" for p in rule.players}
    home: dict[str, str] = {}
    for name in rule.players:
        if bloc and name in bloc and party:
            known = home.setdefault(blocs[name], parties[name])
            if known != parties[name]:
                raise InputError(
                    f"bloc {bloc[name]} has members of two parties; blocs lie inside parties"
                )
    if not party:
        parties = dict(blocs)
    return parties, blocs


def _passage(
    rule: Rule,
    chances: Mapping[str, float],
    parties: Mapping[str, str],
    blocs: Mapping[str, str],
    shocks: SharedShocks,
    nodes: int,
) -> PassageProbability:
    classes = player_classes(rule)
    if classes.is_single_vote:
        return tally_under_shocks(rule, classes, chances, parties, blocs, shocks, nodes)
    return _by_settings(rule, classes, chances, parties, blocs, shocks, nodes)


def _by_settings(
    rule: Rule,
    classes: PlayerClasses,
    chances: Mapping[str, float],
    parties: Mapping[str, str],
    blocs: Mapping[str, str],
    shocks: SharedShocks,
    nodes: int,
) -> PassageProbability:
    """Evaluate the rule's diagram at every setting of all shocks together."""
    kinds: dict[tuple[object, ...], list[str]] = {}
    for name in rule.players:
        if name in classes.class_of:
            row = classes.weights[classes.class_of[name]]
            key = (row, chances[name], parties[name], blocs[name])
            kinds.setdefault(key, []).append(name)
    groups = list(kinds.values())
    fine = replace(
        classes,
        weights=tuple(classes.weights[classes.class_of[group[0]]] for group in groups),
        sizes=tuple(map(len, groups)),
    )
    level = thresholds(np.array([chances[group[0]] for group in groups]), shocks)
    shift, weight = _settings(
        [parties[g[0]] for g in groups], [blocs[g[0]] for g in groups], shocks, nodes
    )
    joining = normal_chances(level[:, None] + shift)
    diagram = decision_diagram(fine)
    passing, pivotal = 0.0, np.zeros(len(groups))
    bound = 0.0
    for start in range(0, len(weight), 256):
        part = slice(start, start + 256)
        found = diagram_chances(diagram, joining[:, part])
        passing += float(found.passing @ weight[part])
        pivotal += found.pivotal @ weight[part]
        bound = found.error_bound
    by_player = dict.fromkeys(rule.players, 0.0)
    for group, value in zip(groups, pivotal.tolist(), strict=True):
        by_player.update(dict.fromkeys(group, value))
    return PassageProbability(
        rule=rule,
        chances=chances,
        probability=min(1.0, passing),
        pivotal=by_player,
        tally=None,
        error_bound=bound + 64 * UNIT,
        method="decision diagram at every setting of the shocks",
    )


def _settings(
    parties: Sequence[str], blocs: Sequence[str], shocks: SharedShocks, nodes: int
) -> tuple[Floats, Floats]:
    """Return the shift of each group, shape (n_groups, n_settings), and the settings' weights."""
    axes: list[tuple[NDArray[np.bool_], Floats, Floats]] = []
    if shocks.bill:
        axes.append((np.ones(len(parties), dtype=bool), *normal_nodes(shocks.bill, nodes)))
    for size, homes in ((shocks.party, parties), (shocks.bloc, blocs)):
        if size:
            for home in dict.fromkeys(homes):
                inside = np.array([other == home for other in homes])
                axes.append((inside, *normal_nodes(size, nodes)))
    count = prod(len(axis[1]) for axis in axes)
    if count > MOST_SETTINGS:
        raise InputError(
            f"{len(axes)} shocks of {nodes} nodes make {count:,} settings; the limit for a rule of "
            f"several votes is {MOST_SETTINGS:,}: use fewer nodes or fewer groups"
        )
    shift = np.zeros((len(parties), max(1, count)))
    weight = np.ones(max(1, count))
    for s, picks in enumerate(product(*(range(len(axis[1])) for axis in axes))):
        for (inside, places, weights), pick in zip(axes, picks, strict=True):
            shift[inside, s] += places[pick]
            weight[s] *= weights[pick]
    return shift, weight
