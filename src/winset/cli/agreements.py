"""`winset agreements`: signed, ratified, in force, over many agreements."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from winset.cli.shared.case_input import JsonOption
from winset.cli.shared.days import day_of
from winset.cli.shared.output import (
    FigureOption,
    TableOption,
    TablesOption,
    figure_asked,
    show,
    write_figure,
    written_tables,
)

FileArgument = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="Table of agreements, a row an agreement and state."),
]
InstitutionsOption = Annotated[
    Path | None,
    typer.Option(
        "--institutions",
        metavar="FILE",
        help="Table of institutions, a row a state and year: checks, xconst, polity2.",
    ),
]
ToOption = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="DATE",
        help="Day up to which scored forecasts know what happened. Default: the day by which two "
        "thirds of the agreements were signed.",
    ),
]
VerboseOption = Annotated[
    bool, typer.Option("--verbose", help="Every model, what was left out, and the assumptions.")
]
SeedOption = Annotated[int, typer.Option("--seed", min=0, help="Seed of the bootstrap.")]


def agreements(
    file: FileArgument,
    institutions: InstitutionsOption = None,
    to: ToOption = None,
    figure: FigureOption = None,
    tables: TablesOption = None,
    table: TableOption = None,
    seed: SeedOption = 0,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Tell how long agreements took to enter into force, and whose institutions go with it.

    Base rates by decade, number of parties and veto players; signs beside what the literature
    expects; forecasts of agreements signed later beside the base rate.
    """
    from winset.studies.agreements.agreements import agreements as study

    report = study(file, institutions=institutions, to=day_of(to, "--to"), seed=seed)
    drawn = write_figure(figure, figure_asked("agreements"), report)
    written = [*drawn, *written_tables(report, tables, table)]
    show(report, written, as_json=as_json, verbose=verbose)
