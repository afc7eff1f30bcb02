"""`winset coalitions`: minimal winning coalitions of a rule."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from winset.cli.shared.case_input import ParametersOption
from winset.cli.shared.output import (
    FigureOption,
    TableOption,
    TablesOption,
    figure_asked,
    show,
    write_figure,
    written_tables,
)
from winset.cli.shared.rule_input import (
    CaseArgument,
    CsvOption,
    JsonOption,
    NamesOption,
    QuotaOption,
    SeedOption,
    WeightsOption,
    about_table,
    asked_numbers,
    asked_rule,
    split_words,
    write_csv,
)
from winset.cli.shared.terminal import console
from winset.foundation.numbers import number_from_text
from winset.foundation.wording import counted

if TYPE_CHECKING:
    from winset.games.rule import Rule
    from winset.results.coalitions.coalition_answer import CoalitionAnswer

BlockingOption = Annotated[
    bool, typer.Option("--blocking", help="Minimal blocking coalitions instead of winning ones.")
]
ConnectedOption = Annotated[
    bool,
    typer.Option(
        "--connected",
        help="Also Axelrod's minimal connected ones and pivots; of a case on its first vote axis.",
    ),
]
PositionsOption = Annotated[
    str | None,
    typer.Option(
        "--positions",
        metavar="X,Y,Z",
        help="Places on an axis, or a CSV file with columns name and position.",
    ),
]
PricesOption = Annotated[
    str | None,
    typer.Option(
        "--prices",
        metavar="X,Y,Z",
        help="What each player's consent costs (inf: cannot be had), or a CSV file with columns "
        "name and price. Of a case without it: the case's own, each bloc taken whole.",
    ),
]
FundOption = Annotated[
    str, typer.Option("--fund", metavar="F", help="What opponents can spend to undo a coalition.")
]
IncludingOption = Annotated[
    str | None, typer.Option("--including", metavar="X,Y", help="Only those that hold all these.")
]
ExcludingOption = Annotated[
    str | None, typer.Option("--excluding", metavar="X,Y", help="Only those that hold none.")
]
LargestOption = Annotated[
    int | None, typer.Option("--largest", metavar="N", min=0, help="Only those of at most N.")
]
LimitOption = Annotated[
    int, typer.Option("--limit", metavar="N", min=0, help="List at most so many; else only count.")
]


def coalitions(
    case: CaseArgument = None,
    quota: QuotaOption = None,
    weights: WeightsOption = None,
    names: NamesOption = None,
    blocking: BlockingOption = False,
    connected: ConnectedOption = False,
    positions: PositionsOption = None,
    prices: PricesOption = None,
    fund: FundOption = "0",
    including: IncludingOption = None,
    excluding: ExcludingOption = None,
    largest: LargestOption = None,
    limit: LimitOption = 10_000,
    figure: FigureOption = None,
    csv: CsvOption = None,
    parameters: ParametersOption = None,
    tables: TablesOption = None,
    table: TableOption = None,
    seed: SeedOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Count and list the coalitions that win and lose without any one member."""
    del seed
    rule = asked_rule(case, quota, weights, names)
    from winset.solvers.coalitions.survey import coalition_survey

    with about_table(weights):
        found = coalition_survey(
            rule,
            blocking=blocking,
            including=split_words(including, "--including") if including else (),
            excluding=split_words(excluding, "--excluding") if excluding else (),
            largest=largest,
            limit=limit,
            positions=_positions(rule, connected, positions, case),
            **_prices(rule, prices, fund, case, parameters),
        )
    listed = found.minimal
    places = found.connected.positions if found.connected else None
    drawn = write_figure(figure, figure_asked("coalitions"), listed, positions=places)
    if csv is not None:
        rows = [[len(c), ";".join(c)] for c in listed.coalitions or ()]
        write_csv(csv, ["size", "members"], rows)
    written = [*drawn, *written_tables(found, tables, table)]
    of_case = case is not None and prices is None
    show(found, written, as_json=as_json, by=partial(_print, rule, of_case=of_case))


