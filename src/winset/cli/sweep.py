"""`winset sweep`: a case played at very many points of its ranges."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from winset.cli.shared.case_input import (
    CaseArgument,
    DataOption,
    JsonOption,
    ParametersOption,
    SeedOption,
    SetOption,
    split_changes,
)
from winset.cli.shared.many_cases import progress_bar
from winset.cli.shared.output import (
    FigureOption,
    HtmlOption,
    TableOption,
    TablesOption,
    show,
    write_figure,
    write_page,
    written_tables,
)
from winset.foundation.errors import InputError
from winset.render.figures.registry import chosen, figures_for

if TYPE_CHECKING:
    from winset.render.figures.registry import Figure
    from winset.studies.sweep.design import Design
    from winset.studies.sweep.experiment import Experiment
    from winset.studies.sweep.inputs import Correlation
    from winset.studies.sweep.sweep import Sweep, SweepQuestion

VaryOption = Annotated[
    list[str] | None,
    typer.Option(
        "--vary",
        metavar="PATH[=RANGE]",
        help="Vary one number: LOW:HIGH (uniform), LOW:LIKELY:HIGH (triangular), uniform:..., "
        "beta:..., V1,V2@WEIGHT (discrete); without a range, as coded. May be repeated.",
    ),
]
DrawsOption = Annotated[
    int | None,
    typer.Option(
        "--draws",
        min=1,
        max=100_000_000,
        help="Draws. Default: 20,000, of a negotiation 256.",
        show_default=False,
    ),
]
SolutionOption = Annotated[
    str | None,
    typer.Option(
        "--solution",
        help="For a negotiation: nash (default), kalai-smorodinsky or offer:COUNTRY.",
        show_default=False,
    ),
]
WorkersOption = Annotated[
    int, typer.Option("--workers", min=1, max=1024, help="Processes on this machine.")
]
SchedulerOption = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", help="Dask scheduler: tcp://HOST:PORT."),
]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Folder of the table. Default: sweeps/CASE-DIGEST."),
]
DesignOption = Annotated[
    str,
    typer.Option(
        "--design",
        help="latin-hypercube, sobol, random, saltelli (Sobol indices), morris (screening).",
    ),
]
CorrelateOption = Annotated[
    list[str] | None,
    typer.Option(
        "--correlate", metavar="PATH,PATH=RHO", help="Two varied numbers that go together."
    ),
]
HoldOption = Annotated[
    bool, typer.Option("--hold-others", help="Keep numbers not named at their likely values.")
]
ShocksOption = Annotated[
    bool, typer.Option("--shocks/--no-shocks", help="Draw the shocks to members as well.")
]
PlotOption = Annotated[
    str | None,
    typer.Option(
        "--plot",
        help="Figure: sobol, curve, heat-map; of a domestic case also tornado (default), ridge.",
        show_default=False,
    ),
]


def sweep(
    case: CaseArgument,
    vary: VaryOption = None,
    draws: DrawsOption = None,
    workers: WorkersOption = 1,
    scheduler: SchedulerOption = None,
    out: OutOption = None,
    design: DesignOption = "latin-hypercube",
    correlate: CorrelateOption = None,
    hold_others: HoldOption = False,
    shocks: ShocksOption = True,
    changes: SetOption = None,
    parameters: ParametersOption = None,
    solution: SolutionOption = None,
    data: DataOption = None,
    html: HtmlOption = None,
    figure: FigureOption = None,
    plot: PlotOption = None,
    tables: TablesOption = None,
    table: TableOption = None,
    seed: SeedOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Play a case at many points and say which inputs carry the answer."""
    from winset.studies.sweep.inputs import ranges_named

    ranges = ranges_named(vary or [])
    pairs = [_pair(text) for text in correlate or []]
    question = _question(
        _experiment(case, changes, parameters, solution, data),
        ranges,
        draws,
        seed=seed,
        design=_design(design),
        correlations=pairs,
        hold_others=hold_others,
        with_shocks=shocks,
    )
    from winset.studies.sweep.sweep import default_folder
    from winset.studies.sweep.sweep_case import refuse_impossible_values, sweep_findings

    try:
        refuse_impossible_values(question)
    except InputError as error:
        raise InputError(f"--vary {error.what}", error.right) from None
    drawn = _figure(plot, question)
    folder = default_folder(question) if out is None else out
    report = sweep_findings(_played(question, folder, workers, scheduler), question)
    written = [] if html is None else [html]
    written += write_figure(figure, drawn, report)
    written += written_tables(report, tables, table)
    write_page(html, report)
    show(report, written, as_json=as_json)


