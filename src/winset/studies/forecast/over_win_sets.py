"""The forecast at the table laid over what would be ratified.

It asks for positions, a test of ratification and points that pass it, and nothing of how the test
comes about: any other test of ratification takes its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.foundation.randomness import uniforms
from winset.games.issue_positions import Positions
from winset.solvers.two_level.nearest import nearest_point
from winset.studies.forecast.models import MODELS, NO_WEIGHT, Bargaining, ModelAnswer, answers

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

DRAWS = 2000
"""Outcomes drawn from the distribution."""


@dataclass(frozen=True)
class Ratification:
    """Facts about ratification.

    Parameters
    ----------
    countries
        Names.
    ratified
        From points, shape ``(n, n_issues)``, to whether each country ratifies, shape
        ``(n, n_countries)``.
    in_force
        From points to whether enough countries do, shape ``(n,)``.
    known
        Points that would enter into force, shape ``(n, n_issues)``; empty where none is known.
    """

    countries: tuple[str, ...]
    ratified: Callable[[Floats], Booleans]
    in_force: Callable[[Floats], Booleans]
    known: Floats


@dataclass(frozen=True)
class ForecastOverWinSets:
    """The forecast of the table and what ratification makes of it.

    Parameters
    ----------
    point
        Weighted mean, shape ``(n_issues,)``; empty where some issue has no forecast.
    ratified
        Whether each country would ratify it.
    in_force
        Whether enough would; None without a point.
    share_in_force
        Share of outcomes drawn from the distributions that would enter into force.
    nearest
        Nearest point found that would; empty where none is known.
    models
        Points of the other models, and whether they would enter into force.
    reason
        Why something is missing.
    """

    point: Floats
    ratified: Mapping[str, bool]
    in_force: bool | None
    share_in_force: float | None
    nearest: Floats
    models: Mapping[str, tuple[Floats, bool]]
    reason: str | None = None

    @property
    def pull(self) -> float | None:
        """Distance from the forecast to the nearest point that would enter into force."""
        if not self.point.size or not self.nearest.size:
            return None
        return float(np.linalg.norm(self.nearest - self.point))


def forecast_over_win_sets(
    table: Positions, test: Ratification, *, seed: int = 0
) -> ForecastOverWinSets:
    """Lay the forecast at the table over the win-sets.

    Answers: would what the governments would agree on be ratified, and if not, how far does
    ratification pull it?

    Parameters
    ----------
    table
        The governments, as if nobody had to ratify.
    test
        The test of ratification.
    seed
        Of the outcomes drawn.

    Returns
    -------
    ForecastOverWinSets

    Notes
    -----
    Outcomes are drawn issue by issue from `outcome_distribution`, apart from each other: nothing
    is known of how the errors of one negotiation hang together. The nearest point is found by
    `nearest_point`.
    """
    found = answers(Bargaining(table), MODELS)
    points = {
        name: np.array([_mean(found[issue][name]) for issue in table.issues]) for name in MODELS
    }
    point = points.pop("weighted-mean")
    spread = [found[issue]["distribution"].distribution for issue in table.issues]
    if np.isnan(point).any() or any(one is None for one in spread):
        nothing = np.zeros(0)
        return ForecastOverWinSets(nothing, {}, None, None, nothing, {}, NO_WEIGHT)
    drawn = np.stack(
        [
            one.at(*uniforms(seed, f"forecast.table.{issue}", 0, DRAWS, 2).T)
            for issue, one in zip(table.issues, spread, strict=True)
            if one is not None
        ],
        axis=1,
    )
    others = {name: at for name, at in points.items() if not np.isnan(at).any()}
    held = test.in_force(np.stack([point, *others.values()]))
    nearest = point if held[0] else nearest_point(point, test.in_force, test.known)
    return ForecastOverWinSets(
        point=point,
        ratified=dict(
            zip(test.countries, map(bool, test.ratified(point[None, :])[0]), strict=True)
        ),
        in_force=bool(held[0]),
        share_in_force=float(test.in_force(drawn).mean()),
        nearest=nearest,
        models={
            name: (at, bool(ok)) for (name, at), ok in zip(others.items(), held[1:], strict=True)
        },
        reason=None if nearest.size else "nothing is known that would enter into force",
    )


def _mean(answer: ModelAnswer) -> float:
    return float("nan") if answer.mean is None else answer.mean
