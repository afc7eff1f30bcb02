"""`cheapest_change`: the cheapest set of allowed changes that turns the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import numpy as np

from winset.cases.editing.with_values import with_values
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.games.domestic import Floats
from winset.reports.whatif.advice_report import Advice, AdviceReport, Move, TradeOff
from winset.results.ratification.ratification import VERDICTS
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.studies.sweep.inputs import varied_inputs
from winset.studies.whatif.break_even import verdicts_at
from winset.translate import CodedGame, coded_game

MOST_TOGETHER = 3
_STEPS = {1: 65, 2: 17, 3: 9}
_HALVINGS = 24
_SHOWN = 12


@dataclass(frozen=True)
class Lever:
    """A change that is allowed.

    Parameters
    ----------
    path
        What may change: a coded number, or ``actors.X.broker``.
    target
        How far it may go, from the likely value.
    cost
        Cost of going all the way; in between in proportion.
    """

    path: str
    target: str
    cost: float = 1.0


@dataclass(frozen=True)
class _Axis:
    """A lever over numbers: column of the game's inputs, from and to."""

    lever: Lever
    column: int
    start: float
    end: float


def cheapest_change(case: Case, parameters: Parameters, levers: Sequence[Lever]) -> AdviceReport:
    """Find the cheapest sets of changes that turn the verdict.

    Answers: what is the least that would have to be done for the bill to pass (or, if it passes, to
    stop it): more time, a side payment, a linked issue, a broker, or two or three of them?

    Parameters
    ----------
    case, parameters
        What is played, at likely values.
    levers
        Changes allowed, with the cost of each taken all the way.

    Returns
    -------
    AdviceReport

    Raises
    ------
    InputError
        If a lever does not fit the case.

    Notes
    -----
    Sets of one, two and three changes are tried on a grid (65, 17 and 9 steps for each); the
    cheapest point of each set is then drawn back along the line to the case as coded, and change by
    change, to 2^-24 of the way. A set of which a smaller set is as cheap is left out. Costs are in
    proportion to the way gone, a choice of this project; the advice is as good as the costs given.
    Which turn the verdict is exact at the values named; that nothing between two steps of the grid
    is cheaper is not proved.
    """
    _refuse_wrong(levers)
    switches = [lever for lever in levers if lever.path.endswith(".broker")]
    numbers = [lever for lever in levers if lever not in switches]
    plain = coded_game(case, parameters)
    now = ratification_price(plain.likely).verdict_word()
    found: list[Advice] = []
    for count in range(len(switches) + 1):
        for chosen in combinations(switches, count):
            found += _with_switches(case, parameters, chosen, numbers, now)
    kept = _without_idlers(found)
    return AdviceReport(
        case=case.id,
        verdict=now,
        wanted="anything but passes" if now == "passes" else "passes",
        levers=[{"path": v.path, "target": v.target, "cost": v.cost} for v in levers],
        advice=kept[:_SHOWN],
        trade_off=_trade_off(case, parameters, numbers, kept, now),
        reason=None if kept else "no allowed change, nor two or three together, turns the verdict",
    )


def _refuse_wrong(levers: Sequence[Lever]) -> None:
    if not levers:
        raise InputError("advice needs at least one change that is allowed")
    if len({lever.path for lever in levers}) < len(levers):
        raise InputError("a change is allowed twice")
    for lever in levers:
        if not (np.isfinite(lever.cost) and lever.cost > 0.0):
            raise InputError(f"{lever.path}: the cost must be above 0, not {lever.cost:g}")


def _axes(game: CodedGame, levers: Sequence[Lever]) -> list[_Axis]:
    axes = []
    for lever in levers:
        item = game.inputs[game.input_named(lever.path)]
        text = f"{item.readable(item.likely)},{lever.target}"
        if str(item.readable(item.likely)) == lever.target:
            raise InputError(f"{lever.path}: the end allowed is the value coded")
        ends = varied_inputs([item], {lever.path: text})[0].values
        start = item.likely
        end = next(v for v in ends if v != start)
        axes.append(_Axis(lever, game.input_named(lever.path), start, end))
    return axes


def _values(game: CodedGame, axes: Sequence[_Axis], shares: Floats) -> Floats:
    rows = np.repeat(game.likely_values[None, :], len(shares), axis=0)
    for place, axis in enumerate(axes):
        value = axis.start + shares[:, place] * (axis.end - axis.start)
        is_date = game.inputs[axis.column].is_date
        rows[:, axis.column] = np.round(value) if is_date else value
    return rows


def _turned(game: CodedGame, axes: Sequence[_Axis], shares: Floats, now: str) -> Any:
    passes = verdicts_at(game, _values(game, axes, shares)) == VERDICTS.index("passes")
    return passes != (now == "passes")


