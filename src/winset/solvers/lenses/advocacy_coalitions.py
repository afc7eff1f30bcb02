"""Advocacy coalitions: who shares a core of beliefs, and whether a way to major change is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from winset.foundation.citations import cited
from winset.games.arena import Arena, Beliefs, Perception
from winset.results.lenses.lens_reading import (
    LensCard,
    LensCoalition,
    LensReading,
    Matters,
    Measure,
    Prediction,
)
from winset.solvers.lenses.belief_distance import (
    Floats,
    adjusted_rand,
    belief_distance,
    complete_linkage,
    stated_reasons,
)

CARD = LensCard(
    id="advocacy-coalitions",
    title="Advocacy coalitions",
    family="Advocacy coalitions",
    asks="Which actors share a core of beliefs over a decade, and is a way to major change open?",
    needs="beliefs by tier (or reason axes), how actors see each other, shocks and agreements",
    ignores="seats and rules, actors without beliefs; short coalitions of convenience",
    predicts="coalitions of shared policy core; no major change without a shock, learning or an "
    "agreement between coalitions; with one the coalition with more resources gets its way",
    assumptions=(
        "a coalition is a cluster of complete linkage in the policy core [ours]",
        "without coded beliefs the vote and reason axes, weighted by salience, stand for the "
        "policy core [ours]",
        "a coalition takes the side to which its members' mean gain points [ours]",
        "resources are capacities alone [ours]",
    ),
    sources=cited(
        "sabatier-1988", "sabatier-weible-2007", "sabatier-et-al-1987", "hubert-arabie-1985"
    ),
)
_YEAR = 365.25
_PLACE = "policy-core"


@dataclass(frozen=True)
class DevilShift:
    """Error of actors about the distance and the strength of those on the other side.

    Parameters
    ----------
    distance
        Mean of perceived less actual distance on the vote axes, -1..1; NaN without any.
    power
        Mean of perceived over actual capacity of opponents; NaN without any.
    """

    distance: float
    power: float


@dataclass(frozen=True)
class Learning:
    """Change of beliefs between the first and the last look.

    Parameters
    ----------
    secondary, core
        Mean absolute change of secondary aspects and of the core (deep and policy core), 0..1;
        NaN where nothing was looked at twice.
    years
        Between the two looks.
    learned
        Secondary aspects changed while the core stood fixed.
    """

    secondary: float
    core: float
    years: float
    learned: bool


def devil_shift(arena: Arena) -> DevilShift:
    """Devil shift of the actors whose perceptions of opponents are known.

    Do opponents take each other for more hostile and stronger than they are?

    Parameters
    ----------
    arena
        The arena, with perceptions.

    Returns
    -------
    DevilShift
        Above 0 in distance and above 1 in power where there is a devil shift.

    References
    ----------
    Sabatier, Hunter and McLaughlin (1987).
    """
    rivals = [p for p in arena.perceptions if arena.side(p.by) * arena.side(p.of) == -1]
    gaps = [gap for p in rivals if not np.isnan(gap := _gap(arena, p))]
    ratios = [
        p.capacity / float(arena.capacity[arena.row(p.of)])
        for p in rivals
        if not np.isnan(p.capacity) and arena.capacity[arena.row(p.of)] > 0.0
    ]
    return DevilShift(
        float(np.mean(gaps)) if gaps else float("nan"),
        float(np.mean(ratios)) if ratios else float("nan"),
    )


def _gap(arena: Arena, seen: Perception) -> float:
    mine, theirs = (arena.position[arena.row(a)] for a in (seen.by, seen.of))
    gaps = np.abs(np.array(seen.position) - mine) - np.abs(theirs - mine)
    known = gaps[~np.isnan(gaps)]
    return float(known.mean()) if known.size else float("nan")


def policy_learning(beliefs: Beliefs, core_change: float) -> Learning:
    """Learning between the first and the last wave of beliefs.

    Did actors change what is secondary to them while the core stood fixed?

    Parameters
    ----------
    beliefs
        Waves of beliefs.
    core_change
        Change of the core from which it no longer counts as fixed.

    Returns
    -------
    Learning

    References
    ----------
    Sabatier (1988).
    """
    change = np.abs(beliefs.holds[-1] - beliefs.holds[0])
    secondary = np.array([tier == "secondary" for tier in beliefs.tiers])

    def mean(columns: Floats) -> float:
        known = columns[~np.isnan(columns)]
        return float(known.mean()) if known.size and len(beliefs.days) > 1 else float("nan")

    less, core = mean(change[:, secondary]), mean(change[:, ~secondary])
    years = float(beliefs.days[-1] - beliefs.days[0]) / _YEAR
    learned = bool(less > core_change and core <= core_change)
    return Learning(less, core, years, learned)


def coalition_stability(beliefs: Beliefs, cut: float) -> float:
    """Agreement of the coalitions of the first wave with those of the last.

    Do the same actors stand together over the years?

    Parameters
    ----------
    beliefs
        Waves of beliefs.
    cut
        Largest distance within a coalition.

    Returns
    -------
    float
        Adjusted Rand index over the actors seen in both; NaN with fewer than two of them or waves.
    """
    core = np.array([tier == _PLACE for tier in beliefs.tiers])
    if len(beliefs.days) < 2 or not core.any():
        return float("nan")
    first, last = beliefs.holds[0][:, core], beliefs.holds[-1][:, core]
    both = np.flatnonzero(~np.isnan(first).all(axis=1) & ~np.isnan(last).all(axis=1))
    if both.size < 2:
        return float("nan")
    labels = []
    for wave in (first, last):
        clusters = complete_linkage(belief_distance(wave[both], beliefs.weights[core]), cut)
        labels.append([next(n for n, c in enumerate(clusters) if i in c) for i in range(both.size)])
    return adjusted_rand(*labels)


def advocacy_coalitions(arena: Arena) -> LensReading:
    """Read a case as a contest of advocacy coalitions.

    Parameters
    ----------
    arena
        The arena.

    Returns
    -------
    LensReading
        Abstains on the outcome of a major step where nobody looked for shocks, learning or
        agreements, and altogether where no two actors' beliefs are known.

    References
    ----------
    Sabatier (1988); Sabatier and Weible (2007).
    """
    holds, weights = _core(arena)
    rows = [row for row in range(len(arena.actors)) if not np.isnan(holds[row]).all()]
    seen = tuple(arena.actors[row] for row in rows)
    missing = {} if arena.beliefs else {"lenses.beliefs": "beliefs by tier, in more than one year"}
    if not arena.perceptions:
        missing["lenses.perceptions"] = "the devil shift"
    if arena.paths_to_change is None:
        missing["lenses.paths_to_change"] = "whether major change was possible"
    if len(rows) < 2:
        because = "the beliefs of fewer than two actors are known"
        return LensReading(CARD, arena.actors, seen, None, because, missing=missing)
    shares = weights if weights.ndim == 1 else weights[rows]
    distance = belief_distance(holds[rows], shares)
    clusters = complete_linkage(distance, arena.cuts.belief_distance)
    coalitions = _coalitions(arena, seen, clusters)
    prediction, because = _outcome(arena, coalitions)
    return LensReading(
        CARD,
        arena.actors,
        seen,
        prediction,
        because,
        coalitions=coalitions,
        matters=_matters(arena, coalitions),
        measures=_measures(arena, seen, clusters, distance),
        missing=missing,
    )


def _core(arena: Arena) -> tuple[Floats, Floats]:
    if arena.beliefs is None:
        return stated_reasons(arena)
    core = np.array([tier == _PLACE for tier in arena.beliefs.tiers])
    return arena.beliefs.holds[-1][:, core], arena.beliefs.weights[core]


def _coalitions(
    arena: Arena, seen: tuple[str, ...], clusters: Sequence[tuple[int, ...]]
) -> tuple[LensCoalition, ...]:
    found = []
    for members in (tuple(seen[i] for i in cluster) for cluster in clusters):
        gains = np.array([arena.gain[arena.row(a)] for a in members])
        known = gains[~np.isnan(gains)]
        side = 0 if not known.size else (1 if known.mean() >= -1e-12 else -1)
        heavy = max(members, key=lambda a: (arena.capacity[arena.row(a)], -arena.row(a)))
        name = f"coalition round {arena.titles[arena.row(heavy)]}"
        found.append(LensCoalition(name, members, side))
    return tuple(found)


def _resources(arena: Arena, coalitions: Sequence[LensCoalition], side: int) -> float:
    return float(
        sum(arena.capacity[arena.row(a)] for c in coalitions if c.side == side for a in c.members)
    )


def _outcome(arena: Arena, coalitions: Sequence[LensCoalition]) -> tuple[Prediction | None, str]:
    for_it, against = (_resources(arena, coalitions, side) for side in (1, -1))
    stronger: Prediction = "passes" if for_it >= against else "does not pass"
    compared = f"resources {for_it:.3g} for, {against:.3g} against"
    if arena.step <= arena.cuts.incremental_step:
        return stronger, f"the step is minor and the stronger coalition decides it: {compared}"
    if arena.paths_to_change is None:
        return None, "the step is major and nobody looked for a shock, learning or an agreement"
    day = arena.stages.deadline
    open_ways = [
        path
        for path in arena.paths_to_change
        if path.favours_change and (np.isnan(day) or path.day <= day)
    ]
    if not open_ways:
        return "does not pass", "the step is major and no way to major change was open"
    way = open_ways[-1]
    return stronger, f"a way to major change was open ({way.title}); {compared}"


def _matters(arena: Arena, coalitions: Sequence[LensCoalition]) -> tuple[Matters, ...]:
    members = [a for c in coalitions if c.side for a in c.members]
    order = sorted(members, key=lambda a: (-arena.capacity[arena.row(a)], arena.row(a)))
    return tuple(
        Matters(a, "resources of its coalition", float(arena.capacity[arena.row(a)]))
        for a in order
        if arena.capacity[arena.row(a)] > 0.0
    )


def _measures(
    arena: Arena, seen: tuple[str, ...], clusters: Sequence[tuple[int, ...]], distance: Floats
) -> tuple[Measure, ...]:
    shift = devil_shift(arena)
    together = {i: n for n, cluster in enumerate(clusters) for i in cluster}
    opponents = [i for i, actor in enumerate(seen) if arena.side(actor) == -1]
    allies = list(combinations(opponents, 2))
    apart = sum(together[i] != together[j] for i, j in allies)
    values: list[tuple[str, float, str]] = [
        ("coalitions", float(len(clusters)), "clusters of shared policy core"),
        (
            "opponents of different core",
            apart / len(allies) if allies else float("nan"),
            "share of pairs of opponents in different coalitions: convenience, not creed",
        ),
        ("widest distance", float(distance.max()), "largest distance of two actors' cores"),
        ("devil shift, distance", shift.distance, "perceived less actual distance of opponents"),
        ("devil shift, power", shift.power, "perceived over actual capacity of opponents"),
    ]
    if arena.beliefs is not None:
        learned = policy_learning(arena.beliefs, arena.cuts.core_change)
        stable = coalition_stability(arena.beliefs, arena.cuts.belief_distance)
        span = f"over {learned.years:.1f} years"
        if learned.years < arena.cuts.coalition_decade:
            span += f", short of the {arena.cuts.coalition_decade:g} the framework asks for"
        values += [
            ("stability", stable, f"adjusted Rand index of first and last coalitions {span}"),
            ("change of secondary aspects", learned.secondary, f"mean, {span}"),
            ("change of the core", learned.core, f"mean, {span}"),
        ]
    return tuple(Measure(n, None if np.isnan(v) else v, meaning) for n, v, meaning in values)
