"""Tables whose first column are paths that a reader copies: no path is broken."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from winset.render.marks import MARK_SYMBOLS
from winset.render.tables.layout import Column, Table

_GAP = 2


def path_lines(table: Table, width: int) -> RenderableType:
    """Table with paths in its first column, each in one piece on one line.

    Parameters
    ----------
    table
        Texts by row and column.
    width
        Characters in a line. A path that leaves no room for the other columns stands on a line of
        its own above them; only one wider than the line itself is broken.

    Returns
    -------
    RenderableType
        For a rich console.
    """
    shown = [i for i, column in enumerate(table.columns) if width >= column.from_width]
    columns = [table.columns[i] for i in shown]
    rows = [[row[i] for i in shown] for row in table.rows]
    headings = [c.heading + (MARK_SYMBOLS[c.mark] if c.mark else "") for c in columns]
    widths = [max(cell_len(text) for text in texts) for texts in zip(headings, *rows, strict=True)]
    room = max(width - sum(w + _GAP for w in widths[1:]), cell_len(headings[0]))
    widths[0] = min(widths[0], room)
    lines = [_line(headings, widths, columns)]
    lines.append("─" * min(width, cell_len(lines[0])))
    for row in rows:
        if cell_len(row[0]) > widths[0]:
            lines += [row[0], _line(["", *row[1:]], widths, columns)]
        else:
            lines.append(_line(row, widths, columns))
    return Group(*(Text(line.rstrip(), overflow="fold") for line in lines))


def _line(texts: Sequence[str], widths: Sequence[int], columns: Sequence[Column]) -> str:
    cells = [
        " " * (room - cell_len(text)) + text
        if column.number
        else text + " " * (room - cell_len(text))
        for text, room, column in zip(texts, widths, columns, strict=True)
    ]
    return (" " * _GAP).join(cells)
