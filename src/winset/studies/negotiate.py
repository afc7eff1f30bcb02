"""`negotiate`: one negotiation end to end, from the file to the Report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from winset.cases.negotiation import NegotiationCase
from winset.cases.parameters import Parameters
from winset.foundation.errors import InputError
from winset.games.bargaining import BargainingProblem
from winset.games.domestic import Floats
from winset.results.agreement import Agreement
from winset.results.win_set import WinSet
from winset.solvers.two_level.agreement import agreement, check_solution
from winset.solvers.two_level.linkage import Linkage, linkage
from winset.solvers.two_level.ratification_test import RatificationTest
from winset.solvers.two_level.region import Question, region
from winset.solvers.two_level.win_set import win_set_of
from winset.solvers.two_level.zone import (
    bargaining_problem,
    ratification_tests,
    ratifying_countries,
    zone_of_agreement,
)
from winset.studies.draws import MOST_DRAWS
from winset.studies.negotiation_report import NegotiationReport
from winset.translate.negotiation import CodedNegotiation, coded_negotiation

__all__ = ["DEFAULT_DRAWS", "Table", "negotiate"]

DEFAULT_DRAWS = 1000


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
    """

    coded: CodedNegotiation
    solution: str
    draws: int
    seed: int

    @cached_property
    def tests(self) -> tuple[RatificationTest, ...]:
        """Ratification test of each country."""
        return ratification_tests(self.coded.likely)

    @cached_property
    def win_sets(self) -> dict[str, WinSet]:
        """Win-set of each country."""
        pairs = zip(self.coded.likely.names, self.tests, strict=True)
        return {name: win_set_of(test, seed=self.seed) for name, test in pairs}

    @cached_property
    def zone(self) -> WinSet:
        """The zone as things are."""
        return zone_of_agreement(self.coded.likely, self.tests, seed=self.seed)

    @cached_property
    def believed(self) -> dict[str, WinSet]:
        """The zone as each government with beliefs takes it to be."""
        holders = dict.fromkeys(belief.holder for belief in self.coded.case.beliefs)
        tables = {name: self.coded.believed_by(name).likely for name in holders}
        return {name: zone_of_agreement(table, seed=self.seed) for name, table in tables.items()}

    @cached_property
    def perceived(self) -> WinSet:
        """What every government believes would be ratified everywhere."""
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
        """What the governments bargain over: the zone they perceive."""
        return bargaining_problem(self.coded.likely, self.tests, self.perceived)

    @cached_property
    def agreement(self) -> Agreement:
        """What they agree on."""
        return agreement(self.coded.likely, self.problem, self.solution)

    @cached_property
    def ratified(self) -> dict[str, bool]:
        """Whether each country would ratify the agreement as things are."""
        if self.agreement.outcome == "empty":
            return {}
        votes = ratifying_countries(self.tests, self.agreement.point[None, :])[0]
        return dict(zip(self.coded.likely.names, map(bool, votes), strict=True))

    @cached_property
    def linkage(self) -> Linkage:
        """What linking the issues adds to the zone as things are."""
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
        found: dict[str, WinSet | Agreement] = {
            **{f"win-set of {k}": w for k, w in self.win_sets.items()},
            "zone": self.zone,
            "agreement": self.agreement,
        }
        for name, result in found.items():
            failed = result.verify().failed
            if failed:
                raise RuntimeError(f"the {name} fails its own check: {failed[0]}")


def negotiate(
    case: NegotiationCase,
    *,
    solution: str = "nash",
    draws: int = DEFAULT_DRAWS,
    seed: int = 0,
    parameters: Parameters | None = None,
    changes: dict[str, str] | None = None,
) -> NegotiationReport:
    """Play one negotiation: win-sets, zone, agreement, and how it may die at home.

    Answers: which agreements would every country ratify, which one is reached, who gains from tied
    hands, what does linking issues open, and how likely is it that a signed agreement fails?

    Parameters
    ----------
    case
        A negotiation, as `read_case` gives it.
    solution
        ``nash``, ``kalai-smorodinsky``, ``alternating-offers`` or ``offer:COUNTRY``.
    draws
        Monte Carlo draws for the risk of defection, 1 to 10,000,000.
    seed
        Not negative; one seed, one answer.
    parameters
        The parameter block; default: the one shipped with the package.
    changes
        Values that were changed from the case file, to be repeated in the report.

    Returns
    -------
    NegotiationReport

    Raises
    ------
    InputError
        If the case is no negotiation or cannot be played, there is no such solution, or draws or
        seed are out of bounds.
    """
    if not isinstance(case, NegotiationCase):
        raise InputError(f"`{case.id}` is a domestic case", "use `winset analyze`")
    if not 1 <= draws <= MOST_DRAWS:
        raise InputError(f"draws must lie between 1 and {MOST_DRAWS:,}, not {draws}")
    if seed < 0:
        raise InputError(f"the seed must not be negative, not {seed}")
    check_solution(solution, tuple(case.countries))
    if parameters is None:
        from winset.cases.read_parameters import read_parameters

        parameters = read_parameters()
    table = Table(coded_negotiation(case, parameters), solution, draws, seed)
    table.verify()
    from winset.studies.negotiation_sections import report_of

    return report_of(table, changes or {})
