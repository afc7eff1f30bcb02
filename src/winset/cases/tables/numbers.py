"""Numbers in cells, with a point or a comma before the decimals, and the scale of a column."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from winset.cases.tables.sheet import Sheet, SheetRow
from winset.foundation.errors import Problem

_PLAIN = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)
_COMMA = re.compile(r"[-+]?\d*,\d+", re.ASCII)
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(,\d{3})+", re.ASCII)
_POINTED = re.compile(r"[-+]?[1-9]\d{0,2}(\.\d{3})+", re.ASCII)
_MINUS = str.maketrans("\u2212\u2013", "--")
"""The minus sign of typesetters, and the dash that often stands for it in PDF files."""
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
    _marks: str | None = None

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
        cleaned = plain_number(text)
        if self._is_unclear(cleaned):
            return self.wrong(row, *thousands_or_decimals(cleaned), column=column)
        if _COMMA.fullmatch(cleaned):
            self._comma = self._comma or row
        elif "." in cleaned:
            self._point = self._point or row
        if self._point is not None and self._comma is not None:
            self._comma = self._point = None  # said once
            what = f"{text} has a decimal comma or point unlike another row"
            return self.wrong(row, what, "use one", column=column)
        value = number_in(cleaned)
        if value is None:
            what = f"`{_cut(text)}` is not a number"
            return self.wrong(row, what, number_right(cleaned), column=column)
        if abs(value) > LARGEST:
            what = f"{_cut(text)} is too large"
            return self.wrong(row, what, f"numbers up to {LARGEST:g}", column=column)
        if value < least:
            what = f"{text} is below {least:g}"
            return self.wrong(row, what, f"{least:g} or more", column=column)
        return value

    def wrong(
        self, row: SheetRow, what: str, right: str | None = None, *, column: str = ""
    ) -> float:
        """Collect a problem at a row and column; return NaN, the number of a wrong cell."""
        self.problems.append(self.sheet.problem(row, what, right, column=column))
        return math.nan

    def _is_unclear(self, text: str) -> bool:
        """Return whether thousands or decimals may be meant, and no cell of the sheet says which.

        A point may stand for thousands where semicolons separate the cells, as a comma is the
        decimal mark in the countries that write so.
        """
        if _THOUSANDS.fullmatch(text):
            return "," not in self._decimal_marks()
        is_european = self.sheet.separator == ";" and _POINTED.fullmatch(text) is not None
        return is_european and "." not in self._decimal_marks()

    def _decimal_marks(self) -> str:
        """Marks that stand for decimals beyond doubt in some cell."""
        if self._marks is None:
            cells = {plain_number(cell) for row in self.sheet.rows for cell in row.cells}
            clear = [c for c in cells if not _THOUSANDS.fullmatch(c) and not _POINTED.fullmatch(c)]
            is_comma = any(_COMMA.fullmatch(cell) for cell in clear)
            is_point = any("." in cell and _PLAIN.fullmatch(cell) for cell in clear)
            self._marks = ("," if is_comma else "") + ("." if is_point else "")
        return self._marks


def plain_number(text: str) -> str:
    r"""Return a cell as a number is written: with a hyphen as its minus, without an apostrophe.

    Examples
    --------
    >>> plain_number("\u22120.5"), plain_number("'12")
    ('-0.5', '12')
    """
    return text.strip().strip("'").strip().translate(_MINUS)


def number_in(text: str) -> float | None:
    """Return the number that a cell holds, its decimals after a point or a comma; None without one.

    Examples
    --------
    >>> number_in("0,5"), number_in("1e3"), number_in("much")
    (0.5, 1000.0, None)
    """
    cleaned = plain_number(text)
    if _COMMA.fullmatch(cleaned):
        cleaned = cleaned.replace(",", ".")
    return float(cleaned) if _PLAIN.fullmatch(cleaned) else None


def is_thousands(text: str) -> bool:
    """Return whether the commas of a number may stand for thousands.

    Examples
    --------
    >>> is_thousands("1,234"), is_thousands("0,234"), is_thousands("1,5")
    (True, False, False)
    """
    return _THOUSANDS.fullmatch(text) is not None


def thousands_or_decimals(text: str) -> tuple[str, str]:
    """Describe a number such as 1,234 or 1.234, which is read in two ways, and what to write.

    Examples
    --------
    >>> thousands_or_decimals("1,234")
    ('1,234 may be 1234 or 1.234', 'write 1234, or 1.234 if the comma is a decimal one')
    >>> thousands_or_decimals("1,234,000")
    ('1,234,000 is written with separators of thousands', 'write 1234000')
    """
    whole = re.sub(r"[,.]", "", text)
    if len(re.findall(r"[,.]", text)) > 1:
        return f"{_cut(text)} is written with separators of thousands", f"write {_cut(whole)}"
    decimal = text.replace(",", ".")
    if "," in text:
        right = f"write {whole}, or {decimal} if the comma is a decimal one"
    else:
        right = f"write {whole}, or {decimal}0 if the point is a decimal one"
    return f"{text} may be {whole} or {decimal}", right


def number_right(text: str) -> str:
    """Say how a number in a cell should be written.

    Parameters
    ----------
    text
        What stands there and is not a number.

    Examples
    --------
    >>> number_right("45 %"), number_right("1 000"), number_right("1.234,5")
    ('write 45, or 0.45 where the column runs to 1', 'write 1000', 'write 1234.5')
    >>> number_right("much")
    'write a plain number such as 0.4'
    """
    percent = re.fullmatch(r"([-+]?\d+)(?:[.,](\d+))?\s*%", text, re.ASCII)
    if percent is not None:
        whole = percent[1] + (f".{percent[2]}" if percent[2] else "")
        return f"write {whole}, or {float(whole) / 100:g} where the column runs to 1"
    if re.fullmatch(r"[-+]?\d{1,3}([ '_.]\d{3})+(,\d+)?", text, re.ASCII):
        whole = re.sub(r"[ '_.]", "", text)
        return f"write {whole.replace(',', '.')}"
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+\.\d+", text, re.ASCII):
        return f"write {text.replace(',', '')}"
    fraction = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text, re.ASCII)
    if fraction is not None and int(fraction[2]):
        return f"write {int(fraction[1]) / int(fraction[2]):.6g}"
    if text.casefold() in ("-", "n.a.", "na", "n/a", "#n/a", "nan", "none", "null", "."):
        return "leave the cell empty if there is no number"
    return "write a plain number such as 0.4"


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:30]}..."


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
