"""Tables of the verbs: one option for CSV, LaTeX and Excel."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.foundation.errors import InputError

if TYPE_CHECKING:
    from winset.foundation.face import Face

__all__ = ["TableOption", "TablesOption", "tell_written", "written_tables"]

TablesOption = Annotated[
    Path | None,
    typer.Option(
        "--tables",
        metavar="OUT",
        help="Write the tables as a paper prints them: .xlsx or .zip (CSV) all, .tex (LaTeX) all "
        "that fit on a page, .csv one.",
    ),
]
TableOption = Annotated[
    str | None,
    typer.Option(
        "--table",
        metavar="NAME",
        help="The one table that --tables writes as .csv or .tex. Default: in CSV the first.",
    ),
]


def written_tables(answer: Face, path: Path | None, table: str | None) -> list[Path]:
    """Write the tables that were asked for, and return what was written.

    Parameters
    ----------
    answer
        Document or result.
    path, table
        As given behind ``--tables`` and ``--table``.

    Raises
    ------
    InputError
        If there is no such table, only a table is named, or the file cannot be written.
    """
    if path is None:
        if table is not None:
            raise InputError(f"--table {table}: names no file", "give --tables OUT.csv too")
        return []
    from winset.render.tables.table_files import write_tables

    write_tables(answer, path, table)
    return [path]


def tell_written(paths: Iterable[Path | None]) -> None:
    """Name the files that were written, one a line; those that were not asked for are None."""
    from winset.cli.shared.terminal import console

    out = console()
    for path in paths:
        if path is not None:
            out.print(f"written: {path}", soft_wrap=True)
