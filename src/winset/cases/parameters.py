"""The parameter block: every constant of the model, shared by all cases and never set per case."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from winset.cases.actors import Identifier
from winset.cases.quantities import (
    Coded,
    NonNegativeQuantity,
    PositiveNumber,
    PositiveQuantity,
    UnitQuantity,
)


class Shocks(Coded):
    """Standard deviations of the shocks to members' surplus, in surplus units."""

    bill: NonNegativeQuantity = Field(description="Shared by all members of all chambers.")
    party: NonNegativeQuantity = Field(description="Shared by the members of a party.")
    bloc: NonNegativeQuantity = Field(description="Shared by the members of a bloc.")
    member: NonNegativeQuantity = Field(description="Each member's own.")


class Parameters(Coded):
    """One block of parameters for all cases."""

    winset_parameters: Literal[1] = Field(description="Version of the parameter format.")
    id: Identifier = Field(description="Name of the block.")
    theta: NonNegativeQuantity = Field(
        description="How far a unit spent against a bill goes compared with one for it."
    )
    lobbying_window_days: PositiveQuantity = Field(
        description="T_ref: days of own lobbying after which more days add nothing."
    )
    executive_pull_days: PositiveQuantity = Field(
        description="tau: days over which the president's engagement grows before the vote."
    )
    full_stake: PositiveQuantity = Field(
        description="S_ref: surplus from which an actor spends all it has."
    )
    chamber_weights: dict[Identifier, PositiveNumber] = Field(
        description="Member-moves for one unit of surplus of a member, by chamber. Default 1."
    )
    shocks: Shocks = Field(description="Sizes of the shocks.")
    engagement_threshold: UnitQuantity = Field(description="Engagement from which one is engaged.")
    election_polarization: UnitQuantity = Field(
        description="Rise of polarization on the eve of an election."
    )
    election_window_days: PositiveQuantity = Field(
        description="Days over which that rise fades with the distance from the election."
    )
    convenience_near: UnitQuantity = Field(
        description="Opponents this close or closer on the vote axes are near."
    )
    convenience_far: UnitQuantity = Field(
        description="Opponents this far or farther on the reasons are far."
    )
    willingness_rule: Literal["min", "mean", "product"] = Field(
        default="min", description="How the three elements of willingness are joined."
    )
    distance: Literal["euclidean", "city-block"] = Field(
        default="euclidean", description="Distance on the vote axes."
    )
    fund_conversion: Literal["converted", "face-value"] = Field(
        default="converted",
        description="Whether the opponents' fund buys members of a chamber at its weight.",
    )
    rationale: dict[str, str] = Field(
        default_factory=dict, description="Why each value was chosen, by name."
    )
