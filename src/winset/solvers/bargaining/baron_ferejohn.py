"""Bargaining in a legislature under a closed rule."""

from __future__ import annotations

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.results.bargaining.agreement_offers import LegislativeShares


def baron_ferejohn(members: int, *, quota: int, discount: float = 1.0) -> LegislativeShares:
    """Stationary equilibrium of dividing a unit under a closed rule, proposers drawn at random.

    How much does the member keep that happens to propose?

    Parameters
    ----------
    members
        Number of members n.
    quota
        Votes needed k, the proposer's included, 1 to n.
    discount
        Worth of a unit one session later, 0 to 1.

    Returns
    -------
    LegislativeShares

    Raises
    ------
    InputError
        If the quota or the discount is out of bounds.

    Notes
    -----
    The proposer keeps 1 - d (k - 1) / n and pays d / n to each of k - 1 others. Under an open rule
    there are several equilibria (Primo 2006); it is not offered.

    References
    ----------
    Baron and Ferejohn (1989), American Political Science Review 83(4): 1181-1206.

    Examples
    --------
    >>> shares = baron_ferejohn(5, quota=3, discount=0.9)
    >>> round(shares.proposer, 6), round(shares.partner, 6)
    (0.64, 0.18)
    """
    if not 1 <= quota <= members:
        raise InputError(f"a quota of {quota} among {members} members", "1 to their number")
    if not 0.0 <= discount <= 1.0:
        raise InputError("a discount is a number from 0 to 1")
    partner = discount / members
    return LegislativeShares(
        members=members,
        quota=quota,
        discount=discount,
        proposer=1.0 - (quota - 1) * partner,
        partner=partner,
        value=1.0 / members,
        method="closed form, stationary",
        sources=cited("baron-ferejohn-1989"),
    )
