"""Chances that move together: shocks shared by all, by party and by bloc.

Voter i says yes when a standard normal number of its own falls below a threshold moved by shocks
it shares with others. The thresholds are set so that, over all shocks, each voter's chance stays
what was given.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
REACH = 6.5


@dataclass(frozen=True)
class SharedShocks:
    """Standard deviations of the shared shocks, a voter's own being 1.

    Attributes
    ----------
    bill : float, default 0
        Shared by everybody.
    party : float, default 0
        Shared within a party.
    bloc : float, default 0
        Shared within a bloc of a party.
    """

    bill: float = 0.0
    party: float = 0.0
    bloc: float = 0.0

    @property
    def spread(self) -> float:
        """Standard deviation of a voter's own and shared shocks together."""
        return sqrt(1 + self.bill**2 + self.party**2 + self.bloc**2)


def normal_nodes(size: float, count: int) -> tuple[Floats, Floats]:
    """Return nodes and weights for averaging over a normal shock; one node when there is none.

    Parameters
    ----------
    size : float
        Standard deviation.
    count : int
        Nodes when the size is not 0.

    Notes
    -----
    Equally spaced nodes over 6.5 standard deviations to each side. For smooth functions times a
    normal density the error falls faster than any power of the spacing, and unlike with
    Gauss-Hermite nodes it does so even where the function is steep.
    """
    if size == 0:
        return np.zeros(1), np.ones(1)
    nodes = np.linspace(-REACH, REACH, count)
    weights = np.exp(-nodes * nodes / 2)
    return size * nodes, weights / weights.sum()


def thresholds(chances: Floats, shocks: SharedShocks) -> Floats:
    """Return the thresholds at which every voter keeps its chance; infinite for 0 and 1."""
    normal = NormalDist()
    inner = [-np.inf if p <= 0 else np.inf if p >= 1 else normal.inv_cdf(float(p)) for p in chances]
    return np.array(inner) * shocks.spread


def normal_chances(scores: Floats) -> Floats:
    """Return the standard normal distribution function, by voter and setting."""
    from scipy.special import ndtr

    return np.asarray(ndtr(scores), dtype=np.float64)
