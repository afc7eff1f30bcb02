"""Discretion that a legislature gives an agent whose wishes differ from its own."""

from __future__ import annotations

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.results.bargaining.delegation import Discretion


def delegation(bias: float) -> Discretion:
    """The cap that serves the principal best on an agent who wants more than it does.

    How much negotiating authority does Congress give a president who is more liberal than itself?

    Parameters
    ----------
    bias
        How much more the agent wants than the principal in every state of the world, 0 or more.

    Returns
    -------
    Discretion

    Raises
    ------
    InputError
        If the bias is negative.

    Notes
    -----
    A tractable stand-in for delegation under divided government. The state w is uniform on [0, 1]
    and known to the agent alone; the principal wants x = w, the agent x = w + b, losses are
    quadratic. Under a cap c the agent picks min(w + b, c). The principal's loss is least at
    c = 1 - b for b up to a half; beyond that nothing is delegated and policy is fixed at a half.

    References
    ----------
    Holmström (1984), On the theory of delegation; Lohmann and O'Halloran (1994), International
    Organization 48(4): 595-632, for delegation of trade policy.

    Examples
    --------
    >>> [delegation(b).cap for b in (0.1, 0.25, 0.4)]
    [0.9, 0.75, 0.6]
    """
    if bias < 0.0:
        raise InputError(f"a bias of {bias:g}", "0 or more: how much more the agent wants")
    leaves = bias < 0.5
    return Discretion(
        cap=1.0 - bias if leaves else 0.5,
        bias=float(bias),
        delegates=leaves,
        method="closed form",
        sources=cited("holmstrom-1984", "lohmann-ohalloran-1994"),
    )
