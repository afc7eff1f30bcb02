"""Approval by the people: share, turnout, quorum and double majority of each referendum."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Referendums:
    """The referendums of a rule, in the order in which it names them.

    Parameters
    ----------
    names
        Their names, as in the clauses of the rule.
    quorum
        Least turnout at which each counts, 0..1, shape ``(n_referendums,)``.
    double_majority
        Whether more than half of the cantons (states) must be in favour too, shape
        ``(n_referendums,)``.
    stands_below_quorum
        Whether the measure stands where the turnout is too low, shape ``(n_referendums,)``.

    Examples
    --------
    >>> asked = Referendums(("vote",), np.array([0.3]), np.array([False]), np.array([False]))
    >>> share, cantons = np.array([[0.6], [0.4], [0.6]]), np.full((3, 1), np.nan)
    >>> asked.passes(share, np.array([[0.5], [0.5], [0.2]]), cantons).ravel().tolist()
    [True, False, False]
    """

    names: tuple[str, ...]
    quorum: Floats
    double_majority: NDArray[np.bool_]
    stands_below_quorum: NDArray[np.bool_]

    def passes(self, share: Floats, turnout: Floats, cantons: Floats) -> NDArray[np.bool_]:
        """Return whether each referendum lets the measure pass.

        Parameters
        ----------
        share
            Share of the valid votes in favour, 0..1, shape ``(n_draws, n_referendums)``.
        turnout
            Share of the electorate that takes part, same shape.
        cantons
            Share of the cantons in favour, same shape; not looked at without a double majority.

        Returns
        -------
        array of bool
            Same shape. More than half of the votes, of the cantons where they count, at a turnout
            that reaches the quorum.
        """
        in_favour = (share > 0.5) & (~self.double_majority | (cantons > 0.5))
        return np.where(turnout >= self.quorum, in_favour, self.stands_below_quorum)
