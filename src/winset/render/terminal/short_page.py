"""A page for the terminal that keeps to a number of lines: fewer rows, then fewer sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rich.cells import cell_len
from rich.text import Text

PAGE_LINES: Final = 60
"""Lines of a first page at 80 columns; the rest is behind ``--verbose``."""

WIDEST: Final = 100
"""Characters in a line of a first page, however wide the console is."""

_GAP: Final = 2
_NARROWEST_NAME: Final = 16
_LONGEST_NOTE: Final = 4
_SENTENCE_END: Final = re.compile(r"(?<=[^A-Z\s][.!?])\s+(?=[A-Z0-9])")
"""Between two sentences; a point behind a capital, as in U.S., ends none."""


@dataclass(frozen=True)
class Panel:
    """A part of a page: a heading, rows of texts, and sentences under them.

    Attributes
    ----------
    heading
        Heading of each column; that of the first says what the panel is about. Empty: none.
    rows
        One text for each column; only the first is ever shortened, and not where two would then
        read alike.
    most, least
        Rows shown where there is room, and where there is not.
    rest
        Row that stands for those left out, given how many are shown; without it the last note
        says how many are left out.
    notes
        Sentences under the rows.
    is_path
        Whether the first column holds paths that a reader copies, which are not shortened.
    left
        Columns besides the first that are set flush left.
    spare
        Columns left out where a line is too narrow, the first of these first.
    style
        Style of rich for the rows.
    apart
        Whether a blank line stands before it even without a heading.
    """

    heading: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    most: int = 5
    least: int = 1
    rest: Callable[[int], tuple[str, ...]] | None = None
    notes: tuple[str, ...] = ()
    is_path: bool = False
    left: frozenset[int] = frozenset()
    spare: tuple[int, ...] = ()
    style: str = ""
    apart: bool = False

    def lines(self, shown: int, width: int, lines_of_note: int = 0) -> list[Text]:
        """Lines of the panel with some of its rows.

        Parameters
        ----------
        shown
            How many rows.
        width
            Characters in a line.
        lines_of_note
            Lines that each note takes at most, in whole sentences of which the first always
            stays; 0: as many as it needs.
        """
        rows = list(self.rows[:shown])
        if shown < len(self.rows) and self.rest is not None:
            rows.append(self.rest(shown))
        table = [self.heading, *rows] if self.heading and rows else rows
        kept = self._columns(table, width)
        table = [tuple(row[i] for i in kept) for row in table]
        widths = self._widths(table, width)
        left = [i in self.left for i in kept]
        short = Counter(shortened(row[0], widths[0]) for row in table)
        found = [
            line
            for row in table
            for line in self._row(row, widths, left, whole=short[shortened(row[0], widths[0])] > 1)
        ]
        made = [Text(line, style=self.style) for line in found]
        if self.heading and rows:
            made[0].stylize("bold")
        hidden = len(self.rows) - shown
        more = f" {hidden} more: --verbose." if hidden and self.rest is None else ""
        ends = ["" for _ in self.notes[:-1]] + [more]
        notes = [
            whole_sentences(note, width, lines_of_note, end)
            for note, end in zip(self.notes, ends, strict=False)
        ]
        return made + [Text(line) for note in notes for line in wrapped(note, width)]

    def at_most(self, count: int) -> int:
        """Rows shown where there is room for some: all, if the row for the rest is one of them."""
        spare = 0 if self.rest is None else 1
        return len(self.rows) if len(self.rows) - count <= spare else count

    def fewer(self, shown: int) -> int | None:
        """Rows shown on a page shorter by a line; None where these are the least."""
        count = shown - 2 if shown == len(self.rows) and self.rest else shown - 1
        return count if count >= self.least else None

    def _columns(self, table: Sequence[tuple[str, ...]], width: int) -> list[int]:
        """Columns that a line has room for, with the shortest name it may have."""
        kept = list(range(len(table[0]))) if table else []
        wide = [max(cell_len(row[i]) for row in table) for i in kept]
        spare = list(self.spare)
        while spare and _NARROWEST_NAME + sum(wide[i] + _GAP for i in kept[1:]) > width:
            kept.remove(spare.pop(0))
        return kept

    def _widths(self, table: Sequence[tuple[str, ...]], width: int) -> list[int]:
        if not table:
            return []
        widths = [max(cell_len(text) for text in column) for column in zip(*table, strict=True)]
        room = width - sum(wide + _GAP for wide in widths[1:])
        widths[0] = min(widths[0], max(room, _NARROWEST_NAME))
        return widths

    def _row(
        self, row: tuple[str, ...], widths: Sequence[int], left: Sequence[bool], *, whole: bool
    ) -> list[str]:
        """Lines of a row; a name that must stay whole stands on lines of its own if it is long."""
        name, above = row[0], []
        if cell_len(name) > widths[0]:
            if whole and not self.is_path:
                above, name = wrapped(name, sum(widths) + _GAP * (len(widths) - 1)), ""
            elif self.is_path:
                above, name = [name], ""
            else:
                name = shortened(name, widths[0])
        cells = [name + " " * (widths[0] - cell_len(name))]
        for column, text in enumerate(row[1:], 1):
            blank = " " * (widths[column] - cell_len(text))
            cells.append(text + blank if left[column] else blank + text)
        return [*above, (" " * _GAP).join(cells).rstrip()]


def fitted(panels: Sequence[Panel], width: int, limit: int = PAGE_LINES) -> list[Text]:
    """Lines of panels one under the other, as many as fit, a blank line before each with a heading.

    Parameters
    ----------
    panels
        In the order of the page. Rows go first, from where most are shown; then the last
        sentences of long notes; then whole notes, the longest first.
    width
        Characters in a line.
    limit
        Lines wanted.

    Returns
    -------
    list of Text
        More lines than wanted only where the least rows take more.
    """
    panels = [panel for panel in panels if panel.rows or panel.notes]
    shown = [panel.at_most(panel.most) for panel in panels]
    lines_of_note = _LONGEST_NOTE
    while True:
        lines = _stacked(panels, shown, width, lines_of_note)
        fewer = [panel.fewer(count) for panel, count in zip(panels, shown, strict=True)]
        spare = [(shown[i], -i) for i, count in enumerate(fewer) if count is not None]
        if len(lines) <= limit:
            return lines
        if spare:
            at = -max(spare)[1]
            shown[at] = fewer[at] or 0
        elif lines_of_note > 1:
            lines_of_note -= 1
        elif any(panel.notes for panel in panels):
            panels = _without_longest_note(panels)
        else:
            return lines


def _without_longest_note(panels: Sequence[Panel]) -> list[Panel]:
    """The panels without the note whose first sentence is the longest, the first of equal ones."""

    def length(place: tuple[int, int]) -> tuple[int, int]:
        return cell_len(_sentences(panels[place[0]].notes[place[1]])[0]), -place[0]

    places = [(i, j) for i, panel in enumerate(panels) for j in range(len(panel.notes))]
    at, longest = max(places, key=length)
    kept = tuple(note for j, note in enumerate(panels[at].notes) if j != longest)
    return [*panels[:at], replace(panels[at], notes=kept), *panels[at + 1 :]]


def _stacked(
    panels: Sequence[Panel], shown: Sequence[int], width: int, lines_of_note: int
) -> list[Text]:
    found: list[Text] = []
    for panel, count in zip(panels, shown, strict=True):
        lines = panel.lines(count, width, lines_of_note)
        if found and lines and (panel.heading or panel.apart):
            found.append(Text())
        found += lines
    return found


def shortened(text: str, width: int) -> str:
    """Name cut at a word where it is wider than its column.

    Examples
    --------
    >>> shortened("Business Roundtable and the national business coalitions", 30)
    'Business Roundtable and the …'
    >>> shortened("AFL-CIO", 30)
    'AFL-CIO'
    """
    return text if cell_len(text) <= width else _dotted(text, width)


def _sentences(text: str) -> list[str]:
    return _SENTENCE_END.split(text)


def whole_sentences(text: str, width: int, most: int, end: str = "") -> str:
    """As many sentences from the beginning as some lines hold, the first in any case.

    Parameters
    ----------
    text
        One sentence or several.
    width
        Characters in a line.
    most
        Lines; 0: any number.
    end
        Text that is put behind the sentences kept.

    Examples
    --------
    >>> whole_sentences("It passes. The U.S. Senate is close. Nobody pays.", 20, 2)
    'It passes. The U.S. Senate is close.'
    >>> whole_sentences("It passes, and nobody has to pay for it.", 20, 1)
    'It passes, and nobody has to pay for it.'
    """
    kept = _sentences(text)
    while most and len(kept) > 1 and len(wrapped(" ".join(kept) + end, width)) > most:
        kept.pop()
    return " ".join(kept) + end


def _dotted(text: str, width: int) -> str:
    """Text with dots behind it, cut at a word where both are wider than the line."""
    while text and cell_len(text) > width - 2:
        shorter = text.rpartition(" ")[0]
        text = shorter or text[:-1]
    return f"{text} …"


def wrapped(text: str, width: int, most: int = 0) -> list[str]:
    """Text in lines; where it takes more than `most` (0: any number), the last ends in dots.

    Examples
    --------
    >>> wrapped("The budget covers the price.", 16)
    ['The budget', 'covers the', 'price.']
    >>> wrapped("The budget covers the price.", 16, most=2)
    ['The budget', 'covers the …']
    """
    lines = [""]
    for word in text.split():
        rest = word
        longer = f"{lines[-1]} {rest}".strip()
        if cell_len(longer) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        while cell_len(rest) > width:
            piece = rest
            while cell_len(piece) > width:
                piece = piece[:-1]
            lines[-1] = piece
            lines.append("")
            rest = rest[len(piece) :]
        lines[-1] = rest
    if most and len(lines) > most:
        return [*lines[: most - 1], _dotted(lines[most - 1], width)]
    return lines if lines != [""] else []
