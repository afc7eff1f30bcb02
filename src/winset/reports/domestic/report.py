"""The Report: the single document that the terminal, the page, the figures and the JSON show."""

from __future__ import annotations

from typing import Any, Literal

from winset.reports.document import Document, Listing
from winset.reports.domestic.bill_parts import (
    AsCoded,
    AttemptRead,
    BreakEven,
    CoalitionPart,
    CoalitionProcess,
    DeadlockCoalition,
    HypothesisTests,
    OutcomeCompared,
    PivotalActor,
    Price,
    Probabilities,
    Reach,
    StagesReport,
    Valence,
    VotesRead,
    WithoutThisCase,
)
from winset.reports.domestic.report_prose import chamber_name, summary_of
from winset.reports.domestic.report_tables import (
    ActorRow,
    AxisIssue,
    Distributions,
    MemberRow,
    TimelineEvent,
    listings_of,
)
from winset.reports.report_parts import Interval, SourcedNumbers, coded, computed

VerdictWord = Literal["passes", "fails", "withdrawn", "stalls"]


class Report(Document):
    """Everything `winset analyze` found out about one case.

    Numbers are in member-moves, votes, shares or days; ``low`` and ``high`` are the 5th and 95th
    percentile over the draws. A number that does not exist is ``None`` beside a ``reason``. In the
    JSON Schema each field is marked ``coded`` (an echo of the input) or ``computed``.
    """

    schema_: Literal["winset/report/1"] = coded(
        "Name and version of this format.", default="winset/report/1", alias="schema"
    )
    kind: Literal["domestic"] = coded("Kind of game.", default="domestic")
    case: str = coded("Id of the case.")
    title: str = coded("Title of the case.")
    summary_line: str | None = coded(
        "What the case is about, from its file.", missing="the file has none", default=None
    )
    version: str = computed("Version of winset.")
    seed: int = coded("Seed of the random draws.")
    draws: int = coded("Number of draws.")
    method: str = computed("How the price and the probabilities were found.")
    parameters: dict[str, Any] = coded("The parameter block used.")
    changes: dict[str, str] = coded("Values changed from the case file.", default_factory=dict)
    as_coded: AsCoded | None = computed(
        "The case without these changes.", missing="nothing was changed", default=None
    )
    assumptions: list[str] = coded("Every modelling choice that entered.")
    sources: list[str] = coded("References of the case and of the methods.")
    sourced: SourcedNumbers | None = coded(
        "How much of the case has a source.",
        missing="it was made in Python, without a file",
        default=None,
    )
    verdict: VerdictWord = computed(
        "Most frequent outcome over the draws; a tie goes to the status quo."
    )
    verdict_reason: str = computed("Why, in one sentence.")
    coalition_process: CoalitionProcess | None = computed(
        "How the coalition decides, beside the verdict.",
        missing="not read of a game without a case",
        default=None,
    )
    verdict_shares: dict[str, float] = computed("Share of each verdict over the draws.")
    passage_probability: float = computed("Share of draws in which the bill passes.", ge=0, le=1)
    passage_probability_se: float = computed("Its Monte Carlo standard error.", ge=0)
    probabilities: Probabilities = computed("Whether it comes to a vote and passes.")
    probabilities_as_of: str | None = coded(
        "Day whose knowledge the probabilities rest on (ISO date).",
        missing="the case gives no day",
        default=None,
    )
    valence: Valence = computed("Support the bill has whatever its policy, in surplus units.")
    formulation_effect: float | None = computed(
        "Probability at the proposal less that at the start of the work, the day of the proposal "
        "integrated out.",
        missing="the day of the proposal or the work it takes is not coded",
        default=None,
    )
    attempts: list[AttemptRead] = computed(
        "The texts of the case's sequence, in turn.", default_factory=list
    )
    parameters_source: Literal["estimated", "set"] = coded(
        "Whether the coefficients were estimated from recorded votes."
    )
    without_this_case: WithoutThisCase | None = computed(
        "The same case by coefficients that have not seen its episode.",
        missing="no stored forecast is of exactly this case",
        default=None,
    )
    price: Price = computed("The price of ratification, in member-moves.")
    budget: Interval = computed("What the supporters can spend, in member-moves.")
    opposition_fund: Interval = computed("What the opponents' fund is worth, in member-moves.")
    votes: dict[str, VotesRead] = computed("The four readings of votes, by chamber.")
    minimum_winning_coalition: list[CoalitionPart] = computed(
        "Voters, payers and those whose acquiescence the rule names."
    )
    reach: Reach = computed("How far along the axis the budget goes.")
    deadlock_coalition: DeadlockCoalition = computed("Who spends against the bill.")
    pivotal_actors: list[PivotalActor] = computed("Four readings of a pivotal actor.")
    stages: StagesReport = computed("The formulation and the voting stage.")
    hypotheses: HypothesisTests = computed("H1 and H2 by the coefficients that carry them.")
    break_even: list[BreakEven] = computed(
        "Where each coded number turns the outcome at likely values."
    )
    outcome: OutcomeCompared | None = computed(
        "What happened, beside what was found.", missing="the case records none"
    )
    issues: list[AxisIssue] = coded("The axes, with status quo and proposal.")
    actors: list[ActorRow] = computed("Each actor at likely values.")
    members: list[MemberRow] = computed("Each member at likely values.")
    timeline: list[TimelineEvent] = computed("Dates of both stages.")
    distributions: Distributions = computed("Price, budget and votes over the draws.")
    notes: list[str] = coded("Notes of the case file.", default_factory=list)
    warnings: list[str] = computed("What a reader must know of this run.", default_factory=list)

    def summary(self) -> str:
        """Report in a few sentences of plain text."""
        return summary_of(self)

    def headline(self) -> str:
        """Case, probabilities, verdict and how many draws, in one line."""
        found = self.probabilities
        return (
            f"{self.case}: passage probability {self.passage_probability:.3g}, comes to a vote "
            f"{found.comes_to_a_vote:.3g}, most often {self.verdict}, "
            f"{self.draws} draws, seed {self.seed}"
        )

    def names_by_id(self) -> dict[str, str]:
        """Titles of actors, issues and chambers."""
        return (
            {name: chamber_name(name) for name in self.votes}
            | {row.issue: row.title for row in self.issues}
            | {row.actor: row.title for row in self.actors}
        )

    def listings(self) -> dict[str, Listing]:
        """Actors, members, coalition, votes, pivots, break-evens, deadlock coalition, timeline."""
        return listings_of(self)
