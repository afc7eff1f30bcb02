"""Coded numbers and days as people read them and as they are typed."""

from __future__ import annotations

from winset.cases.model.case import Case
from winset.cases.model.quantities import DateQuantity, Quantity
from winset.cases.paths.paths import has_path, value_at


def ends_of(quantity: Quantity | DateQuantity) -> tuple[str, str, str]:
    """Give low, likely and high as texts.

    Examples
    --------
    >>> ends_of(Quantity(low=0.1, likely=0.25, high=12))
    ('0.1', '0.25', '12')
    """
    low, likely, high = (
        value.isoformat() if not isinstance(value, float | int) else f"{value:.10g}"
        for value in (quantity.low, quantity.likely, quantity.high)
    )
    return low, likely, high


def typed_text(quantity: Quantity | DateQuantity | None) -> str:
    """Write a coded number as it is typed: ``0.4`` or ``0.3:0.4:0.6``; nothing for none.

    Examples
    --------
    >>> typed_text(Quantity(low=0.3, likely=0.4, high=0.6))
    '0.3:0.4:0.6'
    """
    if quantity is None:
        return ""
    low, likely, high = ends_of(quantity)
    return f"{low}:{likely}:{high}" if quantity.is_range else likely


def shown_text(quantity: Quantity | DateQuantity | None) -> str:
    """Write a coded number as it is read: the likely value, its range in brackets.

    Examples
    --------
    >>> shown_text(Quantity(low=0.3, likely=0.4, high=0.6))
    '0.4 (0.3–0.6)'
    >>> shown_text(Quantity(low=-0.03, likely=0, high=0.03))
    '0 (−0.03 to 0.03)'
    """
    if quantity is None:
        return ""
    low, likely, high = (end if "-" in end[1:] else _signed(end) for end in ends_of(quantity))
    if not quantity.is_range:
        return likely
    dash = "–" if "−" not in low + high else " to "
    return f"{likely} ({low}{dash}{high})"


def _signed(number: str) -> str:
    return number.replace("-", "−")


def value_words(case: Case, path: str) -> str:
    """Write what a case has at a path, as it is read.

    Examples
    --------
    >>> from winset.casebook import read_domestic_case
    >>> value_words(read_domestic_case("china-pntr-2000"), "actors.clinton.capacity")
    '20 (12–32)'
    """
    if not has_path(case, path):
        return "not coded"
    value = value_at(case, path)
    if isinstance(value, Quantity | DateQuantity):
        return shown_text(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not coded" if value is None else str(value)


def written_words(text: str) -> str:
    """Write a value of the command line as it is read.

    Examples
    --------
    >>> written_words("0.0:0.0:0.1"), written_words("closed"), written_words("2000-02-01")
    ('0 (0–0.1)', 'closed', '2000-02-01')
    """
    ends = text.split(":")
    try:
        numbers = [float(end) for end in ends]
    except ValueError:
        return text if len(ends) != 3 else f"{ends[1]} ({ends[0]} to {ends[2]})"
    if len(numbers) == 3:
        low, likely, high = numbers
        return shown_text(Quantity(low=low, likely=likely, high=high))
    return " to ".join(_signed(f"{number:.10g}") for number in numbers)
