"""`winset forecast`: what every model of bargaining says, beside its record on decided issues."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.shared.case_input import JsonOption, ParametersOption
from winset.cli.shared.many_cases import progress_bar
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
    from winset.reports.forecast_score_report import ScoredForecasts

SourceArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="CASE|TABLE",
        help="Casebook id, path of a case, or a table: .csv, .tsv, .tab, .txt, .xml, .xlsx.",
    ),
]
ModelOption = Annotated[
    list[str] | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="weighted-mean, weighted-median, condorcet, condorcet-markov, smp, challenge, "
        "exchange, distribution, or all (the default). May be repeated.",
    ),
]
HorizonOption = Annotated[
    int | None,
    typer.Option(
        "--horizon",
        metavar="N",
        help="Rounds of smp, challenge and exchange. Default: smp until it stops, 10, 1.",
    ),
]
ScoreOption = Annotated[
    Path | None,
    typer.Option(
        "--score",
        metavar="FILE",
        help="Score the models on a table of decided issues, or on a folder of them.",
    ),
]
EndsOption = Annotated[
    str | None,
    typer.Option(
        "--ends", metavar="LOW:HIGH", help="Ends of the axes of a table that does not state them."
    ),
]
IssueOption = Annotated[
    str | None,
    typer.Option("--issue", metavar="NAME", help="Issue that --figure draws. Default: the first."),
]
VerboseOption = Annotated[
    bool, typer.Option("--verbose", help="Actors, rounds, assumptions and sources as well.")
]
SeedOption = Annotated[int, typer.Option("--seed", min=0, help="Seed of the intervals of --score.")]


def forecast(
    source: SourceArgument = None,
    model: ModelOption = None,
    horizon: HorizonOption = None,
    score: ScoreOption = None,
    ends: EndsOption = None,
    figure: FigureOption = None,
    issue: IssueOption = None,
    tables: TablesOption = None,
    table: TableOption = None,
    parameters: ParametersOption = None,
    seed: SeedOption = 0,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Forecast where actors end up, from position, salience and capability.

    A case, a negotiation (its governments, as if nobody had to ratify), or a table of actors in
    the layout of another program. With --score, every model on issues that were decided.
    """
    names = [part for name in model or [] for part in name.split(",") if part]
    if score is not None:
        if source is not None:
            raise InputError("--score takes a table of decided issues in place of CASE|TABLE")
        scored = _scored(score, names, horizon, seed)
        drawn = write_figure(figure, figure_asked("forecast --score"), scored)
        written = [*drawn, *written_tables(scored, tables, table)]
        show(scored, written, as_json=as_json, verbose=verbose)
        return
    if source is None:
        raise InputError("nothing to forecast", "name a case or a table, or give --score FILE")
    from winset.cases.file.read_parameters import read_parameters
    from winset.studies.forecast.bargaining_forecast import forecast as study

    report = study(
        source,
        models=names,
        horizon=horizon,
        parameters=read_parameters(parameters),
        ends=_ends(ends),
    )
    drawn = write_figure(figure, figure_asked("forecast"), report, issue=issue)
    written = [*drawn, *written_tables(report, tables, table)]
    show(report, written, as_json=as_json, verbose=verbose)


def _scored(file: Path, names: list[str], horizon: int | None, seed: int) -> ScoredForecasts:
    from winset.studies.forecast.score_decided import score_forecasts

    with progress_bar("dossiers") as tell:

        def told(done: int, whole: int) -> None:
            tell(done, whole, "")

        return score_forecasts(file, models=names, horizon=horizon, seed=seed, progress=told)


def _ends(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    low, colon, high = text.partition(":")
    try:
        ends = float(low), float(high)
    except ValueError:
        colon = ""
        ends = 0.0, 0.0
    if not colon or not ends[0] < ends[1] or max(map(abs, ends)) > 1e12:
        raise InputError(f"--ends {text}", "write LOW:HIGH, such as 0:100")
    return ends
