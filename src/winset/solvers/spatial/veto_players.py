"""The win-set of veto players: what each of them accepts."""

from __future__ import annotations

from collections.abc import Sequence

from numpy.typing import ArrayLike

from winset.games.spatial import veto_game
from winset.results.two_level.win_set import WinSet
from winset.solvers.spatial.majority_win_set import spatial_win_set


def veto_player_win_set(
    ideals: ArrayLike, *, status_quo: ArrayLike, names: Sequence[str] | None = None
) -> WinSet:
    """The points that every veto player accepts instead of the status quo.

    How much policy change is possible where each of several players can say no?

    Parameters
    ----------
    ideals, status_quo, names
        As in `winset.solvers.spatial.majority_win_set.majority_win_set`.

    Returns
    -------
    WinSet
        Exact; never larger than without one of them.

    Raises
    ------
    InputError
        If shapes do not fit or there are more than two axes.

    References
    ----------
    Tsebelis (2002), Veto Players, Princeton University Press; Hammond and Prins (2006) for its use
    in two-level games.

    Examples
    --------
    >>> veto_player_win_set([0.4, 0.7], status_quo=0.2).intervals[0][1].__round__(9)
    0.6
    """
    return spatial_win_set(veto_game(ideals, status_quo=status_quo, names=names))
