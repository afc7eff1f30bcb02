"""Pivotal politics: the floor median proposes, the filibuster and veto pivots may refuse."""

from __future__ import annotations

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.results.spatial.spatial_policy import PolicyOutcome


def pivotal_politics(
    veto_pivot: float, median: float, filibuster_pivot: float, *, status_quo: float
) -> PolicyOutcome:
    """Find where the median moves policy with two pivots that must prefer the change.

    Which status quos change under supermajority hurdles, and how far?

    Parameters
    ----------
    veto_pivot
        Voter whose support overrides a veto, on the president's side.
    median
        Floor median, who proposes.
    filibuster_pivot
        Voter whose support ends debate, on the other side.
    status_quo
        What stands otherwise.

    Returns
    -------
    PolicyOutcome
        Gridlock where the status quo lies between the pivots.

    Raises
    ------
    InputError
        If the median does not lie between the pivots.

    Notes
    -----
    Each of the three accepts the points between q and its mirror image; the median takes the
    nearest of what all accept. For a president on the left, v < m < f: q at most 2v - m gives m, q
    between that and v gives 2v - q, from v to f gives q, above f 2f - q, from 2f - m on m.

    References
    ----------
    Krehbiel (1998), Pivotal Politics: A Theory of U.S. Lawmaking, University of Chicago Press.

    Examples
    --------
    >>> round(pivotal_politics(-0.2, 0.0, 0.25, status_quo=-0.35).position, 9)
    -0.05
    >>> pivotal_politics(-0.2, 0.0, 0.25, status_quo=0.2).moved
    False
    """
    ends = sorted((veto_pivot, filibuster_pivot))
    if not ends[0] <= median <= ends[1]:
        raise InputError("the median must lie between the two pivots")
    deciders = (float(veto_pivot), float(median), float(filibuster_pivot))
    low = max(min(status_quo, 2.0 * p - status_quo) for p in deciders)
    high = min(max(status_quo, 2.0 * p - status_quo) for p in deciders)
    return PolicyOutcome(
        position=float(min(max(median, low), high)),
        status_quo=float(status_quo),
        proposer=float(median),
        acceptable=(float(low), float(high)),
        deciders=deciders,
        method="the point nearest the median that both pivots accept",
        sources=cited("krehbiel-1998"),
    )
