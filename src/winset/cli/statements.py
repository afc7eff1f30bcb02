"""`winset statements`: who says the same as whom."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.shared.case_input import JsonOption, SeedOption
from winset.cli.shared.output import (
    FigureOption,
    TableOption,
    TablesOption,
    figure_asked,
    plot_choices,
    show,
    write_figure,
    written_tables,
)
from winset.foundation.errors import InputError

if TYPE_CHECKING:
    from winset.discourse.statements import Statements
    from winset.discourse.windows import Window


class Network(StrEnum):
    """Kinds of network."""

    CONGRUENCE = "congruence"
    CONFLICT = "conflict"
    SUBTRACT = "subtract"
    TWO_MODE = "two-mode"
    IGNORE = "ignore"


class NormalisationName(StrEnum):
    """Divisor of weights."""

    NO = "no"
    ACTIVITY = "activity"
    PROMINENCE = "prominence"
    AVERAGE = "average"
    JACCARD = "jaccard"
    COSINE = "cosine"


class DuplicatesRule(StrEnum):
    """Rule for duplicates."""

    INCLUDE = "include"
    DOCUMENT = "document"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ACROSS_RANGE = "across-range"


FileArgument = Annotated[
    Path, typer.Argument(help="CSV of statements: actor, concept, agreement, date, document.")
]
NetworkOption = Annotated[Network, typer.Option("--network", help="Kind of network.")]
NormalisationOption = Annotated[
    NormalisationName,
    typer.Option(
        "--normalise",
        help="Two-mode: activity, prominence. One-mode: average, jaccard, cosine.",
    ),
]
DuplicatesOption = Annotated[
    DuplicatesRule,
    typer.Option("--duplicates", help="Count the same statement once in a document or a span."),
]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="WHAT=NAME",
        help="Which column holds what: actor=person, concept=category, agreement, date, document.",
    ),
]
DayFirstOption = Annotated[
    bool | None,
    typer.Option("--day-first/--month-first", help="How to read 3/4/1997. Default: found out."),
]
SpanOption = Annotated[
    str | None,
    typer.Option(
        "--window",
        metavar="LENGTH",
        help="'30 days', month, '1 year', '90 days/30 days' (overlapping): clusters over time. "
        "1997-01-01:1997-06-30: that span only.",
    ),
]
ClustersOption = Annotated[
    bool, typer.Option("--clusters", help="Clusters and polarisation of the whole.")
]
GraphmlOption = Annotated[
    Path | None, typer.Option("--graphml", metavar="OUT", help="Write the network as GraphML.")
]
CsvOption = Annotated[
    Path | None, typer.Option("--csv", metavar="OUT", help="Write the network's matrix as CSV.")
]


PlotOption = Annotated[str, typer.Option("--plot", help=plot_choices("statements"))]


def statements(
    file: FileArgument,
    network: NetworkOption = Network.CONGRUENCE,
    normalisation: NormalisationOption = NormalisationName.NO,
    duplicates: DuplicatesOption = DuplicatesRule.INCLUDE,
    column: ColumnOption = None,
    day_first: DayFirstOption = None,
    window: SpanOption = None,
    clusters: ClustersOption = False,
    graphml: GraphmlOption = None,
    csv: CsvOption = None,
    figure: FigureOption = None,
    plot: PlotOption = "matrix",
    tables: TablesOption = None,
    table: TableOption = None,
    seed: SeedOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Read coded statements; show and write their networks, clusters and distances."""
    from winset.discourse.export import write_graphml, write_matrix
    from winset.discourse.read_statements import read_statements
    from winset.studies.statements import statements_report

    asked = figure_asked("statements", plot)
    debate = read_statements(file, columns=_columns(column), day_first=day_first)
    debate, windows = _windowed(debate, window)
    report, found, groups = statements_report(
        debate,
        str(file),
        network=network.value,
        normalisation=normalisation.value,
        duplicates=duplicates.value,
        windows=windows,
        with_clusters=clusters,
        seed=seed,
    )
    if graphml is not None:
        counted = debate.without_duplicates(duplicates.value)
        write_graphml(found, graphml, statements=counted, clusters=groups)
    if csv is not None:
        write_matrix(found, csv)
    written = [path for path in (graphml, csv) if path is not None]
    written += write_figure(figure, asked, report)
    written += written_tables(report, tables, table)
    show(report, written, as_json=as_json)


def _columns(texts: list[str] | None) -> dict[str, str]:
    pairs = [text.partition("=") for text in texts or []]
    for what, equals, name in pairs:
        if not (what.strip() and equals and name.strip()):
            raise InputError(f"--column {what}: write WHAT=NAME, such as actor=person")
    return {what.strip(): name.strip() for what, _, name in pairs}


def _windowed(debate: Statements, window: str | None) -> tuple[Statements, tuple[Window, ...]]:
    from winset.discourse.windows import windows_of

    if window is None:
        return debate, ()
    windows = windows_of(debate, window)
    if ":" in window:
        inside = debate.between(windows[0].first, windows[0].last)
        if not inside.entries:
            raise InputError(f"--window {window}: no statement lies in that span")
        return inside, ()
    return debate, windows