def _with_switches(
    case: Case,
    parameters: Parameters,
    switches: Sequence[Lever],
    numbers: Sequence[Lever],
    now: str,
) -> list[Advice]:
    if switches:
        case = with_values(case, {lever.path: lever.target for lever in switches})
    game = coded_game(case, parameters)
    axes = _axes(game, numbers)
    found = []
    nothing = np.zeros((1, 0))
    if switches and _turned(game, [], nothing, now)[0]:
        return [_advice(game, switches, [], np.zeros(0))]
    for size in range(1, MOST_TOGETHER + 1 - len(switches)):
        for chosen in combinations(axes, size):
            shares = _least(game, chosen, now)
            if shares is not None:
                found.append(_advice(game, switches, chosen, shares))
    return found


def _least(game: CodedGame, axes: Sequence[_Axis], now: str) -> Floats | None:
    """Shares of the way at which a set of changes turns the verdict for least."""
    steps = np.linspace(0.0, 1.0, _STEPS[len(axes)])
    grid = np.array(list(product(steps, repeat=len(axes))))
    turned = _turned(game, axes, grid, now)
    if not turned.any():
        return None
    costs = grid @ np.array([axis.lever.cost for axis in axes])
    best = grid[np.flatnonzero(turned)[np.argmin(costs[turned])]]
    best = _drawn_back(game, axes, best, best, now)
    for place in np.argsort([-axis.lever.cost for axis in axes]):
        alone = np.zeros(len(axes))
        alone[place] = best[place]
        best = _drawn_back(game, axes, best, alone, now)
    return best


def _drawn_back(
    game: CodedGame, axes: Sequence[_Axis], shares: Floats, way: Floats, now: str
) -> Floats:
    """Shares drawn back along a way as far as the verdict stays turned."""
    holds, fails = 0.0, 1.0
    if _turned(game, axes, (shares - way)[None, :], now)[0]:
        return np.asarray(shares - way)
    for _ in range(_HALVINGS):
        middle = 0.5 * (holds + fails)
        if _turned(game, axes, (shares - middle * way)[None, :], now)[0]:
            holds = middle
        else:
            fails = middle
    return np.asarray(shares - holds * way)


def _advice(
    game: CodedGame, switches: Sequence[Lever], axes: Sequence[_Axis], shares: Floats
) -> Advice:
    row = _values(game, axes, shares[None, :])
    answer = ratification_price(game.at(row))
    moves = [Move(path=v.path, before=False, after=True, share=1.0) for v in switches]
    for axis, share in zip(axes, shares, strict=True):
        item = game.inputs[axis.column]
        if share > 0.0:
            moves.append(
                Move(
                    path=axis.lever.path,
                    before=item.readable(axis.start),
                    after=item.readable(float(row[0, axis.column])),
                    share=float(share),
                )
            )
    cost = sum(v.cost for v in switches)
    cost += float(sum(a.lever.cost * s for a, s in zip(axes, shares, strict=True)))
    told = answer.to_dict()
    return Advice(
        moves=moves, cost=cost, verdict=told["verdict"], price=told["price"], budget=told["budget"]
    )


def _without_idlers(found: Sequence[Advice]) -> list[Advice]:
    """Cheapest first; a set that holds a set at most as dear is left out."""
    kept: list[Advice] = []
    for one in sorted(found, key=lambda a: (a.cost, len(a.moves), [m.path for m in a.moves])):
        paths = {move.path for move in one.moves}
        if not any({move.path for move in other.moves} <= paths for other in kept):
            kept.append(one)
    return kept


def _trade_off(
    case: Case,
    parameters: Parameters,
    levers: Sequence[Lever],
    advice: Sequence[Advice],
    now: str,
) -> TradeOff | None:
    """Between the two dearest moves of the cheapest set of several, its others as advised."""
    by_path = {lever.path: lever for lever in levers}
    several = next((a for a in advice if sum(m.path in by_path for m in a.moves) > 1), None)
    if several is None:
        return None
    switches = {m.path: str(m.after).lower() for m in several.moves if m.path not in by_path}
    game = coded_game(with_values(case, switches) if switches else case, parameters)
    moves = [move for move in several.moves if move.path in by_path]
    moves.sort(key=lambda move: -move.share * by_path[move.path].cost)
    axes = _axes(game, [by_path[move.path] for move in moves])
    steps, fine = np.linspace(0.0, 1.0, 11), np.linspace(0.0, 1.0, 201)
    grid = np.array(
        [[one, other, *(m.share for m in moves[2:])] for one in steps for other in fine]
    )
    turned = _turned(game, axes, grid, now).reshape(steps.size, fine.size)
    return TradeOff(
        first=moves[0].path,
        second=moves[1].path,
        held={move.path: move.after for move in moves[2:]},
        pairs=[
            (float(step), float(fine[np.argmax(row)]) if row.any() else None)
            for step, row in zip(steps, turned, strict=True)
        ],
    )
