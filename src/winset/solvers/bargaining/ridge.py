"""The last stretch of a search: along a border or a kink, where steps in fixed directions stall."""

from __future__ import annotations

import numpy as np

from winset.foundation.randomness import standard_normals
from winset.games.bargaining import BargainingProblem, Floats
from winset.results.bargaining.agreement import Score

_ACROSS = np.linspace(-1.0, 1.0, 15)
_ALONG = np.linspace(-1.0, 1.0, 13)
_FIRST_REACH = 3.0
"""Reach of the first look, in units of the distance between candidates."""
_NARROWER_ACROSS, _NARROWER_ALONG = 7.0, 5.0
_GOLDEN = np.pi * (3.0 - np.sqrt(5.0))


def along_ridges(
    problem: BargainingProblem, score: Score, point: Floats, *, smallest_step: float
) -> Floats:
    """A better allowed point near one where a search of fixed directions has come to rest.

    Parameters
    ----------
    problem
        Gains and allowed points.
    score
        What is maximised, of the gains.
    point
        An allowed point, shape ``(n_issues,)``.
    smallest_step
        Where the look across ends, in units of an axis.

    Returns
    -------
    array (n_issues,)
        Allowed, and never of a lower score.

    Notes
    -----
    The best point often lies on a curved border of the zone or where two gains cross. There hardly
    any direction is both allowed and better. So two directions at right angles are taken: across,
    the best point of each of 13 lines is found; along, the best line is taken. The pair is turned
    from round to round, and every second time the reach along shrinks fivefold. With one issue
    there is nothing to turn.
    """
    issues = len(problem.issues)
    if issues == 1:
        return point
    best, value = point, float(score(problem.gains(point[None, :]))[0])
    reach = _FIRST_REACH * float(problem.spacing.max())
    rounds = int(
        np.ceil(np.log(max(reach / np.sqrt(smallest_step), 1.0)) / np.log(_NARROWER_ALONG))
    )
    for turn in range(2 * rounds):
        along, across = _pair(issues, turn)
        span = reach / _NARROWER_ALONG ** (turn // 2)
        lines = best + span * _ALONG[:, None] * along
        found, worth = _best_across(problem, score, lines, across, (span, smallest_step * 1e-2))
        if worth.max() > value:
            best, value = found[int(worth.argmax())], float(worth.max())
    return best


def _pair(issues: int, turn: int) -> tuple[Floats, Floats]:
    """Two unit directions at right angles, others every turn."""
    if issues == 2:
        angle = _GOLDEN * turn
        one = np.array([np.cos(angle), np.sin(angle)])
        return one, np.array([-one[1], one[0]])
    drawn = standard_normals(0, "ridge", 2 * turn, 2 * turn + 2, issues)
    one = drawn[0] / np.linalg.norm(drawn[0])
    rest = drawn[1] - (drawn[1] @ one) * one
    return one, rest / np.linalg.norm(rest)


def _best_across(
    problem: BargainingProblem,
    score: Score,
    lines: Floats,
    across: Floats,
    reaches: tuple[float, float],
) -> tuple[Floats, Floats]:
    """The best allowed point of each line through a point of `lines`, and its score."""
    centre, (reach, least) = np.zeros(len(lines)), reaches
    best, rows = np.full(len(lines), -np.inf), np.arange(len(lines))
    while reach > least:
        offsets = centre[:, None] + reach * _ACROSS
        points = (lines[:, None, :] + offsets[..., None] * across).reshape(-1, lines.shape[1])
        worth = score(problem.gains(points))
        # Only what would be better is asked about: the question may be a whole domestic game.
        hopeful = np.flatnonzero(worth > np.repeat(best, len(_ACROSS)))
        asked = np.full(len(points), -np.inf)
        if hopeful.size:
            asked[hopeful] = np.where(problem.allowed(points[hopeful]), worth[hopeful], -np.inf)
        held = asked.reshape(offsets.shape)
        place = held.argmax(axis=1)
        better = held[rows, place] > best
        best = np.where(better, held[rows, place], best)
        centre = np.where(better, offsets[rows, place], centre)
        reach /= _NARROWER_ACROSS
    return lines + centre[:, None] * across, best
