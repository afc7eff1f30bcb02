"""Check that the recorded outcome is consistent with the rule."""

from __future__ import annotations

from collections.abc import Iterator

from winset.cases.checks.subject import Finding, Subject, unknown
from winset.cases.file.document import Path
from winset.cases.model.case import Count, Outcome
from winset.cases.paths.rule_walk import chambers_of


def outcome_findings(subject: Subject) -> Iterator[Finding]:
    """Yield tallies and counts that do not fit the chambers, and a date before the beginning."""
    if subject.case.outcome is not None:
        yield from _outcome(subject, subject.case.outcome)


def _outcome(subject: Subject, outcome: Outcome) -> Iterator[Finding]:
    sizes = {
        chamber: max(vote.of for _, vote in votes)
        for chamber, votes in chambers_of(subject.case.rule).items()
    }
    for chamber, tally in outcome.tally.items():
        path: Path = ("outcome", "tally", chamber)
        if chamber not in subject.chambers:
            yield unknown(path, chamber, subject.chambers, "chamber", of_key=True)
        elif min(tally) < 0:
            yield Finding(path, "a tally below 0", "votes for and against, 0 or more")
        elif sum(tally) > sizes.get(chamber, sum(tally)):
            yield Finding(
                path,
                f"{tally[0]} and {tally[1]} are {sum(tally)} votes, more than {sizes[chamber]}",
                "votes for and against, without absent members",
            )
    yield from _by_party(subject, outcome)
    for number, count in enumerate(outcome.counts):
        yield from _count(subject, ("outcome", "counts", number), count, sizes)
    stages = subject.case.stages
    start = stages.formulation.start if stages and stages.formulation else None
    if start is not None and outcome.date < start.low:
        yield Finding(
            ("outcome", "date"),
            f"it ended on {outcome.date}, before it began on {start.likely}",
            "correct one of the dates",
            "warning",
        )


def _by_party(subject: Subject, outcome: Outcome) -> Iterator[Finding]:
    """Yield votes by party of an unknown chamber, or that do not add up to the tally."""
    for chamber, parties in outcome.by_party.items():
        path: Path = ("outcome", "by_party", chamber)
        tally = outcome.tally.get(chamber)
        if chamber not in subject.chambers:
            yield unknown(path, chamber, subject.chambers, "chamber", of_key=True)
            continue
        if tally is None:
            yield Finding(
                path,
                f"votes by party, and no tally of the {chamber}",
                f"add `tally: {{{chamber}: [...]}}`",
                of_key=True,
            )
            continue
        added = [sum(votes[side] for votes in parties.values()) for side in (0, 1)]
        if any(min(votes) < 0 for votes in parties.values()):
            yield Finding(path, "votes below 0", "votes for and against, 0 or more")
        elif added != tally:
            what = f"the parties add up to {added[0]}-{added[1]}, the tally is "
            yield Finding(
                path,
                f"{what}{tally[0]}-{tally[1]}",
                "correct one of them; independents are a party of their own",
            )
        yield from _sits(subject, path, chamber, parties)


def _sits(
    subject: Subject, path: Path, chamber: str, parties: dict[str, list[int]]
) -> Iterator[Finding]:
    sitting: dict[str, int] = {}
    for actor in subject.case.actors.values():
        if actor.seats.get(chamber, 0) > 0 and actor.party is not None:
            sitting[actor.party] = sitting.get(actor.party, 0) + actor.seats[chamber]
    for party, votes in parties.items():
        if party not in sitting:
            named = unknown((*path, party), party, sitting, "party", of_key=True)
            yield named._replace(severity="warning")
        elif sum(votes) > sitting[party]:
            yield Finding(
                (*path, party),
                f"{sum(votes)} votes of {party}, and {sitting[party]} seats in the {chamber}",
                "correct one of them",
                "warning",
            )


def _count(subject: Subject, path: Path, count: Count, sizes: dict[str, int]) -> Iterator[Finding]:
    for chamber, votes in count.votes.items():
        inline = (*path, chamber)
        is_inline = subject.document is not None and subject.document.node(inline) is not None
        place = inline if is_inline else (*path, "votes", chamber)
        if chamber not in subject.chambers:
            yield unknown(place, chamber, subject.chambers, "chamber", of_key=True)
        elif votes[0] > votes[-1]:
            yield Finding(place, f"{votes[0]} to {votes[-1]} runs backward", f"write {votes[::-1]}")
        elif votes[0] < 0 or votes[-1] > sizes.get(chamber, votes[-1]):
            yield Finding(
                place, f"a count outside 0 to {sizes.get(chamber, 'its seats')}", "votes in favour"
            )
