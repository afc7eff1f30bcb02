"""Stolper and Samuelson: what prices do to the returns of two factors that move freely."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.results.lenses.factor_returns import FactorReturns


def stolper_samuelson(
    labour_cost_shares: Sequence[float], price_changes: Sequence[float]
) -> FactorReturns:
    """Relative changes of the wage and the return to capital in an economy of two goods.

    Who gains when the price of one good rises and both factors can move?

    Parameters
    ----------
    labour_cost_shares
        Share of wages in the unit cost of each of two goods, between 0 and 1.
    price_changes
        Relative price change of each good, any unit.

    Returns
    -------
    FactorReturns
        Wage and return to capital, in the unit of the price changes.

    Raises
    ------
    InputError
        If there are not two goods, a share is not between 0 and 1, or both goods use the factors
        in the same proportion, which leaves the returns undetermined.

    Notes
    -----
    Prices equal unit costs, so that p^_j = theta_Lj w^ + theta_Kj r^ for both goods: two linear
    equations. Their difference gives (w^ - r^) = (p^_1 - p^_2) / (theta_L1 - theta_L2), so the
    factor used intensively in the good whose price rises gains more than the price, the other
    loses (the magnification effect). It asks for as many goods as factors and for both being made.

    References
    ----------
    Stolper and Samuelson (1941); Jones (1965), section 3.

    Examples
    --------
    >>> found = stolper_samuelson([0.75, 0.25], [10.0, 0.0])
    >>> round(found.wage, 9), [round(r, 9) for r in found.returns]
    (15.0, [-5.0])
    """
    shares = np.asarray(labour_cost_shares, dtype=np.float64)
    prices = np.asarray(price_changes, dtype=np.float64)
    if shares.shape != (2,) or prices.shape != (2,):
        raise InputError("the theorem is on two goods: give two cost shares and two price changes")
    if not ((shares > 0.0) & (shares < 1.0)).all() or not np.isfinite(prices).all():
        raise InputError("cost shares lie between 0 and 1, price changes are finite")
    if abs(shares[0] - shares[1]) < 1e-12:
        raise InputError(
            "both goods use the factors alike: prices do not determine their returns",
            "give goods of different factor intensity",
        )
    costs = np.stack([shares, 1.0 - shares], axis=1)
    wage, capital = np.linalg.solve(costs, prices)
    return FactorReturns(
        wage=float(wage),
        returns=(float(capital),),
        labour_cost_shares=(float(shares[0]), float(shares[1])),
        price_changes=(float(prices[0]), float(prices[1])),
        capital_is_specific=False,
        sources=cited("stolper-samuelson-1941", "jones-1965"),
        method="zero profits as linear equations in relative changes",
    )
