"""An offer made without knowing what the other side's ratifiers will bear."""

from __future__ import annotations

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.results.bargaining.agreement_offers import RiskyOffer


def unknown_ratifiers(failure_cost: float = 0.0) -> RiskyOffer:
    """The best offer against a ratification threshold that is uniform on [0, 1].

    How much does a negotiator concede, and how often does the deal die, if nobody knows what the
    ratifiers will bear?

    Parameters
    ----------
    failure_cost
        What a failed ratification costs beyond the loss of the agreement, 0 to 1.

    Returns
    -------
    RiskyOffer

    Raises
    ------
    InputError
        If the cost is not in [0, 1].

    Notes
    -----
    A reduced form: the offer y passes with probability y and leaves 1 - y; expected value
    y (1 - y) - (1 - y) k is highest at y = (1 + k) / 2, and ratification fails with (1 - k) / 2.

    References
    ----------
    Iida (1993), Journal of Conflict Resolution 37(3): 403-426.

    Examples
    --------
    >>> [unknown_ratifiers(k).offer for k in (0, 0.2, 0.5)]
    [0.5, 0.6, 0.75]
    """
    if not 0.0 <= failure_cost <= 1.0:
        raise InputError("the cost of failure is a number from 0 to 1")
    offer = 0.5 * (1.0 + failure_cost)
    return RiskyOffer(
        offer, 1.0 - offer, failure_cost, method="closed form", sources=cited("iida-1993")
    )
