"""The price of ratification in one chamber, compiled.

A member's entry surplus S' is its gain from the agreement if it gains, and minus what it costs to
bring it to indifference if it loses (`-inf`: cannot be bought). A coalition of m members with
worths z = S' + payment >= 0 withstands an opposing fund F under quota k if its cheapest m - k + 1
members together are worth F. That holds exactly if some level t has
sum of min(z, t) >= F + (k - 1) t. With S' sorted downward, the least cost at size m is met at
t = max(F / (m - k + 1), S'_k, 0) and is

    sum_{i<=m} max(0, -S'_i) + max(0, F + (k - 1) t - sum_{i<=m} min(max(S'_i, 0), t)).

With s^+ = max(s, 0) and s^- = max(-s, 0) that is

    sum_{i<=m} S'_i^- + max(0, F + sum_{i<k} (t - S'_i^+)^+ - sum_{k<=i<=m} S'_i^+),

which is convex in m: the first sum and minus the last grow by members in falling order, t is convex
in m, and the middle sum a convex, rising function of it. So where the cost stops falling it is
least, and with sums over the first members, made once for all quotas, bisection finds it: O(n) for
the sums after the sort, O(log^2 n) for each quota. What the fund still misses counts as nothing
below 1e-12 of the fund, its own rounding.

All functions take finite float64 arrays (`-inf` allowed in surpluses), never change them, and do
not check their arguments: the solvers do. Arrays of draws have shape (n_draws, n_members).

References
----------
Groseclose, T., and J. M. Snyder, Jr. (1996). Buying supermajorities. American Political Science
Review 90(2), 303-315. Snyder, J. M., Jr. (1991). On buying legislatures. Economics & Politics
3(2), 93-109 (the case F = 0).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from winset.kernels.compiled import compiled_like_numpy
from winset.kernels.sorting import sort_descending

__all__ = [
    "add_up",
    "chamber_prices",
    "payments",
    "robust_quotas",
    "sort_descending",
    "sorted_price",
    "sorted_price_by_size",
    "sorted_robust_quota",
    "summed_price",
]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

INDIFFERENCE: Final = 1e-12
"""A surplus of at most this size counts as zero."""
RELATIVE: Final = 1e-12
"""Shares of a price, fund or budget below this are rounding."""


@compiled_like_numpy
def add_up(surplus_desc: Floats, gains: Floats, rest: Floats, losses: Floats) -> int:
    """Write what the first i members gain and lose, i from 0 to n.

    Parameters
    ----------
    surplus_desc
        Entry surpluses, largest first, shape ``(n,)``; -inf allowed.
    gains, rest
        Sum of the gains in two floats, the second carrying the rounding of the first,
        shape ``(n + 1,)``.
    losses
        Sum of the losses, same shape; inf from the first member that cannot be bought on.

    Returns
    -------
    int
        Members that can be bought.
    """
    count = surplus_desc.size
    high = 0.0
    low = 0.0
    gains[0] = 0.0
    rest[0] = 0.0
    index = 0
    while index < count and surplus_desc[index] > INDIFFERENCE:
        value = surplus_desc[index]
        total = high + value
        part = total - high
        low += (high - (total - part)) + (value - part)
        high = total
        index += 1
        gains[index] = high
        rest[index] = low
    gains[index + 1 :] = high
    rest[index + 1 :] = low
    while index < count and surplus_desc[index] >= -INDIFFERENCE:
        index += 1
    losses[: index + 1] = 0.0
    lost = 0.0
    while index < count and surplus_desc[index] > -np.inf:
        lost -= surplus_desc[index]
        index += 1
        losses[index] = lost
    losses[index + 1 :] = np.inf
    return index


@compiled_like_numpy
def _above(surplus_desc: Floats, before: int, level: float) -> int:
    """Count how many of the first `before` members stand at the level or above."""
    first = 0
    left = before
    while left > 0:
        half = left // 2
        high = surplus_desc[first + half] >= level
        first = first + half + 1 if high else first
        left = left - half - 1 if high else half
    return first


@compiled_like_numpy
def _cost(
    size: int,
    before: int,
    pivot: float,
    fund: float,
    surplus_desc: Floats,
    gains: Floats,
    rest: Floats,
    losses: Floats,
) -> float:
    """Least cost of a coalition of a size."""
    level = max(fund / (size - before), pivot)
    above = _above(surplus_desc, before, level)
    held = (gains[size] - gains[above]) + (rest[size] - rest[above])
    missing = (fund + (before - above) * level) - held
    return float(losses[size] + (missing if missing > RELATIVE * fund else 0.0))


@compiled_like_numpy
def _pivot(surplus_desc: Floats, quota: int) -> float:
    last = surplus_desc[quota - 1]
    return float(last) if last > INDIFFERENCE else 0.0


@compiled_like_numpy
def summed_price(
    quota: int,
    fund: float,
    buyable: int,
    surplus_desc: Floats,
    gains: Floats,
    rest: Floats,
    losses: Floats,
) -> tuple[float, int, float]:
    """Least cost of a quota, the size and the level that attain it.

    Parameters
    ----------
    quota
        Votes needed; 0 or less costs nothing.
    fund
        Opposing fund F >= 0, in units of surplus.
    buyable
        Members that can be bought.
    surplus_desc, gains, rest, losses
        A sorted chamber and its sums; see `add_up`.

    Returns
    -------
    cost, size, level
        As of `sorted_price`.

    Examples
    --------
    Three members gain 0.4, lose 0.2 and lose 0.6; two must vote yes, and the opponents have 0.3.
    With two, the one who loses is paid 0.2 and then each needs 0.3 to be out of reach: 0.5. With
    three, the third would cost 0.6 alone.

    >>> surplus = np.array([0.4, -0.2, -0.6])
    >>> gains, rest, losses = np.empty(4), np.empty(4), np.empty(4)
    >>> buyable = add_up(surplus, gains, rest, losses)
    >>> cost, size, _ = summed_price(2, 0.3, buyable, surplus, gains, rest, losses)
    >>> round(cost, 12), size
    (0.5, 2)
    """
    if quota <= 0:
        return 0.0, 0, 0.0
    if quota > buyable:
        return np.inf, 0, 0.0
    pivot = _pivot(surplus_desc, quota)
    before = quota - 1
    smallest = quota
    largest = buyable
    while smallest < largest:
        middle = (smallest + largest) // 2
        here = _cost(middle, before, pivot, fund, surplus_desc, gains, rest, losses)
        after = _cost(middle + 1, before, pivot, fund, surplus_desc, gains, rest, losses)
        if after < here * (1.0 - RELATIVE):
            smallest = middle + 1
        else:
            largest = middle
    cost = _cost(smallest, before, pivot, fund, surplus_desc, gains, rest, losses)
    return cost, smallest, max(fund / (smallest - before), pivot)


@compiled_like_numpy
def _summed_robust_quota(
    fund: float,
    budget: float,
    buyable: int,
    surplus_desc: Floats,
    gains: Floats,
    rest: Floats,
    losses: Floats,
) -> int:
    """Largest quota whose price the budget covers; the price never falls when the quota rises."""
    affordable = budget + RELATIVE * abs(budget)
    if affordable < 0.0:
        return 0
    lowest = 0
    highest = buyable
    while lowest < highest:
        middle = (lowest + highest + 1) // 2
        cost = losses[middle]
        if cost <= affordable:
            cost, _, _ = summed_price(middle, fund, buyable, surplus_desc, gains, rest, losses)
        if cost <= affordable:
            lowest = middle
        else:
            highest = middle - 1
    return lowest


@compiled_like_numpy
def _room(members: int) -> tuple[Floats, Floats, Floats]:
    return np.empty(members + 1), np.empty(members + 1), np.empty(members + 1)


@compiled_like_numpy
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
    O(n). F = 0 gives exactly the sum of the losses of the first `quota` members.
    """
    gains, rest, losses = _room(surplus_desc.size)
    buyable = add_up(surplus_desc, gains, rest, losses)
    return summed_price(quota, fund, buyable, surplus_desc, gains, rest, losses)


