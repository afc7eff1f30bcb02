"""The switches that the article's claims are tried with, beside the exchanges of inputs."""

from __future__ import annotations

from typing import Any, Final

from switches import SWITCHES, Switch

from winset.cases.editing.with_values import with_values
from winset.cases.model.actors import Joined
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters

TAKEN: Final = (
    "polarization",
    "frames",
    "president pivotal",
    "business pivotal",
    "president's party",
    "liberal presidency",
    "day of the proposal",
    "broker",
    "labour's purse",
    "united opposition",
    "no common campaign",
    "labour lobbies late",
    "next election",
    "cost of no agreement",
    "who holds the calendar",
    "purses",
)
"""Switches of the page on what each idea moves."""


def _values(**values: Any) -> Any:
    def change(case: Case, parameters: Parameters) -> tuple[Case, Parameters]:
        return with_values(case, {k.replace("__", "."): v for k, v in values.items()}), parameters

    return change


def _environment_apart(case: Case, parameters: Parameters) -> tuple[Case, Parameters]:
    name = "environmental-groups"
    apart = case.actors[name].model_copy(update={"joined": Joined(value=False)})
    return case.model_copy(update={"actors": {**case.actors, name: apart}}), parameters


def _unified(case: Case, parameters: Parameters) -> tuple[Case, Parameters]:
    """A president of the party that holds both chambers."""
    chief = str(case.chief_executive)
    seats: dict[str, int] = {}
    for actor in case.actors.values():
        if actor.level == "legislature" and actor.party:
            seats[actor.party] = seats.get(actor.party, 0) + sum(actor.seats.values())
    largest = max(seats, key=lambda party: seats[party])
    changed = case.actors[chief].model_copy(update={"party": largest})
    return case.model_copy(update={"actors": {**case.actors, chief: changed}}), parameters


OWN: Final = (
    Switch(
        "one mind",
        "division of the executive 0, the day of the proposal not being known",
        _values(stages__formulation__division=0.0),
        at_start=True,
    ),
    Switch("environment apart", "environmental groups not in the campaign", _environment_apart),
    Switch("unified government", "a president of the majority's party", _unified),
    Switch("president away", "his purse 0", _values(actors__clinton__capacity=0.0)),
    Switch("business away", "its purse 0", _values(actors__business__capacity=0.0)),
)
CLAIM_SWITCHES: Final = (*(one for one in SWITCHES if one.idea in TAKEN), *OWN)
