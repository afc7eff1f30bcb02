"""Fit of the chambers that real members are to fill with the rule, the axes and the blocs."""

from __future__ import annotations

from collections.abc import Iterator

from winset.cases.checks.subject import Finding, Subject, unknown
from winset.cases.model.chambers import ChamberMembers


def chamber_findings(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the chambers that members from roll calls fill."""
    for name, chamber in subject.case.chambers.items():
        if name not in subject.chambers:
            yield unknown(("chambers", name), name, subject.chambers, "chamber", of_key=True)
            continue
        yield from _axis(subject, name, chamber)
        yield from _persons(subject, name, chamber)
        yield from _blocs(subject, name, chamber)


def _axis(subject: Subject, name: str, chamber: ChamberMembers) -> Iterator[Finding]:
    if chamber.axis is not None and chamber.axis not in subject.vote_axes:
        yield unknown(("chambers", name, "axis"), chamber.axis, subject.vote_axes, "vote axis")
    source = chamber.members_from
    if source.date is None or source.as_of is None or source.as_of <= source.date:
        return
    yield Finding(
        ("chambers", name, "members_from", "as_of"),
        f"the members are placed by votes before {source.as_of}, after the vote of {source.date}",
        "a day up to the vote's",
    )


def _persons(subject: Subject, name: str, chamber: ChamberMembers) -> Iterator[Finding]:
    actors = subject.case.actors
    for actor in (*chamber.seated, *chamber.as_coded):
        field = "seated" if actor in chamber.seated else "as_coded"
        path = (
            ("chambers", name, field, actor)
            if field == "seated"
            else ("chambers", name, field, chamber.as_coded.index(actor))
        )
        if actor not in subject.actors:
            yield unknown(path, actor, subject.actors, "actor", of_key=field == "seated")
        elif actor not in actors:  # in the file, but left out here for errors of its own
            continue
        elif actors[actor].seats.get(name, 0) < 1:
            yield Finding(
                path,
                f"`{actor}` has no seat in the {name}",
                f"give it `seats: {{{name}: 1}}`, or leave it out",
            )
        elif field == "seated" and actors[actor].seats.get(name) != 1:
            yield Finding(
                path,
                f"`{actor}` has {actors[actor].seats.get(name)} seats, one person fills one",
                "leave it out: it is filled as a bloc",
                of_key=True,
            )
    persons = list(chamber.seated.values())
    for actor, person in chamber.seated.items():
        if persons.count(person) > 1:
            yield Finding(
                ("chambers", name, "seated", actor),
                f"member {person} is seated twice",
                "one actor a member",
            )


def _blocs(subject: Subject, name: str, chamber: ChamberMembers) -> Iterator[Finding]:
    for key, actor in subject.case.actors.items():
        beside = [c for c, n in actor.seats.items() if n > 0 and c != name]
        if actor.seats.get(name, 0) > 0 and beside and key not in chamber.as_coded:
            yield Finding(
                ("actors", key, "seats", name),
                f"`{key}` sits in the {name}, which members fill, and in the {beside[0]}",
                "give each chamber a bloc of its own",
                of_key=True,
            )
