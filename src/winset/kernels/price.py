"""The price of ratification in one chamber, compiled.

A member's entry surplus S' is its gain from the agreement if it gains, and minus what it costs to
bring it to indifference if it loses (`-inf`: cannot be bought). A coalition of m members with
worths z = S' + payment >= 0 withstands an opposing fund F under quota k if its cheapest m - k + 1
members together are worth F. That holds exactly if some level t has
sum of min(z, t) >= F + (k - 1) t. With S' sorted downward, the least cost at size m is met at
t = max(F / (m - k + 1), S'_k, 0) and is

    sum_{i<=m} max(0, -S'_i) + max(0, F + (k - 1) t - sum_{i<=m} min(max(S'_i, 0), t)).

As m grows t falls, so one pass with a moving pointer covers all sizes: O(n) after the sort. What
the fund still misses counts as nothing below 1e-12 of the fund, its own rounding.

All functions take finite float64 arrays (`-inf` allowed in surpluses), never change them, and do
not check their arguments: the solvers do. Arrays of draws have shape (n_draws, n_members).

References
----------
Groseclose, T., and J. M. Snyder, Jr. (1996). Buying supermajorities. American Political Science
Review 90(2), 303-315. Snyder, J. M., Jr. (1991). On buying legislatures. Economics & Politics
3(2), 93-109 (the case F = 0).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

__all__ = [
    "chamber_prices",
    "payments",
    "prices_and_robust_quotas",
    "robust_quotas",
    "sort_descending",
    "sorted_price",
    "sorted_price_by_size",
    "sorted_robust_quota",
]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

INDIFFERENCE: Final = 1e-12
"""A surplus of at most this size counts as zero."""
RELATIVE: Final = 1e-12
"""Shares of a price, fund or budget below this are rounding."""

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _compiled(function: _Function) -> _Function:
    """Compile with strict IEEE arithmetic; the machine code is cached on disk."""
    return cast(_Function, numba.njit(cache=True, fastmath=False, nogil=True)(function))


@_compiled
def _scatter(values: Floats, ranked: Floats, highest: float, scale: float, finite: int) -> None:
    """Write `values` into `ranked` in the order of as many equal bins as there are finite ones."""
    place = np.zeros(finite + 2, dtype=np.int64)
    for value in values:
        if value > -np.inf:
            place[min(int((highest - value) * scale), finite) + 1] += 1
    for index in range(1, finite + 2):
        place[index] += place[index - 1]
    for value in values:
        if value > -np.inf:
            index = min(int((highest - value) * scale), finite)
            ranked[place[index]] = value
            place[index] += 1
    ranked[finite:] = -np.inf


@_compiled
def _inserted(ranked: Floats, most_moves: int) -> bool:
    """Finish a nearly sorted row by insertion; give up, row intact, past `most_moves`."""
    for index in range(1, ranked.size):
        value = ranked[index]
        place = index
        while place > 0 and ranked[place - 1] < value:
            ranked[place] = ranked[place - 1]
            place -= 1
        ranked[place] = value
        most_moves -= index - place
        if most_moves < 0:
            return False
    return True


@_compiled
def sort_descending(values: Floats, ranked: Floats) -> None:
    """Write `values`, largest first, into `ranked` (same length); `values` stays as it is.

    Notes
    -----
    A pass into equal bins and one of insertion, linear for the smooth surpluses of a chamber;
    where values crowd into few bins, the general sort: O(n log n) at worst.
    """
    highest = -np.inf
    lowest = np.inf
    finite = 0
    for value in values:
        if value > -np.inf:
            finite += 1
            highest = max(highest, value)
            lowest = min(lowest, value)
    width = highest - lowest
    if finite > 32 and 1e-280 < width < 1e280:
        _scatter(values, ranked, highest, finite / width, finite)
        if _inserted(ranked, 8 * ranked.size):
            return
    else:
        ranked[:] = values
    ranked.sort()
    last = ranked.size - 1
    for index in range(ranked.size // 2):
        swapped = ranked[index]
        ranked[index] = ranked[last - index]
        ranked[last - index] = swapped


@_compiled
def _entry_of_first(surplus_desc: Floats, count: int) -> float:
    """Cost of bringing the first `count` members to indifference."""
    entry = 0.0
    for index in range(count):
        if surplus_desc[index] < -INDIFFERENCE:
            entry -= surplus_desc[index]
    return entry


@_compiled
def _added(high: float, low: float, value: float) -> tuple[float, float]:
    """Add `value` to the sum `high + low`; `low` carries the rounding of `high`."""
    total = high + value
    part = total - high
    return total, low + ((high - (total - part)) + (value - part))


@_compiled
def _surplus_below(surplus_desc: Floats, first: int, last: int) -> tuple[float, float]:
    """Sum the gains of the members from `first` up to, not including, `last`."""
    high = 0.0
    low = 0.0
    for index in range(first, last):
        if surplus_desc[index] > INDIFFERENCE:
            high, low = _added(high, low, surplus_desc[index])
    return high, low


@_compiled
def _lowered(
    surplus_desc: Floats, last: int, level: float, above: int, high: float, low: float
) -> tuple[int, float, float]:
    """Take the members before `last` that now reach the level out of the sum below it."""
    while above < last and surplus_desc[above] >= level:
        if surplus_desc[above] > INDIFFERENCE:
            high, low = _added(high, low, -surplus_desc[above])
        above += 1
    return above, high, low


@_compiled
def _cheapest_size(
    surplus_desc: Floats, quota: int, fund: float, by_size: Floats, enough: float, ceiling: float
) -> tuple[float, int, float]:
    """Walk the sizes from the quota up; fill `by_size` if it has room, else stop early.

    Early is: no larger size can be cheaper, a cost of at most `enough` is found, or every cost
    to come exceeds `ceiling`.

    The first k - 1 members matter by how far they stand below the level (`gap`); those from k on
    stand at or below S'_k, so never above the level, and add their whole surplus (`tail`). The
    sum of the first k - 1 below the level is kept in two floats, since members leave it again as
    the level falls.
    """
    pivot = surplus_desc[quota - 1] if surplus_desc[quota - 1] > INDIFFERENCE else 0.0
    before = quota - 1
    above = 0
    while above < before and surplus_desc[above] >= max(fund, pivot):
        above += 1
    high, low = _surplus_below(surplus_desc, above, before)
    entry = _entry_of_first(surplus_desc, before)
    tail = 0.0
    best_cost = np.inf
    best_size = 0
    best_level = 0.0
    for size in range(quota, surplus_desc.size + 1):
        newest = surplus_desc[size - 1]
        if newest < -INDIFFERENCE:
            entry -= newest
        elif newest > INDIFFERENCE:
            tail += newest
        done = entry >= best_cost or entry > ceiling or best_cost <= enough
        if entry == np.inf or (done and by_size.size == 0):
            break
        level = max(fund / (size - before), pivot)
        above, high, low = _lowered(surplus_desc, before, level, above, high, low)
        gap = ((before - above) * level - high) - low
        missing = fund + gap - tail
        cost = entry + missing if missing > RELATIVE * fund else entry
        if by_size.size > 0:
            by_size[size - quota] = cost
        if cost < best_cost * (1.0 - RELATIVE):
            best_cost = cost
            best_size = size
            best_level = level
    return best_cost, best_size, best_level


@_compiled
def sorted_price(surplus_desc: Floats, quota: int, fund: float) -> tuple[float, int, float]:
    """Least cost, the size and the level that attain it, for one sorted chamber.

    Parameters
    ----------
    surplus_desc : array (n_members,)
        Entry surpluses, largest first, in member-moves.
    quota : int
        Votes needed; 0 or less costs nothing.
    fund : float
        Opposing fund F >= 0, in member-moves.

    Returns
    -------
    cost : float
        `inf` if fewer than `quota` members can be bought.
    size : int
        Members of the cheapest coalition, the smallest among equally cheap (to 1e-12 of the
        cost); 0 if there is none.
    level : float
        The level t at that size.

    Notes
    -----
    O(n), no allocation. F = 0 gives exactly the sum of the losses of the first `quota` members.
    """
    if quota <= 0:
        return 0.0, 0, 0.0
    if quota > surplus_desc.size or surplus_desc[quota - 1] == -np.inf:
        return np.inf, 0, 0.0
    return _cheapest_size(surplus_desc, quota, fund, surplus_desc[:0], -1.0, np.inf)


@_compiled
def sorted_price_by_size(surplus_desc: Floats, quota: int, fund: float) -> Floats:
    """Least cost of a coalition of each size from `quota` (at least 1) to n.

    Returns
    -------
    array (n_members - quota + 1,)
        `inf` where a member that cannot be bought would be needed; empty if the quota exceeds n.
    """
    count = surplus_desc.size - quota + 1
    if quota <= 0 or count <= 0:
        return np.empty(0)
    by_size = np.full(count, np.inf)
    if surplus_desc[quota - 1] > -np.inf:
        _cheapest_size(surplus_desc, quota, fund, by_size, -1.0, np.inf)
    return by_size


@_compiled
def sorted_robust_quota(surplus_desc: Floats, fund: float, budget: float) -> int:
    """Largest quota, 0 to n, whose price the budget covers (to 1e-12 of the budget).

    Notes
    -----
    The price never falls when the quota rises, so bisection finds it in O(n log n), between 0
    and the last quota whose losers the budget brings to indifference.
    """
    affordable = budget + RELATIVE * abs(budget)
    if affordable < 0.0:
        return 0
    highest = 0
    entry = 0.0
    while highest < surplus_desc.size and surplus_desc[highest] > -np.inf:
        if surplus_desc[highest] < -INDIFFERENCE:
            entry -= surplus_desc[highest]
        if entry > affordable:
            break
        highest += 1
    lowest = 0
    while lowest < highest:
        middle = (lowest + highest + 1) // 2
        cost, _, _ = _cheapest_size(
            surplus_desc, middle, fund, surplus_desc[:0], affordable, affordable
        )
        if cost <= affordable:
            lowest = middle
        else:
            highest = middle - 1
    return lowest


@_compiled
def chamber_prices(
    entry_surplus: Floats, quota: Integers, fund: Floats
) -> tuple[Floats, Integers, Floats]:
    """Price, size and level in every draw.

    Parameters
    ----------
    entry_surplus : array (n_draws, n_members)
        In any order.
    quota : integer array (n_draws,)
    fund : array (n_draws,)

    Returns
    -------
    cost, size, level : arrays (n_draws,)
    """
    draws, members = entry_surplus.shape
    cost = np.empty(draws)
    size = np.empty(draws, dtype=np.int64)
    level = np.empty(draws)
    ranked = np.empty(members)
    for draw in range(draws):
        sort_descending(entry_surplus[draw], ranked)
        cost[draw], size[draw], level[draw] = sorted_price(ranked, quota[draw], fund[draw])
    return cost, size, level


@_compiled
def robust_quotas(entry_surplus: Floats, fund: Floats, budget: Floats) -> Integers:
    """Largest quota the budget covers in every draw, array (n_draws,)."""
    draws, members = entry_surplus.shape
    robust = np.empty(draws, dtype=np.int64)
    ranked = np.empty(members)
    for draw in range(draws):
        sort_descending(entry_surplus[draw], ranked)
        robust[draw] = sorted_robust_quota(ranked, fund[draw], budget[draw])
    return robust


@_compiled
def prices_and_robust_quotas(
    entry_surplus: Floats, quota: Integers, fund: Floats, budget: Floats
) -> tuple[Floats, Integers, Floats, Integers]:
    """Price, size, level and robust quota in every draw, sorting each draw once."""
    draws, members = entry_surplus.shape
    cost = np.empty(draws)
    size = np.empty(draws, dtype=np.int64)
    level = np.empty(draws)
    robust = np.empty(draws, dtype=np.int64)
    ranked = np.empty(members)
    for draw in range(draws):
        sort_descending(entry_surplus[draw], ranked)
        cost[draw], size[draw], level[draw] = sorted_price(ranked, quota[draw], fund[draw])
        robust[draw] = sorted_robust_quota(ranked, fund[draw], budget[draw])
    return cost, size, level, robust


@_compiled
def _flooded(ranked: Floats, size: int, amount: float) -> tuple[float, float]:
    """Pour `amount` over the lowest of the first `size` worths until it lies level.

    Returns the highest worth reached and the rise above it: two numbers, so that a small amount
    on a large worth loses no digits.
    """
    reached = 1
    top = max(ranked[size - 1], 0.0)
    while reached < size:
        following = max(ranked[size - 1 - reached], 0.0)
        step = (following - top) * reached
        if step >= amount:
            break
        amount -= step
        top = following
        reached += 1
    return top, amount / reached


@_compiled
def payments(entry_surplus: Floats, size: int, level: float, fund: float, quota: int) -> Floats:
    """Pay each member, in the order given, for a size and level of `sorted_price`.

    The coalition is the `size` members of largest surplus, earlier ones first among equals. Its
    losers are paid to indifference; what the fund still asks for raises the lowest worths to a
    common height, which never exceeds the level.

    Returns
    -------
    array (n_members,)
        Sums to the price up to rounding; zero outside the coalition.
    """
    paid = np.zeros(entry_surplus.size)
    if size <= 0:
        return paid
    rounded = np.where(np.abs(entry_surplus) <= INDIFFERENCE, 0.0, entry_surplus)
    ranked = np.empty(rounded.size)
    sort_descending(rounded, ranked)
    missing = fund
    for rank in range(size):
        worth = max(ranked[rank], 0.0)
        missing += max(level - worth, 0.0) if rank < quota - 1 else -worth
    top = 0.0
    rise = 0.0
    if missing > RELATIVE * fund:
        top, rise = _flooded(ranked, size, missing)
    places = size
    for rank in range(size):
        places -= 1 if ranked[rank] > ranked[size - 1] else 0
    for member in range(rounded.size):
        surplus = rounded[member]
        if surplus < ranked[size - 1]:
            continue
        if surplus == ranked[size - 1]:
            if places == 0:
                continue
            places -= 1
        paid[member] = max(-surplus, 0.0)
        if max(surplus, 0.0) <= top:
            paid[member] += rise + (top - max(surplus, 0.0))
    return paid
