"""The parts of a Report on a negotiation that say how likely ratification is."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from winset.reports.report_parts import Part, coded, computed


class CountryRatification(Part):
    """Ratification in one country."""

    at_agreement: float | None = computed("Probability that it ratifies the agreement.")
    binding: str | None = computed(
        "Chamber or actor that refuses most often there, or at the most promising text if nothing "
        "is signed; the chief executive where signing is all it takes."
    )
    binding_title: str | None = computed("The same as a reader should see it.", default=None)
    by_blocs: float | None = computed(
        "Probability that the blocs as coded ratify the same agreement.",
        missing="no real members sit in this country, or nothing is signed",
        default=None,
    )
    reason: str | None = computed("Why a number is missing.", default=None)


Ratification = dict[str, CountryRatification | float | None]
"""By country, and `all`: the probability that the agreement enters into force."""


class MemberChamber(Part):
    """A chamber that real members fill, and its votes on the agreement."""

    country: str = coded("Id of the country.")
    chamber: str = coded("Id of the chamber.")
    congress: int | None = coded(
        "Number of the Congress.", missing="the chamber is not of the United States"
    )
    members: int = coded("Real members in it.")
    as_coded: int = coded("Seats that stay as coded.")
    list_of: str = coded("Where the list of members comes from.")
    axis: str = coded("Vote axis on which their votes place them.")
    usual_text: float = computed(
        "Place on that axis of the usual agreement, on which they vote as the forecast says."
    )
    as_of: str = coded("Only roll calls dated before this day place them.")
    roll_calls: int = computed("How many there are.")
    quota: int = coded("Votes that it takes.")
    expected: float | None = computed("Expected votes for the agreement.")
    low: float | None = computed("5th percentile of these votes.")
    expected_of_blocs: float | None = computed("Expected votes of the blocs as coded.")
    low_of_blocs: float | None = computed("5th percentile of the votes of the blocs.")
    reason: str | None = computed("Why a number is missing.", default=None)


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
