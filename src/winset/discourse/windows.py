"""Spans of days: a debate cut into windows."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from winset.discourse.statements import Statements
from winset.foundation.errors import InputError

_LENGTH = re.compile(r"(\d+)\s*(day|week|month|year)s?\Z")
MOST_WINDOWS = 2000
MOST_DAYS = 366_000
"""A thousand years: longer windows would leave the calendar."""
_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}


@dataclass(frozen=True)
class Window:
    """A span of days, both ends included."""

    first: dt.date
    last: dt.date


def windows_of(statements: Statements, text: str) -> tuple[Window, ...]:
    """Windows over the whole debate.

    Parameters
    ----------
    statements
        The statements; undated ones belong to no window.
    text
        ``"30 days"``, ``"6 weeks"``, ``"month"``, ``"1 year"``: windows one behind the other from
        the first statement on (months and years begin with the calendar). With a step,
        ``"90 days/30 days"``, they overlap. Or one span, ``"1997-01-01:1997-06-30"``.

    Returns
    -------
    tuple of Window
        Those that begin before the last statement.

    Raises
    ------
    InputError
        If the text is not a window, a length is above 1000 years, the statements have no dates, or
        there would be more than 2000 windows.

    Examples
    --------
    >>> from winset.discourse.statements import Statement
    >>> days = [dt.date(1997, 1, 20), dt.date(1997, 3, 2)]
    >>> debate = Statements(tuple(Statement("a", "c", True, day) for day in days))
    >>> [str(window.first) for window in windows_of(debate, "month")]
    ['1997-01-01', '1997-02-01', '1997-03-01']
    """
    if ":" in text:
        return (_span(text),)
    if statements.span is None:
        raise InputError("windows need dates, and the statements have none")
    first, last = statements.span
    length_text, slash, step_text = text.partition("/")
    length = _length(length_text)
    step = _length(step_text) if slash else length
    start = _calendar_start(first, step[1])
    found = []
    while start <= last:
        found.append(Window(start, _later(start, *length) - dt.timedelta(days=1)))
        start = _later(start, *step)
        if len(found) > MOST_WINDOWS:
            raise InputError(f"{text}: that makes more than {MOST_WINDOWS} windows", "longer steps")
    return tuple(found)


def _span(text: str) -> Window:
    first, _, last = text.partition(":")
    try:
        window = Window(dt.date.fromisoformat(first.strip()), dt.date.fromisoformat(last.strip()))
    except ValueError:
        raise InputError(f"{text}: no span of days", "write 1997-01-01:1997-06-30") from None
    if window.first > window.last:
        raise InputError(f"{text}: it ends before it begins")
    return window


def _length(text: str) -> tuple[int, str]:
    word = text.strip().casefold()
    match = _LENGTH.fullmatch(word if word[:1].isdigit() else f"1 {word}")
    if match is None or int(match[1]) < 1:
        raise InputError(
            f"{text.strip()}: no length of a window",
            "write 30 days, 6 weeks, month, 1 year, 90 days/30 days or 1997-01-01:1997-06-30",
        )
    number, unit = match[1], match[2]
    if len(number) > len(str(MOST_DAYS)) or int(number) * _DAYS[unit] > MOST_DAYS:
        raise InputError(f"{text.strip()}: too long for a window", "at most 1000 years")
    return int(number), unit


def _calendar_start(day: dt.date, unit: str) -> dt.date:
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _later(day: dt.date, number: int, unit: str) -> dt.date:
    if unit in ("day", "week"):
        return day + dt.timedelta(days=number * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
