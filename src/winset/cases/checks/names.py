"""Names that one part of a case uses and no other defines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from winset.cases.checks.subject import Finding, Subject, unknown
from winset.cases.file.document import Path
from winset.cases.model.actors import BY_ISSUE
from winset.cases.model.institutions import NeedsAcquiescence, OpenRule, Veto
from winset.cases.paths.rule_walk import rule_nodes


def name_findings(subject: Subject) -> Iterator[Finding]:
    """Yield names of actors, issues, chambers and roles that are not defined."""
    yield from _issues_of_actors(subject)
    yield from _rule(subject)
    yield from _ties(subject)
    yield from _views(subject)
    yield from _roles(subject)


def _issues_of_actors(subject: Subject) -> Iterator[Finding]:
    for name, actor in subject.case.actors.items():
        for field in BY_ISSUE:
            for issue in getattr(actor, field):
                if issue not in subject.issues:
                    path = ("actors", name, field, issue)
                    yield unknown(path, issue, subject.issues, "issue", of_key=True)


def _rule(subject: Subject) -> Iterator[Finding]:
    for above, node in rule_nodes(subject.case.rule):
        if isinstance(node, Veto) and node.actor not in subject.actors:
            yield unknown((*above, "actor"), node.actor, subject.actors, "actor")
        if isinstance(node, NeedsAcquiescence) and node.acquiescence not in subject.actors:
            yield unknown((*above, "acquiescence"), node.acquiescence, subject.actors, "actor")
    amendments = subject.case.amendments
    if not isinstance(amendments, OpenRule):
        return
    if amendments.chamber is not None and amendments.chamber not in subject.chambers:
        path: Path = ("amendments", "chamber")
        yield unknown(path, amendments.chamber, subject.chambers, "chamber")
    for number, issue in enumerate(amendments.germane or ()):
        place: Path = ("amendments", "germane", number)
        if issue not in subject.issues:
            yield unknown(place, issue, subject.vote_axes, "issue")
        elif issue in subject.case.issues and issue not in subject.vote_axes:
            yield Finding(place, f"`{issue}` is a reason axis", "only a vote axis can be amended")


def _ties(subject: Subject) -> Iterator[Finding]:
    for number, tie in enumerate(subject.case.pressure):
        yield from _unknown_actors(subject, ("pressure", number, "from"), [tie.source])
        yield from _unknown_actors(subject, ("pressure", number, "to"), [tie.target])
        source = subject.case.actors.get(tie.source)
        if source is not None and source.level == "legislature":
            yield Finding(
                ("pressure", number, "from"),
                f"`{tie.source}` is a legislator: members vote, groups press",
                "name the group that presses",
            )
        if tie.source == tie.target:
            yield Finding(
                ("pressure", number, "to"), f"`{tie.source}` presses itself", "name another actor"
            )


def _views(subject: Subject) -> Iterator[Finding]:
    for number, frame in enumerate(subject.case.framing):
        yield from _unknown_actors(subject, ("framing", number, "actors"), frame.actors)
        path = ("framing", number, "issue")
        if frame.issue not in subject.issues:
            yield unknown(path, frame.issue, subject.issues, "issue")
        elif frame.issue in subject.case.issues and frame.issue not in subject.vote_axes:
            yield Finding(
                path,
                f"`{frame.issue}` is a reason axis",
                "a frame moves the proposal on a vote axis",
            )
    for number, signal in enumerate(subject.case.reverberation):
        yield from _unknown_actors(subject, ("reverberation", number, "from"), [signal.source])
        yield from _unknown_actors(subject, ("reverberation", number, "actors"), signal.actors)


def _unknown_actors(subject: Subject, path: Path, names: Iterable[str]) -> Iterator[Finding]:
    is_list = path[-1] == "actors"
    for number, name in enumerate(names):
        if name not in subject.actors:
            yield unknown((*path, number) if is_list else path, name, subject.actors, "actor")


def _roles(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    holder = case.calendar.held_by
    if holder is not None:
        yield from _unknown_actors(subject, ("calendar", "held_by"), [holder])
    elif case.calendar.prefers_recorded_defeat:
        yield Finding(
            ("calendar", "prefers_recorded_defeat"),
            "nobody holds the calendar, so nobody prefers a recorded defeat",
            "add `held_by`",
            "warning",
        )
    chief = case.chief_executive
    if chief is not None:
        yield from _unknown_actors(subject, ("chief_executive",), [chief])
        if chief in case.actors and case.actors[chief].level != "executive":
            yield Finding(
                ("chief_executive",),
                f"`{chief}` is of the level {case.actors[chief].level}",
                "an actor of the executive is needed",
            )
    for name, issue in case.issues.items():
        if issue.proposed_by is not None:
            place = ("issues", name, "proposed_by")
            yield from _unknown_actors(subject, place, [issue.proposed_by])


def looks_like_id(text: str) -> bool:
    """Return whether a text could be the id of a source rather than a reference in words."""
    return re.fullmatch(r"[A-Za-z0-9]+([-_][A-Za-z0-9]+)*", text) is not None
