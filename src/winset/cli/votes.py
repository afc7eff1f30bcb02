"""`winset votes`: roll calls: get, list, scores, whip, backtest, ideal."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from winset.cli.shared.case_input import JsonOption, SeedOption, one_thread
from winset.cli.shared.many_cases import progress_bar
from winset.cli.shared.output import (
    FigureOption,
    TableOption,
    TablesOption,
    figure_asked,
    plot_choices,
    show,
    tell_written,
    write_figure,
    written_tables,
)
from winset.cli.shared.terminal import console, print_json
from winset.foundation.errors import InputError

if TYPE_CHECKING:
    from winset.votes.forecast.prior import Sizes
    from winset.votes.readers.covariates import Covariates
    from winset.votes.records import VoteTable

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="Folder with trade_rollcalls.csv and *_trade_votes.csv. Default: the cache of "
        "`votes get` (WINSET_DATA).",
    ),
]
ChamberOption = Annotated[
    str | None, typer.Option("--chamber", help="Only this chamber: house or senate.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Use only votes dated before this day."),
]
NoSeedOption = Annotated[
    int, typer.Option("--seed", min=0, help="Taken as by every verb; nothing here is drawn.")
]
DrawsOption = Annotated[
    int, typer.Option("--draws", min=100, max=200_000, help="Draws of the tally.")
]
CsvOption = Annotated[
    Path | None, typer.Option("--csv", metavar="OUT", help="Write the members as CSV.")
]
PlotOption = Annotated[str, typer.Option("--plot", help=plot_choices("votes whip"))]
DeclaredOption = Annotated[
    Path | None,
    typer.Option("--declared", metavar="FILE", help="Whip list (CSV): member, position."),
]
UpcomingOption = Annotated[
    Path | None,
    typer.Option(
        "--vote", metavar="FILE", help="Describe a vote to come: CSV row or YAML (see the docs)."
    ),
]
MembersOption = Annotated[
    Path | None,
    typer.Option(
        "--members",
        metavar="FILE",
        help="Who may vote: Voteview's members file of the Congress, or CSV with member, party, "
        "state. Default: the vote's own list, else the Congress in --data, else the last list.",
    ),
]
NominateOption = Annotated[
    bool,
    typer.Option(
        "--nominate",
        help="Report a second run with the file's NOMINATE scores, which contain later votes.",
    ),
]


CovariatesOption = Annotated[
    str | None,
    typer.Option(
        "--covariates",
        metavar="FILE:COLUMN[,COLUMN]",
        help="CSV of numbers by member, or by state and district (import exposure): the forecast "
        "uses these columns; a back-test scores that beside.",
    ),
]


ModelOption = Annotated[
    str,
    typer.Option(
        "--model", help="Forecast model: full, or without one of its parts (see the docs)."
    ),
]


votes = typer.Typer(
    name="votes",
    help="Roll calls: get, list, trade scores, whip counts, back-tests, ideal points.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@votes.command()
def get(
    congress: Annotated[int, typer.Argument(min=1, max=200, help="Number of the Congress.")],
    chamber: Annotated[str, typer.Option("--chamber", help="house or senate.")] = "house",
    mirror: Annotated[
        str | None,
        typer.Option("--mirror", metavar="URL|DIR", help="Where to fetch from instead."),
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help="Where to keep the files.")
    ] = None,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Fetch again what is already there.")
    ] = False,
    seed: NoSeedOption = 0,  # noqa: ARG001 - every verb takes it
    as_json: JsonOption = False,
) -> None:
    """Download Voteview's members, votes and roll calls of one Congress and chamber."""
    from winset.votes.readers.download import data_folder, fetch_congress

    with progress_bar() as tell:
        fetched = fetch_congress(
            congress,
            chamber,
            folder or data_folder(),
            mirror=mirror,
            refresh=refresh,
            progress=lambda name, have, whole: tell(
                have, whole or have, f"{name}: {have / 1e6:.1f} MB"
            ),
        )
    if as_json:
        print_json({"schema": "winset/votes-get/1", "files": [f.to_dict() for f in fetched]})
        return
    for file in fetched:
        print(f"{file.path}  {file.size:,} bytes  {file.state}")


