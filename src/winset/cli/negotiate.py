"""`winset negotiate`: the two-level game of a negotiation, from file to agreement."""

from __future__ import annotations

from typing import Annotated

import typer

from winset.cli.shared.case_input import (
    CaseArgument,
    DataOption,
    DrawsOption,
    JsonOption,
    ParametersOption,
    SeedOption,
    SetOption,
    one_thread,
    split_changes,
)
from winset.cli.shared.many_cases import progress_bar
from winset.cli.shared.output import (
    FigureOption,
    HtmlOption,
    TableOption,
    TablesOption,
    figure_asked,
    plot_choices,
    show,
    write_figure,
    write_page,
    written_tables,
)

SolutionOption = Annotated[
    str,
    typer.Option(
        "--solution",
        help="nash, kalai-smorodinsky, alternating-offers or offer:COUNTRY.",
    ),
]
PlotOption = Annotated[
    str,
    typer.Option("--plot", help=plot_choices("negotiate")),
]
SidePaymentsOption = Annotated[
    bool,
    typer.Option("--side-payments", help="Supporters in one country may pay in another."),
]
PressureOption = Annotated[
    float | None,
    typer.Option(
        "--pressure",
        metavar="LAM",
        help="Weight of pressure on the governments, 0 or more. Default: of the parameter block.",
    ),
]
CertainOption = Annotated[
    bool,
    typer.Option("--certain", help="Certain votes and no pressure: the sharp win-sets."),
]
VerboseOption = Annotated[bool, typer.Option("--verbose", help="All assumptions and sources.")]


def negotiate(
    case: CaseArgument,
    solution: SolutionOption = "nash",
    draws: DrawsOption = 1000,
    changes: SetOption = None,
    html: HtmlOption = None,
    figure: FigureOption = None,
    plot: PlotOption = "win-sets",
    tables: TablesOption = None,
    table: TableOption = None,
    parameters: ParametersOption = None,
    side_payments: SidePaymentsOption = False,
    pressure: PressureOption = None,
    certain: CertainOption = False,
    data: DataOption = None,
    seed: SeedOption = 0,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Play one negotiation and show the report in the ways asked for."""
    if data is not None:
        one_thread()
    from winset.cli.shared.case_input import changed_negotiation
    from winset.studies.negotiation.negotiate import negotiate as study

    asked = figure_asked("negotiate", plot)
    wanted = split_changes(changes)
    found, block = changed_negotiation(case, wanted, parameters)
    with progress_bar() as tell:
        report = study(
            found,
            solution=solution,
            draws=draws,
            seed=seed,
            parameters=block,
            changes=wanted,
            side_payments=side_payments,
            pressure=pressure,
            certain=certain,
            data=data,
            progress=lambda part, done, whole: tell(done, whole, f"{done} of {whole} {part}"),
        )
    written = written_tables(report, tables, table)
    written += write_figure(figure, asked, report)
    written += write_page(html, report)
    show(report, written, as_json=as_json, verbose=verbose)
