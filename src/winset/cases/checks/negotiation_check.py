"""Checking a negotiation: the table, then each country's game as a domestic case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import cast

from winset.cases.checks.dates import date_findings
from winset.cases.checks.evidence import evidence_findings, id_finding
from winset.cases.checks.names import name_findings
from winset.cases.checks.pressure import pressure_findings
from winset.cases.checks.subject import Finding, Subject, unknown
from winset.cases.checks.votes import natural_findings, vote_findings
from winset.cases.editing.with_values import with_values
from winset.cases.file.document import Document, Path
from winset.cases.model.case import Case
from winset.cases.model.negotiation import CountryAtTable, NegotiationCase, country_case
from winset.foundation.errors import InputError


def negotiation_findings(
    negotiation: NegotiationCase, document: Document | None, file: PurePath | None
) -> Iterator[Finding]:
    """Yield everything wrong with a negotiation that its shape alone does not show.

    Parameters
    ----------
    negotiation
        The negotiation.
    document
        The document it was read from, or None.
    file
        The file, whose name should be the id.
    """
    # The checks of sources and ids read only what both kinds of case have.
    alike = Subject(cast(Case, negotiation), document)
    yield from id_finding(alike, file)
    yield from _issues(negotiation)
    yield from _table(negotiation)
    for name, country in negotiation.countries.items():
        yield from _country(negotiation, name, country)
        yield from _instructions(negotiation, name, country)
    yield from _beliefs(negotiation)
    yield from _sequence(negotiation)
    yield from evidence_findings(alike)


def _issues(negotiation: NegotiationCase) -> Iterator[Finding]:
    votes = [name for name, issue in negotiation.issues.items() if issue.axis == "vote"]
    if not votes:
        yield Finding(("issues",), "there is nothing to negotiate", "write `axis: vote`")
    for name in votes:
        issue = negotiation.issues[name]
        if issue.status_quo is None:
            yield Finding(("issues", name), "a status quo is needed", "add `status_quo: ...`")
        if issue.proposal is not None:
            path: Path = ("issues", name, "proposal")
            yield Finding(path, "the table decides this", "leave it out", "warning")
    for name, issue in negotiation.issues.items():
        yield from natural_findings(("issues", name), issue)
    if negotiation.outcome is not None:
        for name in negotiation.outcome.terms:
            if name not in votes:
                place: Path = ("outcome", "terms", name)
                yield unknown(place, name, votes, "issue", of_key=True)
        for name in negotiation.outcome.ratified:
            if name not in negotiation.countries:
                place = ("outcome", "ratified", name)
                yield unknown(place, name, negotiation.countries, "country", of_key=True)


def _table(negotiation: NegotiationCase) -> Iterator[Finding]:
    entry = negotiation.entry_into_force
    count = len(negotiation.countries)
    if entry.countries is not None and entry.countries > count:
        path: Path = ("entry_into_force", "countries")
        yield Finding(path, f"{entry.countries} of {count} countries", f"at most {count}")
    for number, name in enumerate(entry.required):
        if name not in negotiation.countries:
            place: Path = ("entry_into_force", "required", number)
            yield unknown(place, name, negotiation.countries, "country")


def _country(negotiation: NegotiationCase, name: str, country: CountryAtTable) -> Iterator[Finding]:
    above: Path = ("countries", name)
    if country.patience is not None and country.patience.high >= 1.0:
        yield Finding((*above, "patience"), "patience must be below 1", "write 0.99 at most")
    if country.case is not None:
        if country.rule is not None or country.actors:
            yield Finding(
                (*above, "case"),
                "both a case and a game of its own are given",
                "keep one; `values` changes what a case says",
            )
        return
    if country.values:
        yield Finding(
            (*above, "values"),
            "these change what a `case` says, and the country names none",
            "name a `case`, or change the fields themselves",
        )
    yield from _incomplete(negotiation, above, country)
    if country.rule is None or country.chief_executive is None or not country.actors:
        return
    yield from _signatory(negotiation, above, country)
    subject = Subject(country_case(negotiation, name))
    for check in (name_findings, vote_findings, pressure_findings, date_findings):
        for finding in check(subject):
            if finding.path[:1] != ("issues",):
                yield finding._replace(path=(*above, *finding.path))
    yield from _later(name, country, negotiation)


def _signatory(
    negotiation: NegotiationCase, above: Path, country: CountryAtTable
) -> Iterator[Finding]:
    """A government that wants nothing on any issue would sign anything, or nothing at all."""
    name = str(country.chief_executive)
    actor = country.actors.get(name)
    votes = [issue for issue, coded in negotiation.issues.items() if coded.axis == "vote"]
    if actor is None or not votes or any(issue in actor.position for issue in votes):
        return
    yield Finding(
        (*above, "chief_executive"),
        f"`{name}` signs for the country but has no position on an issue of the table",
        f"add `position: {{{votes[0]}: ...}}` to actors.{name}",
    )


def _incomplete(
    negotiation: NegotiationCase, above: Path, country: CountryAtTable
) -> Iterator[Finding]:
    for field in ("rule", "chief_executive"):
        if getattr(country, field) is None:
            yield Finding(
                above, f"`{field}` is needed, or `case` with a domestic case", None, of_key=True
            )
    if not country.actors:
        yield Finding(above, "`actors` are needed", None, of_key=True)
    for issue, coded in country.issues.items():
        if coded.axis == "vote":
            place: Path = (*above, "issues", issue)
            yield Finding(
                place,
                "an issue of one country alone cannot be negotiated",
                "move it to the `issues` at the top, or write `axis: reason`",
            )
        elif issue in negotiation.issues:
            yield Finding(
                (*above, "issues", issue), "is an issue of the table already", "rename it"
            )


def _later(name: str, country: CountryAtTable, negotiation: NegotiationCase) -> Iterator[Finding]:
    case = country_case(negotiation, name)
    for number, legislature in enumerate(country.later):
        above: Path = ("countries", name, "later", number, "values")
        yield from _changes(case, legislature.values, above)


def _beliefs(negotiation: NegotiationCase) -> Iterator[Finding]:
    for number, belief in enumerate(negotiation.beliefs):
        above: Path = ("beliefs", number)
        holder = negotiation.countries.get(belief.holder)
        if holder is None:
            yield unknown((*above, "holder"), belief.holder, negotiation.countries, "country")
        elif belief.actor is not None and holder.case is None and belief.actor not in holder.actors:
            yield unknown((*above, "actor"), belief.actor, holder.actors, "actor")
        mine = {p: v for p, v in belief.values.items() if not _refers(negotiation, p)}
        yield from _changes(negotiation, mine, (*above, "values"))


def _instructions(
    negotiation: NegotiationCase, name: str, country: CountryAtTable
) -> Iterator[Finding]:
    if country.instructions is None:
        return
    believing = {belief.actor for belief in negotiation.beliefs if belief.holder == name}
    for number, actor in enumerate(country.instructions.who):
        path: Path = ("countries", name, "instructions", "who", number)
        if country.case is None and actor not in country.actors:
            yield unknown(path, actor, country.actors, "actor")
        elif actor not in believing and country.instructions.rule == "unanimity":
            yield Finding(
                path,
                f"no belief of `{actor}` is coded, so it takes things as they are",
                f"add one to `beliefs`, `actor: {actor}`",
                "note",
            )


def _sequence(negotiation: NegotiationCase) -> Iterator[Finding]:
    votes = [name for name, issue in negotiation.issues.items() if issue.axis == "vote"]
    for number, text in enumerate(negotiation.sequence):
        above: Path = ("sequence", number, "terms")
        for name in text.terms:
            if name not in votes:
                yield unknown((*above, name), name, votes, "issue", of_key=True)
        missing = [name for name in votes if name not in text.terms]
        if missing:
            yield Finding(above, f"no level on {', '.join(missing)}", "give one on each vote axis")
        if number and text.date < negotiation.sequence[number - 1].date:
            yield Finding(("sequence", number, "date"), "earlier than the text before it", None)


def _refers(negotiation: NegotiationCase, path: str) -> bool:
    """Return whether a path lies in a country whose game stands in another file."""
    steps = path.split(".")
    country = negotiation.countries.get(steps[1]) if len(steps) > 1 else None
    return steps[0] == "countries" and country is not None and country.case is not None


def _changes(
    case: Case | NegotiationCase, values: Mapping[str, object], above: Path
) -> Iterator[Finding]:
    """Yield what is wrong with values to be changed, set at once: seats only add up together."""
    left = dict(values)
    while left:
        try:
            with_values(case, left)
            return
        except InputError as error:
            blamed = [path for path in left if path in error.what]
            if not blamed:
                yield Finding(above, error.what, error.right)
                return
            path = max(blamed, key=len)
            yield Finding(
                (*above, path), error.what, error.right, of_key="there is no" in error.what
            )
            del left[path]
