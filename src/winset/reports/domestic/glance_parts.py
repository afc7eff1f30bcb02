"""Content of a glance: fields of a Report, by the same names."""

from __future__ import annotations

from typing import Any

from winset.reports.domestic import bill_parts as parts
from winset.reports.domestic.report import VerdictWord
from winset.reports.domestic.report_tables import ActorRow, AxisIssue, TimelineEvent
from winset.reports.report_parts import Interval, Part, coded, computed


class MemberMarks(Part):
    """Members of one bloc in one chamber, for marks along an axis."""

    chamber: str = coded("Chamber.")
    actor: str = coded("The bloc.")
    position: dict[str, list[float]] = computed("Places on each vote axis the bloc has one on.")
    gains: list[bool] = computed("Whether each gains from the bill.")


class Glance(Part):
    """The part of a Report that moves while something is dragged; same names, same meaning."""

    case: str = coded("Id of the case.")
    title: str = coded("Title of the case.")
    seed: int = coded("Seed of the random draws.")
    draws: int = coded("Number of draws.")
    verdict: VerdictWord = computed("Most frequent outcome over the draws.")
    verdict_reason: str = computed("Why, in one sentence.")
    verdict_shares: dict[str, float] = computed("Share of each verdict over the draws.")
    probabilities: parts.Probabilities = computed("Whether it comes to a vote and passes.")
    passage_probability: float = computed("Share of draws in which the bill passes.", ge=0, le=1)
    passage_probability_se: float = computed("Its Monte Carlo standard error.", ge=0)
    price: parts.Price = computed("The price of ratification, in member-moves.")
    budget: Interval = computed("What the supporters can spend, in member-moves.")
    opposition_fund: Interval = computed("The opponents' fund, in member-moves.")
    votes: dict[str, parts.VotesRead] = computed("The four readings of votes, by chamber.")
    minimum_winning_coalition: list[parts.CoalitionPart] = computed("Voters, payers, acquiescing.")
    reach: parts.Reach = computed("How far along the axis the budget goes.")
    deadlock_coalition: parts.DeadlockCoalition = computed("Who spends against the bill.")
    stages: parts.StagesReport = computed("The formulation and the voting stage.")
    outcome: parts.OutcomeCompared | None = computed(
        "What happened, beside what was found.", missing="the case records none"
    )
    issues: list[AxisIssue] = coded("The axes, with status quo and proposal.")
    actors: list[ActorRow] = computed("Each actor at likely values.")
    timeline: list[TimelineEvent] = computed("Dates of both stages.")
    member_marks: list[MemberMarks] = computed("Members of each bloc, for marks along an axis.")

    def to_dict(self) -> dict[str, Any]:
        """Glance as plain data, ready for `json.dumps`."""
        return self.model_dump(mode="json", by_alias=True)
