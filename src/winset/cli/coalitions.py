"""`winset coalitions`: minimal winning coalitions of a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from winset.cli._rule_input import (
    CaseArgument,
    CsvOption,
    FigureOption,
    JsonOption,
    NamesOption,
    QuotaOption,
    SeedOption,
    WeightsOption,
    asked_rule,
    number,
    numbers_by_player,
    split_words,
    write_csv,
)
from winset.cli.terminal import console, print_json
from winset.foundation.wording import counted

if TYPE_CHECKING:
    from winset.games.rule import Rule
    from winset.results.axis_coalitions import ConnectedCoalitions, PolicyDistances
    from winset.results.coalitions import MinimalCoalitions
    from winset.results.least_cost import LeastCost

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
        "name and price.",
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


def register(app: typer.Typer) -> None:
    """Add the verb to the application."""
    app.command("coalitions", short_help="Minimal winning coalitions: count, list, least cost.")(
        coalitions
    )


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
    seed: SeedOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Count and list the coalitions that win and lose without any one member."""
    del seed
    rule = asked_rule(case, quota, weights, names)
    found = _minimal(rule, blocking, including, excluding, largest, limit)
    on_axis = _on_axis(rule, connected, positions, case)
    cheapest = _cheapest(rule, prices, fund)
    if figure is not None:
        from winset.render.export import save_figure
        from winset.render.figures.coalitions import plot_coalitions

        save_figure(plot_coalitions(found, on_axis[0].positions if on_axis else None), figure)
    if csv is not None:
        listed = found.coalitions or ()
        write_csv(csv, ["size", "members"], [[len(c), ";".join(c)] for c in listed])
    if as_json:
        print_json(_document(found, on_axis, cheapest))
        return
    _print(rule, found, on_axis, cheapest)
    if figure is not None:
        console().print(f"written: {figure}", soft_wrap=True, markup=False)


def _minimal(
    rule: Rule,
    blocking: bool,
    including: str | None,
    excluding: str | None,
    largest: int | None,
    limit: int,
) -> MinimalCoalitions:
    from winset.solvers.coalitions.minimal_winning import (
        minimal_blocking_coalitions,
        minimal_winning_coalitions,
    )

    solver = minimal_blocking_coalitions if blocking else minimal_winning_coalitions
    return solver(
        rule,
        including=split_words(including, "--including") if including else (),
        excluding=split_words(excluding, "--excluding") if excluding else (),
        largest=largest,
        limit=limit,
    )


def _on_axis(
    rule: Rule, connected: bool, positions: str | None, case: str | None
) -> tuple[ConnectedCoalitions, PolicyDistances | None] | None:
    from winset.foundation.errors import InputError

    if not connected and positions is None:
        return None
    if positions is None and case is None:
        raise InputError("--connected needs --positions, one for each player")
    from winset.games.rule import Vote
    from winset.solvers.coalitions.connected import connected_minimal_winning
    from winset.solvers.coalitions.policy_distance import de_swaan_pivots

    places = (
        _places_in(str(case), rule)
        if positions is None
        else numbers_by_player(positions, "--positions", rule.players, "position")
    )
    reading = None
    if isinstance(rule.expression, Vote):
        (seats,) = rule.seats.values()
        reading = de_swaan_pivots(seats, places, rule.expression.quota)
    return connected_minimal_winning(rule, places), reading


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


def _cheapest(rule: Rule, prices: str | None, fund: str) -> LeastCost | None:
    from winset.foundation.errors import InputError

    amount = number(fund, "--fund")
    if prices is None:
        if amount:
            raise InputError("--fund needs --prices, one for each player")
        return None
    from winset.solvers.coalitions.least_cost import least_cost_coalition

    asked = numbers_by_player(prices, "--prices", rule.players, "price")
    return least_cost_coalition(rule, asked, fund=amount)


def _document(
    found: MinimalCoalitions,
    on_axis: tuple[ConnectedCoalitions, PolicyDistances | None] | None,
    cheapest: LeastCost | None,
) -> dict[str, Any]:
    document = found.to_dict()
    reasons = [document.pop("reason")] if "reason" in document else []
    document["least_cost"] = None if cheapest is None else cheapest.to_dict()
    if cheapest is None:
        reasons.append("least_cost: no prices were given")
    if on_axis is not None:
        connected, reading = on_axis
        document["connected"] = connected.to_dict()["connected"]
        document["positions"] = dict(connected.positions)
        document["de_swaan"] = None if reading is None else reading.to_dict()
        if reading is None:
            reasons.append("de_swaan: the rule is not a single weighted vote")
    if reasons:
        document["reason"] = "; ".join(reasons)
    return document


def _print(
    rule: Rule,
    found: MinimalCoalitions,
    on_axis: tuple[ConnectedCoalitions, PolicyDistances | None] | None,
    cheapest: LeastCost | None,
) -> None:
    from rich.table import Table

    out = console()
    out.print(f"Rule: {rule}", soft_wrap=True)
    kind = f"minimal {found.kind} coalition"
    out.print(counted(found.count, kind, f"{kind}s"), soft_wrap=True)
    if found.minimum_size is not None:
        out.print(f"Minimum size (least total weight): {found.minimum_size:,g}")
    out.print(f"Fewest members: {found.fewest_members}")
    if found.coalitions is None:
        out.print(f"Not listed: {found.reason}; raise --limit, or filter.", soft_wrap=True)
    else:
        shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        shown.add_column("size", justify="right")
        shown.add_column("members", overflow="fold")
        for coalition in found.coalitions:
            shown.add_row(str(len(coalition)), ", ".join(coalition))
        out.print(shown)
    if on_axis is not None:
        connected, reading = on_axis
        out.print(f"{connected.count:,} minimal connected:", soft_wrap=True)
        for coalition in connected.coalitions:
            out.print(f"  {', '.join(coalition)}", soft_wrap=True)
        if reading is not None:
            out.print(reading.summary(), soft_wrap=True)
    if cheapest is not None:
        out.print(cheapest.summary(), soft_wrap=True)
