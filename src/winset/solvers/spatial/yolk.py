"""The yolk of voters in a plane, by all median lines and not only those through two voters."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.games.spatial import Floats
from winset.results.spatial.yolk import Yolk

_TOLERANCE = 1e-11
_MOST_ROUNDS = 200
_MOST_VOTERS = 1001
_CHUNK = 4096


def yolk(ideals: ArrayLike) -> Yolk:
    """The smallest circle that meets every median line of voters with circular preferences.

    How far from the centre of opinion can majority rule wander where there is no core?

    Parameters
    ----------
    ideals
        Ideal points, shape ``(n_voters, 2)``, 1 to 1,001 voters.

    Returns
    -------
    Yolk
        A point x beats y whenever y is farther from the centre than x by more than two radii.

    Raises
    ------
    InputError
        If the points are not in a plane, or there are none or too many.

    Notes
    -----
    A median line has at most half of the voters on either side. Between two neighbouring directions
    normal to a pair of voters the median voter stays the same, so the distance of any centre from
    the lines there is largest at the ends, or where the direction is that from voter to centre. The
    centre and radius follow from a linear program to which the line farthest from the last centre
    is added until none is farther than 1e-11. Lines through two voters alone would not do (Stone
    and Tovey 1992). O(n^3) time for n voters.

    References
    ----------
    McKelvey (1986), American Journal of Political Science 30(2): 283-314; Stone and Tovey (1992),
    Social Choice and Welfare 9(1): 33-35.

    Examples
    --------
    >>> found = yolk([(0, 0), (1, 0), (0.5, 0.75**0.5)])
    >>> round(found.radius * 12**0.5, 9)
    1.0
    """
    points = np.array(ideals, dtype=np.float64)
    if points.ndim != 2 or points.shape[1] != 2 or not len(points):
        raise InputError("ideal points in a plane are a table with two columns")
    if len(points) > _MOST_VOTERS or not np.isfinite(points).all():
        raise InputError(f"{len(points)} voters", f"1 to {_MOST_VOTERS} with finite ideal points")
    lines = _Medians(points)
    shift, scale = points.mean(axis=0), float(np.ptp(points, axis=0).max()) or 1.0
    normals, places = lines.starting()
    centre, radius = shift, 0.0
    for _ in range(_MOST_ROUNDS):
        centre, radius = _smallest(normals, places, shift, scale)
        angle, gap = lines.farthest(centre)
        if gap <= radius + _TOLERANCE * scale:
            break
        more, at = lines.at(angle)
        normals, places = np.concatenate([normals, more]), np.concatenate([places, at])
    gaps = np.abs(normals @ centre - places)
    touching = np.unique(
        np.round(np.arctan2(*normals[gaps >= radius - 10 * _TOLERANCE * scale].T[::-1]), 12)
    )
    return Yolk(
        centre=centre,
        radius=max(radius, 0.0),
        ideals=points,
        touching=tuple(touching.tolist()),
        tolerance=10 * _TOLERANCE * scale,
        method="a linear program over median lines, the farthest added until none is farther",
        sources=cited("mckelvey-1986", "stone-tovey-1992"),
    )


class _Medians:
    """The median voters in every direction: pieces of directions with one median voter each."""

    def __init__(self, points: Floats) -> None:
        self.points = points
        first, second = np.triu_indices(len(points), 1)
        gap = points[second] - points[first]
        gap = gap[np.abs(gap).max(axis=1) > 0.0] if len(gap) else gap
        turn = np.unique((np.arctan2(gap[:, 1], gap[:, 0]) + 0.5 * np.pi) % np.pi)
        edges = np.concatenate([[0.0], turn, [np.pi]])
        edges = edges[np.concatenate([[True], np.diff(edges) > 1e-15])]
        middle = 0.5 * (edges[:-1] + edges[1:])
        count = len(points)
        self.ranks = tuple(dict.fromkeys(((count - 1) // 2, count // 2)))
        starts, stops, voters = [], [], []
        for rank in self.ranks:
            voter = self._voters(middle, rank)
            new = np.flatnonzero(np.concatenate([[True], voter[1:] != voter[:-1]]))
            starts.append(edges[new])
            stops.append(edges[np.concatenate([new[1:], [len(middle)]])])
            voters.append(voter[new])
        self.start, self.stop = np.concatenate(starts), np.concatenate(stops)
        self.voter = np.concatenate(voters)

    def _voters(self, angles: Floats, rank: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        found = []
        for low in range(0, len(angles), _CHUNK):
            some = angles[low : low + _CHUNK]
            along = self.points @ np.stack([np.cos(some), np.sin(some)])
            found.append(np.argpartition(along, rank, axis=0)[rank])
        return np.concatenate(found).astype(np.int64)

    def starting(self) -> tuple[Floats, Floats]:
        """Lines to begin with: eight directions, so that the first program is bounded."""
        found = [self.at(angle) for angle in np.arange(8) * (np.pi / 8.0)]
        return np.concatenate([n for n, _ in found]), np.concatenate([p for _, p in found])

    def at(self, angle: float) -> tuple[Floats, Floats]:
        """Median lines of one direction: normals, shape ``(k, 2)``, and their places."""
        normal = np.array([np.cos(angle), np.sin(angle)])
        along = np.sort(self.points @ normal)
        places = along[list(self.ranks)]
        return np.repeat(normal[None, :], len(places), axis=0), places

    def farthest(self, centre: Floats) -> tuple[float, float]:
        """Direction of the median line farthest from a centre, and its distance."""
        gap = centre - self.points[self.voter]
        length, toward = np.hypot(gap[:, 0], gap[:, 1]), np.arctan2(gap[:, 1], gap[:, 0]) % np.pi
        inside = (toward >= self.start) & (toward <= self.stop)
        ends = [length * np.abs(np.cos(edge - toward)) for edge in (self.start, self.stop)]
        worth = np.stack([*ends, np.where(inside, length, -1.0)])
        kind, piece = np.unravel_index(int(worth.argmax()), worth.shape)
        angle = (self.start, self.stop, toward)[int(kind)][piece]
        return float(angle), float(worth[kind, piece])


def _smallest(normals: Floats, places: Floats, shift: Floats, scale: float) -> tuple[Floats, float]:
    """Centre and radius of the smallest circle that meets some lines."""
    from scipy.optimize import linprog

    apart = (places - normals @ shift) / scale
    ones = np.ones((len(normals), 1))
    rows = np.concatenate([np.hstack([normals, -ones]), np.hstack([-normals, -ones])])
    found = linprog(
        [0.0, 0.0, 1.0],
        A_ub=rows,
        b_ub=np.concatenate([apart, -apart]),
        bounds=[(None, None), (None, None), (0.0, None)],
        method="highs",
        options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10},
    )
    place = np.asarray(found.x, dtype=np.float64)
    return np.asarray(shift + scale * place[:2]), float(scale * place[2])
