"""Ideal points in one or two dimensions from any matrix of roll calls.

The model of Clinton, Jackman and Rivers (2004): Pr(Yea) = Phi(a_j + b_j . x_i), at its posterior
mode, by Newton steps that alternate between roll calls and members.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr

from winset.foundation.errors import InputError

Floats = NDArray[np.float64]

_ITEM_VARIANCE = 25.0
_HALF_LOG_2_PI = 0.5 * float(np.log(2.0 * np.pi))


@dataclass(frozen=True, eq=False)
class IdealPoints:
    """Members' ideal points and the roll calls' parameters.

    Parameters
    ----------
    points : array (n_members, n_dimensions)
        NaN for members with fewer than `least_votes` votes. Each dimension has mean 0 and standard
        deviation 1.
    error : array (n_members, n_dimensions)
        Standard error: posterior standard deviation of the standardised point, with the roll
        calls' parameters estimated too.
    intercept : array (n_roll_calls,)
    slope : array (n_roll_calls, n_dimensions)
        NaN for lopsided roll calls, which are left out.
    right
        Share of the votes used that the points call right.
    proportional_reduction
        1 - errors / minority votes, over the roll calls used.
    iterations
        Passes made.
    """

    points: Floats
    error: Floats
    intercept: Floats
    slope: Floats
    right: float
    proportional_reduction: float
    iterations: int


def ideal_points(
    casts: NDArray[np.int8],
    *,
    dimensions: int = 1,
    positive: int | tuple[int, ...] | None = None,
    least_minority: float = 0.025,
    least_votes: int = 20,
    tolerance: float = 1e-3,
    most_iterations: int = 200,
) -> IdealPoints:
    """Estimate ideal points.

    Parameters
    ----------
    casts : array (n_members, n_roll_calls)
        +1 Yea, -1 Nay, 0 missing.
    dimensions
        1 or 2.
    positive
        Row of a member that stands on the positive side, one a dimension. Default: the member
        farthest from the middle is positive.
    least_minority
        Roll calls with a smaller minority share are left out (0.025 as in NOMINATE).
    least_votes
        Members with fewer votes are left out.
    tolerance
        The passes end when no point moves by more.
    most_iterations
        At most this many passes.

    Returns
    -------
    IdealPoints

    Raises
    ------
    InputError
        If the dimensions are neither 1 nor 2, no roll call or fewer than three members are left,
        or a positive member is left out.

    Notes
    -----
    Identification: points have mean 0 and variance 1; in two dimensions the axes are the principal
    axes of the roll calls' slopes, the first explaining most; signs from `positive`. Start: the
    first singular vectors of the double-centred matrix, so the answer needs no random numbers.
    Prior: points standard normal, slopes and intercepts normal with variance 25. Each half of a
    pass is one Newton step of the log-concave probit likelihood; the points are set to mean 0 and
    variance 1 after it. Cost of a pass: members times roll calls.
    Errors: from the curvature of the posterior in points and roll calls together (Fisher's
    information at the mode), less what a shift, a stretch or a turn of all points would explain,
    since the identification fixes those. Cost: members squared times roll calls.

    References
    ----------
    Clinton, Jackman and Rivers (2004), American Political Science Review 98(2), 355-370.
    """
    rows, columns = _kept(np.asarray(casts), dimensions, least_minority, least_votes)
    used = np.asarray(casts)[np.ix_(rows, columns)].astype(float)
    points = _start(used, dimensions)
    items, moved, passes = np.zeros((used.shape[1], dimensions + 1)), np.inf, 0
    while passes < most_iterations and moved > tolerance:
        before = points
        items = _item_step(used, points, items)
        points = _standard(_member_step(used, points, items))
        points, items = _principal(points, items)
        sign = np.where((points * before).sum(axis=0) < 0, -1.0, 1.0)
        points, items[:, 1:] = points * sign, items[:, 1:] * sign
        moved = float(np.abs(points - before).max())
        passes += 1
    items = _item_step(used, points, items)
    points, items = _oriented(points, items, positive, rows)
    error = _errors(used, points, items)
    return _spread_out(casts.shape, rows, columns, points, items, error, used, passes)


def _kept(
    casts: NDArray[np.int8], dimensions: int, least_minority: float, least_votes: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    if dimensions not in (1, 2):
        raise InputError(f"{dimensions} dimensions", "1 or 2")
    yeas, nays = (casts > 0).sum(axis=0), (casts < 0).sum(axis=0)
    cast = yeas + nays
    columns = np.flatnonzero((cast > 0) & (np.minimum(yeas, nays) > least_minority * cast))
    rows = np.flatnonzero((casts[:, columns] != 0).sum(axis=1) >= least_votes)
    if rows.size < 3 or columns.size == 0:
        raise InputError(
            f"{rows.size} members and {columns.size} roll calls are left",
            "three members and one contested roll call; lower least_votes or least_minority",
        )
    return rows, columns


def _start(used: Floats, dimensions: int) -> Floats:
    seen = used != 0
    filled = np.where(seen, used - used.sum(axis=0) / np.maximum(seen.sum(axis=0), 1), 0.0)
    filled -= filled.mean(axis=1, keepdims=True)
    vectors = np.linalg.svd(filled, full_matrices=False)[0][:, :dimensions]
    return _standard(vectors)


def _standard(points: Floats) -> Floats:
    centred = points - points.mean(axis=0)
    return np.asarray(centred / np.maximum(centred.std(axis=0), 1e-12))


def _newton_terms(used: Floats, points: Floats, items: Floats) -> tuple[Floats, Floats]:
    """Curvature and slope of the log chance of each vote in its latent value; zero where none."""
    middle = items[:, 0] + points @ items[:, 1:].T
    signed = used * middle
    ratio = np.exp(-0.5 * signed * signed - _HALF_LOG_2_PI - log_ndtr(signed))
    slope = np.where(used != 0, used * ratio, 0.0)
    curvature = np.where(used != 0, np.maximum(slope * (slope + middle), 1e-9), 0.0)
    return curvature, slope + curvature * middle


def _item_step(used: Floats, points: Floats, items: Floats) -> Floats:
    curvature, pull = _newton_terms(used, points, items)
    design = np.column_stack([np.ones(len(points)), points])
    squares = (design[:, :, None] * design[:, None, :]).reshape(len(points), -1)
    size = design.shape[1]
    gram = (curvature.T @ squares).reshape(-1, size, size) + np.eye(size) / _ITEM_VARIANCE
    return np.asarray(np.linalg.solve(gram, (pull.T @ design)[..., None])[..., 0])


def _member_step(used: Floats, points: Floats, items: Floats) -> Floats:
    curvature, pull = _newton_terms(used, points, items)
    slopes = items[:, 1:]
    size = slopes.shape[1]
    squares = (slopes[:, :, None] * slopes[:, None, :]).reshape(len(slopes), -1)
    gram = (curvature @ squares).reshape(-1, size, size) + np.eye(size)
    toward = (pull - curvature * items[:, 0]) @ slopes
    return np.asarray(np.linalg.solve(gram, toward[..., None])[..., 0])


def _errors(used: Floats, points: Floats, items: Floats) -> Floats:
    """Standard errors of the points, the roll calls' parameters being uncertain too."""
    members, size = points.shape
    curvature, _ = _newton_terms(used, points, items)
    slopes, design = items[:, 1:], np.column_stack([np.ones(members), points])
    squares = (design[:, :, None] * design[:, None, :]).reshape(members, -1)
    width = size + 1
    gram = (curvature.T @ squares).reshape(-1, width, width) + np.eye(width) / _ITEM_VARIANCE
    root = np.linalg.cholesky(np.linalg.inv(gram))
    seen = np.einsum("jkl,ik->ijl", root, design)  # each member in the roll call's own scale
    # Curvature in the points alone, less what the roll calls' parameters take up (Schur).
    cross = np.einsum("ij,jd,ijl->idjl", curvature, slopes, seen).reshape(members * size, -1)
    outer = (slopes[:, :, None] * slopes[:, None, :]).reshape(len(slopes), -1)
    own = (curvature @ outer).reshape(members, size, size) + np.eye(size)
    total = -cross @ cross.T
    for axis in range(size):
        for other in range(size):
            at = np.arange(members) * size
            total[at + axis, at + other] += own[:, axis, other]
    spread = np.linalg.inv(total).reshape(members, size, members, size)
    fixed = np.linalg.qr(design)[0]
    keep = np.eye(members) - fixed @ fixed.T
    variance = [
        np.einsum("ij,jk,ik->i", keep, spread[:, axis, :, axis], keep, optimize=True)
        for axis in range(size)
    ]
    return np.asarray(np.sqrt(np.maximum(np.column_stack(variance), 0.0)))


