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
)
from winset.cli.shared.output import (
    FigureOption,
    TableOption,
    TablesOption,
    figure_asked,
    show,
    write_figure,
    write_page,
    written_tables,
)
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
    written += write_page(html, report)
    show(report, written, as_json=as_json, verbose=verbose)


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