def _positions(
    rule: Rule, connected: bool, positions: str | None, case: str | None
) -> dict[str, float] | list[float] | None:
    """Places of the players as typed, or as the case has them; None if not asked for."""
    from winset.foundation.errors import InputError

    if positions is not None:
        found: dict[str, float] | list[float] = asked_numbers(
            positions, "--positions", rule.players, "position"
        )
        return found
    if not connected:
        return None
    if case is None:
        raise InputError("--connected needs --positions, one for each player")
    return _places_in(case, rule)


def _places_in(source: str, rule: Rule) -> dict[str, float]:
    """Likely positions of the players of a case on its first vote axis."""
    from winset.casebook import read_domestic_case
    from winset.foundation.errors import InputError

    case = read_domestic_case(source)
    axis = next(name for name, issue in case.issues.items() if issue.axis == "vote")
    places = {
        name: case.actors[name].position[axis].likely
        for name in rule.players
        if axis in case.actors[name].position
    }
    for name in rule.players:
        if name not in places:
            raise InputError(f"{case.id}: {name} has no position on {axis}", "give --positions")
    return places


def _prices(
    rule: Rule, prices: str | None, fund: str, case: str | None, parameters: Path | None
) -> dict[str, Any]:
    """Prices and fund as typed, or the prices of a case; empty if there are none."""
    from winset.foundation.errors import InputError

    amount = number_from_text(fund, "--fund")
    if parameters is not None and (case is None or prices is not None):
        raise InputError(
            "--parameters are for the prices of a case", "give a case and leave out --prices"
        )
    if prices is None:
        if amount:
            raise InputError("--fund needs --prices, one for each player")
        return {} if case is None else {"prices": _prices_in(case, rule, parameters)}
    asked = asked_numbers(prices, "--prices", rule.players, "price")
    return {"prices": asked, "fund": amount}


def _prices_in(source: str, rule: Rule, parameters: Path | None) -> dict[str, float]:
    """Find what each player of a case costs at likely values; the people cannot be had."""
    from math import inf

    from winset.casebook import read_domestic_case
    from winset.cases.file.read_parameters import read_parameters
    from winset.solvers.coalitions.contributions import field_of
    from winset.solvers.coalitions.player_prices import player_prices
    from winset.translate import coded_game

    coded = coded_game(read_domestic_case(source), read_parameters(parameters))
    found = player_prices(field_of(coded.likely))
    return {name: found.get(name, inf) for name in rule.players}


def _print(rule: Rule, answer: CoalitionAnswer, *, of_case: bool) -> None:
    from winset.render.tables.layout import columns, table
    from winset.render.terminal.report_terminal import print_table

    out, found = console(), answer.minimal
    out.print(f"Rule: {rule}", soft_wrap=True)
    kind = f"minimal {found.kind} coalition"
    out.print(counted(found.count, kind, f"{kind}s"), soft_wrap=True)
    if found.minimum_size is not None:
        out.print(f"Minimum size (least total weight): {found.minimum_size:,g}")
    out.print(f"Fewest members: {found.fewest_members}")
    if found.coalitions is None:
        out.print(f"Not listed: {found.reason}; raise --limit, or filter.", soft_wrap=True)
    else:
        rows = [(str(len(coalition)), ", ".join(coalition)) for coalition in found.coalitions]
        print_table(out, table(columns("size", "members<"), rows))
    connected = answer.connected
    if connected is not None:
        out.print(f"{connected.count:,} minimal connected:", soft_wrap=True)
        for coalition in connected.coalitions:
            out.print(f"  {', '.join(coalition)}", soft_wrap=True)
        if answer.pivots is not None:
            out.print(answer.pivots.summary(), soft_wrap=True)
    if answer.cheapest is not None:
        out.print(answer.cheapest.summary(), soft_wrap=True)
        if of_case:
            out.print(
                "Prices are member-moves at likely values, each bloc taken whole and without "
                "opponents' money; winset analyze counts member by member.",
                soft_wrap=True,
            )
