"""`winset compare`: what many cases say together, or how far coders agree."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.case_input import JsonOption, ParametersOption, SeedOption
from winset.cli.terminal import console, print_json
from winset.foundation.errors import InputError

if TYPE_CHECKING:
    from winset.cases.model import Case
    from winset.cases.parameters import Parameters
    from winset.studies.compare import Progress

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
FigureOption = Annotated[
    Path | None,
    typer.Option("--figure", metavar="OUT", help="Write the specification curve as a figure."),
]


def register(app: typer.Typer) -> None:
    """Add the verb to the application."""
    app.command("compare", help="Test hypotheses across cases; score verdicts; compare coders.")(
        compare
    )


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
    verbose: VerboseOption = False,
    as_json: JsonOption = False,
) -> None:
    """Compare cases, or codings of one case."""
    from winset.cases.read_parameters import read_parameters

    block = read_parameters(parameters)
    if coders:
        if all_cases:
            raise InputError("--coders takes files of one case, not --all")
        if figure is not None:
            raise InputError("--figure draws the specification curve, which --coders has not")
        _compare_coders(cases or [], block, draws, seed, verbose, as_json)
        return
    from winset.studies.compare import compare as study
    from winset.studies.compare_plan import read_plan

    chosen = read_plan(plan)
    found = _cases(cases or [], all_cases)
    with _progress() as tell:
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
    if figure is not None:
        from winset.render.export import save_figure
        from winset.render.figures.specifications import plot_specifications

        save_figure(plot_specifications(report), figure)
    if as_json:
        print_json(report.to_dict())
        return
    from winset.render.compare_terminal import print_comparison

    out = console()
    print_comparison(report, out, verbose=verbose)
    if figure is not None:
        out.print(f"written: {figure}", soft_wrap=True, markup=False)


def _compare_coders(
    files: list[str], block: Parameters, draws: int, seed: int, verbose: bool, as_json: bool
) -> None:
    from winset.casebook import read_domestic_case
    from winset.studies.compare_coders import compare_coders

    if len(set(files)) < len(files):
        raise InputError("--coders: a file is given twice")
    codings = {name: read_domestic_case(name) for name in files}
    report = compare_coders(codings, parameters=block, draws=draws, seed=seed)
    if as_json:
        print_json(report.to_dict())
        return
    from winset.render.coders_terminal import print_coders

    print_coders(report, console(), verbose=verbose)


def _cases(names: list[str], all_cases: bool) -> list[Case]:
    """Cases by name, and all domestic ones of the casebook if asked for."""
    from winset.casebook import case_ids, read_case, read_domestic_case
    from winset.cases.model import Case

    if not names and not all_cases:
        raise InputError("no cases to compare", "name two or more, or --all for the casebook")
    found = {name: read_domestic_case(name) for name in dict.fromkeys(names)}
    if all_cases:
        given = {case.id for case in found.values()}
        for name in case_ids():
            case = read_case(name)
            if isinstance(case, Case) and case.id not in given:
                found[name] = case
    return list(found.values())


@contextmanager
def _progress() -> Iterator[Progress]:
    """Bar on standard error; silent where that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    terminal = Console(stderr=True)
    if not terminal.is_terminal:
        yield lambda _done, _whole, _what: None
        return
    columns = (BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    with Progress(*columns, console=terminal, transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(done: int, whole: int, what: str) -> None:
            bar.update(task, completed=done, total=whole, description=what)

        yield tell
