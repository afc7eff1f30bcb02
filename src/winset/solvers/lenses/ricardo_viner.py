"""Ricardo and Viner: who gains from a price when capital stays in its sector and labour moves."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.results.lenses.factor_returns import FactorReturns
from winset.results.lenses.specific_factors import SpecificFactors

SOURCES = cited("jones-1971")
_LARGEST = 1e6
_ROUNDS = 200


def jones_returns(
    employment_shares: Sequence[float],
    labour_cost_shares: Sequence[float],
    price_changes: Sequence[float],
    *,
    elasticities: Sequence[float] | None = None,
) -> FactorReturns:
    """Relative changes of the wage and of each sector's return for small changes of prices.

    Who gains, and by how much more than the price, when a price changes a little?

    Parameters
    ----------
    employment_shares
        Share of all workers in each sector, adding up to 1.
    labour_cost_shares
        Share of wages in the costs of each sector, between 0 and 1.
    price_changes
        Relative price changes, any unit.
    elasticities
        Elasticity of substitution of each sector, above 0. Default: 1.

    Returns
    -------
    FactorReturns

    Raises
    ------
    InputError
        If the lists differ in length, a share is outside its bounds or an elasticity is not
        positive.

    Notes
    -----
    w^ = sum_j beta_j p^_j with beta_j in proportion to lambda_j sigma_j / theta_Kj, so the wage
    changes by an average of the prices; r^_j = (p^_j - theta_Lj w^) / theta_Kj. For two sectors
    and a higher first price: r^_1 > p^_1 > w^ > p^_2 > r^_2.

    References
    ----------
    Jones (1971).

    Examples
    --------
    >>> found = jones_returns([0.5, 0.5], [0.5, 0.5], [10.0, 0.0])
    >>> found.wage, found.returns
    (5.0, (15.0, -5.0))
    """
    workers, costs, prices, sigma = _checked(
        employment_shares, labour_cost_shares, price_changes, elasticities
    )
    weight = workers * sigma / (1.0 - costs)
    wage = float((weight * prices).sum() / weight.sum())
    returns = (prices - costs * wage) / (1.0 - costs)
    return FactorReturns(
        wage=wage,
        returns=tuple(returns.tolist()),
        labour_cost_shares=tuple(costs.tolist()),
        price_changes=tuple(prices.tolist()),
        capital_is_specific=True,
        exact=False,
        method="small changes (Jones)",
        sources=SOURCES,
    )


def specific_factors(
    employment_shares: Sequence[float],
    labour_cost_shares: Sequence[float],
    prices: Sequence[float],
    *,
    elasticities: Sequence[float] | None = None,
) -> SpecificFactors:
    """Wage, returns and workers of an economy with specific capital, for prices of any size.

    What becomes of wages, profits and jobs when prices change?

    Parameters
    ----------
    employment_shares, labour_cost_shares, elasticities
        As for `jones_returns`; shares are those before the change.
    prices
        New price over the old one in each sector, above 0.

    Returns
    -------
    SpecificFactors

    Raises
    ------
    InputError
        As for `jones_returns`, and if a price is not above 0.

    Notes
    -----
    Each sector has a CES technology, calibrated so that before the change wage, prices and returns
    are 1. For a wage w the return follows from zero profits, p^(1-s) = theta_L w^(1-s) + theta_K
    r^(1-s), and workers from cost minimisation, L_j = lambda_j (r_j / w)^s. What sectors ask for
    falls with the wage, which is bisected to 1e-14. A sector whose price cannot pay the wage
    closes.

    References
    ----------
    Jones (1971).

    Examples
    --------
    >>> found = specific_factors([0.5, 0.5], [0.5, 0.5], [1.1, 1.0])
    >>> found.returns[0] > 1.1 > found.wage > 1.0 > found.returns[1]
    True
    """
    workers, costs, levels, sigma = _checked(
        employment_shares, labour_cost_shares, prices, elasticities
    )
    if not (levels > 0.0).all():
        raise InputError("a price must be above 0")
    low, high = float(levels.min()) / _LARGEST, float(levels.max()) * _LARGEST
    for _ in range(_ROUNDS):
        wage = math.sqrt(low * high)
        if _demand(wage, workers, costs, levels, sigma).sum() > 1.0:
            low = wage
        else:
            high = wage
        if high / low - 1.0 < 1e-15:
            break
    wage = math.sqrt(low * high)
    back = _returns(wage, costs, levels, sigma)
    placed = workers * (back / wage) ** sigma
    return SpecificFactors(
        wage=wage,
        returns=tuple(back.tolist()),
        workers=tuple(placed.tolist()),
        prices=tuple(levels.tolist()),
        employment_shares=tuple(workers.tolist()),
        labour_cost_shares=tuple(costs.tolist()),
        elasticities=tuple(sigma.tolist()),
        sources=SOURCES,
        method="bisection of the wage until all workers are employed",
    )


_Floats = NDArray[np.float64]


def _returns(wage: float, costs: _Floats, prices: _Floats, sigma: _Floats) -> _Floats:
    """Return to each sector's capital at a wage; infinite where it would be boundless."""
    found = np.empty_like(prices)
    for j, (share, price, s) in enumerate(zip(costs, prices, sigma, strict=True)):
        if abs(s - 1.0) < 1e-9:
            found[j] = (price / wage**share) ** (1.0 / (1.0 - share))
            continue
        power = 1.0 - s
        rest = (price**power - share * wage**power) / (1.0 - share)
        if rest > 0.0:
            found[j] = rest ** (1.0 / power)
        else:
            found[j] = 0.0 if power > 0.0 else np.inf
    return found


def _demand(
    wage: float, workers: _Floats, costs: _Floats, prices: _Floats, sigma: _Floats
) -> _Floats:
    back = _returns(wage, costs, prices, sigma)
    with np.errstate(over="ignore"):
        return np.asarray(workers * (back / wage) ** sigma)


def _checked(
    employment_shares: Sequence[float],
    labour_cost_shares: Sequence[float],
    prices: Sequence[float],
    elasticities: Sequence[float] | None,
) -> tuple[_Floats, _Floats, _Floats, _Floats]:
    workers, costs, changes = (
        np.asarray(values, dtype=np.float64)
        for values in (employment_shares, labour_cost_shares, prices)
    )
    sigma = np.ones_like(workers) if elasticities is None else np.asarray(elasticities, dtype=float)
    if not workers.shape == costs.shape == changes.shape == sigma.shape or workers.ndim != 1:
        raise InputError("give one entry a sector in every list")
    if workers.size == 0 or not np.isfinite(changes).all():
        raise InputError("give at least one sector, with finite prices")
    if not (workers > 0.0).all() or abs(workers.sum() - 1.0) > 1e-9:
        raise InputError("employment shares are above 0 and add up to 1")
    if not ((costs > 0.0) & (costs < 1.0)).all():
        raise InputError("the share of wages in costs lies between 0 and 1")
    if not (np.isfinite(sigma) & (sigma > 0.0)).all():
        raise InputError("an elasticity of substitution is above 0")
    return workers, costs, changes, sigma
