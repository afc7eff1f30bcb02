"""The way of a bill into law: the rule as a tree, amendments, the calendar and the stages."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from winset.cases.model.actors import Identifier
from winset.cases.model.quantities import (
    Coded,
    DateQuantity,
    DaysQuantity,
    Number,
    PositiveNumber,
    Quantity,
    UnitQuantity,
    Whole,
)

NamedQuota = Literal["majority", "two-thirds", "three-fifths", "unanimity"]


_PLAYER_WEIGHT = (
    "Member-moves for one unit of its surplus, if it may be paid or reached. Default 435, as a "
    "body of one: every whole body weighs the same."
)


class ChamberVote(Coded):
    """A vote in a chamber: so many members of so many must be in favour."""

    chamber: Identifier = Field(description="Name of the chamber, as in the actors' seats.")
    quota: Whole | NamedQuota = Field(description="Votes needed, or a majority by its name.")
    of: Whole = Field(gt=0, le=100_000, description="Seats of the chamber.")
    weight: PositiveNumber | None = Field(
        default=None,
        description="Member-moves for one unit of surplus of a member. Default 435 / `of`, so that "
        "every whole chamber weighs the same.",
    )
    abstention: PositiveNumber | None = Field(
        default=None,
        description="Where abstention does not block, as in a consensus: loss up to which a member "
        "abstains instead of voting no, in surplus units. It then counts as a yes.",
    )

    @property
    def votes_needed(self) -> int:
        """Votes needed, as a number."""
        named = {
            "majority": self.of // 2 + 1,
            "two-thirds": -(-2 * self.of // 3),
            "three-fifths": -(-3 * self.of // 5),
            "unanimity": self.of,
        }
        return named[self.quota] if isinstance(self.quota, str) else self.quota


class Veto(Coded):
    """A single veto player: it must itself gain."""

    actor: Identifier = Field(description="Actor that must agree.")
    weight: PositiveNumber | None = Field(default=None, description=_PLAYER_WEIGHT)


class NeedsAcquiescence(Coded):
    """An actor that need not support the bill but must not be left worse off by it."""

    acquiescence: Identifier = Field(description="Actor that must acquiesce.")
    weight: PositiveNumber | None = Field(default=None, description=_PLAYER_WEIGHT)


class Referendum(Coded):
    """A vote of the people: what share is in favour, how many take part, what is needed."""

    share: UnitQuantity = Field(description="Share of the valid votes in favour: polls, a range.")
    turnout: UnitQuantity = Field(
        default=Quantity(low=1, likely=1, high=1),
        description="Share of the electorate that takes part.",
    )
    quorum: Annotated[Number, Field(ge=0, le=1)] = Field(
        default=0.0, description="Least turnout at which the vote counts."
    )
    below_quorum: Literal["fails", "stands"] = Field(
        default="fails",
        description="What becomes of the measure at a lower turnout; `stands` where the people are "
        "asked to undo it.",
    )
    majority: Literal["people", "people_and_cantons"] = Field(
        default="people",
        description="More than half of the votes; or of the votes and of the cantons (states).",
    )
    cantons: UnitQuantity | None = Field(
        default=None, description="Share of the cantons in favour, for a double majority."
    )
    binding: bool = Field(
        default=True, description="False: an advisory vote, which stops nothing by itself."
    )


class ReferendumVote(Coded):
    """A referendum as a part of the rule."""

    referendum: Referendum = Field(description="What the electorate is expected to do.")


class AllOf(Coded):
    """Every part must hold."""

    all: list[RuleNode] = Field(min_length=1, max_length=50, description="Parts, all needed.")


class AnyOf(Coded):
    """One part is enough."""

    any: list[RuleNode] = Field(min_length=1, max_length=50, description="Parts, one needed.")


class AtLeast(Coded):
    """So many of the parts must hold."""

    at_least: Whole = Field(gt=0, description="How many of the parts are needed.")
    among: list[RuleNode] = Field(min_length=1, max_length=12, description="Parts.")


_KINDS = {
    "chamber": "chamber",
    "actor": "actor",
    "acquiescence": "acquiescence",
    "referendum": "referendum",
    "all": "all",
    "any": "any",
    "at_least": "at_least",
}


def _rule_kind(value: Any) -> str | None:
    keys = value.keys() if isinstance(value, dict) else getattr(type(value), "model_fields", ())
    return next((kind for key, kind in _KINDS.items() if key in keys), None)


RuleNode = Annotated[
    Annotated[ChamberVote, Tag("chamber")]
    | Annotated[Veto, Tag("actor")]
    | Annotated[NeedsAcquiescence, Tag("acquiescence")]
    | Annotated[ReferendumVote, Tag("referendum")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[AtLeast, Tag("at_least")],
    Discriminator(_rule_kind),
]
"""A rule: a vote in a chamber, a single player, a referendum, or all, any, at_least of rules."""

for _node in (AllOf, AnyOf, AtLeast):
    _node.model_rebuild()


class OpenRule(Coded):
    """Amendments on the floor: which axes, and whose median decides."""

    rule: Literal["open", "closed"] = Field(description="Whether the floor may amend.")
    germane: list[Identifier] | None = Field(
        default=None, description="Vote axes that may be amended. Default: all."
    )
    chamber: Identifier | None = Field(
        default=None, description="Chamber whose median decides. Default: the rule's first."
    )


class Calendar(Coded):
    """Holder of the calendar, who decides whether and when there is a vote."""

    held_by: Identifier | None = Field(default=None, description="Gatekeeper; none: fixed.")
    prefers_recorded_defeat: bool = Field(
        default=False, description="The gatekeeper would rather see the bill lose than withdrawn."
    )
    weight: PositiveNumber | None = Field(
        default=None,
        description="Member-moves for one unit of the gatekeeper's surplus, if it may be paid or "
        "reached. Default 435.",
    )


class Formulation(Coded):
    """The stage in which the proposal is shaped."""

    start: DateQuantity = Field(description="First day of work on the proposal.")
    proposal: DateQuantity | None = Field(
        default=None, description="Day the proposal was out, if known; it overrides the ready date."
    )
    quality: UnitQuantity | None = Field(
        default=None,
        description="Quality of the proposal, default 1. It multiplies the payoff in willingness "
        "and the engagement of actors that are `conditional_on_proposal`. Only where votes are "
        "certain is it less if the work is not done by the vote.",
    )
    work_days: DaysQuantity | None = Field(
        default=None,
        description="Days of undivided work that a full proposal takes. Without `proposal` the "
        "day of the proposal follows from it; with it, only the effect of formulation does.",
    )
    coordination: UnitQuantity | None = Field(
        default=None,
        description="Coordination without a broker, c0, default 0. Read with `work_days`: times a "
        "broker's engagement it shortens the days to the proposal; where votes are certain it "
        "and the broker lower the division.",
    )
    division: UnitQuantity | None = Field(
        default=None,
        description="Division at the start, D0. Default: from the executive actors' positions. "
        "Read with `work_days`: it lengthens the days to the proposal.",
    )


class Voting(Coded):
    """The stage in which votes are sought."""

    deadline: DateQuantity = Field(description="Day of the vote, or the last day for it.")


class Stages(Coded):
    """The two stages of a trade bill."""

    formulation: Formulation | None = Field(default=None, description="Until there is a proposal.")
    voting: Voting = Field(description="From the proposal to the vote.")