@compiled_like_numpy
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
    gains, rest, losses = _room(surplus_desc.size)
    buyable = add_up(surplus_desc, gains, rest, losses)
    pivot = _pivot(surplus_desc, quota)
    for size in range(quota, buyable + 1):
        cost = _cost(size, quota - 1, pivot, fund, surplus_desc, gains, rest, losses)
        by_size[size - quota] = cost
    return by_size


@compiled_like_numpy
def sorted_robust_quota(surplus_desc: Floats, fund: float, budget: float) -> int:
    """Largest quota, 0 to n, whose price the budget covers (to 1e-12 of the budget).

    Notes
    -----
    The price never falls when the quota rises, so bisection finds it: O(n) for the sums,
    O(log^3 n) for the rest.
    """
    gains, rest, losses = _room(surplus_desc.size)
    buyable = add_up(surplus_desc, gains, rest, losses)
    return _summed_robust_quota(fund, budget, buyable, surplus_desc, gains, rest, losses)


@compiled_like_numpy
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
    gains, rest, losses = _room(members)
    for draw in range(draws):
        sort_descending(entry_surplus[draw], ranked)
        buyable = add_up(ranked, gains, rest, losses)
        cost[draw], size[draw], level[draw] = summed_price(
            quota[draw], fund[draw], buyable, ranked, gains, rest, losses
        )
    return cost, size, level


@compiled_like_numpy
def robust_quotas(entry_surplus: Floats, fund: Floats, budget: Floats) -> Integers:
    """Largest quota the budget covers in every draw, array (n_draws,)."""
    draws, members = entry_surplus.shape
    robust = np.empty(draws, dtype=np.int64)
    ranked = np.empty(members)
    gains, rest, losses = _room(members)
    for draw in range(draws):
        sort_descending(entry_surplus[draw], ranked)
        buyable = add_up(ranked, gains, rest, losses)
        robust[draw] = _summed_robust_quota(
            fund[draw], budget[draw], buyable, ranked, gains, rest, losses
        )
    return robust


@compiled_like_numpy
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


@compiled_like_numpy
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
