"""Rival lenses on one case: their readings, where they agree, and what would distinguish them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from itertools import combinations
from typing import Literal

from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.games.arena import Arena
from winset.games.cut_points import CutPoints, cut_point_meanings
from winset.reports import lens_report as parts
from winset.results.lenses.lens_reading import LensReading
from winset.solvers.lenses.belief_distance import adjusted_rand
from winset.solvers.lenses.catalogue import LENSES
from winset.studies.arguments import refuse_no_case
from winset.studies.lenses.facts_otherwise import turned_by
from winset.translate.arena import arena_of

MODEL_DRAWS = 2000
"""Draws of the model's own verdict beside the lenses, as many as `analyze` takes by default."""

_SIDES: Mapping[int, Literal["for", "against"] | None] = {1: "for", -1: "against", 0: None}


def lenses(
    case: Case,
    *,
    cut_points: Mapping[str, float] | None = None,
    parameters: Parameters | None = None,
) -> parts.LensReport:
    """Read a case through every lens and compare what they say.

    What does each approach of the literature predict here, whom can it not see, and which fact
    would distinguish it from the others?

    Parameters
    ----------
    case
        A domestic case. What its optional `lenses` leave out makes lenses abstain.
    cut_points
        Cut points to set, by name; the others stay at their defaults.
    parameters
        Parameter block for the model's own verdict; the default one if not given.

    Returns
    -------
    LensReport

    Raises
    ------
    InputError
        If it is no domestic case or has a contradiction, or a cut point does not exist or is out
        of bounds.

    Notes
    -----
    All numbers enter the lenses at their likely values and nothing is drawn. The model's own
    verdict is the most frequent outcome over 2,000 draws with seed 0, as in `analyze`. The outcome
    of the case is compared with the readings, it enters none.
    """
    refuse_no_case(case)
    from winset.cases.checks.contradictions import contradictions

    wrong = contradictions(case)
    if wrong:
        problem = wrong[0]
        raise InputError(f"{problem.path}: {problem.what}", problem.right)
    cuts = CutPoints().changed(cut_points or {})
    arena = arena_of(case, cuts)
    readings = [lens.read(arena) for lens in LENSES]
    passed = None if case.outcome is None else case.outcome.verdict == "passes"
    model, reason = _model(case, parameters, passed)
    return parts.LensReport(
        case=case.id,
        title=case.title,
        version=version("winset"),
        cut_points=cuts.to_dict(),
        cut_point_meanings=cut_point_meanings(),
        happened=_happened(case),
        model=model,
        model_reason=reason,
        readings=[_reading(reading, passed) for reading in readings],
        actors=_actors(case, arena, readings),
        agreements=[_agreement(one, other) for one, other in combinations(readings, 2)],
        tells_apart=[*_sides_apart(arena, readings), *_changes_apart(arena, readings)],
    )


def _happened(case: Case) -> parts.Happened | None:
    outcome = case.outcome
    if outcome is None:
        return None
    return parts.Happened(
        verdict=outcome.verdict,
        passed=outcome.verdict == "passes",
        date=outcome.date.isoformat(),
        tally={chamber: list(votes) for chamber, votes in outcome.tally.items()},
    )


def _model(
    case: Case, parameters: Parameters | None, passed: bool | None
) -> tuple[parts.ModelVerdict | None, str | None]:
    from winset.cases.file.read_parameters import read_parameters
    from winset.studies.domestic.draws import monte_carlo
    from winset.translate import coded_game

    try:
        coded = coded_game(case, parameters or read_parameters())
    except InputError as error:
        return None, str(error)
    sampled = monte_carlo(coded, MODEL_DRAWS, 0)
    word = sampled.verdict_word
    prediction: parts.Prediction = "passes" if word == "passes" else "does not pass"
    agrees = None if passed is None else (prediction == "passes") == passed
    found = parts.ModelVerdict(
        verdict=word,
        prediction=prediction,
        agrees=agrees,
        passage_probability=sampled.passage_probability,
    )
    return found, None


def _reading(reading: LensReading, passed: bool | None) -> parts.Reading:
    card, said = reading.lens, reading.prediction
    return parts.Reading(
        lens=card.id,
        title=card.title,
        family=card.family,
        asks=card.asks,
        prediction=said,
        because=reading.because,
        agrees=None if said is None or passed is None else (said == "passes") == passed,
        coalitions=[
            parts.Coalition(name=c.name, members=list(c.members), side=_SIDES[c.side])
            for c in reading.coalitions
            if c.members
        ],
        matters=[parts.Decider(actor=m.actor, why=m.why, weight=m.weight) for m in reading.matters],
        measures=[
            parts.MeasureRead(name=m.name, value=m.value, meaning=m.meaning)
            for m in reading.measures
        ],
        sees=list(reading.sees),
        ignores=list(reading.ignores),
        why_blind=card.ignores,
        missing=dict(reading.missing),
        assumptions=list(card.assumptions),
        sources=list(card.sources),
    )


def _actors(case: Case, arena: Arena, readings: Sequence[LensReading]) -> list[parts.ActorSeen]:
    short = {name: actor.short for name, actor in case.actors.items()}
    if case.lenses is not None:
        short |= {name: actor.short for name, actor in case.lenses.further_actors.items()}
    return [
        parts.ActorSeen(
            actor=actor,
            title=title,
            short=short.get(actor) or title,
            level=level,
            side=_SIDES[arena.side(actor)],
            seen_by=[r.lens.id for r in readings if actor in r.sees],
            unseen_by=[r.lens.id for r in readings if actor not in r.sees],
        )
        for actor, title, level in zip(arena.actors, arena.titles, arena.levels, strict=True)
    ]


def _agreement(one: LensReading, other: LensReading) -> parts.Agreement:
    first, second = one.partition, other.partition
    shared = [actor for actor in one.actors if actor in first and actor in second]
    same = [one.side_of(actor) == other.side_of(actor) for actor in shared]
    alike = None
    if len(shared) > 1:
        alike = adjusted_rand([first[a] for a in shared], [second[a] for a in shared])
    outcome: Literal["same", "different"] | None = None
    if one.prediction is not None and other.prediction is not None:
        outcome = "same" if one.prediction == other.prediction else "different"
    return parts.Agreement(
        one=one.lens.id,
        other=other.lens.id,
        outcome=outcome,
        shared=len(shared),
        sides=sum(same) / len(same) if same else None,
        coalitions=alike,
    )


def _sides_apart(arena: Arena, readings: Sequence[LensReading]) -> list[parts.TellsApart]:
    found = []
    for actor, title in zip(arena.actors, arena.titles, strict=True):
        sides = {r.lens.id: side for r in readings if (side := r.side_of(actor))}
        if len(set(sides.values())) < 2:
            continue
        coded = _SIDES[arena.side(actor)]
        found.append(
            parts.TellsApart(
                kind="side",
                fact=f"on which side {title} stands",
                says={lens: str(_SIDES[side]) for lens, side in sides.items()},
                known=None if coded is None else f"by its position {coded}",
            )
        )
    return found


def _changes_apart(arena: Arena, readings: Sequence[LensReading]) -> list[parts.TellsApart]:
    before = {r.lens.id: r.prediction for r in readings}
    return [
        parts.TellsApart(
            kind="change",
            fact=f"if {fact}",
            says={lens: said or "abstains" for lens, said in after.items()},
            known=None,
        )
        for fact, after in turned_by(arena, before)
    ]
