"""Tying hands: what a government gains from a legislature that is harder to please."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from winset.foundation.citations import cited
from winset.foundation.face import Result
from winset.foundation.tolerances import CERTIFICATE_RELATIVE
from winset.games.bargaining import BargainingProblem
from winset.games.domestic import DomesticGame, Floats
from winset.games.negotiation import Negotiation
from winset.results.bargaining.agreement import Agreement
from winset.results.check import Check
from winset.results.two_level.win_set import Accepts
from winset.solvers.two_level.agreement import agreement
from winset.solvers.two_level.ratification_test import RatificationTest, ratification_test

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["LEVELS", "TyingHands", "has_hands_to_tie", "tied", "tying_hands"]

LEVELS = tuple(round(0.02 * step, 2) for step in range(16))
"""Further gain that each legislator needs to vote yes, in units of surplus."""
_CANDIDATES = 600
_STEP = 1e-6
_NEAR = 1e-5
"""Gains this close are alike: the agreements of a curve are found to 1e-6 of an axis."""


@dataclass(frozen=True, repr=False)
class TyingHands(Result):
    """The gain of one executive as its legislature becomes harder to please.

    Parameters
    ----------
    country
        Id of the country.
    levels
        How much more each legislator must gain.
    gains
        The executive's surplus from the agreement at each level; None without an agreement.
    solution
        The solution of the bargaining.
    """

    country: str
    levels: tuple[float, ...]
    gains: tuple[float | None, ...]
    solution: str
    outcome: str = "solved"
    exact: bool = False
    method: str = "the agreement anew at each level, on the candidates of the untied zone"
    sources: tuple[str, ...] = cited("schelling-1960")

    @property
    def best(self) -> float | None:
        """Level at which the executive is best off; the lowest among equals."""
        pairs = zip(self.gains, self.levels, strict=True)
        known = [(gain, level) for gain, level in pairs if gain is not None]
        if not known:
            return None
        top = max(gain for gain, _ in known)
        return min(level for gain, level in known if gain >= top - _NEAR)

    @property
    def effect(self) -> float | None:
        """Gain at the best level over that with free hands."""
        if self.best is None or self.gains[0] is None:
            return None
        found = self.gains[self.levels.index(self.best)]
        return None if found is None else found - self.gains[0]

    @property
    def backfires_at(self) -> float | None:
        """Lowest level beyond the best at which it is worse off than with free hands."""
        if self.best is None or self.gains[0] is None:
            return None
        for level, gain in zip(self.levels, self.gains, strict=True):
            if level > self.best and (gain is None or gain < self.gains[0] - _NEAR):
                return level
        return None

    @property
    def reason(self) -> str | None:
        """Reason why a number is missing, or None."""
        if self.best is None or self.gains[0] is None:
            return "there is no agreement to begin with"
        return "no level tried leaves it worse off" if self.backfires_at is None else None

    def verify(self) -> Check:
        """Check that levels rise from zero and that no agreement stays none."""
        none = [gain is None for gain in self.gains]
        rising = all(b > a for a, b in zip(self.levels, self.levels[1:], strict=False))
        return Check(
            (
                ("levels rise from zero", self.levels[0] == 0.0 and rising),
                ("no agreement comes back", none == sorted(none)),
                (
                    "nobody signs at a loss",
                    all(g is None or g >= -CERTIFICATE_RELATIVE for g in self.gains),
                ),
            )
        )

    def summary(self) -> str:
        """One sentence for a reader."""
        if self.best is None or self.effect is None:
            return f"{self.country}: there is no agreement to begin with."
        if self.effect <= _NEAR:
            return f"{self.country} gains nothing from tied hands."
        return f"{self.country} gains {self.effect:.4g} with hands tied by {self.best:g}."

    def to_dict(self) -> dict[str, Any]:
        """The curve as JSON types."""
        return {
            "country": self.country,
            "change": self.best,
            "effect": self.effect,
            "backfires_at": self.backfires_at,
            "reason": self.reason,
            "curve": [list(pair) for pair in zip(self.levels, self.gains, strict=True)],
        }

    def to_frame(self) -> pd.DataFrame:
        """Give a row a level: the executive's gain."""
        import pandas as pd

        return pd.DataFrame({"level": self.levels, "gain": self.gains})


