"""The days winset works with: wide enough for any case, narrow enough for days to be added."""

from __future__ import annotations

import datetime as dt
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
