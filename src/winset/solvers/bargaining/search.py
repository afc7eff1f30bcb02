"""The best allowed point by a shrinking search from many starts; no derivatives."""

from __future__ import annotations

import itertools

import numpy as np

from winset.games.bargaining import BargainingProblem, Floats
from winset.results.bargaining.agreement import Agreement, Score, no_agreement
from winset.solvers.bargaining.ridge import along_ridges

SMALLEST_STEP = 1e-8
"""End of the search, in units of an axis."""
_SHARP = 1e-7
"""Searches that end earlier are for curves; they are not sharpened along borders."""
_STARTS = 5
_MOST_ROUNDS = 120


def _directions(dimensions: int) -> Floats:
    """Unit steps: both ways on every axis, diagonals, and sixteen ways round in a plane."""
    if dimensions == 1:
        return np.array([[1.0], [-1.0]])
    if dimensions == 2:
        turn = np.arange(16) * (np.pi / 8.0)
        return np.column_stack([np.cos(turn), np.sin(turn)])
    axes = np.concatenate([np.eye(dimensions), -np.eye(dimensions)])
    pairs = [
        np.array(signs)[:, None] * np.eye(dimensions)[list(pair)]
        for pair in itertools.combinations(range(dimensions), 2)
        for signs in itertools.product((1.0, -1.0), repeat=2)
    ]
    diagonals = np.array([part.sum(axis=0) / np.sqrt(2.0) for part in pairs])
    return np.concatenate([axes, diagonals])


def _apart(ranked: Floats, spacing: Floats) -> Floats:
    """The first few of ranked points that are not neighbours of one another."""
    chosen: list[Floats] = []
    for point in ranked[:400]:
        gaps = [np.max(np.abs(point - other) / np.maximum(spacing, 1e-12)) for other in chosen]
        if all(gap > 2.5 for gap in gaps):
            chosen.append(point)
        if len(chosen) == _STARTS:
            break
    return np.array(chosen)


def _worth(problem: BargainingProblem, score: Score, tried: Floats, least: Floats) -> Floats:
    """Scores of points; minus infinity, unasked, where even a ceiling is no better than found."""
    worth, rows = np.full(len(tried), -np.inf), np.arange(len(tried))
    for ceiling in problem.ceilings:
        rows = rows[score(ceiling(tried[rows])) > least[rows]]
        if not rows.size:
            return worth
    worth[rows] = score(problem.gains(tried[rows]))
    return worth


def best_agreement(
    problem: BargainingProblem,
    score: Score,
    *,
    solution: str,
    sources: tuple[str, ...],
    smallest_step: float = SMALLEST_STEP,
) -> Agreement:
    """The allowed point of highest score.

    Parameters
    ----------
    problem
        Gains, allowed points and candidates.
    score
        What is maximised, of the gains; it does not fall when a gain rises.
    solution, sources
        Name and references of the solution.
    smallest_step
        Where the search ends, in units of an axis; default 1e-8.

    Returns
    -------
    Agreement
        Empty if there is no candidate.

    Notes
    -----
    The best five candidates that are no neighbours are improved together: steps in all directions,
    the best taken, the step halved where none helps, down to the smallest. Where a zone falls into
    pieces each piece that holds a good candidate is searched. Ties go to the first candidate. The
    best point found is then improved along borders of the zone and kinks of the score, where it is
    good to the root of the smallest step; not where the smallest step is above 1e-7.
    """
    if problem.is_empty:
        return no_agreement(problem, solution)
    worth = score(problem.gains(problem.candidates))
    order = np.argsort(-worth, kind="stable")
    at = _apart(problem.candidates[order], problem.spacing)
    value = score(problem.gains(at))
    ways = _directions(at.shape[1])
    step = np.full(len(at), 1.0)
    for _ in range(_MOST_ROUNDS):
        live = np.flatnonzero(step * problem.spacing.max() > smallest_step)
        if not live.size:
            break
        reach = step[live, None, None] * problem.spacing * ways
        tried = (at[live, None, :] + reach).reshape(-1, at.shape[1])
        worth = _worth(problem, score, tried, np.repeat(value[live], len(ways)))
        hopeful = worth > np.repeat(value[live], len(ways)) + 1e-15
        allowed = np.zeros(len(tried), dtype=np.bool_)
        if hopeful.any():
            allowed[hopeful] = problem.allowed(tried[hopeful])
        worth = np.where(allowed, worth, -np.inf).reshape(len(live), len(ways))
        pick = worth.argmax(axis=1)
        better = np.isfinite(worth.max(axis=1))
        moved = tried.reshape(len(live), len(ways), -1)[np.arange(len(live)), pick]
        at[live[better]] = moved[better]
        value[live[better]] = worth.max(axis=1)[better]
        step[live[~better]] *= 0.5
    best = at[int(np.argmax(value))]
    if smallest_step <= _SHARP:
        best = along_ridges(problem, score, best, smallest_step=smallest_step)
    return Agreement(
        problem=problem,
        solution=solution,
        outcome="solved",
        point=best,
        gains=problem.gains(best[None, :])[0],
        score=score,
        method="shrinking search from the best candidates, then along borders and kinks",
        sources=sources,
        tolerance=smallest_step,
    )
