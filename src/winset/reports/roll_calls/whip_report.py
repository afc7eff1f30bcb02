"""The document of a whip count: members, interval, who can be persuaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal

from winset.reports.document import Document, Listing
from winset.reports.report_parts import Part, coded, computed

MOST_SHOWN: Final = 40
"""Persuadable members that a count lists."""


class CountedVote(Part):
    """The vote that is counted."""

    id: str = coded("Key of the vote, or id of the case.")
    title: str = coded("What is voted on.")
    date: str | None = coded("Day of the vote (ISO date).", missing="the list does not say")
    chamber: str = coded("Chamber.")
    kind: str = coded("Kind of measure.")
    stage: str = coded("Stage of the measure.")
    requires: str = coded("What carries it.")
    liberalising: str | None = coded(
        "Side that opens trade: Yea or Nay.", missing="the list does not say"
    )
    president_side: str | None = coded("Side the President takes.", missing="the list does not say")
    tie_breaker: str | None = coded(
        "Side of whoever breaks a tie.", missing="nobody is known to", default=None
    )


class PartyCount(Part):
    """Expectation for one party."""

    party: str = coded("Party.")
    members: int = coded("Members who may vote.")
    expected: float = computed("Expected Yeas.")
    low: float = computed("5th percentile of its Yeas.")
    high: float = computed("95th percentile of its Yeas.")


class Margin(Part):
    """Yeas less the Yeas that are needed, over the draws."""

    expected: float = computed("Mean; below 0 the motion is short.")
    low: float = computed("5th percentile.")
    high: float = computed("95th percentile.")


class PersuadableMember(Part):
    """A member whose word may change the outcome."""

    rank: int = computed(
        "Rank from 1: by what its word changes, in a case by the chance of deciding."
    )
    id: str = coded("Id of the member.")
    name: str = coded("Name.")
    party: str = coded("Party.")
    state: str = coded("State.")
    district: str = coded("District.")
    p_yes: float = computed("Probability of a Yea.")
    p_pivotal: float = computed("Chance of holding the decisive seat.")
    price: float | None = computed("Expected price in member-moves.", missing="it cannot be bought")
    if_yea: float | None = computed(
        "Chance that the motion carries if it votes Yea.",
        missing="not known: in no draw it votes that way",
        default=None,
    )
    if_nay: float | None = computed(
        "Chance that the motion carries if it votes Nay.",
        missing="not known: in no draw it votes that way",
        default=None,
    )
    word: float | None = computed(
        "What its word would change on average: 2 p (1 - p) times the one less the other, p being "
        "its chance of a Yea.",
        missing="not known: in no draw it votes that way",
        default=None,
    )
    word_error: float | None = computed(
        "Standard error of that, from the draws.",
        missing="not known: in no draw it votes that way",
        default=None,
    )
    group: int | None = computed(
        "Members of one group are not distinguished.",
        missing="they cannot be ranked",
        default=None,
    )


class CountedMember(Part):
    """One member who may vote."""

    id: str = coded("Id of the member.")
    name: str = coded("Name.")
    party: str = coded("Party.")
    state: str = coded("State.")
    district: str = coded("District.")
    p_yes: float = computed("Probability of a Yea, if the member votes.")
    p_votes: float = computed("Probability that the member votes.")
    p_pivotal: float = computed("Chance of holding the decisive seat.")
    price: float | None = computed("Expected price in member-moves.", missing="it cannot be bought")


class CaseMember(CountedMember):
    """One member of a chamber that a case fills with real members."""

    bloc: str = coded("Bloc of the case that the member belongs to.")
    p_forecast: float | None = computed(
        "Probability of a Yea from roll calls alone.", missing="no roll call speaks of it"
    )


class PersuadableCaseMember(PersuadableMember):
    """A member of a case near the decisive seat."""

    bloc: str = coded("Bloc of the case that the member belongs to.")
    p_forecast: float | None = computed(
        "Probability of a Yea from roll calls alone.", missing="no roll call speaks of it"
    )


class YeasShare(Part):
    """Share of the draws with one number of Yeas."""

    yeas: int = computed("Number of Yeas.")
    share: float = computed("Share of the draws.")


class ShockMultiple(Part):
    """Weight of one pair of multiples of the prior shocks."""

    bill: float = computed("Multiple of the shock of the bill.")
    swing: float = computed("Multiple of the swing of a party.")
    weight: float = computed("Posterior weight.")


class NominateRun(Part):
    """The same count with NOMINATE scores, which contain later votes."""

    leak: str = computed("Why these numbers are no forecast.")
    expected: float = computed("Expected Yeas.")
    low: float = computed("5th percentile of the Yeas.")
    high: float = computed("95th percentile of the Yeas.")
    passage_probability: float = computed("Share of the draws in which the motion carries.")


class WhipCount(Document):
    """A vote counted member by member before it is held."""

    schema_: Literal["winset/votes-whip/1"] = coded(
        "Name and version of this format.", default="winset/votes-whip/1", alias="schema"
    )
    seed: int = coded("Seed of the draws.")
    draws: int = coded("Number of draws.")
    model: str = coded("Forecast model.")
    roll_call: CountedVote = coded("The vote.")
    as_of: str | None = coded(
        "Only votes dated before this day are used (ISO date).", missing="all votes are used"
    )
    needed: int = computed("Yeas needed if all vote.")
    expected: float = computed("Expected Yeas.")
    low: float = computed("5th percentile of the Yeas.")
    high: float = computed("95th percentile of the Yeas.")
    passage_probability: float = computed("Share of the draws in which the motion carries.")
    liberalising_side_prevails: float = computed(
        "Share of the draws in which the side that opens trade prevails."
    )
    one_sided: float | None = computed(
        "Chance that nine of ten vote Yea.", missing="it was not drawn", default=None
    )
    margin: Margin | None = computed(
        "Yeas less the Yeas needed.", missing="it was not drawn", default=None
    )
    parties: list[PartyCount] = computed("By party, the largest first.", default_factory=list)
    caution: str | None = computed(
        "What the width of the interval means.", missing="nothing to add", default=None
    )
    ranking: str | None = computed(
        "How far the persuadables can be ranked.", missing="there is nobody to rank", default=None
    )
    members_voting: float = computed("Expected number of members voting.")
    declared: int = coded("Members whose declared position was given.")
    members: Sequence[CountedMember] = computed("All who may vote, by id.")
    persuadables: Sequence[PersuadableMember] = computed("Members near the decisive seat.")
    distribution: list[YeasShare] = computed("Yeas over the draws.")
    shock_multiples: list[ShockMultiple] = computed("Weights of the multiples of the shocks.")
    voters: str | None = computed(
        "Whose list of members the count rests on.", missing="not known", default=None
    )
    used: list[str] = computed("Keys of the votes learned from.")
    covariates: list[str] = coded("Numbers of members used.", default_factory=list)
    assumptions: list[str] = computed("What the numbers rest on.")
    nominate: NominateRun | None = computed(
        "The count with NOMINATE scores.", missing="not asked for", default=None
    )

    def heading(self) -> str:
        """Say what is voted on."""
        return self.roll_call.title or self.roll_call.id

    def summary(self) -> str:
        """Yeas expected, needed, and how sure."""
        day = f"As of {self.as_of}: " if self.as_of else ""
        return (
            f"{self.heading()}. {day}{self.expected:.0f} Yeas expected, {self.low:.0f} to "
            f"{self.high:.0f} in 9 of 10 draws; {self.needed} needed if all vote. The motion "
            f"carries with probability {self.passage_probability:.2f}."
        )

    def headline(self) -> str:
        """Vote, expected and needed Yeas, in one line."""
        return (
            f"{self.roll_call.id}: {self.expected:.0f} Yeas expected, {self.needed} needed, "
            f"carries with probability {self.passage_probability:.2f}"
        )

    def listings(self) -> dict[str, Listing]:
        """Parties, persuadable members, all members, the distribution of the tally."""
        return {
            "parties": Listing("By party", self.parties, _PARTIES),
            "persuadables": Listing("Persuadable members", self.persuadables, _PERSUADABLES),
            "members": Listing("Members", self.members, _MEMBERS),
            "distribution": Listing("Yeas over the draws", self.distribution, _YEAS),
        }


class CaseWhip(WhipCount):
    """A chamber of a case counted member by member, campaigns and prices included."""

    members: Sequence[CaseMember] = computed("All who may vote, by id.")
    persuadables: Sequence[PersuadableCaseMember] = computed("Members near the decisive seat.")


def said_of(rows: Sequence[Mapping[str, Any]]) -> str:
    """Say how far members ranked by their word can be distinguished, in a sentence.

    Parameters
    ----------
    rows
        Persuadables by rank, with ``group``.
    """
    if not rows:
        return "No member's word would change the outcome: each is all but sure."
    first = sum(row["group"] == rows[0]["group"] for row in rows)
    if first == len(rows):
        return f"The {first} members listed cannot be ranked: their values differ by chance alone."
    if first > 1:
        return f"The first {first} cannot be ranked among themselves; those below stand lower."
    return "The first stands apart; members of one group cannot be ranked among themselves."


def ranked(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Members of a count by the chance of deciding; the cheaper first where it is equal.

    Parameters
    ----------
    rows
        Members with ``id``, ``p_pivotal`` and ``price`` (None: cannot be bought).

    Returns
    -------
    list of dict
        The first forty that may decide, with their rank from 1 and without ``p_votes``.
    """

    def order(row: Mapping[str, Any]) -> tuple[float, float, str]:
        price = row["price"]
        return -row["p_pivotal"], float("inf") if price is None else price, row["id"]

    near = sorted((row for row in rows if row["p_pivotal"] > 0), key=order)
    return [
        {"rank": rank, **{name: row[name] for name in row if name != "p_votes"}}
        for rank, row in enumerate(near[:MOST_SHOWN], start=1)
    ]


_CHANCES: Final = {
    "name": "Member",
    "bloc": "Bloc",
    "party": "Party",
    "state": "State",
    "district": "District",
    "p_yes": "Yea, probability",
    "p_forecast": "Yea by roll calls alone",
    "p_votes": "Votes, probability",
    "p_pivotal": "Decisive seat, chance",
    "price": "Price",
}
_PERSUADABLES: Final = {
    "rank": "Rank",
    "group": "Group",
    **_CHANCES,
    "if_yea": "Carries if Yea",
    "if_nay": "Carries if Nay",
    "word": "Its word moves it by",
}
_PARTIES: Final = {
    "party": "Party",
    "members": "Members",
    "expected": "Yeas expected",
    "low": "5 %",
    "high": "95 %",
}
_MEMBERS: Final = _CHANCES
_YEAS: Final = {"yeas": "Yeas", "share": "Share of draws"}
