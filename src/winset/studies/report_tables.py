"""The tables behind a Report's figures: axes, actors, members, dates and distributions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from winset.foundation.errors import InputError
from winset.studies.report_parts import Part, coded, computed

if TYPE_CHECKING:
    import pandas as pd

    from winset.studies.report import Report


class AxisIssue(Part):
    """One axis."""

    issue: str = coded("Id of the issue.")
    axis: Literal["vote", "reason"] = coded("Vote axis or reason axis.")
    title: str = coded("Title.")
    low: str = coded("What 0 means.")
    high: str = coded("What 1 means.")
    status_quo: float | None = coded("Status quo at likely values.", default=None)
    proposal: float | None = computed("Proposal voted on, at likely values.", default=None)


class ActorRow(Part):
    """One actor at likely values."""

    actor: str = coded("Id of the actor.")
    title: str = coded("Name for readers.")
    short: str = coded("Short name for figures.")
    level: Literal["executive", "legislature", "group", "foreign"] = coded("Where it stands.")
    party: str | None = coded("Party.")
    seats: dict[str, int] = coded("Members by chamber.")
    position: dict[str, float] = coded("Position on every issue it has one on.")
    position_low: dict[str, float] = coded("Lower end of the coded range; blocs: also of spread.")
    position_high: dict[str, float] = coded("Upper end of the coded range; blocs: also of spread.")
    surplus: float = computed("Surplus from the bill with pressure; of a bloc, the mean member.")
    side: Literal["supports", "opposes", "indifferent"] = computed("By the sign of the surplus.")
    supporting_members: int | None = computed("Members of a bloc with surplus >= 0.")
    willingness: float | None = computed("Willingness to bargain, 0..1.")
    entry_price: float | None = computed("Cost of its mean member's neutrality, member-moves.")
    engagement: float | None = computed("Engagement, 0..1.")
    window_share: float | None = computed("Share of the lobbying window used.")
    stake: float | None = computed("min(1, |surplus| / full stake).")
    capacity: float = coded("Capacity, member-moves.")
    contributes: float = computed("What it spends, member-moves.")


class MemberRow(Part):
    """One member of a chamber at likely values."""

    chamber: str = coded("Chamber.")
    actor: str = coded("Bloc or member.")
    rank: int = computed("Place in the chamber from the most to the least favourable, from 1.")
    position: dict[str, float] = computed("Position on the vote axes.")
    surplus: float = computed("Surplus from the bill with pressure.")
    entry_price: float | None = computed("Cost of neutrality; None: cannot be bought.")
    paid: float = computed("Payment in the cheapest robust coalition, member-moves.")
    in_coalition: bool = computed("Whether it belongs to that coalition.")
    within_reach: bool = computed("Whether it belongs to the largest coalition within the budget.")
    p_supports: float = computed("Share of draws in which it supports the bill unpaid.")
    member: str | None = coded("Id of a real member.", default=None)
    name: str | None = coded("Its name.", default=None)
    party: str | None = coded("Its party.", default=None)
    state: str | None = coded("Its state.", default=None)
    district: str | None = coded("Its district.", default=None)
    p_yes: float | None = computed(
        "Probability of its support by the forecast from roll calls alone, if it votes.",
        default=None,
    )
    p_pivotal: float | None = computed(
        "Chance of sitting on the seat on which its chamber turns.", default=None
    )
    expected_price: float | None = computed(
        "Mean price of its neutrality over the draws, member-moves; None: cannot be bought.",
        default=None,
    )


class TimelineEvent(Part):
    """One date or span of the two stages."""

    label: str = computed("What happens.")
    start: str = computed("First day (ISO date).")
    end: str | None = computed("Last day, for a span.", default=None)
    kind: Literal["formulation", "proposal", "lobbying", "vote", "election", "outcome"] = computed(
        "What kind of event."
    )
    actor: str | None = coded("Whose.", default=None)
    side: Literal["supports", "opposes", "indifferent"] | None = computed("Side.", default=None)


class TallyShare(Part):
    """Share of the draws with one number of votes."""

    votes: int = computed("Votes in favour.")
    share: float = computed("Share of draws.")


class Distributions(Part):
    """Distributions over the draws."""

    quantiles: list[float] = coded("Levels of the quantiles.")
    price: list[float | None] = computed("Price at these levels; None: cannot be bought.")
    budget: list[float | None] = computed("Budget at these levels.")
    opposition_fund: list[float | None] = computed("Opponents' fund at these levels.")
    margin: list[float | None] = computed("Budget minus price at these levels.")
    votes: dict[str, list[TallyShare]] = computed("Recorded vote, if held, by chamber.")
    robust: dict[str, list[TallyShare]] = computed("Robust tally by chamber.")


TABLES = (
    "actors",
    "members",
    "coalition",
    "votes",
    "pivots",
    "break_even",
    "deadlock",
    "timeline",
)


def frame_of(report: Report, table: str) -> pd.DataFrame:
    """One table of a report as a data frame.

    Raises
    ------
    InputError
        If there is no table of that name.
    """
    import pandas as pd

    rows: dict[str, list[dict[str, object]]] = {
        "actors": [row.model_dump() for row in report.actors],
        "members": [row.model_dump() for row in report.members],
        "coalition": [part.model_dump() for part in report.minimum_winning_coalition],
        "votes": [{"chamber": name, **read.model_dump()} for name, read in report.votes.items()],
        "pivots": [
            {key: value for key, value in pivot.model_dump().items() if key != "power"}
            | (pivot.power.model_dump() if pivot.power else {})
            for pivot in report.pivotal_actors
        ],
        "break_even": [row.model_dump(by_alias=True) for row in report.break_even],
        "deadlock": [row.model_dump() for row in report.deadlock_coalition.members],
        "timeline": [event.model_dump() for event in report.timeline],
    }
    if table not in rows:
        raise InputError(f"no table {table!r}; there are: {', '.join(TABLES)}")
    return pd.json_normalize(rows[table])
