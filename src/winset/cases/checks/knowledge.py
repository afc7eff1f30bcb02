"""Knowledge on the day of the forecast, and the order of dated facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from winset.cases.checks.subject import Finding, Subject, unknown
from winset.cases.file.document import Path


def knowledge_findings(subject: Subject) -> Iterator[Finding]:
    """Yield dated facts that lie after `as_of` or out of order, and actors' fields that idle."""
    yield from _after_as_of(subject)
    yield from _clock_and_day(subject)
    yield from _agenda(subject)
    yield from _sequence(subject)
    for name in subject.case.actors:
        yield from _actor(subject, name)


def _after_as_of(subject: Subject) -> Iterator[Finding]:
    as_of = subject.case.as_of
    if as_of is None:
        return
    for path, day in _dated(subject):
        if day > as_of:
            yield Finding(
                path,
                f"{day} lies after as_of ({as_of}): it does not enter the probability",
                None,
                "note",
            )
    for number, item in enumerate(subject.case.evidence):
        if item.date is not None and item.date > as_of and _is_read(item.about):
            yield Finding(
                ("evidence", number, "date"),
                f"a source of {item.date} for what a forecast of {as_of} reads",
                "take a source dated before, or leave the default",
                "warning",
            )
    outcome = subject.case.outcome
    if outcome is not None and outcome.date < as_of:
        yield Finding(
            ("as_of",),
            f"it was decided on {outcome.date}, before as_of ({as_of})",
            "the day of introduction or signature",
        )


def _is_read(about: list[str]) -> bool:
    """Return whether evidence supports numbers that a forecast reads."""
    return any(path.split(".")[0] not in ("outcome", "scheduled", "sequence") for path in about)


def _dated(subject: Subject) -> Iterator[tuple[Path, dt.date]]:
    case = subject.case
    if case.scheduled is not None:
        yield ("scheduled", "date"), case.scheduled.date
    for number, item in enumerate(case.agenda):
        yield ("agenda", number, "from"), item.start
    for number, tie in enumerate(case.pressure):
        if tie.since is not None:
            yield ("pressure", number, "since"), tie.since.low
    for name, actor in case.actors.items():
        if actor.joined is not None and actor.joined.date is not None:
            yield ("actors", name, "joined", "date"), actor.joined.date
        if actor.engagement is not None:
            for number, sign in enumerate(actor.engagement.evidence):
                yield ("actors", name, "engagement", "evidence", number, "date"), sign.date


def _clock_and_day(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    deadline = case.stages.voting.deadline if case.stages else None
    if deadline is None:
        return
    if case.clock is not None and case.clock.by < deadline.low:
        yield Finding(
            ("clock", "by"),
            f"the statute's last day ({case.clock.by}) lies before the vote ({deadline.likely})",
            "correct one of the days",
            "warning",
        )
    if case.scheduled is not None and case.scheduled.date > deadline.high:
        yield Finding(
            ("scheduled", "date"),
            f"the vote was set on {case.scheduled.date}, after its day ({deadline.likely})",
            "the day on which it was set",
            "warning",
        )


def _agenda(subject: Subject) -> Iterator[Finding]:
    for number, item in enumerate(subject.case.agenda):
        if item.end < item.start:
            yield Finding(
                ("agenda", number, "to"),
                f"it ends on {item.end}, before it begins on {item.start}",
                "a day from the first on",
            )
    if subject.case.agenda and subject.case.chief_executive is None:
        yield Finding(
            ("agenda",),
            "nobody is the chief executive, whose other business this would be",
            "add `chief_executive`",
            "warning",
            of_key=True,
        )


def _sequence(subject: Subject) -> Iterator[Finding]:
    attempts = subject.case.sequence
    for number, attempt in enumerate(attempts):
        for place, chamber in enumerate(attempt.chambers):
            if chamber not in subject.chambers:
                path: Path = ("sequence", number, "chambers", place)
                yield unknown(path, chamber, subject.chambers, "chamber")
        for chamber in attempt.quotas:
            if chamber not in subject.chambers:
                path = ("sequence", number, "quotas", chamber)
                yield unknown(path, chamber, subject.chambers, "chamber")
        axes = [name for name, one in subject.case.issues.items() if one.axis == "vote"]
        for issue in attempt.proposal:
            if issue not in axes:
                path = ("sequence", number, "proposal", issue)
                yield unknown(path, issue, axes, "issue")
    for number, (earlier, later) in enumerate(pairwise(attempts), start=1):
        if later.date < earlier.date:
            yield Finding(
                ("sequence", number, "date"),
                f"{later.date} comes after {earlier.date}",
                "the earliest first",
                "warning",
            )


def _actor(subject: Subject, name: str) -> Iterator[Finding]:
    actor, path = subject.case.actors[name], ("actors", name)
    known = (*subject.chambers, *subject.actors)
    for number, reached in enumerate(actor.reach):
        if reached not in known:
            yield unknown((*path, "reach", number), reached, known, "chamber or actor")
    if actor.failure_cost is not None and subject.case.chief_executive != name:
        yield Finding(
            (*path, "failure_cost"),
            "only a chief executive pays for an agreement that is refused at home",
            f"write `chief_executive: {name}`, or delete it",
            "warning",
            of_key=True,
        )
    if actor.benches is not None and actor.level != "legislature":
        yield Finding(
            (*path, "benches"),
            f"an actor of the level {actor.level} sits on no benches",
            "delete it",
            "warning",
            of_key=True,
        )
    if actor.joined is not None and actor.level in ("legislature", "executive"):
        yield Finding(
            (*path, "joined"),
            f"an actor of the level {actor.level} votes or governs: groups join campaigns",
            "code it for groups",
            "note",
            of_key=True,
        )
    signs = actor.engagement.evidence if actor.engagement else []
    if actor.engagement is not None and not signs and not actor.engagement.value.source:
        yield Finding(
            (*path, "engagement"),
            "engagement without a dated sign",
            "add `evidence: [{date: ..., what: ..., source: ...}]`",
            "warning",
            of_key=True,
        )
