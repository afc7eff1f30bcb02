"""Answers of the verbs written out: figures, tables, pages, and the document itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from winset.cli.shared.terminal import console, print_json
from winset.foundation.errors import InputError
from winset.render.figures.registry import by_verb, chosen

if TYPE_CHECKING:
    from winset.foundation.face import Face
    from winset.render.figures.registry import Figure

FigureOption = Annotated[
    Path | None,
    typer.Option("--figure", metavar="OUT", help="Write a figure: .svg, .png, .pdf or .html."),
]
HtmlOption = Annotated[
    Path | None,
    typer.Option("--html", metavar="OUT", help="Write a self-contained HTML report."),
]
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


def plot_choices(verb: str) -> str:
    """Help of ``--plot`` of a verb.

    Examples
    --------
    >>> plot_choices("votes whip")
    'Figure that --figure writes: tally, ladder, hemicycle.'
    """
    return f"Figure that --figure writes: {', '.join(by_verb(verb))}."


def figure_asked(verb: str, plot: str | None = None) -> Figure:
    """Figure that a verb is to draw.

    Parameters
    ----------
    verb
        Name of the verb, with the option that decides what it draws.
    plot
        As given behind ``--plot``. Default: the first of the verb.

    Raises
    ------
    InputError
        If the verb draws no such figure.
    """
    offered: Mapping[str, Figure] = by_verb(verb)
    return next(iter(offered.values())) if plot is None else chosen(plot, offered)


def write_figure(path: Path | None, figure: Figure, document: Any, **options: Any) -> list[Path]:
    """Write a figure where one was asked for, and return what was written.

    Parameters
    ----------
    path
        As given behind ``--figure``.
    figure
        The figure.
    document
        What it draws.
    options
        Options of the figure's function.

    Raises
    ------
    InputError
        If there is nothing to draw, or the file cannot be written.
    """
    if path is None:
        return []
    from winset.render.export import save_figure

    save_figure(figure.draw(document, **options), path)
    return [path]


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


def write_page(path: Path | None, document: Face) -> list[Path]:
    """Write the HTML page of a document where one was asked for, and return what was written.

    Parameters
    ----------
    path
        As given behind ``--html``.
    document
        A document that has a page.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    if path is None:
        return []
    from winset.foundation.files import write_text
    from winset.render.writers import page_of

    write_text(path, page_of(document)(document))
    return [path]


def show(
    document: Face,
    written: Iterable[Path | None],
    *,
    as_json: bool,
    by: Callable[[Any], None] | None = None,
    **how: bool,
) -> None:
    """Print the answer of a verb: as JSON, or as text with the files that were written.

    Parameters
    ----------
    document
        Document or result.
    written
        Files; those that were not asked for are None.
    as_json
        Whether JSON was asked for; nothing else is printed then.
    by
        Prints a document of which only its verb knows how. Default: `render.writers` knows.
    how
        Options of what prints it, such as `verbose`.
    """
    if as_json:
        print_json(document.to_dict())
        return
    if by is not None:
        by(document)
    else:
        from winset.render.writers import printer_of

        printer_of(document)(document, console(), **how)
    tell_written(written)


def tell_written(paths: Iterable[Path | None]) -> None:
    """Name the files that were written, one a line; those that were not asked for are None."""
    for path in paths:
        if path is not None:
            console().print(f"written: {path}", soft_wrap=True)
