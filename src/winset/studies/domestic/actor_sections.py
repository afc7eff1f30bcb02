"""Sections of a Report about single actors, members, axes, dates and distributions."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.cases.model.actors import Actor
from winset.cases.model.case import Case
from winset.games.domestic import Floats, NamedMembers
from winset.reports.domestic.report_tables import (
    ActorRow,
    AxisIssue,
    Distributions,
    MemberRow,
    TallyShare,
    TimelineEvent,
)
from winset.results.ratification.ratification import ChamberReading, RatificationPrice, finite
from winset.solvers.coalitions.contributions import Field
from winset.solvers.coalitions.engagement import has_engagement, trading_rate
from winset.studies.domestic.coalition_sections import cheapest_coalition, places_of_members
from winset.studies.domestic.draws import Draws, percentile
from winset.studies.domestic.persuadable import Persuadable

QUANTILES = tuple(float(level) for level in range(1, 100))
_SPREAD_SHOWN = 1.645


def axis_issues(case: Case, field: Field) -> list[AxisIssue]:
    """Axes with status quo and the proposal voted on, amendments included."""
    labels = field.game.labels
    found = []
    for name, issue in case.issues.items():
        on_vote = name in labels.vote_issues
        column = labels.vote_issues.index(name) if on_vote else 0
        found.append(
            AxisIssue(
                issue=name,
                axis=issue.axis,
                title=issue.title,
                low=issue.low,
                high=issue.high,
                status_quo=float(field.game.numbers.status_quo[0, column]) if on_vote else None,
                proposal=float(field.surplus.proposal[0, column]) if on_vote else None,
            )
        )
    return found


def title_of(name: str, actor: Actor) -> str:
    """Name of an actor for readers."""
    return actor.title or name.replace("-", " ").capitalize()


def actor_rows(case: Case, field: Field) -> list[ActorRow]:
    """Every actor at likely values."""
    spends = field.by_actor(1)[0] + field.by_actor(-1)[0]
    supporting = np.zeros(len(case.actors), dtype=np.int64)
    for chamber in field.chambers:
        np.add.at(supporting, chamber.seating.bloc, (chamber.surplus[0] >= 0.0).astype(np.int64))
    return [
        _actor_row(name, actor, row, field, float(spends[row]), int(supporting[row]))
        for row, (name, actor) in enumerate(case.actors.items())
    ]


def _actor_row(
    name: str, actor: Actor, row: int, field: Field, spends: float, supporting: int
) -> ActorRow:
    surplus = float(field.surplus.total[0, row])
    willing = float(field.willingness[0, row])
    trade = float(trading_rate(field.game, field.willingness)[0, row])
    entry: float | None = 0.0
    if surplus < 0.0:
        entry = -surplus / trade if trade > 0.0 else None
    coded = bool(has_engagement(field.game)[row])
    spends_at_all = actor.capacity.likely > 0.0
    title = title_of(name, actor)
    return ActorRow(
        actor=name,
        title=title,
        short=actor.short or title,
        level=actor.level,
        party=actor.party,
        seats=dict(actor.seats),
        position={k: v.likely for k, v in actor.position.items()},
        position_low={k: _edge(actor, k, -1.0) for k in actor.position},
        position_high={k: _edge(actor, k, 1.0) for k in actor.position},
        surplus=surplus,
        side="supports" if surplus > 0.0 else "opposes" if surplus < 0.0 else "indifferent",
        supporting_members=supporting if actor.level == "legislature" else None,
        willingness=None if np.isnan(willing) else willing,
        entry_price=entry,
        engagement=float(field.engagement[0, row]) if coded else None,
        window_share=float(field.window[0, row]) if spends_at_all else None,
        stake=float(field.stake[0, row]) if spends_at_all else None,
        capacity=actor.capacity.likely,
        contributes=spends,
    )


def _edge(actor: Actor, issue: str, sign: float) -> float:
    """End of the coded range; of a bloc, 90 % of its members lie between the ends."""
    position = actor.position[issue]
    edge = position.low if sign < 0 else position.high
    if issue in actor.spread:
        edge = position.likely + sign * _SPREAD_SHOWN * actor.spread[issue].likely
    return float(min(1.0, max(0.0, edge)))


def member_rows(field: Field, likely: RatificationPrice, draws: Draws) -> list[MemberRow]:
    """Every member of the rule's chambers at likely values, most favourable first."""
    rows: list[MemberRow] = []
    for column, chamber in enumerate(likely.chambers):
        rows.extend(_chamber_rows(field, chamber, draws, draws.supports[column]))
    return rows


