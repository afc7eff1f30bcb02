"""The formulation stage: division, coordination, the ready day and quality."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from winset.solvers.stages.formulation import (
    coordination_with_brokers,
    days_left_when_ready,
    division_of_executive,
    formulation_stage,
)
from winset.translate import coded_game

DEADLINE = dt.date(2000, 5, 24)


def official(ideal: float, **more: Any) -> dict[str, Any]:
    return {"level": "executive", "position": {"openness": ideal}} | more


def stages(**formulation: Any) -> dict[str, Any]:
    return {
        "formulation": {"start": DEADLINE - dt.timedelta(days=10)} | formulation,
        "voting": {"deadline": DEADLINE},
    }


@pytest.fixture
def sharp_game(toy_case: Any, toy_parameters: Any) -> Any:
    """Give a maker of games as countries of a negotiation have them, where division recedes."""

    def made(**fields: Any) -> Any:
        return coded_game(toy_case(**fields), toy_parameters(), votes="certain").likely

    return made


@pytest.mark.parametrize(
    ("coordination", "left"), [(0, 0.0), (0.25, 1.440), (0.5, 3.550), (0.75, 5.037), (1, 6.0)]
)
def test_ten_days_four_of_work_division_four_fifths_tau_two(
    coordination: float, left: float
) -> None:
    # T = 10, Q = 4, D0 = 0.8, tau = 2; without coordination 3.589 days of work are done: not ready.
    division = np.array([0.8 * (1 - coordination)])
    days = days_left_when_ready(division, np.array([10.0]), np.array([4.0]), np.array([2.0]))
    if coordination == 0:
        done = 0.2 * 10 + 0.8 * 2 * (1 - np.exp(-5.0))
        assert days[0] == pytest.approx(-(4 - done))
    else:
        assert days[0] == pytest.approx(left, abs=5e-4)


@pytest.mark.parametrize(
    ("coordination", "left"), [(0.25, 1.440), (0.5, 3.550), (0.75, 5.037), (1, 6.0)]
)
def test_the_same_numbers_come_out_of_a_case(
    sharp_game: Any, coordination: float, left: float
) -> None:
    game = sharp_game(stages=stages(work_days=4, division=0.8, coordination=coordination))
    found = formulation_stage(game)
    assert DEADLINE.toordinal() - found.ready_day[0] == pytest.approx(left, abs=5e-4)
    assert found.quality[0] == 1.0
    assert found.is_ready[0]
    assert not found.known


def test_undivided_work_is_done_after_as_many_days_as_it_takes(toy_game: Any) -> None:
    found = formulation_stage(toy_game(stages=stages(work_days=7)))
    assert found.division[0] == 0.0
    assert found.ready_day[0] == pytest.approx(DEADLINE.toordinal() - 3)


def test_what_is_missing_at_the_deadline_lowers_quality(sharp_game: Any) -> None:
    found = formulation_stage(sharp_game(stages=stages(work_days=40)))
    assert not found.is_ready[0]
    assert found.quality[0] == pytest.approx(0.25)
    assert found.ready_day[0] > DEADLINE.toordinal()


def test_coded_quality_multiplies_the_share_of_work_done(sharp_game: Any) -> None:
    found = formulation_stage(sharp_game(stages=stages(work_days=40, quality=0.5)))
    assert found.quality[0] == pytest.approx(0.125)


def test_work_that_exactly_fills_the_time_is_ready_on_the_last_day(toy_game: Any) -> None:
    found = formulation_stage(toy_game(stages=stages(work_days=10)))
    assert found.is_ready[0]
    assert found.ready_day[0] == pytest.approx(DEADLINE.toordinal())
    assert found.quality[0] == pytest.approx(1.0)


def test_a_known_proposal_day_overrides_division_and_work(toy_game: Any) -> None:
    day = DEADLINE - dt.timedelta(days=2)
    found = formulation_stage(
        toy_game(stages=stages(proposal=day, work_days=400, division=1, quality=0.6))
    )
    assert (found.ready_day[0], found.quality[0]) == (day.toordinal(), 0.6)
    assert found.known
    assert found.is_ready[0]


def test_a_stage_without_work_is_ready_on_its_first_day(toy_game: Any) -> None:
    found = formulation_stage(toy_game(stages=stages()))
    assert found.ready_day[0] == DEADLINE.toordinal() - 10
    assert found.quality[0] == 1.0
    assert not found.known


def test_without_stages_the_proposal_counts_as_ready_on_no_known_day(toy_game: Any) -> None:
    found = formulation_stage(toy_game())
    assert np.isnan(found.ready_day[0])
    assert found.is_ready[0]
    assert found.quality[0] == 1.0


class TestDivision:
    """Twice the standard deviation of the executive actors."""

    def test_officials_at_both_ends_are_wholly_divided(self, toy_game: Any) -> None:
        others = {"a": official(0.0), "b": official(1.0)}
        assert division_of_executive(toy_game(others=others))[0] == pytest.approx(1.0)

    def test_officials_who_agree_are_not_divided(self, toy_game: Any) -> None:
        others = {"a": official(0.7), "b": official(0.7)}
        assert division_of_executive(toy_game(others=others))[0] == pytest.approx(0.0)

    def test_three_officials(self, toy_game: Any) -> None:
        others = {"a": official(0.2), "b": official(0.5), "c": official(0.8)}
        expected = 2 * (2 * 0.09 / 3) ** 0.5
        assert division_of_executive(toy_game(others=others))[0] == pytest.approx(expected)

    def test_one_official_or_none_is_not_divided(self, toy_game: Any) -> None:
        assert division_of_executive(toy_game(others={"a": official(0.2)}))[0] == 0.0
        assert division_of_executive(toy_game())[0] == 0.0

    def test_groups_and_members_do_not_count(self, toy_game: Any) -> None:
        others = {"a": official(0.5), "g": official(0.0) | {"level": "group"}}
        assert division_of_executive(toy_game(others=others))[0] == 0.0

    def test_an_axis_on_which_no_official_stands_changes_nothing(self, toy_game: Any) -> None:
        axis = {"axis": "vote", "title": "O", "low": "l", "high": "h", "status_quo": 0.2}
        others = {"a": official(0.0), "b": official(0.5)}
        game = toy_game(others=others, issues={"openness": axis, "quotas": axis})
        assert division_of_executive(game)[0] == pytest.approx(0.5)

    def test_axes_are_joined_by_the_root_mean_square(self, toy_game: Any) -> None:
        axis = {"axis": "vote", "title": "O", "low": "l", "high": "h", "status_quo": 0.2}
        others = {
            "a": official(0.0, position={"openness": 0.0, "quotas": 0.5}),
            "b": official(0.5, position={"openness": 0.6, "quotas": 0.5}),
        }
        game = toy_game(others=others, issues={"openness": axis, "quotas": axis})
        assert division_of_executive(game)[0] == pytest.approx((0.36 / 2) ** 0.5)

    def test_a_coded_division_takes_its_place(self, toy_game: Any) -> None:
        others = {"a": official(0.0), "b": official(1.0)}
        game = toy_game(others=others, stages=stages(division=0.3))
        assert division_of_executive(game)[0] == 0.3


class TestCoordination:
    """What brokers add to coordination."""

    def test_the_strongest_broker_closes_its_share_of_the_gap(self, toy_game: Any) -> None:
        strong = {"impact": 0.5, "cost_of_staying_out": 1, "resources": 1}
        weak = strong | {"impact": 0.2}
        others = {
            "a": official(0.5, broker=True, pivotal=strong),
            "b": official(0.5, broker=True, pivotal=weak),
        }
        game = toy_game(others=others, stages=stages(coordination=0.4))
        assert coordination_with_brokers(game)[0] == pytest.approx(0.4 + 0.6 * 0.5)

    def test_without_broker_or_code_there_is_none(self, toy_game: Any) -> None:
        assert coordination_with_brokers(toy_game(stages=stages()))[0] == 0.0
