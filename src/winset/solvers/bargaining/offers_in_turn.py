"""Offers in turn, followed from a first guess until each is the best answer to the next."""

from __future__ import annotations

import numpy as np

from winset.foundation.randomness import standard_normals, uniforms
from winset.games.bargaining import BargainingProblem, Floats

_TRIES = 64
_CYCLES = (6, 48)
"""Fewest and most times round at one distance."""
_LESS = 0.1
"""Part of an error to be left after all times round at one distance."""
_NARROWER = 0.5
_LEAST = 1e-6
_CONTENT = 1e-12


def settled_offers(problem: BargainingProblem, worth: Floats, offers: Floats) -> Floats:
    """The offers of all players in turn, each the best that leaves the others content.

    Parameters
    ----------
    problem
        Gains and allowed points.
    worth
        Worth of a gain one round later, of each player in the order of the offers.
    offers
        A first guess, allowed: row i is what the i-th to propose offers, shape
        ``(n_players, n_issues)``; the players of the problem stand in the same order.

    Returns
    -------
    array (n_players, n_players)
        Gains of each player (columns) under each offer (rows).

    Notes
    -----
    In turn each offer is moved to the best of 64 allowed points round it at which every other
    player gets what waiting for the next offer is worth to it; where there is none, to the point
    that misses that by least. Some times round, then the points are drawn twice as close, down to
    1e-6 of an axis. Each time round what is left of an error shrinks by the players' patience
    multiplied; so 6 to 48 times, more for the patient.
    """
    shrinks = float(np.prod(np.clip(worth, 1e-9, 1.0 - 1e-9)))
    cycles = int(np.clip(np.ceil(np.log(_LESS) / np.log(shrinks)), *_CYCLES))
    at = offers.copy()
    gains = problem.gains(at)
    reach, turn = float(problem.spacing.max()), 0
    while reach > _LEAST:
        for _ in range(cycles):
            for place in reversed(range(len(at))):
                least = worth * gains[(place + 1) % len(at)]
                at[place] = _better(problem, place, least, at[place], reach, turn)
                gains[place] = problem.gains(at[place][None, :])[0]
                turn += 1
        reach *= _NARROWER
    return gains


def _better(
    problem: BargainingProblem, place: int, least: Floats, now: Floats, reach: float, turn: int
) -> Floats:
    """The best allowed point for one proposer among some round its last offer."""
    points = np.concatenate([now[None, :], now + reach * _round(len(now), turn)])
    gains = problem.gains(points)
    short = np.maximum(least - gains, 0.0)
    short[:, place] = 0.0
    missed = short.max(axis=1)
    score = np.where(missed <= _CONTENT, gains[:, place], -1e6 * (1.0 + missed))
    hopeful = np.flatnonzero(score > score[0])
    if not hopeful.size:
        return now
    hopeful = hopeful[problem.allowed(points[hopeful])]
    return points[hopeful[int(np.argmax(score[hopeful]))]] if hopeful.size else now


def _round(issues: int, turn: int) -> Floats:
    """Points of the unit ball, others every turn."""
    start = _TRIES * turn
    ways = standard_normals(0, "offers", start, start + _TRIES, issues)
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    return np.asarray(ways * uniforms(0, "offers", start, start + _TRIES))
