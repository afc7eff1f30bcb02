"""Sections of a Report about coalitions: who votes, pays, opposes and is pivotal."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from winset.games.domestic import Floats, NamedMembers
from winset.games.members import member_label
from winset.reports.domestic import bill_parts as parts
from winset.results.power.power_values import PowerResult, Value
from winset.results.ratification.ratification import (
    ChamberReading,
    RatificationPrice,
    covers,
    finite,
)
from winset.solvers.coalitions.contributions import Field, member_positions
from winset.solvers.coalitions.deadlock import (
    DeadlockCoalition,
    divide_and_conquer,
    opponent_distances,
)
from winset.solvers.coalitions.engagement import has_engagement
from winset.solvers.coalitions.pivotal import swings
from winset.solvers.coalitions.ratification_price import price_in


def winning_coalition(field: Field, likely: RatificationPrice) -> list[parts.CoalitionPart]:
    """Minimum winning coalition at likely values: voters, payers, those who acquiesce.

    Empty where nothing buys ratification. Payers are the fewest supporters whose contributions
    cover the price, largest first; all of them where they do not suffice.
    """
    if not np.isfinite(likely.price[0]):
        return []
    names = field.game.labels.actors
    voters = [part for chamber in likely.chambers for part in _voters(names, field, chamber)]
    return voters + _payers(names, field, likely) + _acquiescing(field, likely)


def _voters(
    names: tuple[str, ...], field: Field, chamber: ChamberReading
) -> list[parts.CoalitionPart]:
    if chamber.quota[0] <= 0:
        return []
    bloc = _bloc(field, chamber.name)
    inside = cheapest_coalition(chamber)
    unpaid = chamber.surplus[0] >= 0.0
    paid = chamber.payments() * chamber.weight
    found = []
    for row in dict.fromkeys(int(b) for b in bloc):
        mine = (bloc == row) & inside
        if not mine.any():
            continue
        found.append(
            parts.CoalitionPart(
                actor=names[row],
                role="votes",
                chamber=chamber.name,
                unpaid=int((mine & unpaid).sum()),
                bought=int((mine & ~unpaid).sum()),
                paid=float(paid[mine].sum()),
                bought_members=_names(field, chamber.name, mine & ~unpaid, paid),
            )
        )
    return found


def _names(
    field: Field, chamber: str, chosen: np.ndarray[tuple[int], np.dtype[np.bool_]], paid: Floats
) -> list[str]:
    """Real members among the chosen, the dearest first; empty in a chamber of blocs."""
    named = field.game.labels.members_of(chamber)
    if named is None:
        return []
    rows = np.flatnonzero(chosen & named.is_real)
    return [_label(named, int(row)) for row in rows[np.argsort(-paid[rows], kind="stable")]]


def _label(named: NamedMembers, row: int) -> str:
    name = named.names[row] or named.ids[row]
    return member_label(name, named.parties[row], named.states[row])


def cheapest_coalition(chamber: ChamberReading) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Find which members belong to the cheapest coalition that holds, if any."""
    bought = np.isfinite(chamber.price[0]) and chamber.quota[0] > 0
    return in_coalition(chamber.entry[0], int(chamber.size[0]) if bought else 0)


