"""Votes at many points, compiled: who accepts what, body by body."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

__all__ = ["margins_of_victory", "votes_by_body"]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_Function = TypeVar("_Function", bound=Callable[..., Any])
_ROUNDING: Final = 1e-12
"""A point this much beyond a radius still lies within it: the rounding of a distance."""


def _compiled(function: _Function) -> _Function:
    return cast(_Function, numba.njit(cache=True, fastmath=False)(function))


@_compiled
def votes_by_body(
    points: Floats, ideals: Floats, radii: Floats, body: Integers, bodies: int
) -> Integers:
    """Count the voters of every body that accept each point.

    Parameters
    ----------
    points : array (n_points, n_issues)
    ideals : array (n_voters, n_issues)
    radii : array (n_voters,)
        Negative: accepts nothing; infinite: everything.
    body : integer array (n_voters,)
        Place of each voter's body.
    bodies : int
        Number of bodies.

    Returns
    -------
    integer array (n_points, n_bodies)

    Notes
    -----
    O(n_points n_voters). A point at most 1e-12 beyond the radius is within it.
    """
    count = np.zeros((points.shape[0], bodies), dtype=np.int64)
    square = np.empty(radii.size)
    for voter in range(radii.size):
        reach = radii[voter] + _ROUNDING
        square[voter] = reach * reach if radii[voter] >= 0.0 else -1.0
    for point in range(points.shape[0]):
        for voter in range(radii.size):
            away = 0.0
            for issue in range(points.shape[1]):
                gap = points[point, issue] - ideals[voter, issue]
                away += gap * gap
            if away <= square[voter]:
                count[point, body[voter]] += 1
    return count


@_compiled
def margins_of_victory(points: Floats, ideals: Floats) -> NDArray[np.int16]:
    """Majority relation over points: votes for the row against the column, minus those against.

    Parameters
    ----------
    points : array (n_points, n_issues)
    ideals : array (n_voters, n_issues)
        At most 32,767 voters.

    Returns
    -------
    int16 array (n_points, n_points)
        Antisymmetric; voters closer to the row minus voters closer to the column.

    Notes
    -----
    O(n_points^2 n_voters) comparisons over n_points^2 small integers of memory.
    """
    n = points.shape[0]
    voters = ideals.shape[0]
    away = np.empty((n, voters), dtype=np.float32)
    for point in range(n):
        for voter in range(voters):
            total = 0.0
            for issue in range(points.shape[1]):
                gap = points[point, issue] - ideals[voter, issue]
                total += gap * gap
            away[point, voter] = total
    margin = np.zeros((n, n), dtype=np.int16)
    for row in range(n):
        for column in range(row):
            ahead = 0
            for voter in range(voters):
                ahead += (away[row, voter] < away[column, voter]) - (
                    away[row, voter] > away[column, voter]
                )
            margin[row, column] = ahead
            margin[column, row] = -ahead
    return margin
