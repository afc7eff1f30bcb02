"""Slow second implementations of the price of ratification in one chamber.

None uses the closed form, the level t, or that the cheapest coalition takes the largest surpluses
(except where a function says so). A game is (surpluses, quota, fund); `-inf` marks a member that
cannot be bought.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import combinations

import highspy
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Game = tuple[Floats, int, float]
Rows = list[tuple[list[int], list[float], float]]  # columns, coefficients, least activity


def solve(
    cost: Sequence[float],
    lower: Sequence[float],
    upper: Sequence[float],
    rows: Rows,
    integer: Sequence[bool] | None = None,
) -> Floats:
    """Minimise cost'x with lower <= x <= upper and every row at least its bound."""
    model = highspy.HighsLp()
    model.num_col_ = len(cost)
    model.num_row_ = len(rows)
    model.col_cost_ = np.array(cost, dtype=np.float64)
    model.col_lower_ = np.array(lower, dtype=np.float64)
    model.col_upper_ = np.array(upper, dtype=np.float64)
    model.row_lower_ = np.array([row[2] for row in rows], dtype=np.float64)
    model.row_upper_ = np.full(len(rows), highspy.kHighsInf)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.num_col_ = len(cost)
    model.a_matrix_.num_row_ = len(rows)
    model.a_matrix_.start_ = np.cumsum([0, *(len(row[0]) for row in rows)], dtype=np.int32)
    model.a_matrix_.index_ = np.array([c for row in rows for c in row[0]], dtype=np.int32)
    model.a_matrix_.value_ = np.array([v for row in rows for v in row[1]], dtype=np.float64)
    if integer is not None:
        kinds = highspy.HighsVarType
        model.integrality_ = [kinds.kInteger if flag else kinds.kContinuous for flag in integer]
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    for option in ("primal_feasibility_tolerance", "dual_feasibility_tolerance"):
        highs.setOptionValue(option, 1e-10)
    if integer is not None:
        highs.setOptionValue("mip_feasibility_tolerance", 1e-10)
        highs.setOptionValue("mip_rel_gap", 0.0)
        highs.setOptionValue("mip_abs_gap", 1e-10)
    highs.passModel(model)
    highs.run()
    status = highs.getModelStatus()
    assert status == highspy.HighsModelStatus.kOptimal, highs.modelStatusToString(status)
    return np.array(highs.getSolution().col_value)


def plain_prices(games: Iterable[Game]) -> list[float]:
    """Least cost over every coalition, each attack written as its own constraint.

    One linear program holds a separate block of variables for each coalition of each game. For
    up to about seven members.
    """
    lower: list[float] = []
    rows: Rows = []
    blocks: list[list[slice]] = []
    for surplus, quota, fund in games:
        buyable = np.flatnonzero(surplus > -math.inf)
        blocks.append([])
        for size in range(max(quota, 0), buyable.size + 1):
            for coalition in combinations(buyable, size):
                start = len(lower)
                lower.extend(max(0.0, -float(surplus[member])) for member in coalition)
                blocks[-1].append(slice(start, len(lower)))
                if quota <= 0:
                    continue  # passes with no vote at all: nobody's loss undoes it
                for attack in combinations(range(size), size - quota + 1):
                    held = sum(float(surplus[coalition[place]]) for place in attack)
                    columns = [start + place for place in attack]
                    rows.append((columns, [1.0] * len(columns), fund - held))
    if not lower:
        return [0.0 if coalitions else math.inf for coalitions in blocks]
    paid = solve([1.0] * len(lower), lower, [highspy.kHighsInf] * len(lower), rows)
    return [min((float(paid[b].sum()) for b in own), default=math.inf) for own in blocks]


def smallest_sum_price_of_size(surplus: Floats, quota: int, fund: float, size: int) -> float:
    """Least cost of the coalition of the `size` largest surpluses, as a linear program.

    The sum of the r smallest worths is written as the greatest r t - sum u with
    u >= t - z, u >= 0. Takes the members of largest surplus; any number of members.
    """
    taken = np.sort(surplus)[::-1][:size]
    level = 2 * size  # columns: payments, shortfalls u, then t
    spare = size - quota + 1
    rows: Rows = [
        ([member, size + member, level], [1.0, 1.0, -1.0], -float(taken[member]))
        for member in range(size)
    ]
    rows.append(([*range(size, level), level], [*([-1.0] * size), float(spare)], fund))
    infinity = highspy.kHighsInf
    found = solve(
        [1.0] * size + [0.0] * (size + 1),
        [*np.maximum(0.0, -taken), *([0.0] * size), -infinity],
        [infinity] * (2 * size + 1),
        rows,
    )
    return float(found[:size].sum())


