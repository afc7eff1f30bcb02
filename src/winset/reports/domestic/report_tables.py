"""The tables behind a Report's figures: axes, actors, members, dates and distributions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from winset.reports.document import Listing
from winset.reports.report_parts import Part, coded, computed

if TYPE_CHECKING:
    from winset.reports.domestic.report import Report


class AxisIssue(Part):
    """One axis."""

    issue: str = coded("Id of the issue.")
    axis: Literal["vote", "reason"] = coded("Vote axis or reason axis.")
    title: str = coded("Title.")
    low: str = coded("What 0 means.")
    high: str = coded("What 1 means.")
    status_quo: float | None = coded(
        "Status quo at likely values.",
        missing="an axis of reasons, on which nobody votes",
        default=None,
    )
    proposal: float | None = computed(
        "Proposal voted on, at likely values.",
        missing="an axis of reasons, on which nobody votes",
        default=None,
    )


class ActorRow(Part):
    """One actor at likely values."""

    actor: str = coded("Id of the actor.")
    title: str = coded("Name for readers.")
    short: str = coded("Short name for figures.")
    level: Literal["executive", "legislature", "group", "foreign"] = coded("Where it stands.")
    party: str | None = coded("Party.", missing="it belongs to none")
    seats: dict[str, int] = coded("Members by chamber.")
    position: dict[str, float] = coded("Position on every issue it has one on.")
    position_low: dict[str, float] = coded("Lower end of the coded range; blocs: also of spread.")
    position_high: dict[str, float] = coded("Upper end of the coded range; blocs: also of spread.")
    surplus: float = computed("Surplus from the bill with pressure; of a bloc, the mean member.")
    side: Literal["supports", "opposes", "indifferent"] = computed("By the sign of the surplus.")
    supporting_members: int | None = computed(
        "Members of a bloc with surplus >= 0.", missing="it is a single actor"
    )
    willingness: float | None = computed(
        "Willingness to bargain, 0..1: the mean of payoff times what the proposal is worth, "
        "1 - polarization and 1 - opposition.",
        missing="not coded",
    )
    entry_price: float | None = computed(
        "Loss at par, of a bloc its mean member's; 0 where it gains. In units of surplus, not "
        "times the weight of a seat. What leaving the opposition would take stands under "
        "`divide_and_conquer`.",
        missing="it has no price at par, which does not occur today",
    )
    engagement: float | None = computed(
        "Engagement, 0..1: as coded from dated signs, else the least of impact, cost of staying "
        "out and free resources; of an actor that waits for a proposal, times what that is worth.",
        missing="neither is coded",
    )
    window_share: float | None = computed(
        "Share of the lobbying window used.", missing="it does not lobby"
    )
    stake: float | None = computed("min(1, |surplus| / full stake).", missing="it does not lobby")
    capacity: float = coded("Capacity, member-moves.")
    contributes: float = computed("What it spends, member-moves.")


class MemberRow(Part):
    """One member of a chamber at likely values."""

    chamber: str = coded("Chamber.")
    actor: str = coded("Bloc or member.")
    rank: int = computed("Place in the chamber from the most to the least favourable, from 1.")
    position: dict[str, float] = computed("Position on the vote axes.")
    surplus: float = computed("Surplus from the bill with pressure.")
    entry_price: float | None = computed(
        "Loss at par times the weight of its seat, member-moves; 0 where it gains.",
        missing="it has no price at par, which does not occur today",
    )
    paid: float = computed("Payment in the cheapest robust coalition, member-moves.")
    in_coalition: bool = computed("Whether it belongs to that coalition.")
    p_supports: float = computed("Share of draws in which it supports the bill unpaid.")
    member: str | None = coded(
        "Id of a real member.",
        missing="the member is made by its bloc, not a real one",
        default=None,
    )
    name: str | None = coded(
        "Its name.", missing="the member is made by its bloc, not a real one", default=None
    )
    party: str | None = coded(
        "Its party.", missing="the member is made by its bloc, not a real one", default=None
    )
    state: str | None = coded(
        "Its state.", missing="the member is made by its bloc, not a real one", default=None
    )
    district: str | None = coded(
        "Its district.", missing="the member is made by its bloc, not a real one", default=None
    )
    p_yes: float | None = computed(
        "Probability of its support by the forecast from roll calls alone, if it votes.",
        missing="not a real member with a forecast",
        default=None,
    )
    p_pivotal: float | None = computed(
        "Chance of sitting on the seat on which its chamber turns.",
        missing="members are made by their bloc, not real ones",
        default=None,
    )
    expected_price: float | None = computed(
        "Mean price of its neutrality over the draws, member-moves.",
        missing="it cannot be bought, or the member is not a real one",
        default=None,
    )


class TimelineEvent(Part):
    """One date or span of the two stages."""

    label: str = computed("What happens.")
    start: str = computed("First day (ISO date).")
    end: str | None = computed("Last day, for a span.", missing="it is one day", default=None)
    kind: Literal["formulation", "proposal", "lobbying", "vote", "election", "outcome"] = computed(
        "What kind of event."
    )
    actor: str | None = coded("Whose.", missing="it is nobody's in particular", default=None)
    side: Literal["supports", "opposes", "indifferent"] | None = computed(
        "Side.", missing="it has no side", default=None
    )


class TallyShare(Part):
    """Share of the draws with one number of votes."""

    votes: int = computed("Votes in favour.")
    share: float = computed("Share of draws.")


class Distributions(Part):
    """Distributions over the draws."""

    quantiles: list[float] = coded("Levels of the quantiles.")
    price: list[float | None] = computed("Price at these levels.", missing="it cannot be bought")
    budget: list[float | None] = computed("Budget at these levels.", missing="it is not needed")
    opposition_fund: list[float | None] = computed(
        "Opponents' fund at these levels.", missing="no price needs it"
    )
    margin: list[float | None] = computed(
        "Budget minus price at these levels.", missing="price or budget is missing"
    )
    votes: dict[str, list[TallyShare]] = computed("Recorded vote, if held, by chamber.")
    robust: dict[str, list[TallyShare]] = computed("Robust tally by chamber.")


TABLES: Final = (
    "actors",
    "members",
    "coalition",
    "votes",
    "pivots",
    "break_even",
    "deadlock",
    "timeline",
)
"""Names of the tables of a report."""


def listings_of(report: Report) -> dict[str, Listing]:
    """Tables of a report by name."""
    votes = [{"chamber": name, **read.model_dump()} for name, read in report.votes.items()]
    pivots = [
        pivot.model_dump(exclude={"power"}) | (pivot.power.model_dump() if pivot.power else {})
        for pivot in report.pivotal_actors
    ]
    place = _positions(report)
    whose = ("actor", "chamber")
    return {
        "actors": Listing("Actors at likely values", report.actors, _ACTORS | place | _AMOUNTS),
        "members": Listing(
            "Members at likely values", report.members, _MEMBERS | place | _VOTE, whose
        ),
        "coalition": Listing(
            "Minimum winning coalition", report.minimum_winning_coalition, _COALITION, whose
        ),
        "votes": Listing("Votes in four readings", votes, _VOTES, whose),
        "pivots": Listing("Pivotal actors", pivots, _PIVOTS, (*whose, "axis")),
        "break_even": Listing("Break-evens", report.break_even, _BREAK_EVEN),
        "deadlock": Listing(
            "Deadlock coalition", report.deadlock_coalition.members, _DEADLOCK, ("actor",)
        ),
        "timeline": Listing("Timeline", report.timeline, _TIMELINE, ("actor",)),
        "attempts": Listing("Texts put to a vote in turn", report.attempts, _ATTEMPTS),
    }


def _positions(report: Report) -> dict[str, str]:
    """Columns of positions: those on the vote axes, by title where there are several."""
    axes = [row for row in report.issues if row.axis == "vote"]
    if len(axes) == 1:
        return {f"position.{axes[0].issue}": "Position"}
    return {f"position.{row.issue}": f"Position, {row.title}" for row in axes}


_ACTORS: Final = {
    "title": "Actor",
    "level": "Level",
    "party": "Party",
    "seats": "Seats",
}
_AMOUNTS: Final = {
    "surplus": "Surplus",
    "side": "Side",
    "supporting_members": "Members in favour",
    "willingness": "Willingness",
    "entry_price": "Price of neutrality",
    "engagement": "Engagement",
    "window_share": "Share of the window",
    "stake": "Stake",
    "capacity": "Capacity",
    "contributes": "Spends",
}
_MEMBERS: Final = {
    "chamber": "Chamber",
    "rank": "Rank",
    "name": "Member",
    "actor": "Bloc",
    "party": "Party",
    "state": "State",
    "district": "District",
}
_VOTE: Final = {
    "surplus": "Surplus",
    "entry_price": "Price of neutrality",
    "expected_price": "Expected price",
    "paid": "Paid",
    "in_coalition": "In the cheapest coalition",
    "p_supports": "Supports unpaid, share of draws",
    "p_yes": "Yea by roll calls alone",
    "p_pivotal": "Chance of the decisive seat",
}
_COALITION: Final = {
    "actor": "Actor",
    "role": "Role",
    "chamber": "Chamber",
    "unpaid": "Votes unpaid",
    "bought": "Votes bought",
    "paid": "Paid",
    "contributes": "Contributes",
    "bought_members": "Members bought",
}
_VOTES: Final = {
    "chamber": "Chamber",
    "quota": "Needed",
    "of": "Seats",
    "unpaid": "Unpaid",
    "bought": "Bought",
    "robust": "Secured",
    "short": "Short",
    "expected": "Mean vote",
    "low": "5 %",
    "high": "95 %",
}
_PIVOTS: Final = {
    "actor": "Actor",
    "chamber": "Chamber",
    "axis": "Axis",
    "de_swaan": "De Swaan",
    "swing": "Swing",
    "turns_verdict": "Turns the verdict",
    "shapley_shubik": "Shapley-Shubik",
    "banzhaf": "Banzhaf",
    "engagement": "Engagement",
    "engaged": "Engaged",
    "broker": "Broker",
}
_ATTEMPTS: Final = {
    "date": "Date",
    "text": "Text",
    "expected": "Votes expected",
    "quotas": "Needed",
    "passage_probability": "P(passes)",
    "this_or_an_earlier": "This or an earlier one",
}
_BREAK_EVEN: Final = {
    "title": "Number",
    "from": "Now",
    "value": "Turns the verdict at",
    "to_verdict": "Verdict then",
    "within_range": "In the coded range",
}
_DEADLOCK: Final = {
    "actor": "Actor",
    "share": "Share of the spending",
    "contributes": "Spends",
    "opposing_members": "Members that lose",
}
_TIMELINE: Final = {
    "label": "Event",
    "start": "From",
    "end": "To",
    "actor": "Actor",
    "side": "Side",
}
