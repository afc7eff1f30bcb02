"""Facts that were otherwise: variants of an arena in which rival lenses would part ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

import numpy as np

from winset.games.arena import Arena, PathToChange
from winset.results.lenses.lens_reading import Prediction
from winset.solvers.lenses.catalogue import LENSES
from winset.solvers.lenses.coalition_framework import framework_score
from winset.solvers.lenses.coalition_theory import chamber_balances, cheapest_clause
from winset.solvers.lenses.iron_triangles import triangles_in

Variant = tuple[str, Arena] | None


def _trade(arena: Arena) -> Variant:
    if arena.economy is None or arena.economy.trade is None:
        return None
    other: Literal["rising", "falling"] = "falling" if arena.economy.trade == "rising" else "rising"
    return f"exposure to trade had been {other}", arena.replace(
        economy=replace(arena.economy, trade=other)
    )


def _mobile(arena: Arena) -> Variant:
    if arena.economy is None:
        return None
    economy = replace(arena.economy, specificity=0.0, collective_action_cost=1.0)
    what = "factors moved freely and acting together was hard"
    return what, arena.replace(economy=economy)


def _specific(arena: Arena) -> Variant:
    if arena.economy is None:
        return None
    economy = replace(arena.economy, specificity=1.0, collective_action_cost=1.0)
    what = "factors were bound to their sectors and acting together was hard"
    return what, arena.replace(economy=economy)


def _no_exports(arena: Arena) -> Variant:
    if arena.economy is None or not arena.economy.sectors:
        return None
    sectors = tuple(
        replace(s, price_change=min(s.price_change, 0.0)) for s in arena.economy.sectors
    )
    what = "the bill opened no market abroad"
    return what, arena.replace(economy=replace(arena.economy, sectors=sectors))


def _split_executive(arena: Arena) -> Variant:
    rows = [
        arena.row(a)
        for a, kind in zip(arena.actors, arena.kinds, strict=True)
        if kind == "agency" and a != arena.chief_executive
    ]
    if not rows:
        return None
    position = arena.position.copy()
    position[rows] = arena.status_quo
    what = "every agency but the chief executive wanted the status quo"
    return what, arena.replace(position=position)


def _pivot(arena: Arena) -> Variant:
    clause = cheapest_clause(arena)
    balances = () if clause is None else chamber_balances(arena, clause)
    failing = [b for b in balances if not b.passes and b.completes is not None]
    chosen = (failing or [b for b in balances if b.completes is not None])[:1]
    if not chosen:
        return None
    name = str(chosen[0].completes)
    position = arena.position.copy()
    gains = not failing
    position[arena.row(name)] = arena.status_quo if gains else arena.proposal
    wants = "the status quo" if gains else "the bill"
    what = f"{arena.titles[arena.row(name)]} wanted {wants}"
    return what, arena.replace(position=position)


def _willing(arena: Arena) -> Variant:
    if np.isnan(arena.payoff).all():
        return None
    coded = ~np.isnan(arena.payoff)
    variant = arena.replace(
        payoff=np.where(coded, 1.0, np.nan),
        polarization=np.where(coded, 0.0, np.nan),
        opposition=np.where(coded, 0.0, np.nan),
    )
    return "everybody who votes was fully willing to bargain", variant


def _engagement(arena: Arena) -> Variant:
    engaged = framework_score(arena).engagement
    if np.isnan(engaged):
        return None
    mine = np.array(
        [
            arena.side(a) == 1 and arena.kinds[arena.row(a)] != "bloc" and not np.isnan(i)
            for a, i in zip(arena.actors, arena.impact, strict=True)
        ]
    )
    up = engaged < arena.cuts.engaged
    cut = arena.cuts.engaged
    variant = arena.replace(resources=np.where(mine, 1.0 if up else 0.0, arena.resources))
    if up:
        variant = variant.replace(
            impact=np.where(mine, np.fmax(arena.impact, cut), arena.impact),
            cost_of_staying_out=np.where(mine, 1.0, arena.cost_of_staying_out),
        )
    who = "every supporter" if up else "no supporter"
    return f"{who} outside the chambers was engaged", variant


def _willing_and_apart(arena: Arena) -> Variant:
    """Two concepts of the framework at once, since its score is their minimum."""
    willing, apart = _willing(arena), _apart(arena)
    if willing is None or apart is None:
        return None
    variant = willing[1].replace(
        reason_position=apart[1].reason_position, reason_salience=apart[1].reason_salience
    )
    what = "everybody who votes was willing to bargain and opponents were moved by opposite reasons"
    return what, variant


def _apart(arena: Arena) -> Variant:
    rows = [arena.row(a) for a in framework_score(arena).opponents]
    if len(rows) < 2 or not arena.reasons:
        return None
    position, salience = arena.reason_position.copy(), arena.reason_salience.copy()
    for number, row in enumerate(rows):
        position[row] = float(number % 2)
        salience[row] = 1.0
    what = "opponents were moved by opposite reasons"
    return what, arena.replace(reason_position=position, reason_salience=salience)


def _path(arena: Arena) -> Variant:
    if arena.paths_to_change is None:
        return None
    is_open = any(path.favours_change for path in arena.paths_to_change)
    if is_open:
        kept = tuple(path for path in arena.paths_to_change if not path.favours_change)
        return "no shock or agreement had helped the bill", arena.replace(paths_to_change=kept)
    day = arena.stages.deadline
    shock = PathToChange("external", "a supposed shock", 0.0 if np.isnan(day) else day, True)
    what = "a shock had opened a way to major change"
    return what, arena.replace(paths_to_change=(*arena.paths_to_change, shock))


def _closed(arena: Arena) -> Variant:
    found = triangles_in(arena)
    if not found:
        return None
    corners = set(found[0].members)
    ties = tuple(t for t in arena.ties if {t.one, t.other} <= corners)
    names = ", ".join(arena.titles[arena.row(m)] for m in found[0].members)
    what = f"{names} had ties to each other only"
    return what, arena.replace(ties=ties, pressure=())


def _delegates(arena: Arena) -> Variant:
    if arena.delegates is None:
        return None
    lent = "lent the executive no authority" if arena.delegates else "lent the executive authority"
    return f"the bill {lent}", arena.replace(delegates=not arena.delegates)


def _small_step(arena: Arena) -> Variant:
    if arena.step <= arena.cuts.incremental_step or arena.step == 0.0:
        return None
    shrink = 0.5 * arena.cuts.incremental_step / arena.step
    proposal = arena.status_quo + shrink * (arena.proposal - arena.status_quo)
    return "the bill was an incremental step", arena.replace(proposal=proposal)


FACTS: tuple[Callable[[Arena], Variant], ...] = (
    _pivot,
    _split_executive,
    _willing,
    _engagement,
    _apart,
    _willing_and_apart,
    _path,
    _small_step,
    _trade,
    _mobile,
    _specific,
    _no_exports,
    _closed,
    _delegates,
)
"""Facts to turn, each a function from an arena to what was otherwise and the arena then; None
where the fact has no meaning in the case."""


def turned_by(
    arena: Arena, before: Mapping[str, Prediction | None]
) -> Iterator[tuple[str, dict[str, Prediction | None]]]:
    """Yield the facts that would change what some lenses predict and leave others as they are.

    Parameters
    ----------
    arena
        The arena.
    before
        Prediction of each lens as things are.

    Yields
    ------
    fact, after
        What was otherwise, and the new prediction of the lenses that change.
    """
    for fact in FACTS:
        variant = fact(arena)
        if variant is None:
            continue
        what, other = variant
        after = {lens.card.id: lens.read(other).prediction for lens in LENSES}
        changed = {name: said for name, said in after.items() if said != before[name]}
        if changed and len(changed) < len(before):
            yield what, changed
