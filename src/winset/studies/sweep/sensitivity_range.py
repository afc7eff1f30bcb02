"""Each number from end to end of its range, and numbers that only act together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from winset.games.domestic import Floats
from winset.reports.sweep.sensitivity_parts import (
    ActsTogether,
    Identification,
    Ridge,
    Tornado,
    TornadoBar,
)
from winset.results.ratification.ratification import VERDICTS, finite
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.coalitions.ratification_price import price_in, unopposed_price
from winset.studies.sweep.inputs import VariedInput
from winset.studies.whatif.break_even import interval
from winset.translate import CodedGame
from winset.translate.inputs import CodedInput

_ROWS = 2048
_SCALED = 0.99
_SAME = 1e-9
_PROBES = 8
_WITHOUT_EFFECT = ("parameters.engagement", "parameters.convenience", "parameters.shocks")


def tornado(game: CodedGame, varied: Sequence[VariedInput]) -> Tornado:
    """Margin of the budget over the price at both ends of each range.

    Answers: how far does each number alone move the margin, and which turn the verdict?

    Parameters
    ----------
    game
        The case as a game; without shocks.
    varied
        Numbers with their ranges.

    Returns
    -------
    Tornado
        A missing margin stands where nothing buys ratification; such bars come first.
    """
    columns = [game.input_named(item.path) for item in varied]
    rows = np.repeat(game.likely_values[None, :], 1 + 2 * len(columns), axis=0)
    for place, (column, item) in enumerate(zip(columns, varied, strict=True)):
        rows[1 + 2 * place, column] = item.coded.low
        rows[2 + 2 * place, column] = item.coded.high
    margin, words = _margins(game, rows)
    bars = [_bar(item.coded, margin, words, 1 + 2 * i) for i, item in enumerate(varied)]
    return Tornado(
        margin=finite(margin[0]),
        verdict=words[0],
        bars=sorted(bars, key=lambda bar: (-_width(bar), bar.path)),
    )


def _margins(game: CodedGame, rows: Floats) -> tuple[Floats, list[str]]:
    margins: list[Floats] = []
    words: list[str] = []
    for first in range(0, len(rows), _ROWS):
        found = price_in(field_of(game.at(rows[first : first + _ROWS])))
        margins.append(found.budget - found.price)
        words += [VERDICTS[int(place)] for place in found.verdict]
    return np.concatenate(margins), words


def _bar(item: CodedInput, margin: Floats, words: list[str], row: int) -> TornadoBar:
    ends = [finite(margin[row]), finite(margin[row + 1])]
    return TornadoBar(
        path=item.path,
        low=item.readable(item.low),
        high=item.readable(item.high),
        margin_low=ends[0],
        margin_high=ends[1],
        verdict_low=words[row],
        verdict_high=words[row + 1],
        reason="nothing buys ratification at that end" if None in ends else None,
    )


def _width(bar: TornadoBar) -> float:
    if (bar.margin_low is None) != (bar.margin_high is None):
        return np.inf
    return abs((bar.margin_high or 0.0) - (bar.margin_low or 0.0))


def identification(game: CodedGame, *, seed: int = 0) -> Identification:
    """Groups of numbers that only act together, found by scaling them one at a time.

    Answers: which coded numbers could be exchanged for one another without changing any answer, so
    that no outcome, and no roll call, can distinguish them?

    Parameters
    ----------
    game
        The case as a game.
    seed
        Of the points at which it is tried, besides the likely values.

    Returns
    -------
    Identification

    Notes
    -----
    At the likely values and at seven drawn points each number (not dates, not zeros) is lowered by
    one per cent, and raised by its reciprocal. Two numbers whose changes move budget, fund, price,
    the price without a fund and the votes by exactly the same amounts (to 1e-9) at all points
    enter as a product; one lowered and one raised, as a quotient. The test is of the points tried:
    where a minimum or a clipping changes hands elsewhere, a group may fall apart.
    """
    columns = [
        place
        for place, item in enumerate(game.inputs)
        if not item.is_date and not item.path.startswith(_WITHOUT_EFFECT)
    ]
    points = np.concatenate([game.likely_values[None, :], game.drawn_values(seed, 0, _PROBES - 1)])
    down = _responses(game, points, columns, _SCALED)
    up = _responses(game, points, columns, 1.0 / _SCALED)
    still = _responses(game, points, columns, 1.0)
    moved = _differs(down, still) | _differs(up, still)
    moves = np.asarray(moved.any(axis=(1, 2)))
    names = [game.inputs[column].path for column in columns]
    return Identification(
        together=_together(names, down, up, moves),
        channels=_by_channel(names, moved),
        unused=[n for n, m in zip(names, moves, strict=True) if not m],
        points=_PROBES,
    )


def _responses(game: CodedGame, points: Floats, columns: list[int], factor: float) -> Floats:
    """Budget, fund, price without a fund, price, readiness, then the votes in each chamber.

    Shape ``(n_columns, n_points, 5 + n_chambers)``.
    """
    rows = np.repeat(points[None, :, :], len(columns), axis=0)
    rows[np.arange(len(columns)), :, columns] *= factor
    flat = rows.reshape(-1, points.shape[1])
    found = []
    for first in range(0, len(flat), _ROWS):
        field = field_of(game.at(flat[first : first + _ROWS]))
        ready = field.formulation.is_ready.astype(np.float64)
        priced = price_in(field)
        tally = () if priced.vote is None else tuple(priced.vote.tally.T)
        answer = (field.budget, field.fund, unopposed_price(field), priced.price, ready, *tally)
        found.append(np.stack(answer, axis=1))
    whole = np.concatenate(found)
    return whole.reshape(len(columns), len(points), whole.shape[1])


def _differs(one: Floats, other: Floats) -> NDArray[np.bool_]:
    with np.errstate(invalid="ignore"):
        gap = np.where(one == other, 0.0, np.abs(one - other))
    return np.asarray(~(gap <= _SAME * (1e-3 + np.abs(other))))


def _together(
    names: list[str], down: Floats, up: Floats, moves: NDArray[np.bool_]
) -> list[ActsTogether]:
    groups: list[tuple[int, list[int], list[int]]] = []
    for row in np.flatnonzero(moves):
        for lead, members, inverse in groups:
            if not _differs(down[row], down[lead]).any():
                members.append(int(row))
                break
            if not _differs(up[row], down[lead]).any():
                inverse.append(int(row))
                break
        else:
            groups.append((int(row), [int(row)], []))
    return [
        ActsTogether(paths=[names[i] for i in m], inverse=[names[i] for i in inv])
        for _, m, inv in groups
        if len(m) + len(inv) > 1
    ]


def _by_channel(names: list[str], moved: NDArray[np.bool_]) -> dict[str, list[str]]:
    words = {0: "budget", 1: "fund", 2: "members", 4: "readiness"}
    found: dict[str, list[str]] = {}
    for name, mine in zip(names, np.asarray(moved.any(axis=1)), strict=True):
        key = " and ".join(word for place, word in words.items() if mine[place])
        if not key and mine.any():
            key = "votes"
        if key:
            found.setdefault(key, []).append(name)
    return found


def ridge(game: CodedGame, first: str, second: str, *, cells: int = 90) -> Ridge:
    """Verdict over two numbers, the others at likely values.

    Answers: which pairs of values would have given the same verdict?

    Parameters
    ----------
    game
        The case as a game.
    first, second
        Paths of two different numbers; dates count as days.
    cells
        Points along each.

    Raises
    ------
    InputError
        If a path is not a coded number.
    """
    columns = [game.input_named(path) for path in (first, second)]
    grids = [np.linspace(*interval(game.inputs[column]), cells) for column in columns]
    rows = np.repeat(game.likely_values[None, :], cells * cells, axis=0)
    rows[:, columns[0]] = np.tile(grids[0], cells)
    rows[:, columns[1]] = np.repeat(grids[1], cells)
    passes, cover = [], []
    for start in range(0, len(rows), _ROWS):
        found = price_in(field_of(game.at(rows[start : start + _ROWS])))
        passes.append(found.verdict == VERDICTS.index("passes"))
        with np.errstate(divide="ignore", invalid="ignore"):
            cover.append(np.where(found.price > 0, found.budget / found.price, np.inf))
    won = np.concatenate(passes).reshape(cells, cells)
    ratio = np.concatenate(cover).reshape(cells, cells)
    likely = price_in(field_of(game.likely)).verdict_word()
    values = game.likely_values[columns]
    return Ridge(
        first=first,
        second=second,
        first_values=grids[0].tolist(),
        second_values=grids[1].tolist(),
        passes=won.tolist(),
        cover=[[finite(value) for value in row] for row in ratio],
        likely=(float(values[0]), float(values[1])),
        verdict=likely,
        happened=None if game.case.outcome is None else game.case.outcome.verdict,
        compatible=float((won == (likely == "passes")).mean()),
    )
