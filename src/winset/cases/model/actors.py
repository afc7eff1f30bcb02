"""Participants: actors, the pressure between them and what colours their view."""

from __future__ import annotations

from typing import Annotated, Final, Literal, get_args

from pydantic import Field, StringConstraints

from winset.cases.model.quantities import (
    Coded,
    DateQuantity,
    Day,
    NonNegativeQuantity,
    Quantity,
    SignedUnitQuantity,
    UnitQuantity,
    Whole,
)

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
IssueId = Annotated[Identifier, "issue"]
ChamberId = Annotated[Identifier, "chamber"]
"""A name in kebab-case: small letters, digits and single hyphens."""

Level = Literal["executive", "legislature", "group", "foreign"]


class Willingness(Coded):
    """Willingness to bargain, by its three elements (each 0..1)."""

    payoff: UnitQuantity = Field(
        description="Side benefits of supporting the proposal. What the proposal is worth (its "
        "quality, less what comes late) multiplies them."
    )
    polarization: UnitQuantity = Field(
        description="Distrust and zero-sum competition between parties. It rises with the "
        "nearness of the next election after the vote."
    )
    opposition: UnitQuantity = Field(
        description="Opposition to any bargain in the actor's own part of civil society."
    )


class Pivotal(Coded):
    """The three conditions under which an actor takes up a pivotal role (each 0..1)."""

    impact: UnitQuantity = Field(description="Relevant impact on the policy process.")
    cost_of_staying_out: UnitQuantity = Field(description="Cost of not taking part.")
    resources: UnitQuantity = Field(
        description="Share of the actor's resources that is free; of the chief executive less what "
        "other business (`agenda`) takes."
    )


class Lobbying(Coded):
    """Days on which an actor works on the vote, and the part of its attention it gives."""

    start: DateQuantity | None = Field(
        default=None,
        alias="from",
        description="First day of its effort. Default: supporters the ready date, opponents the "
        "start of the formulation stage.",
    )
    attention: UnitQuantity = Field(
        default=Quantity(low=1, likely=1, high=1),
        description="Share of its attention that the vote gets.",
    )


class Joined(Coded):
    """Entry of an actor into the common campaign of its side; unknown: leave the field out."""

    value: bool = Field(strict=True, description="True: it joined. False: it is known to have not.")
    date: Day | None = Field(
        default=None, description="Day it joined, or of the source that shows it did not."
    )
    source: str | None = Field(default=None, description="Where this comes from.")


class DatedSign(Coded):
    """A dated sign of what an actor did: a statement, a meeting, an advertisement, days given."""

    date: Day = Field(description="Day of the sign.")
    what: str = Field(description="What it did, in a few words.")
    source: str = Field(description="A key of `sources`, or the source itself.")


class Engagement(Coded):
    """Degree to which an actor took part, by dated signs and not by its three conditions."""

    value: UnitQuantity = Field(description="0 took no part, 1 gave it all it had.")
    evidence: list[DatedSign] = Field(
        default_factory=list, max_length=500, description="The dated signs it was read off."
    )