def smallest_sum_price(game: Game) -> float:
    """Least over all sizes of `smallest_sum_price_of_size`."""
    surplus, quota, fund = game
    buyable = int(np.count_nonzero(surplus > -math.inf))
    sizes = range(quota, buyable + 1)
    return min(
        (smallest_sum_price_of_size(surplus, quota, fund, size) for size in sizes),
        default=math.inf,
    )


def integer_coalition(game: Game) -> tuple[float, tuple[int, ...]]:
    """Cheapest coalition by integer program, coalitions free, every blocking set a constraint.

    Opponents must keep n - quota + 1 members from voting for it. Those outside the coalition are
    free to them, those inside cost their worth; so every set of that many members must be worth
    the fund, a worth counting only inside the coalition. For up to about eleven members.
    """
    surplus, quota, fund = game
    count = surplus.size
    buyable = surplus > -math.inf
    finite = np.where(buyable, surplus, 0.0)
    # No worth above max(S', F) is ever needed, so this bounds payments and worths alike.
    large = float(np.abs(finite).max() + fund + 1.0)
    rows: Rows = []
    for member in range(count):
        pay, inside, worth = member, count + member, 2 * count + member
        own = float(finite[member])
        rows.append(([pay, worth, inside], [1.0, -1.0, -2 * large], -own - 2 * large))
        rows.append(([inside, worth], [2 * large, -1.0], 0.0))
        rows.append(([pay, inside], [1.0, -large], -own - large))
    rows.append((list(range(count, 2 * count)), [1.0] * count, float(quota)))
    for blocking in combinations(range(count), count - quota + 1):
        rows.append(([2 * count + member for member in blocking], [1.0] * len(blocking), fund))
    found = solve(
        [1.0] * count + [0.0] * (2 * count),
        [0.0] * (3 * count),
        [2 * large] * count + [float(flag) for flag in buyable] + [2 * large] * count,
        rows,
        [False] * count + [True] * count + [False] * count,
    )
    inside_mask = found[count : 2 * count] > 0.5
    return float(found[:count].sum()), tuple(np.flatnonzero(inside_mask).tolist())


def plain_price_of_coalition(game: Game, coalition: tuple[int, ...]) -> float:
    """Least cost of one coalition, each attack written as its own constraint."""
    surplus, quota, fund = game
    worth = surplus[list(coalition)]
    spare = len(coalition) - quota + 1
    rows: Rows = [
        (list(attack), [1.0] * spare, fund - float(worth[list(attack)].sum()))
        for attack in combinations(range(len(coalition)), spare)
    ]
    infinity = [highspy.kHighsInf] * len(coalition)
    return float(solve([1.0] * len(coalition), list(np.maximum(0.0, -worth)), infinity, rows).sum())


def undone_by(entry_surplus: Floats, payments: Floats, quota: int, fund: float) -> bool:
    """Whether some set of members that opponents can afford breaks the majority, by enumeration."""
    worth = entry_surplus + payments
    for_it = np.flatnonzero(worth >= -1e-9)
    if for_it.size < quota:
        return True
    return any(
        float(worth[list(attack)].sum()) < fund - 1e-9
        for attack in combinations(for_it, for_it.size - quota + 1)
    )


def random_game(rng: np.random.Generator, count: int, *, unbuyable: bool = True) -> Game:
    """A game of one of several kinds: equal, unequal, tied, strong supporters, hostile, unanimity.

    The fund is 0, small, about the members' stakes, or far larger.
    """
    kind = rng.integers(6)
    surplus = rng.normal(0.0, 1.0, count)
    if kind == 0:
        surplus = np.full(count, -rng.integers(0, 4) * 1.0)
    elif kind == 1:
        surplus = rng.integers(-3, 4, count).astype(float)
    elif kind == 2:
        surplus[rng.random(count) < 0.4] += 8.0
    elif kind == 3:
        surplus -= 3.0
    quota = count if kind == 4 else int(rng.integers(1, count + 1))
    if unbuyable and rng.random() < 0.25:
        surplus[rng.random(count) < 0.25] = -math.inf
    fund = float(rng.choice([0.0, 0.05, 1.0, 5.0, 60.0]) * rng.choice([1.0, rng.random()]))
    return surplus, quota, fund
