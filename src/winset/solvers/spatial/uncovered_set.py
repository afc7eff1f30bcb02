"""The uncovered set: points that beat every other directly or in two steps."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from winset.foundation.errors import InputError
from winset.kernels.grid import margins_of_victory

_MOST_POINTS = 10_000
_MOST_VOTERS = 32_767


def uncovered_points(points: ArrayLike, ideals: ArrayLike) -> NDArray[np.bool_]:
    """Find which of some points are not covered by another, under simple majority.

    Where would policy end in a legislature of many dimensions without a core?

    Parameters
    ----------
    points
        Alternatives, shape ``(n_points, n_issues)``, at most 10,000.
    ideals
        Ideal points of voters with circular preferences, shape ``(n_voters, n_issues)``, at most
        32,767.

    Returns
    -------
    array (n_points,)
        True where no other point covers it.

    Raises
    ------
    InputError
        If shapes do not fit or there are too many points or voters.

    Notes
    -----
    y covers x if y beats x and beats everything that x beats. Among a finite set of points the
    uncovered ones are those that reach every other in at most two steps. A voter who is
    indifferent votes for neither. O(n^2) memory, O(n^2 v) time; exact for the points given, an
    approximation of the uncovered set of the plane.

    References
    ----------
    Miller (1980), A new solution set for tournaments and majority voting, American Journal of
    Political Science 24(1): 68-96.

    Examples
    --------
    >>> corners = [(0, 0), (1, 0), (0.5, 1)]
    >>> uncovered_points([*corners, (3, 3)], corners).tolist()
    [True, True, False, False]
    """
    places = np.ascontiguousarray(points, dtype=np.float64)
    voters = np.ascontiguousarray(ideals, dtype=np.float64)
    if places.ndim != 2 or voters.ndim != 2 or places.shape[1] != voters.shape[1]:
        raise InputError("points and ideal points are tables with the same number of columns")
    if len(places) > _MOST_POINTS or len(voters) > _MOST_VOTERS:
        raise InputError(f"at most {_MOST_POINTS:,} points and {_MOST_VOTERS:,} voters")
    beats = margins_of_victory(places, voters) > 0
    return np.array([not _is_covered(beats, x) for x in range(len(beats))], dtype=np.bool_)


def _is_covered(beats: NDArray[np.bool_], x: int) -> bool:
    """Return whether some y that beats x also beats everything that x beats."""
    rivals = np.flatnonzero(beats[:, x])
    return bool(rivals.size) and bool(beats[rivals][:, beats[x]].all(axis=1).any())
