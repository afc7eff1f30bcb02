"""Whether evidence points at what exists, every number has a source, and the outcome adds up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from winset.cases.checks.names import looks_like_id
from winset.cases.checks.subject import Finding, Subject, unknown
from winset.cases.document import Path, dotted
from winset.cases.model import Count, Outcome
from winset.cases.paths import children, quantities, steps_of
from winset.cases.rule_walk import chambers_of
from winset.foundation.spelling import nearest


def evidence_findings(subject: Subject) -> Iterator[Finding]:
    """Yield evidence without its object, numbers without a source, and an impossible outcome."""
    yield from _evidence(subject)
    yield from _inline_sources(subject)
    yield from _without_source(subject)
    if subject.case.outcome is not None:
        yield from _outcome(subject, subject.case.outcome)


def _evidence(subject: Subject) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for number, item in enumerate(subject.case.evidence):
        path: Path = ("evidence", number)
        if item.id in first:
            what = f"`{item.id}` is the id of evidence {first[item.id] + 1} in the list as well"
            yield Finding((*path, "id"), what, "give each its own")
        first.setdefault(item.id, number)
        yield from _source(subject, (*path, "source"), item.source)
        for place, about in enumerate(item.about):
            if not subject.has(about):
                yield _nothing_there(subject, (*path, "about", place), about)


def _nothing_there(subject: Subject, path: Path, about: str) -> Finding:
    valid = _given_paths(subject)
    near = nearest(about, valid)
    right = f"did you mean `{near}`?" if near else "write a path such as actors.NAME.capacity"
    return Finding(path, f"`{about}` is not given in this case", right)


def _given_paths(subject: Subject) -> list[str]:
    found: list[str] = []
    waiting: list[tuple[Path, object]] = [((), subject.case)]
    while waiting:
        above, value = waiting.pop()
        for step, item in children(value):
            if above or step not in ("evidence", "sources", "notes"):
                found.append(dotted((*above, step)))
                waiting.append(((*above, step), item))
    return found


def _source(subject: Subject, path: Path, source: str) -> Iterator[Finding]:
    if source in subject.sources or not looks_like_id(source):
        return
    if nearest(source, subject.sources) or "-" in source:
        yield unknown(path, source, subject.sources, "source")


def _inline_sources(subject: Subject) -> Iterator[Finding]:
    for path, quantity in quantities(subject.case):
        if quantity.source is not None:
            yield from _source(subject, (*steps_of(path), "source"), quantity.source)


def _without_source(subject: Subject) -> Iterator[Finding]:
    covered = {about for item in subject.case.evidence for about in item.about}
    bare = []
    for path, quantity in quantities(subject.case):
        steps = path.split(".")
        ways = (".".join(steps[:length]) for length in range(1, len(steps) + 1))
        if quantity.source is None and not any(way in covered for way in ways):
            bare.append(path)
    if bare:
        coded = "1 coded number has" if len(bare) == 1 else f"{len(bare)} coded numbers have"
        right = "add `evidence` about them, or write {value: ..., source: ...}"
        yield Finding((), f"{coded} no source", right, "warning")
        for path in bare:
            yield Finding(steps_of(path), "has no source", None, "note")


def _outcome(subject: Subject, outcome: Outcome) -> Iterator[Finding]:
    sizes = {
        chamber: max(vote.of for _, vote in votes)
        for chamber, votes in chambers_of(subject.case.rule).items()
    }
    for chamber, tally in outcome.tally.items():
        path: Path = ("outcome", "tally", chamber)
        if chamber not in sizes:
            yield unknown(path, chamber, sizes, "chamber", of_key=True)
        elif min(tally) < 0:
            yield Finding(path, "a tally below 0", "votes for and against, 0 or more")
        elif sum(tally) > sizes[chamber]:
            what = f"{tally[0]} and {tally[1]} are {sum(tally)} votes, more than {sizes[chamber]}"
            yield Finding(path, what, "votes for and against, without absent members")
    for number, count in enumerate(outcome.counts):
        yield from _count(subject, ("outcome", "counts", number), count, sizes)
    stages = subject.case.stages
    start = stages.formulation.start if stages and stages.formulation else None
    if start is not None and outcome.date < start.low:
        what = f"it ended on {outcome.date}, before it began on {start.likely}"
        yield Finding(("outcome", "date"), what, "correct one of the dates", "warning")


def _count(subject: Subject, path: Path, count: Count, sizes: dict[str, int]) -> Iterator[Finding]:
    for chamber, votes in count.votes.items():
        inline = (*path, chamber)
        is_inline = subject.document is not None and subject.document.node(inline) is not None
        place = inline if is_inline else (*path, "votes", chamber)
        if chamber not in sizes:
            yield unknown(place, chamber, sizes, "chamber", of_key=True)
        elif votes[0] > votes[-1]:
            yield Finding(place, f"{votes[0]} to {votes[-1]} runs backward", f"write {votes[::-1]}")
        elif votes[0] < 0 or votes[-1] > sizes[chamber]:
            yield Finding(place, f"a count outside 0 to {sizes[chamber]}", "votes in favour")


def id_finding(subject: Subject, file: PurePath | None) -> Iterator[Finding]:
    """Yield a warning if the id of a case differs from the name of its file."""
    if file is not None and file.suffix and subject.case.id != file.stem:
        what = f"the id `{subject.case.id}` differs from the file name `{file.name}`"
        right = f"write `id: {file.stem}`, or rename the file {subject.case.id}{file.suffix}"
        yield Finding(("id",), what, right, "warning")
