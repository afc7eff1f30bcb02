"""`winset analyze`: the domestic game of one case, from file to verdict."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.shared.case_input import (
    CaseArgument,
    DataOption,
    DrawsOption,
    JsonOption,
    ParametersOption,
    SeedOption,
    SetOption,
    changed_case,
    one_thread,
)
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
from winset.foundation.errors import InputError

if TYPE_CHECKING:
    from winset.render.figures.registry import Figure
    from winset.reports.domestic.report import Report

PdfOption = Annotated[
    Path | None,
    typer.Option("--pdf", metavar="OUT", help="Write a PDF report (needs the extra winset[pdf])."),
]
PlotOption = Annotated[
    str,
    typer.Option(
        "--plot", help=f"{plot_choices('analyze')} The last three need real members (--data)."
    ),
]
IssueOption = Annotated[
    list[str] | None,
    typer.Option(
        "--issue",
        metavar="ISSUE",
        help="Axis that --plot axis draws, or twice, those of --plot plane. Default: the first.",
    ),
]
ChamberOption = Annotated[
    str | None,
    typer.Option("--chamber", help="Chamber of tally, ladder and hemicycle. Default: the first."),
]
CsvOption = Annotated[
    Path | None, typer.Option("--csv", metavar="OUT", help="Write the members as CSV.")
]
VerboseOption = Annotated[
    bool, typer.Option("--verbose", help="All break-evens, actors and assumptions.")
]


def analyze(
    case: CaseArgument,
    draws: DrawsOption = 2000,
    changes: SetOption = None,
    data: DataOption = None,
    html: HtmlOption = None,
    pdf: PdfOption = None,
    figure: FigureOption = None,
    plot: PlotOption = "axis",
    issue: IssueOption = None,
    chamber: ChamberOption = None,
    csv: CsvOption = None,
    tables: TablesOption = None,
    table: TableOption = None,
    parameters: ParametersOption = None,
    seed: SeedOption = 0,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Analyze one case and show the report in the ways asked for."""
    asked = figure_asked("analyze", plot)
    if data is not None:
        one_thread()
    found, block, wanted = changed_case(case, changes, parameters)
    from winset.studies.domestic.analyze import analyze as study

    before = changed_case(case, None, parameters)[:2] if wanted else None
    report = study(
        found,
        draws=draws,
        seed=seed,
        parameters=block,
        changes=wanted,
        as_coded=before,
        data=data,
    )
    written = written_tables(report, tables, table)
    if figure is not None:
        written += _drawn(figure, asked, report, chamber, issue)
    if csv is not None:
        from winset.foundation.csv_text import harmless
        from winset.foundation.files import write_text

        members = report.to_frame("members").map(harmless)
        write_text(csv, members.to_csv(index=False, lineterminator="\n"))
        written.append(csv)
    written += write_page(html, report)
    if pdf is not None:
        from winset.render.html import report_pdf

        report_pdf(report, pdf)
        written.append(pdf)
    show(report, written, as_json=as_json, verbose=verbose)


def _drawn(
    path: Path, figure: Figure, report: Report, chamber: str | None, issue: list[str] | None
) -> list[Path]:
    """Write a figure of a report; those of members count one chamber, two take axes."""
    if figure.name == "plane":
        return write_figure(path, figure, report, issues=issue)
    if figure.name == "axis" and issue:
        if len(issue) > 1:
            raise InputError("an axis is one issue", "--plot plane takes two")
        return write_figure(path, figure, report, issue=issue[0])
    if issue:
        raise InputError(f"--plot {figure.name} has no --issue", "axis and plane have")
    if figure.draws == "Report":
        return write_figure(path, figure, report)
    from winset.reports.roll_calls.case_whip import case_whip

    return write_figure(path, figure, case_whip(report, chamber))