def _principal(points: Floats, items: Floats) -> tuple[Floats, Floats]:
    """Turn to points that are uncorrelated and to the principal axes of the slopes."""
    if points.shape[1] == 1:
        return points, items
    # Predictions are points times slopes; whiten the points, then rotate the slopes.
    root = np.linalg.cholesky(np.cov(points.T, bias=True))
    slopes = items[:, 1:] @ root
    turn = np.linalg.svd(slopes, full_matrices=False)[2].T
    white = np.linalg.solve(root, points.T).T
    return white @ turn, np.column_stack([items[:, 0], slopes @ turn])


def _oriented(
    points: Floats,
    items: Floats,
    positive: int | tuple[int, ...] | None,
    rows: NDArray[np.intp],
) -> tuple[Floats, Floats]:
    """Fix the signs."""
    anchors = (positive,) if isinstance(positive, int) else positive
    for axis in range(points.shape[1]):
        anchor = int(np.abs(points[:, axis]).argmax())
        if anchors is not None and axis < len(anchors):
            found = np.flatnonzero(rows == anchors[axis])
            if not found.size:
                raise InputError(
                    f"member {anchors[axis]} has too few votes to fix a sign", "another member"
                )
            anchor = int(found[0])
        if points[anchor, axis] < 0:
            points[:, axis] *= -1.0
            items[:, axis + 1] *= -1.0
    return points, items


def _spread_out(
    shape: tuple[int, ...],
    rows: NDArray[np.intp],
    columns: NDArray[np.intp],
    points: Floats,
    items: Floats,
    error: Floats,
    used: Floats,
    passes: int,
) -> IdealPoints:
    dimensions = points.shape[1]
    everyone = np.full((shape[0], dimensions), np.nan)
    errors = np.full((shape[0], dimensions), np.nan)
    everyone[rows], errors[rows] = points, error
    intercept = np.full(shape[1], np.nan)
    slope = np.full((shape[1], dimensions), np.nan)
    intercept[columns], slope[columns] = items[:, 0], items[:, 1:]
    called = np.sign(items[:, 0] + points @ items[:, 1:].T)
    wrong = int(((called != used) & (used != 0)).sum())
    minority = int(np.minimum((used > 0).sum(axis=0), (used < 0).sum(axis=0)).sum())
    cast = int((used != 0).sum())
    return IdealPoints(
        everyone, errors, intercept, slope, 1.0 - wrong / cast, 1.0 - wrong / minority, passes
    )
