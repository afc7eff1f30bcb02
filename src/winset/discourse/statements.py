"""Statements: who said what, for or against, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from winset.foundation.errors import InputError

Duplicates = Literal["include", "document", "week", "month", "year", "across-range"]
"""Unit of counting: nothing, or the same statement in a document or a span of time."""


@dataclass(frozen=True)
class Statement:
    """One coded statement.

    Parameters
    ----------
    actor, concept
        Who, about what.
    agrees
        For the concept; False: against it.
    day
        When; None where the file has no dates.
    document
        Where; empty where the file names none.
    line
        Line of the file, from 1; None where there is no file.
    """

    actor: str
    concept: str
    agrees: bool
    day: dt.date | None = None
    document: str = ""
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Statements:
    """Coded statements in the order of the file.

    Parameters
    ----------
    entries
        The statements.
    attributes
        Further columns that hold one value for each actor, such as its type, by name and actor.
    left_out
        Rows of the file that were left out, and why: reason -> number.
    """

    entries: tuple[Statement, ...]
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)

    @property
    def actors(self) -> tuple[str, ...]:
        """Actors in alphabetical order."""
        return tuple(sorted({item.actor for item in self.entries}))

    @property
    def concepts(self) -> tuple[str, ...]:
        """Concepts in alphabetical order."""
        return tuple(sorted({item.concept for item in self.entries}))

    @property
    def span(self) -> tuple[dt.date, dt.date] | None:
        """First and last day; None without dates."""
        days = [item.day for item in self.entries if item.day is not None]
        return (min(days), max(days)) if days else None

    def only(self, keep: Callable[[Statement], bool]) -> Statements:
        """Those statements for which a question is answered with yes."""
        return replace(self, entries=tuple(item for item in self.entries if keep(item)))

    def between(self, first: dt.date, last: dt.date) -> Statements:
        """Statements of a span of days, both ends included; undated ones are left out."""
        return self.only(lambda item: item.day is not None and first <= item.day <= last)

    def without_duplicates(self, rule: Duplicates) -> Statements:
        """Statements of which repetitions within a document or a span count once.

        Parameters
        ----------
        rule
            What counts once. A statement repeats another if actor, concept and stance are the
            same; for and against are never repetitions of each other.

        Raises
        ------
        InputError
            If the rule needs dates or documents that the statements do not have; with their lines.
        """
        if rule == "include":
            return self
        _need_spans(self.entries, rule)
        seen: set[tuple[object, ...]] = set()
        kept = []
        for item in self.entries:
            key = (item.actor, item.concept, item.agrees, _span_of(item, rule))
            if key not in seen:
                seen.add(key)
                kept.append(item)
        return replace(self, entries=tuple(kept))


_LINES_TOLD = 10


def _need_spans(entries: Iterable[Statement], rule: Duplicates) -> None:
    """Refuse statements that lack what a rule on duplicates goes by."""
    if rule == "across-range":
        return
    noun = "document" if rule == "document" else "date"
    lacking = [e for e in entries if (not e.document if noun == "document" else e.day is None)]
    if not lacking:
        return
    what = f"duplicates by {rule} need a {noun} for every statement"
    right = f"write the {noun}s, or choose include or across-range"
    lines = [str(item.line) for item in lacking if item.line is not None]
    if lines:
        rest = len(lines) - _LINES_TOLD
        more = f" and {rest} more" if rest > 0 else ""
        on = "line" if len(lines) == 1 else "lines"
        what += f"; there is none on {on} {', '.join(lines[:_LINES_TOLD])}{more}"
    raise InputError(what, right)


def _span_of(item: Statement, rule: Duplicates) -> object:
    if rule == "document":
        return item.document
    if rule == "across-range" or item.day is None:
        return None
    if rule == "week":
        return tuple(item.day.isocalendar())[:2]
    return (item.day.year, item.day.month) if rule == "month" else item.day.year


def statements_of(rows: Iterable[tuple[str, str, bool]]) -> Statements:
    """Statements from actor, concept and stance, without dates.

    Examples
    --------
    >>> statements_of([("AFL-CIO", "jobs are lost", True)]).actors
    ('AFL-CIO',)
    """
    return Statements(tuple(Statement(actor, concept, agrees) for actor, concept, agrees in rows))
