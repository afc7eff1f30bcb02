"""Reads toy games as case files and takes them through the whole of `winset analyze`."""

from __future__ import annotations

from typing import Any

import numpy as np

from winset.cases.read import read_case_text
from winset.solvers.stages.formulation import days_left_when_ready
from winset.studies.analyze import analyze

CASE = """\
winset: 1
id: toy
title: Members on one axis
issues:
  openness: {{axis: vote, title: Openness, low: closed, high: open, status_quo: {q}, proposal: {x}}}
rule: {{chamber: house, quota: {quota}, of: {members}}}
calendar: {{}}
actors:
{actors}"""

MEMBER = (
    "  member-{n}: {{level: legislature, seats: {{house: 1}}, "
    "position: {{openness: {at}}}{more}}}\n"
)
WILLING = ", willingness: {{payoff: {w}, polarization: 0, opposition: 0}}"
FOE = (
    "  opponent-{n}: {{level: group, position: {{openness: {at}}}, capacity: {c}, "
    "no_agreement: -1}}\n"
)
FRIEND = "  exporters: {{level: group, position: {{openness: 1}}, capacity: {budget}}}\n"


def members_on_an_axis(
    *,
    ideals: list[float],
    status_quo: float,
    proposal: float,
    quota: int,
    willingness: float | None = None,
    opponents: list[float] | None = None,
    contribution: float = 0.0,
    budget: float = 0.0,
) -> dict[str, Any]:
    """Write a case, read it, analyze it with the shipped parameters, and read the report."""
    more = "" if willingness is None else WILLING.format(w=willingness)
    actors = "".join(MEMBER.format(n=n, at=at, more=more) for n, at in enumerate(ideals, 1))
    for n, at in enumerate(opponents or [], 1):
        actors += FOE.format(n=n, at=at, c=contribution)
    actors += FRIEND.format(budget=budget) if budget else ""
    text = CASE.format(q=status_quo, x=proposal, quota=quota, members=len(ideals), actors=actors)
    report = analyze(read_case_text(text), draws=1)
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
