"""Policy and issue networks: who is tied to whom, how densely, and for how long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from winset.foundation.citations import cited
from winset.games.arena import Arena, Tie
from winset.games.cut_points import CutPoints
from winset.results.lenses.lens_reading import (
    LensCard,
    LensCoalition,
    LensReading,
    Matters,
    Measure,
    Prediction,
)

CARD = LensCard(
    id="policy-networks",
    title="Issue and policy networks",
    family="Issue and policy networks",
    asks="Is there a small, dense and lasting policy community, or a wide and loose issue network?",
    needs="ties between actors, dated for their stability; pressure counts as a tie",
    ignores="seats and rules; actors without a tie",
    predicts="a community allows incremental change only; an issue network is unpredictable, so it "
    "abstains; who has most ties matters",
    assumptions=(
        "place on the continuum is the mean of smallness, density and stability [ours]",
        "ties count as there or not; communities inside are found by modularity (Louvain, "
        "weighted by strength)",
        "what a group presses on a bloc is a tie as well [ours]",
    ),
    sources=cited("marsh-rhodes-1992", "heclo-1978", "freeman-1978"),
)
_YEAR = 365.25
_LEAST_MEMBERS: Final = 3
"""Two tied actors are always dense and small; that is no community yet."""


@dataclass(frozen=True)
class PolicyNetwork:
    """Shape of a network, and its place between issue network and policy community.

    Parameters
    ----------
    members
        Actors with at least one tie.
    density
        Share of possible ties that are there, 2m / n(n-1); NaN below two members.
    centralisation
        Freeman's degree centralisation, 0 all alike to 1 a star; NaN below three members.
    stability
        Jaccard similarity of the members with those some time before; NaN without dates.
    score
        Mean of smallness, density and (where known) stability, 0..1; NaN without members.
    kind
        By the score.
    """

    members: tuple[str, ...]
    density: float
    centralisation: float
    stability: float
    score: float
    kind: Literal["policy community", "issue network", "between", "none"]


def policy_network(
    ties: Iterable[Tie], *, stability: float = float("nan"), cuts: CutPoints | None = None
) -> PolicyNetwork:
    """Shape of a network of ties.

    How small, how dense, how centralised is it?

    Parameters
    ----------
    ties
        Undirected; several between two actors count once.
    stability
        From `membership_stability`, if known.
    cuts
        Where the kinds begin; the default ones if not given.

    Returns
    -------
    PolicyNetwork

    Notes
    -----
    Centralisation is sum_i (C_max - C_i) / ((n-1)(n-2)) over degrees C.

    References
    ----------
    Freeman (1978), for centralisation; Marsh and Rhodes (1992), for the continuum.

    Examples
    --------
    >>> star = policy_network([Tie("hub", name, 1.0) for name in ("a", "b", "c", "d")])
    >>> star.density, star.centralisation
    (0.4, 1.0)
    """
    cut = cuts or CutPoints()
    pairs = {frozenset((t.one, t.other)) for t in ties if t.strength > 0.0 and t.one != t.other}
    members = tuple(sorted({name for pair in pairs for name in pair}))
    count = len(members)
    if count < 2:
        nothing = float("nan")
        return PolicyNetwork(members, nothing, nothing, stability, nothing, "none")
    degree = np.array([sum(name in pair for pair in pairs) for name in members])
    density = 2.0 * len(pairs) / (count * (count - 1))
    central = float("nan")
    if count > 2:
        central = float((degree.max() - degree).sum() / ((count - 1) * (count - 2)))
    room = max(cut.many_members - cut.few_members, 1e-9)
    small = float(np.clip((cut.many_members - count) / room, 0.0, 1.0))
    parts = [small, density, *([] if np.isnan(stability) else [stability])]
    score = float(np.mean(parts))
    kind: Literal["policy community", "issue network", "between"] = "between"
    if score >= cut.community:
        kind = "policy community"
    elif score <= cut.issue_network:
        kind = "issue network"
    return PolicyNetwork(members, density, central, stability, score, kind)


def membership_stability(ties: Sequence[Tie], day: float, years: float) -> float:
    """Jaccard similarity of the members of a network with those some years before.

    Parameters
    ----------
    ties
        With dates; a tie without any is always there.
    day
        The later of the two days, an ordinal.
    years
        How long before the earlier one lies.

    Returns
    -------
    float
        0..1; NaN if no tie has a date, the day is unknown, or nobody is tied on either day.

    Examples
    --------
    >>> ties = [Tie("a", "b", 1.0), Tie("b", "c", 1.0, since=730_000.0)]
    >>> round(membership_stability(ties, 730_100.0, 2.0), 3)
    0.667
    """
    dated = any(not (np.isnan(t.since) and np.isnan(t.until)) for t in ties)
    if not dated or np.isnan(day):
        return float("nan")
    now, before = (
        {name for t in ties if t.strength > 0.0 and t.holds_on(d) for name in (t.one, t.other)}
        for d in (day, day - years * _YEAR)
    )
    return len(now & before) / len(now | before) if now | before else float("nan")


def policy_networks(arena: Arena) -> LensReading:
    """Read a case as a network of ties.

    Parameters
    ----------
    arena
        The arena.

    Returns
    -------
    LensReading
        Predicts only where the network is a policy community.

    References
    ----------
    Heclo (1978); Marsh and Rhodes (1992).
    """
    ties, day = (*arena.ties, *arena.pressure), arena.stages.deadline
    stability = membership_stability(ties, day, arena.cuts.network_window_years)
    there = [t for t in ties if np.isnan(day) or t.holds_on(day)]
    found = policy_network(there, stability=stability, cuts=arena.cuts)
    seen = tuple(a for a in arena.actors if a in found.members)
    missing = {} if arena.ties else {"lenses.ties": "ties that are no pressure"}
    if np.isnan(stability):
        missing["lenses.ties.since"] = "whether the members last"
    prediction, because = _outcome(arena, found)
    degrees = {a: len({_end(t, a) for t in there if a in (t.one, t.other)}) for a in seen}
    order = sorted(seen, key=lambda a: (-degrees[a], arena.row(a)))
    return LensReading(
        CARD,
        arena.actors,
        seen,
        prediction,
        because,
        coalitions=tuple(
            LensCoalition(f"community {n} inside the network", members)
            for n, members in enumerate(_communities(seen, there), start=1)
        ),
        matters=tuple(Matters(a, "number of ties", float(degrees[a])) for a in order),
        measures=_measures(found),
        missing=missing,
    )


def _end(tie: Tie, actor: str) -> str:
    return tie.other if tie.one == actor else tie.one


def _communities(seen: tuple[str, ...], ties: Iterable[Tie]) -> list[tuple[str, ...]]:
    """Communities by modularity, each in the order of the arena, those first that begin first."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(seen)
    for tie in ties:
        if tie.strength > 0.0 and tie.one != tie.other:
            known = graph.get_edge_data(tie.one, tie.other, {"weight": 0.0})["weight"]
            graph.add_edge(tie.one, tie.other, weight=max(known, tie.strength))
    if not graph.number_of_edges():
        return []
    groups = nx.community.louvain_communities(graph, weight="weight", seed=0)
    ordered = [tuple(a for a in seen if a in group) for group in groups]
    return sorted(ordered, key=lambda group: seen.index(group[0]))


