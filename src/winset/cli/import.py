"""`winset import`: a table of actors as other programs write it, as a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from winset.cli.shared.terminal import UnusedSeed, print_json
from winset.foundation.errors import InputError


def import_(
    table: Annotated[
        Path, typer.Argument(help="Table of actors: CSV, TSV or XLSX.", show_default=False)
    ],
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="Case file to write.")],
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Page of an Excel file. Default: the first.")
    ] = None,
    ends: Annotated[
        str | None,
        typer.Option(
            metavar="LOW:HIGH", help="Ends of the axes. Default: as the table says or implies."
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of the case.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was read as JSON.")] = False,
    _seed: UnusedSeed = 0,
) -> None:
    """Read a table of actors as other programs write it into a case.

    Name, position, salience and capability may stand in any order and scale; the layouts of KTAB,
    DECIDE and Bueno de Mesquita are known, decimal commas are read, and columns named by the fields
    of a case (`seats.house`, `pivotal.impact`) as well. What the table does not say is assumed,
    printed, and written into the notes of the case.
    """
    from winset.studies.import_table import import_table

    found = import_table(table, to, page=sheet, ends=_ends(ends), title=title, force=force)
    case = found.case
    if as_json:
        print_json(
            {
                "file": str(to),
                "id": case.id,
                "layout": found.layout,
                "actors": len(case.actors),
                "issues": list(case.issues),
                "assumptions": list(found.assumptions),
            }
        )
        return
    actors = "1 actor" if len(case.actors) == 1 else f"{len(case.actors)} actors"
    issues = "1 issue" if len(case.issues) == 1 else f"{len(case.issues)} issues"
    typer.echo(f"{to}: written, {actors} on {issues}. Assumed:")
    for sentence in found.assumptions:
        typer.echo(f"- {sentence}")


def _ends(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    try:
        low, high = (float(piece) for piece in text.split(":"))
    except ValueError:
        raise InputError(
            f"--ends: {text} is not a range", "write LOW:HIGH, such as 0:100"
        ) from None
    if not low < high:
        raise InputError(f"--ends: {text} runs backward", f"write {high:g}:{low:g}")
    return low, high