@votes.command("list")
def list_votes(
    data: DataOption = None,
    chamber: ChamberOption = None,
    seed: NoSeedOption = 0,  # noqa: ARG001 - every verb takes it
    tables: TablesOption = None,
    only: TableOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the trade votes: what each was about, which side liberalises, stage and tally."""
    from winset.studies.roll_calls.vote_list import vote_list

    table = _table(data)
    document = vote_list(table, chamber=_chamber(chamber))
    _tell_notes(document.notes)
    written = written_tables(document, tables, only)
    if as_json:
        print_json(document.to_dict()["roll_calls"])
        return
    from winset.render.terminal.votes_tables import list_lines

    out = console()
    for line in list_lines(document, out.width):
        out.print(line, soft_wrap=True)
    tell_written(written)


@votes.command()
def scores(
    data: DataOption = None,
    chamber: ChamberOption = None,
    as_of: AsOfOption = None,
    covariates: CovariatesOption = None,
    nominate: Annotated[
        bool,
        typer.Option("--nominate", help="Place members with few votes by NOMINATE scores too."),
    ] = False,
    csv: CsvOption = None,
    seed: NoSeedOption = 0,  # noqa: ARG001 - every verb takes it
    tables: TablesOption = None,
    only: TableOption = None,
    as_json: JsonOption = False,
) -> None:
    """Score each member on trade, from trade votes: positive opens trade."""
    one_thread()
    from winset.studies.roll_calls.vote_list import score_list

    table = _table(data)
    _tell_notes(table.notes)
    document = score_list(
        table,
        chamber=_chamber(chamber),
        as_of=_date(as_of, "--as-of"),
        covariates=_covariates(covariates),
        nominate=nominate,
    )
    if csv is not None:
        _write_csv(csv, document.to_dict()["members"])
    written = written_tables(document, tables, only)
    show(document, written, as_json=as_json)


@votes.command()
def whip(
    vote_key: Annotated[
        str | None, typer.Argument(help="Key of the vote; may be left out with --vote.")
    ] = None,
    data: DataOption = None,
    as_of: AsOfOption = None,
    declared: DeclaredOption = None,
    vote: UpcomingOption = None,
    members: MembersOption = None,
    nominate: NominateOption = False,
    covariates: CovariatesOption = None,
    model: ModelOption = "full",
    csv: CsvOption = None,
    figure: FigureOption = None,
    plot: PlotOption = "tally",
    draws: DrawsOption = 4000,
    seed: SeedOption = 0,
    tables: TablesOption = None,
    only: TableOption = None,
    as_json: JsonOption = False,
) -> None:
    """Count a vote from what was known before a day: members, interval, persuadables, price."""
    one_thread()
    asked = figure_asked("votes whip", plot)
    from winset.studies.roll_calls.whip import whip_count

    table, key = _with_vote(_table(data), vote, vote_key)
    _tell_notes(table.notes)
    table = _with_voters(table, key, members, data)
    day = _date(as_of, "--as-of")
    said = _declared(declared, table, key, day)
    document = whip_count(
        table,
        key,
        as_of=day,
        declared=said,
        seed=seed,
        draws=draws,
        nominate=nominate,
        covariates=_covariates(covariates),
        sizes=_sizes(model),
    )
    if csv is not None:
        _write_csv(csv, document.to_dict()["members"])
    write_figure(figure, asked, document)
    written = written_tables(document, tables, only)
    show(document, written, as_json=as_json)


@votes.command()
def backtest(
    data: DataOption = None,
    chamber: ChamberOption = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="First vote to forecast.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Last vote to forecast.")
    ] = None,
    nominate: NominateOption = False,
    covariates: CovariatesOption = None,
    model: ModelOption = "full",
    draws: DrawsOption = 4000,
    seed: SeedOption = 0,
    tables: TablesOption = None,
    only: TableOption = None,
    as_json: JsonOption = False,
) -> None:
    """Forecast every vote from the earlier ones only; score it beside forecasts by hand."""
    one_thread()
    from winset.studies.roll_calls.backtest import backtest as study

    table = _table(data)
    with progress_bar() as tell:
        document = study(
            table,
            chamber=_chamber(chamber),
            start=_date(start, "--from"),
            end=_date(end, "--to"),
            nominate=nominate,
            covariates=_covariates(covariates),
            sizes=_sizes(model),
            seed=seed,
            draws=draws,
            progress=tell,
        )
    written = written_tables(document, tables, only)
    if not as_json:
        _tell_notes(document.notes)
    show(document, written, as_json=as_json)


@votes.command()
def ideal(
    source: Annotated[
        str,
        typer.Argument(
            metavar="CONGRESS|FILE",
            help="Number of a Congress whose files lie in --data; or a file or folder of votes.",
        ),
    ],
    data: DataOption = None,
    chamber: Annotated[
        str | None, typer.Option("--chamber", help="house (of a Congress the default) or senate.")
    ] = None,
    dimensions: Annotated[
        int, typer.Option("--dimensions", min=1, max=2, help="One dimension or two.")
    ] = 1,
    positive: Annotated[
        str | None,
        typer.Option(
            "--positive",
            metavar="MEMBER",
            help="Id or name of a member on the positive side. Default: the Republicans, else who "
            "stands farthest out.",
        ),
    ] = None,
    least_votes: Annotated[
        int, typer.Option("--least-votes", min=1, help="Members with fewer votes are not placed.")
    ] = 20,
    csv: CsvOption = None,
    figure: FigureOption = None,
    seed: NoSeedOption = 0,  # noqa: ARG001 - every verb takes it
    tables: TablesOption = None,
    only: TableOption = None,
    as_json: JsonOption = False,
) -> None:
    """Place all members of a chamber by their votes: ideal points with standard errors."""
    one_thread()
    from winset.studies.roll_calls.ideal import ideal as study
    from winset.votes.readers.download import data_folder

    document = study(
        source,
        data=data or data_folder(),
        chamber=_chamber(chamber),
        dimensions=dimensions,
        positive=positive,
        least_votes=least_votes,
    )
    if csv is not None:
        _write_csv(csv, document.to_dict()["members"])
    write_figure(figure, figure_asked("votes ideal"), document)
    written = written_tables(document, tables, only)
    show(document, written, as_json=as_json)


def _table(data: Path | None) -> VoteTable:
    from winset.votes.readers.download import data_folder
    from winset.votes.readers.folder_reader import read_folder

    return read_folder(data or data_folder())


def _chamber(name: str | None) -> str | None:
    return None if name is None else name.strip().casefold()


def _sizes(model: str) -> Sizes:
    from winset.foundation.spelling import meant
    from winset.votes.forecast.prior import MODELS

    if model not in MODELS:
        raise InputError(
            f"--model {model}: there is no such model", meant(model, MODELS, noun="models")
        )
    return MODELS[model]


def _covariates(text: str | None) -> Covariates | None:
    if text is None:
        return None
    from winset.votes.readers.covariates import read_covariates

    path, colon, names = text.rpartition(":")
    columns = tuple(name.strip() for name in names.split(",") if name.strip())
    if not colon or not path or not columns:
        raise InputError(f"--covariates {text}: write FILE:COLUMN, such as exposure.csv:x")
    return read_covariates(Path(path), columns)


def _date(text: str | None, option: str) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{option} {text}: is not a date", "write 2000-05-24") from None


def _with_vote(table: VoteTable, path: Path | None, key: str | None) -> tuple[VoteTable, str]:
    if path is None:
        if key is None:
            raise InputError("no vote is named", "give a key of `votes list`, or --vote FILE")
        table.column(key)
        return table, key
    from winset.foundation.spelling import meant
    from winset.votes.readers.upcoming import read_upcoming, with_upcoming

    calls = {call.key: call for call in read_upcoming(path)}
    if key is None and len(calls) == 1:
        key = next(iter(calls))
    if key is None or key not in calls:
        raise InputError(f"{path}: no vote `{key or ''}`", meant(key or "", calls, noun="votes"))
    return with_upcoming(table, calls[key]), key


def _with_voters(table: VoteTable, key: str, path: Path | None, data: Path | None) -> VoteTable:
    from winset.votes.readers.download import data_folder
    from winset.votes.readers.seats import is_american
    from winset.votes.readers.voters import read_voters, sitting_members, with_voters

    column = table.column(key)
    if path is not None:
        call = table.roll_calls[column]
        return with_voters(table, key, read_voters(path, call, american=is_american(table)))
    if table.listed[:, column].any():
        return table
    sitting = sitting_members(data or data_folder(), table.roll_calls[column])
    return with_voters(table, key, sitting) if sitting else table


def _declared(
    path: Path | None, table: VoteTable, key: str, day: dt.date | None
) -> dict[str, tuple[float, float]]:
    if path is None:
        return {}
    from winset.votes.forecast.known import known_before
    from winset.votes.readers.declared import read_declared

    return read_declared(path, known_before(table, key, day))


def _write_csv(path: Path, rows: list[dict[str, Any]]) -> None:
    from winset.foundation.csv_text import csv_text
    from winset.foundation.files import write_text

    header = list(rows[0]) if rows else []
    write_text(path, csv_text(header, [[row[name] for name in header] for row in rows]))


def _tell_notes(notes: Sequence[str]) -> None:
    for note in notes:
        print(f"note: {note}", file=sys.stderr)