def _experiment(
    source: str,
    changes: list[str] | None,
    parameters: Path | None,
    solution: str | None,
    data: Path | None,
) -> Experiment:
    from winset.casebook import read_any_case
    from winset.cases.editing.changes import with_changes
    from winset.cases.file.read_parameters import read_parameters
    from winset.cases.model.negotiation import NegotiationCase
    from winset.studies.sweep.sweep_case import experiment_of

    found, wanted = read_any_case(source), split_changes(changes)
    block = read_parameters(parameters)
    if isinstance(found, NegotiationCase):
        from winset.translate.negotiation import resolved

        table, block = with_changes(resolved(found), block, wanted)
        return experiment_of(table, block, solution=solution, changes=wanted, data=data)
    case, block = with_changes(found, block, wanted)
    return experiment_of(case, block, solution=solution, changes=wanted, data=data)


def _question(
    experiment: Experiment, ranges: dict[str, str | None], draws: int | None, **how: Any
) -> SweepQuestion:
    from winset.studies.sweep.sweep import asked
    from winset.studies.sweep.sweep_case import default_draws

    wanted = default_draws(experiment) if draws is None else draws
    return asked(experiment, vary=ranges, draws=wanted, **how)


def _pair(text: str) -> Correlation:
    from winset.studies.sweep.inputs import Correlation

    paths, _, value = text.partition("=")
    first, _, second = paths.partition(",")
    try:
        return Correlation(first.strip(), second.strip(), float(value))
    except ValueError:
        raise InputError(f"--correlate {text}: write PATH,PATH=RHO, RHO from -1 to 1") from None


def _design(word: str) -> Design:
    from winset.foundation.spelling import meant
    from winset.studies.sweep.design import DESIGNS

    for known in DESIGNS:
        if known == word:
            return known
    raise InputError(f"--design {word}: there is no such design", meant(word, DESIGNS))


def _figure(plot: str | None, question: SweepQuestion) -> Figure:
    """Figure to draw: the one asked for, or the first that fits the game."""
    from winset.reports.sweep.sweep_documents import NegotiationSweepReport, SweepReport
    from winset.studies.sweep.experiment import DomesticExperiment

    domestic = isinstance(question.experiment, DomesticExperiment)
    offered = figures_for(SweepReport if domestic else NegotiationSweepReport)
    return chosen(plot or ("tornado" if domestic else "sobol"), offered)


def _played(question: SweepQuestion, folder: Path, workers: int, scheduler: str | None) -> Sweep:
    from winset.cli.shared.interrupts import ReportedInterrupt, interruptible
    from winset.studies.sweep.sweep import run

    try:
        with interruptible(), progress_bar("draws") as tell:

            def told(have: int, whole: int) -> None:
                tell(have, whole, "")

            return run(question, folder, workers=workers, scheduler=scheduler, progress=told)
    except KeyboardInterrupt:
        from winset.studies.sweep.store import SweepStore

        there = sum(1 for _ in SweepStore(folder).parts_folder.glob("part-*.parquet"))
        typer.echo(
            f"\ninterrupted: {there} parts are kept in {folder}; the same command goes on there",
            err=True,
        )
        raise ReportedInterrupt from None
