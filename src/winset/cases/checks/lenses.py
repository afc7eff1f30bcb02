"""Fit of the fields that only the lenses read with the rest of the case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from winset.cases.checks.subject import Finding, Subject, unknown
from winset.cases.file.document import Path
from winset.cases.model.lens_inputs import Economy, LensFields

_HERE: Path = ("lenses",)


def lens_findings(subject: Subject) -> Iterator[Finding]:
    """Yield names that are not defined, shares above 1 and dates out of order in `lenses`."""
    lenses = subject.case.lenses
    if lenses is None:
        return
    everybody = (*subject.actors, *lenses.further_actors)
    yield from _further_actors(subject, lenses)
    yield from _executive(subject, lenses)
    yield from _ties(lenses, everybody)
    yield from _beliefs(subject, lenses, everybody)
    if lenses.economy is not None:
        yield from _economy(lenses.economy, everybody)
    parties = dict.fromkeys(a.party for a in subject.case.actors.values() if a.party)
    party = lenses.president_party
    if party is not None and party not in parties:
        yield Finding(
            (*_HERE, "president_party"),
            f"`{party}` is not a party of this case",
            f"parties here: {', '.join(parties)}" if parties else "no actor has a party",
        )


def _names(path: Path, names: Iterable[str], valid: tuple[str, ...]) -> Iterator[Finding]:
    for number, name in enumerate(names):
        if name not in valid:
            yield unknown((*path, number), name, valid, "actor")


def _issues(
    subject: Subject, path: Path, given: Iterable[str], valid: tuple[str, ...]
) -> Iterator[Finding]:
    for issue in given:
        if issue not in subject.issues:
            yield unknown((*path, issue), issue, valid, "issue", of_key=True)
        elif issue not in valid:
            yield Finding(
                (*path, issue), f"`{issue}` is a reason axis", "name a vote axis", of_key=True
            )


def _further_actors(subject: Subject, lenses: LensFields) -> Iterator[Finding]:
    for name, actor in lenses.further_actors.items():
        path: Path = (*_HERE, "further_actors", name)
        if name in subject.actors:
            yield Finding(
                path, f"`{name}` is an actor of the case already", "give it another id", of_key=True
            )
        for field, coded in (("position", actor.position), ("salience", actor.salience)):
            yield from _issues(subject, (*path, field), coded, subject.issues)


def _executive(subject: Subject, lenses: LensFields) -> Iterator[Finding]:
    agencies = tuple(n for n, a in lenses.further_actors.items() if a.kind == "agency")
    for field in ("seats", "advantages"):
        for name in getattr(lenses, field):
            path: Path = (*_HERE, field, name)
            if name not in (*subject.actors, *agencies):
                yield unknown(path, name, (*subject.actors, *agencies), "actor", of_key=True)
            elif name in subject.case.actors and subject.case.actors[name].level != "executive":
                yield Finding(
                    path,
                    f"`{name}` is of the level {subject.case.actors[name].level}",
                    "name an actor of the executive",
                    of_key=True,
                )


def _ties(lenses: LensFields, everybody: tuple[str, ...]) -> Iterator[Finding]:
    for number, tie in enumerate(lenses.ties):
        path: Path = (*_HERE, "ties", number)
        yield from _names((*path, "between"), tie.between, everybody)
        if tie.between[0] == tie.between[1]:
            yield Finding(
                (*path, "between"), f"`{tie.between[0]}` is tied to itself", "name another actor"
            )
        if tie.since and tie.until and tie.until.likely < tie.since.likely:
            yield Finding(
                (*path, "until"),
                f"it ends on {tie.until.likely}, before it begins on {tie.since.likely}",
                "correct one of the dates",
            )


def _beliefs(subject: Subject, lenses: LensFields, everybody: tuple[str, ...]) -> Iterator[Finding]:
    items = tuple(lenses.belief_items)
    for number, wave in enumerate(lenses.beliefs):
        path: Path = (*_HERE, "beliefs", number)
        if wave.actor not in everybody:
            yield unknown((*path, "actor"), wave.actor, everybody, "actor")
        for item in wave.holds:
            if item not in items:
                yield unknown((*path, "holds", item), item, items, "belief", of_key=True)
    for number, seen in enumerate(lenses.perceptions):
        path = (*_HERE, "perceptions", number)
        for field, name in (("by", seen.by), ("of", seen.of)):
            if name not in everybody:
                yield unknown((*path, field), name, everybody, "actor")
        yield from _issues(subject, (*path, "position"), seen.position, subject.vote_axes)
        if seen.capacity is None and not seen.position:
            yield Finding(
                path,
                "neither `position` nor `capacity` is given: nothing is perceived",
                "give one of them",
                "warning",
            )


def _economy(economy: Economy, everybody: tuple[str, ...]) -> Iterator[Finding]:
    here: Path = (*_HERE, "economy")
    factors = economy.factors
    given = {
        name: getattr(factors, name)
        for name in ("capital", "land", "labour")
        if factors is not None and getattr(factors, name) is not None
    }
    for name, factor in given.items():
        yield from _names((*here, "factors", name, "owners"), factor.owners, everybody)
    shares = [f.income_share.likely for f in given.values() if f.income_share is not None]
    yield from _whole((*here, "factors"), shares, "income shares", complete=False)
    for name, sector in economy.sectors.items():
        path: Path = (*here, "sectors", name)
        if sector.employment_share.likely <= 0.0:
            yield Finding(
                (*path, "employment_share"),
                "a sector without workers has no wage to follow",
                "a share above 0, or leave it out",
            )
        if not 0.0 < sector.labour_cost_share.likely < 1.0:
            yield Finding(
                (*path, "labour_cost_share"),
                f"a share of wages of {sector.labour_cost_share.likely:g}",
                "above 0 and below 1: a sector uses workers and capital of its own",
            )
        for field in ("capital", "labour"):
            yield from _names((*here, "sectors", name, field), getattr(sector, field), everybody)
    workers = [sector.employment_share.likely for sector in economy.sectors.values()]
    yield from _whole((*here, "sectors"), workers, "employment shares", complete=True)
    bought = [s.consumption_share for s in economy.sectors.values()]
    spent = [share.likely for share in bought if share is not None]
    if spent and len(spent) < len(bought):
        yield Finding(
            (*here, "sectors"),
            "some sectors have a `consumption_share`, others have none",
            "give all or none",
        )
    elif spent:
        yield from _whole((*here, "sectors"), spent, "consumption shares", complete=True)


def _whole(path: Path, shares: list[float], noun: str, *, complete: bool) -> Iterator[Finding]:
    total = sum(shares)
    if total > 1.001:
        yield Finding(path, f"the {noun} add up to {total:.3g}", "they can be 1 at most")
    elif complete and shares and total < 0.999:
        yield Finding(
            path,
            f"the {noun} add up to {total:.3g}; they are scaled to 1",
            "add the rest of the economy as a sector",
            "warning",
        )
