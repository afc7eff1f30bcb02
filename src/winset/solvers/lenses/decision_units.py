"""Hagan and Hermann: what actors who must agree do, by rules, willingness and pivotal actors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.games.arena import Arena
from winset.games.cut_points import CutPoints
from winset.games.rule import Clause
from winset.results.lenses.lens_reading import (
    LensCard,
    LensCoalition,
    LensReading,
    Matters,
    Measure,
    Prediction,
)
from winset.solvers.lenses.coalition_theory import (
    chamber_balances,
    cheapest_clause,
    main_axis,
)

CARD = LensCard(
    id="decision-units",
    title="Decision units (Hagan, Hermann)",
    family="Theory of coalitions",
    asks="Do autonomous actors who must agree end in deadlock, a compromise or one side's way?",
    needs="decision rules, willingness to bargain of those who vote, who is engaged as a pivot",
    ignores="actors that neither vote, nor may veto, nor are engaged as a pivot",
    predicts="deadlock, one side prevails, a lopsided or mutual compromise, or fragmented symbolic "
    "action",
    assumptions=(
        "willingness is the mean of min(payoff, 1 - polarization, 1 - opposition) over those who "
        "vote, by share of seats; high from a cut point on [ours]",
        "a pivotal actor is one whose impact, cost of staying out and resources all reach a cut "
        "point [ours]; the engaged side with more capacity has it",
        "the branches are a reconstruction from quotations, not the published tree",
    ),
    sources=cited("hagan-et-al-2001", "hermann-2001"),
)

Process = Literal[
    "deadlock",
    "one side prevails",
    "lopsided compromise",
    "mutual compromise",
    "fragmented symbolic action",
]
RuleKind = Literal["unanimity", "majority", "none"]


def coalition_process(
    rule: RuleKind,
    *,
    willing: bool,
    pivot: bool,
    common_ground: bool = True,
    has_quota: bool = False,
) -> Process:
    """Find what a coalition decision unit does.

    Deadlock, compromise, one side's victory or symbols?

    Parameters
    ----------
    rule
        Whether all must agree, a majority decides, or no rule is agreed on.
    willing
        Whether willingness to bargain is high.
    pivot
        Whether there is a pivotal actor.
    common_ground
        Under unanimity: whether something is acceptable to all.
    has_quota
        Under a majority rule: whether one side has the votes without any bargain.

    Returns
    -------
    str
        One of the five outcomes.

    Raises
    ------
    InputError
        If the rule is of no known kind.

    Notes
    -----
    Without rules a pivotal actor imposes one, and willing actors then decide as under a majority
    rule. The branches follow the concepts of the source; cut points are elsewhere.

    References
    ----------
    Hagan and others (2001).

    Examples
    --------
    >>> coalition_process("majority", willing=False, pivot=True)
    'deadlock'
    >>> coalition_process("unanimity", willing=True, pivot=False)
    'mutual compromise'
    """
    if rule not in ("unanimity", "majority", "none"):
        raise InputError(f"a rule of the kind {rule!r}", "unanimity, majority or none")
    if rule == "unanimity":
        return "mutual compromise" if willing and common_ground else "deadlock"
    if rule == "none" and not (willing and pivot):
        return "fragmented symbolic action"
    if not willing:
        return "one side prevails" if has_quota else "deadlock"
    return "one side prevails" if pivot else "lopsided compromise"


def concession_reading(concessions: Sequence[float], cuts: CutPoints | None = None) -> Process:
    """Reading of an agreement by how its concessions are shared.

    Who gave way, one side or both?

    Parameters
    ----------
    concessions
        Distance from each party's ideal to the agreement, >= 0.
    cuts
        Cut points; the default ones if not given.

    Returns
    -------
    str
        ``one side prevails``, ``lopsided compromise`` or ``mutual compromise``.

    Raises
    ------
    InputError
        With fewer than two parties or a negative concession.

    Notes
    -----
    With shares c_i of all concessions: one party prevails if the least is below 0.1, a compromise
    is lopsided below 0.35, mutual otherwise. Nobody having conceded counts as mutual.

    Examples
    --------
    >>> concession_reading([0.05, 0.95]), concession_reading([0.4, 0.6])
    ('one side prevails', 'mutual compromise')
    """
    cut = cuts or CutPoints()
    if len(concessions) < 2 or min(concessions) < 0.0:
        raise InputError("give a concession of 0 or more for each of at least two parties")
    total = float(sum(concessions))
    least = min(concessions) / total if total > 0.0 else 1.0
    if least < cut.prevails:
        return "one side prevails"
    return "lopsided compromise" if least < cut.lopsided else "mutual compromise"


def mean_readiness(arena: Arena) -> float:
    """Mean willingness to bargain of those who vote, by share of the seats of their chambers.

    Parameters
    ----------
    arena
        The arena.

    Returns
    -------
    float
        0..1; NaN if no voter's willingness is coded.
    """
    ready = np.minimum(np.minimum(arena.payoff, 1.0 - arena.polarization), 1.0 - arena.opposition)
    total = weight = 0.0
    for chamber, seats in arena.rule.seats.items():
        size = sum(seats.values())
        for actor in seats:
            value = float(ready[arena.row(actor)])
            if size > 0.0 and not np.isnan(value):
                share = arena.votes_of(actor, chamber) / size
                total, weight = total + share * value, weight + share
    return total / weight if weight > 0.0 else float("nan")


def decision_units(arena: Arena) -> LensReading:
    """Read a case as a decision by a coalition of autonomous actors.

    Parameters
    ----------
    arena
        The arena.

    Returns
    -------
    LensReading
        Abstains where no willingness is coded.

    References
    ----------
    Hermann (2001); Hagan and others (2001).
    """
    pivots = {a: s for a in arena.actors if (s := _engagement(arena, a)) >= arena.cuts.engaged}
    seen = tuple(a for a in arena.actors if a in arena.rule.players or a in pivots)
    ready = mean_readiness(arena)
    if np.isnan(ready):
        missing = {"actors.*.willingness": "whether those who vote would bargain"}
        because = "no voter's willingness to bargain is coded"
        return LensReading(CARD, arena.actors, seen, None, because, missing=missing)
    willing = ready >= arena.cuts.willing
    clause = cheapest_clause(arena)
    has_quota = clause is not None and all(b.passes for b in chamber_balances(arena, clause))
    rule = _rule_kind(arena, clause)
    force = {side: _force(arena, pivots, side) for side in (1, -1)}
    leads = 1 if force[1] >= force[-1] else -1
    process = coalition_process(
        rule,
        willing=willing,
        pivot=bool(pivots),
        common_ground=clause is not None,
        has_quota=has_quota,
    )
    prediction = _prediction(process, has_quota, willing, leads)
    level, votes = "high" if willing else "low", "met" if has_quota else "not met"
    because = (
        f"{process}: {rule} rule, willingness {ready:.2f} ({level}), {len(pivots)} pivotal actors, "
        f"quota {votes} unpaid"
    )
    return LensReading(
        CARD,
        arena.actors,
        seen,
        prediction,
        because,
        coalitions=_coalitions(arena, seen),
        matters=tuple(
            Matters(a, "engaged as a pivotal actor", pivots[a])
            for a in sorted(pivots, key=lambda a: (-pivots[a], arena.row(a)))
        ),
        measures=_measures(arena, ready, len(pivots), force),
    )


def _engagement(arena: Arena, actor: str) -> float:
    row = arena.row(actor)
    parts = (arena.impact[row], arena.cost_of_staying_out[row], arena.resources[row])
    return 0.0 if any(np.isnan(p) for p in parts) else float(min(parts))


def _force(arena: Arena, pivots: Iterable[str], side: int) -> float:
    """Capacity of the pivotal actors on a side."""
    return sum(float(arena.capacity[arena.row(a)]) for a in pivots if arena.side(a) == side)


def _rule_kind(arena: Arena, clause: Clause | None) -> RuleKind:
    """Unanimity where every vote of every chamber is needed, else a majority rule."""
    chosen = clause or arena.rule.clauses()[0]
    full = all(
        quota >= sum(arena.rule.seats[chamber].values()) for chamber, quota in chosen.quotas.items()
    )
    return "unanimity" if full else "majority"


def _prediction(process: Process, has_quota: bool, willing: bool, leads: int) -> Prediction:
    if process in ("deadlock", "fragmented symbolic action"):
        return "does not pass"
    if process == "one side prevails" and willing:
        return "passes" if leads == 1 else "does not pass"
    if process == "one side prevails":
        return "passes" if has_quota else "does not pass"
    return "passes"


def _coalitions(arena: Arena, seen: tuple[str, ...]) -> tuple[LensCoalition, ...]:
    return tuple(
        LensCoalition(name, tuple(a for a in seen if arena.side(a) == side), side)
        for name, side in (("minimum winning coalition sought", 1), ("opponents", -1))
    )


def _measures(
    arena: Arena, ready: float, pivots: int, force: dict[int, float]
) -> tuple[Measure, ...]:
    given = [_concession(arena, side) for side in (1, -1)]
    least, reading = None, "one of the sides has no votes"
    if not any(np.isnan(given)) and sum(given) > 0.0:
        least = min(given) / sum(given)
        reading = f"of the bill as proposed: {concession_reading(given, arena.cuts)}; not used"
    return (
        Measure("willingness", ready, "mean over those who vote, by share of seats"),
        Measure("pivotal actors", float(pivots), "actors engaged"),
        Measure("capacity of pivots for", force[1], "member-moves"),
        Measure("capacity of pivots against", force[-1], "member-moves"),
        Measure("least share of concessions", least, reading),
    )


def _concession(arena: Arena, side: int) -> float:
    """Mean distance of the voters on a side from the bill on its main axis, by share of seats."""
    axis = main_axis(arena)
    total = weight = 0.0
    for chamber, seats in arena.rule.seats.items():
        for actor in seats:
            place = float(arena.position[arena.row(actor), axis])
            votes = arena.votes_of(actor, chamber) / sum(seats.values())
            if arena.side(actor) == side and not np.isnan(place):
                total += votes * abs(place - float(arena.proposal[axis]))
                weight += votes
    return total / weight if weight > 0.0 else float("nan")
