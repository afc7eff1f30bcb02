"""Numbers in cells, with a point or a comma before the decimals, and the scale of a column."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from winset.cases.tables.sheet import Sheet, SheetRow
from winset.foundation.errors import Problem

__all__ = ["TableNumbers", "ends_of_axis", "share_scale"]

_PLAIN = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
_COMMA = re.compile(r"[-+]?\d+,\d+")
LARGEST = 1e12
"""A number above this size is refused: sums of squares must stay exact enough to compare."""


@dataclass(slots=True)
class TableNumbers:
    """Reads the numbers of a sheet and collects what is wrong with them.

    Parameters
    ----------
    sheet
        The sheet.
    problems
        Where problems are collected.
    """

    sheet: Sheet
    problems: list[Problem] = field(default_factory=list)
    _point: SheetRow | None = None
    _comma: SheetRow | None = None

    def read(self, row: SheetRow, text: str, column: str, *, least: float = -math.inf) -> float:
        """Return the number in a cell; NaN, and a problem collected, where there is none.

        Parameters
        ----------
        row
            Its row.
        text
            The cell, not empty.
        column
            Name of its column.
        least
            The smallest number that would be right.
        """
        cleaned = text.strip().strip("'").strip()
        if _COMMA.fullmatch(cleaned):
            self._comma = self._comma or row
            cleaned = cleaned.replace(",", ".")
        elif "." in cleaned:
            self._point = self._point or row
        if self._point is not None and self._comma is not None:
            what, right = f"{text} has a decimal comma or point unlike another row", "use one"
            self.problems.append(self.sheet.problem(row, what, right, column=column))
            self._comma = self._point = None  # said once
            return math.nan
        if not _PLAIN.fullmatch(cleaned):
            right = "write a plain number such as 0.4"
            self.problems.append(
                self.sheet.problem(row, f"`{text}` is not a number", right, column=column)
            )
            return math.nan
        value = float(cleaned)
        if abs(value) > LARGEST:
            what, right = f"{text} is too large", f"numbers up to {LARGEST:g}"
            self.problems.append(self.sheet.problem(row, what, right, column=column))
            return math.nan
        if value < least:
            what, right = f"{text} is below {least:g}", f"{least:g} or more"
            self.problems.append(self.sheet.problem(row, what, right, column=column))
            return math.nan
        return value


def ends_of_axis(positions: Sequence[float]) -> tuple[float, float, str]:
    """Return the ends of an axis that a table does not state, and a sentence that says so.

    Parameters
    ----------
    positions
        All positions on it, at least one, finite.

    Returns
    -------
    tuple
        Low end, high end, and what was assumed.

    Examples
    --------
    >>> ends_of_axis([0.2, 0.9])[:2], ends_of_axis([10, 80])[:2], ends_of_axis([4, 7, 10])[:2]
    ((0.0, 1.0), (0.0, 100.0), (4.0, 10.0))
    """
    low, high = min(positions), max(positions)
    if low >= 0.0 and high <= 1.0:
        return 0.0, 1.0, "the axis runs from 0 to 1: all positions lie there"
    if low >= 0.0 and 10.0 < high <= 100.0:
        return 0.0, 100.0, "the axis runs from 0 to 100: all positions lie there"
    return (
        float(low),
        float(high),
        f"the axis runs from the lowest to the highest position, {low:g} to {high:g}",
    )


def share_scale(values: Sequence[float]) -> float:
    """Return the number by which a column of shares has to be divided: 1, or 100 for percent.

    Parameters
    ----------
    values
        Finite numbers of one column.

    Examples
    --------
    >>> share_scale([0.2, 1.0]), share_scale([20, 100])
    (1.0, 100.0)
    """
    return 100.0 if max(values, default=0.0) > 1.0 else 1.0
