"""Milner: what an executive and a legislature of different preferences can agree to abroad."""

from __future__ import annotations

import numpy as np

from winset.foundation.citations import cited
from winset.games.arena import Arena
from winset.results.lenses.lens_reading import (
    LensCard,
    LensCoalition,
    LensReading,
    Matters,
    Measure,
    Prediction,
)
from winset.solvers.bargaining.divided_government import divided_government as foreign_offer
from winset.solvers.lenses.coalition_theory import main_axis

CARD = LensCard(
    id="divided-government",
    title="Divided government (Milner)",
    family="Unitary executive and legislature",
    asks="How large a step do an executive and a legislature of different preferences ratify?",
    needs="positions of the chief executive and of the chambers' members; the executive's party",
    ignores="groups, agencies and factions: executive and legislature are one actor each",
    predicts="the bill passes if both prefer it to the status quo; the farther apart they are, the "
    "smaller the step they agree on",
    assumptions=(
        "the legislature stands at the median of its factions, in the chamber whose median likes "
        "the bill least [ours]",
        "one axis, the one with the largest step",
        "the foreign side wants the far end of the axis",
        "party control is reported; preferences decide, as in the source",
    ),
    sources=cited("milner-1997", "milner-rosendorff-1997"),
)


def chamber_medians(arena: Arena) -> dict[str, tuple[str, float]]:
    """Median faction of each chamber on the main axis, and its position.

    Parameters
    ----------
    arena
        The arena.

    Returns
    -------
    dict
        Chamber to actor and position; a chamber without placed members is left out. Where two
        factions share the median, the one farther from the proposal.
    """
    axis = main_axis(arena)
    goal = float(arena.proposal[axis])
    up = 1.0 if goal >= float(arena.status_quo[axis]) else -1.0
    found = {}
    for chamber, seats in arena.rule.seats.items():
        placed = [
            (up * (goal - float(place)), a)
            for a in seats
            if arena.votes_of(a, chamber) > 0.0
            and not np.isnan(place := arena.position[arena.row(a), axis])
        ]
        placed.sort(key=lambda item: (item[0], arena.row(item[1])))
        total = sum(arena.votes_of(a, chamber) for _, a in placed)
        counted = 0.0
        for _, actor in placed:
            counted += arena.votes_of(actor, chamber)
            if counted > total / 2.0:
                found[chamber] = (actor, float(arena.position[arena.row(actor), axis]))
                break
    return found


def opposed_chambers(arena: Arena) -> tuple[str, ...] | None:
    """Chambers without a majority of the executive's party; None if that is not known."""
    if arena.president_party is None:
        return None
    found = []
    for chamber, seats in arena.rule.seats.items():
        mine = sum(
            arena.votes_of(a, chamber)
            for a in seats
            if arena.parties[arena.row(a)] == arena.president_party
        )
        if mine <= sum(seats.values()) / 2.0:
            found.append(chamber)
    return tuple(found)


def divided_government(arena: Arena) -> LensReading:
    """Read a case as a foreign agreement that executive and legislature must both prefer.

    Parameters
    ----------
    arena
        The arena.

    Returns
    -------
    LensReading
        Abstains without the position of a chief executive or of any legislator.

    References
    ----------
    Milner (1997); Milner and Rosendorff (1997).
    """
    opposed = opposed_chambers(arena)
    missing = {} if opposed is not None else {"lenses.president_party": "who controls what"}
    axis, chief = main_axis(arena), arena.chief_executive
    medians = chamber_medians(arena)
    place = float("nan") if chief is None else float(arena.position[arena.row(chief), axis])
    seen = tuple(a for a in arena.actors if a == chief or a in {m for m, _ in medians.values()})
    if chief is None or np.isnan(place) or not medians:
        because = (
            "the case names no chief executive (`chief_executive`)"
            if chief is None
            else "the position of the chief executive or of the legislature is not known"
        )
        missing["chief_executive" if chief is None else "actors.*.position"] = "both preferences"
        return LensReading(CARD, arena.actors, seen, None, because, missing=missing)
    quo, goal = float(arena.status_quo[axis]), float(arena.proposal[axis])
    up = goal >= quo
    chamber, (median, legislature) = min(
        medians.items(), key=lambda item: item[1][1] if up else -item[1][1]
    )
    foreign = 1.0 if up else 0.0
    offered = foreign_offer(foreign, place, legislature, status_quo=quo).position
    united = foreign_offer(foreign, place, place, status_quo=quo).position
    enough = abs(offered - quo) >= abs(goal - quo) - 1e-12
    prediction: Prediction = "passes" if enough else "does not pass"
    name = arena.titles[arena.row(median)]
    because = (
        f"both accept steps up to {offered:.2f} and the bill is at {goal:.2f}; the legislature is "
        f"{name} at {legislature:.2f} ({chamber}), the executive at {place:.2f}"
    )
    return LensReading(
        CARD,
        arena.actors,
        seen,
        prediction,
        because,
        coalitions=_coalitions(arena, seen),
        matters=(
            Matters(median, f"median of the {chamber}, the harder to please", legislature),
            Matters(chief, "its consent is needed", place),
        ),
        measures=_measures(place - legislature, offered - quo, united - quo, opposed),
        missing=missing,
    )


def _coalitions(arena: Arena, seen: tuple[str, ...]) -> tuple[LensCoalition, ...]:
    return tuple(
        LensCoalition(name, tuple(a for a in seen if arena.side(a) == side), side)
        for name, side in (("consent", 1), ("refusal", -1))
    )


def _measures(
    apart: float, step: float, united: float, opposed: tuple[str, ...] | None
) -> tuple[Measure, ...]:
    count = None if opposed is None else float(len(opposed))
    return (
        Measure("distance", abs(apart), "executive to legislature, 0..1"),
        Measure("largest step", abs(step), "that both accept"),
        Measure("largest step if united", abs(united), "were the legislature like it"),
        Measure("opposed chambers", count, "chambers without a majority of the executive's party"),
    )
