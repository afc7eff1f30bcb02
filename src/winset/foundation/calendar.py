"""The days winset works with: wide enough for any case, narrow enough for days to be added."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

FIRST_DAY: Final = dt.date(1000, 1, 1)
"""The first day that is read."""
LAST_DAY: Final = dt.date(2999, 12, 31)
"""The last day that is read: 9999-12-31 and the like stand for "no date" in other programs."""


def day_range_right(what: str = "the field out") -> str:
    """Say what would be right for a day outside the range.

    Parameters
    ----------
    what
        What to leave, and how.

    Examples
    --------
    >>> day_range_right()
    'days from 1000-01-01 to 2999-12-31 are read; leave the field out if there is no date'
    """
    return f"days from {FIRST_DAY} to {LAST_DAY} are read; leave {what} if there is no date"


def is_in_range(day: dt.date) -> bool:
    """Return whether a day lies from `FIRST_DAY` to `LAST_DAY`.

    Examples
    --------
    >>> is_in_range(dt.date(1997, 11, 10)), is_in_range(dt.date(9999, 12, 31))
    (True, False)
    """
    return FIRST_DAY <= day <= LAST_DAY


def day_right(text: str) -> str:
    """Say how a day that was written in another way should be written.

    Examples
    --------
    >>> day_right("1997-2-3"), day_right("3 Feb 1997"), day_right("Feb. 3, 1997")
    ('write 1997-02-03', 'write 1997-02-03', 'write 1997-02-03')
    >>> day_right("15.12.1997"), day_right("12/15/1997"), day_right("1997-12-15T00:00:00")
    ('write 1997-12-15', 'write 1997-12-15', 'write 1997-12-15')
    >>> day_right("10/11/1997")
    'write 1997-11-10 if it is in November, 1997-10-11 if it is in October'
    >>> day_right("1997"), day_right("1997-02-30")
    ('write year-month-day, such as 1997-09-21', 'that day is not in the calendar')
    """
    word = re.sub(r"[T ]\d\d:\d\d.*", "", text.strip(), flags=re.ASCII)
    iso = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", word, re.ASCII)
    if iso:
        found = _day(iso[1], iso[2], iso[3])
        return f"write {found}" if found else "that day is not in the calendar"
    last = re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", word, re.ASCII)
    if last:
        ways = [_day(last[4], last[3], last[1])]  # the day first
        if last[2] != ".":
            ways.append(_day(last[4], last[1], last[3]))
        days = list(dict.fromkeys(day for day in ways if day is not None))
        if len(days) == 2:
            named = [f"{day} if it is in {_MONTHS[day.month - 1]}" for day in days]
            return f"write {', '.join(named)}"
        return f"write {days[0]}" if days else "that day is not in the calendar"
    letters = re.fullmatch(r"(\d{1,2})?\.?\s*([A-Za-z]{3,9})\.?\s*(\d{1,2})?,?\s+(\d{4})", word)
    if letters and bool(letters[1]) != bool(letters[3]):
        start = letters[2].capitalize()
        months = [n for n, name in enumerate(_MONTHS, 1) if name.startswith(start)]
        found = _day(letters[4], months[0], letters[1] or letters[3]) if len(months) == 1 else None
        if found:
            return f"write {found}"
    return "write year-month-day, such as 1997-09-21"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def _day(year: int | str, month: int | str, day: int | str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
