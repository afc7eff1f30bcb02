"""The zone of agreement: where the win-sets meet, or enough of them to enter into force."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from winset.games.bargaining import BargainingProblem
from winset.games.domestic import Floats
from winset.games.negotiation import Negotiation
from winset.games.spatial import SpatialGame
from winset.results.two_level.win_set import WinSet
from winset.solvers.spatial.line import SAME_POINT
from winset.solvers.spatial.majority_win_set import spatial_win_set
from winset.solvers.two_level.ratification_test import RatificationTest, ratification_test
from winset.solvers.two_level.region import DEFAULT_SAMPLES, Question, region
from winset.solvers.two_level.win_set import turning_points

__all__ = [
    "as_amended",
    "bargaining_problem",
    "ratification_tests",
    "ratifying_countries",
    "zone_of_agreement",
]

_MOST_CLAUSES = 256
_MOST_CANDIDATES = 3000


def ratification_tests(negotiation: Negotiation) -> tuple[RatificationTest, ...]:
    """The test of every country, in their order."""
    return tuple(ratification_test(country.game) for country in negotiation.countries)


def ratifying_countries(tests: Sequence[RatificationTest], points: Floats) -> NDArray[np.bool_]:
    """Find which countries would ratify what becomes of each point, shape ``(n, n_countries)``."""
    text = as_amended(tests, points)
    return np.stack([test.accepts(text) for test in tests], axis=1)


def as_amended(tests: Sequence[RatificationTest], points: Floats) -> Floats:
    """Find what floors under an open rule make of each point, the last of the file deciding.

    The same points where every rule is closed. [ours]
    """
    for test in tests:
        points = test.amended(points)
    return points


def zone_of_agreement(
    negotiation: Negotiation,
    tests: Sequence[RatificationTest] | None = None,
    *,
    samples: int = DEFAULT_SAMPLES,
    seed: int = 0,
) -> WinSet:
    """The agreements that would enter into force.

    Answers: is there anything that enough countries would ratify, and who stops the rest?

    Parameters
    ----------
    negotiation
        The table.
    tests
        Ratification tests in the order of the countries; default: made from their games.
    samples, seed
        Above two issues: points drawn, and the seed.

    Returns
    -------
    WinSet
        ``binding`` names country and refuser, such as ``us: house``. Exact where every win-set is
        and every country must ratify; empty is an answer.

    References
    ----------
    Putnam (1988), International Organization 42(3): 427-460.
    """
    found = tuple(tests) if tests is not None else ratification_tests(negotiation)
    issues = len(negotiation.issues)
    if negotiation.needs_all and issues <= 2 and all(test.spatial for test in found):
        games = [test.spatial[0] for test in found]
        if np.prod([len(game.clauses) for game in games]) <= _MOST_CLAUSES:
            domain = np.array([np.zeros(issues), np.ones(issues)])
            zone = spatial_win_set(_joined(negotiation.names, games), domain)
            return replace(
                zone,
                accepts=_Accepts(negotiation, found),
                reason="" if zone.outcome == "solved" else "the win-sets do not meet",
            )
    question = Question(
        issues=negotiation.issues,
        status_quo=negotiation.status_quo,
        accepts=_Accepts(negotiation, found),
        refused_by=_Refusals(negotiation, found),
        hints=np.unique(np.concatenate([turning_points(t.game) for t in found]), axis=0),
        reason="the win-sets do not meet",
    )
    return region(question, samples=samples, seed=seed)


def _salience(games: Sequence[SpatialGame]) -> Floats | None:
    if all(game.salience is None for game in games):
        return None
    return np.concatenate([game.saliences for game in games])


class _Accepts:
    """Entry into force of points; countries are asked only where it still matters."""

    def __init__(self, negotiation: Negotiation, tests: Sequence[RatificationTest]) -> None:
        self.negotiation, self.tests = negotiation, tests

    def __call__(self, points: Floats) -> NDArray[np.bool_]:
        if not self.negotiation.needs_all:
            votes = ratifying_countries(self.tests, points)
            held = self.negotiation.entry.holds(
                votes, self.negotiation.names, self.negotiation.weights
            )
            text = as_amended(self.tests, points)
            away = np.abs(text - self.negotiation.status_quo).max(axis=1) > SAME_POINT
            return np.asarray(held & away, dtype=np.bool_)
        held = np.ones(len(points), dtype=np.bool_)
        points = as_amended(self.tests, points)
        for test in self.tests:
            open_yet = np.flatnonzero(held)
            if not open_yet.size:
                break
            held[open_yet] = test.accepts(points[open_yet])
        return held


class _Refusals:
    """Refusals of each point, by country and actor or chamber."""

    def __init__(self, negotiation: Negotiation, tests: Sequence[RatificationTest]) -> None:
        self.names, self.tests = negotiation.names, tests

    def __call__(self, points: Floats) -> list[str]:
        said = [""] * len(points)
        points = as_amended(self.tests, points)
        for name, test in zip(self.names, self.tests, strict=True):
            for place, refuser in enumerate(test.refused_by(points)):
                if refuser and not said[place]:
                    said[place] = f"{name}: {refuser}"
        return said


def _joined(names: tuple[str, ...], games: Sequence[SpatialGame]) -> SpatialGame:
    """All countries' voters in one game; every combination of their clauses is a clause."""
    bodies = [
        f"{name}: {body}".removesuffix("'s consent")
        for name, game in zip(names, games, strict=True)
        for body in game.bodies
    ]
    first = np.cumsum([0, *(len(game.bodies) for game in games)])
    return SpatialGame(
        issues=games[0].issues,
        voters=tuple(voter for game in games for voter in game.voters),
        ideals=np.concatenate([game.ideals for game in games]),
        radii=np.concatenate([game.radii for game in games]),
        salience=_salience(games),
        bodies=tuple(bodies),
        body=np.concatenate([game.body + first[i] for i, game in enumerate(games)]),
        clauses=tuple(
            tuple(itertools.chain.from_iterable(parts))
            for parts in itertools.product(*(game.clauses for game in games))
        ),
        status_quo=games[0].status_quo,
    )


