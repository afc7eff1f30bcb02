"""The parameter block: every constant of the model, shared by all cases and never set per case."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from winset.cases.model.actors import Identifier
from winset.cases.model.quantities import (
    Coded,
    NonNegativeQuantity,
    Number,
    PositiveNumber,
    PositiveQuantity,
    Quantity,
    UnitQuantity,
    WindowQuantity,
)
from winset.cases.model.vote_parameters import VoteModel


class Shocks(Coded):
    """Standard deviations of the shocks to members' surplus, in surplus units.

    The first two are read only where votes are certain (`negotiate --certain`, side payments):
    elsewhere the bill and the parties have coefficients of the vote model, s_a and s_p.
    """

    bill: NonNegativeQuantity = Field(
        description="Shared by all members of all chambers; only where votes are certain."
    )
    party: NonNegativeQuantity = Field(
        description="Shared by the members of a party; only where votes are certain."
    )
    bloc: NonNegativeQuantity = Field(description="Shared by the members of a bloc.")
    member: NonNegativeQuantity = Field(description="Each member's own.")


class TableModel(Coded):
    """Weights of governments at the international table."""

    pressure: Annotated[Number, Field(ge=0)] = Field(
        default=0.5,
        description="lam, the weight of pressure in a government's objective: the value at likely "
        "values, and the scale of the half normal it is drawn from. 0: none.",
    )
    reference_capacity: PositiveNumber = Field(
        default=12.0,
        description="K: capacity, in member-moves, at which a fully engaged group weighs lam "
        "beside the chief executive's own surplus.",
    )
    failure_cost: NonNegativeQuantity = Field(
        default=Quantity(low=0.0, likely=0.15, high=0.3, distribution="uniform"),
        description="k: cost to a chief executive of an agreement signed and refused at home, in "
        "surplus units, where the case gives none.",
    )


class Parameters(Coded):
    """One block of parameters for all cases."""

    winset_parameters: Literal[1] = Field(description="Version of the parameter format.")
    id: Identifier = Field(description="Name of the block.")
    theta: NonNegativeQuantity = Field(
        description="How far a unit spent against a bill goes compared with one for it."
    )
    lobbying_window_days: WindowQuantity = Field(
        description="T_ref: days of own lobbying after which more days add nothing."
    )
    executive_pull_days: WindowQuantity = Field(
        description="tau: days before the vote over which the division of the executive recedes. "
        "Read only where votes are certain and the day of the proposal is not known."
    )
    full_stake: PositiveQuantity = Field(
        description="S_ref: surplus from which an actor spends all it has."
    )
    chamber_weights: dict[Identifier, PositiveNumber] = Field(
        default_factory=dict,
        description="Older form of the weights that now stand in the rule: read for chambers whose "
        "votes give none.",
    )
    shocks: Shocks = Field(description="Sizes of the shocks.")
    engagement_threshold: UnitQuantity = Field(description="Engagement from which one is engaged.")
    election_polarization: UnitQuantity = Field(
        description="Rise of polarization on the eve of an election."
    )
    election_window_days: WindowQuantity = Field(
        description="Days over which that rise fades with the distance from the election."
    )
    convenience_near: UnitQuantity = Field(
        description="Opponents this close or closer on the vote axes are near."
    )
    convenience_far: UnitQuantity = Field(
        description="Opponents this far or farther on the reasons are far."
    )
    willingness_rule: Literal["min", "mean", "product"] = Field(
        default="min",
        description="How the three elements of willingness are joined where votes are certain, "
        "and in condition WB of a comparison of cases; elsewhere it is their mean.",
    )
    distance: Literal["euclidean", "city-block"] = Field(
        default="euclidean", description="Distance on the vote axes."
    )
    fund_conversion: Literal["converted", "face-value"] = Field(
        default="converted",
        description="Whether the opponents' fund buys members of a chamber at its weight.",
    )
    vote_model: VoteModel = Field(default=VoteModel(), description="How members vote.")
    table: TableModel = Field(
        default=TableModel(), description="What governments weigh at the international table."
    )
    rationale: dict[str, str] = Field(
        default_factory=dict, description="Why each value was chosen, by name."
    )
