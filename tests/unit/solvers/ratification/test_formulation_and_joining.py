"""Formulation, its feedback and who joins: what can be worked out by hand."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from tests.oracles.plain_vote_model import free_time, joins, worth
from tests.unit.toy_model import STILL

from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.coefficients import NAMES
from winset.games.domestic import DomesticGame
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.coalitions.engagement import engagement
from winset.solvers.coalitions.joining import joining
from winset.solvers.coalitions.surplus import actor_surplus
from winset.solvers.stages.formulation import formulation_stage
from winset.studies.domestic.analyze import analyze
from winset.translate import coded_game

QUIET = {"constant": 0.0, "division": 0.0, "broker": 0.0}
START, PROPOSAL, LAST = dt.date(2000, 1, 1), dt.date(2000, 3, 1), dt.date(2000, 5, 24)


@pytest.fixture
def block(toy_parameters: Callable[..., Parameters]) -> Callable[..., Parameters]:
    """Give a maker of blocks without valence whose votes are modelled."""

    def made(shifts: dict[str, float] | None = None, **model: Any) -> Parameters:
        given = shifts or {}
        held = {name: {"mean": given.get(name, 0.0), "sd": 0.0} for name in NAMES}
        shocks = {"bill": 0, "party": 0, "bloc": 0, "member": 0.1}
        small = {name: STILL[name] | model.pop(name, {}) for name in ("duration", "joining")}
        fields = STILL | {"coefficients": held} | small | model
        return toy_parameters(shocks=shocks, vote_model=fields)

    return made


def staged(toy_case: Any, formulation: dict[str, Any] | None = None, **fields: Any) -> Case:
    """A toy case with both stages."""
    stages = {
        "formulation": {"start": START, "proposal": PROPOSAL, "quality": 0.6}
        if formulation is None
        else {"start": START} | formulation,
        "voting": {"deadline": LAST},
    }
    return toy_case(stages=stages, **fields)


def test_lateness_lowers_what_a_proposal_is_worth(toy_case: Any, block: Any) -> None:
    game = coded_game(staged(toy_case), block(feedback=0.5)).likely
    stage = formulation_stage(game)
    days = [day.toordinal() for day in (START, PROPOSAL, LAST)]
    assert stage.lateness[0] == pytest.approx(60 / 144)
    assert stage.worth[0] == pytest.approx(worth(0.6, *days, 0.5))


def test_who_waits_is_engaged_by_what_the_proposal_is_worth(toy_case: Any, block: Any) -> None:
    waiting = {
        "level": "group",
        "position": {"openness": 1.0},
        "capacity": 1,
        "conditional_on_proposal": True,
        "engagement": {"value": 0.8},
    }
    case = staged(toy_case, others={"business": waiting})
    field = field_of(coded_game(case, block(feedback=0.5)).likely)
    row = field.game.labels.actor("business")
    assert field.engagement[0, row] == pytest.approx(0.8 * 0.6 * (1 - 0.5 * 60 / 144))


def test_lateness_enters_willingness(toy_case: Any, block: Any) -> None:
    willing = {"payoff": 0.9, "polarization": 0.2, "opposition": 0.1}
    case = staged(toy_case, members={"willingness": willing})
    field = field_of(coded_game(case, block(feedback=0.5)).likely)
    value = 0.6 * (1 - 0.5 * 60 / 144)
    assert field.willingness[0, 0] == pytest.approx((0.9 * value + 0.8 + 0.9) / 3)


def test_a_day_that_is_not_known_is_drawn(toy_case: Any, block: Any) -> None:
    case = staged(toy_case, {"work_days": 50, "division": 0.5, "coordination": 0.4})
    duration = {"constant": 0.1, "division": 0.8, "broker": 1.0, "spread": 0.5}
    coded = coded_game(case, block(duration=duration))
    stage = formulation_stage(coded.likely)
    assert stage.ready_day[0] - START.toordinal() == round(50 * math.exp(0.1 + 0.4))
    drawn = formulation_stage(coded.drawn(0, 0, 4000)).ready_day - START.toordinal()
    assert np.log(drawn).mean() == pytest.approx(math.log(50) + 0.5, abs=0.03)
    assert np.log(drawn).std() == pytest.approx(0.5, abs=0.03)


def test_a_broker_shortens_the_work(toy_case: Any, block: Any) -> None:
    broker = {
        "level": "executive",
        "position": {"openness": 0.5},
        "broker": True,
        "engagement": {"value": 0.5},
    }
    work = {"work_days": 50, "division": 0.5, "coordination": 0.4}
    case = staged(toy_case, work, others={"office": broker})
    stage = formulation_stage(coded_game(case, block(duration=QUIET | {"broker": 1.0})).likely)
    assert stage.ready_day[0] - START.toordinal() == round(50 * math.exp(-0.5 * 0.4))


def test_other_business_lowers_the_engagement_of_the_chief_executive(
    toy_case: Any, block: Any
) -> None:
    president = {
        "level": "executive",
        "position": {"openness": 0.9},
        "pivotal": {"impact": 0.9, "cost_of_staying_out": 0.9, "resources": 0.8},
    }
    war = {"what": "war", "from": "2000-01-11", "to": "2000-01-30", "source": "x"}
    talks = {"what": "talks", "from": "2000-01-21", "to": "2000-06-30", "source": "x"}
    case = staged(
        toy_case,
        others={"president": president},
        chief_executive="president",
        agenda=[war, talks],
        as_of="2000-03-01",
    )
    game = coded_game(case, block()).likely
    first, last = START.toordinal(), PROPOSAL.toordinal()
    share = free_time(
        first,
        last,
        [
            (
                dt.date.fromisoformat(one["from"]).toordinal(),
                dt.date.fromisoformat(one["to"]).toordinal(),
            )
            for one in (war, talks)
        ],
    )
    assert share < 0.7
    row = game.labels.actor("president")
    assert engagement(game)[0, row] == pytest.approx(0.8 * share)
    certain = coded_game(case, block(), votes="certain").likely
    assert engagement(certain)[0, row] == pytest.approx(0.8)


def test_formulation_effect_is_the_difference_of_two_probabilities(
    toy_case: Any, block: Any
) -> None:
    willing = {"payoff": 1.0, "polarization": 0.5, "opposition": 0.5}
    known = {"proposal": LAST, "quality": 1.0, "work_days": 10, "division": 0}
    case = staged(toy_case, known, members={"willingness": willing})
    parameters = block({"rho": 1.0}, feedback=1.0, duration={"spread": 0.1})
    report = analyze(case, draws=300, parameters=parameters)
    assert report.formulation_effect is not None
    assert report.formulation_effect < -0.05
    early = {"quality": 1.0, "work_days": 10, "division": 0}
    before = analyze(
        staged(toy_case, early, members={"willingness": willing}),
        draws=300,
        parameters=parameters,
    )
    assert before.formulation_effect is None
    found = report.passage_probability - before.passage_probability
    assert report.formulation_effect == pytest.approx(found)
    assert "its chances changed by" in report.summary()


SLOPES = {"stake": 2.0, "vote_distance": -8.0, "reason_distance": 0.0}


def opponents(toy_case: Any, block: Any, recorded: dict[str, bool]) -> DomesticGame:
    """A game against which four groups stand at different places."""
    places = {"unions": 0.0, "greens": 0.3, "farmers": 0.1, "right": 0.45}
    capacity = {"unions": 4.0, "greens": 1.0, "farmers": 2.0, "right": 3.0}
    groups = {
        name: {
            "level": "group",
            "position": {"openness": places[name]},
            "capacity": capacity[name],
        }
        | ({"joined": {"value": recorded[name]}} if name in recorded else {})
        for name in places
    }
    return coded_game(toy_case(others=groups), block(joining=SLOPES)).likely


@pytest.mark.parametrize(
    "recorded", [{}, {"unions": False}, {"right": True}, {"greens": True, "farmers": False}]
)
def test_who_joins_is_a_fixed_point(toy_case: Any, block: Any, recorded: dict[str, bool]) -> None:
    game = opponents(toy_case, block, recorded)
    surplus = actor_surplus(game).total
    names = ["unions", "greens", "farmers", "right"]
    rows = [game.labels.actor(name) for name in names]
    expected = joins(
        {name: float(game.numbers.capacity[0, row]) for name, row in zip(names, rows, strict=True)},
        {name: min(1.0, abs(surplus[0, row]) / 0.5) for name, row in zip(names, rows, strict=True)},
        {
            name: [float(game.numbers.position[0, row, 0])]
            for name, row in zip(names, rows, strict=True)
        },
        recorded,
        (2.0, -8.0),
    )
    found = joining(game, surplus)[0]
    assert {name: found[row] for name, row in zip(names, rows, strict=True)} == pytest.approx(
        expected
    )


def test_distance_on_the_reasons_has_a_slope_of_its_own(toy_case: Any, block: Any) -> None:
    reason = {"axis": "reason", "title": "Why", "low": "jobs", "high": "nature"}
    axis = {"axis": "vote", "title": "A", "low": "closed", "high": "open"}
    issues = {"openness": axis | {"status_quo": 0.2, "proposal": 0.8}, "why": reason}

    def group(why: float, capacity: float) -> dict[str, Any]:
        return {
            "level": "group",
            "position": {"openness": 0.0, "why": why},
            "capacity": capacity,
        }

    others = {"near": group(0.2, 1), "far": group(0.9, 1), "unions": group(0.1, 4)}
    slopes = {"stake": 0.0, "vote_distance": 0.0, "reason_distance": -5.0}
    game = coded_game(toy_case(issues=issues, others=others), block(joining=slopes)).likely
    found = joining(game, actor_surplus(game).total)[0]
    near, far = (found[game.labels.actor(name)] for name in ("near", "far"))
    assert near == pytest.approx(1 / (1 + math.exp(5.0 * (0.1 - 0.3))))
    assert far < 0.5 < near


def test_without_slopes_and_records_it_is_one_half(toy_case: Any, block: Any) -> None:
    foe = {"level": "group", "position": {"openness": 0.0}, "capacity": 1}
    game = coded_game(
        toy_case(others={"foe": foe}), block(joining=dict.fromkeys(SLOPES, 0.0))
    ).likely
    assert joining(game, actor_surplus(game).total)[0, -1] == 0.5
