"""Fit of rule, chambers, seats and axes."""

from __future__ import annotations

from collections.abc import Iterator

from winset.cases.checks.subject import Finding, Subject
from winset.cases.file.document import Path
from winset.cases.model.actors import Actor
from winset.cases.model.case import Issue
from winset.cases.model.institutions import (
    AtLeast,
    ChamberVote,
    NeedsAcquiescence,
    Referendum,
    ReferendumVote,
    Veto,
)
from winset.cases.model.weights import payable_players, player_weight
from winset.cases.paths.rule_walk import chambers_of, leaf_name, rule_nodes
from winset.foundation.spelling import nearest


def vote_findings(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the axes, the rule and the seats."""
    yield from _axes(subject)
    yield from _rule(subject)
    yield from _chambers(subject)
    for name, actor in subject.case.actors.items():
        yield from _seats(subject, name, actor)
        yield from _positions(subject, name, actor)


def _axes(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    if not subject.vote_axes:
        yield Finding(
            ("issues",),
            "no issue is a vote axis, so there is nothing to vote on",
            "give one `axis: vote` with status_quo and proposal",
        )
    elif all(_is_unmoved(case.issues[name]) for name in subject.vote_axes):
        yield Finding(
            ("issues",),
            "on every vote axis the proposal is the status quo: nothing is proposed",
            "give a `proposal`",
            "warning",
        )
    for name, issue in case.issues.items():
        yield from _issue(("issues", name), issue)


def _is_unmoved(issue: Issue) -> bool:
    return issue.proposal is None or (
        issue.status_quo is not None
        and not issue.proposal.is_range
        and not issue.status_quo.is_range
        and issue.proposal.likely == issue.status_quo.likely
    )


def _issue(path: Path, issue: Issue) -> Iterator[Finding]:
    if issue.axis == "vote" and issue.status_quo is None:
        yield Finding(
            path, "a vote axis needs `status_quo`", "say where things stand, 0..1", of_key=True
        )
    if issue.axis == "reason":
        for field in ("status_quo", "proposal"):
            if getattr(issue, field) is not None:
                yield Finding(
                    (*path, field),
                    f"a reason axis has no {field}",
                    "delete it, or write `axis: vote`",
                    of_key=True,
                )
    yield from natural_findings(path, issue)


def natural_findings(path: Path, issue: Issue) -> Iterator[Finding]:
    """Yield what is wrong with the natural units of an issue.

    Parameters
    ----------
    path, issue
        The issue and its place.
    """
    if issue.natural is not None and issue.unit is None:
        yield Finding(
            (*path, "natural"),
            "natural values need a unit",
            "add `unit`, such as '% car tariff'",
            of_key=True,
        )
    if issue.natural is not None and issue.natural[0] == issue.natural[1]:
        yield Finding(
            (*path, "natural"),
            f"both ends have the natural value {issue.natural[0]:g}",
            "give the values at 0 and at 1",
        )


def _rule(subject: Subject) -> Iterator[Finding]:
    for path, node in rule_nodes(subject.case.rule):
        if isinstance(node, ChamberVote):
            yield from _quota(path, node)
        elif isinstance(node, AtLeast) and node.at_least > len(node.among):
            yield Finding(
                (*path, "at_least"),
                f"at least {node.at_least} of {len(node.among)} parts can never hold",
                f"at most {len(node.among)}, or name more parts",
            )
        elif isinstance(node, Veto | NeedsAcquiescence):
            yield from _veto(subject, path, node)
        elif isinstance(node, ReferendumVote):
            yield from _referendum((*path, "referendum"), node.referendum)
    yield from _weights(subject)


def _referendum(path: Path, asked: Referendum) -> Iterator[Finding]:
    if asked.majority == "people_and_cantons" and asked.cantons is None:
        yield Finding(
            path,
            "a double majority, and no share of the cantons in favour",
            "add `cantons`, 0..1",
            of_key=True,
        )
    if asked.majority == "people" and asked.cantons is not None:
        yield Finding(
            (*path, "cantons"),
            "the cantons do not count under a majority of the people",
            "write `majority: people_and_cantons`, or delete it",
            "warning",
            of_key=True,
        )
    if not asked.binding:
        yield Finding(
            path,
            "an advisory referendum stops nothing: the rule is read without it",
            None,
            "note",
            of_key=True,
        )


def _weights(subject: Subject) -> Iterator[Finding]:
    """Yield weights that contradict each other, and single players priced without one."""
    given: dict[str, tuple[Path, float]] = {}
    for path, node in rule_nodes(subject.case.rule):
        name = leaf_name(node)
        weight = getattr(node, "weight", None)
        if name is None or weight is None:
            continue
        first = given.setdefault(name, (path, weight))
        if weight != first[1]:
            yield Finding(
                (*path, "weight"),
                f"`{name}` weighs {weight:g} here and {first[1]:g} elsewhere in the rule",
                "write one number",
            )
    for name in payable_players(subject.case):
        if player_weight(subject.case, name).origin == "default":
            what = (
                f"`{name}` may be paid or reached and has no weight: it counts as a whole chamber"
            )
            right = f"say what it is worth, beside it in the rule: {{actor: {name}, weight: ...}}"
            if subject.case.calendar.held_by == name:
                right = f"say what it is worth: {{held_by: {name}, weight: ...}}"
            yield Finding(_place(subject, name), what, right, "warning")


def _place(subject: Subject, name: str) -> Path:
    nodes = rule_nodes(subject.case.rule)
    return next((path for path, node in nodes if leaf_name(node) == name), ("calendar",))


def _quota(path: Path, vote: ChamberVote) -> Iterator[Finding]:
    needed = vote.votes_needed
    if needed > vote.of:
        yield Finding(
            (*path, "quota"),
            f"a quota of {needed} votes is above the {vote.of} seats of the {vote.chamber}",
            f"at most {vote.of}; a majority is {vote.of // 2 + 1}",
        )
    elif needed < 1:
        yield Finding(
            (*path, "quota"),
            f"a quota of {needed} votes needs nobody",
            f"at least 1; a majority is {vote.of // 2 + 1}",
        )
    elif 2 * needed <= vote.of:
        yield Finding(
            (*path, "quota"),
            f"a quota of {needed} is not above half of {vote.of}: both sides could win",
            f"a majority is {vote.of // 2 + 1}",
            "warning",
        )


def _veto(subject: Subject, path: Path, node: Veto | NeedsAcquiescence) -> Iterator[Finding]:
    name = node.actor if isinstance(node, Veto) else node.acquiescence
    actor = subject.case.actors.get(name)
    if actor is None or actor.level == "legislature":
        return  # an unknown name is reported elsewhere, a member's positions are checked as such
    if not set(actor.position) & set(subject.vote_axes):
        yield Finding(
            (*path, "actor" if isinstance(node, Veto) else "acquiescence"),
            f"`{name}` must agree but has no position on a vote axis",
            f"add `position` to actors.{name}",
        )


def _chambers(subject: Subject) -> Iterator[Finding]:
    actors = subject.case.actors
    for chamber, votes in chambers_of(subject.case.rule).items():
        path, first = votes[0]
        of = max(vote.of for _, vote in votes)
        for other_path, vote in votes:
            if vote.of != first.of:
                yield Finding(
                    (*other_path, "of"),
                    f"the {chamber} has {vote.of} seats here and {first.of} elsewhere in the rule",
                    "write one number",
                    "warning",
                )
        sitting = {
            name: actor.seats[chamber] for name, actor in actors.items() if chamber in actor.seats
        }
        total = sum(sitting.values())
        needed = max(vote.votes_needed for _, vote in votes)
        if total == 0:
            named = {name for actor in actors.values() for name in actor.seats}
            if nearest(chamber, named - set(subject.chambers)) is None:  # else said at the seats
                yield Finding(
                    (*path, "chamber"),
                    f"nobody sits in the {chamber}",
                    f"give actors `seats: {{{chamber}: ...}}`",
                )
        elif total > of:
            yield Finding(
                ("actors", list(sitting)[-1], "seats", chamber),
                f"the blocs of the {chamber} have {total} seats together, the rule says {of}",
                f"take {total - of} away, or correct `of`",
            )
        elif total < needed <= of and min(sitting.values()) >= 0:  # else reported elsewhere
            yield Finding(
                (*path, "quota"),
                f"only {total} members sit in the {chamber}, {needed} votes are needed",
                "this can never pass: seat more members, or lower the quota",
            )
        elif 0 < total < of:
            vacant = "1 is" if of - total == 1 else f"{of - total} are"
            yield Finding(
                (*path, "of"),
                f"{total} of {of} seats of the {chamber} are taken; {vacant} vacant",
                None,
                "note",
            )


def _seats(subject: Subject, name: str, actor: Actor) -> Iterator[Finding]:
    path: Path = ("actors", name)
    for chamber, seats in actor.seats.items():
        if seats < 0:
            yield Finding(
                (*path, "seats", chamber), f"{seats} seats", "a number of members, 0 or more"
            )
        if chamber not in subject.chambers:
            yield _unvoted(subject, (*path, "seats", chamber), chamber)
    if actor.level == "legislature" and not any(actor.seats.values()):
        chamber = next(iter(subject.chambers), "house")
        yield Finding(
            path, "a legislator without seats", f"add `seats: {{{chamber}: 1}}`", of_key=True
        )
    if actor.level != "legislature" and actor.seats:
        yield Finding(
            (*path, "seats"),
            f"an actor of the level {actor.level} has no seats",
            "write `level: legislature`",
            of_key=True,
        )


def _unvoted(subject: Subject, path: Path, chamber: str) -> Finding:
    near = nearest(chamber, subject.chambers)
    what = f"the rule has no vote in `{chamber}`"
    if near is not None:
        return Finding(path, what, f"did you mean `{near}`?", of_key=True)
    there = ", ".join(subject.chambers) or "none"
    return Finding(path, what, f"chambers of the rule: {there}", "warning", of_key=True)


def _positions(subject: Subject, name: str, actor: Actor) -> Iterator[Finding]:
    path: Path = ("actors", name)
    if actor.level == "legislature":
        missing = [axis for axis in subject.vote_axes if axis not in actor.position]
        if missing and set(actor.position) <= set(subject.issues):  # else reported at its name
            yield Finding(
                (*path, "position"),
                f"a legislator needs a position on the vote axis {', '.join(missing)}",
                f"add `position: {{{missing[0]}: ...}}`, 0..1",
                of_key=True,
            )
    elif actor.spread:
        yield Finding(
            (*path, "spread"),
            f"an actor of the level {actor.level} has no members to spread",
            "delete it",
            "warning",
            of_key=True,
        )
    for axis in actor.spread:
        is_alone = axis not in actor.position and set(actor.position) <= set(subject.issues)
        if axis in subject.issues and is_alone:
            yield Finding(
                (*path, "spread", axis),
                f"a spread on {axis} without a position there",
                f"add position.{axis}",
                of_key=True,
            )
