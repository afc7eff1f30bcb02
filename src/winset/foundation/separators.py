"""Separators of the fields of a text table, as spreadsheets of many countries write it."""

from __future__ import annotations

import re
from typing import Final

SEPARATORS: Final = ",;\t"
"""Separators of fields: spreadsheets of many countries write semicolons."""

_SEP: Final = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


def header_line(text: str, separators: str = SEPARATORS) -> tuple[int, str, str]:
    r"""Line number of the header, the text from there on, and what separates its fields.

    Spreadsheets write a first line ``sep=;``, which names the separator and is not a row. Empty
    lines above the header do not count.

    Parameters
    ----------
    text
        Text of a CSV file.
    separators
        Characters that may separate fields: the one that the header has most of, unless a line
        ``sep=`` names another of them.

    Examples
    --------
    >>> header_line("sep=;\na;b\n1;2\n")
    (2, 'a;b\n1;2\n', ';')
    """
    end = "\n" if "\n" in text else "\r"  # old Macs end lines by CR
    line = 1
    first, _, rest = text.partition(end)
    while rest and not first.strip():
        line, text = line + 1, rest
        first, _, rest = text.partition(end)
    named = _SEP.fullmatch(first)
    if named is None:
        return line, text, max(separators, key=first.count)
    second = next((below for below in rest.splitlines() if below.strip()), "")
    found = named[1] if named[1] in separators else max(separators, key=second.count)
    return line + 1, rest, found
