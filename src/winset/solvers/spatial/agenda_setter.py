"""The agenda setter: a proposal made once, to a voter who may only take it or leave it."""

from __future__ import annotations

from winset.foundation.citations import cited
from winset.results.spatial.spatial_policy import PolicyOutcome


def agenda_setter(setter: float, voter: float, *, status_quo: float) -> PolicyOutcome:
    """The setter's best proposal that the voter prefers to the status quo.

    What can somebody who controls the agenda get from a median that cannot amend?

    Parameters
    ----------
    setter, voter
        Ideal points of the one that proposes and of the one that accepts (the median).
    status_quo
        What stands if the proposal is refused.

    Returns
    -------
    PolicyOutcome

    Notes
    -----
    The voter accepts all points between the status quo q and its mirror image 2m - q; the setter
    proposes the one closest to its own ideal.

    References
    ----------
    Romer and Rosenthal (1978), Political resource allocation, controlled agendas, and the status
    quo, Public Choice 33(4): 27-43.

    Examples
    --------
    >>> [agenda_setter(1.0, 0.0, status_quo=q).position for q in (-2, -0.5, 0, 0.5, 3)]
    [1.0, 0.5, 0.0, 0.5, 1.0]
    """
    mirror = 2.0 * voter - status_quo
    low, high = min(status_quo, mirror), max(status_quo, mirror)
    return PolicyOutcome(
        position=float(min(max(setter, low), high)),
        status_quo=float(status_quo),
        proposer=float(setter),
        acceptable=(float(low), float(high)),
        deciders=(float(voter),),
        method="the nearest point of the voter's preferred-to set",
        sources=cited("romer-rosenthal-1978"),
    )
