"""`winset compare`: what many cases say together, or how far coders agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.shared.case_input import JsonOption, ParametersOption, SeedOption
from winset.cli.shared.many_cases import chosen_cases, progress_bar
from winset.cli.shared.output import (
    FigureOption,
    TableOption,
    TablesOption,
    figure_asked,
    show,
    write_figure,
    written_tables,
)
from winset.foundation.errors import InputError

if TYPE_CHECKING:
    from winset.cases.model.parameters import Parameters
    from winset.reports.comparison.coders_report import CodersReport

CasesArgument = Annotated[
    list[str] | None, typer.Argument(help="Casebook ids or paths of case files.")
]
AllOption = Annotated[
    bool, typer.Option("--all", help="All domestic cases of the casebook, beside those named.")
]
CodersOption = Annotated[
    bool,
    typer.Option("--coders", help="The files are codings of one case: how far do they agree?"),
]
SeedCasesOption = Annotated[
    bool,
    typer.Option("--with-seed-cases", help="Keep the cases the theory was made from."),
]
CurveOption = Annotated[
    bool,
    typer.Option("--curve/--no-curve", help="Scores under every registered alternative block."),
]
PlanOption = Annotated[
    Path | None,
    typer.Option("--plan", metavar="FILE", help="Conditions, anchors and blocks of your own."),
]
DrawsOption = Annotated[
    int, typer.Option("--draws", min=1, max=1_000_000, help="Draws for each case.")
]
VerboseOption = Annotated[
    bool, typer.Option("--verbose", help="Every comparison with its truth table; every field.")
]


def compare(
    cases: CasesArgument = None,
    all_cases: AllOption = False,
    coders: CodersOption = False,
    with_seed_cases: SeedCasesOption = False,
    curve: CurveOption = True,
    plan: PlanOption = None,
    parameters: ParametersOption = None,
    draws: DrawsOption = 500,
    seed: SeedOption = 0,
    figure: FigureOption = None,
    tables: TablesOption = None,
    table: TableOption = None,
    verbose: VerboseOption = False,
    as_json: JsonOption = False,
) -> None:
    """Compare cases, or codings of one case."""
    from winset.cases.file.read_parameters import read_parameters

    block = read_parameters(parameters)
    if coders:
        if all_cases:
            raise InputError("--coders takes files of one case, not --all")
        if figure is not None:
            raise InputError("--figure draws the specification curve, which --coders has not")
        coded = _coders_report(cases or [], block, draws, seed)
        written = written_tables(coded, tables, table)
        show(coded, written, as_json=as_json, verbose=verbose)
        return
    from winset.studies.comparison.compare import compare as study
    from winset.studies.comparison.compare_plan import read_plan

    chosen = read_plan(plan)
    found = chosen_cases(cases or [], all_cases=all_cases, to="compare")
    with progress_bar() as tell:
        report = study(
            found,
            plan=chosen,
            parameters=block,
            draws=draws,
            seed=seed,
            with_left_out=with_seed_cases,
            with_curve=curve,
            progress=tell,
        )
    drawn = write_figure(figure, figure_asked("compare"), report)
    files = [*drawn, *written_tables(report, tables, table)]
    show(report, files, as_json=as_json, verbose=verbose)


def _coders_report(files: list[str], block: Parameters, draws: int, seed: int) -> CodersReport:
    from winset.casebook import read_domestic_case
    from winset.studies.comparison.coders import compare_coders

    if len(set(files)) < len(files):
        raise InputError("--coders: a file is given twice")
    codings = {name: read_domestic_case(name) for name in files}
    return compare_coders(codings, parameters=block, draws=draws, seed=seed)
