"""The document of `winset votes ideal`: where the members of a chamber stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from winset.foundation.wording import counted
from winset.reports.document import Document, Listing
from winset.reports.report_parts import Part, coded, computed


class IdealMember(Part):
    """The ideal point of one member."""

    id: str = coded("Id of the member.")
    name: str = coded("Name.")
    party: str = coded("Party.")
    state: str = coded("State.")
    votes: int = coded("Roll calls on which the member took a side.")
    dim1: float | None = computed("Place on the first dimension.", missing="too few votes")
    dim1_se: float | None = computed("Standard error of it.", missing="too few votes")
    dim2: float | None = computed(
        "Place on the second dimension, if asked for.",
        missing="too few votes, or one dimension was asked for",
        default=None,
    )
    dim2_se: float | None = computed(
        "Standard error of it.",
        missing="too few votes, or one dimension was asked for",
        default=None,
    )


class IdealFit(Part):
    """Fit of the points to the votes."""

    correct: float = computed("Share of the votes that the points call right, 0..1.")
    apre: float = computed("Aggregate proportional reduction in error, at most 1.")


class IdealReport(Document):
    """Ideal points of a whole chamber."""

    schema_: Literal["winset/ideal/1"] = coded(
        "Name and version of this format.", default="winset/ideal/1", alias="schema"
    )
    title: str = coded("Whose roll calls.")
    dimensions: int = coded("Number of dimensions.")
    roll_calls: int = coded("Roll calls in the data.")
    roll_calls_used: int = computed("Roll calls with a minority large enough to be used.")
    members: Sequence[IdealMember] = computed("The members, lowest on the first dimension first.")
    fit: IdealFit = computed("How well the points fit the votes.")
    identification: str = computed("What fixes direction, origin and unit.")

    def summary(self) -> str:
        """Say how many members and votes, and how well the points fit."""
        placed = sum(member.dim1 is not None for member in self.members)
        return (
            f"{self.title}: {counted(placed, 'member', 'members')} placed by "
            f"{counted(self.roll_calls_used, 'contested roll call', 'contested roll calls')}; "
            f"{self.fit.correct:.1%} of the votes called right (proportional reduction in error "
            f"{self.fit.apre:.2f})."
        )

    def listings(self) -> dict[str, Listing]:
        """The members."""
        return {"members": Listing("Ideal points", self.members, _MEMBERS)}


_MEMBERS: Final = {
    "name": "Member",
    "party": "Party",
    "state": "State",
    "votes": "Votes",
    "dim1": "First dimension",
    "dim1_se": "Standard error",
    "dim2": "Second dimension",
    "dim2_se": "Standard error (2)",
}
