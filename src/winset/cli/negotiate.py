"""`winset negotiate`: the two-level game of a negotiation, from file to agreement."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.case_input import (
    CaseArgument,
    DrawsOption,
    JsonOption,
    ParametersOption,
    SeedOption,
    SetOption,
    print_json,
    split_changes,
)

if TYPE_CHECKING:
    from winset.studies.negotiate import Progress

SolutionOption = Annotated[
    str,
    typer.Option(
        "--solution",
        help="nash, kalai-smorodinsky, alternating-offers or offer:COUNTRY.",
    ),
]
HtmlOption = Annotated[
    Path | None,
    typer.Option("--html", metavar="OUT", help="Write a self-contained HTML report."),
]
FigureOption = Annotated[
    Path | None,
    typer.Option("--figure", metavar="OUT", help="Write one figure: .svg, .png, .pdf or .html."),
]
PlotOption = Annotated[
    str,
    typer.Option("--plot", help="Figure that --figure writes: win-sets, tying-hands, pairs."),
]
SidePaymentsOption = Annotated[
    bool,
    typer.Option("--side-payments", help="Supporters in one country may pay in another."),
]
VerboseOption = Annotated[bool, typer.Option("--verbose", help="All assumptions and sources.")]


def register(app: typer.Typer) -> None:
    """Add the verb to the application."""
    app.command("negotiate", help="The two-level game: win-sets, zone, agreement, defection.")(
        negotiate
    )


def negotiate(
    case: CaseArgument,
    solution: SolutionOption = "nash",
    draws: DrawsOption = 1000,
    changes: SetOption = None,
    html: HtmlOption = None,
    figure: FigureOption = None,
    plot: PlotOption = "win-sets",
    parameters: ParametersOption = None,
    side_payments: SidePaymentsOption = False,
    seed: SeedOption = 0,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Play one negotiation and show the report in the ways asked for."""
    from winset.studies.negotiate import negotiate as study
    from winset.studies.negotiation_input import changed_negotiation

    wanted = split_changes(changes)
    found, block = changed_negotiation(case, wanted, parameters)
    with _progress() as tell:
        report = study(
            found,
            solution=solution,
            draws=draws,
            seed=seed,
            parameters=block,
            changes=wanted,
            side_payments=side_payments,
            progress=tell,
        )
    written = []
    if figure is not None:
        from winset.render.export import save_figure
        from winset.render.negotiation import negotiation_figure

        save_figure(negotiation_figure(report, plot), figure)
        written.append(figure)
    if html is not None:
        from winset.foundation.files import write_text
        from winset.render.negotiation import negotiation_html

        write_text(html, negotiation_html(report))
        written.append(html)
    if as_json:
        print_json(report.to_dict())
        return
    from rich.console import Console

    from winset.render.negotiation import print_negotiation_report

    console = Console(highlight=False)
    print_negotiation_report(report, console, verbose=verbose)
    for path in written:
        console.print(f"written: {path}", soft_wrap=True, markup=False)


@contextmanager
def _progress() -> Iterator[Progress]:
    """Bar on standard error with the part at work; silent where that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _part, _done, _whole: None
        return
    columns = (BarColumn(), TextColumn("{task.completed} of {task.total}"), TimeElapsedColumn())
    with Progress(
        *columns, TextColumn("{task.description}"), console=console, transient=True
    ) as bar:
        task = bar.add_task("reading", total=None)

        def tell(part: str, done: int, whole: int) -> None:
            bar.update(task, description=part, completed=done, total=whole)

        yield tell
