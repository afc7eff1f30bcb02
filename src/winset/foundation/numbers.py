"""Numbers that a user hands over: finite, and within what floating point can hold."""

from __future__ import annotations

import math
from typing import Any

from winset.foundation.errors import InputError


def finite_number(value: Any, what: str) -> float:
    """Return a number if it is finite; whole numbers stay whole.

    Parameters
    ----------
    value
        A number of any kind.
    what
        What it is, for the message.

    Returns
    -------
    float or int
        The number.

    Raises
    ------
    InputError
        If it is not a number, NaN, infinite, or a whole number beyond floating point.

    Examples
    --------
    >>> finite_number(218, "the quota"), finite_number(0.5, "the quota")
    (218, 0.5)
    >>> finite_number(float("nan"), "the quota")
    Traceback (most recent call last):
    ...
    winset.foundation.errors.InputError: the quota is nan; give a finite number
    >>> finite_number(10**310, "the quota")
    Traceback (most recent call last):
    ...
    winset.foundation.errors.InputError: the quota has 311 digits; at most 300 are read
    """
    try:
        number = float(value)
    except OverflowError:
        digits = len(str(abs(value))) if value.bit_length() < 10_000 else "thousands of"
        raise InputError(f"{what} has {digits} digits", "at most 300 are read") from None
    except (TypeError, ValueError):
        raise InputError(f"{what} is {shortened(value)}", "give a number") from None
    if not math.isfinite(number):
        raise InputError(f"{what} is {number}", "give a finite number")
    return value if isinstance(value, int) else number


def number_from_text(text: str, what: str) -> float:
    """Return a number as typed: whole if it is whole, a fraction such as 2/3 as its value.

    Parameters
    ----------
    text
        As typed.
    what
        What it is, for the message.

    Raises
    ------
    InputError
        If it is not a number, or not a finite one.

    Examples
    --------
    >>> number_from_text("218", "--quota"), number_from_text("1/4", "--quota")
    (218, 0.25)
    >>> number_from_text("1e999", "--quota")
    Traceback (most recent call last):
    ...
    winset.foundation.errors.InputError: --quota: 1e999 is too large; give a finite number
    """
    try:
        number = _read(text)
    except (ValueError, ZeroDivisionError):
        raise InputError(f"{what}: {shortened(text)} is not a number", _right(text)) from None
    except OverflowError:
        number = math.inf
    if isinstance(number, int):
        return finite_number(number, f"{what}: the number")
    if not math.isfinite(number):
        is_written_out = any(letter.isdecimal() for letter in text)
        state = "is too large" if is_written_out else "is not a finite number"
        raise InputError(f"{what}: {_cut(text)} {state}", "give a finite number")
    return number


def _read(text: str) -> float:
    try:
        return int(text)
    except ValueError:
        pass
    if "/" in text:
        top, bottom = text.split("/")
        return float(top) / float(bottom)
    return float(text)


def _right(text: str) -> str | None:
    """Say how a number with a decimal comma is written."""
    left, comma, right = text.strip().partition(",")
    if comma and left.lstrip("+-").isdecimal() and right.isdecimal():
        return f"write {left}.{right}"
    return None


def shortened(value: Any) -> str:
    """Return how a value is shown in a message: quoted if it is text, and not too long.

    Examples
    --------
    >>> shortened("abc"), shortened("9" * 100)
    ("'abc'", "'999999999999999999999999999999...'")
    """
    return repr(_cut(value)) if isinstance(value, str) else _cut(repr(value))


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:30]}..."
