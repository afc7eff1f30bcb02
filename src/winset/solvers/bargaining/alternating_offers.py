"""Alternating offers over a zone: each proposer leaves the others what waiting is worth."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.foundation.randomness import standard_normals, uniforms
from winset.games.bargaining import BargainingProblem, Floats
from winset.results.bargaining.agreement import Agreement, no_agreement
from winset.solvers.bargaining.search import best_agreement

DEFAULT_DISCOUNT = 0.9
"""Worth of an agreement one round later where no patience is coded."""
_MOST_ROUNDS = 3000


def alternating_offers(
    problem: BargainingProblem,
    *,
    discounts: Mapping[str, float] | None = None,
    first: str | None = None,
) -> Agreement:
    """The first proposal where governments propose in turn and ratifiers limit what each accepts.

    Which agreement do patient governments reach, whose ratifiers leave only the zone?

    Parameters
    ----------
    problem
        The bargaining problem; its allowed points are the ratification floors.
    discounts
        Worth of the gain one round later, by player, 0 to below 1; default 0.9 each.
    first
        Who proposes first; default the first player. The others follow in their order.

    Returns
    -------
    Agreement
        What the first proposer offers, accepted at once.

    Raises
    ------
    InputError
        If a discount is out of bounds or a player unknown.

    Notes
    -----
    Stationary: proposer i picks the allowed point it likes best at which every other player j gains
    at least d_j times its gain under the next proposer. With two players and a line to divide this
    is the perfect equilibrium; with more players others exist [ours: the stationary one]. All
    offers are guessed from the candidates, then followed until they settle (`offers_in_turn`), to
    about 1e-4 in the gains; the first one is then sharpened.

    References
    ----------
    Rubinstein (1982), Econometrica 50(1): 97-109; floors: Tarar (2001), Journal of Conflict
    Resolution 45(3): 320-340.

    Examples
    --------
    >>> from winset.games.bargaining import pie
    >>> equal = {"a": 0.9, "b": 0.9}
    >>> round(1 - float(alternating_offers(pie(), discounts=equal).point[0]), 6)
    0.526316
    """
    count = len(problem.players)
    worth = np.full(count, DEFAULT_DISCOUNT)
    for name, value in (discounts or {}).items():
        if not 0.0 <= value < 1.0:
            raise InputError(f"the discount of {name} is {value:g}", "0 or more and below 1")
        worth[problem.player(name)] = value
    start = 0 if first is None else problem.player(first)
    if problem.is_empty:
        return no_agreement(problem, "alternating-offers")
    order = [(start + turn) % count for turn in range(count)]
    wait = np.zeros(count)
    wait[order] = worth[order] * _offers(problem, order, worth[order])[1 % count]

    def own(values: Floats) -> Floats:
        content = np.ones(len(values), dtype=np.bool_)
        for place in range(count):
            if place != start:
                content &= values[:, place] >= wait[place] - 1e-12
        short = np.maximum(wait - values, 0.0)
        short[:, start] = 0.0
        return np.where(content, values[:, start], -1e6 * (1.0 + short.sum(axis=1)))

    return best_agreement(
        problem, own, solution="alternating-offers", sources=cited("rubinstein-1982", "tarar-2001")
    )


def _offers(problem: BargainingProblem, order: list[int], worth: Floats) -> Floats:
    """Gains of all (columns) under the offer of each (rows), both in the order of proposing."""
    whole = problem.replace(
        players=tuple(problem.players[place] for place in order),
        gains=lambda points: problem.gains(points)[:, order],
    )
    gains = whole.gains(whole.candidates)
    fine = (gains >= -1e-12).all(axis=1)
    fine = fine if fine.any() else np.ones(len(gains), dtype=np.bool_)
    first = _two(gains[fine], worth) if len(order) == 2 else _many(gains[fine], worth)
    return settled_offers(whole, worth, whole.candidates[fine][first])


def _two(gains: Floats, worth: Floats) -> list[int]:
    """Candidates next to the offers of two players, on the frontier drawn through candidates."""
    mine, theirs = _frontier(gains[:, 0], gains[:, 1])

    def best_mine(least: float) -> float:
        return float(np.interp(max(least, theirs[0]), theirs, mine))

    def best_theirs(least: float) -> float:
        return float(np.interp(max(least, mine[-1]), mine[::-1], theirs[::-1]))

    low, high = 0.0, float(theirs[-1])
    for _ in range(200):
        middle = 0.5 * (low + high)
        offered = best_theirs(worth[0] * best_mine(worth[1] * middle))
        low, high = (middle, high) if offered > middle else (low, middle)
    own = best_mine(worth[1] * low)
    near = [np.abs(gains[:, 0] - own) + np.abs(gains[:, 1] - worth[1] * low)]
    near.append(np.abs(gains[:, 0] - worth[0] * own) + np.abs(gains[:, 1] - low))
    return [int(np.argmin(gap)) for gap in near]


def _frontier(mine: Floats, theirs: Floats) -> tuple[Floats, Floats]:
    """Upper frontier, ordered by the other's gain: mine falls as theirs rises."""
    order = np.lexsort((mine, theirs))[::-1]
    best = -np.inf
    kept = []
    for place in order:
        if mine[place] > best:
            best = float(mine[place])
            kept.append(place)
    chosen = np.array(kept[::-1])
    return mine[chosen], theirs[chosen]


def _many(gains: Floats, worth: Floats) -> list[int]:
    """Candidates near the offers of several players: those of candidates alone."""
    count = gains.shape[1]
    offers = [int(np.argmax(gains[:, place])) for place in range(count)]
    for _ in range(_MOST_ROUNDS):
        before = list(offers)
        for place in reversed(range(count)):
            least = worth * gains[offers[(place + 1) % count]]
            least[place] = -np.inf
            content = (gains >= least - 1e-12).all(axis=1)
            own = np.where(content, gains[:, place], -np.inf)
            if np.isfinite(own.max()):
                offers[place] = int(np.argmax(own))
        if offers == before:
            break
    return offers


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
