"""A case as a reader sees it in a terminal: axes with actors on them, rule, stages, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from winset.cases.model.direction import direction_of
from winset.cases.model.institutions import (
    AllOf,
    AnyOf,
    AtLeast,
    ChamberVote,
    NeedsAcquiescence,
    Referendum,
    ReferendumVote,
)
from winset.cases.model.quantities import DateQuantity, Quantity
from winset.cases.paths.rule_walk import Rule, parts_of
from winset.cli.cases import what_happened
from winset.cli.shared.terminal import print_wrapped

if TYPE_CHECKING:
    from rich.console import Console

    from winset.cases.model.actors import Actor
    from winset.cases.model.case import Case, Issue
    from winset.cases.model.negotiation import NegotiationCase

UNICODE_MARKS = {"line": "·", "left": "├", "bar": "─", "right": "┤", "point": "●", "to": "–"}
ASCII_MARKS = {"line": ".", "left": "|", "bar": "-", "right": "|", "point": "o", "to": "-"}


def print_case(out: Console, case: Case) -> None:
    """Print a whole case.

    Parameters
    ----------
    out
        Where to print; its width decides the layout.
    case
        The case.
    """
    marks = ASCII_MARKS if out.options.ascii_only else UNICODE_MARKS
    print_heading(out, case)
    _print_bill(out, case)
    print_country(out, case, marks)
    _print_outcome(out, case)
    print_sources(out, case)


def _print_bill(out: Console, case: Case) -> None:
    """Print what kind of bill it is and what was known when, where the case says so."""
    stated = "" if case.direction else ", by the moves of its axes"
    rows: list[tuple[str, str]] = []
    if case.country:
        rows.append(("country", case.country))
    if case.as_of is not None:
        rows.append(("forecast as of", case.as_of.isoformat()))
        rows.append(("direction", f"{direction_of(case)}{stated}"))
    if case.package is not None:
        rows.append(("package", "yes" if case.package else "no"))
    if case.clock is not None:
        rows.append(("clock", f"{case.clock.by} ({case.clock.source})"))
    if case.scheduled is not None:
        rows.append(("vote set on", f"{case.scheduled.date} ({case.scheduled.source})"))
    rows += [("other business", f"{item.what}, {item.start} to {item.end}") for item in case.agenda]
    for attempt in case.sequence:
        put_to = f" ({', '.join(attempt.chambers)})" if attempt.chambers else ""
        rows.append(("put to a vote", f"{attempt.date}: {attempt.text}{put_to}"))
    if rows:
        _heading(out, "The bill")
    for label, text in rows:
        print_wrapped(out, f"{label:<16}{text}", indent=2)


def print_heading(out: Console, case: Case | NegotiationCase) -> None:
    """Print title, id, date, outcome and summary of a case or a negotiation."""
    head = " | ".join(filter(None, [case.id, str(case.date or ""), what_happened(case)]))
    print_wrapped(out, case.title, style="bold")
    print_wrapped(out, head, style="dim")
    if case.summary:
        out.print()
        print_wrapped(out, case.summary, hang=0)


def print_country(out: Console, case: Case, marks: dict[str, str]) -> None:
    """Print the game at home: axes with actors, reasons, rule, time, actors and pressure.

    Parameters
    ----------
    out
        Where to print.
    case
        A domestic case, or one country of a negotiation as such.
    marks
        `UNICODE_MARKS` or `ASCII_MARKS`.
    """
    for name, issue in case.issues.items():
        if issue.axis == "vote":
            _print_axis(out, case, name, issue, marks)
    _print_reasons(out, case)
    _print_rule(out, case)
    _print_chambers(out, case)
    _print_stages(out, case, marks)
    _print_actors(out, case, marks)
    _print_pressure(out, case, marks)


def number_text(value: Quantity | DateQuantity, to: str = "–") -> str:
    """Write a coded value with its range.

    Parameters
    ----------
    value
        A number or a date.
    to
        What stands between the ends of a range.

    Examples
    --------
    >>> number_text(Quantity(low=0.3, likely=0.4, high=0.6), "-")
    '0.4 (0.3-0.6)'
    """
    low, likely, high = (
        f"{end:g}" if isinstance(end, float) else str(end)
        for end in (value.low, value.likely, value.high)
    )
    return f"{likely} ({low}{to}{high})" if value.is_range else likely


def axis_line(value: Quantity, width: int, marks: dict[str, str]) -> str:
    """Draw a value from 0 to 1 with its range on a line of so many characters.

    Examples
    --------
    >>> axis_line(Quantity(low=0.2, likely=0.5, high=0.8), 11, ASCII_MARKS)
    '..|--o--|..'
    """

    def place(share: float) -> int:
        return round(min(max(share, 0.0), 1.0) * (width - 1))

    low, likely, high = place(value.low), place(value.likely), place(value.high)
    line = [marks["line"]] * width
    line[low : high + 1] = [marks["bar"]] * (high + 1 - low)
    line[low], line[high] = marks["left"], marks["right"]
    line[likely] = marks["point"]
    return "".join(line)


def _heading(out: Console, text: str) -> None:
    out.print()
    out.print(Text(text, style="bold"), soft_wrap=True)


def _print_axis(out: Console, case: Case, name: str, issue: Issue, marks: dict[str, str]) -> None:
    unit = f", {issue.natural[0]:g} to {issue.natural[1]:g} {issue.unit}" if issue.natural else ""
    _heading(out, f"{issue.title} ({name}{unit})")
    print_wrapped(out, f"0 {issue.low}", indent=2)
    print_wrapped(out, f"1 {issue.high}", indent=2)
    rows: list[tuple[str, Quantity, str]] = []
    if issue.status_quo is not None:
        rows.append(("status quo", issue.status_quo, "bold"))
    if issue.proposal is not None:
        rows.append(("proposal", issue.proposal, "bold"))
    placed = [(key, a.position[name]) for key, a in case.actors.items() if name in a.position]
    placed.sort(key=lambda pair: (pair[1].likely, pair[0]))
    rows += [(key, value, "") for key, value in placed]
    names = min(max(len(row[0]) for row in rows), max(12, out.width // 3))
    width = max(11, min(61, out.width - names - 9))
    for label, value, style in rows:
        shown = label if len(label) <= names else label[: names - 1] + "."
        line = axis_line(value, width, marks)
        text = f"  {shown:<{names}} {line} {value.likely:.2f}"
        out.print(Text(text, style=style), soft_wrap=True)


def _print_reasons(out: Console, case: Case) -> None:
    reasons = [(key, issue) for key, issue in case.issues.items() if issue.axis == "reason"]
    if not reasons:
        return
    _heading(out, "Reasons")
    for key, issue in reasons:
        text = f"{issue.title} ({key}): 0 {issue.low}; 1 {issue.high}"
        print_wrapped(out, text, indent=2)


def _print_rule(out: Console, case: Case) -> None:
    _heading(out, "Rule")
    amendments = case.amendments if isinstance(case.amendments, str) else case.amendments.rule
    tree = Tree(_rule_text(case, case.rule), guide_style="dim")
    _grow(case, tree, case.rule)
    out.print(tree)
    holder = case.calendar.held_by
    held = f"{_title(case, holder)} holds the calendar" if holder else "the calendar is fixed"
    wish = " and prefers a recorded defeat" if case.calendar.prefers_recorded_defeat else ""
    print_wrapped(out, f"{amendments} rule; {held}{wish}")


def _grow(case: Case, tree: Tree, rule: Rule) -> None:
    for part in parts_of(rule)[1]:
        _grow(case, tree.add(_rule_text(case, part)), part)


def _rule_text(case: Case, rule: Rule) -> str:
    if isinstance(rule, ChamberVote):
        named = f" ({rule.quota})" if isinstance(rule.quota, str) else ""
        return f"{rule.chamber}: {rule.votes_needed} of {rule.of}{named}{_weighs(rule.weight)}"
    if isinstance(rule, AllOf):
        return "all of"
    if isinstance(rule, AnyOf):
        return "one of"
    if isinstance(rule, AtLeast):
        return f"at least {rule.at_least} of"
    if isinstance(rule, NeedsAcquiescence):
        return f"{_title(case, rule.acquiescence)} acquiesces{_weighs(rule.weight)}"
    if isinstance(rule, ReferendumVote):
        return _referendum_text(rule.referendum)
    return f"{_title(case, rule.actor)} agrees{_weighs(rule.weight)}"


def _weighs(weight: float | None) -> str:
    return "" if weight is None else f", weight {weight:g}"


def _referendum_text(asked: Referendum) -> str:
    kind = "referendum" if asked.binding else "advisory referendum"
    parts = [f"{kind}: {number_text(asked.share)} in favour"]
    if "turnout" in asked.model_fields_set:
        parts.append(f"turnout {number_text(asked.turnout)}")
    if asked.quorum:
        parts.append(f"quorum {asked.quorum:g} (else it {asked.below_quorum})")
    if asked.majority == "people_and_cantons":
        cantons = number_text(asked.cantons) if asked.cantons else "not given"
        parts.append(f"cantons in favour {cantons}")
    return ", ".join(parts)


def _title(case: Case, actor: str) -> str:
    found = case.actors.get(actor)
    return (found.short or found.title if found else None) or actor


def _print_chambers(out: Console, case: Case) -> None:
    for name, chamber in case.chambers.items():
        source = chamber.members_from
        until = f", by votes before {source.as_of}" if source.as_of else ""
        line = f"With --data the {name} holds the members of {source.vote}{until}."
        print_wrapped(out, line, hang=2)


def _print_stages(out: Console, case: Case, marks: dict[str, str]) -> None:
    if case.stages is None and not case.elections:
        return
    _heading(out, "Time")
    rows: list[tuple[str, str]] = []
    if case.stages is not None:
        formulation = case.stages.formulation
        if formulation is not None:
            rows.append(("work begins", number_text(formulation.start, marks["to"])))
            for label, value in (
                ("proposal", formulation.proposal),
                ("days of work", formulation.work_days),
                ("coordination", formulation.coordination),
                ("division", formulation.division),
                ("quality", formulation.quality),
            ):
                if value is not None:
                    rows.append((label, number_text(value, marks["to"])))
        rows.append(("vote by", number_text(case.stages.voting.deadline, marks["to"])))
    if case.elections:
        rows.append(("elections", ", ".join(day.isoformat() for day in case.elections)))
    for label, text in rows:
        print_wrapped(out, f"{label:<13}{text}", indent=2)


def _print_actors(out: Console, case: Case, marks: dict[str, str]) -> None:
    _heading(out, "Actors")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 2))
    table.add_column("actor", overflow="fold")
    table.add_column("level", no_wrap=True)
    table.add_column("seats", overflow="fold")
    table.add_column("capacity", overflow="fold")
    table.add_column("marks", overflow="fold")
    for key, actor in case.actors.items():
        seats = ", ".join(f"{chamber} {count}" for chamber, count in actor.seats.items())
        purse = number_text(actor.capacity, marks["to"]) if actor.capacity.high else ""
        title = f"{actor.title or key} ({actor.party})" if actor.party else actor.title or key
        table.add_row(title, actor.level, seats, purse, ", ".join(_marks_of(case, key, actor)))
    out.print(table)


def _marks_of(case: Case, key: str, actor: Actor) -> list[str]:
    found = {
        "chief executive": case.chief_executive == key,
        "holds the calendar": case.calendar.held_by == key,
        "broker": actor.broker,
        "waits for a proposal": actor.conditional_on_proposal,
        "may be paid": actor.compensable,
        f"{actor.benches} benches": actor.benches is not None,
        "joined the campaign": actor.joined is not None and actor.joined.value,
        "stayed out of the campaign": actor.joined is not None and not actor.joined.value,
        f"reaches {', '.join(actor.reach)}": bool(actor.reach),
    }
    told = [text for text, holds in found.items() if holds]
    if actor.engagement is not None:
        told.append(f"engagement {actor.engagement.value.likely:g}")
    return told


def _print_pressure(out: Console, case: Case, marks: dict[str, str]) -> None:
    if case.pressure:
        _heading(out, "Pressure")
    for tie in case.pressure:
        about = [number_text(tie.strength, marks["to"]), tie.where or ""]
        about += [f"since {number_text(tie.since, marks['to'])}"] if tie.since else []
        text = f"{tie.source} on {tie.target}: {', '.join(filter(None, about))}"
        print_wrapped(out, text, indent=2)
    for frame in case.framing:
        seen = f"{frame.title}: {frame.issue} toward {frame.toward.likely:g} for "
        print_wrapped(out, f"frame: {seen}{', '.join(frame.actors)}", indent=2)
    for signal in case.reverberation:
        text = f"reverberation: {signal.source} on {', '.join(signal.actors)}"
        print_wrapped(out, f"{text}, {number_text(signal.strength, marks['to'])}", indent=2)


def _print_outcome(out: Console, case: Case) -> None:
    if case.outcome is None:
        return
    _heading(out, "What happened")
    print_wrapped(out, f"{case.outcome.date}: {what_happened(case)}", indent=2)
    for count in case.outcome.counts:
        votes = "; ".join(
            f"{chamber} {' to '.join(map(str, ends))}" for chamber, ends in count.votes.items()
        )
        print_wrapped(out, f"count: {votes} ({count.source})", indent=2)


def print_sources(out: Console, case: Case | NegotiationCase) -> None:
    """Print the sources, the number of claims and the notes of a case."""
    if case.sources:
        _heading(out, "Sources")
    for source in case.sources.values():
        print_wrapped(out, source.text, indent=2)
    if case.evidence:
        out.print()
        claims = "1 claim" if len(case.evidence) == 1 else f"{len(case.evidence)} claims"
        print_wrapped(out, f"Evidence: {claims} in the case file.")
    if case.notes:
        _heading(out, "Notes")
    for note in case.notes:
        print_wrapped(out, note, indent=2)