class Actor(Coded):
    """An actor: an executive agency, a member or bloc of a chamber, a group, a foreign party."""

    title: str | None = Field(
        default=None, description="Name as a reader should see it. Default: made from the id."
    )
    level: Level = Field(description="Where the actor stands.")
    short: str | None = Field(
        default=None,
        max_length=24,
        description="Short name for figures, at most 24 characters.",
    )
    party: str | None = Field(default=None, description="Party; members of one share a shock.")
    position: dict[IssueId, UnitQuantity] = Field(
        default_factory=dict,
        description="Ideal point on each issue, 0..1; of a bloc, its mean member.",
    )
    salience: dict[IssueId, UnitQuantity] = Field(
        default_factory=dict, description="How much each issue matters, 0..1. Default 1."
    )
    spread: dict[IssueId, NonNegativeQuantity] = Field(
        default_factory=dict,
        description="Standard deviation of a bloc's members round the mean. Default 0.",
    )
    seats: dict[ChamberId, Whole] = Field(
        default_factory=dict, description="Members of the bloc in each chamber."
    )
    capacity: NonNegativeQuantity = Field(
        default=Quantity(low=0, likely=0, high=0),
        description="What it could spend, in member-moves; of a bloc, the total.",
    )
    no_agreement: Quantity = Field(
        default=Quantity(low=0, likely=0, high=0),
        description="Gain (negative) or cost (positive) of the bill failing, in surplus units.",
    )
    willingness: Willingness | None = Field(
        default=None,
        description="Willingness to bargain, the mean of its three elements. What a legislator's "
        "exceeds one half, times the coefficient rho, is added to its surplus; not coded, it adds "
        "nothing. A group without it cannot be bought out of the opposition. Only where votes are "
        "certain (`negotiate --certain`, side payments) is it the rate at which a loss is bought "
        "off, joined by `willingness_rule`, 1 where not coded.",
    )
    pivotal: Pivotal | None = Field(
        default=None,
        description="Conditions of a pivotal role. The least of them is the actor's engagement "
        "where `engagement` gives none; without either engagement is 1.",
    )
    lobbying: Lobbying | None = Field(default=None, description="Its effort over time.")
    joined: Joined | None = Field(
        default=None, description="Whether it joined the common campaign of its side."
    )
    engagement: Engagement | None = Field(
        default=None,
        description="Engagement from dated evidence; it comes before the conditions in `pivotal`.",
    )
    benches: Literal["government", "opposition", "cross"] | None = Field(
        default=None, description="Where its members sit in a parliament that makes the government."
    )
    reach: list[Identifier] = Field(
        default_factory=list,
        max_length=100,
        description="Chambers and actors beyond the legislature of its own country that its effort "
        "reaches: bodies of governments, regional parliaments, single veto players, by name.",
    )
    failure_cost: NonNegativeQuantity | None = Field(
        default=None,
        description="Cost to a chief executive of an agreement signed and refused at home, in "
        "surplus units (0 to 0.3).",
    )
    broker: bool = Field(
        default=False, description="Takes no side and mediates in the formulation stage."
    )
    conditional_on_proposal: bool = Field(
        default=False, description="Does nothing before there is a proposal."
    )
    compensable: bool = Field(
        default=False, description="A veto player or gatekeeper that may be paid to agree."
    )
    note: str | None = Field(default=None, description="How the actor was coded.")


def _keyed_by(key: object) -> tuple[str, ...]:
    fields = Actor.model_fields.items()
    return tuple(name for name, field in fields if get_args(field.annotation)[:1] == (key,))


BY_ISSUE: Final = _keyed_by(IssueId)
"""Fields of an actor that hold a value for each issue."""
BY_CHAMBER: Final = _keyed_by(ChamberId)
"""Fields of an actor that hold a value for each chamber."""


class Tie(Coded):
    """Pressure of a group on a member, a bloc, an official or another group."""

    source: Identifier = Field(alias="from", description="The group that presses.")
    target: Identifier = Field(alias="to", description="The actor it presses.")
    strength: UnitQuantity = Field(description="Share of the group's surplus that is passed on.")
    where: str | None = Field(default=None, description="Place of the campaign, in words.")
    states: list[Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]] = Field(
        default_factory=list,
        max_length=60,
        description="States of the campaign, two letters each: of real members it reaches those "
        "who sit for them.",
    )
    share: UnitQuantity = Field(
        default=Quantity(low=1, likely=1, high=1),
        description="Share of a bloc that sits where the campaign is fought: it reaches so many of "
        "its members, evenly spread, and the others not.",
    )
    since: DateQuantity | None = Field(
        default=None, description="First day; a tie that starts after the vote has no effect."
    )
    note: str | None = Field(default=None, description="How the tie was coded.")


class Frame(Coded):
    """A frame ("a referendum on NAFTA") that changes the proposal some actors perceive."""

    title: str = Field(description="What the frame says.")
    issue: Identifier = Field(description="Vote axis it works on.")
    toward: UnitQuantity = Field(description="Where on the axis the frame puts the proposal.")
    strength: UnitQuantity = Field(
        description="How far the perceived proposal moves: 0 not at all, 1 the whole way."
    )
    actors: list[Identifier] = Field(min_length=1, description="Who sees it so.")
    willingness: UnitQuantity = Field(
        default=Quantity(low=1, likely=1, high=1),
        description="Factor on their willingness to bargain.",
    )


class Reverberation(Coded):
    """A foreign signal that moves domestic ideals toward (or, negative, away from) its position."""

    source: Identifier = Field(alias="from", description="Actor whose position is taken up.")
    actors: list[Identifier] = Field(min_length=1, description="Whose ideals move.")
    strength: SignedUnitQuantity = Field(description="Share of the distance, -1..1.")
