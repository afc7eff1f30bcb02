"""Width of a text in pixels: what placing labels and breaking captions need to know."""

from __future__ import annotations

import unicodedata
from typing import Final

FONT: Final = "Helvetica, Arial, 'Liberation Sans', sans-serif"

# Advance widths of Helvetica in thousandths of the font size, from its published metrics; Arial and
# Liberation Sans have the same.
_WIDTHS: Final[dict[str, int]] = {
    character: width
    for characters, width in (
        ("ijl", 222),
        ("'", 191),
        ("|", 260),
        (" !,./:;I[]\\ft", 278),
        ("()-`r", 333),
        ("{}", 334),
        ('"', 355),
        ("*", 389),
        ("^", 469),
        ("Jckvxyzs", 500),
        ("0123456789abdeghnopqu?_#$L", 556),
        ("+<=>~−±", 584),
        ("FTZ", 611),
        ("ABEKPSVXY&", 667),
        ("CDHNRUw", 722),
        ("GOQ", 778),
        ("mM", 833),
        ("%", 889),
        ("W", 944),
        ("@—…", 1015),
    )
    for character in characters
}
_BOLD_WIDTHS: Final[dict[str, int]] = {
    character: width
    for characters, width in (
        ("'", 238),
        (" ,./Iijl", 278),
        ("|", 280),
        ("!()-:;[]`ft", 333),
        ("*r{}", 389),
        ('"', 474),
        ("z", 500),
        ("#$0123456789J_aceksvxy", 556),
        ("+<=>^~−±", 584),
        ("?FLTZbdghnopqu", 611),
        ("EPSVXY", 667),
        ("&ABCDHKNRU", 722),
        ("GOQw", 778),
        ("Mm", 833),
        ("%", 889),
        ("W", 944),
        ("@", 975),
        ("—…", 1000),
    )
    for character in characters
}
_NARROW: Final = {
    "·": 278,
    "–": 556,
    "’": 222,
    "‘": 222,
    "“": 333,
    "”": 333,
    "←": 1000,
    "→": 1000,
    "↑": 500,
    "↓": 500,
}
_SAFETY: Final = 1.04
_BOLD: Final = 1.07


def _advance(character: str) -> int:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1000
    base = unicodedata.normalize("NFD", character)[0]
    return _WIDTHS.get(base, 620)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line of text in pixels, a few per cent on the safe side.

    Parameters
    ----------
    text
        One line.
    size
        Font size in pixels.
    bold
        Whether it is set in bold.

    Examples
    --------
    >>> round(text_width("House", 10), 1)
    30.1
    """
    width = sum(_advance(character) for character in text) / 1000 * size * _SAFETY
    return width * _BOLD if bold else width


def set_width(text: str, size: float, *, bold: bool = False) -> float | None:
    """Width that Helvetica sets a line of text in, without allowance.

    Parameters
    ----------
    text
        One line.
    size
        Font size in pixels.
    bold
        Whether it is set in bold.

    Returns
    -------
    float or None
        Pixels; None where a character is not among those whose widths are known.

    Examples
    --------
    >>> round(set_width("House", 10), 2), round(set_width("House", 10, bold=True), 2)
    (28.9, 30.56)
    >>> set_width("日本", 10)
    """
    widths = _BOLD_WIDTHS if bold else _WIDTHS
    total = 0
    for character in text:
        base = unicodedata.normalize("NFD", character)[0]
        known = _NARROW.get(character) or widths.get(character) or widths.get(base)
        if known is None:
            return None
        total += known
    return total / 1000 * size


def shortened(text: str, size: float, limit: float) -> str:
    """Text cut to a width, with an ellipsis where something was cut.

    Examples
    --------
    >>> shortened("Congressional Steel Caucus", 10, 60)
    'Congressi…'
    """
    text = " ".join(text.split())
    if text_width(text, size) <= limit:
        return text
    while text and text_width(text + "…", size) > limit:
        text = text[:-1].rstrip()
    return text + "…"


def wrapped(text: str, size: float, limit: float, *, bold: bool = False) -> list[str]:
    """Text broken into lines no wider than a limit; a longer word is broken where it must be.

    Examples
    --------
    >>> wrapped("withdrawn before a vote", 10, 60)
    ['withdrawn', 'before a', 'vote']
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        candidate = f"{line} {word}" if line else word
        if text_width(candidate, size, bold=bold) <= limit:
            line = candidate
            continue
        if line:
            lines.append(line)
        while text_width(word, size, bold=bold) > limit and len(word) > 1:
            fitting = next(
                n
                for n in range(len(word) - 1, 0, -1)
                if n == 1 or text_width(word[:n], size, bold=bold) <= limit
            )
            lines.append(word[:fitting])
            word = word[fitting:]
        line = word
    return [*lines, line] if line or not lines else lines
