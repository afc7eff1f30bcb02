"""Origin of a number: the mark of each field of a Report and the symbol that shows it."""

from __future__ import annotations

from functools import cache
from typing import Final

from pydantic import BaseModel

from winset.reports.report_parts import Mark

MARK_SYMBOLS: Final[dict[Mark, str]] = {"coded": "°", "computed": ""}
"""Symbol behind a number; a computed one has none."""

MARK_MEANINGS: Final[dict[Mark, str]] = {
    "coded": "coded: an echo of the input, not a finding",
    "computed": "computed by the model from the coded numbers",
}
"""Meaning of each mark."""


@cache
def mark_of(part: type[BaseModel], field: str) -> Mark:
    """Mark of a field, as the JSON Schema of the Report has it.

    Parameters
    ----------
    part
        Report or one of its parts.
    field
        Name of the field in Python.

    Raises
    ------
    KeyError
        If there is no such field, or it has no mark.

    Examples
    --------
    >>> from winset.reports.domestic.bill_parts import VotesRead
    >>> mark_of(VotesRead, "quota"), mark_of(VotesRead, "robust")
    ('coded', 'computed')
    """
    extra = part.model_fields[field].json_schema_extra
    if not isinstance(extra, dict):
        raise KeyError(f"{part.__name__}.{field} has no mark")
    found: Mark = extra["mark"]  # type: ignore[assignment]
    return found


def symbol_of(part: type[BaseModel], field: str) -> str:
    """Symbol of a field's mark."""
    return MARK_SYMBOLS[mark_of(part, field)]


def marked(text: str, part: type[BaseModel], field: str) -> str:
    """Text, for example the heading of a column, with the symbol of a field's mark behind it.

    Examples
    --------
    >>> from winset.reports.domestic.bill_parts import VotesRead
    >>> marked("quota", VotesRead, "quota")
    'quota°'
    """
    return text + symbol_of(part, field)
