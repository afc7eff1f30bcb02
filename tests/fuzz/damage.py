"""Ways to damage files: a case at each of its places, its text, and tables."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

__all__ = [
    "VALUES",
    "broken",
    "damaged_bytes",
    "damaged_rows",
    "damaged_table",
    "damaged_text",
    "odd_number",
    "places",
]

Steps = tuple[str | int, ...]

GONE, RENAMED = object(), object()
VALUES: Final[dict[str, Any]] = {
    "is left out": GONE,
    "is misspelled": RENAMED,
    "is empty": None,
    "is a word": "nonsense",
    "is negative": -1,
    "is huge": 10**310,
    "is a far day": "9999-12-31",
    "is a list": [{}],
    "is fields": {"low": 1, "high": 0},
}
"""What can stand at a place in place of what belongs there."""

MORE_VALUES: Final[tuple[Any, ...]] = (
    *VALUES.values(), 0, 1, True, 0.5, 1e-320, 1e18, 0.1 + 0.2, "", " ", "0,5", "1e999", "a: b",
    "\u202eabc", "0001-03-01", "1997-02-30", {}, [], [[]], {"low": 0.4, "likely": 0.2, "high": 0.6},
    {"value": 1}, {"chamber": "house", "quota": -1}, "x" * 5000,
)  # fmt: skip
NUMBERS: Final = (
    "", " ", "nan", "NaN", "inf", "-inf", "1e999", "-1", "0", "0,5", "0.5.5", "1 000", "1_000",
    "\u0661", "1e18", "1e-320", "9" * 310, "0x10", "true", "=1+1", "\u22121", "1/2", "1/0",
    "%", "50%", "\u22120.5", "\u20130.5", "1\u00a0000", "1\u202f000", "1,000", "1.000",
    "1'000", "1.234,5", "1,234.5", "'0.4", "0.4\u00a0", "\u200b0.4", "~0.4", "0.4*", "<0.4",
    "0.3-0.6", "0.3\u20130.6", "n.a.", "-", "\u2013", "#N/A", "#DIV/0!", "1e3", "+0.4", ".4",
    "4.", "0.4.", "5 Mio", "$5", "10 %", "\uff15", "12/15/1997", "15.12.1997", "15 Dec 1997",
    "yes", "no", "on", "TRUE", "\u00bd",
)  # fmt: skip
"""Numbers as people and programs write them, and things that are not numbers."""


def places(value: Any, path: Steps = ()) -> Iterator[Steps]:
    """Every place below the top."""
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, below in steps:
        yield (*path, step)
        if isinstance(below, dict | list):
            yield from places(below, (*path, step))


def broken(whole: Any, path: Steps, value: Any) -> str:
    """A document with something else at a place, as JSON, which is YAML too."""
    plain: Any = copy.deepcopy(whole)
    above = plain
    for step in path[:-1]:
        above = above[step]
    if value is GONE:
        del above[path[-1]]
    elif value is RENAMED:
        name = str(path[-1])
        if isinstance(above, dict):
            above[f"{name[:-1]}x{name[-1:]}"] = above.pop(path[-1])
    else:
        above[path[-1]] = value
    return json.dumps(plain, default=str)


def odd_number(dice: random.Random) -> str:
    """Something that stands where a number belongs."""
    return dice.choice(NUMBERS)


def damaged_text(text: str, dice: random.Random) -> bytes:
    """A text file after one or two accidents."""
    for _ in range(dice.randint(1, 2)):
        text = dice.choice(_ACCIDENTS)(text, dice)
    return _encoded(text, dice)


def _encoded(text: str, dice: random.Random) -> bytes:
    chance = dice.random()
    if chance < 0.94:
        return text.encode("utf-8", "surrogatepass")
    if chance < 0.96:
        return b"\xef\xbb\xbf" + text.encode("utf-8", "surrogatepass")
    if chance < 0.98:
        return text.encode("utf-16", "surrogatepass")
    return text.encode("latin-1", "replace") + b"\xe9\xff"


def _cut(text: str, dice: random.Random) -> str:
    return text[: dice.randrange(len(text) + 1)]


def _line(text: str, dice: random.Random) -> str:
    """One line gone, twice, moved or indented otherwise."""
    lines = text.split("\n")
    at = dice.randrange(len(lines))
    way = dice.randrange(4)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines.insert(at, lines[at])
    elif way == 2:
        lines.insert(dice.randrange(len(lines)), lines.pop(at))
    else:
        lines[at] = dice.choice(("  ", "\t", "")) + lines[at].lstrip()
    return "\n".join(lines)


def _signs(text: str, dice: random.Random) -> str:
    """One character becomes others."""
    at = dice.randrange(len(text) + 1)
    put = dice.choice(
        ("\0", "\t", '"', "'", ":", "-", "{", "]", "&a ", "*a", "<<: ", "#", "\u202e", "\r", "!x ",
         "\U0010ffff", ",", ";", "\x1b[31m", "| ", "\n\n", "\n---\n", "%TAG")
    )  # fmt: skip
    return text[:at] + put + text[at + dice.randint(0, 3) :]


def _number(text: str, dice: random.Random) -> str:
    """One number becomes an odd one."""
    at = [place for place, sign in enumerate(text) if sign.isdigit()]
    if not at:
        return text
    start = dice.choice(at)
    end = start
    while end < len(text) and (text[end].isdigit() or text[end] in ".-"):
        end += 1
    return text[:start] + odd_number(dice) + text[end:]


_WORDS: Final = (
    "no", "on", "yes", "off", "NO", "~", "null", "'", "\u201csaid\u201d", "\u2019s",
    "r\u00e9gion", "re\u0301gion", "\u65e5\u672c", "Steel & Co.", "Smith, John", "a b", "A",
    "1997", "007", "12/15/1997", "15.12.1997", "Dec 15, 1997", "1997-12-15T00:00:00",
    "1997/12/15", "97-12-15", "35779", "1997-12", "0.4 \u2013 0.6", "#N/A", "n/a", "-",
    "\u2013", "yes ", "\u00a0", "a\u00a0b", "a:b", "@x", "%", "1_000", "0x1F", "1:30", ".inf",
)  # fmt: skip
"""Words as analysts, spreadsheets and the PDF files they copy from write them."""


def _word(text: str, dice: random.Random) -> str:
    """One word becomes another, as an analyst or a program would write it."""
    found = list(re.finditer(r"[^\s,;:{}\[\]<>\"']+", text))
    if not found:
        return text
    at = dice.choice(found)
    return text[: at.start()] + dice.choice(_WORDS) + text[at.end() :]


def _everywhere(text: str, dice: random.Random) -> str:
    """What a program does to all of a text: line ends, blanks, quotes, tabs, dashes."""
    old, new = dice.choice(
        (
            ("\n", "\r\n"), ("\n", "\r"), (" ", "\u00a0"), ("  ", "\t"), ('"', "\u201d"),
            ("'", "\u2019"), ("-", "\u2013"), (".", ","), (",", ";"), ("e", "e\u0301"),
            ("\n", " \n"), ("\n", "\n\n"),
            (": ", ":"), ("- ", "-"), ("true", "yes"), ("\n", "\u2028"), (" ", "  "),
        )
    )  # fmt: skip
    return text.replace(old, new)


_ACCIDENTS: Final[tuple[Callable[[str, random.Random], str], ...]] = (
    _cut, _line, _line, _signs, _signs, _number, _number, _number, _word, _word, _everywhere,
)  # fmt: skip


def damaged_table(text: str, dice: random.Random) -> bytes:
    """A table of commas after one accident that happens to tables, or after one to any text."""
    if dice.random() < 0.3:
        return damaged_text(text, dice)
    rows = damaged_rows(text, dice)
    separator = dice.choice((",", ",", ",", ",", ",", ";", "\t", "|"))
    end = dice.choice(("\n", "\n", "\n", "\r\n", "\r"))
    head = dice.choice(("", "", "", "", "", "", f"sep={separator}\n", "\n", "# a remark\n"))
    return _encoded(head + end.join(separator.join(row) for row in rows) + end, dice)


def damaged_rows(text: str, dice: random.Random) -> Rows:
    """The cells of a table after one or two accidents."""
    rows = [re.split(r"[,\t]", line) for line in text.strip().split("\n")]
    for _ in range(dice.randint(1, 2)):
        rows = [row or [""] for row in dice.choice(_TABLE_ACCIDENTS)(rows, dice)]
    return rows


def damaged_bytes(data: bytes, dice: random.Random) -> bytes:
    """A file cut off, or with a few bytes changed, gone or put in."""
    way = dice.randrange(4)
    at = dice.randrange(len(data) + 1)
    if way == 0 or not data:
        return data[:at]
    if way == 1:
        return data[:at] + dice.randbytes(dice.randint(1, 40)) + data[at:]
    if way == 2:
        return data[:at] + data[at + dice.randint(1, 40) :]
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 5))):
        changed[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(changed)


Rows = list[list[str]]


def _column(rows: Rows, dice: random.Random) -> Rows:
    """One column gone, twice, moved, renamed or emptied."""
    at = dice.randrange(len(rows[0]))
    way = dice.randrange(5)
    for row in rows:
        if at >= len(row):
            continue
        if way == 0:
            del row[at]
        elif way == 1:
            row.insert(at, row[at])
        elif way == 2:
            row.append(row.pop(at))
        elif way == 3 and row is not rows[0]:
            row[at] = ""
    if way == 4:
        rows[0][at] = dice.choice(("", "Name ", rows[0][at].upper(), rows[0][at] + "x", rows[0][0]))
    return rows


def _row(rows: Rows, dice: random.Random) -> Rows:
    """One row gone, twice, shorter or longer; all rows gone."""
    at = dice.randrange(len(rows))
    way = dice.randrange(5)
    if way == 0:
        del rows[at]
    elif way == 1:
        rows.insert(at, list(rows[at]))
    elif way == 2:
        rows[at] = rows[at][:-1]
    elif way == 3:
        rows[at] = [*rows[at], *dice.choice((["x"], ["", ""], ["x"] * 500))]
    else:
        rows = rows[:1]
    return rows or [[""]]


def _cell(rows: Rows, dice: random.Random) -> Rows:
    """One or a few cells become something else."""
    for _ in range(dice.choice((1, 1, 3))):
        row = dice.choice(rows)
        put = (
            odd_number(dice),
            '"',
            '"a,b"',
            '"a\nb"',
            "=cmd|' /C calc'!A0",
            "\0",
            "NA",
            "A" * 9999,
            dice.choice(_WORDS),
            dice.choice(_WORDS),
        )
        row[dice.randrange(len(row))] = dice.choice(put)
    return rows


def _same_names(rows: Rows, dice: random.Random) -> Rows:
    """The first column says the same in every row."""
    for row in rows[1:]:
        row[0] = rows[-1][0]
    dice.shuffle(rows)
    return rows


def _export(rows: Rows, dice: random.Random) -> Rows:
    """Titles, notes, totals, padding, row numbers: what a spreadsheet or a copy adds."""
    width = len(rows[0])
    way = dice.randrange(7)
    if way == 0:
        rows.insert(0, ["Table 1. Weights of the players", *[""] * (width - 1)])
    elif way == 1:
        rows.append(["Source: own computation", *[""] * (width - 1)])
    elif way == 2:
        rows.append(["Total", *["100"] * (width - 1)])
    elif way == 3:
        rows = [[*row, "", ""] for row in rows]
    elif way == 4:
        rows = [["" if at == 0 else str(at), *row] for at, row in enumerate(rows)]
    elif way == 5:
        rows = [[f'"{cell}"' for cell in row] for row in rows]
    else:
        rows = [[cell.replace(".", ",") for cell in row] for row in rows]
    return rows


_TABLE_ACCIDENTS: Final[tuple[Callable[[Rows, random.Random], Rows], ...]] = (
    _column, _row, _cell, _cell, _cell, _same_names, _export,
)  # fmt: skip
