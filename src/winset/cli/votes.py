"""`winset votes`: roll calls: get, list, scores, whip, backtest."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from winset.cli.case_input import one_thread
from winset.cli.terminal import console, print_json
from winset.foundation.errors import InputError

if TYPE_CHECKING:
    from winset.votes.covariates import Covariates
    from winset.votes.prior import Sizes
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
JsonOption = Annotated[
    bool, typer.Option("--json", help="Write the result as JSON to standard output, nothing else.")
]
SeedOption = Annotated[int, typer.Option("--seed", min=0, help="Seed of the draws.")]
DrawsOption = Annotated[
    int, typer.Option("--draws", min=100, max=200_000, help="Draws of the tally.")
]
CsvOption = Annotated[
    Path | None, typer.Option("--csv", metavar="OUT", help="Write the members as CSV.")
]
FigureOption = Annotated[
    Path | None, typer.Option("--figure", metavar="OUT", help="Write one figure: .svg, .png, .pdf.")
]
PlotOption = Annotated[
    str, typer.Option("--plot", help="Figure that --figure writes: tally, ladder or hemicycle.")
]
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
    typer.Option("--model", help="Forecast model: plain, or lasting-swing (see the docs)."),
]


def register(app: typer.Typer) -> None:
    """Add the group of verbs to the application."""
    group = typer.Typer(
        name="votes",
        help="Roll calls: get, list, trade scores, whip counts, back-tests of the forecast.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    for verb in (get, list_votes, scores, whip, backtest):
        group.command("list" if verb is list_votes else verb.__name__)(verb)
    app.add_typer(group)


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
    as_json: JsonOption = False,
) -> None:
    """Download Voteview's members, votes and roll calls of one Congress and chamber."""
    from winset.votes.cache import data_folder
    from winset.votes.download import fetch_congress

    fetched = fetch_congress(
        congress,
        chamber,
        folder or data_folder(),
        mirror=mirror,
        refresh=refresh,
        progress=_received,
    )
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    if as_json:
        print_json({"schema": "winset/votes-get/1", "files": [f.to_dict() for f in fetched]})
        return
    for file in fetched:
        print(f"{file.path}  {file.size:,} bytes  {file.state}")


def list_votes(
    data: DataOption = None, chamber: ChamberOption = None, as_json: JsonOption = False
) -> None:
    """List the trade votes: what each was about, which side liberalises, stage and tally."""
    from winset.studies.vote_list import vote_list

    document = vote_list(_table(data), chamber=_chamber(chamber))
    if as_json:
        print_json(document)
        return
    from winset.render.votes_tables import list_table

    _tell_notes(document["notes"])
    console().print(list_table(document))


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
    as_json: JsonOption = False,
) -> None:
    """Score each member on trade, from trade votes: positive opens trade."""
    one_thread()
    from winset.studies.vote_list import score_list

    document = score_list(
        _table(data),
        chamber=_chamber(chamber),
        as_of=_date(as_of, "--as-of"),
        covariates=_covariates(covariates),
        nominate=nominate,
    )
    if csv is not None:
        _write_csv(csv, document["members"])
    if as_json:
        print_json(document)
        return
    from winset.render.votes_tables import score_table

    console().print(score_table(document))


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
    model: ModelOption = "plain",
    csv: CsvOption = None,
    figure: FigureOption = None,
    plot: PlotOption = "tally",
    draws: DrawsOption = 4000,
    seed: SeedOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Count a vote from what was known before a day: members, interval, persuadables, price."""
    one_thread()
    if plot not in ("tally", "ladder", "hemicycle"):
        raise InputError(f"--plot {plot}", "tally, ladder or hemicycle")
    from winset.studies.whip import whip_count

    table, key = _with_vote(_table(data), vote, vote_key)
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
        _write_csv(csv, document["members"])
    if figure is not None:
        from winset.render.export import save_figure
        from winset.render.figures.whip import WHIP_FIGURES

        save_figure(WHIP_FIGURES[plot](document), figure)
    if as_json:
        print_json(document)
        return
    from winset.render.votes_tables import whip_text

    whip_text(document, console())


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
    model: ModelOption = "plain",
    draws: DrawsOption = 4000,
    seed: SeedOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Forecast every vote from the earlier ones only; score it beside forecasts by hand."""
    one_thread()
    from winset.studies.backtest import backtest as study

    table = _table(data)
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
        progress=_progress,
    )
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    if as_json:
        print_json(document)
        return
    from winset.render.votes_tables import backtest_text

    _tell_notes(document["notes"])
    backtest_text(document, console())


def _table(data: Path | None) -> VoteTable:
    from winset.votes.cache import data_folder
    from winset.votes.read_folder import read_folder

    return read_folder(data or data_folder())


def _chamber(name: str | None) -> str | None:
    return None if name is None else name.strip().casefold()


def _sizes(model: str) -> Sizes:
    from winset.foundation.spelling import meant
    from winset.votes.prior import MODELS

    if model not in MODELS:
        raise InputError(f"--model {model}: there is none", meant(model, MODELS, noun="models"))
    return MODELS[model]


def _covariates(text: str | None) -> Covariates | None:
    if text is None:
        return None
    from winset.votes.covariates import read_covariates

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
        raise InputError(f"{option} {text}: is no date", "write 2000-05-24") from None


def _with_vote(table: VoteTable, path: Path | None, key: str | None) -> tuple[VoteTable, str]:
    if path is None:
        if key is None:
            raise InputError("no vote is named", "give a key of `votes list`, or --vote FILE")
        table.column(key)
        return table, key
    from winset.foundation.spelling import meant
    from winset.votes.upcoming import read_upcoming, with_upcoming

    calls = {call.key: call for call in read_upcoming(path)}
    if key is None and len(calls) == 1:
        key = next(iter(calls))
    if key is None or key not in calls:
        raise InputError(f"{path}: no vote `{key or ''}`", meant(key or "", calls, noun="votes"))
    return with_upcoming(table, calls[key]), key


def _with_voters(table: VoteTable, key: str, path: Path | None, data: Path | None) -> VoteTable:
    from winset.votes.cache import data_folder
    from winset.votes.voters import read_voters, sitting_members, with_voters

    column = table.column(key)
    if path is not None:
        return with_voters(table, key, read_voters(path, table.roll_calls[column]))
    if table.listed[:, column].any():
        return table
    sitting = sitting_members(data or data_folder(), table.roll_calls[column])
    return with_voters(table, key, sitting) if sitting else table


def _declared(
    path: Path | None, table: VoteTable, key: str, day: dt.date | None
) -> dict[str, tuple[float, float]]:
    if path is None:
        return {}
    from winset.votes.declared import read_declared
    from winset.votes.known import known_before

    return read_declared(path, known_before(table, key, day))


def _write_csv(path: Path, rows: list[dict[str, Any]]) -> None:
    import csv
    import io

    from winset.foundation.files import write_text

    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_text(path, text.getvalue())


def _tell_notes(notes: list[str]) -> None:
    for note in notes:
        print(f"note: {note}", file=sys.stderr)


def _received(name: str, have: int, whole: int | None) -> None:
    if sys.stderr.isatty():
        of = "" if whole is None else f" of {whole / 1e6:.1f}"
        print(f"\r\033[K{name}: {have / 1e6:.1f}{of} MB", end="", file=sys.stderr, flush=True)


def _progress(key: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{key}", end="", file=sys.stderr, flush=True)
