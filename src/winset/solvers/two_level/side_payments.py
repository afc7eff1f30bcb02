"""Side payments across the border: what one country's supporters spend in another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.foundation.face import Result
from winset.foundation.tolerances import CERTIFICATE_RELATIVE
from winset.games.domestic import Floats
from winset.games.negotiation import Negotiation
from winset.results.check import Check
from winset.results.two_level.win_set import WinSet
from winset.solvers.two_level.ratification_test import RatificationTest
from winset.solvers.two_level.region import DEFAULT_SAMPLES, Question, region
from winset.solvers.two_level.win_set import turning_points
from winset.solvers.two_level.zone import as_amended

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PooledAcceptance", "Transfers", "pooled_zone", "transfers"]


class PooledAcceptance:
    """Ratification everywhere if budgets could cross the border.

    Parameters
    ----------
    tests
        Of all countries, each of which must ratify.
    """

    def __init__(self, tests: Sequence[RatificationTest]) -> None:
        self.tests = tuple(tests)

    def __call__(self, points: Floats) -> NDArray[np.bool_]:
        """Return whether what is short in some countries is left over in others, shape ``(n,)``."""
        points = as_amended(self.tests, points)
        total = np.zeros(len(points))
        scale = np.ones(len(points))
        for test in self.tests:
            alive = np.flatnonzero(np.isfinite(total))
            if not alive.size:
                break
            slack = test.slack(points[alive])
            total[alive] += slack
            scale[alive] += np.where(np.isfinite(slack), np.abs(slack), 0.0)
        return np.asarray(np.isfinite(total) & (total >= -CERTIFICATE_RELATIVE * scale))


@dataclass(frozen=True, repr=False)
class Transfers(Result):
    """Payments at one agreement, by payer and receiver.

    Parameters
    ----------
    countries
        Ids.
    slack
        What each country's budget exceeds its price by, in member-moves; negative: falls short.
    paid
        What each pays to the others, in member-moves; negative: receives.
    """

    countries: tuple[str, ...]
    slack: tuple[float, ...]
    paid: tuple[float, ...]
    exact: bool = True
    method: str = "shortfalls covered by the others in proportion to what they have left over"
    sources: tuple[str, ...] = cited("putnam-1988")

    @property
    def outcome(self) -> str:
        """``"empty"`` where all budgets together fall short."""
        short = sum(self.slack) < -CERTIFICATE_RELATIVE * (1.0 + sum(map(abs, self.slack)))
        return "empty" if short else "solved"

    @property
    def total(self) -> float:
        """Sum of what crosses borders, in member-moves."""
        return sum(value for value in self.paid if value > 0.0)

    def verify(self) -> Check:
        """Check that payments balance and leave nobody short."""
        left = [have - paid for have, paid in zip(self.slack, self.paid, strict=True)]
        near = CERTIFICATE_RELATIVE * (1.0 + sum(map(abs, self.slack)))
        return Check(
            (
                ("what is paid is received", abs(sum(self.paid)) <= near),
                (
                    "nobody is left short",
                    self.outcome == "empty" or all(value >= -near for value in left),
                ),
            )
        )

    def summary(self) -> str:
        """One sentence for a reader."""
        if self.outcome == "empty":
            return "All budgets together do not cover the prices of ratification."
        if self.total <= 0.0:
            return "Nobody has to pay across a border."
        pairs = zip(self.countries, self.paid, strict=True)
        moved = [f"{name} {'pays' if v > 0 else 'receives'} {abs(v):.4g}" for name, v in pairs if v]
        return ", ".join(moved) + "."

    def to_dict(self) -> dict[str, Any]:
        """The payments as JSON types."""
        return {"outcome": self.outcome, "paid": dict(zip(self.countries, self.paid, strict=True))}

    def to_frame(self) -> pd.DataFrame:
        """Give a row a country: what it has left over, what it pays."""
        import pandas as pd

        return pd.DataFrame({"country": self.countries, "slack": self.slack, "paid": self.paid})


def transfers(
    negotiation: Negotiation, tests: Sequence[RatificationTest], point: Floats
) -> Transfers:
    """Find who pays whom so that an agreement is ratified everywhere.

    Parameters
    ----------
    negotiation, tests
        The table and the tests of its countries.
    point
        The agreement, shape ``(n_issues,)``.

    Returns
    -------
    Transfers

    Notes
    -----
    A member-move of one country buys as much in another [ours]. Those with something left over pay
    in proportion to it [ours]. Where an executive does not gain, or nothing can buy ratification,
    slack is minus infinity and no payment helps; none is then made.
    """
    slack = np.array([float(test.slack(point[None, :])[0]) for test in tests])
    short, spare = np.maximum(-slack, 0.0), np.maximum(slack, 0.0)
    paid = np.zeros(len(slack))
    need, have = float(short.sum()), float(spare.sum())
    if np.isfinite(need) and 0.0 < need <= have * (1.0 + CERTIFICATE_RELATIVE):
        paid = spare * (need / have) - short
    known = tuple(float(max(value, -1e300)) for value in slack)
    return Transfers(negotiation.names, known, tuple(map(float, paid)))


def pooled_zone(
    negotiation: Negotiation,
    tests: Sequence[RatificationTest],
    *,
    samples: int = DEFAULT_SAMPLES,
    seed: int = 0,
) -> WinSet:
    """The zone if the supporters of one country may pay in another.

    What could be ratified everywhere if a government helped another one to carry it at home?

    Parameters
    ----------
    negotiation, tests
        The table, at which every country must ratify, and the tests of its countries.
    samples, seed
        Above two issues: points drawn, and the seed.

    Returns
    -------
    WinSet
        { x : every executive gains, a proposal is ready everywhere, and the budgets together cover
        the prices together }. It holds the zone without such payments.

    Raises
    ------
    InputError
        If fewer than all countries must ratify: who pays whom is then not settled.

    References
    ----------
    Putnam (1988), International Organization 42(3): 450, on side-payments across the table.
    """
    if not negotiation.needs_all:
        raise InputError(
            "side payments across the border are played where every country must ratify",
            "drop `entry_into_force`, or the side payments",
        )

    def refused_by(points: Floats) -> list[str]:
        slack = np.stack([test.slack(points) for test in tests], axis=1)
        worst = slack.argmin(axis=1)
        return [negotiation.names[place] for place in worst]

    question = Question(
        issues=negotiation.issues,
        status_quo=negotiation.status_quo,
        accepts=PooledAcceptance(tests),
        refused_by=refused_by,
        hints=np.unique(np.concatenate([turning_points(t.game) for t in tests]), axis=0),
        reason="the budgets of all countries together do not carry anything everywhere",
    )
    return region(question, samples=samples, seed=seed)
