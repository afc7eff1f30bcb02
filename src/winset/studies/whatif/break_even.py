"""Break-evens: where one coded number, the others at likely values, turns the verdict."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.cases.paths.path_words import path_words
from winset.games.domestic import Floats
from winset.reports.domestic.bill_parts import BreakEven
from winset.results.ratification.ratification import VERDICTS
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.translate import CodedGame, CodedInput

GRID = 33
"""Points tried over the interval of each number before the turning point is narrowed down."""

_BISECTIONS = 30
_WITHOUT_EFFECT = ("parameters.shocks", "parameters.engagement", "parameters.convenience")
_ROWS = 2048


@dataclass
class _Bracket:
    """A turning point between a value that keeps the verdict and one that turns it."""

    column: int
    keeps: float
    turns: float


def verdicts_at(coded: CodedGame, values: Floats) -> NDArray[np.int64]:
    """Verdict, as its place in `VERDICTS`, at each row of input values, shape ``(n_rows,)``."""
    found = [
        ratification_price(coded.at(values[first : first + _ROWS])).verdict
        for first in range(0, len(values), _ROWS)
    ]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def break_evens(coded: CodedGame) -> list[BreakEven]:
    """Nearest value of each coded number at which the verdict turns to or from passing.

    Answers: how wrong may one number be before the answer changes?

    Parameters
    ----------
    coded
        The case as a game.

    Returns
    -------
    list of BreakEven
        Nearest turning points first (measured in the interval searched), then the numbers that
        turn nothing, and last those that turn it by definition: with the day of the proposal coded,
        a vote before it stalls. Shock sizes are left out, since they do not enter at likely values,
        and so are the cut points of mere descriptions.

    Notes
    -----
    Each number is tried at 33 points of its interval, together with its coded range; the nearest
    change is narrowed down by bisection to 1e-9 of the interval (a day for dates). A window
    narrower than a step of the grid can be missed.
    """
    columns = [
        column
        for column, item in enumerate(coded.inputs)
        if not item.path.startswith(_WITHOUT_EFFECT)
    ]
    now = int(verdicts_at(coded, coded.likely_values[None, :])[0])
    brackets = _bracketed(coded, columns, now)
    _narrow(coded, brackets, now)
    words = _words(coded, brackets)
    found = {b.column: (b, word) for b, word in zip(brackets, words, strict=True)}
    rows = [_row(coded, coded.inputs[c], *found.get(c, (None, None))) for c in columns]
    order = sorted(
        range(len(rows)),
        key=lambda i: (rows[i].by_definition, *_closeness(coded.inputs[columns[i]], rows[i])),
    )
    return [rows[i] for i in order]


def _grid(item: CodedInput) -> Floats:
    low, high = interval(item)
    points = np.linspace(low, high, GRID)
    if item.is_date:
        points = np.round(points)
    return np.unique(np.concatenate([points, [item.low, item.likely, item.high]]))


def interval(item: CodedInput) -> tuple[float, float]:
    """Interval searched for one number: its domain, or its range if that is wider."""
    return min(item.domain[0], item.low), max(item.domain[1], item.high)


def _passes(verdict: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.asarray(verdict == VERDICTS.index("passes"))


def _varied(coded: CodedGame, columns: list[int], values: list[float]) -> Floats:
    rows = np.repeat(coded.likely_values[None, :], len(columns), axis=0)
    rows[np.arange(len(columns)), columns] = values
    return rows


def _bracketed(coded: CodedGame, columns: list[int], now: int) -> list[_Bracket]:
    grids = [_grid(coded.inputs[column]) for column in columns]
    owners = [column for column, grid in zip(columns, grids, strict=True) for _ in grid]
    values = [float(value) for grid in grids for value in grid]
    if not values:
        return []
    changed = _passes(verdicts_at(coded, _varied(coded, owners, values))) != (
        now == VERDICTS.index("passes")
    )
    brackets, first = [], 0
    for column, grid in zip(columns, grids, strict=True):
        mine = changed[first : first + grid.size]
        first += grid.size
        bracket = _nearest(column, grid, mine, coded.inputs[column].likely)
        if bracket is not None:
            brackets.append(bracket)
    return brackets


def _nearest(
    column: int, grid: Floats, changed: NDArray[np.bool_], likely: float
) -> _Bracket | None:
    here = int(np.searchsorted(grid, likely))
    above = np.flatnonzero(changed[here:])
    below = np.flatnonzero(changed[: here + 1][::-1])
    sides = []
    if above.size and above[0] > 0:
        place = here + int(above[0])
        sides.append(_Bracket(column, float(grid[place - 1]), float(grid[place])))
    if below.size and below[0] > 0:
        place = here - int(below[0])
        sides.append(_Bracket(column, float(grid[place + 1]), float(grid[place])))
    return min(sides, key=lambda side: abs(side.turns - likely), default=None)


def _narrow(coded: CodedGame, brackets: list[_Bracket], now: int) -> None:
    columns = [bracket.column for bracket in brackets]
    passes = now == VERDICTS.index("passes")
    for _ in range(_BISECTIONS if brackets else 0):
        middles = [_middle(coded.inputs[b.column], b) for b in brackets]
        turned = _passes(verdicts_at(coded, _varied(coded, columns, middles))) != passes
        for bracket, middle, turns in zip(brackets, middles, turned, strict=True):
            if turns:
                bracket.turns = middle
            elif middle != bracket.turns:
                bracket.keeps = middle


def _middle(item: CodedInput, bracket: _Bracket) -> float:
    middle = 0.5 * (bracket.keeps + bracket.turns)
    if not item.is_date:
        return middle
    day = float(np.round(middle))
    return bracket.turns if day == bracket.keeps else day


def _words(coded: CodedGame, brackets: list[_Bracket]) -> list[str]:
    if not brackets:
        return []
    rows = _varied(coded, [b.column for b in brackets], [b.turns for b in brackets])
    return [VERDICTS[int(place)] for place in verdicts_at(coded, rows)]


def _row(
    coded: CodedGame, item: CodedInput, bracket: _Bracket | None, word: str | None
) -> BreakEven:
    low, high = interval(item)
    value = None if bracket is None else bracket.turns
    return BreakEven.model_validate(
        {
            "path": item.path,
            "title": path_words(coded.case, item.path),
            "value": None if value is None else item.readable(value),
            "searched": (item.readable(low), item.readable(high)),
            "from": item.readable(item.likely),
            "to_verdict": word,
            "by_definition": word == "stalls" and item.path in _defined(coded),
            "reason": "no value in the interval searched turns it" if value is None else None,
            "coded_range": (
                (item.readable(item.low), item.readable(item.high)) if item.is_range else None
            ),
            "within_range": value is not None and item.low <= value <= item.high,
        }
    )


def _defined(coded: CodedGame) -> tuple[str, ...]:
    """Days of the stages that stop the vote by definition, where that of the proposal is coded."""
    stages = coded.case.stages
    if stages is None or stages.formulation is None or stages.formulation.proposal is None:
        return ()
    return ("stages.formulation.proposal", "stages.voting.deadline")


def _closeness(item: CodedInput, row: BreakEven) -> tuple[float, str]:
    if row.value is None:
        return np.inf, item.path
    import datetime as dt

    value = (
        float(dt.date.fromisoformat(row.value).toordinal())
        if isinstance(row.value, str)
        else row.value
    )
    low, high = interval(item)
    return abs(value - item.likely) / max(high - low, 1e-12), item.path
