"""The Pareto set: what cannot be improved for one without loss to another."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.games.spatial import Floats
from winset.results.spatial.spatial_policy import PlaneRegion


def pareto_set(ideals: ArrayLike) -> PlaneRegion:
    """The convex hull of ideal points in a plane: with circular preferences the Pareto set.

    Which packages would no common agreement improve upon?

    Parameters
    ----------
    ideals
        Ideal points, shape ``(n, 2)``; a line may be given as points with one coordinate equal.

    Returns
    -------
    PlaneRegion
        Two corners where all stand on a line, one where all agree.

    Raises
    ------
    InputError
        If there is no point or the points are not in a plane.

    Notes
    -----
    Andrew's monotone chain, O(n log n).

    References
    ----------
    Plott (1967), A notion of equilibrium and its possibility under majority rule, American Economic
    Review 57(4): 787-806.

    Examples
    --------
    >>> pareto_set([(0, 0), (1, 0), (0, 1), (0.2, 0.2)]).area
    0.5
    """
    points = np.array(ideals, dtype=np.float64)
    if points.ndim != 2 or points.shape[1] != 2 or not len(points):
        raise InputError("ideal points in a plane are a table with two columns")
    corners = _hull(np.unique(points, axis=0))
    ahead = np.roll(corners, -1, axis=0)
    area = 0.5 * float((corners[:, 0] * ahead[:, 1] - ahead[:, 0] * corners[:, 1]).sum())
    return PlaneRegion(
        corners,
        area if len(corners) > 2 else 0.0,
        method="convex hull",
        sources=cited("plott-1967"),
    )


def _hull(points: Floats) -> Floats:
    if len(points) < 3:
        return points

    def half(ordered: Floats) -> list[Floats]:
        chain: list[Floats] = []
        for point in ordered:
            while len(chain) > 1:
                one, two = chain[-1] - chain[-2], point - chain[-1]
                if one[0] * two[1] - one[1] * two[0] > 1e-15:
                    break
                chain.pop()
            chain.append(point)
        return chain[:-1]

    return np.array(half(points) + half(points[::-1]))
