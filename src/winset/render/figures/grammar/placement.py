"""Places of labels: marks of one lane and their labels in as few rows as hold them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Side = Literal["right", "left", "inside", "above"]

_TO_LABEL: Final = 5.0
_BETWEEN: Final = 12.0


@dataclass(frozen=True)
class Labelled:
    """A mark from `low` to `high` and the width of its label, in pixels.

    `sides` says where beside the mark its label may stand, best first; where none of them has room,
    it stands above the mark, as near over `focus` (default: the middle) as the lane allows.
    """

    low: float
    high: float
    label_width: float
    sides: tuple[Side, ...] = ("right", "left")
    focus: float | None = None


@dataclass(frozen=True)
class Placed:
    """A row, the place of the label in it and the stretch that mark and label take up.

    Attributes
    ----------
    row
        Row, from 0 at the top.
    side
        Where the label stands.
    label_left
        Left end of the label in pixels.
    left, right
        Ends of the stretch of mark and label in pixels.
    """

    row: int
    side: Side
    label_left: float
    left: float
    right: float


def _candidate(item: Labelled, side: Side, extent: float) -> Placed | None:
    width = item.label_width
    if side == "inside":
        left = item.low + _TO_LABEL
        if left + width > item.high - _TO_LABEL / 2:
            return None
    elif side == "right":
        left = item.high + _TO_LABEL
        if left + width > extent:
            return None
    else:
        left = item.low - _TO_LABEL - width
        if left < 0:
            return None
    return Placed(0, side, left, min(item.low, left), max(item.high, left + width))


def _above(item: Labelled, extent: float) -> Placed:
    focus = (item.low + item.high) / 2 if item.focus is None else item.focus
    left = max(0.0, min(focus - item.label_width / 2, extent - item.label_width))
    ends = (min(item.low, left), max(item.high, left + item.label_width))
    return Placed(0, "above", left, *ends)


def _is_free(taken: Sequence[Placed], new: Placed) -> bool:
    return all(
        new.left >= old.right + _BETWEEN or new.right + _BETWEEN <= old.left for old in taken
    )


def place_in_rows(items: Sequence[Labelled], extent: float) -> list[Placed]:
    """Rows and label places such that nothing in a row overlaps.

    The items are taken from left to right, each into the first row that has room for its mark and,
    at one of the sides it allows, its label; if none has, a new row begins.

    Parameters
    ----------
    items
        Marks with their labels, in pixels.
    extent
        Width of the lane in pixels. Labels stay inside it if they are no wider.

    Returns
    -------
    list of Placed
        One for each item, in the order given. Stretches in one row are at least 12 pixels apart.

    Examples
    --------
    >>> [p.row for p in place_in_rows([Labelled(10, 20, 50), Labelled(12, 22, 50)], 400)]
    [0, 1]
    """
    rows: list[list[Placed]] = []
    found: dict[int, Placed] = {}
    for index in sorted(range(len(items)), key=lambda i: (items[i].low, items[i].high, i)):
        item = items[index]
        beside = [side for side in item.sides if side != "above"]
        candidates = [c for side in beside if (c := _candidate(item, side, extent)) is not None]
        placed = _first_free(rows, candidates or [_above(item, extent)])
        rows[placed.row].append(placed)
        found[index] = placed
    return [found[index] for index in range(len(items))]


def _first_free(rows: list[list[Placed]], candidates: Sequence[Placed]) -> Placed:
    for row, taken in enumerate(rows):
        for new in candidates:
            if _is_free(taken, new):
                return Placed(row, new.side, new.label_left, new.left, new.right)
    rows.append([])
    new = candidates[0]
    return Placed(len(rows) - 1, new.side, new.label_left, new.left, new.right)
