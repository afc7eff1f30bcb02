"""A distribution over the outcome of bargaining on one issue: stated positions and past errors."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from winset.foundation.face import DataFrame, data_frame
from winset.results.answer import Answer
from winset.results.check import Check

Floats = NDArray[np.float64]

REPORTED_QUANTILES: Final = (5, 25, 50, 75, 95)
"""Quantiles that reports give, in percent."""
_ROOT_PI = float(np.sqrt(np.pi))
_ROOT_2 = float(np.sqrt(2.0))
_FAR = 40.0
"""Standard deviations beyond which a normal has no mass that counts."""


@dataclass(frozen=True, eq=False, repr=False)
class OutcomeDistribution(Answer):
    """A mixture: probabilities of stated positions, and a centre with an error, cut at the ends.

    Parameters
    ----------
    points, masses
        Stated positions in ascending order and their probabilities within their part, which add
        up to 1, shape ``(n_points,)``.
    share
        Weight of the stated positions in the mixture, 0 to 1.
    centre, error
        Mean and standard deviation of the other part, a normal whose mass beyond an end of the
        axis lies at that end. An error of 0 puts it all at the centre.
    low, high
        Ends of the axis.
    """

    points: Floats
    masses: Floats
    share: float
    centre: float
    error: float
    low: float
    high: float

    def _tail(self, at: Floats) -> Floats:
        """Normal part before it is cut: probability of at most `at`."""
        if self.error <= 0.0:
            return np.asarray((at >= self.centre) * 1.0)
        with np.errstate(over="ignore"):
            return np.asarray(ndtr((at - self.centre) / self.error))

    def cdf(self, at: float) -> float:
        """Probability of an outcome of at most `at`."""
        if at >= self.high:
            return 1.0
        if at < self.low:
            return 0.0
        stated = float(self.masses[self.points <= at].sum())
        other = float(self._tail(np.array(at)))
        return min(self.share * stated + (1.0 - self.share) * other, 1.0)

    def cdf_below(self, at: float) -> float:
        """Probability of an outcome below `at`."""
        if at > self.high:
            return 1.0
        if at <= self.low:
            return 0.0
        stated = float(self.masses[self.points < at].sum())
        is_point = self.error <= 0.0
        other = float(self.centre < at) if is_point else float(self._tail(np.array(at)))
        return min(self.share * stated + (1.0 - self.share) * other, 1.0)

    def quantile(self, share: float) -> float:
        """Smallest outcome whose probability of not being exceeded reaches a share, 0 to 1.

        Found by bisection to a millionth of a millionth of the axis.
        """
        ends = np.array([self.low, self.high, self.centre])
        jumps = np.unique(np.concatenate([self.points, ends]))
        jumps = jumps[(jumps >= self.low) & (jumps <= self.high)]
        reached = [float(jump) for jump in jumps if self.cdf(jump) >= share]
        upper = reached[0] if reached else self.high
        if self.cdf_below(upper) < share:
            return upper
        below = jumps[jumps < upper]
        lower = float(below[-1]) if len(below) else self.low
        for _ in range(60):
            middle = 0.5 * (lower + upper)
            lower, upper = (lower, middle) if self.cdf(middle) >= share else (middle, upper)
        return upper

    def quantiles(self) -> dict[str, float]:
        """Quantiles that reports give, by percent."""
        return {str(percent): self.quantile(percent / 100.0) for percent in REPORTED_QUANTILES}

    @property
    def mean(self) -> float:
        """Expected outcome: the upper end less the area under the distribution function."""
        pieces = self._pieces(())
        area = sum(_integral(self, a, b, 0.0, power=1) for a, b in pieces)
        return self.high - area

    @property
    def mode(self) -> float:
        """The most probable stated position, what is cut at an end counted in where one stands."""
        jumps = [self.cdf(float(at)) - self.cdf_below(float(at)) for at in self.points]
        return float(self.points[int(np.argmax(np.round(jumps, 12)))])

    def crps(self, outcome: float) -> float:
        """Continuous ranked probability score of what happened, in the unit of the axis.

        The integral of (F - 1{x >= outcome})^2, in closed form between jumps. Where the
        distribution is a point it is the absolute error.
        """
        inside = min(max(outcome, self.low), self.high)
        beyond = abs(outcome - inside)
        total = 0.0
        for a, b in self._pieces((inside,)):
            total += _integral(self, a, b, 1.0 if a >= inside else 0.0, power=2)
        return total + beyond

    def at(self, which: Floats, where: Floats) -> Floats:
        """Outcomes for uniform numbers: the first picks a part of the mixture, the second a place.

        Parameters
        ----------
        which, where
            Uniform numbers in [0, 1), shape ``(n,)``.
        """
        rank = np.searchsorted(np.cumsum(self.masses), where, side="right")
        stated = self.points[np.minimum(rank, len(self.points) - 1)]
        other = self.centre + self.error * ndtri(np.clip(where, 1e-12, 1.0 - 1e-12))
        drawn = np.where(which < self.share, stated, other)
        return np.asarray(np.clip(drawn, self.low, self.high))

    def pit(self, outcome: float) -> tuple[float, float]:
        """Probability of less than what happened, and of at most that.

        Spread evenly between both, the value is uniform over many outcomes if the distribution is
        calibrated, jumps or not.
        """
        return self.cdf_below(outcome), self.cdf(outcome)

    def _pieces(self, cuts: tuple[float, ...]) -> list[tuple[float, float]]:
        """Stretches of the axis between jumps of F and further cuts."""
        inner = self.points[(self.points > self.low) & (self.points < self.high)]
        marks = [self.low, *inner.tolist(), *cuts, self.high]
        if self.error <= 0.0:
            marks.append(min(max(self.centre, self.low), self.high))
        ordered = sorted(set(marks))
        return list(itertools.pairwise(ordered))

    def verify(self) -> Check:
        """Check masses, order and that quantiles and distribution function agree."""
        at = [self.quantile(q) for q in (0.05, 0.25, 0.5, 0.75, 0.95)]
        shares = [self.cdf(x) for x in at]
        return Check(
            (
                ("masses add up to 1", abs(float(self.masses.sum()) - 1.0) <= 1e-9),
                ("positions ascend", bool((np.diff(self.points) > 0.0).all())),
                ("quantiles ascend", bool((np.diff(at) >= -1e-9).all())),
                (
                    "quantiles reach their share",
                    all(
                        s >= q - 1e-6
                        for s, q in zip(shares, (0.05, 0.25, 0.5, 0.75, 0.95), strict=True)
                    ),
                ),
                ("the mean lies on the axis", self.low - 1e-9 <= self.mean <= self.high + 1e-9),
            )
        )

    def heading(self) -> str:
        """Title."""
        return "Distribution over outcomes"

    def summary(self) -> str:
        """One sentence for a reader."""
        q = self.quantiles()
        return (
            f"The outcome is between {q['5']:.4g} and {q['95']:.4g} in 9 of 10 cases; median "
            f"{q['50']:.4g}, mean {self.mean:.4g}."
        )

    def to_frame(self) -> DataFrame:
        """Give a row a quantile that reports give."""
        found = self.quantiles()
        levels = [int(level) / 100.0 for level in found]
        return data_frame({"quantile": levels, "outcome": list(found.values())})

    def to_dict(self) -> dict[str, Any]:
        """The distribution as JSON types."""
        return {
            "quantiles": self.quantiles(),
            "mean": self.mean,
            "mode": self.mode,
            "points": self.points.tolist(),
            "masses": (self.share * self.masses).tolist(),
            "centre": self.centre,
            "error": self.error,
        }


def _integral(found: OutcomeDistribution, a: float, b: float, less: float, *, power: int) -> float:
    """Integral over (a, b), where no position lies, of (F - less) to a power of 1 or 2."""
    level = found.share * float(found.masses[found.points <= a].sum()) - less
    slope = 1.0 - found.share
    if found.error <= 0.0:
        height = level + slope * float(found.centre <= a)
        return float((b - a) * height**power)
    away = np.array([a, b]) - found.centre
    with np.errstate(over="ignore"):
        z = np.clip(away / found.error, -_FAR, _FAR)
    phi = found.error * np.exp(-0.5 * z * z) / (_ROOT_2 * _ROOT_PI)
    big = ndtr(z)
    first = np.diff(away * big + phi)[0]
    if power == 1:
        return float(level * (b - a) + slope * first)
    tail = found.error * ndtr(_ROOT_2 * z) / _ROOT_PI
    second = np.diff(away * big**2 + 2.0 * big * phi - tail)[0]
    return float(level**2 * (b - a) + 2.0 * level * slope * first + slope**2 * second)
