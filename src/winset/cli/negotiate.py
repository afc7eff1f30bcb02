"""`winset negotiate`: the two-level game of a negotiation, from file to agreement."""

from __future__ import annotations

from pathlib import Path
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
    print_json,
    split_changes,
)
from winset.cli.shared.figure_output import FigureOption, figure_asked, plot_choices, write_figure
from winset.cli.shared.many_cases import progress_bar
from winset.cli.shared.table_output import TableOption, TablesOption, tell_written, written_tables
from winset.cli.shared.terminal import console

SolutionOption = Annotated[
    str,
    typer.Option(
        "--solution",
        help="nash, kalai-smorodinsky, alternating-offers or offer:COUNTRY.",
    ),
]
HtmlOption = Annotated[
    Path | None,
    typer.Option("--html", metavar="OUT", help="Write a self-contained HTML report."),
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


def register(app: typer.Typer) -> None:
    """Add the verb to the application."""
    app.command("negotiate", help="The two-level game: agreement, ratification, what groups move.")(
        negotiate
    )


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
    if html is not None:
        from winset.foundation.files import write_text
        from winset.render.negotiation import negotiation_html

        write_text(html, negotiation_html(report))
        written.append(html)
    if as_json:
        print_json(report.to_dict())
        return
    from winset.render.negotiation import print_negotiation_report

    print_negotiation_report(report, console(), verbose=verbose)
    tell_written(written)
