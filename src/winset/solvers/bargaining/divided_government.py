"""A foreign offer that an executive and a legislature must both prefer to the status quo."""

from __future__ import annotations

from winset.foundation.citations import cited
from winset.results.spatial.spatial_policy import PolicyOutcome


def divided_government(
    foreign: float, executive: float, legislature: float, *, status_quo: float = 0.0
) -> PolicyOutcome:
    """Find what a foreign country offers that needs the consent of executive and legislature.

    Does a legislature that is hard to please help the executive, and where does it backfire?

    Parameters
    ----------
    foreign, executive, legislature
        Ideal points.
    status_quo
        What stands if the offer is refused.

    Returns
    -------
    PolicyOutcome

    Notes
    -----
    A reduced form: both accept the points between the status quo q and their mirror image 2i - q;
    the foreign country, on the far side, offers the nearest to its own ideal of what both accept.
    With F = 1, P = 0.5, q = 0 the executive is best off with C = 0.25 and has nothing from C <= 0:
    the conjecture of Schelling holds only while the legislature is not too hawkish.

    References
    ----------
    Milner and Rosendorff (1997), Journal of Conflict Resolution 41(1): 117-146.

    Examples
    --------
    >>> [divided_government(1.0, 0.5, c).position for c in (0.6, 0.4, 0.25, 0.0)]
    [1.0, 0.8, 0.5, 0.0]
    """
    deciders = (float(executive), float(legislature))
    low = max(min(status_quo, 2.0 * ideal - status_quo) for ideal in deciders)
    high = min(max(status_quo, 2.0 * ideal - status_quo) for ideal in deciders)
    place = min(max(foreign, low), high) if low <= high else status_quo
    return PolicyOutcome(
        position=float(place),
        status_quo=float(status_quo),
        proposer=float(foreign),
        acceptable=(float(min(low, high)), float(high)),
        deciders=deciders,
        method="the nearest point to the foreign ideal that both accept",
        sources=cited("milner-rosendorff-1997"),
    )
