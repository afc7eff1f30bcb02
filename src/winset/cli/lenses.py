"""`winset lenses`: what rival approaches predict of one case, beside what happened."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from winset.cli.shared.case_input import (
    CaseArgument,
    JsonOption,
    ParametersOption,
    SetOption,
    changed_case,
    print_json,
)
from winset.cli.shared.figure_output import FigureOption, figure_asked, write_figure
from winset.cli.shared.table_output import TableOption, TablesOption, tell_written, written_tables
from winset.cli.shared.terminal import UnusedSeed
from winset.foundation.errors import InputError

CutOption = Annotated[
    list[str] | None,
    typer.Option(
        "--cut",
        metavar="NAME=VALUE",
        help="Set a cut point of the lenses: executive_dispersion=0.2. May be repeated.",
    ),
]
HtmlOption = Annotated[
    Path | None, typer.Option("--html", metavar="OUT", help="Write a self-contained HTML page.")
]
VerboseOption = Annotated[
    bool,
    typer.Option("--verbose", help="Coalitions, numbers, missing inputs and choices of each lens."),
]


def register(app: typer.Typer) -> None:
    """Add the verb to the application."""
    app.command("lenses", short_help="What rival approaches predict of a case.")(lenses)


def lenses(
    case: CaseArgument,
    changes: SetOption = None,
    cut: CutOption = None,
    html: HtmlOption = None,
    figure: FigureOption = None,
    tables: TablesOption = None,
    table: TableOption = None,
    parameters: ParametersOption = None,
    _seed: UnusedSeed = 0,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Read one case through twelve rival lenses: coalitions, outcome, who matters, whom they miss.

    Optional fields of the case (`lenses`) feed them; a lens whose inputs are missing abstains.
    """
    found, block, _ = changed_case(case, changes, parameters)
    from winset.studies.lenses.rival_readings import lenses as study

    report = study(found, cut_points=_cut_points(cut), parameters=block)
    written = written_tables(report, tables, table)
    written += write_figure(figure, figure_asked("lenses"), report)
    if html is not None:
        from winset.foundation.files import write_text
        from winset.render.lens_html import lens_html

        write_text(html, lens_html(report))
        written.append(html)
    if as_json:
        print_json(report.to_dict())
        return
    from winset.cli.shared.terminal import console
    from winset.render.terminal.lens_terminal import print_lenses

    print_lenses(report, console(), verbose=verbose)
    tell_written(written)


def _cut_points(words: list[str] | None) -> dict[str, float]:
    found = {}
    for word in words or []:
        name, equals, text = word.partition("=")
        try:
            found[name.strip()] = float(text)
        except ValueError:
            raise InputError(f"--cut {word}: write NAME=VALUE with a number") from None
        if not equals or not name.strip():
            raise InputError(f"--cut {word}: write NAME=VALUE with a number")
    return found
