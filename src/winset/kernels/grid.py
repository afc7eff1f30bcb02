"""Votes at many points, compiled: who accepts what, body by body."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from winset.kernels.compiled import compiled

__all__ = ["margins_of_victory", "votes_by_body"]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_ROUNDING: Final = 1e-12
"""A point this much beyond a radius still lies within it: the rounding of a distance."""


@compiled
def _votes_in_plane(
    points: Floats, ideals: Floats, square: Floats, body: Integers, count: Integers
) -> None:
    """Count in a plane; voters of one body that follow each other are counted in a register."""
    x = ideals[:, 0].copy()
    y = ideals[:, 1].copy()
    start = 0
    while start < body.size:
        stop = start
        while stop < body.size and body[stop] == body[start]:
            stop += 1
        column = body[start]
        for point in range(points.shape[0]):
            right = points[point, 0]
            up = points[point, 1]
            held = 0
            for voter in range(start, stop):
                across = right - x[voter]
                along = up - y[voter]
                held += across * across + along * along <= square[voter]
            count[point, column] += held
        start = stop


@compiled
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
    if points.shape[1] == 2:
        _votes_in_plane(points, ideals, square, body, count)
        return count
    for point in range(points.shape[0]):
        for voter in range(radii.size):
            away = 0.0
            for issue in range(points.shape[1]):
                gap = points[point, issue] - ideals[voter, issue]
                away += gap * gap
            if away <= square[voter]:
                count[point, body[voter]] += 1
    return count


@compiled
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
    away = np.empty((n, voters), dtype=np.float64)
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
