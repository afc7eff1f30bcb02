"""Members of a chamber: real ones, where roll-call data are at hand, in place of blocs."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from winset.cases.model.actors import Identifier
from winset.cases.model.quantities import Coded, Day


class MembersFrom(Coded):
    """A roll call of the user's data whose members fill a chamber; it may be still to come."""

    vote: str = Field(
        min_length=1,
        max_length=120,
        description="Key of the roll call in the data; with `date` a vote the data do not hold.",
    )
    as_of: Day | None = Field(
        default=None,
        description="Only roll calls dated before this day place the members. Default: the vote's.",
    )
    list_of: str | None = Field(
        default=None,
        description="Key of the roll call whose list of members is taken. Default: the vote's own, "
        "else the chamber's last one before `as_of`.",
    )
    date: Day | None = Field(default=None, description="Day of a vote that the data do not hold.")
    liberalising: Literal["Yea", "Nay"] = Field(
        default="Yea", description="The side that opens trade, of a vote the data do not hold."
    )
    kind: str = Field(default="", description="What kind of vote, as `tag` in the data: tpa, fta.")
    bill: str = Field(default="", description="Its bill, as in the data.")
    president_side: Literal["Yea", "Nay"] | None = Field(
        default=None, description="The president's side. Default: the liberalising side."
    )


class ChamberMembers(Coded):
    """Real members of one chamber; without data the blocs' own seats stand."""

    members_from: MembersFrom = Field(description="Roll call that names and places the members.")
    axis: Identifier | None = Field(
        default=None, description="Vote axis they are placed on. Default: the first."
    )
    seated: dict[Identifier, str] = Field(
        default_factory=dict,
        description="Actors that are one person: the member's id in the data.",
    )
    as_coded: list[Identifier] = Field(
        default_factory=list, description="Actors that keep their coded seats and places."
    )