def _candidates(zone: WinSet) -> tuple[Floats, Floats]:
    """Points of a zone to search from, and how far apart they are."""
    issues = len(zone.issues)
    if issues == 1:
        pieces = [np.linspace(low, high, 501) for low, high in zone.intervals]
        points = np.concatenate(pieces)[:, None] if pieces else np.zeros((0, 1))
        width = max((high - low for low, high in zone.intervals), default=0.0)
        spacing = np.array([max(width / 500.0, 1e-6)])
    elif issues == 2:
        axis = np.linspace(0.0, 1.0, 97)
        lattice = np.stack(np.meshgrid(axis, axis, indexing="ij"), -1).reshape(-1, 2)
        near = np.array([stretch.inside for stretch in zone.border]).reshape(-1, 2)
        points = np.concatenate([lattice, near, zone.inner[:: max(1, len(zone.inner) // 500)]])
        spacing = np.array([1.0, 1.0]) / 96.0
    else:
        points = zone.inner
        spacing = np.full(issues, 0.05)
    points = points[zone.accepts(points)] if len(points) else points
    return points[:: max(1, len(points) // _MOST_CANDIDATES)], spacing


def bargaining_problem(
    negotiation: Negotiation, tests: Sequence[RatificationTest], zone: WinSet
) -> BargainingProblem:
    """The zone as a bargaining problem of chief executives.

    Parameters
    ----------
    negotiation, tests, zone
        A table, the tests of its countries, and its zone.

    Returns
    -------
    BargainingProblem
        Gains are the executives' surpluses; allowed is the zone. Where fewer than all must ratify,
        the players are the members of the coalition below, and allowed is what they all ratify.

    Notes
    -----
    Where a floor may amend, only what it would leave as it is can be agreed on: the others would
    not sign what is then changed [ours]. Where not every country is needed, the parties are the
    coalition of countries that ratify together somewhere in the zone with the most members, then
    the most weight, then the first in the order of the file [ours].
    """
    points, spacing = _candidates(zone)
    names, chosen = negotiation.names, tuple(tests)
    allowed = zone.accepts
    if not negotiation.needs_all and len(points):
        members = _coalition(negotiation, ratifying_countries(tests, points))
        names = tuple(name for name, inside in zip(names, members, strict=True) if inside)
        chosen = tuple(t for t, inside in zip(tests, members, strict=True) if inside)
        allowed = _Accepts(negotiation.among(names), chosen)
        points = points[allowed(points)]
    if any(test.is_open for test in chosen) and len(points):
        points = np.unique(as_amended(chosen, points), axis=0)
    return BargainingProblem(
        players=names,
        issues=negotiation.issues,
        gains=lambda at: np.stack([test.gains(at) for test in chosen], axis=1),
        allowed=lambda at: zone.holds(at) & _stands(chosen, at) & allowed(at),
        candidates=points,
        spacing=spacing,
    )


def _stands(tests: Sequence[RatificationTest], points: Floats) -> NDArray[np.bool_]:
    """Return whether floors leave each point as it is."""
    if not any(test.is_open for test in tests):
        return np.ones(len(points), dtype=np.bool_)
    gap = np.abs(as_amended(tests, points) - points)
    return np.asarray(gap.max(axis=1) <= SAME_POINT)


def _coalition(negotiation: Negotiation, votes: NDArray[np.bool_]) -> tuple[bool, ...]:
    seen = Counter(tuple(bool(v) for v in row) for row in votes)
    weights = negotiation.weights

    def rank(members: tuple[bool, ...]) -> tuple[int, float, tuple[bool, ...]]:
        return sum(members), float(weights[np.array(members)].sum()), members

    return max(seen, key=rank)
