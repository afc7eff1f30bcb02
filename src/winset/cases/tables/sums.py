"""Rows below a table that add up the rows above, as spreadsheets have them."""

from __future__ import annotations

import math

from winset.cases.tables.numbers import is_thousands, number_in, plain_number
from winset.cases.tables.sheet import Sheet, SheetRow
from winset.foundation.errors import Problem

_WORDS = frozenset(
    [
        *("total", "totals", "grand total", "sum", "sums", "all", "overall", "subtotal"),
        *("average", "mean", "median"),
        *("gesamt", "summe", "insgesamt", "mittelwert", "somme", "moyenne", "suma", "totale"),
        *("totaal", "media", "som"),
    ]
)
_LEAST_SHARE = 1e-3
"""Difference, as a share of the sum, that rounding explains."""


def row_of_sums(sheet: Sheet, name: int) -> Problem | None:
    r"""Find a last row that is a sum or mean of the others and not one of them.

    Parameters
    ----------
    sheet
        The table, its header first.
    name
        Place of the column of names.

    Returns
    -------
    Problem or None
        At that row. None unless the last row is called a total, or the like, and one of its numbers
        is the sum or the mean of those above: a company may be called Total.

    Examples
    --------
    >>> from winset.cases.tables.sheet import sheet_from_text
    >>> print(row_of_sums(sheet_from_text("name,weight\nA,2\nB,3\nTotal,5\n", "w.csv"), 0))
    w.csv:4: name: `Total` adds up the rows above; delete the row
    >>> row_of_sums(sheet_from_text("name,weight\nShell,2\nBP,3\nTotal,4\n", "w.csv"), 0)
    """
    *above, last = sheet.rows[1:] or (SheetRow(1, ()),)
    word = last.cell(name).casefold().strip(" :.*")
    if word not in _WORDS or len(above) < 2:
        return None
    for place in range(len(sheet.rows[0].cells)):
        given = [_number(row.cell(place)) for row in above]
        held, stated = [v for v in given if v is not None], _number(last.cell(place))
        if place == name or stated is None or len(held) < 2:
            continue
        total = math.fsum(held)
        for wanted in (total, total / len(held)):
            if total and abs(stated - wanted) <= _LEAST_SHARE * abs(wanted):
                what = f"`{last.cell(name)}` adds up the rows above"
                column = sheet.rows[0].cell(name)
                return sheet.problem(last, what, "delete the row", column=column)
    return None


def _number(text: str) -> float | None:
    word = plain_number(text)
    return number_in(word.replace(",", "") if is_thousands(word) else word)
