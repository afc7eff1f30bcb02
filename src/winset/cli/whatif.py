"""`winset whatif`: a case beside variants of it, beside another case, or what would turn it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.shared.case_input import (
    CaseArgument,
    DataOption,
    DrawsOption,
    JsonOption,
    ParametersOption,
    SeedOption,
    SetOption,
    changed_case,
    one_thread,
    split_changes,
)
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
    from winset.reports.whatif.advice_report import AdviceReport
    from winset.reports.whatif.agenda_report import AgendaReport
    from winset.studies.whatif.cheapest_change import Lever
    from winset.votes.records import VoteTable

AgainstOption = Annotated[
    str | None,
    typer.Option("--against", metavar="CASE2", help="Another case, instead of the case as coded."),
]
OverlayOption = Annotated[
    list[Path] | None,
    typer.Option("--overlay", metavar="FILE", help="A variant kept as a file. May be repeated."),
]
SaveOption = Annotated[
    Path | None,
    typer.Option("--save", metavar="FILE", help="Keep the changes of --set as an overlay file."),
]
TitleOption = Annotated[
    str | None, typer.Option("--title", help="What the variant of --save supposes.")
]
AllowOption = Annotated[
    list[str] | None,
    typer.Option(
        "--allow",
        metavar="PATH=END[@COST]",
        help="Find the cheapest changes that turn the verdict, this one going as far as END at "
        "most, for COST (1). May be repeated.",
    ),
]

AgendaOption = Annotated[
    bool,
    typer.Option("--agenda", help="Each clause at every level: whom it wins and loses, its price."),
]
ProposerOption = Annotated[
    str | None,
    typer.Option("--proposer", metavar="ACTOR", help="Only the clauses of this actor (--agenda)."),
]


def whatif(
    case: CaseArgument,
    changes: SetOption = None,
    against: AgainstOption = None,
    overlays: OverlayOption = None,
    save: SaveOption = None,
    title: TitleOption = None,
    allow: AllowOption = None,
    agenda: AgendaOption = False,
    proposer: ProposerOption = None,
    figure: FigureOption = None,
    draws: DrawsOption = 2000,
    data: DataOption = None,
    parameters: ParametersOption = None,
    tables: TablesOption = None,
    table: TableOption = None,
    seed: SeedOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Compare a case with variants of it, or with another case part by part."""
    if agenda or proposer is not None or figure is not None:
        _refuse_mixed(agenda, against, overlays, allow, data, save)
        found_agenda = _agenda(case, changes, proposer, parameters, draws, seed)
        _show_agenda(found_agenda, figure, (tables, table), as_json=as_json)
        return
    if not changes and against is None and not overlays and not allow:
        raise InputError(
            "whatif: give --set PATH=VALUE, --overlay FILE, --against CASE2, --allow PATH=END or "
            "--agenda"
        )
    if save is not None:
        _save(save, case, changes, title)
    if allow:
        if against is not None or overlays:
            raise InputError("whatif: --allow stands alone or with --set")
        if data is not None:
            raise InputError("whatif: --allow works on the blocs of a case", "leave out --data")
        advice = _advice(case, changes, allow, parameters)
        written = written_tables(advice, tables, table)
        show(advice, written, as_json=as_json)
        return
    if against is not None and overlays:
        raise InputError("whatif: give either --overlay or --against")
    from winset.casebook import read_domestic_case
    from winset.studies.whatif.whatif import whatif as study

    votes = None if data is None else _roll_calls(data)
    coded, block, _ = changed_case(case, None, parameters)
    found = study(
        coded,
        split_changes(changes),
        overlays=overlays or (),
        against=None if against is None else read_domestic_case(against),
        draws=draws,
        seed=seed,
        parameters=block,
        data=votes,
    )
    written = written_tables(found, tables, table)
    show(found, written, as_json=as_json)


def _refuse_mixed(agenda: bool, *others: object) -> None:
    """Refuse --proposer and --figure without --agenda, and --agenda beside anything but --set."""
    if not agenda:
        raise InputError("whatif: --proposer and --figure go with --agenda")
    if any(others):
        raise InputError("whatif: --agenda stands alone or with --set")


def _agenda(
    case: str,
    changes: list[str] | None,
    proposer: str | None,
    parameters: Path | None,
    draws: int,
    seed: int,
) -> AgendaReport:
    found, block, _ = changed_case(case, changes, parameters)
    from winset.studies.whatif.agenda import agenda

    return agenda(found, proposer=proposer, draws=draws, seed=seed, parameters=block)


def _show_agenda(
    found: AgendaReport,
    figure: Path | None,
    wanted: tuple[Path | None, str | None],
    *,
    as_json: bool,
) -> None:
    """Write the figure and the tables that are asked for, and print the document."""
    written = written_tables(found, *wanted)
    written += write_figure(figure, figure_asked("whatif --agenda"), found)
    show(found, written, as_json=as_json)


def _roll_calls(data: Path) -> VoteTable:
    one_thread()
    from winset.votes.readers.folder_reader import read_folder

    return read_folder(data)


def _save(path: Path, case: str, changes: list[str] | None, title: str | None) -> None:
    from winset.casebook import read_any_case
    from winset.studies.whatif.overlay import Overlay, write_overlay

    if not changes:
        raise InputError("whatif: --save keeps what --set changes, and there is no --set")
    wanted = split_changes(changes)
    words = title or "; ".join(f"{key} = {value}" for key, value in wanted.items())
    write_overlay(path, Overlay(words, read_any_case(case).id, wanted))


def _advice(
    case: str, changes: list[str] | None, allow: list[str], parameters: Path | None
) -> AdviceReport:
    found, block, _ = changed_case(case, changes, parameters)
    levers = [_lever(text) for text in allow]
    from winset.studies.whatif.cheapest_change import cheapest_change

    return cheapest_change(found, block, levers)


def _lever(text: str) -> Lever:
    from winset.studies.whatif.cheapest_change import Lever

    path, equals, rest = text.partition("=")
    target, at, cost = rest.partition("@")
    if not equals or not path.strip() or not target.strip():
        raise InputError(
            f"--allow {text}: write PATH=END or PATH=END@COST, such as actors.clinton.capacity=40@2"
        )
    try:
        return Lever(path.strip(), target.strip(), float(cost) if at else 1.0)
    except ValueError:
        raise InputError(f"--allow {text}: {cost!r} is not a cost", "a number above 0") from None
