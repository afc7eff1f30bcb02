"""Figures of the verbs: one option for the file, one for the figure, both from the registry."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from winset.render.figures.registry import by_verb, chosen

if TYPE_CHECKING:
    from winset.render.figures.registry import Figure

__all__ = ["FigureOption", "figure_asked", "plot_choices", "write_figure"]

FigureOption = Annotated[
    Path | None,
    typer.Option("--figure", metavar="OUT", help="Write a figure: .svg, .png, .pdf or .html."),
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
