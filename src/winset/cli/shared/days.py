"""Days as options take them."""

from __future__ import annotations

import datetime as dt

from winset.foundation.calendar import day_right
from winset.foundation.errors import InputError


def day_of(text: str | None, option: str) -> dt.date | None:
    """Day that was typed behind an option; None if it was not given.

    Raises
    ------
    InputError
        If it is no day, with how to write it.
    """
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{option}: {text} is not a day", day_right(text)) from None
