"""A negotiation as a reader sees it in a terminal: issues, then one country after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from winset.cases.model.negotiation import country_case
from winset.cli.cases import what_happened
from winset.cli.shared.case_view import (
    ASCII_MARKS,
    UNICODE_MARKS,
    number_text,
    print_country,
    print_heading,
    print_sources,
)
from winset.cli.shared.terminal import print_wrapped

if TYPE_CHECKING:
    from rich.console import Console

    from winset.cases.model.negotiation import NegotiationCase


def print_negotiation(out: Console, case: NegotiationCase) -> None:
    """Print a whole negotiation.

    Parameters
    ----------
    out
        Where to print; its width decides the layout.
    case
        The negotiation.
    """
    marks = ASCII_MARKS if out.options.ascii_only else UNICODE_MARKS
    print_heading(out, case)
    out.print()
    print_wrapped(out, _entry(case))
    for name, country in case.countries.items():
        out.print()
        print_wrapped(out, f"{country.title} ({name})", style="bold")
        if country.case is not None:
            print_wrapped(out, f"as in the case {country.case}", indent=2)
            for path, value in country.values.items():
                print_wrapped(out, f"{path} = {value}", indent=4)
            continue
        print_country(out, country_case(case, name), marks)
        for later in country.later:
            print_wrapped(out, f"later: {later.title}, {later.date}", indent=2)
    _print_beliefs(out, case)
    _print_terms(out, case)
    print_sources(out, case)


def _print_beliefs(out: Console, case: NegotiationCase) -> None:
    """Print the beliefs by holder; values that several hold alike are printed once."""
    shown: list[dict[str, Any]] = []
    for belief in case.beliefs:
        who = belief.holder if belief.actor is None else f"{belief.actor} ({belief.holder})"
        since = "" if belief.date is None else f" from {belief.date}"
        likely = "" if belief.weight.likely == 1 else f" with probability {belief.weight.likely:g}"
        out.print()
        print_wrapped(out, f"{who} believes{since}{likely}", style="bold")
        if belief.values in shown:
            print_wrapped(out, "the same values as above", indent=2)
            continue
        shown.append(dict(belief.values))
        for path, value in belief.values.items():
            print_wrapped(out, f"{path} = {value}", indent=2)
    for name, country in case.countries.items():
        if country.instructions is not None:
            heard = ", ".join(country.instructions.who)
            rule = "all of them" if country.instructions.rule == "unanimity" else "by the chief"
            out.print()
            print_wrapped(out, f"{name} signs as decided {rule}: {heard}")


def _entry(case: NegotiationCase) -> str:
    entry = case.entry_into_force
    if entry.countries is None and entry.share is None and not entry.required:
        return "Every country must ratify."
    parts = [f"at least {entry.countries} countries"] if entry.countries is not None else []
    if entry.share is not None:
        parts.append(f"{number_text(entry.share)} of the weight")
    if entry.required:
        parts.append("among them " + ", ".join(entry.required))
    return f"Enters into force with {', '.join(parts)}."


def _print_terms(out: Console, case: NegotiationCase) -> None:
    if case.outcome is None:
        return
    out.print()
    print_wrapped(out, "What happened", style="bold")
    print_wrapped(out, f"{case.outcome.date}: {what_happened(case)}", indent=2)
    for name, terms in case.outcome.terms.items():
        print_wrapped(out, f"{name}: {number_text(terms)}", indent=2)
