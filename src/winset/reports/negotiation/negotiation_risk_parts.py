"""The parts of a Report on a negotiation that say how likely ratification is."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from winset.reports.report_parts import Part, coded, computed

__all__ = ["BackOff", "CountryRatification", "GroupMoves", "Ratification"]


class CountryRatification(Part):
    """Ratification in one country."""

    at_agreement: float | None = computed("Probability that it ratifies the agreement.")
    binding: str | None = computed(
        "Chamber or actor that refuses most often there, or at the most promising text if nothing "
        "is signed; the chief executive where signing is all it takes."
    )
    binding_title: str | None = computed("The same as a reader should see it.", default=None)
    reason: str | None = computed("Why a number is missing.", default=None)


Ratification = dict[str, CountryRatification | float | None]
"""By country, and `all`: the probability that the agreement enters into force."""


class BackOff(Part):
    """Distance of the agreement from the one that certain ratification would bring."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, populate_by_name=True
    )

    distance: float | None = computed("Distance between the two, axes having length 1.")
    loss: dict[str, float] = computed("What each government loses by it if both were in force.")
    from_: dict[str, float] = Field(
        alias="from",
        description="The agreement if every country ratified for certain.",
        json_schema_extra={"mark": "computed"},
    )
    ratified_from: float | None = computed("Probability that that one would enter into force.")
    ratified: float | None = computed("Probability that the agreement enters into force.")
    reason: str | None = computed("Why a number is missing.", default=None)


class GroupMoves(Part):
    """Agreement without a group, and with twice of it."""

    country: str = coded("Id of the country.")
    actor: str = coded("Id of the actor outside chambers.")
    title: str = coded("Its name as a reader should see it.")
    deleted: dict[str, float] | None = computed("The agreement without it.")
    doubled: dict[str, float] | None = computed(
        "The agreement with twice its capacity and its ties."
    )
    reason: str | None = computed("Why a point is missing.", default=None)
