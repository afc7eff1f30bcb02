"""Tables as CSV that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NEGATIVE = re.compile(r"-[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?")


def csv_text(header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> str:
    r"""Write a table as CSV; texts that a spreadsheet would take for a formula are made harmless.

    Parameters
    ----------
    header
        Names of the columns.
    rows
        Rows of as many cells.

    Examples
    --------
    >>> csv_text(["name", "weight"], [["=cmd()", -1.5], ["SPD", 2]])
    "name,weight\n'=cmd(),-1.5\nSPD,2\n"
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    for row in (header, *rows):
        writer.writerow([harmless(cell) for cell in row])
    return text.getvalue()


def harmless(value: Any) -> Any:
    """Return a cell with an apostrophe in front if a spreadsheet would take it for a formula.

    Numbers, also negative ones written as text, stay as they are.

    Examples
    --------
    >>> harmless("=cmd()"), harmless("-0.5"), harmless(-0.5), harmless("-x")
    ("'=cmd()", '-0.5', -0.5, "'-x")
    """
    if not isinstance(value, str) or not value.startswith(_FORMULA):
        return value
    return value if _NEGATIVE.fullmatch(value) else f"'{value}"
