"""`winset cite`: the works behind the model, and the sources of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.shared.sources import case_argument_help, load_case
from winset.cli.shared.terminal import UnusedSeed, console, print_json, print_wrapped

if TYPE_CHECKING:
    from winset.cases.model.case import Case, Source
    from winset.cases.model.negotiation import NegotiationCase
    from winset.foundation.citations import Reference


def cite(
    case: Annotated[
        str | None, typer.Argument(help=case_argument_help(), show_default=False)
    ] = None,
    bibtex: Annotated[bool, typer.Option("--bibtex", help="Print BibTeX entries.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the references as JSON.")] = False,
    _seed: UnusedSeed = 0,
) -> None:
    """Print the references of the model's methods and, with a case, of its sources."""
    from winset.foundation.citations import (
        FORECAST_SOURCES,
        METHOD_SOURCES,
        OTHER_SOURCES,
        REFERENCES,
    )

    sources = case_references(load_case(case).case) if case is not None else []
    of_case = {reference.key for reference in sources}  # what a case cites itself comes once
    methods, forecasts, others = (
        [REFERENCES[key] for key in keys if key not in of_case]
        for keys in (METHOD_SOURCES, FORECAST_SOURCES, OTHER_SOURCES)
    )
    if as_json:
        print_json(
            {
                "schema": "winset/references/1",
                "case": [_plain(reference) for reference in sources],
                "methods": [_plain(reference) for reference in methods],
                "forecasts": [_plain(reference) for reference in forecasts],
                "others": [_plain(reference) for reference in others],
            }
        )
    elif bibtex:
        every = [*sources, *methods, *forecasts, *others]
        typer.echo("\n\n".join(reference.bibtex() for reference in every))
    else:
        _print_text(sources, methods, forecasts, others)


def case_references(case: Case | NegotiationCase) -> list[Reference]:
    """Return the sources of a case: those with an entry, then those named in words.

    Parameters
    ----------
    case
        The case.
    """
    from winset.foundation.citations import Reference

    entries = [_reference(key, source) for key, source in case.sources.items()]
    named = dict.fromkeys(item.source for item in case.evidence if item.source not in case.sources)
    loose = [
        Reference(f"{case.id}-source-{number}", text, "misc", {"note": text})
        for number, text in enumerate(named, start=1)
    ]
    return [*entries, *loose]


def _reference(key: str, source: Source) -> Reference:
    from winset.foundation.citations import Reference

    kinds = {"report": "techreport"}
    names = ("author", "title", "year", "journal", "url", "doi")
    fields = {name: str(getattr(source, name)) for name in names if getattr(source, name)}
    if "title" not in fields:
        fields["note"] = source.text
    return Reference(key, source.text, kinds.get(source.type, source.type), fields)


def _plain(reference: Reference) -> dict[str, object]:
    return {
        "key": reference.key,
        "text": reference.text,
        "type": reference.kind,
        "fields": dict(reference.fields),
        **({"used_for": reference.used_for} if reference.used_for else {}),
    }


def _print_text(
    sources: list[Reference],
    methods: list[Reference],
    forecasts: list[Reference],
    others: list[Reference],
) -> None:
    out = console()
    if sources:
        out.print("Sources of the case", style="bold")
        for reference in sources:
            print_wrapped(out, reference.text, indent=2)
        out.print()
    headings = {"Methods": methods, "Forecasts of bargaining": forecasts, "Other concepts": others}
    for heading, works in headings.items():
        out.print(heading, style="bold")
        for reference in works:
            print_wrapped(out, reference.text, indent=2)
            print_wrapped(out, f"for {reference.used_for}", indent=4, style="dim")
