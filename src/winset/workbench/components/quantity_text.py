"""Coded numbers and days as people read them and as they are typed."""

from __future__ import annotations

from winset.cases.quantities import DateQuantity, Quantity

__all__ = ["ends_of", "shown_text", "typed_text"]


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
    """
    if quantity is None:
        return ""
    low, likely, high = ends_of(quantity)
    return f"{likely} ({low}–{high})" if quantity.is_range else likely
