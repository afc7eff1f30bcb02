"""Alternating offers over a unit, with what each side's ratifiers insist on."""

from __future__ import annotations

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.results.bargaining.agreement_offers import OfferPair

_MOST_ROUNDS = 100_000


def rubinstein(first_discount: float, second_discount: float) -> OfferPair:
    """Perfect equilibrium of alternating offers over a unit.

    What does the one get that proposes first, where both lose by waiting?

    Parameters
    ----------
    first_discount, second_discount
        Worth of a unit next round, 0 to below 1.

    Returns
    -------
    OfferPair

    Raises
    ------
    InputError
        If a discount is not in [0, 1).

    Notes
    -----
    The first proposer keeps (1 - d2) / (1 - d1 d2).

    References
    ----------
    Rubinstein (1982), Econometrica 50(1): 97-109.

    Examples
    --------
    >>> round(rubinstein(0.9, 0.8).first, 6)
    0.714286
    """
    _check(first_discount, second_discount)
    product = 1.0 - first_discount * second_discount
    first = (1.0 - second_discount) / product
    return OfferPair(
        first,
        first_discount * first,
        (first_discount, second_discount),
        (0.0, 0.0),
        method="closed form",
        sources=cited("rubinstein-1982"),
    )


def ratification_floors(
    first_discount: float,
    second_discount: float,
    *,
    first_floor: float = 0.0,
    second_floor: float = 0.0,
) -> OfferPair:
    """Alternating offers where either side's ratifiers refuse less than a floor.

    Does a government gain from a legislature that would refuse a bad deal?

    Parameters
    ----------
    first_discount, second_discount
        0 to below 1.
    first_floor, second_floor
        Least share either side's ratifiers accept, 0 to 1.

    Returns
    -------
    OfferPair
        Empty where the floors add up to more than the unit.

    Raises
    ------
    InputError
        If a discount is not in [0, 1) or a floor not in [0, 1].

    Notes
    -----
    Solves x1 = 1 - max(d2 (1 - x2), c2), x2 = max(d1 x1, c1) for the first player's share x1 under
    its own and x2 under the other's proposal: a reduced form of Tarar (2001). The right sides
    shrink distances by d1 d2, so the solution is unique and found by repetition.

    References
    ----------
    Tarar (2001), Journal of Conflict Resolution 45(3): 320-340.

    Examples
    --------
    >>> pair = ratification_floors(0.9, 0.9, second_floor=0.6)
    >>> round(pair.first, 6), round(pair.second, 6)
    (0.4, 0.36)
    """
    _check(first_discount, second_discount)
    floors = (first_floor, second_floor)
    if not all(0.0 <= floor <= 1.0 for floor in floors):
        raise InputError("a floor is a share from 0 to 1")
    discounts = (first_discount, second_discount)
    sources = cited("tarar-2001", "rubinstein-1982")
    if sum(floors) > 1.0:
        return OfferPair(
            0.0,
            0.0,
            discounts,
            floors,
            method="the floors conflict",
            sources=sources,
            outcome="empty",
        )
    one, two = 1.0, 0.0
    for _ in range(_MOST_ROUNDS):
        earlier = one
        one = 1.0 - max(second_discount * (1.0 - two), second_floor)
        two = max(first_discount * one, first_floor)
        if abs(one - earlier) < 1e-15:
            break
    return OfferPair(
        one, two, discounts, floors, method="repetition of a contraction", sources=sources
    )


def _check(*discounts: float) -> None:
    if not all(0.0 <= discount < 1.0 for discount in discounts):
        raise InputError("a discount is 0 or more and below 1")
