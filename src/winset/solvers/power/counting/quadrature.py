"""Gauss-Legendre nodes with a bound on what fewer than the exact number of nodes can cost."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, inf, log

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Extended = NDArray[np.longdouble]
TOLERANCE = 1e-17


@dataclass(frozen=True, eq=False)
class Quadrature:
    """Nodes and weights for an integral over chances x from 0 to 1.

    Attributes
    ----------
    nodes, weights : array (n_nodes,)
        Inside the interval; the weights add up to its length.
    error_bound : float
        How far the weighted sum can be from the integral, apart from rounding, for the chance
        that a player is pivotal.
    """

    nodes: Floats
    weights: Floats
    error_bound: float


def pivot_quadrature(
    n_players: int, low: float = 0.0, high: float = 1.0, *, tolerance: float = TOLERANCE
) -> Quadrature:
    """Return nodes that integrate a pivot chance over [low, high].

    Parameters
    ----------
    n_players : int
        At least 1.
    low, high : float
        The interval, inside [0, 1].
    tolerance : float, default 1e-17
        Error allowed, absolute.

    Notes
    -----
    The chance P(x) that a player is pivotal when the n - 1 others join with chance x is a
    polynomial of degree n - 1, so ceil(n / 2) nodes are exact. It is also at most
    (|x| + |1 - x|)^(n - 1) for complex x, so on the ellipse with foci low and high and parameter
    rho the classical bound (64/15) max|P| rho^(-2m) / (1 - rho^-2) for m nodes holds, times half
    the length. The least m whose bound is within the tolerance is used when it is smaller. The
    number grows like the square root of n.

    References
    ----------
    Trefethen (2013), Approximation Theory and Approximation Practice, theorem 19.3.
    """
    exact = ceil(n_players / 2)
    fewest = _nodes_needed(n_players, low, high, tolerance)
    count = min(exact, fewest)
    nodes, weights = _legendre(count)
    half = (high - low) / 2
    return Quadrature(
        low + half + half * nodes, half * weights, 0.0 if count == exact else tolerance
    )


def exact_quadrature(n_players: int) -> Quadrature:
    """Return the ceil(n / 2) nodes on [0, 1] that integrate polynomials of degree n - 1 exactly."""
    nodes, weights = _legendre(ceil(n_players / 2))
    return Quadrature(0.5 + 0.5 * nodes, 0.5 * weights, 0.0)


def _nodes_needed(n: int, low: float, high: float, tolerance: float) -> int:
    """Return the least m for which some ellipse proves the tolerance; infinite ones never."""
    half, middle = (high - low) / 2, (high + low) / 2
    eta = np.geomspace(1e-3, 3.0, 400)
    if (low, high) == (0.0, 1.0):
        growth = np.log(np.cosh(eta))
    else:
        edge_low = middle - half * np.cosh(eta)
        edge_high = middle + half * np.cosh(eta)
        inside = (edge_low > 0) & (edge_high < 1)
        spread = np.minimum(edge_low * (1 - edge_low), edge_high * (1 - edge_high))
        with np.errstate(divide="ignore", invalid="ignore"):
            growth = np.log1p((half * np.sinh(eta)) ** 2 / (2 * spread))
        growth = np.where(inside, growth, inf)
    wanted = log(64 / 15 * half) - log(tolerance) + (n - 1) * growth - np.log1p(-np.exp(-2 * eta))
    return max(1, ceil(float(np.min(wanted / (2 * eta)))))


@lru_cache(maxsize=256)
def _legendre(count: int) -> tuple[Floats, Floats]:
    """Return nodes and weights on [-1, 1], by Newton's method on the Legendre recurrence.

    In extended precision where the machine has it: the weights near the ends lose digits.
    """
    half = (count + 1) // 2
    first = np.cos(np.pi * (np.arange(half) + 0.75) / (count + 0.5))
    guess: Extended = first.astype(np.longdouble)
    for _ in range(8):
        value, slope = _legendre_polynomial(count, guess)
        step = value / slope
        guess = guess - step
        if np.max(np.abs(step)) < 1e-17:
            break
    _, slope = _legendre_polynomial(count, guess)
    weights = (2 / ((1 - guess * guess) * slope * slope)).astype(np.float64)
    points = guess.astype(np.float64)
    nodes = np.concatenate([-points, points[::-1][count % 2 :]])
    mirrored = np.concatenate([weights, weights[::-1][count % 2 :]])
    nodes.flags.writeable = mirrored.flags.writeable = False
    return nodes, mirrored


def _legendre_polynomial(degree: int, points: Extended) -> tuple[Extended, Extended]:
    """Return the Legendre polynomial of this degree and its slope at the points."""
    before: Extended = np.ones_like(points)
    value: Extended = points.copy()
    for d in range(2, degree + 1):
        following: Extended = ((2 * d - 1) * points * value - (d - 1) * before) / np.longdouble(d)
        before, value = value, following
    return value, degree * (points * value - before) / (points * points - 1)
