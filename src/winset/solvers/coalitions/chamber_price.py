"""The price of ratification in one chamber."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.foundation.numbers import finite_number
from winset.foundation.tolerances import INDIFFERENCE
from winset.results.coalitions.chamber_price import ChamberPrice

SOURCES: Final = cited("groseclose-snyder-1996", "snyder-1991", "riker-1962")


def _checked_surplus(entry_surplus: ArrayLike) -> NDArray[np.float64]:
    try:
        surplus = np.array(entry_surplus, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InputError(f"entry_surplus must hold numbers: {error}") from error
    if surplus.ndim != 1 or surplus.size == 0:
        raise InputError(
            f"entry_surplus must be a list of one number a member, not of shape {surplus.shape}"
        )
    wrong = np.flatnonzero(np.isnan(surplus) | (surplus == np.inf))
    if wrong.size:
        raise InputError(
            f"entry_surplus[{wrong[0]}] is {surplus[wrong[0]]}: give a finite number, "
            "or -inf for a member that cannot be bought"
        )
    return surplus


def _checked_quota(quota: int, lowest: int) -> int:
    if isinstance(quota, bool) or not isinstance(quota, (int, np.integer)) or quota < lowest:
        raise InputError(f"quota must be a whole number of votes, {lowest} or more, not {quota!r}")
    return int(quota)


def _checked_fund(fund: float) -> float:
    amount = float(finite_number(fund, "the fund"))
    if amount < 0.0:
        raise InputError(f"the fund is {amount:g}", "give an amount of 0 or more")
    return amount


def _checked_names(names: Sequence[str] | None, count: int) -> tuple[str, ...]:
    if names is None:
        return tuple(f"member-{number}" for number in range(1, count + 1))
    labels = tuple(str(name) for name in names)
    if len(labels) != count:
        raise InputError(f"names has {len(labels)} entries for {count} members")
    if len(set(labels)) != count:
        twice = next(name for name in labels if labels.count(name) > 1)
        raise InputError(f"names must differ: {twice!r} occurs more than once")
    return labels


def chamber_price(
    entry_surplus: ArrayLike,
    *,
    quota: int,
    fund: float = 0.0,
    names: Sequence[str] | None = None,
) -> ChamberPrice:
    """Price of ratification in one chamber.

    What is the least total payment that makes an agreement pass and that opponents, who move
    second with a fund of their own, cannot undo?

    Parameters
    ----------
    entry_surplus : array_like (n_members,)
        S', in member-moves. A member that gains has its gain S; one that loses has S / w, minus
        the cost of bringing it to indifference at willingness w; one that cannot be bought `-inf`.
        At most 1e-12 in size counts as zero.
    quota : int
        Votes needed, 0 or more. Above the number of members the answer is infeasible.
    fund : float
        The opponents' fund F >= 0, in member-moves.
    names : sequence of str, optional
        Distinct member names; `member-1`, ... otherwise.

    Returns
    -------
    ChamberPrice
        Price, coalition, one least-cost schedule of payments, and `verify()`.

    Raises
    ------
    InputError
        If a surplus is not a number or is `+inf`, `entry_surplus` is empty or not
        one-dimensional, the quota is not a whole number or is negative, the fund is negative or
        not finite, or the names repeat or do not match the members.

    Notes
    -----
    A coalition of m members with z = S' + payment >= 0 withstands F if its cheapest m - k + 1
    members together are worth F; equivalently if at some level t the sum of min(z, t) reaches
    F + (k - 1) t. With S' sorted downward the least cost at size m is attained at
    t = max(F / (m - k + 1), S'_k, 0); all sizes are compared. Exact, O(n log n).

    With F = 0 it is the sum of the smallest losses that complete the quota (Riker; Snyder 1991).
    With equal S' = v <= 0 it is Groseclose and Snyder's level schedule: m (F / (m - k + 1) - v).
    Beyond indifference payments trade at par: willingness prices the entry only. Members have one
    vote each; do not use it for weighted votes.

    References
    ----------
    Groseclose and Snyder (1996), American Political Science Review 90(2), 303-315.
    Snyder (1991), Economics & Politics 3(2), 93-109.

    Examples
    --------
    Five legislators who each lose 3, an opponent with 6 to spend. Three votes are enough, yet
    buying four is cheaper than buying three (27) or five (25):

    >>> answer = chamber_price([-3, -3, -3, -3, -3], quota=3, fund=6)
    >>> answer.price, answer.size
    (24.0, 4)
    >>> answer.payments.tolist()
    [6.0, 6.0, 6.0, 6.0, 0.0]
    >>> chamber_price_by_size([-3, -3, -3, -3, -3], quota=3, fund=6).tolist()
    [27.0, 24.0, 25.0]
    >>> bool(answer.verify())
    True
    """
    from winset.kernels.price import payments, sort_descending, sorted_price

    surplus = _checked_surplus(entry_surplus)
    votes = _checked_quota(quota, 0)
    against = _checked_fund(fund)
    labels = _checked_names(names, surplus.size)
    ranked = np.empty_like(surplus)
    sort_descending(surplus, ranked)
    cost, size, level = sorted_price(ranked, votes, against)
    paid = payments(surplus, size, level, against, votes)
    rounded = np.where(np.abs(surplus) <= INDIFFERENCE, 0.0, surplus)
    inside = np.zeros(surplus.size, dtype=np.bool_)
    inside[np.argsort(-rounded, kind="stable")[:size]] = True
    buyable = int(np.count_nonzero(surplus > -np.inf))
    solved = buyable >= votes
    return ChamberPrice(
        labels=labels,
        entry_surplus=surplus,
        quota=votes,
        fund=against,
        outcome="solved" if solved else "infeasible",
        price=float(cost),
        size=int(size),
        level=float(level),
        payments=paid,
        coalition=tuple(np.array(labels)[inside].tolist()),
        bought=tuple(np.array(labels)[inside & (rounded < 0.0)].tolist()),
        reason="" if solved else _why_infeasible(votes, surplus.size, buyable),
        sources=SOURCES,
        method="closed form over coalition sizes",
    )


def _why_infeasible(quota: int, members: int, buyable: int) -> str:
    if quota > members:
        return f"the quota of {quota} exceeds the {members} members; lower it"
    return (
        f"{quota} votes are needed and only {buyable} of {members} members can be had at any "
        f"price; lower the quota or raise the willingness of {quota - buyable} more"
    )


def chamber_price_by_size(
    entry_surplus: ArrayLike, *, quota: int, fund: float = 0.0
) -> NDArray[np.float64]:
    """Least cost of a coalition of each size, from the quota to the whole chamber.

    How much dearer, or cheaper, is a larger coalition than a minimal one?

    Parameters
    ----------
    entry_surplus : array_like (n_members,)
        As in `chamber_price`.
    quota : int
        Votes needed, 1 or more.
    fund : float
        The opponents' fund F >= 0, in member-moves.

    Returns
    -------
    array (n_members - quota + 1,)
        In member-moves, for the sizes `quota`, ..., n; `inf` where a member that cannot be bought
        would be needed; empty if the quota exceeds the members. Its least entry is the price.

    Raises
    ------
    InputError
        As `chamber_price`, and for a quota of 0.

    References
    ----------
    Groseclose and Snyder (1996), American Political Science Review 90(2), 303-315.

    Examples
    --------
    >>> chamber_price_by_size([0, 0, 0, 0, 0], quota=3, fund=6).tolist()
    [18.0, 12.0, 10.0]
    """
    from winset.kernels.price import sort_descending, sorted_price_by_size

    surplus = _checked_surplus(entry_surplus)
    votes = _checked_quota(quota, 1)
    against = _checked_fund(fund)
    ranked = np.empty_like(surplus)
    sort_descending(surplus, ranked)
    return sorted_price_by_size(ranked, votes, against)
