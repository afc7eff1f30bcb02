"""Break-evens: how wrong one number may be before the verdict turns."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from winset.studies.whatif.break_even import break_evens, verdicts_at
from winset.translate import coded_game

VOTE = dt.date(2000, 5, 24)


def group(ideal: float, capacity: Any, **more: Any) -> dict[str, Any]:
    return {"level": "group", "position": {"openness": ideal}, "capacity": capacity} | more


@pytest.fixture
def rows(toy_case: Any, toy_parameters: Any) -> Any:
    """Give a maker of break-evens by path; by default price 0.5 against a budget of 0.6."""

    def made(**fields: Any) -> Any:
        defaults = {"quota": 4, "others": {"exporters": group(1.0, 0.6)}}
        coded = coded_game(toy_case(**(defaults | fields)), toy_parameters(), votes="certain")
        found = break_evens(coded)
        return {row.path: row for row in found}

    return made


def test_the_purse_turns_the_verdict_where_it_no_longer_covers_the_price(rows: Any) -> None:
    row = rows()["actors.exporters.capacity"]
    assert row.value == pytest.approx(0.5, abs=1e-6)
    assert row.value < 0.5
    assert (row.from_, row.to_verdict) == (0.6, "fails")


def test_a_member_turns_the_verdict_where_its_loss_is_no_longer_covered(rows: Any) -> None:
    # With m4 at p < 1/2 a second loss, 1 - 2p, is added to 0.5: more than 0.6 below p = 0.45.
    assert rows()["actors.m4.position.openness"].value == pytest.approx(0.45, abs=1e-6)


def test_a_number_that_turns_nothing_has_no_value_but_the_interval_searched(rows: Any) -> None:
    row = rows()["actors.m1.position.openness"]
    assert (row.value, row.to_verdict, row.within_range) == (None, None, False)
    assert row.searched == (0.0, 1.0)


def test_a_bill_that_fails_shows_what_would_make_it_pass(rows: Any) -> None:
    row = rows(others={"exporters": group(1.0, 0.3)})["actors.exporters.capacity"]
    assert row.value == pytest.approx(0.5, abs=1e-6)
    assert row.to_verdict == "passes"


def test_a_turning_point_inside_the_coded_range_is_marked(rows: Any) -> None:
    wide = {"low": 0.4, "likely": 0.6, "high": 0.8}
    narrow = {"low": 0.55, "likely": 0.6, "high": 0.8}
    assert rows(others={"g": group(1.0, wide)})["actors.g.capacity"].within_range
    assert not rows(others={"g": group(1.0, narrow)})["actors.g.capacity"].within_range


def test_a_date_turns_the_verdict_on_a_day(rows: Any) -> None:
    start = VOTE - dt.timedelta(days=90)
    exporters = group(1.0, 1.0, lobbying={"from": start})
    row = rows(others={"exporters": exporters}, stages={"voting": {"deadline": VOTE}})[
        "actors.exporters.lobbying.from"
    ]
    # 50 of 100 days cover the price of 0.5 exactly; 49 do not.
    assert row.value == (VOTE - dt.timedelta(days=49)).isoformat()
    assert row.from_ == start.isoformat()


def test_the_nearest_turning_point_comes_first(toy_case: Any, toy_parameters: Any) -> None:
    case = toy_case(quota=4, others={"exporters": group(1.0, 0.6)})
    found = break_evens(coded_game(case, toy_parameters()))
    moved = [row.value is not None for row in found]
    assert moved == sorted(moved, reverse=True)
    assert any(moved)
    assert not all(moved)


def test_shock_sizes_and_cut_points_of_descriptions_are_left_out(rows: Any) -> None:
    names = rows()
    assert "parameters.theta" in names
    assert not any(name.startswith("parameters.shocks") for name in names)
    assert not any(name.startswith("parameters.convenience") for name in names)


def test_every_turning_point_turns_the_verdict_and_the_step_before_does_not(
    toy_case: Any, toy_parameters: Any
) -> None:
    others = {"exporters": group(1.0, 1.4), "unions": group(0.0, 0.4)}
    coded = coded_game(toy_case(quota=4, others=others), toy_parameters())
    now = verdicts_at(coded, coded.likely_values[None, :])[0]
    checked = 0
    for row in break_evens(coded):
        if row.value is None:
            continue
        column = coded.input_named(row.path)
        values = coded.likely_values[None, :].repeat(2, axis=0)
        step = 1e-6 if row.value > row.from_ else -1e-6
        values[0, column], values[1, column] = row.value, row.value - step
        there, before = verdicts_at(coded, values)
        assert there != now, row.path
        assert before == now, row.path
        checked += 1
    assert checked >= 3


def test_every_number_is_named_in_words_beside_its_path(rows: Any) -> None:
    found = rows()
    assert found["actors.exporters.capacity"].title == "Exporters: capacity"
    assert all(row.title and row.title != path for path, row in found.items())


def test_a_vote_before_there_is_a_proposal_is_last_and_said_to_turn_by_definition(
    toy_case: Any, toy_parameters: Any
) -> None:
    stages = {
        "formulation": {"start": VOTE - dt.timedelta(60), "proposal": VOTE - dt.timedelta(9)},
        "voting": {"deadline": VOTE},
    }
    case = toy_case(quota=2, others={"exporters": group(1.0, 9.0)}, stages=stages)
    found = break_evens(coded_game(case, toy_parameters()))
    defined = [row for row in found if row.by_definition]
    assert {row.path for row in defined} == {
        "stages.formulation.proposal",
        "stages.voting.deadline",
    }
    assert found[-len(defined) :] == defined
    assert {row.to_verdict for row in defined} == {"stalls"}
    assert not any(
        row.by_definition for row in break_evens(coded_game(toy_case(quota=4), toy_parameters()))
    )
