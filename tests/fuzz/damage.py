"""Ways to damage files: a case at each of its places, its text, and tables."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any, Final

__all__ = ["VALUES", "broken", "damaged_table", "damaged_text", "odd_number", "places"]

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
    "\u0661", "1e18", "1e-320", "9" * 310, "0x10", "true", "=1+1", "\u22121", "1/2", "1/0", "%",
    "50%",
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


_ACCIDENTS: Final[tuple[Callable[[str, random.Random], str], ...]] = (
    _cut, _line, _line, _signs, _signs, _number, _number,
)  # fmt: skip


def damaged_table(text: str, dice: random.Random) -> bytes:
    """A table of commas after one accident that happens to tables, or after one to any text."""
    if dice.random() < 0.3:
        return damaged_text(text, dice)
    rows = [line.split(",") for line in text.strip().split("\n")]
    rows = dice.choice(_TABLE_ACCIDENTS)(rows, dice)
    separator = dice.choice((",", ",", ",", ",", ",", ";", "\t", "|"))
    end = dice.choice(("\n", "\n", "\n", "\r\n", "\r"))
    head = dice.choice(("", "", "", "", "", "", f"sep={separator}\n", "\n", "# a remark\n"))
    return _encoded(head + end.join(separator.join(row) for row in rows) + end, dice)


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


_CELLS: Final = ('"', '"a,b"', '"a\nb"', "=cmd|' /C calc'!A0", "\0", "NA", "A" * 9999)


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
        )
        row[dice.randrange(len(row))] = dice.choice(put)
    return rows


def _same_names(rows: Rows, dice: random.Random) -> Rows:
    """The first column says the same in every row."""
    for row in rows[1:]:
        row[0] = rows[-1][0]
    dice.shuffle(rows)
    return rows


_TABLE_ACCIDENTS: Final[tuple[Callable[[Rows, random.Random], Rows], ...]] = (
    _column, _row, _cell, _cell, _same_names,
)  # fmt: skip
