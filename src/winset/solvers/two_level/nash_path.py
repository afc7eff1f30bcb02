"""The Nash path: where the agreement moves as bargaining power moves between countries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from winset.foundation.citations import cited
from winset.foundation.face import Result
from winset.games.bargaining import BargainingProblem
from winset.games.domestic import Floats
from winset.results.check import Check
from winset.solvers.bargaining.nash import nash_solution

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["NashPath", "PathToward", "nash_path"]

_STEPS = 6
_STEP = 1e-4
_MOST_POWER = 0.98
_CANDIDATES = 600


@dataclass(frozen=True, eq=False)
class PathToward:
    """The agreement as one country's share of the bargaining power rises.

    Parameters
    ----------
    country
        Id of the country.
    shares
        Its share of the power, from an equal one upward; the others share the rest equally.
    points
        The agreement at each share, shape ``(n, n_issues)``.
    gains
        The country's gain at each, shape ``(n,)``.
    """

    country: str
    shares: tuple[float, ...]
    points: Floats
    gains: Floats


@dataclass(frozen=True, eq=False, repr=False)
class NashPath(Result):
    """Paths of the Nash agreement from equal power toward each country.

    Parameters
    ----------
    problem
        What is bargained over.
    paths
        One a country; empty without an agreement.
    """

    problem: BargainingProblem
    paths: tuple[PathToward, ...]
    exact: bool = False
    method: str = "the weighted Nash solution at rising shares of power"
    sources: tuple[str, ...] = cited("nash-1950")

    @property
    def outcome(self) -> str:
        """``"empty"`` where nothing is allowed."""
        return "solved" if self.paths else "empty"

    def verify(self) -> Check:
        """Check that every point is allowed, that power never hurts, and that all start at one."""
        if not self.paths:
            return Check((("nothing is allowed", self.problem.is_empty),))
        points = np.concatenate([path.points for path in self.paths])
        # The search ends at steps of 1e-4 of an axis.
        rising = all(bool((np.diff(path.gains) >= -1e-3).all()) for path in self.paths)
        start = self.paths[0].points[0]
        return Check(
            (
                ("every agreement is allowed", bool(self.problem.allowed(points).all())),
                ("more power never hurts", rising),
                (
                    "all paths start at equal power",
                    all(bool(np.allclose(p.points[0], start)) for p in self.paths),
                ),
            )
        )

    def summary(self) -> str:
        """One sentence for a reader."""
        if not self.paths:
            return "There is no agreement to move."
        wide = max(float(np.ptp(path.points, axis=0).max()) for path in self.paths)
        return f"Bargaining power moves the agreement by up to {wide:.3g} of an axis."

    def to_dict(self) -> dict[str, Any]:
        """The paths as JSON types."""
        return {
            path.country: {
                "shares": list(path.shares),
                "points": path.points.tolist(),
                "gains": path.gains.tolist(),
            }
            for path in self.paths
        }

    def to_frame(self) -> pd.DataFrame:
        """Give a row a country and share: the agreement, and the country's gain."""
        import pandas as pd

        return pd.DataFrame(
            [
                {"country": path.country, "share": share, "gain": float(gain)}
                | dict(zip(self.problem.issues, map(float, point), strict=True))
                for path in self.paths
                for share, point, gain in zip(path.shares, path.points, path.gains, strict=True)
            ]
        )


def nash_path(problem: BargainingProblem, *, steps: int = _STEPS) -> NashPath:
    """The Nash agreement as bargaining power moves from equal shares toward each country.

    Which agreements could different power over the same zone explain?

    Parameters
    ----------
    problem
        The zone with the executives' gains.
    steps
        Shares for each country, from equal power to 0.98 of it, 2 or more.

    Returns
    -------
    NashPath
        With two countries one curve through the zone, from the one's best to the other's.

    Notes
    -----
    Points are good to 1e-4 of an axis.

    References
    ----------
    Nash (1950), The bargaining problem, Econometrica 18(2): 155-162, with weights.

    Examples
    --------
    >>> from winset.games.bargaining import pie
    >>> ends = [path.points[-1, 0] for path in nash_path(pie()).paths]
    >>> [round(float(end), 3) for end in ends]
    [0.02, 0.98]
    """
    if problem.is_empty:
        return NashPath(problem, ())
    thin = max(1, len(problem.candidates) // _CANDIDATES)
    few = problem.replace(
        candidates=problem.candidates[::thin],
        spacing=problem.spacing * thin ** (1.0 / len(problem.issues)),
    )
    count = len(problem.players)
    shares = tuple(np.linspace(1.0 / count, _MOST_POWER, steps).tolist())
    equal = nash_solution(few, smallest_step=_STEP)
    paths = []
    for place, country in enumerate(problem.players):
        points, gains = [equal.point], [float(equal.gains[place])]
        for share in shares[1:]:
            rest = (1.0 - share) / (count - 1)
            power = {name: share if name == country else rest for name in problem.players}
            found = nash_solution(few, power=power, smallest_step=_STEP)
            points.append(found.point)
            gains.append(float(found.gains[place]))
        paths.append(PathToward(country, shares, np.array(points), np.array(gains)))
    return NashPath(problem, tuple(paths))
