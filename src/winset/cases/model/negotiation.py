"""The negotiation: shared issues, the countries at the table, and each one's game at home."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from winset.cases.model.actors import Actor, Frame, Identifier, Reverberation, Tie
from winset.cases.model.case import Case, Clock, Evidence, Issue, OtherBusiness, Source
from winset.cases.model.chambers import ChamberMembers
from winset.cases.model.institutions import Calendar, OpenRule, RuleNode, Stages
from winset.cases.model.quantities import (
    Coded,
    Day,
    Number,
    PositiveNumber,
    Quantity,
    UnitQuantity,
    Whole,
)

SHARED_FIELDS = (
    "direction",
    "package",
    "clock",
    "rule",
    "amendments",
    "calendar",
    "chief_executive",
    "actors",
    "chambers",
    "pressure",
    "framing",
    "reverberation",
    "stages",
    "agenda",
    "elections",
)
"""Fields of a country that are those of a domestic case."""


Change = Annotated[bool, Field(strict=True)] | Whole | Number | str
"""A value that replaces one of a case: a number, a word, or a range such as ``0.2:0.3:0.4``."""


class LaterLegislature(Coded):
    """A legislature that may have to ratify in place of the one at the table's time."""

    title: str = Field(description="Name, such as 112th Congress.")
    date: Day = Field(description="Day of the vote there.")
    values: dict[str, Change] = Field(
        min_length=1,
        description="What differs: a path within the country, such as "
        "actors.democrats.seats.house, and its value.",
    )
    source: str | None = Field(default=None, description="Where the numbers come from.")


class Instructions(Coded):
    """Members of a government that have to be content before it signs."""

    who: list[Identifier] = Field(
        min_length=1, max_length=50, description="Advisers and ministers who are heard, by name."
    )
    rule: Literal["unanimity", "chief"] = Field(
        description="Unanimity: none of them expects a loss. Chief: the chief executive decides by "
        "its own belief."
    )
    source: str | None = Field(default=None, description="Where this is known from.")


class CountryAtTable(Coded):
    """A country: a government at the table and the game it has to win at home."""

    title: str = Field(description="Name as a reader should see it.")
    case: str | None = Field(
        default=None,
        description="Casebook id or path of a domestic case that is this country's game. Then "
        "`rule`, `actors` and the rest of a domestic case are left out here.",
    )
    values: dict[str, Change] = Field(
        default_factory=dict,
        description="What differs from the case named under `case`: a path in it, such as "
        "actors.clinton.capacity, and the value to take instead.",
    )
    weight: PositiveNumber = Field(
        default=1.0,
        description="Weight in the rule of entry into force, such as GDP. Above 0, in any unit.",
    )
    power: PositiveNumber = Field(
        default=1.0,
        description="Bargaining power in the Nash solution. Above 0; only its size beside the "
        "power of the others counts.",
    )
    patience: UnitQuantity | None = Field(
        default=None,
        description="Worth of an agreement one round later, as a share of its worth now. Below 1. "
        "Default 0.9. Alternating offers use it.",
    )
    direction: Literal["opens", "closes", "mixed"] = Field(
        default="opens",
        description="Whether ratification opens trade, as the vote model asks of a bill. Default: "
        "it does; of a `case`, that of its own proposal.",
    )
    package: bool | None = Field(
        default=None,
        description="Whether the bill that ratifies joins matters that are otherwise voted on "
        "apart (codebook).",
    )
    clock: Clock | None = Field(
        default=None, description="A statute that sets a last day for the vote on it."
    )
    issues: dict[Identifier, Issue] = Field(
        default_factory=dict,
        description="Reason axes of this country alone. Vote axes stand at the top of the file.",
    )
    rule: RuleNode | None = Field(
        default=None, description="What it takes to ratify. Needed unless `case` is given."
    )
    amendments: Literal["closed", "open"] | OpenRule = Field(
        default="closed", description="Closed: take it or leave it. Open: the floor amends."
    )
    calendar: Calendar = Field(default=Calendar(), description="Who holds the calendar.")
    chief_executive: Identifier | None = Field(
        default=None,
        description="Actor who negotiates and signs. Needed unless `case` is given.",
    )
    actors: dict[Identifier, Actor] = Field(
        default_factory=dict,
        max_length=5000,
        description="Who takes part in the game at home. Needed unless `case` is given.",
    )
    chambers: dict[Identifier, ChamberMembers] = Field(
        default_factory=dict,
        max_length=20,
        description="Chambers that real members fill where roll-call data are given. Default: "
        "those of the United States Congress, with its members on the `date` of the file.",
    )
    pressure: list[Tie] = Field(
        default_factory=list,
        max_length=20_000,
        description="Who presses whom at home, and how strongly.",
    )
    framing: list[Frame] = Field(
        default_factory=list,
        max_length=100,
        description="Ways the agreement is made to look other than it is.",
    )
    reverberation: list[Reverberation] = Field(
        default_factory=list,
        max_length=100,
        description="What is said abroad and moves positions here.",
    )
    stages: Stages | None = Field(
        default=None,
        description="Days and work of the formulation and voting stage.",
    )
    agenda: list[OtherBusiness] = Field(
        default_factory=list, max_length=200, description="Other business of the chief executive."
    )
    elections: list[Day] = Field(
        default_factory=list, max_length=100, description="Election days round the vote."
    )
    instructions: Instructions | None = Field(
        default=None, description="Whose beliefs decide whether it signs."
    )
    later: list[LaterLegislature] = Field(
        default_factory=list,
        max_length=20,
        description="Legislatures that may ratify instead of the one described here.",
    )


