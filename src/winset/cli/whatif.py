"""`winset whatif`: a case beside a variant of it, or beside another case."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from winset.cli.case_input import (
    CaseArgument,
    DrawsOption,
    JsonOption,
    ParametersOption,
    SeedOption,
    SetOption,
    changed_case,
    print_json,
)
from winset.foundation.errors import InputError

AgainstOption = Annotated[
    str | None,
    typer.Option("--against", metavar="CASE2", help="Another case, instead of the case as coded."),
]


def register(app: typer.Typer) -> None:
    """Add the verb to the application."""
    app.command("whatif", help="Two Reports side by side: a variant, or another case.")(whatif)


def whatif(
    case: CaseArgument,
    changes: SetOption = None,
    against: AgainstOption = None,
    draws: DrawsOption = 2000,
    parameters: ParametersOption = None,
    seed: SeedOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Compare a case with a variant of it, or with another case part by part."""
    if not changes and against is None:
        raise InputError("whatif: give --set PATH=VALUE, or --against CASE2, or both")
    variant, block, wanted = changed_case(case, changes, parameters)
    from winset.studies.analyze import analyze

    mine = analyze(variant, draws=draws, seed=seed, parameters=block, changes=wanted)
    if against is None:
        other_case, other_block, _ = changed_case(case, None, parameters)
        theirs = analyze(other_case, draws=draws, seed=seed, parameters=other_block)
        reports, parts = (theirs, mine), None
    else:
        from winset.studies.contrast import contrast

        other_case, _, _ = changed_case(against, None, parameters)
        theirs = analyze(other_case, draws=draws, seed=seed, parameters=block)
        parts = contrast(variant, other_case, draws=draws, seed=seed, parameters=block)
        reports = (mine, theirs)
    if as_json:
        document: dict[str, Any] = {
            "schema": "winset/whatif/1",
            "reports": [report.to_dict() for report in reports],
            "contrast": None if parts is None else parts.to_dict(),
        }
        print_json(document)
        return
    from rich.console import Console

    from winset.render.side_by_side import print_contrast, print_side_by_side

    console = Console(highlight=False)
    print_side_by_side(*reports, console)
    if parts is not None:
        print_contrast(parts, console)
