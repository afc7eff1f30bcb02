"""Effect of one member's word: the chance that a motion carries, given how it votes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_LEAST: Final = 50
"""Draws in which a member must vote Yea, and Nay."""
_APART: Final = 2.0
"""Standard errors by which two values must differ to be distinguished."""


@dataclass(frozen=True, eq=False)
class Words:
    """Chances that the motion carries if a member votes one way or the other.

    Parameters
    ----------
    if_yea, if_nay : array (n_members,)
        Share of the draws that carry among those in which the member votes so; NaN where it hardly
        ever does.
    change : array (n_members,)
        How far the chance of passage is expected to move, either way, once the member's vote is
        known: 2 p (1 - p) times the difference of the two, p its chance of a Yea.
    influence : array (n_draws, n_members)
        Influence of each draw on the change: its mean is 0, its spread the error of the change.
    """

    if_yea: Floats
    if_nay: Floats
    change: Floats
    influence: Floats

    def error(self) -> Floats:
        """Standard error of the change, from the number of draws."""
        return np.asarray(self.influence.std(axis=0) / np.sqrt(len(self.influence)))

    def groups(self, order: NDArray[np.intp]) -> list[int]:
        """Number the groups of members that cannot be distinguished, from 1.

        Parameters
        ----------
        order
            Members by falling change.

        Returns
        -------
        list of int
            One for each member of the order: a group ends where a member's change is less than
            that of the group's first by more than two standard errors of their difference.
        """
        found: list[int] = []
        first, group = -1, 0
        for member in order:
            if first >= 0:
                apart = self.influence[:, first] - self.influence[:, member]
                error = float(apart.std()) / np.sqrt(len(apart))
                gap = self.change[first] - self.change[member]
            if first < 0 or gap > _APART * error:
                first, group = int(member), group + 1
            found.append(group)
        return found


def words_of(votes: NDArray[np.int8], carried: NDArray[np.bool_]) -> Words:
    """Compare the outcome over the draws in which a member votes Yea and those in which it is Nay.

    Parameters
    ----------
    votes : array (n_draws, n_members)
        +1 Yea, -1 Nay, 0 absent.
    carried : array (n_draws,)
        Whether the motion carries.

    Returns
    -------
    Words

    Notes
    -----
    A word bears on the member's colleagues too: who is likely to follow the same swing. So the
    change is far larger than the one vote, and it is what is learned when a member declares itself,
    not what is gained by persuading it. A sure member's word changes nothing, nor does that of one
    whose vote says nothing of the others.

    Examples
    --------
    >>> votes = np.tile(np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]], dtype=np.int8), (60, 1))
    >>> words = words_of(votes, votes[:, 0] > 0)
    >>> words.change.tolist(), words.groups(np.array([0, 1]))
    ([0.5, 0.0], [1, 2])
    """
    happened = carried.astype(float)[:, None]
    chances, parts = [], []
    for side in (1, -1):
        here = votes == side
        times = here.sum(axis=0)
        enough = times >= _LEAST
        share = (here * happened).sum(axis=0) / np.maximum(times, 1)
        chances.append(np.where(enough, share, np.nan))
        parts.append(np.where(here, happened - share, 0.0) / np.maximum(times / len(votes), 1e-9))
    difference = chances[0] - chances[1]
    yeas = (votes > 0).sum(axis=0)
    share = yeas / np.maximum((votes != 0).sum(axis=0), 1)
    weight = 2.0 * share * (1.0 - share) * np.where(difference < 0, -1.0, 1.0)
    return Words(chances[0], chances[1], weight * difference, weight * (parts[0] - parts[1]))
