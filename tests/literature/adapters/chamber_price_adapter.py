"""Reads the tables on the price of ratification in one chamber."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.solvers.coalitions.chamber_price import chamber_price, chamber_price_by_size


def members(
    surplus: list[float] | None, equal: list[float] | None, willingness: list[float] | None
) -> NDArray[np.float64]:
    """Entry surpluses from a list, or from `[number of members, common surplus]`."""
    if surplus is None:
        assert equal is not None
        return np.full(int(equal[0]), float(equal[1]))
    values = np.array(surplus, dtype=np.float64)
    if willingness is None:
        return values
    return np.where(values < 0, values / np.array(willingness), values)


def price(
    *,
    quota: int,
    fund: float,
    surplus: list[float] | None = None,
    equal: list[float] | None = None,
    willingness: list[float] | None = None,
) -> dict[str, Any]:
    result = chamber_price(members(surplus, equal, willingness), quota=quota, fund=fund)
    assert result.verify()
    return {
        "price": result.price,
        "size": result.size,
        "outcome": result.outcome,
        "payments": result.payments.tolist(),
        "bought": len(result.bought),
    }


def price_by_size(
    *,
    quota: int,
    fund: float,
    surplus: list[float] | None = None,
    equal: list[float] | None = None,
) -> list[float]:
    costs = chamber_price_by_size(members(surplus, equal, None), quota=quota, fund=fund)
    return [float(cost) for cost in costs]


def smallest_and_largest_coalition(
    *, member_count: int, quota: int, fund: float
) -> dict[str, float]:
    costs = chamber_price_by_size(np.zeros(member_count), quota=quota, fund=fund)
    return {"minimal": float(costs[0]), "universal": float(costs[-1])}


def one_lobbyist_on_a_line(
    *, member_count: int, proposal: float, status_quo: float, intensity: float
) -> dict[str, float]:
    """Ideals even on [-1/2, 1/2], quadratic loss, every member a share 1/n of the legislature."""
    ideals = (np.arange(member_count) + 0.5) / member_count - 0.5
    gain = intensity * ((status_quo - ideals) ** 2 - (proposal - ideals) ** 2) / member_count
    result = chamber_price(gain, quota=(member_count + 1) // 2, fund=0.0)
    assert result.verify()
    return {"price": result.price, "dearest_member": float(ideals[result.payments.argmax()])}


SOLVERS = {
    "chamber_price": price,
    "chamber_price_by_size": price_by_size,
    "chamber_price_house_ends": smallest_and_largest_coalition,
    "chamber_price_line": one_lobbyist_on_a_line,
}
