"""Meaning of a plain word of a case file: nothing, true or false, a number, a day, or text.

YAML 1.2 without its rare forms, so that Norway's ``NO`` stays text and no number hides in a text.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(r"[-+]?(\.?(inf|nan)|infinity)\Z", re.IGNORECASE)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_LONGEST_WHOLE = 15
"""Characters of a whole number that is surely below the limit."""
_LARGEST = 1e15
"""No quantity of a case is so large; sums of larger ones would lose all digits."""

Scalar = str | int | float | bool | dt.date | None


class Wrong(NamedTuple):
    """Fault of a scalar and what would be right."""

    what: str
    right: str | None


def plain_scalar(text: str) -> tuple[Scalar, Wrong | None]:
    """Return the value of an unquoted scalar, and what is wrong with it if anything.

    Parameters
    ----------
    text
        The scalar as written, without quotes.

    Returns
    -------
    value
        None, bool, int, float, date, or the text itself. A day that is not in the calendar and a
        number that is not finite come back as text.
    wrong
        None, or the reason why the value cannot be read.

    Examples
    --------
    >>> plain_scalar("NO"), plain_scalar("1997-12-15")[0], plain_scalar("0.40")[0]
    (('NO', None), datetime.date(1997, 12, 15), 0.4)
    >>> plain_scalar("1997-02-30")[1].what
    '1997-02-30 is not in the calendar'
    """
    if text in _NULL:
        return None, None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE, None
    if not (text[0].isdigit() or text[0] in "+-.iInN"):
        return text, None
    day = _DAY.match(text)
    if day:
        return _day(text, day)
    if _INTEGER.match(text) and len(text) <= _LONGEST_WHOLE:
        return int(text), None
    if _FLOAT.match(text):
        value = float(text)
        if abs(value) <= _LARGEST:
            return int(text) if _INTEGER.match(text) else value, None
        return text, Wrong(f"{_short(text)} is too large", f"at most {_LARGEST:.0e} is read")
    if _NOT_FINITE.match(text):
        return text, Wrong(f"{text} is not a finite number", "write a number")
    return text, None


def _day(text: str, match: re.Match[str]) -> tuple[Scalar, Wrong | None]:
    year, month, day = (int(part) for part in match.groups())
    try:
        return dt.date(year, month, day), None
    except ValueError:
        pass
    wrong = f"{text} is not in the calendar"
    if not 1 <= month <= 12:
        return text, Wrong(wrong, "write year-month-day with a month from 01 to 12")
    if year < 1:
        return text, Wrong(wrong, "the years begin with 0001")
    last = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).day
    return text, Wrong(wrong, f"that month has the days 01 to {last}")


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:20]}..."


def number_right(text: str) -> str | None:
    r"""Say how a number that was written as text should be written.

    Parameters
    ----------
    text
        What stands where a number is needed.

    Returns
    -------
    str or None
        What would be right, or None if the text does not look like a number.

    Examples
    --------
    >>> number_right("1,5"), number_right("40%"), number_right("0.4")
    ('write 1.5', 'write 0.4', 'write 0.4 without quotes')
    >>> number_right("0,342"), number_right("12 345")
    ('write 0.342', 'write 12345')
    >>> number_right("\u22120.5"), number_right("\u00a00.4")
    ('write -0.5 with a hyphen', 'write 0.4 without a non-breaking space')
    >>> number_right("1,234")
    'write 1234, or 1.234 if the comma is a decimal one'
    >>> number_right("0.3-0.6")
    'write {low: 0.3, likely: 0.45, high: 0.6}'
    """
    word = text.strip()
    if word.startswith(("\u2212", "\u2013")) and _FLOAT.match(f"-{word[1:]}"):
        return f"write -{word[1:]} with a hyphen"
    if _FLOAT.match(word):
        hard = any(blank in text for blank in "\u00a0\u202f")
        return f"write {word} without " + ("a non-breaking space" if hard else "quotes")
    if re.fullmatch(r"[-+]?[0-9]+([.,][0-9]+)?\s*%", word):
        return f"write {float(word.rstrip('% ').replace(',', '.')) / 100:g}"
    if re.fullmatch(r"[-+]?[1-9][0-9]{0,2}([,_ '\u00a0\u202f][0-9]{3})+", word):
        whole = re.sub(r"[^0-9+-]", "", word)
        if word.count(",") != 1 or len(word) - word.index(",") != 4 or word.endswith(",000"):
            return f"write {whole}"
        return f"write {whole}, or {word.replace(',', '.')} if the comma is a decimal one"
    if re.fullmatch(r"[-+]?[0-9]*,[0-9]+", word):
        return f"write {word.replace(',', '.')}"
    pieces = re.split(r"\s*(?:-|–|:|\.\.+|to)\s*", word)
    if 2 <= len(pieces) <= 3 and all(_FLOAT.match(piece) for piece in pieces):
        numbers = sorted(float(piece) for piece in pieces)
        likely = numbers[1] if len(numbers) == 3 else sum(numbers) / 2
        return f"write {{low: {numbers[0]:g}, likely: {likely:g}, high: {numbers[-1]:g}}}"
    return None
