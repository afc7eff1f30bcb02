"""Order in time of stages, lobbying, pressure and elections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from winset.cases.checks.subject import Finding, Subject
from winset.cases.file.document import Path
from winset.cases.model.institutions import Stages
from winset.cases.model.quantities import DateQuantity


def date_findings(subject: Subject) -> Iterator[Finding]:
    """Yield dates that are out of order, and what has no effect for want of a date."""
    yield from _elections(subject)
    stages = subject.case.stages
    if stages is None:
        yield from _without_stages(subject)
        return
    yield from _stages(subject, stages)
    yield from _efforts(subject, stages.voting.deadline)


def _elections(subject: Subject) -> Iterator[Finding]:
    for number, (earlier, later) in enumerate(pairwise(subject.case.elections), start=1):
        path: Path = ("elections", number)
        if later == earlier:
            yield Finding(path, f"{later} is given twice", "delete one", "warning")
        elif later < earlier:
            days = ", ".join(day.isoformat() for day in sorted(subject.case.elections))
            yield Finding(path, f"{later} comes after {earlier}", f"write {days}", "warning")


def _without_stages(subject: Subject) -> Iterator[Finding]:
    for name, actor in subject.case.actors.items():
        if actor.lobbying is not None and actor.lobbying.start is not None:
            yield Finding(
                ("actors", name, "lobbying", "from"),
                "without `stages` this date has no effect",
                "add `stages: {voting: {deadline: ...}}`",
                "warning",
            )
        if actor.broker:
            yield Finding(("actors", name, "broker"), *_IDLE_BROKER, "warning")


_IDLE_BROKER = (
    "without a formulation stage a broker has no effect",
    "add `stages: {formulation: ...}`",
)


def _stages(subject: Subject, stages: Stages) -> Iterator[Finding]:
    formulation, deadline = stages.formulation, stages.voting.deadline
    above: Path = ("stages", "formulation")
    known: list[tuple[Path, str, DateQuantity]] = [
        (("stages", "voting", "deadline"), "the deadline", deadline)
    ]
    if formulation is not None:
        if formulation.proposal is not None:
            known.insert(0, ((*above, "proposal"), "the proposal", formulation.proposal))
        elif formulation.work_days is None:
            yield Finding(
                above,
                "neither `proposal` nor `work_days` is given: the ready date is not known",
                "give one of them",
                "warning",
                of_key=True,
            )
        known.insert(0, ((*above, "start"), "the start", formulation.start))
    for (_, earlier_name, earlier), (path, later_name, later) in pairwise(known):
        yield from _order(path, earlier_name, earlier, later_name, later)
    for name, actor in subject.case.actors.items():
        if actor.broker and formulation is None:
            yield Finding(("actors", name, "broker"), *_IDLE_BROKER, "warning")


def _order(
    path: Path, earlier_name: str, earlier: DateQuantity, later_name: str, later: DateQuantity
) -> Iterator[Finding]:
    if earlier.likely > later.likely:
        yield Finding(
            path,
            f"{later_name} ({later.likely}) lies before {earlier_name} ({earlier.likely})",
            "the order is start, proposal, deadline",
        )
    elif earlier.high > later.low:
        yield Finding(
            path,
            f"the ranges overlap: {later_name} could lie before {earlier_name}",
            f"{later_name} from {earlier.high} on, or an earlier end there",
            "warning",
        )


def _efforts(subject: Subject, deadline: DateQuantity) -> Iterator[Finding]:
    for name, actor in subject.case.actors.items():
        start = actor.lobbying.start if actor.lobbying else None
        if start is not None and start.likely >= deadline.likely:
            path: Path = ("actors", name, "lobbying", "from")
            yield _too_late(path, "lobbying", start.likely, deadline.likely)
    for number, tie in enumerate(subject.case.pressure):
        if tie.since is not None and tie.since.likely > deadline.likely:
            path = ("pressure", number, "since")
            yield _too_late(path, "pressure", tie.since.likely, deadline.likely)


def _too_late(path: Path, noun: str, day: dt.date, deadline: dt.date) -> Finding:
    return Finding(
        path,
        f"{noun} from {day} on comes too late for the vote on {deadline}: it has no effect",
        "give an earlier day",
        "warning",
    )
