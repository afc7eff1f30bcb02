"""Titled tables and lines of a Report, before anything decides how they look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel

from winset.render.marks import mark_of
from winset.reports.domestic.report_prose import amount_text
from winset.reports.report_parts import Mark

MISSING: Final = "–"
"""Sign in place of a number or an answer that does not exist."""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    heading
        What it holds.
    number
        Whether it is set flush right.
    from_width
        Characters in a line from which on it is shown.
    mark
        Where its values come from; None for names.
    is_bar
        Whether it repeats the numbers beside it as bars of blocks.
    is_path
        Whether it holds paths that a reader copies, which are not broken.
    """

    heading: str
    number: bool = False
    from_width: int = 0
    mark: Mark | None = None
    is_bar: bool = False
    is_path: bool = False


@dataclass(frozen=True)
class Table:
    """Columns, and rows with one text for each of them."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""


@dataclass(frozen=True)
class Section:
    """A titled part of the page: tables and lines, a note under them, and how it is computed."""

    title: str
    body: tuple[Table | str, ...]
    note: str = ""
    why: str = ""

    @property
    def slug(self) -> str:
        """Name of the section in an address."""
        return "".join(c if c.isalnum() else "-" for c in self.title.lower()).strip("-")


def field_column(
    heading: str, part: type[BaseModel], field: str, *, number: bool = True, from_width: int = 0
) -> Column:
    """Column of a field of the Report, with its mark."""
    return Column(heading, number, from_width, mark_of(part, field))


def columns(*headings: str) -> tuple[Column, ...]:
    """Columns by their headings: numbers, flush right, but for those that end in ``<``.

    Examples
    --------
    >>> [(column.heading, column.number) for column in columns("member<", "votes")]
    [('member', False), ('votes', True)]
    """
    return tuple(Column(name.removesuffix("<"), not name.endswith("<")) for name in headings)


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]], title: str = "") -> Table:
    """Table of columns and rows."""
    return Table(tuple(columns), tuple(tuple(row) for row in rows), title)


def yes_text(value: bool | None) -> str:
    """Yes, no, or a dash where the question does not apply."""
    return MISSING if value is None else "yes" if value else "no"


def count_text(value: int | None) -> str:
    """Count, or nothing."""
    return "" if value is None else str(value)


def value_text(value: float | str | None) -> str:
    """Coded number or date as text."""
    return value if isinstance(value, str) else amount_text(value, missing=MISSING)
