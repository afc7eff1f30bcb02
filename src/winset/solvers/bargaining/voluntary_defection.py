"""Voluntary defection: how patient a country must be to keep its word."""

from __future__ import annotations

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.results.bargaining.agreement_offers import PatienceNeeded


def voluntary_defection(*, temptation: float, reward: float, punishment: float) -> PatienceNeeded:
    """Say how patient a country must be not to break an agreement that is enforced by its end.

    Parameters
    ----------
    temptation
        Gain T of the period in which it breaks the agreement.
    reward
        Gain R of a period in which it is kept.
    punishment
        Gain P of a period without agreement, below R.

    Returns
    -------
    PatienceNeeded
        (T - R) / (T - P), or 0 where breaking it does not pay even once.

    Raises
    ------
    InputError
        If an agreement is worth no more than none.

    References
    ----------
    Axelrod (1984), The Evolution of Cooperation; the term: Putnam (1988), International
    Organization 42(3): 427-460.

    Examples
    --------
    >>> voluntary_defection(temptation=5, reward=3, punishment=1).discount
    0.5
    """
    if reward <= punishment:
        raise InputError("an agreement that gains nothing is not kept", "reward above punishment")
    needed = (temptation - reward) / (temptation - punishment) if temptation > reward else 0.0
    return PatienceNeeded(
        needed,
        temptation,
        reward,
        punishment,
        sources=cited("axelrod-1984", "putnam-1988"),
        method="grim trigger, closed form",
    )
