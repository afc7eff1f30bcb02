"""Reads toy games as case files and takes them through the whole of `winset analyze`."""

from __future__ import annotations

from typing import Any

import numpy as np
from tests.unit.toy_model import plain_votes

from winset.cases.file.read import read_case_text
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.parameters import Parameters
from winset.solvers.stages.formulation import days_left_when_ready
from winset.studies.domestic.analyze import analyze

CASE = """\
winset: 1
id: toy
title: Members on one axis
issues:
  openness: {{axis: vote, title: Openness, low: closed, high: open, status_quo: {q}, proposal: {x}}}
rule: {{chamber: house, quota: {quota}, of: {members}, weight: 1}}
calendar: {{}}
actors:
{actors}"""

MEMBER = "  member-{n}: {{level: legislature, seats: {{house: 1}}, position: {{openness: {at}}}}}\n"
FOE = (
    "  opponent-{n}: {{level: group, position: {{openness: {at}}}, capacity: {c}, "
    "no_agreement: -1, joined: {{value: {joined}}}}}\n"
)
FRIEND = "  exporters: {{level: group, position: {{openness: 1}}, capacity: {budget}}}\n"


def members_on_an_axis(
    *,
    ideals: list[float],
    status_quo: float,
    proposal: float,
    quota: int,
    joined: list[bool] | None = None,
    contribution: float = 0.0,
    budget: float = 0.0,
) -> dict[str, Any]:
    """Write a case, read it, analyze it with coefficients of 0, and read the report.

    ``joined`` says of each opponent whether it joined the common campaign.
    """
    actors = "".join(MEMBER.format(n=n, at=at) for n, at in enumerate(ideals, 1))
    for n, joins in enumerate(joined or [], 1):
        actors += FOE.format(n=n, at=0, c=contribution, joined=str(joins).lower())
    actors += FRIEND.format(budget=budget) if budget else ""
    text = CASE.format(q=status_quo, x=proposal, quota=quota, members=len(ideals), actors=actors)
    model = {"vote_model": plain_votes()}
    block = read_parameters().model_dump(mode="json", exclude_none=True) | model
    report = analyze(read_case_text(text), draws=1, parameters=Parameters.model_validate(block))
    return {
        "surplus": [row.surplus for row in report.actors[: len(ideals)]],
        "price": report.price.likely,
        "fund": report.opposition_fund.likely,
        "cohesion": report.deadlock_coalition.cohesion,
        "verdict": report.verdict,
        "bought": report.votes["house"].bought,
        "unpaid": report.votes["house"].unpaid,
    }


def time_left(
    *, whole_days: float, work_days: float, division: float, coordination: float, pull_days: float
) -> float:
    """Days left before the vote when the work on the proposal is done."""
    after = division * (1 - coordination)
    inputs = (np.array([value]) for value in (after, whole_days, work_days, pull_days))
    return float(days_left_when_ready(*inputs)[0])


SOLVERS = {"analyze_members_on_an_axis": members_on_an_axis, "days_left_when_ready": time_left}
