"""`winset seal`: a forecast, dated and with a hash, in a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.shared.case_input import (
    DrawsOption,
    JsonOption,
    ParametersOption,
    SeedOption,
    SetOption,
    changed_case,
    one_thread,
)
from winset.cli.shared.days import day_of
from winset.cli.shared.terminal import print_json
from winset.foundation.errors import InputError

if TYPE_CHECKING:
    from winset.reports.ledger_report import Seal


def seal(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="CASE|VOTE",
            help="Casebook id or path of a case; with --data, the key of a vote.",
            show_default=False,
        ),
    ],
    ledger: Annotated[
        Path, typer.Option("--ledger", metavar="DIR", help="Folder of the sealed forecasts.")
    ],
    what: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", help="What exactly is forecast. Default: that the measure is adopted."
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="DAY", help="Day by which it is decided. Default: the deadline, or the vote's."
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DAY", help="Day of the forecast. Default: the case's, or today."
        ),
    ] = None,
    baseline: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=P", help="Probability of somebody else, scored alike. May be repeated."
        ),
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="What else to know.")] = None,
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help="Roll calls, for a vote.")
    ] = None,
    changes: SetOption = None,
    parameters: ParametersOption = None,
    draws: DrawsOption = 2000,
    seed: SeedOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Forecast a case or a vote and seal the forecast.

    The seal holds the probability, what exactly it is of, the day by which it is decided, the whole
    case and all that is needed to make it again, and a hash that also covers the seal before it:
    none can be changed or taken away later without a trace.
    """
    from winset.studies import ledger as study

    options = {
        "what": what,
        "by": day_of(by, "--by"),
        "as_of": day_of(as_of, "--as-of"),
        "draws": draws,
        "seed": seed,
        "baselines": dict(map(_baseline, baseline or [])),
        "note": note,
    }
    if data is None:
        case, block, _ = changed_case(subject, changes, parameters)
        made = study.seal(case, ledger, parameters=block, **options)  # type: ignore[arg-type]
    else:
        one_thread()
        from winset.votes.readers.folder_reader import read_folder

        if changes or parameters:
            raise InputError("--set and --parameters belong to a case", "leave out --data")
        made = study.seal(subject, ledger, table=read_folder(data), **options)  # type: ignore[arg-type]
    _tell(made, ledger, as_json=as_json)


def _tell(made: Seal, ledger: Path, *, as_json: bool) -> None:
    if as_json:
        print_json(made.to_dict())
        return
    typer.echo(made.what)
    typer.echo(f"Probability {made.probability:.3g}, to be decided by {made.resolves_by}.")
    typer.echo(f"Sealed as {ledger / made.id}.seal.json, number {made.number}, hash {made.hash}.")
    typer.echo("Publish the hash; `winset grade` verifies and scores the ledger.")


def _baseline(text: str) -> tuple[str, float]:
    name, _, share = text.partition("=")
    try:
        return name.strip(), float(share)
    except ValueError:
        raise InputError(f"--baseline {text}", "write NAME=P, such as market=0.4") from None
