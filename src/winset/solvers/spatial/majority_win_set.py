"""The win-set of a quota: which points so many voters prefer to the status quo."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from winset.foundation.errors import InputError
from winset.games.spatial import Floats, SpatialGame, spatial_game
from winset.results.two_level.win_set import WinSet
from winset.solvers.spatial.arrangement import arrangement_win_set
from winset.solvers.spatial.line import line_win_set


def majority_win_set(
    ideals: ArrayLike,
    *,
    status_quo: ArrayLike,
    quota: int,
    no_agreement: ArrayLike = 0.0,
    salience: ArrayLike | None = None,
    names: Sequence[str] | None = None,
) -> WinSet:
    """The points that at least ``quota`` voters accept instead of the status quo.

    Parameters
    ----------
    ideals
        Ideal points, shape ``(n,)`` or ``(n, 2)``.
    status_quo
        Shape ``()`` or ``(2,)``.
    quota
        Votes needed, 1 to n.
    no_agreement
        Cost of no agreement; it widens what a voter accepts.
    salience
        What a unit of each axis counts, for all or for each voter; default 1. In a plane what a
        voter accepts is then an ellipse.
    names
        Names of the voters.

    Returns
    -------
    WinSet
        Exact. A voter who is indifferent accepts; the status quo is left out.

    Raises
    ------
    InputError
        If shapes do not fit, the quota cannot be met, or there are more than two axes.

    Notes
    -----
    On a line with sorted ideals s and 2k > n the set is [q, 2 s_(n-k+1) - q] if q < s_(n-k+1),
    [2 s_(k) - q, q] if q > s_(k), and empty between them.

    References
    ----------
    Black (1958), The Theory of Committees and Elections; Tsebelis (2002), Veto Players.

    Examples
    --------
    >>> seven = [0, 0.1, 0.2, 0.4, 0.5, 0.7, 0.9]
    >>> [round(x, 9) for x in majority_win_set(seven, status_quo=0.1, quota=5).intervals[0]]
    [0.1, 0.3]
    """
    game = spatial_game(
        ideals,
        status_quo=status_quo,
        quota=quota,
        no_agreement=no_agreement,
        salience=salience,
        names=names,
    )
    return spatial_win_set(game)


def spatial_win_set(game: SpatialGame, domain: Floats | None = None) -> WinSet:
    """The win-set of any spatial game with one or two axes.

    Parameters
    ----------
    game
        Bodies, quotas and clauses as they are.
    domain
        Lowest and highest value of each axis, shape ``(2, n_issues)``; default: all that any voter
        accepts.

    Raises
    ------
    InputError
        With more than two axes.
    """
    if game.dimensions == 1:
        ends = None if domain is None else (float(domain[0, 0]), float(domain[1, 0]))
        return line_win_set(game, ends)
    if game.dimensions == 2:
        return arrangement_win_set(game, None if domain is None else np.asarray(domain))
    raise InputError(
        f"an exact win-set with {game.dimensions} axes is not to be had",
        "sample it: `winset.win_set` does so above two axes",
    )