def in_coalition(entry: Floats, size: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Find which members belong to the coalition of the given size: the most favourable ones."""
    inside = np.zeros(entry.size, dtype=np.bool_)
    inside[np.argsort(-entry, kind="stable")[:size]] = True
    return inside


def _bloc(field: Field, name: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return next(c.seating.bloc for c in field.chambers if c.name == name)


def _payers(
    names: tuple[str, ...], field: Field, likely: RatificationPrice
) -> list[parts.CoalitionPart]:
    gives = field.by_actor(1)[0]
    found: list[parts.CoalitionPart] = []
    collected = np.zeros(1)
    for row in sorted(np.flatnonzero(gives > 0.0), key=lambda r: (-gives[r], r)):
        if covers(collected, likely.price[:1])[0]:
            break
        collected = collected + gives[row]
        found.append(
            parts.CoalitionPart(actor=names[row], role="pays", contributes=float(gives[row]))
        )
    return found


def _acquiescing(field: Field, likely: RatificationPrice) -> list[parts.CoalitionPart]:
    clause = likely.clauses[int(likely.clause[0])]
    labels = field.game.labels
    needed = list(dict.fromkeys((*clause.players, *clause.acquiescences)))
    gate = field.game.institutions.gatekeeper
    if gate is not None and labels.actors[gate] not in needed:
        needed.append(labels.actors[gate])
    return [
        parts.CoalitionPart(
            actor=name,
            role="acquiesces",
            paid=finite(likely.player_price[0, labels.actor(name)]),
        )
        for name in needed
    ]


def reach(field: Field, likely: RatificationPrice) -> parts.Reach:
    """Farthest member the budget brings in, over the chambers of the cheapest clause."""
    from winset.kernels.price import chamber_prices

    labels = field.game.labels
    farthest: tuple[float, str, int, str] | None = None
    for chamber in likely.chambers:
        if chamber.quota[0] <= 0 or chamber.robust[0] <= 0:
            continue
        _, size, _ = chamber_prices(chamber.entry, chamber.robust, chamber.fund)
        inside = in_coalition(chamber.entry[0], int(size[0]))
        bought = np.flatnonzero(inside & (chamber.surplus[0] < 0.0))
        if not bought.size:
            continue
        last = int(bought[chamber.surplus[0][bought].argmin()])
        loss = float(chamber.surplus[0, last])
        actor = labels.actors[int(_bloc(field, chamber.name)[last])]
        if farthest is None or loss < farthest[0]:
            farthest = (loss, actor, last, chamber.name)
    if farthest is None:
        return parts.Reach(
            farthest_bought=None, position=None, reason="no member is bought within the budget"
        )
    named = labels.members_of(farthest[3])
    return parts.Reach(
        farthest_bought=farthest[1],
        position=places_of_members(field, farthest[3], slice(farthest[2], farthest[2] + 1))[0],
        member=_label(named, farthest[2]) if named and named.is_real[farthest[2]] else None,
    )


def places_of_members(
    field: Field, chamber: str, which: slice = slice(None)
) -> list[dict[str, float]]:
    """Position of each member of a chamber on the vote axes it has one on, at likely values.

    Parameters
    ----------
    field, chamber
        Which members; in the order of the chamber's seats.
    which
        Only these of them.
    """
    seating = next(c.seating for c in field.chambers if c.name == chamber)
    issues = field.game.labels.vote_issues
    return [
        {issue: float(at) for issue, at in zip(issues, places, strict=True) if np.isfinite(at)}
        for places in member_positions(field.game, field.surplus, seating)[0][which]
    ]


def deadlock_section(
    field: Field, deadlock: DeadlockCoalition, joins: Floats
) -> parts.DeadlockCoalition:
    """Deadlock coalition at likely values, with the share of draws in which each joins."""
    labels = field.game.labels
    total = float(deadlock.contributes.sum())
    members = [
        parts.DeadlockMember(
            actor=labels.actors[row],
            share=float(deadlock.contributes[row] / total) if total > 0.0 else 0.0,
            contributes=float(deadlock.contributes[row]),
            joins=None if labels.levels[row] == "legislature" else float(joins[row]),
            opposing_members=(
                int(deadlock.opposing_members[row]) if labels.levels[row] == "legislature" else None
            ),
        )
        for row in deadlock.members
    ]
    near, far = (float(value) for value in _cut_points(field))
    pairs = [
        parts.OpponentPair(
            actors=(labels.actors[pair.first], labels.actors[pair.second]),
            vote_distance=pair.vote,
            reason_distance=pair.reasons,
        )
        for pair in opponent_distances(field)
        if pair.vote <= near and pair.reasons >= far
    ]
    cohesion, reasons = finite(deadlock.cohesion[0]), finite(deadlock.cohesion_reasons[0])
    return parts.DeadlockCoalition(
        members=members,
        cohesion=cohesion,
        cohesion_reasons=reasons,
        convenience=bool(pairs),
        convenience_pairs=sorted(pairs, key=lambda p: (-p.reason_distance, p.actors)),
        divide_and_conquer=_divisions(field),
        reason=_missing_cohesion(cohesion, reasons),
    )


def _cut_points(field: Field) -> tuple[float, float]:
    numbers = field.game.numbers
    return numbers.convenience_near[0, 0], numbers.convenience_far[0, 0]


def _missing_cohesion(cohesion: float | None, reasons: float | None) -> str | None:
    if cohesion is None:
        return "nobody spends against the bill"
    return "the case has no reason axes" if reasons is None else None


def _divisions(field: Field) -> list[parts.DivideAndConquer]:
    names = field.game.labels.actors
    before = float(price_in(field).price[0])
    found = []
    for division in divide_and_conquer(field):
        entry, after = finite(division.entry_price), finite(division.price_after)
        saves = entry is not None and after is not None and entry + after < before
        found.append(
            parts.DivideAndConquer(
                actor=names[division.actor],
                entry_price=entry,
                price_after=after,
                worthwhile=saves,
                reason="it cannot be bought: no willingness to bargain" if entry is None else None,
            )
        )
    return found


def pivotal_section(
    field: Field, shapley: PowerResult, banzhaf: PowerResult
) -> list[parts.PivotalActor]:
    """Four readings of a pivot for every actor, one entry for each chamber it sits in."""
    labels = field.game.labels
    swing = swings(field.game)
    threshold = float(field.game.numbers.engagement_threshold[0, 0])
    coded = has_engagement(field.game)
    found = []
    for row, name in enumerate(labels.actors):
        power = _power(name, shapley.values, banzhaf.values)
        engaged = float(field.engagement[0, row]) if coded[row] else None
        takes_side = bool(field.surplus.total[0, row] != 0.0)
        for chamber, de_swaan in _de_swaan(field, row):
            found.append(
                parts.PivotalActor(
                    actor=name,
                    chamber=chamber,
                    axis=labels.vote_issues[0] if chamber and labels.vote_issues else None,
                    de_swaan=de_swaan,
                    swing=bool(swing.pivotal[row]) if takes_side else None,
                    turns_verdict=bool(swing.turns[row]) if takes_side else None,
                    power=power,
                    engagement=engaged,
                    engaged=None if engaged is None else engaged >= threshold,
                    broker=bool(field.game.numbers.broker[0, row] > 0.0),
                )
            )
    return found


def _power(
    name: str, shapley: Mapping[str, Value], banzhaf: Mapping[str, Value]
) -> parts.PowerRead | None:
    if name not in shapley:
        return None
    return parts.PowerRead(shapley_shubik=float(shapley[name]), banzhaf=float(banzhaf[name]))


def _de_swaan(field: Field, row: int) -> list[tuple[str | None, bool | None]]:
    """De Swaan reading in each chamber the actor sits in, on the first vote axis."""
    labels = field.game.labels
    mine = np.flatnonzero(labels.seats[row] > 0)
    if not mine.size or not labels.vote_issues:
        return [(None, None)]
    position = field.surplus.position[0, :, 0]
    found: list[tuple[str | None, bool | None]] = []
    for column in mine:
        weight = labels.seats[:, column].astype(float)
        right = float(weight[position > position[row]].sum())
        left = float(weight[position < position[row]].sum())
        found.append((labels.chambers[column], abs(right - left) <= weight[row]))
    return found
