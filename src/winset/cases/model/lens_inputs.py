"""Fields of rival approaches beyond the game; only `winset lenses` reads them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from winset.cases.model.actors import Identifier
from winset.cases.model.quantities import (
    Coded,
    DateQuantity,
    NonNegativeQuantity,
    PositiveQuantity,
    Quantity,
    SignedUnitQuantity,
    UnitQuantity,
)

ActorKind = Literal["agency", "committee", "group"]
Seat = Literal[
    "presidency",
    "foreign-affairs",
    "security",
    "finance",
    "trade-negotiation",
    "economic-coordination",
    "agriculture",
    "home-industry",
    "environment",
    "labour",
]
Tier = Literal["deep-core", "policy-core", "secondary"]
ShockKind = Literal["external", "internal", "learning", "negotiated-agreement"]


class FactorOfProduction(Coded):
    """Land, labour or capital of the country: how plentiful it is and who owns it."""

    abundance: Literal["abundant", "scarce"] = Field(
        description="Plentiful or short, compared with the countries traded with."
    )
    income_share: UnitQuantity | None = Field(
        default=None, description="Share of the national income that its owners receive."
    )
    owners: list[Identifier] = Field(
        default_factory=list, description="Actors that speak for its owners."
    )


class Factors(Coded):
    """The three factors of production of the country."""

    capital: FactorOfProduction | None = Field(default=None, description="Capital.")
    land: FactorOfProduction | None = Field(default=None, description="Land.")
    labour: FactorOfProduction | None = Field(default=None, description="Labour.")


class Sector(Coded):
    """A part of the economy with capital of its own and a share of the mobile labour."""

    title: str | None = Field(default=None, description="Name as a reader should see it.")
    price_change: SignedUnitQuantity = Field(
        description="What the bill does to its price, on a common scale: 1 an export sector, "
        "-1 one that competes with imports, 0 neither."
    )
    employment_share: UnitQuantity = Field(description="Share of all workers.")
    labour_cost_share: UnitQuantity = Field(description="Share of wages in its costs.")
    elasticity: PositiveQuantity = Field(
        default=Quantity(low=1, likely=1, high=1),
        description="Elasticity of substitution between labour and its capital.",
    )
    consumption_share: UnitQuantity | None = Field(
        default=None,
        description="Share of its good in what workers buy. Default: its share of the product.",
    )
    capital: list[Identifier] = Field(
        default_factory=list, description="Actors that speak for its capital."
    )
    labour: list[Identifier] = Field(
        default_factory=list, description="Actors that speak for those who work there."
    )


class Economy(Coded):
    """The economy behind the actors: factors, sectors, and how freely factors move."""

    trade: Literal["rising", "falling"] | None = Field(
        default=None, description="Whether exposure to trade has been rising or falling."
    )
    factors: Factors | None = Field(default=None, description="Land, labour and capital.")
    sectors: dict[Identifier, Sector] = Field(
        default_factory=dict, max_length=100, description="Sectors, with the capital specific."
    )
    specificity: UnitQuantity | None = Field(
        default=None, description="How specific factors are to sectors: 0 mobile, 1 specific."
    )
    collective_action_cost: UnitQuantity | None = Field(
        default=None, description="How hard it is to organise for political action: 0 easy, 1 hard."
    )
    majoritarian: UnitQuantity | None = Field(
        default=None,
        description="Whether numbers of votes decide (1) or access of single interests (0).",
    )


class FurtherActor(Coded):
    """An actor that only the lenses see, such as a committee whose members sit in the blocs."""

    title: str = Field(description="Name as a reader should see it.")
    short: str | None = Field(
        default=None,
        max_length=24,
        description="Short name for figures, at most 24 characters.",
    )
    kind: ActorKind = Field(description="Agency, committee or group.")
    position: dict[Identifier, UnitQuantity] = Field(
        default_factory=dict, description="Ideal point on issues, 0..1."
    )
    salience: dict[Identifier, UnitQuantity] = Field(
        default_factory=dict, description="How much each issue matters, 0..1. Default 1."
    )
    capacity: NonNegativeQuantity = Field(
        default=Quantity(low=0, likely=0, high=0), description="Resources, in member-moves."
    )
    source: str | None = Field(default=None, description="Where this is taken from.")
    note: str | None = Field(default=None, description="How the actor was coded.")


class BargainingAdvantage(Coded):
    """Sources of a seat's weight in the bargaining within the executive (each 0..1)."""

    control: UnitQuantity | None = Field(
        default=None, description="Control over carrying the decision out."
    )
    information: UnitQuantity | None = Field(
        default=None, description="Control over the information that defines the problem."
    )
    access: UnitQuantity | None = Field(default=None, description="Access to the other players.")
    persuasion: UnitQuantity | None = Field(
        default=None, description="Persuasiveness with the other players."
    )


