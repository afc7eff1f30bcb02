"""Coding: every number of a case stands at one place of the game, with its path."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from winset.cases.paths.paths import value_at
from winset.translate import coded_game

RANGE = {"low": 0.1, "likely": 0.2, "high": 0.4}
REASON = {"labour": {"axis": "reason", "title": "L", "low": "no", "high": "yes"}}
STAGES = {
    "formulation": {
        "start": "2000-01-01",
        "proposal": "2000-02-01",
        "quality": 0.9,
        "work_days": 30,
        "coordination": 0.25,
        "division": 0.5,
    },
    "voting": {"deadline": {"low": "2000-05-01", "likely": "2000-05-24", "high": "2000-06-01"}},
}
FULL: dict[str, Any] = {
    "level": "group",
    "position": {"openness": 0.9, "labour": 0.1},
    "salience": {"openness": 0.8, "labour": 0.7},
    "capacity": 3,
    "no_agreement": -0.05,
    "willingness": {"payoff": 0.1, "polarization": 0.2, "opposition": 0.3},
    "pivotal": {"impact": 0.4, "cost_of_staying_out": 0.5, "resources": 0.6},
    "lobbying": {"from": "2000-01-10", "attention": 0.75},
    "broker": True,
    "conditional_on_proposal": True,
}


@pytest.fixture
def coded(toy_case: Any, toy_parameters: Any) -> Any:
    axis = {"axis": "vote", "title": "O", "low": "l", "high": "h"}
    case = toy_case(
        (0.0, 1.0),
        quota=1,
        members={"spread": {"openness": 0.1}},
        others={"full": FULL, "bare": {"level": "group"}},
        issues={"openness": axis | {"status_quo": RANGE, "proposal": 0.8}} | REASON,
        pressure=[{"from": "full", "to": "m1", "strength": 0.15, "since": "2000-03-01"}],
        framing=[
            {
                "title": "f",
                "issue": "openness",
                "toward": 0.85,
                "strength": 0.2,
                "actors": ["m1"],
                "willingness": 0.9,
            }
        ],
        reverberation=[{"from": "full", "actors": ["m2"], "strength": -0.1}],
        stages=STAGES,
        elections=["2000-11-07"],
    )
    return coded_game(case, toy_parameters())


def test_every_number_of_an_actor_arrives(coded: Any) -> None:
    numbers = coded.likely.numbers
    expected = {
        "capacity": 3,
        "no_agreement": -0.05,
        "payoff": 0.1,
        "polarization": 0.2,
        "opposition": 0.3,
        "impact": 0.4,
        "cost_of_staying_out": 0.5,
        "resources": 0.6,
        "attention": 0.75,
        "lobbying_start": dt.date(2000, 1, 10).toordinal(),
        "broker": 1,
        "conditional": 1,
    }
    assert {name: getattr(numbers, name)[0, 2] for name in expected} == expected
    assert numbers.position[0, 2, 0] == 0.9
    assert numbers.salience[0, 2, 0] == 0.8
    assert numbers.reason_position[0, 2, 0] == 0.1
    assert numbers.reason_salience[0, 2, 0] == 0.7


def test_what_an_actor_leaves_out_is_a_default_or_not_a_number(coded: Any) -> None:
    numbers = coded.likely.numbers
    absent = ("payoff", "impact", "lobbying_start")
    assert all(np.isnan(getattr(numbers, name)[0, 3]) for name in absent)
    assert np.isnan(numbers.position[0, 3, 0])
    assert np.isnan(numbers.reason_position[0, 3, 0])
    assert numbers.salience[0, 3, 0] == 1.0
    conduct = (numbers.capacity, numbers.no_agreement, numbers.attention)
    assert [float(array[0, 3]) for array in conduct] == [0, 0, 1]


def test_links_stages_and_elections_arrive(coded: Any) -> None:
    numbers = coded.likely.numbers
    assert numbers.tie_strength.tolist() == [[0.15]]
    assert numbers.tie_since.tolist() == [[dt.date(2000, 3, 1).toordinal()]]
    assert (numbers.frame_toward[0, 0], numbers.frame_strength[0, 0]) == (0.85, 0.2)
    assert (numbers.frame_willingness[0, 0], numbers.signal_strength[0, 0]) == (0.9, -0.1)
    stage = [numbers.quality, numbers.work_days, numbers.coordination, numbers.division]
    assert [float(array[0, 0]) for array in stage] == [0.9, 30, 0.25, 0.5]
    assert numbers.deadline[0, 0] == dt.date(2000, 5, 24).toordinal()
    assert numbers.next_election.tolist() == [[dt.date(2000, 11, 7).toordinal()]]


def test_the_parameter_block_arrives(coded: Any) -> None:
    numbers = coded.likely.numbers
    assert numbers.theta[0, 0] == 1
    assert numbers.lobbying_window_days[0, 0] == 100
    assert numbers.full_stake[0, 0] == 0.5
    assert numbers.shock_sizes.tolist() == [[0, 0, 0, 0]]
    factors = (numbers.willingness_factor, numbers.fund_factor, numbers.engagement_factor)
    assert all((array == 1).all() for array in factors)


def test_every_input_is_a_path_of_the_case_and_stands_where_it_says(coded: Any) -> None:
    for item in coded.inputs:
        for name, index in item.places:
            assert getattr(coded.likely.numbers, name)[(0, *index)] == item.likely, item.path
        if not item.path.startswith(("parameters.", "scales.")):
            written = value_at(coded.case, item.path)
            likely = written.likely.toordinal() if item.is_date else written.likely
            assert likely == item.likely, item.path


def test_every_number_written_in_the_case_is_an_input(coded: Any) -> None:
    paths = {item.path for item in coded.inputs}
    assert len(paths) == len(coded.inputs)
    for part in ("position.openness", "salience.labour", "capacity", "pivotal.impact"):
        assert f"actors.full.{part}" in paths
    assert {"pressure.0.strength", "framing.0.willingness", "reverberation.0.strength"} <= paths
    assert {"issues.openness.status_quo", "stages.formulation.proposal"} <= paths
    assert {"parameters.theta", "parameters.shocks.member"} <= paths
    assert not any(path.startswith("actors.bare") for path in paths)


def test_without_a_proposal_the_status_quo_stands_at_both_places(
    toy_case: Any, toy_parameters: Any
) -> None:
    axis = {"axis": "vote", "title": "O", "low": "l", "high": "h", "status_quo": 0.3}
    coded = coded_game(toy_case(issues={"openness": axis}), toy_parameters())
    assert coded.likely.numbers.proposal.tolist() == [[0.3]]
    changed = coded.at(coded.likely_values[None, :] * 0 + 0.6)
    assert changed.numbers.proposal[0, 0] == changed.numbers.status_quo[0, 0] == 0.6
