"""The case: everything a user writes down about one trade bill."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from winset.cases.model.actors import Actor, Frame, Identifier, Reverberation, Tie
from winset.cases.model.chambers import ChamberMembers
from winset.cases.model.institutions import Calendar, OpenRule, RuleNode, Stages
from winset.cases.model.lens_inputs import LensFields
from winset.cases.model.quantities import Coded, Day, Number, UnitQuantity, Whole

Verdict = Literal["passes", "stalls", "withdrawn", "fails"]


class Issue(Coded):
    """An axis from 0 to 1; the upper end is the liberalising one."""

    axis: Literal["vote", "reason"] = Field(
        description="A vote axis carries the proposal; a reason axis says why actors stand so."
    )
    title: str = Field(description="Name as a reader should see it.")
    low: str = Field(description="What 0 means.")
    high: str = Field(description="What 1 means.")
    status_quo: UnitQuantity | None = Field(default=None, description="Where things stand.")
    proposal: UnitQuantity | None = Field(
        default=None, description="What is proposed. Default on a vote axis: the status quo."
    )
    unit: str | None = Field(default=None, description="Natural unit, such as '% car tariff'.")
    natural: tuple[Number, Number] | None = Field(
        default=None, description="Natural values at 0 and at 1."
    )
    proposed_by: Identifier | None = Field(
        default=None, description="Actor that put the issue on the agenda."
    )


class EvidenceTest(Coded):
    """A piece of evidence as a test of a hypothesis about the case (process tracing)."""

    hypothesis: str = Field(
        max_length=200, description="What it tests: H1, H2, or a hypothesis in your own words."
    )
    if_true: UnitQuantity = Field(
        description="Probability of finding the evidence if the hypothesis holds in this case."
    )
    if_false: UnitQuantity = Field(description="The same if it does not hold.")
    found: bool = Field(default=True, description="False: it was looked for and not found.")
    depends_on: list[Identifier] = Field(
        default_factory=list,
        description="Other evidence it shares a source or a cause with; of such a group only the "
        "strongest counts.",
    )


class Evidence(Coded):
    """A claim with its source and the coded numbers it supports."""

    id: Identifier = Field(description="Name of the piece of evidence.")
    claim: str = Field(description="What the source says, in your own words.")
    source: str = Field(description="A key of `sources`, or the source itself.")
    where: str | None = Field(default=None, description="Page, section or date in the source.")
    date: Day | None = Field(
        default=None, description="Day the source is dated; it should not lie after `as_of`."
    )
    about: list[str] = Field(
        default_factory=list,
        description="Paths of the numbers it supports; a path covers all below it.",
    )
    test: EvidenceTest | None = Field(
        default=None, description="What it says for or against a hypothesis. No solver reads it."
    )


class Source(Coded):
    """A work cited, for `winset cite` and the report."""

    text: str = Field(description="Full reference in one line.")
    type: Literal["article", "book", "incollection", "misc", "online", "report"] = Field(
        default="misc", description="BibTeX type."
    )
    author: str | None = Field(default=None, description="Authors, as BibTeX wants them.")
    title: str | None = Field(default=None, description="Title of the work.")
    year: Whole | None = Field(default=None, description="Year of publication.")
    journal: str | None = Field(default=None, description="Journal or newspaper.")
    url: str | None = Field(default=None, description="Where it can be read.")
    doi: str | None = Field(default=None, description="Digital object identifier.")


class Count(Coded):
    """A count of votes that somebody published before or instead of a vote."""

    source: str = Field(description="Who counted.")
    note: str | None = Field(default=None, description="What kind of count it was.")
    votes: dict[Identifier, Annotated[list[Whole], Field(min_length=1, max_length=2)]] = Field(
        description="Votes in favour by chamber: one number, or lowest and highest, as a list. The "
        "chambers may also stand beside the source: `{source: who counted, house: [196]}`."
    )

    @model_validator(mode="before")
    @classmethod
    def _accept_chambers_inline(cls, data: Any) -> Any:
        """Read ``{source: ..., house: [196]}`` as ``{source: ..., votes: {house: [196]}}``."""
        if not isinstance(data, dict) or "votes" in data:
            return data
        inline = {key: value for key, value in data.items() if key not in ("source", "note")}
        rest = {key: value for key, value in data.items() if key not in inline}
        return {**rest, "votes": inline}


Votes = Annotated[list[Whole], Field(min_length=2, max_length=2)]
"""Votes for and against."""


class Outcome(Coded):
    """Outcome on record. No forecast reads it; an estimate of the shared parameters does."""

    verdict: Verdict = Field(description="How the episode ended.")
    date: Day = Field(description="Day it was decided.")
    tally: dict[Identifier, Votes] = Field(
        default_factory=dict,
        description="Votes for and against by chamber; none if it never came to a vote.",
    )
    by_party: dict[Identifier, dict[str, Votes]] = Field(
        default_factory=dict,
        description="The same votes by party in each chamber, for and against; they add up to the "
        "tally.",
    )
    counts: list[Count] = Field(default_factory=list, description="Published whip counts.")
    note: str | None = Field(default=None, description="What else to know about the outcome.")


class Scheduled(Coded):
    """A vote that was set beforehand; knowledge of the eve, not of the beginning."""

    date: Day = Field(description="Day on which the vote was set.")
    source: str = Field(
        description="Rule granted, cloture filed, consent agreement: with its source."
    )


class Clock(Coded):
    """A statute that sets a last day for the vote."""

    by: Day = Field(description="Last day for the vote under the statute.")
    source: str = Field(description="The statute.")


class OtherBusiness(Coded):
    """Other business that took the time of the chief executive."""

    what: str = Field(description="Which business.")
    start: Day = Field(alias="from", description="First day.")
    end: Day = Field(alias="to", description="Last day.")
    source: str = Field(description="A key of `sources`, or the source itself.")


class Attempt(Coded):
    """One of several texts that were put to a vote one after the other."""

    text: str = Field(description="Which text.")
    chambers: list[Identifier] = Field(
        default_factory=list, max_length=20, description="Chambers it was put to."
    )
    date: Day = Field(description="Day of the vote.")
    proposal: dict[Identifier, UnitQuantity] = Field(
        default_factory=dict,
        description="Levels of this text on the vote axes, where they are not those of the bill.",
    )
    quotas: dict[Identifier, Whole] = Field(
        default_factory=dict,
        description="Votes it needs by chamber, as over a veto. Default: the lowest that a clause "
        "of the rule asks.",
    )


class Case(Coded):
    """One trade bill at home, as a user writes it down."""

    winset: Literal[1] = Field(description="Version of the case format.")
    id: Identifier = Field(description="Name of the case, in kebab-case.")
    title: str = Field(description="Title as a reader should see it.")
    kind: Literal["domestic"] = Field(default="domestic", description="Kind of game.")
    date: Day | None = Field(default=None, description="Day the episode is filed under.")
    country: str | None = Field(
        default=None,
        max_length=60,
        description="Whose institutions decide, by its English name: United States.",
    )
    as_of: Day | None = Field(
        default=None,
        description="Day of the forecast, as a rule introduction or signature: nothing dated later "
        "enters the probability that it passes.",
    )
    scheduled: Scheduled | None = Field(
        default=None, description="A vote set beforehand; read only from that day on."
    )
    direction: Literal["opens", "closes", "mixed"] | None = Field(
        default=None,
        description="Whether it opens trade. Default by a rule: a proposal that moves one vote "
        "axis up and another down is mixed; else the sum of the moves, each times the members' "
        "mean salience, opens from 0.05 on, closes from -0.05 on, and is mixed between.",
    )
    package: bool | None = Field(
        default=None,
        description="Whether it joins matters that are otherwise voted on apart (codebook).",
    )
    clock: Clock | None = Field(
        default=None, description="A statute that sets a last day for the vote."
    )
    summary: str | None = Field(default=None, description="What it was about, in two sentences.")
    issues: dict[Identifier, Issue] = Field(min_length=1, max_length=30, description="The axes.")
    rule: RuleNode = Field(description="What it takes to pass.")
    amendments: Literal["closed", "open"] | OpenRule = Field(
        default="closed", description="Closed: take it or leave it. Open: the floor amends."
    )
    calendar: Calendar = Field(default=Calendar(), description="Who holds the calendar.")
    chief_executive: Identifier | None = Field(
        default=None,
        description="Head of the executive. Legislators of its party are pulled to the side on "
        "which it gains (coefficient eta); other business (`agenda`) takes from its free "
        "resources.",
    )
    actors: dict[Identifier, Actor] = Field(
        min_length=1, max_length=5000, description="Who takes part."
    )
    chambers: dict[Identifier, ChamberMembers] = Field(
        default_factory=dict,
        description="Chambers that real members fill when roll-call data are given.",
    )
    pressure: list[Tie] = Field(
        default_factory=list, max_length=20_000, description="Pressure between actors."
    )
    framing: list[Frame] = Field(default_factory=list, max_length=100, description="Frames.")
    reverberation: list[Reverberation] = Field(
        default_factory=list, max_length=100, description="Foreign signals."
    )
    stages: Stages | None = Field(default=None, description="Formulation and voting stage.")
    agenda: list[OtherBusiness] = Field(
        default_factory=list, max_length=200, description="Other business of the chief executive."
    )
    sequence: list[Attempt] = Field(
        default_factory=list, max_length=50, description="Texts put to a vote one after the other."
    )
    elections: list[Day] = Field(
        default_factory=list, max_length=100, description="Election days round the episode."
    )
    lenses: LensFields | None = Field(
        default=None, description="What rival approaches need; only `winset lenses` reads it."
    )
    sources: dict[Identifier, Source] = Field(default_factory=dict, description="Works cited.")
    evidence: list[Evidence] = Field(
        default_factory=list, max_length=5000, description="Claims with sources."
    )
    outcome: Outcome | None = Field(default=None, description="What happened.")
    notes: list[str] = Field(default_factory=list, description="What a reader should know.")

    def __repr__(self) -> str:
        """Show the id and the title in one line."""
        return f"<Case: {self.id}, {' '.join(self.title.split())}>"

    def __str__(self) -> str:
        """Show the same line."""
        return repr(self)
