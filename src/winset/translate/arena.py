"""From a case to the arena of the lenses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from winset.cases.model.actors import Actor
from winset.cases.model.case import Case
from winset.cases.model.lens_inputs import BargainingAdvantage, FurtherActor, LensFields
from winset.cases.model.lens_inputs import Economy as CodedEconomy
from winset.cases.model.quantities import DateQuantity, Quantity
from winset.games.arena import (
    Advantages,
    Arena,
    Beliefs,
    Economy,
    Factor,
    Floats,
    PathToChange,
    Perception,
    Sector,
    Stages,
    Tie,
)
from winset.games.cut_points import CutPoints
from winset.translate.rule import rule_of

_KINDS = {
    "executive": "agency",
    "legislature": "bloc",
    "group": "group",
    "foreign": "foreign",
}


def arena_of(case: Case, cuts: CutPoints | None = None) -> Arena:
    """Arena of a case at likely values.

    Parameters
    ----------
    case
        A domestic case; what its `lenses` leave out is left out in the arena.
    cuts
        Cut points; the default ones if not given.

    Raises
    ------
    InputError
        If the rule does not fit the chambers.

    Notes
    -----
    Every number enters at its likely value. Further actors of `lenses` come last and hold no seats.
    Pressure ties are read as undirected where a lens looks at ties.
    """
    given = case.lenses or LensFields()
    everybody: dict[str, Actor | FurtherActor] = {**case.actors, **given.further_actors}
    votes = [name for name, issue in case.issues.items() if issue.axis == "vote"]
    reasons = [name for name, issue in case.issues.items() if issue.axis == "reason"]
    quo = {name: case.issues[name].status_quo for name in votes}
    return Arena(
        actors=tuple(everybody),
        titles=tuple(_title(name, actor) for name, actor in everybody.items()),
        levels=tuple(a.level if isinstance(a, Actor) else a.kind for a in everybody.values()),
        kinds=tuple(_kind(actor) for actor in everybody.values()),
        parties=tuple(a.party if isinstance(a, Actor) else None for a in everybody.values()),
        issues=tuple(votes),
        reasons=tuple(reasons),
        status_quo=np.array([_value(quo[name], 0.0) for name in votes]),
        proposal=np.array(
            [_value(case.issues[n].proposal or quo[n], 0.0) for n in votes], dtype=np.float64
        ),
        position=_table(everybody, "position", votes, np.nan),
        salience=_table(everybody, "salience", votes, 1.0),
        reason_position=_table(everybody, "position", reasons, np.nan),
        reason_salience=_table(everybody, "salience", reasons, 1.0),
        capacity=np.array([actor.capacity.likely for actor in everybody.values()]),
        **_conduct(everybody),
        rule=rule_of(case, with_people=False),
        chief_executive=case.chief_executive,
        president_party=given.president_party or _party_of(case),
        delegates=given.delegates,
        seats=tuple(given.seats.get(name) for name in everybody),
        advantages=tuple(_advantages(given.advantages.get(name)) for name in everybody),
        ties=_ties(given),
        pressure=tuple(
            Tie(t.source, t.target, t.strength.likely, _day(t.since)) for t in case.pressure
        ),
        economy=None if given.economy is None else _economy(given.economy),
        beliefs=_beliefs(given, tuple(everybody)),
        perceptions=_perceptions(given, votes),
        paths_to_change=_paths(given),
        stages=_stages(case),
        cuts=cuts or CutPoints(),
    )


def _party_of(case: Case) -> str | None:
    """Party of the chief executive, as the actors say it."""
    return case.actors[case.chief_executive].party if case.chief_executive else None


def _title(name: str, actor: Actor | FurtherActor) -> str:
    return actor.title or name.replace("-", " ").capitalize()


def _kind(actor: Actor | FurtherActor) -> str:
    return _KINDS[actor.level] if isinstance(actor, Actor) else actor.kind


def _value(quantity: Quantity | None, missing: float) -> float:
    return missing if quantity is None else float(quantity.likely)


def _day(date: DateQuantity | None) -> float:
    return float("nan") if date is None else float(date.likely.toordinal())


def _table(
    actors: Mapping[str, Actor | FurtherActor], field: str, issues: Sequence[str], missing: float
) -> Floats:
    rows = [
        [_value(getattr(actor, field).get(issue), missing) for issue in issues]
        for actor in actors.values()
    ]
    return np.array(rows, dtype=np.float64).reshape(len(actors), len(issues))


def _part(actors: Mapping[str, Actor | FurtherActor], group: str, field: str) -> Floats:
    found = []
    for actor in actors.values():
        parts = getattr(actor, group, None)
        found.append(np.nan if parts is None else getattr(parts, field).likely)
    return np.array(found, dtype=np.float64)


def _conduct(actors: Mapping[str, Actor | FurtherActor]) -> dict[str, Floats]:
    """Elements of willingness and conditions of a pivotal role, by field of the arena."""
    parts = {
        "willingness": ("payoff", "polarization", "opposition"),
        "pivotal": ("impact", "cost_of_staying_out", "resources"),
    }
    return {
        field: _part(actors, group, field) for group, fields in parts.items() for field in fields
    }


def _ties(given: LensFields) -> tuple[Tie, ...]:
    return tuple(
        Tie(
            tie.between[0],
            tie.between[1],
            tie.strength.likely,
            _day(tie.since),
            _day(tie.until),
            tie.kind,
        )
        for tie in given.ties
    )


def _perceptions(given: LensFields, votes: Sequence[str]) -> tuple[Perception, ...]:
    return tuple(
        Perception(
            seen.by,
            seen.of,
            tuple(_value(seen.position.get(name), np.nan) for name in votes),
            _value(seen.capacity, np.nan),
        )
        for seen in given.perceptions
    )


def _advantages(coded: BargainingAdvantage | None) -> Advantages:
    if coded is None:
        return Advantages()
    parts = (coded.control, coded.information, coded.access, coded.persuasion)
    return Advantages(*(_value(part, np.nan) for part in parts))


def _economy(coded: CodedEconomy) -> Economy:
    factors = coded.factors
    named = {name: getattr(factors, name, None) for name in ("capital", "land", "labour")}
    return Economy(
        trade=coded.trade,
        factors=tuple(
            Factor(
                name,
                factor.abundance == "abundant",
                _value(factor.income_share, np.nan),
                tuple(factor.owners),
            )
            for name, factor in named.items()
            if factor is not None
        ),
        sectors=tuple(
            Sector(
                name,
                sector.price_change.likely,
                sector.employment_share.likely,
                sector.labour_cost_share.likely,
                sector.elasticity.likely,
                _value(sector.consumption_share, np.nan),
                tuple(sector.capital),
                tuple(sector.labour),
            )
            for name, sector in coded.sectors.items()
        ),
        specificity=_value(coded.specificity, np.nan),
        collective_action_cost=_value(coded.collective_action_cost, np.nan),
        majoritarian=_value(coded.majoritarian, np.nan),
    )


def _beliefs(given: LensFields, actors: tuple[str, ...]) -> Beliefs | None:
    if not given.beliefs:
        return None
    items = tuple(given.belief_items)
    days = sorted({wave.date.likely.toordinal() for wave in given.beliefs})
    holds = np.full((len(days), len(actors), len(items)), np.nan)
    for wave in given.beliefs:
        place = days.index(wave.date.likely.toordinal())
        for item, quantity in wave.holds.items():
            holds[place, actors.index(wave.actor), items.index(item)] = quantity.likely
    return Beliefs(
        items,
        tuple(item.tier for item in given.belief_items.values()),
        np.array([item.weight.likely for item in given.belief_items.values()]),
        np.array(days, dtype=np.float64),
        holds,
    )


def _paths(given: LensFields) -> tuple[PathToChange, ...] | None:
    if "paths_to_change" not in given.model_fields_set:
        return None
    return tuple(
        PathToChange(path.kind, path.title, _day(path.date), path.favours == "change")
        for path in given.paths_to_change
    )


def _stages(case: Case) -> Stages:
    if case.stages is None:
        return Stages()
    deadline = _day(case.stages.voting.deadline)
    formulation = case.stages.formulation
    if formulation is None:
        return Stages(deadline=deadline)
    return Stages(
        start=_day(formulation.start),
        proposal=_day(formulation.proposal),
        deadline=deadline,
        division=_value(formulation.division, np.nan),
        coordination=_value(formulation.coordination, np.nan),
    )
