"""`winset grade`: the sealed forecasts of a ledger with their record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.shared.case_input import JsonOption
from winset.cli.shared.days import day_of
from winset.cli.shared.output import (
    TableOption,
    TablesOption,
    show,
    write_page,
    written_tables,
)
from winset.cli.shared.terminal import UnusedSeed, console
from winset.foundation.errors import InputError

if TYPE_CHECKING:
    from winset.reports.ledger_report import Grade


def grade(
    ledger: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the sealed forecasts.")],
    settle: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Record what came of this forecast first."),
    ] = None,
    came_true: Annotated[
        str | None, typer.Option("--came-true", metavar="yes|no", help="Whether it came true.")
    ] = None,
    date: Annotated[str | None, typer.Option(metavar="DAY", help="Day it was decided.")] = None,
    source: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Where that can be read.")
    ] = None,
    tally: Annotated[
        list[str] | None,
        typer.Option(metavar="CHAMBER=FOR-AGAINST", help="Votes. May be repeated."),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="OUT", help="Write the page of all sealed forecasts."),
    ] = None,
    tables: TablesOption = None,
    table: TableOption = None,
    as_json: JsonOption = False,
    _seed: UnusedSeed = 0,
) -> None:
    """Verify the sealed forecasts of a ledger and score those that are decided.

    A forecast not fulfilled by its day counts as no. With `--settle ID --came-true yes|no --date
    DAY --source TEXT` what came of one is recorded first; a case of the casebook is settled by its
    own outcome.
    """
    from winset.studies import ledger as study

    if settle is not None:
        _settle(ledger, settle, came_true, date, source, tally)
    elif (came_true, date, source, tally) != (None,) * 4:
        raise InputError("what came of which forecast?", "add --settle ID")
    found = study.grade(ledger)
    written = [*write_page(html, found), *written_tables(found, tables, table)]
    show(found, written, as_json=as_json, by=_print)


def _settle(
    ledger: Path,
    seal_id: str,
    came_true: str | None,
    date: str | None,
    source: str | None,
    tally: list[str] | None,
) -> None:
    from winset.studies import ledger as study

    if came_true not in ("yes", "no"):
        raise InputError(f"--came-true: {came_true or 'not given'}", "write yes or no")
    day = day_of(date, "--date")
    if day is None or source is None:
        raise InputError("a forecast is settled with a day and a source", "add --date and --source")
    study.settle(
        ledger,
        seal_id,
        came_true=came_true == "yes",
        date=day,
        source=source,
        tally=dict(map(_tally, tally or [])),
    )


def _tally(text: str) -> tuple[str, list[int]]:
    chamber, _, votes = text.partition("=")
    for_, _, against = votes.partition("-")
    try:
        return chamber.strip(), [int(for_), int(against)]
    except ValueError:
        what = f"--tally {text}"
        raise InputError(what, "write CHAMBER=FOR-AGAINST, such as house=237-197") from None


def _print(found: Grade) -> None:
    from winset.render.tables.layout import columns, table
    from winset.render.terminal.report_terminal import print_table

    out = console()
    out.print(found.summary(), soft_wrap=False)
    if not found.forecasts:
        return
    rows = []
    for row in found.forecasts:
        came = row.state if row.came_true is None else "yes" if row.came_true else "no"
        if row.state in ("void", "broken"):
            came = row.state
        brier = "" if row.brier is None else f"{row.brier:.3f}"
        cells = (str(row.sealed_on), str(row.resolves_by), f"{row.probability:.2f}", came, brier)
        rows.append([str(row.number), row.what, *cells])
    heads = columns("no.", "forecast<", "sealed<", "by<", "p", "came true<", "Brier")
    print_table(out, table(heads, rows))
    for name, score in found.scores.items():
        out.print(f"{name}: Brier {score.brier:.3f}, log {score.log_score:.3f}, n {score.n}")