class BeliefItem(Coded):
    """A belief that actors hold or reject, with its place in the hierarchy of beliefs."""

    tier: Tier = Field(description="Deep core, policy core or secondary aspect.")
    title: str = Field(description="The belief in words; 1 holds it, 0 rejects it.")
    weight: NonNegativeQuantity = Field(
        default=Quantity(low=1, likely=1, high=1), description="Weight within its tier."
    )


class BeliefWave(Coded):
    """Beliefs of an actor at one time."""

    actor: Identifier = Field(description="Who.")
    date: DateQuantity = Field(description="When; actors of one wave need the same likely day.")
    holds: dict[Identifier, UnitQuantity] = Field(
        min_length=1, description="How far it holds each belief, 0..1."
    )
    source: str | None = Field(default=None, description="Where this is taken from.")


class Perception(Coded):
    """View that an actor has of another: its place and its strength."""

    by: Identifier = Field(description="Who sees.")
    of: Identifier = Field(description="Whom.")
    position: dict[Identifier, UnitQuantity] = Field(
        default_factory=dict, description="Perceived ideal point on vote axes, 0..1."
    )
    capacity: NonNegativeQuantity | None = Field(
        default=None, description="Perceived capacity, in member-moves."
    )
    source: str | None = Field(default=None, description="Where this is taken from.")


class LensTie(Coded):
    """A tie between two actors that is no pressure: they meet, exchange or coordinate."""

    between: Annotated[list[Identifier], Field(min_length=2, max_length=2)] = Field(
        description="The two actors, in any order."
    )
    kind: Literal["oversight", "consultation", "coordination", "money", "information"] = Field(
        description="What passes between them."
    )
    strength: UnitQuantity = Field(
        description="How close, 0..1: 0.25 occasional, 0.5 regular, 0.75 weekly, 1 daily."
    )
    since: DateQuantity | None = Field(default=None, description="First day. Default: always.")
    until: DateQuantity | None = Field(default=None, description="Last day. Default: still there.")
    source: str | None = Field(default=None, description="Where this is taken from.")
    note: str | None = Field(default=None, description="How the tie was coded.")


class PathToChange(Coded):
    """An event that opens a way to major policy change in the advocacy coalition framework."""

    kind: ShockKind = Field(description="Which of the four paths.")
    title: str = Field(description="What happened.")
    date: DateQuantity = Field(description="When.")
    favours: Literal["change", "status-quo"] = Field(description="Whose cause it helps.")
    source: str | None = Field(default=None, description="Where this is taken from.")


class LensFields(Coded):
    """Fields of rival lenses; no verb but `winset lenses` reads them, and every part may be absent.

    A part that is absent makes the lenses that need it abstain, and they say so.
    """

    economy: Economy | None = Field(default=None, description="Factors and sectors.")
    president_party: str | None = Field(
        default=None,
        description="Party of the chief executive, as in the actors' `party`. Default: the party "
        "that the chief executive has there.",
    )
    delegates: bool | None = Field(
        default=None, description="Whether the bill gives the executive authority to act."
    )
    seats: dict[Identifier, Seat] = Field(
        default_factory=dict, description="Mission of the seat of each executive actor."
    )
    advantages: dict[Identifier, BargainingAdvantage] = Field(
        default_factory=dict, description="Bargaining advantages of executive actors."
    )
    further_actors: dict[Identifier, FurtherActor] = Field(
        default_factory=dict, max_length=500, description="Actors that only the lenses see."
    )
    ties: list[LensTie] = Field(
        default_factory=list, max_length=20_000, description="Ties that are no pressure."
    )
    belief_items: dict[Identifier, BeliefItem] = Field(
        default_factory=dict, max_length=200, description="The beliefs, by tier."
    )
    beliefs: list[BeliefWave] = Field(
        default_factory=list, max_length=20_000, description="Who believed what, and when."
    )
    perceptions: list[Perception] = Field(
        default_factory=list, max_length=20_000, description="How actors see each other."
    )
    paths_to_change: list[PathToChange] = Field(
        default_factory=list,
        max_length=100,
        description="Shocks, learning and agreements before the vote. An empty list says that "
        "they were looked for and none was found.",
    )
