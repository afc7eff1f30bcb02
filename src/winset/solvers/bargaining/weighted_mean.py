"""The weighted mean of positions: the forecast that every other one has to beat."""

from __future__ import annotations

from winset.foundation.citations import cited
from winset.games.issue_positions import Positions
from winset.results.bargaining.central_position import CentralPosition


def weighted_mean(
    table: Positions, *, with_salience: bool = True, with_capability: bool = True
) -> CentralPosition:
    """Mean position, each actor weighted by capability times salience.

    Where do actors meet who all give way in proportion to their weight?

    Parameters
    ----------
    table
        Positions on one issue.
    with_salience, with_capability
        Whether saliences and capabilities enter the weights.

    Returns
    -------
    CentralPosition
        ``"empty"`` where all weights are 0: there is no forecast then, and 0 would be a wrong one.

    Raises
    ------
    InputError
        If the table has several issues.

    Notes
    -----
    m = sum c s x / sum c s. It is the Nash bargaining solution for quadratic losses with these
    weights and no gain from disagreement (Achen 2006), and the *compromise model* of the
    literature on the European Union.

    References
    ----------
    Van den Bos (1991); Achen (2006), chapter 4; Schneider, Finke and Bailer (2010).

    Examples
    --------
    >>> from winset.games.issue_positions import positions
    >>> table = positions([0, 0.4, 1], capability=[0.5, 0.3, 0.2], salience=0.5)
    >>> round(weighted_mean(table).position, 6)
    0.32
    """
    places, weights = table.weighted(with_salience=with_salience, with_capability=with_capability)
    total = float(weights.sum())
    method = "closed form"
    sources = cited("van-den-bos-1991", "achen-2006", "schneider-et-al-2010")
    if total <= 0.0:
        return CentralPosition.without_weight(
            "mean", places, weights, method=method, sources=sources
        )
    mean = float((weights / total) @ places)
    return CentralPosition(
        "mean",
        outcome="solved",
        position=mean,
        interval=(mean, mean),
        positions=places,
        weights=weights,
        method=method,
        sources=sources,
    )