def _outcome(arena: Arena, found: PolicyNetwork) -> tuple[Prediction | None, str]:
    if found.kind == "none":
        return None, "no two actors are tied"
    if len(found.members) < _LEAST_MEMBERS:
        return None, f"a pair is not a network: {' and '.join(found.members)}"
    shape = f"{len(found.members)} members, density {found.density:.2f}, score {found.score:.2f}"
    if found.kind != "policy community":
        name = "an issue network" if found.kind == "issue network" else "no policy community"
        return None, f"{name} ({shape}): the lens does not say what comes of it"
    if arena.step <= arena.cuts.incremental_step:
        return "passes", f"a policy community ({shape}) and the step is incremental"
    return "does not pass", f"a policy community ({shape}) allows no step of {arena.step:.2f}"


def _measures(found: PolicyNetwork) -> tuple[Measure, ...]:
    def number(value: float) -> float | None:
        return None if np.isnan(value) else value

    return (
        Measure("members", float(len(found.members)), "actors with a tie on the day of the vote"),
        Measure("density", number(found.density), "share of possible ties that are there"),
        Measure("centralisation", number(found.centralisation), "0 all alike, 1 a star"),
        Measure("stability", number(found.stability), "Jaccard similarity with earlier members"),
        Measure("score", number(found.score), "0 issue network, 1 policy community"),
    )