def _chamber_rows(
    field: Field, chamber: ChamberReading, draws: Draws, supports: Floats
) -> list[MemberRow]:
    seating = next(c.seating for c in field.chambers if c.name == chamber.name)
    bloc = seating.bloc
    entry = chamber.entry[0]
    paid = chamber.payments() * chamber.weight
    inside = cheapest_coalition(chamber)
    order = np.argsort(-entry, kind="stable")
    places = places_of_members(field, chamber.name)
    return [
        MemberRow(
            chamber=chamber.name,
            actor=field.game.labels.actors[int(bloc[member])],
            rank=rank + 1,
            position=places[member],
            surplus=float(chamber.surplus[0, member]),
            entry_price=finite(max(0.0, -float(entry[member])) * chamber.weight),
            paid=float(paid[member]),
            in_coalition=bool(inside[member]),
            p_supports=float(supports[member]),
            **_person(seating.named, draws.persuadable.get(chamber.name), int(member)),
        )
        for rank, member in enumerate(order)
    ]


def _person(named: NamedMembers | None, near: Persuadable | None, row: int) -> dict[str, Any]:
    """Find who a real member is and how persuadable; nothing for the member of a bloc."""
    if named is None or near is None or not named.is_real[row]:
        return {}
    return {
        "member": named.ids[row],
        "name": named.names[row] or named.ids[row],
        "party": named.parties[row] or None,
        "state": named.states[row] or None,
        "district": named.districts[row] or None,
        "p_yes": float(named.chance[row]),
        "p_pivotal": float(near.pivotal[row]),
        "expected_price": finite(near.price[row]),
    }


def distributions(draws: Draws, chambers: tuple[str, ...]) -> Distributions:
    """Quantiles of price, budget, fund and margin, and the distribution of each tally."""
    with np.errstate(invalid="ignore"):
        margin = draws.budget - draws.price

    def shares(tally: NDArray[np.int64]) -> list[TallyShare]:
        votes, counts = np.unique(tally, return_counts=True)
        return [
            TallyShare(votes=int(v), share=float(c) / draws.count)
            for v, c in zip(votes, counts, strict=True)
        ]

    def at_levels(values: Floats) -> list[float | None]:
        return [percentile(values, level) for level in QUANTILES]

    return Distributions(
        quantiles=[level / 100.0 for level in QUANTILES],
        price=at_levels(draws.price),
        budget=at_levels(draws.budget),
        opposition_fund=at_levels(draws.fund),
        margin=at_levels(margin),
        votes={name: shares(draws.recorded[:, c]) for c, name in enumerate(chambers)},
        robust={name: shares(draws.robust[:, c]) for c, name in enumerate(chambers)},
    )


def timeline(case: Case, field: Field) -> list[TimelineEvent]:
    """Dates of both stages, of the lobbying, of elections near by and of the outcome."""
    if case.stages is None:
        return []
    deadline = case.stages.voting.deadline.likely
    ready = _day(field.formulation.ready_day[0])
    formulation = case.stages.formulation
    events = []
    if formulation is not None:
        events.append(
            TimelineEvent(
                label="Formulation stage",
                start=formulation.start.likely.isoformat(),
                end=min(ready or deadline, deadline).isoformat(),
                kind="formulation",
            )
        )
    if ready is not None and ready <= deadline:
        events.append(
            TimelineEvent(label="Proposal ready", start=ready.isoformat(), kind="proposal")
        )
    events += _lobbying(case, field, deadline)
    events.append(TimelineEvent(label="Vote", start=deadline.isoformat(), kind="vote"))
    events += [
        TimelineEvent(label="Election", start=day.isoformat(), kind="election")
        for day in case.elections
        if abs((day - deadline).days) <= 400
    ]
    if case.outcome is not None:
        word = {"passes": "Passed", "stalls": "Stalled", "withdrawn": "Withdrawn"}
        label = word.get(case.outcome.verdict, "Failed")
        events.append(
            TimelineEvent(label=label, start=case.outcome.date.isoformat(), kind="outcome")
        )
    return events


def _day(ordinal: float) -> dt.date | None:
    return dt.date.fromordinal(round(ordinal)) if np.isfinite(ordinal) else None


def _lobbying(case: Case, field: Field, deadline: dt.date) -> list[TimelineEvent]:
    from winset.solvers.stages.voting import lobbying_days

    days = lobbying_days(field.game, field.formulation, field.surplus.total)[0]
    events = []
    for row, (name, actor) in enumerate(case.actors.items()):
        if actor.capacity.likely <= 0.0 or not np.isfinite(days[row]) or days[row] <= 0.0:
            continue
        surplus = field.surplus.total[0, row]
        start = deadline - dt.timedelta(days=float(days[row]))
        events.append(
            TimelineEvent(
                label=actor.short or title_of(name, actor),
                start=start.isoformat(),
                end=deadline.isoformat(),
                kind="lobbying",
                actor=name,
                side="supports" if surplus > 0 else "opposes" if surplus < 0 else "indifferent",
            )
        )
    return events
