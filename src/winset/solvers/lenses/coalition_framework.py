"""The coalition framework of the article: willingness, a pivotal actor, a deadlock coalition."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.foundation.citations import cited
from winset.games.arena import Arena
from winset.results.lenses.lens_reading import (
    LensCard,
    LensCoalition,
    LensReading,
    Matters,
    Measure,
    Prediction,
)
from winset.solvers.lenses.belief_distance import belief_distance, stated_reasons
from winset.solvers.lenses.decision_units import mean_readiness

CARD = LensCard(
    id="coalition-framework",
    title="Coalition framework (the article)",
    family="Coalition framework",
    asks="Are those who decide willing to bargain, is somebody pivotal for the bill, and do its "
    "opponents converge?",
    needs="willingness of those who vote, conditions of a pivotal role, positions and reasons",
    ignores="actors with neither votes nor a veto nor capacity of at least one member-move",
    predicts="the bill passes where willingness and a pivotal actor are there and opponents stand "
    "apart (hypotheses 1 and 2)",
    assumptions=(
        "one explicit conjecture: the score is min(willingness, engagement of the pivotal actor, "
        "1 - convergence of the deadlock coalition), and the bill passes from a cut point on "
        "[ours: the article gives no aggregation]",
        "the pivotal actor is the most engaged of those for the bill outside the chambers",
        "convergence is 1 - mean distance of opponents over vote and reason axes [ours]",
    ),
    sources=cited("coalition-approach-2017", "hagan-et-al-2001"),
)
_LEAST_CAPACITY = 1.0


@dataclass(frozen=True)
class FrameworkScore:
    """The three concepts, 0..1 each, NaN where not known, and their minimum.

    Parameters
    ----------
    willingness, engagement, convergence
        Of those who vote, of the pivotal actor, of the deadlock coalition.
    pivotal
        The pivotal actor, or None.
    opponents
        Members of the deadlock coalition.
    """

    willingness: float
    engagement: float
    convergence: float
    pivotal: str | None
    opponents: tuple[str, ...]

    @property
    def score(self) -> float:
        """Minimum of willingness, engagement and 1 - convergence; NaN if one is not known."""
        return float(np.min([self.willingness, self.engagement, 1.0 - self.convergence]))

    @property
    def mean(self) -> float:
        """Mean of the three, an alternative to the minimum."""
        return float(np.mean([self.willingness, self.engagement, 1.0 - self.convergence]))


def framework_score(arena: Arena) -> FrameworkScore:
    """The three concepts of the framework in a case.

    Parameters
    ----------
    arena
        The arena.

    Returns
    -------
    FrameworkScore
        Convergence is 0 without two opponents that have a position: nobody joins forces.
    """
    seen = _resourceful(arena)
    ready = mean_readiness(arena)
    engaged = np.fmin(np.fmin(arena.impact, arena.cost_of_staying_out), arena.resources)
    coded = [
        a
        for a in seen
        if arena.side(a) == 1
        and arena.kinds[arena.row(a)] != "bloc"
        and not np.isnan(engaged[arena.row(a)])
    ]
    pivotal = max(coded, key=lambda a: (engaged[arena.row(a)], -arena.row(a)), default=None)
    engagement = float("nan") if pivotal is None else float(engaged[arena.row(pivotal)])
    opponents = tuple(a for a in seen if arena.side(a) == -1)
    rows = [arena.row(a) for a in opponents]
    convergence = 0.0
    if len(rows) > 1:
        holds, weights = stated_reasons(arena)
        apart = belief_distance(holds[rows], weights[rows])
        convergence = 1.0 - float(apart[np.triu_indices(len(rows), 1)].mean())
    return FrameworkScore(ready, engagement, convergence, pivotal, opponents)


def coalition_framework(arena: Arena) -> LensReading:
    """Read a case by the article's framework.

    Parameters
    ----------
    arena
        The arena.

    Returns
    -------
    LensReading
        Abstains where willingness or the conditions of a pivotal role are not coded.

    References
    ----------
    A coalition approach to trade policymaking in the United States (2017).
    """
    found = framework_score(arena)
    seen = _resourceful(arena)
    missing = {}
    if np.isnan(found.willingness):
        missing["actors.*.willingness"] = "whether those who vote would bargain"
    if np.isnan(found.engagement):
        missing["actors.*.pivotal"] = "whether a supporter is pivotal"
    coalitions = (
        LensCoalition("minimum winning coalition", tuple(a for a in seen if arena.side(a) == 1), 1),
        LensCoalition("deadlock coalition", found.opponents, -1),
    )
    if missing:
        because = "the concepts of the framework are not coded"
        return LensReading(CARD, arena.actors, seen, None, because, coalitions, missing=missing)
    cut = arena.cuts.framework_score
    prediction: Prediction = "passes" if found.score >= cut else "does not pass"
    parts = {
        "willingness": found.willingness,
        "engagement of the pivotal actor": found.engagement,
        "divergence of opponents": 1.0 - found.convergence,
    }
    least = min(parts, key=lambda name: parts[name])
    because = f"the least of the three is {least}, {parts[least]:.2f}, against a cut of {cut:.2f}"
    return LensReading(
        CARD,
        arena.actors,
        seen,
        prediction,
        because,
        coalitions,
        _matters(arena, found),
        (
            Measure("score", found.score, "minimum of the three concepts"),
            Measure("willingness", found.willingness, "mean of those who vote, by share of seats"),
            Measure("engagement", found.engagement, "of the pivotal actor"),
            Measure("convergence", found.convergence, "of opponents, over vote and reasons"),
            Measure("mean of the three", found.mean, "an alternative to the minimum; not used"),
        ),
    )


def _resourceful(arena: Arena) -> tuple[str, ...]:
    """Actors with a vote, a veto or capacity of at least one member-move."""
    return tuple(
        a
        for a in arena.actors
        if a in arena.rule.players or arena.capacity[arena.row(a)] >= _LEAST_CAPACITY
    )


def _matters(arena: Arena, found: FrameworkScore) -> tuple[Matters, ...]:
    """The pivotal actor, then those who hold the means of the deadlock coalition."""
    heavy = sorted(found.opponents, key=lambda a: (-arena.capacity[arena.row(a)], arena.row(a)))
    matters = [Matters(str(found.pivotal), "pivotal for the bill", found.engagement)]
    matters += [
        Matters(a, "deadlock coalition, by capacity", float(arena.capacity[arena.row(a)]))
        for a in heavy
        if arena.capacity[arena.row(a)] > 0.0
    ]
    return tuple(matters)
