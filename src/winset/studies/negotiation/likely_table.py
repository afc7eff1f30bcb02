"""A negotiation at likely values, whose parts are found when they are first asked for."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from winset.games.bargaining import BargainingProblem
from winset.games.domestic import DomesticGame, Floats
from winset.games.negotiation import Negotiation
from winset.results.bargaining.agreement import Agreement
from winset.results.two_level.win_set import Accepts, WinSet
from winset.solvers.two_level.agreement import agreement
from winset.solvers.two_level.linkage import Linkage, linkage
from winset.solvers.two_level.nash_path import NashPath, nash_path
from winset.solvers.two_level.ratification_test import RatificationTest, ratification_test
from winset.solvers.two_level.region import Question, region
from winset.solvers.two_level.side_payments import (
    PooledAcceptance,
    Transfers,
    pooled_zone,
    transfers,
)
from winset.solvers.two_level.tying_hands import TyingHands, tying_hands
from winset.solvers.two_level.win_set import win_set_of
from winset.solvers.two_level.zone import (
    bargaining_problem,
    ratification_tests,
    ratifying_countries,
    zone_of_agreement,
)
from winset.translate.negotiation import CodedNegotiation

__all__ = ["Table", "silent"]


_OPENED_AT = 60
"""Texts at which it is asked whether a change opens a zone."""


def silent(_part: str) -> None:
    """Report progress to nobody."""


@dataclass(frozen=True, eq=False)
class Table:
    """Everything found about a negotiation at likely values, each part once.

    Parameters
    ----------
    coded
        The negotiation.
    solution
        Solution of the bargaining.
    draws, seed
        Of the Monte Carlo parts and of sampled sets.
    side_payments
        Whether supporters in one country may pay in another.
    tell
        Called before every part of the work.
    """

    coded: CodedNegotiation
    solution: str
    draws: int
    seed: int
    side_payments: bool = False
    tell: Callable[[str], None] = field(default=silent, repr=False)

    @property
    def sharp(self) -> CodedNegotiation:
        """The negotiation with certain votes, which sharp sets ask."""
        return self.coded

    @cached_property
    def tests(self) -> tuple[RatificationTest, ...]:
        """Ratification test of each country, votes being certain."""
        return ratification_tests(self.sharp.likely)

    @cached_property
    def win_sets(self) -> dict[str, WinSet]:
        """Win-set of each country."""
        found = {}
        for name, test in zip(self.coded.likely.names, self.tests, strict=True):
            self.tell(f"win-set of {name}")
            found[name] = win_set_of(test, seed=self.seed)
        return found

    @cached_property
    def zone(self) -> WinSet:
        """The zone as things are."""
        self.tell("zone of agreement")
        return self._zone(self.sharp.likely, self.tests)

    def ratifying(self, points: Floats) -> NDArray[np.bool_]:
        """Find which countries take each text as it stands, shape ``(n, n_countries)``."""
        return ratifying_countries(self.tests, points)

    def without(self, place: int, points: Floats) -> NDArray[np.bool_]:
        """Find which texts all countries but one take, were that one to take them, ``(n,)``."""
        return np.asarray(np.delete(self.ratifying(points), place, axis=1).all(axis=1))

    def pairs(self, points: Floats) -> dict[tuple[int, int], bool]:
        """Return for every two countries whether they alone would both take one of some texts."""
        votes = self.ratifying(points)
        return {
            (a, b): bool((votes[:, a] & votes[:, b]).any())
            for a, b in itertools.combinations(range(votes.shape[1]), 2)
        }

    def refusers(self, place: int, points: Floats) -> list[str]:
        """Find who refuses each text in one country; empty where nobody does."""
        return self.tests[place].refused_by(points)

    @property
    def tested(self) -> CodedNegotiation:
        """The negotiation by which `ratifying` asks."""
        return self.sharp

    def opened(self, place: int, points: Floats) -> Callable[[DomesticGame], bool]:  # noqa: ARG002
        """Test whether another game of one country opens a zone at texts the others take."""
        wanted = points[:: max(1, len(points) // _OPENED_AT)]
        return lambda game: bool(ratification_test(game).accepts(wanted).any())

    def _zone(self, table: Negotiation, tests: Sequence[RatificationTest]) -> WinSet:
        find = pooled_zone if self.side_payments else zone_of_agreement
        return find(table, tests, seed=self.seed)

    @cached_property
    def believed(self) -> dict[str, WinSet]:
        """The zone as each government that holds a belief for likelier than not takes it to be."""
        holders = dict.fromkeys(belief.holder for belief in self.coded.case.beliefs)
        held = [name for name in holders if self.coded.belief_weight(name) >= 0.5]
        tables = {name: self.sharp.believed_by(name).likely for name in held}
        return {name: self._zone(t, ratification_tests(t)) for name, t in tables.items()}

    @cached_property
    def perceived(self) -> WinSet:
        """Find what every government believes would be ratified everywhere."""
        if not self.believed:
            return self.zone
        seen = list(self.believed.values())
        if len(self.believed) < len(self.coded.likely.names):
            seen.append(self.zone)  # a government without coded beliefs sees things as they are

        def accepts(points: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
            return np.asarray(np.all([zone.accepts(points) for zone in seen], axis=0))

        question = Question(
            issues=self.zone.issues,
            status_quo=self.zone.status_quo,
            accepts=accepts,
            refused_by=lambda points: ["what somebody believes"] * len(points),
            hints=np.concatenate([zone.inner[:: max(1, len(zone.inner) // 200)] for zone in seen]),
            reason="nobody believes that anything would be ratified everywhere",
        )
        return region(question, seed=self.seed)

    @cached_property
    def problem(self) -> BargainingProblem:
        """Find what the governments bargain over: the zone they perceive."""
        return bargaining_problem(self.coded.likely, self.tests, self.perceived)

    @cached_property
    def agreement(self) -> Agreement:
        """Find what they agree on."""
        self.tell("agreement")
        return agreement(self.coded.likely, self.problem, self.solution)

    @cached_property
    def ratified(self) -> dict[str, bool]:
        """Return whether each country would ratify the agreement as things are."""
        if self.agreement.outcome == "empty":
            return {}
        point = self.agreement.point[None, :]
        votes = ratifying_countries(self.tests, point)[0]
        if self.side_payments and PooledAcceptance(self.tests)(point)[0]:
            votes = np.ones_like(votes)
        return dict(zip(self.coded.likely.names, map(bool, votes), strict=True))

    @cached_property
    def transfers(self) -> Transfers | None:
        """Find who would have to pay whom at the agreement; None without one."""
        if self.agreement.outcome == "empty" or not self.coded.likely.needs_all:
            return None
        return transfers(self.coded.likely, self.tests, self.agreement.point)

    def received(self, country: str) -> float:
        """Find what a country's supporters get from abroad at the agreement, in member-moves."""
        if not self.side_payments or self.transfers is None:
            return 0.0
        return -dict(zip(self.transfers.countries, self.transfers.paid, strict=True))[country]

    @cached_property
    def nash_path(self) -> NashPath:
        """The Nash agreement as bargaining power moves from one country to another."""
        self.tell("Nash path")
        return nash_path(self.problem)

    def tying_hands(self, country: str, levels: tuple[float, ...]) -> TyingHands:
        """Find what tied hands bring one country's government.

        Parameters
        ----------
        country
            Id of a country among the parties.
        levels
            How much more each legislator must gain, from 0 upward.
        """
        self.tell(f"tied hands of {country}")
        jointly: Callable[[Sequence[RatificationTest]], Accepts] | None = None
        if self.side_payments:
            jointly = PooledAcceptance
        return tying_hands(
            self.coded.likely,
            self.tests,
            self.problem,
            country,
            solution=self.solution,
            levels=levels,
            jointly=jointly,
            free=self.agreement,
        )

    @cached_property
    def linkage(self) -> Linkage:
        """Find what linking the issues adds to the zone as things are."""
        self.tell("linkage")
        point = self.agreement.point
        held = point.size and bool(self.zone.accepts(point[None, :])[0])
        return linkage(self.zone, point if held else np.zeros(0))

    def verify(self) -> None:
        """Check every set and the agreement; a failed check is a defect of ours.

        Raises
        ------
        RuntimeError
            With the claim that fails.
        """
        for name, result in self._verified().items():
            failed = result.verify().failed
            if failed:
                raise RuntimeError(f"the {name} fails its own check: {failed[0]}")

    def _verified(self) -> dict[str, WinSet | Agreement]:
        return {
            **{f"win-set of {k}": w for k, w in self.win_sets.items()},
            "zone": self.zone,
            "agreement": self.agreement,
        }
