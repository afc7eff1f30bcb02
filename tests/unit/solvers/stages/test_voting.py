"""The voting stage: whose time is left before the vote."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from winset.solvers.coalitions.surplus import actor_surplus
from winset.solvers.stages.formulation import formulation_stage
from winset.solvers.stages.voting import lobbying_days, window_share

STAGES = {
    "formulation": {"start": "2000-01-24", "proposal": "2000-04-24"},
    "voting": {"deadline": "2000-05-24"},
}


def group(ideal: float, **more: Any) -> dict[str, Any]:
    return {"level": "group", "position": {"openness": ideal}} | more


def read(toy_game: Any, actor: dict[str, Any], stages: Any = STAGES, **more: Any) -> Any:
    fields = {"stages": stages} if stages else {}
    game = toy_game((), quota=1, others={"g": actor, "m": _MEMBER}, **fields, **more)
    arguments = game, formulation_stage(game), actor_surplus(game).total
    return lobbying_days(*arguments)[0, 0], window_share(*arguments)[0, 0]


_MEMBER = {"level": "legislature", "seats": {"house": 1}, "position": {"openness": 1.0}}


def test_a_supporter_starts_on_the_ready_day(toy_game: Any) -> None:
    assert read(toy_game, group(1.0)) == (30.0, pytest.approx(0.3))


def test_an_opponent_starts_with_the_formulation_stage(toy_game: Any) -> None:
    days, share = read(toy_game, group(0.0))
    assert (days, share) == (121.0, 1.0)


def test_the_indifferent_wait_like_supporters(toy_game: Any) -> None:
    assert read(toy_game, group(0.5))[0] == 30.0


def test_a_start_of_its_own_takes_precedence(toy_game: Any) -> None:
    early = group(1.0, lobbying={"from": "2000-03-25", "attention": 0.5})
    assert read(toy_game, early) == (60.0, pytest.approx(0.5 * 0.6))


def test_an_actor_conditional_on_the_proposal_does_not_start_before_it(toy_game: Any) -> None:
    foe = group(0.0, conditional_on_proposal=True, lobbying={"from": "2000-01-24"})
    assert read(toy_game, foe)[0] == 30.0


def test_who_starts_after_the_vote_has_no_days(toy_game: Any) -> None:
    assert read(toy_game, group(1.0, lobbying={"from": "2000-06-24"})) == (0.0, 0.0)


def test_days_beyond_the_reference_window_add_nothing(toy_game: Any) -> None:
    actor = group(1.0, lobbying={"from": "1999-01-01"})
    assert read(toy_game, actor)[1] == 1.0


def test_without_dates_the_attention_alone_counts(toy_game: Any) -> None:
    days, share = read(toy_game, group(1.0, lobbying={"attention": 0.4}), stages=None)
    assert np.isnan(days)
    assert share == 0.4


def test_without_a_formulation_stage_only_a_start_of_its_own_counts(toy_game: Any) -> None:
    only_vote = {"voting": {"deadline": "2000-05-24"}}
    assert read(toy_game, group(1.0), stages=only_vote)[1] == 1.0
    dated = group(1.0, lobbying={"from": "2000-04-24"})
    assert read(toy_game, dated, stages=only_vote)[1] == pytest.approx(0.3)
