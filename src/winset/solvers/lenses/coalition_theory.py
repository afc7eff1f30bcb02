"""The theory of coalitions: the lightest or connected majority, and who holds the balance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.games.arena import Arena
from winset.games.rule import Clause, Rule
from winset.results.lenses.lens_reading import (
    LensCard,
    LensCoalition,
    LensReading,
    Matters,
    Measure,
    Prediction,
)
from winset.solvers.coalitions.connected import connected_minimal_winning
from winset.solvers.coalitions.minimal_winning import minimal_winning_coalitions
from winset.solvers.coalitions.policy_distance import balance_pivots

CARD = LensCard(
    id="coalition-theory",
    title="Theory of coalitions (Riker, De Swaan)",
    family="Theory of coalitions",
    asks="Which majority forms, and on which side is the actor that completes it?",
    needs="seats or votes, positions on the vote axis, the rule",
    ignores="whoever has no vote and no veto: groups, agencies, side payments",
    predicts="minimal winning and connected coalitions; the side of the actor that completes the "
    "quota wins; that actor and the pivot matter",
    assumptions=(
        "factions vote as one",
        "the bill passes in a chamber if the actor that completes the quota, going from those who "
        "gain most to those who gain least, still gains [De Swaan's pivot at a quota: ours]",
        "of several ways to pass the first whose veto players gain is taken [ours]",
    ),
    sources=cited("riker-1962", "axelrod-1970", "de-swaan-1973"),
)
_MOST_LISTED = 24


@dataclass(frozen=True)
class ChamberBalance:
    """One chamber: who completes the quota, and who holds the balance.

    Parameters
    ----------
    chamber, quota
        The chamber and the votes needed.
    support
        Votes of those who gain.
    completes
        Actor with which the quota is reached, from those who gain most on; None if never.
    passes
        Whether that actor gains.
    pivots
        De Swaan's pivots on the main axis.
    """

    chamber: str
    quota: float
    support: float
    completes: str | None
    passes: bool
    pivots: tuple[str, ...]


def main_axis(arena: Arena) -> int:
    """Vote axis with the largest step, the first of equal ones."""
    return int(np.argmax(np.abs(arena.proposal - arena.status_quo)))


def cheapest_clause(arena: Arena) -> Clause | None:
    """First way to pass whose veto players all gain; None if there is none."""
    clauses = sorted(
        enumerate(arena.rule.clauses()), key=lambda item: (sum(item[1].quotas.values()), item[0])
    )
    for _, clause in clauses:
        if all(arena.side(name) == 1 for name in (*clause.players, *clause.acquiescences)):
            return clause
    return None


def chamber_balances(arena: Arena, clause: Clause) -> tuple[ChamberBalance, ...]:
    """Balance in each chamber of one way to pass.

    Who completes the majority, chamber by chamber?

    Parameters
    ----------
    arena
        The arena.
    clause
        One way to pass, of its rule.

    Returns
    -------
    tuple of ChamberBalance
        In the order of the clause. Actors without a position are left out.
    """
    return tuple(_balance(arena, name, quota) for name, quota in clause.quotas.items())


def _balance(arena: Arena, chamber: str, quota: float) -> ChamberBalance:
    gain = {a: float(arena.gain[arena.row(a)]) for a in arena.rule.seats[chamber]}
    voters = [a for a in gain if arena.votes_of(a, chamber) > 0.0 and not np.isnan(gain[a])]
    voters.sort(key=lambda a: (-gain[a], arena.row(a)))
    counted, completes = 0.0, None
    for actor in voters:
        counted += arena.votes_of(actor, chamber)
        if counted >= quota:
            completes = actor
            break
    support = sum(arena.votes_of(a, chamber) for a in voters if gain[a] >= -1e-12)
    axis = main_axis(arena)
    placed = [a for a in voters if not np.isnan(arena.position[arena.row(a), axis])]
    held = balance_pivots(
        [arena.votes_of(a, chamber) for a in placed],
        [float(arena.position[arena.row(a), axis]) for a in placed],
    )
    pivots = tuple(a for a, is_pivot in zip(placed, held.tolist(), strict=True) if is_pivot)
    passes = completes is not None and gain[completes] >= -1e-12
    return ChamberBalance(chamber, quota, float(support), completes, passes, pivots)


def coalition_theory(arena: Arena) -> LensReading:
    """Read a case by the majorities its rule and positions allow.

    Parameters
    ----------
    arena
        The arena.

    Returns
    -------
    LensReading
        Abstains where no voter has a position.

    References
    ----------
    Riker (1962); Axelrod (1970); De Swaan (1973).
    """
    seen = tuple(a for a in arena.actors if a in arena.rule.players)
    placed = [a for a in seen if not np.isnan(arena.gain[arena.row(a)])]
    if not placed:
        missing = {"actors.*.position": "who gains from the bill"}
        because = "no voter has a position"
        return LensReading(CARD, arena.actors, seen, None, because, missing=missing)
    clause = cheapest_clause(arena)
    balances = () if clause is None else chamber_balances(arena, clause)
    prediction, because = _outcome(arena, clause, balances)
    sides = (
        LensCoalition("voters that gain", tuple(a for a in placed if arena.side(a) == 1), 1),
        LensCoalition("voters that lose", tuple(a for a in placed if arena.side(a) == -1), -1),
    )
    return LensReading(
        CARD,
        arena.actors,
        seen,
        prediction,
        because,
        coalitions=(*sides, *_majorities(arena, balances)),
        matters=_matters(arena, clause, balances),
        measures=_measures(arena, balances),
        missing={f"actors.{a}.position": "its side" for a in seen if a not in placed},
    )


def _outcome(
    arena: Arena, clause: Clause | None, balances: tuple[ChamberBalance, ...]
) -> tuple[Prediction, str]:
    if clause is None:
        return "does not pass", "every way to pass needs a veto player that loses"
    for balance in balances:
        if balance.passes:
            continue
        if balance.completes is None:
            return "does not pass", f"no coalition reaches the quota of the {balance.chamber}"
        name = arena.titles[arena.row(balance.completes)]
        return "does not pass", (
            f"{name} completes the quota of the {balance.chamber} and loses from the bill"
        )
    names = ", ".join(
        f"{arena.titles[arena.row(b.completes)]} ({b.chamber})" for b in balances if b.completes
    )
    return "passes", f"those who complete the quotas gain: {names}"


def _rule_of(arena: Arena, balance: ChamberBalance) -> Rule | None:
    weights = {
        a: votes
        for a in arena.rule.seats[balance.chamber]
        if (votes := arena.votes_of(a, balance.chamber)) > 0.0
    }
    if len(weights) > _MOST_LISTED or sum(weights.values()) < balance.quota:
        return None
    return Rule.weighted(weights, quota=balance.quota, chamber=balance.chamber)


def _majorities(arena: Arena, balances: tuple[ChamberBalance, ...]) -> tuple[LensCoalition, ...]:
    """The connected coalition nearest to the proposal in each chamber."""
    found = []
    axis = main_axis(arena)
    for balance in balances:
        rule = _rule_of(arena, balance)
        if rule is None:
            continue
        places = {a: float(arena.position[arena.row(a), axis]) for a in rule.players}
        if any(np.isnan(place) for place in places.values()):
            continue
        try:
            connected = connected_minimal_winning(rule, places).coalitions
        except InputError:  # too many players at one place
            continue
        goal = float(arena.proposal[axis])
        nearest = min(connected, key=lambda c: (max(abs(places[a] - goal) for a in c), c))
        members = tuple(a for a in arena.actors if a in nearest)
        name = f"minimal connected majority of the {balance.chamber}"
        found.append(LensCoalition(name, members))
    return tuple(found)


def _matters(
    arena: Arena, clause: Clause | None, balances: tuple[ChamberBalance, ...]
) -> tuple[Matters, ...]:
    why: dict[str, str] = {}
    for balance in balances:
        if balance.completes is not None:
            why.setdefault(balance.completes, f"completes the quota of the {balance.chamber}")
        for pivot in balance.pivots:
            why.setdefault(pivot, f"holds the balance of the {balance.chamber} (De Swaan)")
    vetoes = [] if clause is None else [*clause.players, *clause.acquiescences]
    if clause is None:
        vetoes = [a for a in arena.rule.players if arena.side(a) == -1]
    for name in vetoes:
        why.setdefault(name, "its consent is needed")
    return tuple(Matters(actor, text) for actor, text in why.items())


def _measures(arena: Arena, balances: tuple[ChamberBalance, ...]) -> tuple[Measure, ...]:
    found = []
    for balance in balances:
        text = f"votes of those who gain; {balance.quota:g} are needed"
        found.append(Measure(f"support in the {balance.chamber}", balance.support, text))
        rule = _rule_of(arena, balance)
        if rule is None:
            continue
        minimal = minimal_winning_coalitions(rule, limit=0)
        meaning = "coalitions that win and lose without any one member (Riker)"
        name = f"minimal winning coalitions of the {balance.chamber}"
        found.append(Measure(name, float(minimal.count), meaning))
        name = f"minimum size in the {balance.chamber}"
        found.append(Measure(name, minimal.minimum_size, "votes of the lightest of them"))
    return tuple(found)
