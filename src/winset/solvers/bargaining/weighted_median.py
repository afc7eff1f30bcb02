"""The weighted median of positions: the forecast of majority rule on one issue."""

from __future__ import annotations

import numpy as np

from winset.foundation.citations import cited
from winset.games.issue_positions import Positions
from winset.results.bargaining.central_position import CentralPosition

_SLACK = 1e-12
"""Share of the total weight by which one half may be missed through rounding."""


def weighted_median(
    table: Positions, *, with_salience: bool = True, with_capability: bool = True
) -> CentralPosition:
    """Median position, each actor weighted by capability times salience.

    Which position does no majority of the weight want to move in either direction?

    Parameters
    ----------
    table
        Positions on one issue.
    with_salience, with_capability
        Whether saliences and capabilities enter the weights.

    Returns
    -------
    CentralPosition
        With exactly half of the weight on one side every point of an interval is a median:
        `interval` has its ends, `position` the lower one. ``"empty"`` where all weights are 0.

    Raises
    ------
    InputError
        If the table has several issues.

    Notes
    -----
    Positions are sorted; the median is the first whose cumulated weight reaches half of the total.
    The position with the largest sum of cardinal votes against every other, sum of
    w (|x - b| - |x - a|), is the same point, since the sum of weighted distances is least there.

    References
    ----------
    Black (1948), Journal of Political Economy 56(1): 23-34.

    Examples
    --------
    >>> from winset.games.issue_positions import positions
    >>> found = weighted_median(positions([0, 0.4, 1], capability=[0.5, 0.3, 0.2]))
    >>> found.position, found.interval
    (0.0, (0.0, 0.4))
    """
    places, weights = table.weighted(with_salience=with_salience, with_capability=with_capability)
    method, sources = "sorting", cited("black-1948")
    total = float(weights.sum())
    if total <= 0.0:
        return CentralPosition.without_weight(
            "median", places, weights, method=method, sources=sources
        )
    held = weights > 0.0
    order = np.argsort(places[held], kind="stable")
    at, share = places[held][order], np.cumsum(weights[held][order]) / total
    low = float(at[int(np.argmax(share >= 0.5 - _SLACK))])
    beyond = np.flatnonzero(share > 0.5 + _SLACK)
    high = float(at[int(beyond[0])]) if beyond.size else low
    return CentralPosition(
        "median",
        outcome="solved",
        position=low,
        interval=(low, high),
        positions=places,
        weights=weights,
        method=method,
        sources=sources,
    )