def tied(game: DomesticGame, level: float) -> DomesticGame:
    """The game with every legislator asking for so much more surplus before voting yes."""
    members = game.labels.at_level("legislature")
    return game.with_numbers(no_agreement=game.numbers.no_agreement - level * members)


def tying_hands(
    negotiation: Negotiation,
    tests: Sequence[RatificationTest],
    problem: BargainingProblem,
    country: str,
    *,
    solution: str = "nash",
    levels: tuple[float, ...] = LEVELS,
    jointly: Callable[[Sequence[RatificationTest]], Accepts] | None = None,
    free: Agreement | None = None,
) -> TyingHands:
    """The agreement as one country's legislature becomes harder to please.

    Does this government do better abroad when it can point to a hostile legislature at home, and
    where does that backfire?

    Parameters
    ----------
    negotiation, tests, problem
        The table, the tests of its countries and the bargaining problem with free hands.
    country
        Whose hands are tied.
    solution
        Solution of the bargaining.
    levels
        How much more each legislator must gain, from 0 upward.
    jointly
        What the tests of all countries accept together, where that is not what each accepts alone,
        as with side payments across the border.
    free
        The agreement with free hands, if it is known.

    Returns
    -------
    TyingHands

    Notes
    -----
    A level is taken off the cost of no agreement of every legislator: its acceptance shrinks evenly
    [ours]. A tighter win-set lies in the looser one, so the candidates are those of the free zone;
    and where the solution is the best point by a measure of its own (Nash, an offer), the last
    agreement stands as long as it is still ratified.

    References
    ----------
    Schelling (1960), The Strategy of Conflict; Milner and Rosendorff (1997) on where it ends.
    """
    step = max(1, len(problem.candidates) // _CANDIDATES)
    few = problem.replace(
        candidates=problem.candidates[::step],
        spacing=problem.spacing * step ** (1.0 / len(problem.issues)),
    )
    place = negotiation.names.index(country)
    gains: list[float | None] = []
    last = np.zeros((0, len(problem.issues)))
    picks_best = solution == "nash" or solution.startswith("offer:")
    if free is not None and free.outcome == "solved" and levels[0] == 0.0:
        gains, last = [free.surplus[country]], free.point[None, :]
    for level in levels[len(gains) :]:
        if gains and gains[-1] is None:
            gains.append(None)
            continue
        test = ratification_test(tied(tests[place].game, level))
        held: Accepts = test.accepts
        if jointly is not None:
            held = jointly([test if row == place else own for row, own in enumerate(tests)])
        if picks_best and len(last) and held(last)[0]:
            gains.append(gains[-1])
            continue
        within = few.replace(
            candidates=few.candidates[held(few.candidates)],
            allowed=_Both(held, problem.allowed),
        )
        found = agreement(negotiation, within, solution, smallest_step=_STEP)
        gains.append(found.surplus[country] if found.outcome == "solved" else None)
        last = found.point[None, :] if found.outcome == "solved" else last[:0]
    return TyingHands(country, levels, tuple(gains), solution)


class _Both:
    """Common ground of two tests; the second is asked only where the first says yes."""

    def __init__(self, first: Accepts, second: Accepts) -> None:
        self.first, self.second = first, second

    def __call__(self, points: Floats) -> NDArray[np.bool_]:
        held = self.first(points)
        open_yet = np.flatnonzero(held)
        if open_yet.size:
            held[open_yet] = self.second(points[open_yet])
        return held


def has_hands_to_tie(game: DomesticGame) -> bool:
    """Return whether legislators have a say in the ratification."""
    return bool(np.any(game.labels.seats.sum(axis=0)))
