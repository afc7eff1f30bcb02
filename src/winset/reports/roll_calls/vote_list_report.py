"""The documents of `winset votes list` and `winset votes scores`."""

from __future__ import annotations

from typing import Final, Literal

from winset.foundation.wording import counted
from winset.reports.document import Document, Listing
from winset.reports.report_parts import Part, coded, computed


class PartyTally(Part):
    """Votes of one party."""

    yea: int = coded("Members of the party that voted Yea.")
    nay: int = coded("Members of the party that voted Nay.")


class PartySwitch(Part):
    """A member who changed parties since the vote before."""

    member: str = coded("Id of the member.")
    name: str = coded("Name.")
    from_: str = coded("Party before.", alias="from")
    to: str = coded("Party after.")


class NewMember(Part):
    """A member who took over a seat during a Congress."""

    member: str = coded("Id of the member.")
    state: str = coded("State.")
    district: str = coded("District.")


class ListedVote(Part):
    """One roll call on trade."""

    key: str = coded("Key of the vote.")
    date: str = coded("Day of the vote (ISO date).")
    chamber: str = coded("Chamber.")
    yea: int = coded("Yeas.")
    nay: int = coded("Nays.")
    carried: bool | None = computed("Whether it carried.", missing="it is not held yet")
    held: bool = coded("Whether the vote has been held.")
    title: str = coded("What was voted on.")
    kind: str = coded("Kind of measure.")
    stage: str = coded("Stage of the measure.")
    requires: str = coded("Share of the votes that carries it.")
    liberalising: str | None = coded(
        "Side that opens trade: Yea or Nay.", missing="the list does not say"
    )
    president_side: str | None = coded("Side the President took.", missing="the list does not say")
    tie_breaker: str | None = coded(
        "Side of whoever broke a tie.", missing="there was no tie, or nobody broke it"
    )
    congress: int | None = coded("Number of the Congress.", missing="the list does not say")
    bill: str | None = coded("Number of the bill.", missing="the list does not say")
    listed: int = coded("Members on the list of the vote.")
    parties: dict[str, PartyTally] = coded("Votes by party.")
    case: str | None = computed(
        "Case of the casebook that ended with this vote.", missing="no case did"
    )
    party_switches: list[PartySwitch] = computed("Changes of party first seen here.")
    new_members: list[NewMember] = computed("Members first listed here in a seat taken over.")


class VoteList(Document):
    """Trade votes with side, stage, tally and party split."""

    roll_calls: list[ListedVote] = coded("The votes, in the order of the data.")
    notes: list[str] = computed("Where the files disagree.")

    def heading(self) -> str:
        """Title of the list."""
        return "Trade votes"

    def summary(self) -> str:
        """Say how many votes, from when to when."""
        if not self.roll_calls:
            return "No trade vote."
        days = [row.date for row in self.roll_calls]
        number = counted(len(self.roll_calls), "trade vote", "trade votes")
        return f"{number} from {min(days)} to {max(days)}."

    def listings(self) -> dict[str, Listing]:
        """The votes; changes of party; members new to a seat."""
        switches = [
            {"key": row.key, **switch.model_dump(by_alias=True)}
            for row in self.roll_calls
            for switch in row.party_switches
        ]
        entered = [
            {"key": row.key, **member.model_dump()}
            for row in self.roll_calls
            for member in row.new_members
        ]
        return {
            "roll_calls": Listing("Trade votes", self.roll_calls, _VOTES),
            "party_switches": Listing("Changes of party", switches, _SWITCHES),
            "new_members": Listing("Members new to a seat", entered, _ENTERED),
        }


_VOTES: Final = {
    "date": "Date",
    "key": "Key",
    "chamber": "Chamber",
    "title": "Vote",
    "stage": "Stage",
    "liberalising": "Opens trade",
    "yea": "Yea",
    "nay": "Nay",
    "carried": "Carried",
    "case": "Case",
}
_SWITCHES: Final = {"name": "Member", "from": "From", "to": "To", "key": "First vote"}
_ENTERED: Final = {
    "member": "Member",
    "state": "State",
    "district": "District",
    "key": "First vote",
}


class ScoredMember(Part):
    """The trade score of one member."""

    rank: int = computed("Rank from 1, the most liberalising first.")
    id: str = coded("Id of the member.")
    name: str = coded("Name.")
    party: str = coded("Party.")
    state: str = coded("State.")
    score: float = computed("Score: positive opens trade; mean 0, standard deviation 1.")
    deviation: float = computed("Standard deviation of the score.")
    votes: int = computed("Votes behind it.")
    support: float = computed("Chance of voting to open trade on an average vote, 0..1.")
    nominate_dim1: float | None = coded(
        "Last NOMINATE score in the file.", missing="the file has none"
    )


class TradeScoreList(Document):
    """Members scored on trade."""

    schema_: Literal["winset/votes-scores/1"] = coded(
        "Name and version of this format.", default="winset/votes-scores/1", alias="schema"
    )
    as_of: str | None = coded(
        "Only votes dated before this day (ISO date).", missing="all votes are used"
    )
    roll_calls: int = coded("Votes behind the scores.")
    covariates: list[str] = coded("Numbers that help to place members with few votes.")
    identification: str = computed("What fixes the direction and the unit of the scores.")
    members: list[ScoredMember] = computed("The members, the most liberalising first.")

    def heading(self) -> str:
        """Title of the list."""
        votes = counted(self.roll_calls, "vote", "votes")
        return f"Trade scores on {votes} (positive opens trade)"

    def summary(self) -> str:
        """Say how many members, and the two ends."""
        members = counted(len(self.members), "member", "members")
        if not self.members:
            return "No member is scored."
        first, last = self.members[0], self.members[-1]
        return (
            f"{members} scored on {counted(self.roll_calls, 'vote', 'votes')}: from {first.name} "
            f"({first.score:+.2f}) to {last.name} ({last.score:+.2f}); positive opens trade."
        )

    def listings(self) -> dict[str, Listing]:
        """The members."""
        return {"members": Listing("Trade scores", self.members, _SCORES)}


_SCORES: Final = {
    "rank": "Rank",
    "name": "Member",
    "party": "Party",
    "state": "State",
    "score": "Score",
    "deviation": "Standard deviation",
    "votes": "Votes",
    "support": "Opens trade, chance",
}
