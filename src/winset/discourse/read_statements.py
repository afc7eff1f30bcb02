"""Statements from a CSV file, as discourse network analysts save them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from winset.discourse.statements import Statement, Statements
from winset.foundation.calendar import day_range_right, day_right, is_in_range
from winset.foundation.errors import CaseError, InputError, Problem
from winset.foundation.files import read_text
from winset.foundation.spelling import meant
from winset.foundation.table_text import text_table

COLUMNS: dict[str, tuple[str, ...]] = {
    "actor": ("organization", "organisation", "actor", "org", "person", "speaker", "name"),
    "concept": ("concept", "category", "claim", "topic", "frame", "argument", "code"),
    "agreement": ("agreement", "agree", "agrees", "qualifier", "stance", "position", "sentiment"),
    "date": ("date", "day", "datetime", "date/time", "date_time", "time"),
    "document": ("document", "doc", "document_id", "docid", "document title", "article", "source"),
}
"""Names a column may have, in the order in which they are looked for; capitals do not matter."""

FOR = frozenset(
    [
        *("1", "+1", "+", "true", "yes", "y", "for", "pro", "positive", "in favor", "in favour"),
        *("agree", "agrees", "support", "supports"),
    ]
)
"""Words for agreement."""
AGAINST = frozenset(
    [
        *("0", "-1", "-", "false", "no", "n", "against", "contra", "con", "negative"),
        *("disagree", "disagrees", "oppose", "opposes"),
    ]
)
"""Words for disagreement; 0 is not an opinion in a column that also has -1."""

_NOT_ATTRIBUTES = ("statement_id", "id", "coder", "text", "person", "start", "stop", "notes")


def read_statements(
    path: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    day_first: bool | None = None,
) -> Statements:
    """Read statements from a CSV file.

    Parameters
    ----------
    path
        In UTF-8, column names in the first row, separated by commas, semicolons or tabs.
    columns
        Which column holds what, where the name is not one of `COLUMNS`: for example
        ``{"actor": "person"}``. Keys are those of `COLUMNS`.
    day_first
        How to read 3/4/1997: True as 3 April, False as 4 March. Default: found out from the other
        dates of the file.

    Returns
    -------
    Statements
        Rows without an actor, a concept or a stance are left out and counted. Columns with one
        value for each actor become attributes.

    Raises
    ------
    CaseError
        If the file cannot be read, a column is missing, or a date or stance cannot be understood,
        with row and column of each.
    """
    name = str(path)
    table = text_table(read_text(path), name, one="statement")
    header, rows = table.header, table.rows
    where = _columns(header, columns or {}, name)
    problems: list[Problem] = []
    days = _days(rows, where.get("date"), day_first, name, problems)
    stances = _stances(rows, where["agreement"], name, problems)
    if problems:
        raise CaseError(problems[:50])
    left_out: dict[str, int] = {}
    entries = []
    for (line, cells), day, agrees in zip(rows, days, stances, strict=True):
        actor, concept = _named(cells[where["actor"]]), _named(cells[where["concept"]])
        missing = "no actor" if not actor else "no concept" if not concept else None
        if missing is None and agrees is None:
            missing = "neither for nor against"
        if missing is not None or agrees is None:
            left_out[str(missing)] = left_out.get(str(missing), 0) + 1
            continue
        document = cells[where["document"]] if "document" in where else ""
        entries.append(Statement(actor, concept, agrees, day, document, line))
    if not entries:
        raise CaseError.of("the file holds no statement", file=name, line=1)
    used = {header[place] for place in where.values()}
    return Statements(tuple(entries), _attributes(header, rows, where["actor"], used), left_out)


_MISSING = frozenset(("na", "n/a", "#n/a", "<na>", "nan", "nat", "null", "none"))
"""Words of R, Excel and other programs for what is missing."""


def _named(cell: str) -> str:
    return "" if cell.casefold() in _MISSING else cell


Row = tuple[int, tuple[str, ...]]


def _columns(header: Sequence[str], asked: Mapping[str, str], name: str) -> dict[str, int]:
    """Place of each column that is there."""
    folded = [column.casefold() for column in header]
    found: dict[str, int] = {}
    for what in asked:
        if what not in COLUMNS:
            raise InputError(f"`{what}` is nothing a column can hold", meant(what, COLUMNS))
    for what, names in COLUMNS.items():
        if what in asked:
            names = (asked[what].casefold(),)
        place = next((folded.index(option) for option in names if option in folded), None)
        if place is not None:
            if folded.count(folded[place]) > 1:
                raise CaseError.of(
                    f"column `{header[place]}` occurs twice", "keep one of them", file=name, line=1
                )
            found[what] = place
        elif what in asked or what in ("actor", "concept", "agreement"):
            missing = asked.get(what, what)
            raise CaseError.of(
                f"there is no column for `{missing}`",
                f"columns here: {', '.join(header)}; say which: `--column {what}=NAME`",
                file=name,
                line=1,
            )
    return found


def _stances(
    rows: Sequence[Row], place: int, name: str, problems: list[Problem]
) -> list[bool | None]:
    """For, against, or neither, row by row."""
    words = [cells[place].casefold().removesuffix(".0").replace("\u2212", "-") for _, cells in rows]
    zero_is_neutral = "-1" in words
    found: list[bool | None] = []
    for (line, _), word in zip(rows, words, strict=True):
        if (
            word in ("", "neutral", "mixed")
            or word in _MISSING
            or (word == "0" and zero_is_neutral)
        ):
            found.append(None)
        elif word in FOR or word in AGAINST:
            found.append(word in FOR)
        else:
            found.append(None)
            right = "write 1 or 0, yes or no, agree or disagree, for or against"
            problems.append(Problem(f"`{word}` is not a stance", right, file=name, line=line))
    return found


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?\Z")
_DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: .*)?\Z")
_SLASHES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?: .*)?\Z")


def _days(
    rows: Sequence[Row],
    place: int | None,
    day_first: bool | None,
    name: str,
    problems: list[Problem],
) -> list[dt.date | None]:
    if place is None:
        return [None] * len(rows)
    texts = [cells[place] for _, cells in rows]
    order = _is_day_first(texts) if day_first is None else day_first
    found: list[dt.date | None] = []
    for (line, _), text in zip(rows, texts, strict=True):
        day, right = _day(text, order)
        if right is not None:
            problems.append(
                Problem(f"the date `{text}` cannot be read", right, file=name, line=line)
            )
        found.append(day)
    return found


def _is_day_first(texts: Sequence[str]) -> bool | None:
    """Return whether 3/4/1997 is in April, as the dates show that have a number above 12."""
    pairs = [(int(m[1]), int(m[2])) for m in map(_SLASHES.match, texts) if m]
    if any(first > 12 for first, _ in pairs):
        return True
    return False if any(second > 12 for _, second in pairs) else None


def _day(text: str, day_first: bool | None) -> tuple[dt.date | None, str | None]:
    """A day, or what would be right; an empty text is not a day and no error."""
    if not text or text.casefold() in _MISSING:
        return None, None
    iso, dots, slashes = (pattern.match(text) for pattern in (_ISO, _DOTS, _SLASHES))
    parts: tuple[int, int, int] | None = None
    if iso:
        parts = (int(iso[1]), int(iso[2]), int(iso[3]))
    elif dots:
        parts = (int(dots[3]), int(dots[2]), int(dots[1]))
    elif slashes:
        first, second, year = int(slashes[1]), int(slashes[2]), int(slashes[3])
        if day_first is None:
            return None, "say whether the day or the month comes first, or write 1997-09-21"
        parts = (year, second, first) if day_first else (year, first, second)
    if parts is not None:
        try:
            day = dt.date(*parts)
        except ValueError:
            return None, f"read as {parts[0]}-{parts[1]:02}-{parts[2]:02}, not in the calendar"
        return (day, None) if is_in_range(day) else (None, day_range_right("the cell empty"))
    return None, day_right(text)


def _attributes(
    header: Sequence[str], rows: Sequence[Row], actor: int, used: set[str]
) -> dict[str, dict[str, str]]:
    """Further columns in which every actor has one value."""
    found: dict[str, dict[str, str]] = {}
    for place, column in enumerate(header):
        if column in used or column.casefold() in _NOT_ATTRIBUTES or not column:
            continue
        values: dict[str, set[str]] = {}
        for _, cells in rows:
            if _named(cells[actor]) and _named(cells[place]):
                values.setdefault(cells[actor], set()).add(cells[place])
        if values and all(len(one) == 1 for one in values.values()):
            found[column] = {name: next(iter(one)) for name, one in sorted(values.items())}
    return found
