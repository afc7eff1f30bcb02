"""Evidence without its object, and numbers without a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from winset.cases.checks.names import looks_like_id
from winset.cases.checks.sourced import without_source
from winset.cases.checks.subject import Finding, Subject, unknown
from winset.cases.file.document import Path, dotted
from winset.cases.model.case import Case, EvidenceTest
from winset.cases.paths.paths import children, quantities, steps_of
from winset.foundation.spelling import kebab, nearest

NO_SOURCE = "has no source"
"""Words of the note on a number without a source."""


def evidence_findings(subject: Subject) -> Iterator[Finding]:
    """Yield evidence without its object and numbers without a source."""
    yield from _evidence(subject)
    yield from _tests(subject)
    yield from _inline_sources(subject)
    yield from _without_source(subject)


def _evidence(subject: Subject) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for number, item in enumerate(subject.case.evidence):
        path: Path = ("evidence", number)
        if item.id in first:
            yield Finding(
                (*path, "id"),
                f"`{item.id}` is the id of evidence {first[item.id] + 1} in the list as well",
                "give each its own",
            )
        first.setdefault(item.id, number)
        yield from _source(subject, (*path, "source"), item.source)
        for place, about in enumerate(item.about):
            if not subject.has(about):
                yield _nothing_there(subject, (*path, "about", place), about)


def _tests(subject: Subject) -> Iterator[Finding]:
    tested = {item.id: item.test for item in subject.case.evidence if item.test is not None}
    for number, item in enumerate(subject.case.evidence):
        if item.test is None:
            continue
        above: Path = ("evidence", number, "test")
        for place, other in enumerate(item.test.depends_on):
            path: Path = (*above, "depends_on", place)
            if other == item.id:
                yield Finding(path, "evidence cannot depend on itself", "name another")
            elif other not in tested:
                names = [name for name in tested if name != item.id]
                yield unknown(path, other, names, "clue")
            elif tested[other].hypothesis != item.test.hypothesis:
                yield Finding(
                    path,
                    f"`{other}` tests another hypothesis: {tested[other].hypothesis}",
                    "dependence counts among tests of one hypothesis",
                )
        yield from _tells_nothing(above, item.test)


def _tells_nothing(path: Path, test: EvidenceTest) -> Iterator[Finding]:
    if test.if_true.likely == test.if_false.likely:
        yield Finding(
            path,
            "it is as likely if the hypothesis is false: it says nothing",
            "give other probabilities, or leave the test out",
            "warning",
        )


def _nothing_there(subject: Subject, path: Path, about: str) -> Finding:
    valid = _given_paths(subject)
    near = nearest(about, valid)
    return Finding(
        path,
        f"`{about}` is not given in this case",
        f"did you mean `{near}`?" if near else "write a path such as actors.NAME.capacity",
    )


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
    """Yield how many numbers have no source, then each, the kinds that matter most first."""
    bare = sorted(without_source(subject.case), key=_rank)
    if not bare:
        return
    coded = "1 coded number has" if len(bare) == 1 else f"{len(bare)} coded numbers have"
    kinds = Counter(_KINDS[_rank(path)][0] for path in bare)
    ranked = ", ".join(f"{kind} ({count})" for kind, count in kinds.items())
    right = "add `evidence` about them, or write {value: ..., source: ...}"
    right += f"; by weight in a verdict: {ranked}" if len(kinds) > 1 else ""
    right += "; --verbose ranks them one by one" if isinstance(subject.case, Case) else ""
    yield Finding((), f"{coded} no source", right, "warning")
    for path in bare:
        yield Finding(steps_of(path), NO_SOURCE, None, "note")


_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("positions and proposals", ("position", "proposal", "status_quo", "share", "cantons")),
    ("willingness", ("willingness", "payoff", "polarization", "opposition")),
    ("capacities and engagement", ("capacity", "engagement", "pivotal", "turnout")),
    ("salience and stakes", ("salience", "no_agreement", "failure_cost")),
    ("pressure and frames", ("pressure", "framing", "reverberation")),
    ("dates and stages", ("stages", "lobbying")),
    ("spreads", ("spread",)),
    ("other numbers", ()),
)
"""Kinds of numbers by how much a verdict leans on them, with the steps of a path that show them."""


def _rank(path: str) -> int:
    steps = set(path.split("."))
    return next((rank for rank, (_, names) in enumerate(_KINDS) if steps & set(names)), 7)


def id_finding(subject: Subject, file: PurePath | None) -> Iterator[Finding]:
    """Yield a warning if the id of a case differs from the name of its file."""
    if file is not None and file.suffix and subject.case.id not in (file.stem, kebab(file.stem)):
        yield Finding(
            ("id",),
            f"the id `{subject.case.id}` differs from the file name `{file.name}`",
            f"write `id: {kebab(file.stem)}`, or rename the file {subject.case.id}{file.suffix}",
            "warning",
        )
