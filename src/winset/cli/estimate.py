"""`winset estimate`: the coefficients of the vote model from recorded votes."""

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
    from winset.cases.model.case import Case

CasesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[CASE]...", help="Casebook ids or case files.")
]
AllOption = Annotated[
    bool, typer.Option("--all", help="Every domestic case of the casebook with an outcome as well.")
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help="Write the parameter block with its posterior, for the option --parameters.",
    ),
]
LeaveOneOutOption = Annotated[
    bool,
    typer.Option("--leave-one-out", help="Forecast every case from the others, too."),
]
VariantsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--variants",
        metavar="FORM",
        help="Rival form of the plan to forecast by; repeatable. Default: all that can be run.",
    ),
]
AsRegisteredOption = Annotated[
    bool,
    typer.Option(
        "--as-registered",
        help="Sum over the shocks of each case at 24 points, as the posterior of the package was "
        "made.",
    ),
]
ResumeOption = Annotated[
    bool,
    typer.Option(
        "--resume", help="Go on with the folds that an interrupted --leave-one-out has finished."
    ),
]
DrawsOption = Annotated[
    int,
    typer.Option(
        "--draws",
        min=100,
        max=100_000,
        help="Draws of each round of the sampler; six rounds, and more while few are effective.",
    ),
]
WorkersOption = Annotated[
    int, typer.Option("--workers", min=1, max=1024, help="Processes on this machine.")
]
SchedulerOption = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", help="Dask scheduler: tcp://HOST:PORT."),
]


def estimate(
    cases: CasesArgument = None,
    all_cases: AllOption = False,
    out: OutOption = None,
    leave_one_out: LeaveOneOutOption = False,
    variants: VariantsOption = None,
    resume: ResumeOption = False,
    as_registered: AsRegisteredOption = False,
    draws: DrawsOption = 200,
    workers: WorkersOption = 1,
    scheduler: SchedulerOption = None,
    parameters: ParametersOption = None,
    seed: SeedOption = 0,
    figure: FigureOption = None,
    tables: TablesOption = None,
    table: TableOption = None,
    as_json: JsonOption = False,
) -> None:
    """Estimate the coefficients of the vote model."""
    from winset.cases.file.read_parameters import read_parameters
    from winset.studies.estimate.estimate import estimate as study

    block = read_parameters(parameters)
    found = _with_outcome(chosen_cases(cases or [], all_cases=all_cases, to="estimate from"), cases)
    folder = _folds_folder(out, leave_one_out, resume)
    with progress_bar() as tell:
        result = study(
            found,
            parameters=block,
            seed=seed,
            draws=draws,
            leave_one_out=leave_one_out,
            variants=variants or None,
            workers=workers,
            scheduler=scheduler,
            folds_dir=folder,
            as_registered=as_registered,
            progress=tell,
        )
    stored = None
    if out is not None:
        from winset.cases.file.write import write_parameters

        write_parameters(result.parameters, out)
        if result.folds is not None:
            from winset.studies.estimate.folds import write_folds

            stored = out.with_name(f"{out.stem}.folds.json")
            write_folds(result.folds, stored)
    drawn = write_figure(figure, figure_asked("estimate"), result.report)
    files = [out, stored, *drawn, *written_tables(result.report, tables, table)]
    show(result.report, files, as_json=as_json)


def _with_outcome(found: list[Case], named: list[str] | None) -> list[Case]:
    """Cases with an outcome; one that was named without one is an error."""
    for case in found:
        if case.outcome is None and named and case.id in named:
            raise InputError(
                f"{case.id}: has no outcome to learn from", "add `outcome` to the case"
            )
    return [case for case in found if case.outcome is not None]


def _folds_folder(out: Path | None, leave_one_out: bool, resume: bool) -> Path | None:
    """Folder of finished folds, beside the file that is written."""
    if not leave_one_out:
        if resume:
            raise InputError("--resume goes on with --leave-one-out", "give that, too")
        return None
    if out is None:
        if resume:
            raise InputError("--resume needs the --out of the run that it goes on with")
        return None
    folder = out.with_name(f"{out.stem}.folds")
    if folder.is_dir() and not resume:
        import shutil

        shutil.rmtree(folder)
    return folder
