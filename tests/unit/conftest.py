"""Toy games small enough to be solved with a pencil, for the tests of the domestic game."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.toy_model import plain_votes

from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.games.domestic import DomesticGame
from winset.translate import coded_game

FIVE_IDEALS = (0.0, 0.25, 0.5, 0.75, 1.0)
VOTE_DAY = dt.date(2000, 5, 24)

ToyCase = Callable[..., Case]
ToyGame = Callable[..., DomesticGame]


def member(ideal: float, **more: Any) -> dict[str, Any]:
    """Return a member of the house on the axis `openness`."""
    return {
        "level": "legislature",
        "seats": {"house": 1},
        "position": {"openness": ideal},
    } | more


def group(ideal: float, **more: Any) -> dict[str, Any]:
    """Return a group on the axis `openness`."""
    return {"level": "group", "position": {"openness": ideal}} | more


def vote_axis(status_quo: float, proposal: float | None) -> dict[str, Any]:
    """Return a vote axis."""
    axis = {"axis": "vote", "title": "Axis", "low": "closed", "high": "open"}
    return axis | {"status_quo": status_quo, "proposal": proposal}


def toy_fields(
    ideals: tuple[float, ...] = FIVE_IDEALS,
    quota: int = 3,
    members: dict[str, Any] | None = None,
    others: dict[str, Any] | None = None,
    **fields: Any,
) -> dict[str, Any]:
    """Return the fields of a case: members m1, m2, ... at their ideals, others beside them.

    The status quo is 0.2, the proposal 0.8, so that the five members gain -0.6, -0.5, 0, 0.5, 0.6.
    """
    actors = {f"m{n}": member(ideal, **(members or {})) for n, ideal in enumerate(ideals, 1)}
    return {
        "winset": 1,
        "id": "toy",
        "title": "Toy",
        "issues": {"openness": vote_axis(0.2, 0.8)},
        "rule": {"chamber": "house", "quota": quota, "of": max(len(ideals), 1)},
        "actors": actors | (others or {}),
    } | fields


@pytest.fixture
def toy_case() -> ToyCase:
    """Give a maker of toy cases."""

    def made(*args: Any, **fields: Any) -> Case:
        return Case.model_validate(toy_fields(*args, **fields))

    return made


@pytest.fixture
def toy_parameters() -> Callable[..., Parameters]:
    """Give a maker of parameter blocks with round numbers and no ranges."""

    def made(**changes: Any) -> Parameters:
        block = {
            "winset_parameters": 1,
            "id": "toy",
            "theta": 1,
            "lobbying_window_days": 100,
            "executive_pull_days": 2,
            "full_stake": 0.5,
            "chamber_weights": {"house": 1, "senate": 4},
            "shocks": {"bill": 0, "party": 0, "bloc": 0, "member": 0},
            "engagement_threshold": 0.5,
            "election_polarization": 0.2,
            "election_window_days": 100,
            "convenience_near": 0.25,
            "convenience_far": 0.4,
            "vote_model": plain_votes(),
        }
        return Parameters.model_validate(block | changes)

    return made


@pytest.fixture
def toy_game(toy_parameters: Callable[..., Parameters]) -> ToyGame:
    """Give a maker of toy games; `parameters` changes the block."""

    def made(*args: Any, parameters: dict[str, Any] | None = None, **fields: Any) -> DomesticGame:
        case = Case.model_validate(toy_fields(*args, **fields))
        return coded_game(case, toy_parameters(**(parameters or {}))).likely

    return made
