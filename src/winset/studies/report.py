"""The Report: the single document that the terminal, the page, the figures and the JSON show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict

from winset.studies.report_parts import (
    AsCoded,
    BreakEven,
    CoalitionPart,
    DeadlockCoalition,
    Hypotheses,
    Interval,
    OutcomeCompared,
    PivotalActor,
    Price,
    Reach,
    StagesReport,
    VotesRead,
    coded,
    computed,
)
from winset.studies.report_tables import (
    ActorRow,
    AxisIssue,
    Distributions,
    MemberRow,
    TimelineEvent,
    frame_of,
)

if TYPE_CHECKING:
    import pandas as pd

VerdictWord = Literal["passes", "fails", "withdrawn", "stalls"]


class Report(BaseModel):
    """Everything `winset analyze` found out about one case.

    Numbers are in member-moves, votes, shares or days; ``low`` and ``high`` are the 5th and 95th
    percentile over the draws. A number that does not exist is ``None`` beside a ``reason``. In the
    JSON Schema each field is marked ``coded`` (an echo of the input), ``computed`` or
    ``by_construction``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    schema_: Literal["winset/report/1"] = coded(
        "Name and version of this format.", default="winset/report/1", alias="schema"
    )
    kind: Literal["domestic"] = coded("Kind of game.", default="domestic")
    case: str = coded("Id of the case.")
    title: str = coded("Title of the case.")
    summary_line: str | None = coded("What the case is about, from its file.", default=None)
    version: str = computed("Version of winset.")
    seed: int = coded("Seed of the random draws.")
    draws: int = coded("Number of draws.")
    method: str = computed("How the price and the probabilities were found.")
    parameters: dict[str, Any] = coded("The parameter block used.")
    changes: dict[str, str] = coded("Values changed from the case file.", default_factory=dict)
    as_coded: AsCoded | None = computed("The case without these changes.", default=None)
    assumptions: list[str] = coded("Every modelling choice that entered.")
    sources: list[str] = coded("References of the case and of the methods.")
    verdict: VerdictWord = computed("Verdict at likely values.")
    verdict_reason: str = computed("Why, in one sentence.")
    verdict_shares: dict[str, float] = computed("Share of each verdict over the draws.")
    passage_probability: float = computed("Share of draws in which the bill passes.", ge=0, le=1)
    passage_probability_se: float = computed("Its Monte Carlo standard error.", ge=0)
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
    hypotheses: Hypotheses = computed("H1 and H2, whose signs hold by construction.")
    break_even: list[BreakEven] = computed("Where each coded number turns the verdict.")
    outcome: OutcomeCompared | None = computed("What happened, beside what was found.")
    issues: list[AxisIssue] = coded("The axes, with status quo and proposal.")
    actors: list[ActorRow] = computed("Each actor at likely values.")
    members: list[MemberRow] = computed("Each member at likely values.")
    timeline: list[TimelineEvent] = computed("Dates of both stages.")
    distributions: Distributions = computed("Price, budget and votes over the draws.")
    notes: list[str] = coded("Notes of the case file.", default_factory=list)
    warnings: list[str] = computed("What a reader must know of this run.", default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Report as the JSON document promised to users, ready for `json.dumps`."""
        return self.model_dump(mode="json", by_alias=True)

    def to_json(self, *, indent: int | None = 2) -> str:
        """Report as JSON text."""
        return self.model_dump_json(by_alias=True, indent=indent)

    def summary(self) -> str:
        """Report in a few sentences of plain text."""
        from winset.studies.report_prose import summary_of

        return summary_of(self)

    def to_frame(self, table: str = "actors") -> pd.DataFrame:
        """One table of the report as a data frame.

        Parameters
        ----------
        table
            ``"actors"``, ``"members"``, ``"coalition"``, ``"votes"``, ``"pivots"``,
            ``"break_even"``, ``"deadlock"`` or ``"timeline"``.

        Raises
        ------
        InputError
            If there is no such table.
        """
        return frame_of(self, table)


def report_schema() -> dict[str, Any]:
    """JSON Schema of the Report, each field marked coded, computed or by construction."""
    return Report.model_json_schema(by_alias=True, mode="serialization")
