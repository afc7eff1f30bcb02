"""`winset power`: power in a rule."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

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
    asked_rule,
    split_words,
    write_csv,
)
from winset.cli.shared.terminal import console
from winset.results.power.power_index import PowerIndex

if TYPE_CHECKING:
    from winset.games.rule import Rule
    from winset.results.power.power_to_act import PowerToAct
    from winset.results.power.power_values import PowerResult


IndexOption = Annotated[
    PowerIndex,
    typer.Option(
        "--index",
        help="banzhaf is normalised to add up to 1; penrose-banzhaf is the absolute one. "
        "owen and banzhaf-owen need --unions.",
    ),
]
ExactOption = Annotated[bool, typer.Option("--exact", help="Fractions instead of decimals.")]
UnionsOption = Annotated[
    str | None,
    typer.Option(
        "--unions", metavar="A,B;C,D", help="A-priori unions; players in none stand alone."
    ),
]


def power(
    case: CaseArgument = None,
    quota: QuotaOption = None,
    weights: WeightsOption = None,
    names: NamesOption = None,
    index: IndexOption = PowerIndex.SHAPLEY_SHUBIK,
    exact: ExactOption = False,
    unions: UnionsOption = None,
    figure: FigureOption = None,
    csv: CsvOption = None,
    tables: TablesOption = None,
    table: TableOption = None,
    seed: SeedOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Measure a-priori power: of a case's blocs and single players, or of bare weights."""
    del seed
    rule = asked_rule(case, quota, weights, names)
    with about_table(weights):
        found = _measured(rule, index, exact=exact, unions=unions)
    if figure is not None:
        _refuse_one_number(found)
    drawn = write_figure(figure, figure_asked("power"), found)
    if csv is not None:
        write_csv(csv, *_table(rule, found))
    written = [*drawn, *written_tables(found, tables, table)]
    show(found, written, as_json=as_json, by=partial(_print, rule))


def _refuse_one_number(found: PowerResult | PowerToAct) -> None:
    from winset.foundation.errors import InputError
    from winset.results.power.power_to_act import PowerToAct

    if isinstance(found, PowerToAct):
        message = "--figure: coleman-act is one number for the body; choose an index of its players"
        raise InputError(message)


def _measured(
    rule: Rule, index: PowerIndex, *, exact: bool, unions: str | None
) -> PowerResult | PowerToAct:
    """Return one index of a rule; the unions are as typed."""
    from winset.foundation.errors import InputError
    from winset.solvers.power.indices import power_index

    if index.with_unions != (unions is not None):
        what = "takes no --unions" if unions is not None else "needs --unions, such as 'A,B;C,D'"
        raise InputError(f"--index {index} {what}")
    groups = None
    if unions is not None:
        groups = [split_words(group, "--unions") for group in unions.split(";")]
    return power_index(rule, index=index.value, exact=exact, unions=groups)


def _shown(value: float | Fraction) -> str:
    return str(value) if isinstance(value, Fraction) else f"{value:.6f}"


def _table(rule: Rule, found: PowerResult | PowerToAct) -> tuple[list[str], list[list[Any]]]:
    """Header and rows: player, power, and weight and share in each chamber."""
    from winset.results.power.power_to_act import PowerToAct

    if isinstance(found, PowerToAct):
        return ["body", "coleman-act"], [["all", found.value]]
    totals = rule.totals()
    header = ["player", found.index]
    for chamber in totals:
        header += [f"{chamber} weight", f"{chamber} share"]
    rows = []
    for name, value in found.values.items():
        row: list[Any] = [name, value]
        for chamber, total in totals.items():
            weight = rule.seats[chamber].get(name)
            row += ["", ""] if weight is None else [weight, weight / total]
        rows.append(row)
    return header, rows


def _print(rule: Rule, found: PowerResult | PowerToAct) -> None:
    from winset.render.tables.layout import columns, table
    from winset.render.terminal.report_terminal import print_table

    out = console()
    (first, *rest), rows = _table(rule, found)
    cells = []
    for row in rows:
        shares = [f"{c:.4f}" if isinstance(c, float) else str(c) for c in row[2:]]
        cells.append([str(row[0]), _shown(row[1]), *shares])
    out.print(f"Rule: {rule}", soft_wrap=True)
    print_table(out, table(columns(f"{first}<", *rest), cells))
    precision = "exact" if found.exact else f"error at most {found.error_bound:.1e}"
    out.print(f"Method: {found.method}; {precision}.", soft_wrap=True)
    for note in found.assumptions:
        out.print(f"Note: {note}.", soft_wrap=True)