class EntryRule(Coded):
    """Countries that must ratify before the agreement enters into force; default: every one."""

    countries: Whole | None = Field(
        default=None, gt=0, description="At least so many countries must ratify."
    )
    share: UnitQuantity | None = Field(
        default=None,
        description="Those that ratify must hold at least this share of all `weight` together.",
    )
    required: list[Identifier] = Field(
        default_factory=list,
        description="Countries without which it does not enter into force.",
    )


class Belief(Coded):
    """Belief of a government when it bargains; ratification follows what is so."""

    holder: Identifier = Field(description="Country whose government believes it.")
    actor: Identifier | None = Field(
        default=None, description="Who in the government believes it. Default: all of it."
    )
    date: Day | None = Field(
        default=None,
        description="First day of the belief. The last one of an actor up to the `date` of the "
        "file counts. Default: at any time.",
    )
    weight: UnitQuantity = Field(
        default=Quantity(low=1, likely=1, high=1),
        description="Probability that it gives to the values; the rest goes to things as they are.",
    )
    values: dict[str, Change] = Field(
        min_length=1,
        description="Path in this file and believed value, such as "
        "countries.us.actors.republicans.position.openness.",
    )
    source: str | None = Field(default=None, description="Where this is known from.")
    note: str | None = Field(default=None, description="How it was coded.")


class TextInTurn(Coded):
    """One of several texts that were signed or tabled one after the other."""

    text: str = Field(description="Which text.")
    date: Day = Field(description="Day it was signed or agreed on.")
    terms: dict[Identifier, UnitQuantity] = Field(
        min_length=1, description="For each issue a place on its axis."
    )
    source: str | None = Field(default=None, description="Where the terms come from.")


class NegotiationOutcome(Coded):
    """Events at the table and after it. Never used by a solver."""

    agreement: bool = Field(description="Whether an agreement was reached.")
    date: Day = Field(description="Day it was reached or given up.")
    terms: dict[Identifier, UnitQuantity] = Field(
        default_factory=dict,
        description="What was agreed: for each issue a place on its axis.",
    )
    ratified: dict[Identifier, bool] = Field(
        default_factory=dict, description="Which countries ratified."
    )
    note: str | None = Field(default=None, description="What else to know.")

    @property
    def tally(self) -> dict[str, list[int]]:
        """No votes: those are recorded in the domestic cases."""
        return {}


class NegotiationCase(Coded):
    """Governments at one table over shared issues, each with its own domestic game behind it."""

    winset: Literal[1] = Field(description="Version of the case format.")
    id: Identifier = Field(description="Name of the case, in kebab-case.")
    title: str = Field(description="Title as a reader should see it.")
    kind: Literal["negotiation"] = Field(description="Kind of game.")
    date: Day | None = Field(default=None, description="Day the episode is filed under.")
    summary: str | None = Field(default=None, description="What it was about, in two sentences.")
    issues: dict[Identifier, Issue] = Field(
        min_length=1,
        max_length=30,
        description="What is negotiated: vote axes, each with a `status_quo`. With `natural` and "
        "`unit` results are also given in that unit. Reason axes here are shared by all countries.",
    )
    countries: dict[Identifier, CountryAtTable] = Field(
        min_length=2, max_length=50, description="Who sits at the table, by name."
    )
    entry_into_force: EntryRule = Field(
        default=EntryRule(), description="Who must ratify. Default: every country."
    )
    beliefs: list[Belief] = Field(
        default_factory=list,
        max_length=50,
        description="What governments wrongly take to be so.",
    )
    sequence: list[TextInTurn] = Field(
        default_factory=list,
        max_length=20,
        description="Texts that were signed or tabled one after the other.",
    )
    sources: dict[Identifier, Source] = Field(default_factory=dict, description="Works cited.")
    evidence: list[Evidence] = Field(
        default_factory=list, max_length=5000, description="Claims with sources, by path."
    )
    outcome: NegotiationOutcome | None = Field(default=None, description="What happened.")
    notes: list[str] = Field(default_factory=list, description="What a reader should know.")

    def __repr__(self) -> str:
        """Show the id and the title in one line."""
        return f"<NegotiationCase: {self.id}, {' '.join(self.title.split())}>"

    def __str__(self) -> str:
        """Show the same line."""
        return repr(self)


def country_case(negotiation: NegotiationCase, name: str) -> Case:
    """The domestic case of one country: the shared issues and its own fields.

    Parameters
    ----------
    negotiation
        A negotiation.
    name
        Id of a country that gives its game in the file.

    Returns
    -------
    Case
        Its id joins both ids; it has no proposal, since that is what the table decides.

    Raises
    ------
    ValueError
        If the country refers to another case, which has to be filled in first.
    """
    country = negotiation.countries[name]
    if country.case is not None or country.rule is None:
        raise ValueError(f"{name} refers to another case")
    given = country.model_fields_set
    parts: dict[str, Any] = {f: getattr(country, f) for f in SHARED_FIELDS if f in given}
    return Case.model_validate(
        {
            "winset": 1,
            "id": f"{negotiation.id}-{name}"[:80].rstrip("-"),
            "title": f"{negotiation.title}: {country.title}",
            "date": negotiation.date,
            "issues": {**negotiation.issues, **country.issues},
            "direction": country.direction,
            **parts,
        }
    )
