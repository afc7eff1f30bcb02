"""`negotiate`: one negotiation end to end, from the file to the Report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from winset.cases.negotiation import NegotiationCase
from winset.cases.parameters import Parameters
from winset.games.bargaining import BargainingProblem
from winset.games.domestic import Floats
from winset.games.negotiation import Negotiation
from winset.results.agreement import Agreement
from winset.results.win_set import Accepts, WinSet
from winset.solvers.two_level.agreement import agreement, check_solution
from winset.solvers.two_level.linkage import Linkage, linkage
from winset.solvers.two_level.nash_path import NashPath, nash_path
from winset.solvers.two_level.ratification_test import RatificationTest
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
from winset.studies.draws import MOST_DRAWS
from winset.studies.given import refuse_no_count, refuse_no_negotiation
from winset.studies.negotiation_report import NegotiationReport
from winset.translate.negotiation import CodedNegotiation, coded_negotiation

__all__ = ["DEFAULT_DRAWS", "Progress", "Table", "negotiate", "negotiation_table"]

DEFAULT_DRAWS = 1000
Progress = Callable[[str, int, int], None]
"""Told before every part of the work: what begins, how many parts are done, how many there are."""


_OTHER_PARTS = 5
"""Parts of the work that do not come once a country: zone, agreement, path, linkage, pairs."""


def _silent(_part: str) -> None:
    """Tell nobody."""


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
        Told before every part of the work.
    """

    coded: CodedNegotiation
    solution: str
    draws: int
    seed: int
    side_payments: bool = False
    tell: Callable[[str], None] = field(default=_silent, repr=False)

    @cached_property
    def tests(self) -> tuple[RatificationTest, ...]:
        """Ratification test of each country."""
        return ratification_tests(self.coded.likely)

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
        return self._zone(self.coded.likely, self.tests)

    def _zone(self, table: Negotiation, tests: Sequence[RatificationTest]) -> WinSet:
        find = pooled_zone if self.side_payments else zone_of_agreement
        return find(table, tests, seed=self.seed)

    @cached_property
    def believed(self) -> dict[str, WinSet]:
        """The zone as each government with beliefs takes it to be."""
        holders = dict.fromkeys(belief.holder for belief in self.coded.case.beliefs)
        tables = {name: self.coded.believed_by(name).likely for name in holders}
        return {name: self._zone(t, ratification_tests(t)) for name, t in tables.items()}

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
        self.tell("agreement")
        return agreement(self.coded.likely, self.problem, self.solution)

    @cached_property
    def ratified(self) -> dict[str, bool]:
        """Whether each country would ratify the agreement as things are."""
        if self.agreement.outcome == "empty":
            return {}
        point = self.agreement.point[None, :]
        votes = ratifying_countries(self.tests, point)[0]
        if self.side_payments and PooledAcceptance(self.tests)(point)[0]:
            votes = np.ones_like(votes)
        return dict(zip(self.coded.likely.names, map(bool, votes), strict=True))

    @cached_property
    def transfers(self) -> Transfers | None:
        """Who would have to pay whom at the agreement; None without one."""
        if self.agreement.outcome == "empty" or not self.coded.likely.needs_all:
            return None
        return transfers(self.coded.likely, self.tests, self.agreement.point)

    def received(self, country: str) -> float:
        """What a country's supporters get from abroad at the agreement, in member-moves."""
        if not self.side_payments or self.transfers is None:
            return 0.0
        return -dict(zip(self.transfers.countries, self.transfers.paid, strict=True))[country]

    @cached_property
    def nash_path(self) -> NashPath:
        """The Nash agreement as bargaining power moves from one country to another."""
        self.tell("Nash path")
        return nash_path(self.problem)

    def tying_hands(self, country: str, levels: tuple[float, ...]) -> TyingHands:
        """What tied hands bring one country's government.

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
        """What linking the issues adds to the zone as things are."""
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
        found: dict[str, WinSet | Agreement] = {
            **{f"win-set of {k}": w for k, w in self.win_sets.items()},
            "zone": self.zone,
            "agreement": self.agreement,
        }
        for name, result in found.items():
            failed = result.verify().failed
            if failed:
                raise RuntimeError(f"the {name} fails its own check: {failed[0]}")


def negotiation_table(
    case: NegotiationCase,
    *,
    solution: str = "nash",
    draws: int = DEFAULT_DRAWS,
    seed: int = 0,
    parameters: Parameters | None = None,
    side_payments: bool = False,
    tell: Callable[[str], None] = _silent,
) -> Table:
    """A negotiation whose parts are found when they are first asked for.

    Parameters
    ----------
    case, solution, draws, seed, parameters, side_payments
        As for `negotiate`.
    tell
        Told before every part of the work.

    Returns
    -------
    Table
        Its `win_sets`, `zone`, `agreement`, `nash_path`, `linkage` and `tying_hands` are each the
        answer of one solver; nothing is found that is not asked for.

    Raises
    ------
    InputError
        As for `negotiate`.
    """
    refuse_no_negotiation(case)
    refuse_no_count(draws, seed, MOST_DRAWS)
    check_solution(solution, tuple(case.countries))
    if parameters is None:
        from winset.cases.read_parameters import read_parameters

        parameters = read_parameters()
    coded = coded_negotiation(case, parameters)
    return Table(coded, solution, draws, seed, side_payments, tell)


def negotiate(
    case: NegotiationCase,
    *,
    solution: str = "nash",
    draws: int = DEFAULT_DRAWS,
    seed: int = 0,
    parameters: Parameters | None = None,
    changes: dict[str, str] | None = None,
    side_payments: bool = False,
    progress: Progress | None = None,
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
    side_payments
        Whether supporters in one country may pay for ratification in another.
    progress
        Told before every part of the work: what begins, how many parts are done, how many there
        are.

    Returns
    -------
    NegotiationReport

    Raises
    ------
    InputError
        If the case is no negotiation or cannot be played, there is no such solution, draws or seed
        are out of bounds, or side payments are asked for where not every country must ratify.
    """
    done: list[str] = []
    whole = 3 * len(getattr(case, "countries", ())) + _OTHER_PARTS

    def tell(part: str) -> None:
        if progress is not None:
            progress(part, len(done), max(whole, len(done) + 1))
        done.append(part)

    table = negotiation_table(
        case,
        solution=solution,
        draws=draws,
        seed=seed,
        parameters=parameters,
        side_payments=side_payments,
        tell=tell,
    )
    table.verify()
    from winset.studies.negotiation_sections import report_of

    report = report_of(table, changes or {})
    if progress is not None:
        progress("done", len(done), len(done))
    return report
