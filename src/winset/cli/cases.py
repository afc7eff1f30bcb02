"""`winset cases`: the casebook at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.shared.terminal import UnusedSeed, console, print_json

if TYPE_CHECKING:
    from winset.casebook import CaseHead
    from winset.cases.model.case import Case
    from winset.cases.model.negotiation import NegotiationCase


def cases(
    as_json: Annotated[
        bool,
        typer.Option(
            "--json",
            help="Print the list as JSON; null where a negotiation has no single country or "
            "direction, and where a case is open.",
        ),
    ] = False,
    _seed: UnusedSeed = 0,
) -> None:
    """List the published cases, episodes at home first, each kind in the order of its days.

    The last column is the share of the case's numbers that have a source of their own, which a
    default of the codebook is not.
    """
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
    from winset.cases.model.negotiation import NegotiationOutcome

    if isinstance(case.outcome, NegotiationOutcome):
        return "agreement" if case.outcome.agreement else "no agreement"
    tallies = [f"{name} {for_}-{against}" for name, (for_, against) in case.outcome.tally.items()]
    return ", ".join([case.outcome.verdict, *tallies])


def _plain(case: CaseHead) -> dict[str, object]:
    outcome = case.outcome
    return {
        "id": case.id,
        "title": case.title,
        "kind": case.kind,
        "date": case.date.isoformat() if case.date else None,
        "country": case.country,
        "direction": case.direction,
        "outcome": _verdict(case),
        "decided": None if outcome is None else outcome.date.isoformat(),
        "tally": dict(getattr(outcome, "tally", None) or {}),
        "sourced": None if case.sourced is None else case.sourced._asdict(),
    }


def _verdict(case: CaseHead) -> str | None:
    """Verdict of an episode, or whether a negotiation came to an agreement; None if it is open."""
    from winset.cases.model.case import Outcome

    if isinstance(case.outcome, Outcome):
        return case.outcome.verdict
    return None if case.outcome is None else what_happened(case)


def _print_table(found: list[CaseHead]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("id", no_wrap=True, style="bold")
    table.add_column("title", overflow="fold")
    table.add_column("date", no_wrap=True)
    table.add_column("what happened", overflow="fold")
    table.add_column("sourced", no_wrap=True, justify="right")
    for before, case in zip([None, *found], found, strict=False):
        if before is not None and before.kind != case.kind:
            table.add_row()
        day = case.date.isoformat() if case.date else ""
        share = "" if case.sourced is None else f"{100 * case.sourced.share:.0f} %"
        table.add_row(case.id, case.title, day, what_happened(case), share)
    console().print(table)
