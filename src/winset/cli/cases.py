"""`winset cases`: the casebook at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.terminal import UnusedSeed, console, print_json

if TYPE_CHECKING:
    from winset.casebook import CaseHead
    from winset.cases.model import Case
    from winset.cases.negotiation import NegotiationCase


def register(app: typer.Typer) -> None:
    """Add the verb to the application."""
    app.command(name="cases", short_help="The casebook: id, title, date, outcome.")(cases)


def cases(
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
    _seed: UnusedSeed = 0,
) -> None:
    """List the published cases, episodes at home first, each kind in the order of its days."""
    from winset.casebook import case_head, case_ids

    found = sorted(map(case_head, case_ids()), key=_place)
    if as_json:
        print_json([_plain(case) for case in found])
        return
    _print_table(found)


def _place(case: CaseHead) -> tuple[bool, str, str]:
    return case.kind != "domestic", str(case.date or ""), case.id


def what_happened(case: Case | NegotiationCase | CaseHead) -> str:
    """Say in a few words how an episode ended.

    Parameters
    ----------
    case
        The case.
    """
    if case.outcome is None:
        return "open"
    from winset.cases.negotiation import NegotiationOutcome

    if isinstance(case.outcome, NegotiationOutcome):
        return "agreement" if case.outcome.agreement else "no agreement"
    tallies = [f"{name} {for_}-{against}" for name, (for_, against) in case.outcome.tally.items()]
    return ", ".join([case.outcome.verdict, *tallies])


def _plain(case: CaseHead) -> dict[str, object]:
    from winset.cases.negotiation import NegotiationOutcome

    outcome = case.outcome
    return {
        "id": case.id,
        "title": case.title,
        "kind": case.kind,
        "date": case.date.isoformat() if case.date else None,
        "outcome": None
        if outcome is None
        else {"agreement": outcome.agreement, "date": outcome.date.isoformat()}
        if isinstance(outcome, NegotiationOutcome)
        else {
            "verdict": outcome.verdict,
            "date": outcome.date.isoformat(),
            "tally": dict(outcome.tally),
        },
    }


def _print_table(found: list[CaseHead]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("id", no_wrap=True, style="bold")
    table.add_column("title", overflow="fold")
    table.add_column("date", no_wrap=True)
    table.add_column("what happened", overflow="fold")
    for before, case in zip([None, *found], found, strict=False):
        if before is not None and before.kind != case.kind:
            table.add_row()
        day = case.date.isoformat() if case.date else ""
        table.add_row(case.id, case.title, day, what_happened(case))
    console().print(table)
